"""Which pictures look alike: a hash that stays nearly the same when a picture is made smaller or saved again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise, product

from PIL import Image

# The hash of a picture of one colour, which says nothing: it is that of every other one, too.
NO_EDGES = 0
_SIDE = 8
_BITS = _SIDE * _SIDE
_BANDS = 4
_BAND_BITS = _BITS // _BANDS


def difference_hash(image: Image.Image) -> int:
    """64 bits: of a grid of 9 x 8 grey squares, whether each is darker than its neighbour to the right.

    image: upright, mode RGB, of any size
    returns: 0 <= hash < 2**64, top left square first (highest bit)
    source: N. Krawetz, "Kind of Like That" (2013)
    """
    grey = image.convert("L").resize((_SIDE + 1, _SIDE), Image.Resampling.BOX).tobytes()
    rows = (grey[start : start + _SIDE + 1] for start in range(0, len(grey), _SIDE + 1))
    bits = (left < right for row in rows for left, right in pairwise(row))
    return sum(bit << (_BITS - 1 - place) for place, bit in enumerate(bits))


def distance(one: int, other: int) -> int:
    """In how many bits two hashes differ, 0 to 64.

    >>> distance(0b1100, 0b1010)
    2
    """
    return (one ^ other).bit_count()


def near_pairs(hashes: Sequence[int], most: int) -> list[tuple[int, int]]:
    """The pairs of places (first < second) whose hashes differ in at most `most` bits, in order.

    By bands: two hashes that differ in at most 7 of 64 bits differ in at most one bit in some quarter of them, so only
    hashes that nearly share a quarter are compared. Nearly linear in len(hashes) unless many are alike.
    raises: ValueError when most < 0
    """
    if most < 0:
        raise ValueError(f"a distance is never below 0: {most}")
    flips = list(_flips(most // _BANDS))
    pairs: set[tuple[int, int]] = set()
    for shift in range(0, _BITS, _BAND_BITS):
        places: defaultdict[int, list[int]] = defaultdict(list)
        for place, value in enumerate(hashes):
            band = value >> shift & (1 << _BAND_BITS) - 1
            for flip in flips:
                for earlier in places.get(band ^ flip, ()):
                    if (hashes[earlier] ^ value).bit_count() <= most:
                        pairs.add((earlier, place))
            places[band].append(place)
    return sorted(pairs)


def near_any(hashes: Sequence[int], others: Iterable[int], most: int) -> list[int]:
    """The places of the hashes that differ from at least one of the others in at most `most` bits, in order.

    By bands, as `near_pairs`; what is made ready for `hashes` is made once, so that there may be many others.
    raises: ValueError when most < 0
    """
    if most < 0:
        raise ValueError(f"a distance is never below 0: {most}")
    flips, others = list(_flips(most // _BANDS)), set(others)
    near: set[int] = set()
    for shift in range(0, _BITS, _BAND_BITS):
        places: defaultdict[int, list[int]] = defaultdict(list)
        for place, value in enumerate(hashes):
            places[value >> shift & (1 << _BAND_BITS) - 1].append(place)
        for other, flip in product(others, flips):
            band = other >> shift & (1 << _BAND_BITS) - 1
            near.update(place for place in places.get(band ^ flip, ()) if distance(hashes[place], other) <= most)
    return sorted(near)


def _flips(most: int) -> Iterator[int]:
    """Every way to change at most `most` bits of a band."""
    for count in range(min(most, _BAND_BITS) + 1):
        for bits in combinations(range(_BAND_BITS), count):
            yield sum(1 << bit for bit in bits)
