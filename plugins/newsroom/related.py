"""Stories that belong beside a story: of the same campaign first, then of the same tags, newest first."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import islice
from typing import TypeVar

Story = TypeVar("Story", bound=Hashable)


def related_stories(
    stories: Sequence[Story], keys: Callable[[Story], Iterable[Hashable]], most: int = 3
) -> dict[Story, list[Story]]:
    """For each story at most `most` others that share a key with it; those of an earlier key come first.

    stories: newest first
    keys: what a story may share, the strongest first
    Linear in the number of stories: each looks at no more than `most` + 1 stories of each of its keys.

    >>> related_stories(["ab", "bc", "d"], keys=list)
    {'ab': ['bc'], 'bc': ['ab'], 'd': []}
    """
    by_key: defaultdict[Hashable, list[Story]] = defaultdict(list)
    for story in stories:
        for key in dict.fromkeys(keys(story)):
            by_key[key].append(story)

    def others(story: Story) -> Iterable[Story]:
        near = (other for key in keys(story) for other in by_key[key][: most + 1])
        return (other for other in dict.fromkeys(near) if other != story)

    return {story: list(islice(others(story), most)) for story in stories}
