"""Old addresses lead on, and none that was public is lost by accident."""

from pathlib import Path

import pytest

from plugins.engine.settings import with_drafts
from plugins.release.addresses import add_addresses, addresses_in, kept_list
from tests.small_site import SmallSite, small_site, story

MOVED = "Title: The plan\nDate: 2021-05-01\nSummary: A summary of it.\nOld-addresses: {old}\n\nWords.\n"


def site_of(folder: Path, old: str, **more: str) -> SmallSite:
    return small_site(folder, {"news/x.md": MOVED.format(old=old), **more})


@pytest.mark.parametrize(
    ("old", "file"),
    [
        ("/news/first/", "news/first/index.html"),
        ("/first", "first/index.html"),
        ("/Plan.html", "Plan.html"),
        ("/a/b.htm", "a/b.htm"),
        ("/caf%C3%A9/", "café/index.html"),
        ("/2021/05/01/plan/", "2021/05/01/plan/index.html"),
    ],
)
def test_a_page_at_the_old_address_leads_on(old: str, file: str, tmp_path: Path) -> None:
    site = site_of(tmp_path, old)

    assert [str(one) for one in site.build() if one.code != "C109"] == []

    page = site.page(file)
    assert '<meta http-equiv="refresh" content="0; url=/news/x/">' in page
    assert '<link rel="canonical" href="https://site.example/news/x/">' in page
    assert ">The plan</h1>" in page
    assert old not in site.page("sitemap.xml")


def test_a_page_at_the_old_address_is_in_the_language_of_the_text(tmp_path: Path) -> None:
    french = {"news/y.md": MOVED.format(old="/premier/").replace("Old", "Lang: fr\nOld")}
    site = site_of(tmp_path, "/first/", **french)
    site.build()

    for file, language in (("first/index.html", "en"), ("premier/index.html", "fr")):
        assert f'<html lang="{language}">' in site.page(file)
        assert ("This page has moved" in site.page(file)) == (language == "en")


def test_several_lead_on_and_what_no_host_sends_as_a_page_gets_none(tmp_path: Path) -> None:
    site = site_of(tmp_path, "/one/, /two.html, /story.aspx")

    site.build()

    assert {name for name in site.published() if name.startswith(("one", "two", "story"))} == {
        "one/index.html",
        "two.html",
    }


@pytest.mark.parametrize("old", ["/one/, /two/", "/one/; /two/", "/one/ /two/", "/one/,/two/,", "/one, /one/, /two/"])
def test_addresses_are_parted_as_people_part_them(old: str, tmp_path: Path) -> None:
    site = site_of(tmp_path, old)

    assert [str(one) for one in site.build() if one.code != "C109"] == []
    assert {name for name in site.published() if name.startswith(("one", "two"))} == {
        "one/index.html",
        "two/index.html",
    }


def test_a_draft_leads_nowhere(tmp_path: Path) -> None:
    site = site_of(tmp_path, "/one/\nStatus: draft", **{"news/y.md": story("Y")})

    site.build()

    assert "one/index.html" not in site.published()


@pytest.mark.parametrize(
    ("old", "told"),
    [
        ("news/first/", '"news/first/" is no address of this site.'),
        ("https://old.example/first/?a=b", "Write only what follows the host:  Old-addresses: /first/"),
        ("/a/../../b/", '"/a/../../b/" is no address of this site.'),
        ("/a/%2e%2e/%2E%2E/b/", '"/a/%2e%2e/%2E%2E/b/" is no address of this site.'),
        ("/feeds/all.atom.xml", "the site has files of its own there."),
        ("/robots.txt", "the site has files of its own there."),
        ("//host/a/", '"//host/a/" is no address of this site.'),
        ("/a?b=c", '"/a?b=c" is no address of this site.'),
        ("/a b/", '"/a b/" is no address of this site.'),
        ("/news/x/", "/news/x/ cannot lead on to this page: it is the address of content/news/x.md."),
        ("/news/y/", "/news/y/ cannot lead on to this page: it is the address of content/news/y.md."),
        ("/", "/ cannot lead on to this page: it is the address of content/pages/home.md."),
        ("/news/", "/news/ cannot lead on to this page: it is the address of theme/templates/news.html."),
        ("/feeds/all.atom.xml/", "cannot lead on to this page"),
        ("/static/", "cannot lead on to this page"),
        ("/shared/", "/shared/ cannot lead on to this page: it is the address of content/news/z.md."),
    ],
)
def test_what_cannot_lead_on_is_told(old: str, told: str, tmp_path: Path) -> None:
    others = {"news/y.md": story("Y"), "news/z.md": MOVED.format(old="/shared/").replace("The plan", "Z")}
    site = site_of(tmp_path, old, **others)

    lines = site.mistakes()

    assert any(told in line for line in lines), lines


