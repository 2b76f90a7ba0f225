"""A finished site as rules see it: each page parsed once, as browsers do, and what pages say of each other."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from sys import intern
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.core.findings import Finding, Where, errors, finding
from plugins.core.messages import Value
from plugins.core.reachable import entries_below
from plugins.engine.keys import as_words, key_of, program_key
from plugins.pictures.copies import NO_ORIGINALS, Originals
from plugins.render.result import AnchorLink
from plugins.site.routes import Routes, address_of

# Attributes that hold an address. Of a form's, and of srcset's list, see below.
ADDRESSES = ("href", "src", "poster", "action", "data")
SRCSET = re.compile(r"([^\s,]\S*)(?:\s+[\d.]+[wx])?\s*(?:,|$)")
CSS_ADDRESS = re.compile(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""", re.IGNORECASE)
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
IMPORT = re.compile(r"""(?:\bimport\s*\(?|\bfrom\s)\s*['"`](\.{0,2}/[^'"`]+)['"`]""")
ATOM = "{http://www.w3.org/2005/Atom}"
SHARE_PICTURES = 'meta[property="og:image"], meta[name="twitter:image"]'


class Page:
    """One finished page.

    name: its file below the site's root ("news/plan/index.html"); html: its text
    where: the file that staff or maintainers open to mend it
    siteurl: the site's own address; "" on the editor's machine
    promised: what the privacy page promises
    known_words: editors' words that were found in texts before
    is_of_members: whether it is one of a wall's, which show what members wrote
    """

    def __init__(
        self,
        name: str,
        html: str,
        where: Where,
        *,
        siteurl: str = "",
        promised: Collection[str] = (),
        known_words: Collection[str] = (),
        is_of_members: bool = False,
    ) -> None:
        self.name, self.html, self.where = name, html, where
        self.siteurl, self.promised, self.known_words = siteurl, promised, known_words
        self.is_of_members = is_of_members
        self.tree = LexborHTMLParser(html)

    @property
    def address(self) -> str:
        """Where readers find it, from the site's root."""
        return f"/{address_of(self.name)}"

    def all(self, selector: str) -> list[LexborNode]:
        """Every element that a CSS selector names, in the page's order."""
        return self.tree.css(selector)

    def finding(self, message: str, **values: Value) -> Finding:
        """A finding about this page, whose address is its value `page`."""
        return finding(message, self.where, page=self.address, **values)

    @property
    def language(self) -> str:
        """What it says its language is; "" when it says none."""
        root = self.tree.css_first("html")
        return (root.attributes.get("lang") if root else "") or ""

    @property
    def title(self) -> str:
        """The words of its title, on one line; "" when it has none."""
        found = self.tree.css_first("head > title")
        return " ".join(found.text().split()) if found else ""

    @property
    def description(self) -> str:
        """Its sentence for search engines; "" when it has none."""
        found = self.tree.css_first('head > meta[name="description"]')
        return ((found.attributes.get("content") if found else "") or "").strip()

    @property
    def leads_on(self) -> bool:
        """Whether it only leads on to another page."""
        return self.tree.css_first('meta[http-equiv="refresh"]') is not None

    @property
    def is_listed(self) -> bool:
        """Whether search engines may show it."""
        return not self.all('meta[name="robots"][content*="noindex"]')

    def addresses(self) -> Iterator[str]:
        """Every address that the page names, as written, whether to go there or to load it."""
        for name in ADDRESSES:
            for element in self.all(f"[{name}]"):
                yield element.attributes.get(name) or element.attributes.get(f"xlink:{name}") or ""
        for name in ("srcset", "imagesrcset"):
            for element in self.all(f"[{name}]"):
                yield from SRCSET.findall(element.attributes.get(name) or "")
        for element in self.all(SHARE_PICTURES):
            yield element.attributes.get("content") or ""

    def ids(self) -> list[str]:
        """Every id, in the page's order."""
        return [element.attributes.get("id") or "" for element in self.all("[id]")]

    def anchors(self) -> frozenset[str]:
        """Whatever a link can lead to after its "#"."""
        return frozenset([*self.ids(), *(element.attributes.get("name") or "" for element in self.all("a[name]"))])


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What is kept of a page whose rules have run. addresses: as written, each once; anchors: for links to lead to."""

    where: Where
    language: str
    title: str
    description: str
    is_listed: bool
    anchors: frozenset[str]
    addresses: tuple[str, ...]


def summary(page: Page) -> PageSummary:
    """What other pages, and the rules about all of them, need to know of one."""
    addresses = tuple(dict.fromkeys(map(intern, page.addresses())))
    listed = page.is_listed
    return PageSummary(page.where, page.language, page.title, page.description, listed, page.anchors(), addresses)


@dataclass
class FinishedSite:
    """A finished site.

    folder: where its files are
    siteurl: its own address; "" on the editor's machine
    routes: whose each page is
    promised: what the privacy page promises
    pictures: names of the pictures that the program published, each shown by a page and, of a member, by their leave
    unaccounted: names of the files that no part of the program put there, or that have other bytes than it gave them
    originals: the files of members who are not shown
    hashes: by file name, its SHA-256
    clean: of files that were found to hold no originals before, those hashes
    looked_into: of this site's files the same, as soon as somebody has looked
    earlier: what was found before, so that nothing is told twice
    undrawn: the names of pages that cannot be drawn, which is told
    anchor_links: what texts, announcements and settings lead to in a page
    pages: by file name, what is kept of each page that was looked at
    """

    folder: Path
    siteurl: str
    routes: Routes = field(default_factory=Routes)
    promised: Collection[str] = ()
    pictures: Collection[str] = ()
    unaccounted: Collection[str] = ()
    originals: Originals = NO_ORIGINALS
    hashes: Mapping[str, str] = field(default_factory=dict)
    clean: Collection[str] = ()
    looked_into: set[str] = field(default_factory=set)
    earlier: Collection[Finding] = ()
    undrawn: Collection[str] = ()
    anchor_links: Collection[AnchorLink] = ()
    pages: dict[str, PageSummary] = field(default_factory=dict)

    def public_first(self) -> list[tuple[str, PageSummary]]:
        """Its pages, those last that only their writers see: whatever two share is told of these."""
        own = {route.file for route in self.routes.every if route.later}
        return sorted(self.pages.items(), key=lambda page: page[0] in own)

    def earlier_values(self, code: str, variant: str = "") -> list[dict[str, Value]]:
        """The values of each finding of one code, or of one message, that was there before."""
        return [dict(one.values) for one in self.earlier if one.code == code and variant in ("", one.variant)]

    @cached_property
    def broken(self) -> frozenset[str]:
        """The paths of texts, drafts too, that have an error: what else is found on their pages follows from it."""
        return frozenset(one.where.path for one in errors(one.once_published for one in self.earlier))

    def is_wanted_twice(self, name: str) -> bool:
        """Whether two texts want a page to be theirs, which is told: it is that of neither."""
        return self._wanted[name] > 1

    @cached_property
    def _wanted(self) -> Counter[str]:
        return Counter(route.file for route in self.routes.every)

    @cached_property
    def files(self) -> frozenset[str]:
        """The names of its files, from the root on; of no link and no device, behind which nobody may look."""
        entries = entries_below(self.folder)
        return frozenset(name for name, entry in entries if entry.is_file(follow_symlinks=False))

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Editors' words that texts were told of."""
        return frozenset(str(values["words"]) for values in self.earlier_values("C36"))

    def page(self, name: str, html: str | None = None) -> Page:
        """A page by its file name, parsed. html: its text, where no file holds it"""
        return Page(
            name,
            self.text(name) if html is None else html,
            self.owner_of(name, "theme/templates"),
            siteurl=self.siteurl,
            promised=self.promised,
            known_words=self.known_words,
            is_of_members=self.routes.is_of_members(name),
        )

    def key(self, name: str, html: str | None = None) -> str:
        """All that decides what is found on a page alone. html: its text, where no file holds it"""
        settings = [self.siteurl, sorted(self.promised), sorted(self.known_words), self.routes.is_of_members(name)]
        sha256 = self.hashes.get(name) or hashlib.sha256((html or self.text(name)).encode()).hexdigest()
        return key_of([program_key(), name, sha256, self.owner_of(name, "theme/templates").path, as_words(settings)])

    def text(self, name: str) -> str:
        """The text of a file."""
        return (self.folder / name).read_text(encoding="utf-8", errors="replace")

    def named(self, *endings: str) -> list[str]:
        """The files whose names end so, in order."""
        return sorted(name for name in self.files if name.lower().endswith(endings))

    def owner_of(self, name: str, otherwise: str) -> Where:
        """The text or template that a page is made of; `otherwise` where nothing of the site's own is a page."""
        route = self.routes.by_file.get(name)
        return Where(route.where.path if route and route.kind != "own" else otherwise)

    def source_of(self, name: str) -> Where:
        """What maintainers open to mend a file that is no page."""
        kind, stem = name.rpartition(".")[2], name.rpartition("/")[2].partition(".")[0]
        places = {"css": "css/site.css", "js": f"js/{stem}.js", "svg": f"{stem}.svg"}
        return Where(f"theme/static/{places[kind]}" if kind in places else "theme/templates/base.html")

    @cached_property
    def other_addresses(self) -> dict[str, tuple[str, ...]]:
        """Every address in stylesheets, scripts, feeds and the sitemap, by file."""
        texts = (route for route in self.routes.every if route.source and route.where.path in self.broken)
        broken = {f"{self.siteurl}/{route.address}" for route in texts}
        found = {name: tuple(css_addresses(self.text(name))) for name in self.named(".css")}
        found |= {name: tuple(IMPORT.findall(self.text(name))) for name in self.named(".js")}
        return found | {name: tuple(addresses_of_xml(self.text(name), broken)) for name in self.named(".xml")}


def css_addresses(text: str) -> Iterator[str]:
    """Every address in a stylesheet, comments aside."""
    yield from (one or other for one, other in CSS_ADDRESS.findall(CSS_COMMENT.sub(" ", text)))


def addresses_of_xml(text: str, broken: Collection[str] = ()) -> Iterator[str]:
    """Every address in a feed or a sitemap, those in the HTML of a feed's stories included; none in a broken one.

    broken: whole addresses of stories that have an error, which explains what else is wrong there
    """
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return
    entries = (one for one in root.iter(f"{ATOM}entry") if any(link.get("href") in broken for link in one))
    left_out = {element for entry in entries for element in entry.iter()}
    for element in root.iter():
        if element in left_out:
            continue
        if element.tag.endswith("}loc"):
            yield element.text or ""
        elif element.tag.endswith(("}content", "}summary")):
            yield from Page("", element.text or "", Where("")).addresses()
        else:
            yield from (value for name, value in element.attrib.items() if name in ("href", "src"))
