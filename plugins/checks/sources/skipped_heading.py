"""C27: headings that jump a level, or stand beside the page's own title."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from plugins.checks.read import Read
from plugins.components.reading import Heading
from plugins.components.verbatim import words_shown
from plugins.core.findings import Finding, Where, quoted, warning

HASHES = re.compile(r"(?P<hashes>#{1,6})(?P<words>.*?)#* *")
UNDERLINE = re.compile(r"(?:=+|-+) *")


class Step(NamedTuple):
    """Something that a reader, and a screen reader, meets as a heading. words: None for a block's own title."""

    line: int
    level: int
    words: str | None


def check(read: Read) -> Iterator[Finding]:
    """C27: a heading that skips a level, or that stands beside the title as if it were another one.

    Many who cannot see the page go from heading to heading, and a level that is left out tells them that something is
    missing. The title is level 1 and comes first, so a text begins with ## headings; a block's title is of level 2.
    """
    before = 1
    for step in steps(read):
        where = Where(read.path, step.line)
        if step.words is not None and step.level == 1:
            problem = f"{quoted(step.words)} is a second title: the page has one at its top already."
            yield warning(where, problem, "Use ## here.", "C27")
        elif step.words is not None and step.level > before + 1:
            problem = f"The heading jumps from level {before} to level {step.level}."
            yield warning(where, problem, f"Use {'#' * (before + 1)} here.", "C27")
        before = step.level


def steps(read: Read) -> list[Step]:
    """Headings and blocks' titles in the order of the file."""
    titles = [Step(block.line, 2, None) for block in read.reading.blocks if block.values.get("title")]
    return sorted([*placed(read.reading.headings, read), *titles], key=lambda step: step.line)


def placed(headings: tuple[Heading, ...], read: Read) -> Iterator[Step]:
    """Each heading with its line: the next one of its level, and if possible of its words, that the text has."""
    written = sorted(written_headings(read)) if headings else []
    for heading in headings:
        same_level = [at for at, step in enumerate(written) if step.level == heading.level]
        same_words = [at for at in same_level if plain(heading.words) in plain(written[at].words or "")]
        at = next(iter(same_words or same_level), None)
        line = read.source.body_line if at is None else written[at].line
        written = written if at is None else written[at + 1 :]
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
    """Letters and digits alone, in small letters."""
    return "".join(letter for letter in words.casefold() if letter.isalnum())
