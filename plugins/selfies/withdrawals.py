"""content/withdrawn.toml: whose picture was taken back. A line each, committed, so that every clone refuses it.

A line holds an id, a day, the SHA-256 of the original's bytes and a few hashes of 256 bits that tell how it looks; no
name and no picture. Older lines have one difference hash of 64 bits in their place:

    0430 = { date = 2021-06-14, sha256 = "3f2a...", hashes = ["f0e1...", "c0d2..."], not-the-same = ["0533"] }
    0431 = { date = 2021-03-12, sha256 = "90ab...", difference-hash = "f0e1d2c3b4a59687" }
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from plugins.core.dates import without_weekday
from plugins.core.findings import Finding, Where, error, errors, note, warning
from plugins.core.reachable import why_not_read
from plugins.core.suggestions import closest, did_you_mean
from plugins.pictures.fingerprint import NO_EDGES, Fingerprint
from plugins.pictures.resemblance import Gallery
from plugins.selfies.copies import Ids, same_id
from plugins.selfies.lists import copies_of
from plugins.selfies.submission import ID

PATH = "content/withdrawn.toml"
MOVE = "Move its lines into withdrawn.toml, and delete it."
COMMENTED_OUT = re.compile(r"""\s*#+\s*["']?[^="']+["']?\s*=\s*\{""")
SHA256 = re.compile(r"[0-9a-f]{64}")
DIFFERENCE_HASH, HASH = re.compile(r"[0-9a-f]{16}"), re.compile(r"[0-9a-f]{64}")
HEADING = """\
# Members who took their picture back. Written by  python3 tasks.py selfies --withdraw ID ; every clone refuses them.
# Add  not-the-same = ["0533", "images/rally.jpg"]  to a line when submission 0533 and that picture only look like it.
"""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One line. There are no hashes when nobody had the picture, or could open it, on the day it was withdrawn.

    sha256: of the original's bytes, 64 hexadecimal digits
    hashes: of the picture (plugins.pictures.fingerprint)
    not_the_same: what looks like it and is another picture: ids of submissions, paths below content/
    difference_hash: 64 bits, in the lines of older versions
    """

    id: str
    day: date
    sha256: str | None
    hashes: tuple[int, ...] = ()
    not_the_same: frozenset[str] = frozenset()
    difference_hash: int | None = None

    def line(self) -> str:
        """The line of content/withdrawn.toml that says this."""
        parts = [f"date = {self.day.isoformat()}"]
        parts += [f'sha256 = "{self.sha256}"'] if self.sha256 else []
        hashes = ", ".join(f'"{hash_:064x}"' for hash_ in self.hashes)
        parts += [f"hashes = [{hashes}]"] if hashes else []
        parts += [f'difference-hash = "{self.difference_hash:016x}"'] if self.difference_hash is not None else []
        names = ", ".join(f'"{name}"' for name in sorted(self.not_the_same))
        parts += [f"not-the-same = [{names}]"] if names else []
        return f"{self.id} = {{ {', '.join(parts)} }}\n"


def read_withdrawals(file: Path, selfies: Path | None = None) -> tuple[dict[str, Withdrawal], list[Finding]]:
    """C79: a file that looks like a copy of content/withdrawn.toml, as sync programs make them, or that was misplaced.

    Its withdrawals are obeyed, too, since they may be the newer ones. Move its lines into content/withdrawn.toml, and
    delete it.

    selfies: the selfies folder
    returns: every withdrawal by the member's id, and what is wrong with the files; none when there is an error (C57)
    """
    withdrawals, findings = read_list(file, PATH)
    for copy, path in copies_of(file, selfies):
        more, wrong = read_list(copy, path)
        findings += [*wrong, warning(Where(path), "This looks like a copy of withdrawn.toml.", MOVE, "C79")]
        for member_id, told in more.items():
            # Of two that tell of different pictures both are kept; only the first is found by the id itself.
            is_other = withdrawals.setdefault(member_id, told) != told
            withdrawals |= {f"{member_id} {path}": told} if is_other else {}
    return ({} if errors(findings) else withdrawals), findings


def commented_out(text: str, path: str) -> Iterator[Finding]:
    """C57: a line in the list of withdrawn pictures that a # switches off.

    Whoever it names would be shown. Delete the # if they took their picture back, or else the line.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if COMMENTED_OUT.match(line):
            problem = "The # keeps this line from being read, so whoever it names may be shown."
            remedy = "Delete the # if they took their picture back, or else the line."
            yield warning(Where(path, number), problem, remedy, "C57")


