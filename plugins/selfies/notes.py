"""What a file in the selfies folder says that is no member's text: a note, a table or a letter of an office program."""

import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import reduce
from pathlib import Path

from plugins.core.findings import Finding, Where, finding
from plugins.core.header import is_unread
from plugins.core.reachable import is_outside
from plugins.core.signatures import PDF
from plugins.pictures.text_encodings import TAG
from plugins.pictures.unpacking import ZIP_ENTRY, OpaqueError, too_large, zip_entries
from plugins.selfies.copies import is_list_of_withdrawals, words_of
from plugins.selfies.lexicon import SAYS_YES
from plugins.selfies.statements import bare_heading
from plugins.selfies.submission import read_text

HEAD_BYTES = 8_192
# Its words are in letters that no look at lines finds. (RFC 2045, 6)
ENCODED_LETTER = re.compile(rb"(?i)Content-Transfer-Encoding:[ \t]*(?:base64|quoted-printable)")
MAX_OFFICE_BYTES, MAX_UNPACKED_BYTES = 20_000_000, 100_000_000
# Rows and cells of the tables of office programs (ECMA-376, 17.4 and 18.3; OpenDocument 1.2, 9.1).
ROW = re.compile(r"<(?:\w+:)?(?:row|table-row|tr)\b[^>]*>", re.IGNORECASE)
ENDS_A_ROW = re.compile(r"</(?:\w+:)?(?:row|table-row|tr)>", re.IGNORECASE)
CELL = re.compile(r"<(?:\w+:)?(?:c|table-cell|tc|t[dh])\b([^>]*)>", re.IGNORECASE)
# What of a cell is only the number of words that stand elsewhere (18.18.11), which column it is in, how many it is.
IS_NUMBER_OF_WORDS, COLUMN = re.compile(r"""\bt=["']s["']"""), re.compile(r"""\br=["']([A-Z]{1,3})\d""")
REPEATED = re.compile(r"""columns-repeated=["'](\d{1,2})["']""")
SHARED_WORDS, MAX_COLUMNS = re.compile(r"<(?:\w+:)?si\b[^>]*>"), 100
ENDS_A_LINE = re.compile(r"</(?:\w+:)?(?:p|h|si|is|c|tr|row|table-cell)>|<(?:\w+:)?(?:tab|br|line-break)\s*/>")
# Sheets and their names (ECMA-376, 18.2.19; OpenDocument 1.2, 9.1.2), and words that are struck out (17.3.2.37).
WORKSHEET, SHEET = re.compile(r"<(?:\w+:)?worksheet\b"), re.compile(r"<(?:\w+:)?sheet\s([^<>]{0,500})>")
RELATIONSHIP, ATTRIBUTE = re.compile(r"<Relationship\s([^<>]{0,500})>"), re.compile(r"([\w:]+)=\"([^\"<>]*)\"")
TABLE, TABLE_NAME = (
    re.compile(r"(?=<table:table[\s>])"),
    re.compile(r"<table:table(?=\s)[^<>]{0,300}?\btable:name=\"([^\"<>]*)\""),
)
STRUCK = re.compile(
    r"(<w:d?strike\b(?![^<>]{0,50}(?:false|\"0\"))[^<>]{0,50}/>(?:(?!</w:r>|<w:d?strike).){0,2000}?)(</w:t>)", re.DOTALL
)
FORMULA = re.compile(r"<(?:\w+:)?f\b[^<>]{0,300}>[^<]*</(?:\w+:)?f>")
MAX_HEAD = 2_000
# How many words and minutes a document has.
ABOUT_A_DOCUMENT = (b"extended-properties", b"office:document-meta", b"core-properties")
# Windows, macOS and office programs write these, and nobody reads them.
SYSTEMS_OWN = re.compile(r"\.DS_Store|Thumbs\.db|ehthumbs\.db|desktop\.ini|~\$.*|\.~lock\..*|\.#.*", re.IGNORECASE)


