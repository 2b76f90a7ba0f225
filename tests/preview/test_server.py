"""The preview as a terminal starts it: two processes, real files, and all that may happen to them."""

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest

from plugins.core.findings import SiteError
from plugins.preview.server import listen
from tests.fuzz import scaled
from tests.preview.conftest import TEXTS, A, B, Started, ask, give_own_program, make_project, starting
from tests.small_disk import small_disk
from tests.small_site import ROOT, story

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes and signals as POSIX has them")

PLUGIN = "plugins/site/live.py"


def without_times(lines: list[str]) -> list[str]:
    return [re.sub(r"[\d.]+ (m?s)", r"0 \1", line) for line in lines]


def is_alive(number: int) -> bool:
    """Whether a process runs."""
    with suppress(OSError):
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


# -- Saves --


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """A preview of a small project that is ready, for all tests that leave it running."""
    with starting() as start:
        running = start(make_project(tmp_path_factory.mktemp("server") / "a project", TEXTS))
        running.wait_for("Read in")
        yield running


@pytest.fixture
def kept(begun: Started) -> Started:
    """The same with its story as it was in the beginning."""
    begun.write(A, TEXTS[A])
    begun.wait_until(lambda: "Words." in (text := begun.ask("/news/a/").text) and "Mended" not in text)
    return begun


def test_a_save_is_shown_and_open_pages_are_told_and_the_terminal_says_one_line(running: Started) -> None:
    with running.events("/news/a/") as events:
        first = next(events)
        running.put(A, story("One", "Mended"))
        assert next(events) != first
    running.shows("Mended")
    running.put(A, story("One", "::: hreo\n\nWords\n\n:::"))
    running.wait_for("error")
    running.put(A, story("One", "Again"))
    running.shows("Again")
    running.end()

    address, read, *said = without_times(running.said)
    assert address == f"{running.address}?token={running.cookie.partition('=')[2]}  (Ctrl-C ends the preview)"
    assert read == "Read in 0 s."
    line = f"{A}: the text alone was read again, 0 ms"
    assert [one for one in said if not one.startswith("error")] == [line] * 3
    (error,) = [one for one in said if one.startswith("error")]
    assert error.startswith(f"error {A}:5  ")
    assert said[1:3] == [line, error]


def test_a_file_put_in_the_place_of_another_is_seen(kept: Started) -> None:
    kept.put(A, story("One", "Mended"))

    kept.shows("Mended")


def test_a_file_that_is_emptied_and_then_written_is_seen_as_it_is_in_the_end(kept: Started) -> None:
    with (kept.root / A).open("w") as file:
        time.sleep(0.3)
        file.write(story("One", "Mended"))

    kept.shows("Mended")


def test_a_file_that_is_written_twice_at_once_with_the_same_size_is_shown_as_it_is_in_the_end(kept: Started) -> None:
    for number in range(30):
        kept.write(A, story("One", f"Mended{number:02}"))

    kept.shows("Mended29")
    time.sleep(1)
    assert "Mended29" in kept.ask("/news/a/").text


def test_an_edit_of_the_same_size_and_time_is_shown(kept: Started) -> None:
    file = kept.root / A
    seen = file.stat()
    kept.write(A, file.read_text().replace("Words", "Swrod"))
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))

    kept.shows("Swrod")


def test_a_folder_that_is_deleted_and_comes_back_is_shown_again(kept: Started) -> None:
    content, aside = kept.root / "content", kept.root / "aside"
    before = len(kept.said)
    shutil.copytree(content, aside)
    shutil.rmtree(content)
    kept.wait_until(lambda: kept.ask("/news/a/").status != 200 or len(kept.said) > before)
    aside.rename(content)
    kept.wait_until(lambda: not [one for one in events_now(kept) if '"error"' in one])
    kept.write(A, story("One", "Mended"))

    kept.shows("Mended")


def events_now(running: Started) -> list[str]:
    with running.events("/news/a/") as events:
        return [next(events)]


