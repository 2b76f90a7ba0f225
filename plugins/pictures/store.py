"""A folder of finished derivatives: their files, and one record for each picture, written after them.

A picture counts as made when its record is there and every file in it is as it was written, by size and time: so a
build that is killed at any moment leaves nothing that a later one would trust, and two builds may write the same file.
What is published or drawn from is compared with its record's hash, too.
"""

import errno
import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from plugins.core.atomic import write_whole
from plugins.core.kept import make_way, read_file, read_sealed, sealed
from plugins.core.reachable import is_within
from plugins.pictures import refusals
from plugins.pictures.derivatives import Derived, recipe_and_encoders
from plugins.pictures.fingerprint import Fingerprint, checked_fingerprint
from plugins.pictures.picture import MAX_SIZE_BYTES, Derivative, Picture, PictureError

_OURS = re.compile(r"([0-9a-f]{16})(\.json|-\d+\.(avif|jpg|png))")
# Every derivative's time of change, so that one that was written to afterwards can be told. Its name says the rest.
WRITTEN_NS = 1_000_000_000 * 10**9


class DerivedFile(NamedTuple):
    """One file of a record. `suffix` follows the picture's stem; `sha256` is shortened to 16 digits."""

    suffix: str
    width_px: int
    height_px: int
    size_bytes: int
    sha256: str


class Record(NamedTuple):
    """What is known of a finished picture. size_px: of a drawing, its width and height on a page"""

    original_sha256: str
    fingerprint: Fingerprint
    original_size_bytes: int
    tells_place: bool
    files: tuple[DerivedFile, ...]
    size_px: tuple[int, int] | None = None


def stem(original_sha256: str, maker: str = "") -> str:
    """What the names of an original's derivatives begin with: 16 hexadecimal digits.

    maker: what makes a drawing's, as `Derived` has it; nothing for a photograph's
    """
    return _sha256(f"{original_sha256} {maker or recipe_and_encoders()}".encode())


def size_and_version(file: Path) -> tuple[int, str]:
    """Size in bytes of a picture's file, which is not opened, and what is another when it holds another picture.

    That is its time of change, the time at which anything of it was changed (ctime), and its number (inode): the
    first can be set at will, so that another picture of the same size would be shown as the old one. Windows has no
    second one: there a file written over, its old time set, is taken for the same.
    raises: PictureError when there is no such file, or something else of that name
    """
    try:
        status = os.lstat(file)
        if stat.S_ISLNK(status.st_mode):
            if not is_within(file.resolve(strict=True), file.parent):
                raise PictureError("picture.link-outside")
            status = file.stat()
    except RuntimeError as problem:  # Python 3.13 says OSError
        raise PictureError("picture.link-to-itself") from problem
    except FileNotFoundError as problem:
        raise PictureError("picture.no-file") from problem
    except OSError as problem:
        if problem.errno == errno.ELOOP:
            raise PictureError("picture.link-to-itself") from problem
        raise PictureError("picture.not-read", system=str(problem.strerror)) from problem
    if stat.S_ISDIR(status.st_mode):
        raise PictureError("picture.folder")
    if not stat.S_ISREG(status.st_mode):
        raise PictureError("picture.device")
    if status.st_size > MAX_SIZE_BYTES:
        raise refusals.too_large(status.st_size)
    return status.st_size, f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def read_original(file: Path) -> bytes:
    """The bytes of a picture's file. raises: PictureError, as `size_and_version`, or when it cannot be read"""
    size_and_version(file)
    try:
        return file.read_bytes()
    except OSError as problem:
        raise PictureError("picture.not-read", system=str(problem.strerror)) from problem


def keep(folder: Path, name: str, original_sha256: str, derived: Derived) -> Record:
    """Write a picture's files, then its record."""
    files = []
    for one in derived.encoded:
        write_whole(folder / (name + one.suffix), one.data, time_ns=WRITTEN_NS)
        files.append(DerivedFile(one.suffix, one.width_px, one.height_px, len(one.data), _sha256(one.data)))
    properties = (derived.fingerprint, derived.original_size_bytes, derived.tells_place)
    record = Record(original_sha256, *properties, tuple(files), derived.size_px)
    write_whole(folder / f"{name}.json", sealed(json.dumps(record).encode(), f"{name}.json"))
    return record


