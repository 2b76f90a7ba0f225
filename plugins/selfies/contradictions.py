"""What the copies of a member's text say: all texts about a member must say yes, or the member is left out."""

import os
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from plugins.core.findings import Finding, Where, finding, printable
from plugins.core.header import is_unread
from plugins.core.reachable import Identity, identity_of
from plugins.pictures.picture import SUFFIXES
from plugins.selfies.consent import Cleared, decide
from plugins.selfies.copies import (
    OTHER_PICTURES,
    PUT_BEHIND,
    Copies,
    ending_of,
    is_called_like,
    is_picture,
    same_id,
    without_plural,
    words_of,
)
from plugins.selfies.submission import ID, is_grave, mistakes_in, read_text, submission, value_of
from plugins.selfies.systems_own import OF_EDITORS, without_editors_ending
from plugins.selfies.taking_back import name_says_no

# Of what is told of copies, that by which one may take a yes back, and does not only lack it.
TAKING_BACK = frozenset({"text-takes-back", "picture-takes-back"})
# What programs write beside pictures, and people do not.
OF_PICTURES = frozenset((".aae", ".cos", ".dop", ".json", ".pp3", ".thm", ".xml", ".xmp"))
FORMS = frozenset(word for ending in (*SUFFIXES, *OTHER_PICTURES) for word in words_of(ending))
OF_OLDER = re.compile(r"\b(?:old|archived?|(?:copy|duplicate) of)\b")


def findings_of_copies(copies: Copies, folder: Path, shown_folder: str, but_of: Iterable[str]) -> Iterator[Finding]:
    """The files whose names tell that they are copies of a member's text or picture (C79).

    but_of: ids of the members of whom more is told elsewhere
    """
    others = {same_id(member_id) for member_id in but_of}
    for name, ids in (*copies.texts.items(), *copies.pictures.items()):
        where = shown(name, shown_folder)
        for member_id in (one for one in ids if same_id(one) not in others):
            if is_in_place_of_picture(folder, name, member_id):
                continue  # the text is told of it
            if name in copies.pictures:
                yield finding("C79.copy-of-picture", where, id=member_id)
            elif is_same(place(folder, name), folder / f"{member_id}.md"):
                yield finding("C79.same-text", where, id=member_id)
            else:
                yield finding("C79.copy-of-text", where, id=member_id)


def is_in_place_of_picture(folder: Path, name: Path, member_id: str) -> bool:
    """Whether a file is a member's picture itself, in a form that is not read here: no other lies beside the text."""
    endings = [form for ending in SUFFIXES for form in (ending, ending.upper())]
    is_so_called = is_picture(name.name) and name == Path(f"{member_id}{name.suffix}")
    return is_so_called and not any((folder / f"{member_id}{ending}").exists() for ending in endings)


def contradicting(
    cleared: Sequence[Cleared], copies: Copies, folder: Path, shown_folder: str, today: date, gone: Collection[str]
) -> dict[str, tuple[Finding, ...]]:
    """Those of the cleared members of whom a copy does not say yes, by id, and why they are left out (C79)."""
    members = {member.submission.id: member for member in cleared}
    found: dict[str, tuple[Finding, ...]] = {}
    for name, ids in (*copies.texts.items(), *copies.pictures.items(), *copies.namesakes.items()):
        for member in (members[one] for one in ids if one in members and name.stem not in gone):
            doubt = contradiction(member, name, folder, shown(name, shown_folder), today)
            if doubt and (name not in copies.namesakes or doubt.variant in TAKING_BACK):
                found[member.submission.id] = (*found.get(member.submission.id, ()), doubt)
    return found


def of_one_file(
    cleared: Sequence[Cleared], texts: Collection[str], copies: Copies, folder: Path, shown_folder: str
) -> dict[str, tuple[Finding, ...]]:
    """The members whose texts are one file under two names (C79): somebody answered in it for one of them.

    texts: the names of all members' texts, without .md
    returns: why they are left out, by id
    """
    own = {f"{stem}.md": stem for stem in texts if ID.fullmatch(stem)}
    copied = [(str(name), one) for name, ids in copies.texts.items() for one in ids if str(name) not in own]
    meant: dict[Identity, list[tuple[str, str]]] = {}
    for name, member_id in (*own.items(), *copied):
        with suppress(OSError):
            known = identity_of(os.stat(path := f"{folder}/{name}"), path)  # noqa: PTH116  (many Paths cost much)
            meant.setdefault(known, []).append((name, member_id))
    found: dict[str, tuple[Finding, ...]] = {}
    clear = {f"{member.submission.id}.md" for member in cleared}
    for names in (names for names in meant.values() if len(names) > 1):
        for name, member_id in (one for one in names if one[0] in clear):
            if other := next((one for _, one in names if same_id(one) != same_id(member_id)), None):
                where = shown(Path(name), shown_folder)
                found[member_id] = (finding("C79.text-of-another", where, id=member_id, other=other),)
    return found


