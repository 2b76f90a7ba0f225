"""The moment that a command asks for, in the place of the one that the settings name."""

import pytest

from plugins.core.findings import SiteError
from plugins.engine.settings import as_asked


@pytest.mark.parametrize("asked", ["2027-03-04", "2027-03-04 09:00", "2027-03-04T09:00"])
def test_a_command_may_ask_for_a_moment(asked: str) -> None:
    assert as_asked({"AS_OF": "2026-01-01", "SITENAME": "A"}, asked) == {"AS_OF": asked, "SITENAME": "A"}


def test_without_one_the_settings_say_it() -> None:
    assert as_asked({"AS_OF": "2026-01-01"}, None) == {"AS_OF": "2026-01-01"}


@pytest.mark.parametrize("asked", ["", "soon", "2027-13-04", "4/3/2027"])
def test_what_is_no_moment_is_told(asked: str) -> None:
    with pytest.raises(SiteError) as wrong:
        as_asked({"AS_OF": None}, asked)

    (told,) = wrong.value.findings
    assert (told.code, told.where.path) == ("C38", "tasks.py")
    assert "--as-of" in str(told)


def test_so_is_a_moment_that_the_sites_clocks_are_set_forward_over() -> None:
    with pytest.raises(SiteError, match='--as-of: "2026-03-08 02:30" is a time that no clock shows here'):
        as_asked({"AS_OF": None, "TIMEZONE": "America/Edmonton"}, "2026-03-08 02:30")
    assert as_asked({"TIMEZONE": "no zone"}, "2026-03-08 02:30")["AS_OF"] == "2026-03-08 02:30"
