"""Draws the cards that stand for a page where its link is shared: a title on paper, and a sign held up beside it."""

import io
from collections.abc import Sequence
from dataclasses import replace

import PIL
from PIL import Image, ImageColor, ImageDraw, ImageFont, features

from plugins.cards.fitting import Fitted, fitted
from plugins.cards.metrics import metrics_of
from plugins.cards.parts import (
    BORDER_PX,
    HEIGHT_PX,
    MARGIN_PX,
    SIZE_PX,
    WIDTH_PX,
    Box,
    Card,
    Layout,
    Words,
    picture_place,
)
from plugins.pictures.derivatives import saved

REVISION = 2  # raise it when the same card is to be drawn in another way

TOP_PX, BAND_TOP_PX = 52, 518
ROOM_PX = BAND_TOP_PX - 40 - TOP_PX  # for the kicker and the title
BETWEEN_PX = 56  # words and what is held up beside them
TITLE_SIZES_PX = (20, 44, 210)  # smallest, calm, largest: see `fitted`
KICKER_PX, NAME_PX, SIGN_PX = 38, 46, 104
UNDER_KICKER_PX = 26
EDGE_PX, SHADOW_PX = 4, 10
SIGN_BOX_PX, SIGN_CENTRE_PX, STICK_PX = (252, 176), (988, 268), 30
SMALL_SIGN_PX, SMALL_PX = (136, 78), 54
TILT = 1.5  # degrees, against the clock
SOFT_PX = 4  # around letters, more than their edges take
ANY_INK = (0, *[255] * 255)
STEPS = 16  # between two colours that meet, at the edges of letters
COMPRESS_LEVEL = 3  # measured: half the time of 6, for a card that is a quarter larger, 28 kB
KEPT_BLOCKS = 4  # of memory, each an image's
# Which colours meet on a card without a picture.
MEETING = (
    ("paper", "ink"),
    ("paper", "signal-words"),
    ("paper", "edge"),
    ("sun", "on-sun"),
    ("sun", "edge"),
    ("signal", "on-signal"),
    ("signal", "edge"),
    ("kraft", "edge"),
)


