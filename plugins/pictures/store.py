"""A folder of finished derivatives: their files, and one record for each picture, written after them.

A picture counts as made when its record is there and every file in it has the size that the record says: so a build
that is killed at any moment leaves nothing that a later one would trust, and two builds may write the same file.
"""

import json
import re
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from plugins.pictures import refusals
from plugins.pictures.derivatives import derive, stem
from plugins.pictures.normalise import MAX_SIZE_BYTES
from plugins.pictures.picture import Derivative, Picture, PictureError

PUBLISHED_FOLDER = "pictures"
_OURS = re.compile(r"([0-9a-f]{16})(\.json|-\d+\.(avif|jpg))")
_TEMPORARY = re.compile(r".+\.[0-9a-f]{32}\.tmp")


class Made(NamedTuple):
    """What became of a file: the stem of its bytes, and the picture or the reason why there is none."""

    stem: str
    picture: Picture | None
    reason: str


def read_original(file: Path) -> bytes:
    """The bytes of a picture's file.

    raises: PictureError when there is no such file, it is too large, or it cannot be read
    """
    try:
        size_bytes = file.stat().st_size
        if file.is_dir():
            raise PictureError("it is a folder")
        if size_bytes > MAX_SIZE_BYTES:
            raise PictureError(refusals.in_megabytes(size_bytes, MAX_SIZE_BYTES))
        return file.read_bytes()
    except FileNotFoundError as problem:
        raise PictureError("there is no such file") from problem
    except OSError as problem:
        raise PictureError(f"it cannot be read: {problem.strerror}") from problem


def make(folder: Path, file: Path) -> Made:
    """Derive the picture in `file` into `folder`, unless it is there already. Runs in any process.

    raises: PictureError when the file cannot be read; one that is no picture comes back as a reason
    """
    data = read_original(file)
    name = stem(data)
    picture = find(folder, name)
    if picture is not None:
        return Made(name, picture, "")
    try:
        encoded = derive(data)
    except PictureError as problem:
        return Made(name, None, problem.reason)
    for derivative in encoded:
        write_whole(folder / (name + derivative.suffix), derivative.data)
    files = [(one.suffix, one.width_px, one.height_px, len(one.data)) for one in encoded]
    write_whole(folder / f"{name}.json", json.dumps({"files": files}).encode())
    return Made(name, _picture(name, files), "")


def find(folder: Path, name: str) -> Picture | None:
    """The picture with this stem, or None when it was not made, or a file of it is missing or has another size."""
    try:
        files = json.loads((folder / f"{name}.json").read_bytes())["files"]
        if any((folder / (name + suffix)).stat().st_size != size for suffix, _, _, size in files):
            return None
        return _picture(name, files)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def stem_of_entry(name: str) -> str:
    """The stem that a file in the store belongs to; empty when it is none of a picture's."""
    match = _OURS.fullmatch(name)
    return match[1] if match else ""


def is_temporary(name: str) -> bool:
    """Is this the name of a file that `write_whole` has not finished?"""
    return _TEMPORARY.fullmatch(name) is not None


def write_whole(path: Path, data: bytes) -> None:
    """Write under a temporary name, then rename: nobody ever sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        temporary = path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")
        temporary.write_bytes(data)
        try:
            temporary.replace(path)
        except FileNotFoundError:
            # Another build's pruning took the temporary file away.
            continue
        return


def _picture(name: str, files: Iterable[tuple[str, int, int, int]]) -> Picture:
    derivatives = [
        Derivative(width_px, height_px, f"{PUBLISHED_FOLDER}/{name}{suffix}")
        for suffix, width_px, height_px, _ in files
    ]
    largest = max(derivatives, key=lambda derivative: derivative.width_px)
    return Picture(
        largest.width_px,
        largest.height_px,
        avif=tuple(one for one in derivatives if one.name.endswith(".avif")),
        jpeg=tuple(one for one in derivatives if one.name.endswith(".jpg")),
    )
