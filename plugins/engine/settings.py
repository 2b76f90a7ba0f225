"""Pelican's settings file, read so that a mistake in it is one line with its place."""

from pathlib import Path
from typing import Any

from pelican.settings import read_settings

from plugins.engine.failures import as_site_error


def site_settings(file: Path) -> dict[str, Any]:
    """The settings that a file sets, with Pelican's for the rest. raises: SiteError when it cannot be read"""
    try:
        return dict(read_settings(str(file)))
    except Exception as wrong:  # noqa: BLE001  (a settings file is a program, and may fail in any way)
        raise as_site_error(wrong, []) from None
