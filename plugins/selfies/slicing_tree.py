"""Slicing trees of pictures: cuts from edge to edge, one inside the other, that fill a box of a given shape.

The height of every part of such a tree is linear in its width, gaps included, so a part is two numbers and the whole
box is solved exactly. Which tree: parts are combined from the bottom up, keeping for each shape of a part the one whose
pictures are most alike in size (shapes of slicing trees: L. Stockmeyer, "Optimal orientations of cells in slicing
floorplan designs", 1983; trees of photographs: C. B. Atkins, "Blocked recursive image composition", 2008).
"""

import math
from collections.abc import Sequence
from heapq import nsmallest
from itertools import pairwise, product
from operator import itemgetter
from typing import NamedTuple

_MAX_IN_GROUP = 10
_KEPT_PARTS = 24
_SHAPES_PER_E = 16  # parts kept beside each other differ in shape by about e ** (1 / 16)


class Part(NamedTuple):
    """Part of a tree: height = slope * width + offset, in pixels. One picture when it has no halves.

    mean, spread: of the logarithm of (a picture's share of the part's area / the share meant for it), over all
    `pictures`; spread is the sum of squared differences from the mean
    """

    slope: float
    offset: float
    log_slope: float
    pictures: int
    mean: float
    spread: float
    stacked: bool = False
    halves: "tuple[Part, Part] | None" = None


def trees(items: list[list[Part]], gap_px: int) -> list[Part]:
    """Many trees of all these pictures, of many shapes."""
    if len(items) > _MAX_IN_GROUP:
        groups = round(math.sqrt(len(items)))
        bounds = [round(group * len(items) / groups) for group in range(groups + 1)]
        items = [_grown(items[start:stop], gap_px)[0, stop - start] for start, stop in pairwise(bounds)]
    table, end = _grown(items, gap_px), len(items)
    halves = [pair for cut in range(1, end) for pair in product(table[0, cut], table[cut, end])]
    return [joined(one, other, gap_px, stacked=way) for one, other in halves for way in (True, False)] or items[0]


def leaf(aspect_ratio: float, area_meant: float = 1.0) -> Part:
    """One picture; `area_meant`: its share of the area, as a multiple of what others get."""
    return Part(1 / aspect_ratio, 0, -math.log(aspect_ratio), 1, -math.log(area_meant), 0)


def joined(one: Part, other: Part, gap_px: int, *, stacked: bool) -> Part:
    """Two parts as one: the second below the first and as wide, or right of it and as high."""
    if stacked:
        slope, offset = one.slope + other.slope, one.offset + other.offset + gap_px
    else:
        # Widths add up here: width = (height - offset) / slope.
        slope = 1 / (1 / one.slope + 1 / other.slope)
        offset = slope * (one.offset / one.slope + other.offset / other.slope - gap_px)
    log_slope, way = math.log(slope), 1 if stacked else -1
    mean, other_mean = one.mean + way * one.log_slope, other.mean + way * other.log_slope
    pictures = one.pictures + other.pictures
    spread = one.spread + other.spread + (mean - other_mean) ** 2 * one.pictures * other.pictures / pictures
    mean_of_both = (mean * one.pictures + other_mean * other.pictures) / pictures - way * log_slope
    return Part(slope, offset, log_slope, pictures, mean_of_both, spread, stacked, (one, other))


def _grown(items: Sequence[list[Part]], gap_px: int) -> dict[tuple[int, int], list[Part]]:
    """The parts kept for each stretch of neighbours, by its start and stop. Every item offers one part or several."""
    table = {(place, place + 1): parts for place, parts in enumerate(items)}
    for length in range(2, len(items) + 1):
        for start in range(len(items) - length + 1):
            stop = start + length
            halves = [(table[start, cut], table[cut, stop]) for cut in range(start + 1, stop)]
            table[start, stop] = _kept(halves, gap_px)
    return table


def _kept(halves: Sequence[tuple[list[Part], list[Part]]], gap_px: int) -> list[Part]:
    """For each shape the part of the smallest spread, and of those the best. Reckons as `joined` does, but faster."""
    best: dict[int, tuple[float, Part, Part, bool]] = {}
    none = (math.inf,)
    for firsts, seconds in halves:
        weight = firsts[0].pictures * seconds[0].pictures / (firsts[0].pictures + seconds[0].pictures)
        for one, other in product(firsts, seconds):
            means, logs = one.mean - other.mean, one.log_slope - other.log_slope
            log_sum = math.log(one.slope + other.slope)
            for stacked, difference, log_slope in (
                (True, means + logs, log_sum),
                (False, means - logs, one.log_slope + other.log_slope - log_sum),
            ):
                spread = one.spread + other.spread + difference * difference * weight
                shape = math.floor(log_slope * _SHAPES_PER_E)
                if spread < best.get(shape, none)[0]:
                    best[shape] = (spread, one, other, stacked)
    kept = nsmallest(_KEPT_PARTS, best.values(), key=itemgetter(0))
    return [joined(one, other, gap_px, stacked=stacked) for _, one, other, stacked in kept]


def chain(parts: Sequence[Part], gap_px: int, *, stacked: bool) -> Part:
    """Parts side by side or one below the other; halved again and again, since a line would be too deep a tree."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    one, other = (chain(half, gap_px, stacked=stacked) for half in (parts[:middle], parts[middle:]))
    return joined(one, other, gap_px, stacked=stacked)
