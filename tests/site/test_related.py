from hypothesis import given
from hypothesis import strategies as st

from plugins.site.related import StoryIndex


def test_those_of_the_same_campaign_come_first_then_those_of_the_same_tags_newest_first():
    stories = {
        "newest": ["campaign a", "tag x"],
        "tag only": ["campaign b", "tag x"],
        "same": ["campaign a"],
        "oldest": ["campaign a", "tag x"],
        "alone": ["campaign c", "tag y"],
        "bare": [],
    }
    shelves = StoryIndex(stories, keys=stories.__getitem__)
    related = {story: shelves.related(story, most=3) for story in stories}

    assert related["newest"] == ["same", "oldest", "tag only"]
    assert related["tag only"] == ["newest", "oldest"]
    assert related["oldest"] == ["newest", "same", "tag only"]
    assert related["alone"] == related["bare"] == []


def test_there_are_never_more_than_asked_for():
    shelves = StoryIndex(range(9), keys=lambda _: ["same"])

    assert shelves.related(0, most=2) == [1, 2]
    assert shelves.related(8, most=2) == [0, 1]
    assert shelves.newest(["same"], count=3, besides=1) == [0, 2, 3]


def test_the_newest_share_everything_asked_for_and_are_not_the_one_that_asks():
    stories = {"a": ["x", "y"], "b": ["x"], "c": ["x", "y"], "d": ["y"]}
    shelves = StoryIndex(stories, keys=stories.__getitem__)

    assert shelves.newest(["x", "y"], count=5) == ["a", "c"]
    assert shelves.newest(["x", "y"], count=5, besides="a") == ["c"]
    assert shelves.newest(["x", "z"], count=5) == []
    assert shelves.newest([], count=3) == ["a", "b", "c"]


@given(st.lists(st.text("abc", max_size=3), unique=True, max_size=12))
def test_no_story_stands_beside_itself_or_twice_or_without_a_reason(stories: list[str]):
    shelves = StoryIndex(stories, keys=list)
    for story in stories:
        others = shelves.related(story, most=3)
        assert story not in others
        assert len(set(others)) == len(others) <= 3
        assert all(set(story) & set(other) for other in others)
        possible = [other for other in stories if other != story and set(story) & set(other)]
        assert len(others) == min(3, len(possible))


def looks(count: int) -> int:
    """How often the shelves look at a story, when all share everything."""
    looked = 0

    class Story(int):
        def __hash__(self) -> int:
            nonlocal looked
            looked += 1
            return int(self)

    stories = [Story(number) for number in range(count)]
    shelves = StoryIndex(stories, keys=lambda _: ["campaign", "tag"])
    for story in stories:
        shelves.related(story, most=3)
    return looked


def test_twice_as_many_stories_are_twice_the_work():
    assert looks(400) == 2 * looks(200)
