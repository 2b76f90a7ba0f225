"""A page that was drawn before is taken where nothing that it shows differs, and drawn again where anything does."""

import shutil
from pathlib import Path

import pytest

from plugins.core.kept import sealed
from plugins.core.kept_values import KeptValues
from plugins.engine import pages as engine_pages
from plugins.engine.drawn import keys_in_state, theme_keys
from plugins.engine.keys import as_words
from plugins.render.page import PendingPage, Shared, render
from plugins.render.result import PageResult
from plugins.site.model import Site
from tests.selfies.members import text
from tests.small_site import SmallSite, small_site, story

PICTURED = "![A rally](/images/rally.jpg)"
FORM = "See [the form](/documents/form.txt)."
ALL = {"index.html", "404.html", "news/index.html", "search/index.html", "library/wall/index.html"}
NEWS = {"news/a/index.html", "news/b/index.html", "news/c/index.html"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    files = {
        "news/a.md": story("A", f"Words.\n\n{PICTURED}"),
        "news/b.md": story("B", FORM),
        "news/c.md": story("C", "Words, of [an end](/news/a/)."),
        "campaigns/library.md": "Title: The library\nSummary: Four hours less.\n\nOne.\n",
        "documents/form.txt": "one",
        "selfies/0401.md": text(),
    }
    site = small_site(tmp_path_factory.mktemp("drawn"), files)
    site.picture("images/rally.jpg", "red", (640, 480))
    site.picture("selfies/0401.jpg", "navy")
    site.build()
    return site


@pytest.fixture
def site(built: SmallSite, tmp_path: Path) -> SmallSite:
    """A copy whose pages were all drawn there: where a site lies is among what decides them."""
    shutil.copytree(built.folder, tmp_path, dirs_exist_ok=True, symlinks=True)
    site = SmallSite(tmp_path)
    site.build()
    return site


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch, site: SmallSite) -> set[str]:  # noqa: ARG001  (which is built before)
    """The files of the pages that are drawn from now on."""
    files: set[str] = set()

    def told(whole: Site, page: PendingPage, shared: Shared) -> PageResult:
        files.add(page.file)
        return render(whole, page, shared)

    monkeypatch.setattr(engine_pages, "render", told)
    return files


def test_nothing_is_drawn_twice(site: SmallSite, drawn: set[str]) -> None:
    before = {name: (site.output / name).read_bytes() for name in site.files()}
    site.build()

    assert drawn == set()
    assert {name: (site.output / name).read_bytes() for name in site.files()} == before


def test_the_text_of_a_story_is_on_its_own_page_alone(site: SmallSite, drawn: set[str]) -> None:
    site.write({"news/a.md": story("A", f"Some other words of it.\n\n{PICTURED}")})
    site.build()

    assert drawn == {"news/a/index.html"}
    assert "Some other words" in site.page("news/a/index.html")


@pytest.mark.parametrize(
    "edit",
    [
        {"news/a.md": story("Another title", f"Words.\n\n{PICTURED}")},
        {"news/a.md": story("A", f"Words.\n\n{PICTURED}").replace("Summary: ", "Summary: Again: ")},
        {"news/a.md": story("A", f"Words.\n\n{PICTURED}").replace("Date:", "Tags: pay\nDate:")},
        {"news/d.md": story("D")},
        {"people/ana.md": "Name: Ana\n"},
        {"selfies/0401.md": text(words="Another sign")},
        {"announcements/now.md": "Title: Now\nStarts: 2026-11-01\nEnds: 2026-12-01\nLink: /news/\n\nCome.\n"},
    ],
)
def test_what_other_pages_may_show_draws_all(site: SmallSite, drawn: set[str], edit: dict[str, str]) -> None:
    site.write(edit)
    site.build()

    assert drawn >= ALL | NEWS


@pytest.mark.parametrize(
    "setting",
    [
        {"SITENAME": "Another"},
        {"DEFAULT_PAGINATION": 1},
        {"JINJA_GLOBALS": {"year": 2}},
        {"SITEURL": "https://b.example"},
    ],
)
def test_a_setting_draws_all(site: SmallSite, drawn: set[str], setting: dict[str, object]) -> None:
    site.build(**setting)

    assert drawn >= ALL | NEWS


