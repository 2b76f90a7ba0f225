"""Text on which Markdown would take for ever, found before it is tried."""

import re
from collections.abc import Iterable, Sequence

from plugins.core.findings import Finding, Where, finding
from plugins.markup.list_items import Row

MAX_DEPTH = 20
MAX_BRACKETS = 100
MAX_LINES = 20_000
MAX_LINES_TOGETHER = 5_000
# What Markdown looks for the other half of, or replaces everywhere: the time grows with the square of their number.
MAX_OF_EACH_MARK = {"[TOC]": 1, "<": 2_000, "[^": 500, "]:": 1_000, "*[": 200, ":::": 400}
# What else it looks at one by one.
MARKS = "[]*_`\\!&|#~{}="
MAX_MARKS = 50_000
# An address or a title is repeated wherever somebody refers to it.
DEFINITION = re.compile(r" {0,3}\*?\[[^]]*\]:")
MAX_DEFINITION = 1_000
ABBREVIATION = re.compile(r"^ {0,3}\*\[(.+?)\]:", re.MULTILINE)
MAX_ABBREVIATED = 5_000
# From each tag that is never closed, Python's HTML parser reads on to the next ">", or to the end.
OPEN_TAG = re.compile(r"<[a-zA-Z]")
MAX_IN_OPEN_TAGS = 500_000
# Every row of a table is made as wide as its first one.
MAX_CELLS = 20_000
TABLE_RULE = frozenset("|-: >")
# One alternative a character, so that nothing is ever tried twice.
PREFIX = re.compile(r"(?:>|[-*+](?= )|[0-9]{1,9}\.(?= )| )*")
MARKER = re.compile(r"[>*+.-]")
BEFORE_WORDS = frozenset(" >-*+0123456789")
BRACKET = re.compile(r"[][()]")
BRACKETS = {"[": ("[", 1), "]": ("[", -1), "(": ("(", 1), ")": ("(", -1)}


def too_much(lines: Sequence[str], path: str, first_line: int) -> Finding | None:
    """What would take for ever (C39): what is nested too deep, brackets that are never closed, or too much of anything.

    lines: of the body, tabs made into spaces
    returns: the first place; None when there is none
    """
    open_brackets = {"[": 0, "(": 0}
    for number, line in enumerate(lines, first_line):
        if not line:
            open_brackets = dict.fromkeys(open_brackets, 0)
            continue
        where = Where(path, number)
        if line[0] in BEFORE_WORDS and list_depth(line) > MAX_DEPTH:
            return finding("C39.lists-too-deep", where, limit=MAX_DEPTH)
        for found in BRACKET.finditer(line):
            kind, step = BRACKETS[found[0]]
            open_brackets[kind] = max(0, open_brackets[kind] + step)
            if open_brackets[kind] > MAX_BRACKETS:
                end = "]" if kind == "[" else ")"
                return finding("C39.brackets-left-open", where, bracket=kind, end=end, limit=MAX_BRACKETS)
    return (
        too_many(lines, path, first_line)
        or too_many_cells(lines, path, first_line)
        or open_tags(lines, path, first_line)
    )


def too_deep(rows: Iterable[Row], path: str) -> Finding | None:
    """Lists that are too deep in one another (C39), also with two spaces each: the first place; None for none."""
    number = next((row.number for row in rows if row.text[:1] == " " and list_depth(row.text) > MAX_DEPTH), None)
    return None if number is None else finding("C39.lists-too-deep", Where(path, number), limit=MAX_DEPTH)


def too_many(lines: Sequence[str], path: str, first_line: int) -> Finding | None:
    """A text, a paragraph or an explained word far longer than people write, or too many of one sign (C39).

    returns: the first place; None when there is none
    """
    if len(lines) > MAX_LINES + 2:  # BodyReader adds two
        return finding("C39.too-many-lines", Where(path, first_line + MAX_LINES), limit=MAX_LINES)
    together = defining = 0
    for number, line in enumerate(lines, first_line):
        together = together + 1 if line else 0
        defining = 3 if DEFINITION.match(line) else max(0, defining - 1) if line else 0  # it may take three lines
        if defining and len(line) > MAX_DEFINITION:
            where = Where(path, number)
            return finding("C39.definition-too-long", where, letters=len(line), limit=MAX_DEFINITION)
        if together > MAX_LINES_TOGETHER:
            return finding("C39.paragraph-too-long", Where(path, number), limit=MAX_LINES_TOGETHER)
    text = "\n".join(lines)
    for sign, most in MAX_OF_EACH_MARK.items():
        if text.count(sign) > most:
            place = len(sign.join(text.split(sign, most + 1)[: most + 1]))
            where = Where(path, first_line + text.count("\n", 0, place))
            return finding("C39.too-many-of-a-sign", where, sign=sign, limit=most)
    for match in ABBREVIATION.finditer(text):
        if text.count(match[1]) > MAX_ABBREVIATED:
            where = Where(path, first_line + text.count("\n", 0, match.start()))
            return finding("C39.abbreviation-too-often", where, abbreviation=match[1], limit=MAX_ABBREVIATED)
    if sum(map(text.count, MARKS)) > MAX_MARKS:
        return finding("C39.too-many-signs", Where(path, first_line), signs=MARKS, limit=MAX_MARKS)
    return None


def open_tags(lines: Sequence[str], path: str, first_line: int) -> Finding | None:
    """Tags that are begun with "<" and never closed, with much text behind them (C39); else None."""
    text = "\n".join(lines)
    place = end_of_open_tags(text)
    if place is None:
        return None
    return finding("C39.tags-left-open", Where(path, first_line + text.count("\n", 0, place)))


def end_of_open_tags(text: str) -> int | None:
    """The place of the tag with which more letters are read again for a ">" than MAX_IN_OPEN_TAGS; or None."""
    in_tags, closed = 0, -1
    for tag in OPEN_TAG.finditer(text):
        if closed < tag.start():
            closed = text.find(">", tag.start())
            closed = len(text) if closed < 0 else closed
        else:
            in_tags += closed - tag.start()
        if in_tags > MAX_IN_OPEN_TAGS:
            return tag.start()
    return None


def too_many_cells(lines: Sequence[str], path: str, first_line: int) -> Finding | None:
    """The line with which the tables of a text have more than MAX_CELLS cells, empty ones too (C39); else None."""
    columns = cells = 0
    for number, line in enumerate(lines, first_line):
        if not line.strip(" >"):
            columns = 0
        elif "|" in line and TABLE_RULE.issuperset(line):
            columns = max(columns, line.count("|") + 1)
        cells += columns
        if cells > MAX_CELLS:
            return finding("C39.too-many-cells", Where(path, number), limit=MAX_CELLS)
    return None


def list_depth(line: str) -> int:
    """How deep in quotations and lists a line would stand, from the signs and spaces before its first word.

    >>> list_depth("- > one"), list_depth("        - two"), list_depth("* * *"), list_depth("        code")
    (2, 3, 0, 0)
    """
    signs = line.replace(" ", "")
    if signs and set(signs) in ({"-"}, {"*"}):  # a rule across the page
        return 0
    prefix = PREFIX.match(line)
    markers = len(MARKER.findall(prefix[0])) if prefix else 0
    indent = len(line) - len(line.lstrip(" "))
    return markers + indent // 4 if markers else 0
