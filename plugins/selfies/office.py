"""The words in documents and tables of office programs, with each row of a table on a line."""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import reduce
from types import MappingProxyType
from typing import NamedTuple

from plugins.pictures.text_encodings import TAG
from plugins.pictures.unpacking import OpaqueError, too_large, zip_entries
from plugins.selfies.tables import is_called_so
from plugins.selfies.yeses import is_yes

MAX_OFFICE_BYTES, MAX_UNPACKED_BYTES = 20_000_000, 100_000_000
# Rows and cells of the tables of office programs (ECMA-376, 17.4 and 18.3; OpenDocument 1.2, 9.1).
ROW = re.compile(r"<(?:\w+:)?(?:row|table-row|tr)\b[^>]*>", re.IGNORECASE)
ENDS_A_ROW = re.compile(r"</(?:\w+:)?(?:row|table-row|tr)>", re.IGNORECASE)
CELL = re.compile(r"<(?:\w+:)?(c|table-cell|covered-table-cell|tc|t[dh])\b(?!-)([^>]*)>", re.IGNORECASE)
# Over how many columns and rows a cell goes: in HTML, OpenDocument, Word and, by its first and last place, in Excel.
COLSPAN = re.compile(r"""\bcolspan\s*=\s*["']?(\d{1,3})""", re.IGNORECASE)
ROWSPAN = re.compile(r"""(?:\browspan|rows-spanned)\s*=\s*["']?(\d{1,4})""", re.IGNORECASE)
GRID_SPAN = re.compile(r"""<\w+:gridSpan\b[^<>]*val=["'](\d{1,3})""")
MERGES_DOWN = re.compile(r"<\w+:vMerge\b[^<>]*>")
MERGED = re.compile(r"""<(?:\w+:)?mergeCell\s[^<>]*?\bref=["']([A-Z]{1,3}\d+):([A-Z]{1,3}\d+)""")
PLACE, PLACE_OF_CELL = re.compile(r"([A-Z]+)(\d+)"), re.compile(r"""\br=["']([A-Z]{1,3}\d+)["']""")
MAX_ROWS = 10_000
DITTO = "\u3003"  # below a yes: in a column of consent it is none, and in one of withdrawals no no
# What of a cell is only the number of words that stand elsewhere (18.18.11), which column it is in, how many it is.
IS_NUMBER_OF_WORDS, COLUMN = re.compile(r"""\bt=["']s["']"""), re.compile(r"""\br=["']([A-Z]{1,3})\d""")
REPEATED = re.compile(r"""columns-repeated=["'](\d{1,2})["']""")
SHARED_WORDS, MAX_COLUMNS = re.compile(r"<(?:\w+:)?si\b[^>]*>"), 100
ENDS_A_LINE = re.compile(r"</(?:\w+:)?(?:p|h|si|is|c|tr|row|table-cell)>|<(?:\w+:)?(?:tab|br|line-break)\s*/>")
# Sheets and their names (ECMA-376, 18.2.19; OpenDocument 1.2, 9.1.2), and words that are struck out (17.3.2.37).
WORKSHEET, SHEET = re.compile(r"<(?:\w+:)?worksheet\b"), re.compile(r"<(?:\w+:)?sheet\s([^<>]{0,500})>")
TARGET = re.compile(r"\bTarget=\"([^\"<>]*)\"")
RELATIONSHIP, ATTRIBUTE = re.compile(r"<Relationship\s([^<>]{0,500})>"), re.compile(r"([\w:]+)=\"([^\"<>]*)\"")
BY_A_PROGRAM = re.compile(r"(?:Sheet|Tabelle|Table|Feuil(?:le)?|Hoja|Blatt|Planilha|Foglio|Blad) ?\d{1,3}")
TABLE, TABLE_NAME = (
    re.compile(r"(?=<table:table[\s>])"),
    re.compile(r"<table:table(?=\s)[^<>]{0,300}?\btable:name=\"([^\"<>]*)\""),
)
STRUCK = re.compile(
    r"(<w:d?strike\b(?![^<>]{0,50}(?:false|\"0\"))[^<>]{0,50}/>(?:(?!</w:r>|<w:d?strike).){0,2000}?)(</w:t>)", re.DOTALL
)
FORMULA = re.compile(r"<(?:\w+:)?f\b[^<>]{0,300}>[^<]*</(?:\w+:)?f>")
# Notes on cells (ECMA-376, 18.7.3; OpenDocument 1.2, 14.1), who wrote them and when, and those on a text (17.13.4).
ANNOTATION = re.compile(r"<office:annotation\b(?!-)[^<>]*>.{0,5000}?</office:annotation>", re.DOTALL)
ABOUT_A_NOTE = re.compile(r"<(?:dc|meta):[\w-]+>[^<]*</(?:dc|meta):[\w-]+>")
NOTE = re.compile(
    r"<(?:\w+:)?(threadedComment|comment)\s[^<>]*?\bref=\"[A-Z]+(\d+)\"[^<>]*>(.{0,5000}?)</(?:\w+:)?\1>", re.DOTALL
)
TEXT_NOTE = re.compile(r"<w:comment\s[^<>]*?w:id=\"(\d+)\"[^<>]*>(.{0,5000}?)</w:comment>", re.DOTALL)
NOTE_IS_HERE = re.compile(r"<w:commentReference\s[^<>]*?w:id=\"(\d+)\"[^<>]*>")
MAX_HEAD = 2_000
# How many words and minutes a document has.
ABOUT_A_DOCUMENT = (b"extended-properties", b"office:document-meta", b"core-properties")


