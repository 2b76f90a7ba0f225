"""What comes next, in the hour that clocks show twice, too."""

from datetime import datetime
from zoneinfo import ZoneInfo

from plugins.site.live import is_to_come, next_of

EARLIER = datetime(2027, 11, 7, 1, 45, tzinfo=ZoneInfo("America/Edmonton"))  # at two, clocks are set back to one
LATER = EARLIER.replace(minute=15, fold=1)


def test_what_clocks_show_as_earlier_for_the_second_time_is_to_come() -> None:
    assert is_to_come(LATER, EARLIER)
    assert not is_to_come(EARLIER, LATER)
    assert not is_to_come(LATER, LATER)


def test_the_next_moment_is_the_first_by_the_clocks_of_greenwich() -> None:
    before, after = EARLIER.replace(minute=0), LATER.replace(hour=9, fold=0)

    assert next_of([after, LATER, EARLIER, before], EARLIER) == LATER
    assert next_of([after, LATER, EARLIER], before) == EARLIER
    assert next_of([EARLIER, before], EARLIER) is None
