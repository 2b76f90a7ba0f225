"""Tools, a wheelchair and a dog. Tools stand on the hand that holds them: origin in the fist, up is -y."""

from collections.abc import Callable
from typing import Final

from drawn_members import MOSS, NAVY, STEEL, STONE, TEAL
from drawn_shapes import INK, PAPER, SIGNAL, SKY, SUN, Canvas, mix, shade


def _tool_wrench(c: Canvas) -> None:
    c.limb((0, 60), 15, (0, -130), 11, STEEL)
    c.stroke("M-22 -196 L-24 -166 Q0 -128 24 -166 L22 -196", 20, STEEL)
    c.stroke("M4 40 L4 -110", 5, shade(STEEL, 0.25))


def _tool_mop(c: Canvas) -> None:
    c.box(-6, -300, 12, 640, "#c68f4e")
    c.pill(-44, -318, 88, 26, 10, NAVY)
    for k in range(-4, 5):
        c.limb((k * 9, -300), 8, (k * 14, -205 + 9 * (k % 3)), 10, PAPER if k % 2 else "#dfe5ea")


def _tool_broom(c: Canvas) -> None:
    c.box(-6, -250, 12, 600, "#c68f4e")
    c.fill("M-20 -262 L20 -262 L52 -372 L-52 -372 Z", SUN)
    c.box(-26, -272, 52, 20, SIGNAL)
    for k in (-24, -8, 8, 24):
        c.stroke(f"M{k * 0.7} -276 L{k * 1.4} -364", 3, shade(SUN, 0.25))


def _tool_whisk(c: Canvas) -> None:
    c.limb((0, 50), 10, (0, -66), 9, "#c68f4e")
    for spread in (10, 30, 50):
        c.stroke(f"M0 -66 C-{spread} -110 -{spread} -186 0 -196 C{spread} -186 {spread} -110 0 -66", 4.5, "#7c8794")


def _tool_book(c: Canvas) -> None:
    with c.at(0, -50, turn=6):
        c.box(-52, -76, 104, 140, PAPER)
        c.box(-60, -84, 108, 148, TEAL)
        c.box(-60, -84, 18, 148, shade(TEAL, 0.3))
        c.box(-26, -54, 56, 10, SUN)
        c.box(-26, -36, 40, 8, PAPER)


def _tool_flask(c: Canvas) -> None:
    c.fill("M-14 -150 L14 -150 L14 -96 L56 -10 Q58 8 42 8 L-42 8 Q-58 8 -56 -10 L-14 -96 Z", "#eef6f9")
    c.fill("M-34 -56 L34 -56 L56 -10 Q58 8 42 8 L-42 8 Q-58 8 -56 -10 Z", SIGNAL)
    c.pill(-21, -160, 42, 14, 6, STEEL)
    c.dot(-10, -30, 7, mix(SIGNAL, PAPER, 0.45))
    c.dot(14, -40, 5, mix(SIGNAL, PAPER, 0.45))


def _tool_plant(c: Canvas) -> None:
    for path in (
        "M0 -40 C-70 -60 -76 -130 -60 -150 C-20 -130 -4 -90 0 -40 Z",
        "M0 -40 C70 -60 80 -120 66 -142 C24 -124 6 -90 0 -40 Z",
        "M0 -40 C-30 -100 -16 -170 4 -190 C26 -160 30 -100 0 -40 Z",
    ):
        c.fill(path, MOSS)
    c.stroke(
        "M0 -40 C-6 -90 0 -130 4 -160 M0 -40 C-30 -70 -44 -110 -52 -130 M0 -40 C30 -70 44 -104 56 -122",
        4,
        mix(MOSS, PAPER, 0.35),
    )
    c.fill("M-44 -46 L44 -46 L34 34 L-34 34 Z", "#c4623a")
    c.box(-50, -54, 100, 22, "#d67750")


def _tool_laptop(c: Canvas) -> None:
    with c.at(6, -70, turn=4):
        c.pill(-84, -72, 150, 128, 8, "#4b5668")
        c.pill(-76, -64, 134, 108, 4, SKY)
        for k, width in enumerate((90, 64, 104, 48)):
            c.box(-64, -50 + 22 * k, width, 10, (INK, TEAL, SIGNAL, INK)[k])


def _tool_clipboard(c: Canvas) -> None:
    with c.at(0, -50, turn=5):
        c.pill(-54, -88, 108, 150, 6, "#a8733f")
        c.box(-45, -76, 90, 128, PAPER)
        c.pill(-24, -98, 48, 22, 6, STONE)
        for k in range(4):
            c.box(-34, -52 + 26 * k, 68 - 12 * (k % 2), 9, STEEL)


