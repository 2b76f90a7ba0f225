import io
import json
import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from plugins.pictures.cache import PictureCache
from plugins.pictures.derivatives import WEB, Encoded
from plugins.pictures.picture import PictureError
from plugins.selfies.composed import SIZES_PX, compose, composed_picture
from plugins.selfies.layout import Placement, filled_box

COLOURS = [(200, 30, 40), (30, 150, 60), (40, 60, 190), (230, 190, 40), (120, 40, 140)]
SIZES = [(800, 1067), (800, 600), (320, 320), (800, 450), (640, 800)]
PAPER = (255, 247, 234)


def jpeg(colour: tuple[int, int, int], size: tuple[int, int]) -> bytes:
    """A picture that has everything in it that must not get out."""
    image = Image.new("RGB", size, colour)
    exif = Image.Exif()
    exif[0x010E] = "SECRET-IN-EXIF"
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 30.0, 0.0)})
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=95, exif=exif, comment=b"SECRET-IN-COMMENT", icc_profile=b"SECRET-IN-PROFILE")
    return buffer.getvalue() + b"SECRET-IN-TRAILER"


PICTURES = [jpeg(colour, size) for colour, size in zip(COLOURS, SIZES, strict=True)]


def placed(width_px: int = 600, height_px: int = 315) -> list[Placement]:
    return filled_box([w / h for w, h in SIZES], width_px=width_px, height_px=height_px, gap_px=4)


def composed() -> list[Encoded]:
    return compose(PICTURES, placed(), width_px=600, height_px=315, background="#fff7ea")


def alike(one: object, other: tuple[int, int, int]) -> bool:
    return isinstance(one, tuple) and all(abs(a - b) <= 8 for a, b in zip(one, other, strict=True))


def test_every_picture_is_where_its_placement_says_and_paper_is_between():
    placements = placed()
    for *_, data in composed():
        image = Image.open(io.BytesIO(data)).convert("RGB")

        assert image.size == (600, 315)
        for colour, one in zip(COLOURS, placements, strict=True):
            right_px, bottom_px = one.x_px + one.width_px - 9, one.y_px + one.height_px - 9
            for x_px, y_px in ((one.x_px + 9, one.y_px + 9), (right_px, bottom_px)):
                assert alike(image.getpixel((x_px, y_px)), colour)
    lone = compose(PICTURES[:1], [Placement(200, 0, 236, 315)], width_px=600, height_px=315, background="#fff7ea")
    for *_, data in lone:
        image = Image.open(io.BytesIO(data)).convert("RGB")
        assert alike(image.getpixel((190, 150)), PAPER)
        assert alike(image.getpixel((446, 150)), PAPER)


def test_a_picture_is_shown_to_its_edges():
    halves = Image.new("RGB", (800, 600), COLOURS[0])
    halves.paste(COLOURS[2], (780, 0, 800, 600))
    buffer = io.BytesIO()
    halves.save(buffer, "JPEG", quality=95)
    _, (*_, data) = compose(
        [buffer.getvalue()], [Placement(0, 0, 400, 300)], width_px=400, height_px=300, background="white"
    )
    image = Image.open(io.BytesIO(data)).convert("RGB")

    assert alike(image.getpixel((398, 150)), COLOURS[2])
    assert alike(image.getpixel((384, 150)), COLOURS[0])


def test_nothing_but_pixels_gets_out():
    for *_, data in composed():
        image = Image.open(io.BytesIO(data))

        assert not re.search(rb"SECRET|Exif\0|ICC_PROFILE|<x:xmpmeta", data)
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile"} & set(image.info)


@pytest.mark.needs("exiftool")
def test_exiftool_finds_nothing_but_the_container(tmp_path: Path):
    for suffix, _, _, data in composed():
        (tmp_path / f"composed{suffix}").write_bytes(data)
    command = ["exiftool", "-j", "-G0", "-ee", "-u", str(tmp_path)]
    files = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    assert len(files) == 2
    groups = {key.partition(":")[0] for one in files for key in one} - {"SourceFile"}
    assert groups <= {"ExifTool", "File", "Composite", "QuickTime", "JFIF"}


def test_the_same_pictures_give_the_same_bytes():
    assert composed() == composed()


