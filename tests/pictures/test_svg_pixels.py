"""Drawings become pixels: as their makers see them, sharp, transparent where they are, within limits, told by name."""

import hashlib
import io
from pathlib import Path

import pytest
import resvg_py
from PIL import Image

from plugins.pictures import cache as cache_module
from plugins.pictures import svg_pixels
from plugins.pictures.cache import PictureCache
from plugins.pictures.executors import Job, outcomes
from plugins.pictures.limited import LimitedWorkers
from plugins.pictures.picture import ForbiddenError, PictureError
from plugins.pictures.store import stem
from plugins.pictures.svg import NotDrawnError, read_svg
from plugins.pictures.svg_pixels import derive_drawing, glyphs, rendered, renderer_and_encoders
from tests.pictures.drawings import BEGIN, HONEST, TOO_LONG, hostile, svg
from tests.pictures.hostile import rendered_soon


def pixels(data, width_px=160):
    return rendered(read_svg(data, width_px).xml)


def opened(data):
    return Image.open(io.BytesIO(data)).convert("RGBA")


@pytest.mark.parametrize("data", HONEST.values(), ids=HONEST)
def test_what_programs_write_is_rendered_edge_to_edge(data):
    image = pixels(data)

    assert image.size == (160, 120)
    assert set(image.getcolors(99)) == {(160 * 120, (0, 0, 255, 255))}


def test_a_drawing_becomes_avif_and_png_of_three_widths_transparent_where_it_is():
    half = svg('<rect width="20" height="30" fill="#f00"/>')
    derived = derive_drawing(half)

    assert [(one.suffix, one.width_px, one.height_px) for one in derived.encoded] == [
        (f"-{width}{suffix}", width, round(width * 0.75)) for width in (320, 800, 1512) for suffix in (".avif", ".png")
    ]
    assert (derived.size_px, derived.tells_place) == ((40, 30), False)
    for one in derived.encoded:
        image = opened(one.data)
        left, right = (image.getpixel((int(one.width_px * share), one.height_px // 2)) for share in (0.25, 0.75))
        assert left == pytest.approx((255, 0, 0, 255), abs=3)
        assert right[3] == 0


def test_the_same_drawing_becomes_the_same_bytes():
    assert derive_drawing(HONEST["inkscape"]) == derive_drawing(HONEST["inkscape"])


def test_lines_are_as_sharp_as_the_pixels_are():
    image = pixels(svg('<rect width="20" height="30"/>'), 1512)

    assert {image.getpixel((755, y))[3] for y in range(1134)} == {255}
    assert {image.getpixel((756, y))[3] for y in range(1134)} == {0}


def ink(family, words="Jobs and dignity", weight="400"):
    """How wide some words are."""
    text = f'<text y="20" font-size="4" font-weight="{weight}" font-family="{family}">{words}</text>'
    left, _, right, _ = pixels(svg(text), 800).getchannel("A").getbbox()
    return right - left


def test_text_is_set_in_the_face_of_titles_where_it_is_named_and_else_in_lato():
    lato = ink("Lato")

    assert ink("Fjalla One, Arial") == ink("Nobody, 'Fjalla One'") < lato
    for other in ("Arial", "Calibri, sans-serif", "Times", "serif", "monospace", "cursive", "fantasy", "DejaVu Sans"):
        assert ink(other) == lato
    assert ink("Arial", weight="700") != lato


@pytest.mark.parametrize("character", "é“”–—…€£½²≥≤−×•š")
def test_characters_of_charts_and_of_english_and_french_have_a_glyph(character):
    assert character in glyphs()


def test_a_missing_glyph_is_told_and_named():
    with pytest.raises(PictureError) as caught:
        derive_drawing(svg("<text>Up → now ✓</text>"))

    assert str(caught.value) == "I have no letters for → ✓: turn its text into outlines (paths)"


@pytest.fixture(scope="module")
def ends():
    """How each hostile drawing ends: why it is refused, or its size in pixels."""
    jobs = [Job(name, data) for name, data, _ in hostile()]
    results = outcomes(rendered_soon, jobs, most=len(jobs), start=LimitedWorkers)
    return {name: str(outcome) if isinstance(outcome, PictureError) else outcome for name, outcome in results}


@pytest.mark.parametrize(("name", "reason"), [(name, reason) for name, _, reason in hostile()], ids=str)
def test_a_hostile_drawing_is_rendered_or_refused_for_a_reason(ends, name, reason):
    end = ends[name]

    assert end.startswith(reason) if isinstance(end, str) else (reason, end[0]) == ("", 1512)


def test_a_drawing_without_end_is_refused_and_the_others_are_made(tmp_path):
    endless = {name: data for name, data, _ in hostile()}["endless clouds"]
    files = {name: tmp_path / f"{name}.svg" for name in ("endless", "chart")}
    files["endless"].write_bytes(endless)
    files["chart"].write_bytes(HONEST["excel"])
    cache = PictureCache(tmp_path / "cache")
    cache.prepare(files.values())

    assert cache.picture(files["chart"]).width_px == 40
    with pytest.raises(PictureError, match=TOO_LONG):
        cache.picture(files["endless"])


def test_a_finished_drawing_is_not_rendered_again_until_renderer_faces_or_bytes_change(tmp_path, monkeypatch):
    file = tmp_path / "a.svg"
    file.write_bytes(HONEST["excel"])
    first = PictureCache(tmp_path / "cache").picture(file)
    faces = hashlib.sha256(b"".join(Path(face).read_bytes() for face in svg_pixels.FACES)).hexdigest()

    assert stem(first.original_sha256, renderer_and_encoders()) in first.avif[0].name
    assert resvg_py.__version__ in renderer_and_encoders()
    assert faces in renderer_and_encoders()
    monkeypatch.setattr(cache_module, "outcomes", lambda *_, **__: pytest.fail("rendered again"))
    assert PictureCache(tmp_path / "cache").picture(file) == first


def test_the_same_bytes_under_a_photographs_name_are_no_picture_and_forbidden_ones_stay_so(tmp_path):
    cache, files = PictureCache(tmp_path / "cache"), [tmp_path / "a.svg", tmp_path / "a.jpg"]
    for file in files:
        file.write_bytes(HONEST["excel"])

    assert cache.picture(files[0]).width_px == 40
    with pytest.raises(PictureError, match="SVG drawing"):
        cache.picture(files[1])
    cache.forbid([hashlib.sha256(HONEST["excel"]).hexdigest()])
    for file in files:
        with pytest.raises(ForbiddenError):
            cache.picture(file)


def test_no_file_is_opened_whatever_a_drawing_names(tmp_path, monkeypatch):
    """The renderer itself would open <image href>, so nothing of that name reaches it, however it is written."""
    Image.new("RGB", (9, 9), "red").save(tmp_path / "x.png")
    monkeypatch.chdir(tmp_path)
    assert rendered(f'{BEGIN}<image href="x.png" width="40" height="30"/></svg>').getbbox()  # so it would

    for inner in ('<image href="x.png"/>', '<x:image xmlns:x="http://www.w3.org/2000/svg" href="x.png"/>'):
        with pytest.raises(NotDrawnError, match="<image>"):
            pixels(svg(inner))
    for inner in ('<x:image xmlns:x="urn:x" href="x.png"/>', '<metadata><image href="x.png"/></metadata>'):
        assert pixels(svg(inner)).getbbox() is None
