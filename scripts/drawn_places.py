"""Calm backgrounds of workplaces, in a few tones of one colour. Units: the picture is 100 high."""

import random
from collections.abc import Callable
from typing import Final

from drawn_shapes import INK, PAPER, Canvas, mix

Drawer = Callable[[Canvas, float, str], None]


def _light(wall: str, share: float = 0.45) -> str:
    return mix(wall, PAPER, share)


def _dark(wall: str, share: float = 0.12) -> str:
    return mix(wall, INK, share)


def _floor(c: Canvas, w: float, wall: str, y: float = 82) -> None:
    c.box(0, y, w, 100 - y, _dark(wall, 0.1))
    c.box(0, y, w, 1.2, _dark(wall, 0.2))


def library(c: Canvas, w: float, wall: str) -> None:
    """Shelves."""
    chance = random.Random(7)
    for row in range(4):
        base = 22 + 22 * row
        c.box(0, base, w, 2, _dark(wall, 0.3))
        x = 1.0
        while x < w - 3:
            width, height = chance.uniform(2.2, 4.6), chance.uniform(11, 17)
            if chance.random() < 0.12:
                x += 6
                continue
            tone = (_dark(wall, 0.1), _dark(wall, 0.17), _light(wall, 0.35), _light(wall, 0.15))[chance.randrange(4)]
            c.box(x, base - height, width, height, tone)
            c.box(x, base - height * 0.8, width, 1, _dark(wall, 0.24))
            x += width + 0.25
    for x in (0, w / 3, 2 * w / 3, w):
        c.box(x - 1.2, 0, 2.4, 100, _dark(wall, 0.3))


def lab(c: Canvas, w: float, wall: str) -> None:
    """Glass on shelves, a bench."""
    c.box(0, 20, w, 2, _dark(wall, 0.3))
    c.box(0, 46, w, 2, _dark(wall, 0.3))
    glass = _light(wall, 0.65)
    for k in range(int(w / 11) + 1):
        x, base = 4 + 11 * k, 20 if k % 2 else 46
        liquid = _dark(wall, 0.22)
        if k % 3:
            with c.at(x, base):
                c.fill("M-1.2 -13 L1.2 -13 L1.2 -9 L4.6 -1.5 Q4.6 0 3.5 0 L-3.5 0 Q-4.6 0 -4.6 -1.5 L-1.2 -9 Z", glass)
                c.fill("M-3 -5 L3 -5 L4.6 -1.5 Q4.6 0 3.5 0 L-3.5 0 Q-4.6 0 -4.6 -1.5 Z", liquid)
        else:
            c.box(x - 2.4, base - 11, 4.8, 11, glass)
            c.box(x - 2.4, base - 6, 4.8, 6, liquid)
            c.box(x - 1.8, base - 13, 3.6, 2, _dark(wall, 0.3))
    _floor(c, w, wall, 74)
    for k in range(int(w / 26) + 1):
        c.box(2 + 26 * k, 77, 22, 26, _dark(wall, 0.16))
        c.box(10 + 26 * k, 80, 6, 1.2, _light(wall, 0.3))


def workshop(c: Canvas, w: float, wall: str) -> None:
    """A board of tools."""
    c.box(w * 0.03, 6, w * 0.94, 50, _light(wall, 0.25))
    for row in range(8):
        for k in range(int(w * 0.9 / 6)):
            c.dot(w * 0.05 + 6 * k, 10 + 6 * row, 0.5, _dark(wall, 0.15))
    tone = _dark(wall, 0.32)
    for k in range(int(w / 12)):
        with c.at(8 + 12 * k, 12 + (k % 2) * 4):
            if k % 4 == 0:
                c.limb((0, 4), 1.3, (0, 24), 1.7, tone)
                c.stroke("M-3 -1 L-3 2 Q0 6 3 2 L3 -1", 2, tone)
            elif k % 4 == 1:
                c.box(-1, 2, 2, 24, tone)
                c.box(-6, -2, 12, 5, tone)
            elif k % 4 == 2:
                c.fill("M-4 4 L8 0 L9 18 L2 22 Z", tone)
                c.box(-6, 0, 5, 8, _dark(wall, 0.45))
            else:
                c.limb((0, 12), 1.8, (0, 22), 1.8, _dark(wall, 0.45))
                c.box(-0.7, -3, 1.4, 14, tone)
    _floor(c, w, wall, 78)


def greenhouse(c: Canvas, w: float, wall: str) -> None:
    """Panes and plants."""
    c.box(0, 0, w, 100, _light(wall, 0.35))
    frame = _light(wall, 0.9)
    for k in range(int(w / 18) + 2):
        c.box(18 * k - 0.8, 0, 1.6, 72, frame)
    for y in (4, 30, 56):
        c.box(0, y, w, 1.6, frame)
    leaf = (mix(wall, "#3f6b3a", 0.35), mix(wall, "#3f6b3a", 0.5))
    for k in range(int(w / 13) + 1):
        with c.at(6 + 13 * k, 80, 1.0 + 0.25 * (k % 3)):
            for dx in (-7, -3.5, 0, 3.5, 7):
                c.fill(f"M0 0 Q{dx * 1.6} -10 {dx * 1.5} -22 Q{dx * 0.2} -12 0 0 Z", leaf[(k + int(dx)) % 2])
            c.fill("M-5 -3 L5 -3 L4 8 L-4 8 Z", _dark(wall, 0.3))
    c.box(0, 84, w, 16, _dark(wall, 0.22))


