"""One build of the preview, in a process of its own, which plugins.preview.builder starts in the project's folder.

A fresh process, so that a changed plugin or setting counts and nothing of the last build is left in memory.
"""

import sys
from pathlib import Path

from plugins.core.findings import SiteError
from plugins.engine.settings import site_settings
from plugins.preview.desk import entries
from plugins.preview.report import Report, write_report

SOURCE_SETTINGS = ("PATH", "THEME", "SELFIES_PATH")


def build(root: Path) -> Report:
    """Build the site with pelicanconf.py; whatever is no SiteError is let through, as the program's own failure."""
    try:
        settings = site_settings(root / "pelicanconf.py")
    except SiteError as error:
        return Report(built=False, findings=tuple(error.findings))
    output = Path(settings["OUTPUT_PATH"])
    sources = tuple(root / Path(settings[name]).expanduser() for name in SOURCE_SETTINGS if settings.get(name))
    try:
        site = settings["PELICAN_CLASS"](settings)
        findings, texts = site.build(), tuple(entries(site.made))
    except SiteError as error:
        return Report(built=False, findings=tuple(error.findings), output=output, sources=sources)
    return Report(built=True, findings=tuple(findings), output=output, sources=sources, texts=texts)


if __name__ == "__main__":
    write_report(build(Path.cwd()), Path(sys.argv[1]))
