"""Long matters such as bargaining: content/matters/<id>.md, a page each that says where it stands."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from plugins.core.fields import DATE, Field, words
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import Source
from plugins.core.suggestions import suggest
from plugins.core.window import Timed, Window
from plugins.kinds.below_header import told_below
from plugins.kinds.kind import NOT_YET_KNOWN, Kind, ParsedFile, ReadingRules
from plugins.kinds.lifetime import PUBLIC_FROM, named_moment
from plugins.kinds.texts import AUTHORS, OWN, PELICANS, Text, of_stories, parse_text
from plugins.markup.typography import typographic

STAGE = Field(
    "Stage",
    required=True,
    help="Where it stands now: one of the stages in pelicanconf.py (STAGES), or of the line Stages.",
    example="Exchanging proposals",
)
STAGE_SINCE = Field("Stage-since", DATE, required=True, help="The day it came to that stage.", example="2026-11-02")
STAGES = Field(
    "Stages",
    help="Stages of its own, in their order, with commas (or semicolons) between; those of the site when left out.",
    example="Asking members, Writing, Carrying it out",
)
OTHER_SIGNS = re.compile(r"\s*(?:[|/>→·•、，]|[-=]+>|\s[-–—]\s|\\)\s*")  # with which people part stages
_TITLE, *_REST = OWN
FIELDS = (_TITLE, STAGE, STAGE_SINCE, STAGES, *_REST, PUBLIC_FROM, *of_stories(AUTHORS), *PELICANS)
STARTER = """\
Title: {title}
Stage:
Stage-since: {today}
Summary:
Modified:
Status: draft

Say in two sentences what this is about, and for whom.

## What happens next

Name the next date, and what a reader can do until then.

::: timeline
title: The dates

- **The first day** Say what happened on it.
- **The next day** Say what will happen on it.
:::
"""


def parse_matter(source: Source, rules: ReadingRules) -> ParsedFile[Text]:
    """A file of content/matters: a page, with the stage it is at.

    Its header gets "stages" (typographic, a line each), "stage" (the number of the present one from 0; -1 where none is
    known) and "stage_since" (a moment, where one is told).
    """
    parsed = parse_text(source, FIELDS, rules, "page")
    assert parsed.item
    stages, since = stages_of(source, rules), named_moment(source, STAGE_SINCE, rules.zone)
    header = {name: value for name, value in parsed.item.header.items() if name not in ("stage_since", "stages")}
    header |= {"stages": "\n".join(map(typographic, stages)), "stage": f"{place_among(stage_told(source), stages)}"}
    if since:
        header["stage_since"] = since
    is_draft, shown = header.get("status") == "draft", parsed.window
    timed = parsed.timed if is_draft else (*parsed.timed, *_since_to_come(source, since, shown))
    below = told_below(source, FIELDS)
    findings = parsed.findings
    findings += () if STAGE.name in below else tuple(_wrong_stage(source, stages))
    findings += () if STAGE_SINCE.name in below else tuple(_no_day(source))
    return replace(parsed, item=replace(parsed.item, header=header), findings=findings, timed=timed)


def stage_told(source: Source) -> str:
    """What the line Stage says, or ""."""
    entry = source.find(STAGE.name)
    return entry.value if entry else ""


def stages_of(source: Source, rules: ReadingRules) -> tuple[str, ...]:
    """The stages through which a matter goes: its own, or the site's."""
    own = source.find(STAGES.name)
    return once(words(own.value)) or rules.stages if own else rules.stages


def once(stages: Sequence[str]) -> tuple[str, ...]:
    """Each stage where it is named first.

    >>> once(["Preparing", "Talking", "preparing"])
    ('Preparing', 'Talking')
    """
    by_name = {folded(one): one for one in reversed(stages)}
    return tuple(one for one in dict.fromkeys(stages) if by_name[folded(one)] == one)


def folded(stage: str) -> str:
    """A stage as it is compared with others."""
    return " ".join(stage.casefold().split())


def place_among(stage: str, stages: Sequence[str]) -> int:
    """The number of a stage from 0, in any letter case; -1 for none of them.

    >>> place_among("talking", ("Preparing", "Talking"))
    1
    """
    names, wanted = [*map(folded, stages)], folded(stage)
    return names.index(wanted) if wanted in names else -1


def _wrong_stage(source: Source, stages: Sequence[str]) -> Iterator[Finding]:
    """A matter that tells no stage, or one that is none of its own (C150)."""
    where, stage = Where(source.path, source.line_of(STAGE.name)), stage_told(source)
    own = source.find(STAGES.name)
    if own:
        named = Counter(map(folded, words(own.value)))
        for twice in (one for one in stages if named[folded(one)] > 1):
            yield finding("C150.stage-twice", Where(source.path, own.line), stage=twice)
    if not stages:
        known = {"stage": stage} if len(words(stage)) == 1 else {}
        yield finding("C150.no-stages", where, **known)
    elif not stage:
        yield finding("C150.no-stage", where, known=", ".join(stages), example=stages[0])
    elif place_among(stage, stages) < 0:
        if own and len(stages) == 1 and stages[0] == own.value.strip():
            right = ", ".join(part for part in OTHER_SIGNS.split(own.value) if part)
            apart = {"right": right} if right != own.value else {}
            yield finding("C150.one-stage", Where(source.path, own.line), stages=own.value, **apart)
            return
        near = suggest(stage, stages)
        yield finding("C150.unknown-stage", where, stage=stage, **(near if "near" in near else in_order(stages)))


def in_order(stages: Sequence[str]) -> dict[str, str]:
    """What the phrase did-you-mean of messages.toml tells: all stages, one after the other."""
    return {"known": ", ".join(stages)}


def _no_day(source: Source) -> Iterator[Finding]:
    """A matter that does not tell since when it is at its stage (C151); a wrong day is told of the line itself."""
    entry = source.find(STAGE_SINCE.name)
    if entry is None or not entry.value:
        yield finding("C151.no-day", Where(source.path, source.line_of(STAGE_SINCE.name)), today=NOT_YET_KNOWN)


def _since_to_come(source: Source, since: datetime | None, shown: Window) -> Iterator[Timed]:
    """That a matter has been at its stage since a day that is still to come (C151), while it is shown before that."""
    if since:
        where = Where(source.path, source.line_of(STAGE_SINCE.name))
        yield Timed(finding("C151.day-to-come", where, day=since), Window(shown.starts, since))


MATTER = Kind("matter", "matters", FIELDS, parse_matter, STARTER, has_page=True, is_named=True)
