"""How far long work has come, for whoever waits at a terminal."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.progress import Task as Work
from rich.text import Text


class RateColumn(TextColumn):
    """How many are done each second, as soon as that is known."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Work) -> Text:
        """For example `2.3 a second`."""
        return Text(f"{task.speed:.1f} a second" if task.speed else "")


# The environment's name for a file in which another program wants to read how far it is: "34 120".
TOLD_IN = "PICTURES_TOLD_IN"


@contextmanager
def pictures_bar(count: int) -> Iterator[Callable[[int], None]]:
    """A bar with count, rate and time left while pictures are derived; nothing where no terminal is.

    yields: a function to be told how many of them are done
    """
    console = Console(stderr=True)
    columns = ("Pictures", BarColumn(), MofNCompleteColumn(), RateColumn(), TimeRemainingColumn(), "left")
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        work = bar.add_task("", total=count)
        file = os.environ.get(TOLD_IN)
        yield lambda done: tell(done, count, file) if file else bar.update(work, completed=done)


def tell(done: int, count: int, file: str) -> None:
    """How many pictures of how many are done, for the program that reads the file. raises: OSError"""
    Path(file).write_text(f"{done} {count}", encoding="ascii")


def told(file: Path) -> tuple[int, int] | None:
    """What another program said there: how many pictures of how many are done; None while it has not."""
    try:
        done, count = file.read_text(encoding="ascii").split()
        return int(done), int(count)
    except (OSError, ValueError):
        return None
