"""How files of each kind begin: said once, for all that ask what a file is by its first bytes."""

JPEG = b"\xff\xd8\xff"  # ITU-T T.81, annex B: the first marker, and the beginning of any other
PNG = b"\x89PNG\r\n\x1a\n"  # W3C PNG, 5.2
JXL = b"\0\0\0\x0cJXL "  # ISO/IEC 18181-2, 9.2: of the kind in boxes, which alone can tell more than pixels
GIF = (b"GIF87a", b"GIF89a")
TIFF = (b"II*\0", b"MM\0*")
ZIP = b"PK\x03\x04"
ZIP_END = b"PK\x05\x06"  # APPNOTE.TXT 6.3.10, section 4.3.16: what stands behind its list of contents
PDF = b"%PDF-"
GZIP = b"\x1f\x8b\x08"  # RFC 1952, 2.3.1: with the one way of packing that there is
XZ = b"\xfd7zXZ\0"
RIFF = b"RIFF"  # the first letters of a WebP, and of films and sounds
# Behind the size of the first box of an AVIF or HEIC, and of a film (ISO/IEC 14496-12, 4.3): `ftyp`, and the brand.
FTYP = b"ftyp"
HEIC = tuple(FTYP + brand for brand in (b"he", b"mif1", b"msf1"))  # ISO/IEC 23008-12, annex B: still or moving
AVIF = FTYP + b"av"
HEIF = (AVIF, *HEIC, FTYP + b"mif2", FTYP + b"miaf")


def is_webp(data: bytes) -> bool:
    """Does it begin as a WebP does?"""
    return data.startswith(RIFF) and data.startswith(b"WEBP", 8)


def is_bmp(data: bytes) -> bool:
    """Does it begin as a bitmap of Windows does? Its two letters alone begin many a text."""
    return data.startswith(b"BM") and data[6:10] == bytes(4)
