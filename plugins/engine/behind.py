"""No public build goes back: its clock, or AS_OF, lies behind nothing that was committed or released already."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from plugins.core.dates import in_words, time_in_words
from plugins.core.findings import Finding, error
from plugins.core.git_view import GitViewError, newest_commit
from plugins.engine.fresh import MANIFEST, listed_files
from plugins.engine.settings import where_set
from plugins.selfies.withdrawals import PATH, read_list

# What the clocks of two machines that set themselves may differ by.
TOLERANCE = timedelta(minutes=5)


def clocks_behind(settings: Mapping[str, Any], now: datetime) -> Iterator[Finding]:
    """C77: the machine's clock, or the moment that AS_OF names, lies before something that was there already.

    Then the clock is wrong, or AS_OF was left in the settings, and what readers see would go back: stories be gone, old
    announcements and ended consent be back. Nothing is published until the clock is set, or AS_OF is taken out. When
    both are right, the other moment is wrong: make the commit anew (git commit --amend --no-edit), delete the output
    folder, which the next build makes again, or correct the day in content/withdrawn.toml.

    settings: checked ones, with NOW; one who previews may look back, so only a public build is asked
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
        if settings["AS_OF"] is not None and settings["NOW"] < now - TOLERANCE:
            problem = f"AS_OF, {in_full(settings['NOW'])}, is over, and I cannot read what git keeps of later days."
            yield error(where, problem, "Take it out:  AS_OF = None", "C77")
    known = [("the newest commit", commit), ("the last build", last_build(output))]
    withdrawal = newest_withdrawal(content, zone)
    known.append(("the newest withdrawal in content/withdrawn.toml", withdrawal))
    moments = [(moment, name) for name, moment in known if moment]
    if not moments:
        return
    newest, name = max(moments)
    than = f"lies before {name}, of {in_full(newest.astimezone(zone)).removesuffix('.')}."
    if settings["AS_OF"] is not None and settings["NOW"] < newest.replace(second=0, microsecond=0):
        yield error(where, f"AS_OF, {in_full(settings['NOW'])}, {than}", "Take it out:  AS_OF = None", "C77")
    if now < newest - TOLERANCE:
        problem = f"The clock of this machine, {in_full(now.astimezone(zone))}, {than}"
        or_day = ", or correct that day in content/withdrawn.toml" if newest == withdrawal else ""
        yield error(where, problem, f"Set the machine's clock{or_day}.", "C77")


def last_build(output: Path) -> datetime | None:
    """The moment that the site in the output folder speaks for, or was built at where that is earlier; None for none.

    Of what another program put there nothing is known.
    """
    if not listed_files(output):
        return None
    return datetime.fromtimestamp((output / MANIFEST).stat().st_mtime).astimezone()


def newest_withdrawal(content: Path, zone: ZoneInfo) -> datetime | None:
    """When the newest day in content/withdrawn.toml began; None without one, or where the list cannot be read."""
    days = [told.day for told in read_list(content / "withdrawn.toml", PATH)[0].values()]
    return datetime.combine(max(days), time(), zone) if days else None


def in_full(moment: datetime) -> str:
    """A day and a time in words.

    >>> in_full(datetime(2022, 10, 1, 9, 30))
    'Saturday 1 October 2022, 9:30 a.m.'
    """
    return f"{in_words(moment)}, {time_in_words(moment)}"
