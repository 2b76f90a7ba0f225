import re
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.core.findings import Where
from plugins.engine.settings import site_settings
from plugins.site.conflicts import merged_tags, same_addresses
from plugins.site.routes import (
    INDEX,
    OWNERS,
    Route,
    Routes,
    StoryList,
    Text,
    WallPages,
    address_of,
    file_of,
    routes_of,
)

ROOT = Path(__file__).parents[2]


def text(name: str, file: str, status: str = "published", *, has_page: bool = True) -> Text:
    """A text in a file that tells no address."""
    slug = name.rpartition("/")[2].removesuffix(".md")
    return Text(name, file, Where(f"content/{name}"), "", slug, status, has_page)


def table(*texts: Text, status: str = "published", stories: int = 45) -> Routes:
    """The table of a site with these texts, a list of so many stories, and a wall of a campaign with this status."""
    lists = [StoryList("news/index.html", "news", stories), StoryList("404.html", "404", 0)]
    wall = WallPages(
        status, ("library/wall/", "library/wall/page/2/"), ("library/wall/words/",), ("library/wall/member/1/",)
    )
    return routes_of(texts, lists, ["feeds/all.atom.xml"], [wall], [], 20)


def test_every_page_has_a_route_with_its_owner() -> None:
    routes = table(text("news/plan.md", "news/plan/index.html"))

    assert {name: str(route.where) for name, route in routes.by_file.items() if route.kind != "own"} == {
        "news/index.html": "theme/templates/news.html:1",
        "news/page/2/index.html": "theme/templates/news.html:1",
        "news/page/3/index.html": "theme/templates/news.html:1",
        "404.html": "theme/templates/404.html:1",
        "feeds/all.atom.xml": "theme/templates/base.html:1",
        "library/wall/index.html": "theme/templates/wall.html:1",
        "library/wall/page/2/index.html": "theme/templates/wall.html:1",
        "library/wall/words/index.html": "theme/templates/words.html:1",
        "library/wall/member/1/index.html": "theme/templates/member.html:1",
        "news/plan/index.html": "content/news/plan.md:1",
    }
    assert routes.by_source["news/plan.md"] is routes.by_address["news/plan/"] is routes.by_file["news/plan/index.html"]


@pytest.mark.parametrize(("stories", "pages"), [(0, 1), (1, 1), (20, 1), (21, 2), (40, 2), (41, 3)])
def test_a_list_has_as_many_pages_as_its_stories_fill(stories: int, pages: int) -> None:
    files = [file for file in table(stories=stories).by_file if file.startswith("news/")]

    assert files == ["news/index.html", *(f"news/page/{number}/index.html" for number in range(2, pages + 1))]


def test_the_sitemap_names_pages_and_lists_but_no_member_no_feed_no_hidden_page_and_no_file() -> None:
    routes = table(text("news/plan.md", "news/plan/index.html"), text("pages/thanks.md", "thanks/index.html", "hidden"))

    assert [route.address for route in routes.listed()] == [
        "news/",
        "news/page/2/",
        "news/page/3/",
        "library/wall/",
        "library/wall/page/2/",
        "library/wall/words/",
        "news/plan/",
    ]


@pytest.mark.parametrize("status", ["hidden", "draft"])
def test_what_is_not_published_is_not_listed_nor_is_the_wall_of_such_a_campaign(status: str) -> None:
    routes = table(text("campaigns/library.md", "library/index.html", status), status=status)

    assert "library/" in routes.by_address
    assert not [route for route in routes.listed() if route.address.startswith("library/")]


@pytest.mark.parametrize("status", ["published", "hidden"])
def test_members_pages_alone_ask_search_engines_to_leave_them_alone(status: str) -> None:
    routes = table(text("pages/thanks.md", "thanks/index.html", "hidden"), status=status)

    assert [file for file in routes.by_file if routes.is_left_alone(file)] == ["library/wall/member/1/index.html"]
    assert not routes.is_left_alone("nowhere.html")


def test_a_text_without_a_page_has_no_route_and_links_to_it_are_known_to_be_early() -> None:
    secret = text("news/secret.md", "", "draft", has_page=False)
    routes = table(replace(secret, later="news/secret/index.html"))

    assert "news/secret.md" not in routes.by_source
    assert {"news/secret.md", "news/secret/"} <= routes.unpublished


