"""The list of a site's files: `manifest.json` at the top of every output, a line for each other file.

It is one JSON object: each file's path below the output, in order, and the SHA-256 of its bytes in small letters.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from plugins.core.new_folder import Written
from plugins.core.reachable import entries_below
from plugins.release.retained import SHA256, retained_in
from plugins.site.routes import MANIFEST, RETAINED

SYSTEMS_OWN = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
# A file system's clock has moved on by then: Linux may cut FAT's times to 2 s, others count in ticks of the kernel.
SETTLED_NS = 3_000_000_000

Stamp = tuple[int, ...]


class Hashed(NamedTuple):
    """A file's SHA-256, "" for what is no plain file; and what is another one as soon as it is written again."""

    sha256: str
    stamp: Stamp | None = None


NO_FILE = Hashed("")  # no link is followed: what lies behind it was never looked at
NOTHING_HASHED: Mapping[str, Hashed] = MappingProxyType({})


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
        in_front = f"{below.as_posix()}/" if below.parts else ""
        for name in names:
            path = f"{in_front}{name}"
            is_link = os.path.islink(os.path.join(parent, name))  # noqa: PTH114, PTH118  (many Paths cost much)
            if is_link or (path not in listed and name not in SYSTEMS_OWN):
                yield path


def listed_files(folder: Path) -> set[str]:
    """What the manifest of a folder lists, itself included; empty when there is none, or another program's.

    With it what retained.json lists beside one that was published.
    """
    try:
        hashes = hashes_in((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    with suppress(OSError, ValueError):
        return {MANIFEST, RETAINED, *hashes, *retained_in((folder / RETAINED).read_text(encoding="utf-8"))}
    return {MANIFEST, *hashes}


def hashes_in(manifest: str) -> dict[str, str]:
    """Each file that a manifest's text lists and its SHA-256. raises: ValueError when it is another program's"""
    try:
        data = json.loads(manifest)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if isinstance(data, dict) and all(isinstance(v, str) and SHA256.fullmatch(v) for v in data.values()):
        return data
    raise ValueError("not a path and a hash in each line")


def write_manifest(folder: Path, files: Mapping[str, Hashed] | None = None) -> None:
    """One line for each file of the folder, in order: its path and its SHA-256. files: where they are hashed already"""
    (folder / MANIFEST).write_bytes(manifest_text(hashes(hash_files(folder) if files is None else files)))


def manifest_text(hashes: Mapping[str, str]) -> bytes:
    """The file that lists these: path and SHA-256 each, in their order."""
    text = json.dumps(dict(hashes), indent=0, ensure_ascii=False) + "\n"
    return text.encode(errors="backslashreplace")  # for a name that is no text this gives what JSON has for it


def hash_files(folder: Path, before: Mapping[str, Hashed] = NOTHING_HASHED) -> dict[str, Hashed]:
    """Every file of a folder but its manifest, by path, in order.

    before: what was hashed before; a file whose stamp is still the same is not read again
    """
    found: dict[str, Hashed] = {}
    for name, entry in entries_below(folder):
        if name == MANIFEST:
            continue
        if not entry.is_file(follow_symlinks=False):
            found[name] = NO_FILE
        elif name in before and before[name].stamp == stamp_in(entry.stat(follow_symlinks=False)):
            found[name] = before[name]
        else:
            stamp = stamp_of(entry)
            found[name] = Hashed(hashlib.sha256(Path(entry.path).read_bytes()).hexdigest(), stamp)
    return dict(sorted(found.items()))


def unhashed(folder: Path) -> dict[str, Stamp]:
    """Every entry of a folder with its number, its size and when it was last written: a look that reads no file."""
    states = ((name, entry.stat(follow_symlinks=False)) for name, entry in entries_below(folder))
    return {name: (state.st_ino, state.st_size, state.st_mtime_ns) for name, state in states}


def hashes(files: Mapping[str, Hashed]) -> dict[str, str]:
    """The SHA-256 of each file by its path, in the order given; "" for what is no plain file."""
    return {name: file.sha256 for name, file in files.items()}


def stamp_of(entry: os.DirEntry[str]) -> Stamp | None:
    """What is another one as soon as a file is written, or another takes its place; None when nobody can know that.

    On Windows a file has no time of its last change that a program could not set; and a file that was written just now
    may be written again before the file system's clock has moved on.
    """
    status = entry.stat(follow_symlinks=False)
    if os.name == "nt" or not 0 <= status.st_ctime_ns <= time.time_ns() - SETTLED_NS:
        return None
    return stamp_in(status)


def stamp_in(status: os.stat_result) -> Stamp:
    """The same, whenever the file was written."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def taken(written: Mapping[str, Written]) -> dict[str, Hashed]:
    """The files of a new folder that are in the last one, too, with what is another as soon as one is written again.

    They got a second name just now, but were written long ago: of another nobody can know that.
    """
    settled_ns = time.time_ns() - SETTLED_NS
    states = ((name, one.sha256, one.state) for name, one in written.items() if one.state)
    return {name: Hashed(sha256, stamp_in(state)) for name, sha256, state in states if state.st_mtime_ns <= settled_ns}
