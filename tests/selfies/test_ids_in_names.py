"""An id in the name of a file or a folder, empty or not, that takes back is obeyed, and no other number."""

from pathlib import Path

import pytest

from plugins.core.findings import Level
from plugins.selfies.withdrawals import check_ids, read_withdrawals
from tests.selfies.members import text
from tests.selfies.test_copies import folder_with, on_the_wall, roster_of
from tests.selfies.test_elsewhere import left_out, put, with_a_member


@pytest.mark.parametrize("written", ["Lena Ford", "lena@union.example", "Нина", "Lena"])
def test_a_name_in_the_list_itself_stops_a_public_build(tmp_path: Path, written: str) -> None:
    file = tmp_path / "withdrawn.toml"
    file.write_text(f'"{written}" = {{ date = 2021-06-14 }}\n', encoding="utf-8")
    withdrawals, _ = read_withdrawals(file)
    (wrong,) = check_ids(withdrawals, {"0900"}, {"0900"}, file)

    assert wrong.level is Level.ERROR
    assert written not in str(wrong)


@pytest.mark.parametrize(
    "name",
    ["withdrawn 7.txt", "withdrawn-07.xlsx", "no 7.txt", "revoked 3, 7.txt", "withdrawn 7.jpg", "private 7.png"],
)
def test_an_id_of_a_digit_is_found_where_a_word_takes_back(tmp_path: Path, name: str) -> None:
    roster = roster_of(folder_with(tmp_path, {name: "x", "7.md": text(), "7.jpg": b"1"}))

    assert on_the_wall(roster) == ["0900"]


@pytest.mark.parametrize("name", ["consent form 7.pdf", "permission slip 7.txt", "approved 7.txt", "ok 7.jpg"])
def test_another_number_is_no_id(tmp_path: Path, name: str) -> None:
    roster = roster_of(folder_with(tmp_path, {name: "x", "7.md": text(), "7.jpg": b"1"}))

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
