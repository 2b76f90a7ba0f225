"""How things stand: what browsers are to be shown now. Builds change it, answers read it, open pages wait for it."""

import secrets
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.preview.report import Report


@dataclass(frozen=True, slots=True)
class Shown:
    """What an answer needs to know.

    build: names the build, in this start of the preview and no other; a page that carries another one is old
    output: where the last good pages are, if there are any
    report: how the last build ended; None before the first
    dismissed: whether its findings were put aside to see the last good pages
    building: whether one is under way
    progress: of that, how many pictures of how many are made, as far as it has said
    """

    build: str
    output: Path
    report: Report | None = None
    dismissed: bool = False
    building: bool = False
    progress: tuple[int, int] = (0, 0)

    @property
    def is_first(self) -> bool:
        """Whether no build has ended since the preview was started, so that pages may be missing that are written."""
        return self.report is None

    @property
    def has_findings_first(self) -> bool:
        """Whether every page is replaced by the findings."""
        return self.report is not None and not self.report.built and not self.dismissed


class PreviewState:
    """The one thing that builds and answers share. `now` is a plain value that never changes under its reader."""

    def __init__(self, output: Path) -> None:
        self._changed = threading.Condition()
        self._start = secrets.token_hex(4)
        self._builds = 0
        self._is_closed = False
        self.now = Shown(build=f"{self._start}-0", output=output)

    def begin_build(self) -> None:
        """A build is under way."""
        with self._changed:
            self.now = replace(self.now, building=True, progress=(0, 0))

    def tell_progress(self, done: int, count: int) -> None:
        """How many pictures of how many the build has made that is under way."""
        with self._changed:
            self.now = replace(self.now, progress=(done, count))

    def end_build(self, report: Report) -> None:
        """A build has ended; open pages are told."""
        with self._changed:
            self._builds += 1
            output = report.output or self.now.output
            self.now = Shown(build=f"{self._start}-{self._builds}", output=output, report=report)
            self._changed.notify_all()

    def dismiss(self, build: str) -> None:
        """Put the findings of this build aside; those of a later one, not yet seen, stay."""
        with self._changed:
            if build == self.now.build:
                self.now = replace(self.now, dismissed=True)

    def wait_for_other(self, build: str, *, seconds: float) -> str | None:
        """The build that is shown, as soon as it is another one or the time is over; None when all is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed or self.now.build != build, timeout=seconds)
            return None if self._is_closed else self.now.build

    def close(self) -> None:
        """Let go of all who wait."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
