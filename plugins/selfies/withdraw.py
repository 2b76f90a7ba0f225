"""A member takes a picture back: a date in their file, and a line in content/withdrawn.toml that every clone reads."""

import hashlib
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from plugins.core.atomic import write_whole
from plugins.core.findings import SiteError, Where, finding
from plugins.core.header import FIELD_LINE, read_source
from plugins.core.messages import AND
from plugins.core.suggestions import suggest
from plugins.pictures.derivatives import derive
from plugins.pictures.executors import Job, outcomes
from plugins.pictures.picture import PictureError
from plugins.pictures.store import read_original
from plugins.selfies.submission import ID, pictures_by_id, value_of
from plugins.selfies.withdrawals import HEADING, PATH, Withdrawal, example, read_list


def take_back(folder: Path, listed: Path, member_id: str, today: date) -> list[Path]:
    """Writes both, each by a temporary file that is renamed; what is written already stays. Returns the files changed.

    A line that was typed by hand gets the hashes of the picture that is there, without which copies are not known.
    The one act that opens a withdrawn member's picture, once, for its hashes.
    folder: the selfies folder
    listed: content/withdrawn.toml
    raises: SiteError when there is no such submission, or that is no id, or withdrawn.toml cannot be read
    """
    text, beside = folder / f"{member_id}.md", pictures_by_id(folder).get(member_id, [])
    is_there = bool(beside) or text.is_file()
    if is_there and not ID.fullmatch(member_id):
        raise SiteError([finding("C54.no-id-to-withdraw", Where(folder.name), id=member_id)])
    if not is_there:
        known = [file.stem for file in folder.glob("*.md")]
        unknown = finding("C33.no-such-selfie", Where(folder.name), id=member_id, **suggest(member_id, known))
        raise SiteError([unknown])
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
    if text.is_file() and not value_of(read_source(text, PATH, folder)[0], "Withdrawn"):
        # Whatever its letters are: a withdrawal waits for no encoding.
        before = text.read_bytes().decode(errors="surrogateescape")
        write_whole(text, with_field(before, "Withdrawn", today.isoformat()).encode(errors="surrogateescape"))
        changed.append(text)
    return changed


def with_line(text: str, withdrawal: Withdrawal) -> str:
    """The text of the list with the withdrawal's line: at its end, or in the place of the one it has.

    raises: SiteError when it says something of that id on more lines than one (C57)
    """
    lines, listed = text.splitlines(keepends=True), tomllib.loads(text)
    for number, line in enumerate(lines if withdrawal.id in listed else ()):
        with suppress(tomllib.TOMLDecodeError):
            if tomllib.loads(line) == {withdrawal.id: listed[withdrawal.id]}:
                return "".join([*lines[:number], withdrawal.line(), *lines[number + 1 :]])
    if withdrawal.id in listed:
        line = example(withdrawal.id, withdrawal.day)
        raise SiteError([finding("C57.several-lines", Where(PATH), id=withdrawal.id, line=line)])
    return text + "\n" * (text != "" and not text.endswith("\n")) + withdrawal.line()


def hashes(beside: Sequence[Path]) -> tuple[str | None, tuple[int, ...]]:
    """SHA-256 of a member's picture and, if it can be opened, the hashes of how it looks; none when there is none.

    beside: the pictures that have their id
    raises: SiteError when there are several, or its bytes cannot be had: then it could come back
    """
    if not beside:
        return None, ()
    where = Where(f"{beside[0].parent.name}/{beside[0].name}")
    if len(beside) > 1:
        files = AND.join(file.name for file in beside)
        raise SiteError([finding("C54.several-to-withdraw", where, files=files)])
    try:
        data = read_original(beside[0])
    except PictureError as wrong:
        raise SiteError([finding("C18.selfie-not-read", where, **wrong.why)]) from None
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
