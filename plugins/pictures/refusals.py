"""Why some bytes are no picture that can be shown, in words for the person who has to ask for it again."""

from plugins.core.signatures import AVIF, FTYP, GIF, HEIC, JPEG, PDF, PNG, TIFF, ZIP, is_webp

USABLE = "JPEG, PNG, WebP and HEIC can be used"
TOO_MUCH_MEMORY = "it needs more memory than opening a picture may take"
TOO_MUCH_TIME = "it needs more time than opening a picture may take"
MOVES = "it moves, and only a still picture can be used"

_KINDS = (
    *((0, beginning, "a TIFF file") for beginning in TIFF),
    *((0, beginning, "a GIF file") for beginning in GIF),
    (0, b"BM", "a BMP file"),
    (0, b"8BPS", "a Photoshop file"),
    (0, PDF, "a PDF file"),
    (0, ZIP, "a ZIP file or an office document"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ", "a program"),
    (4, AVIF, "an AVIF file"),
    (4, FTYP, "a film"),
)


def what_it_is(data: bytes) -> str:
    """The reason for bytes in which no JPEG, PNG, WebP or HEIC was recognised."""
    if not data:
        return "it is empty"
    if data.startswith((JPEG[:2], PNG[:4])) or is_webp(data) or is_heic(data):
        return cut_short_or_damaged(data)
    for offset, signature, kind in _KINDS:
        if data.startswith(signature, offset):
            return f"it is {kind}: {USABLE}"
    beginning = data[:2000].lower()
    if b"<html" in beginning or b"<!doctype html" in beginning:
        return "it is a web page"
    if b"<svg" in beginning:
        return f"it is an SVG drawing: {USABLE}"
    return f"its contents are not those of a picture: {USABLE}"


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
    elif data.startswith(b"RIFF"):
        whole = len(data) >= 8 + int.from_bytes(data[4:8], "little")
    else:
        # A thumbnail in the header has an end of its own: the one that counts comes after the last scan begins.
        whole = data.rfind(b"\xff\xd9") > data.rfind(b"\xff\xda") >= 0
    return "damaged" if whole else "cut short"


def _boxes_end(data: bytes) -> int:
    """Where the last of a HEIF file's boxes says that it ends; each begins with its size, 4 bytes or after them 8."""
    start = 0
    while start + 8 <= len(data):
        size_bytes = int.from_bytes(data[start : start + 4], "big")
        if size_bytes == 1:
            size_bytes = int.from_bytes(data[start + 8 : start + 16], "big")
        start += max(size_bytes, 8) if size_bytes else len(data) - start
    return start if start >= len(data) else len(data) + 1


def in_pixels(width_px: int, height_px: int) -> str:
    """The reason for a picture with too many pixels.

    >>> in_pixels(30000, 10000)
    '30,000 x 10,000 pixels'
    """
    return f"{width_px:,} x {height_px:,} pixels"


def in_megabytes(size_bytes: int, max_size_bytes: int) -> str:
    """The reason for a file that is too large.

    >>> in_megabytes(64_000_000, 50_000_000)
    '64 MB, and 50 MB is the most'
    """
    return f"{round(size_bytes / 1e6)} MB, and {round(max_size_bytes / 1e6)} MB is the most"
