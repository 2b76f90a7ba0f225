"""`tasks.py check`: builds that nobody sees, for their findings."""

from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.core.dates import DateError, moment
from plugins.core.findings import Finding, SiteError, in_order
from plugins.core.header import read_source
from plugins.core.temporary import temporary_folder
from plugins.engine.settings import site_settings


def check(file: Path) -> list[Finding]:
    """Every finding on a site and its finished pages, by file and line, as it is now and as its scheduled stories are.

    file: the public site's settings
    raises: SiteError when these cannot be read
    """
    settings = site_settings(file)
    content = Path(settings["PATH"])
    now = findings_of(settings)
    scheduled = {one.where.path for one in now if (one.code, one.variant) == ("C26", "scheduled")}
    dates = [when for path in scheduled if (when := day_of(content, path))]
    if not dates:
        return now
    on_that_day = f"{max(dates):%Y-%m-%d %H:%M}"
    later = findings_of(site_settings(file) | {"AS_OF": on_that_day})
    return in_order([*now, *(finding for finding in later if finding.where.path in scheduled)])


def findings_of(settings: dict[str, Any]) -> list[Finding]:
    """What one build finds. Its output is thrown away."""
    with temporary_folder(Path(settings["PATH"]).parent, "check") as folder:
        site = settings["PELICAN_CLASS"]({**settings, "OUTPUT_PATH": str(folder / "output")})
        try:
            return in_order(site.build())
        except SiteError as wrong:
            return list(wrong.findings)


def day_of(content: Path, path: str) -> datetime | None:
    """When a story is to appear, by its own clock; None for a date that cannot be read, which is told."""
    source, _ = read_source(content / path.removeprefix("content/"), path, content)
    entry = source.find("Date")
    try:
        return moment(entry.value, None) if entry else None
    except DateError:
        return None
