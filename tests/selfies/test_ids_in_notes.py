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

    told = [(found.where.path, found.problem) for found in errors(roster.findings)]
    assert told == [(f"content/selfies/{name}", PROBLEM)]


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
    assert "Ade" not in " ".join(map(str, roster.told()))


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
    assert list(roster.told()) == []


def test_a_list_of_names_by_its_lines_alone_is_told(tmp_path: Path) -> None:
    roster = roster_of(folder_with(tmp_path, {"June.txt": b"These withdrew:\nLena Ford\n"}))

    assert [(found.level, found.problem) for found in roster.told()] == [(Level.WARNING, PROBLEM)]


@pytest.mark.parametrize("written", ["Lena Ford", "lena@union.example", "Нина", "Lena"])
def test_a_name_in_the_list_itself_stops_a_public_build(tmp_path: Path, written: str) -> None:
    file = tmp_path / "withdrawn.toml"
    file.write_text(f'"{written}" = {{ date = 2021-06-14 }}\n', encoding="utf-8")
    withdrawals, _ = read_withdrawals(file)
    (told,) = check_ids(withdrawals, {"0900"}, {"0900"}, file)

    assert told.level is Level.ERROR
    assert written not in str(told)


@pytest.mark.parametrize(
    ("name", "told"),
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
def test_an_id_of_a_digit_is_found_where_a_word_takes_back(tmp_path: Path, name: str, told: str) -> None:
    roster = roster_of(folder_with(tmp_path, {name: told, "7.md": text(), "7.jpg": b"1"}))

    assert on_the_wall(roster) == ["0900"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("consent form 7.pdf", "%PDF"),
        ("permission slip 7.txt", "x"),
        ("print 7.txt", "x"),
        ("notes.txt", "withdrew on 7 June, said one of 7 members who were there"),
        ("notes.txt", "withdrew: 7 June"),
        ("notes.txt", "Room 7 is closed"),
    ],
)
def test_another_number_is_no_id(tmp_path: Path, name: str, told: str) -> None:
    roster = roster_of(folder_with(tmp_path, {name: told, "7.md": text(), "7.jpg": b"1"}))

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
    assert list(roster.told()) == []


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
