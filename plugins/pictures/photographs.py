"""Whether a file is evidently a photograph: it tells the camera that took it, or the place. Nothing is decoded.

Read are the parts of a file that may tell, wherever they stand in it; pixels are passed over. What kind of file it is,
its first bytes say, never its name.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from plugins.core.signatures import JPEG, PNG, TIFF, is_webp
from plugins.pictures.copies import files_in
from plugins.pictures.gps import part_tells_place, tiff_entries, tiff_headers
from plugins.pictures.picture import MAX_SIZE_BYTES
from plugins.pictures.pixel_bytes import begins_as_picture, jpeg_end
from plugins.pictures.unpacking import OpaqueError

_SCAN, _END = 0xDA, 0xD9
_PNG_METADATA = (b"eXIf", b"zxIf", b"iTXt", b"zTXt", b"tEXt")
_PIXELS_OF_WEBP = (b"VP8 ", b"VP8L", b"ALPH", b"ANMF")
# Of any other kind of file, HEIC and AVIF among them, so much is looked through: they may tell anywhere.
_MAX_PART_BYTES = 4_000_000
_MAX_PARTS = 10_000

_MAKE, _MODEL, _EXIF = 0x010F, 0x0110, 0x8769
# Exposure and aperture, speed of the film, focal length, maker's note, that it was taken by a camera and directly;
# owner, serial number; of the lens specification, make, model and serial number.
_EXIF_TAGS = (
    *(0x829A, 0x829D, 0x8827, 0x9201, 0x9202, 0x920A, 0xA405, 0x927C, 0xA300, 0xA301),
    *(0xA430, 0xA431, 0xA432, 0xA433, 0xA434, 0xA435),
)
# What scripts/draw_sample_selfies.py has its drawings say, so that they are as members' pictures are: camera and place.
_SAMPLE_MARKS = (
    *(b"Samplecam\0", b"Drawn 1\0"),
    *(struct.pack(">6I", degrees, 1, 30, 1, 0, 1) for degrees in (53, 113)),
)
# Places in a film (QuickTime and 3GPP), in the exports of phones and albums, and the names of places in IPTC and XMP.
_PLACE = re.compile(
    rb"\xa9xyz.{0,4}[+-]\d|[+-]\d\d(?:\.\d+)?[+-]\d{3}(?:\.\d+)?(?:[+-][\d.]+)?/"
    rb'|"(?:latitude|lat|GPSLatitude)"\s*:\s*"?-?(?=[\d.]*[1-9])'
    rb"|8BIM\x04\x04(?:(?!8BIM)[\s\S])*?\x1c\x02[\x5a\x5c\x5f\x65]\0[\x01-\xff]"
    rb"|(?:photoshop:(?:City|State|Country)|Iptc4xmp\w+:(?:Location|City|Sublocation))(?:\s*=\s*[\"']|>)\s*[^\s\"'<]"
)
_MARKS_BEHIND = (*TIFF, b":GPS", b"\xa9xyz", b"8BIM")
_TEXT = 2
# In XMP as an attribute or element of any namespace; in the texts of a PNG, where ImageMagick copies Exif to.
_NAMES = (
    rb"Make|Model|Lens|LensMake|LensModel|LensInfo|LensID|LensSpecification|SerialNumber|BodySerialNumber"
    rb"|LensSerialNumber|CameraSerialNumber|CameraOwnerName|MakerNote|GPSLatitude|GPSLongitude"
)
_XMP = re.compile(rb":(?:" + _NAMES + rb")(?:\s*=\s*[\"']|>)\s*(?:<rdf:\w+>\s*<rdf:li[^>]*>\s*)?[^\s\"'<]")
_PNG_TEXT = re.compile(rb"(?:(?:exif|tiff|gps|aux)[: ]*)?(?:" + _NAMES + rb")\0[\0\1]*\s*[^\s\0]", re.IGNORECASE)
# As ImageMagick writes it: what it is, a line with its size, lines of hexadecimal digits.
_PNG_PROFILE = re.compile(rb"Raw profile type \w+\0\0?\s*\w+\s+\d+\s+(?P<digits>[0-9a-fA-F\s]+)")


def is_photograph(file: Path) -> bool:
    """Does a file tell which camera or phone took it, or where? A drawing, or a picture without all that, does not.

    raises: OSError
    """
    with file.open("rb") as opened:
        if any(map(_tells, _parts(opened))):
            return True
        opened.seek(0)
        if begins_as_picture(opened.read(16)):
            return False
        opened.seek(0)
        with suppress(OpaqueError):
            inside = files_in(opened.read(MAX_SIZE_BYTES))
            return any(_tells(part) for inner in inside for part in _parts(io.BytesIO(inner)))
    return False


def _parts(file: BinaryIO) -> Iterator[bytes]:
    """The parts of a picture that may tell of it. Stops where the file is damaged."""
    beginning = file.read(12)
    file.seek(0)
    try:
        if beginning.startswith(JPEG[:2]):
            yield from _jpeg(file)
        elif beginning.startswith(PNG):
            yield from _png(file)
        elif is_webp(beginning):
            yield from _webp(file)
        else:
            yield file.read(MAX_SIZE_BYTES)
    except struct.error:
        return


def _jpeg(file: BinaryIO) -> Iterator[bytes]:
    """Segments before the pixels (ITU-T T.81, annex B)."""
    file.seek(2)
    for _ in range(_MAX_PARTS):
        while (marker := file.read(1)) == b"\xff":
            continue
        if not marker or marker[0] in (_SCAN, _END):
            yield from _behind_jpeg(file)
            return
        (size_bytes,) = struct.unpack(">H", file.read(2))
        yield file.read(max(size_bytes - 2, 0))
        if file.read(1) != b"\xff":
            return


def _behind_jpeg(file: BinaryIO) -> Iterator[bytes]:
    """What stands behind the picture's end: a second picture, a film, or Exif of a program's own."""
    file.seek(0)
    data = file.read(MAX_SIZE_BYTES)
    if any(mark in data for mark in _MARKS_BEHIND) and (end := jpeg_end(data, 0)):
        yield data[end:]


def _png(file: BinaryIO) -> Iterator[bytes]:
    """Chunks that hold texts or Exif (PNG, third edition, chapter 11), which may stand behind the pixels, unpacked."""
    file.seek(8)
    for _ in range(_MAX_PARTS):
        size_bytes, kind = struct.unpack(">I4s", file.read(8))
        if kind in _PNG_METADATA and size_bytes <= _MAX_PART_BYTES:
            content = file.read(size_bytes)
            yield content if kind == b"eXIf" else _unpacked(content)
            file.seek(4, 1)
        else:
            file.seek(size_bytes + 4, 1)


def _unpacked(content: bytes) -> bytes:
    """A text's keyword and its words, which may be packed, or Exif in hexadecimal digits."""
    place = content.find(b"\x78", content.find(b"\0"))
    words = content
    while 0 <= place < len(content) and place < 300:  # after the keyword, flags, a language and a translation
        try:
            words = content[:place] + zlib.decompressobj().decompress(content[place:], _MAX_PART_BYTES)
            break
        except zlib.error:
            place = content.find(b"\x78", place + 1)
    if profile := _PNG_PROFILE.match(words):
        digits = b"".join(profile["digits"].split())
        return bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
    return words


