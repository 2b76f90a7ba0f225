"""What staff are told to type is typed, word for word: then that is told no more, and nothing else is."""

import re

import pytest

from plugins.core.findings import Finding
from plugins.core.header import SeenFile
from plugins.kinds.announcement import ANNOUNCEMENT
from plugins.kinds.contact import CONTACTS, parse_contacts
from plugins.kinds.event import EVENT
from plugins.kinds.fact import FACTS, parse_facts
from plugins.kinds.house_style import HOUSE_STYLE, parse_house_style
from plugins.kinds.kind import Kind
from plugins.kinds.listed import ListKind
from plugins.kinds.matter import MATTER
from plugins.kinds.person import PERSON
from plugins.kinds.story import STORY
from plugins.site.live import findings_at
from tests.kinds.parsed import NOW, parsed

# What stands between two spaces, or behind them up to the end of a sentence.
TO_TYPE = re.compile(r"  (?P<name>[A-Z][\w-]+): (?P<value>.+?)(?=  |,? or |\.?$)")
TO_TYPE_IN_TOML = re.compile(r"  (?P<name>[a-z][\w-]*) = (?P<value>.+)$")
EVENT_HEADER = "Title: Town hall\nPlace: The hall\nSummary: Come.\n"
MATTER_HEADER = "Title: Talks\nSummary: Where they stand.\nStage-since: 2026-11-02\n"
PARSE = {FACTS: parse_facts, CONTACTS: parse_contacts, HOUSE_STYLE: parse_house_style}


def typed(text: str, found: Finding) -> str:
    """A text in which somebody has typed what a finding says: in the place of the field's line, or above all."""
    for line in TO_TYPE.finditer(found.remedy):
        own = re.compile(rf"(?m)^{line['name']}:.*$")
        text = own.sub(line[0].strip(), text) if own.search(text) else f"{line[0].strip()}\n{text}"
    return text