def office_lines(data: bytes) -> list[str] | None:
    """The words of a docx, xlsx, ods or the like: a line for each paragraph or row, or where it has neither each piece.

    A form feed stands on a line between two sheets, and above the rows of one its name.
    None for any other archive, one with a password, or one that is larger than anybody's list.
    """
    if len(data) > MAX_OFFICE_BYTES:
        return None
    try:
        parts = dict.fromkeys(entry for entry in unpacked(data) if b"<?xml" in entry[:100])
    except OpaqueError:
        return None
    texts = [part.decode("utf-8", "replace") for part in parts if not any(about in part for about in ABOUT_A_DOCUMENT)]
    shared = [words_in(words) for text in texts for words in SHARED_WORDS.split(text)[1:]]
    sheets = [text for text in texts if WORKSHEET.search(text[:MAX_HEAD])]
    workbook = parts_of_workbook(data) if sheets else {}
    called = names_of_sheets(workbook)
    notes = {number: words_in(words) for text in texts for number, words in TEXT_NOTE.findall(text)}
    lines: list[str] = []
    for text in (part for whole in texts if not SHARED_WORDS.search(whole) for part in TABLE.split(whole)):
        words = STRUCK.sub(r"\1 withdrawn \2", with_name(FORMULA.sub("", text), called.get(text, "")))
        words = NOTE_IS_HERE.sub(lambda found: f" ({notes.get(found[1], '')}) ", words)
        words = with_rows(words, shared, notes_on_cells(workbook, text) if text in sheets else {})
        is_of_lines = ENDS_A_LINE.search(words) is not None or ROW.search(text) is not None
        whole = TAG.sub("", ENDS_A_LINE.sub("\n", words)) if is_of_lines else TAG.sub("\n", words)
        # An empty first cell stays, or all others would stand in another column.
        found = [line.strip(" \r") for line in html.unescape(whole).split("\n") if line.strip()]
        lines += [*(["\f"] if lines and found else []), *found]
    return lines if texts else None


def parts_of_workbook(data: bytes) -> dict[str, str]:
    """The texts of an xlsx by their names; none of what cannot be unpacked."""
    with (
        suppress(zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, zlib.error),
        zipfile.ZipFile(io.BytesIO(data)) as archive,
    ):
        names = [name for name in archive.namelist() if name.startswith("xl/") and name.endswith((".xml", ".rels"))]
        return {name: archive.read(name).decode("utf-8", "replace") for name in names}
    return {}


