"""A site in French says nothing in English: not on a page, in an attribute, to machines, on a card or in a feed."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.markup.catalogue import read_catalogue
from plugins.render.words import PLACE, Texts, read_vocabulary
from plugins.site.value_types import VALUE_TYPES
from tests.pdfs import pdf
from tests.selfies.members import text
from tests.small_site import ROOT, SmallSite, copy_caches, small_site

# Attributes that nobody reads or hears, and addresses, but for what a mail or a post begins with.
UNHEARD = re.compile(r"id|class|src(set)?|sizes|type|rel|lang|dir|role|name|property|http-equiv|for|as|aria-labelledby")
CONTENTS_FOR_MACHINES = re.compile(
    r"width=\S+, initial-scale=1|same-origin|noindex|light dark|website|article|summary_large_image|image/\w+|https?:.*"
    r"|default-src .*"
)
# Words that no sentence in English does without, and none in French has.
ENGLISH = re.compile(
    r"\b(?:the|of|and|with|your|for|this|from|you|is|are|to|all|see|by|at|here|more|so far)\b", re.IGNORECASE
)
STATEMENT = {"PRIVACY": "/confidentialite/", "TAKE_DOWN": "/confidentialite/#retrait"}
SETTINGS: dict[str, Any] = {
    "DEFAULT_LANG": "fr",
    "SITENAME": "Sauvons la lecture",
    "ORGANISATION": {
        "name": "Syndicat des bibliothèques",
        "short": "SB",
        "address": ["1, rue du Port"],
        "telephone": "555-0100",
        "email": "bonjour@biblio.example",
    },
    "SIGN_IN": {"text": "Entrer", "url": "https://membres.biblio.example/"},
    "PROMISE": "Personne ne vous suit ici.",
    "NAVIGATION": [("Nouvelles", "/news/")],
    "DEFAULT_PAGINATION": 1,
    **STATEMENT,
}
CAMPAIGN = """Title: La lecture
Summary: Des gens qui lisent et qui le disent.

:::: hero
wall: lecture
everyone: {everyone}

Venez lire.

::: call-to-action
text: Écrivez-nous
email: recits@biblio.example
subject: Mon récit
:::
::: call-to-action
text: Appelez-nous
telephone: 555-0100
:::
::::

::: collage
campaign: lecture
title: Nos pancartes
:::
::: collage
campaign: lecture
workplace: Salle A
:::

::: stories
campaign: lecture
title: Des nouvelles
:::

::: pull-quote
name: Ana Reyes

Je lis.
:::
"""
STORY = """Title: {title}
Date: 2021-03-0{day}
Modified: 2021-04-01
Authors: Ana Reyes; Jo Marsh
Summary: Ce que dit {title}.
{more}

Un mot.[^1]

