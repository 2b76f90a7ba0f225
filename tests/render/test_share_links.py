import html
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from plugins.render.share_links import share_links
from plugins.render.words import read_vocabulary
from tests.small_site import ROOT, small_site, story

SITE = "https://site.example/sub"
WORDS = read_vocabulary(ROOT / "theme", "en").of("en")
TITLES = [("Cuts & “fees” + 100%?", "Cuts & “fees” + 100%?"), ("Où? #now 🎉", "Où? #now 🎉"), ("Word " * 60, None)]


@pytest.mark.parametrize(("title", "shown"), TITLES)
def test_every_link_carries_the_title_and_the_whole_address_and_nothing_spills(title: str, shown: str | None) -> None:
    address = f"{SITE}/news/a-plan/?x=1&y=2"
    letter, *posts = [parse_qs(urlsplit(link.address).query) for link in share_links(WORDS, title, address)]

    words = shown or letter["subject"][0]
    assert letter == {"subject": [words], "body": [f"{words}\r\n\r\n{address}"]}
    assert posts == [{"text": [f"{words} {address}"]}, {"u": [address]}, {"text": [f"{words} {address}"]}]
    assert len(words) <= 200


def test_a_story_ends_with_plain_links_that_say_what_happens(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"news/plan.md": story("Cuts & fees")})
    site.build(SITEURL=SITE)
    page = site.page("news/plan/index.html")

    (listed,) = re.findall(r'<ul class="share__list".*?</ul>', page, re.DOTALL)
    links = [(words, html.unescape(href)) for href, words in re.findall(r'href="([^"]*)">([^<]*)</a>', listed)]
    assert links == [(link.words, link.address) for link in share_links(WORDS, "Cuts & fees", f"{SITE}/news/plan/")]
    assert [urlsplit(address).netloc for _, address in links] == ["", "wa.me", "www.facebook.com", "bsky.app"]
    assert "<button" not in page


def test_nobody_is_offered_to_share_an_address_of_the_editors_own_machine(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"news/plan.md": story("A plan")})
    site.build(SITEURL="", SHOW_UNPUBLISHED=True, FEED_ALL_ATOM=None, CATEGORY_FEED_ATOM=None)

    assert "share" not in site.page("news/plan/index.html")