def names_of_sheets(parts: Mapping[str, str]) -> dict[str, str]:
    """What each sheet of an xlsx is called, by its text: the list of sheets has the order in which staff see them.

    Which file a sheet is stands beside that list (ECMA-376, 18.2.19 and part 2, 6.5.3).
    """
    listed = (dict(ATTRIBUTE.findall(one)) for one in SHEET.findall(parts.get("xl/workbook.xml", "")))
    related = RELATIONSHIP.findall(parts.get("xl/_rels/workbook.xml.rels", ""))
    files = {
        one.get("Id"): "xl/" + one.get("Target", "").removeprefix("/xl/")
        for one in map(dict, map(ATTRIBUTE.findall, related))
    }
    return {parts.get(files.get(one.get("r:id"), ""), ""): html.unescape(one.get("name", "")) for one in listed}


def notes_on_cells(parts: Mapping[str, str], sheet: str) -> dict[int, str]:
    """The notes on the cells of a sheet of an xlsx, by the numbers of their rows; those of no known sheet, too."""
    related = {
        name: set(map(file_name, TARGET.findall(text))) for name, text in parts.items() if name.endswith(".rels")
    }
    name = next((name for name, text in parts.items() if text == sheet), "")
    own = related.get(f"{name.rpartition('/')[0]}/_rels/{file_name(name)}.rels", set())
    of_others = set[str]().union(*related.values()) - own
    found: dict[int, str] = {}
    for part, text in parts.items():
        for _, row, words in NOTE.findall(text) if file_name(part) not in of_others else ():
            found[int(row)] = f"{found.get(int(row), '')} {words_in(words)}".strip()
    return found


def file_name(path: str) -> str:
    """The name of a file in an archive, without its folders."""
    return path.rpartition("/")[2]


def with_name(sheet: str, name: str) -> str:
    """A sheet with its name as a line above its rows, unless a program called it so."""
    match = TABLE_NAME.match(sheet)
    called = name or (html.unescape(match[1]) if match else "")
    return f"{called}:\n{sheet}" if called and not BY_A_PROGRAM.fullmatch(called) else sheet


def with_rows(text: str, shared: Sequence[str], remarks: Mapping[int, str] = MappingProxyType({})) -> str:
    """A document with each row of its tables on a line, and a tab between its cells.

    Notes on cells stand in a cell of their own behind all others of their row, and those on headings on the next line.

    shared: the words that stand elsewhere, of which cells hold the numbers
    remarks: the notes on the cells of a row that stand elsewhere, by its number, 1 for the first
    """
    before, *rows = ROW.split(text)
    merged = {one[1]: span_of(*one.groups()) for one in MERGED.finditer(text)}
    below: dict[int, tuple[int, str]] = {}
    read: list[tuple[list[str], str, str]] = []
    for at, row in enumerate(rows, 1):
        inside, *behind = ENDS_A_ROW.split(row, 1)
        place = PLACE_OF_CELL.search(inside)
        here = [words_in(ABOUT_A_NOTE.sub("", one)) for one in ANNOTATION.findall(inside)]
        here.append(remarks.get(int(PLACE.findall(place[1])[0][1]) if place else at, ""))
        cells = cells_in(ANNOTATION.sub("", inside), shared, merged, below)
        read.append((cells, " ".join(filter(None, here)), "".join(behind)))
    if any(remark for _, remark, _ in read):
        read = with_remarks(read)
    return "\n".join((before, *("\t".join(cells) + "\n" + behind for cells, _, behind in read)))


