"""The words in documents and tables of office programs, and in other archives of texts."""

import html
import re
from collections.abc import Iterator

from plugins.pictures.text_encodings import TAG
from plugins.pictures.unpacking import too_large, zip_entries

MAX_UNPACKED_BYTES = 100_000_000
# What of a cell is only the number of words that stand elsewhere (ECMA-376, 18.18.11), and how it is reckoned.
NUMBER_OF_WORDS = re.compile(r"""(<(?:\w+:)?c\b(?=[^<>]*\bt=["']s["'])[^<>]*(?<!/)>).*?(?=</(?:\w+:)?c>)""", re.DOTALL)
FORMULA = re.compile(r"<(?:\w+:)?f\b[^<>]{0,300}>[^<]*</(?:\w+:)?f>")
ENDS_A_LINE = re.compile(r"</(?:\w+:)?(?:p|h|si|is|row|tr|table-row|text|author)>|<(?:\w+:)?(?:br|cr|line-break)\s*/>")
ENDS_A_CELL = re.compile(r"</(?:\w+:)?(?:c|tc|table-cell)>|<(?:\w+:)?(?:tab|s)\b[^<>]*/>")
# How many words and minutes a document has, and which kind it is.
ABOUT_A_DOCUMENT = (b"extended-properties", b"office:document-meta", b"core-properties", b"package/2006/content-types")


def unpacked(data: bytes) -> Iterator[bytes]:
    """Each entry of an archive, of MAX_UNPACKED_BYTES at most in all. raises: OpaqueError"""
    held_bytes = 0
    for entry in zip_entries(data, lambda: MAX_UNPACKED_BYTES):
        held_bytes += len(entry)
        if held_bytes > MAX_UNPACKED_BYTES:
            raise too_large()
        yield entry


def is_of_office(entry: bytes) -> bool:
    """Whether an entry of an archive is a part of a document."""
    return b"<?xml" in entry[:100]


def words_of_part(part: bytes) -> list[str]:
    """The words of a part of a document: a line for each paragraph or row, with tabs between cells."""
    if any(about in part for about in ABOUT_A_DOCUMENT):
        return []
    text = NUMBER_OF_WORDS.sub(r"\1", FORMULA.sub("", part.decode("utf-8", "replace")))
    text = TAG.sub("", ENDS_A_LINE.sub("\n", ENDS_A_CELL.sub("\t", text)))
    return [line for line in html.unescape(text).split("\n") if line.strip()]
