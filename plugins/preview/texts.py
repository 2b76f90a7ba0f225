"""What each text of the preview is, as a value: a draft, scheduled, hidden or public, and since when."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from plugins.engine.build import Build
from plugins.site.live import is_kept_back
from plugins.site.model import Page, Story

DESK = "/_desk/"  # where those are listed that are not public yet


class State(StrEnum):
    """Who can see a text. UNSAID: everybody, although no line Status says so"""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"
    HIDDEN = "hidden"
    UNSAID = "unsaid"
    PUBLIC = "public"


class Entry(NamedTuple):
    """One text.

    path: its file, as staff know it
    address: of its page in the preview; "" for an announcement, which is on every page
    since: when everybody can see it, from then on or since then; of what has expired, until when; None for a page
        that is public, which shows no date, and a draft
    """

    path: str
    title: str
    address: str
    state: State
    since: date | None = None


def entries(build: Build) -> Iterator[Entry]:
    """Every text that the preview shows, and the announcements that it will show."""
    for page in build.site.every:
        state, since = state_of(page, build), page.date if isinstance(page, Story) else None
        since = build.expired.get(page.path, since)
        if waiting := build.waiting.get(page.path):
            since = waiting.starts
        address = f"/{page.url}"
        yield Entry(page.path, str(page.title.striptags()), address, state, since)
    for one in build.to_come:
        yield Entry(one.path, one.title, "", State.SCHEDULED, one.starts)


def state_of(page: Page, build: Build) -> State:
    """Who can see a text, or could if drafts were not listed as if they were published."""
    path, parsed = page.path, build.readings.last(page.path)
    if path in build.waiting:
        return State.SCHEDULED
    if path in build.expired:
        return State.EXPIRED
    if page.status == "draft" or path in build.drafts or (parsed and is_kept_back(parsed, build.now)):
        return State.DRAFT
    if path in build.unsaid:
        return State.UNSAID
    return State.HIDDEN if page.status == "hidden" else State.PUBLIC


def not_public_yet(all_entries: Iterable[Entry]) -> list[Entry]:
    """Drafts by the names of their files, then what waits for its day, the next first."""
    waiting = [one for one in all_entries if one.state in (State.DRAFT, State.SCHEDULED)]
    return sorted(waiting, key=lambda one: (one.state, one.state is State.SCHEDULED and day_of(one.since), one.path))


def day_of(since: date | None) -> str:
    """A day or a moment as what days are put in order by."""
    return since.isoformat() if since else ""
