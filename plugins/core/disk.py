"""What a disk refuses, in plain words."""

import errno
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.core.findings import Finding, Where, finding

# By the names of POSIX (IEEE 1003.1), of which Windows lacks some, the message that tells of it.
REFUSALS = {
    "ENOSPC": "disk-full",
    "EDQUOT": "share-used-up",
    "EFBIG": "file-too-large",
    "EROFS": "read-only",
    "EACCES": "forbidden",
    "EPERM": "forbidden",
    "ENAMETOOLONG": "name-too-long",
    "ELOOP": "link-to-itself",
    "EMFILE": "too-many-open",
    "ENFILE": "too-many-open",
    "EIO": "no-answer",
    "ESTALE": "no-answer",
    "ENODEV": "no-answer",
    "ENXIO": "no-answer",
}
# What only writing brings about: of two files, as of a copy, the second is the one.
_OF_WRITING = {getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG", "EROFS") if hasattr(errno, name)}
_FULL = _OF_WRITING - {errno.EROFS}
_PROBE_BYTES = 1_000_000
# How programs say it, in the words of POSIX and their own; what another machine says of its disk is not meant.
_FULL_IN_WORDS = re.compile(
    r"(?mi)^(?!remote:).*(no space left on device|out of disk ?space|disk quota exceeded|disk is full)"
)


def refused_by_disk(wrong: BaseException, at: Path) -> Finding | None:
    """What a disk refused, so that a file could not be read or written (C83).

    wrong: an exception; None is returned for one that no disk made
    at: what was to be written, for an exception that names no file
    """
    for behind in causes(wrong):
        is_told = isinstance(behind, OSError) and (behind is wrong or behind.errno in _FULL)
        if is_told and (found := _refusal(behind, at)):
            return found
        if _FULL_IN_WORDS.search(str(behind)):  # of a library that has no number for it
            return finding("C83.disk-full", Where(str(at)), file=at.name or str(at))
    return None


def causes(wrong: BaseException) -> Iterator[BaseException]:
    """An exception, and all that it was raised from, held together with, or raised at the handling of."""
    left, seen = [wrong], set[int]()
    while left:
        one = left.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        within = one.exceptions if isinstance(one, BaseExceptionGroup) else ()
        left += [behind for behind in (*within, one.__cause__, one.__context__) if behind is not None]


def _refusal(wrong: BaseException, at: Path) -> Finding | None:
    variant = REFUSALS.get(errno.errorcode.get(wrong.errno or 0, "")) if isinstance(wrong, OSError) else None
    if not isinstance(wrong, OSError) or not variant:
        return None
    written = wrong.filename2 if wrong.errno in _OF_WRITING and wrong.filename2 else wrong.filename
    named = written if isinstance(written, str | bytes) else str(at)
    place = Path(os.fsdecode(named))
    return finding(f"C83.{variant}", Where(str(place)), file=place.name or str(place))


def refuse_full_disk(*folders: Path, output: str = "") -> None:
    """Nothing while the disks of some folders have room; asked when another program failed, before its words are.

    output: what it said; of a disk that it filled it may have left room behind
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
    if folders and _FULL_IN_WORDS.search(output):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folders[0]))


def not_deleted(folders: Sequence[Path]) -> list[Finding]:
    """A finding for each folder of old pages and pictures that could not be deleted (C82)."""
    return [finding("C82.not-deleted", Where(str(folder))) for folder in folders]
