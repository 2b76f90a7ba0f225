"""Sample submissions and pictures: drawn again to the same bytes, and fit for what they exercise."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import ExifTags, Image

ROOT = Path(__file__).resolve().parents[2]
SELFIES = ROOT / "content" / "selfies"
IMAGES = ROOT / "content" / "images"
TEXTS = sorted(SELFIES.glob("*.md"))
PICTURES = sorted(SELFIES.glob("*.jpg"))


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def header(text: Path) -> dict[str, str]:
    lines = text.read_text(encoding="utf-8").split("\n\n", 1)[0].splitlines()
    return {name: value.strip() for name, value in (line.split(":", 1) for line in lines)}


def words(text: Path) -> str:
    return text.read_text(encoding="utf-8").split("\n\n", 1)[1].strip()


@pytest.mark.parametrize(
    ("script", "names", "folder"),
    [
        ("draw_sample_selfies.py", ("0402", "0414", "0424"), SELFIES),
        ("draw_sample_pictures.py", ("mara-lind.jpg", "share.jpg"), IMAGES),
    ],
)
def test_drawing_again_gives_the_very_bytes_in_content(script, names, folder, tmp_path):
    done = run(script, "--to", str(tmp_path), "--only", ",".join(names))

    assert done.returncode == 0, done.stderr
    drawn = sorted(path.name for path in tmp_path.iterdir())
    assert {name.split(".")[0] for name in drawn} == {name.split(".")[0] for name in names}
    assert [name for name in drawn if (tmp_path / name).read_bytes() != (folder / name).read_bytes()] == []


@pytest.mark.parametrize("script", ["draw_sample_selfies.py", "draw_sample_pictures.py"])
def test_a_name_that_is_not_in_the_table_is_refused_and_nothing_written(script, tmp_path):
    done = run(script, "--to", str(tmp_path / "new"), "--only", "9999")

    assert done.returncode == 2
    assert "9999" in done.stderr
    assert not (tmp_path / "new").exists()


def test_there_are_thirty_submissions_each_a_text_and_a_picture():
    expected = [f"{number:04}" for number in range(401, 431)]

    assert [path.stem for path in TEXTS] == expected
    assert [path.stem for path in PICTURES] == expected


def test_no_two_signs_say_the_same_and_all_are_short():
    said = [words(text) for text in TEXTS]

    assert len({line.casefold() for line in said}) == 30
    assert [line for line in said if not 2 <= len(line.split()) <= 7] == []


def test_headers_hold_the_fields_of_a_submission_and_no_others():
    needed = {"Workplace", "Campaign", "Consent", "Consent-given", "Adults-only", "Photo-by"}
    optional = {"Name", "Consent-until", "Withdrawn"}

    for text in TEXTS:
        assert needed <= header(text).keys() <= needed | optional, text.name


def test_one_member_has_not_answered_and_one_has_withdrawn():
    unanswered = [
        text.stem
        for text in TEXTS
        if not any(header(text)[name] for name in ("Consent", "Consent-given", "Adults-only", "Photo-by"))
    ]
    withdrawn = [text.stem for text in TEXTS if header(text).get("Withdrawn")]

    assert (unanswered, withdrawn) == (["0429"], ["0430"])


def test_some_pictures_are_stored_turned_and_some_tell_where_they_were_taken():
    turned, located = set(), set()
    for path in PICTURES:
        with Image.open(path) as picture:
            exif = picture.getexif()
        if exif.get(ExifTags.Base.Orientation, 1) != 1:
            turned.add(path.stem)
        if exif.get_ifd(ExifTags.IFD.GPSInfo) and exif.get(ExifTags.Base.Make) and exif.get(ExifTags.Base.DateTime):
            located.add(path.stem)

    assert len(turned) >= 8
    assert len(located) >= 8
    assert turned & located


def test_every_picture_is_1600_pixels_long_and_small_enough_to_keep_in_the_repository():
    sizes = {}
    for path in PICTURES:
        with Image.open(path) as picture:
            sizes[path.stem] = picture.size

    assert {max(size) for size in sizes.values()} == {1600}
    assert len(set(sizes.values())) >= 5
    assert sum(path.stat().st_size for path in PICTURES) < 4_000_000
