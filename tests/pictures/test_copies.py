"""A file holds an original: as itself, in an archive, embedded, or written as text. Real files, made here."""

import base64
import bz2
import gzip
import io
import json
import lzma
import random
import struct
import tarfile
import textwrap
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from plugins.pictures import copies
from plugins.pictures.copies import (
    HEAD_BYTES,
    NO_ORIGINALS,
    Originals,
    held_originals,
    original_in,
    original_of,
    originals,
    originals_in,
    pictures_in,
)
from plugins.pictures.pixel_bytes import chunks, picture_sha256, png_chunk
from plugins.pictures.unpacking import OpaqueError
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
    "zip written to a pipe": lambda data: piped(data),
    "zip whose entry's own header lies": lambda data: lying(data),
    "gzip of two parts": lambda data: gzip.compress(b"first") + gzip.compress(data),
    "bzip2 of two parts": lambda data: bz2.compress(b"first") + bz2.compress(data),
    "xz of two parts": lambda data: lzma.compress(b"first") + lzma.compress(data),
    "PDF, packed and in 85 characters": lambda data: pdf(base64.a85encode(zlib.compress(data)) + b"~>"),
    "PDF, packed and hexadecimal": lambda data: pdf(zlib.compress(data).hex().encode() + b">"),
    "PDF, 85 characters and packed": lambda data: pdf(zlib.compress(base64.a85encode(data) + b"~>")),
    "PDF, runs": lambda data: pdf(runs(data)),
    "zlib": zlib.compress,
    "zlib in a song": lambda data: b"ID3\x03\0\0\0\0\x10\x10APIC\0\0\x10\0\0\x80" + zlib.compress(data) + bytes(99),
    "letter that quotes": lambda data: b"> " + wrapped(data).replace(b"\r\n", b"\r\n> "),
    "list in JSON": lambda data: b'["' + wrapped(data).replace(b"\r\n", b'",\n "') + b'"]',
    "wide letters without a mark": lambda data: base64.b64encode(data).decode().encode("utf-16-le"),
    "page with hard spaces": lambda data: b"<p>" + wrapped(data).replace(b"\r\n", b"&nbsp;<wbr> ") + b"</p>",
}


def piped(data: bytes) -> bytes:
    """A zip made by a program that cannot go back to write sizes down (APPNOTE.TXT, section 4.3.9)."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    with zipfile.ZipFile(pipe := Pipe(), "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.jpg.gz", gzip.compress(data))
    return pipe.getvalue()


def lying(data: bytes) -> bytes:
    """A zip whose entry says of itself that it is stored, and whose list of contents knows better."""
    whole = bytearray(zipped(data))
    at = whole.rindex(b"PK\x03\x04")
    whole[at + 4 : at + 6], whole[at + 8 : at + 10] = b"\xff\0", b"\0\0"
    return bytes(whole)


def runs(data: bytes) -> bytes:
    """Through a PDF's filter for runs, of which there are none."""
    parts = [data[at : at + 128] for at in range(0, len(data), 128)]
    return b"".join(bytes([len(part) - 1]) + part for part in parts) + b"\x80"


def without_beside(data: bytes) -> list[bytes]:
    """A JPEG as programs write it again that change nothing of the picture."""
    comment = b"\xff\xfe\0\x08by me!"
    between = data[:20] + bytes(9) + data[20:]
    return [data + b"\0", data + bytes(5000), data[:2] + comment + data[2:], data.replace(b"JFIF", b"JFXX", 1), between]


@pytest.mark.parametrize("name", ["large.jpg", "small.jpg", "phone.jpg"])
def test_a_jpeg_is_known_whatever_is_written_beside_its_pixels(name: str) -> None:
    for data in without_beside(PICTURES[name]):
        assert original_of(data).sha256 not in KNOWN.owners
        assert {KNOWN.owners[sha256] for sha256 in held_originals(zipped(data), KNOWN)} == {name}


def test_a_png_and_a_webp_are_known_without_what_is_written_beside_their_pixels() -> None:
    image = noise(64, 48)
    plain, marked = encoded(image, "PNG"), encoded(image, "PNG", exif=with_a_maker(), dpi=(72, 72))
    assert picture_sha256(plain) == picture_sha256(marked)
    assert plain != marked
    plain = encoded(image, "WEBP", lossless=True)
    marked = encoded(image, "WEBP", lossless=True, exif=with_a_maker())
    assert picture_sha256(plain) == picture_sha256(marked)
    assert plain != marked


def test_a_heic_is_known_without_what_is_written_beside_its_pixels() -> None:
    image = noise(64, 48)
    plain, marked = encoded(image, "HEIF"), encoded(image, "HEIF", exif=with_a_maker(), xmp=b"<x:xmpmeta/>")
    known = originals([("0900", original_of(marked))], {})

    assert plain != marked
    assert held_originals(zipped(plain), known)
    assert held_originals(plain, originals([("0900", original_of(plain + b"more"))], {}))
    assert not held_originals(encoded(noise(48, 64), "HEIF"), known)


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), name) + content


