"""Addresses at which pages were before: each leads on to where the page is now, so that no link is lost."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from plugins.core.fields import addresses
from plugins.core.findings import Where
from plugins.site.routes import INDEX, file_of

A_PAGE = re.compile(r".*\.html?")


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
