"""Measure the preview: from the save of a file to the last byte of its new page, and what that costs.

Writes projects with stories of 700 words (as bench_engine), starts `tasks.py preview` in each as whoever types it, and
listens as a browser does: to the events of one page, which it asks for as soon as it is told of a change. The edits lie
below the first words, which lists show; then a template and a stylesheet are edited. CPU seconds are those of the
process that serves: those until the page is there, and those that rules take behind it.
"""

import argparse
import http.client
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench_engine import edit, write_project
from bench_pictures import make, row
from bench_selfies import CAMPAIGN, write_texts
from plugins.site.routes import STORY

ADDRESS = re.compile(r"http://localhost:(\d+)/\?token=(\S+)")
REACH = {100: (100, 0.05), 1_000: (120, 0.05), 10_000: (200, 0.10)}
PATH = f"/{STORY.format(slug='story-7')}"
EDITS, GROWTH_EDITS, MEMBERS = 15, 200, 2_000
TICKS = os.sysconf("SC_CLK_TCK")


class Took(NamedTuple):
    """One save, to the last byte of the new page. cpu_s: of the process that serves; behind_s: what it takes after"""

    wall_s: float
    cpu_s: float
    behind_s: float


class Preview:
    """A preview that runs, and a browser that looks at one page of it."""

    def __init__(self, project: Path) -> None:
        self.log = tempfile.NamedTemporaryFile("w+")  # noqa: SIM115  (as long as the preview)
        command = [str(project / ".venv/bin/python"), "tasks.py", "preview", "--port", "0", "--no-browser"]
        started = time.monotonic()
        self.process = subprocess.Popen(command, cwd=project, stdout=self.log, stderr=self.log)
        self.wait_for("Read in")  # the first time every picture is made before
        self.ready_s = time.monotonic() - started
        found = ADDRESS.search(self.said())
        assert found
        self.port, token = int(found[1]), found[2]
        answer = self.ask(f"/?token={token}", {})
        self.cookie = {"Cookie": (answer.getheader("Set-Cookie") or "").partition(";")[0]}
        line = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        headers = f"Host: localhost:{self.port}\r\nCookie: {self.cookie['Cookie']}\r\n"
        line.sendall(f"GET /_preview/events?path={PATH} HTTP/1.1\r\n{headers}\r\n".encode())
        self.events = line.makefile("rb")
        self.worker = worker_of(self.process.pid)

    def said(self) -> str:
        """All that it has said."""
        return Path(self.log.name).read_text(encoding="utf-8")

    def wait_for(self, words: str) -> None:
        """Until it says so. raises: RuntimeError when it ended"""
        while words not in self.said():
            if self.process.poll() is not None:
                raise RuntimeError(self.said())
            time.sleep(0.01)

    def ask(self, path: str, headers: dict[str, str]) -> http.client.HTTPResponse:
        """A whole answer."""
        line = http.client.HTTPConnection("localhost", self.port, timeout=30)
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        answer.read()
        return answer

    def version(self) -> str:
        """Of the page, as the next event tells it."""
        while line := self.events.readline():
            if line.startswith(b"data: "):
                state = json.loads(line.removeprefix(b"data: "))
                return f"{state['version']} {state['sheet']}"
        raise RuntimeError(self.said())

    def idle(self) -> None:
        """Until rules have looked at every page, and nothing is done any more."""
        before = -1.0
        while (now := cpu_s(self.worker)) - before > 0.05:
            before = now
            time.sleep(2)

    def took(self, save: Callable[[], None], before: str) -> tuple[Took, str]:
        """What a save takes until the page is there anew. before: its version"""
        cpu, started = cpu_s(self.worker), time.monotonic()
        save()
        while (version := self.version()) == before:
            continue
        self.ask(PATH, self.cookie)
        wall, there = time.monotonic() - started, cpu_s(self.worker)
        time.sleep(1.2)  # what is looked for behind, once a second after a change
        return Took(wall, there - cpu, cpu_s(self.worker) - there), version