def of_tiles(tiles: list[bytes], more: bytes = b"", *, version: int = 0) -> bytes:
    """A HEIC as telephones make it: the picture is a list of tiles, beside something that is none of them."""
    number, count = ("I", "I") if version > 1 else ("H", "H")
    parts = [b"", *tiles, more]

    def file(media_at: int) -> bytes:
        rows, place = b"", media_at
        for item, part in enumerate(parts, 1):
            is_list = item == 1 and version > 0
            rows += struct.pack(f">{number}", item) + struct.pack(">H", is_list) * bool(version)
            rows += struct.pack(">HHII", 0, 1, 0 if is_list else place, 8 if is_list else len(part))
            place += len(part)
        iloc = bytes([version, 0, 0, 0, 0x44, 0]) + struct.pack(f">{count}", len(parts)) + rows
        kinds = [b"grid", *[b"hvc1"] * len(tiles), b"Exif"]
        entries = [box(b"infe", struct.pack(">IHH4sx", 2 << 24, at, 0, kind)) for at, kind in enumerate(kinds, 1)]
        dimg = struct.pack(f">HH{len(tiles)}H", 1, len(tiles), *range(2, 2 + len(tiles)))
        meta = box(b"pitm", bytes(4) + b"\0\1") + box(b"iloc", iloc)
        meta += box(b"iinf", bytes(4) + struct.pack(">H", len(parts)) + b"".join(entries))
        meta += box(b"iref", bytes(4) + box(b"dimg", dimg)) + box(b"idat", b"\0\0\1\1\2\0\2\0")
        return box(b"ftyp", b"heicmif1") + box(b"meta", bytes(4) + meta) + box(b"mdat", b"".join(parts))

    return file(len(file(0)) - sum(map(len, parts)))


@pytest.mark.parametrize("version", [0, 1, 2])
def test_the_tiles_of_a_heic_are_what_it_says_of_its_pixels(version: int) -> None:
    sha256 = picture_sha256(of_tiles([b"one", b"two"], b"Exif of her", version=version))

    assert sha256
    assert sha256 == picture_sha256(of_tiles([b"one", b"two"], version=version))
    assert sha256 == picture_sha256(bytes(9) + of_tiles([b"one", b"two"], version=version) + b"more", 9)
    assert sha256 != picture_sha256(of_tiles([b"one", b"three"], version=version))
    assert sha256 != picture_sha256(of_tiles([b"one"], b"two", version=version))


def test_a_damaged_heic_gets_an_answer() -> None:
    whole = of_tiles([b"one", b"two"])
    changed = [whole[:place] + b"\xff" + whole[place + 1 :] for place in range(len(whole))]

    assert all(len(picture_sha256(data)) in (0, 64) for data in (*changed, *(whole[:end] for end in range(len(whole)))))


def moving_webp(*pictures: bytes) -> bytes:
    frames = [bytes(16) + picture[12:] for picture in pictures]
    parts = b"".join(b"ANMF" + struct.pack("<I", len(frame)) + frame for frame in frames)
    parts = b"WEBPVP8X" + struct.pack("<I", 10) + b"\2" + bytes(9) + b"ANIM" + struct.pack("<I", 6) + bytes(6) + parts
    return b"RIFF" + struct.pack("<I", len(parts)) + parts


def moving_png(first: bytes, *more: bytes) -> bytes:
    """As programs put pictures together that are PNG already."""
    parts = [first.removesuffix(png_chunk(b"IEND", b""))]
    for picture in more:
        size, pixels = picture[16:24], b"".join(chunks(picture, 8, ">I4s", ("IDAT",), after_bytes=4, padded_to=1))
        parts += [png_chunk(b"fcTL", bytes(4) + size + bytes(14)), png_chunk(b"fdAT", bytes(4) + pixels)]
    return b"".join((*parts, png_chunk(b"IEND", b"")))


@pytest.mark.parametrize(("name", "moving"), [("sign.png", moving_png), ("sign.webp", moving_webp)])
def test_each_frame_of_a_moving_picture_is_one(name: str, moving: Callable[..., bytes]) -> None:
    picture, other = PICTURES[name], encoded(noise(20, 30), name.removeprefix("sign.").upper(), lossless=True)

    for whole in (moving(other, picture, other), moving(other, other, picture)):
        assert {KNOWN.owners[sha256] for sha256 in held_originals(zipped(whole), KNOWN)} == {name}
    assert not held_originals(zipped(moving(other, other, other)), KNOWN)


def with_a_maker() -> bytes:
    exif = Image.Exif()
    exif[271] = "A maker"
    return exif.tobytes()


