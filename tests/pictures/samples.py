"""Real pictures, made by Pillow for these tests."""

import io
import struct
import zlib
from functools import cache
from pathlib import Path
from typing import Any

import pillow_heif
from PIL import Image, ImageDraw, PngImagePlugin

from plugins.pictures.picture import Picture

CORNERS = {
    "top left": (220, 30, 30),
    "top right": (30, 160, 30),
    "bottom left": (30, 30, 220),
    "bottom right": (0, 0, 0),
}


def four_corners(width_px: int = 480, height_px: int = 320) -> Image.Image:
    """A picture whose corners tell which way is up."""
    image = Image.new("RGB", (width_px, height_px), "white")
    draw = ImageDraw.Draw(image)
    for corner, colour in CORNERS.items():
        left = 0 if "left" in corner else width_px * 2 // 3
        top = 0 if "top" in corner else height_px * 2 // 3
        draw.rectangle((left, top, left + width_px // 3, top + height_px // 3), fill=colour)
    return image


def encoded(image: Image.Image, file_format: str = "JPEG", **parameters: Any) -> bytes:
    """The bytes of a file."""
    buffer = io.BytesIO()
    if file_format == "HEIF":
        # Without making the format known to Pillow: that is what the room under test has to do.
        if isinstance(exif := parameters.get("exif"), Image.Exif):
            parameters["exif"] = exif.tobytes()
        pillow_heif.from_pillow(image).save(buffer, **parameters)
    else:
        image.save(buffer, file_format, **parameters)
    return buffer.getvalue()


def display_p3() -> bytes:
    """The smallest profile that says Display P3, as phones write it: three primaries and the curve of sRGB."""

    def fixed(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    def place(*xyz: float) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(map(fixed, xyz))

    steps = [value / 1023 for value in range(1024)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in steps]
    curve = b"curv\0\0\0\0" + struct.pack(">I1024H", 1024, *(round(value * 65535) for value in linear))
    name = b"desc\0\0\0\0" + struct.pack(">I", 11) + b"Display P3\0" + bytes(78 + 3)
    tags = {
        b"desc": name,
        b"cprt": b"text\0\0\0\0CC0\0",
        b"wtpt": place(0.95045, 1, 1.08905),
        b"rXYZ": place(0.515121, 0.241196, -0.001053),
        b"gXYZ": place(0.291977, 0.692245, 0.041885),
        b"bXYZ": place(0.157104, 0.066574, 0.784073),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = struct.pack(">I", len(tags)), b""
    for tag, content in tags.items():
        table += tag + struct.pack(">II", 128 + 4 + 12 * len(tags) + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    head = struct.pack(">I", 128 + len(table) + len(body)) + bytes(4) + struct.pack(">I", 0x02400000)
    head += b"mntrRGB XYZ " + struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    head += fixed(0.9642) + fixed(1) + fixed(0.8249)
    return head.ljust(128, b"\0") + table + body


def animated(frames: list[Image.Image], file_format: str) -> bytes:
    """A GIF, PNG or WebP that moves."""
    return encoded(frames[0], file_format, save_all=True, append_images=frames[1:])


def text_bomb(image: Image.Image) -> bytes:
    """A PNG with a comment of 70 MB in 70 kB."""
    return encoded(image, "PNG", pnginfo=long_text())


@cache
def long_text() -> PngImagePlugin.PngInfo:
    """The comment, packed once."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "x" * 70_000_000, zip=True)
    return text


def png(width_px: int, height_px: int, bits: int, colour_type: int, compressed: bytes) -> bytes:
    """A PNG whose header says this, whatever its compressed pixels are."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    size = struct.pack(">IIBBBBB", width_px, height_px, bits, colour_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", compressed) + chunk(b"IEND", b"")


@cache
def real_bomb(width_px: int, height_px: int) -> bytes:
    """A PNG that keeps its promise: every pixel is there, black, a thousand of them in a byte or so."""
    packer = zlib.compressobj(1)
    row = bytes(1 + -(-width_px // 8))
    return png(width_px, height_px, 1, 0, b"".join(packer.compress(row) for _ in range(height_px)) + packer.flush())


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def derived(folder: Path) -> dict[str, bytes]:
    """Every file of a cache but its index: derivatives and records."""
    return {name: data for name, data in contents(folder).items() if not name.startswith("index.")}


def names(picture: Picture) -> list[str]:
    """The names of a picture's files in the output."""
    return [one.name for one in picture.avif + picture.fallback]