def contradiction(member: Cleared, name: Path, folder: Path, where: Where, today: date) -> Finding | None:
    """Why a copy of a member's text does not say yes, or a picture's name says no (C79); None where they agree."""
    member_id = member.submission.id
    takes_back = is_named_no(name.as_posix())
    if is_picture(name.as_posix()):
        if takes_back:
            return finding("C79.picture-takes-back", where, id=member_id)
        is_copy = is_called_copy(name, member_id, folder) or is_same(place(folder, name), member.submission.picture)
        return None if is_copy else finding("C79.picture-perhaps-a-letter", where, id=member_id)
    source, findings = read_text(place(folder, name), where.path)
    takes_back = takes_back or bool(value_of(source, "Withdrawn"))
    if not is_unread(findings):
        mistakes = [*findings, *mistakes_in(source)]
        takes_back = takes_back or any(mistake.code == "C78" for mistake in mistakes)
        says_yes = isinstance(
            decide(submission(source, member_id, member.submission.picture), member.purpose, today), Cleared
        )
        if says_yes and not takes_back and not any(map(is_grave, mistakes)):
            return None
    if takes_back:
        return finding("C79.text-takes-back", where, id=member_id)
    if OF_EDITORS.fullmatch(name.name):
        return finding("C79.open-in-an-editor", where, id=member_id)
    if is_of_picture(place(folder, name)):
        return finding("C79.beside-picture", where, id=member_id)
    return finding("C79.copy-without-yes", where, id=member_id)


def is_named_no(path: str) -> bool:
    """Whether a word in the name of a copy, or of a folder that it lies in, takes back; that it is a copy says nothing.

    path: from the selfies folder, to content/ and beyond for what lies there
    """
    parts = without_editors_ending(path.rpartition("/content/")[2]).split("/")
    return any(name_says_no(OF_OLDER.sub(" ", " ".join(words_of(part)))) for part in parts)


def is_called_copy(name: Path, member_id: str, folder: Path) -> bool:
    """Whether a picture's path has no word besides a member's id and numbers, and so tells of no letter.

    Folders count from the first one that is called as the selfies folder is, whose own words do not; hidden ones, which
    programs keep, do not either.
    name: its path from the selfies folder

    >>> is_called_copy(Path("0900-2.jpg.bak"), "0900", Path("selfies"))
    True
    >>> is_called_copy(Path("0900.mp4"), "0900", Path("selfies"))
    True
    >>> is_called_copy(Path("0900 letter.jpg"), "0900", Path("selfies"))
    False
    >>> is_called_copy(Path("letters/0900.jpg"), "0900", Path("selfies"))
    False
    >>> is_called_copy(Path("../site/selfies (1)/0900.jpg"), "0900", Path("selfies"))
    True
    """
    parts = list(name.parts[:-1])
    if parts[:1] == [".."]:
        parts = parts[next((at for at, part in enumerate(parts) if is_called_like(part, folder)), 0) :]
    own = {"selfie", *without_plural(folder.name)}
    words = {word for part in parts if not part.startswith(".") for word in without_plural(part)} - own
    words |= set(words_of(PUT_BEHIND.sub("", name.name))) - FORMS
    return all(map(str.isdecimal, words - {*words_of(member_id), *without_plural(member_id)}))


def is_same(one: Path, other: Path) -> bool:
    """Whether two files hold the same bytes; what cannot be opened does not."""
    try:
        return one.is_file() and one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
    except OSError:
        return False


def shown(name: Path, shown_folder: str) -> Where:
    """A file of the folder as staff know it."""
    return Where(posixpath.normpath(f"{shown_folder}/{printable(name.as_posix())}"))


def place(folder: Path, name: Path) -> Path:
    """Where a file of `Copies` lies, which may be beside the folder; the folder may be a link."""
    return Path(os.path.normpath(folder / name))


def is_of_picture(file: Path) -> bool:
    """Whether a program of pictures wrote a file beside the one that it is about: `0901.xmp`, `lena.jpg.json`."""
    return file.suffix.lower() in OF_PICTURES and is_beside_picture(file)


def is_beside_picture(file: Path) -> bool:
    """Whether a picture that may show a member has a note's name, or all of its own is the beginning of the note's.

    Then it is probably about theirs: `lena.txt`, `lena.jpg.json`.
    """
    names = [f"{file.stem}{ending}" for one in SUFFIXES for ending in (one, one.upper())]
    names += (file.name[: dot.start()] for dot in re.finditer(r"\.", file.name))
    beside = any(ending_of(name) in SUFFIXES and file.with_name(name).exists() for name in names if name)
    return beside and not name_says_no(file.stem)
