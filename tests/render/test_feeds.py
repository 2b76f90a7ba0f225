import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.active_output import active_in_feed
from tests.small_site import SmallSite, small_site, story

SITE = "https://site.example/sub"
ATOM = "{http://www.w3.org/2005/Atom}"
BODY = """![A red sheet](/images/a.jpg)

A claim.[^1] See [the other](/news/bare/) and [below](#the-end).

::: note

Drawn.
:::

## The end

[^1]: Its proof.
"""
HEADER = """Campaign: library
Authors: ana; Ben & Co
Modified: 2021-04-05
Tags: pay
Image: images/b.jpg
Image-description: Six people
Date:"""


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    site = small_site(
        tmp_path,
        {
            "people/ana.md": "Name: Ana O'Neil\nRole: Steward\n",
            "campaigns/library.md": "Title: Save & keep the library\nSummary: Four hours less.\n\nWords.\n",
            "news/plan.md": story("A plan", BODY).replace("Date:", HEADER),
            "news/bare.md": story("Bare"),
        },
    )
    site.picture("images/a.jpg", "red")
    site.picture("images/b.jpg", "blue")
    site.build(SITEURL=SITE)
    return site


def feed(site: SmallSite, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(site.page(f"feeds/{name}.atom.xml"))


def entry(site: SmallSite, title: str, name: str = "all") -> ElementTree.Element:
    entries = feed(site, name).iter(f"{ATOM}entry")
    return next(found for found in entries if found.findtext(f"{ATOM}title") == title)


def test_a_feed_holds_the_whole_story_drawn_with_its_first_picture_and_nothing_active(site: SmallSite) -> None:
    html = entry(site, "A plan").findtext(f"{ATOM}content") or ""

    assert re.findall(r'alt="([^"]*)"', html) == ["Six people", "A red sheet"]
    assert len(re.findall(r'<img [^>]*width="\d+" height="\d+"', html)) == 2
    assert 'class="note"' in html
    assert "Its proof." in html
    assert active_in_feed(site.output / "feeds/all.atom.xml") == []


def test_no_address_in_a_feed_depends_on_where_it_is_read(site: SmallSite) -> None:
    html = entry(site, "A plan").findtext(f"{ATOM}content") or ""
    addresses = re.findall(r'(?:href|src)="([^"]*)"', html)
    addresses += [part.split()[0] for listed in re.findall(r'srcset="([^"]*)"', html) for part in listed.split(",")]

    assert [address for address in addresses if not address.startswith(f"{SITE}/")] == []
    assert {f"{SITE}/news/bare/", f"{SITE}/news/plan/#the-end", f"{SITE}/news/plan/#fn:1"} <= set(addresses)


def test_an_entry_names_authors_topics_and_the_day_of_its_last_change(site: SmallSite) -> None:
    full, bare = entry(site, "A plan"), entry(site, "Bare")

    assert full.findtext(f"{ATOM}author/{ATOM}name") == "Ana O'Neil and Ben & Co"
    assert bare.findtext(f"{ATOM}author/{ATOM}name") == "Alberta Union of Provincial Employees"
    assert [topic.get("term") for topic in full.iter(f"{ATOM}category")] == ["Save & keep the library", "pay"]
    assert (full.findtext(f"{ATOM}published") or "").startswith("2021-03-04T")
    assert (full.findtext(f"{ATOM}updated") or "").startswith("2021-04-05T")


def test_every_feed_says_what_it_is_where_it_is_and_is_no_other_one(site: SmallSite) -> None:
    everything, campaign = feed(site, "all"), feed(site, "campaign-library")

    assert campaign.findtext(f"{ATOM}title") == "Save Advanced Education: Save & keep the library"
    assert campaign.findtext(f"{ATOM}id") != everything.findtext(f"{ATOM}id")
    for root, own, page in ((everything, "all", ""), (campaign, "campaign-library", "news/campaign/library/")):
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        assert links == {"self": f"{SITE}/feeds/{own}.atom.xml", "alternate": f"{SITE}/{page}"}
        assert root.findtext(f"{ATOM}author/{ATOM}name") == "Alberta Union of Provincial Employees"
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
        assert (root.findtext(f"{ATOM}updated") or "").startswith("2021-04-05T")


def test_a_story_in_another_language_says_so(tmp_path: Path) -> None:
    french = story("Un plan", "Des mots.").replace("Date:", "Lang: fr\nSlug: plan\nDate:")
    site = small_site(tmp_path, {"news/plan.md": story("A plan"), "news/plan-fr.md": french})
    site.build(SITEURL=SITE)

    own = entry(site, "Un plan", "fr/all").findtext(f"{ATOM}content") or ""
    assert own.startswith('<div lang="fr" dir="ltr"><p>')
    assert (entry(site, "A plan").findtext(f"{ATOM}content") or "").startswith("<p>")


def test_addresses_are_in_page_and_feed_as_staff_wrote_them(tmp_path: Path) -> None:
    address = "https://example.org/sign?country=ca&region=ab&copy=1"
    body = f'[Sign]({address} "R&reg")\n\n::: call-to-action\ntext: Sign\nlink: {address}\n\nWords.\n:::\n'
    bar = f"Title: T\nStarts: 2026-11-01\nEnds: 2026-12-01\nLink: {address}\nLink-text: Sign\n\nWords.\n"
    site = small_site(tmp_path, {"news/plan.md": story("A plan", body), "announcements/bar.md": bar})
    site.build()

    written = address.replace("&", "&amp;")
    page = site.page("news/plan/index.html")
    assert page.count(f'href="{written}"') == 3
    assert entry(site, "A plan").findtext(f"{ATOM}content", "").count(f'href="{written}"') == 2
    assert 'title="R&amp;reg"' in page


def test_a_text_written_from_the_right_says_so_in_page_and_feed(tmp_path: Path) -> None:
    files = {"news/a.md": story("A").replace("Date:", "Lang: ar\nDate:"), "news/b.md": story("B")}
    site = small_site(tmp_path, files)
    site.build()

    assert '<html lang="ar" dir="rtl">' in site.page("news/a/ar/index.html")
    assert '<html lang="en">' in site.page("news/b/index.html")
    assert (entry(site, "A", "ar/all").findtext(f"{ATOM}content") or "").startswith('<div lang="ar" dir="rtl">')
