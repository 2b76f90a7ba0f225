"""Whoever is mentioned beside the submissions without a plain yes is held, and told how to go on, in any language."""

import base64
import quopri
from pathlib import Path

import pytest

from plugins.selfies.roster import Roster
from tests.selfies.test_notes import zipped
from tests.selfies.test_statements import left_out, roster_with
from tests.selfies.test_tables import workbook

PEOPLE = {
    "0411": "Marguerite Tremblay",
    "0412": "Jonas Weber",
    "0413": "Lucía Fernández",
    "0415": "Priya Raman",
    "0417": "Anneliese Hofmann",
    "0418": "Étienne Girard",
    "0419": "Carmen Ortiz",
    "0420": "Dale Whitcomb",
}
AGREED = "Agreed:\n0411 Marguerite Tremblay\n0412 Jonas Weber\n"
LETTER = "{}\nTo: Priya Raman <p@x.example>\nSubject: Re: my selfie\n\nHello,\n{}\n\nOn Mon, 2 Nov Sam wrote:\n> yes\n"
FROM = {
    "0417": "Von: Anneliese Hofmann",
    "0418": "De : Étienne Girard <e@x.example>",
    "0419": "De: Carmen Ortiz",
    "0420": "From: Dale Whitcomb <d@x.example>",
}


def roster_of_note(folder: Path, name: str, words: str) -> Roster:
    return roster_with(folder, name, words, PEOPLE)


@pytest.mark.parametrize(
    "heading",
    [
        *("Off the web", "To come off", "Former", "Cold feet", "Unanswered", "Missing forms", "Problems", "Raus"),
        *("Keine Antwort", "Zu löschen", "Rot", "Pas de réponse", "Mineurs", "Ya no", "Fuera", "Red", "Posters"),
        *("On the fence", "Zurück", "Kein Ja", "Postponed", "Agreed?", "[ ] Agreed", "Yes, but not now", "未回复"),
        *("These have not answered yet.", "People who would rather not be on there any more", "Todo", "YES (print)"),
    ],
)
@pytest.mark.parametrize("end", ["", ":"])
def test_a_heading_that_is_no_known_yes_ends_the_yes_above_it(tmp_path: Path, heading: str, end: str) -> None:
    numbers = f"{AGREED}\n{heading}{end}\n0413 Lucía Fernández\n0415\n"
    names = f"Agreed:\nJonas Weber\n\n{heading}{end}\nLucía Fernández\n"
    alone = f"{heading}{end}\n0413 Lucía Fernández\n"

    assert left_out(roster_of_note(tmp_path / "numbers", "people.txt", numbers)) == "0413 0415"
    assert left_out(roster_of_note(tmp_path / "names", "people.txt", names)) == "0413"
    assert heading in ("Todo", "Posters") or left_out(roster_of_note(tmp_path / "alone", "web.txt", alone)) == "0413"


@pytest.mark.parametrize(
    "heading",
    [
        *("On the web:", "Bestätigt", "Einverstanden:", "D'accord", "Confirmés :", "Confirmados", "De acuerdo (2)"),
        *("**OK for the web**", "Those who agreed:", "All of these said yes:", "Have agreed", "✓ Agreed", "Firmado"),
    ],
)
@pytest.mark.parametrize("entry", ["0411 Marguerite Tremblay\n0412\n", "Marguerite Tremblay\nJonas Weber\n"])
def test_a_heading_of_yes_agrees_for_whoever_stands_below_it(tmp_path: Path, heading: str, entry: str) -> None:
    roster = roster_of_note(tmp_path, "people.txt", f"{heading}\n{entry}")

    assert left_out(roster) == ""
    assert [found for found in roster.all_findings() if found.code == "C79"] == []


@pytest.mark.parametrize(
    "words",
    [
        *("{} dijo que no.", "{} ist dagegen, dass sein Bild gezeigt wird.", "{} has cold feet about her selfie."),
        *("{} never signed the form.", "{} needs to ask her manager first.", "{}: ya no quiere salir", "{} bailed"),
        *("{} möchte nicht mehr gezeigt werden.", "{} ne souhaite plus apparaître sur le site.", "{},dijo que no"),
        *("Everyone on the list has confirmed except {}.", "All agreed but {}.", "Tous d'accord sauf {}"),
        *("{} macht lieber nicht mit", "{} se lo está pensando", "Nobody heard from {}.", "We lost touch with {}."),
        *("{} would be happier without", "{}: 👎", "{} will bring it up with her lawyer", "{} n'a jamais répondu"),
        *("{}\tpas sûr", "{} changed jobs and her boss must not know", "Did {} agree?", "{} only for the posters"),
    ],
)
@pytest.mark.parametrize("name", ["notes.txt", "calls.csv"])
def test_whoever_is_named_without_a_plain_yes_is_left_out(tmp_path: Path, words: str, name: str) -> None:
    roster = roster_of_note(tmp_path, name, words.format("Carmen Ortiz") + "\n")

    assert left_out(roster) == "0419"
    assert {one.code for one in roster.left_out["0419"]} == {"C79"}


