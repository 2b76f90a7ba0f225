"""What it costs a browser to paint a drawing, at most; as numbers of plain elements, so that all can be added up.

Lengths are in the units of the drawing. Bounds are above what is painted, never below it.
"""

import math
import re
from collections.abc import Iterator, Mapping

from plugins.pictures.drawing_names import LAYERS, STYLE_LEFT_OUT, STYLE_PROPERTIES, TAKES_LONG, WITHOUT_EFFECT

LETTERS_OF_A_PATH = 100  # to a plain element
MOST_TILES = 1_000_000
MAX_SELECTORS = 1_000
MAX_STYLE_VALUE = 2_000  # letters
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?", re.IGNORECASE)
_STEP = re.compile(r"[MmLlHhVvCcSsQqTtAaZz]|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_CALL = re.compile(r"(matrix|scale[xy]?|skew[xy]?)\s*\(([^)]*)\)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 3.8, "cm": 38.0, "in": 96.0, "em": 16.0, "rem": 16.0}
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}


class TakesLongError(Exception):
    """A drawing that asks for something that can take a browser minutes; the words name it."""


def declarations(style: str) -> Iterator[tuple[str, str]]:
    """The properties of a style, in small letters, and their values.

    >>> list(declarations("fill:red; ;Opacity : .5"))
    [('fill', 'red'), ('opacity', '.5')]
    """
    for part in style.split(";"):
        name, colon, value = part.partition(":")
        if colon and name.strip():
            yield name.strip().lower(), value.strip()


def painted(style: str) -> str:
    """A style as it may be published: only properties that paint what the drawing shows.

    raises: TakesLongError for one that can take long, such as a shadow, and for one that is too long itself
    """
    kept, is_whole = [], True
    for name, value in declarations(style):
        plain = value.removesuffix("!important").strip().lower()
        if len(value) > MAX_STYLE_VALUE:
            raise TakesLongError(f"{name[:40]} of {len(value):,} letters")
        if name in STYLE_PROPERTIES:
            kept.append(f"{name}: {value}")
        else:
            is_whole = False
            if TAKES_LONG.match(name) and plain not in WITHOUT_EFFECT and not STYLE_LEFT_OUT.fullmatch(name):
                raise TakesLongError(name[:40])
    return style if is_whole else "; ".join(kept)


def painted_sheet(sheet: str) -> str:
    """As `painted`, for a sheet of rules. raises: TakesLongError, for too many rules, or rules in rules, too"""
    rules = _RULE.findall(sheet)
    selectors = sum(names.count(",") + 1 for names, _ in rules)
    if selectors > MAX_SELECTORS or sheet.count("{") != len(rules):
        raise TakesLongError("a style with more than 1,000 rules, or with rules in rules")
    if any(len(re.split(r"[\s>+~]+", name.strip())) > 5 for names, _ in rules for name in names.split(",")):
        raise TakesLongError("a style that looks for parts in parts in parts")
    return _RULE.sub(lambda rule: f"{rule[1]}{{{painted(rule[2])}}}", sheet)


def styled(attributes: Mapping[str, str]) -> dict[str, str]:
    """What an element says of its paint, by an attribute or by its style, which counts for more."""
    return {**attributes, **dict(declarations(attributes.get("style", "")))}


def dash_period(value: str, diagonal: float) -> float:
    """How long dashes and gaps of a stroke-dasharray are together; infinite when it is drawn whole.

    diagonal: of the drawing, for percentages
    raises: TakesLongError for a value that is no list of numbers
    """
    if value.strip().lower() in ("none", "inherit", "initial", "unset", ""):
        return math.inf
    total = 0.0
    for part in re.split(r"[\s,]+", value.lower().removesuffix("!important").strip()):
        number = _NUMBER.match(part)
        if not number:
            raise TakesLongError(f"stroke-dasharray {part[:40]}")
        total += float(number[0]) * (diagonal / 100 if part.endswith("%") else 1)
    return total if total > 0 else math.inf


def layers(paint: Mapping[str, str], *, is_shape: bool) -> int:
    """What the layers cost that an element is painted on before it is put on the drawing, each as large as that is."""
    cost = 0
    for name, (of_a_shape, of_others) in LAYERS.items():
        if paint.get(name, "").strip().lower() not in ("", "1", "100%", *WITHOUT_EFFECT):
            cost += of_a_shape if is_shape else of_others
    return cost


def own_cost(local: str, attributes: Mapping[str, str], *, in_clip: bool) -> int:
    """What an element costs for how much it is made of; others are quickly cut by an upright rectangle alone."""
    letters = sum(
        len(attributes.get(name, "")) for name in ("d", "points", "transform", "dx", "dy", "x", "y", "rotate")
    )
    return (
        1
        + letters // LETTERS_OF_A_PATH
        + (50 if in_clip and (local != "rect" or attributes.keys() & {"transform", "rx", "ry", "style"}) else 0)
    )


