import json
import struct
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from plugins.core.messages import chosen_words
from plugins.pictures import containers
from plugins.pictures.boxes import AFTER_ITS_END, CUT_SHORT, TOO_MANY_PARTS, Carried
from plugins.pictures.containers import NO_PICTURE, besides_pixels, picture_tells
from plugins.pictures.derivatives import derive
from tests.cost import in_hashes
from tests.fuzz import examples
from tests.pictures.samples import animated, display_p3, encoded, four_corners

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF")
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a exif:GPSLatitude="53,30.2N"/></x:xmpmeta>'
# What exiftool knows of a container itself, and of colours.
HARMLESS: tuple[str, ...] = (
    "SourceFile",
    "ExifTool:",
    "System:",
    "File:",
    "Composite:",
    "JFIF:",
    "ICC",
    "Meta:",
    "Track",
    "QuickTime:",
)
HARMLESS += ("PNG:", "PNG-", "RIFF:", "GIF:", "Adobe:")
TELLING = ("File:Comment", "GIF:Comment", "PNG:Comment", "PNG:ModifyDate", "JFIF:ThumbnailTIFF", "ExifTool:Warning")


def exif() -> Image.Exif:
    told = Image.Exif()
    told[0x010F] = "ExampleCorp"
    return told


def segment(marker: int, content: bytes) -> Callable[[bytes], bytes]:
    """Puts a segment behind the first one of a JPEG."""

    def put(data: bytes) -> bytes:
        place = 4 + int.from_bytes(data[4:6], "big")
        return data[:place] + struct.pack(">BBH", 255, marker, len(content) + 2) + content + data[place:]

    return put


def chunk(kind: bytes, content: bytes) -> Callable[[bytes], bytes]:
    """Puts a chunk behind the header of a PNG."""

    def put(data: bytes) -> bytes:
        told = struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        return data[:33] + told + data[33:]

    return put


def riff_chunk(kind: bytes, content: bytes) -> Callable[[bytes], bytes]:
    """Puts a chunk at the end of a WebP."""

    def put(data: bytes) -> bytes:
        told = data + kind + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)
        return told[:4] + struct.pack("<I", len(told) - 8) + told[8:]

    return put


def box(kind: bytes, content: bytes) -> Callable[[bytes], bytes]:
    """Puts a box at the end of an AVIF or HEIC."""
    return lambda data: data + struct.pack(">I", 8 + len(content)) + kind + content


def extension(content: bytes) -> Callable[[bytes], bytes]:
    """Puts an extension before the picture of a GIF."""

    def put(data: bytes) -> bytes:
        place = 13 + (3 << (data[10] & 7) + 1)
        return data[:place] + b"!" + content + b"\0" + data[place:]

    return put


def between_scans(data: bytes) -> bytes:
    """Puts a comment before the last scan of a progressive JPEG."""
    place = data.rindex(b"\xff\xda")
    return data[:place] + b"\xff\xfe\0\x08secret" + data[place:]


def with_text(**texts: str) -> dict[str, Any]:
    info = PngImagePlugin.PngInfo()
    for keyword, text in texts.items():
        info.add_text(keyword.replace("_", " "), text, zip=True)
    return {"pnginfo": info}


def with_thumbnail(data: bytes) -> bytes:
    """Three grey squares in the header of a JPEG."""
    return data[:4] + struct.pack(">H", 16 + 9) + data[6:18] + b"\3\1" + b"\x80" * 9 + data[20:]


def padded_item(data: bytes) -> bytes:
    """Bytes among the media of an AVIF or HEIC that belong to no picture."""
    place = data.index(b"mdat") - 4
    size_bytes = int.from_bytes(data[place : place + 4], "big")
    return data[:place] + struct.pack(">I", size_bytes + 6) + data[place + 4 :] + b"secret"


def several(file_format: str, **parameters: Any) -> bytes:
    return encoded(four_corners(), file_format, save_all=True, append_images=[four_corners(60, 40)], **parameters)


def heif_with_thumbnail() -> bytes:
    """A HEIC whose one picture says that it is a small copy of itself."""
    return in_meta(plain("HEIF"), b"iref", bytes(4) + struct.pack(">I4sHHH", 14, b"thmb", 1, 1, 1))