def test_an_address_that_was_public_and_is_gone_stops_the_build(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"news/x.md": story("X"), "addresses.txt": "# A comment\n\n/\n/news/x/\n/news/gone/\n"})

    (line,) = site.mistakes()

    assert line.startswith("error content/addresses.txt:5  /news/gone/ was public, and nothing is there any more.")
    assert "Old-addresses: /news/gone/" in line


@pytest.mark.parametrize(
    "line",
    [
        "/news/x",
        "news/x/",
        "/news/x/index.html",
        "https://site.example/news/x/",
        "\ufeff/news/x/",
        "/news/2021/",
        "/robots.txt",
    ],
)
def test_an_address_of_the_list_is_known_however_it_is_written(line: str, tmp_path: Path) -> None:
    site = small_site(tmp_path, {"news/x.md": story("X"), "addresses.txt": f"{line}\r\n"})

    assert [str(one) for one in site.build() if one.code != "C109"] == []


def test_a_text_that_was_public_and_is_a_draft_now_is_told_as_such(tmp_path: Path) -> None:
    files = {"news/x.md": f"Status: draft\n{story('X')}", "news/y.md": story("Y"), "addresses.txt": "/news/x/\n"}

    told = [line for line in small_site(tmp_path, files).mistakes() if "[C122]" in line]

    assert len(told) == 1
    assert told[0].startswith("error content/addresses.txt:1  /news/x/ was public, and the text at that address is not")


def test_the_old_address_of_a_text_that_is_not_public_is_told_as_such(tmp_path: Path) -> None:
    files = {
        "news/a.md": f"Status: draft\nOld-addresses: /a/, /a.aspx\n{story('A')}",
        "news/b.md": f"Old-addresses: /b/\n{story('B')}".replace("2021-03-04", "2027-03-04"),
        "news/c.md": story("C", "[What was before](/b/)."),
        "addresses.txt": "/a/\n/a.aspx\n/b/\n",
    }

    told = small_site(tmp_path, files).mistakes()

    kept_back = [line for line in told if "[C122]" in line and "the text at that address is not public now" in line]
    assert len(kept_back) == 3
    assert any("[C11]" in line and "/b/, which is not public yet" in line for line in told)


PERSON = "Name: Ann Lee\nOld-addresses: /people/ann-marsh/, /ann.aspx\n"


@pytest.mark.parametrize(
    ("header", "leads_to"),
    [("", "/people/ann/"), ("Lang: fr\n", "/people/ann/fr/"), ("Expires: 2026-01-01\n", ""), ("Status: draft\n", "")],
)
def test_where_the_list_of_somebodys_stories_was_is_not_lost(header: str, leads_to: str, tmp_path: Path) -> None:
    files = {
        "people/ann.md": PERSON,
        "news/x.md": f"Author: ann\n{header}{story('X')}",
        "news/y.md": story("Y"),
        "addresses.txt": "/people/ann-marsh/\n/ann.aspx\n",
    }
    site = small_site(tmp_path, files)

    assert [str(one) for one in site.build() if one.code == "C122"] == []
    shown = site.page("people/ann-marsh/index.html") if "people/ann-marsh/index.html" in site.published() else ""
    assert f'content="0; url={leads_to}"' in shown if leads_to else not shown


