import io
import struct
import warnings
import zlib

import pillow_heif
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from plugins.pictures.normalise import pixels, scans_in
from plugins.pictures.picture import MAX_SIZE_BYTES, PictureError
from tests.pictures.samples import CORNERS, animated, display_p3, encoded, four_corners, png, text_bomb

# What a camera held so stores: the upright picture, turned by the inverse of what a viewer does.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def held(orientation: int, file_format: str) -> bytes:
    turn = STORED[orientation]
    image = four_corners() if turn is None else four_corners().transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encoded(image, file_format, exif=exif)


def colour(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    value = image.getpixel((round(x * (image.width - 1)), round(y * (image.height - 1))))
    assert isinstance(value, tuple)
    return value


def far(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("max_width_px", [None, 120])
@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("orientation", list(STORED))
def test_every_orientation_ends_upright(orientation, file_format, max_width_px):
    image = pixels(held(orientation, file_format), max_width_px)

    assert image.size == ((480, 320) if max_width_px is None else (120, 80))
    for corner, expected in CORNERS.items():
        seen = colour(image, "right" in corner, "bottom" in corner)
        assert far(seen, expected) < 25, corner


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_turns_nothing(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation

    assert pixels(encoded(four_corners(), exif=exif)).size == (480, 320)


def test_a_broken_header_does_not_stop_a_good_picture():
    data = encoded(four_corners(), exif=b"Exif\0\0II*\0\xff\xff\xff\xff garbage")

    assert pixels(data).size == (480, 320)


def test_phone_colours_are_converted_to_srgb():
    # sRGB's own red lies inside Display P3, at (234, 51, 35).
    phone = Image.new("RGB", (64, 64), (234, 51, 35))

    assert far(colour(pixels(encoded(phone, "PNG", icc_profile=display_p3())), 0.5, 0.5), (255, 0, 0)) < 4
    assert colour(pixels(encoded(phone, "PNG")), 0.5, 0.5) == (234, 51, 35)


def test_colours_with_a_profile_of_srgb_stay_as_they_are():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = pixels(encoded(Image.new("RGB", (64, 64), (200, 100, 50)), "PNG", icc_profile=profile))

    assert far(colour(image, 0.5, 0.5), (200, 100, 50)) <= 1


@pytest.mark.parametrize("profile", [b"not a profile", display_p3()[:300], display_p3() + bytes(4_000_000)])
def test_a_broken_or_huge_profile_is_taken_as_srgb(profile):
    image = pixels(encoded(Image.new("RGB", (64, 64), (200, 100, 50)), quality=100, icc_profile=profile))

    assert far(colour(image, 0.5, 0.5), (200, 100, 50)) < 3


def test_a_profile_of_other_channels_than_the_picture_is_taken_as_srgb():
    image = pixels(encoded(Image.new("L", (64, 64), 100), "PNG", icc_profile=display_p3()))

    assert colour(image, 0.5, 0.5) == (100, 100, 100)


def test_printers_inks_become_colours():
    image = pixels(encoded(Image.new("CMYK", (64, 64), (0, 255, 255, 0)), quality=95))

    assert far(colour(image, 0.5, 0.5), (255, 0, 0)) < 40


def test_grey_is_the_same_grey():
    assert colour(pixels(encoded(Image.new("L", (64, 64), 100), "PNG")), 0.5, 0.5) == (100, 100, 100)


def test_black_and_white_and_palettes_keep_their_colours():
    palette = Image.new("RGB", (64, 64), (200, 100, 50)).convert("P", palette=Image.Palette.ADAPTIVE)

    assert colour(pixels(encoded(Image.new("1", (64, 64), 1), "PNG")), 0.5, 0.5) == (255, 255, 255)
    assert far(colour(pixels(encoded(palette, "PNG")), 0.5, 0.5), (200, 100, 50)) < 2


@pytest.mark.parametrize("value", [0, 100, 200, 255])
def test_sixteen_bits_of_grey_become_eight(value):
    image = Image.new("I;16", (64, 64), value * 257)

    assert colour(pixels(encoded(image, "PNG")), 0.5, 0.5) == (value, value, value)


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (Image.new("RGBA", (64, 64), (0, 0, 0, 0)), (255, 255, 255)),
        (Image.new("RGBA", (64, 64), (200, 100, 50, 255)), (200, 100, 50)),
        (Image.new("RGBA", (64, 64), (255, 0, 0, 128)), (255, 127, 127)),
        (Image.new("LA", (64, 64), (0, 0)), (255, 255, 255)),
        (Image.new("LA", (64, 64), (100, 255)), (100, 100, 100)),
    ],
)
def test_what_is_transparent_lies_on_white(image, expected):
    assert colour(pixels(encoded(image, "PNG")), 0.5, 0.5) == expected


@pytest.mark.parametrize("mode", ["P", "RGB", "L"])
def test_a_transparent_colour_lies_on_white(mode):
    image = Image.new(mode, (64, 64), 0)
    data = encoded(image, "PNG", transparency=(0, 0, 0) if mode == "RGB" else 0)

    assert colour(pixels(data), 0.5, 0.5) == (255, 255, 255)


def test_an_edge_of_transparency_is_not_dark_when_made_smaller():
    image = Image.new("RGBA", (400, 100), (0, 0, 0, 0))
    image.paste((255, 0, 0, 255), (200, 0, 400, 100))
    small = pixels(encoded(image, "PNG"), 41)

    assert min(colour(small, x / 40, 0.5)[0] for x in range(41)) > 250


def test_nothing_rides_along_with_the_pixels():
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "made by a member")
    exif = Image.Exif()
    exif[0x010F] = "ExampleCorp"

    image = pixels(encoded(four_corners(), "PNG", icc_profile=display_p3(), exif=exif, pnginfo=text))

    assert image.mode == "RGB"
    assert image.info == {}


