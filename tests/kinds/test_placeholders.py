"""Values that only keep a place: told as that, and shown to nobody."""

import pytest

from plugins.kinds.announcement import ANNOUNCEMENT
from plugins.kinds.event import EVENT
from plugins.kinds.story import STORY
from tests.kinds.parsed import findings_of, parsed

HEADER = "Title: A plan\nDate: 2021-05-01\nSummary: What the plan is about.\n"
OPTIONAL = [
    *("Author: none", "Author: TBD", "Author: -", "Authors: n/a", "Tags: none", "Tags: aucun", "Campaign: none"),
    *("Matter: TBA", "Image: none", "Image: keines", "Image-description: n/a", "Lang: none", "Image-focus: none"),
    *("Old-addresses: none", "Change-note: N/A", "Keywords: none"),
]
# What may well be meant.
HONEST = [
    *("Title: Never", "Title: Soon", "Title: None of us", "Tags: no, later", "Author: Nobody Knows", "Slug: none"),
    *("Summary: Soon.", "Author: Nil Sorsky", "Title: What is N/A?", "Change-note: None of the numbers were right."),
]


@pytest.mark.parametrize("line", OPTIONAL)
def test_a_field_that_says_nothing_is_a_line_to_delete(line: str) -> None:
    kept = parsed(STORY, f"{HEADER}{line}\n\nWords.\n", "content/news/a.md")

    assert f'error content/news/a.md:4  "{line}" says nothing. Delete the line.  [C46]' in findings_of(kept)
    name = line.partition(":")[0].casefold().replace("-", "_")
    assert kept.item
    assert name == "change_note" or name not in kept.item.header


@pytest.mark.parametrize("title", ["TBD", "Untitled", "xxx", "-", "Sans titre"])
def test_a_title_that_says_nothing_is_to_be_written(title: str) -> None:
    told = findings_of(parsed(STORY, f"Title: {title}\nDate: 2021-05-01\n\nWords.\n", "content/news/a.md"))

    assert (
        f'error content/news/a.md:1  "Title: {title}" says nothing. Write what is meant behind  Title:  [C46]' in told
    )
    assert not [one for one in told if one.endswith(("[C01]", "[C02]"))]


@pytest.mark.parametrize("line", HONEST)
def test_words_that_may_be_meant_are_left_alone(line: str) -> None:
    name = line.partition(":")[0]
    header = "".join(one for one in HEADER.splitlines(keepends=True) if not one.startswith(f"{name}:"))

    assert not [
        one for one in findings_of(parsed(STORY, f"{header}{line}\n\nWords.\n", "content/news/a.md")) if "C46" in one
    ]


def test_what_asks_for_a_text_to_be_kept_back_still_does() -> None:
    header = "Title: A plan\nDate: 2021-05-01\nSummary: TBD\n"

    told = findings_of(parsed(STORY, f"{header}\nWords.\n", "content/news/a.md"))

    assert any("[C86]" in one for one in told)
    assert not any("[C46]" in one for one in told)


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        (STORY, "Title: A\nDate: TBD\n\nWords.\n", "while no day is known, write  Status: draft"),
        (STORY, f"{HEADER}Expires: never\n\nWords.\n", "delete the line  Expires: never"),
        (STORY, f"{HEADER}Modified: in spring\n\nWords.\n", "delete the line  Modified: in spring"),
        (EVENT, "Title: A\nStarts: soon\nPlace: TBA\n\nWords.\n", "while no day is known, write  Status: draft"),
        (EVENT, "Title: A\nStarts: 2027-01-02\nEnds: TBD\nPlace: TBA\n\nWords.\n", "delete the line  Ends: TBD"),
        (ANNOUNCEMENT, "Title: A\nStarts: now\nEnds: 2027-01-02\n\nWords.\n", "Write year-month-day, for example"),
    ],
)
def test_a_day_that_is_not_known_is_told_with_what_to_write_till_it_is(kind, text: str, told: str) -> None:
    found = findings_of(parsed(kind, text, f"content/{kind.folder}/a.md"))

    assert any(told in one and "[C04]" in one for one in found), found
    assert not any("[C46]" in one for one in found), found