[^1]: Une note.
"""
MEMBER = {"Campaign": "lecture", "Consent-given": "2021-01-02, by e-mail"}
FRENCH: Mapping[str, str] = {
    "pages/home.md": "Title: Accueil\nSummary: Le début de tout ce qui suit.\n\n::: stories\ncount: 1\n:::\n",
    "pages/confidentialite.md": "Title: Vie privée\nModified: 2021-04-01\nSummary: Ce que fait le site.\n\n"
    + "".join(f"## {name}\n\nVoilà.\n\n" for name in ("Retrait", "Sujets", "Suite")),
    "campaigns/lecture.md": CAMPAIGN.format(everyone="no"),
    "campaigns/livres.md": CAMPAIGN.format(everyone="yes").replace("Title: La lecture", "Title: Les livres"),
    "news/un.md": STORY.format(title="Un récit", day=1, more="Campaign: lecture\nTags: lecture, livres"),
    "news/deux.md": STORY.format(title="Un deuxième", day=2, more="Campaign: lecture\nTags: lecture"),
    "news/trois.md": STORY.format(title="Un troisième", day=3, more="Tags: livres"),
    "announcements/lettres.md": "Title: Lettres\nStarts: 2026-11-01\nEnds: 2026-12-01\nLink: /news/un/\n\nVenez.\n",
    "announcements/heure.md": "Title: Soir\nStarts: 2026-11-01\nEnds: 2026-12-01 18:30\n\nVenez ce soir.\n",
    "people/lise.md": "Name: Lise Roy\nRole: Présidente\n",
    "news/quatre.md": STORY.format(title="Un quatrième", day=4, more="").replace(
        "Authors: Ana Reyes; Jo Marsh", "Author: lise"
    ),
    "facts.toml": '[membres]\nvalue = "presque 10 000"\nwords = "membres"\nsource = "Registre"\nchecked = 2022-01-15\n',
    "contacts.toml": '[bureau]\nname = "Bureau"\nemail = "bureau@biblio.example"\nno-unsolicited-mail = true\n',
    "matters/convention.md": "Title: La convention\nStage: Demandes\nStages: Demandes, Dépôt, Entente\n"
    "Stage-since: 2026-11-02\nSummary: Où en est la convention.\nModified: 2026-11-03\n"
    "Change-note: Le dépôt.\n\nVoilà.\n",
    "pages/blocs.md": "Title: Les blocs\nSummary: Tous les blocs.\nModified: 2026-11-03\nOld-addresses: /vieux/\n\n"
    "::: figures\nfacts: membres\n:::\n\n::: contact-card\ncontact: bureau\n:::\n\n"
    "::: write-to\ncontact: bureau\nsubject: Une lettre\n\nBonjour.\n:::\n\n"
    "::: timeline\nnow: 2\n\n- **Un** Voilà.\n- **Deux** Voilà.\n- **Trois** Voilà.\n:::\n\n"
    "::: questions\n\n## Pourquoi ?\n\nVoilà.\n:::\n\n"
    "::: documents\n\n- [Un document](/documents/un.pdf)\n- [En anglais](/documents/deux.pdf)\n:::\n\n"
    "::: video\ntitle: Un film\nimage: images/a.jpg\ndescription: Une pancarte.\nfilm: /documents/film.webm\n"
    "captions: /documents/film.vtt\nlength: 2 min\n:::\n\n"
    "::: video\ntitle: Un autre\nimage: images/a.jpg\ndescription: Une pancarte.\nlink: https://films.example.org/a\n:::\n\n"
    "::: events\ntitle: Venez\n:::\n\n::: events\nshow: past\ntitle: Avant\n:::\n",
    **{
        f"events/{name}.md": f"Title: La fête {name}\nPlace: Salle A\nSummary: Fête {name}.\nModified: 2026-11-01\n"
        f"{more}\n\nVenez.\n"
        for name, more in {
            "une": "Starts: 2026-12-10 18:30\nEnds: 2026-12-10 20:00\nTelephone: 555-0100\nLink: /news/un/",
            "deux": "Starts: 2026-12-11\nEnds: 2026-12-12\nStatus: cancelled",
            "trois": "Starts: 2026-12-12 18:30\nStatus: postponed\nFormerly: 2026-12-01 18:30",
            "quatre": "Starts: 2026-12-13 18:30\nStatus: postponed\nFormerly: 2026-12-13 18:30",
            "cinq": "Starts: 2026-12-14 18:30\nTime-zone: America/Vancouver\nChange-note: Un autre soir.",
            "six": "Starts: 2021-12-14 18:30",
        }.items()
    },
    "selfies/0301.md": text({**MEMBER, "Name": "Ade", "Workplace": "Salle A"}, "Je lis"),
    "selfies/0302.md": text({**MEMBER, "Name": "", "Workplace": "Salle B"}, ""),
}


def english_words() -> set[str]:
    """What we say in English, without what is put in, where French says something else."""
    by_language = [read_vocabulary(ROOT / "theme", "en").by_language]
    by_language += [one.words for one in read_catalogue(ROOT / "theme/components", VALUE_TYPES).values() if one.words]
    english, french = (
        {piece for texts in by_language for piece in pieces(texts[language])} for language in ("en", "fr")
    )
    return {piece for piece in english - french if len(piece) > 3}


def pieces(texts: Texts) -> Iterator[str]:
    for key, told in texts.items():
        forms = [told] if isinstance(told, str) else [*told.values()]
        if key != "day_pattern":
            yield from (piece.strip(" .,:“”()") for form in forms for piece in PLACE.split(form)[::2])


def in_json(value: object, key: str = "") -> Iterator[str]:
    """What JSON-LD says in words."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from in_json(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from in_json(one, key)
    elif isinstance(value, str) and not key.startswith("@") and not value.startswith("http"):
        yield value


