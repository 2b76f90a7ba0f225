"""Addresses: whatever a page, a stylesheet, a feed or the sitemap names is there, and so is each anchor."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from plugins.checks.finished import FinishedSite
from plugins.core.findings import Finding, finding
from plugins.core.header import Source
from plugins.markup.verbatim import words_shown
from plugins.site.routes import address_of, file_of

# Of the codes that a link in a text may be told of, with its address as the value `target`.
LINKS = ("C11", "C34", "C37", "C44", "C56", "C76")
# The name of a file that is its own address.
PLAIN = re.compile(r"[\w./-]+", re.ASCII)


def check_site(site: FinishedSite) -> Iterator[Finding]:
    """Addresses on the site that lead to no page or file (C11), or to a part that its page does not have (C12).

    MessageText once, for the first page with it.
    """
    checker, seen = _Checker(site), set()
    named = {name: facts.addresses for name, facts in site.pages.items()} | site.other_addresses
    for name, addresses in named.items():
        for address in addresses:
            lost = checker.lost(name, address)
            same = address.removeprefix(site.siteurl)  # feeds have whole ones
            if lost and (lost.variant, same) not in seen:
                seen.add((lost.variant, same))
                yield lost


@dataclass(slots=True)
class _Checker:
    """there: what leads to a file as it is written, as nearly all do; it is looked at no further

    links, anchors: those that texts were told of; pieces: HTML in which there may be more
    """

    site: FinishedSite
    known: dict[str, Finding | None] = field(default_factory=dict)
    there: frozenset[str] = field(init=False)
    links: frozenset[str] = field(init=False)
    anchors: frozenset[str] = field(init=False)
    pieces: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        earlier, roots = self.site.earlier_values, {urlsplit(self.site.siteurl).path, self.site.siteurl}
        plain = [address_of(name) for name in self.site.files if PLAIN.fullmatch(name)]
        self.there = frozenset(f"{root}/{address}" for root in roots for address in plain)
        links = {str(one["target"]) for code in LINKS for one in earlier(code) if "target" in one}
        parts = [(one["page"], one["anchor"]) for one in earlier("C12", "no-such-part")]
        links |= {f"{begin}#{anchor}" for page, anchor in parts for begin in (page, "")}
        if earlier("C40", "no-front-page") or earlier("C40", "front-page-not-public"):
            links |= {"/", f"{urlsplit(self.site.siteurl).path}/"}
        self.links = frozenset(link.removeprefix(self.site.siteurl) for link in links)
        unmarked = {f"fnref:{str(one['text'])[2:-1]}" for one in earlier("C100", "note-without-mark")}
        self.anchors = frozenset({str(one["anchor"]) for one in earlier("C12", "misspelt-id")} | unmarked)
        self.pieces = tuple(str(one["text"]) for one in earlier("C47", "picture-as-html"))

    def lost(self, name: str, address: str) -> Finding | None:
        """What is wrong with an address in the file `name`; None, too, when it was told of a text.

        Looked up once if the address means the same on every page.
        """
        if address in self.there:
            return None
        if not address.startswith("/") or address.startswith("//"):
            return self._lost(name, address)
        if address not in self.known:
            self.known[address] = self._lost(name, address)
        return self.known[address]

    def _lost(self, name: str, address: str) -> Finding | None:
        link = address.removeprefix(self.site.siteurl)
        _, has_anchor, anchor = address.partition("#")
        is_known = (
            link in self.links or (has_anchor and anchor in self.anchors) or any(link in one for one in self.pieces)
        )
        return self._missing(name, address) if link and not is_known else None

    def _missing(self, name: str, address: str) -> Finding | None:
        facts, host = self.site.pages.get(name), self.site.siteurl or "https://localhost"
        where, page = facts.where if facts else self.site.source_of(name), f"/{address_of(name)}"
        try:
            parts = urlsplit(urljoin(f"{host}{page}", address.strip()))
        except ValueError:
            return finding("C11.not-an-address", where, page=page, address=address)
        own = urlsplit(host)
        if parts.scheme not in ("http", "https") or parts.netloc != own.netloc:
            return None
        path = unquote(parts.path)
        root = unquote(own.path)
        if not path.startswith(f"{root}/"):
            if urlsplit(address.strip()).netloc:  # a whole address of another site on this host
                return None
            return finding("C11.outside-of-the-site", where, page=page, address=address, site=self.site.siteurl)
        file = file_of(path.removeprefix(f"{root}/"))
        if file in self.site.undrawn or address_of(file) in self.site.routes.mistaken:
            return None
        if file not in self.site.files:
            return finding("C11.not-there", where, page=page, address=address)
        anchor, target = unquote(parts.fragment), self.site.pages.get(file)
        if not anchor or anchor.casefold() == "top" or target is None or anchor in target.anchors:
            return None
        return finding("C12.not-on-page", where, page=page, address=address, anchor=anchor)


def line_of_address(source: Source, address: str, siteurl: str) -> int:
    """The line of a text on which an address stands, whole or from its "#" on; 1 where none has it."""
    path = address.removeprefix(siteurl).removeprefix(urlsplit(siteurl).path)
    written = list(words_shown(source.body, source.body_line))
    for wanted in (address, path, f"#{path.partition('#')[2]}"):
        if len(wanted) > 1 and (line := next((number for number, line in written if wanted in line), 0)):
            return line
    return 1
