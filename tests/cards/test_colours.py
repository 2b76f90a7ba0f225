import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from plugins.cards.colours import NEEDED, hexadecimal, missing_colours, schemes, theme_schemes
from plugins.cards.css_colours import as_oklch
from tests.small_site import ROOT, small_site

THEME = ROOT / "theme"


@pytest.mark.parametrize(
    ("oklch", "srgb"),
    [  # CSS Color 4, as browsers show it
        ((0.0, 0.0, 0.0), "#000000"),
        ((1.0, 0.0, 0.0), "#ffffff"),
        ((0.62796, 0.25768, 29.23388), "#ff0000"),
        ((0.86644, 0.29483, 142.49535), "#00ff00"),
        ((0.45201, 0.31321, 264.05202), "#0000ff"),
        ((0.7, 0.4, 30.0), "#ff0000"),  # louder than any screen
    ],
)
def test_a_colour_is_the_one_that_browsers_show(oklch, srgb):
    assert hexadecimal(oklch) == srgb


@pytest.mark.parametrize(
    ("line", "colour"),
    [
        ("--ink: oklch(0.25 0.055 262);", (0.25, 0.055, 262.0)),
        ("--ink:oklch( 25% 0.055 262deg )", (0.25, 0.055, 262.0)),
        ("--ink: #123456;", None),
        ("/* --ink: oklch(0.25 0.055 262); */", None),
        ("--ink: oklch(from red l c h);", None),
    ],
)
def test_a_token_is_read_if_it_is_written_as_oklch(line, colour):
    assert schemes(f":root {{ {line} }}")["light"].get("ink") == colour


def test_dark_and_print_have_every_colour_and_their_own_where_they_tell_one():
    colours = theme_schemes(THEME)

    assert colours["light"].keys() == colours["dark"].keys() == colours["print"].keys() >= NEEDED.keys()
    assert colours["dark"]["sun"] == colours["light"]["sun"]
    assert colours["dark"]["paper"] != colours["light"]["paper"] != colours["print"]["paper"]


@pytest.mark.parametrize("name", NEEDED)
def test_a_colour_that_is_missing_is_told_with_the_line_to_type(name):
    colours = theme_schemes(THEME)["light"]

    (finding,) = missing_colours({other: colour for other, colour in colours.items() if other != name})

    assert str(finding).startswith(f"error theme/static/css/tokens.css:1  There is no colour --{name}, or")
    written = re.search(r"Write for example  (--[\w-]+: oklch\(.+\);)", str(finding))
    assert written is not None
    assert schemes(written[1])["light"] == {name: colours[name]}


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("#d73215", "--ink: oklch(0.575 0.205 32);"),
        ("#D73215FF", "--ink: oklch(0.575 0.205 32);"),
        ("#fff", "--ink: oklch(1 0 0);"),
        ("rgb(215, 50, 21)", "--ink: oklch(0.575 0.205 32);"),
        ("rgba(215 50 21 / 50%)", "--ink: oklch(0.575 0.205 32);"),
        ("hsl(0deg 0% 0%)", "--ink: oklch(0 0 0);"),
        ("teal", "--ink: oklch(0.543 0.093 195);"),
    ],
)
def test_a_colour_in_other_numbers_is_told_as_what_to_write_for_it(written: str, line: str) -> None:
    css = f":root {{\n  --paper: oklch(1 0 0);\n  --ink: {written};\n}}"
    found = {finding.values: str(finding) for finding in missing_colours(schemes(css)["light"], css)}
    (ink,) = (words for values, words in found.items() if ("colour", "ink") in values)

    assert ink.startswith("error theme/static/css/tokens.css:3  There is no colour --ink, or it is not written as")
    assert ink.endswith(f"Write for example  {line}  [C49]")


def with_tokens(folder: Path, line: str, instead: str) -> str:
    """The path of a theme with another line among its tokens."""
    theme = folder / "theme"
    shutil.copytree(THEME, theme)
    tokens = theme / "static/css/tokens.css"
    tokens.write_text(tokens.read_text(encoding="utf-8").replace(line, instead, 1), encoding="utf-8")
    return str(theme)


def test_another_organisations_tokens_colour_the_browsers_frame(tmp_path: Path):
    site = small_site(tmp_path)

    site.build(
        THEME=with_tokens(tmp_path, "--paper: oklch(0.985 0.008 88);", "--paper: oklch(0.45201 0.31321 264.05202);")
    )

    assert '<meta name="theme-color" content="#0000ff" media="(prefers-color-scheme: light)">' in site.page(
        "index.html"
    )
    assert '<meta name="theme-color" content="#0a1120" media="(prefers-color-scheme: dark)">' in site.page("index.html")


def test_a_site_whose_tokens_lack_a_colour_is_not_built(tmp_path: Path):
    theme = with_tokens(tmp_path, "--sun: oklch(0.845 0.165 86);", "--sun: gold;")

    (mistake,) = small_site(tmp_path).mistakes(THEME=theme)

    assert mistake == (
        "error theme/static/css/tokens.css:18  There is no colour --sun, or it is not written as oklch(). "
        "Write for example  --sun: oklch(0.887 0.182 95);  [C49]"
    )


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("gold", "oklch(0.887 0.182 95)"),
        ("White", "oklch(1 0 0)"),
        ("rebeccapurple", "oklch(0.44 0.16 303)"),
        ("lab(54.29 80.8 69.89)", "oklch(0.628 0.258 29)"),
        ("lch(54.29% 106.84 40.86deg)", "oklch(0.628 0.258 29)"),
        ("hwb(0 0% 0%)", "oklch(0.628 0.258 29)"),
        ("hwb(120deg 50% 50% / 0.5)", "oklch(0.598 0 0)"),
        ("oklab(0.628 0.225 0.126)", "oklch(0.628 0.258 29)"),
        ("oklch(62.8% 64.425% 0.0812turn)", "oklch(0.628 0.258 29)"),
        ("color(srgb 1 0 0)", "oklch(0.628 0.258 29)"),
        ("color(srgb-linear 1 0 0)", "oklch(0.628 0.258 29)"),
        ("color(display-p3 1 0 0)", "oklch(0.649 0.299 29)"),
        ("color(xyz-d65 0.4124 0.2126 0.0193)", "oklch(0.628 0.258 29)"),
        ("hsl(none 0% 100%)", "oklch(1 0 0)"),
        ("#d73215 !important", "oklch(0.575 0.205 32)"),
        ("transparent", None),
        ("var(--ink)", None),
        ("color-mix(in oklab, red, blue)", None),
        ("currentcolor", None),
    ],
)
def test_a_colour_in_any_form_of_css_is_told_as_what_to_write_for_it(written: str, same: str | None) -> None:
    css = f":root {{ --paper: {written}; }}"

    (told,) = [str(found) for found in missing_colours(schemes(css)["light"], css) if "--paper" in str(found)]

    assert f"Write for example  --paper: {same or NEEDED['paper']};" in told


def test_a_named_colour_is_the_same_after_it_was_drawn() -> None:
    Image.new("RGB", (1, 1), "olive")

    assert as_oklch("olive") == as_oklch("#808000")
