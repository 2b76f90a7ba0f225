"""What a disk refuses, in plain words."""

import errno
import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from plugins.core.findings import Finding, Where, error

# What is wrong with "{place}", and what to do; by the names of POSIX (IEEE 1003.1), of which Windows lacks some.
_TOO_MANY = ("So many files are open that {place} cannot be opened.", "Close other programs, and try again.")
_FORBIDDEN = (
    "I may not read or write {place}.",
    "Ask whoever owns it for the right to, or copy the project into a folder of your own.",
)
_NO_ANSWER = ("The disk with {place} does not answer.", "Connect it again, or ask whoever looks after the machine.")
REFUSALS = {
    "ENOSPC": ("The disk is full: {place} cannot be written.", "Delete or move what you do not need, and try again."),
    "EDQUOT": (
        "Your share of the disk is used up: {place} cannot be written.",
        "Delete or move what you do not need, or ask whoever looks after the machine for more.",
    ),
    "EFBIG": (
        "{place} would be larger than a file may be here.",
        "Ask whoever looks after the machine for larger files, or use another disk.",
    ),
    "EROFS": ("The disk with {place} can only be read.", "Copy the project to another disk, and try again."),
    "EACCES": _FORBIDDEN,
    "EPERM": _FORBIDDEN,
    "ENAMETOOLONG": (
        "The name of {place} is longer than this disk allows.",
        "Give that text a shorter file name or Slug, or move the project to a folder with a shorter path.",
    ),
    "EMFILE": _TOO_MANY,
    "ENFILE": _TOO_MANY,
    "EIO": _NO_ANSWER,
    "ESTALE": _NO_ANSWER,
    "ENODEV": _NO_ANSWER,
    "ENXIO": _NO_ANSWER,
}
_MOST_LETTERS = 120
# What only writing brings about: of two files, as of a copy, the second is the one.
_OF_WRITING = {getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG", "EROFS") if hasattr(errno, name)}
_FULL = _OF_WRITING - {errno.EROFS}
_PROBE_BYTES = 1_000_000
# How programs say it, in the words of POSIX and their own; what another machine says of its disk is not meant.
_SAID_FULL = re.compile(r"(?mi)^(?!remote:).*(no space left on device|out of disk ?space|disk quota exceeded)")


def refused_by_disk(wrong: BaseException, at: Path) -> Finding | None:
    """C83: a file could not be read or written: the disk is full or can only be read, or this account may not use it.

    Readers still see the site as it was, and no text of yours is lost. Do what the report says, and try again.

    wrong: an exception; None is returned for one that no disk made
    at: what was to be written, for an exception that names no file
    """
    words = REFUSALS.get(errno.errorcode.get(wrong.errno or 0, "")) if isinstance(wrong, OSError) else None
    if not isinstance(wrong, OSError) or not words:
        return None
    written = wrong.filename2 if wrong.errno in _OF_WRITING and wrong.filename2 else wrong.filename
    named = written if isinstance(written, str | bytes) else str(at)
    place = Path(os.fsdecode(named))
    problem, remedy = words
    return error(Where(str(place)), problem.format(place=_shown(place)), remedy, "C83")


def refuse_full_disk(*folders: Path, told: str = "") -> None:
    """Nothing while the disks of some folders have room; asked when another program failed, before its words are.

    told: what it said; of a disk that it filled it may have left room behind
    raises: OSError that names the folder
    """
    for folder in folders:
        try:
            with tempfile.TemporaryFile(dir=folder) as probe:
                probe.write(bytes(_PROBE_BYTES))
                probe.flush()
                os.fsync(probe.fileno())
        except OSError as wrong:
            if wrong.errno in _FULL:
                raise OSError(wrong.errno, wrong.strerror, str(folder)) from None
    if folders and _SAID_FULL.search(told):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folders[0]))


def not_deleted(folders: Sequence[Path]) -> list[Finding]:
    """C82: a folder of old pages and pictures could not be deleted, those of withdrawn members perhaps among them.

    Readers do not see it. Most often another program has a file in it open, or another account owns one. Delete it by
    hand, or ask whoever looks after the machine to.
    """
    problem = "This could not be deleted, and old pages and pictures are still in it."
    remedy = "Close programs that use it and delete it by hand, or ask whoever looks after the machine to."
    return [error(Where(str(folder)), problem, remedy, "C82") for folder in folders]


def _shown(place: Path) -> str:
    """A path's last parts in quotation marks: enough to know it by, the whole stands in front."""
    name = place.name or str(place)
    return f'"{name}"' if len(name) <= _MOST_LETTERS else f'"{name[:_MOST_LETTERS]} …"'