def lines_of_note(file: Path, path: str) -> list[str] | None:
    """Every line of a text, or of the words in an office program's file; None for what cannot be read.

    path: how staff know the file
    """
    if not file.is_file() or is_outside(file, file.parent):
        return None
    try:
        with file.open("rb") as opened:
            head = opened.read(HEAD_BYTES)
            if ZIP_ENTRY.match(head):
                return office_lines(head + opened.read(MAX_OFFICE_BYTES))
    except OSError:
        return None
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if head.startswith((PDF, b"{\\rtf")) or (b"\0" in head and not is_wide) or ENCODED_LETTER.search(head):
        return None
    source, findings = read_text(file, path)
    if is_unread(findings):
        return None
    lines = [*source.above, *source.body.split("\n")]
    if any(map(ROW.search, lines)):  # a table as browsers save it
        lines = [TAG.sub(" ", line) for line in with_rows("\n".join(lines), ()).split("\n")]
    elif records := records_in("\n".join(lines)):
        lines = records
    if any("\ufffd" in line for line in lines):  # no UTF-8: perhaps as Windows and Excel write it
        lines = file.read_bytes().decode("cp1252", "replace").split("\n")
    return lines


def records_in(text: str) -> list[str]:
    """The records in a JSON text as rows of a table, with tabs between their cells; none for any other text."""
    try:
        told = json.loads(text) if text.lstrip()[:1] in ("[", "{") else ()
    except (ValueError, RecursionError):
        return []
    if isinstance(told, dict):
        told = [{"id": key, **value} for key, value in told.items() if isinstance(value, dict)] or [told]
    records = [one for one in told if isinstance(one, dict)]
    keys = list(dict.fromkeys(str(key) for one in records for key in one))
    rows = [[json.dumps(one.get(key, "")).strip('"') for key in keys] for one in records]
    return ["\t".join(row) for row in (keys, *rows)] if records else []


def office_lines(data: bytes) -> list[str] | None:
    """The words of a docx, xlsx, ods or the like: a line for each paragraph or row, and but for tables for each piece.

    A form feed stands on a line between two sheets, and above the rows of one its name, if that says no or yes.
    None for any other archive, one with a password, or one that is larger than anybody's list.
    """
    if len(data) > MAX_OFFICE_BYTES:
        return None
    try:
        parts = dict.fromkeys(entry for entry in unpacked(data) if b"<?xml" in entry[:100])
    except OpaqueError:
        return None
    texts = [part.decode("utf-8", "replace") for part in parts if not any(told in part for told in ABOUT_A_DOCUMENT)]
    shared = [words_in(words) for text in texts for words in SHARED_WORDS.split(text)[1:]]
    sheets = [text for text in texts if WORKSHEET.search(text[:MAX_HEAD])]
    called = names_of_sheets(data) if sheets else {}
    lines: list[str] = []
    for text in (part for whole in texts if not SHARED_WORDS.search(whole) for part in TABLE.split(whole)):
        is_sheet = text in sheets or TABLE_NAME.match(text) is not None
        words = with_rows(
            STRUCK.sub(r"\1 withdrawn \2", with_name(FORMULA.sub("", text), called.get(text, ""))), shared
        )
        every = [TAG.sub("", ENDS_A_LINE.sub("\n", words)), *([] if is_sheet else [TAG.sub("\n", words)])]
        for at, piece in enumerate(every):
            found = [line for line in map(str.strip, html.unescape(piece).split("\n")) if line]
            # In pieces a word alone is no heading, but part of a line.
            found = [line for line in found if not (at and bare_heading(line))]
            lines += [*(["\f"] if lines and found else []), *found]
    return lines if texts else None


