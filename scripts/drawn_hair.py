"""Hair, headscarves, turbans and hats. Units: a head is 100 wide, its middle is (0, 0)."""

from collections.abc import Callable
from typing import Final

from drawn_shapes import INK, PAPER, SIGNAL, SUN, Canvas, mix, shade

Drawer = Callable[[Canvas, str], None]

CAP_LINE: Final = "C-47 -24 -43 -36 -34 -41 C-14 -46 14 -46 34 -41 C43 -36 47 -24 52 -4"


def _back_long(c: Canvas, hair: str) -> None:
    c.pair("M0 -86 C-40 -88 -66 -58 -61 -4 C-58 40 -70 84 -78 132 C-50 146 -20 142 0 138 Z", shade(hair))


def _back_bob(c: Canvas, hair: str) -> None:
    c.pair("M0 -86 C-40 -88 -68 -60 -64 0 C-64 30 -66 56 -60 76 C-40 86 -16 82 0 80 Z", shade(hair))


def _back_waves(c: Canvas, hair: str) -> None:
    path = "M0 -88 C-46 -90 -70 -58 -64 -16 C-82 6 -66 30 -76 52 C-90 76 -72 96 -80 118 C-56 136 -20 124 0 120 Z"
    c.pair(path, shade(hair))


def _back_afro(c: Canvas, hair: str) -> None:
    for x, y, r in ((-58, -10, 36), (-66, -44, 36), (-44, -82, 38), (0, -98, 40), (-30, -40, 60), (0, -50, 66)):
        for side in (-1, 1):
            c.dot(side * x, y, r, hair)


def _back_curls(c: Canvas, hair: str) -> None:
    c.pair("M0 -80 C-44 -80 -66 -50 -64 0 L-72 90 L0 96 Z", shade(hair))
    for x, y, r in ((-68, 92, 22), (-78, 62, 24), (-72, 30, 25), (-76, -4, 25), (-66, -38, 26), (-44, -68, 27)):
        for side in (-1, 1):
            c.dot(side * x, y, r, hair)
    c.dot(0, -80, 30, hair)


def _back_bun(c: Canvas, hair: str) -> None:
    c.dot(0, -98, 29, hair)
    c.stroke("M-18 -106 Q-4 -122 16 -112", 4, mix(hair, PAPER, 0.2))
    c.pair("M0 -86 C-36 -88 -60 -62 -58 -8 C-56 10 -50 24 -44 30 L0 20 Z", shade(hair))


def _back_ponytail(c: Canvas, hair: str) -> None:
    c.fill("M34 -70 C92 -92 112 -30 92 30 C84 62 86 96 70 128 C60 90 62 20 40 -30 Z", shade(hair))
    c.fill("M44 -64 C84 -74 100 -30 86 20 C78 54 80 80 72 108 C68 70 72 10 48 -34 Z", hair)


def _back_braids(c: Canvas, hair: str) -> None:
    c.pair("M0 -84 C-40 -86 -62 -56 -58 0 C-58 20 -56 34 -50 44 L0 40 Z", shade(hair))


def _back_locs(c: Canvas, hair: str) -> None:
    for k, x in enumerate((-74, -62, -50, 50, 62, 74)):
        c.limb((x * 0.72, -50), 12, (x, 92 + 14 * (k % 3)), 8.5, hair if k % 2 else shade(hair, 0.3))
    c.pair("M0 -86 C-40 -88 -66 -58 -62 0 L-56 40 L0 40 Z", shade(hair))


def _back_hijab(c: Canvas, cloth: str) -> None:
    c.pair("M0 -86 C-44 -88 -70 -58 -66 -4 C-64 36 -76 74 -104 112 C-72 150 -28 158 0 160 Z", shade(cloth, 0.1))


def _front_short(c: Canvas, hair: str) -> None:
    path = "M-53 0 C-62 -56 -36 -86 6 -84 C44 -84 62 -54 53 0 C51 -14 49 -26 43 -36 C18 -30 -12 -36 -27 -50 "
    c.fill(path + "C-34 -38 -47 -28 -53 0 Z", hair)
    c.stroke("M-22 -62 C-6 -52 20 -48 40 -54", 3.4, mix(hair, PAPER, 0.16))