@contextmanager
def previewed(project: Path) -> Iterator[Preview]:
    """A preview of a project, idle; it ends with the block."""
    preview = Preview(project)
    try:
        preview.idle()
        yield preview
    finally:
        preview.process.send_signal(signal.SIGINT)
        preview.process.wait(60)


def worker_of(pid: int) -> int:
    """The process that serves, which another one started."""
    while not (children := Path(f"/proc/{pid}/task/{pid}/children").read_text().split()):
        time.sleep(0.05)
    return int(children[0])


def cpu_s(pid: int) -> float:
    """The CPU seconds of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_mb(pid: int) -> float:
    """What a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def appended(file: Path, words: str) -> Callable[[], None]:
    """A save of a file with more at its end."""

    def save() -> None:
        file.write_text(file.read_text(encoding="utf-8") + words, encoding="utf-8")

    return save


def write_wall(project: Path, count: int) -> None:
    """So many members of a campaign, all of them shown."""
    members, campaign = project / "content/selfies", project / f"content/campaigns/{CAMPAIGN}.md"
    members.mkdir(exist_ok=True)
    campaign.parent.mkdir(exist_ok=True)
    pictures = [members / f"{number:05}.jpg" for number in range(count)]
    make(picture for picture in pictures if not picture.exists())
    write_texts(pictures)
    campaign.write_text("Title: Keep the library open\nSummary: Four hours less.\n\nWords.\n", encoding="utf-8")
    with (project / "publishconf.py").open("a", encoding="utf-8") as settings:
        settings.write('\nSELFIES_PATH = "content/selfies"\n')


def measure(project: Path, count: int, beside: str = "") -> None:
    """All figures of one project. beside: what else is there, in words"""
    wall_ms, most_cpu_s = REACH[count]
    there = f"{count:,}{beside}"
    with previewed(project) as preview:
        row(f"preview begins, {there}", f"{preview.ready_s:.2f} s", "1 s at 1,000, readings remembered")
        version, texts, looks = preview.version(), list[Took](), list[Took]()
        for number in range(EDITS):
            took, version = preview.took(lambda: edit(project, f"Number {number} {time.time()}."), version)  # noqa: B023
            texts.append(took)
        for name, words in (
            ("templates/base.html", "<!-- {} -->"),
            ("components/pull-quote/style.css", "\n.bench-{} {{ margin: 0; }}\n"),
        ):
            for number in range(3):
                save = appended(project / "theme" / name, words.format(number))
                took, version = preview.took(save, version)
                looks.append(took)
        for what, saves in (("a text", texts), ("a template or stylesheet", looks)):
            wall, cpu = statistics.median(one.wall_s for one in saves), statistics.mean(one.cpu_s for one in saves)
            row(f"{what} saved, {there}", f"{wall * 1000:.0f} ms, {cpu:.3f} s CPU", f"{wall_ms} ms, {most_cpu_s} s")
            behind = statistics.mean(one.behind_s for one in saves)
            row(f"rules behind it, in the next 1.2 s, {there}", f"{behind:.3f} s CPU", "")
        begun_mb = memory_mb(preview.worker)
        if count == 1_000 and not beside:
            for number in range(GROWTH_EDITS):
                edit(project, f"Growth {number}.")
                time.sleep(0.05)
            preview.idle()
            growth = memory_mb(preview.worker) / begun_mb - 1
            row(f"memory of {GROWTH_EDITS} edits more", f"{growth:.1%} of {begun_mb:.0f} MB", "5 %")
        else:
            row(f"memory of the preview, {there}", f"{begun_mb:.0f} MB", "")


def main() -> None:
    """Make what is missing, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "bench-preview")
    parser.add_argument("--all", action="store_true", help="10,000 stories, too")
    options = parser.parse_args()
    row("preview", "measured", "reach, at most")
    for count in REACH if options.all else list(REACH)[:2]:
        project = options.folder / f"stories-{count}"
        write_project(project, count)
        measure(project, count)
    project = options.folder / "stories-and-wall"
    write_project(project, 1_000)
    write_wall(project, MEMBERS)
    measure(project, 1_000, f" beside {MEMBERS:,} members")


if __name__ == "__main__":
    main()
