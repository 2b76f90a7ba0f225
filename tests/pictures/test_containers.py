import json
import struct
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from plugins.core.messages import chosen_words
from plugins.pictures import containers
from plugins.pictures.containers import (
    CUT_SHORT,
    NO_PICTURE,
    TOO_MANY_PARTS,
    Carried,
    besides_pixels,
    picture_tells,
)
from plugins.pictures.derivatives import WEB, derive, saved
from plugins.pictures.svg_pixels import derive_drawing
from tests.cost import in_hashes
from tests.fuzz import examples
from tests.pictures.samples import animated, display_p3, encoded, four_corners

FORMATS = ("JPEG", "PNG", "AVIF")
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a exif:GPSLatitude="53,30.2N"/></x:xmpmeta>'
# What exiftool knows of a container itself, and of colours.
HARMLESS: tuple[str, ...] = (
    "SourceFile",
    "ExifTool:",
    "System:",
    "File:",
    "Composite:",
    "JFIF:",
    "ICC",
    "Meta:",
    "Track",
    "QuickTime:",
)
HARMLESS += ("PNG:", "PNG-", "RIFF:", "GIF:", "Adobe:")
TELLING = ("File:Comment", "GIF:Comment", "PNG:Comment", "PNG:ModifyDate", "JFIF:ThumbnailTIFF", "ExifTool:Warning")


def exif() -> Image.Exif:
    made = Image.Exif()
    made[0x010F] = "ExampleCorp"
    return made


def segment(marker: int, content: bytes) -> Callable[[bytes], bytes]:
    """Puts a segment behind the first one of a JPEG."""

    def put(data: bytes) -> bytes:
        place = 4 + int.from_bytes(data[4:6], "big")
        return data[:place] + struct.pack(">BBH", 255, marker, len(content) + 2) + content + data[place:]

    return put


def chunk(kind: bytes, content: bytes) -> Callable[[bytes], bytes]:
    """Puts a chunk behind the header of a PNG."""

    def put(data: bytes) -> bytes:
        written = struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        return data[:33] + written + data[33:]

    return put


def box(kind: bytes, content: bytes) -> Callable[[bytes], bytes]:
    """Puts a box at the end of an AVIF."""
    return lambda data: data + struct.pack(">I", 8 + len(content)) + kind + content


def between_scans(data: bytes) -> bytes:
    """Puts a comment before the last scan of a progressive JPEG."""
    place = data.rindex(b"\xff\xda")
    return data[:place] + b"\xff\xfe\0\x08secret" + data[place:]


def with_text(**texts: str) -> dict[str, Any]:
    info = PngImagePlugin.PngInfo()
    for keyword, text in texts.items():
        info.add_text(keyword.replace("_", " "), text, zip=True)
    return {"pnginfo": info}


def with_thumbnail(data: bytes) -> bytes:
    """Three grey squares in the header of a JPEG."""
    return data[:4] + struct.pack(">H", 16 + 9) + data[6:18] + b"\3\1" + b"\x80" * 9 + data[20:]


def media(data: bytes, more: bytes) -> bytes:
    """Puts bytes at the end of the media of an AVIF, which belong to no picture."""
    place = data.index(b"mdat") - 4
    size_bytes = int.from_bytes(data[place : place + 4], "big")
    return data[:place] + struct.pack(">I", size_bytes + len(more)) + data[place + 4 :] + more


def item(data: bytes, more: bytes) -> bytes:
    """Puts bytes at the end of the one picture of an AVIF, of less than 64 kB."""
    place = data.index(struct.pack(">I", data.index(b"mdat") + 4)) + 4
    size_bytes = int.from_bytes(data[place : place + 4], "big")
    return media(data[:place] + struct.pack(">I", size_bytes + len(more)) + data[place + 4 :], more)


def in_place(data: bytes, box: bytes, old: bytes, new: bytes) -> bytes:
    """Other bytes of the same length within a box or segment."""
    place = data.index(old, data.index(box))
    assert len(old) == len(new)
    return data[:place] + new + data[place + len(old) :]


