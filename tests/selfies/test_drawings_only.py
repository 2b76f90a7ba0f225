"""Photographs in a folder that git keeps, while the settings say that nobody real is in it (C81)."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.core.findings import Finding
from plugins.selfies.folder import check_folder
from tests.pictures.samples import encoded, four_corners
from tests.pictures.test_photographs import TAKEN

pytestmark = pytest.mark.needs("git")

TEXT = "Name: Quillfeather\n\nWords\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of drawings that git keeps."""
    folder = tmp_path / "project/content/selfies"
    folder.mkdir(parents=True)
    (folder / "0401.jpg").write_bytes(encoded(four_corners(60, 40), "JPEG"))
    (folder / "0401.md").write_text(TEXT)
    git(folder, "init", "--quiet", ".")
    git(folder, "add", ".")
    return folder


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


def findings_of(folder: Path, *, are_drawings: bool = True, is_public: bool = True) -> list[str]:
    found: list[Finding] = list(check_folder(folder, "selfies", are_drawings=are_drawings, is_public=is_public))
    return [str(finding) for finding in found]


@pytest.mark.parametrize("name", TAKEN)
@pytest.mark.parametrize("file", ["0900.jpg", "old/0900.jpg", "0900.md", "0900", ".0900.arriving"])
def test_a_photograph_is_told_whatever_it_is_called_and_wherever_it_lies(folder: Path, name: str, file: str) -> None:
    (folder / "old").mkdir()
    (folder / file).write_bytes(TAKEN[name])

    (line,) = findings_of(folder)

    assert line.startswith("error pelicanconf.py:")
    assert "[C81]" in line


def test_the_error_names_ids_and_what_to_write(folder: Path) -> None:
    for number in range(900, 905):
        (folder / f"0{number}.jpg").write_bytes(TAKEN["camera in JPEG"])
    (folder / "Quillfeather at home.jpg").write_bytes(TAKEN["place alone in JPEG"])

    (line,) = findings_of(folder)

    assert line.partition("  ")[2] == (
        "SELFIES_ARE_DRAWINGS says that nobody real is in them, but a camera took pictures there (0900, 0901, 0902 and "
        "3 more), and git keeps that folder. Move the folder out of the project, name its new place as SELFIES_PATH, "
        "and write  SELFIES_ARE_DRAWINGS = False ; whatever was committed is still in git's history.  [C81]"
    )


def test_a_name_that_is_no_id_is_not_told(folder: Path) -> None:
    (folder / "Quillfeather.jpg").write_bytes(TAKEN["camera in JPEG"])

    (line,) = findings_of(folder)

    assert "(1 of them)" in line
    assert "Quillfeather" not in line


def test_while_one_writes_it_is_an_error_too(folder: Path) -> None:
    (folder / "0900.jpg").write_bytes(TAKEN["camera in JPEG"])

    assert [line[:5] for line in findings_of(folder, is_public=False)] == ["error"]


def nothing_more(folder: Path) -> None:
    """Drawings alone."""


def a_link(folder: Path) -> None:
    (folder.parent / "photo.jpg").write_bytes(TAKEN["camera in JPEG"])
    (folder / "0900.jpg").symlink_to("../photo.jpg")


def without_git(folder: Path) -> None:
    (folder / "0900.jpg").write_bytes(TAKEN["camera in JPEG"])
    (folder / ".git").rename(folder.parent / "elsewhere")


@pytest.mark.parametrize("how", [nothing_more, a_link, without_git], ids=lambda how: how.__name__)
def test_drawings_and_folders_that_git_does_not_keep_are_left_in_peace(
    folder: Path, how: Callable[[Path], None]
) -> None:
    how(folder)

    assert findings_of(folder) == []


def test_a_repository_that_cannot_be_read_may_keep_them(folder: Path) -> None:
    (folder / "0900.jpg").write_bytes(TAKEN["camera in JPEG"])
    (folder / ".git/index").write_bytes(b"damaged")

    assert ["[C81]" in line for line in findings_of(folder)] == [True]
    (folder / "0900.jpg").unlink()
    assert findings_of(folder) == []


def test_the_samples_own_folder_is_quiet(root: Path) -> None:
    assert findings_of(root / "content/selfies") == []