def in_meta(data: bytes, kind: bytes, content: bytes) -> bytes:
    """Puts a box at the end of a file's list of items."""
    return grown(data, [b"meta"], struct.pack(">I", 8 + len(content)) + kind + content)


def grown(data: bytes, path: list[bytes], more: bytes) -> bytes:
    """Puts bytes at the end of a box within boxes, and moves the items that lie behind it."""
    told, place, size_bytes = bytearray(data), 0, 0
    old = data.index(b"mdat") + 4
    where = data.index(struct.pack(">I", old))
    told[where : where + 4] = struct.pack(">I", old + len(more))
    for kind in path:
        place = data.index(kind, place) - 4
        size_bytes = int.from_bytes(data[place : place + 4], "big")
        told[place : place + 4] = struct.pack(">I", size_bytes + len(more))
    return bytes(told[: place + size_bytes] + more + told[place + size_bytes :])


def without_length(data: bytes) -> bytes:
    """Says of the one item of an AVIF that it reaches as far as the file does."""
    place = data.index(struct.pack(">I", data.index(b"mdat") + 4)) + 4
    return data[:place] + bytes(4) + data[place + 4 :]


def moving(file_format: str) -> bytes:
    return animated([four_corners(), four_corners(60, 40).resize((480, 320))], file_format)


def plain(file_format: str, **parameters: Any) -> bytes:
    return encoded(four_corners(), file_format, **parameters)


JPEG, PNG, WEBP, GIF, AVIF, HEIF = (plain(name) for name in FORMATS)
PIXELS_ONLY = {
    **{name: plain(name) for name in FORMATS},
    **{f"{name} with colours": plain(name, icc_profile=display_p3()) for name in FORMATS if name != "GIF"},
    "JPEG in ten scans": plain("JPEG", progressive=True),
    "JPEG with restarts": plain("JPEG", restart_marker_blocks=2),
    "JPEG in grey": encoded(four_corners().convert("L")),
    "JPEG of inks": encoded(four_corners().convert("CMYK")),
    "PNG of few colours": encoded(four_corners().quantize(8), "PNG", transparency=1),
    "PNG of grey and glass": encoded(four_corners().convert("LA"), "PNG", dpi=(72, 72)),
    "WebP without loss": plain("WEBP", lossless=True),
    "WebP of glass": encoded(four_corners().convert("RGBA"), "WEBP"),
    "AVIF of glass": encoded(four_corners().convert("RGBA"), "AVIF"),
    "HEIF of glass": encoded(four_corners().convert("RGBA"), "HEIF"),
    **{f"{name} that moves": moving(name) for name in ("PNG", "WEBP", "GIF")},
}  # fmt: skip
TELLS = {
    **{f"Exif in {name}": (plain(name, exif=exif()), "Exif") for name in FORMATS if name != "GIF"},
    **{f"XMP in {name}": (plain(name, xmp=XMP), "XMP") for name in ("JPEG", "WEBP", "AVIF", "HEIF")},
    "XMP in GIF": (extension(b"\xff\x0bXMP DataXMP" + XMP + b"\1" + bytes(range(255, -1, -1)))(GIF), "XMP"),
    "XMP in PNG": (chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)(PNG), "XMP"),
    "comment in JPEG": (plain("JPEG", comment=b"secret"), "a comment"),
    "comment between the scans of a JPEG": (between_scans(plain("JPEG", progressive=True)), "a comment"),
    "comment in PNG": (plain("PNG", **with_text(Comment="secret")), "a comment"),
    "comment in GIF": (plain("GIF", comment=b"secret"), "a comment"),
    "old Exif in PNG": (plain("PNG", **with_text(Raw_profile_type_exif="\nexif\n 1\n00\n")), "Exif"),
    "time in PNG": (chunk(b"tIME", struct.pack(">HBBBBB", 2021, 3, 4, 5, 6, 7))(PNG), "a time"),
    "IPTC in JPEG": (segment(0xED, b"Photoshop 3.0\08BIM\4\4\0\0\0\0\0\x0b\x1c\2\x5a\0\6Calgary\0")(JPEG), "IPTC"),
    "thumbnail in JPEG": (with_thumbnail(JPEG), "a thumbnail"),
    "bytes in the header of a JPEG": (JPEG[:4] + b"\0\x18" + JPEG[6:20] + b"secret\0\0" + JPEG[20:], "a thumbnail"),
    "thumbnail that is not there": (JPEG[:18] + b"\3\1" + JPEG[20:], "a thumbnail"),
    "extended thumbnail": (segment(0xE0, b"JFXX\0\x13\1\1" + bytes(3))(JPEG), "a thumbnail"),
    "thumbnail in HEIF": (heif_with_thumbnail(), "a thumbnail"),
    "second picture in JPEG": (several("MPO"), "a second picture"),
    "picture behind a JPEG": (JPEG + JPEG, "a second picture"),
    "maker's segment": (segment(0xE9, b"Media Jukebox\0secret")(JPEG), "a segment APP9"),
    "maker's chunk in PNG": (chunk(b"teLL", b"secret")(PNG), "a chunk teLL"),
    "maker's chunk in WebP": (riff_chunk(b"te\0L", b"secret")(WEBP), "a chunk te?L"),
    "chunk in a frame of WebP": (moving("WEBP").replace(b"VP8 ", b"teLL", 1), "a chunk teLL"),
    "frame in a frame of WebP": (riff_chunk(b"ANMF", bytes(16) + (b"ANMF" + bytes(4)))(WEBP), "a chunk ANMF"),
    "maker's box in the list": (in_meta(AVIF, b"uuid", b"secret of a maker"), "a box uuid"),
    "XMP in the list": (in_meta(HEIF, b"xml ", bytes(4) + XMP), "XMP"),
    "bytes in the list": (grown(AVIF, [b"meta"], b"secret"), "something that cannot be read"),
    "bytes of a property": (grown(AVIF, [b"meta", b"iprp", b"ipco"], b"\0\0\0\x0eudessecret"), "a comment"),
    "bytes of no length": (without_length(AVIF), "something that cannot be read"),
    "maker's box": (box(b"uuid", b"secret of a maker")(AVIF), "a box uuid"),
    "box that is not empty": (box(b"free", b"secret")(HEIF), "something in an empty box"),
    "bytes of no item in AVIF": (padded_item(AVIF), "something besides its pixels"),
    "bytes of no item in HEIF": (padded_item(HEIF), "something besides its pixels"),
    "film": (box(b"moov", b"")(AVIF), "a film"),
    **{f"bytes behind {name}": (plain(name) + b"trailer-secret", "something after its end") for name in FORMATS},
}  # fmt: skip


