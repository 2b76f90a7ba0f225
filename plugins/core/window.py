"""A stretch of time, as a value: what it means at a moment is for site/live to say."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from plugins.core.findings import Finding


@dataclass(frozen=True, slots=True)
class Window:
    """From `starts` on, and before `ends`; None where there is no such bound. Both are in the site's zone."""

    starts: datetime | None = None
    ends: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no moment lies within."""
        return self.starts is not None and self.is_over(self.starts)

    def holds(self, moment: datetime) -> bool:
        """Whether a moment lies within."""
        return (self.starts is None or comparable(self.starts) <= comparable(moment)) and not self.is_over(moment)

    def is_over(self, moment: datetime) -> bool:
        """Whether a moment lies behind it."""
        return self.ends is not None and comparable(self.ends) <= comparable(moment)


def comparable(moment: datetime) -> datetime:
    """A moment by the clocks of Greenwich: Python compares two of one zone by what its clocks show, which repeats.

    >>> from zoneinfo import ZoneInfo
    >>> first = datetime(2027, 11, 7, 1, 30, tzinfo=ZoneInfo("America/Edmonton"))
    >>> second = first.replace(minute=0, fold=1)
    >>> first < second, comparable(first) < comparable(second)
    (False, True)
    """
    return moment.astimezone(UTC)


ALWAYS = Window()


class Timed(NamedTuple):
    """A finding that is one only at some time."""

    finding: Finding
    window: Window
