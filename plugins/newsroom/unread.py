"""Texts that somebody wrote and nobody would see: in the wrong folder, or with an ending that is not read."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from plugins.core.findings import Finding, Where, error, note, warning
from plugins.core.reachable import files_below, identity, same_file
from plugins.core.settings import setting_line

FOLDERS = ("announcements", "campaigns", "news", "pages", "people", "selfies")
TEXTS = (".htm", ".html", ".markdown", ".md", ".mdown", ".mkd", ".rst", ".txt")


def unread_texts(content: Path, downloads: Iterable[Path] = ()) -> Iterator[Finding]:
    """C60: a text in a folder, or with the end of its name, that no part of the site reads, so nobody will see it.

    Move it, or give it a name that ends in .md, as the report says. Hidden files and folders are a computer's own.

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
            yield warning(where, "Nobody will see this text.", f"Put it into one of {folders}.", "C60")
        elif path.suffix != ".md":
            level = warning if read[path.parts[0]] == "selfies" else error  # a member's file never stops the site
            yield level(where, "Nobody will see this text.", f"Give it a name that ends in .md: {path.stem}.md", "C60")


def no_stories(content: Path, folders: Sequence[str]) -> Iterator[Finding]:
    """C40: a folder that ARTICLE_PATHS names and that is not there, or is empty.

    Without content/news nothing is told: git keeps no empty folder, and a site may have campaigns alone.
    """
    for name in folders:
        folder, where = content / name, setting_line("ARTICLE_PATHS")
        if not folder.exists() and name != "news":
            yield error(where, f"There is no folder content/{name}.", "Is ARTICLE_PATHS right?", "C40")
        elif folder.is_dir() and not any(folder.iterdir()):
            yield note(where, f"There are no stories in content/{name}.", "Is ARTICLE_PATHS right?", "C40")
