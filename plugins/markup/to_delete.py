"""HTML that is to be deleted with all that stands in it: nothing more is told of that."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from plugins.markup.raw_html import WITH_CONTENT, NotAllowed, Piece
from plugins.markup.reading import Link

BEGINS = re.compile(r"<([\w-]+)")
NOWHERE = "#"  # an address of which nothing is told


class Passage(NamedTuple):
    """What stands between a tag's name and the end of its element. first, last: its lines; words: on one line"""

    first: int
    last: int
    words: str

    def holds(self, text: str, line: int) -> bool:
        """Whether a piece of HTML, on one line, or an address stands in it. line: the file's"""
        return self.first <= line <= self.last and text in self.words


def to_delete(pieces: Iterable[Piece], lines: Sequence[str], first_line: int) -> list[Passage]:
    """The elements that a text's writer is asked to delete with what is in them, the outer ones of those in others.

    pieces: tags that are not allowed; lines: of the text, first_line: the number of the first of them
    An element that never ends is none of them: nobody knows what is in it.
    """
    found: list[Passage] = []
    endless: set[str] = set()
    text = "\n".join(lines)
    begins = [0]
    for line in lines:
        begins.append(begins[-1] + len(line) + 1)
    for piece in sorted(pieces, key=lambda one: one.line):
        tag = BEGINS.match(piece.text)
        name = tag[1].lower() if tag else ""
        if name not in WITH_CONTENT or name in endless or any(one.holds(piece.text, piece.line) for one in found[-1:]):
            continue
        at = re.compile(rf"<{name}\b", re.IGNORECASE).search(text, begins[piece.line - first_line])
        end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, at.end()) if at else None
        if at and end:
            inside = text[at.end() : end.start()]
            found.append(Passage(piece.line, piece.line + inside.count("\n"), " ".join(inside.split())))
        else:
            endless.add(name)
    return found


def allowed_but_for(found: NotAllowed, passages: Sequence[Passage]) -> NotAllowed:
    """The pieces that stand in no passage: what is there goes with it."""
    kinds = ("pictures", "active", "unclear", "files", "looks")
    kept = {kind: [one for one in getattr(found, kind) if not stands_in(passages, *one)] for kind in kinds}
    return NotAllowed(**kept | {"pictures": told_once(kept["pictures"])})


def told_once(pictures: Sequence[Piece]) -> list[Piece]:
    """Of a <picture> and each <source> in it nothing where the <img> is told, which stands behind them.

    >>> told_once([Piece("<picture>", 1), Piece("<source>", 1), Piece("<img>", 2), Piece("<source>", 9)])
    [Piece(text='<img>', line=2), Piece(text='<source>', line=9)]
    """
    last = max((one.line for one in pictures if one.text.lower().startswith("<img")), default=-1)
    return [one for one in pictures if one.text.lower().startswith("<img") or one.line > last]


def links_but_for(links: Iterable[Link], passages: Sequence[Passage]) -> tuple[Link, ...]:
    """The links, each with its number; those in a passage lead nowhere."""
    return tuple(replace(one, target=NOWHERE) if stands_in(passages, one.target, one.line) else one for one in links)


def stands_in(passages: Sequence[Passage], text: str, line: int) -> bool:
    """Whether something stands in one of these passages."""
    return any(one.holds(text, line) for one in passages)
