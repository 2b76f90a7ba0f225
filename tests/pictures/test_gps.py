import struct
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from plugins.pictures.derivatives import derive
from plugins.pictures.gps import tells_place
from tests.cost import in_hashes
from tests.fuzz import examples
from tests.pictures.samples import encoded, four_corners, real_bomb, text_bomb

EDMONTON = {1: "N", 2: (53.0, 30.0, 12.5), 3: "W", 4: (113.0, 30.0, 0.0)}
MAKE = struct.pack(">HHII", 0x010F, 2, 12, 62)
LATITUDE = struct.pack(">6I", 53, 1, 30, 1, 25, 2)
ATTRIBUTE = b'<x:xmpmeta><rdf:Description exif:GPSLatitude="53,30.2N" exif:GPSLongitude="113,30W"/></x:xmpmeta>'
ELEMENT = b"<x:xmpmeta><exif:GPSLatitude>53,30.2N</exif:GPSLatitude></x:xmpmeta>"
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")


def taken(gps: dict[int, Any], *, order: str | None = None) -> Image.Exif:
    """What a camera writes, with this about the place."""
    exif = Image.Exif()
    exif.endian = order
    exif[0x010F] = "ExampleCorp"
    exif[0x0112] = 1
    exif.get_ifd(0x8769)[0xA431] = "SN0001"
    if gps:
        exif.get_ifd(0x8825).update(gps)
    return exif


def picture(file_format: str = "JPEG", **options: Any) -> bytes:
    return encoded(four_corners(60, 40), file_format, **options)


def with_xmp(file_format: str, xmp: bytes) -> bytes:
    if file_format != "PNG":
        return picture(file_format, xmp=xmp)
    data, content = picture("PNG"), b"XML:com.adobe.xmp\0\0\0\0\0" + xmp
    return data[:33] + struct.pack(">I", len(content)) + b"iTXt" + content + bytes(4) + data[33:]


def png_chunk(kind: bytes, content: bytes, *, behind: bool = False, of: bytes = b"") -> bytes:
    """A PNG with this before its pixels, or behind them."""
    data, chunk = of or picture("PNG"), struct.pack(">I", len(content)) + kind + content
    place = len(data) - 12 if behind else 33
    return data[:place] + chunk + struct.pack(">I", zlib.crc32(kind + content)) + data[place:]


def in_digits(profile: bytes, kind: bytes = b"exif") -> bytes:
    """Exif, or another profile, as ImageMagick writes it into a PNG."""
    words = b"\n%b\n%8d\n%b\n" % (kind, len(profile), profile.hex().encode())
    return b"Raw profile type %b\0\0" % kind + zlib.compress(words)


def telling(image: Image.Image, exif: Image.Exif) -> Image.Image:
    """A picture that has its own Exif, as the second of several."""
    image.encoderinfo = {"exif": exif}
    return image


def between_scans(exif: bytes) -> bytes:
    """A progressive JPEG with its Exif behind the first scan."""
    data = picture(progressive=True)
    place = data.index(b"\xff\xc4", data.index(b"\xff\xda"))
    return data[:place] + struct.pack(">BBH", 255, 0xE1, len(exif) + 2) + exif + data[place:]


def two_tables() -> bytes:
    """A TIFF whose first table tells nothing, and leads on to a second."""
    data = taken(EDMONTON).tobytes()[6:]
    first = struct.pack(">HHHI4sI", 1, 0x0112, 3, 1, b"\0\1\0\0", struct.unpack_from(">I", data, 4)[0])
    return data[:4] + struct.pack(">I", len(data)) + data[8:] + first


def with_segments(*contents: bytes) -> bytes:
    """A JPEG with these segments for applications."""
    data = picture()
    segments = [struct.pack(">BBH", 255, 0xE1, len(content) + 2) + content for content in contents]
    return data[:20] + b"".join(segments) + data[20:]


def parted(exif: bytes) -> list[bytes]:
    """An Exif in two segments, each with its beginning; the place is in the second."""
    place = exif.index(LATITUDE) - 20
    return [exif[:place], b"Exif\0\0" + exif[place:]]


def after_a_small_picture(exif: bytes) -> bytes:
    """A JPEG with another in its header, whose scan is not where its own pixels begin."""
    return with_segments(b"Small\0" + picture(), exif)


