import json

from plugins.checks.report import as_github, as_json, as_text
from plugins.core.findings import Level, Where, in_own_words

FOUND = [
    in_own_words(
        Level.ERROR, Where("content/a,b:c.md", 3), 'The link "x" goes 100%\nto nothing.', "Correct it.", "C11"
    ),
    in_own_words(Level.WARNING, Where("content/a.md"), "Drop it.", "", "C15"),
    in_own_words(Level.NOTE, Where("content/z.md"), "Nothing to do.", "", "C24"),
    in_own_words(Level.NOTE, Where("content/z.md"), "Nothing.", "", "C24"),
]


def test_people_read_a_line_for_each_and_how_many_there_are() -> None:
    assert as_text(FOUND[1:]) == (
        "warning content/a.md:1  Drop it.  [C15]\n"
        "note content/z.md:1  Nothing to do.  [C24]\n"
        "note content/z.md:1  Nothing.  [C24]\n"
        "1 warning, 2 notes."
    )
    assert as_text([]) == "No mistakes."


def test_machines_read_every_part_of_a_finding() -> None:
    first, *others = json.loads(as_json(FOUND))

    assert first == {
        "level": "error",
        "path": "content/a,b:c.md",
        "line": 3,
        "problem": 'The link "x" goes 100%\nto nothing.',
        "remedy": "Correct it.",
        "code": "C11",
    }
    assert [one["level"] for one in others] == ["warning", "note", "note"]


def test_github_shows_each_at_its_line_and_no_text_can_become_a_command() -> None:
    assert as_github(FOUND[:3]).splitlines() == [
        '::error file=content/a%2Cb%3Ac.md,line=3,title=C11::The link "x" goes 100%25%0Ato nothing. Correct it.',
        "::warning file=content/a.md,line=1,title=C15::Drop it.",
        "::notice file=content/z.md,line=1,title=C24::Nothing to do.",
    ]
