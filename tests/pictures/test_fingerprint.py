from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from plugins.pictures.fingerprint import FIELD_BITS, HASH_BITS, fingerprint, near_pairs
from tests.cost import cpu_s
from tests.pictures.samples import four_corners

HASHES = st.integers(0, 2**64 - 1)


@st.composite
def families(draw):
    """Hashes of which many are near others: bits of a few are flipped."""
    first = draw(st.lists(HASHES, min_size=1, max_size=5))
    flips = st.lists(st.integers(0, 63), max_size=12)
    near = draw(st.lists(st.tuples(st.sampled_from(first), flips), max_size=30))
    members = list(first)
    for value, bits in near:
        for bit in bits:
            value ^= 1 << bit
        members.append(value)
    return draw(st.permutations(members))


@given(families(), st.integers(0, 12))
def test_pairs_are_those_that_comparing_all_with_all_finds(hashes, most):
    every = [(i, j) for j in range(len(hashes)) for i in range(j)]

    assert near_pairs(hashes, most) == sorted((i, j) for i, j in every if (hashes[i] ^ hashes[j]).bit_count() <= most)


def test_ten_thousand_are_compared_in_a_fifth_of_the_time_that_all_with_all_takes_at_most():
    random = Random(7)
    hashes = [random.getrandbits(64) for _ in range(10_000)]
    hashes[9_000] = hashes[17] ^ 0b1111111 << 30

    assert near_pairs(hashes, 7) == [(17, 9_000)]
    all_with_all_of_a_tenth_s = cpu_s(lambda: [(a ^ b).bit_count() <= 7 for a in hashes[:1000] for b in hashes[:1000]])
    assert cpu_s(lambda: near_pairs(hashes, 7)) < 100 / 2 / 5 * all_with_all_of_a_tenth_s


def test_a_distance_below_nothing_is_a_mistake():
    with pytest.raises(ValueError, match="-1"):
        near_pairs([1, 2], -1)


CORNER = 1 << FIELD_BITS - 1


def squares(*marks: tuple[int, int, int]) -> Image.Image:
    """A grid of grey squares, some of another grey, large enough that no edge of one is missed."""
    grid = Image.new("L", (8, 8), 100)
    for column, row, grey in marks:
        grid.putpixel((column, row), grey)
    return grid.resize((512, 512), Image.Resampling.NEAREST).convert("RGB")


def test_a_hash_says_of_neighbours_in_rows_and_columns_which_is_brighter() -> None:
    (whole, *_) = fingerprint(squares((0, 0, 200))).hashes
    brighter, darker, brighter_below, darker_below = (
        whole >> shift & (1 << FIELD_BITS) - 1 for shift in range(HASH_BITS - FIELD_BITS, -1, -FIELD_BITS)
    )

    # The corner is brighter than what follows it in its row and in its column, and nothing else differs.
    assert (brighter, brighter_below) == (0, 0)
    assert darker == CORNER | CORNER >> 1
    assert darker_below == CORNER | CORNER >> 8


def test_a_difference_hash_is_the_first_quarter() -> None:
    one = fingerprint(four_corners())

    assert one.difference_hash == one.hashes[0] >> 3 * FIELD_BITS
    assert 0 < one.difference_hash < 1 << FIELD_BITS


def test_a_picture_of_one_colour_has_no_edges() -> None:
    one = fingerprint(Image.new("RGB", (300, 200), "teal"))

    assert set(one.hashes) == {0}
    assert set("".join(one.windows)) == {"0"}
