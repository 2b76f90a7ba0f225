import pytest

from plugins.core.messages import in_words
from plugins.core.suggestions import closest, suggest

FIELDS = ["Title", "Date", "Summary", "Image", "Image-description", "Withdrawn"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Sumary", "Summary"),
        ("SUMMARY", "Summary"),
        ("image-descripton", "Image-description"),
        ("Withdrwan", "Withdrawn"),
        ("Withdrawal", "Withdrawn"),
        ("Cover", None),
        ("", None),
    ],
)
def test_the_known_name_most_like_a_word_is_found(word, meant):
    assert closest(word, FIELDS) == meant


def test_a_close_name_is_asked_for_and_otherwise_all_are_listed():
    suggestion = suggest("zz", (f"{letter}-name" for letter in "abcdefghijklmn"))

    assert in_words("did-you-mean", suggest("Sumary", FIELDS)) == 'Did you mean "Summary"?'
    assert in_words("did-you-mean", suggest("x", ["b", "a"])) == "Use one of: a, b."
    assert in_words("did-you-mean", suggestion).endswith("l-name ....")
    assert in_words("did-you-mean", suggest("x", [])) == "There are none yet."


def test_what_is_suggested_is_data_for_a_message():
    assert suggest("Sumary", FIELDS) == {"near": "Summary"}
    assert suggest("x", ["b", "a"]) == {"known": "a, b"}
    assert suggest("x", []) == {}
