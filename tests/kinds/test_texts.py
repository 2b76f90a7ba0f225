import re
from datetime import datetime

import pytest
from markupsafe import Markup

from plugins.kinds.page import PAGE
from plugins.kinds.story import STORY
from plugins.site.live import is_kept_back
from tests.kinds.parsed import NOW, findings_of, parsed

STORY_PATH, PAGE_PATH = "content/news/plan-of-all.md", "content/pages/about-us.md"
AN_IMAGE = 'Here it is called "Image": write  Image: ...'
EXAMPLE = "Add a first line such as:  Title: Post-secondary is a public good"
WHILE = "while no day is known, delete the line"
GOOD = {"Title": "A plan", "Date": "2026-11-22"}


def header(answers: dict[str, str]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in answers.items())


def values_in(kind, text: str, path: str):
    """The header's own values, without what every text has, and what is told of it."""
    read = parsed(kind, text, path)
    assert read.item
    values = {name: str(value) if isinstance(value, Markup) else value for name, value in read.item.header.items()}
    return values, findings_of(read)


def story(text: str):
    return values_in(STORY, text, STORY_PATH)


def page(text: str):
    return values_in(PAGE, text, PAGE_PATH)


def test_every_field_is_told_by_the_name_that_pelican_has_for_it():
    values, findings = story(
        "Title: A plan\nDate: 2026-11-22 08:00\nModified: 2026-11-22 09:00\nAuthor: mara-lind\nSummary: All\n"
        "Image: images/a.jpg\nImage-description: A hall\nCampaign: library\nTags: members, plan\n"
        "Status: Hidden\nSlug: the-plan\n"
        "Lang: fr\nTranslation: true\nTemplate: Wide\nURL: plan/\nSave_as: plan/index.html\n"
        "Keywords: a\nAuthors: b; c\n"
    )

    assert not findings
    assert values == {
        "title": "A plan",
        "date": datetime(2026, 11, 22, 8, tzinfo=NOW.tzinfo),
        "modified": datetime(2026, 11, 22, 9, tzinfo=NOW.tzinfo),
        "author": "mara-lind",
        "summary": "All",
        "image": "images/a.jpg",
        "image_description": "A hall",
        "category": "library",
        "tags": "members, plan",
        "status": "hidden",
        "slug": "the-plan",
        "lang": "fr",
        "translation": "true",
        "template": "wide",
        "url": "plan/",
        "save_as": "plan/index.html",
        "keywords": "a",
        "authors": "b; c",
    }


def test_category_is_read_as_campaign_and_campaign_wins():
    assert story(header({**GOOD, "Category": "a"}))[0]["category"] == "a"
    assert story(header({**GOOD, "Category": "a", "Campaign": "b"}))[0]["category"] == "b"


