"""Spots: the parts of drawn pages that links may lead to."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from plugins.core.findings import Finding, Where, finding


def spots(html: str) -> list[str]:
    """What a link may lead to in a page: its ids as often as they are there, and names that old pages give an `a`."""
    tree = LexborHTMLParser(html)  # words may speak of an id, too
    ids = [element.attributes.get("id") or "" for element in tree.css("[id]")]
    names = {element.attributes.get("name") or "" for element in tree.css("a[name]")}
    return [*ids, "main", *sorted(names - {*ids, "main"})]


def written_ids(contents: list[Any]) -> dict[tuple[str, str], Where]:
    """Where a block's own id was written, by page and id."""
    return {
        (content.url, block.values["id"]): Where(content.source.path, block.field_lines["id"])
        for content in contents
        for block in content.reading.blocks
        if "id" in block.field_lines
    }


def spots_twice(content: Any, ids: list[str]) -> Iterator[Finding]:
    """Two parts of a page with one name (C12)."""
    twice = {spot for spot, count in Counter(ids).items() if count > 1}
    for spot in sorted(spot for spot in twice if spot.removesuffix("-title") not in twice - {spot}):
        lines = [block.line_of("id") for block in content.reading.blocks if block.values.get("id") == spot]
        where = Where(content.source.path, lines[-1] if lines else 1)
        yield finding("C12.two-parts", where, spot=spot)
