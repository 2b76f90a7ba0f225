"""What can be taken out of a file: an archive's entries, a document's streams, what is written as text. Bytes alone."""

import base64
import binascii
import bz2
import codecs
import gzip
import html
import io
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from plugins.pictures.pixel_bytes import JPEG

# How pictures begin, and how many bytes before that the file does.
BEGINNINGS = ((JPEG, 0), (b"\x89PNG", 0), (b"GIF8", 0), (b"WEBP", 8), (b"ftyp", 4), (b"II*\0", 0), (b"MM\0*", 0))
ZIP_ENTRY = re.compile(rb"PK\x03\x04")
ZIP_HEADER = struct.Struct("<4s5H3I2H")  # APPNOTE.TXT 6.3.10, section 4.3.7
STORED, DEFLATED = 0, 8
# Of other ways to pack (6 to 98) none is Python's to unpack from here.
LAST_METHOD = 99
PDF_STREAM = re.compile(rb"stream\r?\n")
# A name of a PDF may have any of its letters in digits.
PDF_LOCK = re.compile(
    b"/" + b"".join(b"(?:%c|#%02x|#%02X)" % (letter, letter, letter) for letter in b"Encrypt") + rb"\b"
)
MAX_FILTERS, MAX_RUNS_BYTES = 3, 5_000_000
TAG = re.compile(r"<[^<>]*>")
# The beginnings of pictures, of archives and of PDF as they are written in base64, and how many letters stand before.
# In addresses, in JSON, and in the alphabet for addresses (RFC 4648, section 5) some letters are others.
BASE64 = (
    *((letters, 0) for letters in (b"/9j/", b"\\/9j\\/", b"_9j_", b"%2F9j%2F", b"%2f9j%2f", b"iVBORw0K", b"R0lGOD")),
    *((letters, 0) for letters in (b"UklGR", b"SUkqA", b"TU0AK", b"UEsDB", b"JVBER", b"H4sI")),
    (b"Z0eX", 6),
)
BASE64_RUN = re.compile(rb"(?:[\w+/-]|\\[/nr]|%2[BbFf])+")
SPELLINGS = ((rb"\\[nr]", b""), (rb"\\/|%2[Ff]|_", b"/"), (rb"%2[Bb]|-", b"+"))
DIGITS = tuple(
    (beginning.hex().encode(), 2 * before) for beginning, before in (*BEGINNINGS, (b"PK\3\4", 0), (b"%PDF", 0))
)
DIGITS_RUN = re.compile(rb"[0-9a-f]+")
# Also what mail, lists in JSON and wide letters put between.
BETWEEN_LINES = b' \t\n\v\f\r>",\0'
PACKED: tuple[tuple[bytes, Callable[[io.BytesIO], io.BufferedIOBase]], ...] = (
    (b"\x1f\x8b\x08", lambda file: gzip.GzipFile(fileobj=file)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\0", lzma.LZMAFile),
    (b"\x5d\0\0", lzma.LZMAFile),
)
ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")  # RFC 1950, section 2.2
MAX_ZLIB_STREAMS = 5_000
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CHUNK_BYTES = 65_536


class OpaqueError(Exception):
    """A file into which nobody can look, or not far enough. `reason` is a clause, `remedy` a sentence."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


def too_large() -> OpaqueError:
    """What to say of an archive that is larger than its limit when it is unpacked."""
    return OpaqueError("there is too much in it", "Offer its parts one by one.")


def places(data: bytes, letters: bytes, before: int) -> Iterator[int]:
    """Each place that lies so many bytes before these letters."""
    place = data.find(letters)
    while place >= 0:
        if place >= before:
            yield place - before
        place = data.find(letters, place + 1)


def zip_entries(data: bytes, room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """Each entry of a zip, docx, epub and the like, by its list of contents and by the entries' own headers.

    Programs read the one or the other, and what only one of them names is there all the same. raises: OpaqueError
    """
    if data.rfind(b"PK\x05\x06") >= 0:
        yield from listed_entries(data, room_bytes)
    for found in ZIP_ENTRY.finditer(data):
        header = data[found.start() : found.start() + ZIP_HEADER.size]
        if len(header) < ZIP_HEADER.size:
            return
        _, version, flags, method, _, _, _, packed_bytes, _, name_bytes, more_bytes = ZIP_HEADER.unpack(header)
        place = found.start() + ZIP_HEADER.size + name_bytes + more_bytes
        if version & 255 > 99 or method > LAST_METHOD or not name_bytes or place > len(data):
            continue  # letters of a picture that look like this
        if flags & 1:
            raise OpaqueError("it is locked with a password", "Save it without one.")
        if method == STORED:
            yield data[place : place + packed_bytes]
        elif method == DEFLATED:
            yield from inflated(data, place, room_bytes, -zlib.MAX_WBITS)
        else:
            raise OpaqueError("it is packed in a way that I do not know", "Save it as a plain zip.")


def listed_entries(data: bytes, room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """The entries that a zip's list of contents names, as Python unpacks them. raises: OpaqueError"""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if entry.flag_bits & 1:
                    raise OpaqueError("it is locked with a password", "Save it without one.")
                with archive.open(entry) as opened:
                    unpacked = opened.read(room_bytes())
                if len(unpacked) >= room_bytes():
                    raise too_large()
                yield unpacked
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error) as wrong:
        if data.startswith(b"PK\x03\x04"):
            raise OpaqueError(
                "it is a damaged archive, or one of a kind that I do not know", "Save it anew."
            ) from wrong