@pytest.mark.parametrize(
    ("top", "right"),
    [
        ("“Title”: “A plan”\n“Date”: June 1st, 2026", ["Title: A plan", "Date: 2026-06-01"]),
        ("**Title:** A plan\n**Date:** 2026-06-09", ["Title: A plan", "Date: 2026-06-09"]),
        ("“Title: A plan”\n“Date: 2026-06-09”", ["Title: A plan", "Date: 2026-06-09"]),
        ("Title = A plan\nDate = 2026.06.09", ["Title: A plan", "Date: 2026-06-09"]),
        ("Title A plan\nDate June 9, 2026", ["Title: A plan", "Date: 2026-06-09"]),
        ("Title - A plan\nDate – 9 June 2026", ["Title: A plan", "Date: 2026-06-09"]),
        ("- Title: A plan\n- Date: 2026-06-09", ["Title: A plan", "Date: 2026-06-09"]),
        ("> *Title:* A plan\n> *Date:* 2026–06–09", ["Title: A plan", "Date: 2026-06-09"]),
    ],
)
def test_a_header_in_other_signs_is_told_line_by_line(top: str, right: list[str]) -> None:
    file = parsed(STORY, f"{top}\n\nText", STORY_PATH)
    found = [one for one in map(str, (*file.header_findings, *file.findings)) if re.search(r"\[C(01|03|45|104)\]", one)]
    found = [one for one in found if "This header is" not in one]

    assert [one.split()[1] for one in found] == [f"{STORY_PATH}:1", f"{STORY_PATH}:2"]
    assert [one.partition("Write  ")[2].partition("  [")[0] for one in found] == right


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Title: A plan\nDate:\n2021-05-01\nTags: a\n\nText", "There is no date. Write  Date: 2021-05-01  [C03]"),
        ("Title: A plan\nDate:\n1 May 2021\n\nText", "There is no date. Write  Date: 2021-05-01  [C03]"),
        ("Title: A plan\nDate:\n\n2021-05-01", "There is no date. For today add:  Date: 2026-11-22  [C03]"),
        ("# A plan\nDate: 2021-05-01\n\nText", "This story has no title. Write  Title: A plan  [C01]"),
        ("# A plan\n\nDate: Friday\n\nText", "There is no date. For today add:  Date: 2026-11-22  [C03]"),
        ("# A plan #\n\nText", "This story has no title. Write  Title: A plan  [C01]"),
        ("## A part\n\nText", f"This story has no title. {EXAMPLE}  [C01]"),
    ],
)
def test_what_stands_a_line_below_or_as_a_heading_is_proposed(text, told):
    assert told in [one.partition("  ")[2] for one in findings_of(parsed(STORY, text, STORY_PATH))]


@pytest.mark.parametrize("line", ["wraps here", ""])
@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("Image-focus: left", "C34"),
        ("Subtitle: Four words", "C06"),
        ("Sumary: Four words", "C06"),
        ("Slug: A B", "C34"),
    ],
)
def test_what_is_wrong_below_a_broken_line_is_told_in_the_same_run(line, field, code):
    text = f"Title: A plan\n{line}\nModified: 2026-11-22\nDate: 2026-11-22\n{field}\n\nText"

    assert f"{STORY_PATH}:5" in [one.split()[1] for one in findings_of(parsed(STORY, text, STORY_PATH)) if code in one]


def test_a_page_needs_no_date_and_may_have_one():
    assert page("Title: About\n") == ({"title": "About", "summary": ""}, [])
    assert page("Title: About\nDate: 2026-01-01\n")[1] == []


