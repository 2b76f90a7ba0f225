"""Which file a path leads to is asked of the file system; what it is called proves nothing."""

import os
from pathlib import Path

import pytest

from plugins.core.reachable import (
    identity,
    identity_of,
    is_within,
    path_within,
    private_files,
    same_entry,
    same_file,
)


def status(*, inode: int, device: int = 7) -> os.stat_result:
    return os.stat_result((0o100644, inode, device, 1, 0, 0, 10, 0, 0, 0))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With a member's picture and text, and an older one in a folder of its own."""
    (tmp_path / "selfies/old").mkdir(parents=True)
    for name in ("0900.jpg", "0900.md", "old/0800.jpg"):
        (tmp_path / "selfies" / name).write_bytes(name.encode())
    (tmp_path / "images").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    "other", ["/C/SELFIES/0900.JPG", "/c/SELFIE~1/0900.jpg", "/c/selfies/0900.jpg. ", "/x/e\u0301"]
)
def test_two_spellings_of_one_inode_are_one_file(other: str) -> None:
    assert identity_of(status(inode=42), Path("/c/selfies/0900.jpg")) == identity_of(status(inode=42), Path(other))


def test_one_name_for_two_inodes_or_devices_is_two_files() -> None:
    file = Path("/c/selfies/0900.jpg")

    assert identity_of(status(inode=42), file) != identity_of(status(inode=43), file)
    assert identity_of(status(inode=42), file) != identity_of(status(inode=42, device=8), file)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Selfies/0900.JPG", "selfies/0900.jpg"), ("Zo\u00e9.jpg", "zoe\u0301.jpg"), ("STRASSE", "straße")],
)
def test_where_files_have_no_numbers_their_paths_are_compared_in_one_case_and_form(one: str, other: str) -> None:
    without = status(inode=0)

    assert identity_of(without, Path("/c", one)) == identity_of(without, Path("/c", other))
    assert identity_of(without, Path("/c", one)) != identity_of(without, Path("/c/other.jpg"))


def test_where_files_have_no_numbers_links_are_followed_all_the_same(folder: Path) -> None:
    (folder / "images/x.jpg").symlink_to("../selfies/0900.jpg")

    assert identity_of(status(inode=0), folder / "images/x.jpg") == identity_of(
        status(inode=0), folder / "selfies/../selfies/0900.jpg"
    )


def test_what_is_not_there_has_no_identity_and_is_no_other_file(folder: Path) -> None:
    for lost in (folder / "gone", folder / "\0", folder / ("x" * 3000)):
        assert identity(lost) is None
        assert not same_file(lost, lost)


def test_a_link_and_what_it_leads_to_are_one_file_and_two_entries(folder: Path) -> None:
    link = folder / "images/x.jpg"
    link.symlink_to("../selfies/0900.jpg")

    assert same_file(link, folder / "selfies/0900.jpg")
    assert not same_entry(link, folder / "selfies/0900.jpg")
    assert same_entry(link, folder / "images/../images/x.jpg")


@pytest.mark.parametrize(
    "path",
    [
        "selfies",
        "selfies/0900.jpg",
        "selfies/old/0800.jpg",
        "images/../selfies/0900.jpg",
        "way/0900.jpg",
        "selfies/new.jpg",
    ],
)
def test_a_file_is_within_a_folder_however_one_comes_to_it(folder: Path, path: str) -> None:
    (folder / "way").symlink_to("selfies", target_is_directory=True)

    assert is_within(folder / path, folder / "selfies")
    assert is_within(folder / path, folder / "way")


@pytest.mark.parametrize(
    "path", ["images/x.jpg", "selfies/out.jpg", "selfies/../images", "selfies2/0900.jpg", "selfies/\0"]
)
def test_a_file_is_not_within_a_folder_that_it_only_seems_to_lie_in(folder: Path, path: str) -> None:
    (folder / "selfies/out.jpg").symlink_to("../images/x.jpg")

    assert not is_within(folder / path, folder / "selfies")
    assert not is_within(folder / path, folder / "gone")


def test_the_path_within_a_folder_is_told_from_that_folder(folder: Path) -> None:
    (folder / "way").symlink_to("selfies/old", target_is_directory=True)

    assert path_within(folder / "way/0800.jpg", folder / "selfies") == Path("old/0800.jpg")
    assert path_within(folder / "selfies", folder / "selfies") == Path()
    assert path_within(folder / "selfies", folder / "images") is None


def test_a_private_file_is_known_by_every_name_it_has(folder: Path) -> None:
    private = private_files([folder / "selfies", folder / "no such folder"])
    for name, target in [("hard.jpg", "0900.jpg"), ("notes.txt", "0900.md"), ("older.pdf", "old/0800.jpg")]:
        (folder / "images" / name).hardlink_to(folder / "selfies" / target)
    (folder / "images/link.jpg").symlink_to("hard.jpg")
    (folder / "images/copy.jpg").write_bytes(b"0900.jpg")

    held = {file.name for file in (folder / "images").iterdir() if private.holds(file)}

    assert held == {"hard.jpg", "notes.txt", "older.pdf", "link.jpg"}


def test_what_a_link_among_the_private_files_leads_to_is_private_too(folder: Path) -> None:
    (folder / "images/x.jpg").write_bytes(b"x")
    (folder / "selfies/0901.jpg").symlink_to("../images/x.jpg")

    assert private_files([folder / "selfies"]).holds(folder / "images/x.jpg")


def test_a_picture_that_comes_after_the_folder_was_read_is_private_where_it_lies(folder: Path) -> None:
    private = private_files([folder / "selfies"])
    (folder / "selfies/0902.jpg").write_bytes(b"new")

    assert private.holds(folder / "selfies/0902.jpg")
