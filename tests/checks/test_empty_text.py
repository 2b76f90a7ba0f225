"""Stories below whose headers there is nothing to read."""

import pytest

from plugins.checks.sources.empty_text import check
from tests.checks.read_texts import read


@pytest.mark.parametrize(
    "body",
    [
        *(
            "",
            "&nbsp;",
            "<p></p>",
            "<div></div>",
            "<br>",
            "\u200b",
            "***",
            "-",
            ">",
            "##",
            "\u00a0\u2003",
            "...",
            "* * *",
        ),
        *("<!-- later -->", "&#8203;", "<p>&nbsp;</p>\n\n<hr>", "—", "\\", "`` ` ``"),
    ],
)
def test_a_story_of_signs_alone_is_told(body: str) -> None:
    found = list(check(read(body)))

    assert [one.variant for one in found] == ["story-without-text"]


@pytest.mark.parametrize(
    "body", ["No.", "1", "✊", "![A hall](/hall.jpg)", "::: note\n\nWords.\n:::", "日本", "## Why?"]
)
def test_a_story_with_anything_in_it_is_left_alone(body: str) -> None:
    assert list(check(read(body))) == []