def before(data: bytes, kind: bytes, content: bytes) -> bytes:
    """Puts a box in front of the media of an AVIF, and moves them."""
    place, more = data.index(b"mdat") - 4, struct.pack(">I", 8 + len(content)) + kind + content
    old = struct.pack(">I", place + 8)
    return data[:place].replace(old, struct.pack(">I", place + 8 + len(more))) + more + data[place:]


def several(file_format: str, **parameters: Any) -> bytes:
    return encoded(four_corners(), file_format, save_all=True, append_images=[four_corners(60, 40)], **parameters)


def in_meta(data: bytes, kind: bytes, content: bytes) -> bytes:
    """Puts a box at the end of a file's list of items."""
    return grown(data, [b"meta"], struct.pack(">I", 8 + len(content)) + kind + content)


def grown(data: bytes, path: list[bytes], more: bytes) -> bytes:
    """Puts bytes at the end of a box within boxes, and moves the items that lie behind it."""
    changed, place, size_bytes = bytearray(data), 0, 0
    old = data.index(b"mdat") + 4
    where = data.index(struct.pack(">I", old))
    changed[where : where + 4] = struct.pack(">I", old + len(more))
    for kind in path:
        place = data.index(kind, place) - 4
        size_bytes = int.from_bytes(data[place : place + 4], "big")
        changed[place : place + 4] = struct.pack(">I", size_bytes + len(more))
    return bytes(changed[: place + size_bytes] + more + changed[place + size_bytes :])


def without_length(data: bytes) -> bytes:
    """Says of the one item of an AVIF that it reaches as far as the file does."""
    place = data.index(struct.pack(">I", data.index(b"mdat") + 4)) + 4
    return data[:place] + bytes(4) + data[place + 4 :]


def moving(file_format: str) -> bytes:
    return animated([four_corners(), four_corners(60, 40).resize((480, 320))], file_format)


def plain(file_format: str, **parameters: Any) -> bytes:
    return encoded(four_corners(), file_format, **parameters)


def with_glass(mode: str) -> Image.Image:
    image = four_corners().convert(mode)
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    return image


def of_recipe(image: Image.Image, **parameters: Any) -> bytes:
    return saved(image, "AVIF", dict(WEB.avif) | parameters)


