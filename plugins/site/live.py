"""What the moment decides: what of all that was read is shown, and what is told. Only here windows meet the clock."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from plugins.core.findings import IN_A_DRAFT, Finding, Level
from plugins.core.header import Source
from plugins.core.window import Timed, Window, comparable
from plugins.drafts.not_public import MAX_FINDINGS, without_repeats
from plugins.kinds.kind import NOT_YET_KNOWN, ParsedFile

# What is wrong with a site because its front page is a draft.
NO_FRONT_PAGE = "C40"


def wishes_at(now: datetime, wishes: Iterable[Timed]) -> list[Finding]:
    """Of the lines of `not_public` what each says first at a moment, at most MAX_FINDINGS of them."""
    first: dict[int, Finding] = {}
    for wish, window in wishes:
        if window.holds(now):
            first.setdefault(wish.where.line, wish)
    return list(islice(first.values(), MAX_FINDINGS))


def is_live(window: Window, now: datetime) -> bool:
    """Whether something that is shown in a window is shown at a moment."""
    return window.holds(now)


def is_over(window: Window, now: datetime) -> bool:
    """Whether something that is shown in a window is shown no more."""
    return window.is_over(now)


def is_to_come(moment: datetime, now: datetime) -> bool:
    """Whether a moment lies after another, by the clocks of Greenwich: one zone's show an hour of autumn twice."""
    return comparable(now) < comparable(moment)


def next_of(moments: Iterable[datetime], now: datetime) -> datetime | None:
    """The first of some moments that is to come; None where none is."""
    return min((one for one in moments if is_to_come(one, now)), key=comparable, default=None)


def is_kept_back(parsed: ParsedFile[Any], now: datetime) -> bool:
    """Whether a line of a file asks for it not to be public (C86)."""
    return bool(wishes_at(now, parsed.wishes))


def is_draft(source: Source) -> bool:
    """Whether a file says in so many words that it is a draft; what keeps others back is a mistake to be mended."""
    return status_of(source) == "draft"


def status_of(source: Source) -> str:
    """What a file's line Status says, in small letters; "" when it says nothing."""
    status = source.find("Status")
    return status.value.casefold() if status else ""


def of_a_draft(found: Finding) -> Finding:
    """A finding about a draft: what would be wrong if it were published, which asks for nothing yet."""
    asks_nothing = found.level is Level.NOTE
    return found if asks_nothing or found.code == NO_FRONT_PAGE else found.within(IN_A_DRAFT)


def findings_at(parsed: ParsedFile[Any], now: datetime, contacts: Collection[str] = ()) -> list[Finding]:
    """All that is told of one file at a moment. contacts: the names of those there are"""
    if parsed.is_unread:
        return list(parsed.findings)
    wishes = wishes_at(now, parsed.wishes)
    # All of those are of what is shown.
    timed = [] if wishes else [with_later_day(one, now) for one, window in parsed.timed if window.holds(now)]
    dated = (with_contacts(with_today(one, now), contacts) for one in parsed.findings)
    # Whoever parts the fields of such a line says in the one way that is obeyed what it asks for.
    apart = {one.where.line: one for one in parsed.header_findings if one.variant == "on-one-line"}
    told = [apart[wish.where.line].counted_as(wish.code) if wish.where.line in apart else wish for wish in wishes]
    return [*without_repeats(parsed.source, parsed.header_findings, told), *told, *dated, *timed]


def with_today(found: Finding, now: datetime) -> Finding:
    """A finding with the day in its remedy, where it names today; or the nearest one between others that it tells."""
    values = dict(found.values)
    if values.get("today") != NOT_YET_KNOWN:
        return found
    day = f"{now:%Y-%m-%d}"
    day = max(day, str(values.pop("not_before", day)))
    values["today"] = min(day, str(values.pop("not_after", day)))
    return replace(found, values=tuple(values.items()))


def with_later_day(found: Finding, now: datetime) -> Finding:
    """A finding with the next such day of a year in its remedy, where that is to name one which is still to come."""
    values = dict(found.values)
    day = values.get("day")
    if values.get("later") != NOT_YET_KNOWN or not isinstance(day, date):
        return found
    day_of_month = 28 if (day.month, day.day) == (2, 29) else day.day
    years = (date(year, day.month, day_of_month) for year in (now.year, now.year + 1))
    values["later"] = f"{next(one for one in years if one > now.date()):%Y-%m-%d}"
    return replace(found, values=tuple(values.items()))


def with_contacts(found: Finding, contacts: Collection[str]) -> Finding:
    """A finding with the names of the contacts there are in its remedy, where it asks for one."""
    values = dict(found.values)
    if values.get("contacts") != NOT_YET_KNOWN:
        return found
    return replace(found, values=tuple((values | {"contacts": ", ".join(sorted(contacts)[:12])}).items()))
