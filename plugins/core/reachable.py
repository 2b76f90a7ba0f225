"""What a folder of content holds: files that may be read, and what leads out of it, or is no file (C37, C39, C56)."""

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG

from plugins.core.findings import Finding, Where, error

MAX_FOLDERS = 20


def why_not_read(file: Path, path: str, content: Path) -> Finding | None:
    """C37: what lies here is only a shortcut to a file somewhere else on the computer.

    That one was perhaps never meant for the public. Put a copy of the file itself here.
    C56: the file cannot be opened, so readers would never see what it says. See whether it is there and whether you may
    open it; what is no text belongs into another folder.

    path: how staff know the file
    content: the folder that no link may lead out of
    returns: why the file must not, or cannot, be opened; None when it can
    """
    where = Where(path)
    try:
        if not S_ISREG(file.stat().st_mode):  # to open a named pipe is to wait for ever
            return error(where, "This is not a file.", "Move it out of this folder.", "C56")
    except OSError as wrong:
        problem = f"I cannot open this file ({wrong.strerror})."
        return error(where, problem, "Is it there, and may you read it?", "C56")
    if is_outside(file, content):
        problem = "This is a link to a file outside the content folder."
        return error(where, problem, "Put the file itself here.", "C37")
    return None


def is_there(file: Path) -> bool:
    """Whether there is a file of that name, which may be one that no disk takes."""
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False


def is_outside(file: Path, content: Path) -> bool:
    """Whether a file lies outside a folder, once every link on the way to it is followed."""
    return not file.resolve().is_relative_to(content.resolve())


def files_below(content: Path) -> Iterator[Path]:
    """Every file that may be read, in order: no hidden one, none behind a linked folder or outside, nothing special."""
    for folder, _, names in folders_below(content):
        for name in names:
            if (file := folder / name).is_file() and not (file.is_symlink() and is_outside(file, content)):
                yield file


def closed_folders(content: Path) -> Iterator[Finding]:
    """C37: a folder that is only a shortcut to another one.

    That one was perhaps never meant for the public. Put the folder itself here.
    C39: a folder inside too many others, so that what is in it would not be read. Move it up.

    returns: folders that nobody may go into: links, which may go round in circles, and those that are too deep
    """
    for folder, names, _ in folders_below(content):
        for name in names:
            where = Where(f"content/{(folder / name).relative_to(content).as_posix()}")
            if (folder / name).is_symlink():
                yield error(where, "This is a link to another folder.", "Put the folder itself here.", "C37")
            elif is_too_deep(folder / name, content):
                yield error(where, f"Folders are nested deeper than {MAX_FOLDERS} here.", "Move this one up.", "C39")


def special_files(content: Path) -> Iterator[Finding]:
    """C37, C56: what is no file, or a link out of the folder."""
    for folder, _, names in folders_below(content):
        for name in names:
            file = folder / name
            if file.is_symlink() or not file.is_file():
                path = f"content/{file.relative_to(content).as_posix()}"
                if wrong := why_not_read(file, path, content):
                    yield wrong


def folders_below(content: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Each folder that may be gone into with the names of its folders and of all else; hidden ones are left out."""
    for parent, folders, names in os.walk(content):
        folder = Path(parent)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield folder, list(folders), sorted(name for name in names if not name.startswith("."))
        folders[:] = [name for name in folders if not is_too_deep(folder / name, content)]


def is_too_deep(folder: Path, content: Path) -> bool:
    """Whether a folder lies in more than MAX_FOLDERS others below the content folder."""
    return len(folder.relative_to(content).parts) > MAX_FOLDERS
