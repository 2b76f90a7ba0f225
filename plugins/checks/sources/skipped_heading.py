"""Headings that jump a level, or stand beside the page's own title (C27)."""

from collections.abc import Iterator
from typing import NamedTuple

from plugins.checks.read import Read
from plugins.core.findings import Finding, Where, finding


class Step(NamedTuple):
    """Something that a reader, and a screen reader, meets as a heading. words: None for a block's own title."""

    line: int
    level: int
    words: str | None


def check(read: Read) -> Iterator[Finding]:
    """Headings that skip a level, or that stand beside the title as if they were another one (C27).

    The title is level 1 and comes first, so a text begins with ## headings; a block's title is of level 2.
    """
    shown = {image.line for image in read.reading.images}
    for heading in read.reading.headings:
        if not heading.words.strip() and heading.line not in shown:
            yield finding("C27.no-words", Where(read.path, heading.line), signs="#" * heading.level)
    levels = [heading.level for heading in read.reading.headings if heading.words.strip() or heading.line in shown]
    if not levels or (levels[0] == 2 and set(levels) <= {2, 3}):  # as most are, whatever blocks stand between them
        return
    before = 1
    for step in steps(read):
        where = Where(read.path, step.line)
        # With which the missing title is told.
        is_title = read.source.find("Title") is None and step.line == read.source.body_line
        if step.words is not None and step.level == 1 and not is_title:
            yield finding("C27.second-title", where, words=step.words)
        elif step.words is not None and step.level > before + 1:
            signs = "#" * (before + 1)
            yield finding("C27.skipped-level", where, before=before, after=step.level, signs=signs)
        before = step.level


def steps(read: Read) -> list[Step]:
    """Headings and blocks' titles in the order of the file."""
    titles = [Step(block.line, 2, None) for block in read.reading.blocks if block.values.get("title")]
    headings = (one for one in read.reading.headings if one.words.strip())
    written = [Step(one.line, one.level, one.words) for one in headings]
    return sorted([*written, *titles], key=lambda step: step.line)
