"""A small picture like no other, and what becomes of it on its way back: turned, cut, framed, in a screenshot."""

import io
from collections.abc import Callable
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

Change = Callable[[Image.Image], Image.Image]
Turn = Image.Transpose


def scene(number: int, size: tuple[int, int] = (300, 400)) -> Image.Image:
    """Light, clutter, somebody and a sign, drawn from a number."""
    random = Random(number)

    def colour() -> tuple[int, int, int]:
        return (random.randrange(20, 236), random.randrange(20, 236), random.randrange(20, 236))

    light = Image.frombytes("RGB", (5, 6), random.randbytes(90)).resize(size, Image.Resampling.BICUBIC)
    texture = Image.frombytes("L", (40, 50), random.randbytes(2000)).resize(size, Image.Resampling.BICUBIC)
    image = Image.blend(light, texture.convert("RGB"), 0.25)
    draw = ImageDraw.Draw(image)
    width, height = size
    for _ in range(14):
        left, top = random.randrange(width), random.randrange(height)
        draw.rectangle((left, top, left + random.randrange(15, 70), top + random.randrange(15, 70)), fill=colour())
    middle = random.randrange(width // 3, width * 2 // 3)
    draw.ellipse((middle - 45, 60, middle + 45, 170), fill=colour())
    draw.rectangle((middle - 70, 200, middle + 60, 290), fill=(250, 248, 240), outline=colour(), width=4)
    for line in range(3):
        draw.rectangle(
            (middle - 60, 212 + line * 25, middle + random.randrange(50), 226 + line * 25), fill=(20, 20, 30)
        )
    return image


def cut(left: float, top: float, right: float, bottom: float) -> Change:
    """Shares of each side away."""

    def change(image: Image.Image) -> Image.Image:
        width, height = image.size
        box = (width * left, height * top, width * (1 - right), height * (1 - bottom))
        return image.crop(tuple(round(edge) for edge in box))  # type: ignore[arg-type]

    return change


def bordered(share: float, colour: str, sides: str = "left top right bottom") -> Change:
    """A border of one colour, a share of the shorter side wide."""

    def change(image: Image.Image) -> Image.Image:
        wide = round(min(image.size) * share)
        left, top, right, bottom = (wide * (side in sides) for side in ("left", "top", "right", "bottom"))
        page = Image.new("RGB", (image.width + left + right, image.height + top + bottom), colour)
        page.paste(image, (left, top))
        return page

    return change


def blurred_behind(width: int, height: int) -> Change:
    """In the middle of a blurred copy of itself, as apps fill another shape."""

    def change(image: Image.Image) -> Image.Image:
        scale = min(width / image.width, height / image.height)
        small = image.resize((round(image.width * scale), round(image.height * scale)))
        page = image.resize((width, height)).filter(ImageFilter.GaussianBlur(20))
        page.paste(small, ((width - small.width) // 2, (height - small.height) // 2))
        return page

    return change


def screenshot(paper: str, ink: str, size: tuple[int, int] = (390, 844)) -> Change:
    """On a phone: a clock and icons above, a bar below, the picture as wide as it fits."""

    def change(image: Image.Image) -> Image.Image:
        page = Image.new("RGB", size, paper)
        draw = ImageDraw.Draw(page)
        draw.text((30, 14), "9:41", fill=ink)
        for place in range(3):
            draw.rectangle((size[0] - 120 + 32 * place, 16, size[0] - 100 + 32 * place, 28), fill=ink)
        draw.rectangle((size[0] // 2 - 60, size[1] - 14, size[0] // 2 + 60, size[1] - 9), fill=ink)
        scale = min(size[0] / image.width, (size[1] - 80) / image.height)
        small = image.resize((round(image.width * scale), round(image.height * scale)))
        page.paste(small, ((size[0] - small.width) // 2, 44 + (size[1] - 80 - small.height) // 2))
        return page

    return change


def on_a_page(image: Image.Image) -> Image.Image:
    """In the middle of a web page, words above and below."""
    page = Image.new("RGB", (640, 900), "white")
    draw = ImageDraw.Draw(page)
    for top in (40, 70, 100, 820, 850):
        draw.text((60, top), "The library closes four hours earlier, and nobody was asked why. " * 2, fill="black")
    page.paste(image.resize((480, 640)), (80, 150))
    return page


def pale_below(image: Image.Image) -> Image.Image:
    """With a floor that is nearly as white as a page."""
    image = image.copy()
    ImageDraw.Draw(image).rectangle((0, round(image.height * 0.8), *image.size), fill=(238, 236, 230))
    return image


def saved_again(quality: int) -> Change:
    """As a JPEG."""

    def change(image: Image.Image) -> Image.Image:
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=quality)
        return Image.open(buffer).convert("RGB")

    return change


def turned(turn: Turn) -> Change:
    """Rotated or mirrored, in its pixels."""
    return lambda image: image.transpose(turn)


def smaller(share: float) -> Change:
    """Scaled."""
    return lambda image: image.resize((round(image.width * share), round(image.height * share)))


def after(*changes: Change) -> Change:
    """One after the other."""

    def change(image: Image.Image) -> Image.Image:
        for each in changes:
            image = each(image)
        return image

    return change


CHANGES: dict[str, Change] = {
    "saved again": saved_again(30),
    "a quarter of the size": smaller(0.25),
    "grey": lambda image: image.convert("L").convert("RGB"),
    "brighter": lambda image: ImageEnhance.Brightness(image).enhance(1.2),
    "of less contrast": lambda image: ImageEnhance.Contrast(image).enhance(0.8),
    **{turn.name.lower().replace("_", " "): turned(turn) for turn in Turn},
    "cut on one side": cut(0.08, 0, 0, 0),
    "cut on two sides": cut(0, 0.09, 0.06, 0),
    "cut on all sides": cut(0.08, 0.08, 0.08, 0.08),
    "cut unevenly": cut(0.02, 0.09, 0.07, 0.04),
    "white border": bordered(0.05, "white"),
    "wide black border": bordered(0.2, "black"),
    "coloured border": bordered(0.1, "teal"),
    "border above and below": bordered(0.15, "white", "top bottom"),
    "border below": bordered(0.15, "white", "bottom"),
    "two borders": after(bordered(0.04, "white"), bordered(0.08, "black")),
    "in a blurred square": blurred_behind(500, 500),
    "in a blurred story": blurred_behind(450, 960),
    "light screenshot": screenshot("white", "black"),
    "dark screenshot": screenshot("black", "white"),
    "screenshot of another phone": screenshot("#f2f2f7", "#222222", (400, 711)),
    "on a page": on_a_page,
    "mirrored and cut": after(turned(Turn.FLIP_LEFT_RIGHT), cut(0.08, 0.08, 0.08, 0.08)),
    "bordered and turned": after(bordered(0.1, "white"), turned(Turn.ROTATE_90)),
    "cut and bordered": after(cut(0.06, 0.06, 0.06, 0.06), bordered(0.08, "black")),
    "screenshot of it mirrored": after(turned(Turn.FLIP_LEFT_RIGHT), screenshot("black", "white")),
    "screenshot turned": after(screenshot("white", "black"), turned(Turn.ROTATE_270)),
    "cut, bordered, mirrored and small": after(
        cut(0.05, 0.05, 0.05, 0.05), bordered(0.05, "navy"), turned(Turn.FLIP_LEFT_RIGHT), smaller(0.4), saved_again(40)
    ),
}
