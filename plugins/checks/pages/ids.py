"""Ids: a link to an anchor finds the first of that name only, and so do labels and scripts."""

from collections import Counter
from collections.abc import Iterator

from plugins.checks.finished import Page
from plugins.core.findings import Finding


def check_page(page: Page) -> Iterator[Finding]:
    """Two parts of a page with one id (C12)."""
    for anchor, count in Counter(page.ids()).items():
        if count > 1:
            yield page.finding("C12.two-ids", count=count, id=anchor)
