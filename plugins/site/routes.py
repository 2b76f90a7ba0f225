"""The one table of addresses: every output file, whose it is, and whether search engines may hear of it.

What an address is made of stands here and nowhere else. pelicanconf.py gives Pelican these patterns, rooms above import
them, rooms below are handed them. One table is made for each build, of values alone; the sitemap, `noindex`, links, the
menu and the rule that no two things want one address (C10) read it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property
from pathlib import PurePosixPath
from typing import Literal

from plugins.core.findings import Where
from plugins.core.slugs import composed
from plugins.core.window import comparable

# -- Patterns: addresses below the site's root. What stands in braces is filled in by whoever knows it. ---------------
PAGE = "{slug}/"  # a campaign's, too
NEWS = "news/"
STORY = f"{NEWS}{{slug}}/"
TAG = f"{NEWS}tag/{{slug}}/"
CAMPAIGN_NEWS = f"{NEWS}campaign/{{slug}}/"
YEAR = f"{NEWS}{{year}}/"
PERSON = "people/{slug}/"
EVENTS = "events/"
EVENT = f"{EVENTS}{{slug}}/"
PAST_EVENTS = f"{EVENTS}{{year}}/"
MATTERS = "matters/"
MATTER = f"{MATTERS}{{slug}}/"
SEARCH = "search/"
DRAFT, DRAFT_PAGE = "drafts/{slug}/", "drafts/pages/{slug}/"
WALL = "{campaign}/wall/"
WORKPLACE = f"{WALL}at/{{slug}}/"
WORDS = f"{WALL}words/"
MEMBER = f"{WALL}member/{{id}}/"
# What follows the address of a list from its second page on, and of a text or a list in another language.
FURTHER, IN_LANGUAGE = "page/{number}/", "{lang}/"
NEWS_FEED, CAMPAIGN_FEED = "feeds/all.atom.xml", "feeds/campaign-{slug}.atom.xml"
# To subscribe to, below the list of events; of one event, below its own address.
CALENDAR, OF_EVENT = "calendar.ics", "event.ics"

# -- The program's own: files at the top, and folders, in which no page may lie. --------------------------------------
INDEX = "index.html"  # what hosts send for the address of a folder
FRONT_PAGE, NOT_FOUND = INDEX, "404.html"
MANIFEST, SITEMAP, ROBOTS, CNAME, NO_JEKYLL = "manifest.json", "sitemap.xml", "robots.txt", "CNAME", ".nojekyll"
# Beside a site where it is published: what stays of earlier releases, what a publish does just now, whose turn it is.
RETAINED, JOURNAL, PUBLISH_LOCK = "retained.json", "publishing.json", "publish.lock"
# Rules for hosts: of Apache; of Netlify and Cloudflare Pages, and GitLab Pages; to be included by nginx and by Caddy.
APACHE, HEADERS, REDIRECTS, NGINX, CADDY = ".htaccess", "_headers", "_redirects", "nginx.conf", "Caddyfile"
RULES = frozenset({APACHE, HEADERS, REDIRECTS, NGINX, CADDY})
# By which another copy of the project knows originals that are not shown.
ORIGINALS = "originals.txt"
CARDS, FILES, PICTURES, STATIC = "cards/", "files/", "pictures/", "static/"
# Pictures and cards that show a member, whatever page has them: hosts and `publish` treat them with more care.
PORTRAITS = "portraits/"
# Below the search's page: one rule of a host ("/search/*") says what both may run.
PAGEFIND = f"{SEARCH}pagefind/"
OWNERS = {
    MANIFEST: "plugins/release/manifest.py",
    RETAINED: "plugins/release/retained.py",
    JOURNAL: "plugins/publish/passes.py",
    PUBLISH_LOCK: "plugins/publish/passes.py",
    ROBOTS: "plugins/assets/sitemap.py",
    SITEMAP: "plugins/assets/sitemap.py",
    NO_JEKYLL: "plugins/assets/files.py",
    CNAME: "plugins/assets/files.py",
    ORIGINALS: "plugins/assets/files.py",
    APACHE: "plugins/assets/of_apache.py",
    HEADERS: "plugins/assets/of_netlify.py",
    REDIRECTS: "plugins/assets/of_netlify.py",
    NGINX: "plugins/assets/of_nginx.py",
    CADDY: "plugins/assets/of_caddy.py",
    CARDS: "plugins/cards/share_cards.py",
    FILES: "plugins/render/links.py",
    PICTURES: "plugins/pictures/store.py",
    PORTRAITS: "plugins/pictures/cache.py",
    STATIC: "plugins/assets/stylesheet.py",
    PAGEFIND: "plugins/assets/search.py",
}

Kind = Literal["text", "redirect", "list", "feed", "wall", "words", "member", "own"]
OF_MEMBERS: tuple[Kind, ...] = ("wall", "words", "member")


class Listing(Enum):
    """What search engines hear of a page: that it is there, nothing, or that they are asked to leave it alone."""

    LISTED = "in sitemap.xml"
    UNLISTED = "not in sitemap.xml"
    LEFT_ALONE = "noindex"


@dataclass(frozen=True, slots=True)
class Route:
    """An output file below the root, or a folder of the program's own, and whose it is.

    where: what to open to mend it: of a text the line that decides the address
    field: the header's field in that line, Save_as or Slug; "" for a file's name
    slug: what the address would be made of if no field decided it; "" for what no single text owns
    source: the text's file below content/; "" for what no single text owns
    changed: when it last did, where that is known
    later: of a text that is shown to its writer alone, the file of the page that it will have; "" for others
    starts, ends: when it will be public, and until when, where that is known
    """

    file: str
    where: Where
    kind: Kind
    listing: Listing = Listing.UNLISTED
    field: str = ""
    slug: str = ""
    source: str = ""
    changed: datetime | None = None
    later: str = ""
    starts: datetime | None = None
    ends: datetime | None = None

    def is_public_before(self, path: str, other: "Route | None") -> bool:
        """Whether a text leads nowhere by naming this one, which is not public when the former is.

        path: of the text that names it, as staff know it; other: its route
        """
        if not self.later or self.where.path == path:
            return True
        starts = other.starts if other else None
        return starts is not None and self.starts is not None and comparable(self.starts) <= comparable(starts)

    @property
    def address(self) -> str:
        """Its address below the root."""
        return address_of(self.file)

    def other_address(self) -> dict[str, str]:
        """What the phrase other-address of messages.toml tells: what to write to give this one another address."""
        if not self.slug:
            return {}
        if self.field == "Save_as":
            return {"save_as": file_of(PAGE.format(slug=self.slug))}
        return {"slug" if self.field == "Slug" else "added_slug": f"{self.slug}-2"}


@dataclass(frozen=True)
class Routes:
    """Every route of a build. Where two want one file, which stops the build, a text's is the one that is found.

    unpublished: the files of texts that have no page yet, the addresses that they will have, and their old ones
    mistaken: the same of those that have none because of a mistake, which is told
    expired: the same of those that are public no more, and the addresses at which they were before
    coming: what texts will have that are not public yet, and the lists and walls that begin then
    """

    every: tuple[Route, ...] = ()
    unpublished: frozenset[str] = frozenset()
    mistaken: frozenset[str] = frozenset()
    expired: frozenset[str] = frozenset()
    coming: tuple[Route, ...] = ()

    @cached_property
    def by_file(self) -> Mapping[str, Route]:
        """By output file."""
        return {route.file: route for route in self.every}

    @cached_property
    def by_address(self) -> Mapping[str, Route]:
        """By address below the root."""
        return {route.address: route for route in self.every}

    @cached_property
    def by_path(self) -> Mapping[str, Route]:
        """By the text's path, as staff know it."""
        return {route.where.path: route for route in self.every if route.source}

    @cached_property
    def by_later_address(self) -> Mapping[str, Route]:
        """By the address that each text will have which is shown to its writer alone."""
        return {address_of(route.later): route for route in self.every if route.later}

    @cached_property
    def by_source(self) -> Mapping[str, Route]:
        """By the text's file below content/."""
        return {composed(route.source): route for route in self.every if route.source}

    @cached_property
    def without_page(self) -> Mapping[tuple[str, str], str]:
        """The files below content/ of texts that have no page, by the folder of their kind and their ids."""
        files = (PurePosixPath(name) for name in self.unpublished if name.endswith(".md"))
        return {(file.parts[0], composed(file.stem)): str(file) for file in files}

    def is_list(self, address: str) -> bool:
        """Whether a list of stories, or of all pages, lies at an address."""
        return address in self.by_address and self.by_address[address].kind == "list"

    def listed(self) -> list[Route]:
        """What sitemap.xml names."""
        return [route for route in self.every if route.listing is Listing.LISTED]

    def is_left_alone(self, file: str) -> bool:
        """Whether an output file asks search engines to leave it alone."""
        return file in self.by_file and self.by_file[file].listing is Listing.LEFT_ALONE

    def is_of_members(self, file: str) -> bool:
        """Whether an output file is one of a wall's, which shows what members wrote."""
        return file in self.by_file and self.by_file[file].kind in OF_MEMBERS


