"""The folder with members' submissions: it is there, not empty, and git does not keep it, since git never forgets."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import Any

from plugins.core.findings import Finding, SiteError, Where, error, quoted, warning
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

MOST_NAMED = 3


def selfies_folder(content: Path, told: str | None) -> Path | None:
    """The folder that the setting SELFIES_PATH names, seen from above content/; None for a site without a wall."""
    return content.parent / Path(told).expanduser() if told else None


def the_folder(settings: Mapping[str, Any]) -> Path:
    """The folder of a site that has a wall. raises: SiteError"""
    folder = selfies_folder(Path(settings["PATH"]), settings["SELFIES_PATH"])
    if folder is None:
        problem = "SELFIES_PATH is None, so this site has no wall."
        remedy = 'Write for example  SELFIES_PATH = "../selfies"'
        raise SiteError([error(setting_line("SELFIES_PATH"), problem, remedy, "C40")])
    return folder


def shown_as(folder: Path, content: Path) -> str:
    """How staff know the folder: from the project's, or by its name alone where it lies elsewhere."""
    if folder.is_relative_to(content.parent):
        return folder.relative_to(content.parent).as_posix()  # as they wrote it, even where it is a link
    inside = path_within(folder, content.parent)
    return inside.as_posix() if inside else folder.name


def members_files(content: Path, told: str | None) -> PrivateFiles:
    """Members' files, which only the wall may show: all of the selfies folder, and of content/selfies in any case.

    With them the project's own files outside content/, which nothing may show.
    """
    folder = selfies_folder(content, told)
    return private_files([content / "selfies", *([folder] if folder else [])], content.parent)


def found_elsewhere(content: Path, private: PrivateFiles) -> Iterator[Finding]:
    """C37, for each private file that one comes to below content/ in another way than by the members' own folder."""
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


def check_folder(folder: Path, told: str, *, are_drawings: bool, is_public: bool) -> Iterator[Finding]:
    """C40: the folder of the members' pictures is not where the settings say, or empty.

    The wall would lose everyone. Correct the setting, or connect the drive.
    C59: the folder lies where every version is kept for ever, so that a member could never take her picture back. Move
    it out of the project.

    told: the setting SELFIES_PATH
    are_drawings: the setting SELFIES_ARE_DRAWINGS: nobody real is in the pictures, so git may keep them
    is_public: while one writes, the folder may be empty, or with somebody else: only a warning
    """
    here = setting_line("SELFIES_PATH")
    remedy = "Correct it, or write  SELFIES_PATH = None  for a site without a wall."
    if not folder.is_dir():
        missing = error if is_public else warning
        yield missing(here, f"SELFIES_PATH names {quoted(told)}, which is not a folder.", remedy, "C40")
        return
    if is_public and not (text_files(folder) and pictures_by_id(folder)):
        yield error(here, f"There are no selfies in {quoted(told)}.", remedy, "C40")
    yield from photographs_kept(folder) if are_drawings else kept_by_git(folder, told)


def kept_by_git(folder: Path, told: str) -> Iterator[Finding]:
    """C59: git keeps the members' folder, or nobody can know whether it does.

    told: the setting SELFIES_PATH
    """
    try:
        if not keeps(folder):
            return
        clause = "which git keeps, and git never forgets a picture"
    except GitViewError as unknown:
        clause = f"and I cannot know whether git keeps it: {unknown.reason}"
    remedy = "Move the folder out of the project; if nobody real is in it, write  SELFIES_ARE_DRAWINGS = True"
    yield error(setting_line("SELFIES_PATH"), f"SELFIES_PATH names {quoted(told)}, {clause}.", remedy, "C59")


def photographs_kept(folder: Path) -> Iterator[Finding]:
    """C81: photographs in a folder that git keeps, while the settings say that nobody real is in its pictures.

    Whoever is in them could never take them back, since git never forgets. Move the folder out of the project, and say
    in the settings where it is and that real people are in it; what was committed has to be taken out of git's history,
    too, by whoever looks after it. A drawing that was photographed is no photograph any more when it is saved anew
    without what the camera wrote into it.
    """
    try:
        found = sorted(photographs(folder)) if repositories(folder) else []
        if not found or not keeps(folder):
            return
    except GitViewError:  # then it may keep them
        found = sorted(photographs(folder))
    if not found:
        return
    ids = [file.stem for file in found if ID.fullmatch(file.stem)][:MOST_NAMED]
    more = len(found) - len(ids)
    names = ", ".join(ids) + (f" and {more} more" if more and ids else f"{more} of them" if more else "")
    problem = f"SELFIES_ARE_DRAWINGS says that nobody real is in them, but a camera took pictures there ({names})"
    remedy = (
        "Move the folder out of the project, name its new place as SELFIES_PATH, and write  "
        "SELFIES_ARE_DRAWINGS = False ; whatever was committed is still in git's history."
    )
    yield error(setting_line("SELFIES_ARE_DRAWINGS"), f"{problem}, and git keeps that folder.", remedy, "C81")


def photographs(folder: Path) -> Iterator[Path]:
    """The files at and below a folder that are evidently photographs; what cannot be read is told elsewhere."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        for file in (Path(parent, name) for name in names):
            with suppress(OSError):
                if S_ISREG(file.lstat().st_mode) and is_photograph(file):
                    yield file


def is_kept_by_git(folder: Path) -> bool:
    """Whether git keeps, or once kept, a file of the folder; True, too, where that cannot be known."""
    try:
        return keeps(folder)
    except GitViewError:
        return True
