"""Where words stand in a text that are to be others: not in code, in links, in what somebody else has said."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

from plugins.core.fields import SENTENCES, TEXT, find_field
from plugins.core.header import Source
from plugins.kinds.fact import Fact
from plugins.kinds.house_style import Term
from plugins.markup.catalogue import Component
from plugins.markup.reading import Block, Reading
from plugins.markup.verbatim import words_shown

Whose = TypeVar("Whose")

SPACE, SPACES = r"(?:\s|&nbsp;|&#160;)+", re.compile(r"(?:\s|&nbsp;|&#160;)+")
HYPHENS, APOSTROPHES = re.compile("[-\u2010\u2011]"), re.compile("['’]")
# No number that goes on, such as 110,000 or 10,000.5.
BEGIN, END = r"(?<!\w)(?<!\d[.,])", r"(?!\w)(?![.,]\d)"
PARTED, HIDDEN = "\0", "\1"  # what no text holds: between paragraphs, and in the place of what is not looked at
# Links with their words, pictures, addresses; HTML's tags, and links and code in it; names of facts.
LINK = r"!?\[[^\]\[\0]*\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\0]*\")?\)|\[[^\]\0]*\])"
NOT_LOOKED_AT = re.compile(
    rf"{LINK}|^ *\[[^\]\0]+\]: *[^\s\0][^\n\0]*$"
    r"|<(?P<tag>a|code|kbd|samp|pre|q|blockquote|cite)\b[^>\0]*>.*?</(?P=tag)\s*>|<[^<>\0]+>"
    r"|(?:https?://|www\.)\S+|\S+@\S+|\{[^{}\0]{1,100}\}|(?<![\w/])/[\w/#.-]+",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
QUOTED = re.compile(
    r"“[^”\0]{1,1000}”|„[^“”\0]{1,1000}[“”]|«[^»\0]{1,1000}»|\"[^\"\0]{1,1000}\"|(?<!\w)‘[^‘’\0]{1,300}’(?!\w)"
)
EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|~~")
FENCE = re.compile(r" {0,3}(?P<colons>:{3,}) *(?P<name>[\w-]*) *")
QUOTATION = re.compile(r" *(?:(?:[-*+]|\d+[.)]) +)*>")


class Spotted(NamedTuple, Generic[Whose]):
    """Words that are to be others. words: as they are written, on one line; whose: the entry that says so"""

    line: int
    words: str
    whose: Whose


@dataclass(frozen=True)
class Wordings(Generic[Whose]):
    """What to write, and what not: one pattern for all.

    entries: each with its right wording, and wrong ones
    """

    entries: Sequence[tuple[Whose, str, tuple[str, ...]]]

    @cached_property
    def wrong(self) -> Mapping[str, list[tuple[str, Whose]]]:
        """By each wrong wording in small letters how it is written, and whose it is."""
        by_folded: dict[str, list[tuple[str, Whose]]] = {}
        for whose, _, avoided in self.entries:
            for one in avoided:
                by_folded.setdefault(folded(one), []).append((spaced(one), whose))
        return by_folded

    @cached_property
    def right(self) -> frozenset[str]:
        """The right ones in small letters."""
        return frozenset(folded(right) for _, right, _ in self.entries if right)

    @cached_property
    def rarest_words(self) -> frozenset[str]:
        """Of each wrong wording its number, or its longest word: a text without any of these needs no look."""
        return frozenset(
            max(re.split(r"[ '-]", one), key=lambda word: (word[:1].isdigit(), len(word))) for one in self.wrong
        )

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Right ones first, so that a wrong one within them is none; of those that begin alike the longest."""
        ones = sorted({*self.wrong, *self.right}, key=lambda one: (-len(one), one))
        return re.compile(f"{BEGIN}(?:{'|'.join(map(loosely, ones))}){END}", re.IGNORECASE)

    def spotted(self, text: str) -> Iterator[tuple[int, str, Whose]]:
        """The place of each wrong wording in a text, as it is written there, and whose it is."""
        for found in self.pattern.finditer(text):
            words = spaced(found[0])
            small = folded(words)
            near = self.wrong.get(small, [])
            # Right and wrong may differ in large letters alone: then these count.
            is_wrong = (one for one in near if small not in self.right or one[0] == words)
            for _, whose in list(is_wrong)[:1]:
                yield found.start(), words, whose

    def in_text(self, source: Source, reading: Reading, catalogue: Mapping[str, Component]) -> Iterator[Spotted[Whose]]:
        """The same in what the writer of a text says."""
        if self.entries and self.may_be_in("\n".join([*(entry.value for entry in source.entries), source.body])):
            yield from self.in_lines(own_words(source, reading, catalogue))

    def in_lines(self, lines: Sequence[tuple[int, str]]) -> Iterator[Spotted[Whose]]:
        """The same in lines with their numbers. Paragraphs are apart where a number is left out."""
        if not lines or not self.entries or not self.may_be_in("\n".join(words for _, words in lines)):
            return
        numbers = [number for number, _ in lines]
        pieces = [
            words + (f"\n{PARTED}" if after != number + 1 else "\n")
            for (number, words), after in zip(lines, [*numbers[1:], 0], strict=True)
        ]
        text = "".join(pieces)
        for pattern in (NOT_LOOKED_AT, QUOTED):
            text = pattern.sub(hidden, text)
        shown = [EMPHASIS.sub("", line) for line in text.split("\n")]
        begins = [0, *accumulate(len(line) + 1 for line in shown)]
        seen = set()
        for place, words, whose in self.spotted("\n".join(shown)):
            line = numbers[min(bisect_right(begins, place) - 1, len(numbers) - 1)]
            if (line, words) not in seen:
                seen.add((line, words))
                yield Spotted(line, words, whose)

    def may_be_in(self, text: str) -> bool:
        """Whether a text is worth a look."""
        small = text.casefold()
        return any(word in small for word in self.rarest_words)


