"""One clock: the moment a build speaks for, read once and passed on."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from plugins.core.dates import moment
from plugins.core.findings import SiteError, Where, error


def as_of(told: str | None, zone_name: str) -> datetime:
    """The moment a build speaks for, to the minute, in the site's zone.

    told: the setting AS_OF, `2026-11-22` or `2026-11-22 09:30`; None for now
    zone_name: the setting TIMEZONE, for example "America/Edmonton"
    raises: DateError for AS_OF; SiteError (C38) for a zone that does not exist
    """
    try:
        zone = ZoneInfo(zone_name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a misspelt one, one with "..", the name of a folder
        problem, remedy = (
            f'TIMEZONE: "{zone_name}" is not a time zone.',
            'Write for example  TIMEZONE = "America/Edmonton"',
        )
        raise SiteError([error(Where("pelicanconf.py"), problem, remedy, "C38")]) from None
    if told is not None:
        return moment(told, zone)
    return datetime.now(UTC).astimezone(zone).replace(second=0, microsecond=0)
