"""What lies among the selfies and is no member's text is read as far as anybody can; what cannot be is told."""

import base64
import binascii
import io
import json
import quopri
import zipfile
from pathlib import Path

import pytest

from plugins.selfies.notes import read_note
from tests.selfies.test_copies import folder_with, on_the_wall, roster_of
from tests.selfies.test_mentioned import left_out, roster_with

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
ROWS = [["id", "name"], ["0902", "Étienne"], ["0903", "Girard"]]
PEOPLE = {"0901": "Ade Nomura", "0902": "Zöe Girard", "0903": "Étienne Dubois"}


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


def archive(files: dict[str, str | bytes]) -> bytes:
    """A zip of files of any kind."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        for name, data in files.items():
            written.writestr(name, data)
    return buffer.getvalue()


def mail(kind: str, body: bytes, encoding: str = "base64", before: str = "") -> str:
    """A part of a mail, or all of it."""
    encoded = base64.encodebytes(body) if encoding == "base64" else quopri.encodestring(body)
    return f"{before}Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n{encoded.decode()}\n"


def parts(*bodies: str) -> str:
    """A mail of several parts."""
    head = "From: Office <o@union.example>\nContent-Type: multipart/mixed; boundary=x\n\n"
    return head + "".join(f"--x\n{body}" for body in bodies) + "--x--\n"


def uu(data: bytes) -> str:
    lines = (binascii.b2a_uu(data[at : at + 45]).decode() for at in range(0, len(data), 45))
    return f"begin 644 a.txt\n{''.join(lines)}`\nend\n"


SAYS = "Zöe says yes"
PLAIN_UTF8 = "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "data",
    [
        # Office programs.
        *(xlsx([["id", "state"], ["0902", "ok"]]), ods([["0902", "ok"]]), docx("The list", "Selfie 0902, June")),
        docx(SAYS),
        zipped(word__document="<w:document/>", word__comments="<w:comments><w:p><w:t>902 no</w:t></w:p></w:comments>"),
        zipped(
            xl__sheet1="<worksheet/>",
            xl__comments1="<comments><text><r><t>09</t></r><r><t>02</t></r></text></comments>",
        ),
        zipped(content="<text:p>9<text:s/>0902</text:p>"),
        archive({"_chat.txt": SAYS, "photo.jpg": b"\xff\xd8\xff\0"}),
        archive({"word/document.xml": f"{HEAD}<w:document/>", "word/embeddings/a.xlsx": xlsx([["x", "0902"]])}),
        # Encodings.
        *(SAYS.encode(one) for one in ("utf-8-sig", "utf-16", "utf-32", "utf-16-le", "cp1252", "mac_roman", "cp850")),
        *(SAYS.encode().decode("cp1252").encode(), b"x\x85y 0902", "0902 supprim\xe9".encode("latin-1")),
        # Mails.
        mail(PLAIN_UTF8, SAYS.encode()),
        mail(PLAIN_UTF8, SAYS.encode(), "quoted-printable"),
        mail("text/plain; charset=iso-8859-1", SAYS.encode("latin-1")),
        mail("text/plain; charset=iso-8859-1", SAYS.encode("latin-1"), "quoted-printable"),
        mail("text/plain; charset=utf-16le", SAYS.encode("utf-16-le")),
        mail("text/plain; charset=none", b"0902"),
        mail("text/plain; charset=utf-7", SAYS.encode("utf-7")),
        mail(PLAIN_UTF8, SAYS.encode(), before="Read this please!\n\n"),
        mail("text/html; charset=utf-8", b"<p>Z&ouml;e<br>Girard</p>"),
        mail("application/octet-stream", SAYS.encode()),
        mail("application/vnd.ms-excel", xlsx([["0902", "yes"]])),
        parts(mail(PLAIN_UTF8, b"x" * 20_000, "quoted-printable"), mail("text/csv", b"id\n0902\n")),
        parts(mail("image/jpeg", b"\xff\xd8\xff" + bytes(200)), mail("text/html", b"<td>0902</td>")),
        "From a@b\n" + mail(PLAIN_UTF8, b"nobody") + "\nFrom a@b\n" + mail(PLAIN_UTF8, b"0902"),
        "From: =?utf-8?Q?Z=C3=B6e?=\n =?utf-8?Q?_Girard?= <z@x.example>\n\nYes.",
        'To: "=?iso-8859-1?Q?Z=F6e?="',
        "Subject: =?windows-1252?q?Girard=2C_Z=F6e?=",
        "Subject: =?none?Q?Dr?= =?utf-8?B?WsO2ZQ?= x",
        "From: Zöe\n Girard <z@x.example>\n\nYes.",
        f"Please find enclosed\n\n{uu(SAYS.encode())}",
        "Thanks, 09=\n02 said yes=2E",
        # Pages, records and address books.
        "<html><body><span>Z&#246;e</span></body>",
        "<html><body>&nbsp;<b>Gir</b>ard</body>",
        "<member><id>0902</id><city>Berlin</city></member>",
        json.dumps({"text": "hi\nZöe"}),
        "BEGIN:VCARD\nFN:Dr Gir\n ard\nEND:VCARD",
        "https://x.example/?who=Z%C3%B6e",
    ],
)
def test_a_mention_is_read_however_it_is_written(tmp_path: Path, data: str | bytes) -> None:
    assert left_out(roster_with(tmp_path, "note.eml", data, PEOPLE)) == "0902"


def test_words_beside_a_table_have_numbers_that_are_no_ids(tmp_path: Path) -> None:
    rows = [["words"] * 1, *([f"word{'x' * (at % 7)}"] for at in range(910)), ["0902"]]

    assert left_out(roster_with(tmp_path, "list.xlsx", xlsx(rows), PEOPLE)) == "0902"


ENCODED = b"Content-Transfer-Encoding: base64\n\n"
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        *(("members.xls", LOCKED), ("list.rtf", b"{\\rtf1 {\\b 0900} {\\insrsid1 with}{\\insrsid2 drawn}}")),
        *(("consent form.pdf", b"%PDF-1.7 form"), ("approved.pdf", b"%PDF-1.7 form")),
        ("mail.eml", parts(mail(PLAIN_UTF8, b"Hello"), mail("application/pdf", b"%PDF-1.7 form\n")).encode()),
        ("mail.eml", mail("audio/ogg", b"OggS\0\1\2" + bytes(range(256))).encode()),
        *(("non-consent.pdf", b"%PDF-1.7 form"), ("withdrawn members.xlsx", LOCKED), ("revoked.pdf", b"%PDF-1.7 form")),
        *(("Consent withdrawn.doc", LOCKED), ("removed/list.pdf", b"%PDF-1.7 form"), ("wihtdrawn.numbers", zipped())),
        *(("list.zip", zipped()), ("list.zip", archive({"a.bin": b"\0\1\2"})), ("list.txt", b"x" * 20_000_001)),
        # Pictures in which no member is shown.
        *(
            ("letter.tif", b"II*\0\1\2"),
            ("scan.gif", b"GIF89a\1"),
            ("voice.m4a", b"\0\0\0 ftypM4A"),
            ("a.mov", b"\0\1"),
        ),
        *(("letter.gz", b"\x1f\x8b\x08\0"), ("note.svg", b"\0\1")),
    ],
)
def test_what_cannot_be_read_stops_a_public_build(tmp_path: Path, name: str, data: bytes) -> None:
    roster = roster_of(folder_with(tmp_path, {name: data}))

    assert [str(finding) for finding in roster.all_findings()] == [f"error {told_of(name)}"]


@pytest.mark.parametrize(
    "name",
    [
        *(".hidden.pdf", ".stfolder/x", "0950.pdf", "../selfies (1)/letter.pdf"),
        *("0950.jpg.json", "0950.jpg.supplemental-metadata.json"),
    ],
)
def test_what_a_program_keeps_or_is_about_another_picture_is_told_and_stops_nothing(tmp_path: Path, name: str) -> None:
    folder = folder_with(tmp_path / "selfies", {"0950.jpg": b"0950"})
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"%PDF-1.7 form")

    told = [str(finding) for finding in roster_of(folder).all_findings() if finding.code == "C79"]
    assert told == [f"warning {told_of(name)}".replace("selfies/../", "")]


@pytest.mark.parametrize(
    "name",
    [
        *("@eaDir/x/SYNO.db", "@eaDir/0900.md@SynoEAStream", "System Volume Information/WPSettings.dat", "Thumbs.db"),
        *("__MACOSX/0900.md", "old/desktop.ini", "Icon\r", "0900.jpg:Zone.Identifier", ".Trash-1000/files/0900.md"),
        ".directory",
    ],
)
@pytest.mark.parametrize("data", [b"\0\1", b"[Desktop Entry]"])
def test_what_systems_keep_in_a_folder_is_no_note_and_no_copy(tmp_path: Path, name: str, data: bytes) -> None:
    roster = roster_of(folder_with(tmp_path, {name: data}))

    assert roster.findings == ()
    assert on_the_wall(roster) == ["0900"]


PLIST = b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "x">\n<plist version="1.0"><dict/></plist>\n'
OWNER = b"\x03Ade" + bytes(158)
LOCK = b",ade,office,02.03.2026 10:11,file:///D:/LibreOffice/4;"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        *(("IMG_0412.AAE", PLIST), ("IMG_O0412.aae", PLIST), ("0900.AAE", b"bplist00\1"), ("old/IMG_1.AAE", PLIST)),
        *(("~$0900.docx", OWNER), ("~$list.xlsx", OWNER + bytes(3)), (".~lock.0900.md#", LOCK), ("~$0900.docx", b"")),
        *(("._0900.md", b"\0\5\x16\7\0"), ("._letter.jpg", b"\0\5\x16\7\0")),
    ],
)
def test_what_programs_write_is_known_by_what_is_in_it(tmp_path: Path, name: str, data: bytes) -> None:
    roster = roster_of(folder_with(tmp_path / "own", {name: data}))
    assert list(roster.all_findings()) == []

    for at, other in enumerate((b"Please take me down.", b"\0\1")):
        roster = roster_of(folder_with(tmp_path / f"other {at}", {name: other}))
        assert [one.where.path for one in roster.all_findings()] == [f"content/selfies/{name}"]


def told_of(name: str) -> str:
    """What is told of a file that cannot be read."""
    problem = "I cannot read this file, so I cannot know whether it names somebody who took their picture back."
    remedy = "If it does, type  python3 tasks.py selfies --withdraw ID  for each; then move it out of the folder."
    return f"content/selfies/{name}:1  {problem} {remedy}  [C79]"


def test_what_can_be_read_of_a_mail_with_a_document_counts(tmp_path: Path) -> None:
    data = parts(mail(PLAIN_UTF8, b"From Ade Nomura"), mail("application/pdf", b"%PDF-1.7 form\n"))
    roster = roster_with(tmp_path, "mail.eml", data, PEOPLE)

    assert left_out(roster) == "0901"
    assert [one.variant for one in roster.findings if one.code == "C79"] == ["not-read"]


def test_an_id_with_a_day_in_it_is_known_in_a_note(tmp_path: Path) -> None:
    """As WhatsApp calls pictures."""
    folder = folder_with(tmp_path, {"notes.txt": "img-20210314-wa0007 by phone"})
    for ending in (".md", ".jpg"):
        (folder / f"0900{ending}").rename(folder / f"img-20210314-wa0007{ending}")

    assert on_the_wall(roster_of(folder)) == []


def test_lines_are_those_that_editors_count(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one\r\n<p\n>two\r0901\n")
    note = read_note(tmp_path / "a.txt")

    assert note is not None
    assert note.lines.index("0901") == 3