ONE_OF = "Use draft, published or hidden. Until then nobody can see this"
DATE = "Write year-month-day, for example 2026-11-22."


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"Date": "2026-11-22"}, f"error @:1  This story has no title. {EXAMPLE}  [C01]"),
        ({**GOOD, "Title": ""}, 'error @:1  The title is empty. Type the headline after "Title:".  [C02]'),
        ({"Title": "A plan"}, "error @:1  There is no date. For today add:  Date: 2026-11-22  [C03]"),
        (
            {"Title": "A plan", "Modified": "2026-02-03"},
            "error @:1  There is no date. For 2026-02-03 add:  Date: 2026-02-03  [C03]",
        ),
        ({**GOOD, "Date": ""}, "error @:2  There is no date. For today add:  Date: 2026-11-22  [C03]"),
        ({**GOOD, "Date": "2026-13-45"}, f'error @:2  "2026-13-45" is not a date: there is no month 13. {DATE}  [C04]'),
        (
            {**GOOD, "Date": "06/07/2026"},
            'error @:2  "06/07/2026" can be 6 July or June 7. Write 2026-07-06 or 2026-06-07.  [C05]',
        ),
        (
            {**GOOD, "Modified": "Tuesday"},
            f'error @:3  "Tuesday" is not a date. {DATE[:-1]}; {WHILE}  Modified: Tuesday  [C04]',
        ),
        ({**GOOD, "Sumary": "x"}, 'error @:3  "Sumary" is not a field I know. Did you mean "Summary"?  [C06]'),
        (
            {**GOOD, "Cover": "x"},
            'warning @:3  "Cover" is not a field I use. Here it is called "Image": write  Image: x  [C06]',
        ),
        (
            {**GOOD, "permalink": "/2021/05/our-story/"},
            'warning @:3  "permalink" is not a field I use. Here it is called "Slug": write  Slug: our-story  [C06]',
        ),
        ({**GOOD, "Status": "Drafft"}, f'error @:3  "Drafft" is not a status. {ONE_OF} story.  [C07]'),
    ],
)
def test_each_mistake_of_a_story_is_told_in_these_words(answers, expected):
    values, findings = story(header(answers))

    assert findings == [expected.replace("@", STORY_PATH)]
    assert values["title"]
    assert "date" not in values or values["date"].tzinfo is NOW.tzinfo


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Summary: x\n", f"error @:1  This page has no title. {EXAMPLE}  [C01]"),
        (
            "Title: A\nDate: 2027-03-04\nModified: 2026-11-20\n",
            (
                "note @:2  Scheduled for Thursday 4 March 2027, 12:00 a.m. Edmonton. "
                "It is in no public file until a publish runs at or after that time.  [C26]"
            ),
        ),
        ("Title: A\nStatus: secret\n", f'error @:2  "secret" is not a status. {ONE_OF} page.  [C07]'),
    ],
)
def test_each_mistake_of_a_page_is_told_in_these_words(text, expected):
    assert page(text)[1] == [expected.replace("@", PAGE_PATH)]


def test_nothing_is_told_of_a_pages_date_that_is_over_or_of_a_draft():
    assert page("Title: A\nDate: 2020-03-04\n")[1] == page("Title: A\nDate: 2027-03-04\nStatus: draft\n")[1] == []


@pytest.mark.parametrize("answers", [{"Date": "2026-11-22"}, {"Title": "A"}, {**GOOD, "Status": "Drafft"}])
def test_what_lacks_something_is_a_draft_with_a_stand_in_until_it_is_mended(answers):
    values, _ = story(header({"Status": "published", **answers}))

    assert values["status"] == "draft"
    assert values["title"]


def test_the_stand_in_for_a_title_is_the_files_name():
    assert story(header({"Date": "2026-11-22"}))[0]["title"] == "Plan of all"


def test_a_broken_value_is_left_out_and_the_rest_is_read():
    values, _ = story(header({**GOOD, "Slug": "A Plan", "Modified": "x", "Summary": "kept"}))

    assert "slug" not in values
    assert "modified" not in values
    assert values["summary"] == "kept"


def test_all_mistakes_of_one_file_are_told_at_once():
    _, findings = story("Titel: x\nDate: x\nStatus: x\nSlug: X\nslug: y\n")

    assert [line[-4:-1] for line in findings] == ["C06", "C04", "C07", "C34", "C43"]


def test_the_starting_file_and_the_guide_can_say_what_every_own_field_is_for():
    pelicans = {"Category", "Lang", "Translation", "Template", "URL", "Save_as", "Keywords"}
    stories = {"Date", "Author", "Authors", "Campaign", "Tags"}  # which mean little on a page
    assert not [one.name for one in STORY.fields if not one.help and one.name not in pelicans]
    assert not [one.name for one in PAGE.fields if not one.help and one.name not in pelicans | stories]


ACTIVE = "Scripts, event handlers and javascript: links are not allowed in a story."
ATTRIBUTE = "would run or load something. Delete it; what else stands in the tag may stay."


