"""The recipe: one original becomes AVIF and JPEG at several widths. Pure, bytes in and bytes out."""

import hashlib
import io
from typing import NamedTuple

import PIL
from PIL import AvifImagePlugin, Image, features

from plugins.pictures.normalise import pixels


class Recipe(NamedTuple):
    """All that decides what comes out, besides the original and the encoders. Part of every derivative's name."""

    widths_px: tuple[int, ...]
    avif: tuple[tuple[str, str | int | bool], ...]
    jpeg: tuple[tuple[str, str | int | bool], ...]
    revision: int


# 1512 is half of a phone photograph's 3024, so the JPEG decoder itself halves it. Coloured ink on a sign needs 4:4:4.
# The same bytes every time, on any number of cores, need max_threads=1 and autotiling=False.
RECIPE = Recipe(
    widths_px=(320, 800, 1512),
    avif=(("quality", 55), ("speed", 8), ("subsampling", "4:4:4"), ("max_threads", 1), ("autotiling", False)),
    jpeg=(("quality", 80), ("progressive", True), ("subsampling", "4:2:0")),
    revision=1,  # raise it when normalise.py makes other pixels from the same bytes
)


class Encoded(NamedTuple):
    """One derivative. `suffix` follows the picture's stem in its name: "-320.avif"."""

    suffix: str
    width_px: int
    height_px: int
    data: bytes


def recipe_and_encoders() -> str:
    """The recipe and the version of everything that turns it into bytes."""
    versions = [f"{name} {features.version(name)}" for name in ("avif", "libjpeg_turbo", "littlecms2", "webp")]
    aom = AvifImagePlugin.get_codec_version("aom")
    return "; ".join([repr(RECIPE), f"pillow {PIL.__version__}", f"aom {aom}", *versions])


def stem(data: bytes) -> str:
    """What the names of an original's derivatives begin with: 16 hexadecimal digits."""
    digest = hashlib.sha256(data)
    digest.update(recipe_and_encoders().encode())
    return digest.hexdigest()[:16]


def derive(data: bytes) -> list[Encoded]:
    """AVIF and JPEG at every width of the recipe, narrowest first.

    Never enlarged: an original narrower than a width gives one at its own width instead.
    raises: PictureError, see `normalise.pixels`
    """
    image = pixels(data, max_width_px=max(RECIPE.widths_px))
    encoded: list[Encoded] = []
    for width_px in sorted({min(width_px, image.width) for width_px in RECIPE.widths_px}, reverse=True):
        # In a chain: each width is made from the one before, which costs a fraction of starting at the largest.
        if width_px < image.width:
            height_px = max(1, round(image.height * width_px / image.width))
            image = image.resize((width_px, height_px), Image.Resampling.LANCZOS)
        encoded.append(Encoded(f"-{width_px}.jpg", *image.size, _saved(image, "JPEG", dict(RECIPE.jpeg))))
        encoded.append(Encoded(f"-{width_px}.avif", *image.size, _saved(image, "AVIF", dict(RECIPE.avif))))
    return encoded[::-1]


def _saved(image: Image.Image, file_format: str, parameters: dict[str, str | int | bool]) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, file_format, **parameters)
    return buffer.getvalue()
