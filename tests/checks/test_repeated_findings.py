"""What a text was told of is not told again of the pages that show it; anything else is."""

from pathlib import Path

from plugins.checks.finished import FinishedSite
from plugins.checks.inspection import inspect
from plugins.core.findings import Finding, Where, finding
from tests.checks.finished_pages import SITEURL, page, written

SETTING = Where("pelicanconf.py", 3)


def found(folder: Path, files: dict[str, str | bytes], *earlier: Finding) -> list[Finding]:
    return list(inspect(FinishedSite(written(folder, files), SITEURL, earlier=earlier), []))


def lost(address: str) -> dict[str, str | bytes]:
    return {"index.html": page(main=f'<h1>A page</h1><p><a href="{address}">Words</a></p>')}


def test_a_link_that_a_text_was_told_of_is_not_told_of_the_page(tmp_path: Path) -> None:
    earlier = finding("C11.nothing-there", SETTING, words="Words", target=f"{SITEURL}/nowhere/")

    assert [one.code for one in found(tmp_path, lost(f"{SITEURL}/nowhere/"))] == ["C11"]
    assert found(tmp_path, lost(f"{SITEURL}/nowhere/"), earlier) == []


def test_a_link_that_only_begins_like_one_that_was_told_is_told(tmp_path: Path) -> None:
    earlier = finding("C11.nothing-there", SETTING, words="Words", target="/sub/nowhere/at/all/")

    assert [one.code for one in found(tmp_path, lost("/sub/nowhere/"), earlier)] == ["C11"]


def test_an_anchor_that_a_text_was_told_of_is_not_told_of_the_page(tmp_path: Path) -> None:
    earlier = finding("C12.no-such-part", SETTING, page="/", anchor="officer", anchors="main")
    misspelt = finding("C12.misspelt-id", SETTING, count=2, anchor="officer", near="oficer", links="a.md:1, b.md:1")

    assert [one.code for one in found(tmp_path, lost("#officer"))] == ["C12"]
    assert [one.code for one in found(tmp_path, lost("#offices"), earlier, misspelt)] == ["C12"]
    assert found(tmp_path, lost("#officer"), earlier) == []
    assert found(tmp_path, lost("/sub/#officer"), misspelt) == []


def test_words_that_a_text_was_told_of_are_not_told_of_the_page(tmp_path: Path) -> None:
    earlier = finding("C36.in-a-text", SETTING, words="TODO: a photo", count=3)
    files: dict[str, str | bytes] = {"index.html": page(main="<h1>A page</h1><p>TODO: a photo</p>")}

    assert [one.code for one in found(tmp_path, files)] == ["C36"]
    assert found(tmp_path, files, earlier) == []


def test_one_mistake_on_many_pages_is_told_three_times_whatever_they_are_called(tmp_path: Path) -> None:
    names = ["a.html", "b c.html", "d.html", "e.html", "f.html"]
    files: dict[str, str | bytes] = {name: page(name, body="<nav></nav><nav></nav>") for name in names}

    repeats = found(tmp_path, files)

    assert [one.variant for one in repeats] == ["menu-without-name"] * 3
    assert repeats[-1].problem.endswith("The same on 2 more pages.")


def test_that_there_is_no_front_page_is_told_once(tmp_path: Path) -> None:
    earlier = finding("C40.front-page-not-public", Where("content/pages/home.md", 2))
    files: dict[str, str | bytes] = {"index.html": page(), "news/index.html": page("news/index.html")}
    site = FinishedSite(written(tmp_path, files), SITEURL, earlier=[earlier])
    (tmp_path / "index.html").unlink()

    assert list(inspect(site, [])) == []


def test_a_picture_written_as_html_is_not_told_of_the_feed(tmp_path: Path) -> None:
    address = f"{SITEURL}/images/rally.jpg"
    earlier = finding(
        "C47.picture-as-html", Where("content/news/plan.md", 5), text='<img src="/images/rally.jpg" alt="">'
    )

    assert [one.code for one in found(tmp_path, lost(address))] == ["C11"]
    assert found(tmp_path, lost(address), earlier) == []
