"""Temporary files are private, and gone when their owner is: with its end, or with the next start after a kill."""

import os
import stat
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from plugins.core.replacing import new_beside, old_beside
from plugins.core.temporary import FOLDER, delete_reports, keep_report, sweep, temporary_folder, wait_for_builds

POSIX = pytest.mark.skipif(os.name == "nt", reason="modes and links as POSIX has them")
OWN = """
import sys
from pathlib import Path
from plugins.core.temporary import temporary_folder
with temporary_folder(Path(sys.argv[1]), "build", Path(sys.argv[2])) as folder:
    (folder / "portrait.jpg").write_text("a face")
    print(folder, flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_owner(project: Path, root: Path, replaces: Path):
    """Another process that has a folder; it ends with the body, or is killed in it."""
    command = [sys.executable, "-c", OWN, str(project), str(replaces)]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield Path(process.stdout.readline().strip()), process
        process.communicate("")


def kill(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.wait()


def left(project: Path) -> list[str]:
    """All that is in the folder for temporary files but the lock on it."""
    return sorted(path.name for path in (project / FOLDER).iterdir() if path.name != "lock")


@POSIX
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o777 & ~0o700])
def test_only_its_owner_can_read_it_whatever_the_machines_custom(tmp_path, mask):
    before = os.umask(mask)
    try:
        with temporary_folder(tmp_path, "check") as folder:
            modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder.parent, folder.parents[1])]
    finally:
        os.umask(before)

    assert modes == [0o700] * 3


def test_it_is_gone_afterwards_however_the_body_ends(tmp_path):
    with pytest.raises(FileNotFoundError), temporary_folder(tmp_path, "check") as folder:
        (folder / "absent" / "portrait.jpg").write_text("a face")

    assert left(tmp_path) == []


def test_what_a_killed_owner_left_is_gone_with_the_next_start(tmp_path, root):
    with another_owner(tmp_path, root, tmp_path / "output") as (folder, process):
        kill(process)
        assert (folder / "portrait.jpg").exists()
        with temporary_folder(tmp_path, "check") as ours:
            assert left(tmp_path) == [ours.name, f"{ours.name}.lock"]

    assert sweep(tmp_path) == []
    assert left(tmp_path) == []


def test_two_who_are_alive_never_delete_each_others(tmp_path, root):
    with another_owner(tmp_path, root, tmp_path / "output") as (theirs, _):
        with temporary_folder(tmp_path, "check") as ours:
            assert sweep(tmp_path) == []
            assert (theirs / "portrait.jpg").exists()
            assert ours.exists()
        assert (theirs / "portrait.jpg").exists()


@pytest.mark.parametrize("known", ["by the killed one's note", "by its place"])
def test_what_stands_beside_a_folder_that_a_killed_one_was_to_replace_is_gone_too(tmp_path, root, known):
    project = tmp_path / "project"
    project.mkdir()
    output = (tmp_path / "elsewhere/output") if known.endswith("note") else project / "output"
    output.mkdir(parents=True)
    with another_owner(project, root, output) as (_, process):
        new_beside(output).mkdir()
        (old_beside(output) / "pictures").mkdir(parents=True)
        kill(process)
    if known == "by its place":
        for path in (project / FOLDER).glob("build-*"):
            path.unlink() if path.is_file() else [*map(Path.unlink, path.iterdir()), path.rmdir()]

    assert sweep(project) == []
    assert sorted(path.name for path in output.parent.iterdir() if "site-" in path.name) == []


def test_a_folder_that_a_killed_one_had_moved_aside_is_put_back(tmp_path, root):
    output = tmp_path / "elsewhere" / "output"
    output.mkdir(parents=True)
    (output / "index.html").write_text("the last good one")
    with another_owner(tmp_path, root, output) as (_, process):
        output.rename(old_beside(output))
        kill(process)
    sweep(tmp_path)

    assert (output / "index.html").read_text() == "the last good one"


def test_what_is_on_a_disk_that_is_not_there_is_deleted_when_it_is_there_again(tmp_path, root):
    disk = tmp_path / "disk"
    output = disk / "output"
    output.mkdir(parents=True)
    with another_owner(tmp_path, root, output) as (_, process):
        new_beside(output).mkdir()
        kill(process)
    disk.rename(tmp_path / "away")
    sweep(tmp_path)
    (tmp_path / "away").rename(disk)
    sweep(tmp_path)

    assert {path.name for path in disk.iterdir()} == {"output", ".output.lock"}
    assert left(tmp_path) == []


@POSIX
def test_a_link_in_the_folders_place_is_taken_away_and_what_it_leads_to_stays(tmp_path):
    theirs = tmp_path / "theirs"
    name = f"build-{'0' * 32}"
    (theirs / name).mkdir(parents=True)
    (theirs / name / "thesis.txt").write_text("years of work")
    (tmp_path / FOLDER.parent).mkdir()
    (tmp_path / FOLDER).symlink_to(theirs)
    sweep(tmp_path)

    assert not (tmp_path / FOLDER).is_symlink()
    assert (theirs / name / "thesis.txt").read_text() == "years of work"


@POSIX
@pytest.mark.parametrize("place", [FOLDER.parent, FOLDER, FOLDER / "lock"])
@pytest.mark.parametrize("put", ["file", "pipe", "link to nothing", "link to itself", "folder"])
def test_whatever_is_in_the_place_of_ours_makes_way(tmp_path, place, put):
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    if put == "file":
        (tmp_path / place).write_text("words")
    elif put == "pipe":
        os.mkfifo(tmp_path / place)
    elif put == "folder":
        (tmp_path / place).mkdir()
    else:
        (tmp_path / place).symlink_to("nowhere" if put.endswith("nothing") else tmp_path / place)
    with temporary_folder(tmp_path, "check") as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    assert left(tmp_path) == []


@POSIX
def test_of_a_link_among_the_folders_only_the_link_is_deleted(tmp_path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/thesis.txt").write_text("years of work")
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FOLDER / f"build-{'0' * 32}").symlink_to(tmp_path / "theirs")

    assert sweep(tmp_path) == []
    assert left(tmp_path) == []
    assert (tmp_path / "theirs/thesis.txt").exists()


def test_what_has_no_name_of_ours_is_left_alone(tmp_path):
    (tmp_path / FOLDER / "notes").mkdir(parents=True)
    (tmp_path / ".output.site-plan").mkdir()
    sweep(tmp_path)

    assert left(tmp_path) == ["notes"]
    assert (tmp_path / ".output.site-plan").exists()


def test_a_killed_ones_note_that_names_somebody_elses_folder_harms_nothing(tmp_path):
    (tmp_path / "home/letters").mkdir(parents=True)
    planted = tmp_path / FOLDER / f"build-{'0' * 32}"
    planted.mkdir(parents=True)
    (planted / "replaced").write_bytes(os.fsencode(tmp_path / "home/letters"))
    sweep(tmp_path)

    assert (tmp_path / "home/letters").is_dir()
    assert left(tmp_path) == []


@POSIX
def test_a_report_is_private_and_only_the_last_ten_are_kept(tmp_path):
    written = [keep_report(tmp_path, f"Traceback {number} \udcff") for number in range(12)]

    assert sorted(left(tmp_path)) == sorted(file.name for file in written[2:])
    assert stat.S_IMODE(written[-1].stat().st_mode) == 0o600
    assert written[-1].read_text() == "Traceback 11 \\udcff"
    assert delete_reports(tmp_path) == []
    assert left(tmp_path) == []


def test_a_build_that_runs_is_waited_for(tmp_path, root):
    with another_owner(tmp_path, root, tmp_path / "output") as (folder, process):
        waiting = [sys.executable, "-c", WAIT, str(tmp_path)]
        with subprocess.Popen(waiting, cwd=root, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout
            assert other.stdout.readline() == "waiting\n"
            with pytest.raises(subprocess.TimeoutExpired):
                other.wait(0.3)
            process.communicate("")
            assert other.wait(20) == 0
    assert not folder.exists()
    wait_for_builds(tmp_path)


WAIT = """
import sys
from pathlib import Path
from plugins.core.temporary import wait_for_builds
print("waiting", flush=True)
wait_for_builds(Path(sys.argv[1]))
"""
