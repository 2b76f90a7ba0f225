"""SVG drawings become pictures: rendered by resvg with two typefaces of ours, then AVIF and PNG at several widths.

Bytes in and bytes out, in a process with limits only: what a drawing costs nobody knows before it is rendered.
"""

import hashlib
import io
from functools import cache
from pathlib import Path

import font_lato
import resvg_py
from font_fjallaone import FjallaOne
from fontTools.ttLib import TTFont
from PIL import Image

from plugins.pictures.derivatives import WEB, Derived, Encoded, Recipe, in_widths, recipe_and_encoders, saved
from plugins.pictures.fingerprint import fingerprint
from plugins.pictures.limited import processor_time
from plugins.pictures.normalise import on_white
from plugins.pictures.picture import PictureError
from plugins.pictures.svg import read_svg

REVISION = 1  # raise it when the same drawing is to be rendered in another way
# The face of titles where a drawing names it, Lato for everything else; none of the machine's own.
TEXT_FACE = "Lato"
# Of several that have a character which the face of a text lacks, the first is taken.
FACES = tuple(map(str, (FjallaOne, font_lato.font_files["Lato"], *sorted(font_lato.font_files.values()))))
RENDERING_S = 5
PNG = (("compress_level", 9),)
AVIF = (("quality", 70),)  # in place of a photograph's: flat colours and letters show what is lost


@cache
def renderer_and_encoders(recipe: Recipe = WEB) -> str:
    """A recipe, and the version of everything that turns a drawing into bytes."""
    faces = hashlib.sha256(b"".join(Path(face).read_bytes() for face in FACES)).hexdigest()
    renderer = f"resvg {resvg_py.__resvg_version__} by {resvg_py.__version__}, faces {faces}, revision {REVISION}"
    return "; ".join([recipe_and_encoders(recipe), renderer, repr((PNG, AVIF))])


def derive_drawing(data: bytes, recipe: Recipe = WEB) -> Derived:
    """AVIF and PNG at every width of a recipe, narrowest first; what is transparent stays so.

    raises: PictureError, `svg.NotDrawnError` among them; ends the process when it takes longer than RENDERING_S
    """
    with processor_time(RENDERING_S):
        drawing = read_svg(data, max(recipe.widths_px))
        if lacking := drawing.without_glyph(glyphs()):
            raise PictureError("picture.without-glyph", characters=" ".join(lacking[:10]))
        whole = rendered(drawing.xml)
    files: list[Encoded] = []
    for image in in_widths(whole, recipe):
        files.append(Encoded(f"-{image.width}.png", *image.size, saved(image, "PNG", dict(PNG))))
        files.append(Encoded(f"-{image.width}.avif", *image.size, saved(image, "AVIF", dict(recipe.avif + AVIF))))
    seen, size_px = fingerprint(on_white(image)), (drawing.width_px, drawing.height_px)
    return Derived(files[::-1], seen, renderer_and_encoders(recipe), len(data), tells_place=False, size_px=size_px)


def rendered(xml: str) -> Image.Image:
    """The pixels of a drawing, mode RGBA. xml: of `svg.SvgImage`"""
    try:
        png = resvg_py.svg_to_bytes(
            svg_string=xml,
            skip_system_fonts=True,
            font_files=list(FACES),
            font_family=TEXT_FACE,
            serif_family=TEXT_FACE,
            sans_serif_family=TEXT_FACE,
            cursive_family=TEXT_FACE,
            fantasy_family=TEXT_FACE,
            monospace_family=TEXT_FACE,
            dpi=96.0,
            languages=[],
        )
    except ValueError as problem:  # more than a million parts, or parts that use themselves
        raise PictureError("picture.drawn-too-often") from problem
    return Image.open(io.BytesIO(png), formats=("PNG",)).convert("RGBA")


@cache
def glyphs() -> frozenset[str]:
    """Every character for which one of the faces has a glyph."""
    fonts = (TTFont(face, lazy=True) for face in FACES)
    return frozenset(chr(code) for font in fonts for code in font.getBestCmap())
