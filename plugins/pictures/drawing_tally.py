"""How much of a drawing is painted, each part as often as others refer to it, and what that costs a browser."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from plugins.pictures.drawing_costs import (
    MOST_TILES,
    TakesLongError,
    dash_period,
    largest,
    layers,
    length,
    number_in,
    own_cost,
    part_of,
    scale,
    styled,
    tiles,
)
from plugins.pictures.drawing_names import ATTRIBUTES, CHEAP, INHERITED, SHAPES

MAX_DRAWN = 100_000  # elements, each as often as it is used; what takes longer to paint counts as several
MAX_DEPTH = 100
DASHES = 20  # to a plain element
WHOLE = 50  # plain elements to one that covers the drawing
OF_PAINT = 500  # and to one whose paint is a gradient or a pattern
CROSSINGS = 5  # and to a line from corner to corner, which others may cross
LETTERS = 20
URL = re.compile(r"url\(\s*(?P<quote>['\"]?)#(?P<id>[^\s\"'()<>\\]+)(?P=quote)\s*\)", re.IGNORECASE)
IN_SHEET = re.compile(r"(?<![\w-])(stroke-dasharray|stroke-width|font-size|font)\s*:([^;}]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Open:
    """What holds for all that is inside an element: its id, the period of its dashes, its scale, what paints it."""

    id: str = ""
    is_clip: bool = False
    period: float = math.inf
    scale: float = 1.0
    is_painted: bool = False


@dataclass
class _Part:
    """An element with an id, or the whole: what it costs, and how often it refers to others, and for each inside it."""

    cost: float = 0.0
    area: float = 0.0
    outline: float = 0.0
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

    def start(self, local: str, kept: dict[str, str]) -> None:
        """An element begins. raises: TakesLongError"""
        self.count += 1
        paint, around = styled(kept), self.open[-1] if self.open else _Open()
        if local == "pattern" and tiles(paint, self.box) > MOST_TILES:
            raise TakesLongError("a pattern of tiny tiles")
        dashes = paint.get("stroke-dasharray")
        inside = _Open(
            kept.get("id", ""),
            around.is_clip or local == "clipPath",
            around.period if dashes is None else dash_period(dashes, self.diagonal),
            around.scale * scale(paint.get("transform", ""))[1],
            around.is_painted or any("url(" in paint.get(name, "").lower() for name in ("fill", "stroke")),
        )
        if local == "use":
            self.period, self.is_painted = min(self.period, inside.period), self.is_painted or inside.is_painted
        self._widest(paint, inside.scale)
        self.open.append(inside)
        self._add(local, kept, paint)

    def _add(self, local: str, kept: dict[str, str], paint: dict[str, str]) -> None:
        """Adds an element to all that it is a part of."""
        inside, is_shape = self.open[-1], local in SHAPES
        outline = length(local, kept, self.diagonal)
        cost: float = own_cost(local, kept, in_clip=inside.is_clip) + layers(paint, is_shape=is_shape)
        area = part_of(outline / 2 * inside.scale, self.box) * (OF_PAINT if inside.is_painted else WHOLE)
        cost += CROSSINGS * outline * inside.scale / self.diagonal
        if paint.get("vector-effect", "").startswith("non-scaling"):
            outline *= max(1.0, inside.scale * self.px / min(self.box))
        once = [kept.get("href", "#")[1:]] if local == "use" else []
        for_each: list[str] = []
        for name, value in kept.items():
            if ATTRIBUTES.get(name):
                (for_each if name in INHERITED and not is_shape else once).extend(referred(value))
        if inside.id:
            (self.cheap if local in CHEAP else self.costly).add(inside.id)
        for part in self._around():
            part.cost += cost + outline / inside.period / DASHES
            part.area += area
            part.outline += outline
            part.shapes += is_shape
            part.once.update(once)
            part.for_each.update(for_each)

    def end(self) -> None:
        """An element ends."""
        self.open.pop()

    def words(self, letters: int) -> None:
        """Letters that are painted; dashes run around each."""
        for part in self._around():
            part.letters += letters
            part.cost += letters / LETTERS + (letters * 10 if self.open[-1].period < math.inf else 0)

    def sheet(self, style: str) -> None:
        """What a style may say of any element. raises: TakesLongError"""
        for name, value in IN_SHEET.findall(style):
            if name.lower() == "stroke-dasharray":
                self.period = min(self.period, dash_period(value, self.diagonal))
            else:
                self._widest({name.lower(): value}, 1.0)
        self.by_style.update(referred(style))
        self.is_painted |= "url(" in style.lower()

    def is_too_much(self) -> bool:
        """Whether a browser would paint for too long."""
        cheap = self.cheap - self.costly
        return bool(self.by_style - cheap) or self._drawn(cheap) > MAX_DRAWN

    @property
    def diagonal(self) -> float:
        """Of what the drawing shows."""
        return math.hypot(*self.box)

    def _widest(self, paint: dict[str, str], scale_here: float) -> None:
        self.scale = max(self.scale, scale_here)
        self.stroke = max(self.stroke, number_in(paint.get("stroke-width", ""), self.diagonal))
        self.font = max(self.font, *(largest(paint.get(name, "")) for name in ("font", "font-size")))

    def _around(self) -> Sequence[_Part]:
        """The whole, and each element with an id that the innermost one is a part of, once."""
        ids = {"", *(one.id for one in self.open)}
        return [self.parts.setdefault(id_, _Part()) for id_ in ids]

    def _drawn(self, cheap: set[str]) -> int:
        stroke, font = (part_of(size * self.scale, self.box) * WHOLE for size in (self.stroke, self.font))
        inside: dict[str, Counter[str]] = {}
        for id_, part in self.parts.items():
            cost = part.cost + part.area * (OF_PAINT / WHOLE if self.is_painted else 1)
            cost += part.outline / self.period / DASHES + part.shapes * stroke + part.letters * font
            for_each = Counter({other: n * self.count for other, n in part.for_each.items()})
            inside[id_] = part.once + for_each + Counter({"": _whole(cost)})
        return drawn(inside, cheap)


def _whole(cost: float) -> int:
    """A cost as a whole number, though it be endless."""
    return MAX_DRAWN + 1 if math.isnan(cost) else round(min(cost, MAX_DRAWN + 1))


def referred(style: str) -> list[str]:
    """The ids that a style refers to.

    >>> referred("fill: url(#a); clip-path: url('#b')")
    ['a', 'b']
    """
    return [found["id"] for found in URL.finditer(style)]


def drawn(inside: dict[str, Counter[str]], cheap: set[str]) -> int:
    """How many elements are drawn when each counts as often as others refer to it; browsers refuse what uses itself.

    inside: by id, "" for the whole, how often it holds others, "" for elements of its own
    """
    known: dict[str, int] = dict.fromkeys(cheap, 0)

    def weight(id_: str, above: tuple[str, ...]) -> int:
        if id_ in above or id_ not in inside or len(above) > MAX_DEPTH:
            return MAX_DRAWN if len(above) > MAX_DEPTH else 0
        if id_ not in known:
            parts = inside[id_]
            known[id_] = min(
                MAX_DRAWN + 1,
                parts[""] + sum(n * weight(part, (*above, id_)) for part, n in parts.items() if part),
            )
        return known[id_]

    return weight("", ())
