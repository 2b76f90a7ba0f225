import io
import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from plugins.pictures.fingerprint import difference_hash, distance, near_any, near_pairs
from tests.pictures.samples import encoded, four_corners

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

    assert near_pairs(hashes, most) == sorted((i, j) for i, j in every if distance(hashes[i], hashes[j]) <= most)


@given(families(), families(), st.integers(0, 12))
def test_near_any_of_others_are_those_that_comparing_all_with_all_finds(hashes, others, most):
    others += [value ^ 0b111 << 13 for value in hashes[:2]]

    assert near_any(hashes, others, most) == [
        place for place, value in enumerate(hashes) if any(distance(value, other) <= most for other in others)
    ]


def test_ten_thousand_are_compared_in_a_moment():
    random = Random(7)
    hashes = [random.getrandbits(64) for _ in range(10_000)]
    hashes[9_000] = hashes[17] ^ 0b1111111 << 30
    start = time.process_time()

    assert near_pairs(hashes, 7) == [(17, 9_000)]
    assert time.process_time() - start < 2


def test_a_distance_below_nothing_is_a_mistake():
    with pytest.raises(ValueError, match="-1"):
        near_pairs([1, 2], -1)
    with pytest.raises(ValueError, match="-1"):
        near_any([1, 2], [1], -1)


def test_a_hash_is_a_row_of_brighter_and_darker_neighbours():
    squares = Image.new("L", (9, 8), 100)
    squares.putpixel((1, 0), 200)  # brighter than its left neighbour
    squares.putpixel((8, 7), 200)

    assert difference_hash(squares.resize((900, 800), Image.Resampling.NEAREST).convert("RGB")) == 1 << 63 | 1


@pytest.mark.parametrize(
    "changed",
    [
        lambda image: image.resize((240, 160)),
        lambda image: image.point(lambda value: value * 0.9),
        lambda image: Image.open(io.BytesIO(encoded(image, quality=20))),
        lambda image: image.convert("L").convert("RGB"),
    ],
    ids=["smaller", "darker", "saved again", "grey"],
)
def test_the_same_picture_made_otherwise_is_near_and_another_is_far(changed):
    image = four_corners()
    image.paste(Image.linear_gradient("L").resize((160, 300)).convert("RGB"), (160, 10))

    assert distance(difference_hash(image), difference_hash(changed(image))) <= 4
    assert distance(difference_hash(image), difference_hash(image.transpose(Image.Transpose.ROTATE_180))) > 7
