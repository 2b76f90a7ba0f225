"""Why some bytes are no picture that can be shown: the names of clauses in messages.toml, and errors with them."""

from plugins.core.signatures import AVIF, FTYP, GIF, HEIC, JPEG, PDF, PNG, RIFF, TIFF, ZIP, is_webp
from plugins.pictures.picture import MAX_SIZE_BYTES, PictureError

_KINDS = (
    *((0, beginning, "picture.tiff") for beginning in TIFF),
    *((0, beginning, "picture.gif") for beginning in GIF),
    (0, b"BM", "picture.bmp"),
    (0, b"8BPS", "picture.photoshop"),
    (0, PDF, "picture.pdf"),
    (0, ZIP, "picture.zip"),
    (0, b"\x7fELF", "picture.program"),
    (0, b"MZ", "picture.program"),
    (4, AVIF, "picture.avif"),
    (4, FTYP, "picture.film"),
)


# Reasons that say themselves what to do; and files that only have to be saved as another kind.
SAYING_HOW = frozenset(
    f"picture.{name}"
    for name in (
        *(
            "too-many-pixels",
            "too-long",
            "drawing-crashes",
            "drawing-without-size",
            "drawn-too-large",
            "drawn-too-long",
        ),
        *("drawn-too-often", "packed-drawing", "without-glyph"),
    )
)
OF_OTHER_KINDS = frozenset(
    f"picture.{name}" for name in ("avif", "bmp", "gif", "moving", "pdf", "photoshop", "svg", "tiff", "wide-drawing")
)


def what_to_do(reason: str) -> dict[str, str]:
    """The values of a finding by which its remedy is chosen: nothing where the reason says how.

    >>> what_to_do("picture.gif"), what_to_do("picture.too-long"), what_to_do("picture.damaged")
    ({'kind': 'JPEG'}, {}, {'again': 'again'})
    """
    if reason in OF_OTHER_KINDS:
        return {"kind": "JPEG"}
    return {} if reason in SAYING_HOW else {"again": "again"}


def what_it_is(data: bytes) -> str:
    """The reason for bytes in which no JPEG, PNG, WebP or HEIC was recognised."""
    if not data:
        return "picture.empty"
    if data.startswith((JPEG[:2], PNG[:4])) or is_webp(data) or is_heic(data):
        return cut_short_or_damaged(data)
    for offset, signature, kind in _KINDS:
        if data.startswith(signature, offset):
            return kind
    beginning = data[:2000].lower()
    if b"<html" in beginning or b"<!doctype html" in beginning:
        return "picture.web-page"
    if b"<svg" in beginning:
        return "picture.svg"
    return "picture.of-unknown-kind"


def is_heic(data: bytes) -> bool:
    """Does a file begin as HEIC or HEIF do, still or moving?"""
    return data.startswith(HEIC, 4)


def is_moving_heic(data: bytes) -> bool:
    """Is it a sequence of pictures rather than a still one?"""
    return data.startswith((FTYP + b"hev", FTYP + b"msf1"), 4)


def cut_short_or_damaged(data: bytes) -> str:
    """The reason for a JPEG, PNG, WebP or HEIC that does not decode: is the mark at its end missing?"""
    if is_heic(data):
        whole = _boxes_end(data) <= len(data)
    elif data.startswith(PNG[:4]):
        whole = b"IEND" in data[-4096:]
    elif data.startswith(RIFF):
        whole = len(data) >= 8 + int.from_bytes(data[4:8], "little")
    else:
        # A thumbnail in the header has an end of its own: the one that counts comes after the last scan begins.
        whole = data.rfind(b"\xff\xd9") > data.rfind(b"\xff\xda") >= 0
    return "picture.damaged" if whole else "picture.cut-short"


def _boxes_end(data: bytes) -> int:
    """Where the last of a HEIF file's boxes says that it ends; each begins with its size, 4 bytes or after them 8."""
    start = 0
    while start + 8 <= len(data):
        size_bytes = int.from_bytes(data[start : start + 4], "big")
        if size_bytes == 1:
            size_bytes = int.from_bytes(data[start + 8 : start + 16], "big")
        start += max(size_bytes, 8) if size_bytes else len(data) - start
    return start if start >= len(data) else len(data) + 1


def too_large(size_bytes: int) -> PictureError:
    """What is wrong with a file of more than MAX_SIZE_BYTES."""
    megabytes, limit = round(size_bytes / 1e6), round(MAX_SIZE_BYTES / 1e6)
    return PictureError("picture.too-large", megabytes=megabytes, limit_megabytes=limit)
