"""Whoever a file among the submissions mentions that is no member's is not shown until it has gone (C79).

The folder holds members' files and nothing else: consent stands in these alone, so no word of another file is weighed.
Of what mentions nobody whom anybody knows here, or cannot be read, nobody can know whom it means: a name may be one for
friends, a number be written in words. So it stops the public build until it has gone.
Beside the folder, where texts are about anything, a mention counts where it may take a picture back.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from plugins.core.findings import Finding, Where, finding
from plugins.pictures.picture import SUFFIXES
from plugins.selfies.consent import Cleared
from plugins.selfies.contradictions import contradiction, place, shown
from plugins.selfies.copies import FIELDS, Copies, ending_of, is_list_of_withdrawals, is_text_name
from plugins.selfies.notes import Note, read_note
from plugins.selfies.people import People, readable
from plugins.selfies.taking_back import name_says_no, says_no
from plugins.selfies.unnamed import has_unknown_names, is_called_list

# Whose lines staff can count.
OF_LINES = (".csv", ".tsv", ".log", ".json", ".eml")
# Programs' settings, and marks of files that are open: whomever one of these mentions is left out, but no more is told.
OF_PROGRAMS = re.compile(r"\.#.*|\.git\w*|\.stignore|\.nomedia")
BEGINS_AS_A_MEMBERS = re.compile(
    r"(?i)\s*(?:-{3}\s*)?(?:name|workplace|campaign|consent|adults-only|photo-by)\b[\w -]*:"
)
OF_A_NAME = re.compile(r"(?i)\s*name\s*:")
# Of more members one finding tells for all, and names these.
MANY, MAX_NAMED = 10, 5

Lines = Mapping[str, int]


class Mentioned(NamedTuple):
    """Whom notes leave out, by id, with the reasons; what else is told of these files."""

    left_out: dict[str, tuple[Finding, ...]]
    findings: tuple[Finding, ...]


def mentioned(
    cleared: Iterable[Cleared],
    names: Iterable[tuple[str, str]],
    copies: Copies,
    folder: Path,
    shown_folder: str,
    today: date,
) -> Mentioned:
    """Whom of the cleared members the files of the folder mention, and texts beside it that take back.

    names: the id of each member, cleared or not, and what stands in the field Name, as far as anybody knows
    """
    people, members = People.of(names), {member.submission.id: member for member in cleared}
    reasons: dict[str, tuple[Finding, ...]] = {}
    findings: list[Finding] = []

    def leave_out(told: Iterable[tuple[str, Finding]]) -> None:
        for member_id, reason in told:
            reasons[member_id] = (*reasons.get(member_id, ()), reason)

    for name in copies.notes:
        file, where = place(folder, name), shown(name, shown_folder)
        own = copies.texts.get(name, ())
        note = Note([], [], is_whole=True) if ending_of(name.name) in SUFFIXES else read_note(file)
        known = {one: at for one, at in mentions_of(name, note, people).items() if one not in own}
        found = {one: at for one, at in known.items() if one in members}
        is_members = note is not None and is_members_text(note)
        if is_members:
            leave_out(findings_of_copy_of([members[one] for one in found if not own], name, folder, where, today))
        else:
            leave_out(findings_of_members(found, name, where))
        is_told = is_members and (known or is_submission(name) or is_beside_picture(file))
        if not (own or is_told or OF_PROGRAMS.fullmatch(name.name)):
            findings += findings_of_note(file, name, note, people, where, known=known, found=found)
    for name in copies.loose:
        note = read_note(place(folder, name))
        where = shown(name, shown_folder)
        found = {one: at for one, at in taken_back(name, note, people).items() if one in members}
        leave_out(
            (one, finding("C79.taken-back-elsewhere", line_of(where, name, at), id=one)) for one, at in found.items()
        )
    return Mentioned(reasons, tuple(findings))


def mentions_of(name: Path, note: Note | None, people: People) -> Lines:
    """Whom a note mentions, or its name does, with the number of the line, 0 for the first.

    In a member's text, such as one without a picture, a word of a name is somebody's in the field Name alone.
    name: its path from the selfies folder
    """
    found = dict.fromkeys(named_by(name, people), 0)
    lines = [*enumerate(note.lines), *((0, line) for line in note.others)] if note else []
    is_members = note is not None and is_members_text(note)
    for at, line in lines:
        mentions = people.mentions(line)
        members = mentions.plainly if is_members and not OF_A_NAME.match(line) else mentions.anybody()
        found |= dict.fromkeys(members - found.keys(), at)
    return found


def named_by(name: Path, people: People) -> Iterator[str]:
    """The members whose name stands in that of a file, or of a folder that it lies in; ids there make it a copy."""
    *folders, last = (part for part in name.parts if part != "..")
    for part in (*(folders if name.parts[0] != ".." else folders[1:]), Path(last).stem):
        for members in people.named(readable(part.replace("_", " "))):
            yield from members


def is_members_text(note: Note) -> bool:
    """Whether a note is a member's text that has no picture, or lies in a copy of the folder."""
    first = next((line for line in note.lines if line.strip()), "")
    is_begun = BEGINS_AS_A_MEMBERS.match(first) is not None or first.strip() == "---"
    return is_begun and len(set(FIELDS.findall("\n".join(note.lines).casefold().encode()))) > 1


