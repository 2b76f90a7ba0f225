"""Compressed copies beside text files, for hosts that send them as they are: Brotli (RFC 7932) and gzip (RFC 1952)."""

import gzip
import hashlib
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

TEXTS = (".html", ".css", ".js", ".mjs", ".svg", ".xml", ".json", ".txt", ".ics", ".webmanifest")
SMALLEST_BYTES = 400  # what is smaller travels in one packet either way
# Quality 11 saves 3 % more than 10 and takes 2.5 times as long: worth it for the few files that every page loads. For
# members' pages, of which there may be thousands, 9 takes a twentieth of the time of 10; copies are an eighth larger.
SHARED = (".css", ".js", ".mjs", ".svg")
ONE_OF_MANY = b'<meta name="robots" content="noindex">'


def copies(name: str, data: bytes) -> dict[str, bytes]:
    """The compressed copies of a file by their names; none of a picture, of a small file, or where nothing is saved.

    The same bytes give the same copies: no copy holds a name or a date.

    >>> sorted(copies("a.css", b"a { color: red }" * 100)), copies("a.css", b"a { color: red }"), copies("a.jpg", b"")
    (['a.css.br', 'a.css.gz'], {}, {})
    """
    if not name.lower().endswith(TEXTS) or len(data) < SMALLEST_BYTES:
        return {}
    made = {f"{name}.br": brotli_copy(name, data), f"{name}.gz": gzip.compress(data, mtime=0)}
    return {copy: compressed for copy, compressed in made.items() if len(compressed) < len(data)}


def brotli_copy(name: str, data: bytes) -> bytes:
    """The Brotli copy of a file, made with as much effort as pays."""
    if ONE_OF_MANY in data:
        return bytes(brotli.compress(data, quality=9, lgwin=16))  # a wider window alone costs 5 ms each time
    return bytes(brotli.compress(data, quality=11 if name.lower().endswith(SHARED) else 10))


def write_copies(folder: Path) -> dict[str, str]:
    """Writes the copies of every file in a folder and below it. Both libraries work outside Python's lock.

    returns: the SHA-256 of each copy by its path in the folder
    """
    files = list(text_files(folder))
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        written = [copy for group in threads.map(write_copies_of, files) for copy in group]
    return {file.relative_to(folder).as_posix(): sha256 for file, sha256 in written}


def write_copies_of(file: Path) -> list[tuple[Path, str]]:
    """Writes the copies of one file beside it. returns: each with its SHA-256"""
    made = [(file.with_name(name), data) for name, data in copies(file.name, file.read_bytes()).items()]
    for copy, data in made:
        copy.write_bytes(data)
    return [(copy, hashlib.sha256(data).hexdigest()) for copy, data in made]


def text_files(folder: Path) -> Iterator[Path]:
    """Every file of which there may be copies."""
    for parent, _, names in os.walk(folder):
        yield from (Path(parent) / name for name in names if name.lower().endswith(TEXTS))
