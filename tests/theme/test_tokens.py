"""The colours can be read: contrast is computed from the tokens themselves, in both schemes."""

import re
from pathlib import Path

import pytest

from plugins.cards.colours import Oklch, linear_srgb, schemes

THEME = Path(__file__).resolve().parents[2] / "theme"
TOKENS = (THEME / "static/css/tokens.css").read_text(encoding="utf-8")
_LIGHT, DARK, _PRINT = re.split(r"@media (?:screen and \(prefers-color-scheme: dark\)|print)", TOKENS)

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


SCHEMES = schemes(TOKENS)


def luminance(colour: Oklch) -> float:
    red, green, blue = linear_srgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Oklch, other: Oklch) -> float:
    """WCAG 2.2's contrast ratio, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


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
    names = set(re.findall(r"--([\w-]+):", DARK))

    assert names <= set(SCHEMES["light"])