def kitchen(c: Canvas, w: float, wall: str) -> None:
    """Tiles and hanging pans."""
    for row in range(9):
        c.box(0, 24 + 7 * row, w, 0.6, _light(wall, 0.4))
        for k in range(int(w / 9) + 2):
            c.box(9 * k + (4.5 if row % 2 else 0), 24 + 7 * row, 0.6, 7, _light(wall, 0.4))
    c.box(0, 9, w, 2, _dark(wall, 0.35))
    tone = _dark(wall, 0.28)
    for k in range(int(w / 14) + 1):
        x = 6 + 14 * k
        c.box(x - 0.5, 10, 1, 8, tone)
        if k % 3 == 0:
            c.dot(x, 24, 6.5, tone)
            c.dot(x, 24, 4.6, _dark(wall, 0.18))
        elif k % 3 == 1:
            c.limb((x, 18), 0.8, (x, 26), 0.8, tone)
            c.oval(x, 30, 3.4, 3, tone)
        else:
            c.fill(f"M{x - 6} 18 L{x + 6} 18 L{x + 5} 29 L{x - 5} 29 Z", tone)
    c.box(0, 76, w, 24, _dark(wall, 0.14))
    c.box(0, 74, w, 2.5, _light(wall, 0.5))


def lecture(c: Canvas, w: float, wall: str) -> None:
    """A board and rows of seats."""
    c.box(w * 0.08, 8, w * 0.84, 42, _dark(wall, 0.42))
    c.box(w * 0.08, 50, w * 0.84, 2, _light(wall, 0.4))
    chalk = _light(_dark(wall, 0.42), 0.5)
    c.stroke(
        f"M{w * 0.12} 42 L{w * 0.12} 16 M{w * 0.12} 42 L{w * 0.3} 42 M{w * 0.12} 40 Q{w * 0.22} 38 {w * 0.28} 18",
        0.8,
        chalk,
    )
    for k, length in enumerate((0.2, 0.14, 0.18, 0.1)):
        c.box(w * 0.68, 16 + 7 * k, w * length, 0.9, chalk)
    for row in range(3):
        y = 66 + 12 * row
        c.box(0, y + 6, w, 8, _dark(wall, 0.1 + 0.06 * row))
        for k in range(int(w / 16) + 2):
            c.pill(16 * k - 5 + 6 * (row % 2), y, 12, 12, 2.5, _dark(wall, 0.18 + 0.06 * row))


def corridor(c: Canvas, w: float, wall: str) -> None:
    """Lockers."""
    for k in range(int(w / 12) + 1):
        x = 12 * k
        c.box(x + 0.4, 10, 11.2, 74, _dark(wall, 0.1 + 0.05 * (k % 2)))
        for row in range(3):
            c.box(x + 3, 15 + 2.6 * row, 6, 1, _dark(wall, 0.28))
        c.dot(x + 9.4, 46, 0.9, _dark(wall, 0.4))
    c.box(0, 6, w, 3, _light(wall, 0.35))
    _floor(c, w, wall, 84)


def campus(c: Canvas, w: float, wall: str) -> None:
    """Buildings, trees, sky."""
    c.dot(w * 0.86, 16, 8, _light(wall, 0.6))
    for x, y, s in ((w * 0.12, 14, 1), (w * 0.6, 9, 0.7)):
        with c.at(x, y, s):
            c.pill(-13, 0, 26, 5, 2.5, _light(wall, 0.6))
            c.pill(-6, -4, 14, 6, 3, _light(wall, 0.6))
    brick, glass = _dark(wall, 0.16), _light(wall, 0.45)
    c.box(w * 0.06, 34, w * 0.3, 40, brick)
    c.box(w * 0.36, 42, w * 0.46, 32, _dark(wall, 0.1))
    c.fill(f"M{w * 0.03} 34 L{w * 0.21} 22 L{w * 0.39} 34 Z", _dark(wall, 0.26))
    for k in range(max(2, int(w * 0.26 / 8))):
        for row in range(3):
            c.box(w * 0.08 + 8 * k, 38 + 11 * row, 5, 7, glass)
    for k in range(max(3, int(w * 0.42 / 7))):
        for row in range(2):
            c.box(w * 0.38 + 7 * k, 46 + 12 * row, 4.6, 8, glass)
    green = mix(wall, "#4f7f4d", 0.45)
    c.box(0, 74, w, 26, green)
    for x, s in ((w * 0.94, 1.2), (w * 0.02, 0.9)):
        with c.at(x, 76, s):
            c.box(-1.2, -22, 2.4, 22, _dark(wall, 0.4))
            c.dot(0, -28, 10, mix(green, INK, 0.16))
            c.dot(-6, -22, 7, mix(green, INK, 0.16))
            c.dot(6, -21, 7.5, mix(green, INK, 0.1))


