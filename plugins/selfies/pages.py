"""Which pages a wall has, and what stands on each: sixty tiles a page, by workplace, as words, one for each member."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.selfies.wall import Tile, Wall

TILES_A_PAGE = 60
WORDS_A_PAGE = 1000


@dataclass(frozen=True, slots=True)
class TilesPage:
    """One page of a list of tiles.

    address: its own, below the site's root, as are `previous` and `next`, which are "" where there is none
    number, last: "page 2 of 5", from 1
    before, after: the members who stand next to this page's on the pages beside it
    """

    address: str
    tiles: tuple[Tile, ...]
    number: int
    last: int
    previous: str
    next: str
    before: Tile | None
    after: Tile | None


@dataclass(frozen=True, slots=True)
class MemberPage:
    """A member's own page: who stands before and after them, and the page of the wall to go back to."""

    tile: Tile
    before: Tile | None
    after: Tile | None
    back: str


def tiles_pages(address: str, tiles: Sequence[Tile], further: str, size: int = TILES_A_PAGE) -> tuple[TilesPage, ...]:
    """The pages of a list, at least one: the first at `address`, the others below it.

    further: the pattern of what their addresses have behind the first one's, "page/{number}/"
    """
    starts = range(0, max(len(tiles), 1), size)
    others = (address + further.format(number=number) for number in range(2, len(starts) + 1))
    addresses = ["", address, *others, ""]
    return tuple(
        TilesPage(
            address=addresses[number],
            tiles=tuple(tiles[start : start + size]),
            number=number,
            last=len(starts),
            previous=addresses[number - 1],
            next=addresses[number + 1],
            before=tiles[start - 1] if start else None,
            after=tiles[start + size] if start + size < len(tiles) else None,
        )
        for number, start in enumerate(starts, start=1)
    )


def words_pages(wall: Wall, further: str) -> tuple[TilesPage, ...]:
    """The wall as words. further: as above"""
    return tiles_pages(wall.words_address, wall.tiles, further, WORDS_A_PAGE)


def member_pages(wall: Wall, further: str) -> Iterator[MemberPage]:
    """A page for each member. further: as above"""
    for page in tiles_pages(wall.address, wall.tiles, further):
        around = (page.before, *page.tiles, page.after)
        for number, tile in enumerate(page.tiles, start=1):
            yield MemberPage(tile, around[number - 1], around[number + 1], page.address)


def tiles_addresses(wall: Wall, further: str) -> Iterator[str]:
    """The address of every page of a wall, or of one of its workplaces, that shows tiles. further: as above"""
    for address, tiles in [(wall.address, wall.tiles), *((place.address, place.tiles) for place in wall.workplaces)]:
        yield from (page.address for page in tiles_pages(address, tiles, further))
