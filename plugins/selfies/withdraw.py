"""A member takes her picture back: a date in her file, and a line in content/withdrawn.toml that every clone reads."""

import hashlib
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from plugins.core.atomic import write_whole
from plugins.core.findings import SiteError, Where, error, quoted
from plugins.core.header import FIELD_LINE, read_source
from plugins.core.suggestions import did_you_mean
from plugins.pictures.derivatives import derive
from plugins.pictures.executors import Job, outcomes
from plugins.pictures.picture import PictureError
from plugins.pictures.store import read_original
from plugins.selfies.submission import ID, pictures_by_id, told
from plugins.selfies.withdrawals import HEADING, PATH, Withdrawal, read_list


def take_back(folder: Path, listed: Path, member_id: str, today: date) -> list[Path]:
    """Writes both, each by a temporary file that is renamed; what is written already stays. Returns the files changed.

    A line that was typed by hand gets the hashes of the picture that is there, without which copies are not known.
    The one act that opens a withdrawn member's picture, once, for its hashes.
    folder: the selfies folder
    listed: content/withdrawn.toml
    raises: SiteError when there is no such submission, or that is no id, or withdrawn.toml cannot be read
    """
    if not ID.fullmatch(member_id):
        problem = f"{quoted(member_id)} is no id: small letters, digits and hyphens."
        remedy = "Rename both files first, for example to 0417.md and 0417.jpg."
        raise SiteError([error(Where(folder.name), problem, remedy, "C54")])
    text, beside = folder / f"{member_id}.md", pictures_by_id(folder).get(member_id, [])
    if not text.is_file() and not beside:
        known = [file.stem for file in folder.glob("*.md")]
        problem = f'I know no selfie "{member_id}".'
        raise SiteError([error(Where(folder.name), problem, did_you_mean(member_id, known), "C33")])
    withdrawals, mistakes = read_list(listed, PATH)
    if mistakes:
        raise SiteError(mistakes)
    changed = []
    earlier = withdrawals.get(member_id)
    if earlier is None or (beside and not earlier.sha256):
        before = listed.read_text(encoding="utf-8") if listed.exists() else HEADING
        whole = Withdrawal(member_id, today, *hashes(beside))
        if earlier:
            whole = replace(whole, day=earlier.day, not_the_same=earlier.not_the_same)
        write_whole(listed, with_line(before, whole).encode())
        changed.append(listed)
    if text.is_file() and not told(read_source(text, PATH, folder)[0], "Withdrawn"):
        # Whatever its letters are: a withdrawal waits for no encoding.
        before = text.read_bytes().decode(errors="surrogateescape")
        write_whole(text, with_field(before, "Withdrawn", today.isoformat()).encode(errors="surrogateescape"))
        changed.append(text)
    return changed


def with_line(text: str, withdrawal: Withdrawal) -> str:
    """C57: the list of withdrawn pictures says something of an id on more lines than one, so I cannot complete it.

    Write it on one line, as the report says, and withdraw the picture again.

    returns: the text of the list with the withdrawal's line: at its end, or in the place of the one it has
    raises: SiteError
    """
    lines, listed = text.splitlines(keepends=True), tomllib.loads(text)
    for number, line in enumerate(lines if withdrawal.id in listed else ()):
        with suppress(tomllib.TOMLDecodeError):
            if tomllib.loads(line) == {withdrawal.id: listed[withdrawal.id]}:
                return "".join([*lines[:number], withdrawal.line(), *lines[number + 1 :]])
    if withdrawal.id in listed:
        problem = f"What this says of {withdrawal.id} does not stand on one line."
        remedy = f"Write  {Withdrawal(withdrawal.id, withdrawal.day, None).line().strip()}  and try again."
        raise SiteError([error(Where(PATH), problem, remedy, "C57")])
    return text + "\n" * (text != "" and not text.endswith("\n")) + withdrawal.line()


def hashes(beside: Sequence[Path]) -> tuple[str | None, tuple[int, ...]]:
    """SHA-256 of a member's picture and, if it can be opened, the hashes of how it looks; none when there is none.

    beside: the pictures that have her id
    raises: SiteError when there are several, or its bytes cannot be had: then it could come back
    """
    if not beside:
        return None, ()
    where = Where(f"{beside[0].parent.name}/{beside[0].name}")
    if len(beside) > 1:
        names = " and ".join(file.name for file in beside)
        raise SiteError(
            [error(where, f"There are {names}.", "Delete the one that is not meant, and try again.", "C54")]
        )
    try:
        data = read_original(beside[0])
    except PictureError as wrong:
        remedy = "Put the picture itself here, or take this away, and try again."
        raise SiteError([error(where, f"The picture cannot be read: {wrong.reason}.", remedy, "C18")]) from None
    ((_, made),) = outcomes(derive, [Job(where, data)], most=1)
    return hashlib.sha256(data).hexdigest(), () if isinstance(made, PictureError) else made.fingerprint.hashes


def with_field(text: str, name: str, value: str) -> str:
    r"""A file's text with `value` in the header field `name`: in its empty line, or in a new one at the header's end.

    >>> with_field("Name: Ade\nWithdrawn:\n\nWords\n", "Withdrawn", "2021-06-14")
    'Name: Ade\nWithdrawn: 2021-06-14\n\nWords\n'
    """
    lines = text.splitlines(keepends=True)
    fences = ("---", "...") if lines and lines[0].rstrip() == "---" else ()
    ends = (n for n, line in enumerate(lines) if n and (not line.strip() or line.rstrip() in fences))
    end = next(ends, len(lines))
    new = f"{name}: {value}\n"
    for number, line in enumerate(lines[:end]):
        found = FIELD_LINE.fullmatch(line.rstrip())
        if found and found["name"].casefold() == name.casefold() and not found["value"].strip():
            return "".join([*lines[:number], new, *lines[number + 1 :]])
    if end and not lines[end - 1].endswith("\n"):
        lines[end - 1] += "\n"
    return "".join([*lines[:end], new, *lines[end:]])
