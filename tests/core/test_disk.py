"""What a disk refuses is one sentence that names the place and what to do."""

import errno
import os
import sqlite3
import subprocess
from pathlib import Path

import pytest

from plugins.core.disk import REFUSALS, not_deleted, refuse_full_disk, refused_by_disk
from tests.small_disk import filled, small_disk

HERE = Path("/srv/site/output")


@pytest.mark.parametrize("name", [name for name in REFUSALS if hasattr(errno, name)])
def test_each_refusal_names_the_file_and_what_to_do(name):
    wrong = OSError(getattr(errno, name), os.strerror(getattr(errno, name)), "/srv/site/output/news/plan.html")
    refusal = refused_by_disk(wrong, HERE)

    assert refusal is not None
    assert refusal.code == "C83"
    assert refusal.where.path == "/srv/site/output/news/plan.html"
    assert '"plan.html"' in refusal.problem
    assert refusal.remedy.endswith(".")
    assert "\n" not in str(refusal)


def test_a_refusal_that_names_no_file_is_of_the_folder_that_is_written():
    refusal = refused_by_disk(OSError(errno.ENOSPC, "No space left on device"), HERE)

    assert str(refusal) == (
        'error /srv/site/output:1  The disk is full: "output" cannot be written. '
        "Delete or move what you do not need, and try again.  [C83]"
    )


@pytest.mark.parametrize("named", [b"/srv/a\xff.md", os.fsdecode(b"/srv/a\xff.md")])
def test_a_file_whose_name_is_no_text_can_be_told(named):
    line = str(refused_by_disk(OSError(errno.ENOSPC, "No space left on device", named), HERE))

    assert line.startswith("error /srv/a\\udcff.md:1  The disk is full:")
    assert line.encode()


def test_a_name_that_is_too_long_is_not_told_twice_in_whole():
    line = str(refused_by_disk(OSError(errno.ENAMETOOLONG, "File name too long", f"/srv/{'a' * 300}"), HERE))

    assert f'"{"a" * 60} …"' in line


@pytest.mark.parametrize("wrong", [OSError(errno.ENOENT, "none"), OSError("words"), ValueError(), KeyError("x")])
def test_what_no_disk_refused_is_not_its_mistake(wrong):
    assert refused_by_disk(wrong, HERE) is None


def test_each_folder_that_is_not_deleted_is_named():
    one, other = not_deleted([HERE, Path("/srv/x")])

    assert (one.code, one.where.path, other.where.path) == ("C82", "/srv/site/output", "/srv/x")
    assert "old pages and pictures are still in it" in one.problem


@pytest.mark.parametrize("name", ["ENOSPC", "EDQUOT", "EFBIG", "EROFS"])
def test_of_two_files_the_one_that_was_written_is_named(name):
    code = getattr(errno, name)
    refusal = refused_by_disk(OSError(code, os.strerror(code), "/mnt/card/me.jpg", None, "/srv/site/0900.jpg"), HERE)

    assert refusal is not None
    assert refusal.where.path == "/srv/site/0900.jpg"


@pytest.mark.parametrize(
    "words",
    [
        "fatal: write error: No space left on device",
        "fatal: sha1 file '<stdout>' write error. Out of diskspace",
        "error: unable to write file: Disk quota exceeded",
        "first line\nOSError: [Errno 28] No space left on device: '/srv/x'\nlast line",
        "Out of disk space.",
    ],
)
def test_what_a_program_says_of_a_full_disk_is_believed(tmp_path, words):
    with pytest.raises(OSError, match="No space left") as raised:
        refuse_full_disk(tmp_path, output=words)

    assert (raised.value.errno, raised.value.filename) == (errno.ENOSPC, str(tmp_path))


@pytest.mark.parametrize(
    "words", ["", "fatal: not a git repository", "remote: error: No space left on device", "the disk is fine"]
)
def test_a_disk_with_room_and_another_machines_words_stop_nothing(tmp_path, words):
    refuse_full_disk(tmp_path, tmp_path / "not there", output=words)

    assert list(tmp_path.iterdir()) == []


def test_the_folder_whose_disk_is_full_is_found(tmp_path):
    with small_disk(tmp_path / "small", "2m"):
        refuse_full_disk(tmp_path, tmp_path / "small")
        with filled(tmp_path / "small", but_bytes=4096), pytest.raises(OSError, match="No space left") as raised:
            refuse_full_disk(tmp_path, tmp_path / "small")

    assert raised.value.filename == str(tmp_path / "small")


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/srv/a.jpg")


def raised_from(cause: BaseException | None, wrong: BaseException) -> BaseException:
    wrong.__cause__ = cause
    return wrong


def raised_while(context: BaseException, wrong: BaseException) -> BaseException:
    wrong.__context__ = context
    return wrong


@pytest.mark.parametrize(
    "wrong",
    [
        raised_from(FULL, RuntimeError("a picture cannot be saved")),
        raised_while(FULL, ValueError("encoder error -2")),
        raised_from(raised_while(FULL, KeyError("x")), RuntimeError("twice")),
        ExceptionGroup("workers", [ValueError("x"), FULL]),
        raised_while(OSError(errno.EDQUOT, "Disk quota exceeded"), FileNotFoundError("report.json")),
        sqlite3.OperationalError("database or disk is full"),
        OSError("write failed: No space left on device"),
        subprocess.SubprocessError("pagefind: Out of disk space (os error 112)"),
    ],
    ids=str,
)
def test_a_full_disk_is_found_behind_what_was_made_of_it(wrong):
    refusal = refused_by_disk(wrong, HERE)

    assert refusal
    assert (refusal.code, refusal.variant) in [("C83", "disk-full"), ("C83", "share-used-up")]


@pytest.mark.parametrize(
    "wrong",
    [
        ValueError("x"),
        raised_while(PermissionError(errno.EACCES, "Permission denied", "a"), KeyError("x")),
        raised_from(FileNotFoundError(errno.ENOENT, "No such file", "a"), RuntimeError("x")),
        RuntimeError("remote: fatal: no space left on device"),
    ],
    ids=str,
)
def test_what_no_full_disk_is_behind_is_none(wrong):
    assert refused_by_disk(wrong, HERE) is None


def test_exceptions_in_a_ring_are_looked_at_once():
    one, other = ValueError("a"), KeyError("b")
    one.__context__, other.__context__ = other, one

    assert refused_by_disk(one, HERE) is None
