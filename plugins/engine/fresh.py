"""Fresh output: built beside the old one and swapped in whole, so that nothing old survives or is half written."""

import ctypes
import errno
import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.core.findings import SiteError, Where, error
from plugins.core.lock import one_at_a_time

MANIFEST = "manifest.json"
SHA256 = re.compile(r"[0-9a-f]{64}")
SYSTEMS_OWN = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@contextmanager
def fresh_output(final: Path) -> Iterator[Path]:
    """An empty folder beside `final` that takes its place when the block ends well, and is gone when it does not.

    Two builds at once take turns. One that was killed is healed by the next: the old output is put back first.
    raises: SiteError when `final` holds something that no build of this project wrote
    """
    final.parent.mkdir(parents=True, exist_ok=True)
    with one_at_a_time(final.parent / f".{final.name.lstrip('.')}.lock"):
        building, old = (final.parent / f".{final.name.lstrip('.')}.site-{state}" for state in ("building", "old"))
        heal(final, old)
        refuse_foreign(final)
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir()
        try:
            yield building
            drop_empty_folders(building)
            write_manifest(building)
            swap(building, final, old)
        finally:
            shutil.rmtree(building, ignore_errors=True)


def heal(final: Path, old: Path) -> None:
    """Puts the old output back after a build that was killed between its two renames."""
    if old.exists() and not final.exists():
        old.rename(final)
    shutil.rmtree(old, ignore_errors=True)


def refuse_foreign(final: Path) -> None:
    """C52: the output's place is taken by files of somebody else, which a build would delete.

    raises: SiteError when `final` is a file, or a folder that holds what is neither ours nor the system's own
    """
    if not final.exists() or (final.is_dir() and not any(foreign_files(final))):
        return
    problem = f'"{final.name}" holds files that this program did not write, so I will not replace it.'
    raise SiteError([error(Where(str(final)), problem, "Move them away, or choose another folder.", "C52")])


def foreign_files(folder: Path) -> Iterator[str]:
    """What a folder holds that its manifest does not list: all of it when there is no manifest of ours.

    Links and empty folders are somebody's, too, and no build leaves one.
    """
    listed = listed_files(folder)
    for parent, folders, names in os.walk(folder):
        here = Path(parent)
        below = here.relative_to(folder)
        if not folders and not names and below.parts:
            yield below.as_posix()
        yield from ((below / name).as_posix() for name in folders if (here / name).is_symlink())
        for name in names:
            path = (below / name).as_posix()
            if (path not in listed and name not in SYSTEMS_OWN) or (here / name).is_symlink():
                yield path


def listed_files(folder: Path) -> set[str]:
    """What the manifest of a folder lists, itself included; empty when there is none, or another program's."""
    try:
        hashes = hashes_in((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    return {MANIFEST, *hashes}


def hashes_in(manifest: str) -> dict[str, str]:
    """Each file that a manifest's text lists and its SHA-256. raises: ValueError when it is another program's"""
    try:
        told = json.loads(manifest)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if isinstance(told, dict) and all(isinstance(v, str) and SHA256.fullmatch(v) for v in told.values()):
        return told
    raise ValueError("not a path and a hash in each line")


def drop_empty_folders(folder: Path) -> None:
    """Leaves no folder in which no file is: what is made for files that never came."""
    for parent, _, _ in os.walk(folder, topdown=False):
        if Path(parent) != folder and not any(Path(parent).iterdir()):
            Path(parent).rmdir()


def write_manifest(folder: Path) -> None:
    """One line for each file of the folder, in order: its path and its SHA-256."""
    (folder / MANIFEST).write_text(
        json.dumps(hash_files(folder), indent=0, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def hash_files(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a folder but its manifest, by path, in order."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / MANIFEST)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def swap(building: Path, final: Path, old: Path) -> None:
    """Puts `building` in the place of `final`: in one step where the system offers it, else old aside and new in."""
    if not final.exists():
        building.rename(final)
    elif not exchange(building, final):
        try:
            final.rename(old)
        except OSError as wrong:
            if wrong.errno not in (errno.EBUSY, errno.EXDEV):
                raise
            remedy = f"Choose a folder inside it, for example {final}/site."
            raise SiteError([error(Where(str(final)), f'"{final}" is a mount point.', remedy, "C52")]) from None
        building.rename(final)
        shutil.rmtree(old)


def exchange(one: Path, other: Path) -> bool:
    """Swaps two folders in a single step (Linux, renameat2 with RENAME_EXCHANGE); False where that is not to be had."""
    if not sys.platform.startswith("linux"):
        return False
    at_fdcwd, rename_exchange = -100, 2
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(renameat2(at_fdcwd, os.fsencode(one), at_fdcwd, os.fsencode(other), rename_exchange) == 0)
