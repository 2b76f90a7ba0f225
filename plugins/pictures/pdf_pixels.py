"""Pictures that a PDF keeps as bare pixels (ISO 32000-1, 8.9.5), as most programs do with a PNG, as PNG files again.

pypdf reads the PDF; no pixel is decoded here, since rows of a PNG and of such a stream are the same but for a byte.
"""

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from plugins.core.signatures import PDF, PNG
from plugins.pictures.unpacking import too_large

if TYPE_CHECKING:
    from pypdf.generic import StreamObject

MAX_UNPACKED_BYTES = 400_000_000
# Others are slow to undo, or for black and white alone; JPEGs are found by themselves.
QUICK_FILTERS = frozenset(("/FlateDecode", "/Fl", "/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"))
BITS = (8, 16)
# By how many numbers tell a pixel: what PNG calls that, and a picture whose numbers name colours of a list.
COLOUR_TYPES, OF_A_LIST = {1: 0, 3: 2}, 3
# What stands before each row of a PNG: the numbers themselves, or each as the difference to the one to its left.
PLAIN, AS_DIFFERENCES = b"\0", b"\1"
TIFF_PREDICTOR, PNG_PREDICTORS = 2, 10


class Shape(NamedTuple):
    """What a PDF says of a picture. palette: the colours that it lists, three bytes each, if its numbers name them"""

    width_px: int
    height_px: int
    bits: int
    predictor: int
    palette: bytes


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
            shape, rows = shape_of(stream), rows_of(stream)
            unpacked_bytes += len(rows)
            if picture := as_png(shape, rows):
                yield picture
        if unpacked_bytes > MAX_UNPACKED_BYTES:
            raise too_large()


def images_of(data: bytes) -> Iterator["StreamObject"]:
    """The pictures of a PDF whose filters are quick ones; nothing of one that cannot be read."""
    from pypdf import PdfReader  # a tenth of a start, for a site without PDFs, or whose PDFs are known
    from pypdf.generic import StreamObject

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of damage, nobody asked for
    with suppress(Exception):
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            return
        for number in [number for objects in reader.xref.values() for number in objects]:
            with suppress(Exception):
                found = reader.get_object(number)
                if isinstance(found, StreamObject) and found.get("/Subtype") == "/Image" and is_quick(found):
                    yield found


def is_quick(stream: "StreamObject") -> bool:
    """Whether all of a stream's filters are quick ones."""
    filters = value_of(stream, "/Filter") or ()
    return QUICK_FILTERS.issuperset(filters if isinstance(filters, list | tuple) else (filters,))


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
    palette = b""
    if isinstance(colours, list) and colours[0].get_object() == "/Indexed":
        listed = colours[3].get_object()
        palette = listed.get_data() if isinstance(listed, StreamObject) else listed.original_bytes
    width_px, height_px = int(value_of(stream, "/Width")), int(value_of(stream, "/Height"))
    return Shape(width_px, height_px, int(value_of(stream, "/BitsPerComponent") or 8), predictor, palette)


def rows_of(stream: "StreamObject") -> bytes:
    """A picture's rows as its predictor left them, which would be slow to undo. raises: what pypdf does"""
    stream.pop("/DecodeParms", None)
    return stream.get_data()


def as_png(shape: Shape, rows: bytes) -> bytes | None:
    """A picture as a PNG file; None when its rows are none of one that can be shown here."""
    is_png, mark = shape.predictor >= PNG_PREDICTORS, AS_DIFFERENCES if shape.predictor == TIFF_PREDICTOR else PLAIN
    sizes = {count: shape.width_px * count * shape.bits // 8 + is_png for count in (1, 3, 4)}
    fits = [count for count, row_bytes in sizes.items() if 0 < row_bytes * shape.height_px <= len(rows)]
    count = max(fits, default=0)
    if count not in COLOUR_TYPES or shape.bits not in BITS or (shape.palette and (count, shape.bits) != (1, 8)):
        return None
    step = sizes[count]
    places = range(0, step * shape.height_px, step)
    whole = rows if is_png else b"".join(mark + rows[place : place + step] for place in places)
    colour_type = OF_A_LIST if shape.palette else COLOUR_TYPES[count]
    header = struct.pack(">IIBB3x", shape.width_px, shape.height_px, shape.bits, colour_type)
    colours = chunk(b"PLTE", shape.palette[:768]) if shape.palette else b""
    return PNG + chunk(b"IHDR", header) + colours + chunk(b"IDAT", zlib.compress(whole, 1)) + chunk(b"IEND", b"")


def chunk(name: bytes, content: bytes) -> bytes:
    """A part of a PNG file."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
