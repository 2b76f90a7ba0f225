"""What an AVIF or HEIC file carries besides its pixels: boxes in boxes (ISO/IEC 14496-12), whose items a list names."""

import struct
from collections.abc import Iterator
from typing import NamedTuple


class Carried(NamedTuple):
    """A thing besides pixels: the name of a clause that says what it is, and the number or letters of a part."""

    what: str
    part: str = ""


AFTER_ITS_END = Carried("carried.after-its-end")
CUT_SHORT = Carried("carried.cut-short")
TOO_MANY_PARTS = Carried("carried.too-many-parts")
THUMBNAIL = Carried("carried.thumbnail")
COMMENT = Carried("carried.comment")
TIME = Carried("carried.time")
EXIF, XMP = Carried("carried.exif"), Carried("carried.xmp")
# A photograph in tiles has some hundred, a film of minutes thousands.
MAX_PARTS = 100_000
_MAX_MEDIA = 10

# All that is known to be pixels, or to say how they are to be put together and shown.
_META = frozenset(b"hdlr pitm iloc iinf iprp iref idat dinf grpl".split())
_PIXELS = frozenset(b"av01 hvc1 hev1 avc1 jpeg grid iovl iden tmap".split())
_PROPERTIES = frozenset(
    b"ispe pixi av1C hvcC lhvC avcC colr irot imir clap pasp auxC a1op a1lx lsel rloc clli mdcv cclv amve ndwt".split()
)
_TOLD = {
    b"Exif": EXIF,
    b"xml ": XMP,
    b"bxml": XMP,
    b"mime": XMP,
    b"thmb": THUMBNAIL,
    b"moov": Carried("carried.film"),
    b"udes": COMMENT,
    b"crtt": TIME,
    b"mdft": TIME,
}


def told_by_boxes(data: bytes) -> Iterator[Carried]:
    """Each thing besides pixels and colours that the file carries.

    raises: struct.error, IndexError when it ends in the middle of something
    """
    media: list[tuple[int, int]] = []
    items: list[tuple[int, int]] = []
    end = 0
    for kind, start, end in _boxes(data, 0, len(data)):
        if kind == b"mdat":
            media.append((start, end))
        elif kind == b"meta":
            yield from _meta(data, start + 4, end, items)
        elif kind in (b"free", b"skip"):
            if data[start:end].strip(b"\0"):
                yield Carried("carried.in-empty-box")
        elif kind != b"ftyp":
            yield _TOLD.get(kind, Carried("carried.box", printable(kind)))
    is_whole = bool(items) and max(last for _, last in items) <= end
    if end < len(data) or not is_whole:
        yield AFTER_ITS_END if is_whole else CUT_SHORT
    yield from _beside_items(media, items) if len(media) <= _MAX_MEDIA else (TOO_MANY_PARTS,)


def printable(kind: bytes) -> str:
    r"""The name of a part as it may be shown.

    >>> printable(b"tE\nt")
    'tE?t'
    """
    return "".join(chr(letter) if 32 <= letter < 127 else "?" for letter in kind)


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind, and where its content begins and ends, of each box between two places; stops at one that does not fit."""
    for _ in range(MAX_PARTS):
        if start + 8 > end:
            return
        size_bytes, kind = struct.unpack_from(">I4s", data, start)
        content = start + 8
        if size_bytes == 1:
            (size_bytes,) = struct.unpack_from(">Q", data, content)
            content += 8
        stop = start + size_bytes if size_bytes else end
        if stop < content or stop > end:
            return
        yield kind, content, stop
        start = stop


def _inside(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The boxes of a box, which fill it. raises: IndexError when they do not"""
    stop = start
    for kind, content, stop in _boxes(data, start, end):
        yield kind, content, stop
    if stop != end:
        raise IndexError("a box that its parts do not fill")


def _meta(data: bytes, start: int, end: int, items: list[tuple[int, int]]) -> Iterator[Carried]:
    """What the list of items tells; where their bytes lie is added to `items`."""
    for kind, content, stop in _inside(data, start, end):
        if kind == b"iinf":
            yield from _item_kinds(data, content, stop)
        elif kind == b"iloc":
            items += _item_places(data, content, stop)
        elif kind == b"iprp":
            yield from _properties(data, content, stop)
        elif kind == b"iref":
            references = (name for name, _, _ in _inside(data, content + 4, stop))
            yield from (_TOLD[name] for name in references if name in _TOLD)
        elif kind not in _META:
            yield _TOLD.get(kind, Carried("carried.box", printable(kind)))


def _item_kinds(data: bytes, start: int, end: int) -> Iterator[Carried]:
    """Items that are no pixels: ISO/IEC 14496-12, 8.11.6."""
    for kind, content, _ in _inside(data, start + (8 if data[start] else 6), end):
        if kind != b"infe" or data[content] not in (2, 3):
            yield CUT_SHORT
            return
        place = content + (8 if data[content] == 2 else 10)
        item = data[place : place + 4]
        if item not in _PIXELS:
            yield _TOLD.get(item, Carried("carried.item", printable(item)))


def _properties(data: bytes, start: int, end: int) -> Iterator[Carried]:
    """Properties of items that say nothing about pixels."""
    for kind, content, stop in _inside(data, start, end):
        if kind == b"ipco":
            names = (name for name, _, _ in _inside(data, content, stop))
            yield from (_TOLD.get(n, Carried("carried.property", printable(n))) for n in names if n not in _PROPERTIES)
        elif kind != b"ipma":
            yield Carried("carried.box", printable(kind))


def _item_places(data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where items begin and end in the file: ISO/IEC 14496-12, 8.11.3.

    raises: IndexError when there are too many, or one is without an end
    """
    version, sizes, more_sizes = data[start], data[start + 4], data[start + 5]
    offset_bytes, length_bytes, base_bytes = sizes >> 4, sizes & 15, more_sizes >> 4
    index_bytes = more_sizes & 15 if version else 0
    id_bytes = 4 if version == 2 else 2
    place, parts = start + 6 + id_bytes, 0
    for _ in range(int.from_bytes(data[start + 6 : place], "big")):
        method_place = place + id_bytes
        place = method_place + (2 if version else 0)
        in_file = place == method_place or not data[method_place + 1] & 15
        base = int.from_bytes(data[place + 2 : place + 2 + base_bytes], "big")
        place += 2 + base_bytes
        (extents,) = struct.unpack_from(">H", data, place)
        place += 2
        for _ in range(extents):
            offset_place = place + index_bytes
            place = offset_place + offset_bytes + length_bytes
            first = base + int.from_bytes(data[offset_place : offset_place + offset_bytes], "big")
            length = int.from_bytes(data[offset_place + offset_bytes : place], "big")
            parts += 1
            if place > end or parts > MAX_PARTS or not length:
                raise IndexError("an item without an end")
            if in_file:
                yield first, first + length


def _beside_items(media: list[tuple[int, int]], items: list[tuple[int, int]]) -> Iterator[Carried]:
    """Bytes among the media that belong to no item."""
    items.sort()
    for start, end in media:
        covered = start
        for first, last in items:
            if first > covered:
                break
            covered = max(covered, last)
        if covered < end:
            yield Carried("carried.between-items")
