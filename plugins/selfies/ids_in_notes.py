"""Whom a note in the selfies folder names that may take pictures back: by numbers, by names, or by nothing to go by."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from plugins.core.findings import Finding, Where, finding
from plugins.selfies.answers import AND, is_name, is_person
from plugins.selfies.copies import FIELDS, OF_CONSENT, PUT_THERE, same_id, takes_back_by_name
from plugins.selfies.taking_back import A_YEARS_DAY, ONE_DAY, all_note_words, plain, says_no

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# `0901` and `selfie0901`, but nothing in `3f0901ab`.
NUMBER = re.compile(r"(?<![^\W_])(?:[^\W\d_]{2,12})?(\d{3,6})(?![^\W_])")
RANGE = re.compile(r"(?<!\d)(\d{3,6})(?!\d)\s{0,3}(?:-|\u2013|to|bis|\u00e0|\.\.)\s{0,3}(?<!\d)(\d{3,6})(?!\d)")
SHORT_NUMBER, CELL_ENDS = re.compile(r"(?<![^\W_])\d{1,2}(?![^\W_])"), re.compile(r"[,;:|\t]")
NAME_WORD = re.compile(r"[^\W\d_]+")
MAX_NOTE, MAX_IN_RANGE, MAX_NAMES = 200, 500, 5_000
# So few words with a number of one or two digits in them tell of a member, not of hours or rooms.
FEW_WORDS = 4
HEADINGS = frozenset("date day id ids list member members name names no number numbers reason state status".split())  # noqa: SIM905

Ids = set[tuple[str, ...]]


def is_taking_back(file: Path, lines: Sequence[str]) -> bool:
    """Whether a note's name or a line of it takes a picture back; a list of those who consented does not.

    Nor does a member's text without a picture, which has a line for that day and a name.
    """
    if len(set(FIELDS.findall("\n".join(lines).casefold().encode()))) > 1:
        return False
    told = (OF_CONSENT.sub(" ", line.casefold()) for line in lines)
    return is_called_list(file) or any(map(says_no, told)) or any(map(is_note_of, lines))


def ids_taken_back(file: Path, lines: Sequence[str]) -> Ids:
    """What may be an id in a text about nobody in particular, as `same_id`; none where no word in it takes back.

    An id of one or two letters begins its line, or is all of a cell, or stands among a few words.
    """
    if not (is_taking_back(file, lines) or says_no(file.name) or any(map(says_no, lines))):
        return set()
    written = [*([file.stem] if says_no(file.name) else []), *lines]
    words = [WORD.findall(PUT_THERE.sub(" ", line)) for line in written]
    ids = {word for line in words for at, word in enumerate(line) if not at or len(word) > 2}
    parts = {part for word in ids for part in (word, *word.split("-"))}
    whole = {word for line in written for word in WORD.findall(line) if len(word) > 2}  # an id may have a day in it
    glued = {number for line in written for number in NUMBER.findall(line)}
    between = {str(number) for line in lines for number in in_ranges(line)}
    short = {number for line in lines for number in short_numbers(line)}
    return {same_id(one) for one in parts | whole | glued | between | short}


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
    return words != line and len(line) < MAX_NOTE and all_note_words(plain(words))


def in_ranges(line: str) -> Iterator[int]:
    """The numbers that a line names by the first and the last: `0901-0905`, `901 to 905`."""
    for first, last in RANGE.findall(line):
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

    def within(self, lines: Iterable[str]) -> set[str]:
        """The ids of those whose names stand in some lines; one of a single word with no words but a note's."""
        found: set[str] = set()
        for line in lines:
            words = words_of_name(line)
            for at in range(len(words)):
                for end in range(at + 1, min(at + self.longest, len(words)) + 1):
                    rest = " ".join((*words[:at], *words[end:]))
                    if words[at:end] in self.ids and (end - at > 1 or not rest or all_note_words(rest)):
                        found.update(self.ids[words[at:end]])
        return found


def words_of_name(name: str) -> tuple[str, ...]:
    """The words of a name in small, plain letters."""
    return tuple(NAME_WORD.findall(plain(name).rpartition("\n")[2]))


def without_numbers(
    file: Path, lines: Sequence[str], known: Collection[tuple[str, ...]], where: Where
) -> list[Finding]:
    """That a list of those who took their pictures back has names in it, and not the numbers of their files (C79).

    An error, unless only words within the file tell that it may be such a list.
    known: the ids of all members, as `same_id`
    """
    if not is_taking_back(file, lines):
        return []
    is_list = is_called_list(file)
    numbers = {number for line in lines for number in NUMBER.findall(line)}
    numbers |= {" ".join(one) for one in ids_taken_back(file, lines) if one in known and one != same_id(file.stem)}
    told = [line for line in dict.fromkeys(map(str.strip, lines[:MAX_NAMES])) if is_about_somebody(line)]
    names = [line for line in told if is_names_line(line)]
    is_by_name = len(names) > len(numbers) or bool(told and not numbers) if is_list else bool(names and not numbers)
    if not is_by_name:
        return []
    found = finding("C79.names-and-no-ids", where)
    return [found.within("in-a-list-of-withdrawals") if is_list else found]


def is_called_list(file: Path) -> bool:
    """Whether a note is a list by its name, such as `withdrawn.txt` or `no.txt`."""
    return takes_back_by_name(file.name) or takes_back_by_name(file.parent.name)


def is_names_line(line: str) -> bool:
    """Whether a line is a person's first and last name and nothing more."""
    return len(line.split()) > 1 and is_name(line) and is_person(line) and not says_no(line)


def is_about_somebody(line: str) -> bool:
    """Whether a line has words other than a note's or a heading's."""
    words = set(words_of_name(line))
    return "@" in line or not (words <= HEADINGS or all_note_words(" ".join(words - HEADINGS)) or is_heading(words))


def is_heading(words: set[str]) -> bool:
    """Whether words are but those of a list's heading, such as "Withdrawn members"."""
    return all(word in HEADINGS or says_no(word) or word in ("the", "selfies", "pictures", "photos") for word in words)
