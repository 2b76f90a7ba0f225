"""When an event is, in the reader's words: by its own clocks and, where those differ, by the site's, too."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from babel.dates import format_date, format_datetime, get_timezone_name

from plugins.kinds.event import Occasion
from plugins.render.words import Words


@dataclass(frozen=True, slots=True)
class EventTimes:
    """An event's times in words.

    when: day and time in its own zone, whose name is told where the site has another time
    elsewhere: the same in the site's zone; "" where that is no other
    formerly: when it was to start before; "" when it has not been postponed, or nobody knows until when
    month, day, weekday: of its start, short, for what looks like a leaf of a calendar
    machine: its start, as HTML's `datetime` wants it
    """

    when: str
    elsewhere: str
    formerly: str
    month: str
    day: str
    weekday: str
    machine: str


def event_times(words: Words, site_zone: tzinfo, occasion: Occasion) -> EventTimes:
    """The times of an event."""
    starts, formerly = occasion.starts, occasion.formerly
    here = shifted(occasion, site_zone)
    own = in_words(words, occasion.starts, occasion.ends, is_whole_days=occasion.is_whole_days)
    return EventTimes(
        in_zone(words, own, starts) if here else own,
        in_zone(words, in_words(words, *here, is_whole_days=False), here[0]) if here else "",
        in_words(words, formerly, None, is_whole_days=is_midnight(formerly))
        if formerly and not occasion.is_waiting
        else "",
        shown(words, starts, "MMM"),
        f"{starts.day}",
        shown(words, starts, "EEEE"),
        machine(starts, is_whole_days=occasion.is_whole_days),
    )


def shifted(occasion: Occasion, zone: tzinfo) -> tuple[datetime, datetime | None] | None:
    """Start and end by other clocks, where those show another time; None for whole days, which are the same there."""
    times = [one for one in (occasion.starts, occasion.ends) if one]
    there = [one.astimezone(zone) for one in times]
    if occasion.is_whole_days or [one.utcoffset() for one in times] == [one.utcoffset() for one in there]:
        return None
    return there[0], there[1] if len(there) > 1 else None


def in_words(words: Words, starts: datetime, ends: datetime | None, *, is_whole_days: bool) -> str:
    """From when until when."""
    first, last = words.day(starts), words.day(ends) if ends else ""
    if is_whole_days:
        return words.text("event_days", first=first, last=last) if last and last != first else first
    if ends is None:
        return words.text("event_time", day=first, time=time_of_day(words, starts))
    begin, end = time_of_day(words, starts), time_of_day(words, ends)
    if last == first:
        return words.text("event_from_to", day=first, starts=begin, ends=end)
    return words.text("event_days_from_to", first=first, last=last, starts=begin, ends=end)


def in_zone(words: Words, when: str, moment: datetime) -> str:
    """A time with the name of its zone. moment: at which clocks there may be set forward"""
    return words.text("event_zone", when=when, zone=get_timezone_name(moment, locale=words.locale))


def until(words: Words, last: date) -> str:
    """Until when something holds: `until 30 June`, of a moment with its time."""
    day = format_date(last, words.form("short_day_pattern", last.day), locale=words.locale)
    if isinstance(last, datetime):
        day = words.text("event_time", day=day, time=time_of_day(words, last))
    return words.text("until", when=day)


def time_of_day(words: Words, when: datetime) -> str:
    """A time as people say it: without minutes on the hour."""
    pattern = "time_pattern" if when.minute else "hour_pattern"
    return shown(words, when, words.form(pattern, None))


def shown(words: Words, when: datetime, pattern: str) -> str:
    """A time of a clock by a pattern of Unicode's TR 35, whatever its zone."""
    return format_datetime(when.replace(tzinfo=None), pattern, locale=words.locale)


def machine(when: datetime, *, is_whole_days: bool) -> str:
    """A day or a moment by ISO 8601."""
    return f"{when:%Y-%m-%d}" if is_whole_days else when.isoformat(timespec="minutes")


def is_midnight(when: datetime) -> bool:
    """Whether a moment is told as a day alone."""
    return not timedelta(hours=when.hour, minutes=when.minute)
