"""A note among the selfies that takes pictures back is obeyed by ids and names; where it cannot be, the build stops."""

from pathlib import Path

import pytest

from plugins.core.findings import Level, errors
from plugins.selfies.withdrawals import check_ids, read_withdrawals
from tests.selfies.members import text
from tests.selfies.test_copies import folder_with, on_the_wall, roster_of
from tests.selfies.test_elsewhere import left_out, put, with_a_member
from tests.selfies.test_notes import docx, ods, xlsx

PROBLEM = "This may be a list of members who took their pictures back, but I know nobody by name."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("withdrawn.txt", b"Lena Ford\n"),
        ("withdrawn.md", b"Lena Ford\n"),
        ("Withdrawn members.xlsx", xlsx([["Name", "State"], ["Lena Ford", "withdrawn"]])),
        ("revoked.ods", ods([["lena ford"], ["sam"]])),
        ("removed/list.docx", docx("Lena Ford")),
        ("no.txt", b"lena\n"),
        ("opted out.csv", b"name\nlena ford\n"),
        ("wihtdrawn.txt", b"lena@union.example\n"),
        ("withdrawals.txt", "Нина Орлова\n".encode()),
        ("withdrawn.txt", b"0901\nLena Ford\nSam Reyes\n"),
        ("deleted", b"Lena F."),
    ],
)
def test_a_list_of_names_stops_a_public_build(tmp_path: Path, name: str, data: bytes) -> None:
    roster = roster_of(folder_with(tmp_path, {name: data}))

    texts = [(found.where.path, found.problem) for found in errors(roster.findings)]
    assert texts == [(f"content/selfies/{name}", PROBLEM)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("withdrawn.txt", b"Ade Nomura"),
        ("notes.txt", b"Ade Nomura withdrew by phone"),
        ("list.xlsx", xlsx([["Ade Nomura", "revoked"]])),
        ("Letters.docx", docx("On Monday ADE NOMURA", "withdrew")),
        ("e.txt", "Adé  Nomura: retirée".encode()),
    ],
)
def test_whoever_is_named_in_a_note_that_takes_back_is_left_out(tmp_path: Path, name: str, data: bytes) -> None:
    roster = roster_of(folder_with(tmp_path, {name: data}))

    assert on_the_wall(roster) == []
    assert "Ade" not in " ".join(map(str, roster.all_findings()))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("withdrawn.txt", b""),
        ("withdrawn.txt", b"0901\n0902 Lena Ford\n"),
        ("withdrawn.csv", b"id,name\n0901,Lena Ford\n0902,Sam Reyes\n"),
        ("withdrawn.xlsx", xlsx([["id", "name"], ["0901", "Lena Ford"], ["0902", "Sam Reyes"]])),
        ("Withdrawals 2021.docx", docx("Withdrawn members", "Selfie 0901, in June, by phone")),
        ("withdrawn.txt", b"Withdrawn members\n\nnone yet\n"),
        ("consent list.txt", b"Lena Ford\nAde Nomura, consent by phone\n"),
        ("calls.txt", b"Ade Nomura, on Monday"),
        ("README.txt", b"How To Withdraw\nType the command that the README tells.\n"),
        ("notes.txt", b"The bill was withdrawn on Monday."),
        ("lena.txt", text({"Name": "Ade Nomura"}).encode()),
    ],
)
def test_a_list_with_ids_and_a_text_about_something_else_say_nothing(tmp_path: Path, name: str, data: bytes) -> None:
    roster = roster_of(folder_with(tmp_path, {name: data}))

    assert on_the_wall(roster) == ["0900"]
    assert list(roster.all_findings()) == []


