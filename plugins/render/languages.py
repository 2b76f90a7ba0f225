"""What a page knows of languages: its own stories, lists and feeds, and which of its parts are in another one."""

from typing import Any

from markupsafe import Markup

from plugins.core.languages import direction
from plugins.render.words import Vocabulary, primary
from plugins.site.agenda import Agenda
from plugins.site.model import Campaign, Page, Site, Story
from plugins.site.routes import feed_in_language, in_language


def of_language(site: Site, vocabulary: Vocabulary, language: str, search: str) -> dict[str, Any]:
    """What templates see of it. search: the address of the search in the site's own language"""
    is_other = language != vocabulary.default
    has_lists = is_other and bool(site.by_language.get(language))
    is_searched = is_other and language in site.by_language

    def newest(campaign: Campaign | None, tag: str, count: int, besides: object) -> list[Story]:
        return site.newest(language, campaign, tag, count, besides)

    def version(page: Page) -> Page:
        return site.version(page, language)

    def own_list(address: str) -> str:
        return in_language(address, language) if has_lists else address

    def feed_file(file: str) -> str:
        return feed_in_language(file, language) if has_lists else file

    return {
        "newest": newest,
        "version": version,
        "stories_in": site.stories_in,
        "pages_in": site.pages_in,
        "own_list": own_list,
        "feed_file": feed_file,
        "search_url": in_language(search, language) if is_searched else search,
        "invitation": vocabulary.invitation,
        "years": [one for one in site.years if one.language == language],
        "agenda": site.agendas.get(language, Agenda()),
        "in_words": marked(vocabulary.of(language).language, language),
        "in_site": marked(vocabulary.default, language),
    }


def marked(language: str, around: str) -> Markup:
    """Attributes for a part of a page in another language than the page is; none where it is the same."""
    if primary(language) == primary(around):
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(language, direction(language))