def read_record(folder: Path, name: str) -> Record | None:
    """The record of the picture with this stem; None when there is none, or half of one."""
    try:
        return as_record(json.loads(read_sealed(folder / f"{name}.json") or b"null"))
    except (ValueError, TypeError, RecursionError):
        return None


def is_composed(record: Record) -> bool:
    """Is a picture made of others? It has no original of its own."""
    return record.original_size_bytes == 0


def as_record(plain: list[Any]) -> Record:
    """A record as JSON gives it back. raises: ValueError or TypeError when it is none, or one of an older kind"""
    original_sha256, (hashes, views), size_bytes, place, files, *drawn = plain
    if len(original_sha256) != 64 or not isinstance(size_bytes, int) or not files:
        raise ValueError(f"not a record: {plain}")
    fingerprint = checked_fingerprint(hashes, views)
    width_px, height_px = (drawn and drawn[0]) or (0, 0)
    size_px = (int(width_px), int(height_px)) if width_px else None
    files = tuple(DerivedFile(*file) for file in files)
    return Record(original_sha256, fingerprint, size_bytes, bool(place), files, size_px)


def is_whole(folder: Path, name: str, record: Record) -> bool:
    """Are all files of a record as they were written? One that only its time speaks against is read, and believed."""
    prefix = f"{folder}{os.sep}{name}"
    for suffix, _, _, size_bytes, sha256 in record.files:
        path = prefix + suffix
        try:
            status = os.lstat(path)
            if status.st_size != size_bytes or not stat.S_ISREG(status.st_mode):
                return False
            if status.st_mtime_ns != WRITTEN_NS:
                if _sha256(read_file(Path(path))) != sha256:
                    return False
                os.utime(path, ns=(WRITTEN_NS, WRITTEN_NS))
        except OSError:
            return False
    return True


def picture(name: str, record: Record, below: str) -> Picture:
    """The picture of a record. below: what stands before the names of its files in the output"""
    derivatives = [Derivative(file.width_px, file.height_px, f"{below}{name}{file.suffix}") for file in record.files]
    largest = derivatives[-1]
    width_px, height_px = record.size_px or (largest.width_px, largest.height_px)
    return Picture(
        width_px,
        height_px,
        avif=tuple(one for one in derivatives if one.name.endswith(".avif")),
        fallback=tuple(one for one in derivatives if not one.name.endswith(".avif")),
        original_sha256=record.original_sha256,
        fingerprint=record.fingerprint,
        original_size_bytes=record.original_size_bytes,
        tells_place=record.tells_place,
        most_bytes=max(file.size_bytes for file in record.files),
    )


def read_derivative(folder: Path, entry: str, sha256: str) -> bytes:
    """The bytes of a finished derivative, which is removed when they are not those of its record.

    raises: FileNotFoundError when it is gone, or was
    """
    with suppress(OSError):
        if _sha256(data := read_file(f"{folder}{os.sep}{entry}")) == sha256:
            return data
    make_way(folder / entry)
    raise FileNotFoundError(entry)


def publish(folder: Path, entry: str, sha256: str, target: str) -> None:
    """Put a finished derivative into the output: the same file under a second name where the system can, or a copy.

    Whoever writes to the published one is found out by `is_whole`, or here by the next build.
    raises: FileNotFoundError when the derivative is gone, or was not as its record says
    """
    data = read_derivative(folder, entry, sha256)
    try:
        os.link(f"{folder}{os.sep}{entry}", target)
    except FileNotFoundError:
        raise
    except OSError:  # it is there already, or on another disk, or this one knows no links
        write_whole(Path(target), data, time_ns=WRITTEN_NS)


def stem_of_entry(name: str) -> str:
    """The stem that a file in the store belongs to; empty when it is none of a picture's."""
    match = _OURS.fullmatch(name)
    return match[1] if match else ""


def names_in(folder: Path) -> Iterable[str]:
    """The names of what is in a folder; of one that does not exist, none."""
    try:
        return os.listdir(folder)  # noqa: PTH208  (60,000 times in a large site)
    except (FileNotFoundError, NotADirectoryError):
        return ()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
