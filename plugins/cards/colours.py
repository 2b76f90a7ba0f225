"""The theme's colours as other programs than browsers need them: read from tokens.css, turned into sRGB."""

import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from plugins.cards.css_colours import as_oklch
from plugins.core.findings import Finding, Where, finding

Oklch = tuple[float, float, float]  # lightness from 0 to 1, chroma, hue in degrees

TOKENS = "css/tokens.css"
# Where one scheme ends and the next begins. The light one is first, and the others redefine what they change.
SCHEMES = ("light", "dark", "print")
_NEXT_SCHEME = re.compile(r"@media (?:screen and \(prefers-color-scheme: dark\)|print)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COLOUR = re.compile(r"--([\w-]+):\s*oklch\(\s*([\d.]+)(%?)\s+([\d.]+)\s+(-?[\d.]+)(?:deg)?\s*\)")
# What share cards are drawn in, with what to write when one is missing.
NEEDED = {
    "paper": "oklch(0.985 0.008 88)",
    "card": "oklch(1 0 0)",
    "ink": "oklch(0.25 0.055 262)",
    "signal": "oklch(0.575 0.205 32)",
    "on-signal": "oklch(1 0 0)",
    "signal-words": "oklch(0.52 0.19 32)",
    "sun": "oklch(0.845 0.165 86)",
    "on-sun": "oklch(0.25 0.055 262)",
    "kraft": "oklch(0.76 0.075 70)",
    "edge": "oklch(0.25 0.055 262)",
}


def schemes(css: str) -> dict[str, dict[str, Oklch]]:
    """Every token of tokens.css that is a colour, by scheme and name; each scheme has all of them.

    >>> schemes(":root { --ink: oklch(0.25 0.055 262); --gap: 1rem; }")["dark"]
    {'ink': (0.25, 0.055, 262.0)}
    """
    parts = [_colours(part) for part in _NEXT_SCHEME.split(_COMMENT.sub(" ", css))]
    by_scheme = dict(zip(SCHEMES, [*parts, {}, {}], strict=False))
    return {name: by_scheme["light"] | colours for name, colours in by_scheme.items()}


def _colours(css: str) -> dict[str, Oklch]:
    return {
        name: (float(lightness) / (100 if percent else 1), float(chroma), float(hue))
        for name, lightness, percent, chroma, hue in _COLOUR.findall(css)
    }


def theme_tokens(theme: Path) -> str:
    """The text of a theme's tokens. raises: OSError when there is no such file, which C49 tells"""
    return (theme / "static" / TOKENS).read_text(encoding="utf-8")


def theme_schemes(theme: Path) -> dict[str, dict[str, Oklch]]:
    """The colours of a theme's tokens, by scheme. raises: as above"""
    return schemes(theme_tokens(theme))


def missing_colours(colours: Mapping[str, Oklch], css: str = "") -> Iterator[Finding]:
    """Colours that the cards for shared links need, and that are no tokens, or not written as oklch() (C49).

    css: of the tokens; a colour in it that is written in another way is told as what to write for it
    """
    for name, example in NEEDED.items():
        if name in colours:
            continue
        match = re.search(rf"--{name}:\s*([^;}}]*)", css)
        line = css[: match.start()].count("\n") + 1 if match else 1
        same = as_oklch(match[1]) if match else None
        where = Where(f"theme/static/{TOKENS}", line)
        yield finding("C49.missing-colour", where, colour=name, example=same or example)


def linear_srgb(colour: Oklch) -> list[float]:
    """Linear sRGB, from 0 to 1, clipped to what a screen shows.

    Source: Björn Ottosson, A perceptual color space for image processing (2020).
    """
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


def hexadecimal(colour: Oklch) -> str:
    """As sRGB in eight bits.

    >>> hexadecimal((1, 0, 0)), hexadecimal((0.575, 0.205, 32))
    ('#ffffff', '#d73215')
    """
    gamma = [12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in linear_srgb(colour)]
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in gamma)
