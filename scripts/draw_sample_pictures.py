"""Draw the pictures that pages and stories show: a rally, people at work, portraits. All of nobody real.

Every run writes the same bytes.
"""

import argparse
import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from drawn_members import (
    BLUE,
    CREAM,
    LINEN,
    MOSS,
    NAVY,
    PLUM,
    ROSE,
    STONE,
    TEAL,
    Member,
    draw_arm,
    draw_fingers,
    draw_fist,
    draw_person,
)
from drawn_places import draw_place
from drawn_shapes import INK, PAPER, SIGNAL, SKY, SUN, Canvas, mix, shade
from drawn_signs import POSES, Frame, Sign, cut_card, draw_card, draw_together, moved
from drawn_things import TOOLS, draw_chair

JPEG_QUALITY: Final = 86

CROWD: Final[Sequence[Member]] = (
    Member(4, "afro", top="tee", colour=SUN, mouth="laugh", extras=("broad",)),
    Member(1, "sides", "grey", top="plaid", colour=SIGNAL, hat="hardhat", extras=("beard", "age"), jaw=0.8),
    Member(2, "hijab", top="blazer", colour=NAVY, under=CREAM, wrap=TEAL, extras=("glasses",), mouth="smile"),
    Member(5, "crop", top="vest", colour=SIGNAL, under=NAVY, extras=("stubble", "broad")),
    Member(
        0, "waves", "ginger", top="scrubs", colour=BLUE, extras=("freckles", "stethoscope"), mouth="laugh", eyes="happy"
    ),
    Member(3, "turban", top="shirt", colour=MOSS, wrap=SUN, extras=("longbeard", "long")),
    Member(1, "bob", "black", top="coat", colour=LINEN, under=TEAL, extras=("square-glasses", "button")),
    Member(6, "braids", top="hoodie", colour=PLUM, mouth="laugh", extras=("earrings",)),
    Member(0, "bun", "silver", top="turtle", colour=ROSE, extras=("age", "glasses", "red-frame"), mouth="smile"),
    Member(4, "curlytop", top="overalls", colour=MOSS, under=CREAM, extras=("goatee",)),
    Member(3, "long", "brown", top="cardigan", colour=TEAL, under=PAPER, mouth="smile", extras=("necklace",)),
    Member(6, "bald", top="jacket", colour=SIGNAL, extras=("beard", "broad")),
    Member(1, "pixie", "blond", top="tee", colour=NAVY, mouth="grin", extras=("button",)),
    Member(2, "quiff", "black", top="chef", colour=LINEN, under=SIGNAL, hat="chef", hat_colour=PAPER),
)


def _draw_marcher(
    c: Canvas, m: Member, x: float, y: float, scale: float, sign: Sign, width: float, lift: float
) -> None:
    """One of a crowd with a placard on a stick; y is the middle of the head, lift the middle of the card above it."""
    card = moved(cut_card(sign, width, width * 0.62), x + 60 * scale, y - lift)
    grip = (x + 118 * scale, y + 120 * scale)
    c.limb((card.x, card.y), 7 * scale, (grip[0], grip[1] + 60 * scale), 7 * scale, "#b98548")
    draw_card(c, card)
    with c.at(x, y, scale):
        draw_person(c, m)
        draw_arm(c, m, 1, (172, 250), (118, 120))
        draw_arm(c, m, -1, (-158, 300), (-150, 420))
        with c.at(118, 120):
            draw_fist(c, m.skin_colour)


RALLY_ROWS: Final = (
    (
        0.62,
        436.0,
        (350.0, 316.0),
        (
            (200, 6, "Free to *learn*", "signal"),
            (470, 10, "Keep *labs* open", "paper"),
            (745, 12, "Who fixes *that?*", "kraft"),
            (1010, 3, "Read *more*", "sun"),
            (1290, 7, "We *teach*", "red"),
        ),
    ),
    (
        0.8,
        540.0,
        (262.0, 226.0),
        (
            (72, 3, "Safe *shops*", "paper"),
            (345, 4, "Put it *back*", "signal"),
            (620, 5, "*Public.* Good.", "ink"),
            (890, 9, "No *cuts*", "sun"),
            (1160, 8, "Students *first*", "paper"),
            (1420, 11, "*All* ours", "sun"),
        ),
    ),
)


