"""The pictures that follow each other in a moving PNG or WebP, each as a file of its own. Nothing is decoded."""

import struct
from collections.abc import Callable, Iterator
from contextlib import suppress

from plugins.core.signatures import PNG, RIFF, is_webp
from plugins.pictures.pixel_bytes import png_chunk

# Before the parts of a frame stand its place and how long it is shown (RFC 9649, section 2.7.1.1).
_BEFORE_FRAME_BYTES = 16


def frames(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """Each frame of a file that moves; nothing of any other."""
    with suppress(struct.error):
        if data.startswith(PNG) and b"fcTL" in data:
            yield from _of_png(data)
        elif is_webp(data) and b"ANMF" in data:
            yield from _of_webp(data)


def _of_webp(data: bytes) -> Iterator[bytes]:
    place = 12
    while place + 8 <= len(data):
        name, size_bytes = struct.unpack_from("<4sI", data, place)
        content, place = place + 8, place + 8 + size_bytes + size_bytes % 2
        if name == b"ANMF":
            parts = data[content + _BEFORE_FRAME_BYTES : content + size_bytes]
            yield RIFF + struct.pack("<I", 4 + len(parts)) + b"WEBP" + parts


def _of_png(data: bytes) -> Iterator[bytes]:
    """Frames but the one that is shown where nothing moves, which is the file itself. (PNG, third edition, 11.3.6.)"""
    place, header, colours, size, pixels = len(PNG), b"", b"", b"", b""
    while place + 12 <= len(data):
        size_bytes, name = struct.unpack_from(">I4s", data, place)
        content = data[place + 8 : place + 8 + size_bytes]
        place += 12 + size_bytes
        if name == b"IHDR":
            header = content
        elif name in (b"PLTE", b"tRNS"):
            colours += png_chunk(name, content)
        elif name == b"fdAT":
            pixels += content[4:]  # behind its number
        elif name in (b"fcTL", b"IEND"):
            if pixels:
                parts = png_chunk(b"IHDR", size + header[8:]) + colours + png_chunk(b"IDAT", pixels)
                yield PNG + parts + png_chunk(b"IEND", b"")
            size, pixels = content[4:12], b""
