"""What a HEIC or AVIF is made of (ISO/IEC 23008-12, ISO/IEC 14496-12): items, and which of them is shown. Bytes alone.

Every function raises struct.error, IndexError or KeyError for another kind of file, and one that is damaged.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from plugins.core.signatures import FTYP

_WIDTHS = {0: "", 2: "H", 4: "I", 8: "Q"}  # how many bytes a number has
_MAX_BOXES = 20_000


class Item(NamedTuple):
    """A picture, a tile of one, a list of tiles, or what tells of one. encoding: how its bytes are packed, if so."""

    data: bytes
    encoding: bytes = b""


class Items(NamedTuple):
    """Items by their numbers, which of them is shown, and of which others one is put together."""

    by_number: dict[int, Item]
    shown: int
    made_of: dict[int, list[int]]


class Box(NamedTuple):
    """Where the content of a box begins and ends."""

    name: bytes
    begin: int
    end: int


def pixel_items(data: bytes, start: int = 0) -> Iterator[bytes]:
    """The bytes of each item that the picture which is shown is put together of, in order.

    Programs that take a place or a time away write all else anew, and leave these as they were.
    start: where the file begins
    """
    items = heif_items(data, start)
    waiting, known = [items.shown], set[int]()
    while waiting:
        number = waiting.pop(0)
        if number not in known:
            known.add(number)
            waiting += items.made_of.get(number, [])
            yield items.by_number[number].data


def heif_items(data: bytes, start: int = 0) -> Items:
    """All items of a file that begins at a place, those aside whose bytes lie in another file."""
    if not data.startswith(FTYP, start + 4):
        raise IndexError("another kind of file")
    meta = _inside(data, start, len(data))[b"meta"]
    inside = _inside(data, meta.begin + 4, meta.end)
    encodings = dict(_encodings(data, inside[b"iinf"]))
    origin = {0: start, 1: inside[b"idat"].begin if b"idat" in inside else len(data)}
    items = {number: Item(content, encodings.get(number, b"")) for number, content in _contents(data, inside, origin)}
    (shown,) = _numbers(data, inside[b"pitm"].begin + 4, "I" if data[inside[b"pitm"].begin] else "H")
    return Items(items, shown, dict(_references(data, inside.get(b"iref"))))


def _numbers(data: bytes, place: int, form: str) -> tuple[int, ...]:
    return struct.unpack_from(f">{form}", data, place)


def boxes(data: bytes, begin: int, end: int) -> Iterator[Box]:
    """The boxes between two places, one behind the other. (ISO/IEC 14496-12, 4.2.)"""
    for _ in range(_MAX_BOXES):
        if begin + 8 > end:
            return
        size_bytes, name = struct.unpack_from(">I4s", data, begin)
        head_bytes = 16 if size_bytes == 1 else 8
        size_bytes = _numbers(data, begin + 8, "Q")[0] if size_bytes == 1 else size_bytes or end - begin
        if not head_bytes <= size_bytes <= end - begin:
            raise IndexError("a box that does not fit")
        yield Box(name, begin + head_bytes, begin + size_bytes)
        begin += size_bytes


def _inside(data: bytes, begin: int, end: int) -> dict[bytes, Box]:
    """The first box of each name; of a file those up to the one that tells of its items."""
    found: dict[bytes, Box] = {}
    for box in boxes(data, begin, end):
        found.setdefault(box.name, box)
        if box.name == b"meta":
            break
    return found


def _encodings(data: bytes, box: Box) -> Iterator[tuple[int, bytes]]:
    """How items are packed that are texts. (8.11.6.)"""
    count_bytes = 4 if data[box.begin] else 2
    for _, begin, end in boxes(data, box.begin + 4 + count_bytes, box.end):
        form = "I" if data[begin] > 2 else "H"
        number, _, *_ = _numbers(data, begin + 4, f"{form}H")
        kind = begin + 4 + struct.calcsize(f">{form}H")
        if data.startswith(b"mime", kind):
            _name, _type, *rest = data[kind + 4 : end].split(b"\0")
            yield number, rest[0] if rest else b""


def _contents(data: bytes, inside: dict[bytes, Box], origin: dict[int, int]) -> Iterator[tuple[int, bytes]]:
    """The bytes of each item by its number. (8.11.3.) origin: where places begin, by how they are counted"""
    box = inside[b"iloc"]
    version, sizes, more = data[box.begin], data[box.begin + 4], data[box.begin + 5]
    of_place, of_length, of_base = (_WIDTHS[one] for one in (sizes >> 4, sizes & 15, more >> 4))
    of_index, of_number = _WIDTHS[more & 15] if version else "", "I" if version > 1 else "H"
    head, extent = f">{of_number}{'H' if version else ''}H{of_base}H", f">{of_index}{of_place}{of_length}"
    (count,) = _numbers(data, box.begin + 6, of_number)
    place, left_bytes = box.begin + 6 + struct.calcsize(f">{of_number}"), len(data)
    for _ in range(count):
        number, *told, extents = struct.unpack_from(head, data, place)
        place += struct.calcsize(head)
        is_elsewhere, base = told[bool(version)], told[-1] if of_base else 0
        begin, content = base + origin[told[0] & 15 if version else 0], bytearray()
        for _ in range(extents):
            numbers = struct.unpack_from(extent, data, place)[bool(of_index) :]
            place += struct.calcsize(extent)
            offset, length = (numbers[0] if of_place else 0), (numbers[-1] if of_length else len(data))
            content += data[begin + offset : begin + offset + length]
            if len(content) > left_bytes:
                raise IndexError("items that lie in each other")
        left_bytes -= len(content)
        if not is_elsewhere:
            yield number, bytes(content)


def _references(data: bytes, box: Box | None) -> Iterator[tuple[int, list[int]]]:
    """Of which others an item is put together. (8.11.12.)"""
    form = "I" if box and data[box.begin] else "H"
    for name, begin, _ in boxes(data, box.begin + 4, box.end) if box else ():
        if name == b"dimg":
            one, count = _numbers(data, begin, f"{form}H")
            yield one, list(_numbers(data, begin + struct.calcsize(f">{form}H"), f"{count}{form}"))
