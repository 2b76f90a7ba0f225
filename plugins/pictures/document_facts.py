"""What a document to download is, and tells besides its words: pages, language, who made it, and where. Bytes alone.

pypdf reads PDFs; nothing of one is unpacked but its objects: whether a page has words, its fonts tell.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from plugins.core.signatures import PDF, ZIP
from plugins.pictures.beside_pixels import parts_beside_pixels
from plugins.pictures.gps import film_tells_place, is_parted, part_tells_place
from plugins.pictures.pdf_objects import dictionary, opened
from plugins.pictures.programs_within import is_program

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PDF_BYTES = 60_000_000
MAX_PAGES = 20  # so many are looked at; a document is scanned from its first page on
MAX_FORMS = 200
MAX_ENTRIES = 2_000
MAX_ENTRY_BYTES = 20_000_000
MAX_OPENED_BYTES = 100_000_000
# Who made a document, as Office and OpenDocument write it.
MAKER = re.compile(rb"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator)>\s*[^<\s]")
FILMS = (".mp4", ".webm")


class DocumentFacts(NamedTuple):
    """What is known of a document.

    is_program: it is a program, holds one, or starts one when it is opened; then nothing else is known
    pages: of a PDF, else 0; language: as BCP 47 names it, "" where it does not tell
    is_unread: it is called a PDF, and cannot be read as one; is_locked: it has a password
    is_scanned: its pages hold no words, only pictures of them, or those of a PDF in an archive do
    is_untagged: a screen reader finds no order in it
    names_maker, tells_place: it says who made it, or where on the earth something in it was taken
    """

    pages: int = 0
    language: str = ""
    is_unread: bool = False
    is_locked: bool = False
    is_scanned: bool = False
    is_untagged: bool = False
    names_maker: bool = False
    tells_place: bool = False
    is_program: bool = False


def facts_of(data: bytes, ending: str) -> DocumentFacts:
    """What a document tells. Never raises. ending: of its name, in small letters"""
    inside = _Inside(is_archive=ending != ".pdf")
    if is_program(data, ending, hear=None if ending in FILMS else inside.look):
        return DocumentFacts(is_program=True)
    if ending in FILMS:
        return DocumentFacts(tells_place=part_tells_place(data) or film_tells_place(data))
    if ending == ".pdf":
        return _of_pdf(data, tells_place=inside.tells_place)
    names = False
    opened_bytes = 0
    for entry, archive in _entries(data):
        opened_bytes += entry.file_size
        if entry.file_size > MAX_ENTRY_BYTES or opened_bytes > MAX_OPENED_BYTES:
            continue
        with suppress(Exception):  # what is damaged or locked tells nothing
            inner = archive.read(entry)
            names = names or (entry.filename.endswith((".xml", ".opf")) and MAKER.search(inner) is not None)
    return DocumentFacts(is_scanned=inside.holds_scan, names_maker=names, tells_place=inside.tells_place)


@dataclass
class _Inside:
    """What a document, and whatever lies in it, tells however it is packed.

    tells_place: where it was taken; holds_scan: of an archive, that a PDF in it was scanned
    """

    is_archive: bool
    tells_place: bool = False
    holds_scan: bool = False

    def look(self, inner: bytes) -> None:
        """Looks at the document, or at a file that lies in it."""
        self.tells_place = self.tells_place or part_tells_place(inner) or film_tells_place(inner)
        if is_parted(inner) and not self.tells_place:
            self.tells_place = any(map(part_tells_place, parts_beside_pixels(io.BytesIO(inner))))
        if self.is_archive and not self.holds_scan and PDF in inner[:1024]:
            self.holds_scan = _of_pdf(inner, tells_place=False).is_scanned


def _entries(data: bytes) -> Iterator[tuple[zipfile.ZipInfo, zipfile.ZipFile]]:
    """What a zip, docx, epub and the like say they hold."""
    if data.startswith(ZIP):
        with suppress(Exception), zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from ((entry, archive) for entry in archive.infolist()[:MAX_ENTRIES])


def _of_pdf(data: bytes, *, tells_place: bool) -> DocumentFacts:
    if len(data) > MAX_PDF_BYTES:
        return DocumentFacts(tells_place=tells_place)
    try:
        reader = opened(data)
        if reader.is_encrypted and not reader.decrypt(""):
            return DocumentFacts(is_locked=True, tells_place=tells_place)
        root: Any = reader.trailer["/Root"].get_object()
        marked = dictionary(root.get("/MarkInfo")).get("/Marked")
        return DocumentFacts(
            pages=len(reader.pages),
            language=_language(root.get("/Lang")),
            is_scanned=not _has_words(reader),
            is_untagged=not (bool(marked) and "/StructTreeRoot" in root),
            names_maker=_names_maker(reader),
            tells_place=tells_place,
        )
    except Exception:  # noqa: BLE001  (what is damaged fails in any way)
        return DocumentFacts(is_unread=True, tells_place=tells_place)


def _language(value: Any) -> str:
    """A language as it may stand in HTML; "" for anything else."""
    told = str(value.get_object()) if value is not None else ""
    return told if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", told) else ""


def _names_maker(reader: "PdfReader") -> bool:
    """Whether its properties name somebody."""
    if reader.metadata and str(reader.metadata.author or "").strip():
        return True
    with suppress(Exception):  # properties in XML that cannot be read tell nobody anything
        return bool(reader.xmp_metadata and any(map(str, reader.xmp_metadata.dc_creator or [])))
    return False


def _has_words(reader: "PdfReader") -> bool:
    """Whether any of the first pages has a font, or a part that has one; true where there are no pictures either."""
    has_pictures, forms = False, 0
    for page in reader.pages[:MAX_PAGES]:
        waiting = [dictionary(page.get("/Resources"))]
        while waiting and forms < MAX_FORMS:
            forms += 1
            resources = waiting.pop()
            if dictionary(resources.get("/Font")):
                return True
            parts = [dictionary(part) for part in list(dictionary(resources.get("/XObject")).values())[:MAX_FORMS]]
            has_pictures = has_pictures or any(part.get("/Subtype") == "/Image" for part in parts)
            waiting += [dictionary(part.get("/Resources")) for part in parts if part.get("/Subtype") == "/Form"]
    return not has_pictures
