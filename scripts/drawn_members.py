"""Members of nobody real: bodies, clothes, arms that reach, hands that hold, tools. Units as in drawn_heads.py."""

from dataclasses import dataclass
from typing import Final

from drawn_hair import HAIR_BACK, HAIR_FRONT, HATS
from drawn_heads import HAIRS, SKINS, draw_face, draw_skull
from drawn_shapes import INK, PAPER, SIGNAL, SKY, SUN, Canvas, Point, mix, shade

TEAL: Final = "#2b8a86"
BLUE: Final = "#22588f"
NAVY: Final = "#20365f"
PLUM: Final = "#6d4380"
ROSE: Final = "#d9626b"
MOSS: Final = "#56794a"
CREAM: Final = "#f1e9d8"
LINEN: Final = "#e6edf3"
STONE: Final = "#8b93a1"
STEEL: Final = "#b9c3cf"
BARE_SLEEVES: Final = {"tee", "scrubs", "vest", "apron", "overalls"}
TORSO: Final = "M0 88 L-26 88 C-36 104 -66 108 -94 117 C-126 128 -138 152 -142 196 L-142 700 L0 700 Z"


@dataclass(frozen=True)
class Member:
    """How one person is drawn; `wrap` is the colour of a headscarf or turban, `under` that of what is below the top."""

    skin: int
    hair: str
    tint: str = "black"
    top: str = "tee"
    colour: str = BLUE
    under: str = PAPER
    hat: str = ""
    hat_colour: str = SUN
    wrap: str = TEAL
    mouth: str = "grin"
    eyes: str = "open"
    glance: float = 0
    jaw: float = 0.4
    extras: tuple[str, ...] = ()
    tool: str = ""

    @property
    def skin_colour(self) -> str:
        """Colour of face and hands."""
        return SKINS[self.skin]

    @property
    def sleeve(self) -> str:
        """Colour of the sleeves, which may belong to what is below the top."""
        return self.under if self.top in ("vest", "apron", "overalls") else self.colour


def draw_head(c: Canvas, m: Member) -> None:
    """Face, hair and hat; the hair behind the shoulders is drawn with the body."""
    hair, cover = HAIRS[m.tint], m.wrap if m.hair in ("hijab", "turban") else HAIRS[m.tint]
    if m.hair == "hijab":
        HAIR_BACK["hijab"](c, cover)
    draw_skull(c, m.skin_colour, m.jaw)
    if m.hair == "buzz":
        cover = mix(m.skin_colour, hair, 0.62)
    draw_face(c, skin=m.skin_colour, hair=hair, eyes=m.eyes, mouth=m.mouth, glance=m.glance, extras=m.extras)
    HAIR_FRONT[m.hair](c, cover)
    if m.hat:
        HATS[m.hat](c, m.hat_colour)


def draw_person(c: Canvas, m: Member) -> None:
    """All but the arms."""
    if m.hair in HAIR_BACK and m.hair != "hijab":
        HAIR_BACK[m.hair](c, HAIRS[m.tint])
    if m.top == "hoodie":
        c.pair("M0 60 C-40 58 -66 80 -62 118 L0 140 Z", shade(m.colour, 0.22))
    c.pair(TORSO, m.sleeve)
    neck = "M0 30 L-24 30 L-24 84 C-26 96 -34 102 -42 106 Q-20 124 0 124 Z"
    c.pair(neck, m.skin_colour)
    c.fill("M-24 52 C-10 78 10 78 24 52 L24 74 C12 94 -12 94 -24 74 Z", shade(m.skin_colour))
    draw_top(c, m)
    draw_worn(c, m)
    draw_head(c, m)


def draw_top(c: Canvas, m: Member) -> None:
    """What tells one garment from another above the torso."""
    colour, dark = m.colour, shade(m.colour, 0.2)
    if m.top == "scrubs":
        c.pair("M-40 104 L-30 96 L0 152 L0 168 Z", dark)
        c.fill("M-30 98 L0 152 L30 98 Q0 112 -30 98 Z", m.skin_colour)
        c.stroke("M44 178 L92 178", 5, dark)
    elif m.top in ("shirt", "plaid", "chef"):
        _draw_shirt(c, m, dark)
    elif m.top in ("coat", "blazer", "cardigan"):
        _draw_open(c, m, dark)
    elif m.top in ("vest", "apron", "overalls"):
        _draw_over(c, m, dark)
    elif m.top == "hoodie":
        c.pair("M0 122 C-30 120 -46 106 -52 92 L-62 108 C-54 138 -24 150 0 150 Z", mix(colour, PAPER, 0.1))
        for side in (-1, 1):
            c.stroke(f"M{side * 20} 140 Q{side * 24} 170 {side * 20} 194", 5, PAPER)
    elif m.top == "turtle":
        c.fill("M-31 70 C-14 86 14 86 31 70 L36 112 C14 124 -14 124 -36 112 Z", mix(colour, PAPER, 0.1))
        c.stroke("M-31 84 C-14 98 14 98 32 84", 3, dark)
    elif m.top == "jacket":
        c.pair("M0 130 L-24 92 L-48 92 L-54 118 L-14 150 L0 136 Z", dark)
        c.stroke("M0 140 L0 700", 5, dark)
        c.pair("M-139 182 C-100 174 -40 172 -5 174 L-5 194 C-40 192 -100 194 -142 204 Z", "#e9e7c4")
    else:
        c.stroke("M-43 105 Q-20 126 0 126 Q20 126 43 105", 7, dark)


