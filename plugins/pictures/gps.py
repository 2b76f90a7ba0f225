"""Whether an original tells where it was taken. What is published never does; the original is what people share."""

import io
import math
import re
import struct
import warnings
from contextlib import suppress

from PIL import ExifTags, Image

from plugins.core.signatures import FTYP, JPEG, JXL, PNG
from plugins.pictures.beside_pixels import parts_beside_pixels
from plugins.pictures.tiff_tables import Entry, Tiff, tiffs

_XMP_NAME = b"GPSLatitude"
# As an attribute, or as an element, which may have attributes of its own.
XMP_SAYS = rb"(?:\s{0,9}=\s*[\"']|(?:\s{1,9}[\w:]{1,50}=[\"'][^\"'<>]{0,200}[\"']){0,9}\s{0,9}>)\s*"
_XMP_VALUE = re.compile(_XMP_NAME + XMP_SAYS + rb"[^\s\"'<]")
_WIDE = (b"x\0:\0x\0m\0p", b"x\0\0\0:\0\0\0x")
_XMP_OF_PNG = "XML:com.adobe.xmp"
_GPS, _LATITUDE, _LONGITUDE = 0x8825, 2, 4
# Cameras need 64 kB; Pillow reads a header in time, of hundreds of thousands of parts seconds.
_MAX_HEADER_BYTES = 500_000

# A place as films and sounds write it (ISO 6709), behind its name: of QuickTime, of Apple's keys, and as a tag of
# Matroska, Ogg and MP3; as 3GPP has it (TS 26.244, 8.8: in 1/65536 degrees); and as cameras of sports do (GPMF).
_ISO_6709 = rb"[+-]\d\d(?:\.\d+)?[+-]\d{3}(?:\.\d+)?(?:[+-][\d.]+)?/"
_OF_QUICKTIME = re.compile(rb"\xa9xyz[\0-\xff]{4,24}?" + _ISO_6709)
_OF_TAGS = re.compile(rb"(?:location|LOCATION)[\0-\xff]{0,500}?" + _ISO_6709)
_OF_3GPP = re.compile(rb"loci\0{4}[\0-\xff]{2}[^\0]{0,200}\0[\0-\2](?P<degrees>[\0-\xff]{8})")
_OF_SPORTS = re.compile(rb"GPS5l\x14[\0-\xff]{2}(?!\0{8})")
_HALF_CIRCLE = 180 * 65536


def tells_place(data: bytes) -> bool:
    """Does a picture's file say on which spot of the earth it was taken, in its Exif or XMP?

    A camera that knew no place writes none, nothing divided by nothing, or zeros. Never raises; decodes no pixels.
    data: JPEG, PNG, WebP or HEIC, whole or not
    """
    begins = _scan_begins(data)
    header_bytes = data.find(b"IDAT") if data.startswith(PNG) else begins
    opened_tells = header_bytes <= _MAX_HEADER_BYTES and _header_tells(data)
    if opened_tells or part_tells_place(data[:begins]):
        return True
    return is_parted(data) and any(map(part_tells_place, parts_beside_pixels(io.BytesIO(data))))


def is_parted(data: bytes) -> bool:
    """May what a picture tells be parted in its file, or packed? Other kinds tell all as it stands there."""
    return data.startswith((JPEG[:2], PNG, JXL)) or data.startswith(FTYP, 4)


def _header_tells(data: bytes) -> bool:
    """What Pillow reads in front of a JPEG's or PNG's pixels, packed or parted as it may be.

    Of a WebP it would ask for memory for all pixels, and of a HEIC load its decoder: their Exif stands there as it is.
    """
    with suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
            if _XMP_VALUE.search(str(image.info.get(_XMP_OF_PNG)).encode()):
                return True
            # That of PNG itself decodes the pixels when it finds none in front of them.
            place = Image.Image.getexif(image).get_ifd(ExifTags.IFD.GPSInfo)
            coordinates = [place[tag] for tag in (ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLongitude)]
            degrees = [[float(number) for number in (one if isinstance(one, tuple) else (one,))] for one in coordinates]
            return not any(math.isnan(one[0]) for one in degrees) and any(map(any, degrees))
    return False


def part_tells_place(data: bytes) -> bool:
    """Does a part of a file hold a place, in Exif or XMP that begin anywhere in it? Never raises.

    So are found a second Exif, that of a WebP or HEIC, one behind a PNG's pixels, and one that is damaged elsewhere.
    """
    text = plain_letters(data)
    if _XMP_NAME in text and _XMP_VALUE.search(text):
        return True
    return any(map(_has_coordinates, tiffs(data)))


def film_tells_place(data: bytes) -> bool:
    """Does a film or a sound, or whatever holds one, tell where it was taken, by other means than Exif or XMP?"""
    if b"\xa9xyz" in data and _OF_QUICKTIME.search(data):
        return True
    if (b"location" in data or b"LOCATION" in data) and _OF_TAGS.search(data):
        return True
    if b"GPS5l" in data and _OF_SPORTS.search(data):
        return True
    found = _OF_3GPP.finditer(data) if b"loci\0" in data else ()
    degrees = (struct.unpack(">ii", one["degrees"]) for one in found)
    return any((west or north) and max(abs(west), 2 * abs(north)) <= _HALF_CIRCLE for west, north in degrees)


def plain_letters(data: bytes) -> bytes:
    """A part in which XMP can be looked for, which may be written in UTF-16 or UTF-32 (XMP specification, part 3)."""
    return data.replace(b"\0", b"") if any(mark in data for mark in _WIDE) else data


def _scan_begins(data: bytes) -> int:
    """Where a JPEG's pixels begin, which are most of it; the end of any other file."""
    place = 2
    while data.startswith(JPEG[:2]) and place + 4 <= len(data) and data[place] == 0xFF:
        if data[place + 1] == 0xDA:
            return place
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    return len(data)


def _has_coordinates(tiff: Tiff) -> bool:
    """Do its first tables hold a latitude and a longitude? (Exif 3.0, section 4.6.6.)"""
    with suppress(struct.error):
        for table in tiff.tables():
            if _GPS in table and _is_place(tiff, tiff.table(table[_GPS].place)):
                return True
    return False


def _is_place(tiff: Tiff, table: dict[int, Entry]) -> bool:
    """Does a table tell where on the earth that is? raises: struct.error"""
    if not (_LATITUDE in table and _LONGITUDE in table):
        return False
    degrees = [tiff.rationals(table[tag]) for tag in (_LATITUDE, _LONGITUDE)]
    are_known = all(rationals and rationals[1] for rationals in degrees)
    return are_known and any(any(rationals[::2]) for rationals in degrees)