JPEG, PNG, AVIF = (plain(name) for name in FORMATS)
GLASS = of_recipe(with_glass("RGBA"))
PROFILE = display_p3()
IN_JPEG, IN_PNG = b"ICC_PROFILE\0\1\1", b"ICC Profile\0\0"
IPTC = b"Photoshop 3.0\08BIM\4\4\0\0\0\0\0\x0b\x1c\2\x5a\0\6Calgary\0"
TABLE = b"\xff\xdb\0\x43" + bytes(65)
CODES = b"\xff\xc4\0\x1a" + bytes(17) + b"secret\0"
PIXELS_ONLY = {
    **{name: plain(name) for name in FORMATS},
    **{f"{name} with colours": plain(name, icc_profile=PROFILE) for name in FORMATS},
    **{f"{name} of one pixel": encoded(four_corners(1, 1), name) for name in FORMATS},
    **{f"{name} in grey": encoded(four_corners().convert("L"), name) for name in FORMATS},
    "JPEG in ten scans": plain("JPEG", progressive=True),
    "JPEG of inks": encoded(four_corners().convert("CMYK")),
    "JPEG of inks with colours": encoded(four_corners().convert("CMYK"), icc_profile=PROFILE, progressive=True),
    "PNG of few colours": encoded(four_corners().quantize(8), "PNG", transparency=1),
    "PNG of few colours with colours": encoded(four_corners().quantize(8), "PNG", icc_profile=PROFILE),
    "PNG in black and white": encoded(four_corners().convert("1"), "PNG"),
    "large PNG": encoded(Image.effect_noise((900, 700), 90), "PNG"),
    **{f"PNG of glass in {mode}": encoded(with_glass(mode), "PNG") for mode in ("LA", "RGBA")},
    **{f"AVIF of the recipe in {mode}": of_recipe(four_corners().convert(mode)) for mode in ("L", "RGB")},
    **{f"AVIF of glass in {mode}": of_recipe(with_glass(mode)) for mode in ("LA", "RGBA")},
    "AVIF of glass with colours": of_recipe(with_glass("RGBA"), icc_profile=PROFILE),
    "AVIF of glass of one pixel": of_recipe(with_glass("RGBA").resize((1, 1))),
}  # fmt: skip
OTHER_FORMATS = {
    **{name: plain(name) for name in ("WEBP", "GIF", "HEIF", "BMP", "TIFF")},
    **{f"{name} that moves": moving(name) for name in ("WEBP", "GIF")},
    "Exif in WEBP": plain("WEBP", exif=exif()),
    "XMP in HEIF": plain("HEIF", xmp=XMP),
    "comment in GIF": plain("GIF", comment=b"secret"),
    "bytes behind HEIF": plain("HEIF") + b"secret",
}
TELLS = {
    **{f"Exif in {name}": (plain(name, exif=exif()), "Exif") for name in FORMATS},
    **{f"XMP in {name}": (plain(name, xmp=XMP), "XMP") for name in ("JPEG", "AVIF")},
    "XMP in PNG": (chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)(PNG), "XMP"),
    "comment in JPEG": (plain("JPEG", comment=b"secret"), "a comment"),
    "comment between the scans of a JPEG": (between_scans(plain("JPEG", progressive=True)), "a comment"),
    "comment in PNG": (plain("PNG", **with_text(Comment="secret")), "a comment"),
    "old Exif in PNG": (plain("PNG", **with_text(Raw_profile_type_exif="\nexif\n 1\n00\n")), "Exif"),
    "time in PNG": (chunk(b"tIME", struct.pack(">HBBBBB", 2021, 3, 4, 5, 6, 7))(PNG), "a part tIME"),
    "density in PNG": (plain("PNG", dpi=(72, 72)), "a part pHYs"),
    "density in JPEG": (plain("JPEG", dpi=(72, 72)), "a part APP0"),
    "restarts in JPEG": (plain("JPEG", restart_marker_blocks=2), "a part DRI"),
    "IPTC in JPEG": (segment(0xED, IPTC)(JPEG), "a part APP13"),
    "thumbnail in JPEG": (with_thumbnail(JPEG), "a part APP0"),
    "bytes in the header of a JPEG": (JPEG[:4] + b"\0\x18" + JPEG[6:20] + b"secret\0\0" + JPEG[20:], "a part APP0"),
    "thumbnail that is not there": (JPEG[:18] + b"\3\1" + JPEG[20:], "a part APP0"),
    "extended thumbnail": (segment(0xE0, b"JFXX\0\x13\1\1" + bytes(3))(JPEG), "a part APP0"),
    "second picture in JPEG": (several("MPO"), "a part APP2"),
    "picture behind a JPEG": (JPEG + JPEG, "something after its end"),
    "maker's segment": (segment(0xE9, b"Media Jukebox\0secret")(JPEG), "a part APP9"),
    "segment that nobody knows": (segment(0xF5, b"secret")(JPEG), "a part F5"),
    "no profile of JPEG": (segment(0xE2, IN_JPEG + b"secret")(JPEG), "a part APP2"),
    "bytes behind a profile of JPEG": (segment(0xE2, IN_JPEG + PROFILE + b"secret")(JPEG), "a part APP2"),
    "two profiles of JPEG": (segment(0xE2, IN_JPEG + PROFILE)(PIXELS_ONLY["JPEG with colours"]), "a part APP2"),
    "long table of a JPEG": (segment(0xDB, bytes(65) + b"secret")(encoded(four_corners().convert("L"))), "a part DQT"),
    "many tables of a JPEG": (JPEG[:20] + 3 * TABLE + JPEG[20:], "a part DQT"),
    "codes of a JPEG": (JPEG.replace(b"\xff\xda", CODES + b"\xff\xda"), "a part DHT"),
    "second frame of a JPEG": (JPEG[: JPEG.index(b"\xff\xc4")] + JPEG[JPEG.index(b"\xff\xc0") :], "a part SOF0"),
    "bytes between the segments of a JPEG": (JPEG[:20] + b"secret" + JPEG[20:], "something that cannot be read"),
    "filled up JPEG": (JPEG[:20] + b"\xff\xff" + JPEG[20:], "something that cannot be read"),
    "maker's chunk in PNG": (chunk(b"teLL", b"secret")(PNG), "a part teLL"),
    "chunk of no letters in PNG": (chunk(b"te\0L", b"secret")(PNG), "a part te?L"),
    "no profile of PNG": (chunk(b"iCCP", IN_PNG + zlib.compress(b"secret" * 99))(PNG), "a part iCCP"),
    "named profile of PNG": (chunk(b"iCCP", b"Calgary\0\0" + zlib.compress(PROFILE))(PNG), "a part iCCP"),
    "bytes behind a profile of PNG": (chunk(b"iCCP", IN_PNG + zlib.compress(PROFILE) + b"secret")(PNG), "a part iCCP"),
    "bytes in a profile of PNG": (chunk(b"iCCP", IN_PNG + zlib.compress(PROFILE + b"secret"))(PNG), "a part iCCP"),
    "long header of a PNG": (PNG[:8] + chunk(b"IHDR", PNG[16:29] + b"secret")(PNG)[33:], "a part IHDR"),
    "long palette of a PNG": (chunk(b"PLTE", b"secret" * 200)(PNG), "a part PLTE"),
    "uneven palette of a PNG": (chunk(b"PLTE", b"secrets")(PNG), "a part PLTE"),
    "long glass of a PNG": (chunk(b"tRNS", b"secret" * 50)(PNG), "a part tRNS"),
    "sum of a chunk": (PNG[:-4] + b"here", "something that cannot be read"),
    "colours between the pixels of a PNG": (PNG[:-12] + chunk(b"PLTE", b"secret")(PNG)[33:], "a part PLTE"),
    "long end of a PNG": (PNG[:-12] + chunk(b"IEND", b"secret")(PNG)[33:51], "a part IEND"),
    "PNG that moves": (moving("PNG"), "a part acTL"),
    "maker's box in the list": (in_meta(AVIF, b"uuid", b"secret of a maker"), "a part uuid"),
    "XMP in the list": (in_meta(AVIF, b"xml ", bytes(4) + XMP), "a part xml "),
    "bytes in the list": (grown(AVIF, [b"meta"], b"secret"), "something that cannot be read"),
    "bytes of a property": (grown(AVIF, [b"meta", b"iprp", b"ipco"], b"\0\0\0\x0eudessecret"), "a part udes"),
    "property twice": (grown(AVIF, [b"meta", b"iprp", b"ipco"], b"\0\0\0\x14ispe\0\0\0\0a secret"), "a part ispe"),
    "size of a property": (grown(AVIF, [b"meta", b"iprp", b"ipco", b"colr"], b"secret"), "a part colr"),
    "unit in a property": (grown(AVIF, [b"meta", b"iprp", b"ipco", b"av1C"], b"secret"), "a part av1C"),
    "bytes of a handler": (grown(AVIF, [b"meta", b"hdlr"], b"secret"), "a part hdlr"),
    "name of a handler": (in_place(AVIF, b"hdlr", bytes(12), b"secret secre"), "a part hdlr"),
    "name of an item": (in_place(AVIF, b"infe", b"Color", b"Ada L"), "a part item av01Ada L"),
    "no profile of AVIF": (in_place(plain("AVIF", icc_profile=PROFILE), b"colr", b"acsp", b"here"), "a part colr"),
    "brand": (in_place(AVIF, b"ftyp", b"miaf", b"Adaa"), "a part ftyp"),
    "bytes of no length": (without_length(AVIF), "something besides its pixels"),
    "maker's box": (before(AVIF, b"uuid", b"secret of a maker"), "a part uuid"),
    "empty box": (before(AVIF, b"free", b""), "a part free"),
    "box that is not empty": (before(AVIF, b"skip", b"secret"), "a part skip"),
    "box behind AVIF": (box(b"uuid", b"secret of a maker")(AVIF), "something after its end"),
    "second media": (box(b"mdat", b"secret")(AVIF), "something after its end"),
    "film": (before(AVIF, b"moov", b""), "a part moov"),
    "film of AVIF": (moving("AVIF"), "a part ftyp"),
    "bytes of no item in AVIF": (media(AVIF, b"secret"), "something besides its pixels"),
    "picture of no item in AVIF": (media(AVIF, AVIF[AVIF.index(b"mdat") + 4 :]), "something besides its pixels"),
    "bytes of no item in glass": (media(GLASS, b"\x32\6secret"), "something besides its pixels"),
    "note in a picture": (item(AVIF, b"\x2a\6secret"), "a part OBU 2a"),
    "filling of a picture": (item(AVIF, b"\x7a\6secret"), "a part OBU 7a"),
    "second frame of a picture": (item(AVIF, b"\x32\6secret"), "a part OBU 32"),
    "second picture in a picture": (item(AVIF, AVIF[AVIF.index(b"mdat") + 4 :]), "a part OBU 12"),
    "bytes in a picture": (item(AVIF, b"secret"), "something that cannot be read"),
    **{f"bytes behind {name}": (plain(name) + b"trailer-secret", "something after its end") for name in FORMATS},
}  # fmt: skip


