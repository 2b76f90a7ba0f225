"""Heads of people who do not exist: skull, face, beard, glasses. Units: a head is 100 wide, its middle is (0, 0)."""

from collections.abc import Collection
from typing import Final

from drawn_shapes import PAPER, SIGNAL, SUN, Canvas, mix, shade

SKINS: Final = ("#f7d7bf", "#f0c09a", "#dca273", "#c08350", "#95603a", "#70452a", "#50301f")
HAIRS: Final = {
    "black": "#1f1b26",
    "brown": "#4a2c1d",
    "chestnut": "#7c4424",
    "ginger": "#b9582a",
    "blond": "#dcb25e",
    "grey": "#9aa0a8",
    "silver": "#cfd0cf",
    "white": "#eeebe3",
    "plum": "#6f2547",
}
DARK: Final = "#231a22"


def draw_skull(c: Canvas, skin: str, jaw: float) -> None:
    """Ears, head and the side away from the light; jaw: 0 narrow to 1 square."""
    wide, chin = 24 + 14 * jaw, 12 + 14 * jaw
    for side in (-1, 1):
        c.oval(side * 51, 6, 10, 14, skin)
        c.oval(side * 52, 7, 5, 8, shade(skin))
    half = f"M0 -66 C-32 -66 -51 -44 -51 -8 C-51 {wide} -{chin + 14} 68 0 68 Z"
    c.pair(half, skin)
    c.fill(
        f"M22 -62 C42 -52 51 -34 51 -8 C51 {wide} {chin + 14} 68 0 68 C28 54 38 30 38 0 C38 -30 32 -48 22 -62 Z",
        shade(skin, 0.07),
    )


def draw_beard(c: Canvas, kind: str, hair: str, skin: str) -> None:
    """One of beard, stubble, longbeard, goatee, moustache."""
    full = (
        "M-51 -4 C-53 44 -40 80 0 82 C40 80 53 44 51 -4 C47 14 42 22 32 20 C18 17 -18 17 -32 20 C-42 22 -47 14 -51 -4 Z"
    )
    if kind == "beard":
        c.fill(full, hair)
    elif kind == "stubble":
        c.fill(full, mix(skin, hair, 0.3))
    elif kind == "longbeard":
        c.fill(
            "M-51 -4 C-56 50 -44 116 0 122 C44 116 56 50 51 -4 C46 16 40 22 32 20 C18 17 -18 17 -32 20 C-40 22 -46 16 "
            "-51 -4 Z",
            hair,
        )
        c.stroke("M-12 70 Q-10 96 0 108", 3, mix(hair, PAPER, 0.18))
    elif kind == "goatee":
        c.fill("M-23 24 C-28 60 -18 80 0 80 C18 80 28 60 23 24 C16 16 -16 16 -23 24 Z", hair)
    elif kind == "moustache":
        c.fill("M0 16 C-8 10 -24 14 -30 32 C-20 30 -8 30 0 26 C8 30 20 30 30 32 C24 14 8 10 0 16 Z", hair)


def draw_mouth(c: Canvas, mouth: str, skin: str) -> None:
    """One of grin, smile, firm, lips, laugh."""
    inside, lip = "#6b1f26", mix(skin, "#8f2b2b", 0.55)
    if mouth == "smile":
        c.stroke("M-19 30 Q0 46 19 30", 4.6, mix(skin, "#4a1018", 0.75))
    elif mouth == "firm":
        c.stroke("M-16 35 Q0 39 17 33", 4.8, mix(skin, "#4a1018", 0.75))
    elif mouth == "lips":
        c.fill("M-19 33 C-10 28 -4 28 0 31 C4 28 10 28 19 33 C10 47 -10 47 -19 33 Z", lip)
        c.stroke("M-17 33 Q0 39 17 33", 2.4, inside)
    elif mouth == "laugh":
        c.fill("M-24 26 C-8 31 8 31 24 26 C24 56 -24 56 -24 26 Z", inside)
        c.fill("M-22 27.5 C-8 31 8 31 22 27.5 C21 37 -21 37 -22 27.5 Z", PAPER)
        c.fill("M-12 45 C-6 38 6 38 12 45 C6 50 -6 50 -12 45 Z", "#d9606a")
    else:
        c.fill("M-23 27 C-8 32 8 32 23 27 C20 49 -20 49 -23 27 Z", PAPER)
        c.stroke("M-23 27 C-8 32 8 32 23 27", 2.6, inside)
        c.stroke("M-23 27 C-20 49 20 49 23 27", 2.6, inside)


