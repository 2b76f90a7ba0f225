"""Headings that jump a level, or stand beside the page's own title (C27)."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from plugins.checks.read import Read
from plugins.core.findings import Finding, Where, finding
from plugins.markup.reading import Heading
from plugins.markup.verbatim import words_shown

HASHES = re.compile(r"(?P<hashes>#{1,6})(?P<words>.*)")
UNDERLINE = re.compile(r"(?:=+|-+) *")


class Step(NamedTuple):
    """Something that a reader, and a screen reader, meets as a heading. words: None for a block's own title."""

    line: int
    level: int
    words: str | None


def check(read: Read) -> Iterator[Finding]:
    """Headings that skip a level, or that stand beside the title as if they were another one (C27).

    The title is level 1 and comes first, so a text begins with ## headings; a block's title is of level 2.
    """
    levels = [heading.level for heading in read.reading.headings]
    if not levels or (levels[0] == 2 and set(levels) <= {2, 3}):  # as most are, whatever blocks stand between them
        return
    before = 1
    for step in steps(read):
        where = Where(read.path, step.line)
        if step.words is not None and step.level == 1:
            yield finding("C27.second-title", where, words=step.words)
        elif step.words is not None and step.level > before + 1:
            signs = "#" * (before + 1)
            yield finding("C27.skipped-level", where, before=before, after=step.level, signs=signs)
        before = step.level


def steps(read: Read) -> list[Step]:
    """Headings and blocks' titles in the order of the file."""
    titles = [Step(block.line, 2, None) for block in read.reading.blocks if block.values.get("title")]
    return sorted([*placed(read.reading.headings, read), *titles], key=lambda step: step.line)


def placed(headings: tuple[Heading, ...], read: Read) -> Iterator[Step]:
    """Each heading with its line: the next one of its level, and if possible of its words, that the text has."""
    written = sorted(written_headings(read))
    places: defaultdict[tuple[int, str | None], list[int]] = defaultdict(list)
    for at, step in enumerate(written):
        places[step.level, plain(step.words or "")].append(at)
        places[step.level, None].append(at)
    after = 0
    for heading in headings:
        line = read.source.body_line
        for words in (plain(heading.words), None):
            candidates = places[heading.level, words]
            if (nth := bisect_left(candidates, after)) < len(candidates):
                line, after = written[candidates[nth]].line, candidates[nth] + 1
                break
        yield Step(line, heading.level, heading.words)


def written_headings(read: Read) -> Iterator[Step]:
    """The lines that look like headings: `## words`, or words above a line of `---` or `===`."""
    lines = list(words_shown(read.source.body, read.source.body_line))
    for number, line in lines:
        if told := HASHES.fullmatch(line.lstrip(" >")):
            yield Step(number, len(told["hashes"]), told["words"])
    for (number, line), (next_number, below) in pairwise(lines):
        if next_number == number + 1 and UNDERLINE.fullmatch(below):
            yield Step(number, 1 if below.startswith("=") else 2, line)


def plain(words: str) -> str:
    """Letters and digits alone, in small letters, without an address or an id behind the words."""
    words = re.sub(r"\]\([^)]{0,500}\)|\{[^}]{0,100}\} *$", "", words)
    return "".join(letter for letter in words.casefold() if letter.isalnum())
