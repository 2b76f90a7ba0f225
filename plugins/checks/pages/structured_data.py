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
    "FAQPage": ("name", "mainEntity"),
    "ImageObject": ("contentUrl",),
    "ListItem": ("position",),
    "NewsArticle": ("headline", "datePublished"),
    "Organization": ("name", "url"),
    "Person": ("name",),
    "Question": ("name", "acceptedAnswer"),
    "WebPage": ("name",),
    "WebSite": ("name", "url"),
}

DATES = ("datePublished", "dateModified", "startDate", "endDate")
DATE = re.compile(r"\d{4}-\d\d-\d\d(?:$|T)")


def check_page(page: Page) -> Iterator[Finding]:
    """Structured data that is no JSON, names no type, or lacks what its type needs (C71)."""
    for script in page.all('script[type="application/ld+json" i]'):
        try:
            data = json.loads(script.text())
        except ValueError as wrong:
            yield page.finding("C71.not-read", reason=str(wrong))
            continue
        top = data if isinstance(data, list) else [data]
        if not all(isinstance(item, dict) and "schema.org" in str(item.get("@context")) for item in top):
            yield page.finding("C71.no-context")
        for values in lacking(data, top=True):
            yield page.finding("C71.lacking", **values)


def lacking(data: Any, *, top: bool = False) -> Iterator[dict[str, str]]:
    """What each thing lacks that a piece of structured data describes, as messages name it.

    type: which it is, if it has one; property: that is not there; date: that is none
    """
    if isinstance(data, list):
        for item in data:
            yield from lacking(item, top=top)
    elif isinstance(data, dict):
        kinds = data.get("@type", [])
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if not kinds and top and "@graph" not in data:
            yield {"property": "@type"}
        if set(data) - {"@type"} != {"@id"}:  # else it only names what is described elsewhere
            for kind in map(str, kinds):
                known = {"type": kind} if kind else {}
                yield from (known | {"property": name} for name in NEEDED.get(kind, ()) if not data.get(name))
                dates = [name for name in DATES if not DATE.match(data.get(name, "2026-11-22"))]
                yield from (known | {"date": name} for name in dates)
        for value in data.values():
            yield from lacking(value)
