"""Whether a site has to be built at all: it has not where nothing that it is made of changed, and no moment has come.

Nothing here knows settings, and Pelican is not started: what was looked at, the last build tells.
"""

import hashlib
import os
import pickle
import re
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG
from types import MappingProxyType
from typing import NamedTuple

from plugins.core.atomic import write_whole
from plugins.core.kept import read_sealed, sealed
from plugins.core.new_folder import CHANGED, Known
from plugins.core.reachable import entries_below
from plugins.release.log import NAME
from plugins.release.manifest import NOTHING_HASHED, Hashed, Stamp, hashes_in, stamp_of
from plugins.site.routes import MANIFEST, PICTURES, PORTRAITS

# In the project's folder, and there alone, what programs make; what they lay beside folders that they replace, and
# their locks (core.replacing, tasks.py). Of git only the files that tell what it keeps.
MADE = re.compile(r"\.cache|\.venv(?:\.lock)?|output|\.preview|\.(?:output|preview)\.(?:site-.+|lock)")
COMPILED = ".pyc"
OF_PICTURES = (PICTURES, PORTRAITS)
GIT = ("HEAD", "index", "packed-refs", "FETCH_HEAD")
# What is larger is a picture or a document, of which the number, the size and the times are looked at.
MAX_HASHED_BYTES = 1_000_000

# How settings ask for variables of the environment; and variables that decide what Python and its libraries do.
ASKING = re.compile(r"\benviron\b|\bgetenv\b")
OF_THE_SYSTEM = re.compile(r"HOME|USERPROFILE|TZ|LANG|LANGUAGE|LC_.+|PYTHON.+")
WORD = re.compile(r"\w+")

State = Mapping[str, Hashed]
Times = Mapping[str, Stamp]
NO_TIMES: Times = MappingProxyType({})


class Inputs(NamedTuple):
    """All that a site is made of.

    folders: all in them was looked at, the project's first; alone: single files, and folders of which only the names in
        them count, whether or not they are there; each as it is called
    files: by path, and what else is compared
    """

    folders: tuple[str, ...]
    alone: tuple[str, ...]
    files: State


class LastBuild(NamedTuple):
    """A build that went well.

    inputs: before it began; output: its folder, and each entry in it as the build left it
    since, until: the moments between which it holds: later some of it may be shown no more
    warnings: what it said, which still holds
    made_by: what is another one with each version of the program
    kept_at: the file that keeps it: in a copy of the project, of which nothing was looked at, it tells nothing
    """

    inputs: Inputs
    output: tuple[str, Mapping[str, Stamp]]
    since: datetime
    until: datetime
    warnings: tuple[str, ...]
    made_by: str
    kept_at: str = ""


def still_holds(file: Path) -> LastBuild | None:
    """The last build where another one would give the same; None when anything is not as it was. file: what keeps it"""
    last = last_build(file)
    if last is None or not last.since <= datetime.now(UTC) < last.until:
        return None
    folder, entries = last.output
    now = inputs_in(last.inputs.folders, last.inputs.alone, last.inputs.files)
    is_same = hashes_of(now.files) == hashes_of(last.inputs.files)
    return last if is_same and Path(folder).is_dir() and written(Path(folder)) == entries else None


def last_build(file: Path) -> LastBuild | None:
    """The last build, as a file keeps it; None where nothing of the kind is there, or the file is a copy."""
    last = None
    with suppress(Exception):  # whatever another version of the program kept
        last = pickle.loads(read_sealed(file) or b"")
    return last if isinstance(last, LastBuild) and last.kept_at == str(file.absolute()) else None


def as_left(file: Path, output: Path) -> tuple[dict[str, Known], str]:
    """The files of an output as the last build left them, those that are not so any more as such, and what made them.

    file: what keeps that
    """
    last = last_build(file)
    if last is None or last.output[0] != str(output) or os.name == "nt":  # whose times any program may set
        return {}, ""
    there, left = written(output) if output.is_dir() else {}, last.output[1]
    if MANIFEST not in left or there.get(MANIFEST) != left[MANIFEST]:
        return {}, ""
    hashes = hashes_in((output / MANIFEST).read_text(encoding="utf-8"))
    same = {name: state for name, state in there.items() if left.get(name) == state}
    known = {name: Known(sha256, *same[name][:3]) if name in same else CHANGED for name, sha256 in hashes.items()}
    return known, last.made_by


