"""One picture of all the members, for shares and heroes: every photograph whole, placed as layout.py says."""

import io
from collections.abc import Sequence

from PIL import Image

from plugins.pictures.cache import PictureCache
from plugins.pictures.derivatives import WEB, Encoded, saved
from plugins.pictures.picture import Derivative, Picture, PictureError
from plugins.selfies.layout import Placement, filled_box

# What a share shows, and twice as wide for the top of a page; with the space between pictures.
SIZES_PX = ((1200, 630, 4), (2400, 1260, 8))
# More would be smaller than a face; the wall's order is fair, and stays as it is when others come.
MAX_PICTURES = 200
REVISION = 2  # raise it when the same pictures are to be placed or drawn in another way
FORMATS = ("AVIF", "JPEG")
BETWEEN = "#ffffff"  # no colour of any one organisation's


def composed_picture(pictures: Sequence[Picture], cache: PictureCache) -> Picture:
    """One picture of the first `MAX_PICTURES` of these, at two sizes; made when it is not there yet.

    Whose pictures may be here is decided before: give it those of members who are cleared for the web, one at least.
    """
    shown = pictures[:MAX_PICTURES]
    parts = [repr((SIZES_PX, BETWEEN, REVISION)), *(picture.fallback[0].name for picture in shown)]
    return cache.composed(parts, lambda: [one for size in SIZES_PX for one in placed_together(shown, size, cache)])


def placed_together(
    pictures: Sequence[Picture], size: tuple[int, int, int], cache: PictureCache, formats: Sequence[str] = FORMATS
) -> list[Encoded]:
    """These pictures, one at least, filling a box: see `compose`, which says whose they may be.

    size: width, height, and the space between pictures, in pixels
    """
    width_px, height_px, gap_px = size
    ratios = [picture.aspect_ratio for picture in pictures]
    placements = filled_box(ratios, width_px=width_px, height_px=height_px, gap_px=gap_px)
    files = [_large_enough(one, place.width_px) for one, place in zip(pictures, placements, strict=True)]
    data = [cache.read(file) for file in files]
    return compose(data, placements, width_px=width_px, height_px=height_px, background=BETWEEN, formats=formats)


def _large_enough(picture: Picture, width_px: int) -> Derivative:
    return next((one for one in picture.fallback if one.width_px >= width_px), picture.fallback[-1])


def compose(
    pictures: Sequence[bytes],
    placements: Sequence[Placement],
    *,
    width_px: int,
    height_px: int,
    background: str,
    formats: Sequence[str] = FORMATS,
) -> list[Encoded]:
    """One picture of many in each format: pixels only, the same bytes from the same pictures and encoders.

    Whose pictures may be here is decided before: give it those of members who are cleared for the web.
    pictures: JPEG derivatives, upright and sRGB, shape (n,); any size, best no smaller than their placements
    placements: where each goes, shape (n,), inside the picture
    width_px, height_px: size of the whole
    background: the colour between the pictures, as in CSS ("#fff7ea")
    formats: "AVIF" and "JPEG", or one of them
    raises: ValueError when there are not as many pictures as placements, the colour is none, or a placement is not
        inside; PictureError for bytes that are no JPEG
    """
    composed = Image.new("RGB", (width_px, height_px), background)
    for data, place in zip(pictures, placements, strict=True):
        right_px, bottom_px = place.x_px + place.width_px, place.y_px + place.height_px
        if min(place.x_px, place.y_px) < 0 or right_px > width_px or bottom_px > height_px:
            raise ValueError(f"{place} is not inside {width_px} x {height_px} px")
        composed.paste(_fitted(data, (place.width_px, place.height_px)), (place.x_px, place.y_px))
    encoders = {"AVIF": (".avif", WEB.avif), "JPEG": (".jpg", WEB.jpeg)}
    wanted = [(name, *encoders[name]) for name in formats]
    return [
        Encoded(f"-{width_px}{suffix}", width_px, height_px, saved(composed, name, dict(parameters)))
        for name, suffix, parameters in wanted
    ]


def _fitted(data: bytes, size_px: tuple[int, int]) -> Image.Image:
    """The picture at exactly this size, decoded no larger than needed."""
    try:
        image = Image.open(io.BytesIO(data), formats=("JPEG",))
        # Twice the size leaves the last step of the shrinking, the one that shows, to the better filter.
        image.draft("RGB", (size_px[0] * 2, size_px[1] * 2))
        return image.convert("RGB").resize(size_px, Image.Resampling.LANCZOS)
    except (OSError, SyntaxError, ValueError) as problem:
        raise PictureError("picture.no-jpeg") from problem
