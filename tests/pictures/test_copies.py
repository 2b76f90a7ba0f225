"""A file holds an original: as itself, in an archive, embedded, or written as text. Real files, made here."""

import base64
import bz2
import gzip
import io
import lzma
import random
import struct
import tarfile
import textwrap
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from plugins.pictures import copies
from plugins.pictures.copies import (
    HEAD_BYTES,
    NO_ORIGINALS,
    OpaqueError,
    Originals,
    held_originals,
    original_in,
    original_of,
    originals,
)
from tests.pictures.samples import encoded, four_corners

TEXT = b"Name: Nobody\nCampaign: library\nConsent:\n\nI keep the doors open\n"


def noise(width_px: int, height_px: int) -> Image.Image:
    """A picture whose file is not small."""
    return Image.frombytes("RGB", (width_px, height_px), random.Random(7).randbytes(width_px * height_px * 3))


def with_trailer(jpeg: bytes) -> bytes:
    """As telephones write them: something of their own after the picture's end."""
    return jpeg + b"SEFH" + bytes(50) + b"SEFT"


PICTURES = {
    "large.jpg": encoded(noise(200, 150)),
    "small.jpg": encoded(four_corners(64, 48)),
    "phone.jpg": with_trailer(encoded(noise(150, 120), exif=Image.Exif().tobytes(), progressive=True)),
    "sign.png": encoded(noise(64, 48), "PNG"),
    "sign.webp": encoded(noise(64, 48), "WEBP", lossless=True),
    "sign.heic": encoded(noise(64, 48), "HEIF"),
}
KNOWN = originals([(name, original_of(data)) for name, data in PICTURES.items()] + [("0429", original_of(TEXT))], {})


def zipped(data: bytes, method: int = zipfile.ZIP_DEFLATED, name: str = "word/media/image1.jpeg") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, data)
    return buffer.getvalue()


def with_hidden_entry(data: bytes) -> bytes:
    """A zip whose list of contents leaves an entry out."""
    hidden = zipped(data)
    return hidden[: hidden.rindex(b"PK\x01\x02")] + zipped(b"harmless")


def tarred(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        entry = tarfile.TarInfo("0900.jpg")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()


def pdf(stream: bytes, filters: str = "/DCTDecode") -> bytes:
    head = f"%PDF-1.7\n1 0 obj\n<< /Length {len(stream)} /Filter {filters} >>\nstream\n".encode()
    return head + stream + b"\nendstream\nendobj\ntrailer << >>\n%%EOF\n"


def mp3(cover: bytes, *, unsynchronised: bool = False) -> bytes:
    """A song with a cover (ID3v2.3, APIC)."""
    body = b"\0image/jpeg\0\x03\0" + cover
    frame = b"APIC" + struct.pack(">I2s", len(body), b"\0\0") + body
    if unsynchronised:
        frame = frame.replace(b"\xff", b"\xff\x00")
    size = bytes((len(frame) >> shift) & 127 for shift in (21, 14, 7, 0))
    return b"ID3\x03\0" + (b"\x80" if unsynchronised else b"\0") + size + frame + b"\xff\xfb\x90\x00" + bytes(400)


def wrapped(data: bytes) -> bytes:
    return "\r\n".join(textwrap.wrap(base64.b64encode(data).decode(), 76)).encode()


HIDING: dict[str, Callable[[bytes], bytes]] = {
    "itself": bytes,
    "zip": zipped,
    "zip, stored": lambda data: zipped(data, zipfile.ZIP_STORED),
    "zip in a zip in a zip": lambda data: zipped(zipped(zipped(data), name="b.docx"), name="a.zip"),
    "zip with an entry that its list leaves out": with_hidden_entry,
    "zip after a program": lambda data: b"#!/bin/sh\nexit\n" + zipped(data),
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "lzma of old": lambda data: lzma.compress(data, lzma.FORMAT_ALONE),
    "tar": tarred,
    "tar.gz in a zip": lambda data: zipped(gzip.compress(tarred(data)), name="a.tgz"),
    "PDF": pdf,
    "PDF, packed": lambda data: pdf(zlib.compress(data), "[/FlateDecode /DCTDecode]"),
    "PDF, hexadecimal": lambda data: pdf(data.hex().encode() + b">", "[/ASCIIHexDecode /DCTDecode]"),
    "PDF, 85 characters": lambda data: pdf(base64.a85encode(data) + b"~>", "[/ASCII85Decode /DCTDecode]"),
    "PDF in a zip": lambda data: zipped(pdf(data), name="a.pdf"),
    "MP3": mp3,
    "MP3, unsynchronised": lambda data: mp3(data, unsynchronised=True),
    "text": lambda data: b"Her picture:\n" + base64.b64encode(data) + b"\nand more words",
    "letter": lambda data: b"Content-Transfer-Encoding: base64\r\n\r\n" + wrapped(data) + b"\r\n--end--",
    "calendar": lambda data: b"ATTACH;ENCODING=BASE64:" + base64.b64encode(data).replace(b"A", b"A\r\n ", 9),
    "address": lambda data: b'"data:image/jpeg;base64,' + quote(base64.b64encode(data), safe="").encode() + b'"',
    "other alphabet": lambda data: base64.urlsafe_b64encode(data),
    "JSON": lambda data: b'{"a":"' + base64.b64encode(data).replace(b"/", b"\\/") + b'"}',
    "text in UTF-16": lambda data: base64.b64encode(data).decode().encode("utf-16"),
    "digits": lambda data: data.hex().encode(),
    "letter with a zip": lambda data: wrapped(zipped(data)),
    "middle of something": lambda data: bytes(1000) + data + bytes(1000),
}


@pytest.mark.parametrize("way", HIDING)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_found_wherever_it_is(way: str, name: str) -> None:
    data = PICTURES[name]

    held = held_originals(HIDING[way](data), KNOWN)

    assert {KNOWN.owners[sha256] for sha256 in held} == {name}


@pytest.mark.parametrize("way", ["itself", "zip", "zip, stored", "zip in a zip in a zip", "gzip", "tar", "xz"])
def test_a_members_text_is_found_too(way: str) -> None:
    held = held_originals(HIDING[way](TEXT), KNOWN)

    assert {KNOWN.owners[sha256] for sha256 in held} == {"0429"}


@pytest.mark.parametrize("way", [way for way in HIDING if way != "middle of something"])
def test_a_picture_that_nobody_has_any_more_is_known_by_its_hash_alone(way: str) -> None:
    picture = PICTURES["large.jpg"]
    known = originals([], {original_of(picture).sha256: "0430"})

    assert held_originals(HIDING[way](picture), known) == {original_of(picture).sha256}


@pytest.mark.parametrize("way", HIDING)
def test_another_picture_is_nobodys(way: str) -> None:
    assert held_originals(HIDING[way](encoded(four_corners(100, 80))), KNOWN) == frozenset()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"7z\xbc\xaf\x27\x1c rest", "of a kind that I do not know"),
        (b"Rar!\x1a\x07\x00 rest", "of a kind that I do not know"),
        (zipped(b"7z\xbc\xaf\x27\x1c rest", name="inner.7z"), "of a kind that I do not know"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 EncryptedPackage", "locked with a password, or of an old kind"),
        (zipped(TEXT, zipfile.ZIP_BZIP2), "packed in a way"),
        (zipped(TEXT, zipfile.ZIP_LZMA), "packed in a way"),
        (pdf(b"x").replace(b"trailer", b"/Encrypt 9 0 R trailer"), "it is locked"),
    ],
)
def test_what_nobody_can_look_into_is_not_published(data: bytes, reason: str) -> None:
    with pytest.raises(OpaqueError, match=reason):
        held_originals(data, KNOWN)


