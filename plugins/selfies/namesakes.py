"""Pictures below content/ that are called as a member's text, whatever kind of file that is and wherever it lies."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from email import message_from_bytes
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from plugins.core.reachable import MADE_FOLDERS, identity, is_not_staffs, is_too_deep
from plugins.pictures.copies import files_in
from plugins.pictures.text_encodings import TAG
from plugins.pictures.unpacking import OpaqueError
from plugins.selfies.copies import (
    FIELDS,
    KEEPERS,
    LOOSE_TEXTS,
    OF_CONSENT,
    PUT_BEHIND,
    PUT_THERE,
    data_of,
    is_list_of_withdrawals,
    is_picture,
    is_room,
    with_plain_marks,
    without_zeros,
    words_of,
)
from plugins.selfies.lexicon import ASKS, BESIDE_IT, PICTURE, SAYING_SO
from plugins.selfies.people import readable
from plugins.selfies.submission import PURPOSES
from plugins.selfies.taking_back import name_says_no, takes_back, without_offers

# Nobody's consent is longer, and there are documents of hundreds of megabytes.
MAX_LETTER_BYTES, MAX_LINES, MAX_LINE = 5_000_000, 200, 200
# Words of names that say what kind of file it is, not whose.
OF_KINDS = frozenset(
    """
    answer answers consent copy doc docx eml form forms html jpeg jpg letter markdown md member of old permission photo
    picture png release reply selfie signed text txt
    """.split()  # noqa: SIM905
)
OF_TWO_WORDS = rb"consent[ ._-]?(?:given|until)|adults[ ._-]?only|photo[ ._-]?by"
# A field begins a line, a cell or what JSON has for one, and ends in a colon, or at once in a day.
FIELD = re.compile(
    rb"""(?im)(?:^(?:\d\d?[.)])?[^\w\n]{0,9}|[|\t][^\w\n]{0,9}|[{,]\s{0,9}["'])"""
    rb"(?P<name>%s|consent|withdrawn)"
    rb"""["'*]{0,3}[ \t]{0,3}(?:[:=]|(?=\d{4}-\d))[ \t"'*]{0,9}(?=(?P<value>[^\n\r|\t"'*}]*))""" % OF_TWO_WORDS
)
# Or is all of a cell, in a row above others.
CELL = re.compile(rb"""(?im)(?:^|[,;|\t])["' ]{0,3}(?P<name>%s)["' ]{0,3}(?=[,;|\t\r]|$)""" % OF_TWO_WORDS)
DAY, PURPOSE = rb"\d{4}-\d\d?-\d\d?.*", "|".join(("yes", "no", "none", *PURPOSES)).encode()
# One alone is a member's where it is filled in as theirs are.
FILLED_IN = {
    b"consent": rb"(?:%b)(?:\s*,\s*(?:%b))*" % (PURPOSE, PURPOSE),
    b"consentgiven": DAY,
    b"consentuntil": DAY,
    b"adultsonly": rb"yes|no",
    b"photoby": rb"self|myself|selfie",
    b"withdrawn": DAY,
}
WORDS_IN_PDF = re.compile(rb"\(([^()\n]*)\)(?=\s*(?:\]\s*)?T[jJ])")
RTF_LINE, RTF_WORD = re.compile(rb"\\(?:par|line|cell|row)(?![a-z])"), re.compile(rb"\\[a-z]+-?\d* ?|[{}]")
LINE_ENDS = re.compile(
    r"<(?:/(?:\w+:)?(?:p|h\d?|li|div|t[dhr]|si|is|c|row|table-cell)|(?:\w+:)?(?:tab|br|line-break)\s*/?)>"
)

OF_A_COPY = re.compile(
    r"^(?:copy|kopie|copie) (?:of|von|de) |[ _-]+(?:copy|kopie|copie|conflicted copy)(?:[ _-]?\d+)?$", re.IGNORECASE
)
ENDING = re.compile(r"(?<=.)\.[a-z]\w{0,8}$", re.IGNORECASE)
# Letters in mails are mostly too short to be known as encoded. (RFC 2045, 6)
ENCODED = re.compile(rb"(?im)^Content-Transfer-Encoding:[ \t]*(?:base64|quoted-printable)")
# Of whom somebody tells that they took something back, where no known name stands.
CALLED = r"(?!The |This |That |Our |An? |All )(?:[^\W\d_a-z][^\W\d_]*[.]? ?){1,3}|[Ss]?[Hh]e |[Tt]hey "
ONE_OF_US = r"(?:[Aa]|[Oo]ne|[Tt]wo|[Tt]he|[Ss]ome|[Oo]ur) (?:\w+ )?(?:members?|colleagues?|persons?|people|nurses?) "
SOMEBODY = re.compile(
    rf"(?:^|[,;:(]\s*)(?:on \w+ )?(?:{CALLED}|{ONE_OF_US})(?:has |have |had |just |now |also |then |today )*"
    r"(?:withdr[ae]w\w*|revoke[sd]?|rescind(?:s|ed)?|retract(?:s|ed)?|opt(?:s|ed) out|unsubscribed?"
    rf"|(?:{ASKS}) (?:\w+ ){{0,3}}(?:out|off|down|back|withdraw|remov\w*|delet\w*))"
)
WITHDREW = re.compile(r"(?i)^\W*(?:(?:has|have|these|who) )?(?:withdrew|withdrawn|revoked|opted out)\W*:\s*[^\W\d_]")
OF_A_THING = re.compile(
    r"(?i)\b(?:withdr[ae]ws?|withdrawn|withdrawal of|revoke[sd]?|rescinded|retracted) (?:the|an?|its) (\w+)"
    r"|\bthe (\w+) (?:is|was|has been) (?:withdrawn|revoked|rescinded|retracted)\b"
)
IS_PICTURE = re.compile(rf"{PICTURE}|consents?|permissions?|agreements?")

Name = tuple[str, ...]


class Namesakes(NamedTuple):
    """Pictures that are called as a member.

    evidence: with the text of that name, which lies where no member's text should, or takes back; such texts, and
        pictures that are called so, or lie in a folder that is, with themselves
    of_ids: those whose bare name is the id of a member of the selfies folder or of the list of withdrawn pictures
    """

    evidence: dict[Path, Path]
    of_ids: tuple[Path, ...]


def find_namesakes(
    pictures: Iterable[Path], others: Iterable[Path], content: Path, folder: Path, members: Iterable[str]
) -> Namesakes:
    """Finds them by names; only what is called as a picture is opened.

    pictures, others: all files below content/ that lie in no folder of members, and are pictures or not
    folder: that of the members' files; members: ids, and paths of files that are known as members'
    """
    named = defaultdict[Name, list[Path]](list)
    for picture in pictures:
        for name in names_of_picture(picture.name):
            named[name].append(picture)
    found = {picture: picture for picture in pictures if is_called_taken_back(picture.relative_to(content))}
    texts = ((text, is_room(text.parent, content)) for text in others)
    beside = ((text, False) for text in (project_files(content, folder) if named else ()))
    for text, is_page in chain(texts, beside):
        about = named.get(name_of(text.name), [])
        if not (about and is_members_text(text, is_page=is_page)):
            about = [] if is_page else [*taken_back_beside(text, about), *taken_back_by_name(text.name, named)]
        found |= dict.fromkeys((text, *about) if about else (), text)
    called = defaultdict[str, list[Path]](list)
    for picture in dict.fromkeys(one for group in named.values() for one in group):
        called[bare(picture.name)].append(picture)
    of_ids = [picture for member in (members if called else ()) for picture in called.get(id_in(member), ())]
    return Namesakes(found, tuple(dict.fromkeys(of_ids)))


def taken_back_beside(text: Path, about: Iterable[Path]) -> Iterator[Path]:
    """Those of the pictures that are called as a text, which takes back.

    One whose name is an id is taken back by any word for it, another one where the text tells of somebody.
    """
    if not text.name.lower().endswith(LOOSE_TEXTS) and "." in text.name:
        return
    lines = data_of(text).decode("utf-8", "replace").split("\n")[:MAX_LINES] if about else []
    taking_back = [line for line in map(readable, lines) if len(line) < MAX_LINE and takes_back(without_offers(line))]
    is_of_one = any(
        is_of_somebody(line) and takes_back(without_offers(OF_CONSENT.sub(" ", line.casefold())))
        for line in taking_back
    )
    yield from (one for one in about if taking_back and (is_of_one or is_id(bare(one.name))))


def is_of_somebody(line: str) -> bool:
    """Whether a line that takes back tells of somebody who did, and not that a bill was withdrawn.

    >>> is_of_somebody("Bea withdrew on Monday"), is_of_somebody("The bill was withdrawn")
    (True, False)
    """
    return bool(SOMEBODY.search(line) or WITHDREW.search(line)) and not is_of_a_thing(line)


def is_of_a_thing(line: str) -> bool:
    """Whether a line tells that a thing was withdrawn which is no picture.

    >>> is_of_a_thing("Withdrawal of the motion on dues"), is_of_a_thing("withdrew the consent")
    (True, False)
    """
    thing = OF_A_THING.search(line)
    word = (thing[1] or thing[2]).lower() if thing else ""
    return bool(word) and word not in SAYING_SO | BESIDE_IT and not IS_PICTURE.fullmatch(word)


def taken_back_by_name(file_name: str, named: Mapping[Name, list[Path]]) -> Iterator[Path]:
    """The pictures that are called by the number in a text's name that takes back: 0950 withdrawn.txt."""
    numbers = [word for word in words_of(ENDING.sub("", file_name)) if is_id(word)]
    if numbers and name_says_no(ENDING.sub("", file_name)):
        yield from (picture for number in numbers for picture in named.get(without_zeros([number]), ()))


def is_id(name: str) -> bool:
    """Whether a bare name is a number of three digits or more, and no year.

    >>> is_id("0950"), is_id("950"), is_id("2021"), is_id("rally")
    (True, True, False, False)
    """
    return name.isdecimal() and len(name) > 2 and not re.fullmatch("(?:19|20)..", name)


def is_called_taken_back(path: Path) -> bool:
    """Whether a picture with a number, or a folder that it lies in, is called as taken back, and nothing else.

    path: below content/

    >>> is_called_taken_back(Path("images/0950-withdrawn.jpg")), is_called_taken_back(Path("images/withdrawn/a.jpg"))
    (True, True)
    >>> is_called_taken_back(Path("images/removed-walls/1.jpg")), is_called_taken_back(Path("images/withdrawn-act.jpg"))
    (False, False)
    """
    stem = os.path.splitext(PUT_BEHIND.sub("", path.name))[0]  # noqa: PTH122  (many Paths cost much)
    return any(map(is_nothing_but_no, path.parts[1:-1])) or (
        any(map(is_id, words_of(stem))) and is_nothing_but_no(stem)
    )


@lru_cache(1024)  # many pictures lie in one folder
def is_nothing_but_no(name: str) -> bool:
    """Whether a name takes back, and has no words but a note's."""
    words = [word for word in words_of(name) if not word.isdecimal()]
    others = [one for one in words if one not in SAYING_SO | BESIDE_IT | OF_KINDS and not is_list_of_withdrawals(one)]
    return bool(words) and not others and is_list_of_withdrawals(" ".join(words))


@lru_cache(1024)  # most pages are called index.html
def name_of(file_name: str) -> Name:
    """The words of a file's name that tell whose it is.

    >>> name_of("0950.md.bak"), name_of("Consent form Ruth (1).docx"), name_of(".0950.txt.swp")
    (('950',), ('ruth',), ('950',))
    """
    words = words_of(PUT_THERE.sub(" ", ENDING.sub("", PUT_BEHIND.sub("", file_name))))
    return without_zeros(word for word in words if word not in OF_KINDS)


def names_of_picture(file_name: str) -> set[Name]:
    """The same of a picture, and the number that its name begins with, if it has a zero before it as no amount has.

    >>> sorted(names_of_picture("0950 small.jpg")), sorted(names_of_picture("2021 rally.jpg"))
    ([('950',), ('950', 'small')], [('2021', 'rally')])
    """
    stem = os.path.splitext(PUT_BEHIND.sub("", file_name))[0]  # noqa: PTH122  (many Paths cost much)
    number = re.match(r"0\d{2,}(?!\d)", stem)
    return {name for name in (name_of(stem), without_zeros([number[0]] if number else ())) if name}


def bare(file_name: str) -> str:
    """A file's name in small letters, without its ending and what programs and people add to the name of a copy.

    >>> bare("0950 (1).jpg"), bare("Copy of 0950.jpg.orig"), bare("0950 - Copy (2).png"), bare("photo 950.jpg")
    ('0950', '0950', '0950', 'photo 950')
    """
    stem = os.path.splitext(PUT_BEHIND.sub("", file_name))[0]  # noqa: PTH122  (many Paths cost much)
    return OF_A_COPY.sub("", PUT_THERE.sub("", stem).strip()).strip(" .-_").lower()


def id_in(name: str) -> str:
    """The id that an id or the name of a member's file tells, as it stands there; "" for one that may be any word.

    That are those without three figures, and the names of notes about several, such as `calls.txt`.

    >>> id_in("0950.md"), id_in("Letter of 0950.docx"), id_in("ruth.md"), id_in("7"), id_in("rally 2021.txt")
    ('0950', '0950', '', '', '')
    """
    ending, stem = os.path.splitext(name)[1].lower(), bare(name.rpartition("/")[2])  # noqa: PTH122
    words = [word for word in words_of(stem) if word not in OF_KINDS]
    is_number = len(words) == 1 and words[0].isdecimal() and (words[0] == stem or words[0].startswith("0"))
    one = stem if ending in ("", ".md") or is_picture(name) else words[0] if is_number else ""
    return one if sum(map(str.isdecimal, one)) > 2 else ""


def project_files(content: Path, folder: Path) -> Iterator[Path]:
    """The files of the project that lie neither in content/ nor among its code or its output, and are no pictures."""
    root, apart = content.parent, {identity(content), identity(folder)} - {None}
    for here, folders, names in os.walk(root):
        parent = Path(here)
        folders[:] = [one for one in folders if one not in MADE_FOLDERS and one not in KEEPERS]
        folders[:] = [one for one in folders if parent != root or not is_not_staffs(one)]
        below = [one for one in folders if identity(parent / one) not in apart]
        folders[:] = sorted(one for one in below if not is_too_deep(parent / one, root))
        yield from (parent / name for name in sorted(names) if not is_picture(name))


def is_members_text(file: Path, *, is_page: bool) -> bool:
    """Whether a file that is called as a picture holds what a member's text does, as letters, tables and mails do too.

    is_page: it lies where pages are read, in which one such line is none
    """
    try:
        if not file.is_file() or file.stat().st_size > MAX_LETTER_BYTES:
            return False
        data = file.read_bytes()
    except OSError:
        return False
    if is_page:
        return len(set(map(bytes.lower, FIELDS.findall(with_plain_marks(data))))) > 1
    with suppress(OpaqueError):
        return any(map(holds_fields, chain(letters_in(data), files_in(data))))
    return False


def letters_in(data: bytes) -> Iterator[bytes]:
    """The parts of a mail that are written in letters of base64 or with signs for some."""
    if ENCODED.search(data):
        parts = (part.get_payload(decode=True) for part in message_from_bytes(data).walk() if not part.is_multipart())
        yield from (part for part in parts if isinstance(part, bytes))


def holds_fields(data: bytes) -> bool:
    """Whether a file, or what was taken out of one, has a member's fields: two, or one that is filled in as theirs are.

    Words of a sentence are none, such as "Photo by Ana. Consent given by the board."
    """
    text = with_plain_marks(data)
    if text.startswith(b"{\\rtf"):
        text = RTF_WORD.sub(b"", RTF_LINE.sub(b"\n", text))
    if text.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        text = TAG.sub("", LINE_ENDS.sub("\n", text.decode("latin-1"))).encode("latin-1")
    text = WORDS_IN_PDF.sub(rb"\n\1\n", text.removeprefix(b"\xef\xbb\xbf"))
    fields = [(letters_of(field["name"]), field["value"]) for field in FIELD.finditer(text)]
    names = {name for name, _ in fields} | {letters_of(cell["name"]) for cell in CELL.finditer(text)}
    return len(names) > 1 or any(re.fullmatch(rb"(?i)(?:%b)\W*" % FILLED_IN[name], value) for name, value in fields)


def letters_of(name: bytes) -> bytes:
    """A field's name in small letters and nothing else."""
    return re.sub(rb"[^a-z]", b"", name.lower())