def said(html: str) -> Iterator[str]:
    """All that a page says, to whomever."""
    tree = LexborHTMLParser(html)
    for node in tree.css("*"):
        if node.tag == "script":
            yield from in_json(json.loads(node.text()) if node.attributes.get("type") == "application/ld+json" else "")
        elif node.tag not in ("style", "html", "head", "body"):
            words = node.text(deep=False)
            yield "" if words.startswith("http") else words
        for name, value in node.attributes.items():
            if name in ("href", "action"):
                yield unquote((value or "").partition("?")[2])
            elif value and not UNHEARD.fullmatch(name) and not name.startswith("data-pagefind"):
                yield "" if name == "content" and CONTENTS_FOR_MACHINES.fullmatch(value) else value


def said_by_feed(xml: str) -> Iterator[str]:
    for element in ElementTree.fromstring(xml).iter():
        words = (element.text or "").strip()
        if element.tag.endswith("}content"):
            yield from said(words)
        elif not words.startswith(("http", "tag:")):
            yield words
        yield from (value for name, value in element.attrib.items() if name in ("title", "term", "label"))


def said_by(site: SmallSite) -> dict[str, list[str]]:
    """All that a built site says, by file; on its cards under their own names."""
    told = {name: list(said(site.page(name))) for name in site.published() if name.endswith(".html")}
    told |= {name: list(said_by_feed(site.page(name))) for name in site.published() if name.endswith(".atom.xml")}
    return told


def said_by_calendars(site: SmallSite) -> dict[str, list[str]]:
    """What files for calendars say in words."""
    lines = {name: site.page(name).replace("\n ", "").split("\n") for name in site.published() if name.endswith(".ics")}
    in_words = re.compile(r"(?:DESCRIPTION|LOCATION|NAME|PRODID|SUMMARY|X-WR-CALNAME)[^:]*:(?P<words>.*)")
    return {name: [found["words"] for one in told if (found := in_words.match(one))] for name, told in lines.items()}


def write_french(site: SmallSite, files: Mapping[str, str] = FRENCH) -> None:
    """The files of a site in French with its pictures and papers."""
    site.write(files)
    site.picture("selfies/0301.jpg", "navy")
    site.picture("selfies/0302.jpg", "teal")
    site.picture("images/a.jpg", "red", (640, 480))
    site.write(
        {
            "documents/un.pdf": pdf(language="fr"),
            "documents/deux.pdf": pdf(language="en"),
            "documents/film.webm": b"\x1a\x45\xdf\xa3",
            "documents/film.vtt": "WEBVTT\n\n00:00.000 --> 00:02.000\nBonjour.\n",
        }
    )


def cards_of(settings: dict[str, Any]) -> list[str]:
    """What is written on the cards of a site that is read and drawn."""
    engine = settings["PELICAN_CLASS"](settings)
    engine.build()
    cards = [request.card for request in engine.made.asked().cards.values()]
    return [words for card in cards for words in (card.title, card.kicker, card.name)]


def found(told: Mapping[str, list[str]], wrong: re.Pattern[str]) -> dict[str, list[str]]:
    """By file, what it says that it should not."""
    bad = {name: [words for words in texts if wrong.search(words)] for name, texts in told.items()}
    return {name: texts for name, texts in bad.items() if texts}


def any_of(phrases: set[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in sorted(phrases, key=len, reverse=True)))


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    site = small_site(tmp_path_factory.mktemp("french"), {})
    write_french(site)
    site.build(**SETTINGS)
    return site


def test_a_site_in_french_says_not_a_word_in_english(french: SmallSite) -> None:
    told = said_by(french)

    assert {"404.html", "search/index.html", "news/page/2/index.html", "lecture/wall/member/0302/index.html"} <= set(
        told
    )
    assert {"feeds/all.atom.xml", "feeds/campaign-lecture.atom.xml", "lecture/wall/words/index.html"} <= set(told)
    assert {
        "events/index.html",
        "events/2021/index.html",
        "matters/index.html",
        "vieux/index.html",
        "people/lise/index.html",
    } <= set(told)
    assert sum(len(texts) for texts in told.values()) > 1000
    told |= said_by_calendars(french)
    assert found(told, any_of(english_words())) == {}
    assert found(told, ENGLISH) == {}