def words_of(carried: Carried | None) -> str:
    """What staff are told of it."""
    assert carried is not None
    return chosen_words("clauses", carried.what, {"part": carried.part})


@pytest.mark.parametrize("name", PIXELS_ONLY)
def test_pixels_and_a_colour_profile_are_nothing_to_tell(name: str) -> None:
    assert besides_pixels(PIXELS_ONLY[name]) is None


@pytest.mark.parametrize("name", TELLS)
def test_whatever_else_a_picture_carries_is_told(name: str) -> None:
    data, what = TELLS[name]

    assert words_of(besides_pixels(data)) == what


@pytest.mark.parametrize(
    ("data", "end", "tables_bytes"),
    [
        (AVIF, b"mdat", 4 + 2 + 1),  # its size, how it was compressed, and the letter of its kind, A or B
        (GLASS, b"mdat", 4 + 2 + 2),
        (PNG, b"IDAT", 0),
        (JPEG, b"\xff\xc4", 2 * 64 + 4 + 3 * 3),  # how coarse it is, its size, and what a colour is
        (PIXELS_ONLY["JPEG of inks"], b"\xff\xc4", 64 + 4 + 4 * 3),
    ],
)  # fmt: skip
def test_before_the_pixels_hardly_a_byte_can_be_a_letter(data: bytes, end: bytes, tables_bytes: int) -> None:
    free = [
        place
        for place in range(data.index(end))
        for others in [set(b"AMZaz059 ") - {data[place]}]
        if any(besides_pixels(data[:place] + bytes([other]) + data[place + 1 :]) is None for other in others)
    ]

    assert len(free) == tables_bytes