@pytest.mark.parametrize("field", ["Title", "Summary", "Author", "Tags", "Image-description"])
@pytest.mark.parametrize("kind", [story, page])
@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("<script>alert(1)</script>", f'{ACTIVE} Delete  "<script>"  and all up to  </script>'),
        ('A <b onclick="go()">plan</b>', f'"onclick="go()"" {ATTRIBUTE}'),
        ('<a href="javascript:go()">plan</a>', f'"href="javascript:go()"" {ATTRIBUTE}'),
        ("[plan](javascript:go())", f'{ACTIVE} Delete  "javascript:go())"'),
    ],
)
def test_a_header_that_holds_something_active_is_a_mistake_at_its_line(kind, field, value, words):
    _, findings = kind(header(GOOD | {field: value}))

    line = list(GOOD | {field: value}).index(field) + 1
    where = STORY_PATH if kind is story else PAGE_PATH
    assert findings == [f"error {where}:{line}  {words}  [C35]"]


@pytest.mark.parametrize("value", ["a < b", "AT&T", "<3", "Data: what we know", "JavaScript: an introduction", "A <b>"])
def test_signs_and_words_that_run_nothing_are_fine_in_a_header(value):
    assert story(header(GOOD | {"Title": value, "Summary": value}))[1] == []


@pytest.mark.parametrize(
    ("date", "modified", "told"),
    [
        ("2021-05-02", "2021-05-01", "C105"),
        ("2021-05-01 09:00", "2021-05-01 08:59", "C105"),
        ("2021-05-01 09:00", "2021-05-01", "C105"),
        ("2021-05-01 23:30", "2021-05-01", "C105"),
        ("2021-05-01 09:00", "2020-05-01", "C105"),
        ("2021-05-01T23:00:00-07:00", "2021-05-02T05:00:00Z", "C105"),
        ("2021-05-01", "2026-11-23", "C105"),
        ("2021-05-01", "2026-11-22 09:31", "C105"),
        ("2021-05-01", "2021-05-01", ""),
        ("2021-05-01 09:00", "2021-05-01 09:00", ""),
        ("2021-05-01 09:00", "2021-05-02", ""),
        ("2027-05-01", "2027-05-02", ""),
        ("2021-05-01", "2026-11-22 09:30", ""),
    ],
)
def test_dates_that_contradict_each_other_are_told(date: str, modified: str, told: str):
    read = parsed(STORY, f"Title: A\nDate: {date}\nModified: {modified}\n\nText", STORY_PATH)

    codes = [line.rpartition("[")[2] for line in findings_of(read) if "C26" not in line]
    assert codes == ([f"{told}]"] if told else [])


def test_a_change_of_the_same_day_is_not_before_the_story_itself():
    read = parsed(STORY, "Title: A\nDate: 2021-05-01 09:00\nModified: 2021-05-01\n\nText", STORY_PATH)

    assert read.item
    assert read.item.header["modified"] == read.item.header["date"]


def test_a_page_without_a_date_was_not_changed_tomorrow():
    read = parsed(PAGE, "Title: A\nModified: 2026-11-23\n\nText", PAGE_PATH)

    assert [line.partition("  ")[2] for line in findings_of(read)] == [
        "This was changed on 23 November 2026, which has not come yet. Correct the line Modified, or delete it.  [C105]"
    ]


def test_a_summary_is_made_of_what_a_text_says_and_not_of_its_headings():
    text = "Title: A\nDate: 2021-05-01\n\n## How it began\n\nWe asked.\n\n## *Papers* {#papers}\n\nThey answered.\n"

    read = parsed(STORY, text, "content/news/a.md")

    assert read.item
    assert str(read.item.header["summary"]) == "We asked. They answered."


def test_a_summary_of_long_words_is_one_that_search_engines_take():
    read = parsed(PAGE, "Title: A\n\n" + "Arbeitnehmerinnenvertretung " * 60, PAGE_PATH)

    assert read.item
    assert 250 <= len(str(read.item.header["summary"])) <= 300