def _tool_brush(c: Canvas) -> None:
    c.limb((0, 70), 9, (0, -70), 8, "#c68f4e")
    c.box(-30, -110, 60, 42, STEEL)
    c.fill("M-30 -110 L30 -110 L34 -170 L12 -182 L-8 -170 L-34 -180 Z", TEAL)


def _tool_hammer(c: Canvas) -> None:
    c.limb((0, 70), 10, (0, -130), 9, "#c68f4e")
    c.fill("M-50 -158 L34 -158 C54 -156 64 -140 66 -122 C48 -136 30 -126 16 -124 L-50 -124 Z", "#5a6575")


TOOLS: Final[dict[str, Callable[[Canvas], None]]] = {
    "wrench": _tool_wrench,
    "mop": _tool_mop,
    "broom": _tool_broom,
    "whisk": _tool_whisk,
    "book": _tool_book,
    "flask": _tool_flask,
    "plant": _tool_plant,
    "laptop": _tool_laptop,
    "clipboard": _tool_clipboard,
    "brush": _tool_brush,
    "hammer": _tool_hammer,
}


def draw_chair(c: Canvas) -> None:
    """The back and wheels of a wheelchair, behind the person."""
    c.pill(-112, 150, 224, 210, 20, "#2c3a52")
    for side in (-1, 1):
        c.limb((side * 98, 118), 9, (side * 98, 330), 9, STONE)
        c.limb((side * 98, 120), 11, (side * 128, 114), 11, INK)
        x = side * 182
        c.oval(x, 330, 66, 142, mix(SKY, STONE, 0.18))
        for k in range(-3, 4):
            c.stroke(f"M{x - k * 17} {330 - 124 + k * k * 9} L{x + k * 17} {330 + 124 - k * k * 9}", 3, STONE)
        c.ring(x, 330, 66, 142, 18, INK)
        c.ring(x + side * 5, 330, 51, 118, 7, STEEL)
        c.dot(x, 330, 15, SIGNAL)


def draw_lap(c: Canvas, trousers: str) -> None:
    """Legs of somebody who sits, in front of the body."""
    c.pair("M0 376 L-132 376 L-132 520 L0 520 Z", "#2c3a52")
    c.pair("M0 262 L-70 268 L-112 350 L-108 400 L0 400 Z", shade(trousers, 0.2))
    for side in (-1, 1):
        c.limb((side * 44, 290), 42, (side * 62, 350), 47, trousers)
        c.limb((side * 64, 372), 42, (side * 58, 540), 34, shade(trousers, 0.14))
        c.limb((side * 58, 330), 40, (side * 62, 356), 46, trousers)
        c.stroke(f"M{side * 62 - 24} 344 Q{side * 62} 330 {side * 62 + 24} 344", 5, mix(trousers, PAPER, 0.16))
    c.stroke("M-66 276 Q0 288 66 276", 9, "#3c2a20")


def draw_dog(c: Canvas, coat: str) -> None:
    """A friendly dog from the front; the middle of its head is (0, 0)."""
    dark = shade(coat, 0.28)
    c.pair("M0 40 C-50 50 -76 100 -76 220 L0 220 Z", coat)
    c.fill("M-50 58 C-20 84 20 84 50 58 L54 82 C20 104 -20 104 -54 82 Z", SIGNAL)
    c.fill("M-26 88 L26 88 L0 130 Z", SIGNAL)
    c.pair("M0 -58 C-36 -60 -58 -36 -56 0 C-54 30 -34 58 0 60 Z", coat)
    c.pair("M-40 -52 C-74 -60 -92 -10 -78 40 C-66 44 -54 24 -50 -6 Z", dark)
    c.pair("M0 -50 C-12 -50 -14 -20 -14 -6 C-36 4 -38 54 0 56 Z", mix(coat, PAPER, 0.6))
    for x in (-25, 25):
        c.dot(x, -12, 8, INK)
        c.dot(x + 2.5, -15, 2.5, PAPER)
    c.fill("M-16 10 Q0 2 16 10 Q14 28 0 28 Q-14 28 -16 10 Z", INK)
    c.stroke("M0 26 L0 36 M-18 36 Q-8 46 0 36 Q8 46 18 36", 4, INK)
    c.fill("M-9 42 Q0 38 9 42 Q10 66 0 66 Q-10 66 -9 42 Z", "#e0707a")
