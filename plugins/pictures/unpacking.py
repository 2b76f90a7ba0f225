"""What can be taken out of an archive, and out of whatever holds packed bytes at any place. Bytes alone."""

import bz2
import gzip
import io
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Protocol

from plugins.core.findings import ReasonError
from plugins.core.signatures import GZIP, JPEG, PDF, PNG, RIFF, XZ, ZIP, ZIP_END
from plugins.pictures.pixel_bytes import places

ZIP_ENTRY = re.compile(re.escape(ZIP))
ZIP_HEADER = struct.Struct("<4s5H3I2H")  # APPNOTE.TXT 6.3.10, section 4.3.7
STORED, DEFLATED = 0, 8
# Of other ways to pack (6 to 98) none is Python's to unpack from here.
LAST_METHOD = 99
PACKED: tuple[tuple[bytes, Callable[[io.BytesIO], io.BufferedIOBase]], ...] = (
    (GZIP, lambda file: gzip.GzipFile(fileobj=file)),
    (b"BZh", bz2.BZ2File),
    (XZ, lzma.LZMAFile),
    (b"\x5d\0\0", lzma.LZMAFile),
)
ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x48\x89")  # RFC 1950, section 2.2
AS_GZIP = 16 + zlib.MAX_WBITS
BZIP2 = re.compile(rb"BZh[1-9]1AY&SY")
# Letters that begin what was packed may stand anywhere by chance: twice in a song of 1 MB.
MAX_ATTEMPTS = 100_000
# So many bytes that nothing comes of are none of it.
MAX_SILENT_BYTES = 1_000_000
BETWEEN_DIGITS = b' \t\n\v\f\r>",\0'
OGG, OGG_HEADER_BYTES, ID3_HEADER_BYTES = b"OggS", 27, 10
MAX_MEMORY_BYTES = 200_000_000
CHUNK_BYTES = 65_536


class OpaqueError(ReasonError):
    """A file into which nobody can look, or not far enough. Its reason has a remedy, too."""


def too_large() -> OpaqueError:
    """What to say of an archive that is larger than its limit when it is unpacked."""
    return OpaqueError("archive.too-large")


