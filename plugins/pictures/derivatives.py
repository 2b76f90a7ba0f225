"""One original becomes AVIF and JPEG at the widths of a recipe. Pure, bytes in and bytes out."""

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

import PIL
from PIL import AvifImagePlugin, Image, features

from plugins.pictures.fingerprint import Fingerprint, fingerprint
from plugins.pictures.gps import tells_place
from plugins.pictures.normalise import pixels
from plugins.pictures.picture import PictureError

_Value = str | int | bool
_Parameters = tuple[tuple[str, _Value | tuple[tuple[str, str], ...]], ...]


class Recipe(NamedTuple):
    """All that decides what comes out, besides the original and the encoders. Part of every derivative's name."""

    widths_px: tuple[int, ...]
    avif: _Parameters
    avif_of_tiles: _Parameters  # in place of some of the above, at the narrowest width
    jpeg: _Parameters
    revision: int


# 1512 is half of a phone photograph's 3024, so the JPEG decoder itself halves it. Coloured ink on a sign needs 4:4:4.
# The same bytes every time, on any number of cores, need max_threads=1 and autotiling=False.
# A phone loads dozens of tiles: at most 8 kB each on average. Of what reaches this (4:2:0, quality 47, other
# tunings of the encoder) a sharper deblocking filter keeps the edges of letters, and their colour, best.
WEB = Recipe(
    widths_px=(320, 800, 1512),
    avif=(("quality", 55), ("speed", 8), ("subsampling", "4:4:4"), ("max_threads", 1), ("autotiling", False)),
    avif_of_tiles=(("quality", 50), ("advanced", (("sharpness", "2"),))),
    jpeg=(("quality", 80), ("progressive", True), ("subsampling", "4:2:0")),
    revision=2,  # raise it when normalise.py makes other pixels from the same bytes
)


class Encoded(NamedTuple):
    """One derivative. `suffix` follows the picture's stem in its name: "-320.avif"."""

    suffix: str
    width_px: int
    height_px: int
    data: bytes


class Derived(NamedTuple):
    """What one original becomes, and what it told.

    maker: `recipe_and_encoders()` where it was made, of a drawing `svg_pixels.renderer_and_encoders()`
    size_px: of a drawing, its width and height on a page, which its files are larger or smaller than
    """

    encoded: list[Encoded]
    fingerprint: Fingerprint
    maker: str
    original_size_bytes: int
    tells_place: bool
    size_px: tuple[int, int] | None = None


def recipe_and_encoders(recipe: Recipe = WEB) -> str:
    """A recipe and the version of everything that turns it into bytes."""
    versions = [f"{name} {features.version(name)}" for name in ("avif", "libjpeg_turbo", "littlecms2", "webp")]
    aom = AvifImagePlugin.get_codec_version("aom")
    return "; ".join([repr(recipe), f"pillow {PIL.__version__}", f"aom {aom}", *versions])


def derive(data: bytes, recipe: Recipe = WEB) -> Derived:
    """AVIF and JPEG at every width of a recipe, narrowest first. Runs in any process of any machine.

    Never enlarged: an original narrower than a width gives one at its own width instead.
    raises: PictureError, see `normalise.pixels`
    """
    try:
        encoded: list[Encoded] = []
        for image in in_widths(pixels(data, max_width_px=max(recipe.widths_px)), recipe):
            avif = dict(recipe.avif) | (dict(recipe.avif_of_tiles) if image.width <= min(recipe.widths_px) else {})
            encoded.append(Encoded(f"-{image.width}.jpg", *image.size, saved(image, "JPEG", dict(recipe.jpeg))))
            encoded.append(Encoded(f"-{image.width}.avif", *image.size, saved(image, "AVIF", avif)))
    except MemoryError as problem:
        raise PictureError("picture.too-much-memory") from problem
    return Derived(encoded[::-1], fingerprint(image), recipe_and_encoders(recipe), len(data), tells_place(data))


def in_widths(image: Image.Image, recipe: Recipe) -> Iterator[Image.Image]:
    """An image at every width of a recipe, widest first; one that is narrower than a width at its own instead."""
    for width_px in sorted({min(width_px, image.width) for width_px in recipe.widths_px}, reverse=True):
        # In a chain: each width is made from the one before, which costs a fraction of starting at the largest.
        if width_px < image.width:
            height_px = max(1, round(image.height * width_px / image.width))
            image = image.resize((width_px, height_px), Image.Resampling.LANCZOS)
        yield image


def saved(image: Image.Image, file_format: str, parameters: dict[str, Any]) -> bytes:
    """A file of an image."""
    buffer = io.BytesIO()
    image.save(buffer, file_format, **parameters)
    return buffer.getvalue()
