"""Flat shapes on a canvas that is drawn three times too large and reduced once, and letters drawn one by one."""

import importlib
import math
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Final

from PIL import Image, ImageDraw, ImageFont

SUPERSAMPLE: Final = 3
CURVE_STEPS: Final = 18

INK: Final = "#13213c"
PAPER: Final = "#fffdf6"
SIGNAL: Final = "#de3f20"
SUN: Final = "#f9c230"
SKY: Final = "#d5ecf8"
KRAFT: Final = "#d9b585"

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]

FONTS: Final = {
    "poster": ("font_fjallaone", "FjallaOne", 0.0),
    "marker": ("font_amatic_sc", "AmaticSCBold", 0.022),
    "pen": ("font_intuitive", "Intuitive", 0.024),
}


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of "#rrggbb", each 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, other: str, share: float) -> str:
    """The colour with `share` (0 to 1) of the other stirred in."""
    pairs = zip(rgb(colour), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def shade(colour: str, share: float = 0.16) -> str:
    """The same colour out of the light."""
    return mix(colour, "#2a1030", share)


@lru_cache(maxsize=256)
def load_font(name: str, size_px: int) -> ImageFont.FreeTypeFont:
    """A typeface by its name in FONTS, from the package that brings it."""
    module, attribute, _ = FONTS[name]
    path = str(getattr(importlib.import_module(module), attribute))
    return ImageFont.truetype(path, size_px, layout_engine=ImageFont.Layout.BASIC)


def _curve(start: Point, *controls: Point) -> Iterator[Point]:
    points = (start, *controls)
    degree = len(controls)
    for step in range(1, CURVE_STEPS + 1):
        t = step / CURVE_STEPS
        weights = [math.comb(degree, k) * (1 - t) ** (degree - k) * t**k for k in range(degree + 1)]
        yield (
            sum(w * p[0] for w, p in zip(weights, points, strict=True)),
            sum(w * p[1] for w, p in zip(weights, points, strict=True)),
        )


@lru_cache(maxsize=2048)
def flatten(path: str) -> tuple[tuple[Point, ...], ...]:
    """Polygons of a path written as in SVG, with the absolute commands M, L, Q, C and Z only.

    raises: ValueError for any other command
    """
    shapes: list[list[Point]] = []
    for command, text in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", text)]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if command == "M":
            shapes.append(points)
        elif command == "L":
            shapes[-1] += points
        elif command in "QC":
            size = 2 if command == "Q" else 3
            for k in range(0, len(points), size):
                shapes[-1] += list(_curve(shapes[-1][-1], *points[k : k + size]))
        elif command != "Z":
            raise ValueError(f'path command "{command}" in "{path}"')
    return tuple(tuple(shape) for shape in shapes)


class Canvas:
    """A picture in the making; coordinates are those of the innermost `at`."""

    def __init__(self, width_px: int, height_px: int, ground: str) -> None:
        self.width_px, self.height_px, self.ground = width_px, height_px, ground
        self.image = Image.new("RGB", (width_px * SUPERSAMPLE, height_px * SUPERSAMPLE), ground)
        self._pen = ImageDraw.Draw(self.image)
        self._matrix: Matrix = (SUPERSAMPLE, 0, 0, SUPERSAMPLE, 0, 0)

    @contextmanager
    def at(self, x: float, y: float, scale: float = 1, *, turn: float = 0, flip: bool = False) -> Iterator[None]:
        """Draw inside with (x, y) as origin, `scale` times larger, turned by degrees clockwise, or mirrored."""
        before = self._matrix
        a, b, c, d, _, _ = before
        cos, sin = math.cos(math.radians(turn)) * scale, math.sin(math.radians(turn)) * scale
        side = -1 if flip else 1
        e, f = self._place(x, y)
        self._matrix = (
            (a * cos + c * sin) * side,
            (b * cos + d * sin) * side,
            -a * sin + c * cos,
            -b * sin + d * cos,
            e,
            f,
        )
        try:
            yield
        finally:
            self._matrix = before

    def _place(self, x: float, y: float) -> Point:
        a, b, c, d, e, f = self._matrix
        return a * x + c * y + e, b * x + d * y + f

    @property
    def _scale(self) -> float:
        return math.hypot(self._matrix[2], self._matrix[3])

    def polygon(self, points: list[Point], colour: str, alpha: float = 1) -> None:
        """Fill a polygon; alpha below 1 lets through what lies below."""
        placed = [self._place(x, y) for x, y in points]
        if alpha >= 1:
            self._pen.polygon(placed, fill=colour)
            return
        left, top = (math.floor(min(p[k] for p in placed)) for k in (0, 1))
        right, bottom = (math.ceil(max(p[k] for p in placed)) + 1 for k in (0, 1))
        mask = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in placed], fill=round(255 * alpha))
        self.image.paste(colour, (left, top), mask)

    def fill(self, path: str, colour: str, alpha: float = 1) -> None:
        """Fill a path, see flatten."""
        for shape in flatten(path):
            self.polygon(list(shape), colour, alpha)

    def pair(self, path: str, colour: str, alpha: float = 1) -> None:
        """The same shape on both sides of the vertical axis."""
        for shape in flatten(path):
            self.polygon(list(shape), colour, alpha)
            self.polygon([(-x, y) for x, y in shape], colour, alpha)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: str) -> None:
        """An upright ellipse."""
        angles = [math.tau * k / 56 for k in range(56)]
        self.polygon([(x + rx * math.cos(t), y + ry * math.sin(t)) for t in angles], colour)

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """A disc."""
        self.oval(x, y, radius, radius, colour)

    def box(self, x: float, y: float, width: float, height: float, colour: str, alpha: float = 1) -> None:
        """A rectangle by its upper left corner."""
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self.polygon(corners, colour, alpha)

    def pill(self, x: float, y: float, width: float, height: float, radius: float, colour: str) -> None:
        """A rectangle with round corners."""
        self.box(x + radius, y, width - 2 * radius, height, colour)
        self.box(x, y + radius, width, height - 2 * radius, colour)
        for cx in (x + radius, x + width - radius):
            for cy in (y + radius, y + height - radius):
                self.dot(cx, cy, radius, colour)

    def limb(self, start: Point, start_radius: float, end: Point, end_radius: float, colour: str) -> None:
        """A tapering stroke with round ends."""
        (x0, y0), (x1, y1) = start, end
        self.dot(x0, y0, start_radius, colour)
        self.dot(x1, y1, end_radius, colour)
        length = math.hypot(x1 - x0, y1 - y0)
        if length == 0:
            return
        nx, ny = -(y1 - y0) / length, (x1 - x0) / length
        r0, r1 = start_radius, end_radius
        sides = [(x0 + nx * r0, y0 + ny * r0), (x1 + nx * r1, y1 + ny * r1)]
        sides += [(x1 - nx * r1, y1 - ny * r1), (x0 - nx * r0, y0 - ny * r0)]
        self.polygon(sides, colour)

    def stroke(self, path: str, width: float, colour: str) -> None:
        """A line with round ends along a path."""
        for shape in flatten(path):
            for start, end in pairwise(shape):
                self.limb(start, width / 2, end, width / 2, colour)

    def ring(self, x: float, y: float, rx: float, ry: float, width: float, colour: str) -> None:
        """The outline of an ellipse."""
        angles = [math.tau * k / 40 for k in range(41)]
        points = [(x + rx * math.cos(t), y + ry * math.sin(t)) for t in angles]
        for start, end in pairwise(points):
            self.limb(start, width / 2, end, width / 2, colour)

    def letter(self, glyph: str, x: float, baseline: float, size: float, font: str, colour: str, turn: float) -> None:
        """One glyph centred on x, upright to the baseline but for `turn` degrees."""
        size_px = max(4, round(size * self._scale))
        face = load_font(font, size_px)
        stroke = round(FONTS[font][2] * size_px)
        half = size_px
        mask = Image.new("L", (2 * half, 2 * half))
        drawer = ImageDraw.Draw(mask)
        drawer.text((half, half + size_px * 0.4), glyph, font=face, fill=255, anchor="ms", stroke_width=stroke)
        angle = math.degrees(math.atan2(self._matrix[1], self._matrix[0])) + turn
        mask = mask.rotate(-angle, Image.Resampling.BICUBIC)
        px, py = self._place(x, baseline - size * 0.4)
        box = mask.getbbox()
        if box:
            corner = (round(px - half) + box[0], round(py - half) + box[1])
            self.image.paste(colour, corner, mask.crop(box))

    def write(
        self, text: str, x: float, baseline: float, size: float, font: str, colours: tuple[str, str], wobble: float = 0
    ) -> None:
        """One line of text centred on x, words between asterisks in the second colour.

        wobble: 0 as printed, 1 as written by hand
        """
        chance = random.Random(text)
        left, before, loud = x - text_width(text, font, size) / 2, "", False
        for glyph in text:
            if glyph == "*":
                loud = not loud
                continue
            centre = left + text_width(before + glyph, font, size) - text_width(glyph, font, size) / 2
            lift, turn = chance.uniform(-1, 1) * wobble * size * 0.025, chance.uniform(-1, 1) * wobble * 3.5
            if glyph != " ":
                self.letter(glyph, centre, baseline + lift, size, font, colours[loud], turn)
            before += glyph

    def finished(self) -> Image.Image:
        """The picture at its own size."""
        return self.image.resize((self.width_px, self.height_px), Image.Resampling.LANCZOS)