def _front_quiff(c: Canvas, hair: str) -> None:
    path = "M-53 0 C-58 -30 -56 -44 -48 -54 C-52 -80 -20 -100 12 -94 C44 -98 62 -70 51 -48 C55 -34 55 -16 53 0 "
    c.fill(path + "C50 -18 48 -28 42 -38 C20 -34 2 -36 -14 -44 C-26 -36 -46 -30 -53 0 Z", hair)
    c.stroke("M-30 -66 C-18 -82 10 -86 32 -78", 3.6, mix(hair, PAPER, 0.16))
    c.stroke("M-24 -54 C-6 -66 18 -66 38 -60", 3.6, mix(hair, PAPER, 0.16))


def _front_cap(c: Canvas, hair: str) -> None:
    c.fill(f"M-52 -4 {CAP_LINE} C60 -56 34 -81 0 -81 C-34 -81 -60 -56 -52 -4 Z", hair)


def _front_buzz(c: Canvas, hair: str) -> None:
    c.fill(f"M-52 -4 {CAP_LINE} C57 -52 33 -73 0 -73 C-33 -73 -57 -52 -52 -4 Z", hair)


def _front_part(c: Canvas, hair: str) -> None:
    c.fill("M-6 -84 C-44 -86 -66 -54 -59 26 C-57 36 -52 42 -48 44 C-50 2 -34 -40 -6 -58 Z", hair)
    c.fill("M-8 -84 C40 -90 66 -54 59 26 C57 36 52 42 48 44 C50 2 34 -38 -8 -58 Z", hair)
    c.stroke("M18 -68 C40 -54 50 -26 52 4", 3.4, mix(hair, PAPER, 0.16))


def _front_bangs(c: Canvas, hair: str) -> None:
    path = "M-57 34 C-66 -56 -40 -88 0 -88 C40 -88 66 -56 57 34 C52 20 50 0 48 -18 C20 -26 -20 -26 -48 -18 "
    c.fill(path + "C-50 0 -52 20 -57 34 Z", hair)
    c.stroke("M-38 -50 C-20 -62 14 -62 34 -52", 3.6, mix(hair, PAPER, 0.16))


def _front_swept(c: Canvas, hair: str) -> None:
    path = "M-54 2 C-60 -58 -36 -84 0 -84 C36 -84 60 -58 54 2 C50 -22 44 -38 30 -46 C14 -52 -14 -52 -30 -46 "
    c.fill(path + "C-44 -38 -50 -22 -54 2 Z", hair)
    c.stroke("M-34 -54 C-28 -66 -14 -74 -4 -76", 3.2, mix(hair, PAPER, 0.16))
    c.stroke("M34 -54 C28 -66 16 -74 8 -76", 3.2, mix(hair, PAPER, 0.16))


def _front_pixie(c: Canvas, hair: str) -> None:
    path = "M-55 14 C-66 -60 -34 -90 6 -88 C48 -86 66 -46 54 12 C51 0 50 -10 46 -22 C28 -24 6 -34 -6 -50 "
    c.fill(path + "C-14 -30 -38 -20 -46 -8 C-48 0 -51 8 -55 14 Z", hair)
    c.stroke("M4 -70 C20 -50 36 -42 48 -38", 3.4, mix(hair, PAPER, 0.16))


def _front_afro(c: Canvas, hair: str) -> None:
    c.fill(f"M-54 2 {CAP_LINE} L54 2 C60 -50 34 -84 0 -84 C-34 -84 -60 -50 -54 2 Z", hair)


def _front_curls(c: Canvas, hair: str) -> None:
    for x, y, r in ((-50, -18, 15), (-44, -40, 18), (-22, -56, 20), (4, -62, 20), (28, -54, 20), (46, -36, 17)):
        c.dot(x, y, r, hair)
    c.dot(52, -14, 13, hair)


def _front_curlytop(c: Canvas, hair: str) -> None:
    _front_buzz(c, mix(hair, "#8a5a3a", 0.25))
    for x, y, r in ((-38, -54, 18), (-22, -74, 20), (4, -82, 20), (28, -72, 20), (40, -52, 17), (-10, -56, 18)):
        c.dot(x, y, r, hair)
    c.dot(16, -56, 18, hair)


def _front_bald(c: Canvas, hair: str) -> None:
    c.stroke("M-26 -50 Q-16 -60 -2 -61", 4.5, mix(hair, PAPER, 0.35))


