"""A file that is the same as in the last folder is one with it until that goes; any other is written anew."""

import hashlib
from pathlib import Path

import pytest

from plugins.core.new_folder import CHANGED, Known, NewFolder

PAGE = "news/index.html"


@pytest.fixture
def last(tmp_path: Path) -> Path:
    """The folder that will be replaced, with one page."""
    (tmp_path / "last/news").mkdir(parents=True)
    (tmp_path / "last" / PAGE).write_bytes(b"words")
    return tmp_path / "last"


@pytest.fixture
def known(last: Path) -> dict[str, Known]:
    """What is known of it."""
    state = (last / PAGE).lstat()
    return {PAGE: Known(sha256_of(b"words"), state.st_ino, state.st_size, state.st_mtime_ns)}


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def is_one(last: Path, new: Path) -> bool:
    return (last / PAGE).samefile(new / PAGE)


def test_what_is_the_same_is_not_written_again(last: Path, known: dict[str, Known], tmp_path: Path) -> None:
    new, other = NewFolder(tmp_path / "new", last, known), NewFolder(tmp_path / "other", last)

    assert new.write(PAGE, b"words") == other.write(PAGE, b"words") == sha256_of(b"words")

    assert is_one(last, tmp_path / "new")
    assert not is_one(last, tmp_path / "other"), "it knows nothing of the last folder"


def test_a_file_is_taken_by_its_hash_alone(last: Path, known: dict[str, Known], tmp_path: Path) -> None:
    new = NewFolder(tmp_path / "new", last, known)

    assert not new.take(PAGE, sha256_of(b"other"))
    assert not new.take("index.html", sha256_of(b"words"))
    assert not new.files
    assert new.take(PAGE, sha256_of(b"words"))
    assert new.files[PAGE].size_bytes == len(b"words")
    assert is_one(last, tmp_path / "new")


def known_files(folder: Path) -> dict[str, Known]:
    """What is known of every file of a folder."""
    files = [(path, path.lstat()) for path in folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): Known(
            sha256_of(path.read_bytes()), state.st_ino, state.st_size, state.st_mtime_ns
        )
        for path, state in files
    }


def test_what_was_made_of_a_file_is_taken_with_it_by_the_same_program_alone(last: Path, tmp_path: Path) -> None:
    (last / f"{PAGE}.gz").write_bytes(b"w")
    made, known = (f"{PAGE}.br", f"{PAGE}.gz"), known_files(last)
    same = NewFolder(tmp_path / "same", last, known, is_made_alike=True)
    changed = NewFolder(tmp_path / "changed", last, known, is_made_alike=True)
    by_another = NewFolder(tmp_path / "by-another", last, known)
    for new, data in ((same, b"words"), (changed, b"other"), (by_another, b"words")):
        assert new.take_made_of(PAGE, made) is None, "nobody knows yet what it is"
        new.write(PAGE, data)

    assert changed.take_made_of(PAGE, made) is None
    assert by_another.take_made_of(PAGE, made) is None
    assert by_another.take_as_it_is(f"{PAGE}.gz") is None
    assert same.take_made_of(PAGE, made) == {f"{PAGE}.gz": sha256_of(b"w")}
    assert (tmp_path / "same" / f"{PAGE}.gz").samefile(last / f"{PAGE}.gz")


def test_of_what_was_made_of_a_file_nothing_is_known_where_a_part_cannot_be_taken(last: Path, tmp_path: Path) -> None:
    (last / f"{PAGE}.gz").write_bytes(b"w")
    known = known_files(last)
    (last / f"{PAGE}.gz").write_bytes(b"changed")
    new = NewFolder(tmp_path / "new", last, known, is_made_alike=True)
    new.write(PAGE, b"words")

    assert new.take_made_of(PAGE, [f"{PAGE}.gz"]) is None
    assert not (tmp_path / "new" / f"{PAGE}.gz").exists()


def test_what_was_made_of_a_file_and_is_not_as_it_was_left_is_made_anew(last: Path, tmp_path: Path) -> None:
    (last / f"{PAGE}.gz").write_bytes(b"w")
    new = NewFolder(tmp_path / "new", last, known_files(last) | {f"{PAGE}.gz": CHANGED}, is_made_alike=True)
    new.write(PAGE, b"words")

    assert new.take_made_of(PAGE, [f"{PAGE}.br", f"{PAGE}.gz"]) is None


@pytest.mark.parametrize("data", [b"Words", b"words, and more", b""])
def test_what_is_not_the_same_is_written_and_leaves_the_last_folder_alone(
    last: Path, known: dict[str, Known], tmp_path: Path, data: bytes
) -> None:
    NewFolder(tmp_path / "new", last, known).write(PAGE, data)

    assert (tmp_path / "new" / PAGE).read_bytes() == data
    assert (last / PAGE).read_bytes() == b"words"


def test_a_second_file_of_one_name_does_not_reach_into_the_last_folder(
    last: Path, known: dict[str, Known], tmp_path: Path
) -> None:
    new = NewFolder(tmp_path / "new", last, known)
    new.write(PAGE, b"words")

    new.write(PAGE, b"other")

    assert (tmp_path / "new" / PAGE).read_bytes() == b"other"
    assert (last / PAGE).read_bytes() == b"words"
    assert new.files[PAGE].state is None


