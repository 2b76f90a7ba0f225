"""Stories by what they share: those beside a story, and the newest of a campaign or a tag."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from itertools import islice
from typing import Generic, TypeVar

Story = TypeVar("Story", bound=Hashable)


class StoryIndex(Generic[Story]):
    """Stories, newest first, on a shelf for each thing that they may share, such as a campaign or a tag.

    Linear in the number of stories, and so is asking for every one of them.

    >>> shelves = StoryIndex(["ab", "bc", "d"], keys=list)
    >>> shelves.related("ab", most=3), shelves.newest("b", count=1), shelves.newest("", count=2, besides="ab")
    (['bc'], ['ab'], ['bc', 'd'])
    """

    def __init__(self, stories: Iterable[Story], keys: Callable[[Story], Iterable[Hashable]]) -> None:
        """Puts stories, newest first, on their shelves. keys: what a story may share, the strongest first."""
        self._keys = {story: tuple(dict.fromkeys(keys(story))) for story in stories}
        self._shelves: defaultdict[Hashable, list[Story]] = defaultdict(list)
        for story, shared in self._keys.items():
            for key in shared:
                self._shelves[key].append(story)

    def related(self, story: Story, most: int) -> list[Story]:
        """At most `most` others that share something with a story, the strongest first; none for one not in here."""
        near = (other for key in self._keys.get(story, ()) for other in self._shelves[key][: most + 1])
        return list(islice((other for other in dict.fromkeys(near) if other != story), most))

    def newest(self, keys: Iterable[Hashable], count: int, besides: object = None) -> list[Story]:
        """The first `count` stories that have all these keys, but for the one that asks."""
        wanted = set(keys)
        shelf = min((self._shelves.get(key, []) for key in wanted), key=len, default=self._keys)
        fitting = (story for story in shelf if story is not besides and wanted.issubset(self._keys[story]))
        return list(islice(fitting, count))