def _front_sides(c: Canvas, hair: str) -> None:
    c.pair("M-51 12 C-62 -12 -60 -38 -47 -48 C-45 -30 -45 -12 -48 4 Z", hair)


def _front_braids(c: Canvas, hair: str) -> None:
    _front_part(c, hair)
    for side in (-1, 1):
        for k in range(6):
            c.oval(side * (60 + 2 * (k % 2) + k), 40 + 19 * k, 13 - k, 13, hair if k % 2 else shade(hair))
        c.dot(side * 66, 152, 8, SIGNAL)


def _front_locs(c: Canvas, hair: str) -> None:
    _front_swept(c, hair)
    for x in (-36, -18, 0, 18, 36):
        c.limb((x * 0.7, -80), 8, (x * 1.25, -50), 7, shade(hair, 0.3) if x % 36 else hair)


def _front_hijab(c: Canvas, cloth: str) -> None:
    c.pair(
        "M0 -86 C-44 -88 -70 -58 -64 8 C-62 50 -40 84 0 92 L0 70 C-30 68 -46 36 -46 0 C-46 -34 -28 -52 0 -54 Z", cloth
    )
    c.fill("M-58 34 C-40 84 10 96 60 70 C72 84 84 98 96 110 C50 150 -30 130 -58 34 Z", mix(cloth, PAPER, 0.12))
    c.stroke("M-44 68 C-16 104 34 108 74 92", 3, shade(cloth, 0.22))
    c.stroke("M-44 -42 C-30 -66 0 -74 26 -68", 3, shade(cloth, 0.2))


def _front_turban(c: Canvas, cloth: str) -> None:
    c.fill(
        "M-59 -12 C-78 -66 -48 -112 2 -112 C52 -112 78 -66 59 -12 C38 -44 18 -54 0 -54 C-18 -54 -38 -44 -59 -12 Z",
        cloth,
    )
    c.fill("M0 -54 C-18 -54 -38 -44 -59 -12 C-66 -34 -66 -52 -60 -68 C-40 -72 -16 -66 0 -54 Z", shade(cloth, 0.14))
    for path in (
        "M-62 -50 C-40 -66 -16 -66 0 -54",
        "M-58 -74 C-30 -86 0 -80 18 -60",
        "M-42 -96 C-10 -104 24 -92 40 -62",
    ):
        c.stroke(path, 3.4, shade(cloth, 0.3))
    c.stroke("M0 -54 C20 -58 44 -48 60 -26", 3.4, shade(cloth, 0.3))


def _hat_hard(c: Canvas, colour: str) -> None:
    c.fill("M-62 -26 C-66 -78 -34 -104 0 -104 C34 -104 66 -78 62 -26 Z", colour)
    c.fill("M24 -100 C48 -92 66 -70 62 -26 L34 -26 C38 -60 34 -84 24 -100 Z", shade(colour, 0.12))
    c.fill("M-14 -108 C-8 -112 8 -112 14 -108 L12 -30 L-12 -30 Z", mix(colour, PAPER, 0.3))
    c.fill(
        "M-74 -24 C-50 -46 50 -46 74 -24 C76 -14 70 -14 64 -16 C40 -30 -40 -30 -64 -16 C-70 -14 -76 -14 -74 -24 Z",
        shade(colour, 0.2),
    )


def _hat_chef(c: Canvas, colour: str) -> None:
    for x, y, r in ((-44, -104, 30), (44, -104, 30), (-16, -122, 34), (20, -122, 34), (0, -100, 40)):
        c.dot(x, y, r, colour)
    c.fill("M-54 -24 L-58 -96 L58 -96 L54 -24 C30 -36 -30 -36 -54 -24 Z", colour)
    for x in (-30, -2, 26):
        c.stroke(f"M{x} -58 L{x * 1.1} -92", 3, shade(colour, 0.2))
    c.fill("M-56 -22 L-57 -48 C-30 -60 30 -60 57 -48 L56 -22 C30 -36 -30 -36 -56 -22 Z", shade(colour, 0.08))


def _hat_cap(c: Canvas, colour: str) -> None:
    c.fill("M-56 -22 C-62 -72 -32 -92 0 -92 C32 -92 62 -72 56 -22 C30 -38 -30 -38 -56 -22 Z", colour)
    c.fill(
        "M-52 -26 C-60 -40 40 -62 62 -24 C66 -12 56 -12 48 -16 C20 -32 -24 -30 -46 -16 C-54 -12 -56 -18 -52 -26 Z",
        shade(colour, 0.25),
    )
    c.dot(0, -92, 5, shade(colour, 0.25))


