"""A small real site in a folder of its own: the project's settings, theme and plugins, other words."""

import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.settings import read_settings
from PIL import Image

from plugins.core.findings import Finding, SiteError
from plugins.pictures.picture import SUFFIXES
from plugins.pictures.store import stem

ROOT = Path(__file__).parents[1]

# What tests' sites made, by names that are the hash of all that decides their bytes.
MADE = ROOT / ".cache/tests"
# Cards and compressed copies of one site: most of it, such as the page for what is not found, every site has.
ALIKE = ("cards", "compressed")
PUBLIC = {"SITEURL": "https://site.example"}

NO_STATEMENT = {"PRIVACY": None, "TAKE_DOWN": None}
HOME = "Title: Home\nSummary: Where everything begins.\n\nWelcome.\n"
STORY = "Title: {title}\nDate: 2021-03-04\nSummary: What {title} is about.\n\n{body}\n"


def picture_stem(file: Path) -> str:
    """What the names of the published picture of a file begin with."""
    return stem(hashlib.sha256(file.read_bytes()).hexdigest())


@dataclass
class SmallSite:
    """Texts are written below `folder`/content; the site is built into `folder`/output."""

    folder: Path

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Writes files below content/."""
        for name, text in files.items():
            file = self.folder / "content" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def picture(self, name: str, colour: str = "teal", size: tuple[int, int] = (64, 48)) -> None:
        """Draws a small picture below content/."""
        file = self.folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size, colour).save(file)

    def settings(self, **more: Any) -> dict[str, Any]:
        """The public settings, for this folder and for a fixed day."""
        paths = {
            "PATH": str(self.folder / "content"),
            "OUTPUT_PATH": str(self.output),
            "SELFIES_PATH": "content/selfies" if any((self.folder / "content/selfies").glob("*.md")) else None,
        }
        override = {**PUBLIC, **paths, "AS_OF": "2026-11-22 09:00", "NAVIGATION": [], **NO_STATEMENT, **more}
        return dict(read_settings(str(ROOT / "publishconf.py"), override=override))

    def build(self, **more: Any) -> list[Finding]:
        """Builds; returns warnings and notes. raises: SiteError"""
        share_caches(self.folder)
        borrow_made(self.folder)
        settings = self.settings(**more)
        findings: list[Finding] = settings["PELICAN_CLASS"](settings).build()
        lend_made(self.folder)
        return findings

    def mistakes(self, **more: Any) -> list[str]:
        """Builds a site that cannot be built; every finding as staff see it."""
        try:
            self.build(**more)
        except SiteError as wrong:
            return [str(finding) for finding in wrong.findings]
        raise AssertionError("the site was built")

    def findings(self, **more: Any) -> list[str]:
        """Builds, or tries to; every finding of every level as staff see it."""
        try:
            found = self.build(**more)
        except SiteError as wrong:
            found = wrong.findings
        return [str(finding) for finding in found]

    def page(self, name: str) -> str:
        """The text of a published file."""
        return (self.output / name).read_text(encoding="utf-8")

    def published(self) -> set[str]:
        """Every published file but compressed copies, which hold what stands beside them."""
        return {name for name in self.files() if not name.endswith((".br", ".gz"))}

    def files(self) -> set[str]:
        """Every published file."""
        return {path.relative_to(self.output).as_posix() for path in self.output.rglob("*") if path.is_file()}


def copied(site: SmallSite, folder: Path) -> SmallSite:
    """A site as it is, caches and output with it, to be changed by one test: to build it again would take longer."""
    shutil.copytree(site.folder, folder, symlinks=True, dirs_exist_ok=True)
    return SmallSite(folder)


def copy_caches(folder: Path) -> None:
    """Lets a copy of the project find what the sample's builds made, without what tests put beside it just now."""
    if (ROOT / ".cache").is_dir():
        shutil.copytree(ROOT / ".cache", folder / ".cache", ignore=shutil.ignore_patterns(MADE.name, "*.tmp"))


def share_caches(folder: Path) -> None:
    """Lets a site find what is the same for every site: the face of titles, and templates as they were compiled."""
    cache = folder / ".cache"
    cache.mkdir(parents=True, exist_ok=True)
    for name in ("typeface", "templates"):
        (ROOT / ".cache" / name).mkdir(parents=True, exist_ok=True)
        if not (cache / name).exists():
            (cache / name).symlink_to(ROOT / ".cache" / name, target_is_directory=True)


def borrow_made(folder: Path) -> None:
    """Lets a new site find what another test's made of the same pictures; members' own are always made anew."""
    kept = folder / ".cache/pictures"
    if kept.exists():
        return
    kept.mkdir()
    for name in ALIKE:
        if (made := MADE / f"{name}.kept").exists() and not (folder / ".cache" / name).exists():
            shutil.copy2(made, folder / ".cache" / name)
    files = [file for file in (folder / "content/images").rglob("*.*") if file.suffix in SUFFIXES and file.is_file()]
    for made in (made for name in {picture_stem(file) for file in files} for made in MADE.glob(f"{name}*")):
        shutil.copy2(made, kept / made.name)


def lend_made(folder: Path) -> None:
    """Keeps what a good build made of its pictures, each once; a record after what it tells of."""
    MADE.mkdir(parents=True, exist_ok=True)
    unfinished = MADE / f"{os.getpid()}.tmp"
    made = (folder / ".cache/pictures").glob("[0-9a-f]" * 16 + "[-.]*")
    for file in sorted(made, key=lambda file: file.suffix == ".json"):
        if not (MADE / file.name).exists():
            shutil.copy2(file, unfinished)
            unfinished.replace(MADE / file.name)
    for name in ALIKE:
        if (kept := folder / ".cache" / name).exists() and not (MADE / f"{name}.kept").exists():
            shutil.copy2(kept, unfinished)
            unfinished.replace(MADE / f"{name}.kept")


def small_site(folder: Path, files: Mapping[str, str | bytes] | None = None) -> SmallSite:
    """A site with a home page, an empty sign for its 404 page, and the files told."""
    site = SmallSite(folder)
    site.write({"pages/home.md": HOME, **(files or {})})
    site.picture("images/empty-sign.jpg", "lime")
    return site


def story(title: str, body: str = "Words.") -> str:
    """The text of a story."""
    return STORY.format(title=title, body=body)
