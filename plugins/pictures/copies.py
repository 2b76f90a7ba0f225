"""Whether a file holds one of the originals that must not be published: as itself, in an archive, embedded, as text.

Bytes are compared by their hashes; nothing is decoded as a picture. What was changed before it was put there has other
bytes: of withdrawn pictures `fingerprint` notices many of those.
"""

import base64
import binascii
import bz2
import codecs
import hashlib
import io
import lzma
import re
import struct
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

# So many bytes at its beginning tell an original from others; of shorter ones all of them.
HEAD_BYTES = 4096
MAX_DEPTH = 6
MAX_SIZE_BYTES = 200_000_000
MAX_EXPANDED_BYTES = 2 * MAX_SIZE_BYTES
MAX_ENTRIES = 20_000
MAX_BEGINNINGS = 20_000

# How pictures begin, and how many bytes before that the file does.
JPEG = b"\xff\xd8\xff"
BEGINNINGS = ((JPEG, 0), (b"\x89PNG", 0), (b"GIF8", 0), (b"WEBP", 8), (b"ftyp", 4), (b"II*\0", 0), (b"MM\0*", 0))
ZIP_ENTRY = re.compile(rb"PK\x03\x04")
ZIP_HEADER = struct.Struct("<4s5H3I2H")  # APPNOTE.TXT 6.3.10, section 4.3.7
STORED, DEFLATED = 0, 8
# Of other ways to pack (6 to 98) none is Python's to unpack from here.
LAST_METHOD = 99
PDF_STREAM = re.compile(rb"stream\r?\n")
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
BETWEEN_LINES = b" \t\n\v\f\r"
# Kinds of archive into which nobody here can look.
SEALED = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"MSCF\0", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18", b"LZIP")
# What Office makes of a document with a password, and of any document before 2007.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TAR_MAGIC, TAR_PLACE = b"ustar", 257
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CHUNK_BYTES = 65_536


class OpaqueError(Exception):
    """A file into which nobody can look, or not far enough. `reason` is a clause, `remedy` a sentence."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


class Original(NamedTuple):
    """What tells a file from others: its size, the SHA-256 of all its bytes and of the first HEAD_BYTES of them."""

    size_bytes: int
    sha256: str
    head_sha256: str


def original_of(data: bytes) -> Original:
    """What tells these bytes from others."""
    return Original(len(data), hashlib.sha256(data).hexdigest(), hashlib.sha256(data[:HEAD_BYTES]).hexdigest())


def original_in(file: Path) -> Original | None:
    """The same of a file that is read piece by piece; None when it cannot be read, or is too large for any document."""
    whole, size_bytes, head = hashlib.sha256(), 0, b""
    try:
        if not file.is_file() or file.stat().st_size > MAX_SIZE_BYTES:  # to open a named pipe is to wait for ever
            return None
        with file.open("rb") as opened:
            while piece := opened.read(CHUNK_BYTES):
                head = head or piece[:HEAD_BYTES]
                size_bytes += len(piece)
                whole.update(piece)
    except OSError:
        return None
    return Original(size_bytes, whole.hexdigest(), hashlib.sha256(head).hexdigest())


@dataclass(frozen=True)
class Originals:
    """Files that must not be published, by their bytes.

    owners: by SHA-256, the id of the member whose file it is
    sizes: by the SHA-256 of their heads, the sizes in bytes of those that may be found in the middle of other files
    heads: the sizes of all heads
    """

    owners: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, frozenset[int]] = field(default_factory=dict)
    heads: frozenset[int] = frozenset()


NO_ORIGINALS = Originals()


def originals(files: Iterable[tuple[str, Original]], hashes: Mapping[str, str]) -> Originals:
    """The originals of these files.

    files: a member's id, and a file of theirs; an empty file is nobody's
    hashes: ids by the SHA-256 of files that nobody has any more
    """
    owners, sizes = dict(hashes), dict[str, set[int]]()
    for owner, file in files:
        if file.size_bytes:
            owners[file.sha256] = owner
            sizes.setdefault(file.head_sha256, set()).add(file.size_bytes)
    heads = {min(size, HEAD_BYTES) for group in sizes.values() for size in group}
    return Originals(owners, {head: frozenset(group) for head, group in sizes.items()}, frozenset(heads))


def held_originals(data: bytes, known: Originals) -> frozenset[str]:
    """The SHA-256 of every original that a file holds: as itself, as an entry, embedded, or written as text.

    raises: OpaqueError when it is sealed, or larger or deeper than anybody could look into
    """
    if not known.owners:
        return frozenset()
    if len(data) > MAX_SIZE_BYTES:
        raise too_large()
    search = _Search(known)
    search.look(data, 0)
    return frozenset(search.held)


@dataclass
class _Search:
    """One search through one file."""

    known: Originals
    held: set[str] = field(default_factory=set)
    expanded_bytes: int = 0
    entries: int = 0
    seen: set[bytes] = field(default_factory=set)

    def look(self, data: bytes, depth: int) -> None:
        """Compares a file, what is embedded in it, and each file that can be taken out of it."""
        digest = hashlib.sha256(data)
        if digest.digest() in self.seen:
            return
        self.seen.add(digest.digest())
        if depth > MAX_DEPTH:
            raise OpaqueError("there are too many archives in each other", "Offer what is in them instead.")
        self.compare(digest.hexdigest())
        self.embedded(data)
        if data.startswith(OLE) and not depth:
            raise OpaqueError("it is locked with a password, or of an old kind", "Save it anew, without a password.")
        if data.startswith(SEALED):
            raise OpaqueError("it is an archive of a kind that I do not know", "Save it as a plain zip.")
        for take_out in TAKING_OUT:
            for inner in take_out(data, self.room_bytes):
                self.entries += 1
                self.expanded_bytes += len(inner)
                if self.entries > MAX_ENTRIES or self.expanded_bytes > MAX_EXPANDED_BYTES:
                    raise too_large()
                self.look(inner, depth + 1)

    def room_bytes(self) -> int:
        """How much more may be unpacked, and one byte."""
        return MAX_EXPANDED_BYTES - self.expanded_bytes + 1

    def compare(self, sha256: str) -> None:
        """Notes a hash that is an original's."""
        if sha256 in self.known.owners:
            self.held.add(sha256)

    def embedded(self, data: bytes) -> None:
        """Compares whatever begins as a picture does, at every place of a file, with the originals that begin so."""
        view = memoryview(data)
        found = [(place, letters) for letters, before in BEGINNINGS for place in places(data, letters, before)]
        if len(found) > MAX_BEGINNINGS:
            raise too_large()
        for place, letters in found:
            for head_bytes in self.known.heads:
                head = hashlib.sha256(view[place : place + head_bytes]).hexdigest()
                for size_bytes in self.known.sizes.get(head, ()):
                    self.compare(hashlib.sha256(view[place : place + size_bytes]).hexdigest())
            if letters == JPEG and (end := jpeg_end(data, place)):
                self.compare(hashlib.sha256(view[place:end]).hexdigest())


