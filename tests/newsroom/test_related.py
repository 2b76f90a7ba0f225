from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.related import related_stories


def test_those_of_the_same_campaign_come_first_then_those_of_the_same_tags_newest_first():
    stories = {
        "newest": ["campaign a", "tag x"],
        "tag only": ["campaign b", "tag x"],
        "same": ["campaign a"],
        "oldest": ["campaign a", "tag x"],
        "alone": ["campaign c", "tag y"],
        "bare": [],
    }
    told = related_stories(list(stories), keys=stories.__getitem__)

    assert told["newest"] == ["same", "oldest", "tag only"]
    assert told["tag only"] == ["newest", "oldest"]
    assert told["oldest"] == ["newest", "same", "tag only"]
    assert told["alone"] == told["bare"] == []


def test_there_are_never_more_than_asked_for():
    told = related_stories(range(9), keys=lambda _: ["same"], most=2)

    assert told[0] == [1, 2]
    assert told[8] == [0, 1]


@given(st.lists(st.text("abc", max_size=3), unique=True, max_size=12))
def test_no_story_stands_beside_itself_or_twice_or_without_a_reason(stories: list[str]):
    for story, others in related_stories(stories, keys=list).items():
        assert story not in others
        assert len(set(others)) == len(others) <= 3
        assert all(set(story) & set(other) for other in others)
        possible = [other for other in stories if other != story and set(story) & set(other)]
        assert len(others) == min(3, len(possible))


def looks(count: int) -> int:
    """How often related_stories looks at a story, when all share everything."""
    looked = 0

    class Story(int):
        def __hash__(self) -> int:
            nonlocal looked
            looked += 1
            return int(self)

    related_stories([Story(number) for number in range(count)], keys=lambda _: ["campaign", "tag"])
    return looked


def test_twice_as_many_stories_are_twice_the_work():
    assert looks(400) == 2 * looks(200)
