"""Language: a screen reader speaks a page in the language that the page says it is in (WCAG 2.2, 3.1.1)."""

import re
from collections.abc import Iterator

from plugins.checks.finished import Page
from plugins.core.findings import Finding

TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # the shapes of RFC 5646 that sites use


def check_page(page: Page) -> Iterator[Finding]:
    """C65: a page that does not say its language, or says none that exists."""
    root = page.tree.css_first("html")
    language = (root.attributes.get("lang") if root else "") or ""
    if not TAG.fullmatch(language):
        problem = f'says that its language is "{language}".' if language else "does not say its language."
        yield page.error(problem, 'Write for example  DEFAULT_LANG = "en"  or in the text  Lang: en', "C65")
