import json

from plugins.checks.report import as_github, as_json, as_text
from plugins.core.findings import Where, finding

FOUND = [
    finding("C13.no-picture", Where("content/a,b:c.md", 3), source="100%\nx.jpg"),
    finding("C06.unknown", Where("content/a.md"), field="Cover"),
    finding("C24.over", Where("content/z.md"), day="1 May 2022"),
    finding("C24.over", Where("content/z.md"), day="2 May 2022"),
]


def test_people_read_a_line_for_each_and_how_many_there_are() -> None:
    assert as_text(FOUND[1:]) == (
        'warning content/a.md:1  "Cover" is not a field I use.  [C06]\n'
        "note content/z.md:1  This ended on 1 May 2022 and is no longer shown. Nothing to do.  [C24]\n"
        "note content/z.md:1  This ended on 2 May 2022 and is no longer shown. Nothing to do.  [C24]\n"
        "1 warning, 2 notes."
    )
    assert as_text([]) == "No mistakes."


def test_machines_read_every_part_of_a_finding() -> None:
    first, *others = json.loads(as_json(FOUND))

    assert first == {
        "level": "error",
        "path": "content/a,b:c.md",
        "line": 3,
        "problem": 'I cannot find the picture "100%\nx.jpg".',
        "remedy": "Put it into content/images.",
        "code": "C13",
    }
    assert [one["level"] for one in others] == ["warning", "note", "note"]


def test_no_command_of_a_terminal_is_told_to_github() -> None:
    wrong = finding("C13.no-picture", Where("content/a\x1b[2J\u202e.md"), source="x\x07.jpg")

    assert {"\x1b", "\x07", "\u202e"}.isdisjoint(as_github([wrong]))


def test_github_shows_each_at_its_line_and_no_text_can_become_a_command() -> None:
    lost, *others = as_github(FOUND[:3]).splitlines()

    assert lost.startswith("::error file=content/a%2Cb%3Ac.md,line=3,title=C13::I cannot find the picture ")
    assert lost.endswith('"100%25%0Ax.jpg". Put it into content/images.')
    assert others == [
        '::warning file=content/a.md,line=1,title=C06::"Cover" is not a field I use.',
        "::notice file=content/z.md,line=1,title=C24::This ended on 1 May 2022 and is no longer shown. Nothing to do.",
    ]
