"""A real preview in a process of its own that has few file handles: whoever uses them up, it survives."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.preview.conftest import ask, let_in

HANDLES = 64
MAX_CPU_S = 1.0
CHILD = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[2]), int(sys.argv[2])))
from plugins.preview import answers, builder, server
answers.REQUEST_S = float(sys.argv[3])
answers.most_connections = lambda most=answers.most_connections: int(sys.argv[4]) or most()
server.Preview.__init__.__kwdefaults__["command"] = (sys.executable, "build.py")
server.preview(root=Path("."), port=0, open_browser=False)
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows sets no limit to file handles")


class Child:
    """A preview in a process of its own, and how to reach it."""

    def __init__(self, project, root, request_s, connections):
        self.process = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(root), str(HANDLES), str(request_s), str(connections)],
            cwd=project, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdout
        self.lines = [self.process.stdout.readline() for _ in range(3)]
        self.address_with_token = self.lines[0].split()[0]
        self.address = self.address_with_token.partition("?")[0]
        self.cookie = let_in(self.address_with_token)

    def connect(self, sent=""):
        line = socket.create_connection(("127.0.0.1", urlsplit(self.address).port), timeout=20)
        line.sendall(sent.replace("\n", "\r\n").replace("COOKIE", f"Cookie: {self.cookie}").encode())
        return line

    def status(self, path):
        """The status of an answer, for which one may have to wait till a place is free; 0 for none."""
        try:
            return ask(self.address, path, headers={"Cookie": self.cookie}).status
        except OSError:
            return 0

    def page(self):
        return ask(self.address, "/a/", headers={"Cookie": self.cookie}).text

    def cpu_s(self):
        """The processor's time that the preview has used, without its builds, in seconds."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        self.process.send_signal(signal.SIGINT)
        said, wrong = self.process.communicate(timeout=20)
        return self.process.returncode, said, wrong


@pytest.fixture
def start(project, root):
    """Starts a preview; request_s: the time for a request; connections: how many there may be, 0 for its own choice."""
    children = []

    def start(*, request_s=10.0, connections=0):
        children.append(Child(project, root, request_s, connections))
        return children[-1]

    yield start
    for child in children:
        if child.process.poll() is None:
            child.process.kill()
            child.process.communicate()


HALF = "GET /a/ HTTP/1.1\nHost: localhost\nCOOKIE\n"
STREAM = "GET /_preview/events HTTP/1.1\nHost: localhost\nCOOKIE\n\n"
IDLE = "GET /a/ HTTP/1.1\nHost: localhost\nCOOKIE\n\n"


@pytest.mark.parametrize("sent", ["", HALF, STREAM, IDLE], ids=["silent", "half a request", "streams", "kept alive"])
def test_hundreds_of_connections_neither_end_the_preview_nor_keep_it_busy(start, sent):
    preview = start()
    before_s = preview.cpu_s()
    lines = [preview.connect(sent) for _ in range(HANDLES * 2)]
    time.sleep(3)
    used_s = preview.cpu_s() - before_s
    for line in lines:
        line.close()

    assert used_s < MAX_CPU_S
    assert preview.status("/a/") == 200
    assert preview.end() == (0, "", "")


def test_no_handle_left_to_accept_or_to_look_with_is_waited_out(start):
    """As when something else in the program holds them: more connections are let in than there are handles."""
    preview = start(connections=1_000)
    before_s = preview.cpu_s()
    lines = [preview.connect() for _ in range(HANDLES * 2)]
    time.sleep(3)
    used_s = preview.cpu_s() - before_s
    for line in lines:
        line.close()

    assert used_s < MAX_CPU_S
    assert preview.status("/a/") == 200
    assert preview.end() == (0, "", "")


def test_a_save_is_built_while_all_connections_are_held(start, project):
    preview = start(request_s=60)
    lines = [preview.connect(HALF) for _ in range(HANDLES * 2)]
    (project / "content/a.md").write_text("two")
    said = preview.process.stdout.readline()
    for line in lines:
        line.close()

    assert said.startswith("Built in ")
    assert "<h1>two</h1>" in preview.page()


def test_a_save_while_no_handle_is_left_is_built_as_soon_as_there_is_one(start, project):
    preview = start(connections=1_000)
    lines = [preview.connect(HALF) for _ in range(HANDLES - 15)]
    held = [preview.connect() for _ in range(HANDLES)]
    (project / "content/a.md").write_text("two")
    for line in [*lines, *held]:
        line.close()
    while not preview.process.stdout.readline().startswith("Built in "):
        continue

    assert "<h1>two</h1>" in preview.page()


def test_slow_clients_give_way_to_others(start):
    preview = start(request_s=1)
    lines = [preview.connect(HALF) for _ in range(HANDLES)]

    assert preview.status("/a/") == 200
    for line in lines:
        line.close()


def test_pages_are_served_beside_more_streams_than_there_are_places_for(start):
    preview = start(request_s=60)
    lines = [preview.connect(STREAM) for _ in range(HANDLES * 2)]
    answers = [line.recv(12) for line in lines]

    assert answers.count(b"HTTP/1.1 200") == HANDLES // 4 // 2
    assert answers.count(b"HTTP/1.1 503") == HANDLES * 2 - HANDLES // 4 // 2
    assert preview.status("/a/") == 200
    for line in lines:
        line.close()


def test_streams_whose_pages_are_gone_make_room_for_new_ones(start):
    preview = start(request_s=60)
    for _ in range(3):
        while True:
            lines = [preview.connect(STREAM) for _ in range(HANDLES // 4 // 2)]
            answers = [line.recv(12) for line in lines]
            for line in lines:
                line.close()
            if answers == [b"HTTP/1.1 200"] * len(lines):
                break
            time.sleep(1)

    assert preview.status("/a/") == 200
