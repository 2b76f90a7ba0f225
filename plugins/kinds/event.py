"""Events, such as town halls and rallies: content/events. Their times are those of the place where they are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from plugins.core.dates import days_meant, meant_date, moment
from plugins.core.fields import CHOICE, DATE, LINK, TELEPHONE, Field, ValueType, find_field, values_of, wrong_value
from plugins.core.findings import Finding, Where, WrongValue, finding
from plugins.core.header import Source
from plugins.core.header_check import misspelt, words_by_other_names
from plugins.core.suggestions import closest
from plugins.core.window import Timed, Window, comparable
from plugins.kinds.below_header import told_below
from plugins.kinds.kind import NOT_YET_KNOWN, Kind, ParsedFile, ReadingRules, skipped_hours
from plugins.kinds.lifetime import PUBLIC_FROM, after, has_time, named_moment
from plugins.kinds.texts import DATED, OWN, PELICANS, STATUSES, Text, parse_text
from plugins.markup.raw_html import active_content, is_active_address

CANCELLED, POSTPONED = "cancelled", "postponed"
USUAL_TIME = "18:30"
LIKE_A_CITY = 0.8  # how like the name of a city another must be
WITHOUT_PLACE = ("UTC", "GMT", "Etc/UTC", "Etc/GMT")
PLACES = ("Place", "Link", "Telephone")


def _zone(_field: Field, value: str) -> WrongValue | None:
    """Why there is no such zone, or why it is none of a place, and the one whose city is nearly what was written.

    A name such as EST stands still in summer, and Etc/GMT-7 lies east of Greenwich: neither is what people mean.
    """
    try:
        ZoneInfo(value)
        is_known = value in WITHOUT_PLACE or ("/" in value and not value.startswith("Etc/"))
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a misspelt one, one with "..", the name of a folder
        is_known = False
    if is_known:
        return None
    zones = (zone for zone in sorted(available_timezones(), reverse=True) if "/" in zone and "Etc/" not in zone)
    by_city = {zone.rpartition("/")[2]: zone for zone in zones}
    written = value.rpartition("/")[2].replace(" ", "_")
    city = closest(written, by_city, LIKE_A_CITY) if len(written) > len("EST") else None
    return WrongValue("C141.no-time-zone", zone=value, **({"near": by_city[city]} if city else {}))


TIME_ZONE = ValueType("time-zone", _zone)
STARTS = Field("Starts", DATE, required=True, help="The day, with a time if there is one.", example="2026-12-10 18:30")
ENDS = Field("Ends", DATE, help="When it ends: a day, or a day with a time.", example="2026-12-10 20:00")
FORMERLY = Field(
    "Formerly", DATE, help="When it was to start before it was postponed; as Starts, while no new date is known."
)
ZONE = Field(
    "Time-zone", TIME_ZONE, help="By whose clocks, where it is not the site's own zone.", example="America/Vancouver"
)
STATUS = Field(
    "Status",
    CHOICE,
    values=(*STATUSES, CANCELLED, POSTPONED),
    help="draft until it may be read; cancelled and postponed ones stay, and say so.",
)
_KNOWN = {one.name: one for one in (*OWN, *DATED, *PELICANS)}
FIELDS = (
    replace(_KNOWN["Title"], help="What it is called.", example="Telephone town hall"),
    STARTS,
    ENDS,
    ZONE,
    Field("Place", help="Where it is: name and address.", example="Northern Alberta Jubilee Auditorium, Edmonton"),
    Field("Link", LINK, help="The page at which one joins it.", example="https://meet.example.org/town-hall"),
    Field("Telephone", TELEPHONE, help="The number to dial in.", example="1-800-555-0100"),
    STATUS,
    FORMERLY,
    PUBLIC_FROM,
    *(_KNOWN[name] for name in ("Campaign", "Tags", "Lang")),
    *(one for one in OWN if one.name not in ("Title", "Status")),
)
STARTER = """\
Title: {title}
Starts: {in_two_weeks} 18:30
Ends: {in_two_weeks} 20:00
Time-zone:
Place:
Link:
Telephone:
Campaign:
Summary:
Image:
Image-description:
Modified: {today}
Status: draft

One or two sentences that say why to come. Then say what to bring, and how to get in.
"""


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and where an event is.

    starts, ends: in its own zone; of whole days the midnight at which the first, and the last, begins; ends is None
        where nobody told it
    is_whole_days: no time of day is told
    over: when its last day, or its time, is behind us
    state: what its status says besides that it is published: CANCELLED, POSTPONED or ""
    formerly: when it was to start before; the same as starts while no new date is known
    place, link, telephone: as written; link_line: of the header
    """

    starts: datetime
    ends: datetime | None
    is_whole_days: bool
    over: datetime
    state: str
    formerly: datetime | None
    place: str
    link: str
    telephone: str
    link_line: int

    @property
    def is_waiting(self) -> bool:
        """Whether it is postponed, and nobody knows yet until when."""
        if self.state != POSTPONED or self.formerly is None:
            return False
        is_day = self.is_whole_days or not (self.formerly.hour or self.formerly.minute)
        return self.formerly == self.starts or (is_day and self.formerly.date() == self.starts.date())

    @property
    def is_over_at(self) -> datetime | None:
        """From when on it is one of the past; None while nobody knows when it will be."""
        return None if self.is_waiting else self.over