def draw_rally(c: Canvas) -> None:
    """A crowd before the campus, the front row behind one banner."""
    draw_place(c, "campus", "#bcdcf0")
    fonts = ("poster", "marker", "poster", "pen")
    for row, (scale, y, lifts, places) in enumerate(RALLY_ROWS):
        for k, (x, who, words, style) in enumerate(places):
            sign = Sign(words, style, fonts[(k + row) % 4], turn=(-4, 3, -2, 4, -3)[k % 5])
            _draw_marcher(c, CROWD[who], x, y + (k % 2) * 16, scale, sign, 236 + 20 * row, lifts[k % 2])
    front = [CROWD[k] for k in (2, 0, 1, 6, 13)]
    draw_together(c, front, Frame(40, 480, 1520, 550), Sign("Save advanced *education*", "signal", turn=-0.6))


def draw_fight(c: Canvas) -> None:
    """One member, one large sign."""
    draw_place(c, "campus", "#f3c25a")
    member = Member(5, "locs", top="jacket", colour=NAVY, mouth="laugh", extras=("earrings", "broad"))
    POSES["raise"](c, member, Frame(150, 0, 1300, 1067), Sign("Fight the / *cuts!*", "signal", turn=-2))


def _draw_bench(c: Canvas, x: float, width: float, y: float, colour: str) -> None:
    c.box(x, y, width, c.height_px - y, shade(colour, 0.2))
    c.box(x, y, width, 26, colour)


def draw_work(c: Canvas) -> None:
    """Three panels like three cut cards: a lab, a workshop, a greenhouse; people busy in each."""
    height = c.height_px
    panels = (("lab", "#d4e6f2"), ("workshop", "#f7d98a"), ("plant_room", "#cfe3d2"))
    width = c.width_px / 3
    for k, (place, wall) in enumerate(panels):
        panel = Canvas(round(width) + 2, height, wall)
        draw_place(panel, place, wall)
        _WORKERS[k](panel)
        c.image.paste(panel.image, (round(width * k) * 3, 0))
    for k in (1, 2):
        c.box(width * k - 6, 0, 12, height, PAPER)


def _work_in_lab(c: Canvas) -> None:
    m = Member(4, "ponytail", top="coat", colour=LINEN, under=PLUM, hat="goggles", mouth="smile", glance=2)
    with c.at(240, 400, 1.85):
        draw_person(c, m)
        draw_arm(c, m, -1, (-134, 270), (-66, 218))
        draw_arm(c, m, 1, (136, 270), (72, 190))
        with c.at(72, 190, 0.86):
            TOOLS["flask"](c)
            draw_fist(c, m.skin_colour)
        with c.at(-66, 218, 0.86):
            TOOLS["clipboard"](c)
            draw_fist(c, m.skin_colour)
    _draw_bench(c, 0, 540, 880, "#8fa9bd")
    for x, colour in ((70, SIGNAL), (130, SUN), (190, TEAL), (420, BLUE)):
        c.box(x - 16, 790, 32, 92, PAPER)
        c.box(x - 16, 830, 32, 52, colour)
        c.box(x - 20, 782, 40, 12, STONE)


def _work_in_shop(c: Canvas) -> None:
    m = Member(
        1, "short", "brown", top="plaid", colour=SIGNAL, hat="hardhat", extras=("beard", "long"), jaw=0.7, mouth="grin"
    )
    with c.at(266, 400, 1.85):
        draw_person(c, m)
        draw_arm(c, m, -1, (-136, 276), (-78, 240))
        draw_arm(c, m, 1, (140, 280), (104, 212))
        with c.at(104, 212, 0.84, turn=12):
            TOOLS["wrench"](c)
            draw_fist(c, m.skin_colour)
        with c.at(-78, 240, 0.86):
            draw_fist(c, m.skin_colour)
    _draw_bench(c, 0, 540, 880, "#b98548")
    with c.at(120, 880, 1.5):
        c.box(-60, -18, 120, 18, STONE)
        c.box(-46, -60, 34, 46, STONE)
        c.box(-4, -60, 34, 46, shade(STONE))
        c.limb((30, -40), 8, (82, -40), 6, shade(STONE, 0.3))


