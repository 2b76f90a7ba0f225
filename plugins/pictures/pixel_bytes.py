"""What a picture's file says of its pixels, without what programs and people write beside them. Nothing is decoded."""

import hashlib
import struct
import zlib
from collections.abc import Collection, Iterator

from plugins.core.signatures import FTYP, GIF, JPEG, PNG, RIFF, TIFF, is_webp
from plugins.pictures.heif_items import pixel_items

# How pictures begin, and how many bytes before that the file does.
BEGINNINGS = (
    *((JPEG, 0), (PNG[:4], 0), (GIF[0][:4], 0), (b"WEBP", 8), (FTYP, 4)),
    *((beginning, 0) for beginning in TIFF),
)


# What stands between the segments of a JPEG, programs pass over.
MAX_BETWEEN_SEGMENTS = 1_000


def begins_as_picture(data: bytes) -> bool:
    """Is it a picture, or a film, by its first bytes?"""
    return any(data.startswith(letters, before) for letters, before in BEGINNINGS)


def places(data: bytes, letters: bytes, before: int) -> Iterator[int]:
    """Each place that lies so many bytes before these letters."""
    place = data.find(letters)
    while place >= 0:
        if place >= before:
            yield place - before
        place = data.find(letters, place + 1)


def picture_sha256(data: bytes, start: int = 0) -> str:
    """The SHA-256 of what a JPEG, PNG, WebP or HEIC says of its pixels, without all that programs write beside them.

    Nothing is decoded: whoever takes a picture's place or time away leaves these bytes as they were.
    returns: 64 hexadecimal digits; "" for another kind of file, and for one that does not end
    """
    begins = data[start : start + 12]
    if begins.startswith(JPEG):
        parts = jpeg_parts(data, start)
    elif begins.startswith(PNG[:4]):
        parts = chunks(data, start + 8, ">I4s", ("IHDR", "PLTE", "tRNS", "IDAT"), after_bytes=4, padded_to=1)
    elif is_webp(begins):
        parts = chunks(data, start + 12, "<4sI", ("VP8 ", "VP8L", "ALPH", "ANMF"), after_bytes=0, padded_to=2)
    elif begins.startswith(FTYP, 4):
        parts = pixel_items(data, start)
    else:
        return ""
    digest, size_bytes = hashlib.sha256(), 0
    try:
        for part in parts:
            digest.update(part)
            size_bytes += len(part)
    except (struct.error, IndexError, KeyError):
        return ""
    return digest.hexdigest() if size_bytes else ""


def jpeg_parts(data: bytes, start: int) -> Iterator[bytes]:
    """The segments and scans of a JPEG but what applications and people wrote (APPn, COM). raises: IndexError"""
    view = memoryview(data)
    for marker, begin, end in jpeg_segments(data, start):
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            yield bytes(view[begin:end])


def jpeg_end(data: bytes, start: int) -> int | None:
    """Where the JPEG that begins at a place ends; None when it never does."""
    try:
        return max((end for _, _, end in jpeg_segments(data, start)), default=None)
    except IndexError:
        return None


def jpeg_segments(data: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Each segment of a JPEG, a scan with its data, to the end of the picture (ITU-T T.81, annex B).

    returns: its marker's second byte, and where it begins and ends; raises: IndexError when the picture never ends
    """
    place = start + 2
    while (place := data.find(b"\xff", place, place + MAX_BETWEEN_SEGMENTS)) >= 0:
        begin, marker = place, data[place + 1]
        if marker == 0xD9:
            yield marker, begin, place + 2
            return
        if marker == 0xFF:  # filled up
            place += 1
            continue
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if marker == 0xDA:
            place = scan_end(data, place)
        yield marker, begin, place
    raise IndexError("not a marker")


def scan_end(data: bytes, place: int) -> int:
    """Where a scan's data ends: at a marker that is neither a stuffed 0xFF nor a restart. raises: IndexError"""
    while True:
        place = data.find(b"\xff", place)
        if place < 0:
            raise IndexError("a scan without an end")
        if data[place + 1] and not 0xD0 <= data[place + 1] <= 0xD7 and data[place + 1] != 0xFF:
            return place
        place += 1


def chunks(
    data: bytes, place: int, header: str, wanted: Collection[str], *, after_bytes: int, padded_to: int
) -> Iterator[bytes]:
    """The wanted parts of a PNG or WebP, whose every part tells its name and size. raises: struct.error"""
    while place + 8 <= len(data):
        first, second = struct.unpack_from(header, data, place)
        name, size_bytes = (first, second) if isinstance(first, bytes) else (second, first)
        content = place + 8
        if name == b"IEND" or content + size_bytes > len(data):
            return
        if name.decode("latin-1") in wanted:
            yield data[content : content + size_bytes]
        place = content + size_bytes + (size_bytes % padded_to) + after_bytes


def png_chunk(name: bytes, content: bytes) -> bytes:
    """A part of a PNG file."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_end(data: bytes, start: int) -> int | None:
    """Where the PNG that begins at a place ends; None when it never does."""
    place = start + len(PNG)
    while place + 12 <= len(data):
        size_bytes, name = struct.unpack_from(">I4s", data, place)
        place += 12 + size_bytes
        if name == b"IEND":
            return place if place <= len(data) else None
    return None


def webp_end(data: bytes, start: int) -> int | None:
    """The same of a WebP, which tells its size."""
    if not data.startswith(RIFF, start):
        return None
    end = start + 8 + int.from_bytes(data[start + 4 : start + 8], "little")
    return end if end <= len(data) else None


# How pictures begin, how many bytes before that the file does, and where they end.
ENDS = ((JPEG, 0, jpeg_end), (PNG, 0, png_end), (b"WEBP", 8, webp_end))
