"""A block's drawn text taken apart, for templates that show its pieces each in a place of its own."""

from typing import NamedTuple

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser, LexborNode

HEADINGS = ("h2", "h3", "h4", "h5", "h6")


class Section(NamedTuple):
    """A heading and what stands below it. level: 2 to 6; id: its anchor; title, body: HTML"""

    level: int
    id: str
    title: Markup
    body: Markup


class Sections(NamedTuple):
    """A text by its headings. before: what stands above the first, HTML"""

    before: Markup
    sections: tuple[Section, ...]


class Items(NamedTuple):
    """A text by the items of its lists, as HTML. before, after: what stands above the first list, and below it"""

    before: Markup
    items: tuple[Markup, ...]
    after: Markup


def list_items(html: str) -> Items:
    """A text parted at the items of its lists; lists within one belong to it.

    >>> before, items, after = list_items("<p>So:</p><ol><li>One<ul><li>a</li></ul></li><li>Two</li></ol><p>On.</p>")
    >>> list(items), before + after
    ([Markup('One<ul><li>a</li></ul>'), Markup('Two')], Markup('<p>So:</p><p>On.</p>'))
    """
    body = LexborHTMLParser(html).body
    around: tuple[list[str], list[str]] = ([], [])
    items: list[Markup] = []
    for piece in body.iter(include_text=True) if body else ():
        if piece.tag in ("ol", "ul"):
            items += (
                Markup("".join(part.html or "" for part in item.iter(include_text=True))) for item in piece.iter()
            )
        else:
            around[bool(items)].append(piece.html or "")
    before, after = (Markup("".join(parts).strip()) for parts in around)
    return Items(before, tuple(items), after)


def sections(html: str) -> Sections:
    """A text parted at each heading of the level that its first one has."""
    body = LexborHTMLParser(html).body
    before: list[str] = []
    found: list[tuple[LexborNode, list[str]]] = []
    for piece in body.iter(include_text=True) if body else ():
        if piece.tag in HEADINGS and (not found or piece.tag == found[0][0].tag):
            found.append((piece, []))
        else:
            (found[-1][1] if found else before).append(piece.html or "")
    return Sections(Markup("".join(before).strip()), tuple(section_of(heading, below) for heading, below in found))


def section_of(heading: LexborNode, below: list[str]) -> Section:
    """A heading with the HTML of what stands below it."""
    title = "".join(piece.html or "" for piece in heading.iter(include_text=True))
    level, anchor = int((heading.tag or "h2")[1:]), heading.attributes.get("id") or ""
    return Section(level, anchor, Markup(title), Markup("".join(below).strip()))
