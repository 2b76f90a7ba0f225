"""A small project, a build of its own that takes milliseconds, and a real preview of it on a free port."""

import re
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import pytest

from plugins.preview.answers import PreviewServer
from plugins.preview.preview_state import PreviewState
from plugins.preview.report import Report
from plugins.preview.server import Preview
from plugins.preview.texts import Entry, State

# Reads content/*.md, writes .preview; a file that says "broken" is an error, one that says "crash" ends the program.
BUILD = """
import os, shutil, sys, time
from pathlib import Path
sys.path.insert(0, {root!r})
from plugins.core.findings import Where, finding
from plugins.preview.report import Report, write_report

with Path("builds.log").open("a") as log:
    log.write("build\\n")
time.sleep(float(os.environ.get("BUILD_S", "0")))
texts = {{file.stem: file.read_text() for file in sorted(Path("content").glob("*.md"))}}
if "crash" in texts.values():
    raise RuntimeError("<the program> is at fault")
findings = [
    finding("C32.never-ends", Where(f"content/{{name}}.md", 3), block="::: <b>", colons=":::")
    for name, text in texts.items() if text == "broken"
]
policy = "<meta http-equiv=Content-Security-Policy content=\\"default-src 'self'\\">"
output, new, old = Path(".preview"), Path(".preview.building"), Path(".preview.old")
if not findings:
    new.mkdir()
    for name, text in texts.items():
        (new / name).mkdir()
        (new / name / "index.html").write_text(policy + f"<body><h1>{{text}}</h1></body>")
    (new / "index.html").write_text("<body><h1>home</h1></body>")
    (new / "404.html").write_text("<body><h1>lost</h1></body>")
    (new / "site.css").write_text("site.css")
    if output.exists():
        output.rename(old)
    new.rename(output)
    shutil.rmtree(old, ignore_errors=True)
    sources = (Path("content").resolve(), Path("../members").resolve())
    findings = [finding("C06.unknown", Where("content/a.md", 1), field="Cover")]
    findings.append(finding("C24.over", Where("content/a.md"), day="1 May 2022"))
    write_report(Report(True, tuple(findings), output.resolve(), sources), Path(sys.argv[1]))
else:
    write_report(Report(False, tuple(findings), output.resolve()), Path(sys.argv[1]))
"""