@dataclass(frozen=True, slots=True)
class Text:
    """A story, campaign or page as it asks for an address.

    source: its file below content/; file: the output file it asks for
    where, field, slug, changed, later, starts, ends: as of its Route; status: published, hidden or draft
    has_page: whether this build gives it one
    is_mistaken: whether it has none because of a mistake in it, which is told
    is_expired: whether it has none because its last day is over
    old: addresses at which it was before, below the root and as browsers decode them
    """

    source: str
    file: str
    where: Where
    field: str
    slug: str
    status: str
    has_page: bool
    changed: datetime | None = None
    is_mistaken: bool = False
    is_expired: bool = False
    later: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    old: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryList:
    """A list of so many stories, with an output file for its first page."""

    file: str
    template: str
    count: int


@dataclass(frozen=True, slots=True)
class WallPages:
    """Addresses of a wall's pages: with tiles, with words alone, of one member each. status: of its campaign"""

    status: str
    tiles: tuple[str, ...]
    words: tuple[str, ...]
    members: tuple[str, ...]


def routes_of(
    texts: Iterable[Text],
    lists: Iterable[StoryList],
    feeds: Iterable[str],
    walls: Iterable[WallPages],
    moved: Iterable[tuple[str, Where]],
    per_page: int,
) -> Routes:
    """The table of a build.

    moved: output files of pages at old addresses, and the lines that name those
    feeds: their output files; per_page: so many stories stand on each page of a list
    """
    texts = tuple(texts)
    every = [*own_routes()]
    every += (route for one in lists for route in list_routes(one, per_page))
    every += (Route(feed, template("base"), "feed") for feed in feeds)
    every += (route for wall in walls for route in wall_routes(wall))
    every += (text_route(text) for text in texts if text.has_page)
    ends = {text.where.path: text.ends for text in texts}
    every += (Route(file, where, "redirect", Listing.LEFT_ALONE, ends=ends.get(where.path)) for file, where in moved)
    waiting = [text for text in texts if not text.has_page]
    mistaken = (text for text in waiting if text.is_mistaken)
    expired = (text for text in waiting if text.is_expired)
    return Routes(tuple(every), names_of(waiting), names_of(mistaken), names_of(expired))