@pytest.mark.parametrize("line", ["news/gone/", "https://site.example/news/gone/"])
def test_what_is_to_be_written_for_a_lost_address_can_be_written(line: str, tmp_path: Path) -> None:
    (told,) = small_site(tmp_path, {"news/x.md": story("X"), "addresses.txt": line}).mistakes()

    assert "Write  Old-addresses: /news/gone/  at" in told


@pytest.mark.parametrize(
    ("file", "header", "address"),
    [
        ("news/x.md", "Slug: gone", "/news/gone/"),
        ("news/x.md", "Slug: y\nLang: fr", "/news/y/fr/"),
        ("news/x.md", "Save_as: deep/x.html", "/deep/x.html"),
        ("pages/x.md", "Save_as: deep/x.html", "/deep/x.html"),
        ("campaigns/x.md", "Slug: gone", "/gone/"),
        ("events/x.md", "Starts: 2025-05-01\nPlace: The hall", "/events/x/"),
    ],
)
def test_what_has_expired_was_meant_to_go_wherever_it_was(file: str, header: str, address: str, tmp_path: Path) -> None:
    dated = "Date: 2021-05-01\n" if file.startswith("news") else ""
    text = f"Title: X\n{dated}Summary: A summary of it.\n{header}\nExpires: 2026-01-01\n\nWords.\n"
    site = small_site(
        tmp_path, {file: text, "addresses.txt": f"{address}\n", "news/y.md": story("Y", f"[a]({address})")}
    )

    told = [str(one) for one in site.build()]

    assert not [line for line in told if "[C122]" in line]
    assert [line for line in told if "[C11]" in line and "has expired" in line]
    assert address not in site.page("news/y/index.html")


OLD = "Old-addresses: /news/gone/, /gone.aspx"


@pytest.mark.parametrize(
    "header", [OLD, "Slug: gone", "Slug: gone\nExpires: 2026-01-01", f"{OLD}\nExpires: 2026-01-01"]
)
def test_what_leads_on_or_has_expired_is_not_lost(header: str, tmp_path: Path) -> None:
    text = f"Title: X\nDate: 2021-05-01\nSummary: A summary of it.\n{header}\n\nWords.\n"
    other = story("Y", "[What was before](/news/gone/).")
    lost = "/gone.aspx\n" if OLD in header else ""
    site = small_site(tmp_path, {"news/x.md": text, "addresses.txt": f"/\n/news/gone/\n{lost}", "news/y.md": other})

    assert [str(one) for one in site.build() if one.code == "C122"] == []


def test_a_story_that_is_a_draft_again_is_lost(tmp_path: Path) -> None:
    text = story("X").replace("Summary", "Status: draft\nSummary")
    site = small_site(tmp_path, {"news/x.md": text, "addresses.txt": "/news/x/\n", "news/y.md": story("Y")})

    assert any("/news/x/ was public" in line for line in site.mistakes())


def test_the_list_grows_and_keeps_what_staff_deleted_deleted(tmp_path: Path) -> None:
    assert add_addresses(tmp_path, {"/b/", "/a/"})
    assert not add_addresses(tmp_path, {"/a/"})
    assert add_addresses(tmp_path, {"/c/"})

    text = kept_list(tmp_path)
    assert [address for _, address in addresses_in(text)] == ["/a/", "/b/", "/c/"]
    assert text.count("#") == 2


def test_another_text_may_take_the_place_of_one_that_has_expired(tmp_path: Path) -> None:
    old = "Title: Old\nDate: 2021-05-01\nSummary: What was.\nExpires: 2026-01-01\n\nWords.\n"
    site = site_of(tmp_path, "/news/old/", **{"news/old.md": old})

    assert not [one for one in site.build(**with_drafts({})) if one.code == "C10"]
    assert not [one for one in site.build() if one.code == "C10"]
    assert "url=/news/x/" in site.page("news/old/index.html")
