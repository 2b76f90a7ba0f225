"""The policy `default-src 'self'` (CSP 3): scripts and styles are files of this site, never parts of a page."""

import re
from collections.abc import Iterator

from plugins.checks.finished import FinishedSite, Page
from plugins.core.findings import Finding, error

DATA = frozenset({"application/ld+json", "application/json"})
HANDLER = re.compile(r"[\s\"'/]on[a-z]+\s*=", re.IGNORECASE)
ACTIVE_DRAWING = re.compile(r"<script|<foreignObject|[\s\"'/]on[a-z]+\s*=|javascript:", re.IGNORECASE)
REMEDY = "Move it into a file in theme/static."


def check_page(page: Page) -> Iterator[Finding]:
    """C69: a script or a style inside a page, which browsers would refuse under that policy."""
    for script in page.all("script:not([src])"):
        if (script.attributes.get("type") or "").lower() not in DATA:
            yield page.error(f'holds a script: "{shown(script.text())}".', REMEDY, "C69")
    for style in page.all("style"):
        yield page.error(f'holds styles: "{shown(style.text())}".', REMEDY, "C69")
    for element in page.all("[style]"):
        yield page.error(f'holds style="{shown(element.attributes["style"] or "")}".', REMEDY, "C69")
    if HANDLER.search(page.html):  # a selector cannot ask for the beginning of a name
        handlers = [(name, value) for element in page.all("*") for name, value in element.attributes.items()]
        for name, value in handlers:
            if name.startswith("on"):
                yield page.error(f'holds {name}="{shown(value or "")}".', REMEDY, "C69")


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """C35: a drawing (SVG) that would run something, wherever a browser shows it by itself.

    It could watch readers. Ask for the drawing without it, or use a picture.
    """
    for name in site.named(".svg"):
        if ACTIVE_DRAWING.search(site.text(name)):
            yield error(site.source_of(name), f"/{name} would run a script.", "Save the drawing without it.", "C35")


def shown(text: str) -> str:
    """The beginning of a piece of code, on one line."""
    return " ".join(text.split())[:40]
