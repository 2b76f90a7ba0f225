"""What a page knows of languages: its own stories, lists and feeds, and which of its parts are in another one."""

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from plugins.core.languages import direction
from plugins.render.words import Vocabulary, Words, primary
from plugins.site.agenda import Agenda
from plugins.site.model import Campaign, Page, Site, Story
from plugins.site.routes import EVENTS, FRONT_PAGE, MATTERS, NEWS, SEARCH, address_of, feed_in_language, in_language

# What lists are called in a menu.
LISTS = {EVENTS: "events", MATTERS: "matters", NEWS: "news", SEARCH: "search"}


def of_language(site: Site, vocabulary: Vocabulary, language: str, search: str) -> dict[str, Any]:
    """What templates see of it. search: the address of the search in the site's own language"""
    is_other = language != vocabulary.default
    has_lists = is_other and bool(site.by_language.get(language))
    is_searched = is_other and language in site.by_language

    def newest(
        campaign: Campaign | None, tag: str, count: int, besides: object, *, by_name: bool = False
    ) -> list[Story]:
        return site.newest(language, campaign, tag, count, besides, by_name=by_name)

    def version(page: Page) -> Page:
        return site.version(page, language)

    matters = in_language(MATTERS, language) if is_other else MATTERS
    front = site.by_url.get(address_of(FRONT_PAGE))

    def own_list(address: str) -> str:
        return in_language(address, language) if has_lists else address

    def feed_file(file: str) -> str:
        return feed_in_language(file, language) if has_lists else file

    def menu_of(entries: Iterable[Mapping[str, str]]) -> list[Mapping[str, str]]:
        return [in_own_language(entry, site, vocabulary.of(language), language) for entry in entries]

    return {
        "menu_of": menu_of,
        "newest": newest,
        "version": version,
        "stories_in": site.stories_in,
        "pages_in": site.pages_in,
        "own_list": own_list,
        "feed_file": feed_file,
        "home_url": version(front).url if front else "",
        "search_url": in_language(search, language) if is_searched else search,
        "invitation": vocabulary.invitation,
        "years": [one for one in site.years if one.language == language],
        "matters_url": matters if site.routes.is_list(matters) else "",
        "agenda": site.agendas.get(language, Agenda()),
        "in_words": marked(vocabulary.of(language).language, language),
        "in_site": marked(vocabulary.default, language),
    }


def in_own_language(entry: Mapping[str, str], site: Site, words: Words, language: str) -> Mapping[str, str]:
    """An entry of the menu, which a setting says in the site's own language, for a page in another.

    Where there is what it leads to in the page's language, it leads there, and is called as that is, with its `lang`.
    """
    page = site.by_url.get(entry["url"])
    own, title = (site.version(page, language).url, site.version(page, language).title) if page else ("", "")
    if entry["url"] in LISTS and site.routes.is_list(in_language(entry["url"], language)):
        own, title = in_language(entry["url"], language), words.text(LISTS[entry["url"]])
    if own in ("", entry["url"]):
        return {**entry, "lang": ""}
    return {"words": title, "address": entry["address"].removesuffix(entry["url"]) + own, "url": own, "lang": language}


def marked(language: str, around: str) -> Markup:
    """Attributes for a part of a page in another language than the page is; none where it is the same."""
    if primary(language) == primary(around):
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(language, direction(language))
