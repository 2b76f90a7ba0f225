"""No location in pictures: a published picture is pixels and colours, and tells nothing of where it was taken."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from plugins.checks.finished import FinishedSite
from plugins.core.findings import Finding, finding
from plugins.pictures.containers import picture_tells
from plugins.pictures.gps import tells_place
from plugins.pictures.picture import MAX_SIZE_BYTES

PROMISE = "no location in pictures"
# Published are AVIF, JPEG and PNG; whatever else is named as a picture is told, too.
PICTURES = (".avif", ".bmp", ".gif", ".heic", ".heif", ".jpeg", ".jpg", ".jxl", ".png", ".tif", ".tiff", ".webp")
# Documents that are archives, with their pictures in them.
ARCHIVES = (".docx", ".epub", ".odt", ".xlsx", ".zip")


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """Holds when no published picture carries anything beside its pixels and its colour profile.

    A picture within a document to download may carry more, but no place.
    """
    for name in site.named(*PICTURES):
        if carried := picture_tells(site.folder / name):
            yield finding("C31.picture-carries", site.source_of(name), file=f"/{name}", **carried._asdict())
    for name in site.named(*ARCHIVES):
        if any(tells_place(data) for data in pictures_in(site.folder / name)):
            yield finding("C31.archive-tells-place", site.source_of(name), file=f"/{name}")


def pictures_in(archive: Path) -> Iterator[bytes]:
    """The pictures of an archive; none of what is no archive, nor of what is too large to be a picture."""
    try:
        with zipfile.ZipFile(archive) as opened:
            for entry in opened.infolist():
                if entry.filename.lower().endswith(PICTURES) and entry.file_size <= MAX_SIZE_BYTES:
                    yield opened.read(entry)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):  # broken, locked, or of another kind
        return
