"""Landmarks: the parts of a page that a screen reader can jump to (WCAG 2.2, technique ARIA11)."""

from collections.abc import Iterator

from plugins.checks.finished import Page
from plugins.core.findings import Finding


def check_page(page: Page) -> Iterator[Finding]:
    """C64: a page without its header, its one main part or its foot; several menus that have no names."""
    for selector, tag in (("body > header", "header"), ("main", "main"), ("body > footer", "footer")):
        if (count := len(page.all(selector))) != 1:
            yield page.error(f"has {count or 'no'} <{tag}> where one belongs.", "Mend its template.", "C64")
    menus = page.all("nav")
    if len(menus) > 1 and len(menus) > len(page.all("nav[aria-label], nav[aria-labelledby]")):
        yield page.error("has several menus (nav), and one has no name.", "Give it an aria-label.", "C64")