def test_a_picture_is_made_narrower_but_never_wider():
    data = encoded(four_corners(480, 320))

    assert pixels(data, 100).size == (100, 67)
    assert pixels(data, 5000).size == (480, 320)


def test_a_phones_file_of_two_pictures_shows_the_first():
    data = encoded(four_corners(), "MPO", save_all=True, append_images=[Image.new("RGB", (480, 320), "black")])

    assert Image.open(io.BytesIO(data)).format == "MPO"
    assert far(colour(pixels(data), 0, 0), CORNERS["top left"]) < 25


def test_the_main_picture_of_a_phones_several_is_shown():
    several = pillow_heif.from_pillow(Image.new("RGB", (480, 320), "black"))
    several.add_from_pillow(four_corners())
    buffer = io.BytesIO()
    several.save(buffer, primary_index=1, quality=90)

    assert far(colour(pixels(buffer.getvalue()), 0, 0), CORNERS["top left"]) < 25


def test_a_heic_file_is_turned_by_its_own_property_and_not_again_by_the_header_beside_it():
    exif = Image.Exif()
    exif[0x0112] = 1
    data = encoded(four_corners(), "HEIF", exif=exif)
    entry = bytes.fromhex("0112 0003 00000001 00")
    assert data.count(entry + b"\1") == 1

    assert pixels(data.replace(entry + b"\1", entry + b"\6")).size == (480, 320)


def test_phone_colours_of_a_heic_file_are_converted_too():
    phone = Image.new("RGB", (64, 64), (234, 51, 35))
    data = encoded(phone, "HEIF", icc_profile=display_p3(), quality=-1, chroma=444)

    assert far(colour(pixels(data), 0.5, 0.5), (255, 0, 0)) < 5


def header_only(width_px: int, height_px: int) -> bytes:
    """A PNG that claims a size; the claim must be refused before its pixels are looked at."""
    return png(width_px, height_px, 8, 2, zlib.compress(b"\0"))


def jpeg_of_size(width_px: int, height_px: int) -> bytes:
    data = bytearray(encoded(four_corners()))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height_px, width_px)
    return bytes(data)


def moving(file_format: str) -> bytes:
    return animated([Image.new("RGB", (64, 64), colour) for colour in ("red", "green", "blue")], file_format)


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def with_thumbnail_cut_short() -> bytes:
    whole = encoded(four_corners(), exif=b"Exif\0\0" + encoded(four_corners(60, 40)))
    return whole[:-1500]


def scrambled_png() -> bytes:
    data = bytearray(encoded(four_corners(), "PNG"))
    middle = data.index(b"IDAT") + 10
    data[middle : middle + 40] = bytes(40)
    return bytes(data)


def heif_of_size(width_px: int, height_px: int) -> bytes:
    data = bytearray(encoded(four_corners(), "HEIF"))
    size = data.index(b"ispe") + 8
    data[size : size + 8] = struct.pack(">II", width_px, height_px)
    return bytes(data)


def scrambled_heif() -> bytes:
    data = bytearray(encoded(four_corners(), "HEIF"))
    start = data.index(b"mdat") + 8
    data[start : start + 400] = bytes(range(200)) * 2
    return bytes(data)


