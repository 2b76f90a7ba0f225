"""The colours can be read: contrast is computed from the tokens themselves, in both schemes."""

import math
import re
from pathlib import Path

import pytest

THEME = Path(__file__).resolve().parents[2] / "theme"
TOKENS = (THEME / "static/css/tokens.css").read_text(encoding="utf-8")
LIGHT, DARK, PRINT = re.split(r"@media (?:screen and \(prefers-color-scheme: dark\)|print)", TOKENS)

TEXT = [  # words, and what they stand on
    *((words, ground) for words in ("ink", "ink-soft", "signal-words") for ground in ("paper", "card", "sky")),
    ("on-signal", "signal"),
    ("on-sun", "sun"),
    *((words, "night") for words in ("on-night", "on-night-soft", "night-words")),
    *((words, "bar") for words in ("on-bar", "bar-title")),
]
SHAPES = [  # edges of controls, focus rings, numbers on signs
    *(("edge", ground) for ground in ("paper", "card", "sky")),
    *(("signal-words", ground) for ground in ("paper", "card", "sky")),
    ("on-sun", "sun"),
]


def colours(css: str) -> dict[str, tuple[float, float, float]]:
    """Every token that is a colour: lightness, chroma and hue in OKLCH."""
    told = re.findall(r"--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);", css)
    return {name: (float(lightness), float(chroma), float(hue)) for name, lightness, chroma, hue in told}


SCHEMES = {
    "light": colours(LIGHT),
    "dark": colours(LIGHT) | colours(DARK),
    "print": colours(LIGHT) | colours(PRINT),
}


def linear_srgb(colour: tuple[float, float, float]) -> list[float]:
    """Linear sRGB, clipped to what a screen shows (Björn Ottosson, A perceptual color space for image processing)."""
    lightness, chroma, hue = colour
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    rgb = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return [min(max(channel, 0.0), 1.0) for channel in rgb]


def luminance(colour: tuple[float, float, float]) -> float:
    red, green, blue = linear_srgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """WCAG 2.2's contrast ratio, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def hexadecimal(colour: tuple[float, float, float]) -> str:
    """As sRGB in eight bits: #rrggbb."""
    gamma = [12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in linear_srgb(colour)]
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in gamma)


def test_black_on_white_is_the_largest_contrast_there_is():
    assert contrast((0, 0, 0), (1, 0, 0)) == pytest.approx(21, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("words", "ground"), TEXT)
def test_words_can_be_read_on_what_they_stand_on(scheme, words, ground):
    tokens = SCHEMES[scheme]

    assert contrast(tokens[words], tokens[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_edges_and_controls_stand_out_from_what_they_stand_on(scheme, shape, ground):
    tokens = SCHEMES[scheme]

    assert contrast(tokens[shape], tokens[ground]) >= 3


def test_dark_redefines_colours_and_nothing_else():
    told = set(re.findall(r"--([\w-]+):", DARK))

    assert told <= set(SCHEMES["light"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_browsers_own_frame_has_the_colour_of_the_paper(scheme):
    base = (THEME / "templates/base.html").read_text(encoding="utf-8")
    told = re.search(rf'name="theme-color" content="(#\w{{6}})" media="\(prefers-color-scheme: {scheme}\)"', base)

    assert told is not None
    assert told[1] == hexadecimal(SCHEMES[scheme]["paper"])
