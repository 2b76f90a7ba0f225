from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from plugins.kinds.announcement import ANNOUNCEMENT, Announcement
from plugins.markup.reading import Reading
from plugins.site.live import findings_at
from plugins.site.live import is_live as live
from tests.kinds.parsed import TIMEZONE, parsed_folder, shown

TODAY = date(2022, 6, 15)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(TIMEZONE))


def read_announcements(folder, today: date):
    files = parsed_folder(ANNOUNCEMENT, folder)
    dated = [one for one in shown(files, at(today)) if one.is_dated]
    return dated, [finding for one in files for finding in findings_at(one, at(today))]


HERE = "content/announcements/town-halls.md"
GOOD = {"Title": "Town halls", "Starts": "2022-06-01", "Ends": "2022-06-30", "Link": "/halls/", "Link-text": "Dates"}


def read(tmp_path, body: str = "Come with\na question.\n", today: date = TODAY, **answers: str | None):
    lines = [f"{name}: {value}\n" for name, value in {**GOOD, **answers}.items() if value is not None]
    (tmp_path / "town-halls.md").write_text(f"{''.join(lines)}\n{body}")
    announcements, findings = read_announcements(tmp_path, today)
    return announcements, [str(finding) for finding in findings]


def test_an_announcement_is_a_title_a_sentence_two_days_and_a_link(tmp_path):
    announcements, findings = read(tmp_path)

    assert not findings
    assert announcements == [
        Announcement(
            title="Town halls",
            body=Reading("Come with\na&nbsp;question."),
            starts=date(2022, 6, 1),
            ends=date(2022, 6, 30),
            over=at(date(2022, 7, 1), 0),
            link="/halls/",
            link_text="Dates",
            path=HERE,
            link_line=4,
        )
    ]


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2022-05-31", False), ("2022-06-01", True), ("2022-06-30", True), ("2022-07-01", False)],
)
def test_it_is_live_from_its_first_to_its_last_day(tmp_path, today, expected):
    read(tmp_path)
    (parsed,) = parsed_folder(ANNOUNCEMENT, tmp_path)

    assert {live(parsed.window, at(date.fromisoformat(today), hour)) for hour in (0, 9, 23)} == {expected}


def test_one_that_is_over_is_noted(tmp_path):
    _, findings = read(tmp_path, today=date(2022, 7, 1))

    assert findings == [f"note {HERE}:3  This ended on 30 June 2022 and is no longer shown. Nothing to do.  [C24]"]
    assert read(tmp_path, today=date(2022, 6, 30))[1] == []


TITLE = "This announcement has no title. Add a first line such as:  Title: Town halls in June  [C01]"
BESIDE = "Another line is meant for that already. Delete one of them."
DATE = "Write year-month-day, for example 2026-11-22."


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"Ends": None}, "error @:1  When does this announcement end? Add  Ends: 2022-06-15  [C25]"),
        ({"Ends": ""}, "error @:3  When does this announcement end? Write  Ends: 2022-06-15  [C25]"),
        (
            {"Starts": "2023-01-01", "Ends": None},
            "error @:1  When does this announcement end? Add  Ends: 2023-01-01  [C25]",
        ),
        (
            {"Starts": "2023-01-01 18:00", "Ends": ""},
            "error @:3  When does this announcement end? Write  Ends: 2023-01-01  [C25]",
        ),
        (
            {"Starts": "", "Ends": "2022-05-01"},
            "error @:2  When does this announcement start? Write  Starts: 2022-05-01  [C25]",
        ),
        ({"Starts": None}, "error @:1  When does this announcement start? Add  Starts: 2022-06-15  [C25]"),
        (
            {"Starts": "2022-07-01"},
            "error @:3  This announcement ends before it starts. Correct one of the dates.  [C25]",
        ),
        ({"Title": None}, f"error @:1  {TITLE}"),
        ({"Title": ""}, f"error @:1  {TITLE.replace('Add a first line such as:', 'Write for example')}"),
        ({"Ends": "soon"}, f'error @:3  "soon" is not a date. {DATE}  [C04]'),
        (
            {"Link-texd": "x"},
            f'error @:6  "Link-texd" is not a field I know. Did you mean "Link-text"? {BESIDE}  [C06]',
        ),
        (
            {"body": ""},
            (
                "error @:1  This announcement has no text. "
                "Write the sentence that is shown below the header, after an empty line.  [C46]"
            ),
        ),
    ],
)
def test_each_mistake_is_told_in_these_words(tmp_path, answers, expected):
    announcements, findings = read(tmp_path, **answers)

    assert findings == [expected.replace("@", HERE)]
    assert bool(announcements) is not any(
        name in answers and answers[name] in (None, "", "soon") for name in ("Starts", "Ends")
    )


