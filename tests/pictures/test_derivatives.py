import io
import re
import subprocess
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageDraw, PngImagePlugin

from plugins.pictures.derivatives import WEB, derive, recipe_and_encoders
from tests.pictures.samples import display_p3, encoded, four_corners

SECRETS = (b"ExampleCorp", b"SN0001", b"GPS-secret", b"comment-secret", b"xmp-secret", b"trailer-secret", b"Display P3")


def revealing(file_format: str) -> bytes:
    """A picture that tells all about who took it, where and with what."""
    exif = Image.Exif()
    exif[0x010F] = "ExampleCorp"
    exif.get_ifd(0x8769)[0xA431] = "SN0001"
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 30.0, 12.5), 29: "GPS-secret"})
    options: dict[str, Any] = {"exif": exif, "icc_profile": display_p3(), "xmp": b"<x:xmpmeta>xmp-secret</x:xmpmeta>"}
    if file_format == "JPEG":
        options["comment"] = b"comment-secret"
    if file_format == "PNG":
        del options["xmp"]
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", "comment-secret")
        text.add_itxt("XML:com.adobe.xmp", "xmp-secret")
        options["pnginfo"] = text
    return encoded(four_corners(900, 600), file_format, **options) + b"trailer-secret"


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize(
    ("width_px", "widths_px"),
    [
        (3024, [320, 800, 1512]),
        (1512, [320, 800, 1512]),
        (1000, [320, 800, 1000]),
        (800, [320, 800]),
        (321, [320, 321]),
        (200, [200]),
        (1, [1]),
    ],
)
def test_widths_are_the_recipes_and_never_more_than_the_original(width_px, widths_px):
    made = derive(encoded(Image.new("RGB", (width_px, max(1, width_px // 2)), "teal"), "PNG")).encoded

    assert [one.suffix for one in made] == [f"-{w}.{ending}" for w in widths_px for ending in ("avif", "jpg")]
    for one in made:
        image = opened(one.data)
        assert image.format == ("AVIF" if one.suffix.endswith("avif") else "JPEG")
        assert image.size == (one.width_px, one.height_px)


@pytest.mark.parametrize("size", [(3024, 4032), (2999, 1333), (700, 7000), (4000, 334)])
def test_shapes_are_kept_to_the_pixel(size):
    for one in derive(encoded(Image.new("RGB", size, "teal"), quality=20)).encoded:
        assert abs(one.height_px - size[1] * one.width_px / size[0]) <= 1


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_no_derivative_tells_anything_but_its_pixels(file_format):
    data = revealing(file_format)
    assert b"ExampleCorp" in data
    assert b"trailer-secret" in data

    for one in derive(data).encoded:
        image = opened(one.data)
        assert not any(secret in one.data for secret in SECRETS)
        assert not re.search(rb"Exif\0|<x:xmpmeta|ICC_PROFILE|http://ns.adobe", one.data)
        assert not {"exif", "xmp", "comment", "icc_profile"} & set(image.info)
        assert not image.getexif()


@pytest.mark.needs("exiftool")
@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_exiftool_finds_nothing_but_the_container(file_format, tmp_path):
    for one in derive(revealing(file_format)).encoded:
        (tmp_path / f"picture{one.suffix}").write_bytes(one.data)
    command = ["exiftool", "-G0", "-s", "-ee", "-u", str(tmp_path)]
    groups = set(
        re.findall(r"^\[(\w+)\]", subprocess.run(command, capture_output=True, text=True).stdout, re.MULTILINE)
    )

    assert groups <= {"ExifTool", "File", "Composite", "QuickTime", "JFIF"}
    assert "File" in groups


def test_the_same_original_gives_the_same_bytes():
    data = revealing("JPEG")

    assert derive(data) == derive(data)


def test_jpeg_is_progressive_and_avif_keeps_coloured_ink():
    image = Image.new("RGB", (800, 600), "white")
    for x in range(0, 800, 4):
        ImageDraw.Draw(image).line((x, 0, x, 600), fill=(200, 0, 0))
    made = {one.suffix: one.data for one in derive(encoded(image, "PNG")).encoded}

    assert opened(made["-800.jpg"]).info["progressive"]
    # With colour at half width (4:2:0) a red line one pixel wide turns to grey and pink.
    red, green, _ = opened(made["-800.avif"]).convert("RGB").crop((396, 290, 404, 300)).split()
    reddest = max(level for level, count in enumerate(ImageChops.subtract(red, green).histogram()) if count)
    assert reddest > 150


def test_the_maker_is_the_recipe_and_the_encoders(monkeypatch):
    seen = {recipe_and_encoders(), recipe_and_encoders(WEB._replace(widths_px=(320,)))}
    monkeypatch.setattr("PIL.__version__", "99")
    seen.add(recipe_and_encoders())

    assert len(seen) == 3
    assert derive(encoded(four_corners())).maker == recipe_and_encoders()


def test_tiles_are_smaller_than_the_rest_of_the_recipe_makes_them_and_keep_coloured_ink():
    image = Image.effect_noise((1600, 1200), 40).convert("RGB")
    ImageDraw.Draw(image).rectangle((200, 200, 1400, 1000), fill="white")
    for x in range(240, 1400, 40):
        ImageDraw.Draw(image).line((x, 240, x, 960), fill=(200, 0, 0), width=10)
    data = encoded(image, quality=95)
    tile = next(one for one in derive(data).encoded if one.suffix == "-320.avif")

    others = derive(data, WEB._replace(avif_of_tiles=())).encoded
    plain = next(one for one in others if one.suffix == "-320.avif")
    assert len(tile.data) < 0.9 * len(plain.data)
    red, green, _ = opened(tile.data).convert("RGB").crop((60, 100, 240, 101)).split()
    reddest = max(level for level, count in enumerate(ImageChops.subtract(red, green).histogram()) if count)
    assert reddest > 150


def test_the_recipes_numbers_are_the_ones_used():
    data = encoded(four_corners())
    made = derive(data, WEB._replace(widths_px=(100, 200), jpeg=(("quality", 5),))).encoded

    assert [one.width_px for one in made] == [100, 100, 200, 200]
    assert not opened(made[-1].data).info.get("progressive")
