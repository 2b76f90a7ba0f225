"""The main heading: every page has one, so that whoever hears the page knows where they are."""

from collections.abc import Iterator

from plugins.checks.finished import Page
from plugins.core.findings import Finding


def check_page(page: Page) -> Iterator[Finding]:
    """C63: a page without a main heading. C27: one with several, so that nobody knows which is the title.

    People who cannot see the page find their way by its headings. Begin headings in a text with ##; if yours do, tell
    whoever looks after the site.
    """
    headings = page.all("h1")
    if not headings or not headings[0].text().strip():
        yield page.error("has no main heading (h1).", "Its template must show the title as one.", "C63")
    elif len(headings) > 1:
        words = ", ".join(f'"{" ".join(heading.text().split())[:40]}"' for heading in headings)
        problem = f"has {len(headings)} main headings (h1): {words}."
        yield page.error(problem, "Keep the first; begin others with ##.", "C27")
