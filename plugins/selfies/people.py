"""Whom a line of a note mentions: known members by their ids, and by their names in whatever form."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from plugins.selfies.answers import AND, PRONOUNS, SMALL, is_group
from plugins.selfies.copies import same_id
from plugins.selfies.lexicon import BESIDE_IT, MONTH, SAYING_SO
from plugins.selfies.names import ALSO_WORDS, GROUPS, NOBODY, TITLES
from plugins.selfies.taking_back import A_YEARS_DAY, ONE_DAY, ascii_letters

# `0901`, `selfie0901` and `0901s`, but nothing in `3f0901ab`.
NUMBER = re.compile(r"(?<![^\W_])[^\W\d_]{0,12}(\d{3,6})[^\W\d_]{0,12}(?![^\W_])")
TO = r"(?:[-\u2010-\u2015~\u2192]|\.{2,3}|\u2026|to|through|thru|until|bis|\u00e0|au|al|a|hasta)"
RANGE = re.compile(
    rf"(?<!\d)(\d{{3,6}})(?:\.\w{{2,4}})?\s{{0,3}}{TO}\s{{0,3}}(?:[^\W\d_]{{2,8}} ?)?#?(\d{{1,6}})(?!\d)"
)
SHORT_NUMBER, CELL_ENDS = re.compile(r"(?<![^\W_])\d{1,2}(?![^\W_])"), re.compile(r"[,;:|\t\"]")
# What is called by a number, before it.
CALLED_SO = re.compile(
    r"(?i)(?:number|num|no\.?|nr\.?|id|selfie|member|file|picture|photo|#)\s{0,2}#?(\d{1,2})(?![^\W_])"
)
# Numbers that are no ids: days, times, prices, shares and telephone numbers.
OF_A_YEAR = r"(?:in|since|by|of|from|until|till|year|seit|im|jahr|en|depuis|desde|ano|\u00a9)"
AMOUNT = r"(?!0\d)\d[\d.,]*"
PHONE = r"(?:[ ()./-]{0,2}\d){%d,15}(?!\d)"
NO_IDS = (
    A_YEARS_DAY,
    re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d(?!\d)|(?<!\d)(?:19|20)\d\d[./]\d{1,2}[./]\d{1,2}(?!\d)"),
    re.compile(r"(?i)\b\d{1,2}\.? (?:de )?[^\W\d_]{3,10}\.?,? (?:de |del )?(?:19|20)\d\d(?!\d)"),
    re.compile(rf"(?i)\b{MONTH}\.?,? (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?(?:de |del )?(?:19|20)\d\d(?!\d)"),
    re.compile(r"(?i)(?<!\d)\d{1,2}[:h]\d\d(?::\d\d)?(?!\d)|\b\d{1,2} ?(?:[ap]\.?m\b|uhr|o'clock)"),
    re.compile(
        rf"(?i)[$\u00a3\u20ac]\s?{AMOUNT}|(?<![\w.,]){AMOUNT}\s?(?:[$\u00a3\u20ac%]|(?:eur|euros?|usd|cad|dollars?)\b)"
    ),
    re.compile(rf"\+{PHONE % 8}|\(\d{{3,5}}\) ?\d{{3}}-\d{{4}}(?!\d)|(?<![\d-])\d{{3}}([-.])\d{{3}}\1\d{{4}}(?![\d-])"),
    re.compile(rf"(?i)\b(?:tel|phone|telefon|telephone|fax)\b[.:]{{0,2}} ?{PHONE % 7}"),
)
A_YEAR = re.compile(rf"(?i)(?<!\w){OF_A_YEAR} ((?:19|20)\d\d)(?!\w)")  # unless somebody here has that number
LOCAL_PHONE = re.compile(r"(?<![\d-])(\d{3})-(\d{4})(?![\d-])")
FIGURES = re.compile(r"\d+")
NAME_WORD = re.compile(r"[^\W\d_]+")
ID_WORD = re.compile(r"\d+|[^\W\d_]+")
MONTH_WORD = re.compile(MONTH)
BEFORE_MONTHS = frozenset("in since by of from until till last this next end early late mid".split())  # noqa: SIM905
BETWEEN_WORDS = re.compile(r"[\s\u2010-\u2015-]+")
UMLAUT = re.compile(r"(?<=[aou])e")
MAX_SHORT_LINE = 200  # letters of a line in which a number of one or two digits may be an id
FEW_WORDS = 4  # with so few beside it, it tells of a member, not of hours or rooms
# In small letters these are words and no names.
NEED_A_CAPITAL = ALSO_WORDS | BESIDE_IT | SAYING_SO | GROUPS | NOBODY
NEVER_ALONE = SMALL | TITLES
MIN_CHARACTERS = 3  # of a name in small letters

Words = tuple[str, ...]


class Token(NamedTuple):
    """A word of a line in small, plain letters; whether it is written as a name is."""

    word: str
    is_capital: bool


class Mentions(NamedTuple):
    """Whom a line mentions: plainly, by an id or a whole name, or by a word of a name alone."""

    plainly: frozenset[str]
    in_part: frozenset[str]

    def anybody(self) -> frozenset[str]:
        """The ids of all of them."""
        return self.plainly | self.in_part


class People(NamedTuple):
    """Members whom notes may mention.

    numbers: ids that are numbers, sorted, with those who have them; ids: the other ones, by `same_id`
    longest: the most words that one of these has
    whole: names of several words, by the rarest of them; alone: by a word, whose name it is or stands in
    wide: names in scripts that put no spaces between words, with whoever is called so; wide_lengths: of these names
    """

    numbers: list[int]
    of_number: dict[int, list[str]]
    ids: dict[Words, list[str]]
    longest: int
    whole: dict[str, list[tuple[Words, list[str]]]]
    alone: dict[str, list[str]]
    wide: dict[str, list[str]]
    wide_lengths: list[int]

    @classmethod
    def of(cls, members: Iterable[tuple[str, str]]) -> "People":
        """members: the id of each, and what stands in the field Name"""
        of_number, ids = defaultdict[int, list[str]](list), defaultdict[Words, list[str]](list)
        names, alone = defaultdict[Words, list[str]](list), defaultdict[str, list[str]](list)
        wide = defaultdict[str, list[str]](list)
        for member_id, called in members:
            words = same_id(member_id)
            if len(words) == 1 and words[0].isdecimal():
                of_number[int(words[0])].append(member_id)
            else:
                ids[words].append(member_id)
            name = PRONOUNS.sub("", readable(called))
            are_several = is_group(name)
            for person in {name} if are_several else {name, *AND.split(name)}:
                if len(squashed := "".join(person.split())) > 1 and any(map(is_wide, person)):
                    for form in {squashed, *(one for one in person.split() if len(one) > 1)}:
                        wide[form].append(member_id)
                    continue
                names[tuple(one for one in words_of_name(person) if one not in NEVER_ALONE)].append(member_id)
                for form in () if are_several else forms_alone(person):
                    alone[form].append(member_id)
        often = Counter(word for name in names for word in name)
        whole = defaultdict[str, list[tuple[Words, list[str]]]](list)
        for one, called_so in names.items():
            if len(one) > 1:
                whole[min(one, key=lambda word: often[word])].append((one, called_so))
        longest = max(map(len, ids), default=0)
        return cls(sorted(of_number), of_number, ids, longest, whole, alone, wide, sorted(set(map(len, wide))))

    def mentions(self, line: str) -> Mentions:
        """Whom a line mentions, as `readable` gives it."""
        whole, in_part = self.named(line)
        return Mentions(frozenset([*self.with_ids(line), *whole]), frozenset(in_part))

    def knows_all(self, line: str, others: frozenset[str]) -> bool:
        """Whether all of a line, but for days and the like, is ids and names of members, and other words.

        others: these, in small, plain letters, those of ids among them
        """
        text = RANGE.sub(" ", self.without_other_numbers(line))
        numbers = FIGURES.findall(text)
        return all(int(one) in self.of_number or (one.lstrip("0") or "0") in others for one in numbers) and all(
            token.word in self.wide or any(self.knows(Token(form, token.is_capital), others) for form in forms)
            for token in tokens_of(text)
            for forms in [(token.word, token.word.removesuffix("s"))]
        )

    def knows(self, token: Token, others: frozenset[str]) -> bool:
        """Whether a word is one of others, or stands in a name and is written as one; a single letter is somebody's."""
        is_initial = token.is_capital and len(token.word) == 1 and token.word != "i"
        is_name = token.is_capital or token.word not in FOLDED_WORDS
        return not is_initial and (token.word in others or (is_name and token.word in self.alone))

    def with_ids(self, line: str) -> Iterator[str]:
        """Those whose ids stand in a line, or within a range of two numbers."""
        if any(map(str.isdecimal, line)) and self.numbers:
            text = self.without_other_numbers(line)
            for found in NUMBER.finditer(text):
                yield from self.of_number.get(int(found[1]), ())
            for found in RANGE.finditer(text):
                first, last = int(found[1]), last_of_range(*found.groups())
                for at in range(bisect_left(self.numbers, first), bisect_right(self.numbers, last)):
                    yield from self.of_number[self.numbers[at]]
            yield from self.with_short_ids(text)
        words = same_words(line) if self.ids else ()
        for at in range(len(words)):
            for length in range(1, self.longest + 1):
                key = words[at : at + length]
                if key in self.ids and (length > 1 or len(key[0]) > 2 or at == 0):
                    yield from self.ids[key]

    def without_other_numbers(self, line: str) -> str:
        """A line without numbers that are no ids; a year is one where a member has that number."""
        return A_YEAR.sub(
            lambda found: found[0] if int(found[1]) in self.of_number else " " * len(found[0]),
            without_other_numbers(line),
        )

    def with_short_ids(self, text: str) -> Iterator[str]:
        """Those whose id is a number of one or two digits that can hardly be anything else.

        All of a cell, among few words, or behind a word that tells of members.
        """
        if len(text) > MAX_SHORT_LINE or not self.numbers or self.numbers[0] > 99:
            return
        is_short = len(text.split()) <= FEW_WORDS
        called_so = {found.start(1) for found in CALLED_SO.finditer(text)}
        for found in SHORT_NUMBER.finditer(text):
            before, behind = text[: found.start()].rstrip(), text[found.end() :].lstrip()
            is_cell = (not before or CELL_ENDS.match(before[-1])) and (not behind or CELL_ENDS.match(behind[0]))
            if is_short or is_cell or found.start() in called_so:
                yield from self.of_number.get(int(found[0]), ())

    def named(self, line: str) -> tuple[set[str], set[str]]:
        """Those all of whose name stands in a line, and those of whom a word of it does, in no other's whole name.

        A whole name may stand in any order, with a word or two between: Adler, Ruth; Ruth J. Adler.
        """
        whole, in_part = set[str](), set[str]()
        tokens = tokens_of(ONE_DAY_IN_ANY_CASE.sub(" ", line))
        taken = set[int]()
        for at, token in enumerate(tokens):
            for name, called_so in self.whole.get(token.word, ()):
                if places := places_near(name, at, tokens):
                    whole.update(called_so)
                    taken.update(places)
        for at, token in enumerate(tokens):
            if at not in taken and not is_month(at, tokens):
                for form in {token.word, token.word.removesuffix("s")}:
                    is_name = token.is_capital or (len(form) >= MIN_CHARACTERS and form not in FOLDED_WORDS)
                    in_part.update(self.alone.get(form, ()) if is_name else ())
        if self.wide and any(map(is_wide, line)):
            squashed = "".join(line.split())
            forms = (squashed[at : at + length] for length in self.wide_lengths for at in range(len(squashed)))
            whole.update(one for form in forms for one in self.wide.get(form, ()))
        return whole, in_part


