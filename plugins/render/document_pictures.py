"""How the pictures in documents look: one that was withdrawn may be among them, turned, cut, framed or saved again."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from plugins.core.findings import Finding, Where, finding
from plugins.core.kept_values import KeptValues
from plugins.pictures.copies import pictures_in
from plugins.pictures.executors import Job, outcomes
from plugins.pictures.fingerprint import Fingerprint, checked_fingerprint, fingerprint
from plugins.pictures.normalise import ALSO_IN_DOCUMENTS, pixels
from plugins.pictures.picture import PictureError
from plugins.pictures.unpacking import OpaqueError
from plugins.render.documents import read_document
from plugins.render.result import Document
from plugins.selfies.withdrawals import Withdrawal, look_alikes
from plugins.site.routes import FILES

WIDTH_PX = 320  # is enough to tell how a picture looks
MAX_AT_ONCE = 1_000
# Another name whenever more pictures of a document are found than before.
WAY = "with bare pixels of any size, each frame, and AVIF, BMP, GIF, TIFF"


def resembling(
    documents: Mapping[str, Document], withdrawals: Mapping[str, Withdrawal], kept: Path
) -> Iterator[Finding]:
    """The documents that hold a picture which looks like a withdrawn one, or more than can be looked through (C22).

    Only pictures that lie in them as files of the usual formats, or in a PDF as bare pixels, are looked at.
    Without a withdrawal none is.
    documents: by published name; withdrawals: content/withdrawn.toml
    kept: the file in which it is remembered how pictures look, by the document's bytes
    """
    known = {one.id: one for one in withdrawals.values() if one.hashes or one.difference_hash is not None}
    if not known:
        return
    values = KeptValues(kept)
    by_bytes, opaque = looks(documents.values(), values)
    for name, document in sorted(documents.items()):
        source = name.removeprefix(FILES)
        where = Where(f"content/{source}")
        found = (look_alikes({source: one}, known) for one in by_bytes.get(document.sha256, ()))
        if gone := next((one[source] for one in found if one), None):
            yield finding("C22.document-looks-withdrawn", where, day=gone.day, selfie=gone.id, document=source)
        elif wrong := opaque.get(document.sha256):
            yield finding("C22.document-opaque", where, **wrong.why)
    values.keep_only(set(map(kept_as, documents.values())))


def kept_as(document: Document) -> str:
    """By what it is remembered how a document's pictures look."""
    return f"{document.sha256} {WAY}"


def looks(
    documents: Iterable[Document], kept: KeptValues
) -> tuple[dict[str, list[Fingerprint]], dict[str, OpaqueError]]:
    """How each picture in documents looks, by the SHA-256 of their bytes; nothing of those that cannot be opened.

    returns: and why no more of a document could be looked into, which is not remembered
    """
    found: dict[str, list[Fingerprint]] = {}
    new: dict[str, Document] = {}
    for document in documents:
        try:
            plain = json.loads(kept.get(kept_as(document)) or b"null")
            found[document.sha256] = [checked_fingerprint(*one) for one in plain]
        except (ValueError, TypeError):
            new[document.sha256] = document
    looked: dict[str, list[Fingerprint]] = {}
    opaque: dict[str, OpaqueError] = {}

    def jobs() -> Iterator[Job[str]]:
        for sha256, document in new.items():
            with suppress(OSError, OpaqueError):  # which are told where it is linked, and stop the build
                data, looked[sha256] = read_document(document.file), []
                try:
                    yield from (Job(sha256, picture) for picture in each_once(pictures_in(data)))
                except OpaqueError as wrong:
                    opaque[sha256] = wrong

    for sha256, one in outcomes(look, jobs(), most=MAX_AT_ONCE):
        if not isinstance(one, PictureError):
            looked[sha256].append(one)
    for sha256 in looked.keys() - opaque.keys():
        several = looked[sha256]
        kept.put(kept_as(new[sha256]), json.dumps(several).encode())
    return found | looked, opaque


def each_once(pictures: Iterable[bytes]) -> Iterator[bytes]:
    """Pictures without those that came before."""
    known = set[bytes]()
    for picture in pictures:
        if (digest := hashlib.sha256(picture).digest()) not in known:
            known.add(digest)
            yield picture


def look(data: bytes) -> Fingerprint:
    """How a picture looks. raises: PictureError when it cannot be opened"""
    try:
        return fingerprint(pixels(data, max_width_px=WIDTH_PX, formats=ALSO_IN_DOCUMENTS))
    except MemoryError as problem:
        raise PictureError("picture.too-much-memory") from problem
