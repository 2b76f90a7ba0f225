"""Texts that somebody wrote and nobody would see: in the wrong folder, or with an ending that is not read."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from plugins.core.findings import Finding, Where, finding
from plugins.core.reachable import files_below, identity, same_file
from plugins.core.settings import setting_line
from plugins.kinds.all import KINDS

FOLDERS = tuple(sorted([*(kind.folder for kind in KINDS), "selfies"]))
TEXTS = (".htm", ".html", ".markdown", ".md", ".mdown", ".mkd", ".rst", ".txt")


def unread_texts(content: Path, downloads: Iterable[Path] = ()) -> Iterator[Finding]:
    """Texts in a folder, or with an end of the name, that no part of the site reads (C60); hidden ones are not meant.

    downloads: files that a page links to, so that readers see them
    """
    seen = {identity(file) for file in downloads}
    read = {folder.name: name for name in FOLDERS for folder in content.iterdir() if same_file(folder, content / name)}
    for file in files_below(content):
        path = file.relative_to(content)
        if path.suffix.lower() not in TEXTS or identity(file) in seen:
            continue
        where = Where(f"content/{path.as_posix()}")
        if path.parts[0] not in read or len(path.parts) == 1:
            folders = ", ".join(f"content/{name}" for name in FOLDERS)
            yield finding("C60.unread-folder", where, folders=folders)
        elif path.suffix != ".md":
            unread = finding("C60.unread-ending", where, stem=path.stem)
            is_member = read[path.parts[0]] == "selfies"  # whose file never stops the site
            yield unread.within("among-selfies") if is_member else unread


def no_stories(content: Path, folders: Sequence[str]) -> Iterator[Finding]:
    """Folders that ARTICLE_PATHS names and that are not there, or are empty (C40).

    Without content/news nothing is told: git keeps no empty folder, and a site may have campaigns alone.
    """
    for name in folders:
        folder, where = content / name, setting_line("ARTICLE_PATHS")
        if not folder.exists() and name != "news":
            yield finding("C40.no-folder", where, folder=name)
        elif folder.is_dir() and not any(folder.iterdir()):
            yield finding("C40.empty-folder", where, folder=name)
