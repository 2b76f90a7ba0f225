"""What the streams of a PDF hold, through their filters (ISO 32000-1, 7.4). Bytes alone."""

import base64
import binascii
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from plugins.core.signatures import PDF
from plugins.pictures.unpacking import BETWEEN_DIGITS, OpaqueError, inflated, is_zlib, too_large

PDF_STREAM = re.compile(rb"stream\r?\n")
IN_DIGITS = re.compile(rb"#([0-9a-fA-F]{2})")
MAX_DICTIONARY_BYTES = 4_000
MAX_FILTERS, MAX_RUNS_BYTES = 3, 5_000_000
# Of one PDF, what is undone byte by byte.
MAX_SLOW_BYTES = 20_000_000
PARAMETERS = re.compile(rb"/(?:DecodeParms|DP)\s*\[?\s*(\d+)\s+\d+\s+R\b")
SMALL_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s{1,9}\d{1,5}\s{1,9}obj\b((?:(?! obj\b).){0,500}?)endobj", re.DOTALL)
BETWEEN_LETTERS, GROUPS_OF_LETTERS = b" \t\n\r\v", re.compile(rb"(?:z|[^z]{5}){1,50000}+|.+", re.DOTALL)
NUMBERS = (b"Predictor", b"Columns", b"Colors", b"BitsPerComponent", b"EarlyChange")
PNG_PREDICTORS = 10
CLEAR, END, MAX_CODES = 256, 257, 4096


def pdf_name(name: bytes) -> bytes:
    """A pattern for a name of a PDF, which may have any of its letters in digits."""
    return b"/" + b"".join(b"(?:%c|#%02x|#%02X)" % (letter, letter, letter) for letter in name) + rb"\b"


PDF_LOCK = re.compile(pdf_name(b"Encrypt"))


class Coding(NamedTuple):
    """What a stream's dictionary says of how its bytes are written. (Tables 8 and 10.)"""

    is_lzw: bool = False
    predictor: int = 1
    columns: int = 1
    colors: int = 1
    bits: int = 8
    early: int = 1


PLAIN = Coding()