def test_a_thousand_files_that_change_at_once_are_one_line(running: Started) -> None:
    count = scaled(1_000)
    for number in range(count):
        running.write(f"content/news/n{number}.md", story(f"Number {number}"))
    running.shows(f"Number {count - 1}", f"/news/n{count - 1}/")
    running.shows("Number 0", "/news/n0/")
    before = len(running.said)
    for number in range(count):
        running.write(f"content/news/n{number}.md", story(f"Changed {number}"))

    running.shows(f"Changed {count - 1}", f"/news/n{count - 1}/")
    running.shows("Changed 0", "/news/n0/")
    time.sleep(2)
    lines = [one for one in running.said[before:] if one.startswith("content/")]
    assert len(lines) < 10
    assert not [one for one in running.said if "Traceback" in one]


def test_a_stylesheet_and_a_template_are_seen(kept: Started) -> None:
    template = kept.root / "theme/templates/base.html"
    before = template.read_text()
    template.write_text(before.replace("</body>", "<i>Mended</i></body>"))

    kept.shows("<i>Mended</i>")
    template.write_text(before)


@pytest.mark.parametrize("environment", [{"PREVIEW_POLLING": "1"}], ids=["polling"])
def test_changes_are_found_by_looking_where_the_system_reports_none(start, live_project, environment) -> None:
    running = start(live_project(TEXTS), environment=environment)
    running.wait_for("Read in")
    running.write(A, story("One", "Mended"))
    running.shows("Mended")
    shutil.rmtree(running.root / "content/news")
    running.wait_until(lambda: running.ask("/news/a/").status == 404)
    running.write(A, story("One", "Again"))

    running.shows("Again")


# A user's own limit, in a namespace of its own: nobody else on the machine loses a watch by it.
FEW_WATCHES = ("unshare", "-Ur", "sh", "-c", 'echo 1 > /proc/sys/user/max_inotify_watches && exec "$@"', "sh")


