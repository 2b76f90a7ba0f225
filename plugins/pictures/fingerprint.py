"""Which pictures look alike: hashes that stay nearly the same when a picture is saved again, turned, cut or framed.

A hash tells of an 8 x 8 grid whether each square is brighter than the one before it, darker, or neither, in its row
and in its column; so the hashes of all eight ways to hold a picture have the same bits, in another order.
source: N. Krawetz, "Kind of Like That" (2013), whose difference hash is the first quarter of ours
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Any, NamedTuple

from PIL import Image, ImageChops

from plugins.pictures.borders import SIDE_PX, WHOLE, Box, within_borders

# The difference hash of a picture of one colour, which says nothing: it is that of every other one, too.
NO_EDGES = 0
_SIDE = 8
FIELD_BITS = _SIDE * _SIDE
HASH_BITS = 4 * FIELD_BITS
RISING_BITS = 2 * FIELD_BITS
# What is cut away of both ends, as shares of a length: of a picture that somebody cut by some of this, something that
# is left is the centre of the whole one. Within a border, where the cuts add up, both ends are cut alike.
_CUTS = (0.0, 0.0425, 0.085)
_EVERY_CUT = tuple(product(_CUTS, _CUTS))
_EVEN_CUTS = tuple((cut, cut) for cut in _CUTS)
# Of every cut across and every cut down: the places of those that leave as much as the middle one does.
MOVED = tuple(
    across * len(_EVERY_CUT) + down
    for across, down in product(range(len(_EVERY_CUT)), repeat=2)
    if sum(_EVERY_CUT[across]) == sum(_EVERY_CUT[down]) == _CUTS[-1]
)
_WHOLE_DIGITS, _WITHIN_DIGITS = (len(cuts) ** 2 * RISING_BITS // 4 for cuts in (_EVERY_CUT, _EVEN_CUTS))
_DIGITS = re.compile(r"[0-9a-f]*")
_BANDS = 4
_BAND_BITS = FIELD_BITS // _BANDS

_BOX = Image.Resampling.BOX
_MORE = [0] + [255] * 255

_Cuts = Sequence[tuple[float, float]]


class Fingerprint(NamedTuple):
    """What is known of how a picture looks.

    hashes: HASH_BITS each: of the whole, of its centre, and of what lies within each border that it may have
    windows: for the whole, and then for what lies within each border, the hashes of what is left when a little is cut
        away; only their rising half, RISING_BITS each, as hexadecimal digits, one after the other
    """

    hashes: tuple[int, ...]
    windows: tuple[str, ...]

    @property
    def difference_hash(self) -> int:
        """Of the whole, 64 bits: whether each square is brighter than its neighbour to the left."""
        return self.hashes[0] >> (HASH_BITS - FIELD_BITS)


# Of a picture made of others, which are looked at one by one.
NO_FINGERPRINT = Fingerprint((NO_EDGES,), ())


def checked_fingerprint(hashes: Sequence[Any], windows: Sequence[Any]) -> Fingerprint:
    """A fingerprint as JSON gives it back. raises: ValueError or TypeError when it is none, or one of an older kind"""
    sizes = [_WHOLE_DIGITS, *[_WITHIN_DIGITS] * (len(windows) - 1)] if windows else []
    if [*map(len, windows)] != sizes or not _DIGITS.fullmatch("".join(windows)):
        raise ValueError("not the windows of a fingerprint")
    if not hashes or not all(isinstance(hash_, int) and 0 <= hash_ < 1 << HASH_BITS for hash_ in hashes):
        raise ValueError("not the hashes of a fingerprint")
    return Fingerprint(tuple(hashes), tuple(windows))


def fingerprint(image: Image.Image) -> Fingerprint:
    """How a picture looks, in hashes. Some milliseconds.

    image: upright, mode RGB, of any size
    """
    thumbnail = image.convert("L").resize((SIDE_PX, SIDE_PX), Image.Resampling.BOX)
    whole = _fields(thumbnail, WHOLE, _EVERY_CUT)
    within = [_fields(thumbnail, box, _EVEN_CUTS) for box in within_borders(thumbnail)]
    # The first is without a cut, the last is the centre.
    selected = (whole[0], whole[-1], *(view[0] for view in within))
    hashes = tuple(int.from_bytes(b"".join(fields)) for fields in selected)
    return Fingerprint(hashes, tuple("".join(map(_rising, view)) for view in (whole, *within)))


class _Fields(NamedTuple):
    """Of one window, 8 bytes each: the squares brighter than their left and upper neighbours, and those darker."""

    brighter_than_left: bytes
    darker_than_left: bytes
    brighter_than_upper: bytes
    darker_than_upper: bytes


def _rising(fields: _Fields) -> str:
    return (fields.brighter_than_left + fields.brighter_than_upper).hex()


def _fields(thumbnail: Image.Image, box: Box, cuts: _Cuts) -> list[_Fields]:
    """The hash of a box after every pair of cuts, one of its width and one of its height, in four fields."""
    wide = _grids(thumbnail, box, cuts, (_SIDE + 1, _SIDE))
    left, right = wide.crop((0, 0, _SIDE, wide.height)), wide.crop((1, 0, _SIDE + 1, wide.height))
    tall = _grids(thumbnail, box, cuts, (_SIDE, _SIDE + 1))
    upper, lower = tall.crop((0, 0, _SIDE, tall.height - 1)), tall.crop((0, 1, _SIDE, tall.height))
    across = _in_eights(right, left), _in_eights(left, right)
    down = _in_eights(lower, upper), _in_eights(upper, lower)
    # Between two grids lies a row that compares the one with the other: the ninth.
    columns = [_eights(field, _SIDE) for field in across] + [_eights(field, _SIDE + 1) for field in down]
    return [_Fields(*fields) for fields in zip(*columns, strict=True)]


def _grids(thumbnail: Image.Image, box: Box, cuts: _Cuts, size: tuple[int, int]) -> Image.Image:
    """A grid of this size for every pair of cuts, one below the other, so that Pillow works on all at once."""
    columns, rows = size
    heights = [_between(box.top, box.bottom, cut) for cut in cuts]
    widths = [_between(box.left, box.right, cut) for cut in cuts]
    strips = [thumbnail.resize((SIDE_PX, rows), _BOX, box=(0, top, SIDE_PX, bottom)) for top, bottom in heights]
    pile = _piled(strips)
    return _piled(
        [pile.resize((columns, pile.height), _BOX, box=(left, 0, right, pile.height)) for left, right in widths]
    )


def _piled(images: Sequence[Image.Image]) -> Image.Image:
    """Images of one size, one below the other."""
    width, height = images[0].size
    return Image.frombytes("L", (width, height * len(images)), b"".join(image.tobytes() for image in images))


def _between(first: int, last: int, cut: tuple[float, float]) -> tuple[float, float]:
    """Where a length begins and ends when shares of it are cut away."""
    return first + cut[0] * (last - first), last - cut[1] * (last - first)


def _eights(field: bytes, step: int) -> list[bytes]:
    """The rows of each grid, which begin `step` rows apart."""
    return [field[start : start + _SIDE] for start in range(0, len(field), step)]


def _in_eights(one: Image.Image, other: Image.Image) -> bytes:
    """A byte for each row of eight: where one is brighter than the other."""
    return ImageChops.subtract(one, other).point(_MORE, "1").tobytes()


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
    for shift in range(0, FIELD_BITS, _BAND_BITS):
        places: defaultdict[int, list[int]] = defaultdict(list)
        for place, value in enumerate(hashes):
            band = value >> shift & (1 << _BAND_BITS) - 1
            for flip in flips:
                for earlier in places.get(band ^ flip, ()):
                    if (hashes[earlier] ^ value).bit_count() <= most:
                        pairs.add((earlier, place))
            places[band].append(place)
    return sorted(pairs)


def _flips(most: int) -> Iterator[int]:
    """Every way to change at most `most` bits of a band."""
    for count in range(min(most, _BAND_BITS) + 1):
        for bits in combinations(range(_BAND_BITS), count):
            yield sum(1 << bit for bit in bits)
