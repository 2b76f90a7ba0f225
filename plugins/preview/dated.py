"""What the coming days change by themselves: what is shown from then on, or no longer, and whose consent ends."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from plugins.core.dates import day
from plugins.engine.build import Build
from plugins.preview.texts import Entry
from plugins.site.live import is_kept_back, is_to_come


class Turn(StrEnum):
    """What becomes of a text: it is shown, it is shown on its last day, a line asks that it be public no longer."""

    BEGINS = "begins"
    ENDS = "ends"
    HELD_BACK = "held-back"


class Change(NamedTuple):
    """What a day changes. at: the moment at which something begins; of what ends, the last one before

    address: of the text's page in the preview; "" when it has none
    """

    at: datetime
    turn: Turn
    path: str
    title: str
    address: str


class Day(NamedTuple):
    """One day. ids: of the members on a wall who agreed until then, and no longer"""

    day: date
    changes: tuple[Change, ...]
    ids: tuple[str, ...]


def days_to_come(build: Build, entries: Iterable[Entry]) -> list[Day]:
    """Every day from today on that changes something, the next first. entries: all texts"""
    changes = sorted(changes_to_come(build, {one.path: one for one in entries}))
    ids = list(consent_ending(build))
    days = {change.at.date() for change in changes} | {last for last, _ in ids}
    return [
        Day(
            one,
            tuple(change for change in changes if change.at.date() == one),
            tuple(sorted(member_id for last, member_id in ids if last == one)),
        )
        for one in sorted(days)
    ]


def changes_to_come(build: Build, entries: Mapping[str, Entry]) -> Iterator[Change]:
    """What becomes of texts and announcements, by what they say of themselves. entries: by path"""
    for path in build.readings.keys:
        parsed = build.readings.last(path)
        if parsed is None or is_kept_back(parsed, build.now):
            continue
        entry, titled = entries.get(path), parsed.source.find("Title")
        title = entry.title if entry else titled.value if titled else path
        starts, ends = parsed.window.starts, parsed.window.ends
        if parsed.window.is_empty:  # never, which is told as a mistake
            continue
        turns = [(starts if path in build.waiting else None, Turn.BEGINS)]
        turns += [(ends - timedelta.resolution if ends else None, Turn.ENDS)]
        turns += [(wish.window.starts, Turn.HELD_BACK) for wish in parsed.wishes]
        for at, turn in turns:
            if at and is_to_come(at, build.now):
                yield Change(at, turn, path, title, entry.address if entry else "")


def consent_ending(build: Build) -> Iterator[tuple[date, str]]:
    """The last day that a member on a wall agreed to, and their id; of those who named one."""
    for member, _ in build.members.portraits:
        if until := member.submission.consent_until:
            yield day(until), member.submission.id
