"""Files that calendars read (iCalendar, RFC 5545 and 7986): the same bytes for the same text, on whichever day.

What tells a calendar that an event is another than before follows from its line Modified alone, never from the clock.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from plugins.core.findings import Where
from plugins.kinds.event import CANCELLED, POSTPONED, Occasion
from plugins.markup.plain_words import plain
from plugins.render.event_words import in_words, is_midnight
from plugins.render.page import Shared
from plugins.render.result import Collector
from plugins.render.time_zones import written_zone
from plugins.render.words import Words
from plugins.site.model import Event

if TYPE_CHECKING:
    from icalendar import Event as Entry

LOOK_AGAIN = timedelta(hours=12)  # how often calendars are asked to; many look once a day, whatever they are asked
NEVER_CHANGED = datetime(2000, 1, 1, tzinfo=UTC)  # of an event that does not say when it was changed
NOWHERE = "preview.invalid"  # on the editor's machine, whose events nobody keeps
UTC_NAMES = ("UTC", "Etc/UTC")  # whose times need no zone


def calendar_of(events: Iterable[Event], title: str, shared: Shared, organisation: str) -> bytes:
    """A file with these events. title: of the calendar, "" for a file of one event"""
    from icalendar import Calendar  # a site without events needs none of it, and it is a twentieth of a start

    events = tuple(events)
    languages = {event.lang for event in events}
    words = shared.vocabulary.of(languages.pop() if len(languages) == 1 else shared.vocabulary.default)
    calendar = Calendar()
    host = urlsplit(shared.links.addresses.siteurl).hostname or NOWHERE
    calendar.add("prodid", f"-//{organisation}//{host}//{words.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if title:
        name = words.text("title_of", title=title, whole=words.text("events"))
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT12H")
    parts = [*zones_of(events), *(entry_of(event, words, shared).to_ical() for event in events)]
    before, end, after = calendar.to_ical().rpartition(b"END:VCALENDAR")
    return b"".join([before, *parts, end, after])


def zones_of(events: Iterable[Event]) -> Iterator[bytes]:
    """What is to be told of every zone that a time names."""
    years: dict[str, set[int]] = {}
    for occasion in (event.occasion for event in events):
        for time in (occasion.starts, occasion.ends):
            if time and not occasion.is_whole_days and isinstance(told := as_told(time).tzinfo, ZoneInfo):
                years.setdefault(told.key, set()).add(time.year)
    for zone, told_years in sorted(years.items()):
        yield written_zone(zone, min(told_years) - 1, max(told_years))


def entry_of(event: Event, words: Words, shared: Shared) -> "Entry":
    """One event. It is known by its name and by the site's host, as long as both stay.

    No two have one name, as no two have one address, but for translations: who reads both has one event.
    """
    from icalendar import Event as Entry

    addresses, occasion, entry = shared.links.addresses, event.occasion, Entry()
    host = urlsplit(addresses.siteurl).hostname
    changed = (event.modified or NEVER_CHANGED).astimezone(UTC)
    entry.add("uid", f"{event.name}@{host or NOWHERE}")
    entry.add("dtstamp", changed)
    if event.modified:
        entry.add("last-modified", changed)
    entry.add("sequence", max(0, (changed - NEVER_CHANGED) // timedelta(minutes=1)))
    for name, time in times_of(occasion):
        entry.add(name, time)
    title, state = plain(event.title), occasion.state
    told = words.text("event_cancelled" if state == CANCELLED else "event_postponed")
    entry.add("summary", words.text("title_of", title=told, whole=title) if state else title)
    join = joined_at(event, shared)
    entry.add("location", occasion.place or join or occasion.telephone)
    page = addresses.absolute(event) if host else ""
    entry.add("description", "\n\n".join(part for part in (*described(event, words), join, page) if part))
    if page:
        entry.add("url", page)
    entry.add("status", status_of(occasion))
    if occasion.is_waiting:  # nobody is kept busy at the time at which it will not be
        entry.add("transp", "TRANSPARENT")
    if event.listed_tags:
        entry.add("categories", [tag.name for tag in event.listed_tags])
    return entry


def status_of(occasion: Occasion) -> str:
    """Whether it will be. One that waits for its new date stays in calendars, which take out what is cancelled."""
    return "CANCELLED" if occasion.state == CANCELLED else "TENTATIVE" if occasion.is_waiting else "CONFIRMED"


def times_of(occasion: Occasion) -> Iterator[tuple[str, object]]:
    """Start and end. Of whole days a calendar wants the day after the last one."""
    starts, ends = occasion.starts, occasion.ends
    if occasion.is_whole_days:
        yield "dtstart", starts.date()
        yield "dtend", (ends or starts).date() + timedelta(days=1)
    else:
        yield "dtstart", as_told(starts)
        if ends:
            yield "dtend", as_told(ends)


def as_told(time: datetime) -> datetime:
    """A time by its own clocks; by those of Greenwich where the clocks show it twice, or have no name."""
    zone, is_twice = time.tzinfo, time.replace(fold=0).utcoffset() != time.replace(fold=1).utcoffset()
    is_clear = isinstance(zone, ZoneInfo) and zone.key not in UTC_NAMES and not is_twice
    return time if is_clear else time.astimezone(UTC)


def described(event: Event, words: Words) -> Iterator[str]:
    """What it is about, in plain words, and when it was to be before."""
    occasion = event.occasion
    if occasion.state == POSTPONED and occasion.formerly and not occasion.is_waiting:
        when = in_words(words, occasion.formerly, None, is_whole_days=is_midnight(occasion.formerly))
        yield words.text("event_formerly", when=when)
    if occasion.is_waiting:
        yield words.text("event_waiting")
    yield plain(event.summary)
    yield words.text("event_dial", number=occasion.telephone) if occasion.telephone else ""


def joined_at(event: Event, shared: Shared) -> str:
    """The whole address at which one joins it; "" where there is none. What is wrong with it its page tells."""
    if not event.occasion.link:
        return ""
    where = Where(event.path, event.occasion.link_line)
    found = shared.links.resolve(event.occasion.link, "", where, event.url, Collector())
    return shared.links.addresses.absolute(found) if found.startswith("/") else found
