"""Where whole pictures go in a box that all of them fill. From ratios alone.

Every picture lies wholly left of, or wholly above, all that come after it.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import accumulate, pairwise, product
from typing import NamedTuple

from plugins.selfies.slicing_tree import Part, chain, leaf, trees

_MAX_IN_TREE = 100
_TRIED_PARTS = 16
_NUMBERS_OF_COLUMNS = (2, 3, 4)
_ROWS_MORE_OR_FEWER = 3
# What one hundredth of the box left empty is worth, in units of the variance of the logarithm of the pictures' areas:
# first guessed from the outline of a tree, then known to the pixel.
_WORTH_OF_MISFIT, _WORTH_OF_SPACE = 0.5, 4.0
# The space aimed at, as a share of the box: that of the gaps between equal pictures and a little, at most this much.
# Equal pictures have the longest edges. Where they cannot do it, one in some is meant to have so many times their area.
_SPACE_BESIDE_GAPS, _MAX_SPACE = 0.001, 0.0685
_ONE_LARGER_IN = 16
_LARGER_AREAS = (16.0, 20.0, 25.0, 30.0)


class Placement(NamedTuple):
    """Where one picture goes: its upper left corner and its size, in whole pixels; no side is below 1."""

    x_px: int
    y_px: int
    width_px: int
    height_px: int


class Box(NamedTuple):
    """A box, and the space between neighbours in it."""

    width_px: int
    height_px: int
    gap_px: int


class _Cell(NamedTuple):
    """Where a part goes: exactly, and on whole pixels. Neighbours share one rounded edge, so nothing overlaps."""

    x: float
    y: float
    width: float
    height: float
    left_px: int
    top_px: int
    right_px: int
    bottom_px: int


def filled_box(aspect_ratios: Sequence[float], *, width_px: int, height_px: int, gap_px: int) -> list[Placement]:
    """Every picture whole, in a box that they fill: a slicing tree of up to 100 pictures, columns of rows above.

    Where nothing has the shape of the box, as with one upright picture in a wide box, they lie in its middle. Many
    pictures with wide gaps are of unequal size, since large ones have less edge for their area.
    aspect_ratios: width / height of each picture, shape (n,), all > 0 and finite
    width_px, height_px, gap_px: the box and the space between neighbours; none is left at the edges
    returns: n placements in order, in the box, at least gap_px apart. The longer side of a picture is within 1 px of
        what the shorter one and the ratio make it
    raises: ValueError for a ratio that is not above 0, a side of the box below 1, a gap below 0, or a box so small
        that the gaps fill it or a picture would be thinner than a pixel

    >>> filled_box([1.0, 1.0], width_px=110, height_px=50, gap_px=10)
    [Placement(x_px=0, y_px=0, width_px=50, height_px=50), Placement(x_px=60, y_px=0, width_px=50, height_px=50)]
    """
    box = Box(width_px, height_px, gap_px)
    check(aspect_ratios, box)
    if not aspect_ratios:
        return []
    fill = _filled_by_tree if len(aspect_ratios) <= _MAX_IN_TREE else _filled_by_columns
    placements = fill(aspect_ratios, box)
    if not placements:
        problem = f"{len(aspect_ratios)} pictures with gaps of {gap_px} px do not fit into {width_px} x {height_px} px"
        raise ValueError(problem)
    return placements


def covered_px(placements: Sequence[Placement]) -> int:
    """The area of all pictures together, in square pixels."""
    return sum(one.width_px * one.height_px for one in placements)


def check(aspect_ratios: Sequence[float], box: Box) -> None:
    """raises: ValueError for a ratio that is not above 0, or a box in which there is no room for a picture"""
    if not all(0 < ratio < math.inf for ratio in aspect_ratios):
        raise ValueError("an aspect ratio is a number above 0")
    if min(box.width_px, box.height_px) < 1 or box.gap_px < 0:
        raise ValueError(f"no room for pictures: {box.width_px} x {box.height_px} px with gaps of {box.gap_px} px")


def _filled_by_tree(aspect_ratios: Sequence[float], box: Box) -> list[Placement]:
    """Pictures of one size as nearly as may be, or some of them larger where that would leave too much to the gaps."""
    n, found = len(aspect_ratios), []
    crowded = _space_of_gaps(aspect_ratios, box) > _MAX_SPACE and n >= 2 * _ONE_LARGER_IN
    # Not at the same place of each stretch, so that the larger ones do not stand in a line.
    places = {start + start * 7 // 16 % _ONE_LARGER_IN for start in range(0, n, _ONE_LARGER_IN)}
    for larger in _LARGER_AREAS if crowded else (1.0,):
        items = [[leaf(ratio, larger if place in places else 1.0)] for place, ratio in enumerate(aspect_ratios)]
        found.append(_best_of(trees(items, box.gap_px), aspect_ratios, box))
    return min(found)[1]


def _best_of(parts: Sequence[Part], aspect_ratios: Sequence[float], box: Box) -> tuple[float, list[Placement]]:
    """Of these ways to fill the box the one of the least badness, and that; no placements when none of them fits."""
    aim = min(_space_of_gaps(aspect_ratios, box) + _SPACE_BESIDE_GAPS, _MAX_SPACE)
    best: tuple[float, list[Placement]] = (math.inf, [])
    for part in nsmallest(_TRIED_PARTS, parts, key=lambda part: _badness(part, box)):
        placements = _placed(part, aspect_ratios, box)
        over = max(0.0, 1 - covered_px(placements) / (box.width_px * box.height_px) - aim)
        badness = part.spread / part.pictures + _WORTH_OF_SPACE * 100 * over
        if placements and badness < best[0]:
            best = (badness, placements)
    return best


def _space_of_gaps(aspect_ratios: Sequence[float], box: Box) -> float:
    """The share of the box that lies between pictures of one area each, below 0 when there are very few."""
    area_px = box.width_px * box.height_px
    edges_px = sum((ratio + 1) * math.sqrt(area_px / len(aspect_ratios) / ratio) for ratio in aspect_ratios)
    return (edges_px - box.width_px - box.height_px) * box.gap_px / area_px


def _badness(part: Part, box: Box) -> float:
    """How unequal the pictures of a whole tree are, and how far its shape is from that of the box."""
    missed = abs(part.slope * box.width_px + part.offset - box.height_px) / box.height_px
    return part.spread / part.pictures + _WORTH_OF_MISFIT * 100 * missed


def _filled_by_columns(aspect_ratios: Sequence[float], box: Box) -> list[Placement]:
    """Columns of rows, all as high as the box: the numbers of rows are those that make them as wide; empty if none."""
    sums = list(accumulate(aspect_ratios, initial=0.0))
    leaves, n, gap_px = [leaf(ratio) for ratio in aspect_ratios], len(aspect_ratios), box.gap_px
    # Rows of the height h at which n pictures and their gaps take the area: the sum of (ratio * h + gap) * (h + gap).
    room_px = (box.width_px + gap_px) * (box.height_px + gap_px)
    linear = gap_px * (sums[-1] + n)
    height = (math.sqrt(linear**2 + 4 * sums[-1] * max(1.0, room_px - n * gap_px**2)) - linear) / (2 * sums[-1])
    fewest = max(1, round((box.height_px + gap_px) / (height + gap_px)) - _ROWS_MORE_OR_FEWER)
    counts = range(fewest, fewest + 2 * _ROWS_MORE_OR_FEWER + 1)
    whole: list[Part] = []
    for columns in _NUMBERS_OF_COLUMNS:
        choices = [
            [_column(leaves[start:stop], sums[start : stop + 1], count, gap_px) for count in counts]
            for start, stop in pairwise(_bounds(sums, columns))
        ]
        whole += [chain(chosen, gap_px, stacked=False) for chosen in product(*choices)]
    return _best_of(whole, aspect_ratios, box)[1]


def _column(leaves: Sequence[Part], sums: Sequence[float], count: int, gap_px: int) -> Part:
    """These pictures as so many rows, one below the other; as many as there are pictures at most."""
    lines = [chain(leaves[start:stop], gap_px, stacked=False) for start, stop in pairwise(_bounds(sums, count))]
    return chain(lines, gap_px, stacked=True)


def _bounds(sums: Sequence[float], count: int) -> list[int]:
    """Bounds of stretches whose ratios add up to the same, as nearly as pictures allow; none is empty.

    sums: of the ratios before each picture and of all, shape (n + 1,)
    """
    n = len(sums) - 1
    bounds, count = [0], min(count, n)
    for place in range(1, count):
        wanted = sums[0] + (sums[-1] - sums[0]) * place / count
        bound = bisect_left(sums, wanted, 1, n)
        bound -= sums[bound] - wanted > wanted - sums[bound - 1]
        bounds.append(min(max(bound, bounds[-1] + 1), n - count + place))
    return [*bounds, n]


def _placed(part: Part, aspect_ratios: Sequence[float], box: Box) -> list[Placement]:
    """The tree in the middle of the box, as large as it can be; empty when something in it would have no size."""
    width, height = float(box.width_px), part.slope * box.width_px + part.offset
    if height > box.height_px:
        width, height = (box.height_px - part.offset) / part.slope, float(box.height_px)
    x, y = (box.width_px - width) / 2, (box.height_px - height) / 2
    whole = _Cell(x, y, width, height, round(x), round(y), round(x + width), round(y + height))
    placements = []
    for cell, ratio in zip(_cells(part, whole, box.gap_px), aspect_ratios, strict=True):
        placement = _fitted(cell, ratio)
        if placement is None:
            return []
        placements.append(placement)
    return placements


def _cells(part: Part, cell: _Cell, gap_px: int) -> Iterator[_Cell]:
    """The cell of each picture of a part, in order."""
    if part.halves is None:
        yield cell
        return
    one, other = part.halves
    if part.stacked:
        height = one.slope * cell.width + one.offset
        y, cut_px = cell.y + height + gap_px, round(cell.y + height)
        rest = cell._replace(y=y, height=cell.height - height - gap_px, top_px=cut_px + gap_px)
        yield from _cells(one, cell._replace(height=height, bottom_px=cut_px), gap_px)
    else:
        width = (cell.height - one.offset) / one.slope
        x, cut_px = cell.x + width + gap_px, round(cell.x + width)
        rest = cell._replace(x=x, width=cell.width - width - gap_px, left_px=cut_px + gap_px)
        yield from _cells(one, cell._replace(width=width, right_px=cut_px), gap_px)
    yield from _cells(other, rest, gap_px)


def _fitted(cell: _Cell, ratio: float) -> Placement | None:
    """The picture in the middle of its cell, smaller by a pixel or so where whole pixels would distort it."""
    most_wide, most_high = cell.right_px - cell.left_px, cell.bottom_px - cell.top_px
    if ratio >= 1:
        height_px, width_px = _sides(most_high, most_wide, ratio)
    else:
        width_px, height_px = _sides(most_wide, most_high, 1 / ratio)
    if min(width_px, height_px) < 1:
        return None
    x_px, y_px = cell.left_px + (most_wide - width_px) // 2, cell.top_px + (most_high - height_px) // 2
    return Placement(x_px, y_px, width_px, height_px)


def _sides(most_short_px: int, most_long_px: int, ratio: float) -> tuple[int, int]:
    """The longest sides of which the long one is within a pixel of ratio * the short one."""
    short_px = min(most_short_px, math.floor((most_long_px + 1) / ratio))
    return short_px, min(most_long_px, math.floor(short_px * ratio + 1))