TELLING = {
    **{f"Exif of {name}": picture(name, exif=taken(EDMONTON)) for name in FORMATS},
    **{f"XMP of {name}": with_xmp(name, ATTRIBUTE) for name in FORMATS},
    "Exif in the other order": picture(exif=taken(EDMONTON, order="<" )),
    "XMP with an element": with_xmp("JPEG", ELEMENT),
    "on the equator": picture(exif=taken(EDMONTON | {2: (0.0, 0.0, 0.0)})),
    "degrees alone": picture(exif=taken(EDMONTON | {2: (53.5,), 4: (113.5,)})),
    "two pictures": picture("MPO", exif=taken(EDMONTON), save_all=True, append_images=[four_corners()]),
    "PNG with Exif in digits": png_chunk(b"zTXt", in_digits(taken(EDMONTON).tobytes())),
    "PNG with packed XMP": png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(ATTRIBUTE)),
    "PNG with Exif behind its pixels": png_chunk(b"eXIf", taken(EDMONTON).tobytes()[6:], behind=True),
    "Exif in two segments": with_segments(*parted(taken(EDMONTON).tobytes())),
    "Exif that is damaged": picture(exif=taken(EDMONTON)).replace(MAKE, MAKE[:-4] + b"\0\0\xff\0"),
    "PNG of too many pixels": png_chunk(b"eXIf", taken(EDMONTON).tobytes()[6:], of=real_bomb(30_000, 30_000)),
    "second Exif": with_segments(taken({}).tobytes(), taken(EDMONTON).tobytes()),
    "second picture alone": picture() + picture(exif=taken(EDMONTON)),
    "second picture of two (MPO)": picture(
        "MPO", save_all=True, exif=taken({}), append_images=[telling(four_corners(60, 40), taken(EDMONTON))]
    ),
    "behind filling between segments": picture(exif=taken(EDMONTON)).replace(b"\xff\xe1", b"\0\0\xff\xe1", 1),
    "behind a PNG's end": picture("PNG") + picture(exif=taken(EDMONTON)),
    "between scans": between_scans(taken(EDMONTON).tobytes()),
    "XMP in UTF-16": with_xmp("JPEG", ATTRIBUTE.decode().encode("utf-16")),
    "XMP with an element that has attributes": with_xmp("JPEG", ELEMENT.replace(b"tude>5", b"tude xml:lang='en'>5")),
    "PNG with Exif in digits of another kind": png_chunk(b"zTXt", in_digits(taken(EDMONTON).tobytes(), b"APP1")),
    "PNG with XMP in digits": png_chunk(b"zTXt", in_digits(ATTRIBUTE, b"xmp")),
    "PNG with digits in an international text": png_chunk(
        b"iTXt", b"Raw profile type exif\0\1\0en\0\0" + in_digits(taken(EDMONTON).tobytes())[23:]
    ),
    "PNG with XMP in packed XMP behind its pixels": png_chunk(
        b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(ELEMENT), behind=True
    ),
    "TIFF": taken(EDMONTON).tobytes()[6:] + bytes(7200),
    "TIFF of two, of which the second tells": two_tables(),
    "after a small picture": after_a_small_picture(taken(EDMONTON).tobytes()),
}  # fmt: skip
# ExifTool looks for these only where it is asked to, or not at all.
PASSED_OVER = {
    *("second picture alone", "second picture of two (MPO)", "behind a PNG's end", "between scans", "XMP in UTF-16"),
    "PNG with digits in an international text",
}
SILENT = {
    **{f"{name} of no camera": picture(name) for name in FORMATS},
    **{f"{name} of a camera that knows no place": picture(name, exif=taken({})) for name in FORMATS},
    "no degrees": picture(exif=taken({1: "N", 3: "W", 29: "2021:03:02"})),
    "half a place": picture(exif=taken({1: "N", 2: (53.0, 30.0, 12.5)})),
    "nothing divided by nothing": picture(exif=taken(EDMONTON)).replace(LATITUDE, bytes(24)),
    "digits of no place": png_chunk(b"zTXt", in_digits(taken({}).tobytes())),
    "packed XMP of no place": png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(b"<a/>" * 9)),
    "TIFF of no place": taken({}).tobytes()[6:] + bytes(7200),
    "second picture of no place": picture() + picture(exif=taken({})),
    "XMP digits of no place": png_chunk(b"zTXt", in_digits(b"<a/>" * 9, b"xmp")),
    "zeros": picture(exif=taken(EDMONTON | {2: (0.0, 0.0, 0.0), 4: (0.0, 0.0, 0.0)})),
    "a word": picture(exif=taken(EDMONTON)).replace(struct.pack(">HHI", 2, 5, 3), struct.pack(">HHI", 2, 2, 3)),
    "XMP with an empty value": with_xmp("JPEG", ATTRIBUTE.replace(b"53,30.2N", b"")),
    "XMP with an empty element": with_xmp("JPEG", ELEMENT.replace(b"53,30.2N", b"")),
    "XMP with half a place": with_xmp("JPEG", b'<a exif:GPSLatitudeRef="N"/>'),
    "a comment about places": picture(comment=b"GPSLatitude is not told"),
}


