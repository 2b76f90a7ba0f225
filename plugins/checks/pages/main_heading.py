"""The main heading: every page has one, so that whoever hears the page knows where they are."""

from collections.abc import Iterator

from plugins.checks.finished import Page
from plugins.core.findings import Finding


def check_page(page: Page) -> Iterator[Finding]:
    """A page without a main heading (C63), or with several, so that nobody knows which is the title (C27)."""
    headings = page.all("h1")
    if not headings or not headings[0].text().strip():
        yield page.finding("C63.no-main-heading")
    elif len(headings) > 1:
        words = ", ".join(f'"{" ".join(heading.text().split())[:40]}"' for heading in headings)
        yield page.finding("C27.main-headings", count=len(headings), headings=words)
