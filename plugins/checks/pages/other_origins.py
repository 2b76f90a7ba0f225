"""Other origins: a visitor's browser contacts this site and nobody else, so nobody else learns who reads it."""

from collections.abc import Iterator

from plugins.checks import origins
from plugins.checks.finished import FinishedSite, Page
from plugins.checks.promises.no_third_party_requests import PROMISE
from plugins.core.findings import Finding, error

REMEDY = "Use a plain link, or put a copy of it on this site."


def check_page(page: Page) -> Iterator[Finding]:
    """C30: a page that would make browsers load something from somebody else's site.

    They would learn who reads us, which may harm a member at work. Put a copy on this site. Where that is promised, it
    is told as a broken promise.
    """
    if PROMISE not in page.promised:
        for host in origins.of_page(page):
            yield page.error(f"would make visitors' browsers contact {host}.", REMEDY, "C30")


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """C30: a file of the site's look that would load something from somebody else's site, on every page.

    They would learn who reads us. Tell whoever looks after the site.
    """
    if PROMISE not in site.promised:
        for name, host in origins.of_files(site):
            problem = f"/{name} would make visitors' browsers contact {host}."
            yield error(site.source_of(name), problem, "Put a copy of it on this site.", "C30")
