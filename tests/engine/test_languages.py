"""A site in two languages: each list holds one, and what translates each other is linked both ways."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.finished_site import FinishedSite
from tests.small_site import HOME, SmallSite, copied, small_site, story
from tests.theme.test_in_french import ENGLISH, any_of, english_words, found, said

SITE = "https://site.example"
ATOM = "{http://www.w3.org/2005/Atom}"
CAMPAIGN = "Title: {title}\nSummary: {title} in short.\n{more}\n::: stories\ncampaign: library\ntitle: {title}\n:::\n"


MENU = [("The latest", "/news/"), ("Who", "/about/"), ("Alone", "/news/alone/"), ("Find", "/search/")]


def french(title: str, slug: str = "", more: str = "", body: str = "Des mots.") -> str:
    own = f"Slug: {slug}\n" if slug else ""
    text = story(title, body).replace("What", "Ce que dit").replace("is about", "et rien de plus")
    return f"Lang: fr\n{own}{more}{text}"


FILES = {
    "campaigns/library.md": CAMPAIGN.format(title="The library", more=""),
    "campaigns/bibliotheque.md": CAMPAIGN.format(title="La lecture", more="Lang: fr\nSlug: library\n"),
    "news/plan.md": f"Campaign: library\nTags: reading\n{story('A plan', 'An okapi.')}",
    "news/un-plan.md": french("Un plan", "plan", "Campaign: library\nTags: reading\n", "Un okapi."),
    "news/seul.md": french("Seul ici", more="Campaign: library\nTags: reading\n"),
    "news/alone.md": f"Campaign: library\nTags: reading\n{story('Alone here')}",
    "pages/about.md": "Title: About us\nSummary: Who we are.\n\nWords.\n",
    "pages/nous.md": "Title: Qui parle ici\nLang: fr\nSlug: about\nSummary: Des gens.\n\n::: stories\n:::\n",
    "pages/accueil.md": "Title: Accueil\nLang: fr\nTemplate: home\nSlug: home\nSummary: Tout commence.\n\nVenez.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    built = small_site(tmp_path_factory.mktemp("two languages"), FILES)
    assert [str(finding) for finding in built.build(SITEURL=SITE, NAVIGATION=MENU)] == []
    return built


def titles(html: str, of: str = "main") -> set[str]:
    """The stories and campaigns that a page names."""
    names = {"A plan", "Un plan", "Seul ici", "Alone here", "The library", "La lecture"}
    return {name for name in names if f">{name}<" in html.partition(f"<{of}")[2]}


@pytest.mark.parametrize(
    ("english", "own", "other"),
    [
        ("news/index.html", {"A plan", "Alone here"}, {"Un plan", "Seul ici"}),
        ("news/campaign/library/index.html", {"A plan", "Alone here"}, {"Un plan", "Seul ici"}),
        ("news/tag/reading/index.html", {"A plan", "Alone here"}, {"Un plan", "Seul ici"}),
    ],
)
def test_each_list_holds_the_stories_of_its_language(
    site: SmallSite, english: str, own: set[str], other: set[str]
) -> None:
    french = english.replace("index.html", "fr/index.html")
    campaigns = {"The library", "La lecture"}

    assert titles(site.page(english)) - campaigns == own
    assert titles(site.page(french)) - campaigns == other
    assert '<html lang="fr">' in site.page(french)


def test_a_component_and_what_is_to_be_read_next_keep_to_the_language_of_the_page(site: SmallSite) -> None:
    assert titles(site.page("library/index.html")) >= {"A plan", "Alone here"}
    assert titles(site.page("library/fr/index.html")) & {"A plan", "Alone here"} == set()
    assert titles(site.page("library/fr/index.html")) >= {"Un plan", "Seul ici"}
    assert titles(site.page("about/fr/index.html")) >= {"Un plan", "Seul ici"}
    assert titles(site.page("news/plan/fr/index.html"), "footer") == {"Seul ici"}
    assert titles(site.page("news/plan/index.html"), "footer") == {"Alone here"}


def test_a_story_names_its_campaign_and_its_lists_in_its_language(site: SmallSite) -> None:
    page = site.page("news/seul/fr/index.html")

    assert '<a href="/library/fr/">La lecture</a>' in page
    assert 'href="/news/tag/reading/fr/"' in page
    assert 'href="/search/fr/"' in page
    assert 'href="/feeds/fr/all.atom.xml"' in page
    assert "The library" not in page


@pytest.mark.parametrize(
    "name", ["news/plan", "library", "about", "news", "news/campaign/library", "news/tag/reading", "search"]
)
def test_translations_are_linked_both_ways(site: SmallSite, name: str) -> None:
    ways = [
        f'<link rel="alternate" hreflang="{lang}" href="{SITE}/{name}/{end}">'
        for lang, end in (("en", ""), ("fr", "fr/"), ("x-default", ""))
    ]
    english, own = (site.page(f"{name}/{end}index.html") for end in ("", "fr/"))

    assert [re.findall(r'<link rel="alternate" hreflang=.*', page) for page in (english, own)] == [ways, ways]
    assert f'<a href="/{name}/fr/" hreflang="fr" lang="fr" dir="ltr">Lire en français</a>' in english
    assert f'<a href="/{name}/" hreflang="en" lang="en" dir="ltr">Read in English</a>' in own


def test_a_menu_leads_to_the_pages_of_its_language_where_there_are_any(site: SmallSite) -> None:
    entry = re.compile(r'<li(?: lang="(\w+)" dir="ltr")?><a class="masthead__link" href="([^"]+)"[^>]*>([^<]+)<')

    assert entry.findall(site.page("news/index.html")) == [("", address, words) for words, address in MENU]
    assert entry.findall(site.page("news/plan/fr/index.html")) == [
        ("fr", "/news/fr/", "Nouvelles"),
        ("fr", "/about/fr/", "Qui parle ici"),
        ("", "/news/alone/", "Alone"),
        ("fr", "/search/fr/", "Chercher"),
    ]


def test_machines_are_told_the_language_of_the_page_and_that_of_the_site(site: SmallSite) -> None:
    page = site.page("news/plan/fr/index.html")
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    told = {thing["@type"]: thing.get("inLanguage") for thing in json.loads(data)["@graph"]}

    assert (told["WebPage"], told["NewsArticle"], told["WebSite"]) == ("fr", "fr", "en")


def test_what_nobody_translated_names_no_other_language(site: SmallSite) -> None:
    for name in ("news/alone/index.html", "news/seul/fr/index.html", "404.html"):
        assert "hreflang" not in site.page(name).partition("all-pages")[0], name


def test_each_feed_is_in_one_language(site: SmallSite) -> None:
    feeds = {
        name: ElementTree.fromstring(site.page(f"feeds/{name}.atom.xml"))
        for name in ("all", "fr/all", "fr/campaign-library")
    }
    told = {
        name: {entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")} for name, root in feeds.items()
    }
    lang = "{http://www.w3.org/XML/1998/namespace}lang"

    assert told == {
        "all": {"A plan", "Alone here"},
        "fr/all": {"Un plan", "Seul ici"},
        "fr/campaign-library": {"Un plan", "Seul ici"},
    }
    assert [root.get(lang) for root in feeds.values()] == ["en", "fr", "fr"]
    assert "La lecture" in (feeds["fr/campaign-library"].findtext(f"{ATOM}title") or "")
    assert len({root.findtext(f"{ATOM}id") for root in feeds.values()}) == 3


def test_all_pages_of_a_language_are_listed_with_its_search_and_lead_to_the_other(site: SmallSite) -> None:
    english, own = site.page("search/index.html"), site.page("search/fr/index.html")

    assert titles(own) >= {"Un plan", "Seul ici", "La lecture"}
    assert "Seul ici" not in english
    assert ">Lire en français<" in english.partition("all-pages__topics")[2]
    assert ">Qui parle ici<" in own


def test_there_is_an_index_of_the_search_for_each_language(site: SmallSite) -> None:
    entry = json.loads(site.page("search/pagefind/pagefind-entry.json"))

    assert {language: index["page_count"] for language, index in entry["languages"].items()} == {"en": 5, "fr": 5}


def test_on_a_page_in_french_what_is_said_in_english_is_marked_as_such(site: SmallSite) -> None:
    """Settings say it, in the site's own language."""
    page = site.page("news/plan/fr/index.html")
    own = re.sub(r'<(\w+)\b[^>]*? lang="en"[^>]*>.*?</\1>', "", page.partition("<body>")[2], flags=re.DOTALL)

    assert '<header class="masthead" lang="en" dir="ltr">' in page
    assert found({"": list(said(f"<body>{own}"))}, any_of(english_words())) == {}
    assert found({"": list(said(f"<body>{own}"))}, ENGLISH) == {}


