"""What every text is, for whoever writes: a draft, scheduled, hidden or public, and since when. Knows no network."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from plugins.engine.build import Build
from plugins.kinds.all import KINDS
from plugins.kinds.announcement import ANNOUNCEMENT
from plugins.kinds.person import PERSON
from plugins.kinds.story import STORY
from plugins.site.model import Page, Story
from plugins.site.routes import DRAFT, DRAFT_PAGE

DESK = "/_desk/"


class State(StrEnum):
    """Who can see a text. UNSAID: everybody, although no line Status says so"""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    HIDDEN = "hidden"
    UNSAID = "unsaid"
    PUBLIC = "public"


class Entry(NamedTuple):
    """One text.

    path: its file, as staff know it
    address: of its page in the preview; "" for an announcement, which is on every page
    since: when everybody can see it, from then on or since then; None for a page, which has no date, and a draft
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
        address = f"/{page.url}"
        yield Entry(page.source.path, str(page.title.striptags()), address, state, since)
    for one in build.to_come:
        yield Entry(one.path, one.title, "", State.SCHEDULED, one.starts)


def state_of(page: Page, build: Build) -> State:
    """Who can see a text."""
    path = page.source.path
    if path in build.waiting:
        return State.SCHEDULED
    if page.status == "draft":
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


def entry_as_data(entry: Entry) -> list[str | None]:
    """An entry as JSON has it."""
    return [*entry[:3], entry.state.value, entry.since.isoformat() if entry.since else None]


def entry_of_data(data: list[str | None]) -> Entry:
    """The entry that entry_as_data took apart. raises: ValueError"""
    path, title, address, state, since = data
    day = (datetime if "T" in since else date).fromisoformat(since) if since else None
    return Entry(path or "", title or "", address or "", State(state or ""), day)


def how_to_look(file: Path, port: int = 8000) -> str:
    """What `new` says of a file that it has begun: where its page is, or when it will be seen."""
    kind = next(one for one in KINDS if one.folder == file.parent.name)
    if kind == PERSON:
        return f"Fill in its lines. A story shows this person when it says  Author: {file.stem}"
    if kind == ANNOUNCEMENT:
        return f"Fill in its lines. Until its first day it is listed in the preview at {DESK}"
    address = (DRAFT if kind == STORY else DRAFT_PAGE).format(slug=file.stem)
    return f"Write in it, and look at it with:  python3 tasks.py preview\nIts page there:  http://localhost:{port}/{address}"
