"""A text as it will be when what is told of it is mended: what is taken out of it, and at what cost."""

from functools import partial

import pytest

from plugins.core.findings import Where, finding
from plugins.markup.mended import mended, without_elements
from tests.cost import in_hashes

FEW_HASHES = 20  # what grew with the square of a text's length took 300 and more
BLOCK = ["- ::: note", "  title: A", "", "  Words.", "", "  :::", ""]


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("a <form>b</form> c", "a  c"),
        ("a <FORM x='y'>b\n\nc</form > d", "a \n\n d"),
        ("a <form> b", "a <form> b"),
        ("a </form> <form> b", "a </form> <form> b"),
        ("<svg><form></svg> b </form>", " b </form>"),
        ("<svg>a</svg> b <svg>c</svg> d", " b  d"),
        ("a <form>b</form", "a "),
        ("a <former>b</form>", "a <former>b</form>"),
    ],
)
def test_elements_that_are_to_be_deleted_are_taken_out(text: str, without: str) -> None:
    assert without_elements(text) == without


def test_elements_that_never_end_cost_no_more_than_others() -> None:
    text = ("<form>\n" + "Words. " * 80 + "\n") * 1_500

    assert in_hashes(partial(without_elements, f"</form>\n{text}</audio>")) < FEW_HASHES


def test_blocks_in_list_items_cost_no_more_the_more_stands_below_them() -> None:
    lines = [*BLOCK * 190, *["> - A line of words that are no block."] * 15_000]
    found = [
        finding("C45.block-in-a-list-item", Where("content/news/a.md", at * len(BLOCK) + 1), block="::: note")
        for at in range(190)
    ]

    assert in_hashes(partial(mended, lines, 1, found)) < FEW_HASHES
    assert mended(lines, 1, found)[:6] == ["::: note", "title: A", "", "Words.", "", ":::"]
