"""Rows, and which of them belong to an item of a list."""

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

TAB = " " * 4
FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})(?P<words>.*)")
ITEM = re.compile(
    r"(?P<indent> *)(?P<sign>[-*+]|(?P<number>[0-9]{1,9})\.|(?P<bracket>[0-9]{1,2})\))(?P<space> +)(?=\S)"
)
RULE = re.compile(r" {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})")
HTML = re.compile(r" {0,3}<(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)\b")
COLONS = re.compile(r" {0,3}:::* *(?P<name>.*)")
# Not where the brackets are those of a link, behind which its address stands.
TASK = re.compile(r"^\[(?P<done>[ xX]?)\] +(?=\S)(?!\((?:[/#.{]|https?:|www\.|mailto:))")
MAX_LOOK_AHEAD = 50  # lines of one list item, at most, when another one is looked for


class RowKind(Enum):
    """What a line holds: words, code with what begins and ends it, code by its indentation, or a part of a comment."""

    WORDS = 0
    CODE = 1
    INDENTED = 2
    COMMENT = 3


class Row(NamedTuple):
    """A line as Markdown gets it. number: the line of the file in which its words stand"""

    text: str
    number: int
    kind: RowKind = RowKind.WORDS


def indent_of(text: str) -> int:
    """How many spaces a line begins with."""
    return len(text) - len(text.lstrip(" "))


def common_indent(rows: Sequence[Row]) -> int:
    """The spaces with which all lines begin that are not blank."""
    return min((indent_of(row.text) for row in rows if row.text), default=0)


def without_indent(rows: Iterable[Row], width: int) -> list[Row]:
    """Lines without so many spaces at their beginning, or without those they have."""
    return [row._replace(text=row.text[min(width, indent_of(row.text)) :]) for row in rows]


def begins_block(text: str) -> bool:
    """Whether a line is no part of the words above it, although no blank line is between; list items aside."""
    sign = text.lstrip(" ")[:1]
    if sign in (">", "<", "#"):
        return sign != "<" or bool(HTML.match(text)) or "<!--" in text
    return any(pattern.match(text) for pattern in (FENCE, RULE, COLONS))


def is_meant(rows: Sequence[Row], at: int, item: re.Match[str], above: str) -> bool:
    """Whether a line right below a paragraph begins a list: the paragraph ends with a colon, or a next item comes.

    One alone may as well be a sentence that goes on, in which a dash or a number begins the line.
    """
    if above.rstrip(" *_").endswith(":"):
        return True
    for row in rows[at + 1 : at + MAX_LOOK_AHEAD]:
        if not row.text:
            return False
        other = ITEM.match(row.text)
        if other and other["indent"] == item["indent"] and follows(other, item):
            return True
    return False


def item_rows(rows: Sequence[Row], at: int, item: re.Match[str]) -> tuple[int, list[Row]]:
    """The index of the line below a list item, and the item's lines without its sign and indentation."""
    left = len(item["indent"])
    right = left + min(len(item["sign"]) + len(item["space"]), len(TAB))
    end, is_blank, own, code = at + 1, False, list[int](), False
    for index in range(end, len(rows)):
        text = rows[index].text
        if not text:
            is_blank = True
            continue
        width = indent_of(text)
        other = ITEM.match(text)
        if width < left + 2 or (width < right and other and follows(other, item)):
            if is_blank or begins_block(text) or (other and may_follow(other, item)):
                break
        else:
            # Elsewhere four spaces more than the item's words are code; here a paragraph may have four in all.
            code = (not own and is_blank and other is None and width >= right + len(TAB)) or (code and bool(own))
            own.append(width)
        end, is_blank = index + 1, False
    least = min(own, default=right)
    base = right if least < left + len(TAB) or (code and least < left + 2 * len(TAB)) else left + len(TAB)
    words = TASK.sub(ticked, item.string[item.end() :], count=1)
    first = rows[at]._replace(text=words)
    return end, [first, *without_indent(rows[at + 1 : end], base)]


def ticked(task: re.Match[str]) -> str:
    """The sign for something to be done, or done."""
    return "☑ " if task["done"].strip() else "☐ "


def follows(item: re.Match[str], before: re.Match[str]) -> bool:
    """Whether an item has the sign that belongs behind another's: the same, or the next number."""
    numbers = [int(one["number"] or one["bracket"] or -1) for one in (item, before)]
    same = item["sign"] == before["sign"]
    return same or (numbers[1] >= 0 and numbers[0] == numbers[1] + 1 and item["sign"][-1] == before["sign"][-1])


def may_follow(item: re.Match[str], before: re.Match[str]) -> bool:
    """Whether a line right below an item's words is another item, and no sentence that goes on with a year, say."""
    return len(item["number"] or "") < 3 or follows(item, before)
