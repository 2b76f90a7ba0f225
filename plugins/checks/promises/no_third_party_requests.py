"""No third-party requests: reading the site contacts no one but its own host."""

from collections.abc import Iterator

from plugins.checks import origins
from plugins.checks.finished import FinishedSite, Page

PROMISE = "no third-party requests"


def check_page(page: Page) -> Iterator[str]:
    """Holds when nothing that a browser fetches for a page comes from another origin."""
    yield from (f"{page.address} loads {host}" for host in origins.of_page(page))


def check_site(site: FinishedSite) -> Iterator[str]:
    """Holds when no stylesheet, script or drawing names another origin."""
    yield from (f"/{name} loads {host}" for name, host in origins.of_files(site))