@dataclass(frozen=True, slots=True)
class EventText(Text):
    """An event, as its file tells it. occasion: None where it does not tell when, which is a mistake"""

    occasion: Occasion | None = None


def parse_event(source: Source, rules: ReadingRules) -> ParsedFile[Text]:
    """A file of content/events: a page like others, with a time and a place."""
    parsed = parse_text(source, FIELDS, rules, "page")
    assert parsed.item
    zone = zone_of(source, rules.zone)
    occasion, found = occasion_of(source, zone), [*without_start(source), *wrong_times(source, zone), *wrong(source)]
    found += skipped_hours(source, (STARTS, ENDS, FORMERLY), zone)
    found += gone_before(source, occasion, parsed.window)
    own = {one.name.casefold().replace("-", "_") for one in FIELDS if _KNOWN.get(one.name) is None}
    header = {name: value for name, value in parsed.item.header.items() if name not in own}
    if header.get("status") in (CANCELLED, POSTPONED):
        header["status"] = "published"
    header |= {"template": "event"} if occasion else {"status": "draft"}
    is_mistaken = parsed.item.is_mistaken or occasion is None
    return replace(
        parsed,
        item=EventText(header, parsed.item.body, is_mistaken, occasion),
        header_findings=tuple(of_an_event(one, source) for one in parsed.header_findings),
        findings=(*parsed.findings, *found),
        timed=parsed.timed
        if header.get("status") == "draft"
        else (*parsed.timed, *told_late(source, occasion, parsed)),
    )


EVENT = Kind("event", "events", FIELDS, parse_event, STARTER, has_page=True, in_own_zone=(STARTS, ENDS, FORMERLY))


def zone_of(source: Source, site_zone: tzinfo) -> tzinfo:
    """The zone that a header names, else the site's."""
    name = values_of(source, (ZONE,))["time-zone"]
    return ZoneInfo(name) if name and not wrong_value(ZONE, name) else site_zone


def occasion_of(source: Source, zone: tzinfo) -> Occasion | None:
    """When and where an event is; None where its header does not tell when. An end that cannot be is left out."""
    starts, ends = named_moment(source, STARTS, zone), named_moment(source, ENDS, zone)
    if starts is None:
        return None
    is_whole_days, values = not has_time(source, STARTS), values_of(source, FIELDS)
    place = words_by_other_names(source, FIELDS).get("Place", values["place"])  # Location: a hall
    if ends and (
        has_time(source, ENDS) == is_whole_days
        or comparable(ends) < comparable(starts)
        or (ends == starts and not is_whole_days)
    ):
        ends = None
    return Occasion(
        starts,
        ends,
        is_whole_days,
        over=ends if ends and not is_whole_days else after(ends or starts),
        state=state if (state := values["status"].casefold()) in (CANCELLED, POSTPONED) else "",
        formerly=named_moment(source, FORMERLY, zone),
        place=place,
        link="" if is_active_address(values["link"]) else values["link"],
        telephone="" if wrong_value(_field("Telephone"), values["telephone"]) else values["telephone"],
        link_line=source.line_of("Link"),
    )


def without_start(source: Source) -> Iterator[Finding]:
    """That nobody is told when it starts (C25); a date that cannot be read is told already."""
    if values_of(source, FIELDS)["starts"] or "Starts" in told_below(source, FIELDS):
        return
    ends, time = named_moment(source, ENDS, UTC), {"some_time": USUAL_TIME}
    if ends and not has_time(source, ENDS):  # then both are days
        time = {}
    elif ends and f"{ends:%H:%M}" <= USUAL_TIME:
        earlier = max(ends - timedelta(hours=2), ends.replace(hour=0, minute=0))
        time = {"time": f"{earlier:%H:%M}"}
    latest = {"not_after": f"{ends:%Y-%m-%d}"} if ends else {}
    line, empty, day = source.line_of("Starts"), source.empty("Starts"), named_moment(source, PUBLIC_FROM, UTC)
    as_day = {}
    if day and not empty and (not ends or (day <= ends and has_time(source, ENDS) == has_time(source, PUBLIC_FROM))):
        line, as_day = source.line_of(PUBLIC_FROM.name), {"date": values_of(source, FIELDS)["date"]}
    where = Where(source.path, line)
    yield finding("C25.event-without-start", where, today=NOT_YET_KNOWN, **as_day, **time, **latest, **empty)


