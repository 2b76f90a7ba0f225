import pytest

from plugins.markup.raw_html import Piece
from plugins.markup.to_delete import to_delete

TEXT = ["Hear <AUDIO controls>", "<source", " src=a>", "</Audio > it.", "<audio>", "<form><button>Sign</button></form>"]
OPENED = [Piece("<AUDIO controls>", 7), Piece("<audio>", 11), Piece("<form>", 12), Piece("<button>", 12)]


@pytest.mark.parametrize(
    ("text", "line", "is_in"),
    [
        ("<source src=a>", 8, True),
        ("<source src=a>", 9, True),
        ("<source src=a>", 11, False),  # another one, below
        ("<source src=b>", 8, False),
        ("<AUDIO controls>", 7, False),  # the element itself is told
        ("<button>", 12, True),
        ("<form>", 12, False),
    ],
)
def test_what_stands_in_an_element_to_be_deleted_goes_with_it(text: str, line: int, is_in: bool) -> None:
    passages = to_delete(OPENED, TEXT, first_line=7)

    assert any(one.holds(text, line) for one in passages) is is_in


def test_an_element_that_never_ends_and_one_in_another_are_no_passage() -> None:
    assert [one.words for one in to_delete(OPENED, TEXT, first_line=7)] == [
        "controls> <source src=a>",
        "><button>Sign</button>",
    ]