def read_list(file: Path, path: str) -> tuple[dict[str, Withdrawal], list[Finding]]:
    """C57: the list of withdrawn pictures cannot be read, so nobody knows whom to refuse.

    A picture that a member took back could be shown again. Mend the line that the report names.

    path: how staff know the file
    returns: every withdrawal of one file by the member's id, and what is wrong with it
    """
    if not file.exists() and not file.is_symlink():
        return {}, []
    if unread := why_not_read(file, path, file.parent):
        return {}, [unread]
    try:
        text = file.read_text(encoding="utf-8-sig")  # Notepad begins a file with a mark
        told = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, OSError) as wrong:
        line = re.search(r"at line (\d+)", str(wrong))
        where = Where(path, int(line[1]) if line else 1)
        remedy = "Undo the last change of this file." if path == PATH else MOVE
        if path == PATH and isinstance(wrong, UnicodeDecodeError):
            remedy = "Save the file as UTF-8: in Notepad, Save As, Encoding: UTF-8."
        return {}, [error(where, "I cannot read this line.", remedy, "C57")]
    findings = [finding for member_id, entry in told.items() for finding in mistakes(member_id, entry, file, path)]
    if findings:
        return {}, findings
    withdrawals = {member_id: withdrawal(member_id, entry) for member_id, entry in told.items()}
    return withdrawals, list(commented_out(text, path))


def mistakes(member_id: str, entry: Any, file: Path, path: str) -> Iterator[Finding]:
    """C57: a line in the list of withdrawn pictures lacks something, or says it in a way that I cannot read.

    A picture that a member took back could be shown again, so nothing is published until the line is mended as the
    report says.
    """
    where = Where(path, line_of(member_id, file))
    known = {"date": is_day, "sha256": is_sha256, "difference-hash": is_difference_hash}
    known |= {"hashes": is_hashes, "not-the-same": is_list}
    if not isinstance(entry, Mapping) or "date" not in entry:
        remedy = f"Write  {member_id} = {{ date = 2021-06-14 }}"
        yield error(where, f"{member_id} has no date.", remedy, "C57")
        return
    for name, value in entry.items():
        if name not in known or not known[name](value):
            remedy = "Undo the last change of this line."
            yield error(where, f'"{name}" is not what I would write here.', remedy, "C57")


def line_of(member_id: str, file: Path) -> int:
    """The line of a list that begins with an id; the first one when there is none."""
    lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines() if file.is_file() else []
    return next((n for n, line in enumerate(lines, 1) if line.split("=")[0].strip(" \"'") == member_id.strip()), 1)


def check_ids(
    withdrawals: Mapping[str, Withdrawal], texts: Collection[str], pictures: Collection[str], file: Path
) -> Iterator[Finding]:
    """C57: an id in the list of withdrawn pictures that no submission has, or has in other letters or words.

    Whoever it may mean is left out. If it was mistyped, the picture of whoever took it back is still shown. Correct it;
    if it is right and the files were deleted, there is nothing to do. Where a name stands, by which I know nobody,
    nothing is published until it is an id. Or a line was typed by hand while the picture was there: withdraw it by the
    command, which writes down how it looks.

    texts, pictures: ids of those that are there; file: content/withdrawn.toml
    """
    known = {*texts, *pictures}
    known_ids = Ids.of(known)
    for told in withdrawals.values():
        where, ids = Where(PATH, line_of(told.id, file)), ids_meant(told, known_ids)
        meant = " and ".join(ids)
        if not ids and told.sha256:
            yield note(where, f'No submission is called "{told.id}" any more.', "", "C57")
        elif not ids and not any(map(str.isdecimal, told.id)) and not ID.fullmatch(told.id):
            problem = "Here stands a name and no id, so I cannot know whose picture was taken back."
            yield error(where, problem, "Write the name of their file without its ending, such as  0417", "C57")
        elif not ids:
            remedy = did_you_mean(told.id, known) if closest(told.id, known) else "Is the number right?"
            yield warning(where, f'No submission is called "{told.id}".', remedy, "C57")
        elif told.id not in ids:
            yield warning(where, f'"{told.id}" is taken for selfie {meant}.', f"Write  {meant}", "C57")
        elif not told.sha256 and told.id in pictures:
            problem = f"This line does not tell how the picture of {told.id} looks, so I would not know a changed one."
            yield warning(where, problem, f"Type  python3 tasks.py selfies --withdraw {told.id}", "C57")


