import json
import re
from pathlib import Path
from typing import Any

import pytest

from plugins.markup.plain_words import shortened
from plugins.render.structured_data import MAX_HEADLINE_CHARACTERS
from tests.selfies.members import text
from tests.small_site import SmallSite, small_site, story

SITE = "https://site.example/sub"
CAMPAIGN = "Title: Save & keep the library\nSummary: Four hours less.\n\n::: collage\ncampaign: library\n:::\n"


def graph(site: SmallSite, name: str) -> dict[str, Any]:
    """What a page tells machines, by kind of thing."""
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', site.page(name), re.DOTALL)
    data = json.loads(script)
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def built(tmp_path: Path, files: dict[str, str]) -> SmallSite:
    site = small_site(tmp_path, files)
    site.build(SITEURL=SITE)
    return site


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ('"Cuts" & </script><b>more</b>', "“Cuts” & </script><b>more</b>"),
        ("R&amp;D isn't free", "R&amp;D isn’t free"),
        ("Yes 🎉 — {{ 7 * 7 }}", "Yes 🎉 — {{ 7 * 7 }}"),
        ("Long " * 40, "Long " * 21 + "Long…"),
    ],
)
def test_a_headline_is_what_readers_see_whatever_it_holds(tmp_path: Path, title: str, headline: str) -> None:
    site = built(tmp_path, {"news/plan.md": story(title)})

    published = graph(site, "news/plan/index.html")["NewsArticle"]["headline"]

    assert published == headline
    assert len(published) <= MAX_HEADLINE_CHARACTERS


def test_a_story_says_who_wrote_it_when_and_what_its_picture_shows(tmp_path: Path) -> None:
    header = "Author: ana\nModified: 2021-04-05\nImage: images/a.jpg\nImage-description: Six & a sign\nTags: pay\nDate:"
    site = small_site(
        tmp_path,
        {
            "people/ana.md": "Name: Ana O'Neil\nRole: Steward\n",
            "campaigns/library.md": CAMPAIGN.partition(":::")[0],
            "news/plan.md": story("A plan").replace("Date:", f"Campaign: library\n{header}"),
            "news/bare.md": story("Bare"),
        },
    )
    site.picture("images/a.jpg", size=(640, 480))
    site.build(SITEURL=SITE)
    things, bare = graph(site, "news/plan/index.html"), graph(site, "news/bare/index.html")["NewsArticle"]
    article, (image,) = things["NewsArticle"], things["NewsArticle"]["image"]

    assert article["author"] == [{"@type": "Person", "name": "Ana O'Neil", "jobTitle": "Steward"}]
    assert article["datePublished"].startswith("2021-03-04T00:00:00-0")
    assert article["dateModified"].startswith("2021-04-05T00:00:00-0")
    assert (article["articleSection"], article["keywords"]) == ("Save & keep the library", ["pay"])
    assert (image["caption"], image["width"], image["height"]) == ("Six & a sign", 640, 480)
    assert image["contentUrl"].removeprefix(f"{SITE}/") in site.published()
    assert things["Organization"]["@id"] == article["publisher"]["@id"] == bare["author"]["@id"]
    assert bare["dateModified"] == bare["datePublished"]
    assert bare["image"][0]["contentUrl"] in site.page("news/bare/index.html").partition('"og:image:width"')[0]
    assert bare["image"][0]["caption"] == "Bare"


def test_every_page_below_the_home_page_says_the_way_to_it_in_whole_addresses(tmp_path: Path) -> None:
    files = {f"news/story-{n}.md": story(f"Story {n}").replace("Date:", "Tags: pay\nDate:") for n in range(25)}
    site = built(tmp_path, {"campaigns/library.md": CAMPAIGN.partition(":::")[0], **files})
    pages = {name for name in site.published() if name.endswith("index.html")} - {"index.html"}

    ways = {}
    for name in pages:
        own = f"{SITE}/{name.removesuffix('index.html')}"
        steps = graph(site, name)["BreadcrumbList"]["itemListElement"]
        ways[name] = [step["item"].removeprefix(f"{SITE}/") for step in steps]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert (steps[0]["item"], steps[-1]["item"]) == (f"{SITE}/", own)
        assert f'<link rel="canonical" href="{own}">' in site.page(name)
    assert len(pages) == 33  # the list of the year, too
    assert ways["news/tag/pay/page/2/index.html"] == ["", "news/", "news/tag/pay/", "news/tag/pay/page/2/"]
    assert ways["news/story-3/index.html"] == ["", "news/", "news/story-3/"]
    assert ways["news/page/2/index.html"] == ["", "news/", "news/page/2/"]
    assert "BreadcrumbList" not in graph(site, "index.html")


def test_the_home_page_says_who_speaks(tmp_path: Path) -> None:
    site = built(tmp_path, {"news/plan.md": story("A plan")})
    things = graph(site, "index.html")
    speaker = things["Organization"]

    assert things["WebSite"]["publisher"] == {"@id": speaker["@id"]} == {"@id": f"{SITE}/#organization"}
    assert things["WebPage"]["isPartOf"] == {"@id": things["WebSite"]["@id"]}
    assert speaker["name"] == "Alberta Union of Provincial Employees"
    assert speaker["logo"]["contentUrl"].removeprefix(f"{SITE}/") in site.published()
    assert speaker["telephone"] == "1-800-232-7284"


def test_of_a_member_machines_are_told_nothing(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"campaigns/library.md": CAMPAIGN})
    site.picture("selfies/0417.jpg")
    site.write({"selfies/0417.md": text({"Name": "Zora", "Workplace": "The archive"}, "I keep it")})
    site.build(SITEURL=SITE)
    things = graph(site, "library/wall/member/0417/index.html")

    assert things.keys() == {"WebPage", "BreadcrumbList"}
    assert things["WebPage"].keys() == {"@type", "@id", "url", "name", "inLanguage", "isPartOf", "breadcrumb"}
    assert not re.search("Zora|archive|keep it", json.dumps(things))
    assert graph(site, "library/wall/index.html")["CollectionPage"]["primaryImageOfPage"]["width"] > 0


def test_on_the_editors_machine_where_no_address_is_whole_nothing_is_told(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"news/plan.md": story("A plan")})
    site.build(SITEURL="", SHOW_UNPUBLISHED=True, FEED_ALL_ATOM=None, CATEGORY_FEED_ATOM=None)

    assert [name for name in site.published() if name.endswith(".html") and "ld+json" in site.page(name)] == []


def test_a_headline_is_cut_between_words_where_there_are_any() -> None:
    assert shortened("x" * 200, 110) == "x" * 109 + "…"
    assert len(shortened("word " * 50, 110)) <= 110
