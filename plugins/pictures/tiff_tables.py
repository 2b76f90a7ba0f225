"""The tables of a TIFF (revision 6.0, section 2; BigTIFF), of which Exif is one, whatever file it lies in. Bytes alone.

Methods raise struct.error where a table is not all there.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from plugins.core.signatures import TIFF

_BEGINNINGS = (
    *zip(TIFF, "<>", (False, False), strict=True),
    (b"II+\0\x08\0\0\0", "<", True),
    (b"MM\0+\0\x08\0\0", ">", True),
)
_MAX_HEADERS = 50
_MAX_ENTRIES = 300
_MAX_TABLES = 3  # one for each picture in a TIFF, of a page or a smaller one
RATIONALS, TEXT, LONG = (5, 10), 2, 4


class Entry(NamedTuple):
    """A value of a table: its type, how many there are, and they themselves if they are few, or where they stand."""

    kind: int
    number: int
    inline: bytes
    place: int


class Tiff(NamedTuple):
    """One that begins at a place of a file. order: of bytes, as `struct` names it; is_big: its places have 8 bytes"""

    data: bytes
    start: int
    order: str
    is_big: bool

    def tables(self) -> Iterator[dict[int, Entry]]:
        """The first ones, which follow each other."""
        number = f"{self.order}{'Q' if self.is_big else 'I'}"
        (place,) = struct.unpack_from(number, self.data, self.start + (8 if self.is_big else 4))
        for _ in range(_MAX_TABLES):
            yield self.table(place)
            (count,) = struct.unpack_from(self._count, self.data, self.start + place)
            behind = struct.calcsize(self._count) + count * struct.calcsize(self._row)
            (place,) = struct.unpack_from(number, self.data, self.start + place + behind)
            if not place:
                break

    def table(self, place: int) -> dict[int, Entry]:
        """The entries of the one at a place, by their tags."""
        (count,) = struct.unpack_from(self._count, self.data, self.start + place)
        first, row_bytes = self.start + place + struct.calcsize(self._count), struct.calcsize(self._row)
        rows = range(first, first + row_bytes * min(count, _MAX_ENTRIES), row_bytes)
        found = (struct.unpack_from(self._row, self.data, row) for row in rows)
        to_place = f"{self.order}{'Q' if self.is_big else 'I'}"
        return {tag: Entry(kind, n, inline, *struct.unpack(to_place, inline)) for tag, kind, n, inline in found}

    def first(self) -> dict[int, Entry]:
        """The first table."""
        return next(self.tables())

    def rationals(self, entry: Entry) -> tuple[int, ...]:
        """At most three numerators, each before its denominator."""
        numbers = 2 * min(entry.number, 3) if entry.kind in RATIONALS else 0
        return struct.unpack_from(f"{self.order}{numbers}I", self.data, self.start + entry.place)

    @property
    def _count(self) -> str:
        return f"{self.order}{'Q' if self.is_big else 'H'}"

    @property
    def _row(self) -> str:
        return f"{self.order}{'HHQ8s' if self.is_big else 'HHI4s'}"


def tiffs(data: bytes) -> Iterator[Tiff]:
    """Wherever one may begin."""
    for beginning, order, is_big in _BEGINNINGS:
        place = -1
        for _ in range(_MAX_HEADERS):
            place = data.find(beginning, place + 1)
            if place < 0:
                break
            yield Tiff(data, place, order, is_big)
