"""Landmarks: the parts of a page that a screen reader can jump to (WCAG 2.2, technique ARIA11)."""

from collections.abc import Iterator

from plugins.checks.finished import Page
from plugins.core.findings import Finding


def check_page(page: Page) -> Iterator[Finding]:
    """A page without its header, its one main part or its foot; several menus that have no names (C64)."""
    for selector, tag in (("body > header", "header"), ("main", "main"), ("body > footer", "footer")):
        if (count := len(page.all(selector))) != 1:
            yield page.finding("C64.not-one", tag=tag, **({"count": count} if count else {}))
    menus = page.all("nav")
    if len(menus) > 1 and len(menus) > len(page.all("nav[aria-label], nav[aria-labelledby]")):
        yield page.finding("C64.menu-without-name")
