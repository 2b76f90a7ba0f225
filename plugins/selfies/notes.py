"""What a file in the selfies folder says that is no member's text: a note, a table or a letter of an office program."""

import re
from collections.abc import Iterator
from pathlib import Path

from plugins.core.findings import Finding, Where, finding
from plugins.core.header import is_unread
from plugins.core.reachable import is_outside
from plugins.core.signatures import PDF
from plugins.pictures.text_encodings import TAG
from plugins.pictures.unpacking import ZIP_ENTRY
from plugins.selfies.copies import is_list_of_withdrawals
from plugins.selfies.mail import ENCODED_LETTER, decoded, lines_of_mail
from plugins.selfies.office import MAX_OFFICE_BYTES, ROW, office_lines, with_rows
from plugins.selfies.records import records_in
from plugins.selfies.submission import read_text

HEAD_BYTES = 8_192
OPENS_A_CELL, CLOSES_A_CELL = re.compile(r'(?:^|[,;\t|])\s?"'), re.compile(r'"\s*(?:$|[,;\t|])')
MAX_LINES_OF_A_ROW = 50
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
            if ENCODED_LETTER.search(head):
                return lines_of_mail(head + opened.read(MAX_OFFICE_BYTES))
    except OSError:
        return None
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if head.startswith((PDF, b"{\\rtf")) or (b"\0" in head and not is_wide):
        return None
    source, findings = read_text(file, path)
    if is_unread(findings):
        return None
    lines = decoded("\n".join((*source.above, source.body))).split("\n")
    if any(map(ROW.search, lines)):  # a table as browsers save it
        lines = [TAG.sub(" ", line) for line in with_rows("\n".join(lines), ()).split("\n")]
    elif records := records_in("\n".join(lines)):
        lines = records
    else:
        lines = with_whole_rows(lines)
    if any("\ufffd" in line for line in lines):  # no UTF-8: perhaps as Windows and Excel write it
        lines = with_whole_rows(decoded(file.read_bytes().decode("cp1252", "replace")).split("\n"))
    return lines


def with_whole_rows(lines: list[str]) -> list[str]:
    """Lines with each cell in quotation marks, whose words go on in further lines, on its first line (RFC 4180, 2.6).

    Those further lines are empty then, so that all have their numbers.

    >>> with_whole_rows(['id,note', '0902,"Ade', 'x",no', '0901,"a""b",yes'])
    ['id,note', '0902,"Ade x",no', '', '0901,"a""b",yes']
    """
    found: list[str] = []
    at = 0
    while at < len(lines):
        ends = at + 1
        if is_open(lines[at]):
            closing = range(at + 1, min(at + MAX_LINES_OF_A_ROW, len(lines)))
            ends = next((one + 1 for one in closing if lines[one].count('"') % 2 and closes(lines[one])), at + 1)
        found += [" ".join(line.strip("\r") for line in lines[at:ends]), *[""] * (ends - at - 1)]
        at = ends
    return found


def is_open(line: str) -> bool:
    """Whether a line ends within a cell in quotation marks."""
    return line.count('"') % 2 == 1 and OPENS_A_CELL.search(line) is not None


def closes(line: str) -> bool:
    """Whether a line within such a cell ends it."""
    return CLOSES_A_CELL.search(line) is not None


def unreadable(file: Path, where: Where) -> Iterator[Finding]:
    """That a file in the selfies folder cannot be read (C79); an error where its name says that it is a list."""
    if SYSTEMS_OWN.fullmatch(file.name) or lines_of_note(file, where.path) is not None:
        return
    found = finding("C79.not-read", where)
    is_list = is_list_of_withdrawals(file.name) or is_list_of_withdrawals(file.parent.name)
    yield found.within("in-a-list-of-withdrawals") if is_list else found
