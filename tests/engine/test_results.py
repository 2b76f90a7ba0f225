"""What a build publishes is what its pages' results ask for, and what rooms of ours put beside them."""

import pickle
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.core.findings import SiteError
from plugins.core.kept_values import KeptValues
from plugins.engine import pages as engine_pages
from plugins.engine.build import Build
from plugins.render.page import PendingPage, Shared, render
from plugins.render.result import PageResult
from plugins.site.model import Site
from plugins.site.routes import FRONT_PAGE, MANIFEST
from tests.selfies.members import text
from tests.small_site import SmallSite, small_site, story

HEADER = "Author: ana\nTags: pay\nCampaign: library\nImage: images/head.jpg\nImage-description: A hall\nDate:"
BODY = (
    "![A rally](/images/rally.jpg)\n\nSee [the form]({static}/forms/join.pdf) and [the end](#the-end).\n\n## The end\n"
)
# Whatever a page names of what may have been made for it alone; another page may name the same.
NAMED = re.compile(r"(?<=/)(?:pictures|portraits|cards|files)/[\w./-]+")


def made(site: SmallSite) -> Build:
    """A public build."""
    settings = site.settings()
    engine = settings["PELICAN_CLASS"](settings)
    engine.build()
    build: Build = engine.made
    return build


def change_kept(site: SmallSite, html: str, change: Callable[[PageResult], PageResult]) -> None:
    """Writes into the cache that an earlier build drew a page, told by its HTML, in another way."""
    pages = KeptValues(site.folder / ".cache/pages")
    for name in pages.names():
        kept = pickle.loads(pages.get(name) or b"")
        if kept.result.html == html:
            pages.put(name, pickle.dumps(kept._replace(result=change(kept.result))))
    pages.save()


