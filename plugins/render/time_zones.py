"""What calendars are told of a time zone (RFC 5545, 3.6.5): each change of its clocks in the years that matter.

Not by icalendar's own function: that (7.3.2) dates the change to summer time by the clocks of summer, an hour late.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone

STEP = timedelta(days=7)  # no zone changed its clocks and back within it


class Change(NamedTuple):
    """From when on clocks are so far from Greenwich: by the clocks as they were before."""

    onset: datetime
    before: timedelta
    after: timedelta
    is_summer: bool
    name: str


@cache
def changes_of(zone: str, first_year: int, last_year: int) -> tuple[Change, ...]:
    """How clocks stand when the first year begins, and every change until the last one ends."""
    tz, at = ZoneInfo(zone), datetime(first_year, 1, 1, tzinfo=UTC)
    return (_change(tz, at, at), *_changes(tz, at, datetime(last_year + 1, 1, 1, tzinfo=UTC)))


def _changes(tz: ZoneInfo, begin: datetime, end: datetime) -> Iterator[Change]:
    while begin < end:
        if begin.astimezone(tz).utcoffset() != (begin + STEP).astimezone(tz).utcoffset():
            yield _change(tz, *_minute_of_change(tz, begin, begin + STEP))
        begin += STEP


def _minute_of_change(tz: ZoneInfo, before: datetime, after: datetime) -> tuple[datetime, datetime]:
    """The last minute before a change, and the first behind it."""
    while after - before > timedelta(minutes=1):
        middle = before + timedelta(minutes=(after - before) // timedelta(minutes=2))
        is_behind = middle.astimezone(tz).utcoffset() != before.astimezone(tz).utcoffset()
        before, after = (before, middle) if is_behind else (middle, after)
    return before, after


def _change(tz: ZoneInfo, before: datetime, after: datetime) -> Change:
    old, new = before.astimezone(tz), after.astimezone(tz)
    offset = old.utcoffset() or timedelta()
    onset = (after + offset).replace(tzinfo=None)
    return Change(onset, offset, new.utcoffset() or timedelta(), bool(new.dst()), new.tzname() or "")


def time_zone(zone: str, first_year: int, last_year: int) -> "Timezone":
    """The component VTIMEZONE of a zone. zone: its IANA name"""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard  # a site without events needs none of it

    made = Timezone()
    made.add("tzid", zone)
    for change in changes_of(zone, first_year, last_year):
        part = TimezoneDaylight() if change.is_summer else TimezoneStandard()
        part.add("dtstart", change.onset)
        part.add("tzoffsetfrom", change.before)
        part.add("tzoffsetto", change.after)
        part.add("tzname", change.name)
        made.add_component(part)
    return made


@cache
def written_zone(zone: str, first_year: int, last_year: int) -> bytes:
    """The same as a file has it, made once: it is longer than what most files tell of their event."""
    return bytes(time_zone(zone, first_year, last_year).to_ical())