class Printer:
    """Draws cards with one typeface. raises: OSError when there is no such file"""

    def __init__(self, file: str) -> None:
        self.face = metrics_of(file)
        self._sizes: dict[int, ImageFont.FreeTypeFont] = {}
        self._measured: dict[tuple[str, int], tuple[int, ...]] = {}
        self._grounds: dict[Card, Image.Image] = {}
        self._inks: dict[tuple[str, str], list[int]] = {}

    def _at(self, size_px: int) -> ImageFont.FreeTypeFont:
        """The face at a size. The basic layout is the same on every machine, and needs no other library."""
        if size_px not in self._sizes:
            self._sizes[size_px] = ImageFont.truetype(self.face.file, size_px, layout_engine=ImageFont.Layout.BASIC)
        return self._sizes[size_px]

    def _words(self, line: str, size_px: int, left_px: int, baseline_px: int) -> Words:
        """A line whose ink begins at a place, measured as it will be drawn."""
        left = round(size_px * self.face.glyph(line[0]).left)
        if (line, size_px) not in self._measured:
            self._measured[line, size_px] = tuple(map(round, self._at(size_px).getbbox(line, anchor="ls")))
        _, top, right, bottom = self._measured[line, size_px]
        box = Box(left_px, baseline_px + top, left_px + right - left, baseline_px + bottom)
        return Words(line, size_px, left_px - left, baseline_px, box)

    def layout(self, card: Card, picture_size_px: tuple[int, int] | None = None) -> Layout:
        """Where everything on a card goes.

        picture_size_px: of the picture's file, which decides its shape
        """
        picture = picture_place(picture_size_px) if picture_size_px else None
        sign = Box.around(*SIGN_CENTRE_PX, *SIGN_BOX_PX) if card.short else None
        band_middle_px = (BAND_TOP_PX + HEIGHT_PX) // 2
        if picture and sign:
            sign = Box.around(MARGIN_PX + SMALL_SIGN_PX[0] // 2, band_middle_px, *SMALL_SIGN_PX)
        right_px = WIDTH_PX - MARGIN_PX
        held = picture or sign
        if held:
            right_px = held.left - BETWEEN_PX
        kicker = self._one_line(card.kicker, KICKER_PX, right_px - MARGIN_PX)
        above_px = UNDER_KICKER_PX + KICKER_PX if kicker else 0
        title = self._fit(card.title, right_px - MARGIN_PX, ROOM_PX - above_px) if card.title else None
        free_above_px = (ROOM_PX - above_px - self._lines(title, 0)[-1].ink.bottom) // 2 if title else 0
        top_px = TOP_PX + above_px + free_above_px
        name_left_px = sign.right + 28 if sign and picture else MARGIN_PX
        free_px = right_px if held and held.bottom + 2 * SHADOW_PX > BAND_TOP_PX else WIDTH_PX - MARGIN_PX
        if held is sign:
            free_px = SIGN_CENTRE_PX[0] - STICK_PX - BETWEEN_PX
        name = self._one_line(card.name, NAME_PX, free_px - name_left_px)
        if name and sign and name[0] != card.name:  # the sign says enough
            name = None
        return Layout(
            title=self._lines(title, top_px) if title else [],
            kicker=self._words(*kicker, MARGIN_PX, top_px - UNDER_KICKER_PX) if kicker else None,
            name=self._middle(name, name_left_px, band_middle_px) if name else None,
            short=self._on_sign(card.short, sign, small=bool(picture)) if sign else None,
            sign=sign,
            picture=picture,
        )

    def _fit(self, words: str, width_px: int, height_px: int) -> Fitted:
        """A title's lines, first by measures, then by what is drawn, which hints may have made a little larger."""
        smallest_px, calm_px, largest_px = TITLE_SIZES_PX
        title = fitted(
            words,
            self.face.width_px,
            self.face.height_px,
            width_px=width_px,
            height_px=height_px,
            smallest_px=smallest_px,
            calm_px=calm_px,
            largest_px=largest_px,
        )
        while True:
            drawn = self._lines(title, 0)
            too_wide = max(line.ink.right for line in drawn) > MARGIN_PX + width_px
            if not too_wide and drawn[-1].ink.bottom <= height_px:
                return title
            title = Fitted(title.lines, title.size_px - 1)

    def _lines(self, title: Fitted, top_px: int) -> list[Words]:
        """Lines below each other, the ink of the first from `top_px` on."""
        leading_px = self.face.leading_px(title.lines, title.size_px)
        baseline_px = top_px - self._words(title.lines[0], title.size_px, 0, 0).ink.top
        return [
            self._words(line, title.size_px, MARGIN_PX, baseline_px + number * leading_px)
            for number, line in enumerate(title.lines)
        ]

    def _one_line(self, words: str, size_px: int, width_px: int) -> tuple[str, int] | None:
        """Words on one line, smaller or cut at the end when they are long, and their size; None for none."""
        if not words:
            return None
        for size in range(size_px, size_px // 2, -2):
            if self.face.width_px(words, size) <= width_px:
                return words, size
        size = size_px // 2
        while words and self.face.width_px(f"{words}…", size) > width_px:
            words = words[:-1].rstrip()
        return (f"{words}…", size) if words else None

    def _middle(self, line: tuple[str, int], x_px: int, middle_px: int) -> Words:
        """One line whose capitals stand in the middle."""
        capital = self._words("H", line[1], 0, 0).ink
        return self._words(*line, x_px, middle_px - (capital.top + capital.bottom) // 2)

    def _on_sign(self, short: str, sign: Box, *, small: bool) -> Words | None:
        """The organisation's short name in the middle of its sign."""
        largest_px, space_px = (SMALL_PX, 24) if small else (SIGN_PX, 44)
        width_px = sign.right - sign.left - space_px
        line = self._one_line(short, max(30, min(largest_px, int(width_px / self.face.width_px(short, 1)))), width_px)
        if line is None:
            return None
        words = self._middle(line, 0, (sign.top + sign.bottom) // 2)
        left_px = (sign.left + sign.right) // 2 - (words.ink.left + words.ink.right) // 2
        return self._words(*line, left_px, words.baseline_px)

    def draw(self, card: Card) -> bytes:
        """The card as a file without metadata, the same bytes every time: a JPEG if it has a picture, else a PNG.

        raises: OSError for a picture that is no JPEG or PNG
        """
        colours = dict(card.colours)
        picture = Image.open(io.BytesIO(card.picture), formats=("JPEG", "PNG")) if card.picture else None
        layout = self.layout(card, picture.size if picture else None)
        inks = (("ink", layout.title), ("signal-words", [layout.kicker] if layout.kicker else []))
        if picture is None or layout.picture is None:
            image = self._ground_in_few_colours(card, layout, colours)
            for name, lines in inks:
                self._write_in_few_colours(image, lines, name, colours)
            return saved(image, "PNG", {"compress_level": COMPRESS_LEVEL})
        image = self._ground(layout, colours)
        pen = ImageDraw.Draw(image)
        for name, lines in inks:
            for words in lines:
                self._write(pen, words, colours[name])
        _hold(image, _framed(picture, layout.picture, colours), layout.picture, -TILT, colours["edge"])
        return saved(image, "JPEG", {"quality": 80, "subsampling": "4:2:0", "progressive": True})

    def _ground_in_few_colours(self, card: Card, layout: Layout, colours: dict[str, str]) -> Image.Image:
        """A card without a picture before its own words, drawn once for all."""
        alike = replace(card, title="", kicker="")
        if alike not in self._grounds:
            self._grounds[alike] = _in_few_colours(self._ground(layout, colours), colours)
        return self._grounds[alike].copy()

    def _write_in_few_colours(
        self, image: Image.Image, lines: Sequence[Words], name: str, colours: dict[str, str]
    ) -> None:
        """Lines on paper, as they would be in all colours and then in few: only letters' edges are looked at."""
        if not lines:
            return
        left, top = min(one.ink.left for one in lines) - SOFT_PX, min(one.ink.top for one in lines) - SOFT_PX
        right, bottom = max(one.ink.right for one in lines) + SOFT_PX, max(one.ink.bottom for one in lines) + SOFT_PX
        letters = Image.new("L", (right - left, bottom - top))
        pen = ImageDraw.Draw(letters)
        for words in lines:
            self._write(pen, words._replace(x_px=words.x_px - left, baseline_px=words.baseline_px - top), 255)
        inked = letters.point(self._ink(colours["paper"], colours[name], colours)).tobytes()
        image.paste(Image.frombytes("P", letters.size, inked), (left, top), letters.point(ANY_INK))

    def _ink(self, paper: str, ink: str, colours: dict[str, str]) -> list[int]:
        """Which of the few colours it is where a letter covers so much of a pixel, from nothing to all in 255 steps."""
        if (paper, ink) not in self._inks:
            shares = Image.new("L", (256, 1))
            shares.putdata(range(256))
            steps = Image.new("RGB", shares.size, paper)
            steps.paste(ink, (0, 0, *shares.size), shares)
            self._inks[paper, ink] = list(_in_few_colours(steps, colours).tobytes())
        return self._inks[paper, ink]

    def _ground(self, layout: Layout, colours: dict[str, str]) -> Image.Image:
        """A card before its own words and picture."""
        image = Image.new("RGB", SIZE_PX, colours["paper"])
        pen = ImageDraw.Draw(image)
        pen.rectangle((0, BAND_TOP_PX, WIDTH_PX, HEIGHT_PX), colours["sun"])
        pen.rectangle((0, BAND_TOP_PX, WIDTH_PX, BAND_TOP_PX + EDGE_PX - 1), colours["edge"])
        if layout.name:
            self._write(pen, layout.name, colours["on-sun"])
        if layout.sign:
            self._hold_sign(image, layout, colours)
        return image

    def _write(self, pen: ImageDraw.ImageDraw, words: Words, colour: str | int) -> None:
        pen.text((words.x_px, words.baseline_px), words.line, colour, self._at(words.size_px), anchor="ls")

    def _hold_sign(self, image: Image.Image, layout: Layout, colours: dict[str, str]) -> None:
        """The organisation's name on the loud colour; on a stick, if there is no picture to be seen first."""
        sign, words = layout.sign, layout.short
        if sign is None or words is None:
            return
        card = _card(sign.right - sign.left, sign.bottom - sign.top, colours["edge"], colours["signal"])
        moved = words._replace(x_px=words.x_px - sign.left, baseline_px=words.baseline_px - sign.top)
        self._write(ImageDraw.Draw(card), moved, colours["on-signal"])
        if layout.picture is None:
            stick = _card(STICK_PX, HEIGHT_PX - sign.bottom + 60, colours["edge"], colours["kraft"])
            middle_px = (sign.left + sign.right) // 2 + 8
            place = Box.around(middle_px, sign.bottom - 30 + stick.height // 2, *stick.size)
            _hold(image, stick, place, TILT, colours["edge"], shadow_px=0)
        _hold(image, card, sign, TILT, colours["edge"], SHADOW_PX if layout.picture is None else SHADOW_PX // 2)


def draw_cards(face: str, cards: Sequence[Card]) -> list[bytes]:
    """Several cards with one typeface, see `Printer.draw`. Runs in any process."""
    printer = Printer(face)
    # The system would take back an image's memory, and clear it for the next: a fifth of what a card costs.
    keep_blocks = Image.core.set_blocks_max  # type: ignore[attr-defined]  # public, and typed nowhere
    keep_blocks(KEPT_BLOCKS)
    try:
        return [printer.draw(card) for card in cards]
    finally:
        keep_blocks(0)


def recipe_and_encoders() -> str:
    """All that decides how a card comes out, besides the card and the typeface."""
    versions = [f"{name} {features.version(name)}" for name in ("freetype2", "libjpeg_turbo", "zlib")]
    return "; ".join([f"revision {REVISION}", f"pillow {PIL.__version__}", *versions])


def _card(width_px: int, height_px: int, edge: str, colour: str) -> Image.Image:
    card = Image.new("RGB", (width_px, height_px), edge)
    card.paste(colour, (EDGE_PX, EDGE_PX, width_px - EDGE_PX, height_px - EDGE_PX))
    return card


def _framed(picture: Image.Image, box: Box, colours: dict[str, str]) -> Image.Image:
    """A picture on a card with an edge of ink, decoded no larger than needed."""
    card = _card(box.right - box.left, box.bottom - box.top, colours["edge"], colours["card"])
    size_px = (card.width - 2 * BORDER_PX, card.height - 2 * BORDER_PX)
    picture.draft("RGB", (size_px[0] * 2, size_px[1] * 2))
    # A drawing may leave its ground to the card.
    small = picture.convert("RGBA" if picture.mode == "RGBA" else "RGB").resize(size_px, Image.Resampling.LANCZOS)
    card.paste(small, (BORDER_PX, BORDER_PX), small if small.mode == "RGBA" else None)
    return card


def _hold(
    image: Image.Image, card: Image.Image, box: Box, degrees: float, shadow: str, shadow_px: int = SHADOW_PX
) -> None:
    """Put a card down, tilted, with a hard shadow to the right and below."""
    space_px = 2
    wide = Image.new("RGB", (card.width + 2 * space_px, card.height + 2 * space_px), shadow)
    wide.paste(card, (space_px, space_px))
    shape = Image.new("L", wide.size)
    shape.paste(255, (space_px, space_px, space_px + card.width, space_px + card.height))
    tilted = wide.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=shadow)
    mask = shape.rotate(degrees, Image.Resampling.BICUBIC, expand=True)
    left_px = (box.left + box.right - mask.width) // 2
    top_px = (box.top + box.bottom - mask.height) // 2
    if shadow_px:
        image.paste(shadow, (left_px + shadow_px, top_px + shadow_px), mask)
    image.paste(tilted, (left_px, top_px), mask)


def _in_few_colours(image: Image.Image, colours: dict[str, str]) -> Image.Image:
    """The card in its own colours and steps between those that meet."""
    table = Image.new("P", (1, 1))
    table.putpalette(_palette(colours))
    return image.quantize(palette=table, dither=Image.Dither.NONE)


def _palette(colours: dict[str, str]) -> list[int]:
    """Those colours, red, green and blue of one after the other."""
    palette: list[int] = []
    for names in MEETING:
        one, other = (ImageColor.getrgb(colours[name]) for name in names)
        for step in range(STEPS):
            share = step / (STEPS - 1)
            palette += [round(a + (b - a) * share) for a, b in zip(one, other, strict=True)]
    return palette
