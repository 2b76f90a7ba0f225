"""Other origins: a visitor's browser contacts this site and nobody else, so nobody else learns who reads it."""

from collections.abc import Iterator

from plugins.checks import origins
from plugins.checks.finished import FinishedSite, Page
from plugins.checks.promises.no_third_party_requests import PROMISE
from plugins.core.findings import Finding, finding


def check_page(page: Page) -> Iterator[Finding]:
    """What a page would make browsers load from somebody else's site (C30), unless the opposite is promised (C31)."""
    if PROMISE not in page.promised:
        for host in origins.of_page(page):
            yield page.finding("C30.page-contacts", host=host)


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """What files of the site's look would load from somebody else's site, on every page (C30)."""
    if PROMISE not in site.promised:
        for name, named in origins.of_files(site):
            yield finding("C30.file-contacts", site.source_of(name), file=f"/{name}", **named)
