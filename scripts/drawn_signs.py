"""Cards with words on them, the ways to hold one, and what else a hand may hold."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from drawn_members import NAVY, Member, draw_arm, draw_fingers, draw_fist, draw_palm, draw_person, draw_thumb
from drawn_shapes import (
    INK,
    KRAFT,
    PAPER,
    SIGNAL,
    SKY,
    SUN,
    Canvas,
    Point,
    cap_height,
    mix,
    set_lines,
    shade,
    text_width,
)
from drawn_things import TOOLS, draw_chair, draw_dog, draw_lap

DEEP_SIGNAL: Final = "#b62c10"
STYLES: Final = {
    "paper": (PAPER, INK, SIGNAL),
    "red": (PAPER, SIGNAL, INK),
    "sun": (SUN, INK, DEEP_SIGNAL),
    "signal": (SIGNAL, PAPER, SUN),
    "ink": (INK, PAPER, SUN),
    "kraft": (KRAFT, "#2a1a0c", DEEP_SIGNAL),
    "sky": (SKY, INK, DEEP_SIGNAL),
}
HAND: Final = 0.84
GAPS: Final = {"poster": 1.24, "marker": 1.2, "pen": 1.42}


@dataclass(frozen=True)
class Sign:
    """Words between asterisks are in the second colour, "/" breaks a line; turn in degrees clockwise."""

    words: str
    style: str = "paper"
    font: str = "poster"
    extra: str = ""
    turn: float = -1.5

    @property
    def said(self) -> str:
        """The words as one would say them, without marks."""
        return " ".join(self.words.replace("*", "").replace("/", " ").replace("|", " ").split())


@dataclass(frozen=True)
class Frame:
    """The part of a picture one pose may use, in px."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Card:
    """A sign cut to size; x, y is its middle, top the height kept free above the letters, all in px."""

    sign: Sign
    x: float
    y: float
    width: float
    height: float
    lines: Sequence[str]
    size: float
    top: float = 0

    def on(self, across: float, down: float) -> Point:
        """Where in the picture a point of the card lies; (-0.5, -0.5) is its upper left corner."""
        turn = math.radians(self.sign.turn)
        dx, dy = across * self.width, down * self.height
        return self.x + dx * math.cos(turn) - dy * math.sin(turn), self.y + dx * math.sin(turn) + dy * math.cos(turn)


def cut_card(
    sign: Sign, width: float, max_height: float, *, sides: float = 0.06, top: float = 0, snug: float = 0.8
) -> Card:
    """A card at most as wide as told, as high as its words need; its middle is (0, 0).

    sides: share of the width kept free of letters at either side, for hands
    top: share of the width kept free above the letters, for fingers; below them when negative
    snug: share of the width down to which the card shrinks round few words
    """
    if not sign.words:
        return Card(sign, 0, 0, width, max_height, (), 0)
    words = sign.words.upper() if sign.font == "poster" else sign.words
    leading, cap = cap_height(sign.font) * GAPS[sign.font], cap_height(sign.font)
    band = max_height * (0.105 if sign.extra != "border" else 0.15)
    lines, size = set_lines(
        words, sign.font, width * (1 - 2 * sides), max_height - 2 * band - abs(top) * width, leading
    )
    letters = size * (leading * (len(lines) - 1) + cap)
    height = min(max_height, letters + 2 * max(band, size * 0.36) + abs(top) * width)
    below = top * width
    widest = max(text_width(line, sign.font, size) for line in lines)
    width = min(width, max(width * snug, widest / (1 - 2 * sides) * 1.06))
    return Card(sign, 0, 0, width, height, lines, size, below)


def moved(card: Card, x: float, y: float) -> Card:
    """The same card with its middle elsewhere."""
    return replace(card, x=x, y=y)