@pytest.mark.parametrize("name", OWNERS)
def test_each_of_the_programs_own_names_has_an_owner_that_is_there_and_no_page_may_take_it(name: str) -> None:
    taken = text("pages/mine.md", f"{name}{INDEX}" if name.endswith("/") else name)

    (finding,) = same_addresses(table(taken).every)

    assert (ROOT / OWNERS[name]).is_file()
    assert (finding.code, finding.variant, finding.where) == ("C10", "address-of-the-site", taken.where)


def test_what_reads_a_table_finds_the_texts_where_two_want_one_address() -> None:
    mine = text("pages/news.md", "news/index.html")

    assert table(mine).by_file["news/index.html"].source == "pages/news.md"


def test_pelican_is_told_of_no_address_that_does_not_stand_in_the_table() -> None:
    """pelicanconf.py and publishconf.py take them from there; so nothing between quotes is one."""
    lines = [line for name in ("pelicanconf.py", "publishconf.py") for line in (ROOT / name).read_text().splitlines()]
    settings = [line for line in lines if re.match(r"[A-Z_]+_(URL|SAVE_AS|ATOM)\b", line)]

    assert len(settings) >= 15
    assert not [line for line in settings if re.search(r"\"[^\"]+\"|'[^']+'", line)]


def test_the_settings_need_no_room_above_core_for_it() -> None:
    """A room that cannot be imported is a finding with its place; in what pelicanconf.py imports, a traceback."""
    imported = re.findall(r"^(?:from|import) (plugins\S*)", (ROOT / "plugins/site/routes.py").read_text(), re.MULTILINE)

    assert imported == ["plugins.core.findings", "plugins.core.slugs", "plugins.core.window"]


def test_pelicans_further_pages_of_a_list_are_those_of_the_table() -> None:
    (_, _, first), (number, url, file) = site_settings(ROOT / "pelicanconf.py")["PAGINATION_PATTERNS"]

    assert (first, number) == ("{save_as}", 2)
    assert url.format(url="news/", number=2) == table().by_file["news/page/2/index.html"].address
    assert file.format(base_name="news", number=2) == "news/page/2/index.html"


def test_tags_that_would_share_a_page_are_told_once_for_each_use_of_the_second() -> None:
    uses = [(Where("a.md", 3), "c", "C"), (Where("b.md", 4), "c", "C++"), (Where("d.md", 5), "c", "c")]

    assert [(one.where.path, one.variant) for one in merged_tags(uses)] == [("b.md", "same-tag")]


@pytest.mark.parametrize(("file", "address"), [("index.html", ""), ("a/index.html", "a/"), ("404.html", "404.html")])
def test_an_index_file_gives_its_folder_the_address(file: str, address: str) -> None:
    assert address_of(file) == address
    assert file_of(address) == file


A, B, SITE = Where("content/news/a.md"), Where("content/news/b.md", 3), Where("theme/templates")
BOTH = "Two pages want the same web address /News/dup/: content/news/a.md and content/news/b.md."
TAKEN = "The web address /News/dup/ is taken by the site itself."


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ((A, "", "dup"), (B, "Slug", "dup"), f"b.md:3  {BOTH} Write another name there, for example  Slug: dup-2"),
        ((A, "", "dup"), (B, "", "dup"), f"b.md:3  {BOTH} Change the file name, or add  Slug: dup-2"),
        ((A, "Slug", "dup"), (B, "", "dup"), f"a.md:1  {BOTH} Write another name there, for example"),
        (
            (A, "Save_as", "a"),
            (B, "Slug", "dup"),
            f"a.md:1  {BOTH} Write another file there, for example  Save_as: a/index.html",
        ),
        ((SITE, "", ""), (B, "", "dup"), f"b.md:3  {TAKEN} Change the file name, or add  Slug: dup-2"),
    ],
)
def test_two_pages_with_one_address_are_told_at_the_line_to_change(
    first: tuple[Where, str, str], second: tuple[Where, str, str], message: str
) -> None:
    (where, field, slug), (other, other_field, other_slug) = first, second
    routes = [
        Route("news/dup/index.html", where, "text", field=field, slug=slug),
        Route("news/other/index.html", Where("content/news/c.md"), "text"),
        Route("News/dup/index.html", other, "text", field=other_field, slug=other_slug),
    ]

    (finding,) = same_addresses(routes)

    assert str(finding).startswith(f"error content/news/{message}")
    assert finding.code == "C10"
