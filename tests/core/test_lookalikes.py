import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.lookalikes import skeleton

WORDS = [
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445",
    "\uff44\uff52\uff41\uff46\uff54",
    "\u1d05\u0280\u1d00\ua730\u1d1b",
    "\U0001f1e9\U0001f1f7\U0001f1e6\U0001f1eb\U0001f1f9",
    "\U0001f173\U0001f181\U0001f170\U0001f175\U0001f183",
    "\U0001d41d\U0001d42b\U0001d41a\U0001d41f\U0001d42d",
    "d\u200br\u00ada\u2060f\ufe0ft",
    "d\u0336r\u0336a\u0336f\u0336t",
    "\u217er\u0251\u0192\u03c4",
]


@pytest.mark.parametrize(
    ("text", "seen"), [*zip(WORDS, ["aeopcyx", "draft", "draft", "DRAFT", "DRAFT", *["draft"] * 4], strict=True)]
)
def test_letters_that_look_alike_are_one_letter(text, seen):
    assert skeleton(text) == seen


def test_signs_between_words_stay_signs():
    assert skeleton("Status\uff1a\u00a0draft\u2014not \u2018yet\u2019") == "Status: draft - not 'yet'"
    assert skeleton("\u00c9tat, publi\u00e9") == "Etat, publie"


@given(st.text())
def test_any_text_is_read_and_reading_it_again_changes_nothing(text):
    once = skeleton(text)

    assert skeleton(once) == once
    assert text.isascii() is False or once == text
