"""What bytes may be written as in a text: base64, digits, numbers, escapes, a dump, uuencoded. Bytes alone.

What is decoded is looked into again by whoever asks (`copies.files_in`), so that one encoding within another is found.
Every function takes time in proportion to the length.
"""

import binascii
import codecs
import html
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from plugins.core.signatures import PDF, ZIP
from plugins.pictures.pixel_bytes import BEGINNINGS, places
from plugins.pictures.unpacking import too_large

# Longer stretches of an encoding's letters are decoded, whatever they begin with; shorter ones by how they begin.
MIN_RUN = 1_000
BASE64_CHARACTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
HEX_CHARACTERS = b"0123456789abcdef"
NUMBER_CHARACTERS = b"0123456789abcdefABCDEFxXhH&,;-[] \t\r\n"
# Fewer decimal digits than these are no picture, neither as numbers nor in a dump.
LEAST_DIGITS, LEAST_NUMBERS = 400, 250

TAG = re.compile(r"<[^<>]*>")
# The beginnings of pictures, of archives and of PDF as they are written in base64, and how many letters stand before.
# In addresses, in JSON, and in the alphabet for addresses (RFC 4648, section 5) some letters are others.
BASE64 = (
    *((letters, 0) for letters in (b"/9j/", b"iVBORw0K", b"R0lGOD", b"UklGR", b"SUkqA", b"TU0AK")),
    *((letters, 0) for letters in (b"UEsDB", b"JVBER", b"H4sI")),
    (b"Z0eX", 6),
)
SPELLED = (*(letters for letters, _ in BASE64), b"\\/9j\\/", b"_9j_", b"%2F9j%2F", b"%2f9j%2f")
# What fills base64 up, and that between two pieces of it.
FILLING, FILLED_UP = re.compile(rb"={1,2}"), re.compile(rb"=(?<=[A-Za-z0-9+/]{60}=)=?[A-Za-z0-9+/]{60}")
BASE64_RUN = re.compile(rb"[A-Za-z0-9+/]+")
SPELLINGS = (
    (b"%", re.compile(rb"%2[Ff]"), b"/"),
    (b"%", re.compile(rb"%2[Bb]"), b"+"),
    (b"\\", re.compile(rb"\\(?:[nrt]|u000[aAdD])"), b""),
    (b"\\", re.compile(rb"\\(?:/|u002[fF])"), b"/"),
    (b"\\u", re.compile(rb"\\u002[bB]"), b"+"),
)
DIGITS = tuple((beginning.hex().encode(), 2 * before) for beginning, before in (*BEGINNINGS, (ZIP, 0), (PDF[:4], 0)))
DIGITS_RUN = re.compile(rb"[0-9a-f]+")
# Also what mail, lists in JSON and wide letters put between.
BETWEEN_LINES = b' \t\n\v\f\r>|",\0'
# What stands before each line that somebody quoted, numbered or commented out, and between the parts of a long string.
MARKS = re.compile(rb"\n[ \t]*(?:[>|*#;:%!]+[ \t]*|(?:-+|//+)[ \t]+|\d{1,7}(?:[:.)|\]][ \t]*|[ \t]+))+")
LEAST_MARKED = 10
JOINTS = tuple(re.compile(rb"%s[ \t;+.&_\\,]*+\s*+(?:\w+\s*[+.&]=\s*)?%s" % (mark, mark)) for mark in (b'"', b"'"))
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

NUMBER = re.compile(rb"-?\d+")
HEX_NUMBER = re.compile(rb"(?:0[xX]|&[hH])([0-9a-fA-F]{1,2})(?![0-9a-fA-F])")
HEX_ONLY = re.compile(rb"[a-fA-F]")
# A line of a dump, as xxd, hexdump, od and editors print it: an offset, and bytes in groups.
DUMP_LINE = re.compile(
    rb"\n[ \t>|]*+([0-9a-fA-F]{4,16})[:.]?[ \t]+((?:[0-9a-fA-F]{2}){1,16}(?:[ \t-]{1,2}(?:[0-9a-fA-F]{2}){1,8})*+)"
)
MAX_REPEATED_BYTES = 1_000_000
UU_BEGINS = re.compile(rb"\nbegin [0-7]{3,4} [^\n]*\n")

