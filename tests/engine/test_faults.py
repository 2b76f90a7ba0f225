"""What machines and people do to a build: the next one is as from nothing, and no output is a mix of two sites."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fuzz import LONG, scaled
from tests.selfies.members import text
from tests.small_site import ROOT, SmallSite, small_site, story

CAMPAIGN = "Title: Keep the library open\nSummary: Four hours less.\n\nOne.\n"
POSIX = pytest.mark.skipif(os.name == "nt", reason="pipes, kills and the numbers of files as POSIX has them")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """A site with something in every cache, none of which it shares."""
    files = {
        "news/a.md": story("A", "![A rally](/images/rally.jpg)"),
        "news/b.md": story("B", "See [the form](/documents/form.txt)."),
        "campaigns/library.md": CAMPAIGN,
        "documents/form.txt": "one",
        "selfies/0401.md": text(),
    }
    site = small_site(tmp_path_factory.mktemp("faults"), files)
    site.picture("images/rally.jpg", "red", (640, 480))
    site.picture("selfies/0401.jpg", "navy")
    site.build()
    for shared in [path for path in (site.folder / ".cache").iterdir() if path.is_symlink()]:
        target = shared.resolve()
        shared.unlink()
        shutil.copytree(target, shared)
    return site


@pytest.fixture
def site(built: SmallSite, tmp_path: Path) -> SmallSite:
    shutil.copytree(built.folder, tmp_path, dirs_exist_ok=True, symlinks=True)
    site = SmallSite(tmp_path)
    settings = site.settings()
    settings["PELICAN_CLASS"](settings).run(tmp_path / ".cache/last-build")
    return site


def files(site: SmallSite) -> dict[str, bytes]:
    return {name: (site.output / name).read_bytes() for name in site.files()}


def from_nothing(site: SmallSite, folder: Path) -> dict[str, bytes]:
    """What a build elsewhere makes of the same content."""
    shutil.copytree(site.folder / "content", folder / "content")
    other = SmallSite(folder)
    other.build()
    return files(other)


def put(data: bytes) -> Callable[[Path, bytes], object]:
    return lambda file, _: file.write_bytes(data)


# What becomes of a file of the cache, which is gone already. It gets its path, and what was in it.
DAMAGES: dict[str, Callable[[Path, bytes], object]] = {
    "gone": lambda _file, _data: None,
    "empty": put(b""),
    "cut short": lambda file, data: file.write_bytes(data[: random.Random(file.name).randrange(len(data) or 1)]),
    "one byte too many": lambda file, data: file.write_bytes(data + b"\n"),
    "a letter": put(b"Dear members,\n"),
    "another program's database": put(b"SQLite format 3\0" + bytes(84)),
    "a folder": lambda file, _: (file / "x").mkdir(parents=True),
    "a link to nothing": lambda file, _: file.symlink_to("nowhere"),
    "a link to itself": lambda file, _: file.symlink_to(file.name),
    "a pipe": lambda file, _: os.mkfifo(file),
}


@POSIX
@pytest.mark.parametrize("share", [1.0, pytest.param(0.5, marks=pytest.mark.long)])
@pytest.mark.parametrize("damage", DAMAGES)
def test_whatever_becomes_of_the_caches_the_site_is_the_same_and_they_heal(
    site: SmallSite, damage: str, share: float
) -> None:
    before, chosen = files(site), random.Random(damage)
    cached = sorted(path for path in (site.folder / ".cache").rglob("*") if path.is_file())
    names = {path.relative_to(site.folder / ".cache").parts[0] for path in cached}
    assert {"readings", "pages", "found-on-pages", "found-in-texts", "search", "last-build"} <= names
    assert {"compressed", "cards", "pictures", "templates", "typeface"} <= names
    for file in cached:
        if chosen.random() < share:
            data = file.read_bytes()
            file.unlink()
            DAMAGES[damage](file, data)

    for _ in range(2):
        site.build()
        assert files(site) == before


@POSIX
def test_what_one_file_of_the_cache_holds_is_not_taken_for_anothers(site: SmallSite) -> None:
    before = files(site)
    cached = sorted(path for path in (site.folder / ".cache").rglob("*") if path.is_file())
    held = [path.read_bytes() for path in cached]
    random.Random(0).shuffle(held)
    for file, data in zip(cached, held, strict=True):
        file.unlink()
        file.write_bytes(data)

    for _ in range(2):
        site.build()
        assert files(site) == before


# A build that is killed as soon as it has told the system so many times to write, to rename or to delete something.
KILLED = """
import os, signal, sys
from pathlib import Path
from tests.small_site import SmallSite

site, left = SmallSite(Path(sys.argv[1])), [int(sys.argv[2])]
folder = sys.argv[1]
EVENTS = ("open", "sqlite3.connect", *(f"os.{name}" for name in "rename remove mkdir rmdir link chmod utime".split()))

def told(event, about):
    if event in EVENTS and folder in str(about[0]) and (event != "open" or about[2] & (os.O_WRONLY | os.O_RDWR)):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