def forms_alone(person: str) -> set[str]:
    """What stands for a person: each word of their name, and words as they are with or without a hyphen between."""
    words = words_of_name(person)
    joined = {"".join(words_of_name(part)) for part in (*person.split(), *BETWEEN_WORDS.split(person))}
    every = {"".join(words), "".join(reversed(words))}
    return {one for one in (*words, *joined, *every) if one not in NEVER_ALONE and len(one) > 1}


def last_of_range(first: str, last: str) -> int:
    """The last number of a range, whose first figures may be left out: 0411-13. None of a telephone's.

    >>> last_of_range("0411", "0413"), last_of_range("0411", "13"), last_of_range("411", "0413")
    (413, 413, 413)
    """
    is_shortened = len(last) < len(first)
    return int(first[: len(first) - len(last)] + last) if is_shortened else int(last)


def without_other_numbers(line: str) -> str:
    """A line with spaces in the place of numbers that are no ids.

    >>> without_other_numbers("0412, 780-555-0412, $412, 2021-03-04, 411-0413").split()
    ['0412,', ',', ',', '411-0413']
    """
    for pattern in NO_IDS:
        line = pattern.sub(lambda found: " " * len(found[0]), line)
    line = ONE_DAY_IN_ANY_CASE.sub(lambda found: " " * len(found[0]), line)
    return LOCAL_PHONE.sub(
        lambda found: found[0] if int(found[1]) <= int(found[2]) <= int(found[1]) + 99 else " ", line
    )


