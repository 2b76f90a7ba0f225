"""Whom a note in the selfies folder names that may take pictures back: by numbers, by names, or by nothing to go by."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from plugins.core.findings import Finding, Where, finding
from plugins.selfies.answers import AND, is_name, is_person
from plugins.selfies.copies import (
    FIELDS,
    OF_CONSENT,
    PUT_THERE,
    is_list_of_withdrawals,
    is_of_note_words,
    same_id,
)
from plugins.selfies.lexicon import BESIDE_IT, NOTES_OF_ALL_KINDS, SAYS_YES
from plugins.selfies.taking_back import (
    A_YEARS_DAY,
    ONE_DAY,
    all_note_words,
    plain,
    says_no,
    takes_back,
    without_offers,
)

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# `0901` and `selfie0901`, but nothing in `3f0901ab`.
NUMBER = re.compile(r"(?<![^\W_])(?:[^\W\d_]{2,12})?(\d{3,6})(?![^\W_])")
RANGE = re.compile(r"(?<!\d)(\d{3,6})(?!\d)\s{0,3}(?:-|\u2013|to|bis|\u00e0|\.\.)\s{0,3}(?<!\d)(\d{3,6})(?!\d)")
SHORT_NUMBER, CELL_ENDS = re.compile(r"(?<![^\W_])\d{1,2}(?![^\W_])"), re.compile(r"[,;:|\t]")
NAME_WORD = re.compile(r"[^\W\d_]+")
MAX_NOTE, MAX_IN_RANGE, MAX_NAMES = 200, 500, 5_000
# So few words with a number of one or two digits in them tell of a member, not of hours or rooms.
FEW_WORDS = 4
MAX_WORDS = 8  # of a name and what is said of it
HEADINGS = frozenset("date day id ids list member members name names no number numbers reason state status".split())  # noqa: SIM905

Ids = set[tuple[str, ...]]


class Lines(NamedTuple):
    """The lines of a note in which an id or a name is that of somebody who took their picture back.

    all: wherever it stands in them; alone: only where else nothing stands but a note's words
    """

    all: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()


@lru_cache(128)  # a note is asked for ids and for names, twice
def lines_taking_back(lines: tuple[str, ...], *, is_list: bool) -> Lines:
    """The lines that take pictures back: all of a list, or those with words that say so, and those around them.

    A list has a name that says so (is_list), or such words as a heading or in a cell. A list of those who consented
    takes nothing back, nor does what tells how to, or a member's text without a picture, which has a line for that day
    and a name.
    """
    if len(set(FIELDS.findall("\n".join(lines).casefold().encode()))) > 1:
        return Lines()
    told = [without_offers(OF_CONSENT.sub(" ", line.casefold())) for line in lines]
    if is_list or any(map(is_heading_of_list, told)):
        return Lines(lines)
    near: set[int] = set()
    for at in (at for at, line in enumerate(told) if takes_back(line)):
        near.update((at,) if NUMBER.search(without_days(lines[at])) else (at - 1, at, at + 1))
    near.update(at for at, line in enumerate(told) if says_no(line) and NUMBER.search(without_days(line)))
    others = (line for at, line in enumerate(lines) if at not in near and (says_no(told[at]) or is_note_of(told[at])))
    return Lines(tuple(line for at, line in enumerate(lines) if at in near), tuple(others))


def is_heading_of_list(line: str) -> bool:
    """Whether a line takes back whoever stands in others: it ends with a colon, or has few words and no number.

    >>> is_heading_of_list("these withdrew on monday:"), is_heading_of_list("refused"), is_heading_of_list("not 0901")
    (True, True, False)
    """
    bare = without_days(line).strip()
    if len(line) > MAX_NOTE or NUMBER.search(bare) or SHORT_NUMBER.search(bare):
        return False
    is_short = len(bare.split()) <= FEW_WORDS
    if takes_back(line):
        return is_short or bare.endswith(":")
    return is_short and says_no(bare) and not NOTES_OF_ALL_KINDS & set(bare.split()) and all_note_words(plain(bare))


def without_days(line: str) -> str:
    """A line without the days in it, in small letters."""
    return ONE_DAY.sub(" ", A_YEARS_DAY.sub(" ", line.casefold()))


def ids_taken_back(file: Path, lines: Sequence[str]) -> Ids:
    """What may be an id in a text about nobody in particular, as `same_id`; none where no word in it takes back.

    An id of one or two letters begins its line, or is all of a cell, or stands among a few words.
    """
    is_list = any(is_list_of_withdrawals(name) or is_of_note_words(name) for name in (file.name, file.parent.name))
    told = lines_taking_back(tuple(lines), is_list=is_list)
    written = [*([file.stem] if is_list or says_no(file.name) else []), *told.all]
    words = [WORD.findall(PUT_THERE.sub(" ", line)) for line in written]
    ids = {word for line in words for at, word in enumerate(line) if not at or len(word) > 2}
    parts = {part for word in ids for part in (word, *word.split("-"))}
    whole = {word for line in written for word in WORD.findall(line) if len(word) > 2}  # an id may have a day in it
    glued = {number for line in written for number in NUMBER.findall(line)}
    between = {str(number) for line in told.all for number in in_ranges(line)}
    short = {number for line in told.all for number in short_numbers(line)}
    return {same_id(one) for one in parts | whole | glued | between | short | set(map(alone_in, told.alone))}


def alone_in(line: str) -> str:
    """The word or number beside which a line has a note's words alone; "" if there is none.

    >>> alone_in("ruth refused"), alone_in("7: no"), alone_in("room 12, not 7")
    ('ruth', '7', '')
    """
    words = WORD.findall(without_days(line)) if len(line) < MAX_NOTE else []
    rests = [(one, " ".join((*words[:at], *words[at + 1 :]))) for at, one in enumerate(words)]
    return next((one for one, rest in rests if not re.search(r"\d", rest) and speaks_against(rest)), "")


def short_numbers(line: str) -> Iterator[str]:
    """The numbers of one or two digits in a line that can hardly be anything but ids."""
    if len(line) > MAX_NOTE:
        return
    told = ONE_DAY.sub(" ", A_YEARS_DAY.sub(" ", plain(line).partition("\n")[0]))
    yield from (cell.strip() for cell in CELL_ENDS.split(told) if SHORT_NUMBER.fullmatch(cell.strip()))
    if len(told.split()) <= FEW_WORDS:
        yield from SHORT_NUMBER.findall(told)


def is_note_of(line: str) -> bool:
    """Whether a line is an id with the words of a note: `0901 NO`."""
    words = NUMBER.sub(" ", line)
    return words != line and len(line) < MAX_NOTE and speaks_against(words)


def speaks_against(words: str) -> bool:
    """Whether words are a note's alone, and do not say yes.

    >>> speaks_against("not agreed"), speaks_against("agreed by phone")
    (True, False)
    """
    told = plain(words)
    return all_note_words(told) and not (SAYS_YES | BESIDE_IT).issuperset(WORD.findall(told))


def in_ranges(line: str) -> Iterator[int]:
    """The numbers that a line names by the first and the last: `0901-0905`, `901 to 905`."""
    for first, last in RANGE.findall(line):
        if len(first) == len(last):  # others are of a telephone
            yield from range(int(first), min(int(last), int(first) + MAX_IN_RANGE) + 1)


class Names(NamedTuple):
    """The names of members, each by its words in small letters, with their ids."""

    ids: dict[tuple[str, ...], list[str]]
    longest: int

    @classmethod
    def of(cls, names: Iterable[tuple[str, str]]) -> "Names":
        """names: a member's id, and what stands in the field Name"""
        ids: dict[tuple[str, ...], list[str]] = {}
        for member_id, name in names:
            for told in {words_of_name(one) for one in (name, *AND.split(name))} - {()}:
                ids.setdefault(told, []).append(member_id)
        return cls(ids, max(map(len, ids), default=0))

    def within(self, lines: Lines) -> set[str]:
        """The ids of those whose names stand in some lines; one of a single word with no words but a note's."""
        found: set[str] = set()
        for line, is_alone in (*((line, False) for line in lines.all), *((line, True) for line in lines.alone)):
            words = words_of_name(line)
            for at in range(len(words)):
                for end in range(at + 1, min(at + self.longest, len(words)) + 1):
                    rest = " ".join((*words[:at], *words[end:]))
                    is_meant = (end - at > 1 and not is_alone) or not rest or speaks_against(rest)
                    if words[at:end] in self.ids and is_meant:
                        found.update(self.ids[words[at:end]])
        return found

    def taken_back(self, file: Path, lines: Sequence[str]) -> set[str]:
        """The ids of those who took their pictures back by their names in a note."""
        return self.within(lines_taking_back(tuple(lines), is_list=is_called_list(file)))


