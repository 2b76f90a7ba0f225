"""Titles: what tabs, bookmarks and search results show of a page (WCAG 2.2, 2.4.2)."""

from collections.abc import Iterator

from plugins.checks.finished import FinishedSite, Page
from plugins.core.findings import Finding, warning

MAX_LETTERS = 150  # with the site's name at its end; results show about 60, and the first words count


def check_page(page: Page) -> Iterator[Finding]:
    """C66: a page without a title, or with one that nobody reads to the end.

    It stands in search results and in the browser's tab, where long ones are cut off. Write a short one behind  Title:
    """
    if not page.title:
        yield page.error("has no title (title).", "Mend its template.", "C66")
    elif len(page.title) > MAX_LETTERS:
        problem = f"has a title of {len(page.title)} letters; {MAX_LETTERS} are the most that help."
        yield page.warning(problem, "Shorten the line  Title:", "C66")


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """C66: two pages that search engines show under one title.

    People who search could not tell them apart. Give one another title.
    """
    first: dict[str, str] = {}
    for name, page in site.pages.items():
        if page.title and page.is_listed and (other := first.setdefault(page.title, name)) != name:
            both = " and ".join(f"/{one.removesuffix('index.html')}" for one in (other, name))
            yield warning(page.where, f'{both} have the same title, "{page.title}".', "Change one of them.", "C66")
