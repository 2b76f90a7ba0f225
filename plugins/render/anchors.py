"""Anchors: the parts of drawn pages that links may lead to."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser

from plugins.core.findings import Finding, Where, finding
from plugins.core.header import Source
from plugins.markup.reading import Reading
from plugins.markup.verbatim import words_shown
from plugins.site.model import Page

# What gives a part of a text its name: of a heading, or of HTML.
NAMED = r"""\{{[^}}]*#{0}(?![\w-])|\bid\s*=\s*["']?{0}(?![\w-])"""


def anchors_in(html: str) -> list[str]:
    """What a link may lead to in a page: its ids as often as they are there, and names that old pages give an `a`."""
    tree = LexborHTMLParser(html)  # words may speak of an id, too
    ids = [element.attributes.get("id") or "" for element in tree.css("[id]")]
    names = {element.attributes.get("name") or "" for element in tree.css("a[name]")}
    return [*ids, "main", *sorted(names - {*ids, "main"})]


def written_ids(bodies: Iterable[tuple[Page, Reading]]) -> dict[tuple[str, str], Where]:
    """Where a block's own id was written, by page and id."""
    return {
        (page.url, block.values["id"]): Where(page.path, block.field_lines["id"])
        for page, body in bodies
        for block in body.blocks
        if "id" in block.field_lines
    }


def anchors_twice(source: Source, body: Reading, ids: Sequence[str]) -> Iterator[Finding]:
    """Two parts of a page with one name (C12), at the line that gives it to the last."""
    twice = {anchor for anchor, count in Counter(ids).items() if count > 1}
    for anchor in sorted(anchor for anchor in twice if anchor.removesuffix("-title") not in twice - {anchor}):
        lines = [block.line_of("id") for block in body.blocks if block.values.get("id") == anchor]
        name, block = re.compile(NAMED.format(re.escape(anchor))), {"block": anchor} if lines else {}
        lines = lines or [number for number, line in words_shown(source.body, source.body_line) if name.search(line)]
        yield finding("C12.two-parts", Where(source.path, lines[-1] if lines else 1), anchor=anchor, **block)
