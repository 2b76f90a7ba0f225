"""How a process of the preview's ends: with the one that started it, and at once."""

import contextlib
import os
import sys
import time
from collections.abc import Callable

from rich.console import Console

END_S = 1.5  # after which nothing is waited for, such as pictures that are being made


def end_with_input(end: Callable[[], object]) -> None:
    """Ends the process when whoever started it closes its input, or is gone."""
    with contextlib.suppress(OSError):
        sys.stdin.buffer.read()
    with contextlib.suppress(RuntimeError):  # it is over already
        end()
    time.sleep(END_S)
    leave(0)


def leave(exit_code: int) -> None:
    """Ends the process at once, even where a thread of it reads or waits for pictures: all that it writes, it swaps in.

    Those who make pictures end with it.
    """
    Console(stderr=True).show_cursor()  # which a bar hides
    os._exit(exit_code)