@pytest.mark.parametrize(
    ("kind", "header"),
    [
        (PERSON, "Role: Steward\n"),
        (PERSON, "Name:\nRole: Steward\n"),
        (PERSON, "Name: \u200b\nRole: Steward\n"),
        (PERSON, "Name: Ann\nRole-from: 2021-01-01\n"),
        (PERSON, "Name: Ann\nRole:\nRole-from: 2021-01-01\n"),
        (PERSON, "Name: Ann\nEarlier-roles: Steward\n"),
        (ANNOUNCEMENT, "Starts: 2026-11-01\nEnds: 2026-12-01\n"),
        (ANNOUNCEMENT, "Title:\nStarts: 2026-11-01\nEnds: 2026-12-01\n"),
        (ANNOUNCEMENT, "Title: A\nStarts:\nEnds: 2026-12-01\n"),
        (ANNOUNCEMENT, "Title: A\nStarts: 2026-11-01\nEnds:\n"),
        (ANNOUNCEMENT, "Title: A\nStarts: 2026-11-01\n"),
        (EVENT, EVENT_HEADER),
        (EVENT, f"{EVENT_HEADER}Starts:\n"),
        (EVENT, f"{EVENT_HEADER}Ends: 2026-12-10\n"),
        (EVENT, f"{EVENT_HEADER}Ends: 2026-11-22 17:00\n"),
        (EVENT, f"{EVENT_HEADER}Ends: 2026-12-10 20:00\n"),
        (EVENT, f"{EVENT_HEADER}Starts: 2026-12-10 18:30\nEnds: 2026-12-10\n"),
        (EVENT, f"{EVENT_HEADER}Starts: 2026-12-10\nEnds: 2026-12-10 20:00\n"),
        (EVENT, f"{EVENT_HEADER}Starts: 2026-12-10\nStatus: cancelled\n"),
        (EVENT, f"{EVENT_HEADER}Starts: 2026-12-10\nStatus: cancelled\nModified:\n"),
        (EVENT, f"{EVENT_HEADER}Starts: 2026-12-10\nFormerly: 2026-12-01\n"),
        (EVENT, f"{EVENT_HEADER}Starts: 2026-12-10\nFormerly: 2026-12-01\nStatus: published\n"),
        (EVENT, f"{EVENT_HEADER}Starts: 2026-12-10\nTime-zone: Vancouver\n"),
        (EVENT, f"{EVENT_HEADER}Starts: 2026-12-10\nTelephone: soon\n"),
        (EVENT, f"{EVENT_HEADER}Starts: {{fact:day}}\n"),
        (MATTER, f"{MATTER_HEADER}Stages: Asking, Writing\n"),
        (MATTER, f"{MATTER_HEADER}Stages: Asking, Writing\nStage:\n"),
        (MATTER, f"{MATTER_HEADER}Stage: Asking\n"),
        (MATTER, f"{MATTER_HEADER}Stage: Asking\nStages: Asking | Writing\n"),
        (MATTER, "Title: Talks\nSummary: A.\nStages: Asking, Writing\nStage: Asking\n"),
        (MATTER, "Title: Talks\nSummary: A.\nStages: Asking, Writing\nStage: Asking\nStage-since:\n"),
        (STORY, "Title: A\nDate: 2021-05-01\nReview-by: 2023-02-10\n"),
        (STORY, "Title: A\nDate: 2020-02-01\nReview-by: 2020-02-29\n"),
        (STORY, "Title: A\nDate: 2021-05-01\nChange-note: It is Tuesday.\n"),
        (STORY, "Title: A\nDate: 2021-05-01\nModified:\nChange-note: It is Tuesday.\n"),
        (STORY, "Title: A\nDate: 2021-05-01\nOld-addresses: https://old.example/plan/\n"),
    ],
)
def test_a_line_of_a_header_that_is_typed_as_told_is_right(kind: Kind[object], header: str) -> None:
    def told(text: str) -> list[Finding]:
        body = "" if kind is PERSON else "\nWords of it.\n"
        read = parsed(kind, f"{text}{body}", f"content/{kind.folder}/a.md")
        return [one for one in findings_at(read, NOW) if one.code not in ("C24", "C26")]

    (found,) = told(header)

    assert TO_TYPE.search(found.remedy), found.remedy
    assert [str(one) for one in told(typed(header, found))] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (CONTACTS, '[office]\nname = "Office"\ntelephone = "soon"\n'),
        (CONTACTS, '[office]\nname = "Office"\nemail = "office"\n'),
        (CONTACTS, '[office]\nname = "Office"\nemail = "a@b.example"\ntelephone = "{contact:other.telephone}"\n'),
        (CONTACTS, '[office]\nname = "Office"\nemail = ""\n'),
        (CONTACTS, '[office]\nname = "Office"\n'),
        (CONTACTS, '[office]\nemail = "a@b.example"\n'),
        (CONTACTS, '[office]\nname = "\u200b"\nemail = "a@b.example"\n'),
        (CONTACTS, '[office]\nname = "The **\\"office\\"**"\nemail = "a@b.example"\n'),
        (FACTS, '[members]\nvalue = "ten"\nsource = "Register"\n'),
        (FACTS, '[members]\nvalue = "ten"\nsource = "Register"\nchecked = ""\n'),
        (FACTS, '[members]\nvalue = ""\nsource = "Register"\nchecked = 2022-01-15\n'),
        (FACTS, '[members]\nvalue = "ten"\nsource = "Register"\nchecked = 2022-01-15\nnot = "the \\"ten\\""\n'),
        (FACTS, '[members]\nvalue = 10\nsource = "Register"\nchecked = 2022-01-15\n'),
        (FACTS, '[members]\nvalue = ten\nsource = "Register"\nchecked = 2022-01-15\n'),
        (FACTS, '[members]\nvalue = "ten"\nsource = "Register"\nchecked = "{fact:day}"\n'),
        (FACTS, '[members]\nvalue = \nsource = "Register"\nchecked = 2022-01-15\n'),
        (FACTS, '[members]\nvalue = "ten"\nsource = "Register"\nchecked = \n'),
        (FACTS, '[members]\nvalue = "the "ten""\nsource = "Register"\nchecked = 2022-01-15\n'),
        (FACTS, '[members]\nvalue = "ten"\nsource = "Register"\nchecked = 2022-01-15\nnot = ["10" "ten"]\n'),
        (FACTS, '[members]\nvalue = "ten"\nsource = "Register"\nchecked = 2022-01-15\nnot = [“1,000”; “ten”]\n'),
        (FACTS, '[members]\nvalue = "ten"\nsource = "Register"\nchecked = 2022-01-15\nnot = [1,000 of us, ten]\n'),
        (CONTACTS, '[office]\nname = "Office"\nemail = "a@b.example"\nno-unsolicited-mail = yes\n'),
        (HOUSE_STYLE, '[[term]]\nuse = "post-secondary"\n'),
        (HOUSE_STYLE, '[[term]]\navoid = ["post secondary"]\nuse = ""\n'),
        (HOUSE_STYLE, '[[term]]\nuse = "post-secondary"\navoid = []\n'),
    ],
)
def test_a_line_of_a_list_that_is_typed_as_told_is_right(kind: ListKind, text: str) -> None:
    def told(written: str) -> list[Finding]:
        return PARSE[kind](SeenFile(kind.path, written.encode()))[1]

    (found,) = told(text)
    line = TO_TYPE_IN_TOML.search(found.remedy)
    assert line, found.remedy
    own = re.compile(rf"(?m)^{line['name']} = .*$")
    right = own.sub(lambda _: line[0].strip(), text) if own.search(text) else f"{text}{line[0].strip()}\n"

    assert [str(one) for one in told(right)] == []
