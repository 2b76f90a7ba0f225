"""What a finished picture's file carries besides its pixels and their colour profile: nothing, or the site says so.

Reads how the file is put together and decodes nothing, so that a whole site's pictures can be looked at. What is known
to be pixels or colours passes; anything else is told, whether or not somebody knows what it is.
"""

import os
import re
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

from plugins.core.signatures import GIF, HEIF, JPEG, PNG, is_webp
from plugins.pictures.boxes import (
    AFTER_ITS_END,
    COMMENT,
    CUT_SHORT,
    EXIF,
    MAX_PARTS,
    THUMBNAIL,
    TIME,
    TOO_MANY_PARTS,
    XMP,
    Carried,
    printable,
    told_by_boxes,
)
from plugins.pictures.picture import MAX_SIZE_BYTES

NO_PICTURE = Carried("carried.no-picture")
SECOND_PICTURE = Carried("carried.second-picture")
IPTC = Carried("carried.iptc")

_SCAN, _END = 0xDA, 0xD9
# Tables, frames, restart intervals and scans.
_JPEG_PIXELS = frozenset({*range(0xC0, 0xC8), *range(0xC9, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD})
_JPEG_TOLD = (
    (0xE0, b"JF", THUMBNAIL),  # without one, it is known by its length
    (0xE1, b"Exif\0", EXIF),
    (0xE1, b"http://ns.adobe.com/x", XMP),
    (0xE2, b"MPF\0", SECOND_PICTURE),
    (0xED, b"Photoshop 3.0", IPTC),
    (0xFE, b"", COMMENT),
)
_JPEG_NEXT = re.compile(rb"\xff++([^\0])", re.DOTALL)
# Within a scan, 255 is followed by 0 or by the number of a restart.
_JPEG_AFTER_SCAN = re.compile(rb"\xff([^\0\xd0-\xd7\xff])")

_PNG_PIXELS = frozenset(
    b"IHDR PLTE IDAT tRNS acTL fcTL fdAT cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs".split()
)
_PNG_TOLD = {b"eXIf": EXIF, b"tIME": TIME, b"tEXt": COMMENT, b"zTXt": COMMENT, b"iTXt": COMMENT}
_PNG_TEXTS = ((b"XML:com.adobe.xmp", XMP), (b"Raw profile type exif", EXIF), (b"Raw profile type iptc", IPTC))

_WEBP_PIXELS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ICCP"})
_WEBP_TOLD = {b"EXIF": EXIF, b"XMP ": XMP}

_GIF_IMAGE, _GIF_EXTENSION, _GIF_END = 0x2C, 0x21, 0x3B
_GIF_TOLD = {0xF9: None, 0xFE: COMMENT, 0x01: Carried("carried.text")}
_GIF_APPLICATIONS = {b"NETSCAPE2.0": None, b"ANIMEXTS1.0": None, b"ICCRGBG1012": None, b"XMP DataXMP": XMP}


def picture_tells(file: Path) -> Carried | None:
    """As `besides_pixels`, for a published file, whatever its name. raises: OSError"""
    with file.open("rb", buffering=0) as opened:
        is_huge = os.fstat(opened.fileno()).st_size > MAX_SIZE_BYTES
        return NO_PICTURE if is_huge else besides_pixels(opened.readall())


def besides_pixels(data: bytes) -> Carried | None:
    """The first thing besides pixels and a colour profile that a picture carries; None for none.

    data: a whole JPEG, PNG, WebP, GIF, AVIF or HEIC. NO_PICTURE is the answer for anything else, CUT_SHORT for one that
    ends too early or is damaged: nobody knows what is in it. Never raises; takes time in proportion to the length.
    """
    told = _parser(data)
    if told is None:
        return NO_PICTURE
    try:
        return next(told(data), None)
    except (struct.error, IndexError):
        return CUT_SHORT


def _parser(data: bytes) -> Callable[[bytes], Iterator[Carried]] | None:
    """Who knows how files that begin so are put together."""
    if data.startswith(JPEG[:2]):
        return _jpeg
    if data.startswith(HEIF, 4):
        return told_by_boxes
    if data.startswith(PNG):
        return _png
    if is_webp(data):
        return _webp
    return _gif if data.startswith(GIF) else None


def _jpeg(data: bytes) -> Iterator[Carried]:
    """Segments, and what follows the last (ITU-T T.81, annex B)."""
    place, find = 2, _JPEG_NEXT.match
    for _ in range(MAX_PARTS):
        found = find(data, place)
        if found is None:
            yield CUT_SHORT
            return
        marker, start = found[1][0], found.end()
        if marker == _END:
            if start < len(data):
                yield SECOND_PICTURE if data.startswith(JPEG[:2], start) else AFTER_ITS_END
            return
        place = start + int(struct.unpack_from(">H", data, start)[0])
        if place > len(data):
            yield CUT_SHORT
            return
        if marker not in _JPEG_PIXELS:
            yield from _segment(marker, data[start + 2 : place])
        find = _JPEG_AFTER_SCAN.search if marker == _SCAN else _JPEG_NEXT.match
    yield TOO_MANY_PARTS


def _segment(marker: int, content: bytes) -> Iterator[Carried]:
    """What a segment that holds no pixels is, unless it says how to show them."""
    is_density = marker == 0xE0 and len(content) == 14 and content.startswith(b"JFIF\0") and content.endswith(b"\0\0")
    is_profile = marker == 0xE2 and content.startswith(b"ICC_PROFILE\0")
    is_colour_model = marker == 0xEE and len(content) == 12 and content.startswith(b"Adobe")
    if is_density or is_profile or is_colour_model:
        return
    known = (name for number, start, name in _JPEG_TOLD if number == marker and content.startswith(start))
    part = f"APP{marker - 0xE0}" if 0xE0 <= marker <= 0xEF else f"{marker:02X}"
    yield next(known, Carried("carried.segment", part))


def _png(data: bytes) -> Iterator[Carried]:
    """Chunks (PNG, third edition, chapter 11)."""
    place = 8
    for _ in range(MAX_PARTS):
        size_bytes, kind = struct.unpack_from(">I4s", data, place)
        start, place = place + 8, place + 12 + size_bytes
        if place > len(data):
            yield CUT_SHORT
            return
        if kind == b"IEND":
            if size_bytes or place < len(data):
                yield AFTER_ITS_END
            return
        if kind not in _PNG_PIXELS:
            texts = (name for keyword, name in _PNG_TEXTS if data.startswith(keyword, start))
            other = _PNG_TOLD.get(kind, Carried("carried.chunk", printable(kind)))
            yield next(texts, other) if other == COMMENT else other
    yield TOO_MANY_PARTS


def _webp(data: bytes) -> Iterator[Carried]:
    """Chunks (RFC 9649)."""
    end = 8 + int(struct.unpack_from("<I", data, 4)[0])
    if end > len(data):
        yield CUT_SHORT
        return
    yield from _riff(data, 12, end, iter(range(MAX_PARTS)))
    if end + end % 2 < len(data):
        yield AFTER_ITS_END


def _riff(data: bytes, place: int, end: int, parts: Iterator[int], *, in_frame: bool = False) -> Iterator[Carried]:
    """Chunks between two places; the frames of a picture that moves hold more of them."""
    while place < end:
        if next(parts, None) is None:
            yield TOO_MANY_PARTS
            return
        kind, size_bytes = struct.unpack_from("<4sI", data, place)
        start, place = place + 8, place + 8 + size_bytes + size_bytes % 2
        if start + size_bytes > end:
            yield CUT_SHORT
            return
        if kind == b"ANMF" and not in_frame:
            yield from _riff(data, start + 16, start + size_bytes, parts, in_frame=True)
        elif kind not in _WEBP_PIXELS:
            yield _WEBP_TOLD.get(kind, Carried("carried.chunk", printable(kind)))


def _gif(data: bytes) -> Iterator[Carried]:
    """Blocks (GIF89a specification, sections 17 to 27)."""
    place = 13 + _colours(data[10])
    parts = iter(range(MAX_PARTS))
    for _ in parts:
        kind = data[place]
        if kind == _GIF_END:
            if place + 1 < len(data):
                yield AFTER_ITS_END
            return
        if kind == _GIF_IMAGE:
            place += 11 + _colours(data[place + 9])
        elif kind == _GIF_EXTENSION:
            yield from _extension(data[place + 1 : place + 14])
            place += 2
        else:
            yield CUT_SHORT
            return
        while size_bytes := data[place]:
            place += 1 + size_bytes
            if next(parts, None) is None:
                break
        place += 1
    yield TOO_MANY_PARTS


def _colours(flags: int) -> int:
    """How many bytes a table of colours takes, if there is one."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _extension(beginning: bytes) -> Iterator[Carried]:
    """What an extension is, unless it says how to show the pixels. beginning: its label, a size and 11 letters"""
    label = beginning[0]
    if label == 0xFF:
        name = _GIF_APPLICATIONS.get(beginning[2:13], Carried("carried.application", printable(beginning[2:13])))
    else:
        name = _GIF_TOLD.get(label, Carried("carried.extension", f"{label:02X}"))
    if name:
        yield name
