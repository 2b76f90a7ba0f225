from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from plugins.core.clock import as_of, consent_day
from plugins.core.findings import SiteError
from plugins.core.settings import setting_line


def test_the_setting_names_a_moment_in_the_sites_zone():
    moment = as_of("2026-11-22 09:30", "America/Edmonton")

    assert moment.isoformat() == "2026-11-22T09:30:00-07:00"
    assert as_of("2026-07-01", "America/Edmonton").isoformat() == "2026-07-01T00:00:00-06:00"


def test_without_it_the_clock_shows_now_to_the_minute_in_the_sites_zone():
    moment = as_of(None, "Pacific/Kiritimati")

    assert timedelta(0) <= datetime.now(UTC) - moment < timedelta(minutes=1, seconds=10)
    assert (moment.second, moment.microsecond) == (0, 0)
    assert moment.utcoffset() == timedelta(hours=14)


def test_a_moment_that_is_none_is_refused():
    with pytest.raises(SiteError, match=r'pelicanconf.py:\d+  AS_OF: "tomorrow" is not a date'):
        as_of("tomorrow", "America/Edmonton")


def test_a_moment_that_clocks_are_set_forward_over_is_refused():
    with pytest.raises(SiteError, match=r'AS_OF: "2026-03-08 02:30" is a time that no clock .* Write 2026-03-08 03:30'):
        as_of("2026-03-08 02:30", "America/Edmonton")
    assert as_of("2026-03-08 02:30", "Africa/Lagos").hour == 2
    assert as_of("2026-03-08T02:30Z", "America/Edmonton").hour == 19


@pytest.mark.parametrize(
    ("zone", "remedy"),
    [
        ("America/Edmnton", 'Did you mean "America/Edmonton"?'),
        ("", 'Write for example  TIMEZONE = "America/Edmonton"'),
        ("../zone", 'Write for example  TIMEZONE = "America/Edmonton"'),
        ("Alberta", 'Write for example  TIMEZONE = "America/Edmonton"'),
    ],
)
def test_a_zone_that_does_not_exist_is_a_finding(zone, remedy):
    with pytest.raises(SiteError) as wrong:
        as_of(None, zone)

    assert str(wrong.value) == (
        f'error {setting_line("TIMEZONE")}  TIMEZONE: "{zone}" is not a time zone. {remedy}  [C38]'
    )


@pytest.mark.parametrize(
    ("speaks_for", "now", "expected"),
    [
        ("2024-06-01T00:00", "2026-11-28T12:00", "2026-11-28"),  # AS_OF left in the settings
        ("2026-11-28T12:00", "2001-01-01T00:00", "2026-11-28"),  # a machine whose battery is empty
        ("2027-03-01T09:00", "2026-11-28T12:00", "2027-03-01"),  # a look ahead
        ("2026-11-27T23:59", "2026-11-28T06:59", "2026-11-27"),  # still the 27th in Edmonton
        ("2026-11-27T23:59", "2026-11-28T07:00", "2026-11-28"),
    ],
)
def test_consent_is_judged_on_the_later_day_in_the_sites_zone(speaks_for, now, expected):
    there = datetime.fromisoformat(speaks_for).replace(tzinfo=ZoneInfo("America/Edmonton"))

    assert consent_day(there, datetime.fromisoformat(now).replace(tzinfo=UTC)).isoformat() == expected