def _webp(file: BinaryIO) -> Iterator[bytes]:
    """Chunks that hold no pixels (RFC 9649)."""
    file.seek(12)
    for _ in range(_MAX_PARTS):
        kind, size_bytes = struct.unpack("<4sI", file.read(8))
        if kind in _PIXELS_OF_WEBP or size_bytes > _MAX_PART_BYTES:
            file.seek(size_bytes + size_bytes % 2, 1)
        else:
            yield file.read(size_bytes + size_bytes % 2)


def _tells(part: bytes) -> bool:
    """Does a part of a file name a camera, a phone, a lens, an owner or a place?"""
    if all(mark in part for mark in _SAMPLE_MARKS):
        for mark in _SAMPLE_MARKS:
            part = part.replace(mark, bytes(len(mark)))
    if part_tells_place(part) or _PLACE.search(part) or _PNG_TEXT.match(part):
        return True
    plain = part.replace(b"\0", b"") if b"x\0:\0x\0m\0p" in part else part  # XMP may be written in UTF-16
    if _XMP.search(plain):
        return True
    return any(_names_camera(part, start, order) for start, order in tiff_headers(part))


def _names_camera(data: bytes, start: int, order: str) -> bool:
    """Do the tables of the TIFF that starts here name one? (Exif 3.0, section 4.6.)"""
    try:
        (main,) = struct.unpack_from(f"{order}I", data, start + 4)
        entries = tiff_entries(data, start + main, order)
        if any(_says_something(data, start, order, tag, entries) for tag in (_MAKE, _MODEL)):
            return True
        exif = tiff_entries(data, start + entries[_EXIF][2], order)
        return any(_says_something(data, start, order, tag, exif) for tag in _EXIF_TAGS)
    except (struct.error, KeyError):
        return False


def _says_something(data: bytes, start: int, order: str, tag: int, entries: dict[int, tuple[int, int, int]]) -> bool:
    """Is there an entry of that tag which is not blank? raises: struct.error"""
    if tag not in entries:
        return False
    kind, count, value = entries[tag]
    if kind != _TEXT:
        return count > 0
    inline = struct.pack(f"{order}I", value)
    text = inline[:count] if count <= 4 else data[start + value : start + value + min(count, 200)]
    return bool(text.strip(b"\0 \t\r\n"))
