"""Lists of stories besides those of campaigns and tags: the stories of a year, and those of somebody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Story = TypeVar("Story")


@dataclass(frozen=True, slots=True, eq=False)
class Shelf(Generic[Story]):
    """Stories with a list of their own, newest first.

    name: a year, or a person's id; language: of the stories; url: of the first page of the list, below the root
    """

    name: str
    language: str
    url: str
    stories: tuple[Story, ...]


def shelves(keyed: Iterable[tuple[str, Story]], urls: Mapping[str, str], language: str) -> tuple[Shelf[Story], ...]:
    """A list for each name that has an address, in the order in which the names come.

    keyed: every name and story that belong together; urls: by name
    """
    stories: dict[str, list[Story]] = {}
    for name, story in keyed:
        if name in urls:
            stories.setdefault(name, []).append(story)
    return tuple(Shelf(name, language, urls[name], tuple(found)) for name, found in stories.items())
