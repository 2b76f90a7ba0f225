"""What a published picture may hold: all that our encoders write of pixels and a colour profile, and nothing else.

Published are our own AVIF, JPEG and PNG only, as Pillow, libavif and libjpeg write them. Listed is each part of such a
file, in its order and with its content; whatever is not listed is told by its name, whether or not anybody knows what
it is. Nothing is decoded: what the compressed pixels show, a look at them tells.
"""

import os
import re
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from plugins.core.signatures import AVIF, GIF, HEIF, JPEG, PNG, TIFF
from plugins.pictures.picture import MAX_PROFILE_BYTES, MAX_SIZE_BYTES


class Carried(NamedTuple):
    """A thing besides pixels: the name of a clause that says what it is, and the name of a part or format."""

    what: str
    part: str = ""


class Part(NamedTuple):
    """A segment, chunk, box, item or property, as it stands in a file. Of one that holds others, what precedes them."""

    name: str
    content: bytes


class Allowed(NamedTuple):
    """Behind which parts one may stand, whether it holds what it should, and how many a file may have."""

    after: frozenset[str]
    holds: Callable[[bytes], object]
    most: int


NO_PICTURE = Carried("carried.no-picture")
CUT_SHORT = Carried("carried.cut-short")
TOO_MANY_PARTS = Carried("carried.too-many-parts")
# A JPEG has some fifty, a PNG one for every 64 kB.
MAX_PARTS = 1000


def _behind(names: str, holds: Callable[[bytes], object], most: int = 1) -> Allowed:
    return Allowed(frozenset(names.split(", ")), holds, most)


def _like(pattern: bytes) -> Callable[[bytes], object]:
    """Whether a content is exactly as a regular expression says."""
    return re.compile(pattern, re.DOTALL).fullmatch


def _profile_behind(beginning: bytes) -> Callable[[bytes], bool]:
    """Whether a content is an ICC profile behind these bytes, as long as it says itself (ICC.1:2022, section 7.2)."""

    def holds(content: bytes) -> bool:
        profile = content.removeprefix(beginning)
        is_whole = len(profile) == int.from_bytes(profile[:4], "big") and len(profile) > 128
        return content.startswith(beginning) and is_whole and profile[36:40] == b"acsp"

    return holds


def _colours(content: bytes) -> object:
    """Whether a property of an AVIF says what its numbers mean: as a code of four numbers, or as a profile."""
    return _CODE(content) or _profile_behind(b"prof")(content)


_CODE = _like(rb"nclx\0[\x01\x02]\0[\x02\r]\0\x06\x80")
_NOTHING = _like(rb"")
_PIXELS = _like(rb".*")
_ONE, _TWO = rb"\0\x01\0{3}\x01.{8}", rb"\0\x02\0{3}\x01.{8}"  # where an item lies
_FRAME = _like(rb"\x08.{4}(?:\x01.{3}|\x03.{9}|\x04.{12})")