@pytest.mark.parametrize("words", ["Priya bailed", "2026-11-03 14:02 Priya rang. Off, please", "- Priya: hm"])
def test_a_first_name_that_begins_a_line_is_enough(tmp_path: Path, words: str) -> None:
    assert left_out(roster_of_note(tmp_path, "notes.txt", words)) == "0415"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("rota.txt", "Rota for the picket line\nMonday: Jonas Weber, Priya Raman\nTuesday: Carmen Ortiz\n"),
        ("cake.txt", "Jonas Weber will bring cake\nPriya Raman brings coffee\n"),
        ("minutes.txt", "Present: Jonas Weber, Priya Raman\nRegrets: Carmen Ortiz\nDale Whitcomb moved the budget.\n"),
        (
            "agenda.txt",
            "1. Jonas Weber on dues\n2. Withdrawal of the motion on dues\n3. Carmen Ortiz on the food bank\n",
        ),
        (
            "phones.csv",
            "name,phone,e-mail\nJonas Weber,780-555-0101,j@x.example\nPriya Raman,780-555-0102,p@x.example\n",
        ),
        (
            "members.csv",
            "id,name,workplace,e-mail\n0411,Marguerite Tremblay,Library,m@x.example\n0413,L,Red Deer,l@x\n",
        ),
        ("all.csv", "id,name,region,web,print,remarks\n0411,M,North,yes,no,thanks!\n0413,L,South,ok,,lovely picture\n"),
    ],
)
def test_names_in_another_matter_hold_nobody(tmp_path: Path, name: str, words: str) -> None:
    roster = roster_of_note(tmp_path, name, words)

    assert left_out(roster) == ""
    assert [found for found in roster.all_findings() if found.code == "C79"] == []


@pytest.mark.parametrize(
    "words",
    [
        *("[ ] {} agreed", "☐ {} yes", "{} agreed: [ ]", "- [ ] {}: consent form signed", "{} [ ] yes", "[] {} ok"),
        *("( ) {} agreed", "□ {} yes", "[_] {} ok", "⬜ {} d'accord", "{}: [ ] agreed [ ] refused", "{} ☐ ja ☐ nein"),
        *("{} yes [ ] no [x]", "{} consent [ ] yes [x] no", "[x] {} cold feet", "1. [ ] {} agreed", "{},[ ] yes,print"),
    ],
)
@pytest.mark.parametrize("who", ["0413", "Lucía Fernández", "0413 Lucía"])
def test_a_box_decides_and_not_the_words_beside_it(tmp_path: Path, words: str, who: str) -> None:
    assert left_out(roster_of_note(tmp_path, "todo.txt", words.format(who))) == "0413"


