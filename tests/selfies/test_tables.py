"""A table in a note says of each row what its columns ask, and where that is unclear, nobody in it is shown."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from plugins.selfies.elsewhere import look_elsewhere
from plugins.selfies.ids_in_notes import named_in
from plugins.selfies.notes import lines_of_note
from plugins.selfies.people import People
from plugins.selfies.roster import read_roster
from tests.selfies.members import text
from tests.selfies.test_copies import folder_with
from tests.selfies.test_notes import ods, xlsx, zipped
from tests.selfies.test_statements import left_out, roster_with

PEOPLE = People.of({"0901": "Lena Ford", "0902": "Ade", "0903": "Ruth Adler"}.items())
TODAY = date(2026, 11, 29)
ANSWERS = [("no", "yes"), ("N", "Y"), ("", "x"), ("I do not agree", "I agree"), ("0", "1"), ("FALSE", "TRUE")]


def off(table: str) -> str:
    named = named_in(Path("selfies/list.csv"), table.split("\n"), PEOPLE, TODAY)
    return " ".join(sorted(named.taken_back))


def out_of(note: str, name: str = "n.txt") -> str:
    """Whom a note leaves out for whatever reason."""
    named = named_in(Path("selfies", name), note.split("\n"), PEOPLE, TODAY)
    return " ".join(sorted(set().union(*named)))


def out_of_file(file: Path, data: str | bytes) -> str:
    """The same of a file as a program writes it."""
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    lines = lines_of_note(file, file.name)
    assert lines is not None
    return out_of("\n".join(lines), file.name)


@pytest.mark.parametrize(("no", "yes"), ANSWERS)
@pytest.mark.parametrize(
    "heading",
    [
        *("Y/N", "Yes/No", "Consent (Y/N)", "Consent yes/no", "Web (yes/no)", "OK to publish? (yes/no)", "Agreed? y/n"),
        *("Publish? Y/N", "OK for publication", "May be published", "Picture may be published", "Publish", "GDPR"),
        *("Permission to publish", "Do you give permission for your photo to be published?", "Veröffentlichen"),
        *("Veröffentlichung", "Einwilligung", "Einwilligung ja/nein", "Toestemming", "Accord oui/non", "Souhlas"),
        *("Consent before publication", "Do you consent to publication? If not, say no.", "Web: yes or no", "同意"),
        *("Show on wall (no/yes)", "OK for web (leave empty if no)", "Foto ok?", "Publicar sí/no", "May be used for"),
        "I agree that my picture may be shown on the website, in the newsletter and in print",
        "Do you agree to be shown on our website, in print and at the legislature by the union?",
    ],
)
def test_a_heading_that_asks_for_a_yes_is_no_column_of_withdrawals(heading: str, no: str, yes: str) -> None:
    rows = f"0902,Ade,{no}\n0903,Ruth Adler,{yes}\n0901,Lena Ford,{yes}"

    assert off(f'id,name,"{heading}"\n{rows}') == "0902"
    assert off(f"| id | name | {heading} |\n|---|---|---|\n| 0902 | Ade | {no} |\n| 0903 | R | {yes} |") == "0902"


@pytest.mark.parametrize(
    ("table", "out"),
    [
        ("id,withdrawn\n0902,no\n0903,2021-06-14\n0901,", "0903"),
        ("id,web,withdrawn?\n0902,yes,y\n0903,yes,n", "0902"),
        ("id,name,not agreed\n0902,Ade,x\n0903,Ruth,", "0902"),
        ("id;name;do not publish\n0902;Ade;x\n0903;Ruth;", "0902"),
        ("id,name,refused\n0902,Ade,1\n0903,Ruth,0", "0902"),
        ("id,yes,no\n0902,,x\n0903,x,", "0902"),
    ],
)
def test_a_column_of_those_who_took_back_is_obeyed(table: str, out: str) -> None:
    assert off(table) == out


@pytest.mark.parametrize("heading", ["Consent (x = no)", "I do not agree to be shown", "Veröffentlicht: x means no"])
@pytest.mark.parametrize("mark", ["x", "", "yes", "no"])
def test_in_a_column_that_may_mean_either_nobody_is_shown(heading: str, mark: str) -> None:
    assert off(f"id,name,{heading}\n0902,Ade,{mark}\n0903,Ruth,x") == "0902 0903"


@pytest.mark.parametrize(
    "remark",
    [
        *("remove", "on hold", "please take down", "pls take down", "off the wall please", "left union", "withdrew"),
        *("no longer wants it", "is 16", "changed her mind"),
    ],
)
def test_a_remark_overrules_a_yes(remark: str) -> None:
    assert off(f"id,name,web,remarks\n0902,Ade,yes,{remark}\n0903,Ruth,yes,thanks\n0901,Lena,yes,") == "0902"


@pytest.mark.parametrize(
    "table",
    [
        *("id,name,valid until\n0902,Ade,2022-01-01\n0903,Ruth,2030-01-01", "id,consent\n0902,yes (print)\n0903,yes"),
        *("id,web,consent until\n0902,yes,2024-01-01\n0903,yes,2030-01-01", "id,ends\n0902,31.01.2026\n0903,May 2030"),
        *("id,consent\n0902,web until May 2022\n0903,web", "id,name,age\n0902,Ade,16\n0903,Ruth,41"),
        *("0902,Ade,\n0903,Ruth,yes\n0901,Lena,yes", "0902,Ade,0\n0903,Ruth,1\n0901,Lena,1", "Ade, no\nRuth, yes"),
        *("Selfies of June, all\nid,name,web\n0902,Ade,no\n0903,Ruth,yes", "name,web\nAde,no\nRuth Adler,yes"),
        *("Zed,no\nAde,no\nRuth,yes", "Zed,I do not agree\nAde,I do not agree\nRuth,I agree\nLena,I agree"),
        *(
            "Timestamp,Your name,Do you agree?\n2021-03-02,Ade,No\n2021-03-02,Ruth Adler,Yes",
            "Nr;Netz\n902;nein\n903;ja",
        ),
    ],
)
def test_limits_of_a_yes_and_tables_without_headings_are_read(table: str) -> None:
    assert off(table) == "0902"


@pytest.mark.parametrize(
    "table",
    [
        *("id,web,print\n0902,yes,no\n0903,yes,yes", "id,web,paid\n0902,yes,no", "id,name,web,voted\n0902,Ade,yes,no"),
        *("id,web,unsubscribed\n0902,yes,no", "id,web,photo by other\n0902,yes,no", "No,Name,Web\n0902,Ade,yes"),
        *("id,Web? y/n,Print? y/n\n0902,y,n", "id,consent\n0902,Absolutely\n0903,I agree to be shown on the website"),
        *("id,name,consent\n0902,Ade,2021-03-02\n0903,Ruth,by e-mail", "id,name,phone\n0902,Ade,780-555-0101"),
    ],
)
def test_another_question_takes_nobody_off(table: str) -> None:
    assert off(table) == ""


@pytest.mark.parametrize(
    "table",
    [
        *("id,name,Signed form\n0902,Ade,\n0903,Ruth,x\n0901,Lena,x", "id,Freigabe\n0902,\n0903,x\n0901,x"),
        *("id,Einwilligung verweigert\n0902,x\n0903,\n0901,", "id,Consent missing\n0902,x\n0903,\n0901,"),
        *("id,Private\n0902,yes\n0903,no", "id,Widerspruch\n0902,ja\n0903,nein", "id,Out\n0902,x\n0903,"),
        *("id,name,web\n0902,Ade\n0903,Ruth,x\n0904,Zed", "id,Age 18+ and consent\n0902,no\n0903,yes\n0901,yes"),
        "Dear all,\nhere is the list, as promised, with answers.\n\nid,name,web\n0902,Ade,\n0903,Ruth,x",
        "id,name,web\n0903,Ruth,yes\n0901,Lena,yes\n\nid,name,withdrawn\n0902,Ade,yes\n0901,Lena,no",
        "id;name;withdrawn\n0902;Ade;yes\n0903;Ruth;no\nid;name;withdrawn\n0901;Lena;no",
        "id,name,web,asked by\n0902,Ade,no,Ruth Adler\n0903,Ruth Adler,yes,Lena Ford",
        *("id,Consent (1 = yes; 0 = no)\n0902,0\n0903,1", "#,Name,Consent\n1,Ade,no\n2,Ruth,yes\n3,Lena,yes"),
    ],
)
def test_no_other_way_of_writing_a_table_turns_it_round(table: str) -> None:
    assert off(table) == "0902"


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "was yes",
            "ok - minor",
            "yes, but not her face",
            "ja, aber",
            "yes (ask her mother)",
            "formerly yes",
            "yes, no",
        ),
        *("Yes -> see Sam", "oui mais", "y, until she leaves", "ok for now", "yes, face blurred", "yes, with her boss"),
        *("agreed, then changed", "web, had second thoughts", "yes yes yes, wait", "sí, pero", "ok once"),
    ],
)
def test_words_beside_a_yes_that_may_undo_it_make_it_none(cell: str) -> None:
    assert off(f'id,name,web\n0902,Ade,"{cell}"\n0903,Ruth,yes\n0901,Lena,yes') == "0902"
    assert off(f'id,consent\n0902,"{cell}"') == "0902"
    assert off(f'0902,Ade,"{cell}"\n0903,Ruth,yes\n0901,Lena,yes') == "0902"


@pytest.mark.parametrize(
    "cell",
    [
        *("Yes please", "yes, thanks!", "ja, gerne", "Yes: web and print", "ok by e-mail", "yes 2 March 2021", "sure"),
        *("Yes, I am happy to be shown", "agreed on the phone", "Yes, of course", "oui, merci", "signed", "✓", "x"),
    ],
)
def test_a_yes_with_kind_words_stays_one(cell: str) -> None:
    assert off(f'id,name,web\n0902,Ade,"{cell}"\n0903,Ruth,yes\n0901,Lena,yes') == ""


@pytest.mark.parametrize("heading", ["No objection", "Not withdrawn", "Kein Einwand", "Consent until withdrawn"])
def test_a_no_of_a_no_shows_nobody(heading: str) -> None:
    assert off(f"id,name,{heading}\n0902,Ade,no\n0903,Ruth,yes") in ("0902", "0902 0903")


def test_a_table_in_another_encoding_or_a_document_is_read_once(tmp_path: Path) -> None:
    text_of_note = "id;name;withdrawn\n0902;Ruth Adler;yes\n0903;Bea Lund;no\n0950;Zoë;no".encode("cp1252")
    rows = [["id", "name", "withdrawn"], ["0902", "Ruth Adler", "yes"], ["0903", "Bea Lund", "no"]]
    cells = ("".join(f"<w:tc><w:p><w:t>{cell}</w:t></w:p></w:tc>" for cell in row) for row in rows)
    table = "".join(f"<w:tr>{row}</w:tr>" for row in cells)

    assert left_out(roster_with(tmp_path / "csv", "list.csv", text_of_note)) == "0902"
    assert (
        left_out(roster_with(tmp_path / "docx", "list.docx", zipped(word__document=f"<w:tbl>{table}</w:tbl>")))
        == "0902"
    )


@pytest.mark.parametrize(
    "text_of_note", ["hello&#13;you", "<s>" * 40_000, "x," * 100_000, "id,web\n0902," + "y" * 140_000, "~~" * 50_000]
)
def test_no_note_fails_or_takes_long(text_of_note: str) -> None:
    assert named_in(Path("selfies/n.txt"), text_of_note.split("\n"), PEOPLE, TODAY).taken_back == {}


AGREED, GONE = [["id", "name"], ["0901", "Ade"], ["0903", "Bea Lund"]], [["id", "name"], ["0902", "Ruth Adler"]]


def workbook(sheets: dict[str, list[list[str]]], *, is_moved: bool = False) -> bytes:
    """An xlsx of several sheets. is_moved: their files lie in another order than staff see them"""
    xml, places = '<?xml version="1.0"?>', range(len(sheets))
    names = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(sheets))
    related = "".join(f'<Relationship Id="r{at}" Target="worksheets/sheet{at}.xml"/>' for at in places)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", f"{xml}<workbook><sheets>{names}</sheets></workbook>")
        archive.writestr("xl/_rels/workbook.xml.rels", f"{xml}<Relationships>{related}</Relationships>")
        for at in reversed(places) if is_moved else places:
            rows = list(sheets.values())[at]
            cells = ("".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) for row in rows)
            data = "".join(f"<row>{row}</row>" for row in cells)
            sheet = f"{xml}<worksheet><sheetData>{data}</sheetData></worksheet>"
            archive.writestr(f"xl/worksheets/sheet{at}.xml", sheet)
    return buffer.getvalue()


@pytest.mark.parametrize("sheets", [{"Agreed": AGREED, "Withdrawn": GONE}, {"Withdrawn": GONE, "Agreed": AGREED}])
@pytest.mark.parametrize("is_moved", [False, True])
def test_the_name_of_a_sheet_says_no_or_yes_of_all_in_it(
    tmp_path: Path, sheets: dict[str, list[list[str]]], is_moved: bool
) -> None:
    assert left_out(roster_with(tmp_path, "members.xlsx", workbook(sheets, is_moved=is_moved))) == "0902"


@pytest.mark.parametrize(
    "legend",
    [
        *(
            "x = do not publish",
            "x: withdrawn",
            "✓: withdrawn",
            "red means no",
            "Rows in red: no consent",
            "y = not ok",
        ),
        *("Legend: x = no, - = not asked", "* = under 18", "yellow = waiting", "(x) did not agree", "green -> left"),
        *(
            "Ticked: print only",
            "Names in bold have withdrawn",
            "1 = no, 0 = yes",
            "Those with x are out",
            "ok = minor",
        ),
    ],
)
def test_a_legend_that_makes_a_mark_a_no_shows_nobody_in_columns_of_consent(legend: str) -> None:
    table = "id,name,web\n0902,Ade,x\n0903,Ruth Adler,"

    assert out_of(f"{table}\n\n{legend}") == "0902 0903"
    assert out_of(f"{legend}\n\n{table}") == "0902 0903"
    assert out_of(f"{table}\n\f\n{legend}") == "0902 0903"


@pytest.mark.parametrize(
    "legend",
    [
        *("x = yes, empty = no", "x = yes, - = no", "y = yes, n = no", "0 = no", "Put x if you agree", "blank: no"),
        *("Selfies of June, not for sale", "No x means no", "1 = yes; 0 = no", "n: not agreed", "Thanks to all of you"),
    ],
)
def test_a_legend_that_says_what_everybody_thinks_changes_nothing(legend: str) -> None:
    assert out_of(f"id,name,web\n0902,Ade,no\n0903,Ruth Adler,yes\n0901,Lena Ford,yes\n\n{legend}") == "0902"


@pytest.mark.parametrize(
    ("table", "out"),
    [
        *(("id,0901,0902,0903\nweb,yes,no,yes", "0902"), (",0901,0902,0903\nname,Lena,Ade,Ruth\nweb,x,,x", "0902")),
        ("id\t0901\t0902\t0903\nname\tLena Ford\tAde\tRuth Adler\nwithdrawn\tno\t2021-06-14\tno", "0902"),
        ("Selfies of June\n\n| |0901|0902|0903|\n|-|-|-|-|\n|Consent (Y/N)|Y|N|Y|\n|Print|N|Y|N|", "0902"),
        *(("name;Lena Ford;Ade;Ruth Adler\nWeb;ja;nein;ja", "0902"), ("id,0902\nname,Ade\nconsent,no", "0902")),
        *(("id,0901,0902\nweb,yes,yes", ""), ("id,0901,0902\nweb,yes,yes\n\n0903 withdrew", "0903")),
        *(
            ("id,0901,0902\nweb,yes,yes\nremarks,thanks,please take down", "0902"),
            ("id,0901,0902\nweb,x,\nage,40,41", "0902"),
        ),
        ("member,0901,0902,0903\nage,40,16,41\nweb,yes,yes,yes", "0902"),
    ],
)
def test_a_table_whose_members_run_along_a_row_is_turned(table: str, out: str) -> None:
    assert out_of(table, "members.csv") == out


def test_a_turned_table_is_told_by_the_line_of_its_members() -> None:
    named = named_in(Path("selfies/a.csv"), ["June", "", "id,0901,0902", "web,yes,no"], PEOPLE, TODAY)

    assert named.taken_back == {"0902": 2}


@pytest.mark.parametrize(
    "no", ["No", "NO:", "Left", "left:", "Print only", "Private", "**No**", "== Left ==", "Nein", "No (1)", "Minors"]
)
@pytest.mark.parametrize("yes", ["Yes", "yes:", "## OK", "Agreed"])
def test_bare_headings_in_one_note_divide_it(no: str, yes: str) -> None:
    assert out_of(f"{yes}\n0901\n0903\n\n{no}\n0902") == "0902"
    assert out_of(f"{no}\n0902\n{yes}\n0901 Lena Ford\n0903 Ruth Adler") == "0902"
    assert out_of(f"{yes}\nLena Ford\n{no}\nAde") == "0902"


def test_a_heading_that_is_no_yes_ends_the_yes_above_it() -> None:
    assert out_of("Yes\n0901\n0903\nThanks\nRally\n0902") == "0902"


@pytest.mark.parametrize("name", ["No", "Left", "Private", "Print only", "left (1)", "Nein"])
def test_a_sheet_called_as_a_no_says_no_of_all_in_it(tmp_path: Path, name: str) -> None:
    here, gone = [["id", "name"], ["0901", "Lena Ford"], ["0903", "Ruth Adler"]], [["id", "name"], ["0902", "Ade"]]
    for at, sheets in enumerate(({"Members": here, name: gone}, {name: gone, "Yes": here})):
        assert out_of_file(tmp_path / f"members{at}.xlsx", workbook(sheets)) == "0902"
    assert out_of_file(tmp_path / "members.xlsx", workbook({"Members": here, "Signs": gone})) == ""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("table", "out"),
    [
        ('id,name,remarks,web\n0902,Ade,"two\nlines",no\n0903,Ruth Adler,"nice\n\none",yes', "0902"),
        ('id,"Do you agree?\nPlease say yes or no."\n0902,no\n0903,yes', "0902"),
        ('id;remarks;withdrawn\n0902;"a ""quoted""\nword";x\n0903;"nice\none";', "0902"),
        ('id,"address\nof all",web\n0902,"Main\nStreet\n2","n\n"\n0903,"x\ny",yes', "0902"),
        ('id\tremarks\tweb\n0903\t"x\ny"\tyes\n0902\t"please\ntake down"\tyes', "0902"),
        ('id,name,web\n0902,Ade,"yes\nbut not her face"\n0903,Ruth Adler,yes', "0902"),
    ],
)
def test_a_cell_of_several_lines_belongs_to_its_row(tmp_path: Path, table: str, out: str, end: str) -> None:
    assert out_of_file(tmp_path / "a.csv", table.replace("\n", end)) == out


def test_a_row_of_several_lines_is_told_by_its_first(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('id,remarks,web\n0903,"one\ntwo",yes\n0902,"one\ntwo",no\n', encoding="utf-8")

    assert named_in(file, lines_of_note(file, "a.csv") or [], PEOPLE, TODAY).taken_back == {"0902": 3}


@pytest.mark.parametrize("text", ['She said, "no\n0901 agreed\nto it" all', '"0901 agreed\n0902 withdrew'])
def test_quotation_marks_in_prose_join_no_lines(tmp_path: Path, text: str) -> None:
    (tmp_path / "n.txt").write_text(text, encoding="utf-8")

    assert lines_of_note(tmp_path / "n.txt", "n.txt") == text.split("\n")


def of_sheet(rows: str) -> bytes:
    """An ods of rows that are written down."""
    return zipped(content=f'<table:table table:name="Sheet1">{rows}</table:table>')


def od_cell(words: str, about: str = "") -> str:
    return f"<table:table-cell {about}><text:p>{words}</text:p></table:table-cell>"


def od_row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


OD_HEAD = od_row(*map(od_cell, ("id", "name", "print", "web")))
COVERED = "<table:covered-table-cell/>"
HTML_HEAD = "<tr><th>id</th><th>name</th><th>print</th><th>web</th></tr>\n"


def word_table(*rows: list[tuple[str, str]]) -> bytes:
    """A docx of rows of words and what stands about each cell."""
    cells = (
        "".join(f"<w:tc><w:tcPr>{about}</w:tcPr><w:p><w:t>{words}</w:t></w:p></w:tc>" for words, about in row)
        for row in rows
    )
    return zipped(word__document=f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>")


def excel_table(rows: dict[str, str], merged: str) -> bytes:
    """An xlsx of cells by their places, such as A1, and the places of one that is merged."""
    lines: dict[int, str] = {}
    for place, words in rows.items():
        cell = f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'
        lines[int(place[1:])] = lines.get(int(place[1:]), "") + cell
    data = "".join(f'<row r="{at}">{cells}</row>' for at, cells in lines.items())
    return zipped(
        xl__worksheets__sheet1=f"<worksheet><sheetData>{data}</sheetData><mergeCells>{merged}</mergeCells></worksheet>"
    )


EXCEL_HEAD = {"A1": "id", "B1": "name", "C1": "print", "D1": "web"}
W_HEAD = [("id", ""), ("name", ""), ("print", ""), ("web", "")]
DOWN, MORE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "across.ods",
            of_sheet(
                OD_HEAD
                + od_row(od_cell("0902"), od_cell("Ade", 'table:number-columns-spanned="2"'), COVERED, od_cell("no"))
                + od_row(*map(od_cell, ("0903", "Ruth Adler", "no", "yes")))
            ),
        ),
        (
            "down.ods",
            of_sheet(
                OD_HEAD
                + od_row(*map(od_cell, ("0903", "Ruth", "no")), od_cell("yes", 'table:number-rows-spanned="2"'))
                + od_row(*map(od_cell, ("0902", "Ade", "yes")), COVERED)
                + od_row(*map(od_cell, ("0901", "Lena", "no", "yes")))
            ),
        ),
        (
            "id.ods",
            of_sheet(
                OD_HEAD
                + od_row(od_cell("0902", 'table:number-rows-spanned="2"'), *map(od_cell, ("Ade", "no", "yes")))
                + od_row(COVERED, *map(od_cell, ("Zed", "yes", "no")))
                + od_row(*map(od_cell, ("0903", "Ruth Adler", "no", "yes")))
            ),
        ),
        (
            "across.html",
            (
                f"<table>{HTML_HEAD}<tr><td>0902</td><td colspan=2>Ade</td><td>no</td></tr>\n"
                "<tr><td>0903</td><td>Ruth</td><td>no</td><td>yes</td></tr></table>"
            ),
        ),
        (
            "down.html",
            (
                f"<table>{HTML_HEAD}<tr><td rowspan='2'>0902</td><td>Ade</td><td>no</td><td>yes</td></tr>\n"
                "<tr><td>Zed</td><td>yes</td><td>no</td></tr>\n"
                "<tr><td>0903</td><td>Ruth</td><td>no</td><td>yes</td></tr></table>"
            ),
        ),
        (
            "yes.html",
            (
                f"<table>{HTML_HEAD}<tr><td>0903</td><td>Ruth</td><td>no</td><td rowspan=2>yes</td></tr>\n"
                "<tr><td>0902</td><td>Ade</td><td>yes</td></tr>\n"
                "<tr><td>0901</td><td>Lena</td><td>no</td><td>yes</td></tr></table>"
            ),
        ),
        (
            "across.docx",
            word_table(
                W_HEAD,
                [("0902", ""), ("Ade", '<w:gridSpan w:val="2"/>'), ("no", "")],
                [("0903", ""), ("Ruth", ""), ("no", ""), ("yes", "")],
            ),
        ),
        (
            "down.docx",
            word_table(
                W_HEAD,
                [("0902", DOWN), ("Ade", ""), ("no", ""), ("yes", "")],
                [("", MORE), ("Zed", ""), ("yes", ""), ("no", "")],
                [("0903", ""), ("Ruth", ""), ("no", ""), ("yes", "")],
            ),
        ),
        (
            "yes.docx",
            word_table(
                W_HEAD,
                [("0903", ""), ("Ruth", ""), ("no", ""), ("yes", DOWN)],
                [("0902", ""), ("Ade", ""), ("yes", ""), ("", MORE)],
                [("0901", ""), ("Lena", ""), ("no", ""), ("yes", "")],
            ),
        ),
        (
            "down.xlsx",
            excel_table(
                EXCEL_HEAD
                | {"A2": "0902", "B2": "Ade", "D2": "yes", "B3": "Zed", "D3": "no", "A4": "0903", "D4": "yes"},
                '<mergeCell ref="A2:A3"/>',
            ),
        ),
        (
            "across.xlsx",
            excel_table(
                EXCEL_HEAD | {"A2": "0902", "B2": "Ade", "C2": "yes", "A3": "0903", "D3": "yes"},
                '<mergeCell ref="C2:D2"/>',
            ),
        ),
    ],
)
def test_a_cell_that_goes_over_several_shifts_no_column(tmp_path: Path, name: str, data: str | bytes) -> None:
    assert out_of_file(tmp_path / name, data) == "0902"


def test_what_goes_over_several_cells_takes_no_honest_row_off(tmp_path: Path) -> None:
    head = "<tr><th rowspan=2>id</th><th rowspan=2>name</th><th colspan=2>Consent</th></tr>\n"
    head += "<tr><th>web</th><th>print</th></tr>\n"
    rows = "".join(f"<tr><td>{one}</td><td>A</td><td>yes</td><td>yes</td></tr>\n" for one in ("0901", "0902"))
    day = "<tr><td>0901</td><td rowspan=2>Lena</td><td rowspan=2>2021-03-02</td><td>yes</td></tr>\n"

    assert out_of_file(tmp_path / "a.html", f"<table>{head}{rows}</table>") == ""
    head = HTML_HEAD.replace("print", "date")
    assert out_of_file(tmp_path / "b.html", f"<table>{head}{day}<tr><td>0903</td><td>yes</td></tr></table>") == ""


def with_notes(notes: str, *, sheets: int = 1, kind: str = "comments1") -> bytes:
    """An xlsx with notes on cells of its first sheet, which it is related to where there are several."""
    xml, buffer = '<?xml version="1.0"?>', io.BytesIO()
    rows = [["id", "name", "web"], ["0902", "Ade", "yes"], ["0903", "Ruth Adler", "yes"], ["0901", "Lena Ford", "yes"]]
    with zipfile.ZipFile(buffer, "w") as archive:
        for sheet in range(1, sheets + 1):
            shown = rows if sheet == 1 else [rows[0], ["0903", "Ruth Adler", "yes"]]
            cells = ("".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) for row in shown)
            data = "".join(f"<row>{row}</row>" for row in cells)
            archive.writestr(f"xl/worksheets/sheet{sheet}.xml", f"{xml}<worksheet>{data}</worksheet>")
        if sheets > 1:
            related = f'{xml}<Relationships><Relationship Id="r1" Target="../{kind}.xml"/></Relationships>'
            archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", related)
        archive.writestr(f"xl/{kind}.xml", f"{xml}<comments><commentList>{notes}</commentList></comments>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("words", "out"),
    [
        *(("withdrew", "0902"), ("Sam:\nplease take down", "0902"), ("no", "0902"), ("not for the web", "0902")),
        *(("is 16", "0902"), ("thanks for the picture", ""), ("sent in March", ""), ("Sam: nice one", "")),
    ],
)
def test_a_note_on_a_cell_is_about_its_row(tmp_path: Path, words: str, out: str) -> None:
    note = f'<comment ref="C2" authorId="0"><text><r><t>{words}</t></r></text></comment>'
    other = f'<threadedComment ref="A2" id="1"><text>{words}</text></threadedComment>'
    about = "<office:annotation><dc:creator>Ruth Adler</dc:creator><dc:date>2021-06-14</dc:date>"
    cell = (
        f"<table:table-cell>{about}<text:p>{words}</text:p></office:annotation><text:p>yes</text:p></table:table-cell>"
    )
    rows = od_row(od_cell("0902"), od_cell("Ade"), cell) + od_row(*map(od_cell, ("0903", "Ruth Adler", "yes")))

    assert out_of_file(tmp_path / "a.xlsx", with_notes(note)) == out
    assert out_of_file(tmp_path / "b.xlsx", with_notes(note, sheets=2)) == out
    assert out_of_file(tmp_path / "c.xlsx", with_notes(other, kind="threadedComments/threadedComment1")) == out
    assert out_of_file(tmp_path / "d.ods", of_sheet(od_row(*map(od_cell, ("id", "name", "web"))) + rows)) == out


def test_a_note_on_a_heading_explains_its_column(tmp_path: Path) -> None:
    note = '<comment ref="C1" authorId="0"><text><r><t>{}</t></r></text></comment>'

    assert out_of_file(tmp_path / "a.xlsx", with_notes(note.format("x = do not publish"))) == "0901 0902 0903"
    assert out_of_file(tmp_path / "b.xlsx", with_notes(note.format("as asked in June"))) == ""


def test_a_note_on_words_of_a_letter_is_about_them(tmp_path: Path) -> None:
    run = '<w:p><w:r><w:t>0902 agreed</w:t></w:r><w:r><w:commentReference w:id="3"/></w:r></w:p>'
    said = '<w:comments><w:comment w:id="3" w:author="Sam"><w:p><w:t>withdrew</w:t></w:p></w:comment></w:comments>'

    assert out_of_file(tmp_path / "a.docx", zipped(word__document=run, word__comments=said)) == "0902"


def test_a_row_with_an_empty_first_cell_shifts_no_column(tmp_path: Path) -> None:
    rows = [["", "0901", "0902", "0903"], ["web", "yes", "no", "yes"]]

    assert out_of_file(tmp_path / "a.ods", ods(rows)) == "0902"


@pytest.mark.parametrize(
    "text_of_note",
    [
        '{"members":[{"id":"0902","consent":{"web":false}},{"id":"0903","consent":{"web":true}}]}',
        '{"data": [{"member": {"id": "0902", "x": 1}, "web": 0}, {"member": {"id": "0903"}, "web": "y"}]}',
        '{"id":"0902","consent":{"web":false}}\n{"id":"0903","consent":{"web":true}}',
        '{"0902": {"web": false}, "0903": {"web": true}}',
        '{"web": {"0902": false, "0903": true}}',
        '{"0902": "no", "0903": "yes", "0901": "yes"}',
        '{"agreed": ["0901", "0903"], "withdrawn": ["0902"]}',
        '{"yes": ["0901", "0903"], "no": ["0902"]}',
        '[["id", "web"], ["0902", false], ["0903", true]]',
        '[{"id": "0902", "consent": ["print"]}, {"id": "0903", "consent": ["web", "print"]}]',
        '{"Ade": "no", "Ruth Adler": "yes"}',
        '[{"id": "0902", "web": true, "web": false}, {"id": "0903", "web": true}]',
        "- id: '0902'\n  name: Ade\n  consent:\n    web: no\n- id: '0903'\n  name: R\n  consent:\n    web: yes",
        "members:\n  - id: 0902\n    web: false  # by phone\n  - id: 0903\n    web: true",
        "members:\n- name: Ade\n  web: no\n- name: Ruth Adler\n  web: yes",
    ],
)
@pytest.mark.parametrize("name", ["members.json", "members.txt"])
def test_records_are_read_as_rows(tmp_path: Path, text_of_note: str, name: str) -> None:
    assert out_of_file(tmp_path / name, text_of_note) == "0902"


@pytest.mark.parametrize(
    "text_of_note",
    [
        *('{"id": "0902", web: no,}', '[{"id": "0902", "web": tru', "[" * 40 + '{"0902": 1}' + "]" * 40),
        *("- id: 0902\n  web: &a no\n  <<: *b\n what is this\n", "{0902}", '{"list": [["0902", {"a": "b"}]]}'),
    ],
)
def test_records_that_cannot_be_read_hold_whoever_is_in_them(tmp_path: Path, text_of_note: str) -> None:
    assert out_of_file(tmp_path / "people.json", text_of_note) == "0902"


def test_honest_records_take_nobody_off(tmp_path: Path) -> None:
    records = [{"id": one, "consent": {"web": True, "print": False}, "tags": ["rally"]} for one in ("0901", "0902")]

    assert out_of_file(tmp_path / "members.json", json.dumps({"members": records, "total": 2})) == ""
    assert out_of_file(tmp_path / "b.json", "\n".join(map(json.dumps, records))) == ""
    assert out_of_file(tmp_path / "members.yaml", "- id: 0901\n  web: yes\n- id: 0902\n  web: yes") == ""
    assert lines_of_note(tmp_path / "members.yaml", "a") == ["id\tweb", "0901\tyes", "0902\tyes"]


def test_tables_of_programs_are_read_by_their_columns(tmp_path: Path) -> None:
    rows = [["id", "name", "Consent (Y/N)"], ["0901", "Ade", "Y"], ["0902", "Ruth Adler", "N"], ["0903", "Bea", "Y"]]
    html = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows)
    records = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    made: dict[str, str | bytes] = {
        "a.xlsx": xlsx(rows),
        "a.ods": ods(rows),
        "a.html": f"<table>{html}</table>",
        "a.json": json.dumps(records),
    }
    for name, data in made.items():
        assert (name, left_out(roster_with(tmp_path / name, name, data))) == (name, "0902")


@pytest.mark.parametrize(
    ("name", "text_of_note"),
    [
        *(("n.txt", "~~0902 Ruth~~\n0901 agreed"), ("n.html", "<p>0901 agreed</p>\n<p><del>0902</del></p>")),
        *(("Ruth withdrawn.jpg", "pixels"), ("no consent/Ruth.jpg", "pixels"), ("Ruth Adler says no.png", "pixels")),
        ("Ruth.md", "Name: Ruth Adler\nConsent: web\nWithdrawn: 2021-06-14\n"),
        ("letter from Ruth.txt", "Name: Ruth Adler\nConsent: print\nConsent-given: 2021-06-14\n"),
    ],
)
def test_what_is_struck_out_or_says_no_in_a_name_is_obeyed(tmp_path: Path, name: str, text_of_note: str) -> None:
    assert {"0901", "0902", "0903"} & roster_with(tmp_path, name, text_of_note).left_out.keys() == {"0902"}


def test_a_struck_out_run_of_a_document_is_taken_back(tmp_path: Path) -> None:
    runs = "<w:p><w:r><w:t>0901 Ade</w:t></w:r></w:p><w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>0902</w:t></w:r></w:p>"
    data = zipped(word__document=f"<w:document>{runs}</w:document>")

    assert left_out(roster_with(tmp_path, "members.docx", data)) == "0902"


def test_a_list_of_yeses_by_a_common_name_takes_nobody_off(tmp_path: Path) -> None:
    for name in ("best ones.txt", "front row.txt", "uploaded.txt", "batch 3.txt"):
        assert left_out(roster_with(tmp_path / name, name, "0901\n0902\n")) == ""


@pytest.mark.parametrize(
    ("name", "out"),
    [("../notes.txt", "0901"), ("../../requirements.txt", ""), ("../news/a.txt", "")],
)
def test_loose_texts_in_content_are_read_and_no_others(tmp_path: Path, name: str, out: str) -> None:
    folder = folder_with(tmp_path / "content/selfies", {"0901.md": text(), "0901.jpg": b"1", name: "0901 withdrew"})
    roster = read_roster(
        folder, "content/selfies", {"library"}, {}, TODAY, look_elsewhere(tmp_path / "content", folder)
    )

    assert " ".join(roster.left_out) == out
