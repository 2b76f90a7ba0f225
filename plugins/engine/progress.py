"""How far long work has come, for whoever waits at a terminal."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

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


@contextmanager
def counted_bar(what: str, count: int) -> Iterator[Callable[[int], None]]:
    """A bar with count, rate and time left while so many are worked on; nothing where no terminal is.

    what: they are called
    yields: a function to be told how many of them are done
    """
    console = Console(stderr=True)
    columns = (what, BarColumn(), MofNCompleteColumn(), RateColumn(), TimeRemainingColumn(), "left")
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        work = bar.add_task("", total=count)
        yield lambda done: bar.update(work, completed=done)


def pictures_bar(count: int) -> AbstractContextManager[Callable[[int], None]]:
    """The bar while pictures are derived."""
    return counted_bar("Pictures", count)


def addresses_bar(count: int) -> AbstractContextManager[Callable[[int], None]]:
    """The bar while a host is asked for addresses."""
    return counted_bar("Addresses", count)