def draw_card(c: Canvas, card: Card) -> None:
    """Hard shadow, card, border, letters, underline."""
    ground, ink, accent = STYLES[card.sign.style]
    w, h = card.width, card.height
    with c.at(card.x, card.y, turn=card.sign.turn):
        c.box(-w / 2 + w * 0.016, -h / 2 + w * 0.02, w, h, INK, 0.3)
        c.box(-w / 2, -h / 2, w, h, ground)
        if card.sign.style == "kraft":
            c.box(-w / 2, -h / 2, w, w * 0.010, mix(ground, PAPER, 0.45))
            c.box(-w / 2, h / 2 - w * 0.012, w, w * 0.012, shade(ground))
        if card.sign.extra == "border":
            _draw_border(c, card, accent)
        leading = cap_height(card.sign.font) * GAPS[card.sign.font] * card.size
        first = card.top / 2 - (leading * (len(card.lines) - 1)) / 2 + cap_height(card.sign.font) * card.size / 2
        wobble = 0 if card.sign.font == "poster" else 1
        for k, line in enumerate(card.lines):
            c.write(line, 0, first + leading * k, card.size, card.sign.font, (ink, accent), wobble)
        if card.sign.extra == "underline":
            half = text_width(card.lines[-1], card.sign.font, card.size) / 2
            y = first + leading * (len(card.lines) - 1) + card.size * 0.15
            c.stroke(f"M{-half} {y + w * 0.008} Q{-half * 0.2} {y - w * 0.012} {half} {y}", w * 0.016, accent)


def _draw_border(c: Canvas, card: Card, colour: str) -> None:
    inset, thick = card.width * 0.026, card.width * 0.011
    x, y = card.width / 2 - inset, card.height / 2 - inset
    for left, top, width, height in (
        (-x, -y, 2 * x, thick),
        (-x, y - thick, 2 * x, thick),
        (-x, -y, thick, 2 * y),
        (x - thick, -y, thick, 2 * y),
    ):
        c.box(left, top, width, height, colour)


def headroom(m: Member) -> float:
    """How far hat or hair reach above the middle of the head, in units."""
    tall = {"chef": 160, "welder": 136, "toque": 136, "hardhat": 112, "goggles": 94}
    hair = {"afro": 142, "bun": 132, "turban": 116, "curls": 114, "curlytop": 106, "quiff": 102}
    return max(tall.get(m.hat, 90), hair.get(m.hair, 90))


def _into(point: Point, head: Point, scale: float) -> Point:
    return (point[0] - head[0]) / scale, (point[1] - head[1]) / scale


def pose_chest(c: Canvas, m: Member, frame: Frame, sign: Sign) -> None:
    """Card before the chest, a hand at either edge."""
    width = min(frame.width * 0.85, frame.height * (1.0 if m.tool else 1.1))
    card = cut_card(sign, width, min(frame.height * 0.4, width * 0.58), sides=0.095)
    x, y = frame.x + frame.width / 2, frame.y + frame.height * 0.955 - card.height / 2
    card = moved(card, x, y)
    top = y - card.height / 2
    scale = min((top - frame.y - frame.height * 0.035) / (headroom(m) + 116), width / 292)
    chest = min(150, (top - frame.y - frame.height * 0.05) / scale - headroom(m))
    head = (x + (scale * 6 if sign.turn > 0 else scale * -6), top - chest * scale)
    with c.at(*head, scale):
        draw_person(c, m)
        for side in (-1, 1):
            hand = _into(card.on(side * 0.5, 0.08), head, scale)
            draw_arm(c, m, side, (side * max(150, abs(hand[0]) + 14), hand[1] + 92), (hand[0] + side * 2, hand[1]))
    hands = [(side, *card.on(side * 0.5, 0.08)) for side in (-1, 1)]
    for side, hx, hy in hands:
        with c.at(hx, hy, scale * HAND, turn=sign.turn, flip=side < 0):
            if m.tool and side == 1:
                with c.at(10, 0, turn=8):
                    TOOLS[m.tool](c)
            draw_palm(c, m.skin_colour)
    draw_card(c, card)
    for side, hx, hy in hands:
        with c.at(hx, hy, scale * HAND, turn=sign.turn, flip=side < 0):
            (draw_fingers if m.tool or "grip" in m.extras else draw_thumb)(c, m.skin_colour)


