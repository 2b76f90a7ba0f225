"""The words of a file in the selfies folder that is no member's, in whatever encoding and format somebody wrote them.

What is written in another way within a text, as in base64, is read beside the text itself: to read a word twice does no
harm, since no word is weighed.
"""

import binascii
import codecs
import html
import quopri
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from plugins.core.reachable import is_outside
from plugins.core.signatures import GIF, HEIF, JPEG, PDF, PNG, TIFF, is_webp
from plugins.pictures.copies import OLE
from plugins.pictures.text_encodings import UU_BEGINS, from_base64
from plugins.pictures.unpacking import ZIP_ENTRY, OpaqueError
from plugins.selfies.office import is_of_office, unpacked, words_of_part
from plugins.selfies.people import readable

MAX_NOTE_BYTES, MAX_DEPTH = 20_000_000, 4
OF_OTHER_PROGRAMS = (PDF, b"{\\rtf", OLE)
# Letters of base64, line by line, perhaps quoted (RFC 2045, 6.8), and how long such lines are of what is no text.
BASE64_LINES = re.compile(rb"(?m)(?:^[ \t>]*+[A-Za-z0-9+/]{4,}+={0,2}[ \t\r]*+(?:\n|\Z))+")
LONG_LINES = re.compile(rb"(?:[ \t>]*[A-Za-z0-9+/]{60,}[ \t\r]*\n){2}")
QUOTED_PRINTABLE = re.compile(rb"=(?:[0-9A-Fa-f]{2}|[ \t]*\r?\n)")
CHARSET = re.compile(rb"(?i)charset\s*=\s*[\"']?([\w.:-]{2,40})|=\?([\w.:-]{2,40})(?:\*[\w-]*)?\?[bq]\?")
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
OF_OLD_SYSTEMS = ("cp1252", "mac_roman", "cp850")
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Letters that mail programs write otherwise in a header, perhaps in several words and lines (RFC 2047).
ENCODED_WORD = re.compile(r"=\?[\w.:*-]+\?[bBqQ]\?[^?\s]*\?=")
ENCODED_WORDS = re.compile(rf"{ENCODED_WORD.pattern}(?:\s+{ENCODED_WORD.pattern})*")
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrtbf/\"'])")
# A tag of HTML or XML, and what of it is shown; no address between such marks.
MARKED_UP = re.compile(r"</?[a-zA-Z][\w:.-]*(?:\s[^<>]*)?/?>")
SHOWN_IN_A_TAG = re.compile(r"""\b(?:value|alt|title|label|content|href|aria-label)\s*=\s*["']([^"'<>]*)""")


class UnreadError(Exception):
    """A file that cannot be read here."""


class Note(NamedTuple):
    """What a file says.

    lines: as editors count them; others: whatever else is written in it
    is_whole: whether nothing in it, such as a document in a mail, could not be read
    """

    lines: list[str]
    others: list[str]
    is_whole: bool

    def has_words(self) -> bool:
        """Whether anything stands in it."""
        return any(any(map(str.isalnum, line)) for line in (*self.lines, *self.others))


def read_note(file: Path) -> Note | None:
    """The words of a text, a mail, a page, or a document of an office program; None for what cannot be read."""
    try:
        if not file.is_file() or is_outside(file, file.parent) or file.stat().st_size > MAX_NOTE_BYTES:
            return None
        return note_in(file.read_bytes())
    except (OSError, OpaqueError, UnreadError):
        return None


