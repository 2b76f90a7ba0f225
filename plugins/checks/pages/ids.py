"""Ids: a link to a spot finds the first of that name only, and so do labels and scripts."""

from collections import Counter
from collections.abc import Iterator

from plugins.checks.finished import Page
from plugins.core.findings import Finding


def check_page(page: Page) -> Iterator[Finding]:
    """C12: two parts of a page with one id."""
    for spot, count in Counter(page.ids()).items():
        if count > 1:
            problem = f'has {count} parts called "{spot}".'
            yield page.error(problem, "Mend its template, or give one block a line such as  id: another-name", "C12")
