"""What bytes may be written as in a text beside base64 and hexadecimal digits. Bytes alone.

In pieces among other words, in base32 and base85, in octal and binary digits, as a column, as a string of PDF. As in
`text_encodings`, what comes of it is looked into again, and every function takes time in proportion to the length.
"""

import base64
import re
from collections import Counter
from collections.abc import Callable, Iterator

from plugins.core.signatures import FTYP, GIF, JPEG, PDF, PNG, RIFF, TIFF, ZIP
from plugins.pictures.pixel_bytes import BEGINNINGS, places
from plugins.pictures.text_encodings import (
    BETWEEN_LINES,
    DIGITS,
    LEAST_DIGITS,
    LEAST_NUMBERS,
    SPELLED,
    byte_lists,
    runs,
)

# Of the pieces that a table or subtitles hold each is as long as the others, but for the last.
PIECE, ANY_PIECE = re.compile(rb"[A-Za-z0-9+/_-]{12,}+={0,2}"), re.compile(rb"[A-Za-z0-9+/_-]{2,}+={0,2}")
LEAST_PIECES, BEHIND_BYTES = 5, 500
# Even a table of numbers in Excel's words has more digits than this; pages, letters and style sheets have fewer.
MAX_BYTES_A_DIGIT = 5
PIECES_BEGIN = (*SPELLED, *(digits for digits, before in DIGITS if not before))
PIECES_BEGIN += tuple(digits.upper() for digits in PIECES_BEGIN[len(SPELLED) :])
BLANKS = b" \t\n\v\f\r"
HEADS = (
    *(JPEG + bytes([kind]) for kind in (0xC0, 0xC2, 0xC4, 0xDB, 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xFE)),
    *(PNG[:4], GIF[0][:4], RIFF, *TIFF, ZIP, PDF[:4]),
)
BASE32 = tuple((base64.b32encode(head)[:6], 0) for head in HEADS)
BASE32_RUN = re.compile(rb"[A-Z2-7]+")
# Four bytes are five letters; a HEIC's and an AVIF's second four are known.
ASCII85 = (*((base64.a85encode(head), 0) for head in HEADS), (base64.a85encode(FTYP), 5))
BASE85 = (*((base64.b85encode(head), 0) for head in HEADS), (base64.b85encode(FTYP), 5))
ASCII85_RUN, BASE85_RUN = re.compile(rb"[!-uz]+"), re.compile(rb"[0-9A-Za-z!#$%&()*+;<=>?@^_`{|}~-]+")
HEADS_BEGIN = frozenset(head[:4] for head, _ in (*BASE32, *ASCII85, *BASE85)) | {head[:4].lower() for head, _ in BASE32}
ASCII85_ENDS = b"~>"
AT_ONCE_CHARACTERS = 5_000
OCTAL_BYTE = re.compile(rb"(?<![0-9])(?:0?o|0)?([0-3]?[0-7]{1,2})(?![0-9])")
OCTAL_WORD, BINARY = (
    re.compile(rb"(?<![0-9])[01][0-7]{5}(?![0-9])"),
    re.compile(rb"(?<![0-9])(?:0b)?([01]{8})(?![0-9])"),
)
THREE_OCTAL = re.compile(rb"(?<![0-9])(?:0?o|0)?[0-3][0-7]{2}(?![0-9])")
LAST_NUMBER = re.compile(rb"(?m)(?<![0-9])(-?[0-9]{1,3})[^0-9\n]*$")
TAGS = re.compile(rb"<[^<>]*>")
STRING_ESCAPE = re.compile(rb"\\(\r\n|[0-7]{1,3}|.)", re.DOTALL)
NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}