def inflated(data: bytes, place: int, room_bytes: Callable[[], int], bits: int) -> Iterator[bytes]:
    """What was packed by zlib from a place on, as far as it can be unpacked; nothing when that is nothing.

    raises: OpaqueError when it is too much
    """
    unpacking, unpacked = zlib.decompressobj(bits), bytearray()
    with suppress(zlib.error):
        for start in range(place, len(data), CHUNK_BYTES):
            unpacked += unpacking.decompress(data[start : start + CHUNK_BYTES])
            if len(unpacked) >= room_bytes():
                raise too_large()
            if unpacking.eof:
                break
    if unpacked:
        yield bytes(unpacked)


def packed_whole(data: bytes, room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What a gzip, bzip2 or xz file holds, each of its parts after the other. raises: OpaqueError"""
    for begins, opens in PACKED:
        if data.startswith(begins):
            with suppress(OSError, ValueError, EOFError, lzma.LZMAError, zlib.error), opens(io.BytesIO(data)) as opened:
                unpacked = opened.read(room_bytes())
                if len(unpacked) >= room_bytes():
                    raise too_large()
                yield unpacked


def tar_entries(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """Each file of a tar archive, which is not packed; of an old one, too, which no letters tell of."""
    try:
        tarfile.TarInfo.frombuf(data[:512], "utf-8", "surrogateescape")
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for entry in archive:
                if entry.isreg() and (opened := archive.extractfile(entry)):
                    yield opened.read()
    except (tarfile.TarError, OSError, ValueError, EOFError):
        return


def pdf_streams(data: bytes, room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """Each stream of a PDF as it stands there, and through whatever filters it may have (ISO 32000-1, 7.4).

    raises: OpaqueError
    """
    if b"%PDF-" not in data[:1024]:
        return
    if PDF_LOCK.search(data):
        raise OpaqueError("it is locked", "Save it without a password and without locks.")
    for found in PDF_STREAM.finditer(data):
        end = data.find(b"endstream", found.end())
        body = data[found.end() : end if end >= 0 else len(data)]
        ended = next(line for line in (b"\r\n", b"\n", b"\r", b"") if body.endswith(line))
        yield from through_filters(body.removesuffix(ended), room_bytes, MAX_FILTERS)


def through_filters(body: bytes, room_bytes: Callable[[], int], most: int) -> Iterator[bytes]:
    """A stream, and what each filter that fits makes of it, and others of that. raises: OpaqueError"""
    yield body
    if most:
        for unfilter in (unzlib, ascii85, hexadecimal, run_lengths):
            for plain in unfilter(body, room_bytes):
                yield from through_filters(plain, room_bytes, most - 1)


def unzlib(body: bytes, room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What zlib packed. raises: OpaqueError"""
    if body.startswith(ZLIB):
        yield from inflated(body, 0, room_bytes, zlib.MAX_WBITS)


def ascii85(text: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What Adobe's 85 characters spell."""
    if text.rstrip().endswith(b"~>"):
        with suppress(ValueError):
            yield base64.a85decode(text.strip().removeprefix(b"<~").removesuffix(b"~>"))


def hexadecimal(text: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What digits spell, up to their end, which is a >."""
    digits = text.translate(None, BETWEEN_LINES).removesuffix(b">").lower()
    if len(digits) > 1 and not digits.strip(b"0123456789abcdef"):
        yield binascii.unhexlify(digits + b"0" * (len(digits) % 2))


def run_lengths(body: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What runs of equal bytes were shortened to (ISO 32000-1, 7.4.5); nothing that does not end as they do."""
    if not body.endswith(b"\x80") or len(body) > MAX_RUNS_BYTES:
        return
    plain, place = bytearray(), 0
    while place < len(body) and body[place] != 128:
        count = body[place]
        plain += body[place + 1 : place + 2 + count] if count < 128 else body[place + 1 : place + 2] * (257 - count)
        place += count + 2 if count < 128 else 2
    yield bytes(plain)


def zlib_streams(data: bytes, room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """Whatever zlib packed at any place of a file that is no archive or PDF: a song's cover, for example.

    raises: OpaqueError
    """
    if data.startswith((b"PK\x03\x04", b"%PDF-", JPEG, b"\x89PNG", b"RIFF")):
        return
    found = sorted(place for letters in ZLIB for place in places(data, letters, 0))
    for place in found[:MAX_ZLIB_STREAMS]:
        yield from inflated(data, place, room_bytes, zlib.MAX_WBITS)


def unsynchronised(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """The bytes of an MP3's cover where its tag was kept from looking like sound (ID3v2.4.0, section 6.1)."""
    if data.startswith(b"ID3"):
        yield data.replace(b"\xff\x00", b"\xff")


def wide_text(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """A text in UTF-16 as its letters alone."""
    if data.startswith(WIDE):
        yield data.decode("utf-16", "ignore").encode("ascii", "ignore")


def page_text(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """The words of a page, a feed or a drawing, in which marks and hard spaces stand between letters."""
    if data.lstrip()[:1] == b"<" and any(letters in data for letters, _ in BASE64):
        words = html.unescape(html.unescape(TAG.sub("", data.decode("utf-8", "ignore"))))
        yield "".join(words.split()).encode("ascii", "ignore")


def written_as_text(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What stands in base64 or in hexadecimal digits in a file, if it begins as a picture or an archive does.

    However it is broken into lines. What follows it in the same letters is taken along, and does no harm: an original
    is found at any place.
    """
    data = data.translate(None, BETWEEN_LINES)
    for text in runs(data, BASE64, BASE64_RUN, 4):
        for spelling, plain in SPELLINGS:
            text = re.sub(spelling, plain, text)
        whole = text[:-1] if len(text) % 4 == 1 else text
        yield binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))
    for digits in runs(data.lower(), DIGITS, DIGITS_RUN, 2):
        yield binascii.unhexlify(digits[: len(digits) // 2 * 2])


def runs(
    data: bytes, known: Iterable[tuple[bytes, int]], run: re.Pattern[bytes], letters_at_once: int
) -> Iterator[bytes]:
    """Each stretch of letters that begins with something known; what another stretch spells as well comes once."""
    ends: dict[int, int] = {}  # of the stretches so far, by where they begin among the letters that are read at once
    for place in sorted(place for letters, before in known for place in places(data, letters, before)):
        if place < ends.get(place % letters_at_once, 0):
            continue
        if found := run.match(data, place):
            ends[place % letters_at_once] = found.end()
            yield found[0]


TAKING_OUT = (
    zip_entries,
    packed_whole,
    tar_entries,
    pdf_streams,
    zlib_streams,
    unsynchronised,
    wide_text,
    page_text,
    written_as_text,
)