def test_no_link_of_the_site_leads_nowhere(site: SmallSite, tmp_path: Path) -> None:
    """Nor where lists are divided among pages."""
    divided = copied(site, tmp_path / "divided")
    divided.build(SITEURL=SITE, DEFAULT_PAGINATION=1)
    second = divided.page("news/fr/page/2/index.html")

    assert list(FinishedSite(site.output, SITE).problems()) == []
    assert list(FinishedSite(divided.output, SITE).problems()) == []
    assert "<title>Nouvelles, page 2 · " in second
    assert "hreflang" not in second


def test_a_language_without_words_is_shown_with_those_of_the_site_marked(tmp_path: Path) -> None:
    files = {
        "news/plan.md": story("A plan"),
        "news/khutta.md": story("خطة").replace("Date:", "Lang: ar\nSlug: plan\nDate:"),
    }
    site = small_site(tmp_path, files)
    told = [str(finding) for finding in site.build(SITEURL=SITE)]
    page = site.page("news/plan/ar/index.html")

    assert len(told) == 1
    assert told[0].startswith('note content/news/khutta.md:2  theme/words holds no words in "ar"; dates, buttons and')
    assert '<html lang="ar" dir="rtl">' in page
    assert (
        '<span class="byline__date" lang="en" dir="ltr"><time datetime="2021-03-04">Thursday 4 March 2021</time>'
        in page
    )
    assert '<a class="skip" href="#main" lang="en" dir="ltr">Skip to the content</a>' in page
    assert ">العربية</a>" in site.page("news/plan/index.html")


