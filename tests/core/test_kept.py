"""What is kept says by itself whether it is whole; whatever else has its name is neither believed nor waited for."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from plugins.core.kept import make_folder, make_private, make_way, read_sealed, sealed, unsealed

DATA = bytes(range(256)) * 3
POSIX = pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")


@pytest.mark.parametrize("data", [b"", b"\n", b"words\nand more\n", DATA])
def test_what_was_sealed_comes_back_as_it_was(data):
    assert unsealed(sealed(data, "kept"), "kept") == data


def test_no_byte_can_be_another_one_and_none_can_be_missing_or_too_many():
    kept = sealed(DATA, "kept")
    harmed = [kept[:place] + bytes([kept[place] ^ 1]) + kept[place + 1 :] for place in range(len(kept))]
    harmed += [kept[:length] for length in range(len(kept))]
    harmed += [kept + b"\n", b"\n" + kept, DATA, kept.upper()]

    assert [unsealed(one, "kept") for one in harmed] == [None] * len(harmed)


def test_what_was_kept_under_another_name_is_not_taken_for_it(tmp_path):
    (tmp_path / "face.woff2").write_bytes(sealed(DATA, "template"))

    assert read_sealed(tmp_path / "face.woff2") is None


def a_folder(path: Path) -> None:
    path.mkdir()
    (path / "within").write_text("words")


def a_link(path: Path) -> None:
    (path.parent / "elsewhere").write_bytes(sealed(b"planted", "kept"))
    path.symlink_to("elsewhere")


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere")


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def a_pipe_that_nobody_writes_to(path: Path) -> None:
    os.mkfifo(path)


def nothing(_path: Path) -> None:
    pass


IN_ITS_PLACE = [nothing, a_folder, a_link, a_link_to_nothing, a_link_to_itself, a_pipe_that_nobody_writes_to]


@POSIX
@pytest.mark.parametrize("put", IN_ITS_PLACE)
def test_what_is_no_file_is_not_read_and_not_waited_for(tmp_path, put):
    put(tmp_path / "kept")

    assert read_sealed(tmp_path / "kept") is None


@POSIX
def test_what_a_pipe_gives_is_not_believed_though_it_is_whole(tmp_path):
    os.mkfifo(tmp_path / "kept")
    handle = os.open(tmp_path / "kept", os.O_RDWR)
    try:
        os.write(handle, sealed(b"planted", "kept"))
        assert read_sealed(tmp_path / "kept") is None
    finally:
        os.close(handle)


@POSIX
@pytest.mark.parametrize("put", IN_ITS_PLACE)
def test_way_is_made_without_a_look_at_what_a_link_leads_to(tmp_path, put):
    put(tmp_path / "kept")
    make_way(tmp_path / "kept")

    assert not os.path.lexists(tmp_path / "kept")
    assert put is not a_link or (tmp_path / "elsewhere").exists()


@POSIX
@pytest.mark.parametrize("put", [put for put in IN_ITS_PLACE if put is not a_folder])
@pytest.mark.parametrize("below", ["", "pictures"])
def test_a_folder_of_ours_is_made_in_the_place_of_whatever_is_none(tmp_path, put, below):
    put(tmp_path / ".cache")
    make_folder(tmp_path / ".cache" / below)

    assert (tmp_path / ".cache" / below).is_dir()


@POSIX
def test_a_folder_of_ours_may_be_on_another_disk(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".cache").symlink_to("elsewhere")
    make_folder(tmp_path / ".cache" / "pictures")

    assert (tmp_path / "elsewhere/pictures").is_dir()


@POSIX
@pytest.mark.parametrize("put", IN_ITS_PLACE)
def test_a_private_folder_is_its_owners_alone(tmp_path, put):
    before = os.umask(0)
    try:
        put(tmp_path / "private")
        make_private(tmp_path / "private")
    finally:
        os.umask(before)

    assert (tmp_path / "private").lstat().st_mode & 0o170777 == 0o040700


def test_a_folder_that_several_builds_make_at_once_is_there_with_what_one_of_them_wrote(tmp_path):
    def write(name: str) -> None:
        for number in range(300):
            folder = tmp_path / f"cache-{number}" / "cards"
            together.wait()
            make_folder(folder)
            (folder / name).write_text(name)

    together = Barrier(4, timeout=60)
    with ThreadPoolExecutor(4) as builds:
        list(builds.map(write, "abcd"))

    assert [len(list(folder.iterdir())) for folder in tmp_path.glob("*/cards")] == [4] * 300
