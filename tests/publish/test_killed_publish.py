"""A publish that is killed at any moment, while visitors read: they meet no broken page, and the next one heals it."""

import hashlib
import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path

import pytest

from tests.fuzz import LONG
from tests.publish import hosts
from tests.publish.hosts_by_rclone import Host, host, taking_whole_files, write_site
from tests.small_site import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends a group of processes as POSIX has them")
# How many there are, and how many visitors read around each kill.
PAGES, VIEWS = 300, 200
STATE = ("manifest.json", "retained.json", "publish.lock", "publishing.json")
PUBLISH = """
import sys
from pathlib import Path
from plugins.publish.passes import publish_rclone
from plugins.publish.targets import Target
project = Path(sys.argv[1])
publish_rclone(project / "output", project, Target("host", "rclone", sys.argv[2], ""), lambda *_: None)
"""


def release(number: int) -> dict[str, bytes]:
    """A site of many pages, each with a stylesheet and a picture of its own, named by their bytes.

    All of them are others in each release, and one page is new.
    """
    files = {}

    def asset(form: str, data: bytes) -> str:
        name = form.format(hashlib.sha256(data).hexdigest()[:16])
        files[name] = data
        return name

    style = asset("static/site.{}.css", b"h1 { color: teal } " * 50 + str(number).encode())
    for one in range(PAGES):
        picture = asset("pictures/{}-320.avif", f"picture {number} {one} ".encode() * 400)
        words = f"words of {number} " * 300
        page = f'<html><link href="/{style}"><h1>{number}.{one}</h1><img src="/{picture}">{words}</html>'
        files[f"news/{one:03}/index.html"] = page.encode()
    for one in range(2, number + 1):
        files[f"news/new-{one}/index.html"] = f'<html><link href="/{style}">new</html>'.encode()
    links = "".join(f'<a href="/{name}"></a>' for name in files if name.endswith(".html"))
    for name in ("index.html", "news/index.html"):
        files[name] = f'<html><link href="/{style}">{number}{links}</html>'.encode()
    return files


class Visitors:
    """Who reads pages with all that they need. broken: what they met that was not whole"""

    def __init__(self, address: str, *, is_patient: bool) -> None:
        self.is_patient = is_patient
        self.address, self.views, self.broken, self.is_over = address, 0, list[str](), threading.Event()

    def get(self, path: str, connection: http.client.HTTPConnection, tries: int = 0) -> bytes:
        try:
            connection.request("GET", f"/{path}")
            answer = connection.getresponse()
            data, status = answer.read(), str(answer.status)
        except (OSError, http.client.HTTPException) as wrong:
            connection.close()
            data, status = b"", type(wrong).__name__
        if status == "200":
            return data
        if self.is_patient and status == "404" and tries < 20:
            time.sleep(0.1)
            return self.get(path, connection, tries + 1)
        self.broken.append(f"{path}: {status}")
        return b"</html>"

    def read(self) -> None:
        """Reads one page after another, as they are found from the front page, by one connection as browsers do."""
        ask = partial(self.get, connection=http.client.HTTPConnection(self.address, timeout=60))
        while not self.is_over.is_set():
            for page in [
                "index.html",
                "news/index.html",
                *re.findall(r'<a href="/([^"]+)', ask("index.html").decode()),
            ]:
                text = ask(page)
                if not text.endswith(b"</html>"):
                    self.broken.append(f"{page}: cut short")
                for name in re.findall(r'(?:<link href|<img src)="/([^"]+)', text.decode()):
                    data = ask(name)
                    if hashlib.sha256(data).hexdigest()[:16] not in name and not any(
                        one.startswith(f"{name}: ") for one in self.broken
                    ):
                        self.broken.append(f"{name}: cut short")
                self.views += 1
                if self.is_over.wait(0.01 if LONG else 0.04):
                    return


@contextmanager
def visited(folder: Path, *, is_patient: bool) -> Iterator[Visitors]:
    """Visitors of a folder that a plain web server shows.

    is_patient: they ask again for a file that is not there, as where rclone plays S3 and writes a file anew
    """
    with hosts.host(folder) as server:
        visitors = Visitors(f"127.0.0.1:{server.server_port}", is_patient=is_patient)
        threads = [threading.Thread(target=visitors.read) for _ in range(2)]
        for thread in threads:
            thread.start()
        try:
            yield visitors
        finally:
            visitors.is_over.set()
            for thread in threads:
                thread.join()


def started(there: Host) -> "subprocess.Popen[bytes]":
    """A publish in a group of processes of its own."""
    env = there.env | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PUBLISH, str(there.root.parent / "project"), there.place]
    return subprocess.Popen(command, env=env, start_new_session=True)


def published(there: Host) -> None:
    with started(there) as process:
        assert process.wait() == 0


