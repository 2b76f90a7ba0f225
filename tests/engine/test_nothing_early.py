"""Drafts and what is dated in the future are in no byte of the public site."""

import pytest
from pelican import signals

from tests.small_site import SmallSite, picture_stem, small_site

NOW = "2026-11-22 09:30"
DRAFTS = {"DRAFT_SAVE_AS": "drafts/{slug}/index.html", "DRAFT_PAGE_SAVE_AS": "drafts/pages/{slug}/index.html"}
SECRET = ["Xylophone", "Quagmire", "Zeppelin", "Wombat", "secret-tag", "mystery"]

STORY = """\
Title: Xylophone
Date: {date}
Status: {status}
Author: Wombat
Summary: Quagmire.
Image: images/secret.jpg
Image-description: Zeppelin.
Campaign: library
Tags: secret-tag
{more}
The Zeppelin has landed on the roof.

![Zeppelin](/images/second.jpg)
"""


@pytest.fixture
def site(tmp_path) -> SmallSite:
    made = small_site(
        tmp_path,
        {
            "campaigns/library.md": "Title: Library\nSummary: Keep it open.\n\n::: stories\ncampaign: library\n:::\n",
            "news/plan.md": "Title: A plan\nDate: 2026-11-01\nCampaign: library\nTags: members\n\nWords.\n",
            "news/other.md": "Title: Another\nDate: 2026-11-02\nCampaign: library\n\nOther words.\n",
        },
    )
    made.picture("images/secret.jpg", "red")
    made.picture("images/second.jpg", "blue")
    return made


def leaks(site: SmallSite) -> list[str]:
    """What of the secret stands in a name or a byte of the output."""
    pictures = [picture_stem(site.folder / f"content/images/{name}.jpg") for name in ("secret", "second")]
    public = b"\n".join(name.encode() + (site.output / name).read_bytes() for name in site.published()).lower()
    return [word for word in [*SECRET, *pictures] if word.lower().encode() in public]


def test_what_is_public_is_found_by_this_search(site):
    site.write({"news/mystery.md": STORY.format(date="2026-11-22", status="published", more="")})
    site.build(AS_OF=NOW)

    assert len(leaks(site)) == len(SECRET) + 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("news/mystery.md", STORY.format(date="2026-11-01", status="draft", more="")),
        ("news/mystery.md", STORY.format(date="2026-11-22 09:31", status="published", more="")),
        ("news/mystery.md", STORY.format(date="2027-03-04", status="hidden", more="")),
        ("news/mystery.md", STORY.format(date="2027-03-04", status="published", more="Lang: fr\nSlug: plan\n")),
        ("news/mystery.md", STORY.format(date="2026-11-01", status="draft", more="Lang: fr\nSlug: plan\n")),
        ("pages/mystery.md", STORY.format(date="2026-11-01", status="draft", more="")),
        ("campaigns/mystery.md", STORY.format(date="2026-11-01", status="draft", more="")),
    ],
    ids=["draft", "future", "hidden future", "future translation", "draft translation", "draft page", "draft campaign"],
)
def test_a_draft_or_a_future_story_is_in_no_byte_of_the_public_site(site, name, text):
    site.write({name: text})
    site.build(AS_OF=NOW)

    assert leaks(site) == []
    assert {"news/plan/index.html", "feeds/all.atom.xml", "sitemap.xml"} <= site.published()


def test_one_setting_is_enough_to_keep_them_in(site):
    for folder in ("news", "pages", "campaigns"):
        site.write({f"{folder}/mystery.md": STORY.format(date="2026-11-01", status="draft", more="")})
    site.build(AS_OF=NOW, **DRAFTS, SHOW_UNPUBLISHED=False)

    assert leaks(site) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("news/mystery.md", STORY.format(date="2026-11-01", status="published", more="Draft: true\n")),
        ("news/mystery.md", STORY.format(date="2026-11-01", status="published", more="    Status: draft\n")),
        ("news/drafts/mystery.md", STORY.format(date="2026-11-01", status="", more="")),
        ("news/mystery.md", STORY.format(date="2026-11-01", status="", more="\nDO NOT PUBLISH\n")),
        ("pages/mystery.md", STORY.format(date="2026-11-01", status="published", more="published: false\n")),
        ("campaigns/mystery.md", STORY.format(date="2026-11-01", status="hidden", more="Embargo: 2027-03-03\n")),
    ],
)
@pytest.mark.parametrize("is_shown", [True, False])
def test_what_seems_not_to_be_for_the_public_stops_a_build_and_is_a_draft_in_every_other(site, name, text, is_shown):
    read: list[tuple[set[str], set[str]]] = []

    def look(generators):
        drafts = [*generators[0].drafts, *generators[1].draft_pages]
        public = [*generators[0].articles, *generators[0].hidden_articles]
        public += [*generators[1].pages, *generators[1].hidden_pages]
        read.append(({str(content.title) for content in drafts}, {str(content.title) for content in public}))

    site.write({name: text})
    with signals.all_generators_finalized.connected_to(look):
        mistakes = site.mistakes(AS_OF=NOW, **DRAFTS, SHOW_UNPUBLISHED=is_shown)

    drafts, public = read[0]
    assert [line[-4:-1] for line in mistakes] == ["C86"]
    assert ("Xylophone" in drafts, "Xylophone" in public) == (is_shown, False)
    assert not site.output.exists()


def test_a_hidden_story_is_public_by_its_address_and_in_no_list_feed_or_sitemap(site):
    site.write({"news/mystery.md": STORY.format(date="2026-11-01", status="hidden", more="")})
    site.build(AS_OF=NOW)

    naming = {name for name in site.published() if name.endswith((".html", ".xml")) and "Xylophone" in site.page(name)}
    assert naming == {"news/mystery/index.html"}
    assert "mystery" not in site.page("sitemap.xml")


@pytest.mark.parametrize(
    ("date", "when"),
    [
        ("2027-03-04 09:00", "Thursday 4 March 2027, 9:00 a.m. Edmonton"),
        ("2026-11-22 21:05", "Sunday 22 November 2026, 9:05 p.m. Edmonton"),
    ],
)
def test_a_scheduled_story_is_noted_in_these_words(site, date, when):
    site.write({"news/mystery.md": STORY.format(date=date, status="published", more="")})

    assert [str(finding) for finding in site.build(AS_OF=NOW)] == [
        (
            f"note content/news/mystery.md:2  Scheduled for {when}. "
            "It is in no public file until a publish runs at or after that time.  [C26]"
        )
    ]


def test_a_scheduled_story_is_out_with_the_first_build_at_its_time(site):
    site.write({"news/mystery.md": STORY.format(date="2026-11-22 09:31", status="published", more="")})

    assert site.build(AS_OF="2026-11-22 09:31") == []
    assert "Xylophone" in site.page("news/index.html")


def test_on_the_editors_machine_drafts_and_future_stories_are_seen_and_listed_nowhere(site):
    site.write(
        {
            "news/mystery.md": STORY.format(date="2027-03-04", status="published", more=""),
            "pages/mystery.md": STORY.format(date="2026-11-01", status="draft", more=""),
        }
    )
    site.build(AS_OF=NOW, **DRAFTS, SHOW_UNPUBLISHED=True)

    assert "The Zeppelin has landed" in site.page("drafts/mystery/index.html")
    assert "The Zeppelin has landed" in site.page("drafts/pages/mystery/index.html")
    assert "Xylophone" not in site.page("news/index.html") + site.page("feeds/all.atom.xml")
