"""What a card for shares is made of, and where pictures go on it. Pure."""

from dataclasses import dataclass
from typing import NamedTuple

SIZE_PX = WIDTH_PX, HEIGHT_PX = 1200, 630
MARGIN_PX, BORDER_PX = 64, 14
PICTURE_BOX_PX, PICTURE_CENTRE_Y_PX = (520, 470), 290


@dataclass(frozen=True, slots=True)
class Card:
    """All that decides how a card looks. The words are spelt with letters that the face has (`glyphs.drawable`).

    title: at most `fitting.MAX_CHARACTERS`; "" only if the face has letters for nothing
    kicker: what kind of page it is, or ""
    name, short: of the site, and of the organisation; or ""
    colours: "#rrggbb" by token
    picture: a JPEG derivative, shown whole; b"" for none
    """

    title: str
    kicker: str
    name: str
    short: str
    colours: tuple[tuple[str, str], ...]
    picture: bytes = b""


class Box(NamedTuple):
    """A rectangle on the card, in pixels; right and bottom are outside."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def around(cls, x_px: int, y_px: int, width_px: int, height_px: int) -> "Box":
        """The rectangle of this size around a point."""
        left, top = x_px - width_px // 2, y_px - height_px // 2
        return cls(left, top, left + width_px, top + height_px)


class Words(NamedTuple):
    """A line as it will be drawn: where its baseline begins, and what its ink covers."""

    line: str
    size_px: int
    x_px: int
    baseline_px: int
    ink: Box


class Layout(NamedTuple):
    """Where everything is before it is tilted; None for what is not there."""

    title: list[Words]
    kicker: Words | None
    name: Words | None
    short: Words | None
    sign: Box | None
    picture: Box | None


def picture_place(size_px: tuple[int, int]) -> Box:
    """Where a picture goes, whole: at the right, over the band if it is tall."""
    scale = min(PICTURE_BOX_PX[0] / size_px[0], PICTURE_BOX_PX[1] / size_px[1])
    width_px, height_px = (max(1, round(side * scale)) + 2 * BORDER_PX for side in size_px)
    return Box.around(WIDTH_PX - MARGIN_PX - width_px // 2, PICTURE_CENTRE_Y_PX, width_px, height_px)
