"""Cleared members and their pictures as the tiles of a wall: fair and stable in order."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plugins.core.fields import words
from plugins.core.findings import Finding, finding
from plugins.pictures.picture import Picture
from plugins.pictures.ratios import ratio_class
from plugins.selfies.consent import Cleared
from plugins.selfies.portraits import Portrait

MAX_SLUG_LENGTH = 60


@dataclass(frozen=True, slots=True)
class WallAddresses:
    """Where a wall's pages are: patterns below the site's root, filled in with `campaign`, `slug` and `id`."""

    wall: str
    workplace: str
    words: str
    member: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One member as the wall shows them.

    address: of the page of their own, below the site's root
    """

    id: str
    name: str
    workplace: str
    words: str
    picture: Picture
    ratio_class: str
    address: str


@dataclass(frozen=True, slots=True)
class Workplace:
    """The members of one workplace, in the wall's order. `name` is as most of them write it."""

    name: str
    slug: str
    address: str
    tiles: tuple[Tile, ...]

    @property
    def count(self) -> int:
        """How many of its members are shown; at least one."""
        return len(self.tiles)


@dataclass(frozen=True, slots=True)
class Wall:
    """One campaign's tiles. Addresses are below the site's root; `workplaces` come by name."""

    campaign: str
    address: str
    words_address: str
    tiles: tuple[Tile, ...]
    workplaces: tuple[Workplace, ...]

    @property
    def count(self) -> int:
        """How many submissions are shown."""
        return len(self.tiles)

    def workplace(self, name: str) -> Workplace | None:
        """The workplace of that name, however it is spelt; None for one of which nobody is shown."""
        slug = workplace_slug(name)
        return next((place for place in self.workplaces if place.slug == slug), None)

    def chosen(self, ids: str) -> tuple[Tile, ...]:
        """The members of these ids (with commas) who are shown, in the wall's order: named first is no better place."""
        wanted = frozenset(words(ids))
        return tuple(tile for tile in self.tiles if tile.id in wanted)


def build_walls(portraits: Iterable[Portrait], addresses: WallAddresses) -> tuple[dict[str, Wall], list[Finding]]:
    """A wall for each campaign that has members to show, and workplaces spelt in two ways (C61)."""
    tiles: dict[str, list[Tile]] = {}
    shown = sorted(portraits, key=lambda portrait: place(portrait.member))
    for member, picture in shown:
        beside = tiles.setdefault(member.submission.campaign, [])
        beside.append(tile(member, picture, addresses))
    walls = {campaign: wall(campaign, members, addresses) for campaign, members in tiles.items()}
    return walls, list(spelt_otherwise((member for member, _ in shown), walls))


def wall(campaign: str, tiles: list[Tile], addresses: WallAddresses) -> Wall:
    """The wall of one campaign."""
    own, words = (pattern.format(campaign=campaign) for pattern in (addresses.wall, addresses.words))
    return Wall(campaign, own, words, tuple(tiles), tuple(workplaces_of(campaign, tiles, addresses)))


def workplaces_of(campaign: str, tiles: Iterable[Tile], addresses: WallAddresses) -> list[Workplace]:
    """The workplaces of a wall's members by name; names with one slug are one workplace."""
    members: dict[str, list[Tile]] = {}
    for member in tiles:
        if slug := workplace_slug(member.workplace):
            members.setdefault(slug, []).append(member)
    places = []
    for slug, group in members.items():
        address = addresses.workplace.format(campaign=campaign, slug=slug)
        places.append(Workplace(commonest(member.workplace for member in group), slug, address, tuple(group)))
    return sorted(places, key=lambda place: (place.name.casefold(), place.slug))


def commonest(names: Iterable[str]) -> str:
    """The name told most often; of several the first by alphabet.

    >>> commonest(["library", "Library", "library"])
    'library'
    """
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], name))


def workplace_slug(name: str) -> str:
    """A workplace's name as a part of an address: small letters, digits, hyphens; empty for a name without any letter.

    A name that says more than fits (another alphabet, great length) is told from others by a few digits of its hash.
    Not as plugins.core.slugs has it: two names in another alphabet are two workplaces, and members' addresses stay.

    >>> workplace_slug("University library, Edmonton"), workplace_slug("Collège Saint-Jean"), workplace_slug("—")
    ('university-library-edmonton', 'college-saint-jean', '')
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = [letter for letter in plain if letter.isalnum()]
    parts = "-".join(re.findall(r"[a-z0-9]+", re.sub(r"[’'\u0300-\u036f]", "", plain)))
    if all(letter.isascii() for letter in letters) and len(parts) <= MAX_SLUG_LENGTH:
        return parts
    digits = hashlib.sha256("".join(letters).encode()).hexdigest()[:8]
    return f"{parts[: MAX_SLUG_LENGTH - 9].strip('-')}-{digits}".removeprefix("-")


def spelt_otherwise(shown: Iterable[Cleared], walls: dict[str, Wall]) -> Iterator[Finding]:
    """The workplaces spelt in another way than by most of those who stand on one page with the member (C61)."""
    submissions = {(member.submission.campaign, member.submission.id): member.submission for member in shown}
    for wall in walls.values():
        for place in wall.workplaces:
            right = next(tile.id for tile in place.tiles if tile.workplace == place.name)
            for tile in place.tiles:
                if tile.workplace != place.name:
                    where = submissions[wall.campaign, tile.id].where("Workplace")
                    yield finding("C61.spelt-otherwise", where, id=tile.id, other=right)


def place(member: Cleared) -> bytes:
    """Where a member stands: by the hash of campaign and id, so that nobody is first by name, and nobody moves."""
    submission = member.submission
    return hashlib.sha256(f"{submission.campaign}/{submission.id}".encode()).digest()


def tile(member: Cleared, picture: Picture, addresses: WallAddresses) -> Tile:
    """A cleared member with their picture, at their place on the wall."""
    submission = member.submission
    return Tile(
        id=submission.id,
        name=submission.name,
        workplace=submission.workplace,
        words=submission.words,
        picture=picture,
        ratio_class=ratio_class(picture.aspect_ratio),
        address=addresses.member.format(campaign=submission.campaign, id=submission.id),
    )
