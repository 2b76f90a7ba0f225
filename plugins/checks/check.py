"""`tasks.py check`: a build that nobody sees, for its findings."""

import tempfile
from pathlib import Path
from typing import Any

from plugins.core.findings import Finding, SiteError, in_order


def check(settings: dict[str, Any]) -> list[Finding]:
    """Every finding on a site and its finished pages, by file and line. Its output is thrown away.

    settings: those of the public site
    """
    with tempfile.TemporaryDirectory(prefix="site-check-") as folder:
        site = settings["PELICAN_CLASS"]({**settings, "OUTPUT_PATH": str(Path(folder) / "output")})
        try:
            return in_order(site.build())
        except SiteError as wrong:
            return list(wrong.findings)