def _hat_toque(c: Canvas, colour: str) -> None:
    c.dot(0, -112, 20, PAPER)
    c.fill("M-56 -30 C-60 -84 -32 -104 0 -104 C32 -104 60 -84 56 -30 Z", colour)
    for x in (-30, -10, 10, 30):
        c.stroke(f"M{x} -52 L{x * 0.8} -94", 3, shade(colour, 0.2))
    c.fill(
        "M-60 -24 C-62 -44 -60 -52 -56 -54 C-30 -66 30 -66 56 -54 C60 -52 62 -44 60 -24 C30 -40 -30 -40 -60 -24 Z",
        mix(colour, PAPER, 0.25),
    )


def _hat_goggles(c: Canvas, colour: str) -> None:
    c.fill("M-56 -34 C-30 -62 30 -62 56 -34 L54 -46 C30 -74 -30 -74 -54 -46 Z", INK)
    for x in (-22, 22):
        c.oval(x, -54, 25, 18, colour)
        c.oval(x, -54, 18, 12, mix("#8fd0ea", PAPER, 0.25))
        c.stroke(f"M{x - 8} -50 L{x + 2} -60", 3.4, PAPER)
    c.box(-5, -57, 10, 6, colour)


def _hat_welder(c: Canvas, colour: str) -> None:
    c.fill("M-58 -34 C-70 -92 -46 -132 0 -132 C46 -132 70 -92 58 -34 C30 -50 -30 -50 -58 -34 Z", colour)
    c.fill("M-36 -72 L-40 -106 C-20 -116 20 -116 40 -106 L36 -72 C14 -80 -14 -80 -36 -72 Z", "#0d1626")
    c.fill("M-30 -78 L-32 -98 C-18 -104 0 -106 6 -105 L-6 -84 Z", "#3f7f6d")
    c.stroke("M-56 -38 C-30 -54 30 -54 56 -38", 7, SUN)


def _hat_headset(c: Canvas, colour: str) -> None:
    c.stroke("M-56 0 C-64 -60 -40 -92 0 -92 C40 -92 64 -60 56 0", 7, colour)
    c.pill(-68, -16, 20, 38, 9, colour)
    c.pill(48, -16, 20, 38, 9, colour)
    c.stroke("M-60 18 C-60 46 -44 54 -26 50", 4.5, colour)
    c.oval(-24, 49, 8, 6, colour)


def _hat_band(c: Canvas, colour: str) -> None:
    c.fill("M-58 -16 C-52 -58 -30 -68 0 -68 C30 -68 52 -58 58 -16 L55 -38 C40 -86 -40 -86 -55 -38 Z", colour)
    c.fill("M30 -72 C40 -100 58 -96 50 -74 C72 -84 76 -64 52 -60 Z", mix(colour, PAPER, 0.15))


HAIR_BACK: Final[dict[str, Drawer]] = {
    "long": _back_long,
    "bob": _back_bob,
    "waves": _back_waves,
    "afro": _back_afro,
    "curls": _back_curls,
    "bun": _back_bun,
    "ponytail": _back_ponytail,
    "braids": _back_braids,
    "locs": _back_locs,
    "hijab": _back_hijab,
}
HAIR_FRONT: Final[dict[str, Drawer]] = {
    "short": _front_short,
    "quiff": _front_quiff,
    "crop": _front_cap,
    "buzz": _front_buzz,
    "long": _front_part,
    "bob": _front_bangs,
    "waves": _front_part,
    "afro": _front_afro,
    "curls": _front_curls,
    "bun": _front_swept,
    "ponytail": _front_swept,
    "pixie": _front_pixie,
    "curlytop": _front_curlytop,
    "bald": _front_bald,
    "sides": _front_sides,
    "braids": _front_braids,
    "locs": _front_locs,
    "hijab": _front_hijab,
    "turban": _front_turban,
}
HATS: Final[dict[str, Drawer]] = {
    "hardhat": _hat_hard,
    "chef": _hat_chef,
    "cap": _hat_cap,
    "toque": _hat_toque,
    "goggles": _hat_goggles,
    "welder": _hat_welder,
    "headset": _hat_headset,
    "band": _hat_band,
}
