"""Links to documents that say what one gets: the kind of file, how long and how large it is, and in which language."""

import re
from collections.abc import Mapping
from html import escape, unescape

from babel import Locale
from markupsafe import Markup

from plugins.render.documents import ending
from plugins.render.result import Document
from plugins.render.words import Words, primary

LINK = re.compile(r'<a\b(?P<tag>[^>]*\bhref="(?P<address>[^"]*)"[^>]*)>(?P<words>.*?)</a>', re.DOTALL)
LANGUAGE = re.compile(r'\shreflang="(?P<language>[^"]*)"')


def with_facts(html: str, documents: Mapping[str, Document], words: Words, language: str) -> Markup:
    """HTML of which each link to a document tells what that is.

    documents: by finished address; words, language: of the page
    """

    def told(link: re.Match[str]) -> str:
        document = documents.get(unescape(link["address"]).partition("#")[0])
        if document is None:
            return link[0]
        written = LANGUAGE.search(link["tag"])
        own = written["language"] if written else document.facts.language
        other = own if own and primary(own) != primary(language) else ""
        tag = link["tag"] if written or not other else f'{link["tag"]} hreflang="{other}"'
        facts = escape(facts_in_words(document, words, other))
        return f'<a{tag}>{link["words"]} <span class="documents__facts">({facts})</span></a>'

    return Markup(LINK.sub(told, html))


def facts_in_words(document: Document, words: Words, language: str) -> str:
    """What a document is: "PDF, 3 pages, 240 kB, in French". language: where it is another than the page's"""
    facts = [ending(document.file.name)]
    if document.facts.pages:
        facts.append(words.text("document_pages", count=document.facts.pages))
    facts.append(words.size(document.size_bytes))
    if name := name_of(language, words.locale):
        facts.append(words.text("document_language", language=name))
    return ", ".join(facts)


def name_of(language: str, locale: Locale) -> str:
    """How people call a language; "" for none, or one without a name.

    >>> name_of("fr-CA", Locale("en")), name_of("", Locale("en"))
    ('French', '')
    """
    return str(locale.languages.get(primary(language), "")) if language else ""