def pose_peek(c: Canvas, m: Member, frame: Frame, sign: Sign) -> None:
    """A large card, fingers over its upper edge."""
    width = min(frame.width * 0.86, frame.height * 1.15)
    card = cut_card(sign, width, min(frame.height * 0.46, width * 0.66), top=0.05)
    x, y = frame.x + frame.width / 2, frame.y + frame.height * 0.96 - card.height / 2
    card = moved(card, x, y)
    top = y - card.height / 2
    scale = min((top - frame.y - frame.height * 0.035) / (headroom(m) + 104), width / 290)
    head = (x, top - 104 * scale)
    with c.at(*head, scale):
        draw_person(c, m)
        for side in (-1, 1):
            hand = _into(card.on(side * 0.37, -0.4), head, scale)
            draw_arm(c, m, side, (side * 152, 290), hand)
    draw_card(c, card)
    for side in (-1, 1):
        with c.at(*card.on(side * 0.38, -0.5), scale * HAND, turn=sign.turn - 90):
            draw_fingers(c, m.skin_colour)


def pose_raise(c: Canvas, m: Member, frame: Frame, sign: Sign) -> None:
    """Card above the head, held at its lower edge."""
    width = min(frame.width * 0.87, frame.height * 1.1)
    card = cut_card(sign, width, min(frame.height * 0.4, width * 0.46), top=-0.03)
    x, y = frame.x + frame.width / 2, frame.y + frame.height * 0.05 + card.height / 2
    card = moved(card, x, y)
    below = y + card.height / 2
    scale = min((frame.y + frame.height - below) / (headroom(m) + 260), width / 330)
    head = (x, below + (headroom(m) + 8) * scale)
    with c.at(*head, scale):
        draw_person(c, m)
        for side in (-1, 1):
            hand = _into(card.on(side * 0.36, 0.5), head, scale)
            draw_arm(c, m, side, (side * 168, 62), (hand[0], hand[1] + 12))
    for side in (-1, 1):
        with c.at(*card.on(side * 0.36, 0.5), scale * HAND, turn=sign.turn + 90):
            draw_palm(c, m.skin_colour)
    draw_card(c, card)
    for side in (-1, 1):
        with c.at(*card.on(side * 0.36, 0.5), scale * HAND, turn=sign.turn + 90, flip=side > 0):
            draw_thumb(c, m.skin_colour)


def pose_stick(c: Canvas, m: Member, frame: Frame, sign: Sign) -> None:
    """A placard on a stick in one hand; the other waves or holds a tool."""
    width = min(frame.width * 0.87, frame.height * 1.2)
    card = cut_card(sign, width, frame.height * 0.36)
    x, y = frame.x + frame.width / 2, frame.y + frame.height * 0.05 + card.height / 2
    card = moved(card, x, y)
    below = y + card.height / 2
    scale = min((frame.y + frame.height - below) / (headroom(m) + 250), width / 340)
    head = (x - 30 * scale, below + (headroom(m) + 8) * scale)
    foot = card.on(0.32, 0.5)
    hand = (104.0, 196.0)
    grip = (head[0] + hand[0] * scale, head[1] + hand[1] * scale)
    with c.at(*head, scale):
        draw_person(c, m)
        draw_arm(c, m, 1, (164, 300), hand)
        _draw_free_arm(c, m)
    end = (grip[0] + (grip[0] - foot[0]) * 0.3, grip[1] + (grip[1] - foot[1]) * 0.3)
    c.limb((foot[0], foot[1] - card.height * 0.3), 8 * scale, end, 8 * scale, "#b98548")
    draw_card(c, card)
    with c.at(*grip, scale):
        draw_fist(c, m.skin_colour)


def _draw_free_arm(c: Canvas, m: Member) -> None:
    if not m.tool:
        draw_arm(c, m, -1, (-168, 226), (-176, 92))
        with c.at(-176, 74):
            for x, y in ((-20, -36), (-7, -46), (8, -45), (21, -34)):
                c.limb((x * 0.7, 0), 9.5, (x, y), 8, m.skin_colour)
            c.limb((14, 14), 10, (36, -6), 8, m.skin_colour)
            c.dot(0, 4, 23, m.skin_colour)
        return
    draw_arm(c, m, -1, (-166, 296), (-128, 214))
    with c.at(-128, 204):
        with c.at(0, 0, turn=-10):
            TOOLS[m.tool](c)
        draw_fist(c, m.skin_colour)


