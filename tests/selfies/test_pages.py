from pathlib import Path

import pytest

from plugins.core.header import split
from plugins.pictures.picture import Picture
from plugins.selfies.consent import Cleared
from plugins.selfies.pages import member_pages, tiles_addresses, tiles_pages, words_pages
from plugins.selfies.portraits import Portrait
from plugins.selfies.submission import submission
from plugins.selfies.wall import Wall, build_walls
from plugins.site.routes import FURTHER
from tests.selfies.members import ADDRESSES, text


def wall(count: int, workplaces: tuple[str, ...] = ("words", "2")) -> Wall:
    """A wall of so many members, who work at the workplaces in turn."""
    members = []
    for number in range(count):
        content = text({"Workplace": workplaces[number % len(workplaces)]})
        source = split(content, f"content/selfies/{number:04}.md")
        cleared = Cleared(submission(source, f"{number:04}", Path(f"{number:04}.jpg")), "web")
        members.append(Portrait(cleared, Picture(4, 3, avif=(), fallback=())))
    return build_walls(members, ADDRESSES)[0]["library"]


@pytest.mark.parametrize(
    ("count", "sizes"), [(1, [1]), (59, [59]), (60, [60]), (61, [60, 1]), (120, [60, 60]), (130, [60, 60, 10])]
)
def test_pages_are_full_but_the_last_and_hold_everybody_once_in_order(count: int, sizes: list[int]) -> None:
    shown = wall(count)
    pages = tiles_pages(shown.address, shown.tiles, FURTHER)

    assert [len(page.tiles) for page in pages] == sizes
    assert tuple(tile for page in pages for tile in page.tiles) == shown.tiles
    assert {(page.number, page.last) for page in pages} == {(n, len(sizes)) for n in range(1, len(sizes) + 1)}


def test_pages_lead_to_each_other_and_to_the_members_next_to_their_own() -> None:
    shown = wall(130)
    first, second, third = tiles_pages(shown.address, shown.tiles, FURTHER)

    assert [page.address for page in (first, second, third)] == [
        "library/wall/",
        "library/wall/page/2/",
        "library/wall/page/3/",
    ]
    assert [page.previous for page in (first, second, third)] == ["", first.address, second.address]
    assert [page.next for page in (first, second, third)] == [second.address, third.address, ""]
    assert (first.before, first.after) == (None, second.tiles[0])
    assert (second.before, second.after) == (first.tiles[-1], third.tiles[0])
    assert (third.before, third.after) == (second.tiles[-1], None)


def test_an_empty_list_is_one_empty_page() -> None:
    (page,) = tiles_pages("library/wall/", (), FURTHER)

    assert (page.tiles, page.number, page.last, page.previous, page.next) == ((), 1, 1, "", "")


def test_every_member_has_a_page_between_her_neighbours_and_a_way_back_to_where_she_stands() -> None:
    shown = wall(61)
    pages = list(member_pages(shown, FURTHER))

    assert tuple(page.tile for page in pages) == shown.tiles
    assert [page.before for page in pages] == [None, *shown.tiles[:-1]]
    assert [page.after for page in pages] == [*shown.tiles[1:], None]
    assert [page.back for page in pages] == ["library/wall/"] * 60 + ["library/wall/page/2/"]


def test_the_words_of_a_thousand_are_one_page() -> None:
    assert [len(page.tiles) for page in words_pages(wall(1001), FURTHER)] == [1000, 1]


def test_no_two_pages_of_a_wall_want_one_address() -> None:
    shown = wall(400, ("words", "2", "page", "member", "at"))
    addresses = [*tiles_addresses(shown, FURTHER), *(tile.address for tile in shown.tiles)]
    addresses += [page.address for page in words_pages(shown, FURTHER)]

    assert len({address.casefold() for address in addresses}) == len(addresses)
    assert {"library/wall/at/words/", "library/wall/words/", "library/wall/at/2/page/2/"} <= set(addresses)
    assert not [address for address in tiles_addresses(shown, FURTHER) if "/member/0" in address]
