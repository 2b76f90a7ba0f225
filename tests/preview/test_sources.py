import os
import threading

import pytest

from plugins.preview.sources import Watcher, outermost, state_of


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