def pose_chair(c: Canvas, m: Member, frame: Frame, sign: Sign) -> None:
    """In a wheelchair: a placard in one hand, the other on the wheel."""
    width = min(frame.width * 0.87, frame.height * 1.0)
    card = cut_card(sign, width, frame.height * 0.33)
    x, y = frame.x + frame.width / 2, frame.y + frame.height * 0.045 + card.height / 2
    card = moved(card, x, y)
    below = y + card.height / 2
    scale = (frame.y + frame.height - below) / (headroom(m) + 430)
    head = (x - 10 * scale, below + (headroom(m) + 6) * scale)
    foot, hand = card.on(0.24, 0.5), (112.0, 176.0)
    grip = (head[0] + hand[0] * scale, head[1] + hand[1] * scale)
    with c.at(*head, scale):
        draw_chair(c)
        draw_person(c, m)
        draw_lap(c, NAVY if m.colour != NAVY else "#4b5668")
        draw_arm(c, m, -1, (-178, 176), (-190, 206))
        with c.at(-188, 196, turn=10):
            draw_fist(c, m.skin_colour)
        draw_arm(c, m, 1, (168, 268), hand)
    c.limb((foot[0], foot[1] - card.height * 0.3), 8 * scale, (grip[0], grip[1] + 60 * scale), 8 * scale, "#b98548")
    draw_card(c, card)
    with c.at(*grip, scale):
        draw_fist(c, m.skin_colour)


POSES: Final[dict[str, Callable[[Canvas, Member, Frame, Sign], None]]] = {
    "chest": pose_chest,
    "peek": pose_peek,
    "raise": pose_raise,
    "stick": pose_stick,
    "chair": pose_chair,
}


def draw_together(c: Canvas, members: Sequence[Member], frame: Frame, sign: Sign, *, dog: str = "") -> None:
    """Several people behind one wide card, fingers over its upper edge."""
    card = cut_card(sign, frame.width * 0.88, frame.height * 0.42, sides=0.05, top=0.03, snug=1)
    x, y = frame.x + frame.width / 2, frame.y + frame.height * 0.955 - card.height / 2
    card = moved(card, x, y)
    top = y - card.height / 2
    seats = len(members) + (0.8 if dog else 0)
    room = frame.width * 0.94 / seats
    tallest = max(headroom(m) for m in members)
    scale = min((top - frame.y - frame.height * 0.04) / (tallest + 126), room / (176 if len(members) > 2 else 200))
    left = x - room * seats / 2
    places = [(left + room * (k + 0.5), top - (132 if k % 2 else 104) * scale) for k in range(len(members))]
    for k in sorted(range(len(members)), key=lambda k: places[k][1]):
        with c.at(*places[k], scale):
            draw_person(c, members[k])
            for side in (-1, 1):
                draw_arm(c, members[k], side, (side * 134, 300), (side * 70, 150))
    if dog:
        with c.at(left + room * (seats - 0.42), top - 92 * scale, scale * 0.95):
            draw_dog(c, dog)
    draw_card(c, card)
    for k, member in enumerate(members):
        for side in (-1, 1):
            across = max(-0.47, min(0.47, (places[k][0] - x + side * 66 * scale) / card.width))
            with c.at(*card.on(across, -0.5), scale * 0.78, turn=sign.turn - 90):
                draw_fingers(c, member.skin_colour)
    if dog:
        for side in (-1, 1):
            across = (left + room * (seats - 0.42) - x + side * 34 * scale) / card.width
            with c.at(*card.on(across, -0.5), scale):
                c.limb((0, -8), 20, (0, 16), 19, dog)
                c.stroke("M-6 18 L-6 30 M6 18 L6 30", 3.5, shade(dog, 0.35))