HONEST = [
    *((f"{name}.txt", "0900\n") for name in ("approved", "ok", "cleared", "agreed 2021", "confirmed", "todo", "draft")),
    *((f"{name}.txt", "Ade Nomura\nLena Ford\n") for name in ("approved", "private", "internal", "cleared", "todo")),
    ("agreed.csv", "id\n0900\n"),
    ("approved/list.txt", "0900, Ade Nomura\n"),
    ("todo.txt", "write to Ade Nomura about the rally"),
    ("internal.txt", "Ade Nomura scans on Mondays"),
    ("draft.txt", "Dear members"),
    ("private.txt", "Ade Nomura: 555-1234"),
    ("waiting.txt", "Lena Ford\nAde Nomura\n"),
    ("left/readme.txt", "Lena Ford keeps this folder."),
    ("left/readme.txt", "Ade Nomura"),
    ("no photos day.txt", "Ade Nomura speaks at ten."),
    ("withdrawn/readme.txt", "Lena Ford keeps this folder for the board."),
    ("readme.txt", "How to withdraw: --withdraw 0900. Ask Ade Nomura."),
    ("readme.txt", "Type  python3 tasks.py selfies --withdraw 0900\nAde Nomura"),
    ("letter.txt", "you can withdraw at any time.\nAde Nomura"),
    ("letter.txt", "Everybody has the right to withdraw.\nAde Nomura"),
    ("letter.txt", "If you change your mind and want to withdraw, write to Ade Nomura."),
    ("letter.txt", "Members may withdraw their consent at any time. Write to Ade Nomura, room 0900."),
    ("how to withdraw.txt", "Write to Ade Nomura, room 0900."),
    ("withdrawal form.txt", "Ade Nomura, room 0900"),
    ("rally.txt", "Ade Nomura is not available"),
    ("rally.txt", "Ade Nomura does not want the microphone."),
    ("rally.txt", "Never mind: Ade Nomura comes, and refuses no question."),
    ("list.txt", "0901 refused\n0900 agreed"),
]


@pytest.mark.parametrize(("name", "words"), HONEST)
def test_a_note_that_does_not_plainly_take_back_says_nothing(tmp_path: Path, name: str, words: str) -> None:
    roster = roster_of(folder_with(tmp_path, {name: words}))

    assert on_the_wall(roster) == ["0900"]
    assert list(roster.all_findings()) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("agenda.txt", "Room 12, not 7"),
        ("approved 7.txt", ""),
        ("ok 7.jpg", "x"),
        ("rally.txt", "May Park is not available"),
        ("rally.txt", "Room 7 was removed"),
    ],
)
def test_a_short_number_or_a_name_in_a_sentence_takes_nothing_back(tmp_path: Path, name: str, words: str) -> None:
    files: dict[str, str | bytes] = {name: words, "7.md": text({"Name": "May Park"}), "7.jpg": b"1"}

    assert on_the_wall(roster_of(folder_with(tmp_path, files))) == ["0900", "7"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("notes.txt", "On Monday Ade Nomura called.\nShe withdrew."),
        ("notes.txt", "Ade Nomura refused"),
        ("notes.txt", "0900 is not to be used"),
        ("notes.txt", "These members want to withdraw:\nLena Ford\nAde Nomura"),
        ("notes.txt", "0900 and 0901: they want to withdraw"),
        ("notes.txt", "0900 wants to withdraw"),
        ("hold.txt", "0900"),
        ("private.txt", "0900"),
        ("not approved.txt", "0900"),
        ("readme.txt", "How to withdraw: write to us.\nWithdrawn: 0900"),
        ("removed in June.txt", "Ade Nomura, by phone"),
        ("notes.csv", "id;state\n0901;ok\n0900;removed"),
    ],
)
def test_a_note_that_plainly_takes_back_is_obeyed(tmp_path: Path, name: str, words: str) -> None:
    assert on_the_wall(roster_of(folder_with(tmp_path, {name: words}))) == []


@pytest.mark.parametrize("name", ["approved.pdf", "private.pdf", "todo.pdf", "ok/letter.pdf", "waiting.pdf"])
def test_what_cannot_be_read_stops_nothing_unless_it_is_called_a_list(tmp_path: Path, name: str) -> None:
    roster = roster_of(folder_with(tmp_path, {name: b"%PDF-1.7 form"}))

    assert [found.level for found in roster.all_findings()] == [Level.WARNING]


def test_a_list_of_names_by_its_lines_alone_is_told(tmp_path: Path) -> None:
    roster = roster_of(folder_with(tmp_path, {"June.txt": b"These withdrew:\nLena Ford\n"}))

    assert [(found.level, found.problem) for found in roster.all_findings()] == [(Level.WARNING, PROBLEM)]


