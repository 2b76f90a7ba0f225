"""A site is built again when anything that it is made of is not as it was, or its output, or when a moment has come."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from plugins.core.kept import read_sealed, sealed
from plugins.release import unchanged
from plugins.release.manifest import Stamp, stamp_of
from plugins.release.unchanged import still_holds
from plugins.site.routes import FRONT_PAGE, MANIFEST
from tests.selfies.members import text
from tests.small_site import SmallSite, small_site, story

DAY = timedelta(days=1)


def run(site: SmallSite, kept: Path, **more: object) -> None:
    """A build that keeps how it went."""
    settings = site.settings(SELFIES_PATH="../members", AS_OF=None, **more)
    settings["PELICAN_CLASS"](settings).run(kept)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """A site whose members' files lie beside it, built."""
    folder = tmp_path_factory.mktemp("union")
    site = small_site(folder / "project", {"news/a.md": story("A"), "documents/form.txt": "one"})
    site.picture("../../members/0401.jpg")
    (folder / "members/0401.md").write_text(text({"Consent": "print"}))
    (site.folder / "publishconf.py").write_text("SITENAME = 'One'\n")
    (site.folder / ".git").mkdir()
    (site.folder / ".git/index").write_text("one")
    run(site, folder / "project/.cache/last-build")
    return site


@pytest.fixture
def site(built: SmallSite, tmp_path: Path) -> SmallSite:
    """The same where one test may change it; what a copy is made of has another number, so it is built anew."""
    shutil.copytree(built.folder.parent, tmp_path, dirs_exist_ok=True, symlinks=True)
    site = SmallSite(tmp_path / "project")
    run(site, site.folder / ".cache/last-build")
    return site


def kept(site: SmallSite) -> Path:
    return site.folder / ".cache/last-build"


def test_where_nothing_changed_the_last_build_holds_and_says_what_it_said(
    site: SmallSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({"news/a.md": story("A", "Words.").replace("Summary: What A is about.", "Summary: A.")})
    run(site, kept(site))
    said = capsys.readouterr()

    last = still_holds(kept(site))

    assert last
    assert list(last.warnings) == said.err.splitlines() != []


def wrote(name: str, words: str = "x") -> Callable[[Path], None]:
    """Writes a file of a project, or a new one."""

    def change(project: Path) -> None:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(words)

    return change


GONE = sealed(b"cplugins.release.gone\nLastBuild\n.", "last-build")
NO_SOURCES = (
    *(".cache/cards/x.png", ".preview/index.html", "plugins/__pycache__/x.pyc", ".output.lock", ".venv.lock"),
    *(".preview.site-building-55ad/index.html", ".output.site-old/index.html", ".preview.lock"),
)
CHANGES: dict[str, Callable[[Path], object]] = {
    "a letter of a text": wrote("content/news/a.md", story("A", "Wordz.")),
    "a new text": wrote("content/news/b.md"),
    "a new draft in a folder of its own": wrote("content/news/new/b.md"),
    "a text that is gone": lambda project: (project / "content/news/a.md").unlink(),
    "another name": lambda project: (project / "content/news/a.md").rename(project / "content/news/z.md"),
    "a document": wrote("content/documents/form.txt", "two"),
    "a picture": lambda project: SmallSite(project).picture("images/empty-sign.jpg", "red"),
    "a hidden file": wrote("content/.hidden"),
    "the settings": wrote("publishconf.py", "SITENAME = 'Two'\n"),
    "a note in the project": wrote("notes.txt"),
    "a withdrawal": wrote("content/withdrawn.toml"),
    "a member's answer": wrote("../members/0401.md", text({"Consent": "prunt"})),
    "a new member": wrote("../members/0402.md"),
    "a copy of the members' folder": wrote("../members (1)/0401.md"),
    "what git keeps": wrote(".git/index", "two"),
    "a page of the output": wrote(f"output/{FRONT_PAGE}"),
    "a page that is gone": lambda project: (project / "output" / FRONT_PAGE).unlink(),
    "a file in the output": wrote("output/new.html"),
    "the output": lambda project: shutil.rmtree(project / "output"),
    "the manifest": wrote(f"output/{MANIFEST}", "{}"),
    "what is kept": wrote(".cache/last-build"),
    "a folder of content that is called as the output": wrote("content/images/output/x.txt"),
    "a folder of content that is called as a cache": wrote("content/.cache/x.txt"),
    "what another version kept": lambda project: (project / ".cache/last-build").write_bytes(GONE),
    "a folder behind a link": lambda project: (project / "content/more").symlink_to("/usr"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changed_the_site_is_built_again(site: SmallSite, what: str) -> None:
    assert still_holds(kept(site))

    CHANGES[what](site.folder)

    assert still_holds(kept(site)) is None


@pytest.mark.parametrize("name", NO_SOURCES)
def test_what_programs_make_is_no_change(site: SmallSite, name: str) -> None:
    wrote(name)(site.folder)
    (site.folder / ".venv").symlink_to("/usr")

    assert still_holds(kept(site))


@pytest.mark.parametrize(("late", "holds"), [(timedelta(), True), (DAY, False), (-DAY, False)])
def test_it_holds_for_a_day_at_most_and_never_for_a_clock_that_went_back(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch, late: timedelta, holds: bool
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Clock":  # noqa: ARG003
            return cls.fromtimestamp((datetime.now(UTC) + late).timestamp(), UTC)

    monkeypatch.setattr(unchanged, "datetime", Clock)

    assert bool(still_holds(kept(site))) is holds


@pytest.mark.parametrize(
    ("files", "edge"),
    [
        ({"news/b.md": story("B").replace("2021-03-04", "{soon}")}, "starts"),
        ({"news/b.md": story("B").replace("Summary", "Modified: {soon}\nSummary")}, "changed"),
    ],
)
def test_it_holds_until_the_next_moment_at_which_something_is_shown_or_told_otherwise(
    site: SmallSite, files: dict[str, str], edge: str
) -> None:
    soon = datetime.now().astimezone() + timedelta(minutes=2)
    settings = site.settings()
    words = f"{soon.astimezone(ZoneInfo(settings['TIMEZONE'])):%Y-%m-%d %H:%M}"
    site.write({name: body.format(soon=words) for name, body in files.items()})
    run(site, kept(site))

    last = still_holds(kept(site))

    assert last
    assert last.until <= soon, edge


def test_nothing_is_kept_of_a_build_that_failed(site: SmallSite) -> None:
    before = read_sealed(kept(site))
    site.write({"news/b.md": story("B", "A [link](/gone/).")})

    with pytest.raises(SystemExit):
        run(site, kept(site))

    assert read_sealed(kept(site)) == before
    assert still_holds(kept(site)) is None


def test_a_file_that_cannot_be_looked_at_is_never_the_same_and_fails_nothing(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(entry: os.DirEntry[str]) -> Stamp | None:
        if entry.name == "a.md":
            raise PermissionError(13, "Permission denied", entry.path)
        return stamp_of(entry)

    monkeypatch.setattr(unchanged, "stamp_of", refused)
    run(site, kept(site))

    assert still_holds(kept(site)) is None
