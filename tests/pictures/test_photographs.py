"""A camera's picture is known by what it tells, in whatever kind of file; a drawing is not taken for one."""

import base64
import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from plugins.pictures.photographs import is_photograph
from tests.cost import in_hashes
from tests.fuzz import examples
from tests.pictures.samples import encoded, four_corners
from tests.pictures.test_copies import zipped
from tests.pictures.test_gps import (
    EDMONTON,
    FORMATS,
    TELLING,
    between_scans,
    in_digits,
    parted,
    png_chunk,
    with_segments,
    with_xmp,
)

MAKE, MODEL, DETAILS, GPS = 0x010F, 0x0110, 0x8769, 0x8825


def exif(main: dict[int, Any], details: dict[int, Any] | None = None, gps: dict[int, Any] | None = None) -> Image.Exif:
    """What a program writes at the head of a picture: the first table, and those that it refers to."""
    made = Image.Exif()
    for tag, value in main.items():
        made[tag] = value
    for place, values in ((DETAILS, details), (GPS, gps)):
        if values:
            made.get_ifd(place).update(values)
    return made


def picture(file_format: str = "JPEG", **options: Any) -> bytes:
    return encoded(four_corners(60, 40), file_format, **options)


PHONE = exif({MAKE: "Apple", MODEL: "iPhone 15"})


def xmp(words: str) -> bytes:
    return f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:Description {words}</rdf:Description></x:xmpmeta>".encode()


def png(*chunks: tuple[bytes, bytes], behind: bool = False) -> bytes:
    """A PNG with more chunks, before its pixels or behind them."""
    data = picture("PNG")
    place = data.rindex(b"IEND") - 4 if behind else 33
    more = b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
    return data[:place] + more + data[place:]


def profile(data: bytes, *, packed: bool) -> tuple[bytes, bytes]:
    """Exif in a PNG as ImageMagick writes it: in hexadecimal digits, 72 a line."""
    digits = data.hex()
    lines = "\n".join(digits[place : place + 72] for place in range(0, len(digits), 72))
    words = f"\nexif\n{len(data):8}\n{lines}\n".encode()
    keyword = b"Raw profile type exif\0"
    return (b"zTXt", keyword + b"\0" + zlib.compress(words)) if packed else (b"tEXt", keyword + words)


def tiff(told: dict[int, Any]) -> bytes:
    file = io.BytesIO()
    four_corners(60, 40).save(file, "TIFF", tiffinfo=told)
    return file.getvalue()


CITY = b"8BIM\x04\x04\0\0\0\0\0\x0d\x1c\x02\x5a\0\x08Edmonton"


def with_city(data: bytes) -> bytes:
    segment = b"Photoshop 3.0\0" + CITY + b"\0"
    return data[:2] + struct.pack(">BBH", 255, 0xED, len(segment) + 2) + segment + data[2:]


def in_two_segments(data: bytes) -> bytes:
    """A JPEG of which what Photoshop told is parted within the name of the city."""
    place = data.index(b"\x5a\0\x08")
    data = data.replace(b"\xff\xed" + data[4:6], struct.pack(">BBH", 255, 0xED, place - 4), 1)
    rest = len(CITY) - CITY.index(b"\x5a") + 1
    return data[:place] + struct.pack(">BBH", 255, 0xED, rest + 16) + b"Photoshop 3.0\0" + data[place:]


