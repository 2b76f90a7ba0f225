"""Copies that sync programs, editors and people make of a member's files, such as `0900 (conflicted copy).md`.

Nobody knows which of two texts is the right one, so all texts about a member must say yes: a file of the selfies folder
that is no picture and has a member's id in its name is one. Only names are looked at here.
"""

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from plugins.core.reachable import folders_with_links, is_within, same_file
from plugins.pictures.copies import MAX_TEXT_BYTES
from plugins.pictures.picture import SUFFIXES
from plugins.selfies.lexicon import BESIDE_IT, NEGATION, NOTES_OF_ALL_KINDS, SAYS_YES, TAKEN_BACK
from plugins.selfies.systems_own import FOLDERS as SYSTEMS_FOLDERS
from plugins.selfies.systems_own import is_systems_own
from plugins.selfies.taking_back import (
    all_note_words,
    ascii_letters,
    is_like_withdrawn,
    name_says_no,
    says_no,
    takes_back,
    without_offers,
)

WORDS = re.compile(r"\d+|[^\W\d_]+")
# Numbers that programs put into a copy's name: `(1)`, a day, a moment and a machine.
PUT_THERE = re.compile(r"\(\d{1,2}\)|\d{4}-\d\d-\d\d|[-~]\d{8}(?:-\d{6}(?:-[a-z0-9]{7})?)?", re.IGNORECASE)
# Of cameras, telephones and programs, in forms that are not read here.
OTHER_PICTURES = frozenset(
    """
    .arw .avif .bmp .cr2 .cr3 .dng .gif .heics .jfif .jp2 .jpe .mov .mp4 .nef .orf .psd .raf .rw2 .svg .tif .tiff .xcf
    """.split()  # noqa: SIM905
)
BETWEEN_DIGITS = re.compile(r"(?<=\d)[-_. ](?=\d)")
PUT_BEHIND = re.compile(r"(?:~\d*~?|\.(?:bak|old|orig|part|tmp|\d+))+$", re.IGNORECASE)
# What a version keeper makes has names that say nothing.
KEEPERS = frozenset((".git", ".hg", ".svn"))
# Folders of content/ in which each text is a page.
ROOMS = frozenset(("announcements", "campaigns", "matters", "news", "pages", "people"))
# A form or a list for asking has these words in its name, and takes nothing back.
OF_CONSENT = re.compile(
    r"(?<!non )(?<!no )\b(?:consent\w*|permissions?)(?!.{0,40}\b(?:end(?:s|ed)|over|void|missing|unclear)\b)"
)
LOOSE_TEXTS = (".md", ".txt", ".markdown")
FIELDS = re.compile(rb"(?im)^[^\w\n]*+(consent(?:.given|.until)?|adults.only|photo[-_]by|withdrawn)\W{0,3}[:=\d]")
# Alone it is the credit of any picture, unless it says who is in it, or nothing.
CREDIT_ALONE = re.compile(rb"(?im)^[^\w\n]*+photo[-_]by\W{0,3}[:=](?!\s*(?:self|myself|selfie|me)?\s*$)")
OTHER_COLONS = "：﹕︓ː꞉∶܃։׃؛"


@dataclass(frozen=True, slots=True)
class Copies:
    """Files about members besides the two of that name, by their paths below the folder, and whom each means.

    pictures: copies of pictures; texts: all others
    namesakes: texts with a picture of their own, so perhaps another member's, whose names hold that of a member
    notes: files of the folder, or of one that is called as it is, that are no picture and no member's; such copies
        of texts, too, since whoever else they mention may be somebody
    loose: other texts, which lie beside such folders
    alone: pictures in the folder that are neither called as a text at its top nor as a member
    """

    texts: dict[Path, list[str]] = field(default_factory=dict)
    pictures: dict[Path, list[str]] = field(default_factory=dict)
    namesakes: dict[Path, list[str]] = field(default_factory=dict)
    notes: list[Path] = field(default_factory=list)
    loose: list[Path] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)


