"""Active addresses: a link goes somewhere, it never runs anything."""

from collections.abc import Iterator

from plugins.checks.finished import FinishedSite
from plugins.components.raw_html import is_active_address
from plugins.core.findings import Finding, error, quoted


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """C35: a link that a browser would run or show instead of going there (javascript:, data: and the like).

    It could watch readers, or do something in their name. Link to a page instead.
    """
    active: dict[str, bool] = {}
    for name, page in site.pages.items():
        for address in page.addresses:
            if address not in active:
                active[address] = is_active_address(address)
            if active[address]:
                problem = f"/{name.removesuffix('index.html')} holds the address {quoted(address)}, which would run."
                yield error(page.where, problem, "Delete it.", "C35")