@pytest.mark.parametrize("field", ["Date: 2021-05-01", "Summary: All of it.", "Tags: a, b\nAuthor: lou"])
def test_a_field_below_an_empty_line_is_told_as_that(field: str):
    read = parsed(PAGE, f"Title: A\n\n{field}\n\nText", PAGE_PATH)

    assert [line.partition(" stands below")[0] for line in findings_of(read)] == [
        f'error {PAGE_PATH}:3  "{field.partition(chr(10))[0]}"'
    ]


@pytest.mark.parametrize("words", ["Title: the truth", "Our demand: pay", "Date: 2021\nis when it began"])
def test_words_with_a_colon_below_the_header_are_words(words: str):
    assert findings_of(parsed(PAGE, f"Title: A\n\n{words}\n\nText", PAGE_PATH)) == []


@pytest.mark.parametrize(
    "field",
    [
        *("Summary: A summary of it.", "Tags: a, b", "Author: ann", "Image: images/a.jpg", "Campaign: c", "Slug: d"),
        *("Modified: 2021-05-02", "Image-description: A hall.", "Lang: fr", "summary: in small letters"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "  \n"])
def test_one_field_alone_below_an_empty_line_is_told(field: str, gap: str):
    read = parsed(STORY, f"Title: A\nDate: 2021-05-01\n{gap}{field}\n\nText", STORY_PATH)
    name, _, value = field.partition(": ")
    told = [line.partition("  ")[2] for line in findings_of(read)]

    assert len(told) == 1
    assert told[0].startswith(f'"{field}" stands below an empty line, so readers would see it.')
    assert told[0].lower().endswith(f"write  **{name}:** {value}  [c45]".lower())


@pytest.mark.parametrize(
    "words",
    [
        "Title: it is",
        "Status: it's complicated",
        "Date: Saturday",
        "Slug: no such thing",
        "**Summary:** A",
        "- Tags: a",
    ],
)
def test_what_could_be_no_field_is_words(words: str):
    assert findings_of(parsed(STORY, f"Title: A\nDate: 2021-05-01\n\n{words}\n\nText", STORY_PATH)) == []


@pytest.mark.parametrize(
    ("date", "modified", "told"),
    [
        (
            "2021-05-01 10:00",
            "2021-05-01 09:00",
            "This was changed on 1 May 2021, 9:00 a.m., before its date, 10:00 a.m. of that day.",
        ),
        ("2021-05-02 10:00", "2021-05-01 09:00", "This was changed on 1 May 2021, before its date, 2 May 2021."),
        ("2021-05-01", "2026-11-22 23:00", "This was changed on 22 November 2026, 11:00 p.m., which has not come yet."),
        ("2021-05-01", "2026-11-23", "This was changed on 23 November 2026, which has not come yet."),
    ],
)
def test_a_change_at_an_impossible_time_is_told_with_the_time_where_it_matters(date: str, modified: str, told: str):
    read = parsed(STORY, f"Title: A\nDate: {date}\nModified: {modified}\n\nText", STORY_PATH)

    assert any(told in line for line in findings_of(read))


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (
            "Title: A long\ntitle wrapped\nDate: 2021-05-01",
            ['If it goes on with "Title:", write it on that line; if not, delete it, since "Date:" below'],
        ),
        ("Title: A long\ndate of it\nDate: 2021-05-01", ['If it goes on with "Title:", write it on that line']),
        ("Date: 2021-05-01\nTags: a,\nb\nTitle: A", ['since "Title:" below is still of the header']),
        (
            "Title: A\nDate: 2021-05-01\nSummary:\nA summary below.",
            ['If it goes on with "Summary:", write it on that line; if the text begins here, put an empty line'],
        ),
        ("Title: A\nDate: 2021-05-01\nTags:\nwages, hours", ['If it goes on with "Tags:", write it on that line']),
        ("Title:\nA plan\nDate: 2021-05-01", ['If it goes on with "Title:"', "The title is empty."]),
    ],
)
def test_a_line_that_goes_on_hides_no_field_below_it(header: str, told: list[str]):
    found = sorted(line for line in findings_of(parsed(STORY, f"{header}\n\nText", STORY_PATH)))

    assert len(found) == len(told)
    assert all(any(one in line for line in found) for one in told)