settings = site.settings()
sys.addaudithook(told)
settings["PELICAN_CLASS"](settings).build()
print(int(sys.argv[2]) - left[0])
"""


def killed_after(site: SmallSite, count: int) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", KILLED, str(site.folder), str(count)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@POSIX
def test_killed_at_any_of_its_steps_a_build_leaves_the_old_site_and_the_next_is_as_from_nothing(
    site: SmallSite, tmp_path_factory: pytest.TempPathFactory
) -> None:
    old = files(site)
    site.write({"campaigns/library.md": CAMPAIGN.replace("One.", "Two."), "news/c.md": story("C")})
    site.picture("images/rally.jpg", "blue", (640, 480))
    new = from_nothing(site, tmp_path_factory.mktemp("anew"))
    shutil.copytree(site.folder, tried := tmp_path_factory.mktemp("tried"), symlinks=True, dirs_exist_ok=True)
    steps = int(killed_after(SmallSite(tried), 10**9).stdout.split()[-1])
    assert steps > 100
    assert files(SmallSite(tried)) == new

    tries = 60 if LONG else 6
    for number in range(1, tries + 1):
        shutil.rmtree(tried)
        shutil.copytree(site.folder, tried, symlinks=True)
        step = steps * number // tries - (number == tries)
        assert killed_after(SmallSite(tried), step).returncode == -signal.SIGKILL, step
        if (tried / "output").exists():
            assert files(SmallSite(tried)) in (old, new), step
        SmallSite(tried).build()
        assert files(SmallSite(tried)) == new, step
        assert not list(tried.glob(".output.site-*")), step


@POSIX
def test_two_builds_at_once_take_turns(site: SmallSite) -> None:
    before = files(site)
    for damaged in (False, True):
        if damaged:
            shutil.rmtree(site.folder / ".cache")
        command = [sys.executable, "-c", KILLED, str(site.folder), str(10**9)]
        builds = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) for _ in range(2)]
        assert [build.wait() for build in builds] == [0, 0]

        assert files(site) == before


def test_a_story_that_somebody_saves_again_and_again_is_published_as_it_was_saved_once(site: SmallSite) -> None:
    """By rename, as editors save, so that nobody reads half of it."""
    versions = {
        sign: story(f"Story {sign}", f"{sign} " * 2000).replace("Title", f"Tags: {sign}\nTitle") for sign in "XY"
    }
    file, is_over = site.folder / "content/news/a.md", threading.Event()

    def save() -> None:
        while not is_over.is_set():
            for words in versions.values():
                (file.parent / ".a.md.new").write_text(words)
                (file.parent / ".a.md.new").replace(file)
                is_over.wait(0.003)

    editor = threading.Thread(target=save)
    editor.start()
    try:
        for _ in range(scaled(25)):
            site.build()
            page = site.page("news/a/index.html")
            (shown,) = [sign for sign in versions if f"Story {sign}" in page]
            other = "XY".replace(shown, "")
            assert page.count(f"{shown} ") >= 2000
            names = [name for name in site.published() if name.endswith((".html", ".xml"))]
            assert not [
                name for name in names if f"Story {other}" in site.page(name) or f"{other} {other}" in site.page(name)
            ]
    finally:
        is_over.set()
        editor.join()


def test_a_thousand_files_changed_at_once_are_all_new(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    names = [f"{number:04}" for number in range(1000 if LONG else 80)]
    site = small_site(tmp_path, {f"news/{name}.md": story(f"Story {name}", "On one branch.") for name in names})
    site.build()
    site.write({f"news/{name}.md": story(f"Story {name} again", "On another branch.") for name in names})
    site.build()

    assert not [name for name in site.published() if name.endswith(".html") and "On one branch" in site.page(name)]
    assert files(site) == from_nothing(site, tmp_path_factory.mktemp("anew"))


@POSIX
def test_what_an_editor_saves_by_rename_in_the_old_time_and_size_is_seen(site: SmallSite) -> None:
    file = site.folder / "content/news/b.md"
    before, words = file.stat(), file.read_text()
    (file.parent / ".b.md.new").write_text(words.replace("See", "Red"))
    os.utime(file.parent / ".b.md.new", ns=(before.st_atime_ns, before.st_mtime_ns))
    (file.parent / ".b.md.new").replace(file)
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)

    site.build()

    assert "Red <a" in site.page("news/b/index.html")


@pytest.mark.parametrize("folder", ["content", "content/news", "content/campaigns", "content/images", "content/pages"])
def test_a_folder_that_is_deleted_and_comes_back_leaves_one_site_or_the_other(
    site: SmallSite, folder: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = files(site)
    away = tmp_path_factory.mktemp("away") / "folder"
    (site.folder / folder).rename(away)
    (site.folder / "content").mkdir(exist_ok=True)
    told = site.findings()
    errors = [line for line in told if line.startswith("error")]

    if errors:
        assert files(site) == before
    else:
        assert files(site) == from_nothing(site, tmp_path_factory.mktemp("anew"))
    assert "itself failed" not in "".join(told)
    shutil.copytree(away, site.folder / folder, dirs_exist_ok=True)
    site.build()
    assert files(site) == before
