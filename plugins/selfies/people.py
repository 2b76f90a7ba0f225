"""Whom a statement in a note mentions: known members by their ids, and by their names in whatever form."""

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from plugins.selfies.answers import AND
from plugins.selfies.copies import PUT_THERE, same_id
from plugins.selfies.lexicon import BESIDE_IT, MONTH, SAYING_SO
from plugins.selfies.names import GROUPS, NOBODY, TITLES
from plugins.selfies.taking_back import A_YEARS_DAY, MARKUP, ONE_DAY, plain

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# `0901` and `selfie0901`, but nothing in `3f0901ab`.
NUMBER = re.compile(r"(?<![^\W_])(?:[^\W\d_]{2,12})?(\d{3,6})(?![^\W_])")
RANGE = re.compile(r"(?<!\d)(\d{3,6})(?!\d)\s{0,3}(?:-|\u2013|to|bis|\u00e0|\.\.)\s{0,3}(?<!\d)(\d{3,6})(?!\d)")
SHORT_NUMBER, CELL_ENDS = re.compile(r"(?<![^\W_])\d{1,2}(?![^\W_])"), re.compile(r"[,;:|\t]")
# What is called by a number, before it.
CALLED_SO = re.compile(r"(?i)(?:number|num|no\.?|id|selfie|member|file|picture|photo|#)\s{0,2}#?(\d{1,2})(?![^\W_])")
# A file that a program was still writing, and is no member's.
UNFINISHED = re.compile(
    r"(?<![\w.-])[\w-]++(?:\.\w+)*?\.(?:tmp|temp|part|partial|crdownload|bak|swp|lock)\b", re.IGNORECASE
)
STRUCK_OUT = re.compile(
    r"~~([^~]{1,300})~~|<(?:s|del|strike)\b[^<>]{0,50}>([^<]{1,300})</(?:s|del|strike)>", re.IGNORECASE
)
NAME_WORD = re.compile(r"[^\W\d_]+")
MONTH_WORD = re.compile(MONTH)
BEFORE_MONTHS = frozenset("in since by of from until till last this next end early late mid".split())  # noqa: SIM905
MAX_NOTE, MAX_IN_RANGE = 200, 500
# So few words with a number of one or two digits in them tell of a member, not of hours or rooms.
FEW_WORDS = 4
# A word of these alone is no part of a name that stands for all of it.
NO_NAME_ALONE = BESIDE_IT | SAYING_SO | GROUPS | NOBODY

Words = tuple[str, ...]
Span = tuple[int, int]


class Mentions(NamedTuple):
    """Whom a statement mentions.

    by_id: by numbers and words that are ids; by_short_id: by a number of one or two digits
    by_name: by all words of a name; by_part: by one word that is a name or a part of one
    rest: what else it says
    """

    by_id: frozenset[str]
    by_short_id: frozenset[str]
    by_name: frozenset[str]
    by_part: frozenset[str]
    rest: str

    def anybody(self) -> frozenset[str]:
        """The ids of all of them."""
        return self.by_id | self.by_short_id | self.by_name | self.by_part


class Token(NamedTuple):
    """A word of a statement, with its place; whether it is written as a name is."""

    word: str
    span: Span
    is_capital: bool


