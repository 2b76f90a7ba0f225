import pytest

from plugins.checks.sources.word_bullets import check
from tests.checks.read_texts import PATH, read

PROBLEM = "would not be shown as a list: its sign comes from a word processor."


@pytest.mark.parametrize(
    ("body", "findings"),
    [
        ("It covers:\n\n• Age\n• ID numbers", [(6, "• Age", "Age")]),
        ("It covers:\n\n\t•\tHow old you are now\n\n\t•\tYour ID", [(6, "• How old you are now", "How old you are")]),
        ("▪ One\n\nWords.\n\n· Two", [(4, "▪ One", "One"), (8, "· Two", "Two")]),
    ],
)
def test_a_pasted_list_is_told_once_with_the_line_to_type(body: str, findings: list[tuple[int, str, str]]) -> None:
    assert [str(finding) for finding in check(read(body))] == [
        f'warning {PATH}:{line}  "{quote}" {PROBLEM} '
        f"Begin each of these lines with a hyphen and a space:  - {words}  [C45]"
        for line, quote, words in findings
    ]


def test_other_signs_are_well() -> None:
    assert not list(check(read("- One\n* Two\n\nHome • News • Wall\n\n```\n• code\n```\n\n— Ana")))
