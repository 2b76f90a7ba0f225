import mmap
import os
import shutil
import threading
import time

import pytest

from plugins.preview.sources import Watcher, at_rest, is_fresh, outermost, state_of


def test_a_folder_inside_another_one_is_watched_once(tmp_path):
    (tmp_path / "content/selfies").mkdir(parents=True)
    (tmp_path / "theme").mkdir()
    named = [tmp_path / "content/selfies", tmp_path / "theme", tmp_path / "content", tmp_path / "theme/../content"]

    assert outermost([*named, tmp_path / "missing"]) == [tmp_path / "content", tmp_path / "theme"]


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.write_text("another"),
        lambda file: file.unlink(),
        lambda file: file.rename(file.with_name("b.md")),
        lambda file: os.utime(file, ns=(1, 1)),
        lambda file: file.with_name("c.md").touch(),
    ],
    ids=["other words", "gone", "another name", "saved again", "one more"],
)
def test_a_change_is_a_change_of_state(tmp_path, change):
    (tmp_path / "a.md").write_text("words")
    before = state_of([tmp_path])
    assert state_of([tmp_path]) == before

    change(tmp_path / "a.md")
    assert state_of([tmp_path]) != before


def other_words(file):
    return file.read_text().swapcase()


def keeping_its_times(file, change):
    """Do something to a file, and give it back the times it had, as `touch -r` does."""
    seen = file.stat()
    change(file)
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def put_in_its_place(file, text):
    new = file.with_name(".new")
    new.write_text(text)
    shutil.copystat(file, new)
    new.replace(file)


def exchange(file):
    put_in_its_place(file, other_words(file))


def take_away_and_give_back(file):
    seen, text = file.stat(), other_words(file)
    file.unlink()
    file.write_text(text)
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def write_a_letter_in_the_middle(file):
    with file.open("r+b") as opened:
        opened.seek(2)
        opened.write(b"X")


def write_through_a_map(file):
    with file.open("r+b") as opened, mmap.mmap(opened.fileno(), 0) as mapped:
        mapped[0:1] = b"X"


def write_under_another_name(file):
    other = file.with_name(".other")
    os.link(file, other)
    other.write_text(other_words(file))
    other.unlink()


OF_THE_SAME_SIZE_AND_TIME = {
    "touch -r": lambda file: keeping_its_times(file, lambda it: it.write_text(other_words(it))),
    "cp -p": lambda file: keeping_its_times(file, lambda it: shutil.copyfile(it.with_name("b.md"), it)),
    "mv of another": exchange,
    "deleted and restored": take_away_and_give_back,
    "in the middle": lambda file: keeping_its_times(file, write_a_letter_in_the_middle),
    "through a map": lambda file: keeping_its_times(file, write_through_a_map),
    "under another name": lambda file: keeping_its_times(file, write_under_another_name),
    "readable by others": lambda file: file.chmod(0o640),
}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no time of such a change")
@pytest.mark.parametrize("linked", [False, True], ids=["a file", "behind a link"])
@pytest.mark.parametrize("change", OF_THE_SAME_SIZE_AND_TIME.values(), ids=OF_THE_SAME_SIZE_AND_TIME)
def test_a_change_that_keeps_size_and_time_is_a_change_of_state(tmp_path, change, linked):
    sources, elsewhere = tmp_path / "sources", tmp_path / "elsewhere"
    sources.mkdir()
    elsewhere.mkdir()
    file = (elsewhere if linked else sources) / "a.md"
    file.write_text("words")
    (file.parent / "b.md").write_text("WORDS")
    if linked:
        (sources / "a.md").symlink_to(file)
    before = at_rest(lambda: state_of([sources]))
    time.sleep(0.05)  # more than a tick: that a state is at rest is a test of its own

    change(file)
    assert state_of([sources]) != before


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_that_leads_to_another_file_of_the_same_size_and_time_is_a_change_of_state(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, ns=(1, 1))
    (tmp_path / "sources").mkdir()
    link = tmp_path / "sources/a.md"
    link.symlink_to(tmp_path / "one")
    before = state_of([tmp_path / "sources"])
    link.unlink()
    link.symlink_to(tmp_path / "two")

    assert state_of([tmp_path / "sources"]) != before


def test_a_file_that_was_only_read_is_as_it_was(tmp_path):
    (tmp_path / "a.md").write_text("words")
    before = state_of([tmp_path])
    (tmp_path / "a.md").read_text()
    os.access(tmp_path / "a.md", os.R_OK)

    assert state_of([tmp_path]) == before


SECOND = 1_000_000_000


@pytest.mark.parametrize(
    ("mtime_ns", "ctime_ns", "fresh"),
    [
        (100 * SECOND, 100 * SECOND, True),
        (0, 100 * SECOND - SECOND // 100, True),
        (100 * SECOND + SECOND // 100, 0, True),
        (0, 99 * SECOND, False),
        (3_000 * SECOND, 0, False),
    ],
    ids=["now", "its time set back", "a clock that is ahead", "a second ago", "a time that never was"],
)
def test_what_changed_within_a_tick_is_fresh(mtime_ns, ctime_ns, fresh):
    state = {"a.md": (1, 1, 1, 5), "b.md": (mtime_ns, ctime_ns, 2, 5)}

    assert is_fresh(state, 100 * SECOND) is fresh


def test_what_is_fresh_is_looked_at_again_and_again_but_not_for_ever(tmp_path):
    looks: list[int] = []

    def look():
        looks.append(len(looks))
        (tmp_path / "a.md").write_text(str(looks))
        return state_of([tmp_path])

    assert at_rest(look) == state_of([tmp_path])
    assert 1 < len(looks) < 10


def test_to_follow_the_same_folders_again_begins_nothing_new(tmp_path):
    watcher = Watcher(tmp_path, lambda: None)
    try:
        watcher.follow([tmp_path])
        threads = set(threading.enumerate())
        watcher.follow([tmp_path])
        assert set(threading.enumerate()) == threads
    finally:
        watcher.stop()


def test_nothing_wakes_a_watcher_that_was_told_to_stop(tmp_path):
    woken = threading.Event()
    before = set(threading.enumerate())
    watcher = Watcher(tmp_path, woken.set)
    watcher.follow([tmp_path])
    listening = set(threading.enumerate()) - before
    assert woken.wait(5)

    watcher.stop()
    for thread in listening:
        thread.join(5)
        assert not thread.is_alive()