def note_in(data: bytes, declared: Sequence[str] = (), depth: int = 0) -> Note:
    """The same of bytes. raises: UnreadError, OpaqueError

    declared: the encodings that whatever holds these bytes tells of
    """
    if depth > MAX_DEPTH or data.startswith(OF_OTHER_PROGRAMS):
        raise UnreadError
    if ZIP_ENTRY.match(data):
        return note_of(*words_in_archive(data), depth)
    declared = [*(one.decode() for both in CHARSET.findall(data) for one in both if one), *declared]
    texts = list(texts_in(data, dict.fromkeys(map(str.lower, declared))))
    lines = [readable(without_tags(line, " | ")) for line in texts[0].split("\n")]
    others = [line for text in texts for form in (text, *other_forms(text)) for line in form.split("\n")]
    found = note_of(others, list(decoded_in(data)), depth, declared)
    known = {*lines, ""}
    return Note(lines, [one for one in found.others if one not in known], found.is_whole)


def note_of(words: Iterable[str], inner: Iterable[bytes], depth: int, declared: Sequence[str] = ()) -> Note:
    """What some words and the files beside them say."""
    others, is_whole = dict.fromkeys(map(readable, words)), True
    for data in inner:
        try:
            found = note_in(data, declared, depth + 1)
        except (UnreadError, OpaqueError):
            is_whole = False
        else:
            others |= dict.fromkeys((*found.lines, *found.others))
            is_whole = is_whole and found.is_whole
    return Note([], list(others), is_whole)


def words_in_archive(data: bytes) -> tuple[list[str], list[bytes]]:
    """The words of a document of an office program, and the files that it or another archive holds.

    raises: UnreadError, OpaqueError
    """
    entries = [entry for entry in dict.fromkeys(unpacked(data)) if entry and not is_of_pixels(entry)]
    parts = [entry for entry in entries if is_of_office(entry)]
    if not entries:
        raise UnreadError
    words = [line for part in parts for line in words_of_part(part)]
    return words, [entry for entry in entries if not parts or entry.startswith(PDF) or ZIP_ENTRY.match(entry)]


def texts_in(data: bytes, declared: Iterable[str]) -> Iterator[str]:
    """A text as its letters are most likely to be read, and then as other programs may have written them.

    raises: UnreadError
    """
    wide = next((encoding for mark, encoding in MARKS if data.startswith(mark)), None) or wide_encoding(data, declared)
    if wide:
        yield with_line_feeds(data.decode(wide, "replace").removeprefix("\ufeff"))
        return
    if CONTROL.search(data):
        raise UnreadError
    try:
        text = data.decode()
    except UnicodeDecodeError:
        encodings = [*OF_OLD_SYSTEMS, *declared]
    else:
        yield with_line_feeds(text)
        encodings = [one for one in declared if one not in ("utf-8", "us-ascii", "ascii")]
        if not text.isascii():  # UTF-8 that a program took for letters of Windows
            with suppress(UnicodeError):
                yield with_line_feeds(text.encode("cp1252").decode())
    for one in dict.fromkeys(encodings):
        with suppress(LookupError, ValueError):
            yield with_line_feeds(data.decode(one, "replace"))