def taken_back(name: Path, note: Note | None, people: People) -> Lines:
    """Whom a text beside the folder mentions where it may take a picture back, with the numbers of the lines.

    It does on the line of the mention, in the line above that mentions nobody, or in the name of the file.
    """
    is_list = is_list_of_withdrawals(name.name)
    found: dict[str, int] = {}
    heading = ""
    for at, line in enumerate((*note.lines, *note.others) if note else ()):
        members = people.mentions(line).anybody()
        if members and (is_list or says_no(line) or says_no(heading)):
            found |= dict.fromkeys(members - found.keys(), at if note and at < len(note.lines) else 0)
        elif not members and line.strip():
            heading = line
    return found


def findings_of_copy_of(
    members: Iterable[Cleared], name: Path, folder: Path, where: Where, today: date
) -> Iterator[tuple[str, Finding]]:
    """Why members are left out who have the name that stands in another member's text: it may be theirs."""
    for member in members:
        if doubt := contradiction(member, name, folder, where, today):
            yield member.submission.id, doubt


def findings_of_members(found: Lines, name: Path, where: Where) -> Iterator[tuple[str, Finding]]:
    """Why each member is left out whom a note mentions, by id (C79); one finding for all of many."""
    ids = sorted(found)
    if len(ids) > MANY:
        named, more = ", ".join(ids[:MAX_NAMED]), len(ids) - MAX_NAMED
        one_for_all = finding("C79.mentions-many", where, count=len(ids), ids=named, more=more)
        yield from dict.fromkeys(ids, one_for_all).items()
        return
    for member_id in ids:
        yield member_id, finding("C79.mentioned", line_of(where, name, found[member_id]), id=member_id)


def line_of(where: Where, name: Path, at: int) -> Where:
    """The line of a file, where staff see its lines as they are counted here."""
    has_lines = is_text_name(name.name) or name.suffix.lower() in OF_LINES
    return Where(where.path, at + 1) if has_lines else where


def is_submission(name: Path) -> bool:
    """Whether a text with a member's fields is read as theirs, with a picture or without: `0901.md` in the folder.

    name: its path from the selfies folder
    """
    return len(name.parts) == 1 and name.suffix == ".md"


def findings_of_note(
    file: Path, name: Path, note: Note | None, people: People, where: Where, *, known: Lines, found: Lines
) -> Iterator[Finding]:
    """That a note cannot be read, has names of nobody known in a list of withdrawals, or should lie elsewhere (C79).

    Where it may mean somebody who is shown, and is no program's own, it is an error.

    name: its path from the selfies folder; known, found: the members whom it mentions, and those of them who are shown
    """
    is_list = is_called_list(file)
    stops = is_list or not (any(part.startswith(".") for part in name.parts) or is_beside_picture(file))
    if note is None or not note.is_whole:
        unread = finding("C79.not-read", where)
        yield unread if stops else unread.within("among-selfies")
    elif is_list and has_unknown_names((*note.lines, *note.others), people):
        yield finding("C79.names-and-no-ids", where)
    elif known and not found:
        yield finding("C79.about-others", where)
    elif not known and note.has_words():
        about_nobody = finding("C79.no-members-file", where)
        yield about_nobody if stops else about_nobody.within("among-selfies")


def is_beside_picture(file: Path) -> bool:
    """Whether a picture that may show a member has a note's name, or all of its own is the beginning of the note's.

    Then it is probably theirs in another form, or what a program knows of it: `lena.txt`, `lena.jpg.json`.
    """
    names = [f"{file.stem}{ending}" for one in SUFFIXES for ending in (one, one.upper())]
    names += (file.name[: dot.start()] for dot in re.finditer(r"\.", file.name))
    beside = any(ending_of(name) in SUFFIXES and file.with_name(name).exists() for name in names if name)
    return beside and not name_says_no(file.stem)
