"""The line of a setting to look at, in the project whose settings these are."""

from pathlib import Path

from plugins.core.findings import Where

SETTINGS = "publishconf.py"


def setting_in(repository: Path, setting: str) -> Where:
    """Where a project's settings for the public set one of them; the file's first line when they do not."""
    file = repository / SETTINGS
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return Where(SETTINGS, next((number for number, line in enumerate(lines, start=1) if line.startswith(setting)), 1))