@pytest.mark.parametrize("name", OTHER_FORMATS)
def test_a_picture_of_another_format_is_told_with_its_name_whatever_it_carries(name: str) -> None:
    words = words_of(besides_pixels(OTHER_FORMATS[name]))
    (known,) = [one for one in ("WebP", "GIF", "HEIC", "BMP", "TIFF") if one.upper().replace("IC", "IF") in name]

    assert words == f"a {known} in place of an AVIF, a JPEG or a PNG"


@pytest.mark.parametrize(
    "data", [b"", b"<html>", b"%PDF-1.7", b"\0\0\0\x18ftypisom", b"RIFF\x24\0\0\0WAVEfmt ", b"8BPS"]
)
def test_what_is_no_picture_of_a_known_kind_is_told_as_that(data: bytes) -> None:
    assert besides_pixels(data) == NO_PICTURE


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_picture_cut_anywhere_is_never_taken_for_a_whole_one(file_format: str) -> None:
    whole = encoded(four_corners(60, 40), file_format)
    answers = {besides_pixels(whole[:length]) for length in range(len(whole))}

    assert answers == {NO_PICTURE, CUT_SHORT}


@pytest.mark.parametrize("file_format", FORMATS)
def test_bytes_put_in_anywhere_never_raise(file_format: str) -> None:
    whole = encoded(four_corners(60, 40), file_format, icc_profile=PROFILE)
    for place in range(min(len(whole), 600)):
        for value in (0, 1, 127, 255):
            besides_pixels(whole[:place] + bytes([value]) + whole[place + 1 :])


BEGINNINGS = [b"", *(data[:size] for data in (JPEG, PNG, AVIF, GLASS) for size in (12, 40, 150, 300))]


