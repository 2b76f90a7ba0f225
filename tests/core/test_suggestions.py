import pytest

from plugins.core.suggestions import closest, did_you_mean, suggest

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
    assert did_you_mean("Sumary", FIELDS) == 'Did you mean "Summary"?'
    assert did_you_mean("x", ["b", "a"]) == "Use one of: a, b."
    assert did_you_mean("zz", (f"{letter}-name" for letter in "abcdefghijklmn")).endswith("l-name ....")
    assert did_you_mean("x", []) == "There are none yet."


def test_what_is_suggested_is_data_for_a_message():
    assert suggest("Sumary", FIELDS) == {"near": "Summary"}
    assert suggest("x", ["b", "a"]) == {"known": "a, b"}
    assert suggest("x", []) == {}
