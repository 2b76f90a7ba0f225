"""What lies among the selfies and is no member's text is read as far as anybody can; what cannot be is told."""

import io
import zipfile
from pathlib import Path

import pytest

from plugins.core.findings import Level
from plugins.selfies.notes import lines_of_note
from tests.cost import in_hashes
from tests.selfies.test_copies import folder_with, on_the_wall, roster_of

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
REVOKED = [["id", "state"], ["0900", "revoked"]]


def zipped(**parts: str) -> bytes:
    """A zip of these files, whose names have __ for a slash."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(f"{name.replace('__', '/')}.xml", HEAD + words)
    return buffer.getvalue()


def xlsx(rows: list[list[str]]) -> bytes:
    """A table as Excel writes it: numbers in their cells, words beside the table."""
    words = [cell for row in rows for cell in row if not cell.isdecimal()]
    shared = "".join(f"<si><t>{word}</t></si>" for word in words)
    numbers = iter(range(len(words)))

    def cell(value: str) -> str:
        return f"<c><v>{int(value)}</v></c>" if value.isdecimal() else f'<c t="s"><v>{next(numbers)}</v></c>'

    table = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    return zipped(xl__sharedStrings=f"<sst>{shared}</sst>", xl__sheet1=f"<worksheet>{table}</worksheet>")


def ods(rows: list[list[str]]) -> bytes:
    table = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell><text:p>{cell}</text:p></table:table-cell>' for cell in row)}"
        "</table:table-row>"
        for row in rows
    )
    table = f'<table:table table:name="Sheet1">{table}</table:table>'
    return zipped(content=table, meta='<office:document-meta office="x">901</office:document-meta>')


def docx(*paragraphs: str) -> bytes:
    """Letters as Word writes them: a word in several pieces."""
    body = "".join(
        f"<w:p>{''.join(f'<w:r><w:t>{text[at : at + 3]}</w:t></w:r>' for at in range(0, len(text), 3))}</w:p>"
        for text in paragraphs
    )
    return zipped(word__document=f"<w:document>{body}</w:document>")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("withdrawn members.xlsx", xlsx(REVOKED)),
        ("list.xlsx", xlsx(REVOKED)),
        ("Consent list.ods", ods([["0900", "withdrew on 14 June"]])),
        ("Withdrawals 2021.docx", docx("The list", "Selfie 0900, June")),
        ("Letters.docx", docx("0900 was revoked")),
        ("notes.odt", ods([["900 asked to be removed"]])),
        ("no ending", xlsx(REVOKED)),
        ("old/list.xlsm", xlsx(REVOKED)),
        ("in June.txt", b"Withdrawn: 0898-0902"),
        ("a.txt", b"selfie0900 withdrawn"),
        ("b.txt", b"0900 NO"),
        ("c.txt", b"a: revoked\nID0900"),
        ("d.csv", "no;\xe9tat\n0900;retir\xe9e".encode("cp1252")),
        ("e.txt", "0900 supprim\xe9".encode("latin-1")),
    ],
)
def test_a_table_or_letter_that_names_a_member_and_takes_back_leaves_them_out(
    tmp_path: Path, name: str, data: bytes
) -> None:
    roster = roster_of(folder_with(tmp_path, {name: data}))

    problem = "selfie 0900 is left out: this text names it and may take the picture back."
    assert [(found.where.path, found.problem) for found in roster.left_out["0900"]] == [
        (f"content/selfies/{name}", problem)
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("withdrawn.xlsx", xlsx([["0901", "withdrawn"], *[["word"]] * 901])),
        ("list.ods", ods([["0902", "withdrew"]])),
        ("Thumbs.db", b"\0\1"),
        (".DS_Store", b"\0\1"),
        ("~$withdrawn.xlsx", b"\5Ana\0"),
        ("notes.txt", "caf\u00e9 at ten".encode("utf-16")),
        ("empty", b""),
    ],
)
def test_what_can_be_read_and_takes_nothing_back_changes_nothing(tmp_path: Path, name: str, data: bytes) -> None:
    files: dict[str, str | bytes] = {name: data}
    roster = roster_of(folder_with(tmp_path, files))

    assert on_the_wall(roster) == ["0900"]
    assert list(roster.all_findings()) == []


ENCODED = b"Content-Transfer-Encoding: base64\n\n"
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PLAIN_ZIP = zipped()


@pytest.mark.parametrize(
    ("name", "data", "level"),
    [
        ("members.xls", LOCKED, Level.WARNING),
        ("mail.eml", b"From: a\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nMDkwMA==", Level.WARNING),
        ("mail.eml", b"From: a\nContent-Type: text/plain; charset=none\n" + ENCODED + b"MDkwMA==", Level.WARNING),
        ("mails.mbox", b"From a@b\n" + ENCODED + b"MDkwMA==\n\nFrom a@b\n\n0900", Level.WARNING),
        ("list.rtf", b"{\\rtf1 {\\b 0900} {\\insrsid1 with}{\\insrsid2 drawn}}", Level.WARNING),
        ("consent form.pdf", b"%PDF-1.7 form", Level.WARNING),
        ("non-consent.pdf", b"%PDF-1.7 form", Level.ERROR),
        ("withdrawn members.xlsx", LOCKED, Level.ERROR),
        ("revoked.pdf", b"%PDF-1.7 form", Level.ERROR),
        ("Consent withdrawn.doc", LOCKED, Level.ERROR),
        ("removed/list.pdf", b"%PDF-1.7 form", Level.ERROR),
        ("wihtdrawn.numbers", PLAIN_ZIP, Level.ERROR),
        ("list.zip", PLAIN_ZIP, Level.WARNING),
        ("list.txt", b"x" * 1_000_001, Level.WARNING),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, data: bytes, level: Level) -> None:
    roster = roster_of(folder_with(tmp_path, {name: data}))
    problem = "I cannot read this file, so I cannot know whether it names somebody who took their picture back."
    remedy = "If it does, type  python3 tasks.py selfies --withdraw ID  for each; then move it out of this folder."

    assert [str(finding) for finding in roster.all_findings()] == [
        f"{level} content/selfies/{name}:1  {problem} {remedy}  [C79]"
    ]


def test_an_id_with_a_day_in_it_is_known_in_a_note(tmp_path: Path) -> None:
    """As WhatsApp calls pictures."""
    folder = folder_with(tmp_path, {"notes.txt": "img-20210314-wa0007 withdrawn by phone"})
    for ending in (".md", ".jpg"):
        (folder / f"0900{ending}").rename(folder / f"img-20210314-wa0007{ending}")

    assert on_the_wall(roster_of(folder)) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("From: =?utf-8?B?w4l0aWVubmU=?= <e@x.example>", ["From: Étienne <e@x.example>"]),
        ("From: =?UTF-8?Q?=C3=89tienne?=\n =?UTF-8?Q?_G.?=\nTo: x", ["From: Étienne G.", "To: x"]),
        ('To: "=?iso-8859-1?Q?Z=F6e?="', ['To: "Zöe"']),
        ("=?windows-1252?q?Girard=2C_=C9?=", ["Girard, É"]),
        ("=?none?Q?Dr?= =?utf-8?B?w?= x", ["=?none?Q?Dr?= =?utf-8?B?w?= x"]),
    ],
)
def test_words_in_headers_are_read_as_mail_programs_encode_them(tmp_path: Path, written: str, read: list[str]) -> None:
    (tmp_path / "a.eml").write_text(written, encoding="utf-8")

    assert [line for line in lines_of_note(tmp_path / "a.eml", "a.eml") or [] if line] == read


@pytest.mark.parametrize("line", ["1" * 100_000, "a " * 50_000, "x-" * 50_000, "0900-" * 20_000])
def test_a_note_of_one_long_line_is_read_in_time(tmp_path: Path, line: str) -> None:
    folder = folder_with(tmp_path, {"notes.txt": line})

    assert in_hashes(lambda: roster_of(folder)) < 600