@dataclass(frozen=True)
class Wording:
    """All that a site says of how it writes. catalogue: the components there are"""

    terms: tuple[Term, ...] = ()
    facts: tuple[Fact, ...] = ()
    catalogue: Mapping[str, Component] = field(default_factory=dict)

    @cached_property
    def of_terms(self) -> Wordings[Term]:
        """The terms of the house's style."""
        return Wordings([(one, one.use, one.avoid) for one in self.terms])

    @cached_property
    def of_facts(self) -> Wordings[Fact]:
        """What must not be written instead of facts."""
        return Wordings([(one, one.value, one.instead) for one in self.facts if one.instead])


def own_words(source: Source, reading: Reading, catalogue: Mapping[str, Component]) -> list[tuple[int, str]]:
    """The lines of a text in which its writer speaks, each with its number: without code, and what others have said."""
    lines = [(entry.line, entry.value) for name in SENTENCES if (entry := source.find(name))]
    fields = {line: (block, name) for block in reading.blocks for name, line in block.field_lines.items()}
    quoting, before, in_quotation = "", 0, False
    for number, words in words_shown(source.body, source.body_line):
        in_quotation = bool(QUOTATION.match(words)) or (in_quotation and number == before + 1)
        before = number
        if fence := FENCE.fullmatch(words):
            component = catalogue.get(fence["name"].casefold())
            if not quoting and component and component.quotes:
                quoting = fence["colons"]
            elif fence["colons"] == quoting:
                quoting = ""
        elif number in fields:
            if value := text_of_field(*fields[number], words, catalogue):
                lines.append((number, value))
        elif not quoting and not in_quotation:
            lines.append((number, words))
    return lines


def text_of_field(block: Block, name: str, words: str, catalogue: Mapping[str, Component]) -> str:
    """What a line of a block says to readers; "" where its value is no text."""
    declared = find_field(name, catalogue[block.component].fields)
    return words.partition(":")[2].strip() if declared and declared.type == TEXT else ""


def hidden(found: re.Match[str]) -> str:
    """What stands in the place of words that are not looked at, with as many lines."""
    return re.sub(r"[^\n\0]", HIDDEN, found[0])


def spaced(words: str) -> str:
    """Words with one space between each."""
    return SPACES.sub(" ", words).strip()


def folded(words: str) -> str:
    """Words in small letters, with plain hyphens and apostrophes."""
    return APOSTROPHES.sub("'", HYPHENS.sub("-", spaced(words))).casefold()


def loosely(words: str) -> str:
    """A pattern for words in small letters, whatever spaces, hyphens and apostrophes people write in them."""
    escaped = re.escape(words).replace(r"\ ", SPACE).replace(r"\-", HYPHENS.pattern)
    return escaped.replace("'", APOSTROPHES.pattern)
