from hypothesis import given
from hypothesis import strategies as st

from plugins.site.related import StoryIndex


def campaign_of(keys: list[str]) -> str | None:
    return next((key for key in keys if key.startswith("campaign")), None)


def test_those_of_the_same_campaign_come_first_then_those_that_share_more_tags_then_the_newest():
    stories = {
        "newest": ["campaign a", "tag x"],
        "tag only": ["campaign b", "tag x"],
        "same": ["campaign a"],
        "oldest": ["campaign a", "tag x"],
        "alone": ["campaign c", "tag y"],
        "bare": [],
    }
    shelves = StoryIndex(stories, stories.__getitem__, lambda story: campaign_of(stories[story]))
    related = {story: shelves.related(story, most=3) for story in stories}

    assert related["newest"] == ["oldest", "same", "tag only"]
    assert related["tag only"] == ["newest", "oldest"]
    assert related["oldest"] == ["newest", "same", "tag only"]
    assert related["alone"] == related["bare"] == []


def test_among_those_of_the_same_tags_neither_tag_comes_before_the_other():
    stories = {"asks": ["x", "y"], "new y": ["y"], "old x": ["x"], "older y": ["y"], "oldest": ["x", "y"]}
    shelves = StoryIndex(stories, keys=stories.__getitem__)

    assert shelves.related("asks", most=4) == ["oldest", "new y", "old x", "older y"]


def test_one_far_down_in_its_campaign_is_found_by_what_else_it_shares():
    stories = {
        "asks": ["campaign a", "x"],
        **{f"new {n}": ["campaign a"] for n in range(9)},
        "old": ["campaign a", "x"],
    }
    shelves = StoryIndex(stories, stories.__getitem__, lambda story: campaign_of(stories[story]))

    assert shelves.related("asks", most=2) == ["old", "new 0"]


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


def test_each_story_more_is_the_same_work():
    assert looks(600) - looks(400) == looks(400) - looks(200)
