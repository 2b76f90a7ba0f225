"""Where something was taken is found in what packs it, and in films and sounds, each alone and in an archive."""

import gzip
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from plugins.pictures.document_facts import facts_of
from plugins.pictures.gps import tells_place
from plugins.pictures.photographs import is_photograph
from tests.pictures.test_copies import box, pdf, zipped

XMP = b'<x:xmpmeta><rdf:Description exif:GPSLatitude="53,32.5N" exif:GPSLongitude="113,29.5W"/></x:xmpmeta>'
SPOT = b"+53.5461-113.4938/"
NOWHERE = {XMP: b"<x:xmpmeta/>" * 9, SPOT: b"Edmonton, Alberta"}


def big_tiff(order: str, degrees: int) -> bytes:
    """With a table of a place, as BigTIFF has it."""
    place_at, degrees_at = 16 + 36, 16 + 36 + 56
    rows = [struct.pack(f"{order}HHQQ", tag, 5, 3, degrees_at) for tag in (2, 4)]
    header = {"<": b"II+\0", ">": b"MM\0+"}[order] + struct.pack(f"{order}HHQ", 8, 0, 16)
    first = struct.pack(f"{order}QHHQQQ", 1, 0x8825, 13, 1, place_at, 0)
    return (
        header
        + first
        + struct.pack(f"{order}Q", 2)
        + b"".join(rows)
        + bytes(8)
        + struct.pack(f"{order}6I", degrees, 1, 0, 1, 0, 1)
    )


def heic(told: bytes, encoding: bytes, brand: bytes = b"heic") -> bytes:
    """A picture, and beside it a text that is packed."""

    def file(at: int) -> bytes:
        places = [(1, at, 30), (2, at + 30, len(told))]
        iloc = b"".join(struct.pack(">HHHII", number, 0, 1, *place) for number, *place in places)
        mime = struct.pack(">IHH4s", 2 << 24, 2, 0, b"mime") + b"\0application/rdf+xml\0" + encoding + b"\0"
        entries = box(b"infe", struct.pack(">IHH4sx", 2 << 24, 1, 0, b"hvc1")) + box(b"infe", mime)
        meta = box(b"pitm", bytes(4) + b"\0\1") + box(b"iloc", bytes(4) + b"D\0\0\2" + iloc)
        meta += box(b"iinf", bytes(4) + b"\0\2" + entries)
        return box(b"ftyp", brand + bytes(4) + b"mif1") + box(b"meta", bytes(4) + meta) + box(b"mdat", bytes(30) + told)

    return file(len(file(0)) - 30 - len(told))


def jxl(packed: bytes) -> bytes:
    return box(b"JXL ", b"\r\n\x87\n") + box(b"ftyp", b"jxl \0\0\0\0jxl ") + box(b"brob", packed) + bytes(600)


def film(*told: bytes) -> bytes:
    return box(b"ftyp", b"isom\0\0\2\0isom") + box(b"moov", box(b"mvhd", bytes(100)) + b"".join(told))


def quicktime(spot: bytes) -> bytes:
    return box(b"\xa9xyz", struct.pack(">HH", len(spot), 0x15C7) + spot)


def in_list(spot: bytes) -> bytes:
    """As Apple keeps it: what each value is stands in a list before them."""
    keys = box(b"keys", struct.pack(">II", 0, 1) + box(b"mdta", b"com.apple.quicktime.location.ISO6709"))
    return box(b"meta", keys + box(b"ilst", box(b"\0\0\0\1", box(b"data", struct.pack(">II", 1, 0) + spot))))


def loci(degrees: int) -> bytes:
    place = struct.pack(">iii", -degrees * 65536, degrees * 32768, 0)
    return box(b"loci", bytes(4) + b"\x15\xc7Home\0\0" + place + b"earth\0\0")


def matroska(name: bytes, spot: bytes) -> bytes:
    return b"\x1aE\xdf\xa3" + bytes(40) + b"\x45\xa3" + bytes([0x80 | len(name)]) + name + b"\x44\x87\x92" + spot


