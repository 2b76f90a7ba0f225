"""Facts and contacts on the pages of real sites: everywhere the same, and never those of before."""

import re
from pathlib import Path

import pytest

from plugins.engine import pages as engine_pages
from plugins.render.page import PendingPage, Shared, render
from plugins.render.result import PageResult
from plugins.site.model import Site
from tests.small_site import SmallSite, small_site, story

FACTS = (
    '[members]\nvalue = "{}"\nwords = "members"\nsource = "Register"\nchecked = 2022-01-15\nnot = ["10,000 members"]\n'
)
CONTACTS = '[office]\nname = "The office"\nemail = "{}"\nno-unsolicited-mail = true\n'
STORY = """\
Title: {Fact:members} "members"
Date: 2021-03-04
Image: images/a.jpg
Image-description: Some of {fact:members} members.
Campaign: library

{Fact:members} members write to {contact:office}.

## All {fact:members}
"""
PAGE = """\
Title: The library
Summary: We are {fact:members}.

::: figures
facts: members
:::

::: call-to-action
title: All {fact:members}
text: Write
contact: office
subject: From {fact:members}
:::

::: write-to
contact: office
subject: For {fact:members}

We are {fact:members} & more.

Yours
:::

::: contact-card
contact: office
:::

::: stories
campaign: library
:::
"""
EVENT = """\
Title: Meeting
Starts: 2026-12-10 18:30
Place: Hall of "{fact:members}", write to {contact:office}
Summary: All members meet.

Come.
"""
BAR = "Title: {fact:members}\nStarts: 2026-11-01\nEnds: 2026-12-31\n\nWrite to {contact:office}.\n"


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    files = {
        "facts.toml": FACTS.format("almost 10,000"),
        "contacts.toml": CONTACTS.format("one@example.org"),
        "news/a.md": STORY,
        "campaigns/library.md": PAGE,
        "announcements/a.md": BAR,
        "events/e.md": EVENT,
    }
    site = small_site(tmp_path, files)
    site.picture("images/a.jpg", "red", (640, 480))
    return site


def test_a_change_of_a_fact_or_a_contact_is_on_every_page_and_in_every_list(site: SmallSite) -> None:
    assert site.findings() == []
    before = {name: site.page(name) for name in site.published() if name.endswith((".html", ".xml"))}
    site.write({"facts.toml": FACTS.format("more than 9,000"), "contacts.toml": CONTACTS.format("two@example.org")})

    assert site.findings() == []

    for name, text in before.items():
        now = site.page(name)
        assert "{fact:" not in now, name
        assert "lmost 10,000" not in now, name
        assert "one@example.org" not in now, name
        assert text.count("lmost 10,000") == now.count("ore than 9,000"), name
        assert text.count("one@example.org") == now.count("two@example.org"), name
    story, campaign = (site.page(f"{name}/index.html").replace("&nbsp;", " ") for name in ("news/a", "library"))
    assert "<title>More than 9,000 “members”" in story
    assert 'content="More than 9,000 members write to two@example.org.' in story
    assert 'alt="Some of more than 9,000 members."' in story
    assert '<h2 id="all-factmembers">All more than 9,000</h2>' in story
    assert '<p>More than 9,000 members write to <a href="mailto:two@example.org">two@example.org</a>.' in story
    assert 'href="mailto:two@example.org?subject=From%20more%20than%209%2C000"' in campaign
    assert (
        'href="mailto:two@example.org?subject=For%20more%20than%209%2C000&amp;'
        'body=We%20are%20more%20than%209%2C000%20%26%20more.%0D%0A%0D%0AYours"' in campaign
    )
    assert '<b class="figures__number">more than 9,000</b>' in campaign
    place = "Hall of “more than 9,000”, write to two@example.org"
    assert place in site.page("events/e/index.html")
    assert place in site.page("events/index.html")
    assert "Please send no advertising" in campaign
    assert '<a href="mailto:two@example.org">two@example.org</a>' in site.page("404.html")


def test_where_no_fact_changed_no_page_is_drawn_again(site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    drawn = []

    def told(whole: Site, page: PendingPage, shared: Shared) -> PageResult:
        drawn.append(page.file)
        return render(whole, page, shared)

    monkeypatch.setattr(engine_pages, "render", told)
    site.build()
    assert drawn == []

    site.write({"facts.toml": FACTS.format("about 10,000")})
    site.build()
    assert {"news/a/index.html", "library/index.html", "index.html", "news/index.html"} <= set(drawn)


def test_what_must_not_be_written_is_told_again_when_the_list_changes_alone(site: SmallSite) -> None:
    site.write({"news/b.md": "Title: B\nDate: 2021-03-04\nSummary: Words of B.\n\nWe are 10,000 members.\n"})
    assert [one.partition("  ")[0] for one in site.findings()] == ["warning content/news/b.md:5"]

    site.write({"facts.toml": FACTS.format("almost 10,000").replace("not =", "# not =")})
    assert site.findings() == []

    site.write({"house-style.toml": '[[term]]\nuse = "colleagues"\navoid = ["members"]\n'})
    assert any(one.startswith("warning content/news/b.md:5") and one.endswith("[C28]") for one in site.findings())


def test_the_words_of_a_contact_card_are_those_of_the_page(site: SmallSite) -> None:
    site.write({"campaigns/library.md": PAGE.replace("Title:", "Lang: fr\nTitle:")})

    site.build()

    campaigns = [site.page(name) for name in site.published() if name.startswith("library") and name.endswith(".html")]
    campaign = next(page for page in campaigns if "Merci de n’" in page)
    assert "Rien ne part avant" in campaign
    assert "chiffre vérifié le samedi 15 janvier 2022" in campaign


def test_stories_stand_in_the_order_of_their_names_where_a_block_says_so(tmp_path: Path) -> None:
    titles = {"a": "Zebra", "b": "echo", "c": "2 cents", "d": "“Éclair"}
    stories = {
        f"news/{name}.md": f"Title: {title}\nDate: 2021-03-0{day}\nSummary: What it is about.\n\nWords.\n"
        for day, (name, title) in enumerate(titles.items(), 1)
    }
    block = "Title: {0}\nSummary: What {0} is about.\n\n::: stories\norder: {0}\ncount: 3\n:::\n"
    site = small_site(tmp_path, stories | {f"pages/{order}.md": block.format(order) for order in ("name", "newest")})

    site.build()

    pages = {order: site.page(f"{order}/index.html") for order in ("name", "newest")}
    shown = {order: dict.fromkeys(re.findall(r'href="/news/([a-d])/"', page)) for order, page in pages.items()}
    assert {order: "".join(names) for order, names in shown.items()} == {"name": "cbd", "newest": "dcb"}


def test_a_fact_that_is_to_be_checked_is_told_until_its_day(tmp_path: Path) -> None:
    site = small_site(
        tmp_path,
        {
            "facts.toml": '[members]\nvalue = "10,000"\nsource = "Register"\nchecked = 2026-11-23\n',
            "news/a.md": story("A"),
        },
    )

    (told,) = site.findings()
    assert told.startswith(
        'warning content/facts.toml:2  The fact "members" was checked on 23 November 2026, which has not come yet.'
    )
    assert site.findings(AS_OF="2026-11-23 00:00") == []
