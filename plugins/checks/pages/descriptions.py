"""Descriptions: the sentence under a page's title in search results and shared links."""

from collections.abc import Iterator

from plugins.checks.finished import FinishedSite, Page
from plugins.core.findings import Finding, finding
from plugins.site.routes import NOT_FOUND, address_of

MIN_CHARACTERS, MAX_CHARACTERS = 5, 320  # results show about 160 letters, and shared links more


def check_page(page: Page) -> Iterator[Finding]:
    """A page without a description for search engines, or with one too short or too long to help (C67)."""
    length = len(page.description)
    if not length and page.is_listed and page.name != NOT_FOUND:
        yield page.finding("C67.no-description")
    elif length and not MIN_CHARACTERS <= length <= MAX_CHARACTERS:
        yield page.finding("C67.letters", letters=length, least=MIN_CHARACTERS, most=MAX_CHARACTERS)


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """Pages that search engines show with the description of another in the same language (C67)."""
    first: dict[tuple[str, str], str] = {}
    for name, page in site.public_first():
        own = page.language, page.description
        if page.description and page.is_listed and (other := first.setdefault(own, name)) != name:
            both = {"page": f"/{address_of(other)}", "other": f"/{address_of(name)}"}
            yield finding("C67.same-description", page.where, **both)