def zip_entries(data: bytes, room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """Each entry of a zip, docx, epub and the like, by its list of contents and by the entries' own headers.

    Programs read the one or the other, and what only one of them names is there all the same. raises: OpaqueError
    """
    if data.rfind(ZIP_END) >= 0:
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
            raise OpaqueError("archive.locked")
        if method == STORED:
            yield data[place : place + packed_bytes]
        elif method == DEFLATED:
            yield from inflated(data, place, room_bytes, -zlib.MAX_WBITS)
        else:
            raise OpaqueError("archive.packed-otherwise")


def listed_entries(data: bytes, room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """The entries that a zip's list of contents names, as Python unpacks them. raises: OpaqueError"""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if entry.flag_bits & 1:
                    raise OpaqueError("archive.locked")
                with archive.open(entry) as opened:
                    unpacked = opened.read(room_bytes())
                if len(unpacked) >= room_bytes():
                    raise too_large()
                yield unpacked
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error) as wrong:
        if data.startswith(ZIP):
            raise OpaqueError("archive.damaged") from wrong


def inflated(data: bytes, place: int, room_bytes: Callable[[], int], bits: int) -> Iterator[bytes]:
    """What was packed by zlib from a place on, as far as it can be unpacked; nothing when that is nothing.

    raises: OpaqueError when it is too much
    """
    unpacked, _ = unpacked_from(data, place, room_bytes, zlib.decompressobj(bits))
    if unpacked:
        yield unpacked


class Unpacker(Protocol):
    """What undoes one packed stream, as zlib, bz2 and lzma have it."""

    @property
    def eof(self) -> bool:
        """Was its end found?"""

    @property
    def unused_data(self) -> bytes:
        """What stands behind its end."""

    def decompress(self, data: memoryview, /) -> bytes:
        """What comes of some more of it. raises: an error of its own"""


def unpacked_from(data: bytes, place: int, room_bytes: Callable[[], int], unpacking: Unpacker) -> tuple[bytes, bool]:
    """What was packed from a place on, as far as it can be unpacked, and whether that ends where the data does.

    raises: OpaqueError when it is too much
    """
    view, unpacked = memoryview(data), bytearray()
    with suppress(zlib.error, OSError, ValueError, EOFError, lzma.LZMAError):
        for start in range(place, len(data), CHUNK_BYTES):
            unpacked += unpacking.decompress(view[start : start + CHUNK_BYTES])
            if len(unpacked) >= room_bytes():
                raise too_large()
            if unpacking.eof:
                return bytes(unpacked), start + CHUNK_BYTES >= len(data) and not unpacking.unused_data
            if not unpacked and start - place > MAX_SILENT_BYTES:
                break
    return bytes(unpacked), False


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


def packed_within(data: bytes, room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """Whatever gzip, bzip2, xz or zlib packed at any place of a file: a song's cover, for example.

    raises: OpaqueError when it is too much
    """
    attempts: Iterable[tuple[int, Unpacker]] = chain(
        ((place, zlib.decompressobj(AS_GZIP)) for place in places(data, GZIP, 0)),
        ((found.start(), bz2.BZ2Decompressor()) for found in BZIP2.finditer(data)),
        ((place, lzma.LZMADecompressor(memlimit=MAX_MEMORY_BYTES)) for place in places(data, XZ, 0)),
        # Archives and pictures hold such streams of their own, which are none of these, or are unpacked elsewhere.
        ((place, zlib.decompressobj()) for letters in ZLIB for place in places(data, letters, 0))
        if not data.startswith((ZIP, PDF, JPEG, PNG[:4], RIFF))
        else (),
    )
    for number, (place, unpacking) in enumerate(attempts):
        if number > MAX_ATTEMPTS:
            raise too_large()
        unpacked, _ = unpacked_from(data, place, room_bytes, unpacking)
        if unpacked:
            yield unpacked


def packed_without_header(data: bytes, room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What DEFLATE packed with nothing before or behind it (RFC 1951). raises: OpaqueError when it is too much"""
    unpacked, is_whole = unpacked_from(data, 0, room_bytes, zlib.decompressobj(-zlib.MAX_WBITS))
    if is_whole:
        yield unpacked


def is_zlib(data: bytes) -> bool:
    """Does it begin as zlib's streams do, of whatever window and level? (RFC 1950, section 2.2.)"""
    return len(data) > 2 and data[0] & 15 == 8 and data[0] >> 4 < 8 and not int.from_bytes(data[:2], "big") % 31


def unsynchronised(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What an MP3 tells beside its sound where that was kept from looking like sound (ID3v2.4.0, section 6.1)."""
    if data.startswith(b"ID3"):
        yield data[ID3_HEADER_BYTES:].replace(b"\xff\x00", b"\xff")


def ogg_packets(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What an Ogg file's pages hold, one after the other: a cover is longer than a page. (RFC 3533, section 6.)"""
    if not data.startswith(OGG):
        return
    packets, place = bytearray(), 0
    while data.startswith(OGG, place) and place + OGG_HEADER_BYTES <= len(data):
        sizes = data[place + OGG_HEADER_BYTES : place + OGG_HEADER_BYTES + data[place + OGG_HEADER_BYTES - 1]]
        begin = place + OGG_HEADER_BYTES + len(sizes)
        place = begin + sum(sizes)
        packets += data[begin:place]
    yield bytes(packets)


# Of these comes nothing but whole files.
ARCHIVES = (zip_entries, packed_whole, tar_entries)
UNPACKING = (
    *ARCHIVES,
    packed_within,
    packed_without_header,
    unsynchronised,
    ogg_packets,
)