def of_many_scans(count: int) -> bytes:
    data = encoded(four_corners())
    scan = data.index(b"\xff\xda")
    return data[:scan] + data[scan : scan + 40] * (count - 1) + data[scan:]


OTHERS = "JPEG, PNG, WebP and HEIC can be used"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"<!DOCTYPE html><html><body>404 Not Found</body></html>", "it is a web page"),
        (b"\n\n  <HTML lang=en>", "it is a web page"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", f"it is an SVG drawing: {OTHERS}"),
        (b"\x7fELF\2\1\1" + bytes(100), f"it is a program: {OTHERS}"),
        (encoded(four_corners(), "TIFF"), f"it is a TIFF file: {OTHERS}"),
        (encoded(four_corners(), "GIF"), f"it is a GIF file: {OTHERS}"),
        (encoded(four_corners(), "BMP"), f"it is a BMP file: {OTHERS}"),
        (encoded(four_corners(), "AVIF"), f"it is an AVIF file: {OTHERS}"),
        (b"\0\0\0\x18ftypheic" + bytes(100), "damaged"),
        (b"\0\0\0\x18ftyphevc" + bytes(100), "it moves, and only a still picture can be used"),
        (b"\0\0\0\x18ftypisom" + bytes(100), f"it is a film: {OTHERS}"),
        (b"RIFF\x24\0\0\0WAVEfmt " + bytes(24), f"its contents are not those of a picture: {OTHERS}"),
        (b"Dear all, see attached.", f"its contents are not those of a picture: {OTHERS}"),
        (half(encoded(four_corners())), "cut short"),
        (half(encoded(four_corners(), progressive=True)), "cut short"),
        (half(encoded(four_corners(), "PNG")), "cut short"),
        (half(encoded(four_corners(), "WEBP")), "cut short"),
        (half(encoded(four_corners(), "HEIF")), "cut short"),
        (encoded(four_corners(), "HEIF")[:30], "cut short"),
        (scrambled_heif(), "damaged"),
        (heif_of_size(30_000, 30_000), "30,000 x 30,000 pixels are more than 80 million: save a smaller copy"),
        (heif_of_size(9_000, 9_000), "9,000 x 9,000 pixels are more than 80 million: save a smaller copy"),
        (heif_of_size(9_000, 20), "too long and thin: 9,000 x 20 pixels: cut a part out of it"),
        (encoded(four_corners())[:30], "cut short"),
        (encoded(four_corners(), "PNG")[:20], "cut short"),
        (with_thumbnail_cut_short(), "cut short"),
        (scrambled_png(), "damaged"),
        (text_bomb(four_corners()), "damaged"),
        (header_only(30_000, 10_000), "30,000 x 10,000 pixels are more than 80 million: save a smaller copy"),
        (header_only(9_500, 9_500), "9,500 x 9,500 pixels are more than 80 million: save a smaller copy"),
        (header_only(9_000, 9_000), "9,000 x 9,000 pixels are more than 80 million: save a smaller copy"),
        (jpeg_of_size(30_000, 30_000), "30,000 x 30,000 pixels are more than 80 million: save a smaller copy"),
        (of_many_scans(101), "it needs more time than opening a picture may take"),
        (header_only(100_000, 20), "too long and thin: 100,000 x 20 pixels: cut a part out of it"),
        (moving("PNG"), "it moves, and only a still picture can be used"),
        (moving("WEBP"), "it moves, and only a still picture can be used"),
        (bytes(MAX_SIZE_BYTES + 20_000_000), "70 MB, and 50 MB is the most"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_its_reason(data, reason):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(PictureError) as refusal:
            pixels(data)

    assert str(refusal.value) == reason


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_picture_cut_anywhere_is_refused_or_whole(file_format):
    whole = encoded(four_corners(120, 80), file_format)
    expected = pixels(whole).tobytes()

    assert {outcome(whole[:length], expected) for length in range(16, len(whole), 7)} <= {"cut short", "whole"}


def outcome(data: bytes, expected: bytes) -> str:
    try:
        return "whole" if pixels(data).tobytes() == expected else "half a picture"
    except PictureError as refusal:
        return str(refusal)


def test_scans_of_a_thumbnail_or_behind_the_picture_do_not_count() -> None:
    data = encoded(four_corners())
    thumbnail = b"\xff\xe1" + (2 + 4 * 150).to_bytes(2, "big") + b"\xff\xda\xff\xd9" * 150

    assert scans_in(data) == 1
    assert scans_in(of_many_scans(7)) == 7
    assert scans_in(data[:2] + thumbnail + data[2:] + b"\xff\xda" * 2000) == 1
