"""Stories by what they share: those beside a story, and the newest of a campaign or a tag."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from itertools import islice
from typing import Generic, TypeVar

Story = TypeVar("Story", bound=Hashable)


def no_group(_story: object) -> None:
    """Of stories without groups."""


class StoryIndex(Generic[Story]):
    """Stories, newest first, on a shelf for each thing that they may share, such as a campaign or a tag.

    Linear in the number of stories, and so is asking for every one of them.

    >>> shelves = StoryIndex(["ab", "bc", "d"], keys=list)
    >>> shelves.related("ab", most=3), shelves.newest("b", count=1), shelves.newest("", count=2, besides="ab")
    (['bc'], ['ab'], ['bc', 'd'])
    """

    def __init__(
        self,
        stories: Iterable[Story],
        keys: Callable[[Story], Iterable[Hashable]],
        group: Callable[[Story], Hashable | None] = no_group,
    ) -> None:
        """Puts stories, newest first, on their shelves.

        keys: what a story may share; group: of these what weighs more than all others, None for a story without it
        """
        self._keys = {story: tuple(dict.fromkeys(keys(story))) for story in stories}
        self._places = {story: place for place, story in enumerate(self._keys)}
        self._group = group
        self._shelves: defaultdict[Hashable, list[Story]] = defaultdict(list)
        for story in self._keys:
            for shelf in self._shelves_of(story):
                self._shelves[shelf].append(story)

    def _shelves_of(self, story: Story) -> list[Hashable]:
        """One for each thing, and in a group for each other thing, too, so that those who share both are near."""
        keys, group = self._keys.get(story, ()), self._group(story)
        within = ((group, key) for key in keys if group is not None and key != group)
        return [*keys, *within]

    def related(self, story: Story, most: int) -> list[Story]:
        """At most `most` others that share something with a story; none for one not in here.

        First those of its group, of these those that share most, of these the newest. Looked at are the newest that
        share each thing, of which there may be thousands.
        """
        own, group = set(self._keys.get(story, ())), self._group(story)
        near = {other for shelf in self._shelves_of(story) for other in self._shelves[shelf][: most + 1]} - {story}

        def rank(other: Story) -> tuple[bool, int, int]:
            is_of_group = group is not None and self._group(other) == group
            return not is_of_group, -len(own.intersection(self._keys[other])), self._places[other]

        return sorted(near, key=rank)[:most]

    def newest(self, keys: Iterable[Hashable], count: int, besides: object = None) -> list[Story]:
        """The first `count` stories that have all these keys, but for the one that asks."""
        wanted = set(keys)
        shelf = min((self._shelves.get(key, []) for key in wanted), key=len, default=self._keys)
        fitting = (story for story in shelf if story is not besides and wanted.issubset(self._keys[story]))
        return list(islice(fitting, count))
