"""Signs of Markdown, or of what other programs take for it, that readers would see as they are.

Looked for in what came of a text, not in its source: whatever worked is gone from there, and so is all code.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plugins.core.findings import Finding, Where, finding
from plugins.core.lookalikes import without_unseen
from plugins.markup.failed_lists import LIST_SIGNS, lines_of_a_list
from plugins.markup.failed_rules import OBJECT, PICTURE_SIGN, RULES, SLIPPED_ADDRESS, Mark, plain

# A trace of each mark: most passages have none, and are not looked at any further.
TRACES = (
    *(
        "act:",
        "acts:",
        "==",
        "++",
        "!!!",
        "???",
        "'''",
        ".. ",
        "h1.",
        "h2.",
        "h3.",
        "h4.",
        "<%",
        "](",
        ")(/",
        ")(h",
        "export ",
        "import ",
        "+-",
        "+=",
    ),
    *"*_[{~^|`#\\",
    *(
        "%%",
        "<!--",
        '":/',
        '":h',
        "g!",
        "f!",
        "p!",
        "&nbsp",
        "&copy",
        "&reg",
        "&trade",
        "dash",
        "&hellip",
        "&quot",
        "&euro",
    ),
    *("&sect", "&shy"),
)
TRACE_OF_A_LINE = re.compile(
    rf"\n *(?:[-+–—(o{LIST_SIGNS}]|\w{{1,4}}[.)]|\d\ufe0f?\u20e3|[§#№\[(] ?\d|\d{{1,3}}(?:[^\s\d]| [-–—:])"
    rf"|[^\W\d_]{{1,10}}\.? ?\d|[†‡¶⁰¹²³⁴-⁹①-⑳⑴-⒇⓵-⓾❶-❿➀-➉➊-➓~=»›])"
)
# A note below the text that begins with a star; in the same paragraph, too.
STAR_NOTE, STAR_NOTE_WITHIN = (
    re.compile(r"\s*(?:\*(?!\*+\w)|\x02042\x03|\x0242\x03)"),
    re.compile(r"(?:(?<=\s)|\A)\*(?=\w)"),
)
INITIAL_WORDS = re.compile(r"\S+(?:[ \t]+\S+){0,3}")


class Seen(NamedTuple):
    """A piece of a passage: a text, and the file's lines of the whole text that it is part of, from the index `at`."""

    text: str
    lines: Sequence[int]
    at: int

    def line(self, number: int) -> int:
        """The file's line of a line of this piece, counted from 0."""
        return self.lines[min(self.at + number, len(self.lines) - 1)]


def failed_in(passages: Iterable[Sequence[Seen]]) -> Iterator[Mark]:
    """The marks in passages that readers would see, with the file's lines."""
    passages = list(filter(None, passages))
    has_notes = any(STAR_NOTE.match(passage[0].text) for passage in passages)
    for passage in passages:
        text = without_unseen("".join([seen.text for seen in passage]))
        if is_worth_a_look(text):
            below = (seen.line(number) for seen in passage for number in range(1, seen.text.count("\n") + 1))
            lines = [passage[0].line(0), *below]
            for mark in failed(text):
                if (
                    mark.name in ("uneven", "never-begins")
                    and mark.text.endswith("*")
                    and (has_notes or STAR_NOTE_WITHIN.search(text))
                ):
                    continue  # it is that of a note
                yield mark._replace(line=lines[min(mark.line, len(lines) - 1)])


def failed(text: str) -> Iterator[Mark]:
    """The marks in a text that readers would see: lines are counted from 0.

    text: without code, with LINK_EDGE around the words of links, and escaped signs as Markdown keeps them
    """
    for rule in RULES:
        found = list(rule.pattern.finditer(text))
        for one in found:
            words = first_words(text[one.start() : one.start() + 200]) if rule.name == "never-ends" else one[0]
            line = text.count("\n", 0, one.end() - len(one[0].lstrip()))
            yield Mark(
                rule.name,
                plain(words),
                plain(table_rule(words) if rule.name in ("table", "table-row", "drawn-table") else rule.right(one)),
                line,
            )
        if found:
            text = rule.pattern.sub(blank, text)
    yield from lines_of_a_list(text)


def is_worth_a_look(text: str) -> bool:
    """Whether there is a trace of any mark."""
    return (
        any(map(text.__contains__, TRACES))
        or ("\n" in text and TRACE_OF_A_LINE.search(text) is not None)
        or (text.count(":") > 1 and PICTURE_SIGN.search(text) is not None)
        or ("tp" in text.casefold() and SLIPPED_ADDRESS.search(text) is not None)
    )


def first_words(text: str) -> str:
    """The first words of a text."""
    words = INITIAL_WORDS.match(text)
    return words[0] if words else ""


def table_rule(row: str) -> str:
    """The rule that belongs below the first row of a table."""
    first = row.strip().split("\n")[0].strip()
    if first.startswith("+"):
        return "|" + "---|" * (first.count("+") - 1)
    bars = first.startswith("|")  # the rule has outer ones where the rows have
    cells = "|".join(["---"] * (first.strip("|").count("|") + 1))
    return f"|{cells}|" if bars else cells


def blank(found: re.Match[str]) -> str:
    """As many signs that say nothing, on as many lines."""
    return re.sub(".", OBJECT, found[0])


def failed_mark(mark: Mark, path: str) -> Finding:
    """What is told of a mark that failed (C100)."""
    values: dict[str, str | int] = {"right": mark.right} if mark.right else {}
    values |= {"last": mark.last} if mark.last > mark.line else {}
    return finding(f"C100.{mark.name}", Where(path, mark.line), text=mark.text, **values)
