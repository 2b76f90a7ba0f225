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

from plugins.core.findings import Finding, Where, errors, finding
from plugins.core.messages import AND
from plugins.core.reachable import why_not_read
from plugins.core.suggestions import closest
from plugins.pictures.fingerprint import NO_EDGES, Fingerprint
from plugins.pictures.resemblance import Gallery
from plugins.selfies.copies import Ids, same_id
from plugins.selfies.lists import copies_of
from plugins.selfies.submission import ID

WITHDRAWN = "withdrawn.toml"  # in content/
PATH = f"content/{WITHDRAWN}"
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
    """Every withdrawal, those of files too that look like a copy of content/withdrawn.toml or were misplaced (C79).

    selfies: the selfies folder
    returns: every withdrawal by the member's id, and what is wrong with the files; none when there is an error (C57)
    """
    withdrawals, findings = read_list(file, PATH)
    for copy, path in copies_of(file, selfies):
        more, wrong = read_list(copy, path)
        findings += [*wrong, finding("C79.copy-of-withdrawn", Where(path))]
        for member_id, withdrawal in more.items():
            # Of two that tell of different pictures both are kept; only the first is found by the id itself.
            is_other = withdrawals.setdefault(member_id, withdrawal) != withdrawal
            withdrawals |= {f"{member_id} {path}": withdrawal} if is_other else {}
    return ({} if errors(findings) else withdrawals), findings


def commented_out(text: str, path: str) -> Iterator[Finding]:
    """The lines of the list of withdrawn pictures that a # switches off (C57)."""
    for number, line in enumerate(text.splitlines(), 1):
        if COMMENTED_OUT.match(line):
            yield finding("C57.commented-out", Where(path, number))


def read_list(file: Path, path: str) -> tuple[dict[str, Withdrawal], list[Finding]]:
    """Every withdrawal of one file by the member's id, and what is wrong with it (C57); none when anything is.

    path: how staff know the file
    """
    if not file.exists() and not file.is_symlink():
        return {}, []
    if unread := why_not_read(file, path, file.parent):
        return {}, [unread]
    try:
        text = file.read_text(encoding="utf-8-sig")  # Notepad begins a file with a mark
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, OSError) as wrong:
        line = re.search(r"at line (\d+)", str(wrong))
        where = Where(path, int(line[1]) if line else 1)
        if path != PATH:
            return {}, [finding("C57.copy-not-read", where)]
        is_encoding = isinstance(wrong, UnicodeDecodeError)
        return {}, [finding("C57.not-utf-8", where) if is_encoding else finding("C57.not-read", where)]
    findings = [one for member_id, entry in data.items() for one in mistakes(member_id, entry, file, path)]
    if findings and path != PATH:  # what to write instead helps nobody: it may be another program's file
        return {}, [finding("C57.copy-not-read", findings[0].where)]
    if findings:
        return {}, findings
    withdrawals = {member_id: parse_withdrawal(member_id, entry) for member_id, entry in data.items()}
    return withdrawals, list(commented_out(text, path))


def mistakes(member_id: str, entry: Any, file: Path, path: str) -> Iterator[Finding]:
    """What is wrong with a line of the list of withdrawn pictures (C57).

    entry: what it says of the member
    """
    where = Where(path, line_of(member_id, file))
    known = {"date": is_day, "sha256": is_sha256, "difference-hash": is_difference_hash}
    known |= {"hashes": is_hashes, "not-the-same": is_list}
    if not isinstance(entry, Mapping) or "date" not in entry:
        yield finding("C57.no-date", where, id=member_id, line=example(member_id, date(2021, 6, 14)))
        return
    for name, value in entry.items():
        if name not in known or not known[name](value):
            yield finding("C57.wrong-entry", where, field=name)


def example(member_id: str, day: date) -> str:
    """The shortest line that says that a picture was withdrawn.

    >>> example("0417", date(2021, 6, 14))
    '0417 = { date = 2021-06-14 }'
    """
    return Withdrawal(member_id, day, None).line().strip()


def line_of(member_id: str, file: Path) -> int:
    """The line of a list that begins with an id; the first one when there is none."""
    lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines() if file.is_file() else []
    return next((n for n, line in enumerate(lines, 1) if line.split("=")[0].strip(" \"'") == member_id.strip()), 1)


def check_ids(
    withdrawals: Mapping[str, Withdrawal], texts: Collection[str], pictures: Collection[str], file: Path
) -> Iterator[Finding]:
    """The ids in the list of withdrawn pictures that no submission has, or has otherwise, or without hashes (C57).

    texts, pictures: ids of those that are there; file: content/withdrawn.toml
    """
    known = {*texts, *pictures}
    known_ids = Ids.of(known)
    for withdrawal in withdrawals.values():
        where, ids = Where(PATH, line_of(withdrawal.id, file)), ids_meant(withdrawal, known_ids)
        if not ids and withdrawal.sha256:
            yield finding("C57.files-deleted", where, id=withdrawal.id)
        elif not ids and not any(map(str.isdecimal, withdrawal.id)) and not ID.fullmatch(withdrawal.id):
            yield finding("C57.name-and-no-id", where)
        elif not ids:
            near = closest(withdrawal.id, sorted(known))
            yield finding("C57.no-such-id", where, id=withdrawal.id, **({"near": near} if near else {}))
        elif withdrawal.id not in ids:
            yield finding("C57.taken-for", where, id=withdrawal.id, meant=AND.join(ids))
        elif not withdrawal.sha256 and withdrawal.id in pictures:
            yield finding("C57.no-hashes", where, id=withdrawal.id)


def ids_meant(withdrawal: Withdrawal, known: Ids) -> list[str]:
    """The known ids that a line means: the one that it is in any spelling, or else all that stand in it.

    A line with the hash of a picture was written by this program, and means nobody else.
    """
    return sorted(known.loose.get(same_id(withdrawal.id)) or (() if withdrawal.sha256 else known.within(withdrawal.id)))


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


def parse_withdrawal(member_id: str, entry: Mapping[str, Any]) -> Withdrawal:
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


def is_back(sha256: str, withdrawals: Mapping[str, Withdrawal], where: Where) -> Finding:
    """What is told of the very picture that was withdrawn, in a folder again (C22).

    sha256: of its bytes, which a line of content/withdrawn.toml holds
    """
    withdrawal = next(withdrawal for withdrawal in withdrawals.values() if withdrawal.sha256 == sha256)
    return finding("C22.is-back", where, day=withdrawal.day, path=where.path)
