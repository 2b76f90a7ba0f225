import pytest

from plugins.checks.sources.skipped_heading import check
from tests.checks.read_texts import PATH, read

SECOND = "is a second title: the page has one at its top already. Use ## here.  [C27]"
TWO_TO_FOUR = "The heading jumps from level 2 to level 4. Use ### here.  [C27]"
ONE_TO_THREE = "The heading jumps from level 1 to level 3. Use ## here.  [C27]"


def test_a_headline_that_is_told_with_a_missing_title_is_no_second_one() -> None:
    header = "Date: 2026-10-05\nSummary: What is planned.\n"

    assert not list(check(read("# A plan\n\nWords.", header)))
    assert [found.where.line for found in check(read("# A plan\n\n# B", header))] == [6]


@pytest.mark.parametrize(
    "body",
    [
        "Words.",
        "## One\n\n### Two\n\n#### Three\n\n## Four\n\n### Five",
        "One\n---\n\n### Two",
        "::: section\ntitle: One\n\n### Two\n:::",
        "## One\n\n```\n#### code\n```\n\n<!--\n#### note\n-->\n\n    #### code",
        "Item #4 and #one",
    ],
)
def test_headings_in_steps_are_well(body: str) -> None:
    assert not list(check(read(body)))


@pytest.mark.parametrize(
    ("body", "findings"),
    [
        ("## One\n\n#### Two", [(6, TWO_TO_FOUR)]),
        ("### One", [(4, ONE_TO_THREE)]),
        ("Words.\n\n### One\n\n### Two", [(6, ONE_TO_THREE)]),
        ("# A *plan*\n\n## One", [(4, f'"A plan" {SECOND}')]),
        ("A plan\n======\n\nWords.", [(4, f'"A plan" {SECOND}')]),
        ("::: section\ntitle: One\n\n#### Two\n:::", [(7, TWO_TO_FOUR)]),
        ("::: pull-quote\nname: Ana\n\n### One\n:::", [(7, ONE_TO_THREE)]),
        ("## One\n\n```\n#### Two\n```\n\n#### Two", [(10, TWO_TO_FOUR)]),
        ("One\n---\n\n> #### **Two** [and](/x/) `three` {#here}", [(7, TWO_TO_FOUR)]),
        ("## One\n\n#### Same\n\n## Two\n\n#### Same", [(6, TWO_TO_FOUR), (10, TWO_TO_FOUR)]),
    ],
)
def test_a_heading_that_jumps_is_told_with_its_line(body: str, findings: list[tuple[int, str]]) -> None:
    assert [str(finding) for finding in check(read(body))] == [
        f"warning {PATH}:{line}  {words}" for line, words in findings
    ]