def names_of(texts: Iterable[Text]) -> frozenset[str]:
    """The files of texts, and the addresses that they will have, or had."""
    return frozenset(name for text in texts for name in (text.source, address_of(text.later), *text.old) if name)


def own_routes() -> Iterator[Route]:
    """What the program itself writes."""
    return (Route(name.rstrip("/"), Where(owner), "own") for name, owner in OWNERS.items())


def list_routes(stories: StoryList, per_page: int) -> Iterator[Route]:
    """Every page of a list of stories. Hosts alone ask for what is no folder's."""
    first = address_of(stories.file)
    further = (file_of(further_page(first, number)) for number in range(2, -(-stories.count // per_page) + 1))
    listing = Listing.LISTED if stories.file.endswith(f"/{INDEX}") else Listing.UNLISTED
    yield from (Route(file, template(stories.template), "list", listing) for file in (stories.file, *further))


def wall_routes(wall: WallPages) -> Iterator[Route]:
    """A wall's pages. No list and no sitemap names a member's own: a name should not lead to a face."""
    listing = listing_of(wall.status)
    yield from (Route(file_of(address), template("wall"), "wall", listing) for address in wall.tiles)
    yield from (Route(file_of(address), template("words"), "words", listing) for address in wall.words)
    alone = Listing.LEFT_ALONE
    yield from (Route(file_of(address), template("member"), "member", alone) for address in wall.members)


def text_route(text: Text) -> Route:
    """The page of a story, campaign or page."""
    listing = listing_of(text.status)
    later = "" if text.is_expired else text.later  # another may have the address of what has expired
    own = (text.field, text.slug, text.source, text.changed, later, text.starts, text.ends)
    return Route(text.file, text.where, "text", listing, *own)


def listing_of(status: str) -> Listing:
    """What search engines hear of a text with this status, and of the wall of a campaign: only of what is published."""
    return Listing.LISTED if status == "published" else Listing.UNLISTED


def template(name: str) -> Where:
    """What maintainers open to mend a page that no text is the source of."""
    return Where(f"theme/templates/{name}.html")


def address_of(file: str) -> str:
    """The address, below the root, of an output file.

    >>> address_of("news/plan/index.html"), address_of("404.html")
    ('news/plan/', '404.html')
    """
    return file.removesuffix(INDEX)


def file_of(address: str) -> str:
    """The output file, below the root, of an address.

    >>> file_of("news/plan/"), file_of(""), file_of("files/plan.pdf")
    ('news/plan/index.html', 'index.html', 'files/plan.pdf')
    """
    return address + INDEX if address.endswith("/") or not address else address


def url_and_file(pattern: str) -> tuple[str, str]:
    """A pattern as Pelican's settings want it, NAME_URL and NAME_SAVE_AS.

    >>> url_and_file("news/{slug}/")
    ('news/{slug}/', 'news/{slug}/index.html')
    """
    return pattern, file_of(pattern)


def further_page(address: str, number: int) -> str:
    """The address of a list's page with this number, from 2 on.

    >>> further_page("news/", 2)
    'news/page/2/'
    """
    return address + FURTHER.format(number=number)


def in_language(address: str, language: str) -> str:
    """The address of a list in another language than the site's own.

    >>> in_language("news/", "fr")
    'news/fr/'
    """
    return address + IN_LANGUAGE.format(lang=language)


def feed_in_language(file: str, language: str) -> str:
    """The output file of a feed in another language than the site's own.

    >>> feed_in_language("feeds/all.atom.xml", "fr")
    'feeds/fr/all.atom.xml'
    """
    folder, slash, name = file.rpartition("/")
    return f"{folder}{slash}{IN_LANGUAGE.format(lang=language)}{name}"


def before_names(pattern: str) -> str:
    """What all addresses of a pattern begin with.

    >>> before_names("news/tag/{slug}/")
    'news/tag/'
    """
    return pattern.partition("{")[0]
