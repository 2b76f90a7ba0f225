"""Events in their order: those to come, the next first, and those of the past, the latest first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from plugins.site.lists import Shelf


class Listed(Protocol):
    """What an agenda holds."""

    @property
    def category(self) -> str:
        """The id of its campaign, or nothing."""


Event = TypeVar("Event", bound=Listed)


@dataclass(frozen=True, eq=False)
class Agenda(Generic[Event]):
    """All events of a language that are in lists.

    language, url: of the list of those to come, below the root; "" where there are no events
    coming: those that are not over, the next first, those that wait for a new date last; past: the others, the
        latest first
    years: the past ones by the year in which they began, in lists of their own
    """

    language: str = ""
    url: str = ""
    coming: tuple[Event, ...] = ()
    past: tuple[Event, ...] = ()
    years: tuple[Shelf[Event], ...] = ()

    @cached_property
    def _by_campaign(self) -> Mapping[tuple[bool, str], Sequence[Event]]:
        """By whether they are past, and by campaign; "" for all."""
        found: dict[tuple[bool, str], list[Event]] = {}
        for is_past, events in ((False, self.coming), (True, self.past)):
            for event in events:
                for name in {"", event.category}:
                    found.setdefault((is_past, name), []).append(event)
        return found

    @cached_property
    def _past(self) -> frozenset[Event]:
        return frozenset(self.past)

    @cached_property
    def _coming(self) -> frozenset[Event]:
        return frozenset(self.coming)

    def is_past(self, event: Event) -> bool:
        """Whether a listed event is over."""
        return event in self._past

    def holds(self, event: Event) -> bool:
        """Whether an event is in lists, and there is a page with them."""
        return event in self._past or event in self._coming

    def shown(self, campaign: str, count: int, besides: object = None, *, is_past: bool = False) -> list[Event]:
        """The first of those to come, or past, of a campaign where one is told, but for the page that asks."""
        events: Iterable[Event] = self._by_campaign.get((is_past, campaign), ())[: count + 1]
        return [event for event in events if event is not besides][:count]
