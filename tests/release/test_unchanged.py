"""A site is built again when anything that it is made of is not as it was, or its output, or when a moment has come."""

import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pelican import signals

from plugins.core.kept import read_sealed, sealed
from plugins.release import unchanged
from plugins.release.manifest import Stamp, stamp_of
from plugins.release.unchanged import still_holds, surroundings
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
    *(".cache/pictures/x.png", ".preview/index.html", "plugins/__pycache__/x.pyc", ".output.lock", ".venv.lock"),
    *(".preview.site-building-55ad/index.html", ".output.site-old/index.html", ".preview.lock"),
    "content/releases.jsonl",
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


def test_an_output_that_was_deleted_is_made_again(site: SmallSite) -> None:
    shutil.rmtree(site.folder / "output")

    run(site, kept(site))

    assert still_holds(kept(site))


def in_its_old_times(file: Path, words: str) -> None:
    """Writes a file as programs do that set the old times back, in the same size."""
    before = file.stat()
    assert len(words.encode()) == before.st_size
    file.write_text(words)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def in_capitals(file: Path) -> None:
    in_its_old_times(file, file.read_text().swapcase())


def lead_elsewhere(link: Path) -> None:
    shutil.copytree(link, link.with_name("members-of-2027"))
    link.unlink()
    link.symlink_to("members-of-2027")


@pytest.fixture
def surrounded(site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallSite]:
    """A site that is made of what lies elsewhere, too: links, modules, libraries, variables, texts about members."""
    around = site.folder.parent
    (around / "shared").mkdir()
    (around / "shared/names_of_a_union.py").write_text("UNION = 'One'\n")
    (around / "shared/footer.html").write_text("one")
    (around / "libraries/markdown-3.7.dist-info").mkdir(parents=True)
    (around / "notes.txt").write_text("Nothing.")
    (around / "members").rename(around / "members-of-2026")
    (around / "members").symlink_to("members-of-2026")
    (site.folder / "footer.html").symlink_to("../shared/footer.html")
    (site.folder / "publishconf.py").write_text("import os\nSITENAME = os.environ.get('NAME_OF_UNION')\n")
    (around / ".git").mkdir()
    (around / ".git/HEAD").write_text("ref: refs/heads/main\n")
    (around / ".git/index").write_text("one")
    monkeypatch.setenv("NAME_OF_UNION", "One")
    monkeypatch.syspath_prepend(around / "shared")
    importlib.import_module("names_of_a_union")
    monkeypatch.setattr("sysconfig.get_path", lambda _: str(around / "libraries"))
    run(site, kept(site))
    yield site
    sys.modules.pop("names_of_a_union")


AROUND: dict[str, Callable[[Path], object]] = {
    "a module elsewhere": wrote("shared/names_of_a_union.py", "UNION = 'Two'\n"),
    "a library": lambda around: (around / "libraries/markdown-3.7.dist-info").rename(around / "libraries/markdown-3.8"),
    "a text beside the members": wrote("notes.txt", "Off it."),
    "a link to another folder of members": lambda around: lead_elsewhere(around / "members"),
    "what git keeps in a folder above": wrote(".git/index", "two"),
    "a variable that settings read": lambda _: os.environ.update(NAME_OF_UNION="Two"),
    "a variable that settings read is gone": lambda _: os.environ.pop("NAME_OF_UNION"),
    "a zone": lambda _: os.environ.update(TZ="Pacific/Auckland"),
    "a text in its old times": lambda around: in_capitals(around / "project/content/news/a.md"),
    "a page of the output in its old times": lambda around: in_capitals(around / "project/output/index.html"),
}


