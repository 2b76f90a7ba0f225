"""A file's bytes become upright sRGB pixels, or a reason why not. Nothing but the pixels leaves this module."""

import io
import re
import struct
import warnings

from PIL import ExifTags, Image, ImageCms

from plugins.pictures import refusals
from plugins.pictures.picture import MAX_PROFILE_BYTES, MAX_SIZE_BYTES, PictureError

# Listed, since Pillow opens many rare and risky formats. "MPO" (a phone's JPEG with a second picture) is opened by
# JPEG; in this list it raises KeyError for every file.
FORMATS = ("JPEG", "PNG", "WEBP")
# None of these is published, but documents hold some.
ALSO_IN_DOCUMENTS = (*FORMATS, "AVIF", "BMP", "GIF", "TIFF")
_HEIF = "HEIF"
MAX_PIXELS = 80_000_000
MAX_SIDES_RATIO = 12
# A progressive JPEG tells its picture in ten scans or so, each of which costs a pass over all pixels: with 900 of them
# one takes a minute.
MAX_SCANS = 100
# In the pixels a byte FF stands before 00 or a restart (D0 to D7); before any other byte it begins a part of the file.
_MARKER = re.compile(rb"\xff+([^\x00\x01\xff\xd0-\xd7])", re.DOTALL)

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
# A phone's file may hold more than one picture: the first, or the one that it says is the main one, is shown.
_STILL = (*_JPEG, _HEIF)


def scans_in(data: bytes) -> int:
    """How many scans a JPEG has before its end, MAX_SCANS + 1 at most; those of a thumbnail do not count."""
    at, count = 2, 0
    while count <= MAX_SCANS and (found := _MARKER.search(data, at)) and found[1] != b"\xd9":
        count += found[1] == b"\xda"
        at = found.end() + max(2, int.from_bytes(data[found.end() : found.end() + 2], "big"))
    return count


def pixels(data: bytes, max_width_px: int | None = None, formats: tuple[str, ...] = FORMATS) -> Image.Image:
    """The picture in these bytes: upright, sRGB, mode RGB, alpha on white, without any metadata.

    data: a JPEG (also the first picture of an MPO), PNG, WebP or HEIC/HEIF of one frame
    max_width_px: a wider picture is made this wide (upright), in its own shape; a narrower one stays as it is
    formats: what else it may be; of several pages or frames of another one the first
    raises: PictureError when it is no such picture, too large, too long and thin, animated, cut short or damaged
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        image = _opened(data, formats)
        try:
            if image.format not in _JPEG:
                image.load()  # a PNG tells how the camera was held after its pixels
            orientation = _orientation(image)
            size = _target(image.size, lying=orientation in _LYING, max_width_px=max_width_px)
            image.draft(None, size)
            image.load()
        except MemoryError as problem:
            raise PictureError("picture.too-much-memory") from problem
        # Hostile bytes make decoders raise nearly anything; each of these means the same to who sent them.
        except Exception as problem:
            raise PictureError(refusals.cut_short_or_damaged(data)) from problem
    profile = image.info.get("icc_profile", b"")
    # Everything that costs time or memory for each pixel comes after the first resize.
    small = _resizable(image)
    if small.size != size:
        small = small.resize(size, Image.Resampling.LANCZOS)
    colours = _srgb(on_white(small), profile)
    if orientation in _TO_UPRIGHT:
        colours = colours.transpose(_TO_UPRIGHT[orientation])
    return _rebuilt(colours)


def _opened(data: bytes, formats: tuple[str, ...]) -> Image.Image:
    """The picture, its header read and within limits, no pixel decoded."""
    if len(data) > MAX_SIZE_BYTES:
        raise refusals.too_large(len(data))
    if refusals.is_moving_heic(data):
        raise PictureError("picture.moving")
    try:
        image = Image.open(io.BytesIO(data), formats=_formats(data, formats))
        frames = 1 if image.format in _STILL or image.format not in FORMATS else getattr(image, "n_frames", 1)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
        raise _bomb(data, formats) from problem
    except MemoryError as problem:
        raise PictureError("picture.too-much-memory") from problem
    except Exception as problem:
        raise PictureError(refusals.what_it_is(data)) from problem
    width_px, height_px = image.size
    if width_px * height_px > MAX_PIXELS:
        raise too_many_pixels(width_px, height_px)
    if max(image.size) > MAX_SIDES_RATIO * min(image.size):
        raise PictureError("picture.too-long", width_px=width_px, height_px=height_px)
    if image.format in _JPEG and scans_in(data) > MAX_SCANS:
        raise PictureError("picture.too-much-time")
    if frames > 1:
        raise PictureError("picture.moving")
    return image


def too_many_pixels(width_px: int, height_px: int) -> PictureError:
    """The error for a picture larger than MAX_PIXELS."""
    millions = MAX_PIXELS // 1_000_000
    return PictureError("picture.too-many-pixels", width_px=width_px, height_px=height_px, millions=millions)


def _formats(data: bytes, formats: tuple[str, ...]) -> tuple[str, ...]:
    """The formats to try: HEIF, whose decoder is large, is loaded and made known to Pillow for a file that is one."""
    if not refusals.is_heic(data):
        return formats
    import pillow_heif

    # One thread, since there is a process for each core. A thumbnail may show something else than the picture.
    pillow_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)
    return (_HEIF,)


def _bomb(data: bytes, formats: tuple[str, ...]) -> PictureError:
    """What is wrong with a picture that Pillow refuses for its size, which its own error does not tell."""
    for name in _formats(data, formats):
        opener, accepts = Image.OPEN[name]
        if accepts is None or accepts(data[:16]):
            width_px, height_px = opener(io.BytesIO(data), "").size
            return too_many_pixels(width_px, height_px)
    return PictureError("picture.of-unknown-size")


def _orientation(image: Image.Image) -> int:
    """How the camera was held, 1 to 8; 1 when the header does not say or is broken.

    HEIF keeps it as a property of the picture, which its decoder obeys; the decoder sets the header's copy to 1.
    """
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


def _resizable(image: Image.Image) -> Image.Image:
    """The same picture in mode L, LA, RGB, RGBA or CMYK, eight bits each: what can be resized without loss."""
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value * (1 / 257)).convert("L")
    grey = image.mode in ("1", "L", "LA", "La")
    if image.has_transparency_data:
        wanted = "LA" if grey else "RGBA"
    elif image.mode == "CMYK":
        wanted = "CMYK"
    else:
        wanted = "L" if grey else "RGB"
    return image if image.mode == wanted else image.convert(wanted)


def on_white(image: Image.Image) -> Image.Image:
    """What is transparent lies on white paper; a picture without transparency as it is."""
    if image.mode not in ("LA", "RGBA"):
        return image
    paper = Image.new("L" if image.mode == "LA" else "RGB", image.size, "white")
    paper.paste(image.convert(paper.mode), mask=image.getchannel("A"))
    return paper


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
