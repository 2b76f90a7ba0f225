"""Cleared members and their pictures as the tiles of a wall: fair and stable in order, described in words."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from plugins.core.findings import Finding, Where, warning
from plugins.pictures.picture import Picture, PictureError
from plugins.pictures.ratios import ratio_class
from plugins.selfies.consent import Cleared


@dataclass(frozen=True, slots=True)
class Tile:
    """One member as the wall shows her. `description` says what someone who cannot see the picture would miss."""

    id: str
    name: str
    workplace: str
    words: str
    description: str
    picture: Picture
    ratio_class: str


@dataclass(frozen=True, slots=True)
class Wall:
    """One campaign's tiles. `address` is below the site's root; `workplaces` are (name, number of members), by name."""

    campaign: str
    address: str
    tiles: tuple[Tile, ...]
    workplaces: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        """How many submissions are shown."""
        return len(self.tiles)


def build_walls(
    cleared: Iterable[Cleared], picture_of: Callable[[Path], Picture]
) -> tuple[dict[str, Wall], list[Finding]]:
    """A wall for each campaign that has cleared members, and the pictures that could not be read (C18)."""
    tiles: dict[str, list[Tile]] = {}
    findings: list[Finding] = []
    for member in sorted(cleared, key=place):
        told = member.submission
        try:
            tiles.setdefault(told.campaign, []).append(tile(member, picture_of(told.picture)))
        except PictureError as wrong:
            where = Where(f"{told.source.path.rpartition('/')[0]}/{told.picture.name}")
            problem = (
                f'selfie {told.id} is left out: "{told.picture.name}" is not a picture I can open ({wrong.reason}).'
            )
            findings.append(warning(where, problem, "Ask for it again.", "C18"))
    return {campaign: wall(campaign, members) for campaign, members in tiles.items()}, findings


def wall(campaign: str, tiles: list[Tile]) -> Wall:
    """The wall of one campaign."""
    workplaces = Counter(tile.workplace for tile in tiles if tile.workplace)
    return Wall(campaign, f"{campaign}/wall/", tuple(tiles), tuple(sorted(workplaces.items())))


def place(member: Cleared) -> bytes:
    """Where a member stands: by the hash of campaign and id, so that nobody is first for her name, and nobody moves."""
    told = member.submission
    return hashlib.sha256(f"{told.campaign}/{told.id}".encode()).digest()


def tile(member: Cleared, picture: Picture) -> Tile:
    """A cleared member with her picture."""
    told = member.submission
    description = describe(told.name, told.workplace, told.words)
    ratio = ratio_class(picture.aspect_ratio)
    return Tile(told.id, told.name, told.workplace, told.words, description, picture, ratio)


def describe(name: str, workplace: str, words: str) -> str:
    """What the picture shows, made of what the member told.

    >>> describe("Ade", "Library", "I find it")
    'Ade, Library, with a sign: “I find it”'
    >>> describe("", "", "")
    'A member with a sign'
    """
    who = ", ".join(part for part in (name or "A member", workplace) if part)
    if not words:
        return f"{who} with a sign" if not workplace else f"{who}, with a sign"
    return f"{who}, with a sign: “{words}”"
