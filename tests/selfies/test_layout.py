from itertools import combinations, groupby, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.selfies.layout import Placement, covered_px, filled_box
from plugins.selfies.rows import rows
from tests.fuzz import examples, scaled

PHOTOGRAPHS = (3 / 4, 4 / 3, 1.0, 4 / 5, 16 / 9)
photographs = st.sampled_from(PHOTOGRAPHS) | st.floats(0.5, 2)
anything = st.floats(0.1, 10)


def mixed(count: int, seed: int, among: tuple[float, ...] = PHOTOGRAPHS) -> list[float]:
    return Random(seed).choices(among, k=count)


def right_of(one: Placement) -> int:
    return one.x_px + one.width_px


def below(one: Placement) -> int:
    return one.y_px + one.height_px


def assert_in_order_and_apart(placements: list[Placement], gap_px: int) -> None:
    """An earlier picture lies left of, or above, every later one, with the gap between: so no two overlap."""
    for one, later in combinations(placements, 2):
        assert right_of(one) + gap_px <= later.x_px or below(one) + gap_px <= later.y_px


def lines_of(placements: list[Placement]) -> list[list[Placement]]:
    return [list(line) for _, line in groupby(placements, key=lambda one: one.y_px)]


def space_share(placements: list[Placement], width_px: int, height_px: int) -> float:
    return 1 - covered_px(placements) / (width_px * height_px)


@given(st.lists(photographs, max_size=60), st.integers(320, 1600), st.integers(0, 12), st.integers(76, 220))
def test_rows_place_all_in_order_uncut_and_fill_the_width(ratios, width_px, gap_px, row_height_px):
    placements = rows(ratios, width_px=width_px, gap_px=gap_px, row_height_px=row_height_px)

    assert len(placements) == len(ratios)
    assert_in_order_and_apart(placements, gap_px)
    for ratio, one in zip(ratios, placements, strict=True):
        assert abs(one.width_px - ratio * one.height_px) <= 1.001
        assert abs(one.height_px - one.width_px / ratio) <= 1.001
    lines = lines_of(placements)
    for line in lines:
        assert line[0].x_px == 0
        assert len({one.height_px for one in line}) == 1
        assert right_of(line[-1]) <= width_px
    assert all(right_of(line[-1]) == width_px for line in lines[:-1])
    assert all(below(one[0]) + gap_px == other[0].y_px for one, other in pairwise(lines))
    assert all(line[0].height_px >= row_height_px - 1 or len(line) == 1 for line in lines)


@given(st.lists(anything, min_size=1, max_size=40), st.integers(200, 1600), st.integers(0, 12), st.integers(20, 300))
def test_rows_of_extreme_shapes_keep_the_shorter_side_within_a_pixel(ratios, width_px, gap_px, row_height_px):
    placements = rows(ratios, width_px=width_px, gap_px=gap_px, row_height_px=row_height_px)

    assert len(placements) == len(ratios)
    assert_in_order_and_apart(placements, gap_px)
    for ratio, one in zip(ratios, placements, strict=True):
        error_px = abs(one.width_px - ratio * one.height_px)
        assert min(error_px, error_px / ratio) <= 1.001
        assert right_of(one) <= width_px
    assert all(right_of(line[-1]) == width_px for line in lines_of(placements)[:-1])


@pytest.mark.parametrize(
    ("ratios", "sizes"),
    [
        ([], []),
        ([0.75], [(75, 100)]),
        ([1.0, 1.0], [(100, 100), (100, 100)]),
        ([1.0, 1.0, 1.0], [(148, 148), (148, 148), (100, 100)]),
        ([4.0], [(300, 75)]),
        ([4.0, 1.0], [(300, 75), (100, 100)]),
        ([0.5, 1.5, 1.0], [(74, 148), (222, 148), (100, 100)]),
    ],
)
def test_rows_grow_until_they_are_full_but_the_last_keeps_the_row_height(ratios, sizes):
    placements = rows(ratios, width_px=300, gap_px=4, row_height_px=100)

    assert [(one.width_px, one.height_px) for one in placements] == sizes


@examples(60)
@given(st.lists(anything, min_size=1, max_size=30), st.integers(300, 1600), st.integers(300, 1600), st.integers(0, 4))
def test_a_box_holds_all_in_order_whole_and_apart(ratios, width_px, height_px, gap_px):
    assert_whole(ratios, width_px, height_px, gap_px)


@examples(10)
@given(st.integers(31, 260), st.randoms(use_true_random=False), st.integers(600, 1600), st.integers(0, 4))
def test_a_box_of_many_holds_all_in_order_whole_and_apart(count, random, width_px, gap_px):
    assert_whole([random.uniform(0.5, 2) for _ in range(count)], width_px, 630, gap_px)