class Elsewhere(NamedTuple):
    """Where members' files lie beside those in the selfies folder (plugins.selfies.elsewhere).

    folders: other folders that are called as it is; texts: whatever texts lie below content/ in none of these folders
    files: in none of these folders either, members' pictures with their texts, and such texts alone
    namesakes: other pictures below content/ that are called as a member (plugins.selfies.namesakes)
    evidence: by each of files, the text that makes it a member's; a text, or a picture that is called so, itself
    """

    content: Path
    folders: tuple[Path, ...] = ()
    texts: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()
    namesakes: tuple[Path, ...] = ()
    evidence: Mapping[Path, Path] = MappingProxyType({})


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
        for words, member_id in exact.items():
            loose.setdefault(without_zeros(words), []).append(member_id)
        return cls(exact, loose, max(map(len, exact), default=0))

    def within(self, name: str, own: str | None = None) -> set[str]:
        """Those that stand in a name as whole words: as they are written, or else as numbers without zeros.

        own: the id whose very name it is, which is not meant
        """
        found: set[str] = set()
        for text in (PUT_THERE.sub(" ", name), name):
            words = words_of(text)
            places = [(at, n) for at in range(len(words)) for n in range(1, min(self.longest, len(words) - at) + 1)]
            runs = [words[at : at + n] for at, n in places]
            found = {self.exact[run] for run in runs if run in self.exact and self.exact[run] != own}
            found = found or {one for run in runs for one in self.loose.get(without_zeros(run), ()) if one != own}
            if found or own:
                break
        joined = words_of(BETWEEN_DIGITS.sub("", PUT_THERE.sub(" ", name)))
        return found or {one for word in joined for one in self.loose.get(without_zeros([word]), ()) if one != own}


def find_copies(
    folder: Path, ids: Collection[str], texts: Collection[str], elsewhere: Elsewhere | None = None
) -> Copies:
    """Every copy in a folder and the folders in it, hidden ones included.

    A member whose id is a word, such as ade, may have a namesake ade-2, with a picture of its own; one whose id is a
    number has none, and ade-withdrawn is none.

    ids: of the members, those who withdrew included; texts: the names of their texts, without .md
    """
    known = Ids.of(ids)
    content = elsewhere.content if elsewhere else None
    inside = [*files_in(folder, content), *files_of_copies(folder, elsewhere)]
    outside = [*texts_beside(folder, known), *(texts_elsewhere(folder, known, elsewhere) if elsewhere else ())]
    names = [(name, *os.path.splitext(name)) for name in (*inside, *outside)]  # noqa: PTH122  (many Paths cost much)
    of_folders = set(inside)
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
        elif name in of_folders and not name.startswith("../") and ending_of(name) in SUFFIXES:
            found.alone.append(name)
        is_note = own not in beside and may_be_note(name) and not (meant_ids and is_picture(name))
        if is_note and not (folder / name).is_dir():
            if name in of_folders:
                found.notes.append(Path(name))
            elif not meant_ids:
                found.loose.append(Path(name))
    found.loose.extend(notes_elsewhere(folder, known, elsewhere) if elsewhere else ())
    return found


def may_be_note(name: str) -> bool:
    """Whether a file may tell something of members: any but their pictures, and one whose name or folder takes back."""
    return ending_of(name) not in SUFFIXES or any(takes_back_by_name(part) for part in name.split("/"))


def notes_elsewhere(folder: Path, known: Ids, elsewhere: Elsewhere) -> Iterator[Path]:
    """The loose texts at the top of content/, by their paths from the selfies folder."""
    for text in elsewhere.texts:
        is_loose = text.suffix.lower() == ".txt" and text.parent == elsewhere.content
        is_known = bool(known.within(text.name))  # by its name, and so told of already
        if is_loose and not is_known:
            yield Path(os.path.relpath(text, folder))


def is_mere_number(member_id: str, name: str) -> bool:
    """Whether an id of one or two digits is only a number in a file's name, as in `consent form 2.pdf`.

    A copy begins with the id, or ends as members' texts do, or its name takes back.
    """
    if not member_id.isdecimal() or len(member_id) > 2 or name.lower().endswith(".md"):
        return False
    if takes_back_by_name(name.rpartition("/")[2]):
        return False
    return not any(without_zeros(words_of(part)[:1]) == same_id(member_id) for part in name.split("/"))