class People(NamedTuple):
    """Members whom notes may mention.

    ids: by `same_id`; names: each by its words in small letters, with the ids of whoever is called so
    by_word: the names in which a word stands; of_id: the words of whatever names each member has
    """

    ids: dict[Words, str]
    names: dict[Words, list[str]]
    by_word: dict[str, list[Words]]
    of_id: dict[str, frozenset[str]]

    @classmethod
    def of(cls, members: Iterable[tuple[str, str]]) -> "People":
        """members: the id of each, and what stands in the field Name"""
        ids: dict[Words, str] = {}
        names: dict[Words, list[str]] = {}
        for member_id, name in members:
            ids[same_id(member_id)] = member_id
            for name_words in {words_of_name(one) for one in (name, *AND.split(name))} - {()}:
                names.setdefault(name_words, []).append(member_id)
        by_word = defaultdict[str, list[Words]](list)
        for name_words in names:
            for word in dict.fromkeys(name_words):
                by_word[word].append(name_words)
        words = defaultdict[str, set[str]](set)
        for name_words, called_so in names.items():
            for member_id in called_so:
                words[member_id].update(name_words)
        return cls(ids, names, dict(by_word), {one: frozenset(name_words) for one, name_words in words.items()})

    def mentions(self, statement: str) -> Mentions:
        """Whom a statement mentions, as `readable` gives it."""
        numbers, short = list(self.numbers_in(statement)), list(self.short_numbers_in(statement))
        own = frozenset[str]().union(*(self.of_id.get(one, ()) for one, _ in (*numbers, *short)))
        # A name beside the number of whoever is called so is theirs, and not another's.
        named = [(name, is_whole, spans) for name, is_whole, spans in self.names_in(statement) if not own & set(name)]
        spans = [span for _, span in (*numbers, *short)] + [one for _, _, spans in named for one in spans]
        spans += [one.span for one in tokens_of(statement) if one.word in own] if own else []
        return Mentions(
            frozenset(one for one, _ in numbers),
            frozenset(one for one, _ in short),
            frozenset(one for name, is_whole, _ in named if is_whole for one in self.names[name]),
            frozenset(one for name, is_whole, _ in named if not is_whole for one in self.names[name]),
            blanked(statement, spans),
        )

    def numbers_in(self, statement: str) -> Iterator[tuple[str, Span]]:
        """The ids in a statement but for numbers of one or two digits; those within a range, too."""
        text = spaced(UNFINISHED, statement)
        for version in dict.fromkeys((text, spaced(PUT_THERE, text))):
            for part, start in parts_of_words(version):
                is_long = len(part) > 2 or (not part.isdecimal() and not version[:start].strip())
                if is_long and (known := self.ids.get(same_id(part))):
                    yield known, (start, start + len(part))
        numbers = [(found[1], found.span()) for found in NUMBER.finditer(text)]
        numbers += [(str(number), found.span()) for found in RANGE.finditer(text) for number in numbers_between(found)]
        for number, span in numbers:
            if known := self.ids.get(same_id(number)):
                yield known, span

    def short_numbers_in(self, statement: str) -> Iterator[tuple[str, Span]]:
        """The ids of one or two digits in a statement that can hardly be anything else.

        All of a cell, among few words, or behind a word that tells of members.
        """
        if len(statement) > MAX_NOTE:
            return
        text = without_days(statement)
        is_short = len(text.split()) <= FEW_WORDS
        called_so = {found.start(1) for found in CALLED_SO.finditer(text)}
        for found in SHORT_NUMBER.finditer(text):
            before, behind = text[: found.start()].rstrip(), text[found.end() :].lstrip()
            is_cell = (not before or CELL_ENDS.match(before[-1])) and (not behind or CELL_ENDS.match(behind[0]))
            if (is_short or is_cell or found.start() in called_so) and (known := self.ids.get(same_id(found[0]))):
                yield known, found.span()

    def names_in(self, statement: str) -> Iterator[tuple[Words, bool, list[Span]]]:
        """The names in a statement: each with whether all of its several words stand there, and where they do.

        Words may stand in any order, with others between them: Adler, Ruth; Ruth J. Adler.
        """
        tokens = tokens_of(statement)
        places = defaultdict[str, list[int]](list)
        for at, token in enumerate(tokens):
            places[token.word].append(at)
        for name in dict.fromkeys(name for word in places for name in self.by_word.get(word, ())):
            if len(name) > 1 and (whole := whole_name(name, places)):
                yield name, True, [tokens[at].span for at in whole]
            elif part := [at for word in {name[0], name[-1]} for at in places[word] if is_part(name, at, tokens)]:
                yield name, False, [tokens[at].span for at in part]


def parts_of_words(text: str) -> Iterator[tuple[str, int]]:
    """The words and numbers of a text, whole and without the hyphens between them, with where they begin."""
    for found in WORD.finditer(text):
        for part in dict.fromkeys((found[0], *found[0].split("-"))):
            yield part, found.start() + found[0].find(part)


