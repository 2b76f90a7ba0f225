"""A file's bytes become upright sRGB pixels, or a reason why not. Nothing but the pixels leaves this module."""

import io
import struct
import warnings

from PIL import ExifTags, Image, ImageCms

from plugins.pictures import refusals
from plugins.pictures.picture import PictureError

# Listed, since Pillow opens many rare and risky formats. "MPO" (a phone's JPEG with a second picture) is opened by
# JPEG; in this list it raises KeyError for every file.
FORMATS = ("JPEG", "PNG", "WEBP")
MAX_SIZE_BYTES = 50_000_000
MAX_PIXELS = 80_000_000
MAX_SIDES_RATIO = 12
MAX_PROFILE_BYTES = 4_000_000

_TO_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING = (5, 6, 7, 8)
_JPEG = ("JPEG", "MPO")


def pixels(data: bytes, max_width_px: int | None = None) -> Image.Image:
    """The picture in these bytes: upright, sRGB, mode RGB, alpha on white, without any metadata.

    data: a JPEG (also the first picture of an MPO), PNG or WebP of one frame
    max_width_px: a wider picture is made this wide (upright), in its own shape; a narrower one stays as it is
    raises: PictureError when it is no such picture, too large, too long and thin, animated, cut short or damaged
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        image = _opened(data)
        try:
            if image.format not in _JPEG:
                image.load()  # a PNG tells how the camera was held after its pixels
            orientation = _orientation(image)
            size = _target(image.size, lying=orientation in _LYING, max_width_px=max_width_px)
            image.draft(None, size)
            image.load()
        # Hostile bytes make decoders raise nearly anything; each of these means the same to who sent them.
        except Exception as problem:
            raise PictureError(refusals.cut_short_or_damaged(data)) from problem
    profile = image.info.get("icc_profile", b"")
    small = _without_alpha(image)
    if small.size != size:
        small = small.resize(size, Image.Resampling.LANCZOS)
    colours = _srgb(small, profile)
    if orientation in _TO_UPRIGHT:
        colours = colours.transpose(_TO_UPRIGHT[orientation])
    return _rebuilt(colours)


def _opened(data: bytes) -> Image.Image:
    """The picture, its header read and within limits, no pixel decoded."""
    if len(data) > MAX_SIZE_BYTES:
        raise PictureError(refusals.in_megabytes(len(data), MAX_SIZE_BYTES))
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        frames = 1 if image.format in _JPEG else getattr(image, "n_frames", 1)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
        raise PictureError(_bomb(data)) from problem
    except Exception as problem:
        raise PictureError(refusals.what_it_is(data)) from problem
    width_px, height_px = image.size
    if width_px * height_px > MAX_PIXELS:
        raise PictureError(refusals.in_pixels(width_px, height_px))
    if max(image.size) > MAX_SIDES_RATIO * min(image.size):
        raise PictureError(f"too long and thin: {refusals.in_pixels(width_px, height_px)}")
    if frames > 1:
        raise PictureError("it moves, and only a still picture can be used")
    return image


def _bomb(data: bytes) -> str:
    """The reason for a picture that Pillow refuses for its size, which its own error does not tell."""
    for name in FORMATS:
        opener, accepts = Image.OPEN[name]
        if accepts is None or accepts(data[:16]):
            return refusals.in_pixels(*opener(io.BytesIO(data), "").size)
    return "too many pixels"


def _orientation(image: Image.Image) -> int:
    """How the camera was held, 1 to 8; 1 when the header does not say or is broken."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except (AttributeError, KeyError, OSError, SyntaxError, TypeError, ValueError, struct.error):
        return 1
    return value if value in _TO_UPRIGHT else 1


def _target(size: tuple[int, int], *, lying: bool, max_width_px: int | None) -> tuple[int, int]:
    """Size in the file's own direction at which the upright picture is no wider than asked."""
    width_px = size[1] if lying else size[0]
    if max_width_px is None or width_px <= max_width_px:
        return size
    shrink = max_width_px / width_px
    return max(1, round(size[0] * shrink)), max(1, round(size[1] * shrink))


def _without_alpha(image: Image.Image) -> Image.Image:
    """The same colours in mode L, RGB or CMYK, eight bits each, transparency laid on white."""
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value * (1 / 257)).convert("L")
    grey = image.mode in ("1", "L", "LA", "La")
    if image.has_transparency_data:
        seen = image.convert("LA" if grey else "RGBA")
        paper = Image.new("L" if grey else "RGB", image.size, "white")
        paper.paste(seen.convert(paper.mode), mask=seen.getchannel("A"))
        return paper
    if image.mode == "CMYK":
        return image
    return image.convert("L" if grey else "RGB")


def _srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The picture in mode RGB, its colours converted from its profile to sRGB; without a usable one, taken as sRGB."""
    if not profile or len(profile) > MAX_PROFILE_BYTES:
        return image.convert("RGB")
    try:
        converted = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return image.convert("RGB")
    return converted if converted is not None else image.convert("RGB")


def _rebuilt(image: Image.Image) -> Image.Image:
    """A new picture of the same pixels: Pillow's encoders write a profile, a comment or XMP that they find on one."""
    rebuilt = Image.new("RGB", image.size)
    rebuilt.paste(image)
    return rebuilt