def with_remarks(rows: Sequence[tuple[list[str], str, str]]) -> list[tuple[list[str], str, str]]:
    """Rows with the notes on their cells in a column of their own."""
    width = max(len(cells) for cells, _, _ in rows)
    found = []
    for at, (cells, remark, behind) in enumerate(rows):
        is_heading = is_called_so(cells) or (at == 0 and not remark)
        last = "comments" if is_heading else f"comment: {remark}" if remark else "-"
        wide = [*cells, *[""] * (width - len(cells)), last] if any(cells) or remark else cells
        found.append((wide, "", f"{remark}\n{behind}" if is_heading else behind))
    return found


def span_of(first: str, last: str) -> tuple[int, int]:
    """How many columns and rows a merged cell of a sheet has, by the places of its first and last ones.

    >>> span_of("B2", "C4"), span_of("A1", "A2")
    ((2, 3), (1, 2))
    """
    (column, row), (end, last_row) = (PLACE.findall(one)[0] for one in (first, last))
    return column_number(end) - column_number(column) + 1, int(last_row) - int(row) + 1


class Cell(NamedTuple):
    """A cell of a row: its column where that is told, its words, and over how many columns and rows it goes.

    is_below: whether it continues the one above; is_there: whether each place that a cell covers has a cell, too
    """

    column: int | None
    words: str
    columns: int
    rows: int
    is_below: bool
    is_there: bool


def cell_of(name: str, about: str, inner: str, shared: Sequence[str], merged: dict[str, tuple[int, int]]) -> Cell:
    """A cell by its tag and what stands in it (ECMA-376, 17.4.17, 17.4.84 and 18.3.1.55; OpenDocument 1.2, 9.1.4)."""
    words = words_in(inner)
    if IS_NUMBER_OF_WORDS.search(about):
        words = shared[int(words)] if words.isdecimal() and int(words) < len(shared) else ""
    column, place = COLUMN.search(about), PLACE_OF_CELL.search(about)
    columns, rows = merged.get(place[1], (1, 1)) if place else (1, 1)
    for found in (REPEATED.search(about), COLSPAN.search(about), GRID_SPAN.search(inner)):
        columns = max(columns, min(int(found[1]), MAX_COLUMNS)) if found else columns
    if found := ROWSPAN.search(about):
        rows = int(found[1]) or MAX_ROWS
    merges = MERGES_DOWN.search(inner)
    is_below = name.startswith("covered") or (merges is not None and "restart" not in merges[0])
    return Cell(
        min(column_number(column[1]), MAX_COLUMNS) if column else None,
        words,
        columns,
        MAX_ROWS if merges and not is_below else rows,
        is_below,
        name.lower() not in ("td", "th"),
    )


def cells_in(
    row: str, shared: Sequence[str], merged: dict[str, tuple[int, int]], below: dict[int, tuple[int, str]]
) -> list[str]:
    """The words of a row's cells, empty ones included, each in its column.

    merged: how far the merged cells of a sheet go, by their places
    below: over how many more rows a cell goes, and its words, by its column; changed here
    """
    found: dict[int, str] = {}
    place = 0
    covers: dict[int, tuple[int, str]] = {}
    _, *parts = CELL.split(row)
    for name, about, inner in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        cell = cell_of(name, about, inner, shared, merged)
        while cell.column is None and not cell.is_there and place in below:
            place += 1
        place = place if cell.column is None else cell.column
        is_covered = cell.is_below or (cell.column is not None and not cell.words and place in below)
        if not is_covered:
            below.pop(place, None)
            repeats = cell.columns if REPEATED.search(about) else 1
            found |= dict.fromkeys(range(place, place + repeats), cell.words)
            if cell.rows > 1:
                covers |= {
                    at: (cell.rows, cell.words if at == place else "") for at in range(place, place + cell.columns)
                }
        place += cell.columns if cell.column is None else 1
    for at, (_, words) in below.items():
        found.setdefault(at, DITTO if at and is_yes(words) else words)
    below |= covers
    for at, (rows, words) in [*below.items()]:
        below[at] = (rows - 1, words)
        if rows <= 1:
            del below[at]
    return [found.get(at, "") for at in range(max((place, *(one + 1 for one in found))))]


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
