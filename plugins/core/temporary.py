"""Temporary files, all in one private folder of the project: what a killed program leaves there, the next one deletes.

Each owner has a folder of its own there and holds a lock beside it for as long as it lives, however it ends; so nobody
deletes what somebody else still uses.
"""

import os
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from plugins.core.kept import make_private, make_way
from plugins.core.lock import if_free, one_at_a_time
from plugins.core.replacing import delete, lock_beside, old_beside, replaced_in, restore_previous

FOLDER = Path(".cache", "temporary")
BUILD = "build"
_LOCK = "lock"
# In the folder of who replaces another one: where that is, so that what stands beside it is found after a kill.
_REPLACED = "replaced"
_OWNED = re.compile(r"(?P<name>[a-z]+-[0-9a-f]{32})(?:\.lock)?")
_REPORT = "site-error-{}.txt"
_MAX_REPORTS = 10


@contextmanager
def temporary_folder(project: Path, purpose: str, replaces: Path | None = None) -> Iterator[Path]:
    """An empty folder that only its owner can read; gone after the body, or with the next start after a kill.

    purpose: one word, for who looks at the folder
    replaces: another folder that is replaced in the body, by who holds its lock
    raises: OSError when it cannot be made
    """
    private = private_folder(project)
    folder = private / f"{purpose}-{uuid.uuid4().hex}"
    try:
        with ExitStack() as owned:
            with one_at_a_time(private / _LOCK):
                owned.enter_context(one_at_a_time(lock_of(folder)))
                folder.mkdir(mode=0o700)
                if replaces is not None:
                    (folder / _REPLACED).write_bytes(os.fsencode(replaces.absolute()))
                sweep_private(private)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            lock_of(folder).unlink(missing_ok=True)


def sweep(project: Path) -> list[Path]:
    """Delete what killed programs left of the site: here, and beside the folders that they replaced.

    returns: what could not be deleted
    """
    private = private_folder(project)
    with one_at_a_time(private / _LOCK):
        left = sweep_private(private)
    for final in replaced_in(project):
        if final.exists() or not old_beside(final).exists():  # else who knows the folder's name puts it back
            left += restore_if_free(final) or []
    return sorted(set(left))


def private_folder(project: Path) -> Path:
    """The folder for all temporary files of a project. raises: OSError when there can be none"""
    cache = project / FOLDER.parent
    if not cache.is_dir():  # a link to a folder on another disk may be meant
        make_way(cache)
        with suppress(FileExistsError):
            cache.mkdir(mode=0o700)
    make_private(project / FOLDER)
    return project / FOLDER


def sweep_private(private: Path) -> list[Path]:
    """Delete the folders whose owner is gone, and what stands beside the folder that it was about to replace.

    For the holder of the lock on all. returns: what could not be deleted
    """
    left: list[Path] = []
    for name in sorted({found["name"] for path in private.iterdir() if (found := _OWNED.fullmatch(path.name))}):
        folder = private / name
        with if_free(lock_of(folder)) as is_abandoned:
            if not is_abandoned:
                continue
            beside = restore_if_free(replaced) if (replaced := replaced_by(folder)) else []
            remains = delete([folder]) if beside is not None and not beside else beside or []
            left += remains
        if not folder.exists():
            with suppress(OSError):
                lock_of(folder).unlink(missing_ok=True)
    return left


def restore_if_free(final: Path) -> list[Path] | None:
    """What could not be deleted beside a folder; None when it cannot be looked at now, since its disk is not there.

    Who holds its lock now has healed it.
    """
    if not final.parent.is_dir():
        return None
    try:
        with if_free(lock_beside(final)) as is_free:
            return restore_previous(final) if is_free else []
    except OSError:
        return None


def replaced_by(folder: Path) -> Path | None:
    """The folder that an owner was about to replace."""
    try:
        return Path(os.fsdecode((folder / _REPLACED).read_bytes()))
    except OSError:
        return None


def wait_for_builds(project: Path) -> None:
    """Until every build that runs now has ended; of those that begin meanwhile, none is waited for."""
    for lock in list(private_folder(project).glob(f"{BUILD}-*.lock")):
        with one_at_a_time(lock):
            pass


def keep_report(project: Path, text: str) -> Path:
    """Write down what went wrong, for whoever looks after the program; the last few are kept.

    An exception may quote whatever it was about. raises: OSError
    """
    private = private_folder(project)
    file = private / _REPORT.format(uuid.uuid4().hex)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as report:
        report.write(text.encode("utf-8", "backslashreplace").decode())
    for older in reports(private)[:-_MAX_REPORTS]:
        older.unlink(missing_ok=True)
    return file


def delete_reports(project: Path) -> list[Path]:
    """Delete every report. returns: what could not be deleted"""
    return delete(reports(private_folder(project)))


def reports(private: Path) -> list[Path]:
    """Every report, the oldest first."""
    return sorted(private.glob(_REPORT.format("*")), key=lambda file: file.lstat().st_mtime_ns)


def lock_of(folder: Path) -> Path:
    """The lock that a folder's owner holds."""
    return folder.with_name(f"{folder.name}.lock")