def test_both_formats_follow_the_recipe_of_all_pictures():
    (avif_suffix, *_, avif_data), (jpeg_suffix, *_, jpeg_data) = composed()
    again = {}
    for file_format, parameters in (("JPEG", WEB.jpeg), ("AVIF", WEB.avif)):
        buffer = io.BytesIO()
        plain = Image.new("RGB", (600, 315), "#fff7ea")
        plain.save(buffer, file_format, **dict(parameters))
        again[file_format] = buffer.getvalue()
    empty = compose([], [], width_px=600, height_px=315, background="#fff7ea")

    assert (jpeg_suffix, avif_suffix) == ("-600.jpg", "-600.avif")
    assert Image.open(io.BytesIO(jpeg_data)).info["progressive"]
    assert Image.open(io.BytesIO(avif_data)).format == "AVIF"
    assert [data for *_, data in empty] == [again["AVIF"], again["JPEG"]]


@pytest.mark.parametrize(
    ("pictures", "placements", "background", "problem"),
    [
        (PICTURES[:1], [], "white", ValueError),
        (PICTURES[:1], [Placement(550, 0, 60, 45)], "white", ValueError),
        (PICTURES[:1], [Placement(0, -1, 60, 45)], "white", ValueError),
        (PICTURES[:1], [Placement(0, 0, 60, 45)], "paper", ValueError),
        ([b"<html>"], [Placement(0, 0, 60, 45)], "white", PictureError),
        ([PICTURES[0][:3000]], [Placement(0, 0, 60, 45)], "white", PictureError),
        ([b""], [Placement(0, 0, 60, 45)], "white", PictureError),
    ],
)
def test_what_does_not_fit_is_refused(pictures, placements, background, problem):
    with pytest.raises(problem):
        compose(pictures, placements, width_px=600, height_px=315, background=background)


def test_a_wall_is_composed_once_and_again_when_somebody_comes_or_goes(tmp_path: Path):
    for number, (colour, size) in enumerate(zip(COLOURS, SIZES, strict=True)):
        Image.new("RGB", size, colour).save(tmp_path / f"{number}.jpg")
    files = sorted(tmp_path.glob("*.jpg"))
    cache = PictureCache(tmp_path / "cache")
    pictures = [cache.picture(file) for file in files]
    whole = composed_picture(pictures, cache)

    assert [(one.width_px, one.height_px) for one in (*whole.fallback, *whole.avif)] == [
        (w, h) for w, h, _ in SIZES_PX
    ] * 2
    assert composed_picture(pictures, PictureCache(tmp_path / "cache")) == whole
    fewer = composed_picture(pictures[1:], cache)
    assert fewer != whole
    cache.publish([one.name for one in fewer.fallback], tmp_path / "output")
    cache.prune([])
    left = {file.name for file in (tmp_path / "cache").iterdir()}
    assert whole.fallback[0].name in left


def test_what_is_not_composed_any_more_is_pruned(tmp_path: Path):
    Image.new("RGB", (80, 60), COLOURS[0]).save(tmp_path / "0.jpg")
    Image.new("RGB", (60, 80), COLOURS[1]).save(tmp_path / "1.jpg")
    before = PictureCache(tmp_path / "cache")
    both = composed_picture([before.picture(tmp_path / name) for name in ("0.jpg", "1.jpg")], before)
    after = PictureCache(tmp_path / "cache")
    one = composed_picture([after.picture(tmp_path / "0.jpg")], after)
    after.prune([])
    left = {file.name for file in (tmp_path / "cache").iterdir()}

    assert {derivative.name for derivative in (*one.fallback, *one.avif)} <= left
    assert not {derivative.name for derivative in (*both.fallback, *both.avif)} & left


def test_one_that_another_build_pruned_meanwhile_is_made_again(tmp_path: Path):
    Image.new("RGB", (80, 60), COLOURS[0]).save(tmp_path / "0.jpg")
    cache = PictureCache(tmp_path / "cache")
    composed = composed_picture([cache.picture(tmp_path / "0.jpg")], cache)
    PictureCache(tmp_path / "cache").prune([])
    cache.publish([composed.fallback[0].name], tmp_path / "output")

    assert Image.open(tmp_path / "output" / composed.fallback[0].name).size == (1200, 630)
