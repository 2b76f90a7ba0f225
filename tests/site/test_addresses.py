import pytest

from plugins.core.findings import Where
from plugins.site.addresses import Addresses
from plugins.site.routes import Claim, address_of, twice_claimed


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


@pytest.mark.parametrize(("save_as", "address"), [("index.html", ""), ("a/index.html", "a/"), ("404.html", "404.html")])
def test_an_index_file_gives_its_folder_the_address(save_as: str, address: str) -> None:
    assert address_of(save_as) == address


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
    claims = [
        Claim("news/dup/index.html", *first),
        Claim("news/other/index.html", Where("content/news/c.md")),
        Claim("News/dup/index.html", *second),
    ]

    (finding,) = twice_claimed(claims)

    assert str(finding).startswith(f"error content/news/{message}")
    assert finding.code == "C10"