def office(c: Canvas, w: float, wall: str) -> None:
    """A window, a clock, notes."""
    c.box(w * 0.06, 8, w * 0.3, 42, _light(wall, 0.75))
    for share in (0.15, 0.45, 0.7):
        c.box(w * 0.07, 8 + 42 * share, w * 0.28, 0.8, _dark(wall, 0.1))
    c.box(w * 0.205, 8, 1.6, 42, wall)
    c.box(w * 0.05, 50, w * 0.32, 2, _dark(wall, 0.22))
    c.dot(w * 0.8, 17, 8.5, _dark(wall, 0.25))
    c.dot(w * 0.8, 17, 7, _light(wall, 0.7))
    c.stroke(f"M{w * 0.8} 12 L{w * 0.8} 17 L{w * 0.8 + 4} 19", 1, _dark(wall, 0.5))
    for k, (dx, dy) in enumerate(((0, 0), (11, 2), (2, 12), (13, 13))):
        c.box(w * 0.68 + dx, 33 + dy, 9, 9, (_light(wall, 0.6), _dark(wall, 0.12))[k % 2])
    _floor(c, w, wall)


def servers(c: Canvas, w: float, wall: str) -> None:
    """Racks."""
    for k in range(int(w / 24) + 1):
        x = 24 * k + 1
        c.box(x, 4, 22, 84, _dark(wall, 0.3))
        for row in range(9):
            c.box(x + 2, 7 + 9 * row, 18, 7, _dark(wall, 0.46))
            for light in range(4):
                tone = _light(wall, 0.7) if (k + row + light) % 3 else "#f9c230"
                c.box(x + 4 + 3 * light, 9.8 + 9 * row, 1.3, 1.3, tone)
    _floor(c, w, wall, 88)


def plant_room(c: Canvas, w: float, wall: str) -> None:
    """Pipes, valves, gauges."""
    tone, joint = _dark(wall, 0.22), _dark(wall, 0.36)
    for y, width in ((10, 5), (22, 3.4), (31, 6)):
        c.box(0, y, w, width, tone)
        c.box(0, y + width * 0.2, w, width * 0.18, _light(tone, 0.25))
        for k in range(int(w / 28) + 1):
            c.box(10 + 28 * k, y - 1, 3, width + 2, joint)
    for x in (w * 0.1, w * 0.88):
        c.box(x, 31, 5, 56, tone)
        c.ring(x + 2.5, 58, 6, 6, 1.6, "#de3f20")
        c.box(x - 1, 64, 7, 3, joint)
    for x in (w * 0.3, w * 0.68):
        c.dot(x, 48, 6, joint)
        c.dot(x, 48, 4.6, _light(wall, 0.75))
        c.stroke(f"M{x} 48 L{x + 2.6} 45", 0.9, "#de3f20")
    _floor(c, w, wall, 86)


def ward(c: Canvas, w: float, wall: str) -> None:
    """A curtain and a monitor."""
    c.stroke(f"M0 9 L{w} 9", 1.2, _dark(wall, 0.3))
    for k in range(int(w * 0.4 / 5) + 1):
        c.box(w * 0.62 + 5 * k, 9, 5, 66, (_light(wall, 0.35), _light(wall, 0.15))[k % 2])
    c.box(w * 0.06, 18, w * 0.26, 26, _dark(wall, 0.35))
    c.box(w * 0.075, 20, w * 0.23, 22, _dark(wall, 0.6))
    line = " L".join(
        f"{w * 0.08 + w * 0.22 * x / 12} {31 + y}" for x, y in enumerate((0, 0, 0, -2, 0, 4, -9, 6, 0, 0, -2, 0, 0))
    )
    c.stroke(f"M{line}", 0.9, "#7fd6a8")
    c.box(w * 0.44, 14, 1.2, 60, _dark(wall, 0.3))
    c.pill(w * 0.44 - 3, 18, 7, 13, 2, _light(wall, 0.8))
    _floor(c, w, wall)


PLACES: Final[dict[str, Drawer]] = {
    "library": library,
    "lab": lab,
    "workshop": workshop,
    "greenhouse": greenhouse,
    "kitchen": kitchen,
    "lecture": lecture,
    "corridor": corridor,
    "campus": campus,
    "office": office,
    "servers": servers,
    "plant_room": plant_room,
    "ward": ward,
}


def draw_place(c: Canvas, name: str, wall: str) -> None:
    """Fill the picture with one of PLACES in tones of the wall colour."""
    with c.at(0, 0, c.height_px / 100):
        PLACES[name](c, c.width_px * 100 / c.height_px, wall)
