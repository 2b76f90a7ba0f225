"""Compressed copies beside text files, for hosts that send them as they are: Brotli (RFC 7932) and gzip (RFC 1952)."""

import gzip
import hashlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from zlib import ZLIB_RUNTIME_VERSION

import brotli

from plugins.core.atomic import write_whole
from plugins.core.kept import make_way, read_sealed, sealed

TEXTS = (".html", ".css", ".js", ".mjs", ".svg", ".xml", ".json", ".txt", ".ics", ".webmanifest")
SMALLEST_BYTES = 400  # what is smaller travels in one packet either way
# Measured on the sample, a page: quality 11 takes 11 ms, 10 takes 4, 9 takes 0.2 as long as the window is small, and
# copies are 14 and 10 % larger than with 11 and 10. What every page loads is worth 11.
SHARED = (".css", ".js", ".mjs", ".svg")
LARGE_BYTES = 20_000  # of a page, of which a tenth is worth as much


@dataclass(slots=True)
class CompressedCopies:
    """The copies of one site's files, each made once and kept in a folder of its own by what it was made of.

    asked: the names of what was asked for in this build, which is all that is kept after it
    """

    folder: Path
    asked: set[str] = field(default_factory=set)

    def write(self, output: Path) -> dict[str, str]:
        """Writes the copies of every file in a folder and below it. Both libraries work outside Python's lock.

        returns: the SHA-256 of each copy by its path in the folder
        raises: OSError
        """
        files = list(text_files(output))
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            written = [copy for group in threads.map(self._write_beside, files) for copy in group]
        return {file.relative_to(output).as_posix(): sha256 for file, sha256 in written}

    def _write_beside(self, file: Path) -> list[tuple[Path, str]]:
        """Writes the copies of one file beside it. returns: each with its SHA-256"""
        made = [(file.with_name(name), data) for name, data in self.copies(file.name, file.read_bytes()).items()]
        for copy, data in made:
            copy.write_bytes(data)
        return [(copy, hashlib.sha256(data).hexdigest()) for copy, data in made]

    def copies(self, name: str, data: bytes) -> dict[str, bytes]:
        """The copies of a file by their names; none of a picture, of a small file, or where nothing is saved.

        The same bytes give the same copies: no copy holds a name or a date. raises: OSError
        """
        if not name.lower().endswith(TEXTS) or len(data) < SMALLEST_BYTES:
            return {}
        quality, window = effort(name, len(data))
        of_brotli = f"{brotli.__version__} {quality} {window}"
        made = {
            f"{name}.br": self._made(
                "br", of_brotli, data, lambda: brotli.compress(data, quality=quality, lgwin=window)
            ),
            f"{name}.gz": self._made("gz", ZLIB_RUNTIME_VERSION, data, lambda: gzip.compress(data, mtime=0)),
        }
        return {copy: compressed for copy, compressed in made.items() if len(compressed) < len(data)}

    def _made(self, kind: str, maker: str, data: bytes, make: Callable[[], bytes]) -> bytes:
        """What was kept, or else is made and kept, of some bytes by one of the two libraries."""
        kept = self.folder / f"{hashlib.sha256(maker.encode() + data).hexdigest()[:32]}.{kind}"
        self.asked.add(kept.name)
        compressed = read_sealed(kept)
        if compressed is None:
            compressed = bytes(make())
            write_whole(kept, sealed(compressed, kept.name))
        return compressed

    def prune(self) -> None:
        """Removes what was not asked for; a build that asked for nothing, for the editor's machine, leaves all."""
        if self.asked and self.folder.is_dir():
            for entry in set(os.listdir(self.folder)) - self.asked:  # noqa: PTH208  (names alone, of thousands)
                make_way(self.folder / entry)


def effort(name: str, size_bytes: int) -> tuple[int, int]:
    """With which quality, and which window as a power of two, Brotli compresses a file, so that it pays."""
    if name.lower().endswith(SHARED):
        return 11, 22
    return (10, 22) if size_bytes > LARGE_BYTES else (9, 16)


def text_files(folder: Path) -> Iterator[Path]:
    """Every file of which there may be copies."""
    for parent, _, names in os.walk(folder):
        yield from (Path(parent) / name for name in names if name.lower().endswith(TEXTS))
