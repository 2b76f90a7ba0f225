"""Whether a file is evidently a photograph: it tells the camera that took it, or the place. Nothing is decoded.

Read are the parts of a file that may tell, wherever they stand in it; pixels are passed over.
"""

import io
import re
import struct
from contextlib import suppress
from pathlib import Path

from plugins.pictures.beside_pixels import parts_beside_pixels
from plugins.pictures.copies import files_in
from plugins.pictures.gps import XMP_SAYS, film_tells_place, part_tells_place, plain_letters
from plugins.pictures.picture import MAX_SIZE_BYTES
from plugins.pictures.pixel_bytes import begins_as_picture
from plugins.pictures.tiff_tables import LONG, TEXT, Entry, Tiff, tiffs
from plugins.pictures.unpacking import OpaqueError

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
# Places in a film (QuickTime and 3GPP), and in the exports of phones and albums.
_PLACE = re.compile(
    rb"\xa9xyz.{0,4}[+-]\d|[+-]\d\d(?:\.\d+)?[+-]\d{3}(?:\.\d+)?(?:[+-][\d.]+)?/"
    rb'|"(?:latitude|lat|GPSLatitude)"\s*:\s*"?-?(?=[\d.]*[1-9])'
)
# The names of places: in IPTC (IIM 4.2: city, part of it, province, country), which Photoshop keeps among other things,
# and in XMP.
_IPTC = rb"\x1c\x02[\x5a\x5c\x5f\x65](?:\0[\x01-\xff]|[\x01-\x7f][\0-\xff])"
_IPTC_NAME, _PHOTOSHOPS_NAME = re.compile(_IPTC), re.compile(rb"8BIM\x04\x04(?:(?!8BIM)[\s\S])*?" + _IPTC)
_IPTC_BEGINS, _IPTC_OF_TIFF = (b"\x1c\x01", b"\x1c\x02"), 0x83BB
_XMP_OF_PLACES = (b"photoshop:", b"Iptc4xmp")
_XMP_PLACE = re.compile(
    rb"(?:photoshop:(?:City|State|Country)|Iptc4xmp\w+:(?:Location|LocationName|City|Sublocation|ProvinceState"
    rb"|CountryName|CountryCode))" + XMP_SAYS + rb"(?:<rdf:\w+>\s*<rdf:li[^>]*>\s*)?[^\s\"'<]"
)
_MAX_IPTC_BYTES = 100_000
# In XMP as an attribute or element of any namespace; in the texts of a PNG, where ImageMagick copies Exif to.
_NAMES = (
    rb"Make|Model|Lens|LensMake|LensModel|LensInfo|LensID|LensSpecification|SerialNumber|BodySerialNumber"
    rb"|LensSerialNumber|CameraSerialNumber|CameraOwnerName|MakerNote|GPSLatitude|GPSLongitude"
)
_XMP = re.compile(rb":(?:" + _NAMES + rb")" + XMP_SAYS + rb"(?:<rdf:\w+>\s*<rdf:li[^>]*>\s*)?[^\s\"'<]")
_PNG_TEXT = re.compile(rb"(?:(?:exif|tiff|gps|aux)[: ]*)?(?:" + _NAMES + rb")\0[\0\1]*\s*[^\s\0]", re.IGNORECASE)


def is_photograph(file: Path) -> bool:
    """Does a file tell which camera or phone took it, or where? A drawing, or a picture without all that, does not.

    raises: OSError
    """
    with file.open("rb") as opened:
        if any(map(_tells, parts_beside_pixels(opened))):
            return True
        opened.seek(0)
        if begins_as_picture(opened.read(16)):
            return False
        opened.seek(0)
        with suppress(OpaqueError):
            inside = files_in(opened.read(MAX_SIZE_BYTES))
            return any(_tells(part) for inner in inside for part in parts_beside_pixels(io.BytesIO(inner)))
    return False


def _tells(part: bytes) -> bool:
    """Does a part of a file name a camera, a phone, a lens, an owner or a place?"""
    if all(mark in part for mark in _SAMPLE_MARKS):
        for mark in _SAMPLE_MARKS:
            part = part.replace(mark, bytes(len(mark)))
    if (
        part_tells_place(part)
        or film_tells_place(part)
        or _PLACE.search(part)
        or _PNG_TEXT.match(part)
        or _names_place(part)
    ):
        return True
    if _XMP.search(plain_letters(part)):
        return True
    return any(map(_names_camera, tiffs(part)))


def _names_place(part: bytes) -> bool:
    """Does IPTC or XMP in a part call a place by its name?"""
    if _PHOTOSHOPS_NAME.search(part) or (part.startswith(_IPTC_BEGINS) and _IPTC_NAME.search(part)):
        return True
    if any(name in (text := plain_letters(part)) for name in _XMP_OF_PLACES) and _XMP_PLACE.search(text):
        return True
    return any(_IPTC_NAME.search(_iptc_of(tiff)) for tiff in tiffs(part))


def _iptc_of(tiff: Tiff) -> bytes:
    """What the first table of a TIFF has of IPTC; nothing where it has none."""
    with suppress(struct.error):
        if found := tiff.first().get(_IPTC_OF_TIFF):
            size_bytes = min(found.number, _MAX_IPTC_BYTES) * (4 if found.kind == LONG else 1)  # in which some count it
            return tiff.data[tiff.start + found.place : tiff.start + found.place + size_bytes]
    return b""


def _names_camera(tiff: Tiff) -> bool:
    """Do the tables of a TIFF name one? (Exif 3.0, section 4.6.)"""
    with suppress(struct.error, KeyError):
        main = tiff.first()
        if any(_says_something(tiff, main, tag) for tag in (_MAKE, _MODEL)):
            return True
        exif = tiff.table(main[_EXIF].place)
        return any(_says_something(tiff, exif, tag) for tag in _EXIF_TAGS)
    return False


def _says_something(tiff: Tiff, table: dict[int, Entry], tag: int) -> bool:
    """Is there an entry of that tag which is not blank?"""
    if tag not in table:
        return False
    entry = table[tag]
    if entry.kind != TEXT:
        return entry.number > 0
    place = tiff.start + entry.place
    is_inline = entry.number <= len(entry.inline)
    text = entry.inline[: entry.number] if is_inline else tiff.data[place : place + min(entry.number, 200)]
    return bool(text.strip(b"\0 \t\r\n"))