def pdf_streams(data: bytes, room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """Each stream of a PDF as it stands there, and through whatever filters it may have. raises: OpaqueError"""
    if PDF not in data[:1024]:
        return
    if PDF_LOCK.search(data):
        raise OpaqueError("pdf.locked")
    slow_bytes, last = 0, 0
    objects = {one[1]: one[2] for one in SMALL_OBJECT.finditer(data)} if PARAMETERS.search(data) else {}
    for found in PDF_STREAM.finditer(data):
        end = data.find(b"endstream", found.end())
        body = data[found.end() : end if end >= 0 else len(data)]
        ended = next(line for line in (b"\r\n", b"\n", b"\r", b"") if body.endswith(line))
        coding = coding_of(data[max(last, found.start() - MAX_DICTIONARY_BYTES) : found.start()], objects)
        last = found.end()
        for plain in through_filters(body.removesuffix(ended), room_bytes, MAX_FILTERS, coding):
            slow_bytes += len(plain) if coding != PLAIN else 0
            if slow_bytes > MAX_SLOW_BYTES:
                raise too_large()
            yield plain
        if end < 0:
            return  # all that is left was in this one


def coding_of(before: bytes, objects: Mapping[bytes, bytes]) -> Coding:
    """How a stream is written, from what stands before it. raises: OpaqueError when that is told elsewhere

    objects: the small ones of the file by number, in which it may be told

    What is nothing but a picture's pixels is not undone: no original is among pixels, and they are most of many a PDF.
    """
    words = before.rpartition(b" obj")[2]
    words = IN_DIGITS.sub(lambda found: bytes([int(found[1], 16)]), words)
    is_lzw = re.search(rb"/LZW(?:Decode)?\b", words) is not None
    if re.search(rb"/Subtype\s*/Image\b", words) and not re.search(rb"/(?:DCT|JPX)", words):
        return PLAIN
    if elsewhere := PARAMETERS.search(words):
        if elsewhere[1] not in objects:
            raise OpaqueError("pdf.written-otherwise")
        words += objects[elsewhere[1]]
    numbers = [re.search(rb"/%s\s+(\d{1,6})" % name, words) for name in NUMBERS]
    usual = (PLAIN.predictor, PLAIN.columns, PLAIN.colors, PLAIN.bits, PLAIN.early)
    parameters = (int(found[1]) if found else number for found, number in zip(numbers, usual, strict=True))
    coding = Coding(is_lzw, *parameters)
    return coding if is_lzw or coding.predictor > 1 else PLAIN


def through_filters(body: bytes, room_bytes: Callable[[], int], most: int, coding: Coding) -> Iterator[bytes]:
    """A stream, and what each filter that fits makes of it, and others of that. raises: OpaqueError"""
    yield body
    if not most:
        return
    for unfilter in (ascii85, hexadecimal, run_lengths):
        for plain in unfilter(body, room_bytes):
            yield from through_filters(plain, room_bytes, most - 1, coding)
    packed = unlzw(body, room_bytes, coding.early) if coding.is_lzw else iter(())
    for plain in (*unzlib(body, room_bytes), *packed):
        yield from through_filters(plain, room_bytes, most - 1, coding)
        if coding.predictor > 1:
            yield from through_filters(unpredicted(plain, coding), room_bytes, most - 1, coding)


def unzlib(body: bytes, room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What zlib packed. raises: OpaqueError"""
    if is_zlib(body):
        yield from inflated(body, 0, room_bytes, zlib.MAX_WBITS)


def ascii85(text: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What Adobe's 85 characters spell."""
    if text.rstrip().endswith(b"~>"):
        with suppress(ValueError):
            letters = text.strip().removeprefix(b"<~").removesuffix(b"~>").translate(None, BETWEEN_LETTERS)
            # In pieces, since Python keeps each four bytes apart until it has all.
            yield b"".join(base64.a85decode(piece[0]) for piece in GROUPS_OF_LETTERS.finditer(letters))


def hexadecimal(text: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What digits spell, up to their end, which is a >."""
    digits = text.translate(None, BETWEEN_DIGITS).removesuffix(b">").lower()
    if len(digits) > 1 and not digits.strip(b"0123456789abcdef"):
        yield binascii.unhexlify(digits + b"0" * (len(digits) % 2))


def run_lengths(body: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What runs of equal bytes were shortened to (7.4.5); nothing that does not end as they do."""
    if not body.endswith(b"\x80") or len(body) > MAX_RUNS_BYTES:
        return
    plain, place = bytearray(), 0
    while place < len(body) and body[place] != 128:
        count = body[place]
        plain += body[place + 1 : place + 2 + count] if count < 128 else body[place + 1 : place + 2] * (257 - count)
        place += count + 2 if count < 128 else 2
    yield bytes(plain)


def unlzw(body: bytes, room_bytes: Callable[[], int], early: int) -> Iterator[bytes]:
    """What Lempel, Ziv and Welch's way packed, codes of 9 to 12 bits (7.4.4). raises: OpaqueError"""
    if len(body) > MAX_SLOW_BYTES:
        raise too_large()
    table = [bytes([number]) for number in range(256)] + [b"", b""]
    plain, last, held, held_bits, bits = bytearray(), b"", 0, 0, 9
    for byte in body:
        held, held_bits = (held << 8 | byte) & 0xFFFFFF, held_bits + 8
        if held_bits < bits:
            continue
        held_bits -= bits
        code = held >> held_bits & (1 << bits) - 1
        if code == END or code > len(table):
            break
        if code == CLEAR:
            del table[258:]
            last, bits = b"", 9
            continue
        word = table[code] if code < len(table) else last + last[:1]
        if last and len(table) < MAX_CODES:
            table.append(last + word[:1])
        plain += word
        if len(plain) >= room_bytes():
            raise too_large()
        last, bits = word, min(max((len(table) + early).bit_length(), 9), 12)
    if plain:
        yield bytes(plain)


def unpredicted(plain: bytes, coding: Coding) -> bytes:
    """The bytes of which each row, or each byte, was written as the difference to those before it (7.4.4.4).

    raises: OpaqueError
    """
    pixel_bytes = max(coding.colors * coding.bits // 8, 1)
    row_bytes = (coding.columns * coding.colors * coding.bits + 7) // 8
    if len(plain) > MAX_SLOW_BYTES or not row_bytes:
        raise too_large()
    has_kinds = coding.predictor >= PNG_PREDICTORS
    whole, above = bytearray(), bytes(row_bytes)
    for place in range(0, len(plain), row_bytes + has_kinds):
        row = plain[place + has_kinds : place + has_kinds + row_bytes]
        above = undone(plain[place] if has_kinds else 1, row, above, pixel_bytes)
        whole += above
    return bytes(whole)


def undone(kind: int, row: bytes, above: bytes, pixel_bytes: int) -> bytes:
    """One row (PNG, third edition, chapter 9). kind: 0 none, 1 sub, 2 up, 3 average, 4 Paeth"""
    if kind == 0:
        return row
    if kind == 2:
        return bytes((byte + up) & 255 for byte, up in zip(row, above, strict=False))
    done = bytearray(pixel_bytes) + row
    corners = bytes(pixel_bytes) + above
    for place in range(pixel_bytes, len(done)):
        left, up, corner = done[place - pixel_bytes], corners[place], corners[place - pixel_bytes]
        near = left if kind == 1 else (left + up) // 2 if kind == 3 else paeth(left, up, corner)
        done[place] = (done[place] + near) & 255
    return bytes(done[pixel_bytes:])


def paeth(left: int, up: int, corner: int) -> int:
    """Whichever is nearest to left + up - corner."""
    return min((left, up, corner), key=lambda near: abs(left + up - corner - near))
