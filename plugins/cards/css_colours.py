"""Colours as CSS writes them (CSS Color 4), turned into the one form that tokens have."""

import colorsys
import math
import re
from collections.abc import Sequence

from plugins.pictures.named_colours import hexadecimal_of

_HEXADECIMAL = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_NUMBER = r"([+-]?[\d.]+(?:e[+-]?\d+)?(?:%|deg|grad|rad|turn)?|none)"
_FUNCTION = re.compile(
    rf"(?P<name>rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(\s*(?:(?P<space>srgb|srgb-linear|display-p3|xyz(?:-d\d\d)?)\s+)?"
    rf"{_NUMBER}[\s,]+{_NUMBER}[\s,]+{_NUMBER}(?:\s*[/,]\s*(?:[\d.]+%?|none))?\s*\)"
)
_DEGREES = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}
Three = tuple[float, float, float]
# From XYZ of daylight of 6500 K and of 5000 K to linear sRGB; from linear Display P3 to that (CSS Color 4, 17).
_FROM_D65 = (
    (3.2409699, -1.5373832, -0.4986108),
    (-0.9692436, 1.8759675, 0.0415551),
    (0.0556301, -0.2039770, 1.0569715),
)
_FROM_D50 = (
    (3.1341359, -1.6173860, -0.4906619),
    (-0.9787954, 1.9162544, 0.0334427),
    (0.0719554, -0.2289768, 1.4053860),
)
_FROM_P3 = ((1.2249401, -0.2249404, 0.0), (-0.0420569, 1.0420571, 0.0), (-0.0196376, -0.0786361, 1.0982735))
_WHITE_D50 = (0.96430, 1.0, 0.82510)


def as_oklch(written: str) -> str | None:
    """A colour in any form that CSS has for one, as oklch(); None for what names none by itself, such as var().

    Source: Björn Ottosson, A perceptual color space for image processing (2020).

    >>> as_oklch("#d73215"), as_oklch("White"), as_oklch("rgb(215 50 21)"), as_oklch("inherit")
    ('oklch(0.575 0.205 32)', 'oklch(1 0 0)', 'oklch(0.575 0.205 32)', None)
    """
    lab = _oklab(written.strip().lower().removesuffix("!important").strip())
    if lab is None:
        return None
    lightness, a, b = lab
    chroma = round(math.hypot(a, b), 3)
    hue = round(math.degrees(math.atan2(b, a)) % 360) % 360 if chroma else 0
    return f"oklch({round(lightness, 3):g} {chroma:g} {hue})"


def _oklab(written: str) -> Three | None:
    """Lightness from 0 to 1, and the two axes of colour."""
    match = _FUNCTION.fullmatch(written)
    if match and match["name"] in ("oklab", "oklch"):
        lightness = _part(match[3], 1)
        if match["name"] == "oklab":
            return lightness, _part(match[4], 0.4), _part(match[5], 0.4)
        return lightness, *_from_polar(_part(match[4], 0.4), _angle(match[5]))
    linear = _linear(written, match)
    if linear is None:
        return None
    red, green, blue = linear
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _linear(written: str, match: re.Match[str] | None) -> Three | None:
    """Linear sRGB; outside of 0 to 1 for what no screen of that kind shows."""
    if match is None:
        found = _HEXADECIMAL.fullmatch(hexadecimal_of(written) or written)
        if found is None:
            return None
        whole = found[1] if len(found[1]) > 4 else "".join(2 * digit for digit in found[1])
        return _without_gamma([int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4)])
    name, space, numbers = match["name"], match["space"], match.groups()[2:5]
    if name == "rgb":
        return _without_gamma([_part(one, 255) / 255 for one in numbers])
    if name in ("hsl", "hwb"):
        return _without_gamma(_from_hue(name, _angle(numbers[0]), _part(numbers[1], 1), _part(numbers[2], 1)))
    if name in ("lab", "lch"):
        lightness, range_of = _part(numbers[0], 100), 125 if name == "lab" else 150
        axes = (
            (_part(numbers[1], range_of), _part(numbers[2], range_of))
            if name == "lab"
            else _from_polar(_part(numbers[1], range_of), _angle(numbers[2]))
        )
        return _times(_FROM_D50, _xyz_of_lab(lightness, *axes))
    parts = [_part(one, 1) for one in numbers]
    if space == "display-p3":
        return _times(_FROM_P3, _without_gamma(parts))
    if space and space.startswith("xyz"):
        return _times(_FROM_D50 if space.endswith("d50") else _FROM_D65, parts)
    if space == "srgb-linear":
        return parts[0], parts[1], parts[2]
    return _without_gamma(parts) if space else None


def _part(number: str, whole: float) -> float:
    """A number; a percentage is one of `whole`."""
    if number == "none":
        return 0.0
    return float(number[:-1]) / 100 * whole if number.endswith("%") else float(number)


def _angle(number: str) -> float:
    """An angle in degrees."""
    unit = next((unit for unit in ("grad", "rad", "deg", "turn") if number.endswith(unit)), "")
    return _part(number.removesuffix(unit), 360) * (_DEGREES[unit] if unit else 1)


def _from_polar(chroma: float, hue: float) -> tuple[float, float]:
    return chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))


def _from_hue(name: str, hue: float, one: float, two: float) -> Sequence[float]:
    """Red, green and blue of hsl() or hwb(), whose numbers without a sign are percentages, too."""
    one, two = (number / 100 if number > 1 else number for number in (one, two))
    if name == "hsl":
        return colorsys.hls_to_rgb(hue / 360 % 1, two, one)
    if one + two >= 1:
        return [one / (one + two)] * 3
    return [channel * (1 - one - two) + one for channel in colorsys.hls_to_rgb(hue / 360 % 1, 0.5, 1)]


def _xyz_of_lab(lightness: float, a: float, b: float) -> Three:
    """CIE XYZ of a colour of CIE Lab, in daylight of 5000 K."""
    middle = (lightness + 16) / 116
    powers = (middle + a / 500, middle, middle - b / 200)
    x, y, z = (p**3 if p**3 > 216 / 24389 else (116 * p - 16) / (24389 / 27) for p in powers)
    return x * _WHITE_D50[0], y * _WHITE_D50[1], z * _WHITE_D50[2]


def _without_gamma(channels: Sequence[float]) -> Three:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def _times(matrix: Sequence[Three], vector: Sequence[float]) -> Three:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three
