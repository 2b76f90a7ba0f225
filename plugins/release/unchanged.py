"""Whether a site has to be built at all: it has not where nothing that it is made of changed, and no moment has come.

Nothing here knows settings, and Pelican is not started: what was looked at, the last build tells.
"""

import hashlib
import os
import pickle
import re
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from plugins.core.atomic import write_whole
from plugins.core.kept import read_sealed, sealed
from plugins.release.manifest import NOTHING_HASHED, Hashed, Stamp, stamp_of, unhashed

# In the project's folder, and there alone, what programs make; what they lay beside folders that they replace, and
# their locks (core.replacing, tasks.py). Of git only the files that tell what it keeps.
MADE = re.compile(r"\.cache|\.venv(?:\.lock)?|output|\.preview|\.(?:output|preview)\.(?:site-.+|lock)")
COMPILED = ".pyc"
GIT = ("HEAD", "index", "packed-refs")
# What is larger is a picture or a document, of which the number, the size and the times are looked at.
MAX_HASHED_BYTES = 1_000_000

State = Mapping[str, Hashed]


class Inputs(NamedTuple):
    """All that a site is made of.

    folders: all in them was looked at; listed: only the names in them; files: by path
    """

    folders: tuple[str, ...]
    listed: tuple[str, ...]
    files: State


class LastBuild(NamedTuple):
    """A build that went well.

    inputs: before it began; output: its folder, and each entry in it as the build left it
    since, until: the moments between which it holds: later some of it may be shown no more
    warnings: what it said, which still holds
    """

    inputs: Inputs
    output: tuple[str, Mapping[str, Stamp]]
    since: datetime
    until: datetime
    warnings: tuple[str, ...]


def still_holds(file: Path) -> LastBuild | None:
    """The last build where another one would give the same; None when anything is not as it was. file: what keeps it"""
    last = None
    with suppress(Exception):  # whatever another version of the program kept
        last = pickle.loads(read_sealed(file) or b"")
    if not isinstance(last, LastBuild) or not last.since <= datetime.now(UTC) < last.until:
        return None
    folder, entries = last.output
    now = inputs_in(last.inputs.folders, last.inputs.listed, last.inputs.files)
    is_same = hashes_of(now.files) == hashes_of(last.inputs.files)
    return last if is_same and Path(folder).is_dir() and unhashed(Path(folder)) == entries else None


def remember(file: Path, build: LastBuild) -> None:
    """Keep how a build went. raises: OSError"""
    write_whole(file, sealed(pickle.dumps(build), file.name))


def inputs_in(folders: Iterable[str], listed: Iterable[str], before: State = NOTHING_HASHED) -> Inputs:
    """What is in folders, the project's first, but what programs made there; and the names of what is in others.

    before: what was hashed before, and is not read again
    """
    roots, names = tuple(dict.fromkeys(map(os.path.realpath, folders))), tuple(map(os.path.realpath, listed))
    project = roots[0]
    entries = (one for root in roots for one in entries_of(root, project))
    files = {entry.path: hashed(entry, before, roots) for entry in entries}
    return Inputs(roots, names, files | {os.path.join(one, "*"): Hashed(repr(names_in(one))) for one in names})  # noqa: PTH118


def names_in(folder: str) -> list[str]:
    """The names of what is in a folder, in order; of one that is not there, none."""
    return sorted(os.listdir(folder)) if os.path.isdir(folder) else []  # noqa: PTH112, PTH208


def entries_of(folder: str, project: str) -> Iterator[os.DirEntry[str]]:
    """Every file, link and special file below a folder, of git only what tells which files it keeps."""
    try:
        entries = list(os.scandir(folder))
    except OSError:  # none there, or none to be looked into: if that changes, files appear
        return
    for entry in entries:
        is_made = (folder == project and MADE.fullmatch(entry.name)) or entry.name.endswith(COMPILED)
        if is_made or entry.path == os.path.join(project, "tests", "node_modules"):  # noqa: PTH118
            continue
        if entry.name == ".git" and entry.is_dir(follow_symlinks=False):
            yield from (one for one in os.scandir(entry.path) if one.name in GIT)
        elif entry.is_dir(follow_symlinks=False):
            yield from entries_of(entry.path, project)
        else:
            yield entry


def hashed(entry: os.DirEntry[str], before: State, roots: Collection[str]) -> Hashed:
    """What tells a file from what it becomes when anything of it changes.

    Behind a link to a folder, and where git keeps things for a second working tree, nobody looks: it is never the same.
    """
    is_elsewhere = entry.is_symlink() and entry.is_dir() and os.path.realpath(entry.path) not in roots
    if not is_elsewhere and entry.name != ".git":
        with suppress(OSError):  # it is gone again, or nobody may read it
            return looked_at(entry, before)
    return Hashed(str(time.time_ns()))


def looked_at(entry: os.DirEntry[str], before: State) -> Hashed:
    """The same of a file that is there. raises: OSError"""
    stamp, known = stamp_of(entry), before.get(entry.path)
    if stamp and known and known.stamp == stamp:
        return known
    status = entry.stat(follow_symlinks=False)
    if entry.is_file(follow_symlinks=False) and status.st_size <= MAX_HASHED_BYTES:
        return Hashed(hashlib.sha256(Path(entry.path).read_bytes()).hexdigest(), stamp)
    target = os.readlink(entry.path) if entry.is_symlink() else ""  # noqa: PTH115  (as it is written)
    times = status.st_mtime_ns, status.st_ctime_ns
    return Hashed(repr((status.st_mode, status.st_ino, status.st_size, *times, target)), stamp)


def hashes_of(files: State) -> dict[str, str]:
    """What is compared: by path, what each file is."""
    return {path: file.sha256 for path, file in files.items()}
