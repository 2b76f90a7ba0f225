"""The folder with members' submissions: it is there, not empty, and git does not keep it, since git never forgets."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import Any

from plugins.core.findings import Finding, SiteError, Where, finding
from plugins.core.git_view import GitViewError, keeps, repositories
from plugins.core.header import text_files
from plugins.core.reachable import (
    PrivateFiles,
    files_below,
    folders_below,
    is_within,
    path_within,
    private_files,
    same_file,
)
from plugins.core.settings import setting_line
from plugins.pictures.photographs import is_photograph
from plugins.selfies.submission import ID, pictures_by_id

MAX_NAMED = 3


def selfies_folder(content: Path, setting: str | None) -> Path | None:
    """The folder that the setting SELFIES_PATH names, seen from above content/; None for a site without a wall."""
    return content.parent / Path(setting).expanduser() if setting else None


def the_folder(settings: Mapping[str, Any]) -> Path:
    """The folder of a site that has a wall. raises: SiteError"""
    folder = selfies_folder(Path(settings["PATH"]), settings["SELFIES_PATH"])
    if folder is None:
        raise SiteError([finding("C40.no-wall", setting_line("SELFIES_PATH"))])
    return folder


def shown_as(folder: Path, content: Path) -> str:
    """How staff know the folder: from the project's, or by its name alone where it lies elsewhere."""
    if folder.is_relative_to(content.parent):
        return folder.relative_to(content.parent).as_posix()  # as they wrote it, even where it is a link
    inside = path_within(folder, content.parent)
    return inside.as_posix() if inside else folder.name


def members_files(content: Path, setting: str | None) -> PrivateFiles:
    """Members' files, which only the wall may show: all of the selfies folder, and of content/selfies in any case.

    With them the project's own files outside content/, which nothing may show.
    """
    folder = selfies_folder(content, setting)
    return private_files([content / "selfies", *([folder] if folder else [])], content.parent)


def found_elsewhere(content: Path, private: PrivateFiles) -> Iterator[Finding]:
    """The private files that one comes to below content/ in another way than by the members' own folder (C37)."""
    homes = list(homes_below(content, private))
    for file in files_below(content):
        found = private.why_private(file, Where(f"content/{file.relative_to(content).as_posix()}"))
        if found and not any(map(file.is_relative_to, homes)):
            yield found


def homes_below(content: Path, private: PrivateFiles) -> Iterator[Path]:
    """Of the folders below content/ that are one of the members' the one that is called so; a mount may show it again.

    returns: content/ itself when it lies within one of theirs
    """
    walked = [folder for folder, _, _ in folders_below(content)]
    for home in private.folders:
        same = [folder for folder in walked if same_file(folder, home)]
        yield from [content] if is_within(content, home) else [folder for folder in same if folder == home] or same[:1]


def check_folder(folder: Path, setting: str, *, are_drawings: bool, is_public: bool) -> Iterator[Finding]:
    """What is wrong with the folder of the members' pictures: where it is, what is in it, who keeps it (C40, C59, C81).

    setting: the setting SELFIES_PATH
    are_drawings: the setting SELFIES_ARE_DRAWINGS: nobody real is in the pictures, so git may keep them
    is_public: while one writes, the folder may be empty, or with somebody else: only a warning
    """
    here = setting_line("SELFIES_PATH")
    if not folder.is_dir():
        missing = finding("C40.selfies-path-no-folder", here, path=setting)
        yield missing if is_public else missing.within("while-writing")
        return
    if is_public and not (text_files(folder) and pictures_by_id(folder)):
        yield finding("C40.no-selfies", here, path=setting)
    yield from photographs_kept(folder) if are_drawings else kept_by_git(folder, setting)


def kept_by_git(folder: Path, setting: str) -> Iterator[Finding]:
    """That git keeps the members' folder, or nobody can know whether it does (C59).

    setting: the setting SELFIES_PATH
    """
    where = setting_line("SELFIES_PATH")
    try:
        if keeps(folder):
            yield finding("C59.kept-by-git", where, path=setting)
    except GitViewError as unknown:
        yield finding("C59.perhaps-kept-by-git", where, path=setting, **unknown.why)


def photographs_kept(folder: Path) -> Iterator[Finding]:
    """Photographs in a folder that git keeps, while the settings say that nobody real is in its pictures (C81)."""
    try:
        found = sorted(photographs(folder)) if repositories(folder) else []
        if not found or not keeps(folder):
            return
    except GitViewError:  # then it may keep them
        found = sorted(photographs(folder))
    if not found:
        return
    named = [file.stem for file in found if ID.fullmatch(file.stem)][:MAX_NAMED]
    ids = {"ids": ", ".join(named)} if named else {}
    more = {"more": len(found) - len(named)} if len(found) > len(named) else {}
    yield finding("C81.photographs", setting_line("SELFIES_ARE_DRAWINGS"), **ids, **more)


def photographs(folder: Path) -> Iterator[Path]:
    """The files at and below a folder that are evidently photographs; what cannot be read is told elsewhere."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        for file in (Path(parent, name) for name in names):
            with suppress(OSError):
                if S_ISREG(file.lstat().st_mode) and is_photograph(file):
                    yield file
