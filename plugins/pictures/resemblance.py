"""Which of many pictures were made of one that is known by its hashes alone: turned, mirrored, cut, framed.

All are compared at once, first roughly and by a few windows of each, then by every window of the few that are left.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from plugins.pictures.fingerprint import FIELD_BITS, HASH_BITS, MOVED, RISING_BITS, Fingerprint

# Of all the bits that are set in two hashes, the share that is set in one of them only; of other pictures it is a half.
# A hash with few set bits tells of few edges, which are soon alike.
MAX_DIFFERENT = 0.17
LEAST_EDGES = 24
# Of RISING_BITS: between the nearest of those few and the window that is the right one lie some hundredths of a side.
_ROUGHLY = 36
# Of FIELD_BITS: what another size and another JPEG quality change of a difference hash.
MAX_BITS = 7
_DIGITS = RISING_BITS // 4

_Field = tuple[tuple[int, ...], ...]


class BitPlanes:
    """Many hashes on their sides: of each bit one number, which holds that bit of every hash, the first one highest.

    So one hash is compared with all the others in a few operations for each of its bits, whatever the others are.
    """

    def __init__(self, hashes: Sequence[int], bits: int) -> None:
        rows = "".join(f"{hash_:0{bits}b}" for hash_ in hashes)
        self._planes = [int(rows[place::bits] or "0", 2) for place in range(bits)]
        self._count = len(hashes)
        self._all = (1 << len(hashes)) - 1

    def near(self, bits: str, most: int, order: Iterable[int]) -> list[int]:
        """The places of the hashes that differ from `bits` in at most `most` of them.

        bits: zeros and ones, each of which is compared with the bit of the hashes that `order` names
        """
        planes = (self._planes[place] for place in order)
        differing = [plane ^ self._all if bit == "1" else plane for plane, bit in zip(planes, bits, strict=True)]
        near, places = self._all & ~_more_than(_sums(differing), most), []
        while near:
            places.append(self._count - near.bit_length())
            near ^= 1 << near.bit_length() - 1
        return places


def _sums(planes: list[int]) -> list[int]:
    """How many of these planes have a bit, for every bit: the planes of that number, its ones first."""
    sums = []
    while planes:
        carried = []
        while len(planes) > 1:
            one, two = planes.pop(), planes.pop()
            three = planes.pop() if planes else 0
            odd = one ^ two
            planes.append(odd ^ three)
            carried.append(one & two | odd & three)
        sums += planes
        planes = carried
    return sums


def _more_than(sums: Sequence[int], most: int) -> int:
    """The bits at which a number, given by its planes, is above `most`."""
    above, equal = 0, -1
    for weight in reversed(range(max(len(sums), most.bit_length()))):
        plane = sums[weight] if weight < len(sums) else 0
        if most >> weight & 1:
            equal &= plane
        else:
            above |= equal & plane
            equal &= ~plane
    return above


class Gallery:
    """Many pictures, among which those are looked for that were made of a known one."""

    def __init__(self, fingerprints: Sequence[Fingerprint]) -> None:
        self._fingerprints = fingerprints
        self._views = [(place, view) for place, each in enumerate(fingerprints) for view in each.windows]
        rough = [(at, hash_) for at, (_, view) in enumerate(self._views) for hash_ in _rough_windows(view)]
        self._rough, self._viewed = BitPlanes([hash_ for _, hash_ in rough], RISING_BITS), [at for at, _ in rough]
        self._windows: dict[int, list[tuple[int, int]]] = {}

    def like(self, hashes: Iterable[int]) -> set[int]:
        """The places of the pictures that were made of the one with these `Fingerprint.hashes`."""
        found = set()
        for hash_ in hashes:
            bits = f"{hash_:0{HASH_BITS}b}"
            for rising in _RISING:
                found |= self._like_rising("".join(map(bits.__getitem__, rising)))
        return found

    def like_difference_hash(self, difference_hash: int) -> set[int]:
        """The same for a picture of which no more is known, as older lines of content/withdrawn.toml have it."""
        bits = f"{difference_hash:0{FIELD_BITS}b}"
        places, planes = self._all_hashes
        return {places[at] for turn in ORIENTATIONS for at in planes.near(bits, MAX_BITS, turn[:FIELD_BITS])}

    def _like_rising(self, bits: str) -> set[int]:
        if bits.count("1") < LEAST_EDGES:
            return set()
        near = {self._viewed[place] for place in self._rough.near(bits, _ROUGHLY, range(RISING_BITS))}
        return {self._views[at][0] for at in near if self._has_window(at, int(bits, 2))}

    def _has_window(self, at: int, sought: int) -> bool:
        """Whether a window of a view has the same edges, but for a few, which are counted in all that both have."""
        edges = sought.bit_count()
        return any(
            (window ^ sought).bit_count() <= MAX_DIFFERENT * (edges + its_edges)
            for window, its_edges in self._windows_of(at)
        )

    def _windows_of(self, at: int) -> list[tuple[int, int]]:
        """The hashes of a view's windows, and how many bits are set in each."""
        if at not in self._windows:
            view = self._views[at][1]
            hashes = (_window(view, place) for place in range(len(view) // _DIGITS))
            self._windows[at] = [(hash_, hash_.bit_count()) for hash_ in hashes]
        return self._windows[at]

    @cached_property
    def _all_hashes(self) -> tuple[list[int], BitPlanes]:
        """The places of all hashes, and these."""
        known = [(place, hash_) for place, each in enumerate(self._fingerprints) for hash_ in each.hashes]
        return [place for place, _ in known], BitPlanes([hash_ for _, hash_ in known], HASH_BITS)


def _rough_windows(view: str) -> list[int]:
    """The hashes of the windows in the middle and, if it has those, as large ones on all sides of it."""
    count = len(view) // _DIGITS
    places = MOVED if count > len(MOVED) else (count // 2,)
    return [_window(view, place) for place in places]


def _window(view: str, place: int) -> int:
    return int(view[place * _DIGITS : (place + 1) * _DIGITS], 16)


def _orientations() -> Iterator[tuple[int, ...]]:
    """For each of the eight ways to hold a picture: whence each bit of its hash comes."""
    side = 8
    places = iter(range(HASH_BITS))
    fields: list[_Field] = [tuple(tuple(next(places) for _ in range(side)) for _ in range(side)) for _ in range(4)]
    for _ in range(2):
        for _ in range(4):
            yield tuple(chain.from_iterable(row for field in fields for row in field))
            brighter, darker, lower_brighter, lower_darker = (_turned(field) for field in fields)
            fields = [lower_brighter, lower_darker, darker, brighter]
        brighter, darker, *others = (tuple(row[::-1] for row in field) for field in fields)
        fields = [darker, brighter, *others]


def _turned(field: _Field) -> _Field:
    """A quarter turn against the clock."""
    return tuple(zip(*(row[::-1] for row in field), strict=True))


ORIENTATIONS = tuple(_orientations())
# Of each: the first and the third field, which alone the windows have.
_RISING = tuple((*turn[:FIELD_BITS], *turn[2 * FIELD_BITS : 3 * FIELD_BITS]) for turn in ORIENTATIONS)