def _work_below(c: Canvas) -> None:
    m = Member(
        6,
        "braids",
        top="vest",
        colour=SUN,
        under=NAVY,
        hat="hardhat",
        hat_colour=PAPER,
        mouth="laugh",
        extras=("broad",),
    )
    with c.at(270, 420, 1.85):
        draw_person(c, m)
        draw_arm(c, m, -1, (-140, 280), (-104, 210))
        draw_arm(c, m, 1, (138, 276), (80, 246))
        with c.at(-104, 210, 0.86, turn=-8):
            TOOLS["hammer"](c)
            draw_fist(c, m.skin_colour)
        with c.at(80, 246, 0.9):
            TOOLS["laptop"](c)
            draw_fist(c, m.skin_colour)
    _draw_bench(c, 0, 540, 900, "#7f9c8c")


_WORKERS: Final[Sequence[Callable[[Canvas], None]]] = (_work_in_lab, _work_in_shop, _work_below)


def draw_town_hall(c: Canvas) -> None:
    """Two tables, people writing on cards, cards already on the wall."""
    c.box(90, 46, 1420, 350, mix(c.ground, PAPER, 0.6))
    c.box(90, 396, 1420, 12, mix(c.ground, INK, 0.2))
    c.box(0, 560, 1600, 440, mix(c.ground, INK, 0.14))
    words = (
        "Stop the *cuts*",
        "Hire *back*",
        "Free to *learn*",
        "Fix the *roof*",
        "Safe *labs*",
        "More *nurses*",
        "Listen",
        "Open *late*",
    )
    styles, fonts = ("sun", "paper", "sky", "kraft", "signal", "paper", "sun", "ink"), ("marker", "pen", "poster")
    for k, text in enumerate(words):
        sign = Sign(text, styles[k], fonts[k % 3], turn=(-3, 2, -1, 3)[k % 4])
        draw_card(c, moved(cut_card(sign, 230, 150), 250 + 340 * (k % 4) + 80 * (k // 4), 130 + 158 * (k // 4)))
    _draw_table(c, (0, 2, 5, 8, 10), 488, 0.8, 150)
    _draw_table(c, (11, 4, 7, 9), 660, 1.08, 20)


def _draw_table(c: Canvas, who: Sequence[int], y: float, scale: float, inset: float) -> None:
    step = (c.width_px - 2 * inset) / len(who)
    for k, index in enumerate(who):
        m, x = replace(CROWD[index], glance=(-2, 2, 0)[k % 3], hat=""), inset + step * (k + 0.5)
        with c.at(x, y + 14 * (k % 2), scale):
            if k == len(who) - 1:
                draw_chair(c)
            draw_person(c, m)
            draw_arm(c, m, -1, (-128, 268), (-56, 204))
            draw_arm(c, m, 1, (128, 268), (44, 208))
    top = y + 200 * scale
    c.box(inset * 0.4, top, c.width_px - inset * 0.8, 40 * scale, "#e2b277")
    c.box(
        inset * 0.4, top + 40 * scale, c.width_px - inset * 0.8, 60 * scale if inset > 100 else c.height_px, "#b98548"
    )
    for k, index in enumerate(who):
        x, y_card = inset + step * (k + 0.5), y + 14 * (k % 2) + 206 * scale
        with c.at(x, y_card, scale):
            c.fill("M-86 22 L-66 -12 L66 -12 L86 22 Z", (PAPER, SUN, SKY)[k % 3])
        with c.at(x + 44 * scale, y_card - 4 * scale, scale * 0.7):
            c.limb((-34, 14), 5, (14, -62), 6, SIGNAL)
            draw_fist(c, CROWD[index].skin_colour)
        with c.at(x - 56 * scale, y_card, scale * 0.7, turn=-90):
            draw_fingers(c, CROWD[index].skin_colour)


def _draw_portrait(place: str, m: Member) -> Callable[[Canvas], None]:
    def draw(c: Canvas) -> None:
        draw_place(c, place, c.ground)
        with c.at(600, 640, 3.5):
            draw_person(c, m)
            for side in (-1, 1):
                draw_arm(c, m, side, (side * 126, 330), (side * 110, 500))

    return draw


def draw_empty_sign(c: Canvas) -> None:
    """A member whose sign says nothing, for the page that is not there."""
    draw_place(c, "library", c.ground)
    m = Member(
        3,
        "curls",
        "brown",
        top="cardigan",
        colour=TEAL,
        under=SUN,
        mouth="firm",
        extras=("glasses", "grip"),
        glance=-2.5,
    )
    POSES["chest"](c, m, Frame(0, 0, 1200, 1500), Sign("", "paper", turn=-2))


def draw_share(c: Canvas) -> None:
    """A row of members with signs, for links sent to others."""
    draw_place(c, "campus", SUN)
    for x, who, words in ((305, 4, "I *care*"), (725, 9, "Hire *back*")):
        _draw_marcher(c, CROWD[who], x, 300, 1.0, Sign(words, "paper", "marker", turn=-3 if x < 500 else 3), 200, 200)
    cast = ((5, "*Public.* / *Good.*", "ink"), (8, "Students / *first*", "red"), (0, "*Free* to / *learn*", "sky"))
    for k, (who, words, style) in enumerate(cast):
        POSES["chest"](c, CROWD[who], Frame(392 * k + 4, 60, 408, 570), Sign(words, style, turn=(-3, 2, -2)[k]))


PICTURES: Final[dict[str, tuple[int, int, str, Callable[[Canvas], None]]]] = {
    "rally.jpg": (1600, 1000, SKY, draw_rally),
    "fight-the-cuts.jpg": (1600, 1067, SUN, draw_fight),
    "put-it-to-work.jpg": (1600, 1067, SKY, draw_work),
    "town-hall.jpg": (1600, 1000, "#dfe7d3", draw_town_hall),
    "mara-lind.jpg": (
        1200,
        1500,
        "#f4c9bb",
        _draw_portrait(
            "office",
            Member(
                1,
                "bob",
                "ginger",
                top="cardigan",
                colour=NAVY,
                under=SUN,
                mouth="smile",
                extras=("freckles", "lanyard"),
            ),
        ),
    ),
    "ruth-okafor.jpg": (
        1200,
        1500,
        "#c4dff0",
        _draw_portrait(
            "campus",
            Member(
                5,
                "afro",
                "grey",
                top="blazer",
                colour=PLUM,
                under=CREAM,
                extras=("age", "glasses", "earrings", "pin", "broad"),
                mouth="grin",
            ),
        ),
    ),
    "sam-chartier.jpg": (
        1200,
        1500,
        "#fbe09a",
        _draw_portrait(
            "workshop",
            Member(
                2,
                "short",
                "brown",
                top="vest",
                colour=SIGNAL,
                under=BLUE,
                hat="hardhat",
                hat_colour=PAPER,
                extras=("stubble", "long"),
                jaw=0.9,
            ),
        ),
    ),
    "empty-sign.jpg": (1200, 1500, "#d9cdea", draw_empty_sign),
    "share.jpg": (1200, 630, SUN, draw_share),
}


def draw_picture(name: str) -> bytes:
    """One of PICTURES as JPEG."""
    width_px, height_px, ground, draw = PICTURES[name]
    canvas = Canvas(width_px, height_px, ground)
    draw(canvas)
    buffer = io.BytesIO()
    canvas.finished().save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return buffer.getvalue()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    home = Path(__file__).resolve().parent.parent / "content" / "images"
    parser.add_argument(
        "--to", type=Path, default=home, metavar="FOLDER", help="where to write (default: content/images)"
    )
    parser.add_argument(
        "--only", default="", metavar="NAMES", help="these alone, separated by commas: rally.jpg,share.jpg"
    )
    choices = parser.parse_args()
    only = [part for part in choices.only.split(",") if part]
    unknown = set(only) - set(PICTURES)
    if unknown:
        parser.error(f"no picture is called {', '.join(sorted(unknown))}; there are {', '.join(PICTURES)}")
    choices.to.mkdir(parents=True, exist_ok=True)
    for name in only or PICTURES:
        (choices.to / name).write_bytes(draw_picture(name))


if __name__ == "__main__":
    main()
