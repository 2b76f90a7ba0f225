import hashlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.engine.fresh import fresh_output
from plugins.release.manifest import Hashed, hash_files, listed_files
from plugins.site.routes import MANIFEST


def put(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name).write_text(text)


def test_the_manifest_has_one_line_for_each_other_file_with_its_hash(tmp_path: Path) -> None:
    with fresh_output(tmp_path / "output") as building:
        (building / "news").mkdir()
        put(building / "news", b="2")
        put(building, a="1")

    text = (tmp_path / "output" / MANIFEST).read_text()
    assert json.loads(text) == {
        name: hashlib.sha256(data).hexdigest() for name, data in {"a": b"1", "news/b": b"2"}.items()
    }
    assert len([line for line in text.splitlines() if ":" in line]) == 2


TICK_NS = 50_000_000  # more than one of the kernel, in which these file systems count


def settled(file: Path) -> None:
    """Wait until another writing of the file would be known by its times, on these file systems."""
    while time.time_ns() - file.lstat().st_ctime_ns < TICK_NS * 1.2:
        time.sleep(0.01)


@pytest.fixture
def quick_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Known by its times after a tick."""
    monkeypatch.setattr("plugins.release.manifest.SETTLED_NS", TICK_NS)


def write_over(file: Path) -> None:
    before = file.stat()
    file.write_text("WORDS")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def put_another_in_its_place(file: Path) -> None:
    other, before = file.with_name("other"), file.stat()
    other.write_text("WORDS")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)


def link_to_another(file: Path) -> None:
    file.unlink()
    file.symlink_to(__file__)


@pytest.mark.usefixtures("quick_clock")
@pytest.mark.parametrize("change", [write_over, put_another_in_its_place, link_to_another])
def test_a_file_that_changed_is_hashed_again_whatever_its_size_and_date_say(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    put(tmp_path, a="words", b="words")
    settled(tmp_path / "b")
    before = hash_files(tmp_path)
    change(tmp_path / "a")
    settled(tmp_path / "a")
    after = hash_files(tmp_path, before)

    assert after == hash_files(tmp_path)
    assert after["a"].sha256 != before["a"].sha256
    assert after["b"] == before["b"]


@pytest.mark.usefixtures("quick_clock")
@pytest.mark.skipif(os.name == "nt", reason="a program can set every time of a file there")
def test_a_file_that_nobody_touched_is_not_read_again(tmp_path: Path) -> None:
    put(tmp_path, a="words")
    settled(tmp_path / "a")
    known = {"a": Hashed("as it was", hash_files(tmp_path)["a"].stamp)}

    assert hash_files(tmp_path, known) == known


def test_of_a_file_that_was_written_just_now_the_hash_is_not_remembered(tmp_path: Path) -> None:
    put(tmp_path, a="words")
    (tmp_path / "a").touch()  # whatever the machine was busy with

    assert hash_files(tmp_path)["a"].stamp is None


@pytest.mark.skipif(os.name == "nt", reason="a program can set every time of a file there")
@pytest.mark.parametrize(("age_s", "is_known"), [(2, False), (4, True)])
def test_a_hash_is_remembered_once_the_times_of_every_file_system_have_moved_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, age_s: int, is_known: bool
) -> None:
    """Linux cuts them to two seconds on a FAT disk."""
    put(tmp_path, a="words")
    now_ns = (tmp_path / "a").lstat().st_ctime_ns + age_s * 1_000_000_000
    monkeypatch.setattr("plugins.release.manifest.time.time_ns", lambda: now_ns)

    assert (hash_files(tmp_path)["a"].stamp is not None) is is_known


def test_a_manifest_can_hold_a_name_that_is_no_text(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"\xff")).write_text("")
    except OSError:
        pytest.skip("this disk takes no such name")
    with fresh_output(tmp_path / "output", project=tmp_path) as building:
        (building / os.fsdecode(b"plan\xff.txt")).write_text("words")

    assert listed_files(tmp_path / "output") == {MANIFEST, os.fsdecode(b"plan\xff.txt")}