def contents(site: SmallSite) -> dict[str, bytes]:
    """Every file of the site, the manifest among them."""
    return {name: (site.output / name).read_bytes() for name in site.files()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """A site with everything that pages ask for; its caches are filled."""
    collage = "::: collage\ncampaign: library\n:::\n"
    site = small_site(
        tmp_path_factory.mktemp("results"),
        {
            "people/ana.md": "Name: Ana\nImage: images/ana.jpg\nImage-description: Ana\n",
            "campaigns/library.md": f"Title: The library\nSummary: Four hours less.\n\n{collage}",
            "announcements/march.md": "Title: March\nStarts: 2026-11-01\nEnds: 2026-12-01\nLink: /library/\n\nWords.\n",
            "news/plan.md": story("A plan", BODY).replace("Date:", HEADER),
            "news/other.md": story(
                "Another", "See [the end](/news/plan/#the-end) of [it]({static}/forms/join.pdf)."
            ).replace("Date:", "Tags: pay\nDate:"),
            "forms/join.pdf": "a form",
            "selfies/0417.md": text({"Name": "Ana"}, "I teach"),
            "selfies/0418.md": text({"Name": "Ben"}, "I lend"),
        },
    )
    for number, name in enumerate(("images/head", "images/rally", "images/ana", "selfies/0417", "selfies/0418")):
        site.picture(f"{name}.jpg", f"#{number:02}5599", (640, 480))
    site.picture("images/unused.jpg", "black", (640, 480))
    site.build()
    return site


@pytest.fixture(scope="module")
def build(site: SmallSite) -> Build:
    return made(site)


@pytest.mark.parametrize("first", [0, 1])
def test_a_build_in_which_half_the_results_come_from_an_earlier_one_publishes_the_same(
    site: SmallSite, build: Build, first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, pages = contents(site), sorted(page.file for page in build.pending)
    kept = sorted(KeptValues(site.folder / ".cache/pages").names())
    drawn: list[str] = []

    def told(site: Site, page: PendingPage, shared: Shared) -> PageResult:
        drawn.append(page.file)
        return render(site, page, shared)

    monkeypatch.setattr(engine_pages, "render", told)
    KeptValues(site.folder / ".cache/pages").keep_only(set(kept) - set(kept[first::2]))
    shutil.rmtree(site.output)

    again = made(site)

    assert len(kept) == len(pages) > 10
    assert len(drawn) == len(kept[first::2])
    assert again.results == build.results
    assert contents(site) == before


def test_what_an_earlier_build_drew_and_asked_for_is_what_is_published(site: SmallSite, build: Build) -> None:
    html = site.page(FRONT_PAGE)
    changed = html.replace("Welcome.", "Come in.")

    change_kept(site, html, lambda front: replace(front, html=changed))
    made(site)
    assert "Come in." in site.page(FRONT_PAGE)
    change_kept(site, changed, lambda front: replace(front, cards=()))
    with pytest.raises(SiteError, match=r"/cards/\w+.png, which does not exist"):
        made(site)

    change_kept(site, changed, lambda front: replace(front, html=html, cards=build.results[FRONT_PAGE].cards))
    made(site)


def test_whatever_is_published_is_asked_for_by_a_page_or_a_room(site: SmallSite, build: Build) -> None:
    asked, pages, files = build.asked(), {page.file for page in build.pending}, site.files()
    by_pages = {*asked.derivatives, *asked.documents, *asked.cards}

    assert pages == build.results.keys() & files == {name for name in files if name.endswith(".html")}
    assert {name for name in files if NAMED.fullmatch(f"/{name}", 1)} == by_pages
    assert files == {*pages, *(feed.file for feed in build.pending_feeds), *by_pages, *build.requested, MANIFEST}
    assert {name.partition("/")[0] for name in by_pages} == {"pictures", "portraits", "cards", "files"}
    beside = build.requested.keys() - by_pages
    assert beside == {
        name
        for name in files
        if re.match(r"static/|search/pagefind/|.*\.(br|gz|txt)$|sitemap|\.no|\.ht|_|nginx|Caddy", name)
    }


def test_each_page_asks_for_what_its_html_names_and_for_nothing_else(site: SmallSite, build: Build) -> None:
    around = {*build.frame.derivatives, *(name for name, _ in build.frame.documents)}
    pages = {page.file for page in build.pending}
    for name, result in build.results.items():  # those of feeds, too, which hold their stories' pictures
        asked = {*result.derivatives, *(one for one, _ in (*result.documents, *result.cards))}

        html = site.page(name) if name in pages else result.html
        assert {*NAMED.findall(html)} - around == asked, name


def test_the_text_of_a_page_that_is_written_is_not_remembered(build: Build) -> None:
    in_feeds = {content.save_as for feed in build.pending_feeds for content in feed.contents}

    pages = {page.file: build.results[page.file] for page in build.pending}

    assert {name for name, result in pages.items() if result.body} <= in_feeds
    assert not [name for name, result in pages.items() if result.html]


def test_what_no_page_asks_for_is_published_nowhere_and_dropped_from_the_cache(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"news/plan.md": story("A plan", "![A rally](/images/rally.jpg)")})
    site.picture("images/rally.jpg", "red", (640, 480))
    site.build()
    build = made(site)
    alone = build.results["news/plan/index.html"]
    others = {name: one for name, one in build.results.items() if name != "news/plan/index.html"}
    only = alone.derivatives - frozenset().union(*(one.derivatives for one in others.values()))
    assert {name.rpartition(".")[2] for name in only} == {"avif", "jpg"}
    assert only <= site.files()

    site.write({"news/plan.md": story("A plan")})
    made(site)

    assert not only & site.files()
    kept = {file.name for file in (site.folder / ".cache/pictures").iterdir()}
    assert not {name.rpartition("/")[2] for name in only} & kept
    assert {name for one in others.values() for name in one.derivatives} <= site.files()
    assert {name for one in others.values() for name, _ in one.cards} <= site.files()
