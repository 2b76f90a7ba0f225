"""Copies that sync programs, editors and people make of a member's files, such as `0900 (conflicted copy).md`.

Nobody knows which of two texts is the right one, so all texts about a member must say yes: a file of the selfies folder
that is no picture and has a member's id in its name is one. Only names are looked at here.
"""

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from plugins.core.reachable import is_too_deep
from plugins.pictures.picture import SUFFIXES
from plugins.selfies.taking_back import ascii_letters, name_says_no

WORDS = re.compile(r"\d+|[^\W\d_]+")
# Numbers that programs put into a copy's name: `(1)`, a day, a moment and a machine.
PUT_THERE = re.compile(r"\(\d{1,2}\)|\d{4}-\d\d-\d\d|[-~]\d{8}(?:-\d{6}(?:-[a-z0-9]{7})?)?", re.IGNORECASE)
OTHER_PICTURES = frozenset((".bmp", ".dng", ".gif", ".heics", ".mov", ".mp4", ".psd", ".svg", ".tif", ".tiff", ".xcf"))
BETWEEN_DIGITS = re.compile(r"(?<=\d)[-_. ](?=\d)")
PUT_BEHIND = re.compile(r"(?:~\d*~?|\.(?:bak|old|orig|part|tmp|\d+))+$", re.IGNORECASE)
# What a version keeper makes has names that say nothing.
KEEPERS = frozenset((".git", ".hg", ".svn"))
LOOSE_TEXTS = frozenset((".md", ".txt", ".markdown"))
APPLE_DOUBLE = b"\x00\x05\x16\x07"


@dataclass(frozen=True, slots=True)
class Copies:
    """Files about members besides the two of that name, by their paths below the folder, and whom each means.

    pictures: copies of pictures; texts: all others
    namesakes: texts with a picture of their own, so perhaps another member's, whose names hold that of a member
    notes: files that are no picture and no member's, and tell in their names of nobody
    """

    texts: dict[Path, list[str]] = field(default_factory=dict)
    pictures: dict[Path, list[str]] = field(default_factory=dict)
    namesakes: dict[Path, list[str]] = field(default_factory=dict)
    notes: list[Path] = field(default_factory=list)


class Ids(NamedTuple):
    """Ids, to be found in other words.

    exact: each by its words; loose: those that are the same without zeros; longest: the most words that one has
    """

    exact: dict[tuple[str, ...], str]
    loose: dict[tuple[str, ...], list[str]]
    longest: int

    @classmethod
    def of(cls, ids: Iterable[str]) -> "Ids":
        """These ids."""
        exact = {words_of(member_id): member_id for member_id in sorted(ids)}
        loose: dict[tuple[str, ...], list[str]] = {}
        for told, member_id in exact.items():
            loose.setdefault(without_zeros(told), []).append(member_id)
        return cls(exact, loose, max(map(len, exact), default=0))

    def within(self, name: str, own: str | None = None) -> set[str]:
        """Those that stand in a name as whole words: as they are written, or else as numbers without zeros.

        own: the id whose very name it is, which is not meant
        """
        found: set[str] = set()
        for text in (PUT_THERE.sub(" ", name), name):
            told = words_of(text)
            places = [(at, n) for at in range(len(told)) for n in range(1, min(self.longest, len(told) - at) + 1)]
            runs = [told[at : at + n] for at, n in places]
            found = {self.exact[run] for run in runs if run in self.exact and self.exact[run] != own}
            found = found or {one for run in runs for one in self.loose.get(without_zeros(run), ()) if one != own}
            if found or own:
                break
        joined = words_of(BETWEEN_DIGITS.sub("", PUT_THERE.sub(" ", name)))
        return found or {one for word in joined for one in self.loose.get(without_zeros([word]), ()) if one != own}


