"""How far a program is, for another one that started it and waits: a file of two numbers, "34 120"."""

import os
from pathlib import Path

# The environment's name for that file.
PROGRESS_FILE = "PREVIEW_PROGRESS_FILE"


def write_progress(done: int, count: int) -> None:
    """Write how many of how many are done, where the environment names a file for it. raises: OSError"""
    if file := os.environ.get(PROGRESS_FILE):
        Path(file).write_text(f"{done} {count}", encoding="ascii")


def read_progress(file: Path) -> tuple[int, int] | None:
    """What the other program wrote there; None while it has not, or is just at it."""
    try:
        done, count = file.read_text(encoding="ascii").split()
        return int(done), int(count)
    except (OSError, ValueError):
        return None
