"""Structured data: what a page tells machines of itself (JSON-LD 1.1, schema.org) can be read and says enough."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from plugins.checks.finished import Page
from plugins.core.findings import Finding

# What readers of schema.org's types need at least; other types are taken as they are.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "Article": ("headline", "datePublished"),
    "BreadcrumbList": ("itemListElement",),
    "Event": ("name", "startDate", "location"),
    "ImageObject": ("contentUrl",),
    "ListItem": ("position",),
    "NewsArticle": ("headline", "datePublished"),
    "Organization": ("name", "url"),
    "Person": ("name",),
    "WebPage": ("name",),
    "WebSite": ("name", "url"),
}

DATES = ("datePublished", "dateModified", "startDate", "endDate")
DATE = re.compile(r"\d{4}-\d\d-\d\d(?:$|T)")


def check_page(page: Page) -> Iterator[Finding]:
    """C71: structured data that is no JSON, names no type, or lacks what its type needs."""
    for script in page.all('script[type="application/ld+json" i]'):
        try:
            data = json.loads(script.text())
        except ValueError as wrong:
            yield page.error(f"has structured data that cannot be read: {wrong}.", "Write it with  |tojson", "C71")
            continue
        top = data if isinstance(data, list) else [data]
        if not all(isinstance(item, dict) and "schema.org" in str(item.get("@context")) for item in top):
            problem = "has structured data that does not say where its words are from."
            yield page.error(problem, 'Write  "@context": "https://schema.org"', "C71")
        for kind, missing in lacking(data, top=True):
            problem = f'has structured data ({kind or "of no type"}) without "{missing}".'
            yield page.error(problem, "Add it in the template that writes it.", "C71")


def lacking(data: Any, *, top: bool = False) -> Iterator[tuple[str, str]]:
    """The type, and what it lacks, for each thing that a piece of structured data describes."""
    if isinstance(data, list):
        for item in data:
            yield from lacking(item, top=top)
    elif isinstance(data, dict):
        kinds = data.get("@type", [])
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if not kinds and top and "@graph" not in data:
            yield "", "@type"
        if set(data) - {"@type"} != {"@id"}:  # else it only names what is described elsewhere
            for kind in map(str, kinds):
                yield from ((kind, name) for name in NEEDED.get(kind, ()) if not data.get(name))
                yield from (
                    (kind, f"{name} as year-month-day")
                    for name in DATES
                    if not DATE.match(data.get(name, "2026-11-22"))
                )
        for value in data.values():
            yield from lacking(value)
