"""What a stretch of time holds, in the hour that clocks show twice, too."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from plugins.core.window import Window

EDMONTON = ZoneInfo("America/Edmonton")
TURN = datetime(2027, 11, 7, 1, 30, tzinfo=EDMONTON)  # at two, clocks are set back to one


@pytest.mark.parametrize(
    ("minute", "fold", "is_behind"), [(29, 0, False), (30, 0, True), (59, 0, True), (0, 1, True), (29, 1, True)]
)
def test_what_has_come_or_gone_stays_so_while_clocks_show_an_hour_again(
    minute: int, fold: int, is_behind: bool
) -> None:
    moment = TURN.replace(minute=minute, fold=fold)

    assert Window(starts=TURN).holds(moment) is is_behind
    assert Window(ends=TURN).is_over(moment) is is_behind
    assert Window(ends=TURN).holds(moment) is not is_behind


@pytest.mark.parametrize(("minute", "fold", "is_empty"), [(29, 0, True), (30, 0, True), (31, 0, False), (0, 1, False)])
def test_a_stretch_that_ends_before_it_starts_is_empty_and_one_within_that_hour_is_not(
    minute: int, fold: int, is_empty: bool
) -> None:
    assert Window(TURN, TURN.replace(minute=minute, fold=fold)).is_empty is is_empty
    assert not Window(ends=TURN).is_empty
    assert not Window(TURN).is_empty