def wrong_times(source: Source, zone: tzinfo) -> Iterator[Finding]:
    """An end before the start (C25), and a time of day on one of the two alone (C143)."""
    starts, ends = named_moment(source, STARTS, zone), named_moment(source, ENDS, zone)
    if not (starts and ends):
        return
    where, timed = Where(source.path, source.line_of("Ends")), has_time(source, STARTS)
    if comparable(ends) < comparable(starts) and (ends.date() < starts.date() or (timed and has_time(source, ENDS))):
        yield finding("C25.event-ends-before-start", where)
    elif timed and not has_time(source, ENDS):
        later = starts + timedelta(hours=2)
        example = f"{max(ends.date(), later.date()):%Y-%m-%d} {later:%H:%M}"
        yield finding("C143.end-without-time", where, example=example)
    elif has_time(source, ENDS) and not timed:
        earlier = max(ends - timedelta(hours=2), ends.replace(hour=0, minute=0))
        example = f"{starts:%Y-%m-%d} {earlier:%H:%M}"
        yield finding("C143.start-without-time", Where(source.path, source.line_of("Starts")), example=example)


def gone_before(source: Source, occasion: Occasion | None, shown: Window) -> Iterator[Finding]:
    """That it expires before it starts (C25), so that it leaves all lists too early."""
    if occasion and shown.ends and shown.is_over(occasion.starts) and not occasion.state:
        where = Where(source.path, source.line_of("Expires"))
        yield finding("C25.event-expires-before-start", where, starts=occasion.starts)


def told_late(source: Source, occasion: Occasion | None, parsed: ParsedFile[Text]) -> Iterator[Timed]:
    """That nobody hears of an event before the day on which it starts (C26), until that has come."""
    shown_from = parsed.window.starts
    if occasion and shown_from and shown_from.date() >= occasion.starts.date():
        where = Where(source.path, source.line_of(PUBLIC_FROM.name))
        late = finding("C26.event-on-its-day", where, day=shown_from, starts=occasion.starts)
        yield Timed(late, Window(ends=shown_from))


def wrong(source: Source) -> Iterator[Finding]:
    """What is wrong with where it is (C35, C140), and with what became of it (C142, C144)."""
    values = values_of(source, FIELDS)
    others = [one for one in source.entries if one.value and not find_field(one.name, FIELDS)]
    told = {*told_below(source, FIELDS), *words_by_other_names(source, FIELDS)}
    told |= {near for one in others if (near := misspelt(one.name, FIELDS, one.value))}
    if not any(values[name.casefold()] for name in PLACES) and told.isdisjoint(PLACES):
        line = next((entry.line for name in PLACES if (entry := source.find(name))), 1)
        yield finding("C140.nowhere", Where(source.path, line))
    if is_active_address(values["link"]):
        yield active_content(values["link"], Where(source.path, source.line_of("Link")))
    status, status_at = values["status"].casefold(), Where(source.path, source.line_of("Status"))
    if status == POSTPONED and not values["formerly"]:
        yield finding("C142.without-former-date", status_at, starts=values["starts"])
    if values["formerly"] and status not in (POSTPONED, CANCELLED, "draft"):
        today = {} if values["modified"] else {"today": NOT_YET_KNOWN}
        yield finding("C142.not-postponed", Where(source.path, source.line_of("Formerly")), **today)
    if status in (CANCELLED, POSTPONED) and not values["modified"]:
        empty = source.empty("Modified")
        yield finding("C144.changed-without-day", status_at, status=status, today=NOT_YET_KNOWN, **empty)


def of_an_event(found: Finding, source: Source) -> Finding:
    """What is told of a status that there is not, with those that an event may have; of an end, with its own day.

    Of an end without a time, where the start has one, with a time: else that would be told in the next round (C143).
    """
    values = dict(found.values)
    starts, ends = (source.find(one.name) for one in (STARTS, ENDS))
    is_no_day = found.code == "C04" and found.variant in ("no-date", "words-beside")
    if is_no_day and starts and ends and found.where.line == ends.line:
        begins, day = meant_date(starts.value), next(iter(days_meant(ends.value)), None)
        if ":" in begins and ":" not in meant_date(ends.value) and days_meant(begins):
            later = moment(begins, UTC) + timedelta(hours=2)
            example = f"{day or later:%Y-%m-%d} {later:%H:%M}"
            return finding("C04.no-end", found.where, text=ends.value, example=example)
    if found.code == "C07":
        return finding("C07.unknown-status-of-event", found.where, **values)
    if found.variant == "time-alone" and starts and (days := days_meant(starts.value)):
        return finding("C04.time-alone", found.where, **values, day=f"{days[0]}")
    return found


def _field(name: str) -> Field:
    return next(one for one in FIELDS if one.name == name)
