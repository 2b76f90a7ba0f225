"""Headings in steps: readers who hear the page walk through it by them, level by level."""

from collections.abc import Iterator
from itertools import pairwise

from plugins.checks.finished import Page
from plugins.core.findings import Finding


def check_page(page: Page) -> Iterator[Finding]:
    """Headings two levels or more below the one before them, the template's own included (C27)."""
    headings = [(int((one.tag or "h1")[1]), one) for one in page.all("h1, h2, h3, h4, h5, h6")]
    for (before, _), (after, heading) in pairwise(headings):
        if after > before + 1:
            words = " ".join(heading.text().split())[:40]
            yield page.finding("C27.jump", before=before, after=after, words=words, level=before + 1)