def _draw_shirt(c: Canvas, m: Member, dark: str) -> None:
    if m.top == "plaid":
        for x in (-108, -66, -24, 24, 66, 108):
            c.box(x - 7, 118, 14, 582, mix(m.colour, INK, 0.3))
        for y in (150, 196, 242, 288):
            c.box(-138, y, 276, 12, mix(m.colour, INK, 0.22))
            c.box(-138, y + 18, 276, 4, mix(m.colour, PAPER, 0.4))
    c.stroke("M0 124 L0 700", 4, dark)
    if m.top == "chef":
        for y in (152, 192, 232):
            c.dot(-24, y, 6, m.under)
            c.dot(24, y, 6, m.under)
        c.pair("M0 112 C-22 112 -38 104 -44 92 L-52 108 C-40 130 -18 136 0 138 Z", m.under)
        c.fill("M-12 124 L12 124 L26 164 L2 152 L-20 166 Z", m.under)
        return
    for y in (158, 198, 238):
        c.dot(0, y, 4.5, PAPER)
    c.pair("M0 122 L-27 82 L-46 98 L-30 142 Z", mix(m.colour, PAPER, 0.25))


def _draw_open(c: Canvas, m: Member, dark: str) -> None:
    c.pair("M0 126 C-20 126 -36 116 -42 106 L-54 108 L-24 300 L0 300 Z", m.under)
    if m.top == "cardigan":
        c.stroke("M-45 104 Q0 220 0 300", 9, dark)
        c.stroke("M45 104 Q0 220 0 300", 9, dark)
        c.stroke("M-42 106 Q-20 126 0 126 Q20 126 42 106", 5, shade(m.under))
        return
    if "scarf" not in m.extras:
        c.pair(
            "M0 122 L-27 84 L-44 100 L-26 138 Z",
            mix(m.under, PAPER, 0.35) if m.top == "blazer" else shade(m.under, 0.08),
        )
    c.pair("M-27 84 L-62 109 L-66 150 L-46 158 L0 262 L0 232 C-18 190 -40 140 -44 108 Z", dark)
    if m.top == "coat":
        c.stroke("M56 210 L104 206", 5, dark)
        c.limb((76, 186), 4, (76, 206), 4, SIGNAL)
        c.limb((90, 188), 4, (90, 206), 4, BLUE)


def _draw_over(c: Canvas, m: Member, dark: str) -> None:
    c.stroke("M-43 105 Q-20 126 0 126 Q20 126 43 105", 7, shade(m.under, 0.2))
    if m.top == "vest":
        c.pair("M-42 100 L-80 112 C-74 150 -82 230 -100 290 L-104 700 L-5 700 L-5 206 Z", m.colour)
        c.pair("M-72 110 L-54 104 L-54 700 L-74 700 Z", "#f4f1d2")
        c.pair("M-88 236 L-5 236 L-5 262 L-94 262 Z", "#f4f1d2")
        c.stroke("M0 212 L0 700", 4, dark)
    elif m.top == "overalls":
        c.pair("M-88 113 L-62 105 L-48 200 L-74 200 Z", m.colour)
        c.pair("M0 186 L-74 186 L-92 300 L-104 700 L0 700 Z", m.colour)
        c.pair("M-44 216 L-4 216 L-4 258 L-40 258 Z", dark)
        for side in (-1, 1):
            c.dot(side * 60, 194, 7, SUN)
    else:
        c.pair("M-50 98 L-38 104 L-46 180 L-62 180 Z", m.colour)
        c.pair("M0 172 L-66 172 C-70 220 -100 240 -112 260 L-112 700 L0 700 Z", m.colour)
        c.stroke("M-64 186 L64 186", 3.4, dark)


