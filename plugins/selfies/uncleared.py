"""The files of members who are not shown, by their bytes: nothing that is published may hold one of them."""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from plugins.core.findings import Finding, Where, error, warning
from plugins.pictures.cache import PictureCache
from plugins.pictures.copies import MAX_TEXT_BYTES, Original, Originals, original_of, originals
from plugins.pictures.picture import SUFFIXES
from plugins.selfies.submission import ID
from plugins.selfies.withdrawals import Withdrawal

SOMEBODY = "a member"


class MembersFile(NamedTuple):
    """One file of the selfies folder. owner: the id of the member whose file it is"""

    path: Path
    owner: str
    original: Original


def members_files(folders: Iterable[Path], pictures: PictureCache) -> list[MembersFile]:
    """Every file in folders of selfies and below them, texts too, by its bytes. One that cannot be read is left out."""
    paths = dict.fromkeys(path for folder in folders for path in files_below(folder))
    found = ((path, original_at(path, pictures)) for path in paths)
    return [MembersFile(path, owner(path), original) for path, original in found if original]


def original_at(path: Path, pictures: PictureCache) -> Original | None:
    """What tells a member's file from others; a text is read, since what it says counts."""
    try:
        if path.suffix.lower() in SUFFIXES or not path.is_file() or path.stat().st_size > MAX_TEXT_BYTES:
            return pictures.original(path)
        return original_of(path.read_bytes())
    except OSError:
        return None


def files_below(folder: Path) -> Iterator[Path]:
    """Every file, hidden ones too, in order."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(parent) / name for name in sorted(names))


def owner(file: Path) -> str:
    """The id or number that a file's name begins with; a name that is none may say who it is, and is not repeated."""
    stem = file.name.partition(".")[0]
    number = re.match(r"[0-9]{3,}(?![0-9])", stem)
    return stem if ID.fullmatch(stem) else number[0] if number else SOMEBODY


def uncleared(files: Iterable[MembersFile], shown: Collection[Path], withdrawals: Iterable[Withdrawal]) -> Originals:
    """What must not be published: every file but the pictures of those who are shown, and whatever was withdrawn.

    shown: the pictures of members who are cleared, which count as uncleared when the same bytes are another member's;
        a copy beside them under their own id does not
    """
    gone = {told.sha256: told.id for told in withdrawals if told.sha256}
    files = list(files)
    agreed = {mark for one in files if one.path in shown for mark in marks(one)}
    kept = [one for one in files if one.path not in shown and not agreed & marks(one)]
    return originals([(one.owner, one.original) for one in kept], gone)


def marks(file: MembersFile) -> set[tuple[str, str]]:
    """Whose picture a file is, with each hash by which it is known again."""
    return {(file.owner, told) for told in (file.original.sha256, file.original.picture_sha256) if told}


def held_by(sha256: str, known: Originals, source: str, where: Where) -> Finding:
    """C19: a picture in a text is a copy of one that a member sent, and she did not agree that it is shown.

    Nobody is shown who did not say yes, under whatever name their picture lies. Delete the copy; the wall shows whoever
    agreed.
    """
    problem = f'"{source}" is a copy of a file of selfie {known.owners[sha256]}, who has not agreed to be shown.'
    return error(where, problem, "Delete it, and what shows it.", "C19")


def same_as(member_id: str, owner_id: str, where: Where) -> Finding:
    """C19: a member's picture is the very file of another one, who is left out.

    One of the two numbers is wrong, so nobody knows whose yes counts. Delete the one that is not meant.
    """
    problem = f"selfie {member_id} is left out: its picture is also that of {owner_id}, who has not agreed."
    return warning(where, problem, "Delete the one that is not meant.", "C19")