def test_whatever_changed_around_the_project_it_is_built_again(
    surrounded: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One change after another, and a build behind each, after which it holds again."""
    (surrounded.folder / "footer.html").unlink()
    not_seen = []
    for what, change in AROUND.items():
        monkeypatch.setenv("TZ", "America/Edmonton")
        monkeypatch.setenv("NAME_OF_UNION", "One")
        run(surrounded, kept(surrounded))
        assert still_holds(kept(surrounded)), what

        change(surrounded.folder.parent)

        not_seen += [what] if still_holds(kept(surrounded)) else []
    assert not_seen == []


@pytest.mark.parametrize(
    ("name", "is_asked"),
    [("HOME", True), ("TZ", True), ("LC_ALL", True), ("PYTHONUTF8", True), ("NAME_OF_UNION", True), ("WINDOW", False)],
)
def test_of_variables_those_count_that_settings_name_or_python_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, is_asked: bool
) -> None:
    (tmp_path / "publishconf.py").write_text("import os\nSITENAME = os.environ['NAME_OF_UNION']\n")
    (tmp_path / "notes.py").write_text("WINDOW = 'This is no setting.'\n")
    monkeypatch.setenv(name, "one")
    before = surroundings([str(tmp_path)])
    monkeypatch.setenv(name, "two")

    assert (surroundings([str(tmp_path)]) != before) is is_asked


def test_a_site_with_a_file_behind_a_link_out_of_its_folders_is_always_built(surrounded: SmallSite) -> None:
    assert still_holds(kept(surrounded)) is None


def test_a_site_of_which_a_file_changed_while_it_was_built_is_built_again_even_if_it_changed_back(
    site: SmallSite,
) -> None:
    file = site.folder / "content/documents/form.txt"
    site.write({"news/b.md": story("B", "See [the form](/documents/form.txt).")})

    def changed(*_: object) -> None:
        file.write_text("two")

    def changed_back(*_: object) -> None:
        file.write_text("one")

    with signals.all_generators_finalized.connected_to(changed), signals.finalized.connected_to(changed_back):
        run(site, kept(site))

    assert site.page("files/documents/form.txt") == "two"
    assert still_holds(kept(site)) is None


def test_it_never_holds_longer_than_the_day_in_the_sites_zone(site: SmallSite) -> None:
    last = still_holds(kept(site))

    assert last
    zone = ZoneInfo(site.settings()["TIMEZONE"])
    assert (last.until - timedelta(microseconds=1)).astimezone(zone).date() == last.since.astimezone(zone).date()


def test_what_programs_make_is_no_change(site: SmallSite) -> None:
    (site.folder / ".venv").symlink_to("/usr")
    for name in NO_SOURCES:
        wrote(name)(site.folder)

        assert still_holds(kept(site)), name


def test_a_setting_that_lets_nothing_begin_is_told_where_a_build_keeps_how_it_went(
    site: SmallSite, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run(site, kept(site), SELFIES_EXECUTOR="tcp://host:8786")

    assert "[C38]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "code"), [("content/images/b.jpg", "C56"), ("content/news/b.md", "C56"), ("theme.css", "")]
)
def test_a_link_to_itself_is_no_failure_of_the_program(
    site: SmallSite, capsys: pytest.CaptureFixture[str], name: str, code: str
) -> None:
    link = site.folder / name
    link.symlink_to(link.name)
    assert still_holds(kept(site)) is None
    with pytest.raises(SystemExit) if code else nullcontext():
        run(site, kept(site))

    told = capsys.readouterr().err
    assert code in told
    assert "The program itself failed" not in told
    assert code or still_holds(kept(site))


def test_a_copy_of_a_project_was_not_built_though_the_project_beside_it_is_as_it_was(
    site: SmallSite, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Staff copy the whole folder, with what programs made in it, and write in the copy."""
    elsewhere = tmp_path_factory.mktemp("copy")
    shutil.copytree(site.folder.parent, elsewhere, symlinks=True, dirs_exist_ok=True)
    copy = SmallSite(elsewhere / "project")
    copy.write({"news/a.md": story("A", "Otherwise.")})

    assert still_holds(kept(site))
    assert still_holds(kept(copy)) is None
    run(copy, kept(copy))
    assert "Otherwise." in copy.page("news/a/index.html")
    assert still_holds(kept(copy))
    shutil.rmtree(copy.output)
    assert still_holds(kept(copy)) is None


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


def test_a_page_that_is_as_it_was_is_not_written_again_unless_somebody_else_wrote_it(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [site.output / name for name in ("index.html", "news/a/index.html", "news/index.html", "404.html")]
    first, words = [page.stat().st_ino for page in pages], pages[2].read_bytes()
    site.write({"news/a.md": story("A", "Other words.")})
    pages[2].write_bytes(words.swapcase())

    run(site, kept(site))

    assert pages[2].read_bytes() == words
    assert [page.stat().st_ino == was for page, was in zip(pages, first, strict=True)] == [True, False, False, True]
    assert [page.stat().st_nlink for page in pages] == [2, 1, 1, 2], "the others are in the spare folder, too"

    (site.folder / "of_others.py").write_text("def register():\n    pass\n")
    monkeypatch.syspath_prepend(site.folder)
    run(site, kept(site), PLUGINS=["plugins.engine.plugin", "plugins.checks.plugin", "of_others"])
    assert pages[0].stat().st_ino != first[0], "another plugin may write into a page, and so into both outputs"
    assert not spare(site).exists()


def spare(site: SmallSite) -> Path:
    return site.folder / ".cache/spare-output"


@pytest.mark.parametrize("is_refused", [False, True])
def test_the_next_output_is_made_in_a_folder_that_holds_nothing_but_what_is_public(
    site: SmallSite, *, is_refused: bool
) -> None:
    site.write({"news/b.md": story("B", "Words of a member.")})
    run(site, kept(site))
    site.write({"news/b.md": story("B", "A [link](/gone/)." if is_refused else "Other words.")})
    if is_refused:
        with pytest.raises(SystemExit):
            run(site, kept(site))
    else:
        run(site, kept(site))

    files = [path for path in spare(site).rglob("*") if path.is_file()]
    assert "index.html" in {path.name for path in files}
    assert all(path.samefile(site.output / path.relative_to(spare(site))) for path in files)
    page, ino = site.output / "news/a/index.html", (site.output / "news/a/index.html").stat().st_ino
    assert (spare(site) / "news/a/index.html").samefile(page)
    site.write({"news/b.md": story("B", "Words.")})
    run(site, kept(site))
    assert page.stat().st_ino == ino
    assert "Words." in site.page("news/b/index.html")


def test_what_cannot_be_deleted_of_the_spare_folder_is_told_and_the_site_is_new(
    site: SmallSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({"news/b.md": story("B", "Words.")})
    run(site, kept(site))
    stays = spare(site) / "news/a/index.html"
    if shutil.which("chattr") is None or subprocess.run(["chattr", "+i", stays], check=False).returncode:
        pytest.skip("this machine makes no file immutable")
    site.write({"news/a.md": story("A", "Other words.")})
    try:
        with pytest.raises(SystemExit):
            run(site, kept(site))
        assert "[C82]" in capsys.readouterr().err
        assert "Other words." in site.page("news/a/index.html").replace("&nbsp;", " ").replace("\u00a0", " ")
    finally:
        for file in site.folder.rglob("index.html"):
            subprocess.run(["chattr", "-i", file], check=False, capture_output=True)
    run(site, kept(site))
    assert not list(site.folder.glob(".output.site-*"))


@pytest.mark.parametrize("make", [Path.touch, os.mkfifo], ids=["a file", "a pipe"])
def test_what_is_no_folder_where_the_spare_one_should_be_makes_room(
    site: SmallSite, make: Callable[[Path], None]
) -> None:
    shutil.rmtree(spare(site), ignore_errors=True)
    make(spare(site))
    site.write({"news/b.md": story("B", "Words.")})

    run(site, kept(site))

    assert (site.output / "news/b/index.html").is_file()
    assert spare(site).is_dir()


def test_a_spare_folder_that_is_a_link_is_left_alone(site: SmallSite, tmp_path: Path) -> None:
    shutil.rmtree(spare(site), ignore_errors=True)
    (others := tmp_path / "others").mkdir()
    (others / "letter.txt").write_text("words")
    spare(site).symlink_to(others)
    site.write({"news/b.md": story("B", "Words.")})

    run(site, kept(site))

    assert (others / "letter.txt").read_text() == "words"


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