def killed_once_there(there: Host, name: str, data: bytes | None) -> None:
    """A publish that is killed as soon as a file with these bytes is there, or one with any."""
    with started(there) as process:
        file = there.folder / name
        while process.poll() is None:
            with suppress(OSError):
                if file.read_bytes() == data or (data is None and file.stat().st_size):
                    break
            time.sleep(0.002)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def moments(number: int) -> list[str]:
    """Names of what a release brings, in the order in which it comes: ten moments."""
    pictures = sorted(name for name in release(number) if name.startswith("pictures/"))
    pages = [f"news/{one:03}/index.html" for one in (2, PAGES * 4 // 15, PAGES * 8 // 15, PAGES - 2)]
    new = f"news/new-{number}/index.html"
    return ["publishing.json", pictures[5], pictures[PAGES * 5 // 6], new, *pages, "news/index.html", "manifest.json"]


def check_kills(kind: str, folder: Path, turns: Sequence[int]) -> None:
    """Publishes one release after another, each killed at one of the moments and then once more to its end."""
    with host(kind, folder) as there, nullcontext() if kind == "openssh" else taking_whole_files(there):
        project = folder / "project"
        project.mkdir()
        (project / "publishconf.py").write_text("PUBLISH_TARGETS = {}\n")
        every = release(1)
        write_site(there.folder, every)
        with visited(there.folder, is_patient=kind == "s3") as visitors:
            for number, turn in enumerate(turns, start=2):
                old, new = release(number - 1), release(number)
                every |= new
                write_site(project / "output", new)
                before, name = visitors.views, moments(number)[turn]
                killed_once_there(there, name, None if turn == 0 else (project / "output" / name).read_bytes())
                files = there.files()
                while visitors.views < before + VIEWS:
                    time.sleep(0.05)
                assert visitors.broken == []
                whole = {path: data for path, data in files.items() if path not in STATE and "publishing" not in path}
                assert [path for path, data in whole.items() if data not in (old.get(path), every.get(path))] == []
                published(there)
                files = there.files()
                assert {path: files.get(path) for path in new} == new
                assert files.keys() <= {*every, *STATE[:2]}
            assert visitors.broken == []


@pytest.mark.needs("sshd")
@pytest.mark.parametrize(("kind", "turn"), [("openssh", 6), ("webdav", 5), ("s3", 7)])
def test_killed_among_changed_pages_nobody_meets_a_broken_one(kind: str, turn: int, tmp_path: Path) -> None:
    check_kills(kind, tmp_path, [turn])


@pytest.mark.long
@pytest.mark.parametrize("kind", ["openssh", "webdav", "s3"])
@pytest.mark.needs("sshd")
def test_killed_at_ten_moments_nobody_meets_a_broken_page(kind: str, tmp_path: Path) -> None:
    check_kills(kind, tmp_path, range(10))


BRANCH = """
import sys
from pathlib import Path
from plugins.publish.send import publish_branch
project = Path(sys.argv[1])
publish_branch(project / "output", project, str(project.parent / "remote.git"), "gh-pages", "Publish")
"""


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=True).stdout.strip()


def on_branch(folder: Path) -> dict[str, str]:
    """What readers of a branch see, as git names bytes."""
    listed = git(folder, "ls-tree", "-r", "gh-pages").splitlines()
    return {line.partition("\t")[2]: line.split()[2] for line in listed}


def pages_of(files: dict[str, str]) -> set[str]:
    """The names of a release's pages."""
    return {name for name in files if name.endswith(".html")}


def check_branch(folder: Path, parts: list[float]) -> None:
    """Kills publishes to a branch after parts of the time that one takes."""
    (folder / "project").mkdir()
    git(folder, "init", "--quiet", "--bare", "remote.git")
    git(folder / "project", "init", "--quiet")
    command = [sys.executable, "-c", BRANCH, str(folder / "project")]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    seen, begun = [], time.monotonic()
    for number in (1, 2):
        write_site(folder / "project/output", release(number))
        begun = time.monotonic()
        subprocess.run(command, env=env, check=True)
        files = on_branch(folder / "remote.git")
        seen.append({name: files[name] for name in release(number)})
    taken_s = time.monotonic() - begun
    for turn, part in enumerate(parts):
        write_site(folder / "project/output", release(1 + turn % 2))
        with subprocess.Popen(command, env=env, start_new_session=True) as process:
            with suppress(subprocess.TimeoutExpired):
                process.wait(part * taken_s)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        files = on_branch(folder / "remote.git")
        assert any(site.items() <= files.items() and pages_of(site) == pages_of(files) for site in seen)
        git(folder / "remote.git", "fsck", "--strict")
        subprocess.run(command, env=env, check=True)
        files = on_branch(folder / "remote.git")
        assert seen[turn % 2].items() <= files.items()
        assert pages_of(seen[turn % 2]) == pages_of(files)


@pytest.mark.needs("git")
def test_a_branch_whose_publish_is_killed_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    check_branch(tmp_path, [0.9])


@pytest.mark.long
@pytest.mark.needs("git")
def test_a_branch_whose_publishes_are_killed_at_ten_moments_is_never_a_mix(tmp_path: Path) -> None:
    check_branch(tmp_path, [0.3, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0])
