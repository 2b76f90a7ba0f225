"""No public build goes back: its clock, or AS_OF, lies behind nothing that was committed or released already."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from plugins.core.findings import Finding, finding
from plugins.core.git_view import GitViewError, newest_commit
from plugins.engine.settings import where_set
from plugins.release.log import LogError, kept_releases
from plugins.release.manifest import listed_files
from plugins.selfies.withdrawals import PATH, WITHDRAWN, read_list
from plugins.site.routes import MANIFEST

# What the clocks of two machines that set themselves may differ by.
TOLERANCE = timedelta(minutes=5)


def clocks_behind(settings: Mapping[str, Any], speaks_for: datetime, now: datetime) -> Iterator[Finding]:
    """The machine's clock, or the moment that AS_OF names, where it lies before what was there already (C77).

    settings: checked ones; one who previews may look back, so only a public build is asked
    speaks_for: the moment that AS_OF names, or now
    now: by the machine's clock
    """
    if settings["SHOW_UNPUBLISHED"]:
        return
    zone, where = ZoneInfo(settings["TIMEZONE"]), where_set("AS_OF")
    content, output = Path(settings["PATH"]), Path(settings["OUTPUT_PATH"])
    try:
        commit = newest_commit(content)
    except (GitViewError, OSError):
        commit = None
        if settings["AS_OF"] is not None and speaks_for < now - TOLERANCE:
            yield finding("C77.as-of-is-over", where, as_of=speaks_for)
    known = {"commit": commit, "build": last_build(output), "release": last_release(content)}
    known |= {"withdrawal": newest_withdrawal(content, zone)}
    moments = [(moment, of_what) for of_what, moment in known.items() if moment]
    if not moments:
        return
    newest, of_what = max(moments)  # of the same moment, a withdrawal: its day can be corrected
    then = newest.astimezone(zone)
    if settings["AS_OF"] is not None and speaks_for < newest.replace(second=0, microsecond=0):
        yield finding(f"C77.as-of-before-{of_what}", where, as_of=speaks_for, then=then)
    if now < newest - TOLERANCE:
        yield finding(f"C77.clock-before-{of_what}", where, clock=now.astimezone(zone), then=then)


def last_build(output: Path) -> datetime | None:
    """The moment that the site in the output folder speaks for, or was built at where that is earlier; None for none.

    Of what another program put there nothing is known.
    """
    if not listed_files(output):
        return None
    return datetime.fromtimestamp((output / MANIFEST).stat().st_mtime).astimezone()


def last_release(content: Path) -> datetime | None:
    """The moment that the last release speaks for, or was made at where that is earlier, by the log in content/.

    None without one, or where the log cannot be read, which stops a publish.
    """
    try:
        return max((release.moment for release in kept_releases(content)), default=None)
    except (LogError, OSError):
        return None


def newest_withdrawal(content: Path, zone: ZoneInfo) -> datetime | None:
    """When the newest day in content/withdrawn.toml began; None without one, or where the list cannot be read."""
    days = [withdrawal.day for withdrawal in read_list(content / WITHDRAWN, PATH)[0].values()]
    return datetime.combine(max(days), time(), zone) if days else None