def song(frame: bytes) -> bytes:
    return b"ID3\4\0\0\0\0\x10\x10" + frame + b"\xff\xfb\x90\0" + bytes(500)


PICTURES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "HEIC, zlib": ("heic", lambda told: heic(zlib.compress(told), b"deflate")),
    "HEIC, deflate": ("heic", lambda told: heic(zlib.compress(told)[2:-4], b"deflate")),
    "HEIC, gzip": ("heic", lambda told: heic(gzip.compress(told), b"gzip")),
    "HEIC, Brotli": ("heic", lambda told: heic(brotli.compress(told), b"br")),
    "AVIF, zlib": ("avif", lambda told: heic(zlib.compress(told), b"deflate", b"avif")),
    "JPEG XL, XMP": ("jxl", lambda told: jxl(b"xml " + brotli.compress(told))),
    "JPEG XL, Exif": ("jxl", lambda told: jxl(b"Exif" + brotli.compress(bytes(4) + big_tiff(">", 53 * (told is XMP))))),
    "BigTIFF": ("tif", lambda told: big_tiff("<", 53 * (told is XMP))),
    "BigTIFF, other order": ("tif", lambda told: big_tiff(">", 53 * (told is XMP))),
}
DOCUMENTS: dict[str, tuple[str, bytes, Callable[[bytes], bytes]]] = {
    "film of QuickTime": ("mp4", SPOT, lambda spot: film(box(b"udta", quicktime(spot)))),
    "film of Apple": ("mp4", SPOT, lambda spot: film(in_list(spot))),
    "film of 3GPP": ("mp4", SPOT, lambda spot: film(box(b"udta", loci(107 * (spot is SPOT))))),
    "film of a camera for sports": (
        "mp4",
        SPOT,
        lambda spot: film(b"GPS5l\x14\0\1" + struct.pack(">5i", *[535461000 * (spot is SPOT)] * 5)),
    ),
    "film with XMP": ("mp4", XMP, lambda told: film(box(b"uuid", bytes(16) + told))),
    "WebM": ("webm", SPOT, lambda spot: matroska(b"LOCATION", spot)),
    "WebM of a telephone": ("webm", SPOT, lambda spot: matroska(b"COM.APPLE.QUICKTIME.LOCATION.ISO6709", spot)),
    "song": ("mp3", SPOT, lambda spot: song(b"TXXX\0\0\0\x20\0\0\3location\0" + spot)),
    "song with XMP": ("mp3", XMP, lambda told: song(b"PRIV\0\0\0\x70\0\0XMP\0" + told)),
    "PDF": ("pdf", XMP, lambda told: pdf(zlib.compress(told), "/FlateDecode /Type /Metadata")),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_place_that_a_picture_packs_is_found(file: Path, kind: str) -> None:
    ending, made = PICTURES[kind]
    for told, is_told in ((XMP, True), (NOWHERE[XMP], False)):
        file.write_bytes(made(told))

        assert tells_place(made(told)) is is_told
        assert is_photograph(file) is is_told
        assert facts_of(zipped(made(told), name=f"word/media/a.{ending}"), ".docx").tells_place is is_told


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_place_that_a_film_a_song_or_a_document_tells_is_found(file: Path, kind: str) -> None:
    ending, place, made = DOCUMENTS[kind]
    for told, is_told in ((place, True), (NOWHERE[place], False)):
        file.write_bytes(made(told))

        assert facts_of(made(told), f".{ending}").tells_place is is_told
        assert facts_of(zipped(made(told), name=f"a.{ending}"), ".zip").tells_place is is_told
        assert is_photograph(file) is is_told


def test_words_about_places_are_none() -> None:
    words = b"Our location: 10-12 Main Street, call +1-780-555-0101 / 0102. The loci of power. GPSLatitude is a word.\n"

    assert not facts_of(zipped(words * 50, name="a.txt"), ".zip").tells_place


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.jpg"
