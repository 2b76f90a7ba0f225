"""The list of addresses that were public, content/addresses.txt: none of them is to vanish by accident."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from plugins.core.atomic import write_whole
from plugins.core.findings import Finding, Where, finding
from plugins.site.model import Site
from plugins.site.redirects import page_at, redirects_of
from plugins.site.routes import address_of
from plugins.site.unread import ADDRESSES

PATH = f"content/{ADDRESSES}"
ABOVE = """\
# Every address of this site that was public, a line each. `publish` adds to it; share it as you share content/.
# A build stops when a page is gone and nothing leads on from its address. Delete a line only if that is meant.
"""


def addresses_in(text: str) -> list[tuple[int, str]]:
    """Each address of the list, with its line."""
    lines = ((number, line.strip()) for number, line in enumerate(text.split("\n"), 1))
    return [(number, line) for number, line in lines if line and not line.startswith("#")]


def lasting(site: Site) -> set[str]:
    """The addresses of a site that others may have kept, from its root on: of texts, and those that lead on.

    Lists and walls come and go with what is in them, and members' pages when members say so.
    """
    shown = {route.address for route in site.routes.every if route.kind == "text"}
    return {f"/{address}" for address in (*shown, *(one.old for one in site.redirects))}


def lost_addresses(text: str, site: Site) -> Iterator[Finding]:
    """Addresses of the list at which this site has nothing (C122); what has expired was meant to go."""
    there, files = lasting(site), site.routes.by_file
    meant_to_go = site.routes.expired | before_lists(site)
    for number, written in addresses_in(text):
        address = f"/{urlsplit(written).path.lstrip('/')}"
        page = page_at(address.lstrip("/"))
        below_root = address_of(page) if page else unquote(address.lstrip("/"))
        if address in there or (page or address.lstrip("/")) in files or below_root in meant_to_go:
            continue
        if below_root in site.routes.unpublished:
            yield finding("C122.kept-back", Where(PATH, number), address=address)
        else:
            yield finding("C122.gone", Where(PATH, number), address=address)


def before_lists(site: Site) -> frozenset[str]:
    """Where the lists of people's stories were before: as those, they come and go with what is in them."""
    people = ((one.path, one.url, one.old_line, one.old_addresses) for one in site.people.values())
    return frozenset(one.address for one in redirects_of(one for one in people if one[3]))


def kept_list(content: Path) -> str:
    """The text of the list; "" where there is none. raises: OSError, UnicodeDecodeError"""
    file = content / ADDRESSES
    return file.read_text(encoding="utf-8-sig") if file.is_file() else ""


def without_given_up(then: str, today: str) -> str:
    """An earlier text of the list, without the addresses that somebody has deleted since, which was meant.

    >>> without_given_up("/a/ /b/".replace(" ", chr(10)), "/b/")
    '/b/'
    """
    kept = {address for _, address in addresses_in(today)}
    given_up = {number for number, address in addresses_in(then) if address not in kept}
    return "\n".join(line for number, line in enumerate(then.split("\n"), 1) if number not in given_up)


def add_addresses(content: Path, addresses: Iterable[str]) -> bool:
    """Writes into the list what is not in it yet. returns: whether that was anything. raises: OSError"""
    text = kept_list(content)
    known = {address for _, address in addresses_in(text)}
    if not (new := set(addresses) - known):
        return False
    comments = [line for line in text.split("\n") if line.startswith("#")] or ABOVE.split("\n")[:-1]
    write_whole(content / ADDRESSES, "\n".join([*comments, *sorted(known | new), ""]).encode())
    return True