TAKEN = {
    **{f"camera in {name}": picture(name, exif=PHONE) for name in (*FORMATS, "AVIF")},
    **{f"place alone in {name}": picture(name, exif=exif({0x0112: 1}, gps=EDMONTON)) for name in FORMATS},
    **{f"XMP in {name}": with_xmp(name, xmp('tiff:Model="iPhone 15">')) for name in FORMATS},
    "make alone": picture(exif=exif({MAKE: "Apple"})),
    "model alone": picture(exif=exif({MODEL: "X1"})),
    "model of two letters": picture(exif=exif({MODEL: "D5"})),
    "lens alone": picture(exif=exif({}, {0xA434: "iPhone 15 back camera"})),
    "serial number alone": picture(exif=exif({}, {0xA431: "SN0001"})),
    "owner alone": picture(exif=exif({}, {0xA430: "Ade"})),
    "maker's note alone": picture(exif=exif({}, {0x927C: b"Apple iOS\0\0\1MM"})),
    "exposure alone": picture(exif=exif({}, {0x829A: 0.01})),
    "focal length alone": picture(exif=exif({}, {0x920A: 4.2})),
    "XMP with an element": with_xmp("JPEG", xmp("><tiff:Make>Apple</tiff:Make>")),
    "XMP with another prefix": with_xmp("JPEG", xmp("a:LensModel = 'back camera'>")),
    "XMP with a list": with_xmp("JPEG", xmp("><exif:LensInfo><rdf:Seq><rdf:li>4/1</rdf:li></rdf:Seq></exif:LensInfo>")),
    "XMP with a place": with_xmp("JPEG", xmp('exif:GPSLongitude="113,30W">')),
    "XMP in UTF-16": b"RIFF\0\0\0\0WEBPXMP \x58\2\0\0" + xmp('tiff:Make="A">').decode().encode("utf-16-le"),
    "PNG behind its pixels": png((b"eXIf", PHONE.tobytes()[6:]), behind=True),
    "PNG with Exif in digits": png(profile(PHONE.tobytes(), packed=False)),
    "PNG with Exif in packed digits": png(profile(PHONE.tobytes(), packed=True), behind=True),
    "PNG with packed XMP": png(
        (b"iTXt", b"XML:com.adobe.xmp\0\1\0en\0\0" + zlib.compress(xmp('tiff:Model="iPhone">')))
    ),
    "PNG with ImageMagick's texts": png((b"tEXt", b"exif:Make\0Apple")),
    "PNG with a word": png((b"iTXt", b"Model\0\0\0\0\0iPhone 15")),
    "WebP behind its pixels": picture("WEBP", lossless=True, exif=PHONE),
    "TIFF": tiff({MAKE: "Nikon", MODEL: "D5"}),
    "the sample's camera at another place": picture(exif=exif({MAKE: "Samplecam"}, gps=EDMONTON)),
    "the sample's camera, another model": picture(exif=exif({MAKE: "Samplecam", MODEL: "iPhone 15"})),
    "place in a film": b"\0\0\0\x14ftypqt  " + bytes(40) + b"\xa9xyz\0\x12\x15\xc7+27.5916+086.5640/",
    "place in a film of Apple": b"\0\0\0\x14ftypqt  " + bytes(40) + b"+53.5000-113.5000+668.000/",
    "album's own list": b'{"title": "a.jpg", "geoData": {"latitude": 53.5, "longitude": -113.5}}',
    "city of IPTC": with_city(picture()),
    "in a zip": zipped(picture(exif=PHONE)),
    "in a letter": b"From: a\r\n\r\n" + base64.encodebytes(picture(exif=PHONE)),
    "second picture": picture() + picture(exif=PHONE),
    "Exif behind the end": picture() + PHONE.tobytes(),
    "second picture that names a city in XMP": picture() + with_xmp("JPEG", xmp('photoshop:City="Edmonton">')),
    "second picture that is a PNG": picture() + TELLING["PNG with XMP in digits"],
    "behind a PNG's end": picture("PNG") + picture(exif=PHONE),
    "behind a WebP's end": picture("WEBP") + picture(exif=PHONE),
    "behind filling between segments": picture(exif=PHONE).replace(b"\xff\xe1", b"\0\0\xff\xe1", 1),
    "between scans": between_scans(PHONE.tobytes()),
    "in a second part of Exif": with_segments(*parted(exif({0x0112: 1}, gps=EDMONTON).tobytes())),
    "city of IPTC in two segments": in_two_segments(with_city(picture())),
    "city of IPTC in a PNG": png_chunk(b"zTXt", in_digits(CITY, b"iptc")),
    "city of IPTC alone in a PNG": png_chunk(b"zTXt", in_digits(b"\x1c\2\0\0\2\0\4" + CITY[-13:], b"iptc")),
    "city of IPTC in a TIFF": tiff({0x83BB: b"\x1c\x02\x5a\0\x08Edmonton"}),
    "city of XMP in UTF-16": with_xmp("JPEG", xmp('photoshop:City="Edmonton">').decode().encode("utf-16")),
    "country of XMP in languages": with_xmp(
        "JPEG", xmp("><Iptc4xmpExt:CountryName><rdf:Alt><rdf:li xml:lang='x-default'>Canada</rdf:li></rdf:Alt>")
    ),
    **{f"{name}": data for name, data in TELLING.items() if "XMP" not in name and "Exif of" not in name},
    "city of XMP": with_xmp("JPEG", xmp('photoshop:City="Edmonton">')),
}  # fmt: skip
DRAWN = {
    **{f"{name} of a program": picture(name) for name in (*FORMATS, "AVIF")},
    **{f"{name} that says how it is turned": picture(name, exif=exif({0x0112: 1})) for name in FORMATS},
    "of a drawing program": picture(exif=exif({0x0131: "GIMP 2.10", 0x013B: "Ana Reyes", 0x0132: "2021:03:02"})),
    "with its size": picture(exif=exif({0x0112: 1}, {0xA001: 1, 0xA002: 60, 0xA003: 40})),
    "with blanks for a make": picture(exif=exif({MAKE: "   ", MODEL: " "})),
    "of no place": picture(exif=exif({}, gps={1: "N", 2: (0.0, 0.0, 0.0), 3: "W", 4: (0.0, 0.0, 0.0)})),
    "XMP of a program": with_xmp("JPEG", xmp('xmp:CreatorTool="Inkscape" tiff:Orientation="1">')),
    "XMP with an empty make": with_xmp("PNG", xmp("tiff:Make=''><tiff:Model></tiff:Model>")),
    "a comment about cameras": picture(comment=b"Make: draw it. Model: none"),
    "PNG with texts": png((b"tEXt", b"Software\0Krita"), (b"tEXt", b"Comment\0Make it"), (b"zTXt", b"Title\0\0x")),
    "album's own list without a place": b'{"geoData": {"latitude": 0.0, "longitude": 0.0}}',
    "IPTC of no place": with_city(picture()).replace(b"\x02\x5a", b"\x02\x78"),
    "IPTC with an empty city": with_city(picture()).replace(b"\x5a\0\x08Edmonton", b"\x5a\0\0\x1c\2\x78\0\4None"),
    "two pictures of a program": picture() + picture("PNG"),
    "a text": b"Name: Ade\nModel: none\n\nMake no cuts\n",
    "nothing": b"",
    "half a JPEG": b"\xff\xd8\xff\xe1",
    "half a PNG": b"\x89PNG\r\n\x1a\n\0\0",
}  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "0900.jpg"


