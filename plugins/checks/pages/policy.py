"""The policy `default-src 'self'` (CSP 3): scripts and styles are files of this site, never parts of a page."""

import re
from collections.abc import Iterator

from plugins.checks.finished import FinishedSite, Page
from plugins.core.findings import Finding, error

DATA = frozenset({"application/ld+json", "application/json"})
HANDLER = re.compile(r"[\s\"'/]on[a-z]+\s*=", re.IGNORECASE)
ACTIVE_DRAWING = re.compile(r"<script|<foreignObject|[\s\"'/]on[a-z]+\s*=|javascript:", re.IGNORECASE)
REMEDY = "Move it into a file in theme/static."
FRAME = "Mend it in theme/templates/base.html."
POLICY = 'meta[http-equiv="content-security-policy" i]'
OWN = frozenset({"'self'", "'none'", "'wasm-unsafe-eval'"})  # the last lets the search run its own program


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
    yield from policy_findings(page)


def policy_findings(page: Page) -> Iterator[Finding]:
    """C69: a page without that policy, with one that allows more, or with one that comes too late.

    It is what keeps a script that got in by mistake from running, and from telling somebody who reads us.
    """
    policies = [directives(element.attributes.get("content") or "") for element in page.all(POLICY)]
    if not policies:
        yield page.error("forbids nothing (Content-Security-Policy).", FRAME, "C69")
    for policy in policies:
        if "default-src" not in policy:
            yield page.error("has a policy without  default-src 'self'.", FRAME, "C69")
        for name, sources in policy.items():
            for source in sources:
                if source.lower() not in OWN:
                    yield page.error(f"has a policy that allows {source} ({name}).", FRAME, "C69")
    begun = page.all("head > meta[http-equiv], head > link, head > script, head > style")
    if policies and begun[0].tag != "meta":
        yield page.error("loads something before its policy.", FRAME, "C69")


def directives(policy: str) -> dict[str, list[str]]:
    """What a policy says of each kind of thing; of two about one kind the first counts.

    >>> directives("default-src 'self'; IMG-SRC *; upgrade-insecure-requests")
    {'default-src': ["'self'"], 'img-src': ['*'], 'upgrade-insecure-requests': []}
    """
    told: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        name, *sources = directive.split() or [""]
        if name:
            told.setdefault(name.lower(), sources)
    return told


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """C35: a drawing (SVG) that would run something, wherever a browser shows it by itself.

    It could watch readers. Ask for the drawing without it, or use a picture. Those that texts name were looked at when
    they were read, and are written anew.
    """
    for name in site.named(".svg"):
        if name not in site.pictures and ACTIVE_DRAWING.search(site.text(name)):
            yield error(site.source_of(name), f"/{name} would run a script.", "Save the drawing without it.", "C35")


def shown(text: str) -> str:
    """The beginning of a piece of code, on one line."""
    return " ".join(text.split())[:40]
