"""Whoever a file among the submissions mentions that is no member's is not shown until it has gone (C79).

The folder holds members' files and nothing else: consent stands in these alone, so no word of another file is weighed.
Whom else a file means nobody can know: a name may be one for friends, a number be written in words. So one that cannot
be read, or has a word besides numbers and names known here and a few that mean nobody, stops the public build until it
has gone.
Beside the folder, where texts are about anything, a mention counts where it may take a picture back.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from plugins.core.findings import Finding, Where, finding
from plugins.pictures.picture import SUFFIXES
from plugins.selfies.consent import Cleared
from plugins.selfies.contradictions import contradiction, is_beside_picture, is_of_picture, place, shown
from plugins.selfies.copies import FIELDS, Copies, ending_of, is_list_of_withdrawals, is_text_name
from plugins.selfies.notes import Note, read_note
from plugins.selfies.people import People, readable
from plugins.selfies.taking_back import says_no
from plugins.selfies.unnamed import has_unknown_names, is_called_list, may_mean_others

# Whose lines staff can count.
OF_LINES = (".csv", ".tsv", ".log", ".json", ".eml")
# Programs' settings: whomever one of these mentions is left out, but no more is told.
OF_PROGRAMS = re.compile(r"\.git\w*|\.stignore|\.nomedia")
BEGINS_AS_A_MEMBERS = re.compile(
    r"(?i)\s*(?:-{3}\s*)?(?:name|workplace|campaign|consent|adults-only|photo-by)\b[\w -]*:"
)
OF_A_NAME = re.compile(r"(?i)\s*name\s*:")
# Of more members one finding tells for all, and names these.
MANY, MAX_NAMED = 10, 5


class Place(NamedTuple):
    """Where a note mentions a member: the number of the line, 0 for the first; whether by an id or a whole name."""

    at: int
    is_plain: bool = True


Places = Mapping[str, Place]


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
    if not (copies.notes or copies.loose):
        return Mentioned({}, ())
    people, members = People.of(names), {member.submission.id: member for member in cleared}
    reasons = defaultdict[str, list[Finding]](list)
    findings: list[Finding] = []

    def leave_out(told: Iterable[tuple[str, Finding]]) -> None:
        for member_id, reason in told:
            reasons[member_id].append(reason)

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
        is_told = is_members and (own or known or is_submission(name) or is_beside_picture(file))
        is_mark = name.name.startswith(".#") and not file.exists()  # that Emacs has a file open: a link to nothing
        if is_told or is_mark or OF_PROGRAMS.fullmatch(name.name):
            continue
        if own:
            findings += findings_of_others(file, name, note, people, where)
        else:
            findings += findings_of_note(file, name, note, people, where, known=known, found=found)
    for name in copies.loose:
        note = read_note(place(folder, name))
        where = shown(name, shown_folder)
        found = {one: at for one, at in taken_back(name, note, people).items() if one in members}
        leave_out(
            (one, finding("C79.taken-back-elsewhere", line_of(where, name, place.at), id=one))
            for one, place in found.items()
        )
    return Mentioned({one: tuple(told) for one, told in reasons.items()}, tuple(findings))


def mentions_of(name: Path, note: Note | None, people: People) -> Places:
    """Whom a note mentions, or its name does, and where: plainly, or else by a word of a name alone.

    In a member's text, such as one without a picture, a word of a name is somebody's in the field Name alone.
    name: its path from the selfies folder
    """
    plainly, in_part = dict.fromkeys(named_by(name, people), Place(0)), dict[str, Place]()
    lines = [*enumerate(note.lines), *((0, line) for line in note.others)] if note else []
    is_members = note is not None and is_members_text(note)
    for at, line in lines:
        mentions = people.mentions(line)
        plainly |= dict.fromkeys(mentions.plainly - plainly.keys(), Place(at))
        if not is_members or OF_A_NAME.match(line):
            in_part |= dict.fromkeys(mentions.in_part - in_part.keys(), Place(at, is_plain=False))
    return in_part | plainly


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


def taken_back(name: Path, note: Note | None, people: People) -> Places:
    """Whom a text beside the folder mentions where it may take a picture back, with the numbers of the lines.

    It does on the line of the mention, in the line above that mentions nobody, or in the name of the file.
    """
    is_list = is_list_of_withdrawals(name.name)
    found: dict[str, Place] = {}
    heading = ""
    for at, line in enumerate((*note.lines, *note.others) if note else ()):
        members = people.mentions(line).anybody()
        if members and (is_list or says_no(line) or says_no(heading)):
            found |= dict.fromkeys(members - found.keys(), Place(at if note and at < len(note.lines) else 0))
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


def findings_of_members(found: Places, name: Path, where: Where) -> Iterator[tuple[str, Finding]]:
    """Why each member is left out whom a note mentions, by id (C79); one finding for all of many."""
    ids = sorted(found)
    if len(ids) > MANY:
        named, more = ", ".join(ids[:MAX_NAMED]), len(ids) - MAX_NAMED
        one_for_all = finding("C79.mentions-many", where, count=len(ids), ids=named, more=more)
        yield from dict.fromkeys(ids, one_for_all).items()
        return
    for member_id in ids:
        at, is_plain = found[member_id]
        here = line_of(where, name, at)
        told = finding("C79.mentioned", here, id=member_id)
        yield member_id, told if is_plain else finding("C79.mentioned-in-part", here, id=member_id)


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
    file: Path, name: Path, note: Note | None, people: People, where: Where, *, known: Places, found: Places
) -> Iterator[Finding]:
    """That a note cannot be read, may mean others, or should lie elsewhere (C79).

    Where it may mean somebody who is shown, and is no program's own, it is an error.

    name: its path from the selfies folder; known, found: the members whom it mentions, and those of them who are shown
    """
    is_list = is_called_list(file)
    is_grave = is_list or stops(file, name)
    others = list(findings_of_others(file, name, note, people, where)) if known else []
    if note is None or not note.is_whole:
        unread = finding("C79.not-read", where)
        is_grave = is_grave and (is_list or not is_beside_picture(file))
        yield unread if is_grave else unread.within("among-selfies")
        yield from () if is_grave else others
    elif is_list and has_unknown_names((*note.lines, *note.others), people):
        yield finding("C79.names-and-no-ids", where)
    elif others:
        yield from others
    elif known and not found:
        yield finding("C79.about-others", where)
    elif not known and note.has_words():
        about_nobody = finding("C79.no-members-file", where)
        yield about_nobody if is_grave else about_nobody.within("among-selfies")


def findings_of_others(file: Path, name: Path, note: Note | None, people: People, where: Where) -> Iterator[Finding]:
    """That a file about members may mean somebody else, too, whom nobody knows here (C79). name: as above"""
    lines = (note.lines or note.others) if note else []
    at = may_mean_others(lines, people)
    if at is not None and not is_of_picture(file):
        told = finding("C79.may-mean-others", line_of(where, name, at if note and note.lines else 0))
        yield told if stops(file, name) else told.within("among-selfies")


def stops(file: Path, name: Path) -> bool:
    """Whether a note keeps the site from being published: none that is hidden, in a copy of the folder, a program's."""
    return not (any(part.startswith(".") for part in name.parts) or is_of_picture(file))
