from html.entities import html5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.references import decoded, with_whole_references

# The names that Python, and browsers between tags, read without the semicolon.
OLD_NAMES = sorted(name for name in html5 if not name.endswith(";"))


@pytest.mark.parametrize("name", OLD_NAMES)
def test_an_old_name_without_its_end_is_the_name_of_a_question(name: str) -> None:
    address = f"/sign?country=ca&{name}=1&{name}ion&{name}"

    assert decoded(address) == address
    assert decoded(with_whole_references(address)) == address


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a&amp;b", "a&b"),
        ("&#106;ava&#X73;cript&colon;", "javascript:"),
        ("&#0000000106;", "j"),
        ("&amp;copy;", "&copy;"),
        ("&region;&notit;", "&region;&notit;"),
        ("&#106", "j"),
    ],
)
def test_whole_references_are_read_once_and_others_left(written: str, meant: str) -> None:
    assert decoded(written) == meant


@given(st.text("&#;xaXregcopyamp12 ", max_size=30))
def test_what_was_written_whole_reads_as_before(text: str) -> None:
    assert decoded(with_whole_references(text)) == decoded(text)