# ITU-T T.81, annex B.
_JPEG = {
    "APP0": _behind("", _like(rb"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")),  # no density, no thumbnail
    "APP14": _behind("", _like(rb"Adobe\0\x64\0{4}[\0-\x02]")),  # of inks
    "APP2": _behind("APP0, APP14", _profile_behind(b"ICC_PROFILE\0\1\1")),
    "DQT": _behind("APP0, APP14, APP2, DQT", _like(rb"[\0-\x03].{64}"), most=2),
    "SOF0": _behind("DQT", _FRAME),
    "SOF2": _behind("DQT", _FRAME),
    "DHT": _behind("SOF0, SOF2, DHT, SOS", lambda table: len(table) == 17 + sum(table[1:17]), most=MAX_PARTS),
    "SOS": _behind("DHT, SOS", _like(rb"(?:\x01.{2}|\x03.{6}|\x04.{8}).{3}"), most=MAX_PARTS),
    "end": _behind("SOS", _NOTHING),
}
# W3C PNG, third edition, chapter 11.
_PNG = {
    "IHDR": _behind("", _like(rb".{8}[\x01\x02\x04\x08\x10][\0\x02\x03\x04\x06]\0\0\0")),
    "iCCP": _behind("IHDR", _profile_behind(b"ICC Profile\0\0")),
    "PLTE": _behind("IHDR, iCCP", _like(rb"(?:.{3}){1,256}")),
    "tRNS": _behind("IHDR, iCCP, PLTE", _like(rb".{1,256}")),
    "IDAT": _behind("IHDR, iCCP, PLTE, tRNS, IDAT", _PIXELS, most=MAX_PARTS),
    "IEND": _behind("IDAT", _NOTHING),
    "end": _behind("IEND", _NOTHING),
}
# ISO/IEC 14496-12 and 23008-12; items are of AV1's own parts (OBU, by the first byte), a second one is the glass.
_AVIF = {
    "ftyp": _behind("", _like(rb"avif\0{4}avifmif1miaf(?:MA1[AB])?")),
    "meta": _behind("ftyp", _like(rb"\0{4}")),
    "hdlr": _behind("meta", _like(rb"\0{8}pict\0{13}")),
    "pitm": _behind("hdlr", _like(rb"\0{5}\x01")),
    "iloc": _behind("pitm", _like(rb"\0{4}D\0\0(?:\x01%b|\x02%b%b)" % (_ONE, _ONE, _TWO))),
    "iinf": _behind("iloc", _like(rb"\0{5}[\x01\x02]")),
    "item av01Color": _behind("iinf", _like(rb"\x02\0{4}\x01\0\0av01Color\0")),
    "item av01Alpha": _behind("item av01Color", _like(rb"\x02\0{4}\x02\0\0av01Alpha\0")),
    "iref": _behind("item av01Alpha", _like(rb"\0{4}")),
    "auxl": _behind("iref", _like(rb"\0\x02\0\x01\0\x01")),
    "iprp": _behind("item av01Color, auxl", _NOTHING),
    "ipco": _behind("iprp", _NOTHING),
    "ispe": _behind("ipco", _like(rb"\0{4}(?:\0\0.{2}){2}")),
    "pixi": _behind("ispe, colr", _like(rb"\0{4}(?:\x01\x08|\x03\x08{3})"), most=2),
    "av1C": _behind("pixi", _like(rb"\x81.{2}\0"), most=2),
    "colr": _behind("av1C, colr", _colours, most=2),
    "auxC": _behind("av1C", _like(rb"\0{4}urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0")),
    "ipma": _behind("colr, auxC", _like(rb"\0{7}[\x01\x02](?:\0[\x01\x02][\x04\x05][\x01-\x08\x81-\x88]{4,5}){1,2}")),
    "mdat": _behind("ipma", _NOTHING),
    "av01": _behind("mdat, OBU 32", _NOTHING, most=2),
    "OBU 12": _behind("av01", _NOTHING, most=2),
    "OBU 0a": _behind("OBU 12", _like(rb".{4,16}"), most=2),
    "OBU 32": _behind("OBU 0a", _PIXELS, most=2),
    "end": _behind("OBU 32", _NOTHING),
}
# What boxes of boxes begin with, in bytes.
_BOXES_IN = {"meta": 4, "iinf": 6, "iref": 4, "iprp": 0, "ipco": 0}

_SEGMENTS = {0xC0: "SOF0", 0xC2: "SOF2", 0xC4: "DHT", 0xDA: "SOS", 0xDB: "DQT", 0xDD: "DRI", 0xFE: "COM"}
_SEGMENTS |= {0xE0 + number: f"APP{number}" for number in range(16)}
# Within a scan, 255 is followed by 0.
_AFTER_SCAN = re.compile(rb"\xff[^\0]")
# Of seven bits each, the least first; the last is below 128.
_UNIT = re.compile(rb"(?P<kind>.)(?P<size>[\x80-\xff]{0,3}[\0-\x7f])", re.DOTALL)

# What is not allowed, by its name and how its content begins: known to more people by another name.
_ALSO_CALLED = {
    "carried.exif": _like(rb"(?:APP1 Exif|eXIf |item Exif|[tz].Xt Raw profile type exif).*"),
    "carried.xmp": _like(rb"(?:APP1 http://ns.adobe.com/x|iTXt XML:com.adobe.xmp|item mime).*"),
    "carried.comment": _like(rb"(?:COM|tEXt|zTXt|iTXt) .*"),
    "carried.between-items": _like(rb"media .*"),
    "carried.after-its-end": _like(rb"end .+"),
    "carried.cut-short": _like(rb"end "),
}
_OTHER_FORMATS = (("GIF", 0, GIF), ("WebP", 8, (b"WEBP",)), ("HEIC", 4, HEIF), ("TIFF", 0, TIFF), ("BMP", 0, (b"BM",)))


def picture_tells(file: Path) -> Carried | None:
    """As `besides_pixels`, for a published file, whatever its name. raises: OSError"""
    with file.open("rb", buffering=0) as opened:
        is_huge = os.fstat(opened.fileno()).st_size > MAX_SIZE_BYTES
        return NO_PICTURE if is_huge else besides_pixels(opened.readall())


def besides_pixels(data: bytes) -> Carried | None:
    """The first thing besides pixels and a colour profile that a picture carries; None for none.

    data: a whole file. The answer for a JPEG, PNG or AVIF that ends too early or is damaged is CUT_SHORT: nobody knows
    what is in it; for anything else its format, or NO_PICTURE. Never raises; takes time in proportion to the length.
    """
    if data.startswith(JPEG[:2]):
        return _first_besides(_jpeg(data), _JPEG)
    if data.startswith(PNG):
        return _first_besides(_png(data), _PNG)
    if data.startswith(AVIF, 4):
        return _first_besides(_avif(data), _AVIF)
    names = (name for name, place, beginnings in _OTHER_FORMATS if data.startswith(beginnings, place))
    return next((Carried("carried.other-format", name) for name in names), NO_PICTURE)