@pytest.mark.parametrize(
    "words",
    ["[x] {} agreed", "☑ {}", "- [x] {}: consent form signed", "{} consent [x] yes [ ] no", "{} yes [x] no [ ]"],
)
@pytest.mark.parametrize("who", ["0413", "Lucía Fernández", "0413 Lucía"])
def test_a_ticked_box_is_a_yes(tmp_path: Path, words: str, who: str) -> None:
    assert left_out(roster_of_note(tmp_path, "todo.txt", words.format(who))) == ""


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("a.csv", "id,name,status\n0411,M,good to go\n0413,L,cold feet\n0412,J,good to go"),
        ("a.csv", "id,name,wall\n0411,M,in\n0413,L,out\n0412,J,in"),
        ("a.csv", "id,name,decision\n0411,M,stay\n0413,L,leave\n0412,J,stay"),
        ("a.csv", "id,name,web,comment\n0411,M,yes,\n0413,L,yes,is a minor after all"),
        ("a.csv", "id;nombre;permiso;observaciones\n0411;M;sí;gracias\n0413;L;sí;pidió que la quitemos"),
        ("a.csv", "Name,Form sent,Form back\nMarguerite Tremblay,2026-02-01,2026-02-10\nLucía Fernández,2026-02-01,"),
        ("a.csv", "time,caller,member,outcome\n9:10,Ana,Jonas Weber,agreed\n9:30,Sam,Lucía Fernández,hung up"),
        ("a.txt", "| # | Member | Status |\n|---|---|---|\n| 0411 | M | good to go |\n| 0413 | L | cold feet |"),
        ("a.csv", "Nr;Name;Stand\n0411;M;einverstanden\n0413;L;abgesprungen\n0412;J;bestätigt"),
        ("a.csv", "Nom;Réponse\nMarguerite Tremblay;d'accord\nLucía Fernández;hésite\nJonas Weber;oui"),
        ("a.csv", "id,web,reply\n0411,yes,\n0413,yes,wants to sleep on it"),
        ("a.csv", "id,foto,nota\n0411,sí,\n0413,sí,se arrepiente"),
        ("a.txt", "| 0411 | ok |\n| 0413 | limbo |\n| 0412 | ok |"),
        ("a.csv", "Member,Release\n0411,2026-03-02\n0413,\n0412,2 mars 2026"),
        ("a.csv", "name,stays\nMarguerite Tremblay,y\nLucía Fernández,\nJonas Weber,y"),
        ("a.csv", "name,web\nMarguerite Tremblay,yes\nLucía Fernández,☐ yes"),
        ("a.json", '[{"id": "0411", "status": "yes"}, {"id": "0413", "status": "cold feet"}]'),
        ("a.csv", "id,0411,0413\nstatus,yes,cold feet"),
        (
            "a.txt",
            "Name                 Consent  Print\nJonas Weber          yes      no\nLucía Fernández      hm       yes",
        ),
    ],
)
def test_a_cell_that_is_no_known_yes_is_none(tmp_path: Path, name: str, table: str) -> None:
    assert left_out(roster_of_note(tmp_path, name, table)) == "0413"


@pytest.mark.parametrize(
    "cell",
    [
        *("sí", "sì", "Ja, gern", "einverstanden", "d'accord", "de acuerdo", "bestätigt", "confirmé", "confirmado"),
        *("signé", "firmado", "unterschrieben", "genehmigt", "per E-Mail", "por correo", "telefonisch", "schriftlich"),
        *("good to go", "on file", "✔️", "2 mars 2026", "3. März 2026", "2 de marzo de 2026", "sí, gracias"),
    ],
)
def test_a_yes_in_other_words_is_one(tmp_path: Path, cell: str) -> None:
    assert (
        left_out(roster_of_note(tmp_path, "a.csv", f"id;name;consent\n0411;M;{cell}\n0412;J;no\n0413;L;yes")) == "0412"
    )


@pytest.mark.parametrize("other", ["Accord imprimé", "Zustimmung Druck", "consentimiento papel", "impreso", "Papier"])
def test_a_column_about_print_is_not_about_the_web(tmp_path: Path, other: str) -> None:
    table = f"No;Nom;Accord site;{other}\n0411;M;oui;oui\n0418;E;oui;non\n0413;L;non;oui"

    assert left_out(roster_of_note(tmp_path, "suivi.csv", table)) == "0413"


def test_a_letter_in_pieces_is_read_as_its_lines(tmp_path: Path) -> None:
    runs = [["Agreed: ", "0411", " and ", "0412"], ["0413", " has cold feet"]]
    lines = ("".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in line) for line in runs)
    body = "".join(f"<w:p>{line}</w:p>" for line in lines)
    data = zipped(word__document=f"<w:document>{body}</w:document>")

    assert left_out(roster_with(tmp_path, "members.docx", data, PEOPLE)) == "0413"


@pytest.mark.parametrize(
    ("name", "out"), [("Off the web", "0413"), ("Nein danke", "0413"), ("June", ""), ("Sheet2", "")]
)
def test_the_name_of_a_sheet_is_a_heading(tmp_path: Path, name: str, out: str) -> None:
    sheets = {"On the web": [["id", "name"], ["0411", "M"]], name: [["id", "name"], ["0413", "L"]]}

    assert left_out(roster_with(tmp_path, "members.xlsx", workbook(sheets), PEOPLE)) == out


