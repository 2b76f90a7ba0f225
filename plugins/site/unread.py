"""Texts that somebody wrote and nobody would see: in the wrong folder, or with an ending that is not read."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from plugins.core.findings import Finding, Where, finding
from plugins.core.reachable import files_below, identity, same_file
from plugins.core.settings import setting_line
from plugins.kinds.all import KINDS
from plugins.pictures.picture import SUFFIXES

ADDRESSES = "addresses.txt"  # the list of what was public; plugins/release/addresses.py tells of it
DOCUMENTS = "documents"  # the folder of what is published as it is; plugins/render/documents.py tells of it
SELFIES = "selfies"
FOLDERS = tuple(sorted([*(kind.folder for kind in KINDS), SELFIES]))
# Texts that need no more than another name, those that are written in another way, and a word processor's.
MARKDOWN = (".markdown", ".md", ".mdown", ".mkd", ".txt")
OTHERWISE_WRITTEN = (
    *(".adoc", ".asciidoc", ".creole", ".htm", ".html", ".latex", ".mdx", ".mediawiki", ".njk", ".org", ".qmd", ".rmd"),
    *(".rst", ".shtml", ".tex", ".textile", ".wiki", ".xhtml"),
)
WORD_PROCESSORS = (
    *(".abw", ".doc", ".docm", ".docx", ".dot", ".dotx", ".fodt", ".gdoc", ".hwp", ".lwp", ".odt", ".ott", ".pages"),
    *(".rtf", ".sxw", ".wpd", ".wps", ".eml", ".emlx", ".mht", ".mhtml", ".msg", ".webarchive", ".webloc", ".url"),
)
# In a folder of texts these were rather meant to be read than to be downloaded.
BOOKS = (".epub", ".key", ".mobi", ".odp", ".one", ".pdf", ".ppt", ".pptx", ".pub", ".xps")
TEXTS = (*MARKDOWN, *OTHERWISE_WRITTEN, *WORD_PROCESSORS, *BOOKS, "")
# What word processors lay beside a text that is open.
LOCKS = ("~$", ".~lock.", "~wrl")


def unread_texts(
    content: Path, downloads: Iterable[Path] = (), *, named: Collection[str] = (), folders: Iterable[str] = ()
) -> Iterator[Finding]:
    """Texts in a folder, or with an end of the name, that no part of the site reads (C60); hidden ones are not meant.

    downloads: files that a page links to, so that readers see them
    named: names of files that a link names, which tells what is wrong with it itself
    folders: those that the settings name besides
    """
    named_folders = tuple(f"{name.strip('/')}/" for name in folders)
    seen = {identity(file) for file in downloads}
    read = {folder.name: name for name in FOLDERS for folder in content.iterdir() if same_file(folder, content / name)}
    for file in files_below(content):
        path = file.relative_to(content)
        ending = path.suffix.lower()
        if (
            ending not in TEXTS
            or path.as_posix() == ADDRESSES
            or identity(file) in seen
            or path.name in named
            or path.name.startswith(LOCKS)
        ):
            continue
        if ending in (*BOOKS, "") and (path.parts[0] not in read or len(path.parts) == 1):
            continue
        if path.parts[0] == DOCUMENTS and ending != ".md":
            continue
        is_member = read.get(path.parts[0]) == SELFIES and len(path.parts) > 1
        if is_member and path.suffix != ".md" and not is_called_as_member(file):
            continue  # a note, which plugins/selfies reads: as a submission it would lose what it takes back
        where = Where(f"content/{path.as_posix()}")
        stem = path.name if not ending else path.stem
        if stem.lower().endswith(MARKDOWN):  # whose ending was written twice
            stem = stem.rpartition(".")[0]
        if ending in (*WORD_PROCESSORS, *BOOKS):
            yield finding("C60.selfie-document" if is_member else "C60.document", where, stem=stem)
        elif (path.parts[0] not in read or len(path.parts) == 1) and not path.as_posix().startswith(named_folders):
            yield finding("C60.unread-folder", where, folders=", ".join(f"content/{name}" for name in FOLDERS))
        elif path.suffix != ".md":
            variant = "otherwise-written" if ending in OTHERWISE_WRITTEN else "unread-ending"
            unread = finding(f"C60.{variant}", where, stem=stem, ending=ending)
            yield unread.within("among-selfies") if is_member else unread  # a member's file never stops the site


def is_called_as_member(file: Path) -> bool:
    """Whether a text among the selfies may be a member's by its name: a number, or what a picture beside it is called.

    Where that member has a text, it is a copy, and told as one.
    file: a text of another ending than .md
    """
    if file.with_suffix(".md").exists():
        return False
    beside = (one for one in file.parent.iterdir() if one.stem == file.stem and one != file)
    return file.stem.isdecimal() or any(one.suffix.lower() in SUFFIXES for one in beside)


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
