"""The log of releases: what it says is what it is read as, and a line that tells of no release is named."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from plugins.release.log import LogError, Release, line_of, newest, numbered, releases_in

NOW = datetime(2027, 3, 4, 9, 1, 30, tzinfo=timezone(timedelta(hours=-7)))
FIRST = Release(1, NOW, "a" * 40, NOW.replace(second=0), "0" * 64, "branch", datetime(2027, 4, 1, tzinfo=UTC))
BACK = Release(2, NOW + timedelta(days=1), "", NOW, "1" * 64, "host", of=1)


def test_what_is_written_is_read_again() -> None:
    text = line_of(FIRST) + "\n" + line_of(BACK)

    assert releases_in(text) == [FIRST, BACK]
    assert text.count("\n") == 3
    assert newest([FIRST, BACK]) == BACK
    assert newest([FIRST, BACK], "branch") == FIRST
    assert newest([], "branch") is None
    assert numbered([FIRST, BACK], 1) == FIRST
    assert numbered([FIRST, BACK], 3) is None


def test_of_two_releases_that_copies_gave_one_number_the_one_of_the_place_is_meant() -> None:
    two = [FIRST, replace(BACK, number=1)]

    assert [numbered(two, 1, target) for target in ("branch", "host", "form", "")] == [two[0], two[1], two[1], two[1]]


def test_no_release_lies_before_the_moment_at_which_it_was_made() -> None:
    assert BACK.moment == NOW  # it was made a day later
    assert Release(3, NOW, "", NOW + timedelta(days=9), "1" * 64).moment == NOW


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "[1]",
        '{"number": 1}',
        line_of(FIRST).replace('"number": 1', '"number": 0'),
        line_of(FIRST).replace("a" * 40, "../" * 9),
        line_of(FIRST).replace("0" * 64, "0" * 63),
        line_of(FIRST).replace("2027-03-04T09:01:30-07:00", "2027-03-04T09:01:30"),
        "[" * 100_000,
    ],
)
def test_a_line_that_tells_of_no_release_is_named(line: str) -> None:
    with pytest.raises(LogError) as wrong:
        releases_in(line_of(FIRST) + line)

    assert wrong.value.line == 2


def test_another_programs_keys_are_no_mistake() -> None:
    assert releases_in(line_of(FIRST).replace("{", '{"of_tomorrow": [1], ')) == [FIRST]
