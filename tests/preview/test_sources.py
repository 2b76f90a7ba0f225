import mmap
import os
import shutil
import threading
import time

import pytest

from plugins.preview.sources import Sources, Watcher, outermost, reports_changes, state_of
from tests.preview.conftest import wait_until


def test_a_folder_inside_another_one_is_watched_once(tmp_path):
    (tmp_path / "content/selfies").mkdir(parents=True)
    (tmp_path / "theme").mkdir()
    named = [tmp_path / "content/selfies", tmp_path / "theme", tmp_path / "content", tmp_path / "theme/../content"]

    assert outermost(named) == [tmp_path / "content", tmp_path / "theme"]


def test_a_folder_that_is_missing_is_one_that_may_come(tmp_path):
    sources = Sources(tmp_path, [tmp_path / "content"])
    assert not sources.is_whole
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("words")

    assert sources.is_whole
    assert sources.changed() == {tmp_path / "content/a.md"}


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
    time.sleep(0.05)  # more than a tick of the clock
    before = state_of([sources])
    time.sleep(0.05)

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


@pytest.fixture
def project(tmp_path):
    for name in ("content/news", "theme", "plugins"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("content/news/a.md", "theme/a.html", "plugins/a.py", "pelicanconf.py", "notes.txt"):
        (tmp_path / name).write_text("words")
    return tmp_path


@pytest.fixture
def sources(project):
    settings = [project / "pelicanconf.py", project / "publishconf.py"]
    return Sources(project, [project / name for name in ("content", "theme", "plugins")], program=settings)


NO_SOURCES = """
output/index.html .cache/x .git/index notes.txt tasks.py plugins/__pycache__/x.pyc content/.a.md content/.git/x
content/b.swp content/a.md~ content/#a.md# content/~$a.md content/4913 content/.preview-123
"""


@pytest.mark.parametrize("is_reported", [True, False])
def test_what_is_no_source_is_no_change(project, sources, is_reported):
    files = [project / name for name in NO_SOURCES.split()]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("new")

    assert sources.changed(files if is_reported else ()) == set()


def test_what_is_reported_has_been_seen(project, sources):
    file = project / "content/news/a.md"
    file.write_text("other words")

    assert sources.changed([file, project / "notes.txt"]) == {file}
    assert sources.changed() == set()


def test_a_folder_that_is_moved_in_is_seen_with_all_that_lies_in_it(project, sources):
    (project / "elsewhere").mkdir()
    (project / "elsewhere/b.md").write_text("words")
    (project / "elsewhere").rename(project / "content/moved")

    assert sources.changed([project / "content/moved"]) == {project / "content/moved"}
    assert sources.changed() == set()


def test_a_report_within_a_tick_of_the_clock_is_a_change_though_the_file_looks_the_same(project, sources):
    file = project / "content/news/a.md"
    assert sources.changed([file]) == sources.changed([file]) == {file}


class Heard:
    """What a watcher was woken with."""

    def __init__(self, root, *folders):
        self.paths, self.calls = set(), 0
        self.watcher = Watcher([root], self)
        self.watcher.follow(folders)
        wait_until(lambda: self.calls >= 1 + bool(folders))

    def __call__(self, paths):
        self.paths |= paths
        self.calls += 1

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.watcher.stop()


@pytest.mark.parametrize("name", ["content/news/a.md", "content/new/b.md", "theme/a.html", "plugins/x/y.py"])
def test_every_file_below_is_watched_even_in_a_folder_made_later(project, name):
    with Heard(project, project / "content", project / "theme", project / "plugins") as heard:
        (project / name).parent.mkdir(exist_ok=True)
        time.sleep(0.5)  # a folder is listened to a moment after it was made; worker.py looks again
        (project / name).write_text("new")
        wait_until(lambda: project / name in heard.paths)


def test_settings_that_an_editor_puts_in_the_place_of_others_are_watched(project):
    with Heard(project) as heard:
        put_in_its_place(project / "pelicanconf.py", "new")
        wait_until(lambda: project / "pelicanconf.py" in heard.paths)


def test_a_folder_that_was_made_anew_is_listened_to_anew(project):
    with Heard(project, project / "content") as heard:
        shutil.rmtree(project / "content")
        heard.watcher.follow([project / "content"])
        (project / "content").mkdir()
        calls = heard.calls
        heard.watcher.follow([project / "content"])
        wait_until(lambda: heard.calls > calls)
        (project / "content/b.md").write_text("words")
        wait_until(lambda: project / "content/b.md" in heard.paths)


def test_a_file_that_changes_twice_with_the_same_size_is_reported_after_the_second(project):
    file = project / "content/news/a.md"
    seen: list[str] = []
    watcher = Watcher([project], lambda paths: seen.append(file.read_text()) if file in paths else None)
    watcher.follow([project / "content"])
    time.sleep(0.5)
    for number in range(100):
        file.write_text(f"{number:02}")
        if number % 10 == 0:
            time.sleep(0.02)
    wait_until(lambda: seen and seen[-1] == "99")
    watcher.stop()


def test_a_folder_of_a_disk_reports_what_happens_in_it_and_keeps_nothing_of_the_trial(project):
    assert reports_changes(project / "content")
    assert [file.name for file in (project / "content").iterdir()] == ["news"]


def test_a_folder_that_is_not_there_is_not_asked_about(project):
    assert reports_changes(project / "nothing")


def test_to_follow_the_same_folders_again_begins_nothing_new(tmp_path):
    watcher = Watcher([tmp_path], lambda _: None)
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
    watcher = Watcher([tmp_path], lambda _: woken.set())
    watcher.follow([tmp_path])
    listening = set(threading.enumerate()) - before
    assert woken.wait(5)

    watcher.stop()
    for thread in listening:
        thread.join(5)
        assert not thread.is_alive()


def test_every_file_among_members_counts_and_whatever_is_put_beside_them(tmp_path) -> None:
    members = tmp_path / "members/selfies"
    members.mkdir(parents=True)
    sources = Sources(tmp_path, [tmp_path / "content"], [members], [members.parent])
    (members / "0402.md.bak").write_text("x")
    (members / ".0402.md").write_text("x")
    assert sources.changed() == {members / "0402.md.bak", members / ".0402.md"}
    assert sources.changed({members / "0402.md~"}) == {members / "0402.md~"}

    (members.parent / "selfies - Copy").mkdir()
    assert sources.changed() == {members.parent}
    assert sources.changed({members.parent / "0402 withdrawn.txt"}) == {members.parent / "0402 withdrawn.txt"}
    assert sources.changed({members / ".preview-1"}) == set()
