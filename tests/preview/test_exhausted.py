"""A real preview in processes that have few file handles: whoever uses them up, it survives."""

import os
import time

import pytest

from tests.preview.conftest import TEXTS, A
from tests.small_site import story

HANDLES = 96
MAX_CPU_S = 1.0
FEW = ("sh", "-c", f'ulimit -n {HANDLES} && exec "$@"', "sh")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows sets no limit to file handles")

HALF = "GET /news/a/ HTTP/1.1\nHost: localhost\nCOOKIE\n"
STREAM = "GET /_preview/events?path=/ HTTP/1.1\nHost: localhost\nCOOKIE\n\n"
IDLE = "GET /news/a/ HTTP/1.1\nHost: localhost\nCOOKIE\n\n"


@pytest.fixture
def poor(start, live_project):
    """A preview that has few file handles."""
    poor = start(live_project(TEXTS), before=FEW)
    poor.wait_for("Read in")
    assert poor.ask("/news/a/").status == 200
    return poor


def let_go(lines):
    for line in lines:
        line.close()


@pytest.mark.parametrize("sent", ["", HALF, STREAM, IDLE], ids=["silent", "half a request", "streams", "kept alive"])
def test_hundreds_of_connections_neither_end_the_preview_nor_keep_it_busy(poor, sent):
    worker, before_s = poor.worker(), poor.cpu_s()
    lines = [poor.connect(sent) for _ in range(HANDLES * 2)]
    time.sleep(3)
    used_s = poor.cpu_s() - before_s
    beside = poor.ask("/news/a/").status
    let_go(lines)

    assert used_s < MAX_CPU_S
    assert (beside, poor.ask("/news/a/").status) == (200, 200)
    assert poor.worker() == worker
    assert poor.end() == 0
    assert len(poor.said) == 2, poor.said


def test_a_save_is_shown_while_all_connections_are_held(poor):
    lines = [poor.connect(HALF) for _ in range(HANDLES * 2)]
    poor.write(A, story("One", "Mended"))

    poor.shows("Mended")
    let_go(lines)


def test_pages_are_served_beside_more_streams_than_there_are_places_for(poor):
    lines = [poor.connect(STREAM) for _ in range(HANDLES // 4)]
    answers = sorted(line.recv(12) for line in lines)
    status = poor.ask("/news/a/").status
    let_go(lines)

    assert set(answers) == {b"HTTP/1.1 200", b"HTTP/1.1 503"}
    assert answers.count(b"HTTP/1.1 200") == HANDLES // 4 // 2
    assert status == 200


def test_streams_whose_pages_are_gone_make_room_for_new_ones(poor):
    for _ in range(3):
        while True:
            lines = [poor.connect(STREAM) for _ in range(HANDLES // 4 // 2)]
            answers = [line.recv(12) for line in lines]
            let_go(lines)
            if answers == [b"HTTP/1.1 200"] * len(lines):
                break
            time.sleep(0.2)

    assert poor.ask("/news/a/").status == 200


# Takes all file handles of the process that serves, from within, and gives them back when a file is gone.
HOLDS = """
import os, threading, time
def hold():
    while not os.path.exists("hold"):
        time.sleep(0.05)
    held = []
    while os.path.exists("hold"):
        try:
            held.append(os.open(os.devnull, os.O_RDONLY))
        except OSError:
            time.sleep(0.05)
    for one in held:
        os.close(one)
if "plugins.preview.worker" in __import__("sys").modules:
    threading.Thread(target=hold, daemon=True).start()
"""


def test_no_handle_left_to_accept_or_to_look_with_is_waited_out(start, live_project):
    root = live_project(TEXTS, settings=HOLDS)
    poor = start(root, before=FEW)
    poor.wait_for("Read in")
    assert poor.ask("/news/a/").status == 200
    worker = poor.worker()
    (root / "hold").touch()
    time.sleep(1)
    before_s = poor.cpu_s()
    lines = [poor.connect(IDLE) for _ in range(20)]  # as many as wait in line
    poor.write(A, story("One", "Mended"))
    time.sleep(4)
    used_s = poor.cpu_s() - before_s
    let_go(lines)
    (root / "hold").unlink()

    assert used_s < 3
    poor.shows("Mended")
    assert poor.worker() == worker
    assert not [one for one in poor.said if "Traceback" in one]
