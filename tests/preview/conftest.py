"""A small real project, a real server of it in a thread, and a real preview of it in a process of its own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn

from plugins.preview.access import Access
from plugins.preview.app import Preview
from plugins.preview.live import LiveSite, Options
from plugins.preview.worker import uvicorn_server
from tests.small_site import HOME, ROOT, borrow_made, share_caches, story

PATIENCE_S = 60  # on a machine that others use, too
# In publishconf.py, which each reading runs anew: Python keeps the first pelicanconf.py that a process imports.
SETTINGS = """
AS_OF = "2026-11-22 09:00"
NAVIGATION = []
PRIVACY = TAKE_DOWN = SELFIES_PATH = None
THEME_TEMPLATES_OVERRIDES = [str(Path(__file__).resolve().parent / "theme/components")]
"""


def make_project(folder: Path, texts: Mapping[str, str | bytes], *, settings: str = "") -> Path:
    """A project of its own: this one's settings with a few more, its theme (a copy) and its plugins (a link)."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "theme", folder / "theme", dirs_exist_ok=True)
    (folder / "plugins").symlink_to(ROOT / "plugins", target_is_directory=True)
    shutil.copy(ROOT / "pelicanconf.py", folder)
    own = (ROOT / "publishconf.py").read_text(encoding="utf-8") + SETTINGS + settings
    (folder / "publishconf.py").write_text(own, encoding="utf-8")
    for name, text in {"content/pages/home.md": HOME, **texts}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    share_caches(folder)
    borrow_made(folder)
    return folder


@pytest.fixture
def live_project(tmp_path):
    """Makes a project of files by their names in it, such as "content/news/a.md"; returns its folder."""

    def live_project(texts=None, *, settings=""):
        return make_project(tmp_path / "a project", texts or {}, settings=settings)

    return live_project


@dataclass
class Answered:
    """What came back: status, headers, text."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def version(self):
        """Which page it is, as its script knows; None for what has no script."""
        script = re.search(r'<script src="/_preview/preview\.js" data-version="([^"]+)"', self.text)
        return script and script[1]


class AsItComes(urllib.request.HTTPRedirectHandler):
    """Follows no redirect, so that a test sees it."""

    def redirect_request(self, *_arguments):
        return None


def named(headers):
    """Headers by their names as RFCs write them."""
    return {name.title(): value for name, value in headers.items()}


def ask(address, path, *, method="GET", data=None, headers=None):
    """One request; `path` and `headers` are sent as they are."""
    request = urllib.request.Request(address.rstrip("/") + path, data, headers or {}, method=method)
    try:
        with urllib.request.build_opener(AsItComes).open(request, timeout=PATIENCE_S) as answer:
            return Answered(answer.status, named(answer.headers), answer.read().decode("utf-8", "replace"))
    except urllib.error.HTTPError as error:
        with closing(error):
            return Answered(error.code, named(error.headers), error.read().decode())


def let_in(address_with_token):
    """The cookie that a browser gets for the token in an address."""
    address, slash, query = address_with_token.rpartition("/")
    return ask(address, slash + query).headers["Set-Cookie"].partition(";")[0]


def wait_until(holds, tell=lambda: ""):
    """Until something is so; a test that waits in vain fails with what `tell` gives."""
    end = time.monotonic() + PATIENCE_S
    while not (seen := holds()):
        assert time.monotonic() < end, f"It did not happen. {tell()}"
        time.sleep(0.02)
    return seen


@dataclass
class Client:
    """Whoever asks a preview, let in by its cookie."""

    root: Path
    address: str
    cookie: str

    @property
    def port(self):
        return urlsplit(self.address).port

    def ask(self, path, *, headers=None, **options):
        return ask(self.address, path, headers={"Cookie": self.cookie, **(headers or {})}, **options)

    def connect(self, sent=""):
        """A connection of which a test does what it likes; COOKIE in what is sent stands for the header."""
        line = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_S)
        line.sendall(sent.replace("\n", "\r\n").replace("COOKIE", f"Cookie: {self.cookie}").encode())
        return line

    def send_as_it_is(self, request):
        """All that comes back, for requests that no library would make; a connection that is reset is over, too."""
        data = request if isinstance(request, bytes) else request.encode()
        answer = b""
        with self.connect() as line, suppress(ConnectionError):
            line.sendall(data)
            while part := line.recv(65536):
                answer += part
        return answer

    @contextmanager
    def events(self, path="/"):
        """The states that a page is told, each as the text of its JSON."""
        request = urllib.request.Request(f"{self.address}_preview/events?path={path}", headers={"Cookie": self.cookie})
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
            yield (line.removeprefix(b"data: ").decode() for line in answer if line.startswith(b"data: "))


@dataclass
class Served(Client):
    """A project that a server in a thread serves, and what it answers from."""

    preview: Preview
    server: uvicorn.Server

    @property
    def live(self):
        return self.preview.live


@contextmanager
def served(root: Path, options: Options | None = None, *, reads: bool = True):
    """The real application with a real LiveSite; nobody watches the files. reads: before the first answer"""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    preview = Preview(LiveSite(root, options or Options()), Access(port))
    if reads:
        preview.live.read()
        preview.is_ready = True
    server = uvicorn_server(preview)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield Served(root, f"http://localhost:{port}/", preview.access.cookie, preview, server)
    preview.end()
    server.should_exit = True
    thread.join(PATIENCE_S)
    assert not thread.is_alive()


A, B = "content/news/a.md", "content/news/b.md"
TEXTS = {
    A: story("One"),
    B: story("Two"),
    "content/news/plan.md": "Title: A plan\nDate: 2021-03-04\nStatus: draft\nSummary: What is to come.\n\nSecret.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A small site that is served and never changes."""
    with served(make_project(tmp_path_factory.mktemp("a site"), TEXTS)) as site:
        yield site


