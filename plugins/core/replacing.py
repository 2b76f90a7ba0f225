"""A folder that is replaced in whole: what stands beside it meanwhile, and what a killed replacement leaves there."""

import os
import re
import shutil
import uuid
from contextlib import suppress
from pathlib import Path

# What stands beside "output" or ".output": what is being built, what is being deleted, and for a moment the old one.
_BESIDE = re.compile(r"\.(?P<name>.+)\.site-(?:building(?:-[0-9a-f]{32})?|old)")


def lock_beside(final: Path) -> Path:
    """The lock that whoever replaces a folder holds."""
    return final.with_name(f".{final.name.lstrip('.')}.lock")


def new_beside(final: Path) -> Path:
    """A name beside a folder that nobody has: for what takes its place, and then for what is to be deleted."""
    return final.with_name(f".{final.name.lstrip('.')}.site-building-{uuid.uuid4().hex}")


def old_beside(final: Path) -> Path:
    """Where the folder itself is between two renames, so that it can be put back."""
    return final.with_name(f".{final.name.lstrip('.')}.site-old")


def restore_previous(final: Path) -> list[Path]:
    """Put the old folder back after a kill between two renames, and delete all else that stands beside it.

    For the holder of the lock. returns: what could not be deleted
    """
    old = old_beside(final)
    if old.is_dir() and not old.is_symlink() and not os.path.lexists(final):
        old.rename(final)
    with suppress(OSError):  # what cannot be deleted must not keep the name, which the next replacement needs
        old.rename(new_beside(final))
    return delete(all_beside(final))


def all_beside(final: Path) -> list[Path]:
    """What stands beside a folder because of it."""
    name = final.name.lstrip(".")
    beside = ((path, _BESIDE.fullmatch(path.name)) for path in sorted(final.parent.glob(".*")))
    return [path for path, found in beside if found and found["name"] == name]


def replaced_in(parent: Path) -> list[Path]:
    """The folders in another that something stands beside of, and that are there themselves, or only half made."""
    names = {found["name"] for path in parent.glob(".*") if (found := _BESIDE.fullmatch(path.name))}
    either = ([parent / name, parent / f".{name}"] for name in sorted(names))
    return [next((path for path in pair if path.exists()), pair[0]) for pair in either]


def delete(paths: list[Path]) -> list[Path]:
    """Delete folders, files and links, each as far as it can be. returns: what is still there"""
    for path in paths:
        if path.is_dir():  # else it would be opened, and the other end of a pipe waited for
            shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):
            path.unlink(missing_ok=True)
    return [path for path in paths if path.is_symlink() or path.exists()]
