"""The error that names the line of a setting to look at."""

from pathlib import Path

from plugins.core.findings import SiteError, Where, error

SETTINGS = "publishconf.py"


def refused(repository: Path, setting: str, problem: str, remedy: str, code: str) -> SiteError:
    """The error that names the line of the setting to look at, in the project whose settings these are."""
    file = repository / SETTINGS
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    number = next((number for number, line in enumerate(lines, start=1) if line.startswith(setting)), 1)
    return SiteError([error(Where(SETTINGS, number), problem, remedy, code)])