def ids_meant(told: Withdrawal, known: Ids) -> list[str]:
    """The known ids that a line means: the one that it is in any spelling, or else all that stand in it.

    A line with the hash of a picture was written by this program, and means nobody else.
    """
    return sorted(known.loose.get(same_id(told.id)) or (() if told.sha256 else known.within(told.id)))


def is_day(value: object) -> bool:
    """Whether a value is a day, without a time."""
    return type(value) is date


def is_sha256(value: object) -> bool:
    """Whether a value is a SHA-256 in hexadecimal digits."""
    return isinstance(value, str) and bool(SHA256.fullmatch(value))


def is_difference_hash(value: object) -> bool:
    """Whether a value is 64 bits in hexadecimal digits."""
    return isinstance(value, str) and bool(DIFFERENCE_HASH.fullmatch(value))


def is_hashes(value: object) -> bool:
    """Whether a value is a list of 256 bits each, in hexadecimal digits."""
    return isinstance(value, list) and all(isinstance(hash_, str) and HASH.fullmatch(hash_) for hash_ in value)


def is_list(value: object) -> bool:
    """Whether a value is a list of ids or paths."""
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def withdrawal(member_id: str, entry: Mapping[str, Any]) -> Withdrawal:
    """A line that is as it should be."""
    bits = entry.get("difference-hash")
    hashes = tuple(int(hash_, 16) for hash_ in entry.get("hashes", ()))
    others = frozenset(entry.get("not-the-same", ()))
    return Withdrawal(member_id, entry["date"], entry.get("sha256"), hashes, others, int(bits, 16) if bits else None)


def look_alikes(
    fingerprints: Mapping[str, Fingerprint], withdrawals: Mapping[str, Withdrawal]
) -> dict[str, Withdrawal]:
    """The pictures that look like a withdrawn one, by name, unless its line says that they are not the same.

    fingerprints: by the id of a submission, or by the path of a picture below content/
    """
    names, found = list(fingerprints), dict[str, Withdrawal]()
    gallery = Gallery(list(fingerprints.values()))
    for gone in withdrawals.values():
        places = gallery.like(gone.hashes)
        if gone.difference_hash not in (None, NO_EDGES):
            places |= gallery.like_difference_hash(gone.difference_hash)
        for name in sorted(names[place] for place in places):
            if name not in gone.not_the_same:
                found.setdefault(name, gone)
    return found


def overruled(name: str, gone: Withdrawal) -> str:
    """What to do about a picture that looks like a withdrawn one and is none.

    name: the id of a submission, or the path of a picture below content/
    """
    line = f'not-the-same = ["{name}"]'
    return f"If it is another picture, add  {line}  to the line of {gone.id} in content/withdrawn.toml."


def is_back(sha256: str, withdrawals: Mapping[str, Withdrawal], where: Where) -> Finding:
    """C22: the very picture that was withdrawn lies in a folder again.

    sha256: of its bytes, which a line of content/withdrawn.toml holds
    """
    told = next(told for told in withdrawals.values() if told.sha256 == sha256)
    problem = f"This picture was withdrawn on {without_weekday(told.day)} and must not be used again."
    return error(where, f"{problem} It is back as {where.path}.", "Delete that file.", "C22")