def in_pieces(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """The pieces of one length that stand in the cells of a table, or between the times of subtitles, joined.

    Only where one begins as a picture does: most texts are none of this, and there are many.
    """
    if b"\0" in data or not any(letters in data for letters in PIECES_BEGIN):
        return
    lengths = Counter(found.end() - found.start() for found in PIECE.finditer(data))
    length, count = max(lengths.items(), key=lambda pair: pair[0] * pair[1], default=(0, 0))
    if count < LEAST_PIECES or length * count < LEAST_DIGITS:
        return
    joined, end = bytearray(), 0
    for found in ANY_PIECE.finditer(data):
        if len(found[0]) == length:
            end = found.end()
        if len(found[0]) == length or found[0].endswith(b"="):
            joined += found[0]
    rest = [piece for piece in ANY_PIECE.findall(data[end : end + BEHIND_BYTES]) if len(piece) < length]
    last = max(rest, key=lambda piece: (piece.endswith(b"="), not piece.isdigit(), len(piece)), default=b"=")
    joined += b"" if last.endswith(b"=") else last
    if joined not in data.translate(None, BETWEEN_LINES):  # or they follow each other, and are found as they stand
        yield bytes(joined)


def in_other_bases(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What stands in base32 (RFC 4648) or in one of the two kinds of base85, however it is broken into lines."""
    if b"\0" in data:
        return
    yield from of_postscript(data)
    if not any(letters in data for letters in HEADS_BEGIN):
        return
    text = data.translate(None, BLANKS)
    for letters in runs(text.upper(), BASE32, BASE32_RUN, 8):
        if len(letters) >= LEAST_DIGITS:
            whole = letters[: len(letters) - (len(letters) % 8 in (1, 3, 6))]
            yield base64.b32decode(whole + b"=" * (-len(whole) % 8))
    for known, run, decode in ((ASCII85, ASCII85_RUN, base64.a85decode), (BASE85, BASE85_RUN, base64.b85decode)):
        for letters in runs(text, known, run, 5):
            if len(letters) >= LEAST_DIGITS:
                yield from85(letters.replace(b"z", b"!!!!!") if known is ASCII85 else letters, decode)


def of_postscript(data: bytes) -> Iterator[bytes]:
    """What lines in base85 spell that end as PostScript has it, whatever that is: what was packed begins in many ways.

    It begins behind a blank or a ~, or behind the end of that line.
    """
    last = 0
    for end in places(data, ASCII85_ENDS, 0):
        begin = max(last, data.rfind(b" ", last, end) + 1, data.rfind(b"~", last, end) + 1)
        last = end + len(ASCII85_ENDS)
        if end - begin >= LEAST_DIGITS:
            for start in {begin, max(begin, data.find(b"\n", begin, end) + 1)}:
                letters = data[start:end].translate(None, BLANKS)
                yield from85(letters.replace(b"z", b"!!!!!"), base64.a85decode)


def from85(letters: bytes, decode: Callable[[bytes], bytes]) -> bytes:
    """What letters of base85 spell, up to the first five that spell nothing."""
    plain = bytearray()
    step, place = AT_ONCE_CHARACTERS, 0
    while place < len(letters):
        try:
            plain += decode(letters[place : place + step])
        except ValueError:
            if step == 5:
                break
            step = 5
            continue
        place += step
    return bytes(plain)


def in_other_digits(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What stands in octal digits, byte by byte or in words of two as od prints them, or in binary ones; columns."""
    digits = len(data) - len(data.translate(None, b"0123456789"))
    if digits < max(LEAST_DIGITS, len(data) // MAX_BYTES_A_DIGIT) or b"\0" in data:
        return
    if len(THREE_OCTAL.findall(data)) >= LEAST_NUMBERS:
        yield bytes(int(one, 8) for one in OCTAL_BYTE.findall(data))
    words = OCTAL_WORD.findall(data)
    if len(words) >= LEAST_NUMBERS // 2:
        yield b"".join(int(one, 8).to_bytes(2, "little") for one in words)
        yield b"".join(int(one, 8).to_bytes(2, "big") for one in words)
    bits = BINARY.findall(data)
    if len(bits) >= LEAST_NUMBERS:
        yield bytes(int(one, 2) for one in bits)
    lines = TAGS.sub(b"\n", data) if data.lstrip()[:1] == b"<" else data
    column = LAST_NUMBER.findall(lines)
    if len(column) >= LEAST_NUMBERS:
        yield from byte_lists(map(int, column))


def in_strings(data: bytes, _room_bytes: Callable[[], int]) -> Iterator[bytes]:
    """What a string of PDF or PostScript holds that begins as a picture does (ISO 32000-1, 7.3.4.2)."""
    begins = [place for letters, before in BEGINNINGS for place in places(data, letters, before) if place]
    first = min((place for place in begins if data[place - 1 : place] == b"("), default=None)
    if first is not None:
        yield STRING_ESCAPE.sub(unescaped, data[first:])


def unescaped(found: re.Match[bytes]) -> bytes:
    """What one escape in a string spells."""
    escape = found[1]
    return bytes([int(escape, 8) & 255]) if escape.isdigit() and max(escape) < ord("8") else NAMED.get(escape, escape)


TEXT_PIECES = (in_pieces, in_other_bases, in_other_digits, in_strings)