def test_a_zip_with_a_password_is_not_published() -> None:
    locked = bytearray(zipped(TEXT))
    locked[locked.rindex(b"PK\x03\x04") + 6] |= 1

    with pytest.raises(OpaqueError, match="locked with a password"):
        held_originals(bytes(locked), KNOWN)


def test_archives_in_archives_end_somewhere() -> None:
    data = TEXT
    for _ in range(12):
        data = zipped(data)

    with pytest.raises(OpaqueError, match="too many archives"):
        held_originals(data, KNOWN)


@pytest.mark.parametrize("pack", [gzip.compress, zipped, lambda data: pdf(zlib.compress(data))])
def test_what_unpacks_to_more_than_the_limit_is_not_published(
    pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "MAX_EXPANDED_BYTES", 1_000_000)

    with pytest.raises(OpaqueError, match="too much"):
        held_originals(pack(bytes(2_000_000)), KNOWN)


def test_more_entries_than_the_limit_are_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "MAX_ENTRIES", 10)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(20):
            archive.writestr(str(number), str(number))

    with pytest.raises(OpaqueError, match="too much"):
        held_originals(buffer.getvalue(), KNOWN)


def test_damaged_files_are_no_reason_to_stop() -> None:
    whole = [way(PICTURES["small.jpg"]) for way in HIDING.values()]

    for data in whole:
        for cut in (len(data) // 3, len(data) // 2, len(data) - 3):
            held_originals(data[:cut], KNOWN)
            held_originals(data[:cut] + bytes(20) + data[cut:], KNOWN)


def test_an_empty_file_is_nobodys() -> None:
    assert originals([("0401", original_of(b""))], {}) == NO_ORIGINALS


def test_a_file_is_the_same_read_at_once_or_piece_by_piece(tmp_path: Path) -> None:
    for size in (0, 10, HEAD_BYTES, 200_000):
        file = tmp_path / str(size)
        file.write_bytes(random.Random(size).randbytes(size))
        assert original_in(file) == original_of(file.read_bytes())
    assert original_in(tmp_path / "absent") is None
    assert original_in(tmp_path) is None


def test_without_originals_nothing_is_looked_into() -> None:
    assert held_originals(b"7z\xbc\xaf\x27\x1c", Originals()) == frozenset()