def numbers_between(found: re.Match[str]) -> range:
    """The numbers from the first to the last one; none of a telephone's."""
    first, last = found.groups()
    return range(int(first), min(int(last), int(first) + MAX_IN_RANGE) + 1) if len(first) == len(last) else range(0)


def whole_name(name: Words, places: dict[str, list[int]]) -> list[int]:
    """Where all words of a name stand near each other; none where they do not."""
    if not all(places.get(word) for word in name):
        return []
    for first in places[name[0]]:
        near = [min(places[word], key=lambda at: abs(at - first)) for word in name]
        if max(near) - min(near) <= len(name) + 1:
            return near
    return []


def is_part(name: Words, at: int, tokens: list[Token]) -> bool:
    """Whether a word stands for somebody of this name: it is all of it, the first name, or the last one.

    It is no part of another name, such as Ruth in Ruth Okafor, or Adler in Sam Adler; but it is with a title, or with
    a short form of the first name.
    """
    token = tokens[at]
    if not token.is_capital or is_month(at, tokens):
        return False
    if len(name) == 1:
        return True
    if token.word in NO_NAME_ALONE or len(token.word) < 2:
        return False
    before = tokens[at - 1] if at else None
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.word == name[-1] and before and (before.word in TITLES or is_short_form(before.word, name[0])):
        return True
    other = name[0] if token.word == name[-1] else name[-1]
    if behind and behind.word == other[:1]:  # Adler, R.; Ruth A.
        return True
    others = (before, behind) if token.word == name[-1] else (behind,)
    return not any(one and one.is_capital and one.word not in NO_NAME_ALONE for one in others)


def is_short_form(word: str, first_name: str) -> bool:
    """Whether a word may be a first name: its first letter, or another form of it with the same beginning.

    >>> is_short_form("r", "ruth"), is_short_form("ruthie", "ruth"), is_short_form("katie", "katherine")
    (True, True, True)
    >>> is_short_form("sam", "ruth"), is_short_form("al", "alice")
    (False, False)
    """
    return word == first_name[:1] or (len(word) > 2 and word[:3] == first_name[:3])


def is_month(at: int, tokens: list[Token]) -> bool:
    """Whether a word is a month, as in "since May", and not somebody's name."""
    is_behind = at > 0 and tokens[at - 1].word in BEFORE_MONTHS
    return is_behind and MONTH_WORD.fullmatch(tokens[at].word) is not None


def tokens_of(statement: str) -> list[Token]:
    """The words of a statement without figures. Where it has no capitals at all, any word may be a name."""
    is_small = statement == statement.lower()
    found = ((one[0], one.span()) for one in NAME_WORD.finditer(statement))
    words = ((words_of_name(word), word, span) for word, span in found)
    return [Token(parts[0], span, is_small or not word[0].islower()) for parts, word, span in words if parts]


@lru_cache(4096)
def words_of_name(name: str) -> Words:
    """The words of a name in small, plain letters."""
    return tuple(NAME_WORD.findall(plain(name).rpartition("\n")[2]))


@lru_cache(4096)  # a line is asked several times
def readable(line: str) -> str:
    """A line of a note in the letters that are seen, without marks such as ** and letters that nobody sees.

    What is struck out is taken back.
    """
    struck = STRUCK_OUT.sub(lambda found: f"{found[1] or found[2]} withdrawn ", line)
    shown = unicodedata.normalize("NFKC", html.unescape(MARKUP.sub("", struck)))
    return shown if shown.isascii() else "".join(one for one in shown if unicodedata.category(one) != "Cf")


def without_days(statement: str) -> str:
    """A statement in small letters, with spaces where a day stands."""
    return spaced(ONE_DAY, spaced(A_YEARS_DAY, statement.lower()))


def spaced(pattern: re.Pattern[str], text: str) -> str:
    """A text with a space for each letter of what a pattern finds."""
    return blanked(text, [found.span() for found in pattern.finditer(text)])


def blanked(text: str, spans: Iterable[Span]) -> str:
    """A text with a space for each letter of some parts of it."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)