def places(data: bytes, letters: bytes, before: int) -> Iterator[int]:
    """Each place that lies so many bytes before these letters."""
    place = data.find(letters)
    while place >= 0:
        if place >= before:
            yield place - before
        place = data.find(letters, place + 1)


def too_large() -> OpaqueError:
    """What to say of an archive that is larger than its limit when it is unpacked."""
    return OpaqueError("there is too much in it", "Offer its parts one by one.")


def jpeg_end(data: bytes, start: int) -> int | None:
    """Where the JPEG that begins at a place ends, by its markers (ITU-T T.81, annex B); None when it never does."""
    place = start + 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xD9:
            return place + 2
        if marker == 0xFF:
            place += 1
            continue
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if marker == 0xDA:  # the scan goes on until a marker that is neither a stuffed 0xFF nor a restart
            while True:
                place = data.find(b"\xff", place)
                if place < 0 or place + 1 >= len(data):
                    return None
                if data[place + 1] and not 0xD0 <= data[place + 1] <= 0xD7 and data[place + 1] != 0xFF:
                    break
                place += 1
    return None


def zip_entries(data: bytes, room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """Each entry of a zip, docx, epub and the like, whether or not its list of contents names it.

    Entries that are stored as they are need no unpacking but for their end. raises: OpaqueError
    """
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
    """What a gzip, bzip2 or xz file holds. raises: OpaqueError when it is too much"""
    if data.startswith(b"\x1f\x8b\x08"):
        yield from inflated(data, 0, room_bytes, zlib.MAX_WBITS | 16)
    unpack: bz2.BZ2Decompressor | lzma.LZMADecompressor | None = None
    if data.startswith(b"BZh"):
        unpack = bz2.BZ2Decompressor()
    elif data.startswith((b"\xfd7zXZ\0", b"\x5d\0\0")):
        unpack = lzma.LZMADecompressor(memlimit=MAX_EXPANDED_BYTES)
    if unpack:
        try:
            unpacked = unpack.decompress(data, room_bytes())
        except (OSError, ValueError, EOFError, lzma.LZMAError):
            return
        if len(unpacked) >= room_bytes():
            raise too_large()
        yield unpacked


def tar_entries(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """Each file of a tar archive, which is not packed."""
    if data[TAR_PLACE : TAR_PLACE + len(TAR_MAGIC)] != TAR_MAGIC:
        return
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for entry in archive:
                if entry.isreg() and (opened := archive.extractfile(entry)):
                    yield opened.read()
    except (tarfile.TarError, OSError, ValueError, EOFError):
        return


def pdf_streams(data: bytes, room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """Each stream of a PDF as it stands there, and unpacked where it is packed. raises: OpaqueError"""
    if b"%PDF-" not in data[:1024]:
        return
    if b"/Encrypt" in data:
        raise OpaqueError("it is locked", "Save it without a password and without locks.")
    for found in PDF_STREAM.finditer(data):
        end = data.find(b"endstream", found.end())
        body = data[found.end() : end if end >= 0 else len(data)]
        for end_of_line in (b"\r\n", b"\n", b"\r", b""):
            if body.endswith(end_of_line):
                yield body.removesuffix(end_of_line)
                break
        yield from inflated(body, 0, room_bytes, zlib.MAX_WBITS)
        if body.rstrip().endswith(b"~>"):
            yield from ascii85(body)


def ascii85(text: bytes) -> Iterator[bytes]:
    """What Adobe's 85 characters spell."""
    try:
        yield base64.a85decode(text.strip().removeprefix(b"<~").removesuffix(b"~>"))
    except ValueError:
        return


def unsynchronised(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """The bytes of an MP3's cover where its tag was kept from looking like sound (ID3v2.4.0, section 6.1)."""
    if data.startswith(b"ID3"):
        yield data.replace(b"\xff\x00", b"\xff")


def wide_text(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """A text in UTF-16 as its letters alone."""
    if data.startswith(WIDE):
        yield data.decode("utf-16", "ignore").encode("ascii", "ignore")


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


TAKING_OUT = (zip_entries, packed_whole, tar_entries, pdf_streams, unsynchronised, wide_text, written_as_text)
