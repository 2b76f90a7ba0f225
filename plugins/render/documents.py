"""Documents that readers may download: where one lies, whether it may be published, and what it is."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import quote, unquote

from plugins.core.findings import Finding, Where, finding
from plugins.core.reachable import NOTHING_PRIVATE, PrivateFiles, as_on_disk, files_below, is_outside, is_there
from plugins.core.signatures import GIF, HEIF, JPEG, PNG, TIFF, is_bmp, is_webp
from plugins.core.slugs import composed
from plugins.pictures.copies import MAX_SIZE_BYTES, NO_ORIGINALS, Originals, held_originals
from plugins.pictures.document_facts import DocumentFacts
from plugins.pictures.picture import SUFFIXES
from plugins.pictures.svg import SUFFIX
from plugins.pictures.unpacking import OpaqueError, too_large
from plugins.render.captions import is_captions
from plugins.render.known_facts import KnownFacts
from plugins.render.result import Collector, Document
from plugins.site.routes import FILES
from plugins.site.unread import DOCUMENTS

# What may be downloaded as it is. Pictures never are: only what plugins.pictures made of them is published.
DOWNLOADS = (".csv", ".docx", ".epub", ".ics", ".mp3", ".mp4", ".odt", ".pdf", ".txt", ".vtt", ".webm", ".xlsx", ".zip")
CAPTIONS = ".vtt"
# What ends the address of a Markdown link, or means something else in it.
NOT_IN_LINKS = re.compile(r"[\s()<>\[\]\"%#?\\]")
SHOWN = (*SUFFIXES, SUFFIX)
NAMED = re.compile(rf"[^\s()<>\[\]\"'“”]+(?:{'|'.join(map(re.escape, DOWNLOADS))})\b", re.IGNORECASE)
# How pictures begin.
BEGINNINGS = (JPEG, PNG, *GIF, *TIFF, b"\0\0\1\0", b"\0\0\0\x0cjP  ")


@dataclass
class Documents:
    """The files of a content folder that a link may lead to.

    private: of which nothing may be downloaded; originals: whose bytes no document may hold
    known: what documents told before
    What was looked into is remembered: it takes a while, and gives the same each time.
    """

    content: Path
    private: PrivateFiles = NOTHING_PRIVATE
    originals: Originals = NO_ORIGINALS
    known: KnownFacts = field(default_factory=KnownFacts)
    _offered: dict[str, Document] = field(default_factory=dict)
    _unchanged: dict[Document, bool] = field(default_factory=dict)

    def named(self, path: str, folder: str, own_address: str) -> str | None:
        """The file that a link without a marker names, by its path below content/; None where there is none.

        A path is taken as seen from the text's folder, from its page, or from the content folder; or as documents are
        published, below files/. One outside content/ that is there begins with `..`.

        path: as written, without percents; folder: of the text, below content/; own_address: of its page
        """
        if not path.strip("./") or path.endswith("/"):
            return None
        written = [path.lstrip("/")] if path.startswith("/") else [join(folder, path), join(own_address, path), path]
        candidates = [composed(normpath(one)) for one in written]
        candidates += [one.removeprefix(FILES) for one in candidates if one.startswith(FILES)]
        return next((one for one in candidates if one != "." and self.has(one)), None)

    def _file(self, source: str) -> Path:
        """A file by its path below content/, however the disk stores accents."""
        return self.content / (source if source.startswith("..") else as_on_disk(source, self.content))

    def has(self, source: str) -> bool:
        """Whether there is a file that is no text of the site's."""
        file = self._file(source)
        return file.suffix != ".md" and is_there(file) and file.is_file()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What lies in the folder for documents and may be downloaded by its name, below content/."""
        files = (composed(file.relative_to(self.content).as_posix()) for file in files_below(self.content / DOCUMENTS))
        return tuple(name for name in files if name.lower().endswith(DOWNLOADS))

    def only_one_called(self, path: str) -> str | None:
        """The document that alone has the name of a file that is looked for elsewhere, by its path below content/."""
        name = composed(path.replace("\\", "/").rpartition("/")[2]).casefold()
        if not name.endswith(DOWNLOADS):
            return None
        found = [one for one in self.names if one.rpartition("/")[2].casefold() == name] or self._anywhere(name)
        return found[0] if len(found) == 1 else None

    def _anywhere(self, name: str) -> list[str]:
        """The documents of a name, in small letters, in any folder whose files readers may have."""
        named = [file for file in files_below(self.content) if composed(file.name).casefold() == name]
        return [composed(file.relative_to(self.content).as_posix()) for file in named if not self.private.holds(file)]

    def picture_called(self, path: str) -> str | None:
        """The picture in content/images that a link names, in letters of any case, by its path below content/.

        Or the only one of that name with another ending: a.jpg for a.jpeg; or in another folder, as of another program.
        """
        files = (composed(one.relative_to(self.content).as_posix()) for one in files_below(self.content / "images"))
        wanted = composed(path.replace("\\", "/").lstrip("/")).casefold()
        named = {one: f"/{one.casefold()}" for one in files}
        found = [one for one, name in named.items() if name.endswith(f"/{wanted}")]
        stem = wanted.rpartition(".")[0]
        found = found or [one for one, name in named.items() if name.rpartition(".")[0].endswith(f"/{stem}")]
        found = found or [one for one, name in named.items() if name.endswith(f"/{wanted.rpartition('/')[2]}")]
        return found[0] if len(found) == 1 else None

    def offer(self, source: str, target: str, words: str, where: Where, into: Collector) -> str | None:
        """The published name of a file of content/; None for one that may not be published, which is reported.

        into: gets the document, or the findings (C37, C44, C56, C76)
        """
        file, link = self._file(source), {"words": words, "target": target}
        if source.startswith("..") or is_outside(file, self.content):
            into.findings.append(finding("C37.file-outside", where, target=target))
        elif file.suffix.lower() in SHOWN and file.is_file() and not self.private.holds(file):
            into.findings.append(finding("C37.link-to-picture", where, **link, picture=f"/{source}"))
        elif file.suffix.lower() not in DOWNLOADS or any(part.startswith(".") for part in Path(source).parts):
            into.findings.append(finding("C37.not-a-download", where, **link, endings=", ".join(DOWNLOADS)))
        elif not all(letter.isprintable() for letter in source):
            into.findings.append(finding("C44.name-of-document", where, **link))
        elif self.private.project and self.private.project.holds(file):
            into.findings.append(finding("C37.link-to-projects-file", where, **link))
        elif is_picture(file) or self.private.holds(file):
            into.findings.append(finding("C37.link-to-members-file", where, **link))
        else:
            return self._looked_into(file, source, link, where, into)
        return None

    def _looked_into(self, file: Path, source: str, link: dict[str, str], where: Where, into: Collector) -> str | None:
        """The published name of a document; one that may hold the picture of a member is reported (C56, C76)."""
        name = f"{FILES}{source}"
        if name in self._offered:
            into.documents[name] = self._offered[name]
            return name
        try:
            data = read_document(file)
            held = sorted({self.originals.owners[sha256] for sha256 in held_originals(data, self.originals)})
        except OSError as wrong:
            into.findings.append(finding("C56.download-not-opened", where, **link, reason=str(wrong.strerror)))
            return None
        except OpaqueError as wrong:
            into.findings.append(finding("C76.opaque-download", where, **link, **wrong.why))
            return None
        if held:
            into.findings.append(finding("C76.download-holds-file", where, **link, selfies=", ".join(held)))
            return None
        sha256 = hashlib.sha256(data).hexdigest()
        facts = self.known.of(data, sha256, file.suffix.lower())
        if facts.is_program:
            into.findings.append(finding("C156.program", where, **link))
            return None
        if source.lower().endswith(CAPTIONS) and not is_captions(data):
            into.findings.append(finding("C158.no-captions", where, **link))
            return None
        document = Document(file, sha256, len(data), facts)
        into.documents[name] = self._offered[name] = document
        return name

    @property
    def clean(self) -> frozenset[str]:
        """The SHA-256 of each document that was looked into and holds none of the originals."""
        return frozenset(one.sha256 for one in self._offered.values())

    def is_unchanged(self, document: Document) -> bool:
        """Whether a file still has the bytes that were looked into before."""
        if document not in self._unchanged:
            try:
                same = hashlib.sha256(read_document(document.file)).hexdigest() == document.sha256
            except (OSError, OpaqueError):
                same = False
            self._unchanged[document] = same
        return self._unchanged[document]


def listed_documents(
    content: Path,
    offered: Iterable[tuple[str, Document]],
    refused: Iterable[str] = (),
    named: Iterable[str] = (),
    expired: Iterable[str] = (),
) -> Iterator[Finding]:
    """Each document that readers can download, with its type and size, and those in the folder that no page links to.

    The latter are warnings (C114), unless they come with what is not public yet, or went with what is no more.

    offered: by published name; refused: what links to others were, as written, which are told already
    named, expired: what names others in texts that are not public yet, or no more, as written
    """
    told, waiting, gone = (
        {composed(unquote(one)).rpartition("/")[2] for one in names} for names in (refused, named, expired)
    )
    linked = dict(offered)
    for name, document in sorted(linked.items()):
        where = Where(f"content/{name.removeprefix(FILES)}")
        yield finding("C114.offered", where, type=ending(name), size=document.size_bytes)
        yield from told_of(document.facts, where)
    for file in sorted(files_below(content / DOCUMENTS)):
        source = composed(file.relative_to(content).as_posix())
        is_text = file.suffix == ".md"  # of which C60 tells
        if is_text or f"{FILES}{source}" in linked or (name := composed(file.name)) in told:
            continue
        where = Where(f"content/{source}")
        offer = (
            {"name": NOT_IN_LINKS.sub(lambda found: quote(found[0]), source)}
            if source.lower().endswith(DOWNLOADS)
            else {}
        )
        if name in waiting or name in gone:
            yield finding("C114.waits", where) if name in waiting else finding("C114.expired", where)
        else:
            yield finding("C114.nobody-links", where, **offer)


def told_of(facts: DocumentFacts, where: Where) -> Iterator[Finding]:
    """What keeps readers from a document (C153, C154), and what it tells that nobody meant to tell (C155)."""
    if facts.is_locked:
        yield finding("C153.locked", where)
    elif facts.is_unread:
        yield finding("C153.unread", where)
    elif facts.is_scanned and not where.path.lower().endswith(".pdf"):
        yield finding("C153.holds-scan", where)
    elif facts.is_scanned:
        yield finding("C153.scanned", where)
    elif facts.is_untagged:
        yield finding("C154.untagged", where)
    if facts.tells_place:
        yield finding("C155.place", where)
    if facts.names_maker:
        yield finding("C155.maker", where)


def refused_links(findings: Iterable[Finding]) -> Iterator[str]:
    """The links to documents that may not be published, as written."""
    return (str(value) for one in findings for name, value in one.values if name == "target")


def documents_named(text: str) -> Iterator[str]:
    """What names a document in a text, as written there, linked or not.

    >>> list(documents_named("See [it](/documents/the%20plan.pdf), or notes.txt."))
    ['/documents/the%20plan.pdf', 'notes.txt']
    """
    return (found[0] for found in NAMED.finditer(text))


def ending(name: str) -> str:
    """What kind of document a file is, by the end of its name.

    >>> ending("files/documents/agenda.pdf")
    'PDF'
    """
    return Path(name).suffix.removeprefix(".").upper()


def read_document(file: Path) -> bytes:
    """The bytes of a file to download. raises: OSError; OpaqueError for one that is too large to be looked into"""
    if file.stat().st_size > MAX_SIZE_BYTES:
        raise too_large()
    return file.read_bytes()


def is_picture(file: Path) -> bool:
    """Whether a file holds a picture, whatever its name: an original may tell where it was taken, and of whom."""
    with file.open("rb") as opened:
        head = opened.read(12)
    return head.startswith(BEGINNINGS) or is_webp(head) or is_bmp(head) or head.startswith(HEIF, 4)
