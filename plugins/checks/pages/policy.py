"""The policy `default-src 'self'` (CSP 3): scripts and styles are files of this site, never parts of a page."""

import re
from collections.abc import Iterator

from plugins.checks.finished import FinishedSite, Page
from plugins.core.findings import Finding, finding

DATA = frozenset({"application/ld+json", "application/json"})
# In small letters; what it begins with is found quickly.
HANDLER = re.compile(r"on(?<=[\s\"'/]on)[a-z]+\s*=")
ACTIVE_DRAWING = re.compile(r"<script|<foreignObject|[\s\"'/]on[a-z]+\s*=|javascript:", re.IGNORECASE)
POLICY = 'meta[http-equiv="content-security-policy" i]'
OWN = frozenset({"'self'", "'none'", "'wasm-unsafe-eval'"})  # the last lets the search run its own program


def check_page(page: Page) -> Iterator[Finding]:
    """Scripts and styles inside a page, which browsers would refuse under that policy (C69)."""
    for script in page.all("script:not([src])"):
        if (script.attributes.get("type") or "").lower() not in DATA:
            yield page.finding("C69.script", code=shown(script.text()))
    for style in page.all("style"):
        yield page.finding("C69.styles", code=shown(style.text()))
    for element in page.all("[style]"):
        yield page.finding("C69.attribute", attribute="style", code=shown(element.attributes["style"] or ""))
    if HANDLER.search(page.html.lower()):  # a selector cannot ask for the beginning of a name
        handlers = [(name, value) for element in page.all("*") for name, value in element.attributes.items()]
        for name, value in handlers:
            if name.startswith("on"):
                yield page.finding("C69.attribute", attribute=name, code=shown(value or ""))
    yield from policy_findings(page)


def policy_findings(page: Page) -> Iterator[Finding]:
    """A page without that policy, with one that allows more, or with one that comes too late (C69)."""
    policies = [directives(element.attributes.get("content") or "") for element in page.all(POLICY)]
    if not policies:
        yield page.finding("C69.no-policy")
    for policy in policies:
        if "default-src" not in policy:
            yield page.finding("C69.no-default")
        for name, sources in policy.items():
            for source in sources:
                if source.lower() not in OWN:
                    yield page.finding("C69.allows", source=source, directive=name)
    begun = page.all("head > meta[http-equiv], head > link, head > script, head > style")
    if policies and begun[0].tag != "meta":
        yield page.finding("C69.too-late")


def directives(policy: str) -> dict[str, list[str]]:
    """What a policy says of each kind of thing; of two about one kind the first counts.

    >>> directives("default-src 'self'; IMG-SRC *; upgrade-insecure-requests")
    {'default-src': ["'self'"], 'img-src': ['*'], 'upgrade-insecure-requests': []}
    """
    sources_by_name: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        name, *sources = directive.split() or [""]
        if name:
            sources_by_name.setdefault(name.lower(), sources)
    return sources_by_name


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """Drawings (SVG) that would run something, wherever a browser shows them by themselves (C35).

    Those that texts name were looked at when they were read, and are written anew.
    """
    for name in site.named(".svg"):
        if name not in site.pictures and ACTIVE_DRAWING.search(site.text(name)):
            yield finding("C35.drawing-runs", site.source_of(name), file=f"/{name}")


def shown(text: str) -> str:
    """The beginning of a piece of code, on one line."""
    return " ".join(text.split())[:40]
