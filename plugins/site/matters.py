"""Long matters with what happened in them, and when each of them changed last."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, NamedTuple, Protocol, TypeVar

DONE, NOW, TO_COME = "done", "now", "to_come"


class Step(NamedTuple):
    """A stage of a matter. state: DONE, NOW or TO_COME; the last when nobody knows where it stands"""

    name: str
    state: str


class Dated(Protocol):
    """A story, as far as it matters here."""

    @property
    def date(self) -> datetime: ...  # noqa: D102


class Changing(Protocol):
    """A matter, as far as it matters here."""

    @property
    def since(self) -> datetime | None: ...  # noqa: D102

    @property
    def modified(self) -> datetime | None: ...  # noqa: D102


M = TypeVar("M", bound=Changing)
S = TypeVar("S", bound=Dated)


@dataclass(frozen=True, slots=True, eq=False)
class Standing(Generic[M, S]):
    """A matter, its stories, newest first, and when it changed last; None where nothing tells."""

    matter: M
    stories: tuple[S, ...]
    changed: datetime | None


def steps(stages: Iterable[str], present: int) -> tuple[Step, ...]:
    """Every stage with its state. present: the number of the one under way, from 0; -1 when nobody knows

    >>> [step.state for step in steps(["Ask", "Talk", "Agree"], 1)]
    ['done', 'now', 'to_come']
    """
    states = (DONE if number < present else NOW if number == present else TO_COME for number, _ in enumerate(stages))
    return tuple(map(Step, stages, states))


def standings(matters: Iterable[M], told: Iterable[tuple[M | None, S]]) -> tuple[Standing[M, S], ...]:
    """How each matter stands, the one that changed last in front: linear in the stories.

    told: each story, newest first, with the matter that it names
    """
    stories: defaultdict[int, list[S]] = defaultdict(list)
    for matter, story in told:
        if matter is not None:
            stories[id(matter)].append(story)
    standing = [Standing(one, tuple(stories[id(one)]), last_change(one, stories[id(one)])) for one in matters]
    told_when = [one for one in standing if one.changed]
    told_when.sort(key=lambda one: one.changed or datetime.min, reverse=True)
    return (*told_when, *(one for one in standing if not one.changed))


def last_change(matter: Changing, stories: Iterable[Dated]) -> datetime | None:
    """The latest of the day a matter came to its stage, of its last correction, and of its newest story."""
    moments = [when for when in (matter.since, matter.modified) if when]
    return max([*moments, *(story.date for story in stories)], default=None)
