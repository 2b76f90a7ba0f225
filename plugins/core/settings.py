"""Where a setting is set, for messages about it."""

from pathlib import Path

from plugins.core.findings import Where

ROOT = Path(__file__).parents[2]


def setting_line(name: str, file: str = "pelicanconf.py") -> Where:
    """The line of a settings file on which a setting is set; its first line when it is set elsewhere."""
    path = ROOT / file
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return Where(file, next((number for number, line in enumerate(lines, 1) if line.startswith(name)), 1))