def test_words_too_few_for_a_description_are_none():
    for words in ("Hi.", "No", "1."):
        read = parsed(PAGE, f"Title: A\n\n{words}\n", PAGE_PATH)
        assert read.item
        assert str(read.item.header["summary"]) == ""


@pytest.mark.parametrize(
    ("header", "line", "rest"),
    [
        ("Title: A  Date: 2021-05-01", "Title: A", "Date: 2021-05-01"),
        ("Title: A; date: 2021-05-01", "Title: A", "Date: 2021-05-01"),
        ("Date: 2021-05-01 Title: A", "Date: 2021-05-01", "Title: A"),
        ("Title: A\nDate: 2021-05-01 Summary: It is so", "Date: 2021-05-01", "Summary: It is so"),
        ("Title: A\nStatus: published | Date: 2021-05-01", "Status: published", "Date: 2021-05-01"),
        ("Title: A, Date: May 1, 2021, Tags: a, b", "Title: A", "Date: May 1, 2021  and  Tags: a, b"),
        ("Title: A\nDate: 2021-05-01\nSummary: So. Status: published", "Summary: So.", "Status: published"),
    ],
)
def test_fields_on_one_line_are_told_with_a_line_for_each(header: str, line: str, rest: str):
    (told,) = findings_of(parsed(STORY, f"{header}\n\nText", STORY_PATH))

    assert told.endswith(f"Write  {line}  and in lines of their own  {rest}  [C45]")


@pytest.mark.parametrize(
    "header",
    [
        *("Title: Save the date: 2021-05-01\nDate: 2021-05-01", "Title: A status: hidden costs\nDate: 2021-05-01"),
        *("Title: Our campaign: wages\nDate: 2021-05-01", "Title: A\nDate: 2021-05-01\nSummary: Tags: what they are"),
        "Title: The author: a play\nDate: 2021-05-01 10:00",
    ],
)
def test_a_name_of_a_field_may_stand_in_words(header: str):
    assert findings_of(parsed(STORY, f"{header}\n\nText", STORY_PATH)) == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        *(("Author: Ann <ann@example.org>", "Ann"), ("Author: Ann (ann@example.org), Bo", "Ann, Bo")),
        *(("Author: ann@example.org", ""), ("Author: Ann Lee ann.lee@example.org", "Ann Lee")),
        *(('Author: "ann@example.org" Ann', "Ann"), ("Author: Ann, mailto:ann@example.org", "Ann")),
    ],
)
def test_an_address_beside_the_name_of_an_author_is_refused_with_the_line_to_type(line: str, name: str) -> None:
    remedy = (
        f"Write  Author: {name}  [C34]"
        if name
        else "Write a name, or the name of a file in content/people without .md."
    )
    told = story(f"{header(GOOD)}{line}\n\nText")[1]

    assert any("holds an e-mail address" in one and remedy in one for one in told)


@pytest.mark.parametrize("author", ["Ann Lee", "mara-lind", "Ann @ the office", "Sam O'Neil, Bo"])
def test_a_name_without_an_address_is_an_author(author: str) -> None:
    assert not [one for one in story(f"{header(GOOD)}Author: {author}\n\nText")[1] if "e-mail" in one]