def remember(file: Path, build: LastBuild) -> None:
    """Keep how a build went. raises: OSError"""
    write_whole(file, sealed(pickle.dumps(build._replace(kept_at=str(file.absolute()))), file.name))


def inputs_in(folders: Iterable[str], alone: Iterable[str], before: State = NOTHING_HASHED) -> Inputs:
    """What is in folders, the project's first, but what programs made there; and single files, or names, besides.

    before: what was hashed before, and is not read again
    """
    named, alone = tuple(dict.fromkeys(folders)), tuple(dict.fromkeys(alone))
    real = {folder: os.path.realpath(folder) for folder in named}
    roots = tuple(dict.fromkeys(real.values()))
    entries = (one for root in roots for one in entries_of(root, roots[0]))
    files = {entry.path: hashed(entry, before, roots) for entry in entries}
    files |= {f"{folder} is": Hashed(path) for folder, path in real.items()}  # a link may be led elsewhere
    files |= {f"{path} alone": Hashed(at(path)) for path in alone}
    return Inputs(named, alone, files | {"surroundings": Hashed(surroundings([roots[0], *alone]))})


def at(path: str) -> str:
    """What is at a path: of a file its SHA-256, of a folder the names in it, in order; "" for nothing."""
    try:
        if os.path.isdir(path):  # noqa: PTH112
            return repr(sorted(os.listdir(path)))  # noqa: PTH208
        status = os.stat(path)  # noqa: PTH116
        if S_ISREG(status.st_mode) and status.st_size <= MAX_HASHED_BYTES:
            return hashlib.sha256(Path(path).read_bytes()).hexdigest()
        return repr((status.st_mode, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns))
    except OSError:
        return ""


def surroundings(places: Iterable[str]) -> str:
    """Which Python this is, and the variables of its environment that settings ask for, as far as they name them.

    places: settings' files, or folders that hold them
    """
    files = [file for one in map(Path, places) for file in ([one] if one.suffix == ".py" else sorted(one.glob("*.py")))]
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in files if file.is_file()]
    named = {word for text in texts if ASKING.search(text) for word in WORD.findall(text)}
    asked = {name for name in os.environ if name in named or OF_THE_SYSTEM.fullmatch(name)}
    return repr((sys.version, sorted((name, os.environ[name]) for name in asked)))


def written(output: Path) -> dict[str, Stamp]:
    """Every entry of the output, with what is another as soon as somebody writes it.

    A picture has its twin in the cache, whose going changes its time of change (ctime), too: there its own tells.
    """
    states = ((name, entry.stat(follow_symlinks=False)) for name, entry in entries_below(output))
    return {
        name: (one.st_ino, one.st_size, one.st_mtime_ns, 0 if name.startswith(OF_PICTURES) else one.st_ctime_ns)
        for name, one in states
    }


def times_in(folders: Iterable[str]) -> Times:
    """Every file in folders, the project's first, with what is another as soon as it is written: none is read."""
    roots, times = list(map(os.path.realpath, folders)), dict[str, Stamp]()
    for entry in (one for root in roots for one in entries_of(root, roots[0])):
        with suppress(OSError):  # it has just gone
            status = entry.stat(follow_symlinks=False)
            times[entry.path] = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return times


def entries_of(folder: str, project: str) -> Iterator[os.DirEntry[str]]:
    """Every file, link and special file below a folder, of git only what tells which files it keeps."""
    try:
        entries = list(os.scandir(folder))
    except OSError:  # none there, or none to be looked into: if that changes, files appear
        return
    for entry in entries:
        is_made = (folder == project and MADE.fullmatch(entry.name)) or entry.name.endswith((COMPILED, NAME))
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

    Behind a link out of the folders, and where git keeps things for a second working tree, nobody looks: it is never
    the same.
    """
    is_elsewhere = entry.is_symlink() and leads_out(entry, roots)
    if not is_elsewhere and entry.name != ".git":
        with suppress(OSError):  # it is gone again, or nobody may read it
            return looked_at(entry, before)
    return Hashed(str(time.time_ns()))


def leads_out(link: os.DirEntry[str], roots: Collection[str]) -> bool:
    """Whether a link leads to a folder that is none of these, or to a file in none of them."""
    target = os.path.realpath(link.path)
    try:
        is_folder, is_file = link.is_dir(), link.is_file()
    except OSError:  # it leads to itself
        return False
    if is_folder:
        return target not in roots
    return is_file and not any(target.startswith(os.path.join(root, "")) for root in roots)  # noqa: PTH118


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
