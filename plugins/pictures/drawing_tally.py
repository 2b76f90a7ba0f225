"""How much of a drawing is painted, each part as often as others refer to it, and what that costs a browser."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from plugins.pictures.drawing_costs import (
    FONT,
    MAX_FONTS,
    MAX_TILES,
    TakesLongError,
    dash_period,
    faded,
    fonts,
    largest,
    layers,
    looked_for,
    measured,
    number_in,
    own_cost,
    part_of,
    rules,
    scale,
    styled,
    tiles,
)
from plugins.pictures.drawing_names import ATTRIBUTES, CHEAP, INHERITED, SHAPES

MAX_DRAWN = 100_000  # elements, each as often as it is used; what takes longer to paint counts as several
MAX_DEPTH = 100
WHOLE = 50  # plain elements to one that covers the drawing
OF_PAINT = 500  # and to one whose paint is a gradient or a pattern
CROSSINGS, WIDE_CROSSINGS = 20, 80  # and to a line from corner to corner, which others may cross
CORNERS = 4  # such lines that are none yet
OF_DASHES = 4  # plain elements to a dash
LETTERS = 20
LETTERS_SQUARED = 2_500  # of one text: its lines and the marks on a letter are looked for again and again
MAX_LOOKED_FOR = 2_000_000  # elements compared with selectors
IN_LAYER = 4  # times as long
LARGEST = 1e9  # scale
URL = re.compile(r"url\(\s*(?P<quote>['\"]?)#(?P<id>[^\s\"'()<>\\]+)(?P=quote)\s*\)", re.IGNORECASE)
PAINT = ("url(", "context-")


@dataclass(frozen=True, slots=True)
class _Open:
    """What holds for all that is inside an element: its id, the period of its dashes, its scale, what paints it.

    font: by kind, in the order of FONT
    """

    id: str = ""
    is_clip: bool = False
    period: float = math.inf
    scale: float = 1.0
    is_painted: bool = False
    is_scaled: bool = False  # by more than a transform tells: each shape may cover the drawing
    is_words: bool = False  # what stands there is painted
    font: tuple[str, ...] = ("",) * len(FONT)


@dataclass
class _Part:
    """An element with an id, or the whole: what it costs, and how often it refers to others, and for each inside it."""

    cost: float = 0.0
    area: float = 0.0
    most_area: float = 0.0
    outline: float = 0.0
    lines: float = 0.0
    shapes: int = 0
    letters: int = 0
    once: Counter[str] = field(default_factory=Counter)
    for_each: Counter[str] = field(default_factory=Counter)


@dataclass
class Tally:
    """Adds up what a drawing costs. box: width and height of what it shows, in its units; px: its size."""

    box: tuple[float, float] = (1.0, 1.0)
    px: float = 1.0
    count: int = 0
    parts: dict[str, _Part] = field(default_factory=lambda: {"": _Part()})
    open: list[_Open] = field(default_factory=list)
    cheap: set[str] = field(default_factory=set)
    costly: set[str] = field(default_factory=set)
    by_style: set[str] = field(default_factory=set)
    period: float = math.inf  # of dashes that may be those of any element
    is_painted: bool = False  # whether any element may have a gradient or a pattern
    stroke: float = 1.0  # the widest, with its scale
    font: float = 16.0
    scale: float = 1.0
    used_scale: float = 1.0  # of all that is used, which may be used by what is used
    layered: set[str] = field(default_factory=set)  # ids of masks and patterns
    faded: set[str] = field(default_factory=set)  # elements and classes that a sheet makes translucent
    names: Counter[str] = field(default_factory=Counter)  # elements, classes and ids so far
    fonts: set[tuple[str, ...]] = field(default_factory=set)  # in which words stand
    fonts_of_any: list[set[str]] = field(default_factory=lambda: [{""} for _ in FONT])  # by sheets and uses, by kind
    selectors: Counter[str] = field(default_factory=Counter)  # what they cost, by what they are looked up by
    letters: int = 0  # of the text that is open

    def start(self, local: str, kept: dict[str, str]) -> None:
        """An element begins. raises: TakesLongError"""
        self.count += 1
        paint, around = styled(kept), self.open[-1] if self.open else _Open()
        self._refuse(local, paint)
        said = fonts(paint)
        self.letters = 0 if local == "text" else self.letters
        dashes = paint.get("stroke-dasharray")
        inside = _Open(
            kept.get("id", ""),
            around.is_clip or local == "clipPath",
            around.period if dashes is None else dash_period(dashes),
            around.scale * scale(paint.get("transform", ""))[1],
            around.is_painted
            or any(word in paint.get(name, "").lower() for name in ("fill", "stroke") for word in PAINT),
            around.is_scaled or (bool(self.open) and is_scaled(local, kept)),
            local == "text" or (around.is_words and local not in ("title", "desc")),
            tuple(map(said.get, FONT, around.font)) if said else around.font,
        )
        if local == "use":
            self._note_fonts(inside.font)
            self.period, self.is_painted = min(self.period, inside.period), self.is_painted or inside.is_painted
            self.used_scale *= max(1.0, inside.scale)
        if inside.id and local in ("mask", "pattern"):
            self.layered.add(inside.id)
        self._widest(paint, inside.scale)
        self.open.append(inside)
        self._add(local, kept, paint)

    def _refuse(self, local: str, paint: dict[str, str]) -> None:
        """Refuses what shows more, or more often, than the numbers of its parts tell. raises: TakesLongError"""
        if local == "pattern" and tiles(paint, self.box) > MAX_TILES:
            raise TakesLongError("a pattern of tiny tiles")
        if "slice" in paint.get("preserveAspectRatio", ""):
            raise TakesLongError("preserveAspectRatio slice")
        sides = [number_in(paint.get(side, ""), self.diagonal) for side in ("width", "height")]
        if self.open and local in ("svg", "use") and max(sides) > self.diagonal:
            raise TakesLongError("a part that is larger than the drawing")

    def _add(self, local: str, kept: dict[str, str], paint: dict[str, str]) -> None:
        """Adds an element to all that it is a part of."""
        inside, is_shape = self.open[-1], local in SHAPES
        outline, *sides = measured(local, paint, self.diagonal) if is_shape else (0.0, 0.0, 0.0)
        cost: float = own_cost(local, paint, in_clip=inside.is_clip) + layers(paint, is_shape=is_shape)
        names = {local, *(f".{name}" for name in kept.get("class", "").split()), f"#{inside.id}"}
        cost += layers({"opacity": "0.5"}, is_shape=is_shape) if names & self.faded else 0
        self.names.update(names)
        most_area = (OF_PAINT if inside.is_painted else WHOLE) * is_shape
        width, height = (side * inside.scale for side in sides)
        area = most_area * (1 if inside.is_scaled else part_of(width, height, self.box))
        lines = len(paint.get("d", paint.get("points", ""))) / 2
        lines = lines if inside.is_scaled else min(lines, outline * inside.scale / self.diagonal)
        if paint.get("vector-effect", "").strip().startswith("non-scaling"):
            if inside.is_scaled:
                raise TakesLongError("vector-effect")
            outline *= max(1.0, inside.scale * self.px / min(self.box))
        once = [kept["href"][1:]] if "href" in kept else []
        for_each: list[str] = []
        for name, value in kept.items():
            if ATTRIBUTES.get(name):
                (for_each if name in INHERITED and not is_shape else once).extend(referred(value))
        if inside.id:
            (self.cheap if local in CHEAP else self.costly).add(inside.id)
        for part in self._around():
            part.cost += cost + OF_DASHES * outline / inside.period
            part.lines += max(0.0, lines - CORNERS)
            part.area += area
            part.most_area += most_area
            part.outline += outline
            part.shapes += is_shape
            part.once.update(once)
            part.for_each.update(for_each)

    def end(self) -> None:
        """An element ends."""
        self.open.pop()

    def words(self, letters: int) -> None:
        """Letters, which are painted within a text only.

        raises: TakesLongError for dashes around them, of whose length nobody knows
        """
        if not self.open[-1].is_words:
            return
        self.fonts.add(self.open[-1].font)
        if letters and self.open[-1].period < math.inf:
            raise TakesLongError("dashes around letters")
        for part in self._around():
            part.letters += letters * (OF_PAINT // WHOLE if self.open[-1].is_painted else 1)
            part.cost += letters / LETTERS + letters * (letters + 2 * self.letters) / LETTERS_SQUARED
            part.cost += letters * WHOLE if self.open[-1].is_scaled else 0
        self.letters += letters

    def sheet(self, style: str) -> None:
        """What a style may say of any element. raises: TakesLongError"""
        for names, said in rules(style):
            self._widest(said, 1.0)
            self._note_fonts(tuple(map(fonts(said).get, FONT, ("",) * len(FONT))))
            self.selectors.update(looked_for(names))
            self.faded |= faded(names, said)
        if self.faded & self.names.keys():
            raise TakesLongError("opacity in a <style> behind what it is for")
        self.by_style.update(referred(style))
        self.is_painted |= any(word in style.lower() for word in PAINT)

    def is_too_much(self) -> bool:
        """Whether a browser would paint for too long."""
        cheap = self.cheap - self.costly
        elements = Counter({**self.names, "*": self.count})
        looked_up = sum(cost * elements[key] for key, cost in self.selectors.items())
        if looked_up > MAX_LOOKED_FOR or len(self.fonts) * math.prod(map(len, self.fonts_of_any)) > MAX_FONTS:
            return True
        return bool(self.by_style - cheap) or self._drawn(cheap) > MAX_DRAWN

    @property
    def diagonal(self) -> float:
        """Of what the drawing shows."""
        return math.hypot(*self.box)

    def _note_fonts(self, font: Sequence[str]) -> None:
        """Notes which fonts any words may have; each of a kind may meet each of another."""
        for known, value in zip(self.fonts_of_any, font, strict=True):
            known.add(value)

    def _widest(self, paint: dict[str, str], scale_here: float) -> None:
        self.scale = max(self.scale, scale_here)
        self.stroke = max(self.stroke, number_in(paint.get("stroke-width", ""), self.diagonal))
        self.font = max(self.font, *(largest(paint.get(name, "")) for name in ("font", "font-size")))

    def _around(self) -> Sequence[_Part]:
        """The whole, and each element with an id that the innermost one is a part of, once."""
        ids = {"", *(one.id for one in self.open)}
        return [self.parts.setdefault(id_, _Part()) for id_ in ids]

    def _drawn(self, cheap: set[str]) -> int:
        wide, large = self.stroke * self.scale, self.font * self.scale
        stroke, font = (part_of(size, size, self.box) * WHOLE for size in (wide, large))
        crossings = WIDE_CROSSINGS if wide > self.diagonal / 500 else CROSSINGS
        inside: dict[str, Counter[str]] = {}
        for id_, part in self.parts.items():
            area = min(part.area * min(self.used_scale, LARGEST) ** 2, part.most_area)
            cost = part.cost + area * (OF_PAINT / WHOLE if self.is_painted else 1)
            cost += OF_DASHES * part.outline / self.period + part.lines * crossings
            cost += part.shapes * stroke + part.letters * (font + stroke)
            for_each = Counter({other: n * self.count for other, n in part.for_each.items()})
            inside[id_] = part.once + for_each + Counter({"": _whole(cost)})
        return drawn(inside, cheap, self.layered)


def _whole(cost: float) -> int:
    """A cost as a whole number, though it be endless."""
    return MAX_DRAWN + 1 if math.isnan(cost) else round(min(cost, MAX_DRAWN + 1))


def is_scaled(local: str, kept: dict[str, str]) -> bool:
    """Whether what is inside may be larger than its numbers: in a box of its own, a marker, or parts of a shape."""
    units = {kept.get(f"{of}Units", "").strip() for of in ("clipPath", "maskContent", "patternContent")}
    return local == "marker" or "viewBox" in kept or "objectBoundingBox" in units


def referred(style: str) -> list[str]:
    """The ids that a style refers to.

    >>> referred("fill: url(#a); clip-path: url('#b')")
    ['a', 'b']
    """
    return [found["id"] for found in URL.finditer(style)]


def drawn(inside: dict[str, Counter[str]], cheap: set[str], layered: set[str]) -> int:
    """How many elements are drawn when each counts as often as others refer to it; browsers refuse what uses itself.

    inside: by id, "" for the whole, how often it holds others, "" for elements of its own
    layered: ids of masks and patterns, which take several times as long in one another
    """
    known: dict[str, int] = dict.fromkeys(cheap, 0)

    def weight(id_: str, above: tuple[str, ...]) -> int:
        if id_ in above or id_ not in inside or len(above) > MAX_DEPTH:
            return MAX_DRAWN if len(above) > MAX_DEPTH else 0
        if id_ not in known:
            parts = inside[id_]
            known[id_] = min(
                MAX_DRAWN + 1,
                (parts[""] + sum(n * weight(part, (*above, id_)) for part, n in parts.items() if part))
                * (IN_LAYER if id_ in layered else 1),
            )
        return known[id_]

    return weight("", ())
