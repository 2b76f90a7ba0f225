"""Many values in one file: whole or not there, whatever becomes of the file or of who writes it."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.core.kept_values import KeptValues
from tests.small_site import ROOT

MANY = {f"name {number}": bytes([number]) * 5_000 for number in range(200)}
WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from plugins.core.kept_values import KeptValues
kept = KeptValues(Path(sys.argv[2]))
print("begun", flush=True)
for round in range(10_000):
    for number in range(50):
        kept.put(f"{number}", bytes([round % 250]) * 50_000)
    kept.save()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "kept"


def filled(file: Path) -> None:
    kept = KeptValues(file)
    for name, data in MANY.items():
        kept.put(name, data)
    kept.save()


def test_what_was_kept_is_there_for_the_next_one(file: Path) -> None:
    filled(file)
    kept = KeptValues(file)

    assert {name: kept.get(name) for name in kept.names()} == MANY
    assert kept.get("another") is None


def test_what_was_not_saved_is_not_kept(file: Path) -> None:
    KeptValues(file).put("a", b"1")

    assert KeptValues(file).names() == set()


def test_all_but_what_is_to_stay_is_dropped_and_no_byte_of_it_stays(file: Path) -> None:
    filled(file)
    KeptValues(file).keep_only({"name 7"})

    assert KeptValues(file).names() == {"name 7"}
    assert bytes([9]) * 100 not in file.read_bytes()
    assert bytes([7]) * 100 in file.read_bytes()


def test_without_a_file_nothing_is_kept() -> None:
    kept = KeptValues(None)
    kept.put("a", b"1")
    kept.keep_only({"a"})

    assert (kept.get("a"), kept.names()) == (None, set())


@pytest.mark.parametrize("left", [0, 1, 20, 100, 4_096, 10_000, -1])
def test_a_file_that_was_cut_short_holds_what_is_whole_and_can_be_filled_again(file: Path, left: int) -> None:
    filled(file)
    file.write_bytes(file.read_bytes()[:left])
    kept = KeptValues(file)

    assert all(kept.get(name) in (None, data) for name, data in MANY.items())
    filled(file)
    again = KeptValues(file)
    assert all(again.get(name) in (None, data) for name, data in MANY.items())
    if left != -1 and left < 10_000:
        assert {name: again.get(name) for name in MANY} == MANY


@pytest.mark.parametrize("at", [5, 30, 2_000, 5_000, 40_000, 400_000])
def test_a_byte_that_tipped_gives_no_wrong_value(file: Path, at: int) -> None:
    filled(file)
    data = bytearray(file.read_bytes())
    data[at] ^= 0x40
    file.write_bytes(data)
    kept = KeptValues(file)

    assert all(kept.get(name) in (None, whole) for name, whole in MANY.items())


@pytest.mark.parametrize("what", ["folder", "link", "link to nothing", "pipe", "text"])
def test_whatever_is_in_its_place_makes_way(file: Path, tmp_path: Path, what: str) -> None:
    file.parent.mkdir()
    (tmp_path / "other").write_bytes(b"mine")
    if what == "folder":
        (file / "reading").mkdir(parents=True)
    elif what.startswith("link"):
        file.symlink_to(tmp_path / ("other" if what == "link" else "gone"))
    elif what == "pipe":
        os.mkfifo(file)
    else:
        file.write_text("no database")
    filled(file)

    assert {name: KeptValues(file).get(name) for name in MANY} == MANY
    assert (tmp_path / "other").read_bytes() == b"mine"
    assert not (tmp_path / "gone").exists()


def test_who_comes_while_another_one_writes_keeps_nothing_and_waits_for_nobody(file: Path) -> None:
    filled(file)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    kept = KeptValues(file)
    kept.put("a", b"1")
    kept.save()

    assert (kept.get("a"), kept.names()) == (None, set())
    other.execute("ROLLBACK")
    other.close()
    assert KeptValues(file).names() == MANY.keys()


@pytest.mark.parametrize("late_s", [0.02, 0.1, 0.3])
def test_after_a_kill_each_value_is_whole(file: Path, late_s: float) -> None:
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(ROOT), str(file)], stdout=subprocess.PIPE)
    assert writer.stdout
    writer.stdout.readline()
    with pytest.raises(subprocess.TimeoutExpired):
        writer.wait(late_s)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()

    kept = KeptValues(file)
    found = [kept.get(name) for name in kept.names()]
    assert {len(set(data)) for data in found if data} <= {1}
    filled(file)
    assert KeptValues(file).names() >= MANY.keys()
