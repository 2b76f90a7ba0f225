"""The parts of a picture's file besides its pixels, wherever they stand in it, unpacked. Nothing is decoded.

What kind of file it is, its first bytes say, never its name.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO

import brotli

from plugins.core.signatures import FTYP, JPEG, JXL, PNG, is_webp
from plugins.pictures.heif_items import boxes, heif_items
from plugins.pictures.picture import MAX_SIZE_BYTES

_SCAN, _END = 0xDA, 0xD9
_WITHOUT_CONTENT = (0x01, *range(0xD0, 0xD9))
# Behind the first pixels of a JPEG: there 255 stands before zero, or begins a marker (ITU-T T.81, B.1.1.2, B.1.1.5).
_SEGMENT, _PICTURES_END = re.compile(rb"\xff[\xe0-\xef\xfe]"), b"\xff\xd9"
# What programs part among segments, each of which holds 64 kB, by what stands before each part: Exif, more XMP (XMP
# specification, part 3: a digest, the size of all, where this one goes), and what Photoshop tells, IPTC for one.
_PARTED = ((b"Exif\0\0", 6), (b"http://ns.adobe.com/xmp/extension/\0", 35 + 32 + 8), (b"Photoshop 3.0\0", 14))
_PNG_METADATA, _PNG_END = (b"eXIf", b"zxIf", b"iTXt", b"zTXt", b"tEXt"), b"IEND"
_PIXELS_OF_WEBP = (b"VP8 ", b"VP8L", b"ALPH", b"ANMF")
# Of any other kind of file, HEIC and AVIF among them, so much is looked through: they may tell anywhere.
_MAX_PART_BYTES = 4_000_000
_MAX_PARTS = 10_000
# As ImageMagick and others write Exif, XMP and IPTC into a PNG: what it is, its size, lines of hexadecimal digits.
_PNG_PROFILE = re.compile(
    rb"(?i)Raw profile type [^\0]{1,60}\0[^\n]{0,300}?\s{0,9}\w{1,40}\s{1,9}\d{1,12}\s{1,9}"
    rb"(?P<digits>[0-9a-f][0-9a-f\s]+)"
)


def parts_beside_pixels(file: BinaryIO) -> Iterator[bytes]:
    """The parts of a picture that may tell of it; of any other file its first bytes. Stops where it is damaged.

    raises: OSError
    """
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
            yield (whole := file.read(MAX_SIZE_BYTES))
            yield from _packed(whole)
    except struct.error:
        return


def _packed(data: bytes) -> Iterator[bytes]:
    """What a HEIC, an AVIF or a JPEG XL packs of what it tells. (ISO/IEC 14496-12, 8.11.6; 18181-2, 9.6.)"""
    with suppress(IndexError, KeyError):
        if data.startswith(FTYP, 4):
            packed = (item.data for item in heif_items(data).by_number.values() if item.encoding)
        elif data.startswith(JXL):
            packed = (data[begin + 4 : end] for name, begin, end in boxes(data, 0, len(data)) if name == b"brob")
        else:
            return
        for content in packed:
            yield from (plain for unpack in _WAYS_TO_PACK if (plain := unpack(content)))


def _unzipped(content: bytes) -> bytes:
    """What zlib or gzip packed, or DEFLATE alone; nothing of anything else."""
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        with suppress(zlib.error):
            return zlib.decompressobj(bits).decompress(content, _MAX_PART_BYTES)
    return b""


def _unbrotlied(content: bytes) -> bytes:
    """What Brotli packed (RFC 7932); nothing of anything else."""
    with suppress(brotli.error):
        return bytes(brotli.Decompressor().process(content, output_buffer_limit=_MAX_PART_BYTES))
    return b""


_WAYS_TO_PACK = (_unzipped, _unbrotlied)


def _jpeg(file: BinaryIO) -> Iterator[bytes]:
    """Segments before the pixels, and what stands among and behind them (ITU-T T.81, annex B)."""
    file.seek(2)
    segments: list[bytes] = []
    for _ in range(_MAX_PARTS):
        while (marker := file.read(1)) == b"\xff":
            continue
        if not marker or marker[0] in (_SCAN, _END):
            file.seek(-len(marker), 1)
            yield from _joined(segments)
            yield from _behind_scan(file.read(MAX_SIZE_BYTES))
            return
        if marker[0] not in _WITHOUT_CONTENT:
            (size_bytes,) = struct.unpack(">H", file.read(2))
            segments.append(file.read(max(size_bytes - 2, 0)))
            yield segments[-1]
        if file.read(1) != b"\xff":  # programs pass over whatever stands there
            yield file.read(MAX_SIZE_BYTES)
            return


def _joined(segments: list[bytes]) -> Iterator[bytes]:
    """What stands in several segments, put together."""
    for begins, before in _PARTED:
        if len(parts := [one[before:] for one in segments if one.startswith(begins)]) > 1:
            yield b"".join(parts)


def _behind_scan(data: bytes) -> Iterator[bytes]:
    """Segments between scans, and what stands behind the picture's end: a second one, a film, a program's own."""
    for number, found in enumerate(_SEGMENT.finditer(data)):
        if number == _MAX_PARTS:
            break
        size_bytes = int.from_bytes(data[found.end() : found.end() + 2], "big")
        yield data[found.end() + 2 : found.end() + size_bytes]
    if (end := data.find(_PICTURES_END)) >= 0 or data.startswith(_PICTURES_END[1:]):
        yield from _behind_picture(data[end + 2 :])


def _behind_picture(rest: bytes) -> Iterator[bytes]:
    """All that stands behind a picture; and what is packed in a PNG there."""
    if rest:
        yield rest
    if (place := rest.find(PNG)) >= 0:
        yield from _png(io.BytesIO(rest[place:]))


def _png(file: BinaryIO) -> Iterator[bytes]:
    """Chunks that hold texts or Exif (PNG, third edition, chapter 11), which may stand behind the pixels, unpacked."""
    file.seek(8)
    for _ in range(_MAX_PARTS):
        size_bytes, kind = struct.unpack(">I4s", file.read(8))
        if kind == _PNG_END:
            file.seek(size_bytes + 4, 1)
            yield file.read(MAX_SIZE_BYTES)
            return
        if kind in _PNG_METADATA and size_bytes <= _MAX_PART_BYTES:
            content = file.read(size_bytes)
            yield content if kind == b"eXIf" else _unpacked(content)
            file.seek(4, 1)
        else:
            file.seek(size_bytes + 4, 1)


def _unpacked(content: bytes) -> bytes:
    """A text's keyword and its words, which may be packed, or what it holds in hexadecimal digits."""
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
    """Chunks that hold no pixels (RFC 9649), and what stands behind the last."""
    file.seek(4)
    (size_bytes,) = struct.unpack("<I", file.read(4))
    end = 8 + size_bytes + size_bytes % 2
    file.seek(12)
    for _ in range(_MAX_PARTS):
        if file.tell() >= end:
            break
        kind, size_bytes = struct.unpack("<4sI", file.read(8))
        if kind in _PIXELS_OF_WEBP or size_bytes > _MAX_PART_BYTES:
            file.seek(size_bytes + size_bytes % 2, 1)
        else:
            yield file.read(size_bytes + size_bytes % 2)
    yield file.read(MAX_SIZE_BYTES)