def draw_eyes(c: Canvas, eyes: str, glance: float, brow: str) -> None:
    """Eyes open, happy or wink, and brows; glance in units to the right."""
    for side in (-1, 1):
        x = side * 20
        closed = eyes == "happy" or (eyes == "wink" and side == 1)
        if closed:
            c.stroke(f"M{x - 9} 4 Q{x} -8 {x + 9} 4", 4.4, DARK)
        else:
            c.oval(x, 0, 9, 7.6, "#fffaf4")
            c.oval(x + glance, 0, 6.4, 7, DARK)
            c.dot(x + glance + 2.2, -2.4, 2.2, PAPER)
            c.stroke(f"M{x - 10} -3 Q{x} -12 {x + 10} -3", 3.4, DARK)
        lift = -6 if closed else 0
        c.stroke(f"M{x - side * 11} {-20 + lift} Q{x + side * 2} {-27 + lift} {x + side * 13} {-18 + lift}", 5, brow)


def draw_nose(c: Canvas, nose: str, skin: str) -> None:
    """One of button, broad, long, or the common one."""
    tone = shade(skin, 0.26)
    if nose == "button":
        c.stroke("M-7 11 Q0 17 7 11", 3.8, tone)
    elif nose == "broad":
        c.fill("M0 -2 C4 4 12 8 12 13 C8 18 -8 18 -12 13 C-12 8 -4 6 0 -2 Z", shade(skin, 0.12))
        c.stroke("M-11 13 Q0 19 11 13", 3.4, tone)
    elif nose == "long":
        c.stroke("M2 -8 C4 2 12 14 8 18 Q2 21 -5 19", 3.8, tone)
    else:
        c.stroke("M1 0 C8 12 7 17 -5 17", 3.8, tone)


def draw_age(c: Canvas, skin: str) -> None:
    """The lines of a face that has laughed a lot."""
    line = shade(skin, 0.2)
    c.pair("M-31 18 Q-37 28 -33 40 Q-35 28 -31 18 Z", line)
    for side in (-1, 1):
        c.stroke(f"M{side * 30} 17 Q{side * 36} 26 {side * 32} 40", 2.6, line)
        c.stroke(f"M{side * 35} 4 L{side * 43} 9", 2.4, line)
        c.stroke(f"M{side * 36} -2 L{side * 44} -2", 2.4, line)
    c.stroke("M-18 -42 Q0 -46 18 -42", 2.4, line)


def draw_glasses(c: Canvas, colour: str, square: bool) -> None:
    """Round or square frames."""
    for side in (-1, 1):
        if square:
            c.stroke(
                f"M{side * 6} -10 L{side * 36} -12 L{side * 35} 10 Q{side * 20} 16 {side * 8} 10 L{side * 6} -10",
                4,
                colour,
            )
        else:
            c.ring(side * 21, 1, 17, 16, 4, colour)
        c.stroke(f"M{side * 37} -3 L{side * 50} -5", 4, colour)
    c.stroke("M-6 -1 Q0 -6 6 -1", 4, colour)


def draw_face(
    c: Canvas, *, skin: str, hair: str, eyes: str, mouth: str, glance: float, extras: Collection[str]
) -> None:
    """All that is between chin and hair line."""
    for side in (-1, 1):
        c.oval(side * 30, 23, 11, 8, mix(skin, "#e2452b", 0.17))
    if "age" in extras:
        draw_age(c, skin)
    for kind in ("beard", "stubble", "longbeard", "goatee", "moustache"):
        if kind in extras:
            draw_beard(c, kind, hair, skin)
    draw_mouth(c, mouth, skin)
    brow = (
        mix(hair, DARK, 0.35) if sum(int(hair[k : k + 2], 16) for k in (1, 3, 5)) < 420 else mix(hair, "#5a5a60", 0.4)
    )
    draw_nose(c, next((kind for kind in ("button", "broad", "long") if kind in extras), ""), skin)
    draw_eyes(c, eyes, glance, brow)
    if "freckles" in extras:
        for x, y in ((-36, 14), (-29, 18), (-23, 13), (36, 14), (29, 18), (23, 13)):
            c.dot(x, y, 1.8, mix(skin, "#9a4a20", 0.5))
    if "glasses" in extras or "square-glasses" in extras:
        draw_glasses(c, DARK if "red-frame" not in extras else SIGNAL, "square-glasses" in extras)
    if "earrings" in extras:
        for side in (-1, 1):
            c.ring(side * 53, 29, 7, 8, 3.4, SUN)
