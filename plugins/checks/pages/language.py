"""Language: a screen reader speaks a page in the language that the page says it is in (WCAG 2.2, 3.1.1)."""

import re
from collections.abc import Iterator

from plugins.checks.finished import Page
from plugins.core.findings import Finding

TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # the shapes of RFC 5646 that sites use


def check_page(page: Page) -> Iterator[Finding]:
    """A page that does not say its language, or says none that exists (C65)."""
    if not page.language:
        yield page.finding("C65.not-told")
    elif not TAG.fullmatch(page.language):
        yield page.finding("C65.no-language", language=page.language)
