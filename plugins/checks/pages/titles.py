"""Titles: what tabs, bookmarks and search results show of a page (WCAG 2.2, 2.4.2)."""

from collections.abc import Iterator

from plugins.checks.finished import FinishedSite, Page
from plugins.core.findings import Finding, finding
from plugins.site.routes import address_of

MAX_CHARACTERS = 150  # with the site's name at its end; results show about 60, and the first words count


def check_page(page: Page) -> Iterator[Finding]:
    """A page without a title, or with one that nobody reads to the end (C66)."""
    if not page.title:
        yield page.finding("C66.no-title")
    elif len(page.title) > MAX_CHARACTERS:
        yield page.finding("C66.too-long", letters=len(page.title), limit=MAX_CHARACTERS)


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """Pages that search engines show under the title of another in the same language (C66)."""
    first: dict[tuple[str, str], str] = {}
    for name, page in site.public_first():
        own = page.language, page.title
        if page.title and page.is_listed and (other := first.setdefault(own, name)) != name:
            both = {"page": f"/{address_of(other)}", "other": f"/{address_of(name)}"}
            yield finding("C66.same-title", page.where, **both, title=page.title)
