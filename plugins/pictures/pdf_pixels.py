"""Pictures that a PDF keeps as bare pixels (ISO 32000-1, 8.9.5), as most programs do with a PNG, as PNG files again.

pypdf reads the PDF; no pixel is decoded here, since rows of a PNG and of such a stream are the same but for a byte.
Of a stream no more is unpacked than its picture has room for, and no picture is made of what nobody here would open.
"""

import math
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from plugins.core.signatures import PDF, PNG
from plugins.pictures.normalise import MAX_PIXELS, MAX_SIDES_RATIO
from plugins.pictures.pdf_objects import opened
from plugins.pictures.pdf_streams import MAX_FILTERS, ascii85, hexadecimal
from plugins.pictures.picture import MAX_SIZE_BYTES
from plugins.pictures.pixel_bytes import png_chunk
from plugins.pictures.unpacking import CHUNK_BYTES, too_large

if TYPE_CHECKING:
    from pypdf.generic import StreamObject

MAX_UNPACKED_BYTES = 400_000_000
# Others are slow to undo, or for black and white alone; JPEGs are found by themselves.
ZIPPED, IN_LETTERS, IN_DIGITS = ({"/FlateDecode", "/Fl"}, {"/ASCII85Decode", "/A85"}, {"/ASCIIHexDecode", "/AHx"})
QUICK_FILTERS = frozenset(ZIPPED | IN_LETTERS | IN_DIGITS)
BITS = (8, 16)
# By how many numbers tell a pixel: what PNG calls that, and a picture whose numbers name colours of a list.
COLOUR_TYPES, OF_A_LIST = {1: 0, 3: 2}, 3
MAX_NUMBERS, MAX_PALETTE_BYTES = 4, 768
# How many that is where a PDF says it by a name; elsewhere the size of the rows tells.
NUMBERS = {"/DeviceGray": 1, "/CalGray": 1, "/Indexed": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/DeviceCMYK": 4}
# What stands before each row of a PNG: the numbers themselves, or each as the difference to the one to its left.
PLAIN, AS_DIFFERENCES = b"\0", b"\1"
TIFF_PREDICTOR, PNG_PREDICTORS = 2, 10


class Shape(NamedTuple):
    """What a PDF says of a picture.

    numbers: how many tell a pixel; 0 where that is not told by a name
    palette: the colours that it lists, three bytes each, if its numbers name them
    """

    width_px: int
    height_px: int
    bits: int
    predictor: int
    numbers: int
    palette: bytes

    @property
    def can_be_opened(self) -> bool:
        """Whether a picture of that size would be opened here."""
        small, large = sorted((self.width_px, self.height_px))
        return small > 0 and large <= MAX_SIDES_RATIO * small and small * large <= MAX_PIXELS and self.bits in BITS

    @property
    def most_bytes(self) -> int:
        """How many bytes its rows have at most."""
        return self.height_px * (self.width_px * (self.numbers or MAX_NUMBERS) * self.bits // 8 + 1)


def pixel_pictures(data: bytes) -> Iterator[bytes]:
    """Each picture of a PDF that is kept as bare pixels, as a PNG file.

    Not those in printing inks, black and white ones, and what cannot be read.
    raises: OpaqueError when they are more than anybody could look into
    """
    if PDF not in data[:1024] or b"/Image" not in data:
        return
    unpacked_bytes = 0
    for stream in images_of(data):
        with suppress(Exception):  # what is damaged fails in any way
            shape = shape_of(stream)
            if not shape.can_be_opened:
                continue
            unpacked_bytes += shape.most_bytes  # if it fails, after so much
            rows = unpacked(stream, shape.most_bytes)
            unpacked_bytes += len(rows) - shape.most_bytes
            if picture := as_png(shape, rows):
                yield picture
        if unpacked_bytes > MAX_UNPACKED_BYTES:
            raise too_large()


def images_of(data: bytes) -> Iterator["StreamObject"]:
    """The pictures of a PDF whose filters are quick ones; nothing of one that cannot be read.

    raises: OpaqueError when its streams are more than the file, so that they lie in each other
    """
    from pypdf.generic import StreamObject

    numbers, packed_bytes = set[int](), 0
    with suppress(Exception):
        reader = opened(data)
        if not reader.is_encrypted:
            numbers = {number for objects in reader.xref.values() for number in objects}
    for number in sorted(numbers):
        with suppress(Exception):
            found = reader.get_object(number)
            if isinstance(found, StreamObject):
                packed_bytes += len(packed(found))
                if found.get("/Subtype") == "/Image" and is_quick(found):
                    yield found
        if packed_bytes > len(data):
            raise too_large()


def filters_of(stream: "StreamObject") -> list[str]:
    """What a stream went through, the last first."""
    told = value_of(stream, "/Filter") or ()
    return [str(one.get_object()) for one in told] if isinstance(told, list | tuple) else [str(told)]


def is_quick(stream: "StreamObject") -> bool:
    """Whether a stream went through few filters, and all of them are quick ones."""
    filters = filters_of(stream)
    return len(filters) <= MAX_FILTERS and QUICK_FILTERS.issuperset(filters)


def value_of(stream: Any, name: str) -> Any:
    """What a dictionary says, here or elsewhere in the file; None where it says nothing."""
    found = stream.get(name)
    return found.get_object() if found is not None else None


def shape_of(stream: "StreamObject") -> Shape:
    """What a picture says of itself. raises: what pypdf does, TypeError, and others where it says it otherwise"""
    from pypdf.generic import StreamObject

    told = value_of(stream, "/DecodeParms") or {}
    several = [one.get_object() for one in told] if isinstance(told, list) else [told]
    predictor = next((int(value_of(one, "/Predictor") or 1) for one in several if isinstance(one, dict) and one), 1)
    colours = value_of(stream, "/ColorSpace")
    name, palette = colours[0].get_object() if isinstance(colours, list) else colours, b""
    numbers = int(value_of(colours[1].get_object(), "/N") or 0) if name == "/ICCBased" else NUMBERS.get(name, 0)
    if name == "/Indexed":
        listed = colours[3].get_object()
        is_stream = isinstance(listed, StreamObject)
        palette = unpacked(listed, MAX_PALETTE_BYTES) if is_stream else listed.original_bytes
    width_px, height_px = int(value_of(stream, "/Width")), int(value_of(stream, "/Height"))
    return Shape(width_px, height_px, int(value_of(stream, "/BitsPerComponent") or 8), predictor, numbers, palette)


def packed(stream: "StreamObject") -> bytes:
    """A stream as it stands in the file: what a stream without filters would be."""
    from pypdf.generic import StreamObject

    return StreamObject.get_data(stream)


def unpacked(stream: "StreamObject", most_bytes: int) -> bytes:
    """A stream through its filters, and no more of it than that; what its predictor did stays, which is slow to undo.

    raises: what pypdf does, and ValueError for a filter that is not quick, or letters that are none of it
    """
    if not is_quick(stream):
        raise ValueError
    plain = packed(stream)
    for name in filters_of(stream):
        if name in ZIPPED:
            plain = unzipped(plain, 2 * most_bytes)  # which may be letters, of which there are more
        else:
            plain = next((ascii85 if name in IN_LETTERS else hexadecimal)(plain, lambda: most_bytes))
    return plain[:most_bytes]


def unzipped(data: bytes, most_bytes: int) -> bytes:
    """What zlib packed, as far as it can be read, and no more of it than that."""
    unpacking, plain = zlib.decompressobj(zlib.MAX_WBITS | 32), bytearray()  # 32: or gzip, as pypdf takes it
    with suppress(zlib.error):
        for start in range(0, len(data), CHUNK_BYTES):
            plain += unpacking.decompress(data[start : start + CHUNK_BYTES], most_bytes - len(plain))
            if len(plain) >= most_bytes or unpacking.eof:
                break
    return bytes(plain)


def as_png(shape: Shape, rows: bytes) -> bytes | None:
    """A picture as a PNG file; None when its rows are none of one that can be shown here."""
    is_png, mark = shape.predictor >= PNG_PREDICTORS, AS_DIFFERENCES if shape.predictor == TIFF_PREDICTOR else PLAIN
    sizes = {
        count: shape.width_px * count * shape.bits // 8 + is_png for count in (1, 3, 4) if shape.numbers in (0, count)
    }
    count = max((count for count, row_bytes in sizes.items() if row_bytes * shape.height_px <= len(rows)), default=0)
    if count not in COLOUR_TYPES or (shape.palette and (count, shape.bits) != (1, 8)):
        return None
    packing, step = zlib.compressobj(1), sizes[count]
    # A larger file than that is not opened; of differences none can be left out.
    every = 1 if shape.predictor > 1 else math.isqrt(step * shape.height_px // MAX_SIZE_BYTES) + 1
    places = range(0, step * shape.height_px, step * every)
    thin = (thinned(rows[place : place + step], count * shape.bits // 8, every) for place in places)
    pieces = [packing.compress((b"" if is_png else mark) + row) for row in thin]
    colour_type = OF_A_LIST if shape.palette else COLOUR_TYPES[count]
    size = (len(range(0, shape.width_px, every)), len(places))
    header = struct.pack(">IIBB3x", *size, shape.bits, colour_type)
    colours = png_chunk(b"PLTE", shape.palette[:MAX_PALETTE_BYTES]) if shape.palette else b""
    content = b"".join((*pieces, packing.flush()))
    return PNG + png_chunk(b"IHDR", header) + colours + png_chunk(b"IDAT", content) + png_chunk(b"IEND", b"")


def thinned(row: bytes, pixel_bytes: int, every: int) -> bytes:
    """A row of which only so many a pixel is left.

    >>> thinned(b"RGBrgbRGB", 3, 2)
    b'RGBRGB'
    """
    if every == 1:
        return row
    left = bytearray(len(row[:: pixel_bytes * every]) * pixel_bytes)
    for place in range(pixel_bytes):
        left[place::pixel_bytes] = row[place :: pixel_bytes * every]
    return bytes(left)
