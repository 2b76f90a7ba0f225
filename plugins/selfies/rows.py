"""Where whole pictures go in justified rows as wide as a page, as a browser makes them of the wall. From ratios alone.

Every picture lies wholly left of, or wholly above, all that come after it.
"""

from collections.abc import Iterator, Sequence
from heapq import heapify, heapreplace
from itertools import accumulate

from plugins.selfies.layout import Box, Placement, check


def rows(aspect_ratios: Sequence[float], *, width_px: int, gap_px: int, row_height_px: int) -> list[Placement]:
    """Justified rows: as many pictures as fit at the row height, then grown together until they fill the width.

    What a browser makes of the wall's flex rows: the last row has the height that the others start from, unless it is
    one picture too wide for that. The pictures of a row are of one height.
    aspect_ratios: width / height of each picture, shape (n,), all > 0 and finite
    width_px, gap_px, row_height_px: width of the rows, space between neighbours and between rows, height to start from
    returns: n placements in order; all rows but the last begin at 0 and end at width_px. For ratios from 1/2 to 2 the
        width is within 1 px of ratio * height and the height within 1 px of width / ratio; for others the shorter side
        is within half a pixel. Where whole pixels do not add up to that, a gap is a pixel or so wider or narrower
    raises: ValueError for a ratio that is not above 0, a width or row height below 1, or a gap below 0

    >>> rows([1.0, 1.0, 1.0], width_px=210, gap_px=10, row_height_px=90)[1:]
    [Placement(x_px=110, y_px=0, width_px=100, height_px=100), Placement(x_px=0, y_px=110, width_px=90, height_px=90)]
    """
    check(aspect_ratios, Box(width_px, row_height_px, gap_px))
    if aspect_ratios and min(aspect_ratios) * row_height_px < 1:
        raise ValueError(f"a picture of ratio {min(aspect_ratios)} would be thinner than a pixel")
    placements: list[Placement] = []
    y_px = start = 0
    for stop in _row_ends(aspect_ratios, width_px, gap_px, row_height_px):
        row = aspect_ratios[start:stop]
        gaps = len(row) - 1
        room_px = width_px - gap_px * gaps
        if stop == len(aspect_ratios) and sum(row) * row_height_px <= room_px:
            height_px = row_height_px
            room_px = min(room_px, sum(round(ratio * height_px) for ratio in row))
        else:
            height_px = max(1, round(room_px / sum(row)))
        # A pixel lower is better than pictures on top of each other.
        while sum(widths_px := _shared_out(row, room_px, height_px)) > room_px:
            height_px -= 1
        spare_px = room_px - sum(widths_px)
        for before, (used_px, one_px) in enumerate(zip(accumulate(widths_px, initial=0), widths_px, strict=False)):
            x_px = used_px + gap_px * before + spare_px * before // max(1, gaps)
            placements.append(Placement(x_px, y_px, one_px, height_px))
        y_px += height_px + gap_px
        start = stop
    return placements


def _row_ends(aspect_ratios: Sequence[float], width_px: int, gap_px: int, row_height_px: int) -> Iterator[int]:
    """How many pictures have been placed when each row ends."""
    used_px = 0.0
    for place, ratio in enumerate(aspect_ratios):
        wanted_px = ratio * row_height_px
        if place and used_px + gap_px + wanted_px > width_px:
            yield place
            used_px = wanted_px
        else:
            used_px += wanted_px + (gap_px if place else 0)
    if aspect_ratios:
        yield len(aspect_ratios)


def _shared_out(row: Sequence[float], room_px: int, height_px: int) -> list[int]:
    """Widths at this height that add up to the room, as nearly as the ratios allow."""
    if len(row) == 1:
        return [room_px]
    exact = [ratio * height_px for ratio in row]
    allowed = [max(0.5, min(1, ratio), ratio / 2) for ratio in row]
    widths_px = [max(1, round(one)) for one in exact]
    missing_px = room_px - sum(widths_px)
    step_px = 1 if missing_px > 0 else -1
    # Each pixel goes where it does the least harm.
    harm = [(abs(widths_px[i] + step_px - exact[i]) / allowed[i], i) for i in range(len(row))]
    heapify(harm)
    while missing_px and harm[0][0] <= 1:
        i = harm[0][1]
        widths_px[i] += step_px
        missing_px -= step_px
        heapreplace(harm, (abs(widths_px[i] + step_px - exact[i]) / allowed[i], i))
    return widths_px