@pytest.mark.parametrize("member_id", FROM)
@pytest.mark.parametrize(
    "words",
    [
        *(
            "je ne veux plus que ma photo soit sur le site",
            "J'ai changé d'avis pour la photo",
            "Retiro mi consentimiento.",
        ),
        *("Bitte löschen Sie mein Foto.", "Por favor quiten mi foto", "He cambiado de opinión sobre mi foto", "No."),
        *("Can you get rid of my selfie?", "I need it gone", "I did not agree to this", "Why am I on there?", "remove"),
        *(
            "Mein Foto muss weg.",
            "Merci d'ôter ma photo.",
            "Quítenme de ahí",
            "Yes, but please blur me",
            "[ ] yes [x] no",
        ),
        *("Ya no trabajo ahí.", "ok for print only", "My boss has seen me.", "I am leaving the union."),
    ],
)
def test_whoever_writes_a_letter_without_a_plain_yes_is_held(tmp_path: Path, member_id: str, words: str) -> None:
    assert left_out(roster_of_note(tmp_path, "a.eml", LETTER.format(FROM[member_id], words))) == member_id


@pytest.mark.parametrize("words", ["Bitte löschen Sie mein Foto.", "I need mine gone.", "Mi foto, por favor, quítenla"])
def test_a_letter_may_only_be_signed(tmp_path: Path, words: str) -> None:
    assert left_out(roster_of_note(tmp_path, "a.txt", f"Hello,\n\n{words}\n\nAnneliese Hofmann\n")) == "0417"


@pytest.mark.parametrize(
    "words",
    [
        *("Yes, keep it up!", "Ja, gerne.", "Oui, d'accord.", "Sí, de acuerdo.", "I agree.", "Ich bin einverstanden."),
        *(
            "No problem, keep my picture up.",
            "I am not withdrawing, please leave it up.",
            "You can use my picture, yes.",
        ),
    ],
)
def test_a_letter_that_says_yes_changes_nothing(tmp_path: Path, words: str) -> None:
    assert left_out(roster_of_note(tmp_path, "a.eml", LETTER.format(FROM["0420"], words))) == ""


@pytest.mark.parametrize(
    "sender",
    [
        *("=?utf-8?B?w4l0aWVubmUgR2lyYXJk?=", "=?UTF-8?Q?=C3=89tienne?=\n =?UTF-8?Q?_Girard?="),
        *('"=?iso-8859-1?Q?=C9tienne_Girard?="', "=?windows-1252?q?Girard=2C_=C9tienne?="),
        *("=?utf-8*fr?Q?=C3=89tienne_Girard?=", "=?utf-8?B?w4l0aWVubmUg?= Girard", "=?none?Q?Dr?= Étienne Girard"),
    ],
)
def test_a_sender_is_read_as_mail_programs_write_accents(tmp_path: Path, sender: str) -> None:
    note = f"From: {sender} <e@x.example>\nTo: Dale Whitcomb <d@union.example>\n\nPlease remove my photo.\n"

    assert left_out(roster_of_note(tmp_path, "mail.eml", note)) == "0418"


MAIL = "From: =?utf-8?B?w4l0aWVubmUgR2lyYXJk?= <e@x.example>\nTo: Dale Whitcomb <d@union.example>\n"


def attachment(kind: str, encoding: str, body: bytes) -> str:
    """A part of a mail, or all of it."""
    encoded = base64.encodebytes(body) if encoding == "base64" else quopri.encodestring(body)
    return f"Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n{encoded.decode()}"


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
@pytest.mark.parametrize(
    ("words", "out"),
    [
        ("Please remove my photo.", "0418"),
        ("Merci de retirer ma photo, je n’ai jamais été d’accord.", "0418"),
        ("I have cold feet.", "0418"),
        ("I agree.", ""),
    ],
)
def test_a_mail_is_read_however_its_program_encoded_it(tmp_path: Path, encoding: str, words: str, out: str) -> None:
    plain = attachment("text/plain; charset=utf-8", encoding, words.encode())
    latin = attachment("text/plain; charset=windows-1252", encoding, words.encode("cp1252"))
    html = attachment("text/html; charset=utf-8", encoding, f"<p><b>{words}</b></p>".encode())
    both = "Content-Type: multipart/mixed; boundary=x\n\n--x\n{}\n--x\n{}\n--x--\n"
    picture = attachment("image/jpeg", "base64", b"\xff\xd8\xff")

    for number, body in enumerate((plain, latin, html, both.format(plain, html), both.format(picture, html))):
        assert left_out(roster_of_note(tmp_path / str(number), "mail.eml", MAIL + body)) == out, body


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
@pytest.mark.parametrize("kind", ["text/html", "text/csv; name=list.csv", "text/plain", "text/calendar"])
@pytest.mark.parametrize("how", ["alternative", "mixed", "related"])
def test_each_text_of_a_mail_is_read(tmp_path: Path, encoding: str, kind: str, how: str) -> None:
    plain = attachment("text/plain", encoding, b"Your program cannot show this. 0418 agreed")
    other = attachment(kind, encoding, b"0413 has withdrawn.")
    head = f"From: Office <o@union.example>\nContent-Type: multipart/{how}; boundary=x\n\n"
    mail = f"{head}--x\n{plain}\n--x\n{other}\n--x--\n"

    assert left_out(roster_of_note(tmp_path, "mail.eml", mail)) == "0413"


