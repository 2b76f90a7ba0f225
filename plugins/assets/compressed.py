"""Compressed copies beside text files, for hosts that send them as they are: Brotli (RFC 7932) and gzip (RFC 1952)."""

import gzip
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple
from zlib import ZLIB_RUNTIME_VERSION

import brotli

from plugins.core.kept import read_file
from plugins.core.kept_values import KeptValues
from plugins.core.new_folder import NewFolder
from plugins.core.reachable import entries_below

COMPRESSED = BROTLI, GZIP = ".br", ".gz"
TEXTS = (".html", ".css", ".js", ".mjs", ".svg", ".xml", ".json", ".txt", ".ics", ".webmanifest")
SMALLEST_BYTES = 400  # what is smaller travels in one packet either way
# Measured on the sample, a page: quality 11 takes 11 ms, 10 takes 4, 9 takes 0.2 as long as the window is small, and
# copies are 14 and 10 % larger than with 11 and 10. What every page loads is worth 11.
SHARED = (".css", ".js", ".mjs", ".svg")
LARGE_BYTES = 20_000  # of a page, of which a tenth is worth as much
AT_ONCE = 100  # files in memory


class Wanted(NamedTuple):
    """A copy that is to be made. name: of its file; key: all that decides it, but for the bytes it is made of"""

    name: str
    key: str
    data: bytes
    make: Callable[[bytes], bytes]


class CompressedCopies:
    """The copies of one site's files, each made once and kept by what it was made of.

    file: where they are kept
    """

    def __init__(self, file: Path) -> None:
        self._kept_values, self._asked = KeptValues(file), set[str]()

    def write(self, output: NewFolder) -> dict[str, str]:
        """Writes the copies of every file in a folder and below it. Both libraries work outside Python's lock.

        returns: the SHA-256 of each copy by its path in the folder
        raises: OSError
        """
        written, missing = dict[str, str](), list[str]()
        for name in text_files(output.folder):
            there = output.take_made_of(name, [name + ending for ending in COMPRESSED])
            if there is None:
                missing.append(name)
            else:
                written |= there
                self._asked |= set(keys(name, output.files[name].size_bytes, output.files[name].sha256))
        for start in range(0, len(missing), AT_ONCE):
            texts = {name: read_file(output.folder / name) for name in missing[start : start + AT_ONCE]}
            written |= {name: output.write(name, data) for name, data in self.copies(texts).items()}
        return written

    def copies(self, texts: Mapping[str, bytes]) -> dict[str, bytes]:
        """The copies of files by their names; none of a picture, of a small file, or where nothing is saved.

        The same bytes give the same copies: no copy holds a name or a date. texts: the bytes of each file by its name
        """
        asked = [one for name, data in texts.items() for one in wanted(name, data)]
        self._asked |= {one.key for one in asked}
        found = {one.key: self._kept_values.get(one.key) for one in asked}
        missing = {one.key: one for one in asked if found[one.key] is None}
        if missing:
            with ThreadPoolExecutor(os.cpu_count()) as threads:
                made = list(threads.map(lambda one: one.make(one.data), missing.values()))
            for key, data in zip(missing, made, strict=True):
                found[key] = data
                self._kept_values.put(key, data)
        every = ((one, found[one.key] or b"") for one in asked)
        return {one.name: data for one, data in every if len(data) < len(one.data)}

    def save(self) -> None:
        """Keep what was made, whatever becomes of the build."""
        self._kept_values.save()

    def prune(self) -> None:
        """Drops what was not asked for; a build that asked for nothing, for the editor's machine, leaves all."""
        if self._asked:
            self._kept_values.keep_only(self._asked)


def wanted(name: str, data: bytes) -> list[Wanted]:
    """The copies that a file may have."""
    if not name.lower().endswith(TEXTS) or len(data) < SMALLEST_BYTES:
        return []
    quality, window = effort(name, len(data))
    of_brotli, of_gzip = keys(name, len(data), hashlib.sha256(data).hexdigest())
    return [
        Wanted(name + BROTLI, of_brotli, data, partial(brotli.compress, quality=quality, lgwin=window)),
        Wanted(name + GZIP, of_gzip, data, partial(gzip.compress, mtime=0)),
    ]


def keys(name: str, size_bytes: int, sha256: str) -> tuple[str, str]:
    """All that decides a file's copies, by Brotli and by gzip."""
    quality, window = effort(name, size_bytes)
    return f"br {brotli.__version__} {quality} {window} {sha256}", f"gz {ZLIB_RUNTIME_VERSION} {sha256}"


def effort(name: str, size_bytes: int) -> tuple[int, int]:
    """With which quality, and which window as a power of two, Brotli compresses a file, so that it pays."""
    if name.lower().endswith(SHARED):
        return 11, 22
    return (10, 22) if size_bytes > LARGE_BYTES else (9, 16)


def text_files(folder: Path) -> Iterator[str]:
    """The path of every file below a folder of which there may be copies."""
    return (name for name, entry in entries_below(folder) if name.lower().endswith(TEXTS) and entry.is_file())
