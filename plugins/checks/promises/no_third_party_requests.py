"""No third-party requests: reading the site contacts no one but its own host."""

from collections.abc import Iterator

from plugins.checks import origins
from plugins.checks.finished import FinishedSite, Page
from plugins.core.findings import Finding, finding

PROMISE = "no third-party requests"


def check_page(page: Page) -> Iterator[Finding]:
    """Holds when nothing that a browser fetches for a page comes from another origin."""
    yield from (page.finding("C31.page-loads", host=host) for host in origins.of_page(page))


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """Holds when no stylesheet, script or drawing names another origin."""
    for name, named in origins.of_files(site):
        yield finding("C31.file-loads", site.source_of(name), file=f"/{name}", **named)