def test_nor_do_the_pages_in_french_of_a_site_in_english(tmp_path: Path) -> None:
    """What its announcements say themselves is in French here."""
    has_no_language = ("announcements", "facts", "contacts", "people", "selfies", "pages/home")
    files = {name: text if name.startswith(has_no_language) else f"Lang: fr\n{text}" for name, text in FRENCH.items()}
    files = {name: text.replace("/news/un/", "/news/un/fr/") for name, text in files.items()}
    site = small_site(tmp_path, {})
    write_french(site, files)

    site.build(**{**SETTINGS, "DEFAULT_LANG": "en", "PRIVACY": None, "TAKE_DOWN": None})

    names = [name for name in site.published() if name.endswith(".html") and '<html lang="fr"' in site.page(name)]
    told = {name: texts for name, texts in said_by(site).items() if name in names} | said_by_calendars(site)
    assert {"events/fr/index.html", "events/une/fr/index.html", "matters/convention/fr/index.html"} <= set(told)
    assert "jusqu’au 1er décembre" in site.page("events/une/fr/index.html")
    assert found(told, any_of(english_words() - {"Read in English"})) == {}  # the way to a list in English


def test_no_script_says_anything_itself() -> None:
    """What scripts show stands on the page."""
    quoted = re.compile(r"'([^'\n]*)'|\"([^\"\n]*)\"|`([^`\n]*)`")
    scripts = {file.name: file.read_text("utf-8") for file in (ROOT / "theme/static/js").glob("*.js")}
    told = {name: ["".join(one) for one in quoted.findall(text)] for name, text in scripts.items()}

    assert found(told, any_of(english_words())) == {}


def test_the_search_knows_what_a_result_is_by_the_words_for_it(french: SmallSite) -> None:
    """A class of each kind is what its colour hangs on."""
    kinds = set(re.findall(r' data-kind="([^"]+)"', "".join(french.page(name) for name in said_by(french))))
    known = re.search(r"<ol class=\"results\".*?>", french.page("search/index.html"))

    assert kinds == {"Article", "Campagne", "Où en est le dossier", "Événement", "Page", "Pancarte de membre"}
    assert known
    matter = "Où en est le dossier"  # which looks like a page
    assert {kind for kind in kinds if f'="{kind}"' not in known[0]} == {matter}


def test_nor_does_a_card(french: SmallSite) -> None:
    words = cards_of(french.settings(**SETTINGS))

    assert "Nouvelles" in words
    assert found({"cards": words}, any_of(english_words())) == {}
    assert found({"cards": words}, ENGLISH) == {}


def test_dates_numbers_and_quotations_are_french(french: SmallSite) -> None:
    page, wall = french.page("news/un/index.html"), french.page("lecture/wall/index.html")

    assert "Modifié le <time" in page
    assert ">lundi 1er mars 2021<" in page
    assert ">jeudi 1er avril 2021<" in page
    assert "<b>Ana Reyes</b> et <b>Jo Marsh</b>" in page
    assert 'title="Revenir à la note 1 dans le texte"' in page
    assert "Ade, Salle A, avec une pancarte\u202f: «\u202fJe lis\u202f»" in wall


@pytest.mark.parametrize("name", ["good", "sample"])
def test_a_site_whose_texts_are_english_says_nothing_else_in_it(tmp_path: Path, name: str) -> None:
    """What its texts and settings say themselves is left out."""
    content = ROOT / "content" if name == "sample" else ROOT / "tests/sites/good/content"
    shutil.copytree(content, tmp_path / "content")
    for file in (tmp_path / "content").rglob("*.md"):
        if "\nLang: fr\n" in file.read_text("utf-8"):  # a translation, whose original says to be in French here
            file.unlink()
    copy_caches(tmp_path)  # of its pictures, which hold no words of a page
    site = SmallSite(tmp_path)
    own = {"PRIVACY": "/privacy/", "TAKE_DOWN": "/privacy/#having-your-picture-taken-down"}
    settings = site.settings(DEFAULT_LANG="fr", **own)
    site.build(DEFAULT_LANG="fr", **own)
    texts = " ".join(unquote(file.read_text("utf-8")) for file in sorted(content.rglob("*.md")))
    texts += " ".join(str(settings[one]) for one in ("SITENAME", "ORGANISATION", "SIGN_IN", "PROMISE"))

    ours = {words for words in english_words() if words not in texts}

    assert len(ours) > 80
    assert found(said_by(site), any_of(ours)) == {}
