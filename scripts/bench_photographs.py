"""Photographs of nobody for measuring: 12 million pixels of light, clutter, a person with a sign, and a sensor's noise.

Made with Pillow alone; the same number gives the same picture on every machine with the same Pillow.
"""

import io
import math
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

PORTRAIT_PX = (3024, 4032)
LANDSCAPE_PX = (4032, 3024)
JOBS = ("nurse", "bus driver", "librarian", "lab technician", "welder", "park warden", "cook", "clerk")
DEEDS = ("keeps you well", "gets you there", "finds the answer", "runs the night shift", "never closes", "feeds 400")
INKS = ((20, 20, 30), (170, 20, 30), (20, 50, 160), (10, 110, 60))
PAPERS = ((250, 248, 240), (255, 255, 255), (205, 170, 125))
SKINS = ((255, 220, 190), (225, 175, 130), (160, 105, 65), (90, 58, 40))
# How the camera was held: upright or turned, as phones note it.
ORIENTATIONS = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}


def photograph(number: int) -> bytes:
    """A JPEG as a phone writes it, its orientation noted in its header."""
    random = Random(number)
    size = LANDSCAPE_PX if number % 3 == 2 else PORTRAIT_PX
    half = (size[0] // 2, size[1] // 2)
    scene = light(random, half)
    clutter(random, scene)
    scene = scene.filter(ImageFilter.GaussianBlur(random.uniform(2, 6)))
    person(random, scene)
    image = noisy(random, scene.resize(size, Image.Resampling.BICUBIC))
    orientation = random.choice(list(ORIENTATIONS))
    turn = ORIENTATIONS[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    buffer = io.BytesIO()
    (image if turn is None else image.transpose(turn)).save(
        buffer, "JPEG", quality=random.choice((90, 92, 95)), exif=exif
    )
    return buffer.getvalue()


def small_picture(number: int) -> bytes:
    """One of many distinct pictures, 64 pixels wide."""
    colours = Image.frombytes("RGB", (8, 8), Random(number).randbytes(192))
    buffer = io.BytesIO()
    colours.resize((64, 64), Image.Resampling.BICUBIC).save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def light(random: Random, size: tuple[int, int]) -> Image.Image:
    """From one colour to another, and cloudy at four scales, as walls, leaves and fabric are."""
    image = Image.linear_gradient("L").resize(size)
    image = Image.composite(Image.new("RGB", size, colour(random)), Image.new("RGB", size, colour(random)), image)
    for cells, strength in ((5, 60), (25, 40), (100, 24), (400, 16)):
        grid = (cells, cells * size[1] // size[0])
        cloud = Image.frombytes("L", grid, random.randbytes(grid[0] * grid[1])).resize(size, Image.Resampling.BICUBIC)
        cloud = cloud.point([value * strength // 255 for value in range(256)])
        image = ImageChops.add(image, Image.merge("RGB", (cloud, cloud, cloud)), offset=-strength // 2)
    return image


def clutter(random: Random, image: Image.Image) -> None:
    """Windows, shelves, lamps behind her."""
    draw = ImageDraw.Draw(image)
    for _ in range(random.randrange(10, 30)):
        left, top = random.randrange(image.width), random.randrange(image.height * 2 // 3)
        box = (left, top, left + random.randrange(20, image.width // 7), top + random.randrange(20, image.height // 6))
        shape = draw.rectangle if random.random() < 0.6 else draw.ellipse
        shape(box, fill=colour(random), outline=colour(random), width=3)


def person(random: Random, image: Image.Image) -> None:
    """Head, shoulders, and the sign in front of them."""
    draw = ImageDraw.Draw(image)
    short = min(image.size)
    head = short * random.uniform(0.15, 0.2)
    x, y = image.width * random.uniform(0.4, 0.6), head * random.uniform(1.6, 2.4)
    skin = random.choice(SKINS)
    draw.ellipse((x - 2.4 * head, y + head, x + 2.4 * head, y + 7 * head), fill=colour(random))
    draw.ellipse((x - head, y - 1.3 * head, x + head, y + head), fill=tuple(value // 3 for value in colour(random)))
    draw.ellipse((x - 0.8 * head, y - head, x + 0.8 * head, y + 1.1 * head), fill=skin)
    for side in (-1, 1):
        eye = x + side * 0.32 * head
        draw.ellipse((eye - head / 8, y - head / 6, eye + head / 8, y + head / 20), fill="white")
        draw.ellipse((eye - head / 16, y - head / 8, eye + head / 16, y), fill=(40, 25, 20))
    draw.arc((x - head / 2.5, y, x + head / 2.5, y + head * 0.7), 20, 160, fill=(150, 50, 50), width=int(head / 12))
    placard = sign(random, int(short * random.uniform(0.6, 0.85)))
    image.paste(placard, (int(x - placard.width / 2), int(y + 1.3 * head)), placard)


def sign(random: Random, width_px: int) -> Image.Image:
    """Words by hand on paper or cardboard, not quite straight."""
    words = f"A {random.choice(JOBS)} {random.choice(DEEDS)}".upper().split()
    lines = [" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])]
    font = ImageFont.load_default(size=width_px / max(map(len, lines)) * 1.4)
    height_px = int(width_px * 0.45)
    paper = Image.new("RGBA", (width_px, height_px), random.choice(PAPERS))
    draw = ImageDraw.Draw(paper)
    for place, line in enumerate(lines):
        at = (width_px / 2, height_px * (place + 0.75) / 2.5)
        draw.text(at, line, font=font, anchor="mm", fill=random.choice(INKS))
    return paper.rotate(random.uniform(-7, 7), Image.Resampling.BICUBIC, expand=True)


def noisy(random: Random, image: Image.Image) -> Image.Image:
    """As a sensor sees it: every pixel a little off, most of them by little (two dice)."""
    spread = random.randrange(7, 14)
    dice = [value * spread // 255 for value in range(256)]
    for _ in range(2):
        grain = Image.frombytes("L", image.size, random.randbytes(math.prod(image.size))).point(dice)
        image = ImageChops.add(image, Image.merge("RGB", (grain, grain, grain)), offset=-spread // 2)
    tint = Image.frombytes(
        "RGB", (image.width // 4, image.height // 4), random.randbytes(image.width * image.height // 16 * 3)
    )
    return ImageChops.add(
        image, tint.point([value * 6 // 255 for value in range(256)] * 3).resize(image.size), offset=-3
    )


def colour(random: Random) -> tuple[int, int, int]:
    """Any but the extremes."""
    return random.randrange(30, 225), random.randrange(30, 225), random.randrange(30, 225)


def write(file: Path) -> Path:
    """Make `small/NUMBER.jpg` or `photographs/NUMBER.jpg`, unless it is there."""
    if not file.exists():
        make = small_picture if file.parent.name == "small" else photograph
        temporary = file.with_suffix(".tmp")
        temporary.write_bytes(make(int(file.stem)))
        temporary.replace(file)
    return file