@pytest.mark.parametrize(
    ("line", "apart"),
    [
        (
            "Title: X | Date: 2021-05-01 | Status: draft",
            "Title: X  and in lines of their own  Date: 2021-05-01  and  Status: draft",
        ),
        (
            "Title: X; Status: draft; Date: 2021-05-01",
            "Title: X  and in lines of their own  Status: draft  and  Date: 2021-05-01",
        ),
        ("Title: X / Date: 2021-05-01", "Title: X  and in lines of their own  Date: 2021-05-01"),
        ("Title: X – Date: 2021-05-01", "Title: X  and in lines of their own  Date: 2021-05-01"),
    ],
)
def test_fields_that_stand_in_one_line_are_told_to_be_parted_and_nothing_to_be_deleted(line: str, apart: str) -> None:
    read = parsed(STORY, f"{line}\n\nText", STORY_PATH)

    assert [one for one in findings_of(read) if ":1 " in one] == [
        (
            f"error {STORY_PATH}:1  More than one field stands in this line. Write  {apart}  "
            f"[{'C86' if 'Status' in line else 'C45'}]"
        )
    ]
    assert is_kept_back(read, NOW) or "Status" not in line


def test_a_wish_among_other_words_is_not_told_to_be_deleted_with_them() -> None:
    (told, *_) = story("A plan | Date: 2021-05-01 | Status: draft\n\nText")[1]

    assert "all else that this line says in others" in told
    assert "delete" not in told


@pytest.mark.parametrize("day", ["1021-05-01", "1202-05-01", "0021-05-01", "1799-12-31"])
def test_a_year_that_cannot_be_meant_is_told(day: str) -> None:
    assert any("[C04]" in one for one in story(f"Title: A\nDate: {day}\n\nText")[1])
    assert not any("[C04]" in one for one in story("Title: A\nDate: 1905-09-01\n\nText")[1])


@pytest.mark.parametrize("body", ["Words.\n\n[^1]:", "[^1]:", "> [^1]:\n", "- a\n\n    [^1]:"])
def test_a_note_without_words_and_without_a_mark_is_told(body: str) -> None:
    found = parsed(PAGE, f"Title: X\nSummary: Some words.\n\n{body}", "content/pages/x.md").findings

    assert [one.variant for one in found if one.code == "C100"] == ["note-without-mark"]


@pytest.mark.parametrize("label", ["Date: Friday", "Date: 1 May, 7 pm"])
def test_a_label_with_a_day_without_its_year_is_of_the_text_below_a_header(label: str) -> None:
    page = parsed(PAGE, f"Title: Town hall\nSummary: Come.\n\n{label}\nPlace: Hall\n\nText", "content/pages/x.md")
    dated = parsed(PAGE, "Title: A\nSummary: B.\n\nDate: May 1, 2021\nPlace: Hall\n\nText", "content/pages/x.md")

    assert findings_of(page) == []
    assert any("[C45]" in one for one in findings_of(dated))


@pytest.mark.parametrize("below", ["Our words here", "  Our words here", "**Our words** here"])
def test_a_headline_in_the_line_below_is_told_with_the_line_to_type(below: str) -> None:
    _, findings = story(f"Title:\n{below}\nDate: 2021-05-01\n")

    assert f"error {STORY_PATH}:1  The title is empty. Write  Title: Our words here  [C02]" in findings


def test_a_heading_below_an_empty_title_is_told_without_its_sign() -> None:
    _, findings = story("Date: 2021-05-01\nTitle:\n# Our words here\n\nText")

    assert f"error {STORY_PATH}:2  The title is empty. Write  Title: Our words here  [C02]" in findings


@pytest.mark.parametrize("below", ["::: note", "---", "![A hall](/images/a.jpg)", "Our words\nhere.", "Words " * 20])
def test_what_is_no_headline_below_an_empty_title_is_not_proposed_as_one(below: str) -> None:
    _, findings = story(f"Date: 2021-05-01\nTitle:\n{below}\n")

    assert f'error {STORY_PATH}:2  The title is empty. Type the headline after "Title:".  [C02]' in findings


def test_words_below_an_empty_field_are_told_as_one_line_with_one_space() -> None:
    _, findings = story("Title: A\nDate: 2021-05-01\nSummary:\nOur words\ngo on\nTags: a\n")

    assert any("write  Summary: Our words go on  and" in one for one in findings)
