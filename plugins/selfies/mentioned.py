"""Whoever a file among the submissions mentions that is no member's is not shown until it has gone (C79).

The folder holds members' files and nothing else: consent stands in these alone, so no word of another file is weighed.
Beside the folder, where texts are about anything, a mention counts where it may take a picture back.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from plugins.core.findings import Finding, Where, finding
from plugins.selfies.consent import Cleared
from plugins.selfies.contradictions import contradiction, place, shown
from plugins.selfies.copies import FIELDS, Copies, is_list_of_withdrawals, is_picture, is_text_name
from plugins.selfies.notes import Note, read_note
from plugins.selfies.people import People, readable
from plugins.selfies.taking_back import says_no
from plugins.selfies.unnamed import has_unknown_names, is_called_list

# Whose lines staff can count.
OF_LINES = (".csv", ".tsv", ".log", ".json", ".eml")
# Windows, macOS, office and sync programs write these, and nobody reads them.
SYSTEMS_OWN = re.compile(
    r"\.DS_Store|Thumbs\.db|ehthumbs\.db|desktop\.ini|~\$.*|\.~lock\..*|\.#.*|\.git\w*|\.stignore|\.nomedia",
    re.IGNORECASE,
)
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
        note = Note([], [], is_whole=True) if is_picture(name.name) else read_note(file)
        found = {one: at for one, at in mentions_of(name, note, people).items() if one in members and one not in own}
        if note and is_members_text(note):
            leave_out(findings_of_copy_of([members[one] for one in found if not own], name, folder, where, today))
            continue
        leave_out(findings_of_members(found, name, where))
        if not own and not SYSTEMS_OWN.fullmatch(name.name):
            findings += findings_of_note(file, note, people, where, mentions_somebody=bool(found))
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


def findings_of_note(
    file: Path, note: Note | None, people: People, where: Where, *, mentions_somebody: bool
) -> Iterator[Finding]:
    """That a note cannot be read, has names of nobody known in a list of withdrawals, or should lie elsewhere (C79).

    The first two are an error where its name tells that it is a list of those who took back.
    """
    is_list = is_called_list(file)
    if note is None or not note.is_whole:
        found = finding("C79.not-read", where)
        yield found.within("in-a-list-of-withdrawals") if is_list else found
    elif is_list and has_unknown_names((*note.lines, *note.others), people):
        yield finding("C79.names-and-no-ids", where)
    elif not mentions_somebody and note.has_words():
        yield finding("C79.no-members-file", where)
