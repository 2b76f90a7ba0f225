import gzip
import json
import re
import shutil
from pathlib import Path

import pytest

from plugins.assets import search
from plugins.assets.search import make_index
from plugins.core.findings import SiteError
from plugins.site.routes import PAGEFIND
from tests.selfies.members import text
from tests.small_site import SmallSite, small_site, story

CAMPAIGN = """Title: Keep the library open
Summary: Why it has to stay open.

::: hero
wall: library

It is ours.
:::

::: collage
title: Who we are
campaign: library
members: 0401, 0402
:::
"""


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    site = small_site(
        tmp_path,
        {
            "campaigns/library.md": CAMPAIGN,
            "news/plan.md": story("A plan", "It names a <b>giraffe</b>.").replace("Date:", "Tags: animals\nDate:"),
            "news/second.md": story("Another plan", "It names no animal."),
            "pages/rules.md": "Title: The rules\nSummary: Which rules there are.\n\nOne rule is a ocelot.\n",
            "selfies/0401.md": text({"Name": "Zubeida"}, "I shelve it"),
            "selfies/0402.md": text({"Name": "Qadir"}, ""),
        },
    )
    site.picture("selfies/0401.jpg", "navy")
    site.picture("selfies/0402.jpg", "olive", (48, 64))
    return site


def index(site: SmallSite) -> dict[str, bytes]:
    """The files of a published index, readable."""
    files = (file for file in (site.output / PAGEFIND).rglob("*") if file.is_file())
    read = {file.name: file.read_bytes() for file in files}
    return {name: gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data for name, data in read.items()}


def found(site: SmallSite) -> dict[str, tuple[str, str, str]]:
    """What a result shows besides an excerpt, by address: kind, title, note."""
    fragments = (data for name, data in index(site).items() if name.endswith(".pf_fragment"))
    pages = [json.loads(data.removeprefix(b"pagefind_dcd")) for data in fragments]
    return {page["url"]: tuple(page["meta"][name] for name in ("kind", "title", "note")) for page in pages}


def test_what_readers_look_for_is_found_and_no_list_is(site: SmallSite) -> None:
    site.build()

    assert found(site) == {
        "/": ("Page", "Home", ""),
        "/library/": ("Campaign", "Keep the library open", ""),
        "/library/wall/member/0401/": ("Member’s sign", "I shelve it", "University library"),
        "/library/wall/member/0402/": ("Member’s sign", "A member with a sign", "University library"),
        "/news/plan/": ("Story", "A plan", "Thursday 4 March 2021"),
        "/news/second/": ("Story", "Another plan", "Thursday 4 March 2021"),
        "/rules/": ("Page", "The rules", ""),
    }


def test_no_members_name_is_in_any_file_of_the_index(site: SmallSite) -> None:
    site.build()

    files = index(site)
    texts = b"".join(files.values()).lower()
    assert b"Zubeida" in (site.output / "library/wall/member/0401/index.html").read_bytes()
    assert b"Zubeida" in (site.output / "library/index.html").read_bytes()
    assert b"giraff" in texts
    assert b"shelv" in texts
    assert not re.search(b"zubeida|qadir", texts)


def test_no_picture_and_no_description_of_one_is_in_the_index(site: SmallSite) -> None:
    site.build()

    assert not re.search(rb"\.jpg|with a sign:", b"".join(index(site).values()).replace(b"A member with a sign", b""))


@pytest.mark.parametrize("hidden", ["Status: hidden", "Status: draft"])
def test_what_is_not_published_is_not_in_the_index(site: SmallSite, hidden: str) -> None:
    for name in ("news/plan.md", "pages/rules.md"):
        file = site.folder / "content" / name
        file.write_text(f"{hidden}\n{file.read_text()}")

    site.build()

    assert {"/", "/news/second/"} < found(site).keys()
    assert not re.search(b"giraff|ocelot", b"".join(index(site).values()))


def test_a_draft_is_on_its_writers_machine_and_not_in_the_index_there(site: SmallSite) -> None:
    site.write({"news/draft.md": story("A draft", "It names an okapi.").replace("Date:", "Status: draft\nDate:")})

    no_feeds = {"FEED_ALL_ATOM": None, "CATEGORY_FEED_ATOM": None}
    site.build(SITEURL="", SHOW_UNPUBLISHED=True, DRAFT_SAVE_AS="drafts/{slug}/index.html", **no_feeds)

    assert "okapi" in site.page("drafts/draft/index.html")
    assert "/news/plan/" in found(site)
    assert b"okapi" not in b"".join(index(site).values())


