"""Addresses at which pages were before: each leads on to where the page is now, so that no link is lost."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes

from plugins.core.fields import addresses
from plugins.core.findings import Finding, Where, finding
from plugins.site.routes import FILES, INDEX, OWNERS, Routes, address_of, file_of

A_PAGE = re.compile(r".*\.html?")
# What servers take for something else than a sign of an address: they tidy up, or refuse, what holds these.
UNSAYABLE = re.compile(r"%2f|%5c", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# What Netlify and Cloudflare read as "anything at all": a star, and a colon with the name of a part behind it.
WILD = re.compile(r"\*|:[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address at which a page was before.

    old: that, below the root, as a link has it; url: where the page is now, below the root
    file: the output file of a page there that leads on; "" where no such file would be sent as a page, so that only the
        rules of a host can lead on
    where: the line that names it; path: of the text
    """

    old: str
    url: str
    file: str
    where: Where
    path: str

    @property
    def address(self) -> str:
        """The old address below the root, as browsers decode it and with the slash of a folder's."""
        return address_of(self.file) if self.file else unquote(self.old)


def redirects_of(texts: Iterable[tuple[str, str, int, str]]) -> Iterator[Redirect]:
    """Every old address of texts. texts: path, address now, line and value of Old-addresses of each"""
    for path, url, line, value in texts:
        for address in by_page(addresses(value)):
            old = address.lstrip("/")
            yield Redirect(old, url, page_at(old), Where(path, line), path)


def by_page(addresses: Iterable[str]) -> Iterator[str]:
    """Addresses, of those with one page the first: `/plan`, `/plan/` and `/plan/index.html` are the same to a host."""
    pages: dict[str, str] = {}
    for address in addresses:
        pages.setdefault(page_at(address.lstrip("/")) or address, address)
    yield from pages.values()


def page_at(old: str) -> str:
    """The output file of a page at an old address; "" where a host sends a file as no page.

    >>> page_at("news/plan"), page_at("plan.html"), page_at("plan.aspx"), page_at("caf%C3%A9/")
    ('news/plan/index.html', 'plan.html', '', 'café/index.html')
    """
    path = unquote(old)
    if not path or path.endswith("/") or A_PAGE.fullmatch(path):
        return file_of(path)
    return "" if "." in path.rpartition("/")[2] else f"{path}/{INDEX}"


def sayable(old: str) -> bool:
    """Whether the rules of a host can name an old address: one that servers neither refuse nor take for another.

    >>> [sayable(old) for old in ("news/a%20b/", "a%2Fb", "a%0Ab", "caf%E9/", "a/%2E%2E/b")]
    [True, False, False, False, False]
    """
    try:
        path = unquote_to_bytes(old).decode()
    except UnicodeDecodeError:
        return False
    return not UNSAYABLE.search(old) and not CONTROL.search(path) and {".", ".."}.isdisjoint(path.split("/"))


def followed(redirects: Iterable[Redirect], routes: Routes) -> list[Redirect]:
    """The old addresses from which the rules of a host lead on, each once, and none at which something else is."""
    first: dict[str, Redirect] = {}
    for one in redirects:
        if sayable(one.old) and not is_taken(one, routes):
            first.setdefault(one.file or unquote(one.old), one)
    return list(first.values())


def is_taken(redirect: Redirect, routes: Routes) -> bool:
    """Whether a file of the site is at an old address that has no page, so that a rule would hide it."""
    return not redirect.file and hides(redirect.address, routes)


def hides(path: str, routes: Routes) -> bool:
    """Whether a rule for a path would hide what the site has there, or may have."""
    own = tuple(name for name in OWNERS if name.endswith("/") and name != FILES)
    return path in routes.by_file or f"{path}/" in routes.by_address or path.startswith(own)


def misled(redirects: Iterable[Redirect], routes: Routes) -> Iterator[Finding]:
    """Old addresses from which no host leads on, or not every one (C160). Two with one page are told by C10."""
    first, later = dict[str, Redirect](), {route.file for route in routes.coming}
    for one in redirects:
        address = f"/{one.old}"
        before = first.setdefault(unquote(one.old), one)
        if not sayable(one.old):
            yield finding("C160.no-rule", one.where, address=address)
        elif is_taken(one, routes) or (not one.file and one.address in later):
            yield finding("C160.own-file", one.where, address=address)
        elif not one.file and before is not one:
            yield finding("C160.twice", one.where, address=address, path=before.path)
        elif not one.file and WILD.search(unquote(one.old)):
            yield finding("C160.wild", one.where, address=address)