def test_a_file_that_somebody_wrote_meanwhile_is_not_taken(last: Path, known: dict[str, Known], tmp_path: Path) -> None:
    (last / PAGE).write_bytes(b"theirs")

    NewFolder(tmp_path / "new", last, known).write(PAGE, b"words")

    assert (tmp_path / "new" / PAGE).read_bytes() == b"words"
    assert (last / PAGE).read_bytes() == b"theirs"


def test_a_file_that_somebody_copied_by_a_link_stays_theirs_alone(
    last: Path, known: dict[str, Known], tmp_path: Path
) -> None:
    (tmp_path / "theirs").hardlink_to(last / PAGE)

    NewFolder(tmp_path / "new", last, known).write(PAGE, b"words")

    assert not is_one(last, tmp_path / "new")


def test_a_link_in_the_last_folder_is_not_followed(last: Path, known: dict[str, Known], tmp_path: Path) -> None:
    (last / PAGE).rename(tmp_path / "elsewhere")
    (last / PAGE).symlink_to(tmp_path / "elsewhere")

    NewFolder(tmp_path / "new", last, known).write(PAGE, b"words")

    assert not (tmp_path / "new" / PAGE).is_symlink()
    assert not is_one(last, tmp_path / "new")


@pytest.mark.parametrize("name", ["news", "news/index.html/part"])
def test_a_file_where_a_folder_is_or_the_other_way_round_is_an_error(
    last: Path, known: dict[str, Known], tmp_path: Path, name: str
) -> None:
    new = NewFolder(tmp_path / "new", last, known)
    new.write(PAGE, b"words")

    with pytest.raises((FileExistsError, IsADirectoryError, NotADirectoryError)):
        new.write(name, b"words")


@pytest.fixture
def spare(last: Path, tmp_path: Path) -> Path:
    """A folder that has the page of the last one, and some that is not there, or not so."""
    folder = tmp_path / "spare"
    (folder / "news").mkdir(parents=True)
    (folder / PAGE).hardlink_to(last / PAGE)
    (folder / "news/old.html").write_bytes(b"words of a member who is withdrawn")
    (folder / "index.html").symlink_to(last / PAGE)
    return folder


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def test_in_a_spare_folder_stays_what_the_last_one_has(spare: Path, last: Path, known: dict[str, Known]) -> None:
    new = NewFolder(spare, last, known)

    assert files_in(spare) == {PAGE}
    changed_ns = (last / PAGE).stat().st_ctime_ns
    assert new.write(PAGE, b"words") == sha256_of(b"words")
    assert (last / PAGE).stat().st_ctime_ns == changed_ns, "it got a name, or lost one"
    assert is_one(last, spare)
    assert new.files[PAGE].state
    new.drop_spare()
    assert files_in(spare) == {PAGE}


def test_in_a_spare_folder_nothing_is_known_to_stay_of_a_folder_that_is_not(spare: Path, last: Path) -> None:
    NewFolder(spare, last)

    assert files_in(spare) == set()
    assert (last / PAGE).read_bytes() == b"words"


def test_what_changed_is_written_beside_the_last_folders(spare: Path, last: Path, known: dict[str, Known]) -> None:
    new = NewFolder(spare, last, known)

    new.write(PAGE, b"other")

    assert ((spare / PAGE).read_bytes(), (last / PAGE).read_bytes()) == (b"other", b"words")


def test_what_nobody_took_goes_from_a_spare_folder_with_folders_that_are_empty_then(
    spare: Path, last: Path, known: dict[str, Known]
) -> None:
    new = NewFolder(spare, last, known)

    new.drop_spare(lambda name: name == PAGE)
    assert files_in(spare) == {PAGE}
    new.drop_spare()

    assert list(spare.iterdir()) == []
    assert new.write(PAGE, b"words") == sha256_of(b"words")
    assert is_one(last, spare)


@pytest.mark.parametrize("name", ["news", "news/index.html/part"])
def test_in_a_spare_folder_a_file_may_be_where_a_folder_was_or_the_other_way_round(
    spare: Path, last: Path, known: dict[str, Known], name: str
) -> None:
    NewFolder(spare, last, known).write(name, b"part")

    assert files_in(spare) == {name}
    assert (last / PAGE).read_bytes() == b"words"


def test_a_folder_that_somebody_made_in_a_spare_one_is_in_no_files_way(
    spare: Path, last: Path, known: dict[str, Known]
) -> None:
    (spare / "about.html/part").mkdir(parents=True)

    new = NewFolder(spare, last, known)
    new.write(PAGE, b"words")
    new.write("about.html", b"words")

    assert files_in(spare) == {PAGE, "about.html"}
    with pytest.raises(FileExistsError):
        new.write("news", b"words")


def test_what_went_from_a_spare_folder_meanwhile_is_written(spare: Path, last: Path, known: dict[str, Known]) -> None:
    new = NewFolder(spare, last, known)
    (spare / PAGE).unlink()

    new.write(PAGE, b"words")

    assert (spare / PAGE).read_bytes() == b"words"