def test_a_scheduled_story_is_not_in_the_index(site: SmallSite) -> None:
    site.write({"news/later.md": story("Later", "It names an okapi.").replace("2021", "2031")})

    site.build()

    assert b"okapi" not in b"".join(index(site).values())


def test_nobody_of_a_hidden_campaign_is_in_the_index(site: SmallSite) -> None:
    site.write({"campaigns/library.md": f"Status: hidden\n{CAMPAIGN}"})

    site.build()

    assert "library/wall/member/0401/index.html" in site.published()
    assert not [address for address in found(site) if address.startswith("/library/")]


def test_a_member_who_withdraws_leaves_the_index_too(site: SmallSite) -> None:
    site.build()
    before = b"".join(index(site).values())
    site.write(
        {
            "selfies/0401.md": text({"Name": "Zubeida", "Withdrawn": "2021-04-01"}, "I shelve it"),
            "campaigns/library.md": CAMPAIGN.replace("0401, 0402", "0402"),
        }
    )

    site.build()

    assert b"shelv" in before
    assert b"shelv" not in b"".join(index(site).values())


def test_the_front_page_is_found_even_when_nothing_else_is(site: SmallSite) -> None:
    """Pagefind takes every page whole, members' names included, when no page has its attribute, and fails over none."""
    for file in (site.folder / "content").rglob("*.md"):
        if "selfies" not in file.parts:
            file.write_text(f"Status: hidden\n{file.read_text()}")

    site.build()

    assert "library/wall/member/0401/index.html" in site.published()
    assert found(site) == {"/": ("Page", "Home", "")}


def test_the_same_site_has_the_same_index(site: SmallSite) -> None:
    site.build()
    first = index(site)

    for _ in range(3):
        site.build()
        assert index(site) == first


def test_only_what_the_page_asks_for_is_published(site: SmallSite) -> None:
    site.build()

    names = {file.name for file in (site.output / PAGEFIND).iterdir() if file.suffix not in (".pf_meta", ".br", ".gz")}
    assert names == {"fragment", "index", "pagefind-entry.json", "pagefind.js", "wasm.en.pagefind"}


def test_a_language_that_pagefind_has_no_endings_for_has_its_program_too(site: SmallSite) -> None:
    site.build(DEFAULT_LANG="mi")

    assert "search/pagefind/wasm.unknown.pagefind" in site.published()


@pytest.mark.parametrize("name", ["pages/search.md", "pages/search/pagefind.md"])
def test_the_searchs_addresses_are_the_sites_own(site: SmallSite, name: str) -> None:
    save_as = "" if name == "pages/search.md" else "Save_as: search/pagefind/index.html\n"
    site.write({name: f"Title: Mine\n{save_as}Summary: What I found.\n\nWords.\n"})

    mistakes = site.mistakes()

    assert [line for line in mistakes if "is taken by the site itself" in line and "[C10]" in line]


def program(folder: Path, script: str) -> Path:
    """A program that is no Pagefind."""
    file = folder / "pagefind"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return file


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("echo 'Error: disk full' >&2; exit 3", "The search could not be made: Error: disk full."),
        ("exit 4", "The search could not be made: Pagefind ended with 4."),
        ("exit 0", "The search could not be made: FileNotFoundError:"),
    ],
)
def test_a_search_that_cannot_be_made_stops_the_build(
    site: SmallSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, problem: str
) -> None:
    monkeypatch.setattr(search, "get_executable", lambda: program(tmp_path, script))

    mistakes = site.mistakes()

    assert len(mistakes) == 1
    assert problem in mistakes[0]
    assert mistakes[0].endswith("[C74]")
    assert not site.output.exists()