def test_a_picture_draws_the_pages_that_name_it(site: SmallSite, drawn: set[str]) -> None:
    site.picture("images/rally.jpg", "blue", (640, 480))
    site.build()

    assert drawn == {"news/a/index.html"}


def test_a_document_draws_the_pages_that_offer_it(site: SmallSite, drawn: set[str]) -> None:
    site.write({"documents/form.txt": "two"})
    site.build()

    assert drawn == {"news/b/index.html"}
    assert site.page("files/documents/form.txt") == "two"


def test_a_page_with_a_finding_is_drawn_and_told_each_time(site: SmallSite, drawn: set[str]) -> None:
    site.write({"news/c.md": story("C", "A [link](/news/gone/).")})

    first, again = site.mistakes(), site.mistakes()

    assert first == again != []
    assert "news/c/index.html" in drawn


@pytest.mark.parametrize("name", ["readings", "pages", "found-on-pages", "found-in-texts", "search", "last-build"])
def test_what_an_older_version_kept_there_is_never_misread(site: SmallSite, name: str) -> None:
    """As long as each was one pickle, or a folder of them."""
    file = site.folder / ".cache" / name
    file.unlink(missing_ok=True)
    if name in ("readings", "pages"):
        file.mkdir()
        (file / ("0" * 64)).write_bytes(sealed(b"cplugins.gone\nKept\n.", "0" * 64))
    else:
        file.write_bytes(sealed(b"\x80\x04}.", name))
    before = {name: (site.output / name).read_bytes() for name in site.files()}
    site.build()

    assert {name: (site.output / name).read_bytes() for name in site.files()} == before


@pytest.mark.parametrize("left", [0, 40, 5_000])
def test_a_page_that_is_not_whole_in_the_cache_is_drawn_again(site: SmallSite, drawn: set[str], left: int) -> None:
    kept = site.folder / ".cache/pages"
    kept.write_bytes(kept.read_bytes()[:left])
    before = {name: (site.output / name).read_bytes() for name in site.files()}

    site.build()

    assert drawn >= ALL | NEWS
    assert {name: (site.output / name).read_bytes() for name in site.files()} == before


def test_pages_that_are_no_more_are_not_kept(site: SmallSite) -> None:
    count = len(KeptValues(site.folder / ".cache/pages").names())
    (site.folder / "content/news/b.md").unlink()
    site.build()

    assert len(KeptValues(site.folder / ".cache/pages").names()) == count - 1


@pytest.mark.parametrize("value", [object(), {"a": object()}, [lambda: None, object]])
def test_what_nobody_can_know_to_be_the_same_is_in_no_key(value: object) -> None:
    with pytest.raises(TypeError, match="is no plain value"):
        as_words(value)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1", 1), (None, "None"), ({"a": 1}, {"a": 2}), ([1, [2]], [[1], 2]), ({1}, [1]), (("a", "b"), "ab")],
)
def test_other_values_have_other_words(one: object, other: object) -> None:
    assert as_words(one) != as_words(other)
    assert as_words(one) == as_words(one)


def test_a_theme_is_read_once_unless_it_was_written_just_now(root: Path, tmp_path: Path) -> None:
    """Of what was, nobody can know whether it is written again before the file system's clock has moved on."""
    (tmp_path / "style.css").write_text("")
    for theme, is_known in ((root / "theme", True), (tmp_path, False)):
        settings = {"THEME": str(theme), "THEME_TEMPLATES_OVERRIDES": [str(theme / "words")]}
        first, hits = theme_keys(settings), keys_in_state.cache_info().hits

        assert theme_keys(settings) == first
        assert (keys_in_state.cache_info().hits > hits) == is_known


def test_each_folder_of_a_theme_has_a_key_that_every_file_of_it_changes(tmp_path: Path) -> None:
    settings = {"THEME": str(tmp_path / "theme"), "THEME_TEMPLATES_OVERRIDES": [str(tmp_path / "own")]}
    seen = [theme_keys(settings)]
    for name in ("theme/a.css", "theme/b/c.html", "own/d.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
        seen.append(theme_keys(settings))

    of_theme, of_own = zip(*seen, strict=True)
    assert [len(set(of_theme)), len(set(of_own))] == [3, 2]