@pytest.mark.parametrize("count", [1, 2, 3, 60, 101, 600])
@pytest.mark.parametrize("size", [(1200, 630), (2400, 1260), (630, 1200)])
def test_a_box_of_the_sizes_that_are_shared_holds_all(count, size):
    width_px, height_px = size

    assert_whole(mixed(count, count), width_px, height_px, 4)


def assert_whole(ratios: list[float], width_px: int, height_px: int, gap_px: int) -> None:
    placements = filled_box(ratios, width_px=width_px, height_px=height_px, gap_px=gap_px)

    assert len(placements) == len(ratios)
    assert_in_order_and_apart(placements, gap_px)
    for ratio, one in zip(ratios, placements, strict=True):
        assert one.x_px >= 0
        assert one.y_px >= 0
        assert right_of(one) <= width_px
        assert below(one) <= height_px
        long_px, short_px = (one.width_px, one.height_px) if ratio >= 1 else (one.height_px, one.width_px)
        assert abs(long_px - short_px * max(ratio, 1 / ratio)) <= 1.001


@pytest.mark.parametrize("among", [PHOTOGRAPHS, (3 / 4,), (3 / 4, 4 / 5), (4 / 3, 16 / 9), (1.0,)])
@pytest.mark.parametrize(("count", "most", "seeds"), [(24, 0.04, scaled(10)), (28, 0.045, scaled(10)), (100, 0.07, 1)])
def test_pictures_fill_the_box(among, count, most, seeds):
    for seed in range(seeds):
        placements = filled_box(mixed(count, seed, among), width_px=1200, height_px=630, gap_px=4)

        assert space_share(placements, 1200, 630) <= most


def test_without_gaps_a_thousand_pictures_fill_the_box():
    placements = filled_box(mixed(1000, 1), width_px=4800, height_px=2520, gap_px=0)

    assert space_share(placements, 4800, 2520) <= 0.02


@pytest.mark.parametrize(
    ("ratios", "placements"),
    [
        ([], []),
        ([2.0], [(0, 0, 200, 100)]),
        ([0.5], [(75, 0, 50, 100)]),
        ([10.0], [(0, 40, 200, 20)]),
        ([1.0, 1.0], [(0, 1, 98, 98), (102, 1, 98, 98)]),
        ([0.5, 1.46], [(0, 0, 50, 100), (54, 0, 146, 100)]),
        ([1.0, 2.0, 2.0], [(0, 0, 100, 100), (104, 0, 96, 48), (104, 52, 96, 48)]),
    ],
)
def test_few_pictures_lie_as_a_person_would_lay_them(ratios, placements):
    assert filled_box(ratios, width_px=200, height_px=100, gap_px=4) == placements


@pytest.mark.parametrize(
    ("ratios", "size", "gap_px"),
    [
        ([1.0] * 9, (8, 8), 4),
        ([1.0] * 2000, (100, 100), 4),
        ([10.0, 0.1], (3, 3), 0),
        ([0.0], (100, 100), 4),
        ([-1.0], (100, 100), 4),
        ([float("inf")], (100, 100), 4),
        ([float("nan")], (100, 100), 4),
        ([1.0], (0, 100), 4),
        ([1.0], (100, 100), -1),
    ],
)
def test_what_cannot_be_laid_out_is_refused(ratios, size, gap_px):
    with pytest.raises(ValueError, match=r"^(\d+ pictures with gaps|an aspect ratio|no room)"):
        filled_box(ratios, width_px=size[0], height_px=size[1], gap_px=gap_px)


@pytest.mark.parametrize(("ratio", "width_px", "row_height_px"), [(0.0, 300, 100), (1.0, 0, 100), (0.005, 300, 100)])
def test_rows_that_cannot_be_are_refused(ratio, width_px, row_height_px):
    with pytest.raises(ValueError, match=r"aspect ratio|no room|thinner than a pixel"):
        rows([ratio], width_px=width_px, gap_px=4, row_height_px=row_height_px)


def test_the_same_pictures_always_lie_the_same():
    assert filled_box(mixed(40, 3), width_px=1200, height_px=630, gap_px=4) == filled_box(
        mixed(40, 3), width_px=1200, height_px=630, gap_px=4
    )


def test_where_gaps_allow_it_no_member_is_much_larger_than_another():
    for seed in range(4):
        areas = sorted(
            one.width_px * one.height_px for one in filled_box(mixed(24, seed), width_px=1200, height_px=630, gap_px=4)
        )

        assert areas[-3] <= 8 * areas[2]
