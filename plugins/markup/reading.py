"""What one file's text gives: HTML with inert marks, and what the marks stand for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from plugins.core.findings import Finding, Level
from plugins.markup.named import Named

# Staff's text cannot hold these two control characters: core.header and BodyReader take them out.
MARK = re.compile(
    "\x02(?:(?P<kind>block|link|image|footnote):(?P<number>[0-9]+)|(?P<named>(?:[Ff]act|[Cc]ontact):[^\x02\x03]*))\x03"
)


def mark(kind: str, number: int | str) -> str:
    """The mark that stands in HTML for the numbered block, link, image, or the words that lead back to a footnote."""
    return f"\x02{kind}:{number}\x03"


@dataclass(frozen=True, slots=True)
class Block:
    """One `::: component` block.

    line: the file's line on which it begins
    values: every field that the component declares, by its declared name; told, else the default
    field_lines: the file's line of each field that was told
    body: its Markdown as HTML, with marks; "" when there is none
    """

    component: str
    line: int
    values: Mapping[str, str]
    body: str = ""
    field_lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, name: str) -> int:
        """The line of a field, or the block's own when the field was not told."""
        return self.field_lines.get(name, self.line)


@dataclass(frozen=True, slots=True)
class Link:
    """One link. target: the address as written (`{filename}x.md`, `/news/`, `#top`); words: what one clicks."""

    target: str
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Image:
    """One picture in the text. source: as written; alone: nothing else in its paragraph, which is gone."""

    source: str
    description: str
    title: str
    line: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading. words: plain text; id: its anchor."""

    level: int
    id: str
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's text, read. A mark's number is an index into blocks, links or images; outer blocks come first.

    named: every `{fact:...}` and `{contact:...}` in it
    once_mended: where something keeps a part from being read, the text without that, so that all is told at once
    """

    html: str
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    headings: tuple[Heading, ...] = ()
    findings: tuple[Finding, ...] = ()
    named: tuple[Named, ...] = ()
    once_mended: "Mended | None" = None


class Mended(NamedTuple):
    """A text as it will be when what is told of it is mended: its lines, each where it was, and what they give.

    around: what is said around errors that are found there only; "" where the text is stopped by others anyway
    """

    body: str
    reading: Reading
    around: str

    def told(self, found: Finding) -> Finding:
        """A finding on it, which asks for no more than what it is found behind."""
        return found.within(self.around) if self.around and found.level is Level.ERROR else found
