"""The bar that is shown while pictures are derived, as a terminal and a file get it."""

import os
import subprocess
import sys

import pytest

SHOWS = """
from plugins.engine.progress import pictures_bar
with pictures_bar(3) as tell:
    for done in (1, 2, 3):
        tell(done)
"""


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals")
def test_a_terminal_gets_count_and_time_left_and_is_clean_afterwards(root):
    import pty

    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-c", SHOWS], cwd=root, stderr=theirs, check=True, env={**os.environ, "TERM": "vt100"}
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)

    assert "Pictures" in shown
    assert "3/3" in shown
    assert "left" in shown
    assert shown.endswith("\x1b[2K")  # the line is erased


def test_a_file_gets_nothing(root):
    done = subprocess.run([sys.executable, "-c", SHOWS], cwd=root, capture_output=True, check=True)

    assert done.stdout + done.stderr == b""
