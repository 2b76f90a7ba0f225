"""Straight quotation marks as typographers have them: by what stands before and behind, whatever tags are between."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from html import unescape
from typing import NamedTuple

TAG = re.compile(r"(<[^>]*>)")
TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
# Tags in the middle of a sentence; all others end it.
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
# What is in them is no text to change, and as one letter to what stands beside them; a note's number is as nothing.
VERBATIM = frozenset(("code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea", "tt"))
NOTE = "sup"
STANDS_FOR = {"img": "x", "br": " ", NOTE: "", **dict.fromkeys(VERBATIM, "x")}
# What is not seen as it is written: references, and the marks of what is kept or drawn later.
HIDDEN = re.compile("&#?[A-Za-z0-9]+;|\x02[^\x02\x03]*\x03")
SIGN = re.compile(r"(?<!\\)(?:''|[\"'])|-{3,}|‘")
# Behind these a quotation begins; behind the others too, if none is open.
OPENING = frozenset("([{<“‘«‹„¿¡")
EITHER = frozenset("-‐‑‒–—―/…|*_=+~#")
DECADE, YEAR = re.compile(r"\d\ds\b"), re.compile(r"\d\d(?!\w)")
# Words that lost their beginning, and are none without the apostrophe.
SHORTENED = re.compile(r"(?:t(?:is|was|were|will|isn|wasn|il|ill)|n(?=['’]))\b", re.IGNORECASE)
ROCK_N_ROLL = re.compile(r"'n'(?!\w)", re.IGNORECASE)
MINUTES = re.compile(r"\d{1,2}(?!\w)")
MEASURE = re.compile(r"(?:(?<![\w’'.,])\d{1,3}(?:\.\d+)?|[½¼¾⅓⅔⅛⅜⅝⅞])$")
INCHES = re.compile(r"(?:′|[″′] ?[x×]) ?\d{1,3}(?:\.\d+)?[½¼¾]?$")
# A word that lost its beginning, if no quotation of that word can be meant.
PERHAPS_SHORTENED = re.compile(
    r"(?:em|cause|cos|coz|bout|round|fraid|nuff|neath|gainst|ello|ood|hood|ere)\b", re.IGNORECASE
)
# The edges of what stands in single quotation marks; an apostrophe of many ("members' pay") closes less.
EDGE = re.compile(r"(?<!'[nN])(?:(?<=[^\s(\[{“‘'])'(?!\w)|(?<!\w)'(?=\w))")
OF_MANY = re.compile(r"(?<=[sS])' ?(?=\w)")
REACH = 12  # so many letters back a measure is looked for


class Part(NamedTuple):
    """Words of a block of HTML: the number of their piece, None for what stands for a tag; and the words."""

    piece: int | None
    words: str


def curled(text: str) -> str:
    r"""Plain text with typographer's quotes, apostrophes and primes, and dashes of three hyphens or more.

    >>> curled("\"The '90s\" --- rock 'n' roll, 5'10\" tall")
    '“The ’90s” — rock ’n’ roll, 5′10″ tall'
    """
    return _replaced(text, _signs(text))


def curled_html(html: str, ignored_tags: Collection[str] = ()) -> str:
    """The same for the text of HTML, each block of it by itself. Signs come as references; tags stay as they are.

    >>> curled_html("<p><em>The Herald</em>'s <code>'x'</code>'s</p>")
    "<p><em>The Herald</em>&#8217;s <code>'x'</code>&#8217;s</p>"
    """
    pieces = TAG.split(html)  # words and tags in turn
    for block in list(_blocks(pieces, {name.casefold() for name in ignored_tags})):
        words = "".join(part.words for part in block)
        if not SIGN.search(words):
            continue
        signs = [(at, size, f"&#{ord(sign)};") for at, size, sign in _signs(words) if sign != "‘" or words[at] != "‘"]
        start = 0
        for part in block:
            end = start + len(part.words)
            if part.piece is not None:
                own = [(at - start, size, sign) for at, size, sign in signs if start <= at < end]
                pieces[part.piece] = _replaced(part.words, own)
            start = end
    return "".join(pieces)


def _blocks(pieces: list[str], ignored: set[str]) -> Iterator[list[Part]]:
    """The words that readers see without a break, whatever inline tags are among them."""
    block: list[Part] = []
    inside = ""
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            if not inside and piece:
                block.append(Part(number, piece.replace("&quot;", '"')))
            continue
        found = TAG_NAME.match(piece)
        name, closes = found[1].lower() if found else "", piece.startswith("</")
        if inside:
            inside = "" if closes and name == inside else inside
        elif name in STANDS_FOR or name in ignored:
            block.append(Part(None, STANDS_FOR.get(name, "x")))
            inside = "" if closes or name in ("img", "br") else name
        elif name and name not in INLINE:
            yield block
            block = []
    yield block


def _replaced(text: str, signs: list[tuple[int, int, str]]) -> str:
    parts, end = [], 0
    for at, size, sign in signs:
        parts += [text[end:at], sign]
        end = at + size
    return "".join([*parts, text[end:]])


def _signs(text: str) -> list[tuple[int, int, str]]:
    """Where in a block's words something is to be replaced, how many letters, and by which sign."""
    seen = HIDDEN.sub(_as_seen, text)
    block = _Block(seen)
    return [(found.start(), len(found[0]), block.sign(found)) for found in SIGN.finditer(seen)]