def find_copies(folder: Path, ids: Collection[str], texts: Collection[str]) -> Copies:
    """Every copy in a folder and the folders in it, hidden ones included.

    A member whose id is a word, such as ade, may have a namesake ade-2, with a picture of its own; one whose id is a
    number has none, and ade-withdrawn is none.

    ids: of the members, those who withdrew included; texts: the names of their texts, without .md
    """
    known = Ids.of(ids)
    found_names = (*files_in(folder), *files_beside(folder, known))
    names = [(name, *os.path.splitext(name)) for name in found_names]  # noqa: PTH122  (many Paths cost much)
    beside = {stem for _, stem, ending in names if ending.lower() in SUFFIXES}
    found = Copies()
    for name, stem, ending in names:
        if stem in texts and ending.lower() in SUFFIXES:
            continue
        own = stem if stem in texts and ending == ".md" else None
        meant_ids = {one for one in known.within(name, own) if not is_mere_number(one, name)}
        is_namesake = own in beside and not name_says_no(stem)
        others = {one for one in meant_ids if is_namesake and not one.isdecimal()}
        if others:
            found.namesakes[Path(name)] = sorted(others)
        if meant_ids := meant_ids - others:
            (found.pictures if is_picture(name) else found.texts)[Path(name)] = sorted(meant_ids)
        elif own not in beside and not is_picture(name):
            found.notes.append(Path(name))
    return found


def is_mere_number(member_id: str, name: str) -> bool:
    """Whether an id of one or two digits is only a number in a file's name, as in `consent form 2.pdf`.

    A copy begins with the id, or ends as members' texts do.
    """
    if not member_id.isdecimal() or len(member_id) > 2 or name.lower().endswith(".md"):
        return False
    return not any(without_zeros(words_of(part)[:1]) == same_id(member_id) for part in name.split("/"))


def words_of(name: str) -> tuple[str, ...]:
    """The words and numbers of a name, in small letters.

    >>> words_of("Copy of 0900v2.MD")
    ('copy', 'of', '0900', 'v', '2', 'md')
    """
    told = unicodedata.normalize("NFKC", name).casefold()
    return tuple(WORDS.findall(told if told.isascii() else ascii_letters(told)))


def without_zeros(told: Iterable[str]) -> tuple[str, ...]:
    """Words with the zeros taken away that numbers begin with."""
    return tuple(word.lstrip("0") or "0" if word.isdecimal() else word for word in told)


def same_id(member_id: str) -> tuple[str, ...]:
    """What two ids have in common that are the same but for letter case, spaces and zeros.

    >>> same_id("0900 ") == same_id("900"), same_id("ADE-2") == same_id("ade-2"), same_id("9") == same_id("900")
    (True, True, False)
    """
    return without_zeros(words_of(member_id)) or (member_id,)


def is_picture(name: str) -> bool:
    """Whether a file is a picture by its name, or what was one before a program put something behind it."""
    ending = os.path.splitext(PUT_BEHIND.sub("", name))[1].lower()  # noqa: PTH122  (a thousand Paths cost more)
    return ending in SUFFIXES or ending in OTHER_PICTURES


def files_in(folder: Path) -> Iterator[str]:
    """Every file of a folder and of those in it, by its path below it; but for what systems write beside each file."""
    for parent, folders, names in os.walk(folder):
        here = Path(parent)
        folders[:] = sorted(one for one in folders if one not in KEEPERS and not is_too_deep(here / one, folder))
        below = f"{here.relative_to(folder).as_posix()}/" if here != folder else ""
        yield from (f"{below}{name}" for name in sorted(names) if not is_systems_own(here, name))


def files_beside(folder: Path, known: Ids) -> Iterator[str]:
    """Files of the folders beside one that are copies of it by their names, as `../selfies (1)/0900.md`.

    And those beside it whose name, but for the ending, is an id.
    """
    own = words_of(folder.name)
    for one in sorted(folder.parent.iterdir()) if own and folder.parent.is_dir() else ():
        told = words_of(one.name)
        is_copy = told != own and any(told[at : at + len(own)] == own for at in range(len(told)))
        if one.is_dir():
            yield from (f"../{one.name}/{name}" for name in (files_in(one) if is_copy and not one.is_symlink() else ()))
        elif same_id(one.stem) in known.loose and one.suffix.lower() in LOOSE_TEXTS:
            yield f"../{one.name}"


def is_systems_own(folder: Path, name: str) -> bool:
    """Whether macOS or Windows wrote this beside a file: its colours and where it came from, no text of anybody."""
    if name.endswith(":Zone.Identifier"):
        return True
    if not name.startswith("._"):
        return False
    file = folder / name
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(4) in (b"", APPLE_DOUBLE)