@pytest.mark.parametrize("name", TELLING)
def test_a_photo_that_tells_where_it_was_taken_is_found_out(name: str) -> None:
    assert tells_place(TELLING[name])


@pytest.mark.parametrize("name", SILENT)
def test_a_photo_that_tells_no_place_is_not_blamed(name: str) -> None:
    assert not tells_place(SILENT[name])


@pytest.mark.parametrize("data", [TELLING["Exif of JPEG"], SILENT["JPEG of no camera"]])
def test_what_a_photo_told_is_among_what_became_of_it_and_its_copies_tell_nothing(data: bytes) -> None:
    made = derive(data)

    assert made.tells_place == (data == TELLING["Exif of JPEG"])
    assert made.original_size_bytes == len(data)
    assert not any(tells_place(one.data) for one in made.encoded)


@pytest.mark.needs("exiftool")
def test_exiftool_finds_coordinates_in_the_same_photos(tmp_path: Path) -> None:
    """It prints zeros and nothing divided by nothing, too."""
    photos = {n: data for n, data in {**TELLING, **SILENT}.items() if n not in ("zeros", "nothing divided by nothing")}
    found = set()
    for number, (name, data) in enumerate(photos.items()):
        file = tmp_path / f"{number:02}"
        file.write_bytes(data)
        command = ["exiftool", "-n", "-s3", "-GPSLatitude", str(file)]
        if any(letter.isdigit() for letter in subprocess.run(command, capture_output=True, text=True).stdout):
            found.add(name)

    assert found - {"half a place"} == TELLING.keys() - PASSED_OVER


def test_only_a_jpegs_pixels_are_passed_over() -> None:
    scan = b"\xff\xda\0\4" + taken(EDMONTON).tobytes()

    assert not tells_place(b"\xff\xd8" + scan)
    assert tells_place(b"RI" + scan)


@pytest.mark.parametrize("data", [*TELLING.values(), *SILENT.values()])
def test_no_pixel_is_decoded(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[object] = []
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda image: loaded.append(image))

    tells_place(data)

    assert loaded == []


EXIF = taken(EDMONTON).tobytes()
PNG = picture("PNG")


@examples(400)
@given(st.integers(0, len(EXIF)), st.binary(max_size=12), st.sampled_from(["JPEG", "none"]))
def test_a_broken_header_gets_an_answer(place: int, more: bytes, around: str) -> None:
    broken = EXIF[:place] + more + EXIF[place + len(more) :]
    answer = tells_place(picture(exif=broken) if around == "JPEG" else broken)

    assert answer in (True, False)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8" + b"\xff\xe1\0\0" * 1_000_000,
        b"II*\0" * 1_000_000,
        b"MM\0*\0\0\0\x08\xff\xff" + b"\x88\x25\0\4\0\0\0\1\0\0\0\x08" * 300_000,
        b"".join(b"MM\0*" + struct.pack(">I", 400 - 8 * n) for n in range(50)) + b"\xff\xff" + bytes(12) * 65535,
        PNG[:33] + (bytes(4) + b"teLL" + struct.pack(">I", zlib.crc32(b"teLL"))) * 300_000 + PNG[33:],
        text_bomb(four_corners()),
        b"GPSLatitude" * 300_000,
        b"GPSLatitude" + b" " * 3_000_000,
    ],
)
def test_no_file_takes_long(data: bytes) -> None:
    assert not tells_place(data)
    assert in_hashes(lambda: tells_place(data)) < 50