def takes_back_by_name(name: str) -> bool:
    """Whether a file's name takes back, whosever it is: `withdrawn.xlsx`, `revoked 7.txt`, `no 7.jpg`.

    >>> takes_back_by_name("removed.csv"), takes_back_by_name("consent form 2.pdf"), takes_back_by_name("ok 2.jpg")
    (True, False, False)
    """
    text = OF_CONSENT.sub(" ", " ".join(words_of(name)))
    return is_like_withdrawn(text) or says_no(text) or is_of_note_words(name)


def is_of_note_words(name: str) -> bool:
    """Whether a file's name has a note's words alone, and says neither yes nor what kind of note it is.

    >>> is_of_note_words("hold.txt"), is_of_note_words("approved.txt"), is_of_note_words("todo 2.txt")
    (True, False, False)
    """
    words = [word for word in words_of(os.path.splitext(name)[0]) if not word.isdecimal()]  # noqa: PTH122
    return (
        not (BESIDE_IT | SAYS_YES).issuperset(words)
        and NOTES_OF_ALL_KINDS.isdisjoint(words)
        and all_note_words(" ".join(words))
    )


def is_list_of_withdrawals(name: str) -> bool:
    """Whether a file or folder is plainly called a list of those who took their pictures back.

    >>> is_list_of_withdrawals("Withdrawn members.xlsx"), is_list_of_withdrawals("no")
    (True, True)
    >>> is_list_of_withdrawals("how to withdraw.txt"), is_list_of_withdrawals("private.txt")
    (False, False)
    """
    words = words_of(os.path.splitext(name)[0])  # noqa: PTH122
    text = without_offers(OF_CONSENT.sub(" ", " ".join(words)))
    return (
        takes_back(text)
        or is_like_withdrawn(text)
        or not TAKEN_BACK.isdisjoint(words)
        or NEGATION.issuperset(words or ("",))
    )


def is_text_name(name: str) -> bool:
    """Whether a file may be a text by its name, which may lack an ending."""
    return name.lower().endswith(LOOSE_TEXTS) or "." not in name


def words_of(name: str) -> tuple[str, ...]:
    """The words and numbers of a name, in small letters.

    >>> words_of("Copy of 0900v2.MD")
    ('copy', 'of', '0900', 'v', '2', 'md')
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return tuple(WORDS.findall(folded if folded.isascii() else ascii_letters(folded)))


def without_zeros(words: Iterable[str]) -> tuple[str, ...]:
    """Words with the zeros taken away that numbers begin with."""
    return tuple(word.lstrip("0") or "0" if word.isdecimal() else word for word in words)


def same_id(member_id: str) -> tuple[str, ...]:
    """What two ids have in common that are the same but for letter case, spaces and zeros.

    >>> same_id("0900 ") == same_id("900"), same_id("ADE-2") == same_id("ade-2"), same_id("9") == same_id("900")
    (True, True, False)
    """
    return without_zeros(words_of(member_id)) or (member_id,)


def is_picture(name: str) -> bool:
    """Whether a file is a picture by its name, or what was one before a program put something behind it."""
    return ending_of(name) in SUFFIXES or ending_of(name) in OTHER_PICTURES


def ending_of(name: str) -> str:
    """What a file's name ends in, in small letters, without what a program put behind it."""
    return os.path.splitext(PUT_BEHIND.sub("", name))[1].lower()  # noqa: PTH122  (a thousand Paths cost more)


def files_in(folder: Path, but: Path | None = None) -> Iterator[str]:
    """Every file of a folder and of those in it, by its path below it; but for what systems write by themselves.

    So is an empty folder whose name, or that of one around it, may take a picture back.

    but: a folder that no link is followed to
    """
    for here, folders, names in folders_with_links(folder, but):
        folders[:] = [one for one in folders if one not in KEEPERS and not SYSTEMS_FOLDERS.fullmatch(one)]
        below = f"{here.relative_to(folder).as_posix()}/" if here != folder else ""
        yield from (f"{below}{name}" for name in names if not is_systems_own(here, name))
        if not folders and not names and any(map(name_says_no, below.split("/"))):
            yield below.rstrip("/")


