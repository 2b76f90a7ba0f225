import hypothesis.strategies as st
import pytest
from hypothesis import given
from PIL import Image

from plugins.pictures.fingerprint import HASH_BITS, NO_FINGERPRINT, checked_fingerprint, fingerprint
from plugins.pictures.resemblance import ORIENTATIONS, BitPlanes, Gallery
from tests.pictures.returning import CHANGES, after, cut, pale_below, scene, screenshot

HASHES = st.integers(0, 2**64 - 1)
OTHERS = [scene(number) for number in range(100, 140)]


@given(st.lists(HASHES, max_size=40), HASHES, st.integers(0, 64))
def test_all_at_once_finds_what_one_after_the_other_finds(hashes: list[int], sought: int, most: int) -> None:
    near = BitPlanes(hashes, 64).near(f"{sought:064b}", most, range(64))

    assert near == [place for place, hash_ in enumerate(hashes) if (hash_ ^ sought).bit_count() <= most]


def test_there_are_eight_ways_to_hold_a_picture_and_each_has_every_bit_once() -> None:
    assert len(set(ORIENTATIONS)) == 8
    assert all(sorted(turn) == list(range(HASH_BITS)) for turn in ORIENTATIONS)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_picture_is_found_whatever_was_done_to_it_and_no_other_is(change) -> None:
    sought = [scene(number) for number in range(3)]
    returned = [fingerprint(change(image)) for image in sought]

    gallery = Gallery(returned)

    assert [gallery.like(fingerprint(image).hashes) for image in sought] == [{place} for place in range(3)]


def test_a_screenshot_is_told_from_a_floor_that_is_as_white_by_the_edge_between_them() -> None:
    sought = [pale_below(scene(number)) for number in (4, 5, 9)]
    change = after(cut(0.05, 0.05, 0.05, 0.05), screenshot("white", "black"))

    gallery = Gallery([fingerprint(change(image)) for image in sought])

    assert [gallery.like(fingerprint(image).hashes) for image in sought] == [{0}, {1}, {2}]


def test_different_pictures_are_not_held_for_each_other() -> None:
    known = [fingerprint(image) for image in OTHERS]

    gallery = Gallery(known)

    assert [gallery.like(each.hashes) for each in known] == [{place} for place in range(len(known))]


@pytest.mark.parametrize("turn", list(Image.Transpose), ids=lambda turn: turn.name)
def test_of_a_line_with_one_difference_hash_every_orientation_is_found_and_no_other_picture(turn) -> None:
    sought = [scene(number) for number in range(3)]
    gallery = Gallery([fingerprint(image.transpose(turn)) for image in (*sought, *OTHERS)])

    found = [gallery.like_difference_hash(fingerprint(image).difference_hash) for image in sought]

    assert found == [{place} for place in range(3)]


@pytest.mark.parametrize(
    "nothing",
    [
        Image.new("RGB", (300, 400), "white"),
        Image.new("RGB", (1, 1)),
        Image.new("RGB", (1200, 100), "teal"),
        Image.linear_gradient("L").convert("RGB").crop((0, 0, 256, 3)),
    ],
    ids=["white", "one pixel", "a strip", "hardly any light"],
)
def test_a_picture_of_nothing_is_like_no_other_and_no_other_is_like_it(nothing: Image.Image) -> None:
    images = [*OTHERS[:20], Image.new("RGB", (300, 400), "teal"), Image.new("RGB", (400, 300))]
    known = [fingerprint(image) for image in images]

    assert Gallery(known).like(fingerprint(nothing).hashes) == set()
    assert all(Gallery([fingerprint(nothing)]).like(each.hashes) == set() for each in known)


def test_among_no_pictures_none_is_found() -> None:
    one = fingerprint(scene(1))

    for fingerprints in ([], [NO_FINGERPRINT]):
        gallery = Gallery(fingerprints)
        assert gallery.like(one.hashes) == gallery.like_difference_hash(one.difference_hash) == set()


def test_half_of_a_picture_is_another_picture() -> None:
    half = fingerprint(cut(0.5, 0, 0, 0)(scene(1)))

    assert Gallery([half]).like(fingerprint(scene(1)).hashes) == set()


@pytest.mark.parametrize(
    ("hashes", "windows"),
    [
        ([], []),
        ([1 << HASH_BITS], []),
        ([-1], []),
        (["f0"], []),
        ([1], ["f0"]),
        ([1], ["g" * 2592]),
        ([1], ["0" * 288]),
        ([1], [7]),
        (7, []),
    ],
)
def test_what_is_no_fingerprint_is_refused(hashes, windows) -> None:
    with pytest.raises((ValueError, TypeError)):
        checked_fingerprint(hashes, windows)


def test_a_fingerprint_is_read_as_it_was_written() -> None:
    one = fingerprint(CHANGES["two borders"](scene(1)))

    assert len(one.windows) > 1
    assert checked_fingerprint(list(one.hashes), list(one.windows)) == one
    assert checked_fingerprint([0], []) == NO_FINGERPRINT