@pytest.mark.parametrize(
    ("line", "proposed"),
    [
        ("Starts: 1/2/2023", ["Ends: 2023-02-01"]),
        ("Starts: Jan 5, 2023", ["Ends: 2023-01-05"]),
        ("Ends: 5/4/2022", ["Starts: 2022-04-05"]),
        ("Start: 2023-01-01", ["Ends: 2023-01-01"]),
        ("Date: 2023-01-01\nUntil: 2023-03-01", []),
        ("Starts: soon", ["Ends: 2022-06-15"]),
    ],
)
def test_a_day_that_is_proposed_fits_the_other_whatever_that_is_called(tmp_path, line, proposed):
    (tmp_path / "a.md").write_text(f"Title: A\n{line}\n\nText\n")
    _, findings = read_announcements(tmp_path, TODAY)

    assert [finding.remedy.removeprefix("Add  ") for finding in findings if finding.code == "C25"] == proposed


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path):
    for name in ("a.md", "b.md", "._a.md"):
        (tmp_path / name).write_text("Titel: x\n")
    _, findings = read_announcements(tmp_path, TODAY)

    assert [finding.code for finding in findings] == ["C06", "C46", "C25", "C25"] * 2


@pytest.mark.parametrize(
    ("answers", "line"),
    [({"Title": "<script>"}, 1), ({"Link-text": "<b onclick=x>"}, 5), ({"body": "Come. <iframe src=x>"}, 7)],
)
def test_an_announcement_holds_no_script(tmp_path, answers, line):
    _, (finding,) = read(tmp_path, **answers)

    assert finding.startswith(f"error {HERE}:{line}  ")
    assert finding.endswith("[C35]")
    assert finding.endswith("[C35]")


@pytest.mark.parametrize(
    "answers",
    [
        {"Status": "draft"},
        {"Draft": "true"},
        {"Published": "no"},
        {"Title": "DRAFT: Town halls"},
        {"Link-text": "Dates\n    Status: draft"},
        {"Embargo": "2022-07-01"},
    ],
)
def test_one_that_seems_not_to_be_for_the_public_is_told_and_never_shown(tmp_path, answers):
    announcements, findings = read(tmp_path, **answers)

    assert announcements == []
    assert [line[-4:-1] for line in findings] == ["C86"]


def test_one_whose_text_or_file_says_so_is_never_shown(tmp_path):
    assert read(tmp_path, body="DO NOT PUBLISH\n\nCome with a question.\n")[0] == []
    (tmp_path / "town-halls.md").rename(tmp_path / "draft-halls.md")
    (tmp_path / "draft-halls.md").write_text(
        "".join(f"{name}: {value}\n" for name, value in GOOD.items()) + "\nCome.\n"
    )
    announcements, findings = read_announcements(tmp_path, TODAY)

    assert announcements == []
    assert [finding.code for finding in findings] == ["C86"]


def test_one_that_speaks_of_drafts_is_shown(tmp_path):
    announcements, findings = read(
        tmp_path, body="Read the draft agreement before the vote.\n", Title="Draft agreement reached"
    )

    assert len(announcements) == 1
    assert not findings


def test_its_sentence_may_have_bold_words_and_links_in_it(tmp_path):
    (announcement,), findings = read(
        tmp_path, "Come to **all** of [the halls](/halls/).\n\nBring ~~nothing~~ a friend.\n"
    )

    assert not findings
    assert announcement.body.html == (
        'Come to <strong>all</strong> of <a href="\x02link:0\x03">the halls</a>. '
        "Bring <del>nothing</del> a&nbsp;friend."
    )