def same_words(line: str) -> Words:
    """The words and numbers of a line as ids have them."""
    return tuple(
        one.lstrip("0") or "0" if one.isdecimal() else one for one in ID_WORD.findall(ascii_letters(line.casefold()))
    )


def places_near(name: Words, at: int, tokens: list[Token]) -> list[int]:
    """Where all words of a name stand near a place; none where they do not."""
    near = range(max(0, at - len(name) - 1), min(len(tokens), at + len(name) + 2))
    places = [
        min((one for one in near if tokens[one].word == word), key=lambda one: abs(one - at), default=-1)
        for word in name
    ]
    return [] if -1 in places or len(set(places)) < len(set(name)) else places


def is_month(at: int, tokens: list[Token]) -> bool:
    """Whether a word is a month, as in "since May", and not somebody's name."""
    is_behind = at > 0 and tokens[at - 1].word in BEFORE_MONTHS
    return is_behind and MONTH_WORD.fullmatch(tokens[at].word) is not None


def tokens_of(line: str) -> list[Token]:
    """The words of a line without figures."""
    return [Token(folded(found[0]), not found[0][0].islower()) for found in NAME_WORD.finditer(line)]


def words_of_name(name: str) -> Words:
    """The words of a name in small, plain letters."""
    return tuple(token.word for token in tokens_of(name))


@lru_cache(16_384)
def folded(word: str) -> str:
    """A word in small letters without marks on them, and with one letter for an umlaut however it is written.

    >>> folded("Müller") == folded("MUELLER"), folded("Étienne")
    (True, 'etienne')
    """
    return UMLAUT.sub("", ascii_letters(word.casefold()))


def is_wide(letter: str) -> bool:
    """Whether a letter is of a script that puts no spaces between words, as Chinese or Thai."""
    return letter > "\u0e00" and (letter < "\u0f00" or unicodedata.east_asian_width(letter) in "WF")


def readable(line: str) -> str:
    """A line of a note in the letters that are seen, without letters that nobody sees and marks that are none.

    >>> readable("Ru\u00adth Ha\ufb01z")
    'Ruth Hafiz'
    """
    shown = unicodedata.normalize("NFKC", line)
    if shown.isascii():
        return shown
    return "".join(one for one in shown if unicodedata.category(one) not in ("Cf", "Mn", "Mc", "Me"))


ONE_DAY_IN_ANY_CASE = re.compile(ONE_DAY.pattern, re.IGNORECASE)
FOLDED_WORDS = frozenset(map(folded, NEED_A_CAPITAL))
