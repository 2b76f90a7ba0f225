"""Files that were found to hold no member's file, remembered by their bytes: to look into one takes a millisecond."""

import hashlib
from collections.abc import Collection
from functools import cache
from pathlib import Path

from plugins.core.atomic import write_whole
from plugins.core.kept import read_sealed, sealed
from plugins.core.reachable import visible
from plugins.pictures.copies import Originals

PLUGINS = Path(__file__).parents[1]


@cache
def looking_code() -> str:
    """The SHA-256 of what looks into files: the code of the pictures' room, and of `core` below it."""
    files = visible(file for room in ("core", "pictures") for file in (PLUGINS / room).glob("*.py"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def key_of(originals: Originals) -> str:
    """What an answer holds for: these originals, and this code."""
    sizes = {head: str(sorted(group)) for head, group in originals.sizes.items()}
    parts = (originals.owners, originals.pictures, originals.texts, sizes)
    ordered = [sorted(part.items()) for part in parts]
    return hashlib.sha256(f"{looking_code()} {ordered}".encode()).hexdigest()


def read_clean(file: Path, key: str) -> frozenset[str]:
    """The SHA-256 of each file that was found to hold nothing, for this key; none when that was for another one."""
    kept, *hashes = (read_sealed(file) or b"").decode("ascii", "replace").split("\n")
    return frozenset(hashes) if kept == key else frozenset()


def write_clean(file: Path, key: str, hashes: Collection[str]) -> None:
    """Remember the files of one build, and no older ones. raises: OSError"""
    write_whole(file, sealed("\n".join([key, *sorted(hashes)]).encode(), file.name))
