"""Feeds and the sitemap: programs read them, and stop at the first sign that is wrong (RFC 4287, sitemaps.org)."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree

from plugins.checks.finished import ATOM, FinishedSite, Page
from plugins.core.findings import Finding, Where, finding
from plugins.site.routes import NOT_FOUND

# A day, or a moment and how far it is from Greenwich (RFC 3339; in HTML, too).
DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?")
# What else HTML has in <time>: a year, a month, a week, a day of any year, a time of day, a duration (HTML, 2.3.5).
DAY, TIME = r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?"
OF_TIME = re.compile(
    rf"{DATE.pattern}|(?!0000)\d{{4}}(?:-(?:0[1-9]|1[0-2]|W(?:0[1-9]|[1-4]\d|5[0-3])))?|(?:--)?{DAY}|{TIME}"
    r"|P(?=\d|T\d)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?|(?:\s*\d+(?:\.\d+)?\s*[wdhmsWDHMS])+\s*"
)
DATED = ("updated", "published", "lastmod")
WHERE = Where("theme/templates/base.html")


def check_page(page: Page) -> Iterator[Finding]:
    """A public page that names no address of its own (canonical), or another; a date that no program reads (C72)."""
    links = page.all('link[rel="canonical"]')
    if page.siteurl and page.is_listed and page.name != NOT_FOUND and len(links) != 1:
        count = {"count": len(links)} if links else {}
        yield page.finding("C72.not-one-address", **count)
    for link in links:
        own = f"{page.siteurl}{page.address}"
        if (address := link.attributes.get("href") or "") != own and not page.leads_on:
            yield page.finding("C72.other-address", address=address, own=own)
    for date in dict.fromkeys(dates_not_read(page)):
        yield finding("C72.date", page.where, file=page.address, date=date)


def dates_not_read(page: Page) -> Iterator[str]:
    """The dates on a page that are for programs, and that none reads, but for those of its structured data (C71)."""
    for element in page.all("time[datetime]"):
        date = element.attributes.get("datetime") or ""
        if not OF_TIME.fullmatch(date):
            yield date
    for element in page.all('meta[property$="_time"]'):
        date = element.attributes.get("content") or ""
        if not DATE.fullmatch(date):
            yield date


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """Feeds and sitemaps that cannot be read, or whose addresses are not whole; stories that are twice in one (C72)."""
    for name in site.named(".xml"):
        try:
            root = ElementTree.fromstring(site.text(name))
        except ElementTree.ParseError as wrong:
            yield finding("C72.not-read", WHERE, file=f"/{name}", reason=str(wrong))
            continue
        for address in addresses(root):
            if not urlsplit(address).netloc:
                yield finding("C72.not-whole", WHERE, file=f"/{name}", address=address)
        for element in root.iter():
            if element.tag.rpartition("}")[2] in DATED and not DATE.fullmatch(element.text or ""):
                yield finding("C72.date", WHERE, file=f"/{name}", date=element.text or "")
        ids = [found.text for found in root.iter(f"{ATOM}id")]
        yield from (finding("C72.twice", WHERE, file=f"/{name}", id=str(one)) for one in twice(ids))


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