def test_two_pictures_are_two_and_what_is_no_picture_is_none() -> None:
    hashes = [picture_sha256(data) for data in PICTURES.values()]
    assert len({sha256 for sha256 in hashes if sha256}) == 6
    assert [picture_sha256(data) for data in (b"", b"\xff\xd8\xff", b"\x89PNG", b"RIFF0000WEBP", TEXT)] == [""] * 5
    assert picture_sha256(PICTURES["large.jpg"][:-10]) == ""


SUBMISSION = b"Name: Quill\nConsent-given:\nAdults-only: yes\n\nI keep the doors open\n"


@pytest.mark.parametrize(
    "form",
    [
        SUBMISSION.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + SUBMISSION,
        b"Dear all,\n\n" + SUBMISSION + b"\nBye",
        b"<p>" + SUBMISSION.replace(b"\n", b"<br>\n").replace(b" ", b"&nbsp;") + b"</p>",
        zipped(SUBMISSION.replace(b"\n", b"\r\n")),
        zipped(b"<?xml version='1.0'?><w:t>" + SUBMISSION.replace(b"-", b"-</w:t></w:r><w:r><w:t>") + b"</w:t>"),
        zipped(json.dumps([{"mail": SUBMISSION.decode()}]).encode(), name="mails.json"),
    ],
    ids=["Windows", "with a mark", "in a letter", "in a page", "in a zip", "in Word", "in JSON"],
)
def test_a_members_text_is_known_however_it_is_written_down(form: bytes) -> None:
    known = originals([("0429", original_of(SUBMISSION))], {})

    assert {known.owners[sha256] for sha256 in held_originals(form, known)} == {"0429"}
    assert not held_originals(form.replace(b"Quill", b"Quail"), known) or form.startswith(b"PK")


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


@pytest.mark.parametrize("way", [way for way in HIDING if way != "middle of something"])  # of a kind nobody knows
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
        (zipped(TEXT).replace(b"PK\1\2", b"PK\1\3"), "damaged archive"),
        (pdf(b"x").replace(b"trailer", b"/#45ncr#79pt 9 0 R trailer"), "it is locked"),
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


def test_damaged_files_are_searched_as_far_as_they_go_or_refused() -> None:
    whole = [way(PICTURES["small.jpg"]) for way in HIDING.values()]

    for data in whole:
        for cut in (len(data) // 3, len(data) // 2, len(data) - 3):
            for damaged in (data[:cut], data[:cut] + bytes(20) + data[cut:]):
                with suppress(OpaqueError):
                    held_originals(damaged, KNOWN)


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


def letter(data: bytes) -> bytes:
    """A mail with a picture attached."""
    return b"From: a@b.example\r\nContent-Transfer-Encoding: base64\r\n\r\n" + wrapped(data) + b"\r\n--end--\r\n"


HOLDING: dict[str, Callable[[bytes], bytes]] = {
    "zip": zipped,
    "zip in a zip": lambda data: zipped(zipped(data), name="b.zip"),
    "letter": letter,
    "letter with a zip": lambda data: letter(zipped(data)),
    "letter in a zip": lambda data: zipped(letter(data), name="a.eml"),
    "PDF": pdf,
    "MP3": mp3,
    "tar.gz": lambda data: gzip.compress(tarred(data)),
    "page": lambda data: b"<html><img src='data:image/jpeg;base64," + base64.b64encode(data) + b"'></html>",
    "mailbox": lambda data: b"From a Mon\n" + letter(data) + b"\nFrom b Tue\n" + letter(TEXT * 20),
}


@pytest.mark.parametrize("way", HOLDING)
def test_the_pictures_in_a_file_are_originals_too(way: str) -> None:
    data = PICTURES["large.jpg"]
    known = originals([("0900", one) for one in originals_in(HOLDING[way](data))], {})

    assert set(known.owners.values()) == {"0900"}
    assert held_originals(data, known)
    assert held_originals(zipped(data), known)
    assert not held_originals(HOLDING[way](PICTURES["small.jpg"]), known)


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
def test_the_cover_of_a_song_is_found_whole_and_nothing_of_one_that_is_cut_short(file_format: str) -> None:
    cover = encoded(four_corners(160, 120), file_format)

    assert cover in list(pictures_in(mp3(cover)))
    assert list(pictures_in(mp3(cover)[: len(cover) // 2])) == []


def test_a_members_text_in_a_file_is_an_original_too() -> None:
    known = originals([("0900", one) for one in originals_in(letter(zipped(SUBMISSION)))], {})

    assert held_originals(b"<p>" + SUBMISSION + b"</p>", known)


def test_what_is_no_picture_and_what_nobody_can_look_into_are_no_originals() -> None:
    assert originals_in(PICTURES["large.jpg"]) == ()
    assert originals_in(zipped(TEXT * 100)) == ()
    assert originals_in(b"7z\xbc\xaf\x27\x1c" + bytes(1000)) == ()
    assert originals_in(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)) == ()