def length(local: str, attributes: Mapping[str, str], diagonal: float) -> float:
    """How long the outline of a shape is, at most; of what is not listed, 0."""
    if told := number_in(attributes.get("pathLength", ""), diagonal):
        return told
    of = {name: abs(number_in(attributes.get(name, ""), diagonal)) for name in ("width", "height", "r", "rx", "ry")}
    if local == "rect":
        return 2 * (of["width"] + of["height"])
    if local in ("circle", "ellipse"):
        return 2 * math.pi * max(of["r"], of["rx"], of["ry"])
    if local == "line":
        return sum(abs(number_in(attributes.get(name, ""), diagonal)) for name in ("x1", "x2", "y1", "y2"))
    if local in ("polyline", "polygon"):
        return 2 * path_length(f"M{attributes.get('points', '')}")
    return path_length(attributes.get("d", "")) if local == "path" else 0.0


def number_in(text: str, diagonal: float) -> float:
    """A length in units of the drawing, at most."""
    found = _NUMBER.match(text.strip())
    if not found:
        return 0.0
    unit = text.strip()[found.end() :].removesuffix("!important").strip().lower()
    return float(found[0]) * (diagonal / 100 if unit == "%" else _UNITS.get(unit, 100))


def largest(font: str) -> float:
    """The size of letters that a font or a font-size names, in units of the drawing, at most."""
    return max(
        (number_in(word.partition("/")[0], 1_600) for word in font.split() if word[:1] in "0123456789.+"), default=0
    )


def part_of(side: float, box: tuple[float, float]) -> float:
    """Which part of a drawing is covered by what is no wider and no higher than that, at most."""
    return min(1.0, side / box[0]) * min(1.0, side / box[1])


def path_length(data: str) -> float:
    """How long a path is, at most: as long as the lines between its points and what bends it.

    >>> path_length("M0 0h3v4z"), path_length("M1 1 4 5")
    (14.0, 7.0)
    """
    total, x, y, start = 0.0, 0.0, 0.0, (0.0, 0.0)
    command = ""
    numbers: list[float] = []
    for found in _STEP.finditer(data):
        token = found[0]
        if token.isalpha():
            command, numbers = token, []
            if token in "Zz":
                total += abs(x - start[0]) + abs(y - start[1])
                x, y = start
            continue
        numbers.append(float(token))
        kind = command.upper()
        if kind not in _TAKES or len(numbers) < _TAKES[kind]:
            continue
        step, x, y = _step(kind, numbers, x, y, is_relative=command.islower())
        total += step
        if kind == "M":
            start, total, command = (x, y), total - step, "l" if command == "m" else "L"
        numbers = []
    return total


def _step(kind: str, numbers: list[float], x: float, y: float, *, is_relative: bool) -> tuple[float, float, float]:
    """How long one part of a path is, at most, and where it ends."""
    ox, oy = (x, y) if is_relative else (0.0, 0.0)
    if kind == "H":
        return abs(ox + numbers[0] - x), ox + numbers[0], y
    if kind == "V":
        return abs(oy + numbers[0] - y), x, oy + numbers[0]
    if kind == "A":
        end = ox + numbers[5], oy + numbers[6]
        chord = abs(end[0] - x) + abs(end[1] - y)
        return 2 * math.pi * (abs(numbers[0]) + abs(numbers[1]) + chord), *end
    total = 0.0
    for at in range(0, len(numbers), 2):
        point = ox + numbers[at], oy + numbers[at + 1]
        total += abs(point[0] - x) + abs(point[1] - y)
        x, y = point
    return total * (3 if kind in "ST" else 1), x, y


def scale(transform: str) -> tuple[float, float]:
    """By how much a transform makes things larger: at least and at most.

    >>> scale("rotate(9) scale(2, 0.5)")
    (0.5, 2.0)
    """
    least = most = 1.0
    for name, values in _CALL.findall(transform):
        numbers = [float(number) for number in _NUMBER.findall(values)]
        kind = name.lower()
        if kind.startswith("scale") and numbers:
            sizes = [abs(number) for number in numbers[:2]] + ([1.0] if kind in ("scalex", "scaley") else [])
        elif kind == "matrix" and len(numbers) >= 4:
            a, b, c, d = numbers[:4]
            norm = math.sqrt(a * a + b * b + c * c + d * d)
            sizes = [norm, abs(a * d - b * c) / norm if norm else 0.0]
        else:  # a skew
            sizes = [0.1, 10.0]
        least, most = least * min(sizes), most * max(sizes)
    return least, most


def tiles(attributes: Mapping[str, str], box: tuple[float, float]) -> float:
    """How many times a pattern is repeated over the whole drawing, at most. box: its width and height"""
    in_units = attributes.get("patternUnits", "").strip() == "userSpaceOnUse"
    sides = [
        _side(attributes.get(name, ""), whole, in_units) for name, whole in zip(("width", "height"), box, strict=True)
    ]
    least, _ = scale(f"{attributes.get('patternTransform', '')} {attributes.get('transform', '')}")
    if 0 in sides:  # such a pattern is not painted
        return 0
    return 1 / (sides[0] * sides[1] * least * least) if least else math.inf


def _side(text: str, whole: float, in_units: bool) -> float:
    """A side of a pattern as a part of the whole."""
    value = number_in(text, 100)
    if text.strip().endswith("%"):
        return value / 100
    return value / whole if in_units else value