@pytest.mark.parametrize("written", ["Lena Ford", "lena@union.example", "Нина", "Lena"])
def test_a_name_in_the_list_itself_stops_a_public_build(tmp_path: Path, written: str) -> None:
    file = tmp_path / "withdrawn.toml"
    file.write_text(f'"{written}" = {{ date = 2021-06-14 }}\n', encoding="utf-8")
    withdrawals, _ = read_withdrawals(file)
    (wrong,) = check_ids(withdrawals, {"0900"}, {"0900"}, file)

    assert wrong.level is Level.ERROR
    assert written not in str(wrong)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("withdrawn 7.txt", ""),
        ("withdrawn-07.xlsx", "x"),
        ("no 7.txt", ""),
        ("revoked 3 and 7.txt", ""),
        ("withdrawn 7.jpg", "x"),
        ("private 7.png", "x"),
        ("notes.txt", "withdrawn: 7"),
        ("notes.txt", "selfie 7 withdrawn"),
        ("notes.csv", "name,id,state\nx,7,withdrawn"),
        ("withdrawn.txt", "3, 7"),
        ("notes.txt", "7 and 12 revoked 2021-06-14"),
    ],
)
def test_an_id_of_a_digit_is_found_where_a_word_takes_back(tmp_path: Path, name: str, words: str) -> None:
    roster = roster_of(folder_with(tmp_path, {name: words, "7.md": text(), "7.jpg": b"1"}))

    assert on_the_wall(roster) == ["0900"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("consent form 7.pdf", "%PDF"),
        ("permission slip 7.txt", "to sign"),
        ("print 7.txt", "to do"),
        ("notes.txt", "withdrew on 7 June, said one of 7 members who were there"),
        ("notes.txt", "withdrew: 7 June"),
        ("notes.txt", "Room 7 is closed"),
    ],
)
def test_another_number_is_no_id(tmp_path: Path, name: str, words: str) -> None:
    roster = roster_of(folder_with(tmp_path, {name: words, "7.md": text(), "7.jpg": b"1"}))

    assert on_the_wall(roster) == ["0900", "7"]


@pytest.mark.parametrize(
    "folder",
    ["0900 no", "withdrawn 0900", "withdrawn/0900", "0900/withdrawn", "0900/a/no", "0900 - removed", "x 900 wd"],
)
def test_an_empty_folder_takes_back_by_its_name(tmp_path: Path, folder: str) -> None:
    (folder_with(tmp_path, {}) / folder).mkdir(parents=True)

    assert on_the_wall(roster_of(tmp_path)) == []


@pytest.mark.parametrize("folder", ["0900", "2021", "old", "withdrawn", "0901 no", "0900 originals"])
def test_another_empty_folder_says_nothing(tmp_path: Path, folder: str) -> None:
    (folder_with(tmp_path, {}) / folder).mkdir(parents=True)
    roster = roster_of(tmp_path)

    assert on_the_wall(roster) == ["0900"]
    assert list(roster.all_findings()) == []


@pytest.mark.parametrize(
    "file", ["content/0900 withdrawn.txt", "content/withdrawn 0900.md", "withdrawn 0900.txt", "0900 revoked", "0900.md"]
)
def test_an_empty_file_takes_back_by_its_name_beside_the_content(tmp_path: Path, file: str) -> None:
    site = with_a_member(tmp_path)
    put(site, str(Path(file).parent), {Path(file).name: ""})

    assert [line.split()[-1] for line in left_out(site)] == ["[C79]"]


@pytest.mark.parametrize("file", ["content/news/0900-withdrawn.md", "0900 signatures.txt", "removed.txt"])
def test_another_file_there_takes_nothing_back(tmp_path: Path, file: str) -> None:
    site = with_a_member(tmp_path)
    put(site, str(Path(file).parent), {Path(file).name: ""})

    assert left_out(site) == []


def test_a_folder_at_the_top_that_is_called_as_a_member_is_none(tmp_path: Path) -> None:
    site = with_a_member(tmp_path)
    (site.folder / "0900").mkdir()

    assert left_out(site) == []