def wide_encoding(data: bytes, declared: Iterable[str]) -> str | None:
    """The encoding of a text with two or four bytes for each letter, where nothing at its beginning tells it."""
    if b"\0" not in data:
        return None
    told = next((one for one in declared if one.startswith(("utf-16", "utf-32", "utf16"))), None)
    if told:
        return told
    first, second = (data[at : at + 2_000 : 2].count(0) for at in (0, 1))
    least = max(min(len(data), 2_000) // 4, 3)
    return "utf-16-le" if second > least and not first else "utf-16-be" if first > least and not second else None


def is_of_pixels(data: bytes) -> bool:
    """Whether bytes are a picture, which says nothing that is read here."""
    return data.startswith((JPEG, PNG, *GIF, *TIFF)) or data.startswith(HEIF, 4) or is_webp(data)


def with_line_feeds(text: str) -> str:
    """A text of which each line ends with a line feed."""
    return LINE_ENDS.sub("\n", text)


def other_forms(text: str) -> Iterator[str]:
    """What a text says where other signs stand for some of its letters: in headers, JSON, addresses and pages."""
    found = [text]
    for sign, change in OTHER_SIGNS:
        found += [changed for one in found if sign in one and (changed := change(one)) != one]
    yield from (with_line_feeds(one) for one in found[1:])


def decoded_words(text: str) -> str:
    """A text with the words in it that a mail program encoded as they are read.

    >>> decoded_words("From: =?utf-8?B?w4l0aWVubmU=?= <e@x.example>"), decoded_words("=?x?q?a?=")
    ('From: Étienne <e@x.example>', '=?x?q?a?=')
    """

    def each(found: re.Match[str]) -> str:
        with suppress(HeaderParseError, LookupError, ValueError):
            return str(make_header(decode_header(found[0])))
        return found[0]

    def all_of(found: re.Match[str]) -> str:
        with suppress(HeaderParseError, LookupError, ValueError):
            return str(make_header(decode_header(found[0])))
        return ENCODED_WORD.sub(each, found[0])

    return ENCODED_WORDS.sub(all_of, text)


def without_escapes(text: str) -> str:
    r"""A text with the letters for which JSON has escapes, and with spaces for its line ends.

    >>> without_escapes(r"Jos\u00e9\nRuth")
    'José Ruth'
    """
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", text)


def without_tags(text: str, between: str) -> str:
    """A text without tags, but for what of them is shown, and with the letters for which pages have names.

    between: what stands in the place of each

    >>> without_tags("<b>04</b>12 <ruth@x.example>", ""), without_tags("a<td title='Ruth'>b&amp;", " ")
    ('0412 <ruth@x.example>', 'a Ruth b&')
    """
    if "<" in text:
        text = MARKED_UP.sub(lambda tag: between.join(("", *SHOWN_IN_A_TAG.findall(tag[0]), "")) or between, text)
    return html.unescape(text)


def unfolded(text: str) -> str:
    """A text with the lines that calendars and address books folded (RFC 5545, 3.1)."""
    return re.sub(r"\r?\n[ \t]", "", text)


# By a sign without which there is nothing to do.
OTHER_SIGNS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("=?", decoded_words),
    ("\\", without_escapes),
    ("BEGIN:V", unfolded),
    ("%", unquote),
    ("<", lambda text: without_tags(text, "")),
    ("<", lambda text: without_tags(text, " | ")),
    ("&", html.unescape),
)


def decoded_in(data: bytes) -> Iterator[bytes]:
    """What is written in a text in base64, quoted-printable or uuencoded; no pictures."""
    if QUOTED_PRINTABLE.search(data):
        yield quopri.decodestring(data)
    for found in BASE64_LINES.finditer(data):
        lines = [re.sub(rb"[ \t\r>]", b"", line) for line in found[0].split(b"\n")]
        wholes = [from_base64(letters) for letters in re.split(rb"=+", b"".join(lines)) if letters]
        if LONG_LINES.match(found[0]):
            yield from () if is_of_pixels(wholes[0]) else wholes
        else:  # a word on a line of its own may stand before it
            yield from filter(is_text, (*wholes, *(from_base64(line.rstrip(b"=")) for line in lines)))
    for begins in UU_BEGINS.finditer(b"\n" + data):
        lines = data[begins.end() - 1 :].split(b"\n")
        yield b"".join(map(from_uu, takewhile(lambda line: line.rstrip() != b"end", lines)))


def from_uu(line: bytes) -> bytes:
    """What a uuencoded line spells; nothing where it is none."""
    with suppress(binascii.Error):
        return binascii.a2b_uu(line.rstrip(b"\r"))
    return b""


def is_text(data: bytes) -> bool:
    """Whether bytes that were decoded are a text, as far as anybody can tell, or an archive."""
    is_marked = any(data.startswith(mark) for mark, _ in MARKS) or wide_encoding(data, ()) is not None
    return bool(data) and (is_marked or ZIP_ENTRY.match(data) is not None or not CONTROL.search(data))