def test_without_another_language_nothing_names_one(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"news/plan.md": f"Tags: a\n{story('A plan')}", "pages/home.md": HOME})
    site.build(SITEURL=SITE)
    every = "".join(site.page(name) for name in site.published() if name.endswith(".html"))

    assert "hreflang" not in every
    assert re.findall(r'(?<!<html) lang="', every) == []
    assert 'class="versions"' not in every


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("events/library.md", "Starts: 2027-12-01\nPlace: A hall\n"),
        ("matters/library.md", "Stage: Mediation\nStage-since: 2026-11-02\n"),
    ],
)
@pytest.mark.parametrize("lang", ["", "Lang: fr\n"])
def test_texts_of_one_name_in_other_folders_translate_nothing(tmp_path: Path, name: str, text: str, lang: str) -> None:
    files = {
        "campaigns/library.md": CAMPAIGN.format(title="The library", more=""),
        "news/plan.md": f"Campaign: library\n{story('A plan')}",
        name: f"Title: Another thing\nSummary: What it is about.\n{lang}{text}\nWords.\n",
    }
    site = small_site(tmp_path, files)

    assert [str(finding) for finding in site.build(SITEURL=SITE)] == []
    assert "hreflang" not in site.page("library/index.html").partition("<body>")[0]
    assert "News: The library" in site.page("news/campaign/library/index.html")
    assert "Another thing" not in site.page("news/index.html") + site.page("news/campaign/library/index.html")


def test_a_language_has_one_address_in_whatever_letters_it_is_told(tmp_path: Path) -> None:
    files = {
        "news/a.md": story("A"),
        "news/b.md": french("B", "a").replace("Lang: fr", "Lang: FR"),
        "news/c.md": french("C"),
    }
    site = small_site(tmp_path, files)
    site.build(SITEURL=SITE)

    pages = {name for name in site.published() if "/fr/" in name.lower() and name.startswith("news/")}
    assert pages == {f"news/{name}fr/index.html" for name in ("", "a/", "c/", "2021/")}