def test_changes_are_found_by_looking_where_all_watches_are_used_up(start, live_project) -> None:
    try:
        subprocess.run([*FEW_WATCHES, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this machine lets nobody have a limit of their own")
    running = start(live_project(TEXTS), before=FEW_WATCHES)
    running.wait_for("Read in")
    running.write(A, story("One", "Mended"))

    running.wait_for(A)
    running.shows("Mended")
    assert len(running.said) == 3, running.said


def test_a_preview_of_another_day_does_nothing_while_nothing_happens(running: Started) -> None:
    time.sleep(2)  # its settings say AS_OF: what ends today has not ended there, and never will
    before_s = running.cpu_s()
    time.sleep(5)

    assert running.cpu_s() - before_s < 0.4


# -- The program itself --


class Asking(threading.Thread):
    """Asks for a page again and again, each time by a connection of its own, until told to stop."""

    def __init__(self, running: Started) -> None:
        super().__init__(daemon=True)
        self.running, self.ends, self.answers = running, threading.Event(), list[object]()

    def run(self) -> None:
        while not self.ends.is_set():
            try:
                answer = self.running.ask("/news/a/")
                self.answers.append(answer.status)
            except OSError as wrong:
                self.answers.append(repr(wrong))

    def stop(self) -> set[object]:
        self.ends.set()
        self.join(60)
        return set(self.answers)


def test_a_plugin_that_changes_starts_the_program_anew_and_nobody_is_refused_meanwhile(start, live_project) -> None:
    root = live_project(TEXTS)
    give_own_program(root)
    running = start(root)
    running.wait_for("Read in")
    first, asking = running.worker(), Asking(running)
    asking.start()
    with running.events("/news/a/") as events:
        next(events)
        (root / PLUGIN).write_text((root / PLUGIN).read_text() + "\n")
        assert list(events) == []  # the stream ends, and a browser asks again
    running.wait_for("Read in", 2)
    answered = asking.stop()

    assert answered <= {200, 503}, answered
    assert running.worker() != first
    assert running.ask("/news/a/").status == 200
    assert without_times(running.said)[2:] == [f"{PLUGIN}: the program starts anew, 0 ms", "Read in 0 s."]


def test_a_plugin_that_cannot_be_read_leaves_the_pages_and_is_told_until_it_is_mended(start, live_project) -> None:
    root = live_project(TEXTS)
    give_own_program(root)
    running = start(root)
    running.wait_for("Read in")
    first, words = running.worker(), (root / PLUGIN).read_text()
    (root / PLUGIN).write_text(words + "\n)\n")
    running.wait_for("error")
    assert running.ask("/news/a/").status == 200
    assert running.worker() == first
    assert PLUGIN in events_now(running)[0]
    running.write(A, story("One", "Meanwhile"))
    running.shows("Meanwhile")
    assert "SyntaxError" in events_now(running)[0]

    (root / PLUGIN).write_text(words)
    running.wait_for("Read in", 2)
    assert running.ask("/news/a/").status == 200
    assert "SyntaxError" not in events_now(running)[0]


# What is written into publishconf.py, and what of the error's words tells it.
FAILING = [("X = Tru", "NameError"), ("X = (", "SyntaxError"), ('THEME = "no-theme"', "THEME names no folder")]


def test_settings_that_fail_leave_the_pages_and_texts_are_taken_meanwhile(start, live_project) -> None:
    running = start(live_project(TEXTS))
    running.wait_for("Read in")
    words = (running.root / "publishconf.py").read_text()
    for turn, (wrong, told) in enumerate(FAILING, start=1):
        first, title, said = running.worker(), f"Another title, {turn}", len(running.said)
        running.write("publishconf.py", f"{words}\n{wrong}\n")
        running.wait_until(lambda before=said: any(one.startswith("error") for one in running.said[before:]))
        assert told in events_now(running)[0]
        running.write(A, story(title))
        running.shows(title, "/news/")
        assert told in events_now(running)[0]
        assert running.worker() == first

        running.write("publishconf.py", words)
        running.wait_for("Read in", turn + 1)
        running.shows(title, "/news/")
        assert told not in events_now(running)[0]


def test_what_fails_beside_a_change_of_the_program_is_tried_again_when_it_is_mended(start, live_project) -> None:
    running = start(live_project(TEXTS))
    running.wait_for("Read in")
    tokens = running.root / "theme/static/css/tokens.css"
    css = tokens.read_text()
    tokens.unlink()
    running.write("publishconf.py", (running.root / "publishconf.py").read_text() + '\nSITENAME = "Another"\n')
    running.wait_for("publishconf.py")
    assert "<title>One" in running.ask("/news/a/").text

    tokens.write_text(css)
    running.wait_for("Read in", 2)
    running.shows("Another")


def test_a_module_that_settings_import_is_of_the_program(start, live_project) -> None:
    root = live_project(TEXTS, settings="from ours import *\n")
    (root / "ours.py").write_text('SITENAME = "Before"\n')
    running = start(root)
    running.wait_for("Read in")
    running.shows("Before")

    running.write("ours.py", 'SITENAME = "Afterwards"\n')
    running.shows("Afterwards")
    running.wait_for("ours.py: the program starts anew")


@pytest.mark.parametrize(
    ("file", "wrong", "line"),
    [
        ("plugins/preview/worker.py", "nonsense", "NameError: name 'nonsense' is not defined (plugins/preview/worker"),
        ("plugins/core/findings.py", ")", "SyntaxError: unmatched ')' (findings.py, line"),
    ],
    ids=["fails", "no Python"],
)
def test_a_program_that_fails_at_its_start_says_so_once_and_starts_when_it_is_mended(
    start, live_project, file, wrong, line
) -> None:
    root = live_project(TEXTS)
    give_own_program(root)
    words = (root / file).read_text()
    (root / file).write_text(f"{words}\n{wrong}\n")
    running = start(root)
    running.wait_for("The preview starts again")
    running.wait_for(line)  # another process says it, in its own time
    before_s, said = cpu_of(running.process.pid), len(running.said)
    time.sleep(4)

    assert cpu_of(running.process.pid) - before_s < 1
    assert len(running.said) == said == 3
    assert any(one.startswith(line) for one in running.said)
    answer = ask(running.address, "/news/a/")
    assert (answer.status, "The program cannot start" in answer.text) == (503, True)
    (root / file).write_text(words)
    running.wait_for("Read in")
    assert running.ask("/news/a/").status == 200


def cpu_of(number: int) -> float:
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
def test_a_process_that_something_ends_is_started_again(running: Started, number) -> None:
    cookie = running.cookie
    os.kill(running.worker(), number)

    assert running.ask("/news/a/").status in (200, 503)  # the port was never given up
    running.wait_for("Read in", 2)
    assert running.ask("/news/a/").status == 200
    assert running.cookie == cookie
    assert running.said[2] == "Something ended the preview's process. It starts again."


def test_who_started_it_is_not_outlived(running: Started) -> None:
    worker = running.worker()
    running.process.kill()

    running.wait_until(lambda: not is_alive(worker))


def test_requests_that_are_none_are_no_news_for_the_terminal(running: Started) -> None:
    for request in ("\x16\x03\n\n", "GET / HTTP/1.0\nHost: localhost\nConnection: Upgrade\nUpgrade: websocket\n\n"):
        with running.connect(request) as line:
            assert line.recv(8) == b"HTTP/1.1"
    running.end()

    assert len(running.said) == 2, running.said


# -- The end --


# What goes on meanwhile, and whether it is sent as a terminal does, or to the preview alone. All pairs: in a long run.
ENDS = [
    pytest.param(meanwhile, to_all, marks=[] if to_all == is_first else pytest.mark.long)
    for meanwhile, is_first in {"": True, "a stream": False, "half a request": True, "a reading": False}.items()
    for to_all in (True, False)
]


@pytest.mark.parametrize(("meanwhile", "to_all"), ENDS)
def test_ctrl_c_ends_both_processes_without_a_word(running: Started, meanwhile: str, to_all: bool) -> None:
    sent = {"a stream": "GET /_preview/events?path=/ HTTP/1.1\nHost: localhost\nCOOKIE\n\n", "half a request": "GET"}
    worker, before = running.worker(), list(running.said)
    with running.connect(sent.get(meanwhile, "")) as line:
        if meanwhile == "a stream":
            assert line.recv(12) == b"HTTP/1.1 200"
        if meanwhile == "a reading":
            for number in range(200):
                running.write(f"content/news/n{number}.md", story(f"Number {number}"))
        (os.killpg if to_all else os.kill)(running.process.pid, signal.SIGINT)

        assert running.process.wait(30) == 0
    assert not is_alive(worker)
    assert running.said[: len(before)] == before
    assert not [one for one in running.said if "Traceback" in one or "Error" in one]


def test_ctrl_c_ends_it_while_it_starts(start, live_project) -> None:
    running = start(live_project())
    worker = running.worker()
    time.sleep(0.3)
    os.killpg(running.process.pid, signal.SIGINT)

    assert running.process.wait(30) == 0
    assert not is_alive(worker)
    assert len(running.said) <= 2, running.said  # it may have been quick


def test_ctrl_c_ends_it_while_pictures_are_made(start, live_project) -> None:
    images = ROOT / "content/images"
    pictures = {f"content/images/{file.name}": file.read_bytes() for file in images.glob("*.jpg")}
    used = "".join(f"![A drawing.](/images/{file.name})\n\n" for file in images.glob("*.jpg"))
    root = live_project({**pictures, A: story("One", used)})
    shutil.rmtree(root / ".cache/pictures")
    running = start(root)
    making = running.wait_until(lambda: children_of(running.worker()))
    running.process.send_signal(signal.SIGINT)

    assert running.process.wait(30) == 0
    running.wait_until(lambda: not any(map(is_alive, making)))
    assert len(running.said) == 1, running.said


def children_of(number: int) -> list[int]:
    """The processes that a process has started, in any thread."""
    found: list[int] = []
    for file in Path(f"/proc/{number}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, file.read_text().split())
    return found


# -- The port --


def test_a_port_in_use_is_said_in_one_line_with_another_to_type() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SiteError) as raised:
            listen(port)

    assert str(raised.value) == (
        f"error localhost:{port}  Another program uses port {port}, perhaps a preview that still runs. "
        f"Type:  python3 tasks.py preview --port {port + 1}  [C90]"
    )


def test_a_port_that_does_not_exist_is_said_in_one_line() -> None:
    with pytest.raises(
        SiteError, match=r"Port 99999 cannot be used here\. Type:  python3 tasks\.py preview --port 8001"
    ):
        listen(99999)


def test_nobody_on_another_machine_can_connect() -> None:
    with listen(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


# -- Others beside it --


def test_two_previews_of_one_site_show_each_save_and_let_each_others_browsers_not_in(start, live_project) -> None:
    root = live_project(TEXTS)
    first, second = start(root), start(root)
    for one in (first, second):
        one.wait_for("Read in")
    first.write(A, story("One", "Mended"))

    first.shows("Mended")
    second.shows("Mended")
    assert ask(first.address, "/news/a/", headers={"Cookie": second.cookie}).status == 403


def test_a_build_beside_it_takes_nothing_from_it(running: Started) -> None:
    command = [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py"]
    building = subprocess.Popen(command, cwd=running.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for number in range(5):
        running.write(B, story("Two", f"Mended{number}"))
        running.shows(f"Mended{number}", "/news/b/")
    said, _ = building.communicate(timeout=120)

    assert (running.root / "output/news/a/index.html").exists(), said
    assert not [one for one in running.said if one.startswith("error")], "\n".join(running.said)


def test_what_an_older_version_left_is_neither_served_nor_touched(start, live_project) -> None:
    root = live_project(TEXTS)
    old = {".preview/old/index.html": "old", ".preview/manifest.json": "{}", ".cache/readings/old": "\x80old"}
    for name, text in old.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    running = start(root)
    running.wait_for("Read in")

    assert running.ask("/old/").status == 404
    assert running.ask("/news/a/").status == 200
    assert (root / ".preview/old/index.html").read_text() == "old"


def test_it_writes_nothing_but_what_it_keeps(running: Started) -> None:
    for path in ("/", "/news/a/", "/nothing/"):
        running.ask(path)
    names = {file.name for file in running.root.iterdir()} - {"__pycache__"}  # Python's own

    assert names == {"content", "theme", "plugins", "pelicanconf.py", "publishconf.py", ".cache", ".preview.lock"}
    assert stat.S_IMODE((running.root / ".cache").stat().st_mode) & 0o022 == 0


def test_a_project_that_nobody_may_write_in_is_shown(start, live_project, tmp_path) -> None:
    root = live_project(TEXTS)
    with small_disk(tmp_path / "disk", "30m"):
        shutil.copytree(root, tmp_path / "disk/project", symlinks=True)
        subprocess.run(["mount", "-o", "remount,ro", str(tmp_path / "disk")], check=True)
        running = start(tmp_path / "disk/project")
        running.wait_for("Read in")
        answer = running.ask("/news/a/")
        running.end()

    assert answer.status == 200


# -- What lies in the project's folder is read as the project, never as a library --

LOADED_AT_START = {"site", "sitecustomize", "usercustomize"}


def plant(folder: Path) -> Path:
    """A file of the name of each library, which leaves a mark when it is run. Returns the mark."""
    ran = folder / "ran"
    for name in filter(find_spec, sys.stdlib_module_names - LOADED_AT_START):  # those that this system has
        (folder / f"{name}.py").write_text(f"open({str(ran)!r}, 'a').write({name!r} + '\\n')\nraise SystemExit(1)\n")
    for name in ("pelican", "jinja2", "markdown", "PIL", "invoke", "uvicorn", "starlette", "watchfiles", "rich"):
        (folder / f"{name}.py").write_text(f"open({str(ran)!r}, 'a').write({name!r} + '\\n')\n")
    return ran


def test_no_file_in_the_project_stands_in_for_a_library_of_the_preview(start, live_project) -> None:
    root = live_project(TEXTS)
    ran = plant(root)
    running = start(root)
    running.wait_for("Read in")

    assert running.ask("/news/a/").status == 200
    assert not ran.exists(), ran.read_text()


def test_no_file_in_the_project_stands_in_for_a_library_of_the_menu(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "plugins/core", tmp_path / "plugins/core")
    (tmp_path / "tasks.py").write_bytes((ROOT / "tasks.py").read_bytes())
    ran = plant(tmp_path)

    done = subprocess.run([sys.executable, "tasks.py"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert not ran.exists(), ran.read_text()
    assert "requirements.txt" in done.stderr
