import pytest

from plugins.site.addresses import Addresses


@pytest.mark.parametrize(
    ("siteurl", "address", "absolute"),
    [
        ("", "/news/", "/news/"),
        ("https://host", "/news/", "https://host/news/"),
        ("https://host/sub/path", "/sub/path/news/", "https://host/sub/path/news/"),
        ("https://host/sub/", "/sub/news/", "https://host/sub/news/"),
    ],
)
@pytest.mark.parametrize("target", ["news/", "/news/"])
def test_an_address_is_below_the_sites_root(siteurl: str, address: str, absolute: str, target: str) -> None:
    addresses = Addresses(siteurl)

    assert addresses.address(target) == address
    assert addresses.absolute(address) == absolute


def test_a_page_knows_its_own_address() -> None:
    class Page:
        url = "news/plan/"

    assert Addresses("https://host/sub").address(Page()) == "/sub/news/plan/"
    assert Addresses("https://host/sub").absolute(Page()) == "https://host/sub/news/plan/"


@pytest.mark.parametrize(
    ("html", "whole"),
    [
        ('<a href="/sub/x/">', '<a href="https://host/sub/x/">'),
        ('<img src="/sub/a.jpg" srcset="/sub/a.jpg 1w, /sub/b.jpg 2w">', "https://host/sub/b.jpg 2w"),
        ('<a href="#spot">', '<a href="#spot">'),
        ('<a href="//other/x">', '<a href="//other/x">'),
        ('<a href="https://other/x">', '<a href="https://other/x">'),
        ("<p>/sub/x/ in words</p>", "<p>/sub/x/ in words</p>"),
    ],
)
def test_feeds_get_whole_addresses(html: str, whole: str) -> None:
    assert whole in Addresses("https://host/sub").absolute_html(html)
