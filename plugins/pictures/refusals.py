"""Why some bytes are no picture that can be shown, in words for the person who has to ask for it again."""

USABLE = "JPEG, PNG and WebP can be used"

_KINDS = (
    (0, b"II*\0", "a TIFF file"),
    (0, b"MM\0*", "a TIFF file"),
    (0, b"GIF8", "a GIF file"),
    (0, b"BM", "a BMP file"),
    (0, b"8BPS", "a Photoshop file"),
    (0, b"%PDF", "a PDF file"),
    (0, b"PK\3\4", "a ZIP file or an office document"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ", "a program"),
    (4, b"ftypavi", "an AVIF file"),
    (4, b"ftyphe", "a HEIC file"),
    (4, b"ftypmif1", "a HEIC file"),
    (4, b"ftypmsf1", "a HEIC file"),
    (4, b"ftyp", "a film"),
)


def what_it_is(data: bytes) -> str:
    """The reason for bytes in which no JPEG, PNG or WebP was recognised."""
    if not data:
        return "it is empty"
    if data.startswith((b"\xff\xd8", b"\x89PNG")) or (data.startswith(b"RIFF") and data.startswith(b"WEBP", 8)):
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


def cut_short_or_damaged(data: bytes) -> str:
    """The reason for a JPEG, PNG or WebP that does not decode: is the mark at its end missing?"""
    if data.startswith(b"\x89PNG"):
        whole = b"IEND" in data[-4096:]
    elif data.startswith(b"RIFF"):
        whole = len(data) >= 8 + int.from_bytes(data[4:8], "little")
    else:
        # A thumbnail in the header has an end of its own: the one that counts comes after the last scan begins.
        whole = data.rfind(b"\xff\xd9") > data.rfind(b"\xff\xda") >= 0
    return "damaged" if whole else "cut short"


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