@pytest.mark.parametrize(
    ("body", "line", "text"),
    [
        ("Come:\n\n- to one\n- or two\n", 9, "- to one"),
        ("Come\n\n## To all\n", 9, "## To all"),
        ("Come ![a hall](/images/hall.jpg)\n", 7, "![a hall](/images/hall.jpg)"),
        ("> Come\n", 7, "> Come"),
        ("Come\n\n1) to one\n", 9, "1. to one"),
        ("```\nCome\n```\n", 7, "```"),
        ("---\n", 7, "---"),
    ],
)
def test_nothing_larger_is_shown_in_the_bar(tmp_path, body, line, text):
    _, findings = read(tmp_path, body)

    assert f'error {HERE}:{line}  An announcement is one short paragraph: "{text}" cannot be shown' in findings[0]
    assert len(findings) == 1


@pytest.mark.parametrize(
    ("answers", "line", "words"),
    [
        ({"Title": "**Town** halls"}, 1, '"**Town**". Write  Title: Town halls'),
        ({"Link-text": "[Dates](/halls/)"}, 5, '"[Dates](/halls/)". Write  Link-text: Dates'),
    ],
)
def test_its_other_lines_are_plain_words(tmp_path, answers, line, words):
    _, findings = read(tmp_path, **answers)

    assert len(findings) == 1
    assert findings[0].startswith(f"warning {HERE}:{line}  Only plain words are shown here: readers would see")
    assert words in findings[0]


def test_marks_that_fail_in_its_sentence_are_told(tmp_path):
    _, findings = read(tmp_path, "Come to [the halls] (/halls/).\n")

    assert [one.partition("  ")[0] for one in findings] == [f"warning {HERE}:7"]
    assert "Write  [the halls](/halls/)" in findings[0]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("# Heading\n", "C101"),
        ("- one\n- two\n", "C101"),
        ("a. one\nb. two\n", "C101"),
        ("Come\n- now\n", "C101"),
        ("== Come ==\n", "C101"),
        ("!!! note\n    Come.\n", "C101"),
        ("Come[^1]\n", "C101"),
        ('<p style="color: red">Come.</p>\n', "C35"),
        ("Come <b>now.\n", "C73"),
        ("Dear <name>, come.\n", "C73"),
        ("Come</i> now.\n", "C73"),
        ("<p>**Come** now.</p>\n", "C100"),
    ],
)
def test_what_is_wrong_in_the_bar_is_told_once_and_stands_on_no_page(tmp_path, body, code):
    announcements, findings = read(tmp_path, body)

    assert [finding[-len(code) - 2 :] for finding in findings] == [f"[{code}]"]
    assert findings[0].startswith(f"error {HERE}:")
    assert [one.body.html for one in announcements] == [""]


@pytest.mark.parametrize(
    "body", ["#Strike today\n", "Come <b>now</b>.\n", "Come,<br>all.\n", "– Vous venez ?\n– Oui.\n"]
)
def test_signs_that_may_stand_in_the_bar_are_left_alone(tmp_path, body):
    announcements, findings = read(tmp_path, body)

    assert findings == []
    assert announcements[0].body.html


@pytest.mark.parametrize("field", ["Link: /halls/", "Link-text: Dates and places", "Link: https://example.org/"])
def test_a_field_below_the_empty_line_is_told(tmp_path, field):
    name, _, value = field.partition(": ")
    answers: dict[str, Any] = {"Link": None, "Link-text": None}
    _, findings = read(tmp_path, f"{field}\n\nCome.\n", **answers)

    assert len(findings) == 1
    assert findings[0].startswith(f'warning {HERE}:5  "{field}" stands below an empty line, so readers would see it.')
    assert findings[0].endswith(f"write  **{name}:** {value}  [C45]")


@pytest.mark.parametrize("days", [{"Ends": "soon"}, {"Starts": "1 June 2022"}, {"Starts": None, "Ends": ""}])
def test_one_whose_days_cannot_be_read_is_never_shown_and_keeps_its_links(tmp_path, days):
    announcements, _ = read(tmp_path, **days)
    (parsed,) = parsed_folder(ANNOUNCEMENT, tmp_path)

    assert announcements == []
    assert parsed.item is not None
    assert (parsed.item.is_dated, parsed.item.link) == (False, "/halls/")