def names_of_sheets(data: bytes) -> dict[str, str]:
    """What each sheet of an xlsx is called, by its text: the list of sheets has the order in which staff see them.

    Which file a sheet is stands beside that list (ECMA-376, 18.2.19 and part 2, 6.5.3).
    """
    with suppress(KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, zlib.error):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {
                name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if is_of_sheets(name)
            }
        listed = (dict(ATTRIBUTE.findall(one)) for one in SHEET.findall(parts["xl/workbook.xml"]))
        related = (dict(ATTRIBUTE.findall(one)) for one in RELATIONSHIP.findall(parts["xl/_rels/workbook.xml.rels"]))
        files = {one.get("Id"): "xl/" + one.get("Target", "").removeprefix("/xl/") for one in related}
        return {parts.get(files.get(one.get("r:id"), ""), ""): html.unescape(one.get("name", "")) for one in listed}
    return {}


def is_of_sheets(name: str) -> bool:
    """Whether a part of an xlsx is a sheet, or tells which one is called how."""
    return name.startswith(("xl/worksheets/", "xl/workbook.xml", "xl/_rels/workbook"))


def with_name(sheet: str, name: str) -> str:
    """A sheet with its name as a line above its rows, if that takes back, or says yes."""
    told = TABLE_NAME.match(sheet)
    called = name or (html.unescape(told[1]) if told else "")
    is_heading = is_list_of_withdrawals(called) or bare_heading(called) or not SAYS_YES.isdisjoint(words_of(called))
    return f"{called}:\n{sheet}" if is_heading else sheet


def with_rows(text: str, shared: Sequence[str]) -> str:
    """A document with each row of its tables on a line, and a tab between its cells.

    shared: the words that stand elsewhere, of which cells hold the numbers
    """
    before, *rows = ROW.split(text)
    told = [ENDS_A_ROW.split(row, 1) for row in rows]
    lines = ("\t".join(cells_in(row[0], shared)) + "\n" + "".join(row[1:]) for row in told)
    return "\n".join((before, *lines))


def cells_in(row: str, shared: Sequence[str]) -> list[str]:
    """The words of a row's cells, empty ones included, each in its column."""
    found: list[str] = []
    _, *parts = CELL.split(row)
    for about, inner in zip(parts[::2], parts[1::2], strict=True):
        words = words_in(inner)
        if IS_NUMBER_OF_WORDS.search(about):
            words = shared[int(words)] if words.isdecimal() and int(words) < len(shared) else ""
        column = COLUMN.search(about)
        place = min(column_number(column[1]), MAX_COLUMNS) if column else len(found)
        repeated = REPEATED.search(about)
        found += [""] * (place - len(found)) + [words] * (int(repeated[1]) if repeated else 1)
    return found


def column_number(letters: str) -> int:
    """The number of a column, 0 for the first.

    >>> column_number("A"), column_number("C"), column_number("AB")
    (0, 2, 27)
    """
    return reduce(lambda number, letter: number * 26 + ord(letter) - ord("A") + 1, letters, 0) - 1


def words_in(text: str) -> str:
    """The words of a cell or of a piece of a document, on one line."""
    return " ".join(TAG.sub("", ENDS_A_LINE.sub(" ", text)).split())


def unpacked(data: bytes) -> Iterator[bytes]:
    """Each entry of an archive, of MAX_UNPACKED_BYTES at most in all. raises: OpaqueError"""
    held_bytes = 0
    for entry in zip_entries(data, lambda: MAX_UNPACKED_BYTES):
        held_bytes += len(entry)
        if held_bytes > MAX_UNPACKED_BYTES:
            raise too_large()
        yield entry


def unreadable(file: Path, where: Where) -> Iterator[Finding]:
    """That a file in the selfies folder cannot be read (C79); an error where its name says that it is a list."""
    if SYSTEMS_OWN.fullmatch(file.name) or lines_of_note(file, where.path) is not None:
        return
    found = finding("C79.not-read", where)
    is_list = is_list_of_withdrawals(file.name) or is_list_of_withdrawals(file.parent.name)
    yield found.within("in-a-list-of-withdrawals") if is_list else found