def words_of(carried: Carried | None) -> str:
    """What staff are told of it."""
    assert carried is not None
    return chosen_words("clauses", carried.what, {"part": carried.part})


@pytest.mark.parametrize("name", PIXELS_ONLY)
def test_pixels_and_a_colour_profile_are_nothing_to_tell(name: str) -> None:
    assert besides_pixels(PIXELS_ONLY[name]) is None


@pytest.mark.parametrize("name", TELLS)
def test_whatever_else_a_picture_carries_is_told(name: str) -> None:
    data, what = TELLS[name]

    assert words_of(besides_pixels(data)) == what


@pytest.mark.parametrize(
    "data",
    [b"", b"<html>", b"%PDF-1.7", b"\0\0\0\x18ftypisom", b"RIFF\x24\0\0\0WAVEfmt ", encoded(four_corners(), "BMP")],
)
def test_what_is_no_picture_of_a_known_kind_is_told_as_that(data: bytes) -> None:
    assert besides_pixels(data) == NO_PICTURE


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_picture_cut_anywhere_is_never_taken_for_a_whole_one(file_format: str) -> None:
    whole = encoded(four_corners(60, 40), file_format)
    told = {besides_pixels(whole[:length]) for length in range(len(whole))}

    assert told == {NO_PICTURE, CUT_SHORT}


@pytest.mark.parametrize("file_format", FORMATS)
def test_bytes_put_in_anywhere_never_raise(file_format: str) -> None:
    whole = encoded(four_corners(60, 40), file_format, **({} if file_format == "GIF" else {"exif": exif()}))
    for place in range(min(len(whole), 600)):
        for value in (0, 1, 127, 255):
            besides_pixels(whole[:place] + bytes([value]) + whole[place + 1 :])


BEGINNINGS = [b"", *(data[:size] for data in (JPEG, PNG, WEBP, GIF, AVIF, HEIF) for size in (12, 40, 150, 300))]