def files_of_copies(folder: Path, elsewhere: Elsewhere | None) -> Iterator[str]:
    """The paths from a folder to the files of others that are called as it is, as `../selfies (1)/0900.md`."""
    content = elsewhere.content if elsewhere else None
    for copy in called_like(folder, folder.parent, content):
        yield from (f"../{copy.name}/{name}" for name in files_in(copy, content))
    for copy in elsewhere.folders if elsewhere else ():
        if not same_file(copy.parent, folder.parent):
            yield from (os.path.relpath(copy / name, folder) for name in files_in(copy, content))


def texts_beside(folder: Path, known: Ids) -> Iterator[str]:
    """Texts beside a folder that are called as an id but for the ending, or have one in it and a member's fields."""
    for one in sorted(folder.parent.iterdir()) if folder.parent.is_dir() else ():
        if is_text_name(one.name) and is_about_member(one, known) and not one.is_dir():
            yield f"../{one.name}"


def called_like(folder: Path, parent: Path, content: Path | None) -> list[Path]:
    """The folders in another one that are called as the selfies folder is, among other words; not that folder itself.

    content: the folder of the site's texts, which is none, nor is what it lies in
    """
    there = sorted(parent.iterdir()) if folder.name and parent.is_dir() else []
    copies = [one for one in there if is_called_like(one.name, folder) and one.is_dir() and not same_file(one, folder)]
    return [one for one in copies if content is None or not is_within(content, one)]


def is_called_like(name: str, folder: Path) -> bool:
    """Whether a folder's name has the words of another's in it, or tells of selfies.

    >>> is_called_like("members (1)", Path("members")), is_called_like("OldSelfie", Path("members"))
    (True, True)
    """
    words, own = without_plural(name), without_plural(folder.name)
    return "selfie" in "".join(words) or any(words[at : at + len(own)] == own for at in range(len(words) if own else 0))


def without_plural(name: str) -> tuple[str, ...]:
    """The words of a name without the s that they end in."""
    return tuple(word.rstrip("s") for word in words_of(name))


def texts_elsewhere(folder: Path, known: Ids, elsewhere: Elsewhere) -> Iterator[str]:
    """The paths from a folder to texts about members that lie neither in it nor beside it."""
    for text in elsewhere.texts:
        is_page = is_room(text.parent, elsewhere.content)
        if is_about_member(text, known, is_page=is_page) and not same_file(text.parent, folder.parent):
            yield os.path.relpath(text, folder)


def is_about_member(text: Path, known: Ids, *, is_page: bool = False) -> bool:
    """Whether a text that lies in no folder of selfies is called as a member, or names one and has a member's fields.

    Or names one and takes the picture back by its name.

    is_page: it lies where pages are read, which may be called as they like
    """
    if not is_page and same_id(text.stem) in known.loose:
        return True
    if not known.within(text.name):
        return False
    return has_fields(text) or (not is_page and takes_back_by_name(text.name))


def is_room(folder: Path, content: Path) -> bool:
    """Whether a folder lies in one of those of which each text is a page."""
    return folder != content and folder.is_relative_to(content) and folder.relative_to(content).parts[0] in ROOMS


def has_fields(text: Path) -> bool:
    """Whether a file is a text with one of the fields that only members' texts have; what cannot be read is none."""
    data = data_of(text)
    names = {name.lower() for name in FIELDS.findall(data)}
    return bool(names) and not (len(names) == 1 and CREDIT_ALONE.search(data))


def is_found_in(text: Path, pattern: re.Pattern[bytes]) -> bool:
    """Whether a file of a text's size holds something; what cannot be read holds nothing."""
    return bool(pattern.search(data_of(text)))


def data_of(text: Path) -> bytes:
    """The bytes of a file of a text's size, as `with_plain_marks` gives them; none of what cannot be read."""
    try:
        if not text.is_file() or text.stat().st_size > MAX_TEXT_BYTES:
            return b""
        return with_plain_marks(text.read_bytes())
    except OSError:
        return b""


def with_plain_marks(data: bytes) -> bytes:
    """Bytes of a text in UTF-8, with one kind of line end and of colon, whatever system wrote it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    data = data.replace(b"\0", b"").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    for colon in OTHER_COLONS if not data.isascii() else "":
        data = data.replace(colon.encode(), b":")
    return data
