"""A reading is a value: of bytes and rules, whatever the day, in whichever process."""

import pickle
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context

import pytest

from plugins.kinds.all import KINDS
from plugins.kinds.announcement import ANNOUNCEMENT
from plugins.kinds.kind import Kind, ParsedFile
from plugins.kinds.matter import MATTER
from plugins.kinds.page import PAGE
from plugins.kinds.person import PERSON
from plugins.kinds.story import STORY
from plugins.site.live import findings_at, is_kept_back, is_live
from tests.kinds.parsed import NOW, findings_of, parsed

STAGE = "Stages: Asking, Talking\nStage: Asking\nStage-since"
SCHEDULED = "Title: A plan\nDate: {date}\n\nWords.\n"
YEAR = timedelta(days=365)


@pytest.mark.parametrize(
    ("kind", "text", "before", "after"),
    [
        (STORY, "Title: A\nDate: 2027-03-04\n\nWords.\n", ["C26"], []),
        (STORY, "Title: A\n\nWords.\n", ["C03"], ["C03"]),
        (STORY, "Title: A\nDate: 2026-11-01\nEmbargo: 2027-03-04\n\nWords.\n", ["C86"], ["C06"]),
        (STORY, "Title: A\nDate: 2026-11-01\nExpires: 2027-03-04\n\nWords.\n", [], ["C24"]),
        (STORY, "Title: A\nDate: 2026-11-01\n\nDo not publish before 4 March 2027.\n\nWords.\n", ["C86"], []),
        (STORY, "Title: DRAFT until 2027-03-04: A plan\nDate: 2026-11-01\n\nWords.\n", ["C86"], []),
        (PAGE, "Title: A\nDate: 2027-03-04\n\nWords.\n", ["C26"], []),
        (PAGE, "Title: A\nDate: 2027-03-04\nModified: 2026-11-01\n\nWords.\n", ["C26"], []),
        (PAGE, "Title: A\nDate: 2027-03-04\nExpires: 2027-03-03\n\nWords.\n", ["C25", "C26"], ["C25"]),
        (MATTER, f"Title: A\nDate: 2027-03-04\n{STAGE}: 2027-03-04\n\nWords.\n", ["C26"], []),
        (MATTER, f"Title: A\nDate: 2027-03-04\n{STAGE}: 2027-03-05\n\nWords.\n", ["C26"], []),
        (PERSON, "Name: Ann Ash\nDate: 2027-03-04\n", ["C06", "C26"], ["C06"]),
        (PERSON, "Name: Ann Ash\nReview-by: 2027-03-04\n", [], ["C120"]),
        (ANNOUNCEMENT, "Title: A\nStarts: 2026-11-01\nEnds: 2027-03-04\n\nWords.\n", [], ["C24"]),
        (ANNOUNCEMENT, "Title: A\n\nWords.\n", ["C25", "C25"], ["C25", "C25"]),
    ],
)
def test_one_reading_serves_every_day(kind: Kind[object], text: str, before: list[str], after: list[str]) -> None:
    read = parsed(kind, text, f"content/{kind.folder}/a.md")

    assert [finding.code for finding in findings_at(read, NOW)] == before
    assert [finding.code for finding in findings_at(read, NOW + YEAR)] == after
    assert read == parsed(kind, text, f"content/{kind.folder}/a.md")


def test_what_names_today_names_the_day_of_the_moment() -> None:
    read = parsed(STORY, "Title: A\n\nWords.\n", "content/news/a.md")

    assert [line.partition("add:  ")[2] for moment in (NOW, NOW + YEAR) for line in findings_of(read, moment)] == [
        "Date: 2026-11-22  [C03]",
        "Date: 2027-11-22  [C03]",
    ]


def test_a_story_is_shown_from_its_minute_on() -> None:
    read = parsed(STORY, SCHEDULED.format(date="2026-11-22 09:30"), "content/news/a.md")

    assert [is_live(read.window, NOW + timedelta(minutes=late)) for late in (-1, 0, 1)] == [False, True, True]


def test_a_day_until_which_something_is_kept_back_ends_with_its_first_minute() -> None:
    read = parsed(STORY, "Title: A\nDate: 2026-11-01\nEmbargo: 2026-11-22 09:30\n\nWords.\n", "content/news/a.md")

    assert [is_kept_back(read, NOW + timedelta(minutes=late)) for late in (-1, 0)] == [True, False]


TEXTS = {
    "story": "Title: A\nDate: 2027-03-04\nDraft: true\n\n::: note\n\n**Words**, [links](/a/).\n:::\n\n| a |\n|---|\n",
    "page": "Title: A\nSumary: x\n\n## One\n\n![x](a.jpg)\n",
    "campaign": "Title: A\n\n::: hero\n\nWords.\n:::\n",
    "person": "Name: Ana\nRole: President\nImage: a.jpg\n",
    "announcement": "Title: A\nStarts: 2026-11-01\nEnds: 2027-03-04\n\nWords.\n",
}


def elsewhere(kind: str) -> ParsedFile[object]:
    """What the same text gives in another process."""
    chosen = next(one for one in KINDS if one.name == kind)
    return parsed(chosen, TEXTS.get(kind, "Title: A\n\nWords.\n"), f"content/{chosen.folder}/a.md")


def test_a_reading_of_each_kind_comes_the_same_from_another_process() -> None:
    here = {kind.name: elsewhere(kind.name) for kind in KINDS}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        there = dict(zip(here, other.map(elsewhere, here), strict=True))

    assert there == here
    assert pickle.loads(pickle.dumps(here)) == here


@pytest.mark.parametrize(
    "blank", ["\u200b", "\xad\u2060", "\xa0", "&nbsp;&#8203;", "<b></b>", "\ufe0f", "\u3164", "\u2800"]
)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_value_with_nothing_to_see_is_none(kind: Kind[object], blank: str) -> None:
    values = {"Date": "2026-11-02", "Starts": "2026-12-01", "Ends": "2026-12-02", "Stage-since": "2026-11-02"}

    def told(value: str) -> list[tuple[str, str, int]]:
        lines = [f"{one.name}: {values.get(one.name, value)}" for one in kind.fields if one.required]
        read = parsed(kind, "\n".join([*lines, "Summary: Words.", "", "Words.", ""]), f"content/{kind.folder}/a.md")
        return [(one.code, one.variant, one.where.line) for one in (*read.header_findings, *read.findings)]

    assert told(blank) == told("") != told("Ann")


@pytest.mark.parametrize("words", ["✊", "?", "<3", "…", "A", "<Plan>"])
def test_a_sign_is_something_to_see(words: str) -> None:
    read = parsed(PERSON, f"Name: {words}\n", "content/people/a.md")

    assert read.item
    assert read.item.name == words
    assert not [one for one in read.findings if one.code == "C46"]