@examples(600)
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=400), st.integers(1, 40))
def test_random_bytes_get_an_answer(beginning: bytes, more: bytes, times: int) -> None:
    told = besides_pixels(beginning + more * times)

    assert told is None or words_of(told).isprintable()


@pytest.mark.parametrize(
    "data",
    [
        JPEG[:2] + b"\xff" * 3_000_000,
        JPEG[:2] + b"\xff\xda\0\2" + b"\xff" * 3_000_000,
        JPEG[:2] + b"\xff\xda\0\2" * 700_000,
        PNG[:33] + (b"\0\0\0\0IDAT" + bytes(4)) * 250_000,
        WEBP[:4] + struct.pack("<I", 2_400_004) + b"WEBP" + b"VP8 \0\0\0\0" * 300_000,
        WEBP[:4] + struct.pack("<I", 2_400_004) + b"WEBP" + b"ANMF\0\0\0\0" * 300_000,
        GIF[:-1] + b"!\xf9" + b"\1\1" * 1_500_000,
        GIF[:-1] + b"!\xf9\0" * 1_000_000,
        AVIF + b"\0\0\0\x08free" * 400_000,
        in_meta(AVIF, b"iloc", b"\2\0\0\0\0\0\xff\xff\xff\xff" + (b"\0\0\0\1\0\0\0\0\xff\xff") * 300_000),
        in_meta(AVIF, b"iloc", b"\0\0\0\0\x11\0\xff\xff" + (b"\0\1\0\0\xff\xff" + b"\1" * 131070) * 60),
        in_meta(AVIF, b"iloc", b"\0\0\0\0\x11\0\0\1\0\1\0\0\xff\xff" + b"\1" * 131070) + b"\0\0\0\x08mdat" * 90_000,
    ],
)  # fmt: skip
def test_no_file_takes_long(data: bytes) -> None:
    assert in_hashes(lambda: besides_pixels(data)) < 100
    assert besides_pixels(data) in {CUT_SHORT, TOO_MANY_PARTS, AFTER_ITS_END}


def test_a_published_picture_is_looked_at_in_its_file_whatever_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.avif").write_bytes(JPEG)
    (tmp_path / "b.png").write_bytes(plain("WEBP", exif=exif()))

    assert picture_tells(tmp_path / "a.avif") is None
    assert words_of(picture_tells(tmp_path / "b.png")) == "Exif"
    monkeypatch.setattr(containers, "MAX_SIZE_BYTES", len(JPEG) - 1)
    assert picture_tells(tmp_path / "a.avif") == NO_PICTURE
    with pytest.raises(FileNotFoundError):
        picture_tells(tmp_path / "gone.jpg")


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_what_is_published_carries_nothing(file_format: str) -> None:
    told = {} if file_format == "PNG" else {"xmp": XMP}
    original = plain(file_format, exif=exif(), icc_profile=display_p3(), **told) + b"trailer"

    assert besides_pixels(original) is not None
    assert [besides_pixels(one.data) for one in derive(original).encoded] == [None] * 4


@pytest.mark.needs("exiftool")
def test_exiftool_says_the_same_of_every_sample(tmp_path: Path) -> None:
    """It says nothing of what it has no name for, and stops at the first scan of a JPEG."""
    unknown_to_it: tuple[str, ...] = (
        "maker's",
        "chunk in",
        "box that",
        "bytes",
        "thumbnail in HEIF",
        "extended",
        "film",
    )
    unknown_to_it += (
        "picture behind",
        "comment between",
        "thumbnail in HEIF",
        "thumbnail that",
        "frame in",
        "XMP in the",
    )
    samples = PIXELS_ONLY | {name: data for name, (data, _) in TELLS.items() if not name.startswith(unknown_to_it)}
    for number, data in enumerate(samples.values()):
        (tmp_path / f"{number:03}").write_bytes(data)
    command = ["exiftool", "-j", "-G1", "-a", "-U", *sorted(map(str, tmp_path.iterdir()))]
    files = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    told = {
        list(samples)[int(Path(file["SourceFile"]).name)]: [
            key for key in file if not key.startswith(HARMLESS) or key.startswith(TELLING)
        ]
        for file in files
    }

    assert len(told) == len(samples)
    assert {name: bool(keys) for name, keys in told.items()} == {n: n not in PIXELS_ONLY for n in samples}
