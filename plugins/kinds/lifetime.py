"""How long a text holds, as its header says: from when until when, when to look at it again, where it was before."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta, tzinfo

from plugins.core.dates import moment
from plugins.core.fields import ADDRESSES, DATE, Field, wrong_value
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import Source
from plugins.core.window import Timed, Window
from plugins.kinds.kind import NOT_YET_KNOWN

PUBLIC_FROM = Field(  # of what shows no day above its text, as stories do
    "Date",
    DATE,
    help="The day from which it is public, where it is to wait; with a time if you like.",
    example="2027-03-04",
)
EXPIRES = Field("Expires", DATE, help="The last day it is public; with a time, when it goes.", example="2027-06-30")
REVIEW_BY = Field(
    "Review-by", DATE, help="The day by which somebody should see whether it still holds.", example="2027-06-30"
)
CHANGE_NOTE = Field(
    "Change-note",
    help="What was changed on the day of Modified, in a sentence for readers.",
    example="An earlier version named the wrong day.",
)
OLD_ADDRESSES = Field(
    "Old-addresses",
    ADDRESSES,
    help="Where it was before, with commas between: who comes there is led on.",
    example="/first-name/, /plan.html",
)
LIFETIME = (CHANGE_NOTE, OLD_ADDRESSES, EXPIRES, REVIEW_BY)


def expiry(source: Source, zone: tzinfo) -> datetime | None:
    """The moment from which a text is public no more: after the day that Expires names, or at its time."""
    when = named_moment(source, EXPIRES, zone)
    return after(when) if when and not has_time(source, EXPIRES) else when


def after(day: datetime) -> datetime:
    """When a day is over, in its own zone, whatever its clocks do meanwhile."""
    return datetime.combine(day.date() + timedelta(days=1), time(), day.tzinfo)


def named_moment(source: Source, field: Field, zone: tzinfo) -> datetime | None:
    """The moment that a field names, a day at its midnight; None where there is none that can be read."""
    entry = source.find(field.name)
    return moment(entry.value, zone) if entry and entry.value and not wrong_value(field, entry.value) else None


def has_time(source: Source, field: Field) -> bool:
    """Whether a field names a time of day."""
    entry = source.find(field.name)
    return entry is not None and ":" in entry.value


def lifetime_findings(source: Source, header: Mapping[str, object], window: Window) -> Iterator[Finding]:
    """What is wrong with how long a text is to hold (C25, C121). header: its values that will do; window: as told"""
    if window.starts and window.is_empty:
        yield finding("C25.expires-before-date", Where(source.path, source.line_of("Expires")), date=window.starts)
    if header.get("change_note") and "modified" not in header:
        where = Where(source.path, source.line_of("Change-note"))
        yield finding("C121.without-a-day", where, today=NOT_YET_KNOWN, **source.empty("Modified"))


def timed_findings(source: Source, zone: tzinfo, window: Window) -> Iterator[Timed]:
    """That a text has expired (C24), or was to be looked at again (C120); each from its moment on."""
    if window.ends and not window.is_empty:
        over = finding("C24.expired", Where(source.path, source.line_of("Expires")), day=last_day(window.ends))
        yield Timed(over, Window(starts=window.ends))
    if due := named_moment(source, REVIEW_BY, zone):
        where = Where(source.path, source.line_of("Review-by"))
        stale = finding("C120.to-be-reviewed", where, day=due, later=NOT_YET_KNOWN)
        yield Timed(stale, Window(due, window.ends))


def last_day(ends: datetime) -> datetime:
    """The last moment before something ends."""
    return ends - timedelta.resolution
