"""The newsroom's front door, on a small real site."""

import re
from html import unescape

import pytest

from tests.small_site import SmallSite, small_site

PEOPLE = {
    "people/mara-lind.md": "Name: Mara Lind\nRole: Communications\n",
    "people/ruth-okafor.md": "Name: Ruth Okafor\n",
}
BAR = "Title: Town halls\nStarts: 2022-06-01\nEnds: 2022-06-30\n\nCome with a question.\n"


@pytest.fixture
def site(tmp_path) -> SmallSite:
    return small_site(tmp_path, {"campaigns/library.md": "Title: Keep the library open\n\nSign it.\n", **PEOPLE})


def story(site: SmallSite, name: str = "plan", **fields: str) -> str:
    """Writes a story and returns the name of its page."""
    values = {"Title": f"Title of {name}", "Date": "2026-11-01", "Summary": "What happened.", **fields}
    lines = [f"{field.replace('_', '-')}: {value}\n" for field, value in values.items()]
    site.write({f"news/{name}.md": f"{''.join(lines)}\nWords of {name}.\n"})
    return f"news/{name}/index.html"


def words(html: str) -> str:
    """What a reader sees."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize(
    ("field", "author", "shown"),
    [
        ("Author", "mara-lind", "By Mara Lind , Communications"),
        ("Author", "Ana Reyes", "Ana Reyes"),
        ("Authors", "mara-lind", "By Mara Lind , Communications"),
        ("Authors", "mara-lind; Ana Reyes", "By Mara Lind (Communications) and Ana Reyes"),
    ],
)
def test_a_byline_is_a_person_a_plain_name_or_several(site, field, author, shown):
    page = story(site, **{field: author})

    assert site.build() == []
    assert shown in words(site.page(page))
    shown_there = site.page(page).replace("/people/mara-lind/", "") + site.page("feeds/all.atom.xml")
    assert "mara-lind" not in shown_there


def test_a_story_needs_neither_author_nor_campaign_nor_tags(site):
    page = story(site)

    assert site.build() == []
    assert "Words of plan." in words(site.page(page))
    assert "Sunday 1 November 2026" in words(site.page(page))


@pytest.mark.parametrize("status", ["published", "hidden", "draft"])
def test_a_bare_story_of_any_status_builds(site, status):
    story(site, Status=status)

    assert site.build(SHOW_UNPUBLISHED=True, DRAFT_SAVE_AS="drafts/{slug}/index.html") == []


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("libary", 'Did you mean "library"?'), ("hospital", "Use one of: library.")],
)
def test_a_campaign_that_does_not_exist_is_a_mistake(site, name, remedy):
    story(site, Campaign=name)

    assert site.mistakes() == [f'error content/news/plan.md:4  I know no campaign "{name}". {remedy}  [C33]']


@pytest.mark.parametrize("more", [{}, {"Campaign": ""}])
def test_a_category_of_another_site_is_read_as_a_campaign_and_not_checked(site, more):
    story(site, Category="union life", **more)

    assert site.build() == []
    assert "Title of plan" in site.page("news/campaign/union-life/index.html")


@pytest.mark.parametrize("field", ["Category", "Campaign"])
def test_a_campaign_without_a_letter_is_told_at_the_story_alone(site, field):
    story(site, **{field: "!!!"})

    (mistake,) = site.mistakes()
    assert mistake.startswith('error content/news/plan.md:4  The campaign "!!!" has no letter for a web address.')


def test_a_story_knows_its_campaign_and_its_relatives(site):
    pages = [
        story(site, name, Campaign="library", Date=f"2026-11-0{day}", Summary=f"The story {name}.")
        for day, name in enumerate("abc", 1)
    ]
    story(site, "elsewhere")
    assert site.build() == []

    assert "Go to the campaign: Keep the library open" in words(site.page(pages[0]))
    assert re.findall(r"Title of (\w+)", words(site.page(pages[0]).partition("<footer")[2])) == ["c", "b"]
    assert "Title of elsewhere" not in site.page(pages[0])
    assert "Read next" not in site.page("news/elsewhere/index.html")


@pytest.mark.parametrize(
    ("as_of", "is_shown"),
    [("2022-05-31 23:59", False), ("2022-06-01", True), ("2022-06-30 23:59", True), ("2022-07-01", False)],
)
def test_an_announcement_is_on_every_page_while_its_days_last_in_the_sites_zone(site, as_of, is_shown):
    site.write({"announcements/halls.md": BAR})
    found = site.build(AS_OF=as_of)

    shown = {
        "Come with a question." in words(site.page(name)) for name in ("index.html", "library/index.html", "404.html")
    }
    assert shown == {is_shown}
    assert [finding.code for finding in found] == (["C24"] if as_of == "2022-07-01" else [])


def test_mistakes_of_people_and_announcements_stop_the_build_together(site):
    site.write({"people/ana.md": "Rolle: x\n", "announcements/halls.md": "Title: x\n"})

    assert [line.split()[1] + " " + line[-4:] for line in site.mistakes()] == [
        "content/announcements/halls.md:1 C25]",
        "content/announcements/halls.md:1 C25]",
        "content/announcements/halls.md:1 C46]",
        "content/people/ana.md:1 C06]",
        "content/people/ana.md:1 C46]",
    ]


def test_a_page_in_another_language_has_a_page(site):
    site.write(
        {
            "pages/about.md": "Title: About us\n\nWho we are.\n",
            "pages/about-fr.md": "Title: Nous\nLang: fr\nSlug: about\nURL: fr/\nSave_as: fr/index.html\n\nMots.\n",
        }
    )

    assert site.build() == []
    assert "Mots." in site.page("fr/index.html")


def test_a_lost_link_of_an_announcement_is_told_by_its_words(site):
    notice = "Title: Town halls\nStarts: 2026-11-20\nEnds: 2026-11-25\nLink: /gone/\n\nCome.\n"
    site.write({"announcements/halls.md": notice})
    (told,) = site.mistakes()
    site.write({"announcements/halls.md": notice.replace("Link:", "Link-text: When\nLink:")})
    (with_words,) = site.mistakes()

    assert told.startswith('error content/announcements/halls.md:4  The link "Town halls" goes to /gone/')
    assert with_words.startswith('error content/announcements/halls.md:5  The link "When" goes to /gone/')