# -- In a process of its own --

PROGRAM = """
import sys
from pathlib import Path
sys.path.append(sys.argv[1])
from plugins.preview.server import preview
preview(Path(sys.argv[2]), 0, opens_browser=sys.argv[3] == "True")
"""


@dataclass
class Started(Client):
    """The preview as a terminal starts it, and the lines that it says there."""

    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    def __post_init__(self):
        for stream in (self.process.stdout, self.process.stderr):
            threading.Thread(target=self._listen, args=(stream,), daemon=True).start()

    def _listen(self, stream):
        self.said += (line.rstrip("\n") for line in stream)

    def wait_for(self, begin, count=1):
        """The line that begins with these words, the last of so many."""
        return self.wait_until(lambda: [one for one in self.said if one.startswith(begin)][count - 1 : count])[0]

    def wait_until(self, holds):
        return wait_until(holds, lambda: f"The preview said: {self.said}")

    def write(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def put(self, name, text):
        """Writes a file as most editors do, by renaming another: nobody finds it empty, which is another edit."""
        beside = (self.root / name).with_name(".a-new-one")
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.root / name)

    def cpu_s(self):
        """The processor's time that both processes have used, in seconds."""
        files = [Path(f"/proc/{number}/stat") for number in (self.process.pid, self.worker())]
        fields = [file.read_text().rpartition(")")[2].split() for file in files]
        return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")

    def shows(self, words, path="/news/a/"):
        """Waits until a page has these words."""
        return self.wait_until(lambda: words in self.ask(path).text)

    def worker(self):
        """The number of the process that serves."""
        own = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return int(self.wait_until(lambda: own.read_text().split())[0])

    def end(self):
        """As Ctrl-C ends it. returns: the exit code"""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE_S)


@pytest.fixture(autouse=True)
def forget_settings():
    """Lets the next test read settings of its own: Python keeps the first pelicanconf.py that a process imports."""
    yield
    sys.modules.pop("pelicanconf", None)


@contextmanager
def starting():
    """Starts the preview of a project in a process of its own, which ends with the block."""
    begun: list[Started] = []

    def start(root, *, environment=None, before=(), opens_browser=False):
        command = [*before, sys.executable, "-P", "-u", "-c", PROGRAM, str(ROOT), str(root), str(opens_browser)]
        process = subprocess.Popen(
            command, cwd=root, env=os.environ | (environment or {}), text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout
        first = process.stdout.readline()
        address, _, token = first.split()[0].partition("?token=") if first else ("", "", "")
        cookie = Access(urlsplit(address).port or 0, token).cookie
        begun.append(Started(root, address, cookie, process, said=[first.rstrip("\n")]))
        return begun[-1]

    yield start
    for one in begun:
        if one.process.poll() is None:
            one.end()


@pytest.fixture
def start():
    """The same; it ends with the test."""
    with starting() as start:
        yield start


def give_own_program(root: Path) -> None:
    """Puts a copy of the plugins in the place of the link to them."""
    (root / "plugins").unlink()
    shutil.copytree(ROOT / "plugins", root / "plugins")


@pytest.fixture
def running(start, live_project):
    """A preview of a small project that is ready."""
    running = start(live_project(TEXTS))
    running.wait_for("Read in")
    return running