def _as_seen(hidden: re.Match[str]) -> str:
    """As many letters as are hidden, of the kind that readers see."""
    return (unescape(hidden[0])[0] if hidden[0].startswith("&") else "x") * len(hidden[0])


class _Block:
    """The words of a block, and what is open at the sign that is looked at."""

    def __init__(self, seen: str) -> None:
        self.seen = seen
        self.letters = list(seen)  # with the signs that were replaced
        self.open = {'"': False, "'": False}
        self.edges = [found.start() for found in EDGE.finditer(seen)]
        closing = (edge for edge in reversed(self.edges) if not seen[edge + 1 : edge + 2].isalnum())
        self.last_closing = next(closing, -1)

    def sign(self, found: re.Match[str]) -> str:
        """What shall stand in the place of a sign."""
        at, end = found.span()
        before, after = self.letters[at - 1] if at else "\n", self.seen[end : end + 1] or "\n"
        if found[0].startswith("---"):
            sign = "—"
        elif found[0] == "'":
            sign = self._single(at, before, after)
        elif found[0] == "‘":  # as word processors turn it
            sign = "’" if not before.isalnum() and self._is_elided(end) else "‘"
        else:
            sign = self._double(at, before, after)
        self.letters[at:end] = sign * (end - at)
        return sign

    def _double(self, at: int, before: str, after: str) -> str:
        measured = "".join(self.letters[max(0, at - REACH) : at])
        if INCHES.search(measured) or (not self.open['"'] and MEASURE.search(measured)):
            return "″"
        opens = self._opens('"', before, after)
        self.open['"'] = opens
        return "“" if opens else "”"

    def _single(self, at: int, before: str, after: str) -> str:
        seen = self.seen
        measured = "".join(self.letters[max(0, at - REACH) : at])
        if before.isalnum():
            of_feet = MINUTES.match(seen, at + 1) if after.isdigit() else not (after.isalnum() or self.open["'"])
            return "′" if of_feet and MEASURE.search(measured) else "’"
        if before == "”":  # behind a quotation nothing begins without a space: it is an s, or the end of one around it
            return "’"
        if ROCK_N_ROLL.match(seen, at) or self._is_elided(at + 1) or not self._opens("'", before, after):
            return "’"
        shortened = YEAR.match(seen, at + 1) or PERHAPS_SHORTENED.match(seen, at + 1)
        begins_block = at < REACH and not seen[:at].strip("\"' \n")
        self.open["'"] = self._closes_later(at, surely=bool(shortened)) or (begins_block and not shortened)
        return "‘" if self.open["'"] else "’"

    def _closes_later(self, at: int, *, surely: bool) -> bool:
        """Whether what would begin here has an end. surely: not by an apostrophe of many, and before another begins"""
        if not surely:
            return self.last_closing > at
        for index in range(bisect_right(self.edges, at), len(self.edges)):
            edge = self.edges[index]
            if self.seen[edge + 1 : edge + 2].isalnum():
                return False
            if not OF_MANY.match(self.seen, edge):
                return True
        return False

    def _is_elided(self, at: int) -> bool:
        """Whether a word begins here of which the first letters or digits are left out."""
        return bool(SHORTENED.match(self.seen, at) or DECADE.match(self.seen, at))

    def _opens(self, sign: str, before: str, after: str) -> bool:
        if before.isspace() or before in OPENING:
            return not after.isspace() or not self.open[sign]
        if after.isspace():
            return False
        return not self.open[sign] and (before in EITHER or (after.isalnum() and not before.isalnum()))