def draw_worn(c: Canvas, m: Member) -> None:
    """Lanyard, stethoscope, pin, tie, necklace, scarf."""
    if "lanyard" in m.extras:
        c.stroke("M-38 104 L0 196 L38 104", 6, SIGNAL if m.colour != SIGNAL else SUN)
        c.pill(-22, 190, 44, 54, 5, PAPER)
        c.box(-14, 200, 28, 22, SKY)
    if "stethoscope" in m.extras:
        c.stroke("M-44 100 C-60 140 -40 176 -30 196", 7, INK)
        c.stroke("M44 100 C60 140 54 170 46 196", 7, INK)
        c.dot(-30, 204, 13, STEEL)
        c.dot(-30, 204, 7, shade(STEEL))
        c.stroke("M46 196 C40 214 52 222 60 206 M46 196 C30 206 28 220 34 228", 5, STEEL)
    if "pin" in m.extras:
        c.dot(58, 172, 14, SIGNAL)
        c.stroke("M51 172 L57 178 L66 166", 4, PAPER)
    if "tie" in m.extras:
        c.fill("M-10 122 L10 122 L6 140 L16 230 L0 250 L-16 230 L-6 140 Z", SIGNAL)
    if "necklace" in m.extras:
        c.stroke("M-40 106 Q0 152 40 106", 4.5, SUN)
        c.dot(0, 134, 8, SIGNAL)
    if "scarf" in m.extras:
        c.pair("M0 128 C-30 128 -46 110 -46 84 L-54 100 C-58 130 -30 152 0 152 Z", SIGNAL)
        c.fill("M-4 132 L24 130 L40 236 L8 240 Z", shade(SIGNAL, 0.12))


def draw_arm(c: Canvas, m: Member, side: int, elbow: Point, hand: Point) -> None:
    """From the shoulder on `side` (-1 left, 1 right in the picture) by way of the elbow to the hand."""
    shoulder = (side * 106.0, 157.0)
    skin, sleeve = m.skin_colour, m.sleeve
    dark = shade(sleeve, 0.16)
    inward = (shoulder[0] - side * 4, shoulder[1] + 10), (elbow[0] - side * 5, elbow[1] + 2)
    bare = m.top in BARE_SLEEVES and "long-sleeves" not in m.extras
    if bare:
        c.limb(shoulder, 26, elbow, 24, shade(skin, 0.06))
        c.limb(elbow, 24, hand, 17, skin)
        cuff = (shoulder[0] + (elbow[0] - shoulder[0]) * 0.52, shoulder[1] + (elbow[1] - shoulder[1]) * 0.52)
        lift = 4 if hand[1] > shoulder[1] else -4
        c.limb(shoulder, 33, (cuff[0] - side * 3, cuff[1] + lift), 31, dark)
        c.limb(shoulder, 34.5, cuff, 31, sleeve)
        return
    if hand[1] > shoulder[1]:
        c.limb(inward[0], 33, inward[1], 29, dark)
    c.limb(shoulder, 33.5, elbow, 29, sleeve)
    wrist = (elbow[0] + (hand[0] - elbow[0]) * 0.78, elbow[1] + (hand[1] - elbow[1]) * 0.78)
    c.limb(wrist, 19, hand, 18, skin)
    c.limb(elbow, 29, wrist, 23, sleeve)


def draw_palm(c: Canvas, skin: str) -> None:
    """What shows of a hand behind an edge; origin at the edge, the card towards -x."""
    c.oval(7, 0, 21, 31, shade(skin, 0.08))


def draw_fingers(c: Canvas, skin: str) -> None:
    """Four fingers over an edge; origin at the edge, the card towards -x."""
    tips = (-15, -21, -20, -13)
    for k, tip in enumerate(tips):
        y = -26 + 17.5 * k
        c.limb((10, y * 0.9 + 2), 10.5, (tip, y + 2), 9.5, shade(skin, 0.3))
        c.limb((10, y * 0.9), 9.5, (tip + 1, y), 8.6, skin if k % 2 else mix(skin, PAPER, 0.06))


def draw_thumb(c: Canvas, skin: str) -> None:
    """The heel of a hand and its thumb on the card; fingers are behind."""
    c.limb((10, 12), 15, (-13, -9), 10.5, shade(skin, 0.3))
    c.limb((10, 11), 15, (-14, -11), 9.5, skin)
    c.stroke("M-15 -15 Q-21 -13 -20 -9", 3, mix(skin, PAPER, 0.45))


def draw_fist(c: Canvas, skin: str) -> None:
    """A hand round something upright at the origin."""
    c.pill(-22, -32, 46, 66, 20, shade(skin, 0.28))
    for k in range(4):
        c.limb((-14, -23 + 16 * k), 8.8, (15, -23 + 16 * k), 8.3, skin if k % 2 else mix(skin, PAPER, 0.06))
    c.limb((18, -34), 9.5, (-8, -40), 8.5, skin)
    c.stroke("M-12 -31 L14 -31", 2.5, shade(skin, 0.28))
