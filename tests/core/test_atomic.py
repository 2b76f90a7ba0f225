import errno
from pathlib import Path

import pytest

from plugins.core.atomic import is_temporary, write_whole


def test_writing_begins_again_when_another_build_pruned_the_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace
    lost: list[Path] = []

    def lose_the_first(temporary: Path, target: Path) -> Path:
        if not lost:
            lost.append(temporary)
            temporary.unlink()
        return replace(temporary, target)

    monkeypatch.setattr(Path, "replace", lose_the_first)
    write_whole(tmp_path / "a.txt", b"whole")

    assert lost
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.txt", b"whole")]


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "a.txt", b"whole")
    assert not list(tmp_path.iterdir())


def test_what_was_there_stays_whole_until_the_new_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "a.txt", b"whole")

    def full(file: Path, data: bytes) -> int:
        with file.open("wb") as half:
            half.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left") as caught:
        write_whole(tmp_path / "a.txt", b"other")
    assert caught.value.filename == str(tmp_path / "a.txt")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.txt", b"whole")]


def test_a_folder_that_goes_away_meanwhile_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_bytes = Path.write_bytes
    lost: list[Path] = []

    def lose_the_folder(temporary: Path, data: bytes) -> int:
        if not lost:
            lost.append(temporary)
            temporary.parent.rmdir()
        return write_bytes(temporary, data)

    monkeypatch.setattr(Path, "write_bytes", lose_the_folder)
    write_whole(tmp_path / "cache" / "a.txt", b"whole")

    assert is_temporary(lost[0].name)
    assert (tmp_path / "cache/a.txt").read_bytes() == b"whole"