@examples(600)
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=400), st.integers(1, 40))
def test_random_bytes_get_an_answer(beginning: bytes, more: bytes, times: int) -> None:
    answer = besides_pixels(beginning + more * times)

    assert answer is None or words_of(answer).isprintable()


@pytest.mark.parametrize(
    "made",
    [
        lambda: JPEG[:2] + b"\xff" * 3_000_000,
        lambda: JPEG[:2] + b"\xff\xda\0\2" + b"\xff" * 3_000_000,
        lambda: JPEG[:2] + b"\xff\xda\0\2" * 700_000,
        lambda: PNG[:33] + (b"\0\0\0\0IDAT" + bytes(4)) * 250_000,
        lambda: PNG[:33] + (b"\0\0\0\0IDAT\x35\xaf\x06\x1e") * 250_000,
        lambda: chunk(b"iCCP", IN_PNG + zlib.compress(bytes(200_000_000)))(PNG),
        lambda: before(AVIF, b"meta", b"\0\0\0\x08meta" * 400_000),
        lambda: item(AVIF, b"\x12\0" * 1_000_000),
        lambda: AVIF + b"\0\0\0\x08free" * 400_000,
        lambda: in_meta(AVIF, b"iloc", b"\2\0\0\0\0\0\xff\xff\xff\xff" + (b"\0\0\0\1\0\0\0\0\xff\xff") * 300_000),
    ],
)  # fmt: skip
def test_no_file_takes_long(made: Callable[[], bytes]) -> None:
    data = made()
    answer = besides_pixels(data)

    assert answer in {CUT_SHORT, TOO_MANY_PARTS} or (
        answer and answer.what in ("carried.after-its-end", "carried.part")
    )
    assert in_hashes(lambda: besides_pixels(data)) < 100


def test_a_published_picture_is_looked_at_in_its_file_whatever_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.avif").write_bytes(JPEG)
    (tmp_path / "b.png").write_bytes(plain("AVIF", exif=exif()))

    assert picture_tells(tmp_path / "a.avif") is None
    assert words_of(picture_tells(tmp_path / "b.png")) == "Exif"
    monkeypatch.setattr(containers, "MAX_SIZE_BYTES", len(JPEG) - 1)
    assert picture_tells(tmp_path / "a.avif") == NO_PICTURE
    with pytest.raises(FileNotFoundError):
        picture_tells(tmp_path / "gone.jpg")


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_what_is_published_carries_nothing(file_format: str) -> None:
    options = {} if file_format == "PNG" else {"xmp": XMP}
    original = plain(file_format, exif=exif(), icc_profile=display_p3(), **options) + b"trailer"

    assert besides_pixels(original) is not None
    assert [besides_pixels(one.data) for one in derive(original).encoded] == [None] * 4


@pytest.mark.parametrize("ground", ["", '<rect width="40" height="30" fill="#fff"/>'])
def test_what_is_published_of_a_drawing_carries_nothing(ground: str) -> None:
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">{ground}<circle r="9" fill="red"/></svg>'

    assert [besides_pixels(one.data) for one in derive_drawing(drawn.encode()).encoded] == [None] * 6


@pytest.mark.needs("exiftool")
def test_exiftool_says_the_same_of_every_sample(tmp_path: Path) -> None:
    """It says nothing of what it has no name for, and stops at the first scan of a JPEG."""
    known_to_it = ("Exif", "XMP", "comment in ", "old Exif", "time", "IPTC", "thumbnail in", "second picture in JPEG")
    samples = PIXELS_ONLY | {name: data for name, (data, _) in TELLS.items() if name.startswith(known_to_it)}
    for number, data in enumerate(samples.values()):
        (tmp_path / f"{number:03}").write_bytes(data)
    command = ["exiftool", "-j", "-G1", "-a", "-U", *sorted(map(str, tmp_path.iterdir()))]
    files = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    keys_by_sample = {
        list(samples)[int(Path(file["SourceFile"]).name)]: [
            key for key in file if not key.startswith(HARMLESS) or key.startswith(TELLING)
        ]
        for file in files
    }

    assert len(keys_by_sample) == len(samples)
    assert {name: bool(keys) for name, keys in keys_by_sample.items()} == {n: n not in PIXELS_ONLY for n in samples}