def words_of_name(name: str) -> tuple[str, ...]:
    """The words of a name in small, plain letters."""
    return tuple(NAME_WORD.findall(plain(name).rpartition("\n")[2]))


def without_numbers(
    file: Path, lines: Sequence[str], known: Collection[tuple[str, ...]], where: Where
) -> list[Finding]:
    """That a list of those who took their pictures back has names in it, and not the numbers of their files (C79).

    An error where its name or its folder's tells so and names stand in it line by line.
    known: the ids of all members, as `same_id`
    """
    is_list = is_called_list(file)
    told = lines_taking_back(tuple(lines), is_list=is_list)
    numbers = {number for line in told.all for number in NUMBER.findall(line)}
    numbers |= {" ".join(one) for one in ids_taken_back(file, lines) if one in known and one != same_id(file.stem)}
    written = [line for line in dict.fromkeys(map(str.strip, told.all[:MAX_NAMES])) if is_about_somebody(line)]
    if any(" " in line for line in written):  # pieces of words are lines, too
        written = [line for line in written if " " in line or "@" in line]
    names = list(filter(is_line_of_list if is_list else is_names_line, written))
    if not names or len(names) <= (len(numbers) if is_list else 0) or (numbers and not is_list):
        return []
    found = finding("C79.names-and-no-ids", where)
    return [found.within("in-a-list-of-withdrawals") if is_list else found]