# One escape, and a stretch of so many that bytes are meant, not words; soft ends of lines are 76 letters apart.
ESCAPES = tuple(
    (before, re.compile(one), re.compile(b"%s(?:[^%s]{0,%d}+%s){%d,}+" % (one, re.escape(before), apart, one, least)))
    for before, one, apart, least in (
        (b"\\", rb"\\(?:[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|'[0-9a-fA-F]{2}|\r?\n|[^0-7])", 60, 20),
        (b"%", rb"%[0-9a-fA-F]{2}", 60, 20),
        (b"=", rb"=(?:[0-9a-fA-F]{2}|[ \t]*+\r?\n)", 100, 7),  # quoted-printable: RFC 2045, section 6.7
        (b"&", rb"&#(?:[xX][0-9a-fA-F]{1,6}|\d{1,7});", 60, 20),
    )
)
NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"v": b"\v"}
BEFORE_ESCAPES_BYTES = 100


def wide_text(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """A text in UTF-16 as its letters alone."""
    if data.startswith(WIDE):
        yield data.decode("utf-16", "ignore").encode("ascii", "ignore")


def page_text(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """The words of a page, a feed or a drawing, in which marks and hard spaces stand between letters."""
    if data.lstrip()[:1] == b"<" and any(letters in data for letters in SPELLED):
        words = html.unescape(html.unescape(TAG.sub("", data.decode("utf-8", "ignore"))))
        yield "".join(words.split()).encode("ascii", "ignore")


def in_letters(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What stands in base64 or in hexadecimal digits in a file, however it is broken into lines, quoted or numbered.

    What follows it in the same letters is taken along, and does no harm: an original is found at any place.
    """
    yield from spelled(data)
    if b"\0" in data:  # no lines of a text
        return
    lines, count = MARKS.subn(b"\n", b"\n" + data)
    if count >= LEAST_MARKED:
        yield from spelled(lines)
    for joint in JOINTS:
        text, count = joint.subn(b"", data)
        if count >= LEAST_MARKED:
            yield from spelled(text)


def spelled(data: bytes) -> Iterator[bytes]:
    """What stands in base64 or in hexadecimal digits in a text whose lines nothing but blanks and quotes begin.

    Words may stand directly before what is encoded, so that nobody knows with which of its letters it begins.
    """
    text = data.translate(None, BETWEEN_LINES)
    for letter, spelling, plain in SPELLINGS:
        text = spelling.sub(plain, text) if letter in text else text
    digits = text.lower().replace(b"0x", b"")
    text = text.translate(bytes.maketrans(b"-_", b"+/"))
    for begin, end in stretches(text, BASE64_CHARACTERS):
        yield from (from_base64(text[begin + skipped : end]) for skipped in range(4))
    for letters in runs(text, BASE64, BASE64_RUN, 4):
        yield from_base64(letters)
    yield from filled_up(text)
    for begin, end in stretches(digits, HEX_CHARACTERS):
        yield from (from_hex(digits[begin + skipped : end]) for skipped in range(2))
    for letters in runs(digits, DIGITS, DIGITS_RUN, 2):
        yield from_hex(letters)


def filled_up(text: bytes) -> Iterator[bytes]:
    """What pieces of base64 spell of which each was encoded alone, so that = stand at its end, one behind the other."""
    if not FILLED_UP.search(text):  # as in most texts
        return
    pieces: list[bytes] = []
    for part in (*FILLING.split(text), b" "):
        letters = part[len(part.rstrip(BASE64_CHARACTERS)) :]
        if len(letters) < len(part):
            pieces.append(part[: len(part) - len(part.lstrip(BASE64_CHARACTERS))])
            if sum(map(len, pieces)) >= LEAST_DIGITS:
                yield b"".join(map(from_base64, pieces))
            pieces = []
        pieces.append(letters)


def from_base64(letters: bytes) -> bytes:
    """What letters of base64 spell; one letter too many is left out."""
    whole = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def from_hex(digits: bytes) -> bytes:
    """What hexadecimal digits spell; one digit too many is left out."""
    return binascii.unhexlify(digits[: len(digits) // 2 * 2])


def stretches(data: bytes, letters: bytes) -> Iterator[tuple[int, int]]:
    """Where each stretch of at least MIN_RUN of these letters begins and ends."""
    step, end = MIN_RUN // 2, 0
    for place in range(0, len(data) - step + 1, step):  # each such stretch holds one of these pieces
        if place < end or data[place : place + step].translate(None, letters):
            continue
        before = data[max(end, place - step) : place]
        begin, end = place - len(before) + len(before.rstrip(letters)), place + step
        while (piece := data[end : end + step]) and not piece.translate(None, letters):
            end += len(piece)
        end += len(piece) - len(piece.lstrip(letters))
        if end - begin >= MIN_RUN:
            yield begin, end


def runs(
    data: bytes, known: Iterable[tuple[bytes, int]], run: re.Pattern[bytes], letters_at_once: int
) -> Iterator[bytes]:
    """Each stretch of letters that begins with something known; what another stretch spells as well comes once."""
    ends: dict[int, int] = {}  # of the stretches so far, by where they begin among the letters that are read at once
    for place in sorted(place for letters, before in known for place in places(data, letters, before)):
        if place < ends.get(place % letters_at_once, 0):
            continue
        if found := run.match(data, place):
            ends[place % letters_at_once] = found.end()
            yield found[0]


def in_numbers(data: bytes, room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """Lists of numbers, each of them a byte: 255, 216 or -1, -40 or 0xff, 0xd8; and what a dump shows."""
    if len(data) - len(data.translate(None, b"0123456789")) < LEAST_DIGITS:
        return
    for begin, end in stretches(data, NUMBER_CHARACTERS):
        piece = data[begin:end]
        if HEX_NUMBER.search(piece):
            yield bytes(int(found[1], 16) for found in HEX_NUMBER.finditer(piece))
        elif not HEX_ONLY.search(piece):
            yield from byte_lists(int(found[0][:5]) for found in NUMBER.finditer(piece))
    yield from dumped(b"\n" + data, room_bytes)


def byte_lists(numbers: Iterable[int]) -> Iterator[bytes]:
    """The numbers between those that are no byte."""
    group = bytearray()
    for number in numbers:
        if -128 <= number <= 255:
            group.append(number & 255)
            continue
        if len(group) >= LEAST_NUMBERS:
            yield bytes(group)
        group.clear()
    yield bytes(group)


def dumped(data: bytes, room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What dumps show, a line's bytes by the offsets of it and the next; and the same with each two bytes swapped.

    A line that is a * stands for more of those before it. raises: OpaqueError
    """
    shown, last, lines = bytearray(), None, 0
    for found in DUMP_LINE.finditer(data):
        if last:
            shown += bytes_of_line(last, found, data)
            if len(shown) >= room_bytes():
                raise too_large()
        last, lines = found, lines + 1
    if last and lines >= LEAST_MARKED:
        shown += bytes_of_line(last, None, data)
        yield bytes(shown)
        swapped = bytearray(len(shown) // 2 * 2)
        swapped[::2], swapped[1::2] = shown[1::2], shown[: len(swapped) : 2]
        yield bytes(swapped)


def bytes_of_line(line: re.Match[bytes], following: re.Match[bytes] | None, data: bytes) -> bytes:
    """The bytes that a line of a dump shows; beside them it may show them as letters, which look like more."""
    decoded = binascii.unhexlify(line[2].translate(None, b" \t-"))
    if following is None:
        return decoded
    count = int(following[1], 16) - int(line[1], 16)
    if b"\n*" in data[line.end() : following.start()][-20:] and decoded:
        octal = following[1].isdigit() and not count % 32 and len(decoded) == 16  # as od counts
        with suppress(ValueError):
            count = int(following[1], 8) - int(line[1], 8) if octal else count
        return decoded * min(count // len(decoded), MAX_REPEATED_BYTES // len(decoded))
    return decoded[:count] if count > 0 else decoded


def escaped(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    r"""Each part of a file in which many letters are written as \377, \xff, %FF, =FF or &#255; as what it spells."""
    for before, one, many in ESCAPES:
        if before in data:
            for found in many.finditer(data):
                begin = max(found.start() - BEFORE_ESCAPES_BYTES, 0)
                yield one.sub(unescaped, data[begin : found.end() + BEFORE_ESCAPES_BYTES])


def unescaped(found: re.Match[bytes]) -> bytes:
    """What one escape spells; nothing for the end of a line, and for what is no byte."""
    kind, rest = found[0][:1], found[0][1:]
    if not rest.strip():
        return b""
    if kind == b"&":
        number = int(rest[2:-1], 16) if rest[1:2] in b"xX" else int(rest[1:-1])
    elif kind in b"%=":
        number = int(rest, 16)
    elif not rest.strip(b"01234567"):
        number = int(rest, 8) & 255
    elif len(rest) > 1:
        number = int(rest[1:], 16)
    else:
        return NAMED.get(rest, rest)
    return bytes([number]) if number < 256 else b""


def uuencoded(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What uuencode wrote, from "begin 644 name" on."""
    data = b"\n" + data
    end = 0
    while found := UU_BEGINS.search(data, end):
        end, plain = data.find(b"\nend", found.end()), bytearray()
        end = end if end >= 0 else len(data)
        for line in data[found.end() : end].splitlines():
            with suppress(binascii.Error):
                plain += binascii.a2b_uu(line)
        yield bytes(plain)


TEXT_ENCODINGS = (wide_text, page_text, escaped, in_letters, in_numbers, uuencoded)
