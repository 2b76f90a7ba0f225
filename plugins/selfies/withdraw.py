"""A member takes her picture back: a date in her file, and a line in content/withdrawn.toml that every clone reads."""

import hashlib
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from plugins.core.findings import SiteError, Where, error, quoted
from plugins.core.header import FIELD_LINE, read_source
from plugins.core.suggestions import did_you_mean
from plugins.pictures.derivatives import derive
from plugins.pictures.executors import Job, outcomes
from plugins.pictures.picture import PictureError
from plugins.pictures.store import read_original
from plugins.selfies.submission import ID, pictures_by_id
from plugins.selfies.withdrawals import HEADING, PATH, Withdrawal, read_withdrawals


def take_back(folder: Path, listed: Path, member_id: str, today: date) -> list[Path]:
    """Writes both, each by a temporary file that is renamed; what is written already stays. Returns the files changed.

    The one act that opens a withdrawn member's picture, once, for its two hashes.
    folder: the selfies folder
    listed: content/withdrawn.toml
    raises: SiteError when there is no such submission, or that is no id, or withdrawn.toml cannot be read
    """
    if not ID.fullmatch(member_id):
        problem = f"{quoted(member_id)} is no id: small letters, digits and hyphens."
        remedy = "Rename both files first, for example to 0417.md and 0417.jpg."
        raise SiteError([error(Where(folder.name), problem, remedy, "C54")])
    text = folder / f"{member_id}.md"
    if not text.is_file():
        known = [file.stem for file in folder.glob("*.md")]
        problem = f'I know no selfie "{member_id}".'
        raise SiteError([error(Where(folder.name), problem, did_you_mean(member_id, known), "C33")])
    withdrawals, mistakes = read_withdrawals(listed)
    if mistakes:
        raise SiteError(mistakes)
    changed = []
    if member_id not in withdrawals:
        line = Withdrawal(member_id, today, *hashes(pictures_by_id(folder).get(member_id, []))).line()
        before = listed.read_text(encoding="utf-8") if listed.exists() else HEADING
        write_whole(listed, before + "\n" * (not before.endswith("\n")) + line)
        changed.append(listed)
    source, _ = read_source(text, PATH)
    told = source.find("Withdrawn")
    if told is None or not told.value:
        write_whole(text, with_field(text.read_text(encoding="utf-8-sig"), "Withdrawn", today.isoformat()))
        changed.append(text)
    return changed


def hashes(beside: Sequence[Path]) -> tuple[str | None, int | None]:
    """SHA-256 and difference hash of a member's picture, as far as they can be had.

    beside: the pictures that have her id, which should be one
    """
    try:
        (file,) = beside
        data = read_original(file)
    except (ValueError, PictureError):
        return None, None
    ((_, made),) = outcomes(derive, [Job(file, data)], most=1)
    return hashlib.sha256(data).hexdigest(), None if isinstance(made, PictureError) else made.difference_hash


def with_field(text: str, name: str, value: str) -> str:
    r"""A file's text with `value` in the header field `name`: in its empty line, or in a new one at the header's end.

    >>> with_field("Name: Ade\nWithdrawn:\n\nWords\n", "Withdrawn", "2021-06-14")
    'Name: Ade\nWithdrawn: 2021-06-14\n\nWords\n'
    """
    lines = text.splitlines(keepends=True)
    end = next((n for n, line in enumerate(lines) if n and not line.strip()), len(lines))
    new = f"{name}: {value}\n"
    for number, line in enumerate(lines[:end]):
        found = FIELD_LINE.fullmatch(line.rstrip())
        if found and found["name"].casefold() == name.casefold() and not found["value"].strip():
            return "".join([*lines[:number], new, *lines[number + 1 :]])
    if end and not lines[end - 1].endswith("\n"):
        lines[end - 1] += "\n"
    return "".join([*lines[:end], new, *lines[end:]])


def write_whole(file: Path, text: str) -> None:
    """Writes a file under a temporary name and renames it, so that it is never half written."""
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    unfinished.replace(file)
