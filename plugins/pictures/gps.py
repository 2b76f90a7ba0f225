"""Whether an original tells where it was taken. What is published never does; the original is what people share."""

import io
import math
import re
import struct
import warnings
from collections.abc import Iterator
from contextlib import suppress

from PIL import ExifTags, Image

from plugins.core.signatures import JPEG, PNG, TIFF
from plugins.pictures.beside_pixels import parts_beside_pixels

_XMP_NAME = b"GPSLatitude"
# As an attribute, or as an element, which may have attributes of its own.
XMP_SAYS = rb"(?:\s{0,9}=\s*[\"']|(?:\s{1,9}[\w:]{1,50}=[\"'][^\"'<>]{0,200}[\"']){0,9}\s{0,9}>)\s*"
_XMP_VALUE = re.compile(_XMP_NAME + XMP_SAYS + rb"[^\s\"'<]")
_WIDE = (b"x\0:\0x\0m\0p", b"x\0\0\0:\0\0\0x")
_XMP_OF_PNG = "XML:com.adobe.xmp"
# Exif is a TIFF file in a file, whatever the picture's own format is, and begins with its order of bytes.
_ORDERS = tuple(zip(TIFF, "<>", strict=True))
_GPS, _LATITUDE, _LONGITUDE = 0x8825, 2, 4
_RATIONALS = (5, 10)
# Cameras need 64 kB; Pillow reads a header in time, of hundreds of thousands of parts seconds.
_MAX_HEADER_BYTES = 500_000
_MAX_HEADERS = 50
_MAX_ENTRIES = 300
_MAX_TABLES = 3  # one for each picture in a TIFF, of a page or a smaller one


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
    is_parted = data.startswith((JPEG[:2], PNG))  # or packed; other kinds were looked through above
    return is_parted and any(map(part_tells_place, parts_beside_pixels(io.BytesIO(data))))


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
    return any(_has_coordinates(data, start, order) for start, order in tiff_headers(data))


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


def tiff_headers(data: bytes) -> Iterator[tuple[int, str]]:
    """Where a TIFF header may stand, and the order of bytes that it tells."""
    for beginning, order in _ORDERS:
        place = -1
        for _ in range(_MAX_HEADERS):
            place = data.find(beginning, place + 1)
            if place < 0:
                break
            yield place, order


def _has_coordinates(data: bytes, start: int, order: str) -> bool:
    """Do the first tables of the TIFF that starts here hold a latitude and a longitude? (Exif 3.0, section 4.6.6.)"""
    try:
        (place,) = struct.unpack_from(f"{order}I", data, start + 4)
        for _ in range(_MAX_TABLES):
            entries = tiff_entries(data, start + place, order)
            if _GPS in entries and _is_place(data, start, order, entries[_GPS][2]):
                return True
            (count,) = struct.unpack_from(f"{order}H", data, start + place)
            (place,) = struct.unpack_from(f"{order}I", data, start + place + 2 + 12 * count)
            if not place:
                break
    except struct.error:
        return False
    return False


def _is_place(data: bytes, start: int, order: str, place: int) -> bool:
    """Does the table at a place tell where on the earth that is? raises: struct.error"""
    entries = tiff_entries(data, start + place, order)
    if not (_LATITUDE in entries and _LONGITUDE in entries):
        return False
    degrees = [_rationals(data, start, order, *entries[tag]) for tag in (_LATITUDE, _LONGITUDE)]
    are_known = all(rationals and rationals[1] for rationals in degrees)
    return are_known and any(any(rationals[::2]) for rationals in degrees)


def tiff_entries(data: bytes, place: int, order: str) -> dict[int, tuple[int, int, int]]:
    """Type, count and value of a table's entries, by their tags. raises: struct.error"""
    (count,) = struct.unpack_from(f"{order}H", data, place)
    places = range(place + 2, place + 2 + 12 * min(count, _MAX_ENTRIES), 12)
    rows = (struct.unpack_from(f"{order}HHII", data, row) for row in places)
    return {tag: (kind, number, value) for tag, kind, number, value in rows}


def _rationals(data: bytes, start: int, order: str, kind: int, count: int, place: int) -> tuple[int, ...]:
    """At most three numerators, each before its denominator. raises: struct.error"""
    numbers = 2 * min(count, 3) if kind in _RATIONALS else 0
    return struct.unpack_from(f"{order}{numbers}I", data, start + place)
