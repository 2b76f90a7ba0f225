"""What each text of the preview is, as a value: a draft, scheduled, hidden or public, and since when."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

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


def not_public_yet(all_entries: Iterable[Entry]) -> list[Entry]:
    """Drafts by the names of their files, then what waits for its day, the next first."""
    waiting = [one for one in all_entries if one.state in (State.DRAFT, State.SCHEDULED)]
    return sorted(waiting, key=lambda one: (one.state, one.state is State.SCHEDULED and day_of(one.since), one.path))


def day_of(since: date | None) -> str:
    """A day or a moment as what days are put in order by."""
    return since.isoformat() if since else ""
