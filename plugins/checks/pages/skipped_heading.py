"""Headings in steps: readers who hear the page walk through it by them, level by level."""

from collections.abc import Iterator
from itertools import pairwise

from plugins.checks.finished import Page
from plugins.core.findings import Finding


def check_page(page: Page) -> Iterator[Finding]:
    """C27: a heading two levels or more below the one before it, the template's own included.

    People who cannot see the page go from heading to heading, and would think that something is missing. Take a # away.
    """
    headings = [(int((one.tag or "h1")[1]), one) for one in page.all("h1, h2, h3, h4, h5, h6")]
    for (before, _), (after, heading) in pairwise(headings):
        if after > before + 1:
            words = " ".join(heading.text().split())[:40]
            problem = f'jumps from a heading of level {before} to level {after} at "{words}".'
            yield page.warning(problem, f"Make it level {before + 1}.", "C27")