def _first_besides(parts: Iterator[Part], allowed: dict[str, Allowed]) -> Carried | None:
    """The first part that is not allowed where it stands. Parts behind it are not read."""
    before, times = "", Counter[str]()
    try:
        for part in islice(parts, MAX_PARTS):
            rule = allowed.get(part.name)
            times[part.name] += 1
            is_in_place = rule and before in rule.after and times[part.name] <= rule.most
            if not (rule and is_in_place and rule.holds(part.content)):
                return _named(part)
            before = part.name
    except (struct.error, IndexError):
        return CUT_SHORT
    return None if before == "end" else TOO_MANY_PARTS


def _named(part: Part) -> Carried:
    """What staff are told of a part."""
    beginning = f"{part.name} ".encode() + part.content[:40]
    known = [Carried(what) for what, is_it in _ALSO_CALLED.items() if is_it(beginning)]
    return known[0] if known else Carried("carried.part", part.name)


def _jpeg(data: bytes) -> Iterator[Part]:
    """Segments. raises: struct.error, IndexError when it ends in the middle of something; as the others do"""
    place = 2
    while data[place : place + 2] != b"\xff\xd9":
        mark, marker, size_bytes = struct.unpack_from(">BBH", data, place)
        start, place = place + 4, place + 2 + size_bytes
        if mark != 0xFF or not start <= place < len(data):
            raise IndexError("not a segment")
        name = _SEGMENTS.get(marker, f"{marker:02X}")
        yield Part(name, data[start:place])
        if name == "SOS":
            found = _AFTER_SCAN.search(data, place)
            place = found.start() if found else len(data)
    yield Part("end", data[place + 2 :])


def _png(data: bytes) -> Iterator[Part]:
    """Chunks, whose sums are right."""
    place, name = len(PNG), ""
    while name != "IEND":
        size_bytes, kind = struct.unpack_from(">I4s", data, place)
        start, place = place + 8, place + 12 + size_bytes
        if struct.unpack_from(">I", data, place - 4)[0] != zlib.crc32(data[start - 4 : place - 4]):
            raise IndexError("another sum")
        name = _printable(kind)
        yield Part(name, _with_profile(data[start : place - 4]) if name == "iCCP" else data[start : place - 4])
    yield Part("end", data[place:])


def _with_profile(content: bytes) -> bytes:
    """The name of a colour profile and the profile, unpacked; what it was if it is none, is too large or has a tail."""
    name, end, packed = content.partition(b"\0\0")
    unpacker = zlib.decompressobj()
    with suppress(zlib.error):
        profile = unpacker.decompress(packed, MAX_PROFILE_BYTES)
        if unpacker.eof and not unpacker.unused_data:
            return name + end + profile
    return content


def _avif(data: bytes) -> Iterator[Part]:
    """Boxes, and what the media are made of; each of their bytes belongs to an item."""
    items: list[tuple[int, int]] = []
    count, end = 0, 0
    for name, start, end in _boxes(data, 0, len(data)):
        content = data[start : start + _BOXES_IN[name]] if name in _BOXES_IN else data[start:end]
        yield Part(name, b"" if name == "mdat" else content)
        count += name.startswith("item")
        if name == "iloc":
            items = [(first, first + length) for first, length in struct.iter_unpack(">6xII", content[8:])]
        elif name == "mdat":
            yield from _media(data, start, end, items[:count])
            break
    yield Part("end", data[end:])


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Name, and where its content begins and ends, of each box between two places, which they fill."""
    while start < end:
        size_bytes, kind = struct.unpack_from(">I4s", data, start)
        content, start = start + 8, start + size_bytes
        if not content <= start <= end:
            raise IndexError("a box that does not fit")
        name = "item " + _printable(data[content + 8 : start].rstrip(b"\0")) if kind == b"infe" else _printable(kind)
        yield name, content, start
        if name in _BOXES_IN:
            yield from _boxes(data, content + _BOXES_IN[name], start)


def _media(data: bytes, place: int, end: int, items: list[tuple[int, int]]) -> Iterator[Part]:
    """The units of items, which lie one behind the other and fill the media."""
    for start, stop in sorted(items):
        if start != place or stop > end:
            break
        yield Part("av01", b"")
        yield from _units(data, start, stop)
        place = stop
    if place != end:
        yield Part("media", data[place:end])


def _units(data: bytes, place: int, end: int) -> Iterator[Part]:
    """What an item of AV1 is made of (AV1 Bitstream Specification, sections 4.10.5 and 5.3)."""
    while place < end:
        unit = _UNIT.match(data, place, end)
        if not unit:
            raise IndexError("not a unit")
        start = unit.end()
        place = start + sum((byte & 0x7F) << 7 * number for number, byte in enumerate(unit["size"]))
        if place > end:
            raise IndexError("a unit that does not fit")
        yield Part(f"OBU {unit['kind'].hex()}", data[start:place])


def _printable(name: bytes) -> str:
    """The name of a part as it may be shown."""
    return re.sub(rb"[^ -~]", b"?", name[:20]).decode()