@pytest.mark.parametrize("name", TAKEN)
def test_what_a_camera_took_is_known_whatever_the_file_is_called(file: Path, name: str) -> None:
    file.write_bytes(TAKEN[name])

    assert is_photograph(file)


@pytest.mark.parametrize("name", DRAWN)
def test_what_was_drawn_is_not_taken_for_a_photograph(file: Path, name: str) -> None:
    file.write_bytes(DRAWN[name])

    assert not is_photograph(file)


def test_the_samples_drawings_are_none_though_they_are_as_members_pictures_are(root: Path) -> None:
    pictures = sorted((root / "content/selfies").glob("*.jpg"))

    assert any(b"Samplecam\0" in picture.read_bytes() for picture in pictures)
    assert not any(map(is_photograph, pictures))


def test_a_photographs_own_words_count_beside_those_of_the_sample(file: Path) -> None:
    data, sample = TAKEN["camera in JPEG"], exif({MAKE: "Samplecam", MODEL: "Drawn 1"}).tobytes()
    file.write_bytes(data[:2] + struct.pack(">BBH", 255, 0xE1, len(sample) + 2) + sample + data[2:])

    assert is_photograph(file)


def test_only_a_jpegs_pixels_are_passed_over(file: Path) -> None:
    file.write_bytes(b"\xff\xd8\xff\xda\0\4" + PHONE.tobytes())

    assert not is_photograph(file)


EXIF = PHONE.tobytes()


@examples(200)
@given(st.integers(0, len(EXIF)), st.binary(max_size=12), st.sampled_from(["JPEG", "PNG", "WEBP", "none"]))
def test_a_damaged_header_gets_an_answer(
    tmp_path_factory: pytest.TempPathFactory, place: int, more: bytes, around: str
) -> None:
    broken = EXIF[:place] + more + EXIF[place + len(more) :]
    file = tmp_path_factory.getbasetemp() / "damaged"
    file.write_bytes(broken if around == "none" else picture(around, exif=broken))

    assert is_photograph(file) in (True, False)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8" + b"\xff\xe1\0\2" * 1_000_000,
        b"\xff\xd8" + b"\xff" * 3_000_000,
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0tEXt\0\0\0\0" * 300_000,
        b"RIFF\0\0\0\0WEBP" + b"XMP \0\0\0\0" * 300_000,
        b"II*\0" * 1_000_000,
        b"8BIM\x04\x04" * 500_000,
        b":Make=" * 500_000,
        b":Make=" + b" " * 3_000_000,
        png((b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"0" * 100_000_000))),
        png((b"zTXt", b"x\0\0" + b"\x78" * 3_000_000)),
    ],
)
def test_no_file_takes_long(file: Path, data: bytes) -> None:
    file.write_bytes(data)

    assert not is_photograph(file)
    assert in_hashes(lambda: is_photograph(file)) < 300  # what grows with the square takes thousands
