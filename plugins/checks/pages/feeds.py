"""Feeds and the sitemap: programs read them, and stop at the first sign that is wrong (RFC 4287, sitemaps.org)."""

from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree

from plugins.checks.finished import FinishedSite, Page
from plugins.core.findings import Finding, Where, error

ATOM = "{http://www.w3.org/2005/Atom}"
WHERE = Where("theme/templates/base.html")


def check_page(page: Page) -> Iterator[Finding]:
    """C72: a public page that names no address of its own (canonical), another page's, or one that is not whole."""
    links = page.all('link[rel="canonical"]')
    if page.siteurl and page.is_listed and page.name != "404.html" and len(links) != 1:
        problem = f"names {len(links) or 'no'} own address (canonical) where one belongs."
        yield page.error(problem, "Mend its template.", "C72")
    for link in links:
        own = f"{page.siteurl}{page.address}"
        if (told := link.attributes.get("href") or "") != own:
            yield page.error(f"says that its address is {told}.", f"Its template must say {own}", "C72")


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """C72: a feed or a sitemap that cannot be read, or whose addresses are not whole; a story that is twice in one."""
    for name in site.named(".xml"):
        try:
            root = ElementTree.fromstring(site.text(name))
        except ElementTree.ParseError as wrong:
            yield error(WHERE, f"/{name} cannot be read: {wrong}.", "A story holds a sign that no feed may.", "C72")
            continue
        for address in addresses(root):
            if not urlsplit(address).netloc:
                problem = f"/{name} names {address}, which means nothing elsewhere."
                yield error(WHERE, problem, "Write whole addresses there, with https://", "C72")
        ids = [found.text for found in root.iter(f"{ATOM}id")]
        yield from (error(WHERE, f"/{name} has two stories called {one}.", "", "C72") for one in twice(ids))


def addresses(root: ElementTree.Element) -> Iterator[str]:
    """What a feed links to, or a sitemap lists."""
    for element in root.iter():
        if element.tag == f"{ATOM}link":
            yield element.get("href", "")
        elif element.tag.endswith("}loc"):
            yield element.text or ""


def twice(ids: list[str | None]) -> list[str | None]:
    """Those that stand there more than once."""
    return sorted({one for one in ids if ids.count(one) > 1}, key=str)
