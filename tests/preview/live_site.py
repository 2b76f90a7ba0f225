"""A small project in the preview's memory: the theme and settings of this one, other words."""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from plugins.preview.live import LiveSite, Options
from tests.small_site import ROOT, SmallSite, borrow_made, copy_caches, share_caches, small_site

SETTINGS = """
SITEURL = "https://site.example"
AS_OF, NAVIGATION, PRIVACY, TAKE_DOWN, SELFIES_PATH = "2026-11-22 09:00", [], None, None, {selfies!r}
"""


def small_project(folder: Path, files: Mapping[str, str | bytes], selfies: str | None = None) -> SmallSite:
    """A project with a home page and the files told. selfies: the setting SELFIES_PATH"""
    site = small_site(folder, files)
    add_program(folder)
    with (folder / "publishconf.py").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS.format(selfies=selfies))
    share_caches(folder)
    borrow_made(folder)
    return site


def sample_project(folder: Path) -> SmallSite:
    """The project itself, with all that its builds made."""
    shutil.copytree(ROOT / "content", folder / "content")
    add_program(folder)
    copy_caches(folder)
    return SmallSite(folder)


def add_program(folder: Path) -> None:
    """Puts settings and a theme, which a test may change, beside the content of a folder."""
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "theme", folder / "theme")


def read(folder: Path, options: Options | None = None) -> LiveSite:
    """The project in a folder, read."""
    sys.modules.pop("pelicanconf", None)  # of another project, which publishconf.py would take for its own
    live = LiveSite(folder, options or Options())
    live.read()
    assert not live.failed
    return live