def is_called_list(file: Path) -> bool:
    """Whether a note is a list by its name or its folder's, such as `withdrawn.txt` or `removed/June.txt`."""
    return is_list_of_withdrawals(file.name) or is_list_of_withdrawals(file.parent.name)


def is_names_line(line: str) -> bool:
    """Whether a line is a person's first and last name and nothing more."""
    return len(line.split()) > 1 and is_name(line) and is_person(line) and not says_no(line)


def is_line_of_list(line: str) -> bool:
    """Whether a line of a list of withdrawals begins with a name, or an address, with a note's words behind it.

    >>> is_line_of_list("lena ford"), is_line_of_list("Lena Ford, June"), is_line_of_list("Lena Ford withdrew by phone")
    (True, True, True)
    >>> is_line_of_list("Write to Lena Ford about the rally"), is_line_of_list("How To Withdraw")
    (False, False)
    """
    words = CELL_ENDS.split(line)[0].strip(" -*•").split()
    if "@" in line or len(words) > MAX_WORDS or without_offers(line) != line.casefold():
        return "@" in line and len(line.split()) == 1
    return any(is_head_of_line(words[:end], " ".join(words[end:])) for end in range(len(words), 0, -1))


def is_head_of_line(words: list[str], rest: str) -> bool:
    """Whether words are a name, and those behind it a note's."""
    head = " ".join(words)
    is_called = is_name(head.title() if head.islower() else head) and is_about_somebody(head) and not says_no(head)
    return is_called and (not rest or (len(words) > 1 and (says_no(rest) or all_note_words(plain(rest)))))


def is_about_somebody(line: str) -> bool:
    """Whether a line has words other than a note's or a heading's."""
    words = set(words_of_name(line))
    return "@" in line or not (words <= HEADINGS or all_note_words(" ".join(words - HEADINGS)) or is_heading(words))


def is_heading(words: set[str]) -> bool:
    """Whether words are but those of a list's heading, such as "Withdrawn members"."""
    return all(word in HEADINGS or says_no(word) or word in ("the", "selfies", "pictures", "photos") for word in words)