def test_a_program_that_is_not_there_is_told(site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Path:
        raise FileNotFoundError("Could not find any of pagefind")

    monkeypatch.setattr(search, "get_executable", missing)
    assert "[C74]" in site.mistakes()[0]
    monkeypatch.setattr(search, "get_executable", lambda: site.folder / "nowhere")
    assert "[C74]" in site.mistakes()[0]


def test_a_folder_without_pages_has_no_search(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="C74"):
        make_index(tmp_path)


def index_of(folder: Path) -> dict[str, bytes]:
    """The index of a small finished site, made anew."""
    for name, words in (("a", "giraffe"), ("b", "ocelot")):
        (folder / name).mkdir(parents=True)
        page = (
            f"<!doctype html><html lang=en><title>{name}</title><main data-pagefind-body><h1>{words}</h1></main></html>"
        )
        (folder / name / "index.html").write_text(page)
    make_index(folder)
    return {file.name: file.read_bytes() for file in (folder / PAGEFIND).rglob("*") if file.is_file()}


SETTINGS: dict[str, object] = {
    "site": "/",
    "output-path": "stolen",
    "output-subdir": "x",
    "glob": "a/*.html",
    "exclude-selectors": ["h1"],
}


def as_toml(settings: dict[str, object]) -> str:
    return "".join(f"{name.replace('-', '_')} = {json.dumps(value)}\n" for name, value in settings.items())


@pytest.mark.parametrize("kind", ["toml", "yml", "yaml", "json"])
def test_no_settings_file_in_the_folder_one_stands_in_changes_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    wanted = index_of(tmp_path / "plain")
    settings = {name.replace("-", "_"): value for name, value in SETTINGS.items()}
    planted = as_toml(settings) if kind == "toml" else json.dumps(settings)  # JSON is YAML, too
    for folder in (tmp_path, tmp_path / "site"):
        folder.mkdir(exist_ok=True)
        (folder / f"pagefind.{kind}").write_text(planted)
    monkeypatch.chdir(tmp_path)

    assert index_of(Path("site")) == wanted
    assert not (tmp_path / "stolen").exists()


def test_no_variable_changes_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = index_of(tmp_path / "plain")
    (tmp_path / "pagefind.toml").write_text(as_toml(SETTINGS))
    for name, value in SETTINGS.items():
        monkeypatch.setenv(f"PAGEFIND_{name.upper().replace('-', '_')}", str(value))
    monkeypatch.setenv("PAGEFIND_CONFIG", str(tmp_path / "pagefind.toml"))

    assert index_of(tmp_path / "site") == wanted


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders of which an index is made."""
    folders: list[Path] = []

    def told(folder: Path) -> dict[str, str]:
        folders.append(folder)
        return make_index(folder)

    monkeypatch.setattr(search, "make_index", told)
    return folders


def test_the_index_is_made_again_only_when_a_text_in_it_changed(site: SmallSite, made: list[Path]) -> None:
    site.build()
    first = index(site)

    site.build(SITENAME="Another name", NAVIGATION=[("The library", "/library/")])
    assert (len(made), index(site)) == (1, first)
    site.write({"news/plan.md": story("A plan", "It names an okapi.")})
    site.build()
    assert len(made) == 2
    assert index(site) != first


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("</body>", "Bare words</body>"),
        ("<header", '<p data-pagefind-filter="of:all"></p><header'),
    ],
)
def test_what_pagefind_takes_from_outside_of_the_searched_part_makes_it_again(
    site: SmallSite, root: Path, before: str, words: str
) -> None:
    theme = site.folder / "theme"
    shutil.copytree(root / "theme", theme)
    settings = {"THEME": str(theme), "THEME_TEMPLATES_OVERRIDES": [str(theme / "components")]}
    site.build(**settings)
    base = theme / "templates/base.html"
    base.write_text(base.read_text().replace(before, words, 1))

    site.build(**settings)

    with_cache = index(site)
    (site.folder / ".cache/search").unlink()
    site.build(**settings)
    assert with_cache == index(site)


@pytest.mark.parametrize("change", [{"DEFAULT_LANG": "fr"}, {"news/third.md": story("A third")}, "damaged", "gone"])
def test_another_language_or_page_or_a_damaged_cache_makes_it_again(
    site: SmallSite, made: list[Path], change: str | dict[str, str]
) -> None:
    site.build()
    first, kept = index(site), site.folder / ".cache/search"
    if isinstance(change, dict):
        site.write({name: words for name, words in change.items() if name.endswith(".md")})
        site.build(**{name: words for name, words in change.items() if not name.endswith(".md")})
    else:
        kept.write_bytes(kept.read_bytes()[:-1]) if change == "damaged" else kept.unlink()
        site.build()

    assert len(made) == 2
    assert (index(site) == first) is isinstance(change, str)