def text_width(text: str, font: str, size: float) -> float:
    """Width of a line, marks left out, in the units of size."""
    return load_font(font, 200).getlength(text.replace("*", "")) * size / 200


def cap_height(font: str) -> float:
    """Height of a capital as a share of the letter size."""
    _, top, _, bottom = load_font(font, 200).getbbox("H", anchor="ls")
    return (bottom - top) / 200


def set_lines(words: str, font: str, width: float, height: float, leading: float) -> tuple[list[str], float]:
    """The line breaks that let the words be largest in a box, and the letter size they allow.

    words: "/" is a break that must be kept
    leading: from baseline to baseline as a share of the letter size
    returns: lines, letter size; lines of like length are preferred to one long and one short
    """
    best: tuple[float, float, list[str]] = (0, 0, [])
    for lines in _breakings(words):
        widths = [text_width(line, font, 1) for line in lines]
        size = min(width / max(widths), height / (leading * (len(lines) - 1) + cap_height(font)))
        score = size * (1 - 0.15 * (1 - min(widths) / max(widths)))
        best = max(best, (score, size, lines))
    return best[2], best[1]


def _breakings(words: str) -> Iterator[list[str]]:
    if "/" in words:
        yield [part.strip() for part in words.split("/")]
        return
    parts = words.split()
    for count in range(len(parts)):
        for breaks in combinations(range(1, len(parts)), count):
            edges = (0, *breaks, len(parts))
            yield [" ".join(parts[a:b]) for a, b in pairwise(edges)]
