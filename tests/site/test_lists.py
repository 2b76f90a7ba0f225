"""Stories by year and by who wrote them, and roles as of the day."""

from pathlib import Path

import pytest

from tests.small_site import SmallSite, small_site

STORY = "Title: {title}\nDate: {date}\nSummary: What {title} is about.\nAuthors: {authors}\n\nWords.\n"
MARA = """\
Name: Mara Lind
Role: President
Role-from: 2021-05-01
Role-until: 2024-12-31
Earlier-roles: Vice-President 2017-01-01 to 2021-04-30; Steward, trades from 2010-01-01 until 2016-12-31
"""


def site_of(folder: Path, *dates: str, authors: str = "mara-lind", **more: str) -> SmallSite:
    stories = {
        f"news/s{number}.md": STORY.format(title=f"Story {number}", date=date, authors=authors)
        for number, date in enumerate(dates)
    }
    return small_site(folder, {**stories, "people/mara-lind.md": MARA, "people/sam.md": "Name: Sam Chartier\n", **more})


@pytest.mark.parametrize(
    ("date", "role"),
    [
        ("2021-05-01", ", President"),
        ("2024-12-31 23:59", ", President"),
        ("2025-01-01", ""),
        ("2021-04-30", ", Vice-President"),
        ("2016-12-31", ", Steward, trades"),
        ("2009-12-31", ""),
    ],
)
def test_a_byline_and_a_quote_show_the_role_as_of_the_storys_day(date: str, role: str, tmp_path: Path) -> None:
    site = site_of(tmp_path, date)
    file = tmp_path / "content/news/s0.md"
    file.write_text(f"{file.read_text()}\n::: pull-quote\nperson: mara-lind\n\nA sentence.\n:::\n", encoding="utf-8")

    assert [str(one) for one in site.build()] == []

    page = site.page("news/s0/index.html")
    assert f'<b><a href="/people/mara-lind/">Mara Lind</a></b>{role}</span>' in page
    assert (role.removeprefix(", ") in page.partition("pull-quote")[2]) if role else ("President" not in page)


def test_several_authors_are_named_and_lead_to_their_stories(tmp_path: Path) -> None:
    site = site_of(tmp_path, "2021-05-01", authors="mara-lind, sam, Ana Reyes")

    site.build()

    page = site.page("news/s0/index.html")
    assert 'By <b><a href="/people/mara-lind/">Mara Lind</a></b> (President), ' in page
    assert '<b><a href="/people/sam/">Sam Chartier</a></b> and <b>Ana' in page
    assert "Story 0" in site.page("people/sam/index.html")
    assert "people/mara-lind/" in site.page("sitemap.xml")


def test_an_author_may_be_told_by_name(tmp_path: Path) -> None:
    site = site_of(tmp_path, "2021-05-01", authors="Mara Lind, mara-lind")

    assert [str(one) for one in site.build()] == []

    page = site.page("news/s0/index.html")
    assert page.count('<b><a href="/people/mara-lind/">Mara Lind</a></b>, President') == 1
    assert "Story 0" in site.page("people/mara-lind/index.html")


def test_who_wrote_nothing_public_has_no_page(tmp_path: Path) -> None:
    site = site_of(tmp_path, "2027-05-01", "2021-05-01", authors="mara-lind", **{"people/lou.md": "Name: Lou Ray\n"})
    site.write({"news/s1.md": STORY.format(title="One", date="2021-05-01", authors="sam")})

    site.build()

    assert {name for name in site.published() if name.startswith("people/")} == {"people/sam/index.html"}


def test_an_authors_page_shows_the_role_of_today(tmp_path: Path) -> None:
    site = site_of(tmp_path, "2021-05-01")

    site.build(AS_OF="2024-12-31 12:00")
    assert '<p class="news__role">President</p>' in site.page("people/mara-lind/index.html")

    site.build(AS_OF="2025-01-01 00:00")
    assert "President" not in site.page("people/mara-lind/index.html")


def test_each_year_has_its_list_in_pages(tmp_path: Path) -> None:
    site = site_of(tmp_path, *["2021-05-01"] * 3, "2020-01-01", "2020-12-31 23:00", "2022-01-01 00:00")

    assert [str(one) for one in site.build(DEFAULT_PAGINATION=2)] == []

    assert {name for name in site.published() if name.startswith("news/20")} == {
        *("news/2020/index.html", "news/2021/index.html", "news/2021/page/2/index.html", "news/2022/index.html"),
    }
    page = site.page("news/2021/page/2/index.html")
    assert "Story 0" in page or "Story 1" in page or "Story 2" in page
    assert "News of 2021, page 2" in page
    assert "Story 3" not in site.page("news/2021/index.html") + page


def test_a_story_called_as_a_year_is_told(tmp_path: Path) -> None:
    site = site_of(
        tmp_path, "2021-05-01", **{"news/2021.md": STORY.format(title="A", date="2021-05-01", authors="sam")}
    )

    assert any("/news/2021/" in line and "[C10]" in line for line in site.mistakes())


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("Role: Chair\nRole-from: 2022-01-01\nRole-until: 2021-01-01\n", 'The role "Chair" ends before it starts.'),
        ("Earlier-roles: Chair\n", '"Chair" is no role with its days.'),
        ("Earlier-roles: Chair 2021-01-01 to 2020-01-01\n", 'The role "Chair" ends before it starts.'),
        ("Earlier-roles: Chair 2021-13-01 to 2022-01-01\n", "there is no month 13"),
        ("Role-from: 2021-01-01\n", '"Role-from" tells the day of a role, and there is none.'),
        ("Role: Chair\nRole-until: soon\n", '"soon" is not a date.'),
    ],
)
def test_roles_that_cannot_be_are_told(header: str, told: str, tmp_path: Path) -> None:
    site = site_of(tmp_path, "2021-05-01", **{"people/mara-lind.md": f"Name: Mara Lind\n{header}"})

    assert any(told in line for line in site.mistakes())


def test_years_and_authors_have_lists_in_each_language(tmp_path: Path) -> None:
    french = STORY.format(title="Le plan", date="2021-06-01", authors="mara-lind").replace("Date", "Lang: fr\nDate")
    site = site_of(tmp_path, "2021-05-01", **{"news/plan.md": french})

    site.build()

    assert "Story 0" in site.page("news/2021/index.html")
    assert "Le plan" not in site.page("news/2021/index.html") + site.page("people/mara-lind/index.html")
    assert "Le plan" in site.page("news/2021/fr/index.html")
    assert "Le plan" in site.page("people/mara-lind/fr/index.html")
    assert 'href="/people/mara-lind/fr/"' in site.page("news/plan/fr/index.html")
