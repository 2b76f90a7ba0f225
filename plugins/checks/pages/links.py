"""Addresses: whatever a page, a stylesheet, a feed or the sitemap names is there, and so is each spot."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from plugins.checks.finished import FinishedSite
from plugins.core.findings import Finding, error


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """C11, C12: an address on the site that leads to no page or file, or to a part that its page does not have.

    Readers would see an error page, or not what was meant. Correct the address; large and small letters count. Told
    once, for the first page with it.
    """
    checker = _Checker(site)
    told = set()
    named = {name: (facts.where, facts.addresses) for name, facts in site.pages.items()}
    named |= {name: (site.source_of(name), addresses) for name, addresses in site.other_addresses.items()}
    for name, (where, addresses) in named.items():
        for address in addresses:
            if (problem := checker.problem(name, address)) and problem not in told:
                told.add(problem)
                remedy, code = "Mend the text or the template that writes it.", "C12" if " spot " in problem else "C11"
                yield error(where, f"/{name.removesuffix('index.html')} leads to {problem}", remedy, code)


@dataclass(slots=True)
class _Checker:
    site: FinishedSite
    known: dict[str, str | None] = field(default_factory=dict)

    def problem(self, name: str, address: str) -> str | None:
        """What is wrong with an address in the file `name`: a clause, or None, which it is, too, when it was told."""
        problem = self.once(name, address)
        names = (address.removeprefix(self.site.siteurl), f'"#{address.rpartition("#")[2]}"')
        return None if problem and any(name in self.site.words for name in names) else problem

    def once(self, name: str, address: str) -> str | None:
        """The same, looked up once for an address that means the same on every page."""
        if address.startswith("/") and not address.startswith("//"):
            if address not in self.known:
                self.known[address] = self._problem(name, address)
            return self.known[address]
        return self._problem(name, address)

    def _problem(self, name: str, address: str) -> str | None:
        host = self.site.siteurl or "https://localhost"
        try:
            parts = urlsplit(urljoin(f"{host}/{name.removesuffix('index.html')}", address.strip()))
        except ValueError:
            return f"{address}, which is not an address."
        own = urlsplit(host)
        if parts.scheme not in ("http", "https") or parts.netloc != own.netloc:
            return None
        path = unquote(parts.path)
        if not path.startswith(f"{own.path}/"):
            return f"{address}, which lies outside of the site {self.site.siteurl}."
        file = path.removeprefix(f"{own.path}/")
        file += "index.html" * (file.endswith("/") or not file)
        if file not in self.site.files:
            return f"{address}, which does not exist."
        spot, page = unquote(parts.fragment), self.site.pages.get(file)
        if not spot or spot == "top" or page is None or spot in page.spots:
            return None
        return f"{address}: the page exists, the spot {spot} does not."
