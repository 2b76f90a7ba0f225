"""What it costs a browser to paint a drawing, at most; as numbers of plain elements, so that all can be added up.

Lengths are in the units of the drawing. Bounds are above what is painted, never below it.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping

from plugins.pictures.drawing_names import (
    FROM_ABOVE,
    LAYERS,
    OF_ONE_ELEMENT,
    STYLE_LEFT_OUT,
    STYLE_PROPERTIES,
    TAKES_LONG,
    WITHOUT_EFFECT,
)

LETTERS_OF_A_PATH = 100  # to a plain element
MAX_TILES = 1_000_000
MAX_SELECTORS = 1_000
MAX_STYLE_VALUE = 2_000  # letters
MAX_FONTS = 400  # each is looked for among those of the machine, which takes Chromium up to 2.6 ms
MAX_FONT_NAMES = 20  # in one list: all are asked for a character that the first ones lack
OF_SELECTOR_IN_PARTS = 20  # times that of one that names no part around
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
_STEP = re.compile(r"[MmLlHhVvCcSsQqTtAaZz]|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_STRING = re.compile(r"\"[^\"\n\r\f]*\"|'[^'\n\r\f]*'")
_SELECTED = re.compile(r"(?:[^\[\](){}:]*[\s>+~])?(\.?[\w-]+)(?:\.[\w-]+)*")
# Siblings are looked for from every element on, and no drawing program writes attributes.
_PLACE = re.compile(r":(?:root|first-child|last-child)(?![\w-])")
_COMPOUND = rf"(?:[\w*.#-]+(?:{_PLACE.pattern})?|:root)"
_SELECTOR = re.compile(rf"\s*(?:{_COMPOUND}(?:(?:\s*>\s*|\s+){_COMPOUND}){{0,4}}\s*)?")
# A picture on a page is never in such a state.
_STATE = re.compile(r":(?:hover|focus(?:-visible|-within)?|active|visited|target|:selection|:-moz-selection)(?![\w-])")
_BETWEEN = re.compile(r"\s*>\s*|\s+")
_KEY = re.compile(r"[.#][\w-]+")
FONT = ("font", "font-family", "font-weight", "font-style", "font-stretch", "font-variant", "xml:lang")
_SAME_FONT = {"normal": "", "400": "", "bold": "700", "initial": ""}
_CALL = re.compile(r"(matrix|scale[xy]?|skew[xy]?)\s*\(([^)]*)\)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 3.8, "cm": 38.0, "in": 96.0}
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}


class TakesLongError(Exception):
    """A drawing that asks for something that can take a browser minutes; the words name it."""


def declarations(style: str) -> dict[str, str]:
    """The properties of a style, in small letters, and their values; of two of a name, the last.

    raises: TakesLongError where a browser may see the end of one elsewhere: in brackets or in quotes
    >>> declarations("fill:red; ;Opacity : .5!important")
    {'fill': 'red', 'opacity': '.5'}
    """
    found: dict[str, str] = {}
    for part in style.split(";"):
        plain = re.sub(r"\([^()]*\)", "", _STRING.sub("", part))
        if re.search(r"[\"'(){}\[\]]", plain):
            raise TakesLongError(f"a style with {' '.join(part.split())[:40]}")
        name, colon, value = part.partition(":")
        if colon and name.strip():
            found[name.strip().lower()] = value.partition("!")[0].strip()
    return found


def painted(style: str, *, in_sheet: bool = False) -> str:
    """A style as it may be published: only properties that paint what the drawing shows.

    raises: TakesLongError for one that can take long, such as a shadow, for one that is too long itself, and in a
        sheet for what is counted at elements only
    """
    kept = []
    for name, value in declarations(style).items():
        if len(value) > MAX_STYLE_VALUE:
            raise TakesLongError(f"{name[:40]} of {len(value):,} letters")
        if in_sheet and name in OF_ONE_ELEMENT and value.lower() not in ("none", "normal", "auto"):
            raise TakesLongError(f"{name} in a <style>, where it may hold for any part")
        if name in STYLE_PROPERTIES:
            kept.append(f"{name}: {value}")
        elif TAKES_LONG.match(name) and value.lower() not in WITHOUT_EFFECT and not STYLE_LEFT_OUT.fullmatch(name):
            raise TakesLongError(name[:40])
    return "; ".join(kept)


def rules(sheet: str) -> list[tuple[list[str], dict[str, str]]]:
    """The rules of a sheet: what each is for, and what it says.

    >>> rules("g .a, b{fill:red}")
    [(['g .a', ' b'], {'fill': 'red'})]
    """
    return [(names.split(","), declarations(style)) for names, style in _RULE.findall(sheet)]


def painted_sheet(sheet: str) -> str:
    """As `painted`, for a sheet of rules. raises: TakesLongError, for too many rules, or rules in rules, too"""
    found = rules(sheet)
    if sum(len(names) for names, _ in found) > MAX_SELECTORS or sheet.count("{") != len(found):
        raise TakesLongError("a style with more than 1,000 rules, or with rules in rules")
    if odd := [name for names, _ in found for name in shown(names) if not _SELECTOR.fullmatch(name)]:
        raise TakesLongError(f"a style for {odd[0].strip()[:40]}")
    return _RULE.sub(_painted_rule, sheet)


def _painted_rule(rule: re.Match[str]) -> str:
    """A rule of a sheet as it may be published; nothing of one for states alone. raises: TakesLongError"""
    names = shown(rule[1].split(","))
    return f"{','.join(names)}{{{painted(rule[2], in_sheet=True)}}}" if names else ""


def shown(names: list[str]) -> list[str]:
    """The selectors that a picture can meet: in none does a pointer lie on it.

    >>> shown([".bar", ".bar:hover", " text::selection"])
    ['.bar']
    """
    return [name for name in names if not _STATE.search(name)]


def looked_for(names: list[str]) -> Counter[str]:
    """How much the selectors of a rule cost for each element of a class, an id or a kind, by which browsers keep them.

    >>> looked_for([".a", "g > path", "path:first-child", "*"]) == {".a": 1, "path": 21, "*": 1}
    True
    """
    found = Counter[str]()
    for name in names:
        *around, last = _BETWEEN.split(_PLACE.sub("", name).strip())
        for key in _KEY.findall(last) or [last or "*"]:
            found[key] += OF_SELECTOR_IN_PARTS if around else 1
    return found


def fonts(paint: Mapping[str, str]) -> dict[str, str]:
    """What an element or a rule says of the font of its words, by kind. raises: TakesLongError for a long list"""
    said = {kind: paint[kind].strip().lower() for kind in FONT if kind in paint}
    for family in (said.get("font", ""), said.get("font-family", "")):
        if family.count(",") >= MAX_FONT_NAMES or len(family) > MAX_STYLE_VALUE:
            raise TakesLongError("a font by one of more than 20 names")
    return {kind: _SAME_FONT.get(value, value) for kind, value in said.items()}


def faded(names: list[str], said: Mapping[str, str]) -> set[str]:
    """The elements and classes that a rule makes translucent. raises: TakesLongError when it tells neither

    >>> faded(["g > .a.b", " path"], {"opacity": ".5"}) == {".a", "path"}
    True
    """
    if not _is_layer("opacity", said.get("opacity", "")):
        return set()
    selected = [_SELECTED.fullmatch(_PLACE.sub("", name).strip()) for name in names]
    if None in selected:
        raise TakesLongError("opacity in a <style>, where it may hold for any part")
    return {found[1] for found in selected if found}


def styled(attributes: Mapping[str, str]) -> dict[str, str]:
    """What an element says of its paint, by an attribute or by its style, which counts for more.

    raises: TakesLongError for what decides how long it takes and is said elsewhere
    """
    paint = {**attributes, **declarations(attributes.get("style", ""))}
    for name in ("opacity", *OF_ONE_ELEMENT):
        if paint.get(name, "").strip().lower() in FROM_ABOVE:
            raise TakesLongError(f"{name}: {paint[name]}")
    return paint


def dash_period(value: str) -> float:
    """How long a dash and a gap of a stroke-dasharray are, together; infinite when it is drawn whole.

    raises: TakesLongError for a value that is no list of lengths
    """
    if value.strip().lower() in ("none", "initial", ""):
        return math.inf
    parts = re.split(r"[\s,]+", value.strip().lower())
    if any(not re.fullmatch(r"\+?[\d.].*[^%]|\d", part) for part in parts):
        raise TakesLongError(f"stroke-dasharray {value[:40]}")
    total = sum(number_in(part, 0) for part in parts)
    return total / ((len(parts) + 1) // 2) if total > 0 else math.inf


def layers(paint: Mapping[str, str], *, is_shape: bool) -> int:
    """What the layers cost that an element is painted on before it is put on the drawing, each as large as that is."""
    return sum(LAYERS[name][not is_shape] for name in LAYERS if _is_layer(name, paint.get(name, "")))


def _is_layer(name: str, value: str) -> bool:
    """Whether what is said of opacity, a mask or the like has an effect."""
    opaque = ("1", "1.0", "100%") if name == "opacity" else ()
    return value.strip().lower() not in ("", *opaque, *(WITHOUT_EFFECT - {"0", *FROM_ABOVE}))


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


def measured(local: str, attributes: Mapping[str, str], diagonal: float) -> tuple[float, float, float]:
    """How long the outline of a shape is, and how wide and high it is, at most; of what is not listed, 0.

    raises: TakesLongError for lengths that are no numbers, or other ones than those that are drawn
    """
    if "pathLength" in attributes:
        raise TakesLongError("pathLength")
    if local in ("path", "polyline", "polygon"):
        is_path = local == "path"
        data = attributes.get("d", "") if is_path else f"M{attributes.get('points', '')}"
        around, width, height = path_measured(data)
        around *= 1 if is_path else 2
        return around, min(width, around / 2), min(height, around / 2)
    around = _around(local, attributes, diagonal)
    return around, around / 2, around / 2


def _around(local: str, attributes: Mapping[str, str], diagonal: float) -> float:
    """How long the outline of a plain shape is, at most."""
    names = ("width", "height", "r", "rx", "ry", "x1", "x2", "y1", "y2")
    of = {name: abs(number_in(attributes.get(name, ""), diagonal)) for name in names}
    if local == "rect":
        return 2 * (of["width"] + of["height"])
    if local == "line":
        return of["x1"] + of["x2"] + of["y1"] + of["y2"]
    return 2 * math.pi * max(of["r"], of["rx"], of["ry"]) if local in ("circle", "ellipse") else 0.0


def number_in(text: str, diagonal: float) -> float:
    """A length in units of the drawing; 0 for a word, such as "auto". raises: TakesLongError for what is neither"""
    found = _NUMBER.match(text.strip())
    unit = text.strip()[found.end() if found else 0 :].lower()
    if unit not in ("%", *_UNITS) if found else not re.fullmatch(r"[a-z-]*", unit):
        raise TakesLongError(f"a length of {text[:40]}")
    return float(found[0]) * (diagonal / 100 if unit == "%" else _UNITS[unit]) if found else 0.0


def largest(font: str) -> float:
    """The size of letters that a font or a font-size names, in units of the drawing, at most."""
    return max((_size(word.partition("/")[0].lower()) for word in _STRING.sub("", font).split()), default=0)


def _size(word: str) -> float:
    """A size of letters; endless where it is larger than that of what is around, which may be so again and again."""
    if number := re.fullmatch(r"([\d.]+)(%|r?em)", word):
        return math.inf if float(number[1]) > (100 if number[2] == "%" else 1) else 0
    return math.inf if "large" in word else number_in(word, 0) if word[:1] in "0123456789.+" else 0


def part_of(width: float, height: float, box: tuple[float, float]) -> float:
    """Which part of a drawing is covered by what is no wider and no higher than that, at most."""
    return min(1.0, width / box[0]) * min(1.0, height / box[1])


def path_measured(data: str) -> tuple[float, float, float]:
    """How long a path is, at most, as the lines between its points and what bends it; and how wide and high they reach.

    >>> path_measured("M0 0h3v4z"), path_measured("M1 1 4 5")
    ((14.0, 3.0, 4.0), (7.0, 3.0, 4.0))
    """
    reached: list[tuple[float, float]] = []
    beyond = 0.0
    total, x, y, start = 0.0, 0.0, 0.0, (0.0, 0.0)
    command, place = "", 0
    numbers: list[float] = []
    while found := _STEP.search(data, place):
        token, place = found[0], found.end()
        if command in ("A", "a") and len(numbers) in (3, 4) and token[0] in "01":  # flags need no space behind them
            token, place = token[0], found.start() + 1
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
        step, x, y = _step(kind, numbers, x, y, reached, is_relative=command.islower())
        total += step
        beyond = max(beyond, step / math.pi if kind == "A" else 0)
        if kind == "M":
            start, total, command = (x, y), total - step, "l" if command == "m" else "L"
        numbers = []
    xs, ys = zip(*reached, strict=True) if reached else ((0.0,), (0.0,))
    return total, max(xs) - min(xs) + 2 * beyond, max(ys) - min(ys) + 2 * beyond


def _step(
    kind: str, numbers: list[float], x: float, y: float, reached: list[tuple[float, float]], *, is_relative: bool
) -> tuple[float, float, float]:
    """How long one part of a path is, at most, and where it ends; adds to the points that were reached."""
    ox, oy = (x, y) if is_relative else (0.0, 0.0)
    total = 2 * math.pi * (abs(numbers[0]) + abs(numbers[1])) if kind == "A" else 0.0
    if kind in "ST":  # bent as the part before, mirrored
        before = reached[-2] if len(reached) > 1 else (x, y)
        numbers = [2 * x - before[0] - ox, 2 * y - before[1] - oy, *numbers]
    flat = {"H": [numbers[0], y - oy], "V": [x - ox, numbers[0]], "A": numbers[5:]}.get(kind, numbers)
    for at in range(0, len(flat), 2):
        point = ox + flat[at], oy + flat[at + 1]
        total += abs(point[0] - x) + abs(point[1] - y)
        x, y = point
        reached.append(point)
    return total * (2 * math.pi if kind == "A" else 1), x, y


def scale(transform: str) -> tuple[float, float]:
    """By how much a transform makes things larger: at least and at most.

    >>> scale("rotate(9) scale(2, 0.5)")
    (0.5, 2.0)
    """
    least = most = 1.0
    for name, values in _CALL.findall(transform):
        if re.search(r"[^\d\s,.e+-]", values.strip().lower().removesuffix("deg")):
            raise TakesLongError(f"{name}({values[:40]})")
        numbers = [float(number) for number in _NUMBER.findall(values)]
        kind = name.lower()
        if kind.startswith("scale") and numbers:
            sizes = [abs(number) for number in numbers[:2]] + ([1.0] if kind in ("scalex", "scaley") else [])
        elif kind == "matrix" and len(numbers) >= 4:
            a, b, c, d = numbers[:4]
            squares, area = a * a + b * b + c * c + d * d, abs(a * d - b * c)
            norm = math.sqrt((squares + math.sqrt(max(0.0, squares * squares - 4 * area * area))) / 2)
            sizes = [norm, area / norm if norm else 0.0]
        else:
            bent = 1 + sum(abs(math.tan(math.radians(number))) for number in numbers)
            sizes = [1 / bent, bent]
        least, most = least * min(sizes), most * max(sizes)
    return least, most


def tiles(attributes: Mapping[str, str], box: tuple[float, float]) -> float:
    """How many times a pattern is repeated over the whole drawing, at most. box: its width and height"""
    if "href" in attributes and attributes.keys() & {"width", "height", "patternUnits", "viewBox"}:
        raise TakesLongError("a pattern that changes the tiles of another")
    in_units = attributes.get("patternUnits", "").strip() == "userSpaceOnUse"
    sides = [
        _side(attributes.get(name, ""), whole, in_units) for name, whole in zip(("width", "height"), box, strict=True)
    ]
    least, _ = scale(f"{attributes.get('patternTransform', '')} {attributes.get('transform', '')}")
    if "href" in attributes:
        sides = [0.01, 0.01]
    if 0 in sides:
        return 0 if sides == [0, 0] else math.inf  # not painted, unless another has the side that is missing
    return 1 / (sides[0] * sides[1] * least * least) if least else math.inf


def _side(text: str, whole: float, in_units: bool) -> float:
    """A side of a pattern as a part of the whole."""
    value = number_in(text, 100)
    if text.strip().endswith("%"):
        return value / 100
    return value / whole if in_units else value