@pytest.mark.parametrize("kind", ["application/pdf", "application/vnd.ms-excel", "application/octet-stream"])
def test_a_mail_with_a_document_is_not_read(tmp_path: Path, kind: str) -> None:
    plain, other = attachment("text/plain", "base64", b"I agree."), attachment(kind, "base64", b"0418 withdrawn")
    mail = f"{MAIL}Content-Type: multipart/mixed; boundary=x\n\n--x\n{plain}\n--x\n{other}\n--x--\n"
    roster = roster_of_note(tmp_path, "mail.eml", mail)

    assert [one.variant for one in roster.all_findings() if one.code == "C79"] == ["not-read"]


@pytest.mark.parametrize(
    ("note", "out"),
    [
        (
            "Marguerite Tremblay will bring cake.\nLucía Fernández withdrew her consent.\nJonas Weber will bring tea.",
            "0413",
        ),
        ("Lucía Fernández withdrew\nJonas Weber is staying\nPriya Raman is happy to stay", "0413"),
        (
            "0413 rang. Yes to web, no to print.\n0411 rang. Web yes, print no.\n0412 rang. No to web, yes to print.",
            "0412",
        ),
        ("keep 0411, 0412\nlose 0413 and 0415", "0413 0415"),
        ("DONE 0411 Marguerite\nCANCELLED 0413", "0413"),
    ],
)
def test_a_line_takes_nobody_with_it(tmp_path: Path, note: str, out: str) -> None:
    assert left_out(roster_of_note(tmp_path, "notes.txt", note)) == out


@pytest.mark.parametrize(
    "note", ["0411 yes\n0412 ok\n0413\n", "* 0411 - yes\n* 0413 -\n", "0413 Lucía\n\n0411 agreed\n"]
)
def test_whose_answer_is_missing_among_others_is_held(tmp_path: Path, note: str) -> None:
    assert left_out(roster_of_note(tmp_path, "notes.txt", note)) == "0413"
    assert left_out(roster_of_note(tmp_path, "notes.txt", f"{note}0413 agreed\n")) == ""


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("notes.txt", "0413 has cold feet"),
        ("notes.txt", "Lucía Fernández dijo que no."),
        ("notes.txt", "Off the web:\n0413 Lucía Fernández\n"),
        ("notes.txt", "[ ] 0413 agreed"),
        ("notes.txt", "Everybody agreed except Lucía Fernández."),
        ("notes.txt", "0413?"),
        ("boss.txt", "0413"),
        ("a.csv", "id,name,status\n0413,L,cold feet"),
        ("a.csv", "id,web\n0413,\n0411,yes"),
        ("a.eml", "From: Lucía Fernández <l@x.example>\n\nHere is my picture."),
    ],
)
def test_a_remedy_works_as_it_is_told(tmp_path: Path, name: str, note: str) -> None:
    assert left_out(roster_of_note(tmp_path / "before", name, note)) == "0413"
    assert left_out(roster_of_note(tmp_path / "below", name, f"{note}\n0413 agreed\n")) == ""
    if name == "a.csv":
        beside = note.replace("0413", "0413 agreed")
        assert left_out(roster_of_note(tmp_path / "beside", name, beside)) == ""


@pytest.mark.parametrize("note", ["0413 agreed\n0413 has cold feet", "0413 withdrew\n0413 agreed", "0413 agreed: [ ]"])
def test_an_earlier_yes_frees_nobody_later(tmp_path: Path, note: str) -> None:
    assert left_out(roster_of_note(tmp_path, "notes.txt", note)) == "0413"
