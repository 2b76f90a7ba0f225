"""Active addresses: a link goes somewhere, it never runs anything."""

from collections.abc import Iterator

from plugins.checks.finished import FinishedSite
from plugins.core.findings import Finding, finding
from plugins.markup.raw_html import is_active_address
from plugins.site.routes import address_of


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """Links that a browser would run or show instead of going there: javascript:, data: and the like (C35)."""
    active: dict[str, bool] = {}
    for name, page in site.pages.items():
        for address in page.addresses:
            if address not in active:
                active[address] = is_active_address(address)
            if active[address]:
                yield finding("C35.active-address", page.where, page=f"/{address_of(name)}", address=address)