@dataclass
class Answered:
    """What came back: status, headers, text."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def build(self):
        """Which build a page is from, as its script knows; None for what has no script."""
        script = re.search(r'<script src="/_preview/reload\.js" data-build="([^"]+)"></script>', self.text)
        return script and script[1]


class AsItComes(urllib.request.HTTPRedirectHandler):
    """Follows no redirect, so that a test sees it."""

    def redirect_request(self, *_arguments):
        return None


def ask(address, path, *, method="GET", data=None, headers=None):
    """One request; `path` and `headers` are sent as they are."""
    request = urllib.request.Request(address.rstrip("/") + path, data, headers or {}, method=method)
    try:
        with urllib.request.build_opener(AsItComes).open(request, timeout=10) as answer:
            return Answered(answer.status, dict(answer.headers), answer.read().decode())
    except urllib.error.HTTPError as error:
        with closing(error):
            return Answered(error.code, dict(error.headers), error.read().decode())


def let_in(address_with_token):
    """The cookie that a browser gets for the token in an address."""
    address, slash, query = address_with_token.rpartition("/")
    return ask(address, slash + query).headers["Set-Cookie"].partition(";")[0]


class Events:
    """The stream of builds, as a page listens to it."""

    def __init__(self, address, cookie):
        request = urllib.request.Request(address + "_preview/events", headers={"Cookie": cookie})
        self.answer = urllib.request.urlopen(request, timeout=8)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.answer.close()

    def next(self):
        for line in self.answer:
            if line.startswith(b"data: "):
                return line.removeprefix(b"data: ").strip().decode()
        return None


@dataclass
class Running:
    """A preview that runs in a thread, and what it has said."""

    root: Path
    preview: Preview
    said: list[str] = field(default_factory=list)

    @cached_property
    def cookie(self):
        return let_in(self.preview.address_with_token)

    def ask(self, path, **options):
        return ask(self.preview.address, path, headers={"Cookie": self.cookie}, **options)

    def events(self):
        return Events(self.preview.address, self.cookie)

    def write(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def builds(self):
        log = self.root / "builds.log"
        return len(log.read_text().splitlines()) if log.exists() else 0

    def wait_for_builds(self, count):
        """Until so many builds have ended and said so."""
        self.wait_until(lambda: sum(line.startswith(("Built", "Not built")) for line in self.said) >= count)

    def wait_until(self, holds):
        end = time.monotonic() + 8  # less than it takes the preview to look without a reason
        while not holds():
            assert time.monotonic() < end, f"It did not happen. The preview said: {self.said}"
            time.sleep(0.02)


@dataclass
class Site:
    """A finished site that is served without any building, the folder it is in, and the cookie that opens it."""

    server: PreviewServer
    output: Path

    @property
    def address(self):
        return f"http://localhost:{self.server.server_port}/"

    @property
    def cookie(self):
        return self.server.access.cookie

    def ask(self, path, *, headers=None, **options):
        return ask(self.address, path, headers={"Cookie": self.cookie, **(headers or {})}, **options)

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.server.server_port), timeout=15)

    def send_as_it_is(self, request):
        """All that comes back, for requests that no library would make; a connection that is reset is over, too."""
        data = request if isinstance(request, bytes) else request.encode()
        answer = b""
        with self.connect() as line, suppress(ConnectionError):
            line.sendall(data)
            while part := line.recv(65536):
                answer += part
        return answer


TEXTS = (
    Entry("content/news/a.md", "One", "/a/", State.DRAFT),
    Entry("content/news/b.md", "Two <b>", "/b/", State.SCHEDULED, datetime(2027, 3, 4, 9)),
    Entry("content/announcements/c.md", "Three", "", State.SCHEDULED, date(2027, 3, 1)),
    Entry("content/news/d.md", "Four", "/v1.2/", State.PUBLIC, datetime(2021, 3, 4)),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    output = tmp_path_factory.mktemp("a site") / "output"
    for name, text in {
        "index.html": "home",
        "a/index.html": "one",
        "404.html": "lost",
        "v1.2/index.html": "old",
    }.items():
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_text(f"<body><h1>{text}</h1></body>")
    (output / "empty").mkdir()
    for name in ("site.css", "all.atom.xml", "x.avif", "x.svg", "x.woff2", "x.js", "x.webp", "it's ä.txt"):
        (output / name).write_text(name)
    (output.parent / "secret.txt").write_text("secret")
    state = PreviewState(output)
    state.end_build(Report(built=True, texts=TEXTS))
    server = PreviewServer(0, state)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Site(server, output)
    server.shutdown()
    server.server_close()


@pytest.fixture
def ask_site(site):
    """Asks the finished site."""
    return site.ask


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "a project"
    (root / "content").mkdir(parents=True)
    (root / "plugins").mkdir()
    (root / "content" / "a.md").write_text("one")
    (root / "build.py").write_text(BUILD.format(root=str(Path(__file__).parents[2])))
    return root


@pytest.fixture
def begin(project):
    """Starts the preview of the project; it ends with the test."""
    begun = []

    def begin(*, command=(sys.executable, str(project / "build.py")), **options):
        said: list[str] = []
        preview = Preview(project, 0, say=said.append, command=command)
        thread = threading.Thread(target=preview.run, kwargs=options, daemon=True)
        thread.start()
        begun.append((preview, thread))
        return Running(project, preview, said)

    yield begin
    for preview, thread in begun:
        preview.stop()
        thread.join(timeout=15)
        assert not thread.is_alive()


@pytest.fixture
def running(begin):
    """A preview whose first build has ended well."""
    running = begin()
    running.wait_for_builds(1)
    return running
