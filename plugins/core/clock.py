"""One clock: the moment a build speaks for, read once and passed on."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from plugins.core.dates import DateError, shown_moment
from plugins.core.findings import SiteError, finding
from plugins.core.settings import setting_line
from plugins.core.suggestions import suggest


def as_of(setting: str | None, zone_name: str) -> datetime:
    """The moment for which a build speaks, as the settings name it.

    setting: the setting AS_OF, `2026-11-22` or `2026-11-22 09:30`; None for now
    zone_name: the setting TIMEZONE, for example "America/Edmonton"
    returns: the moment a build speaks for, to the minute, in the site's zone
    raises: SiteError when either cannot be read
    """
    try:
        zone = ZoneInfo(zone_name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a misspelt one, one with "..", the name of a folder
        near = suggest(zone_name, available_timezones())
        raise SiteError([finding("C38.no-time-zone", setting_line("TIMEZONE"), zone=zone_name, **near)]) from None
    try:
        now = datetime.now(UTC).astimezone(zone).replace(second=0, microsecond=0)
        return shown_moment(setting, zone) if setting is not None else now
    except DateError as wrong:
        no_date = wrong.wrong.at(setting_line("AS_OF"))
        raise SiteError([no_date.counted_as("C38").within("in-a-setting", setting="AS_OF")]) from None


def consent_day(speaks_for: datetime, now: datetime) -> date:
    """The day on which members' consent is judged, in the site's zone: the later of the two moments'.

    So no consent that has ended comes back by an AS_OF that lies behind, nor by a clock that does when AS_OF is right.

    speaks_for: what `as_of` returns; now: by the machine's clock
    """
    return max(speaks_for, now).astimezone(speaks_for.tzinfo).date()
