import re
from pathlib import Path
from random import Random

import pytest

from plugins.core.header import split
from plugins.pictures.picture import Picture
from plugins.selfies.consent import Cleared
from plugins.selfies.portraits import Portrait
from plugins.selfies.submission import submission
from plugins.selfies.wall import Wall, build_walls, workplace_slug
from tests.selfies.members import ADDRESSES, text


def member(number: int, **answers: str) -> Portrait:
    name = f"{number:04}"
    source = split(text(answers), f"content/selfies/{name}.md")
    cleared = Cleared(submission(source, name, Path(f"content/selfies/{name}.jpg")), "web")
    return Portrait(cleared, Picture(400, 300 + number, avif=(), fallback=()))


def ids(wall: Wall) -> list[str]:
    return [tile.id for tile in wall.tiles]


def test_the_order_depends_on_neither_files_nor_names_and_a_new_member_moves_nobody():
    members = [member(number) for number in range(40)]
    shuffled = Random(1).sample(members, 39)
    walls = [build_walls(some, ADDRESSES)[0]["library"] for some in (members, shuffled, members[::-1])]

    assert ids(walls[0]) == ids(walls[2]) != sorted(ids(walls[0]))
    assert [one for one in ids(walls[0]) if one in ids(walls[1])] == ids(walls[1])
    assert ids(walls[0])[:3] == ["0004", "0010", "0003"]


def test_each_campaign_has_a_wall_of_its_own_with_an_order_of_its_own():
    members = [member(number, Campaign=campaign) for number in range(9) for campaign in ("library", "college")]
    walls, findings = build_walls(members, ADDRESSES)

    assert not findings
    assert {name: (wall.campaign, wall.address, wall.count) for name, wall in walls.items()} == {
        "library": ("library", "library/wall/", 9),
        "college": ("college", "college/wall/", 9),
    }
    assert ids(walls["library"]) != ids(walls["college"])


def test_workplaces_come_by_name_with_their_members_in_the_walls_order():
    names = ["University library", "College", "archive", "University library", "Shop", "", "—"]
    for order in (names, names[::-1]):
        walls, findings = build_walls([member(n, Workplace=name) for n, name in enumerate(order)], ADDRESSES)
        wall = walls["library"]

        assert not findings
        assert [(place.name, place.slug, place.count) for place in wall.workplaces] == [
            ("archive", "archive", 1),
            ("College", "college", 1),
            ("Shop", "shop", 1),
            ("University library", "university-library", 2),
        ]
        for place in wall.workplaces:
            assert place.address == f"library/wall/at/{place.slug}/"
            assert place.tiles == tuple(tile for tile in wall.tiles if tile.workplace == place.name)


def test_two_spellings_are_one_workplace_under_the_commoner_name_and_the_other_is_told():
    names = ["Women’s shelter", "Women's Shelter", "Women’s shelter", "Shop"]
    walls, findings = build_walls([member(n, Workplace=name) for n, name in enumerate(names)], ADDRESSES)
    place = walls["library"].workplace("womens SHELTER")

    assert place is not None
    assert (place.name, place.count) == ("Women’s shelter", 3)
    right = next(tile.id for tile in place.tiles if tile.workplace == place.name)
    assert [str(finding) for finding in findings] == [
        (
            f"warning content/selfies/0001.md:2  selfie 0001 and selfie {right} spell one workplace in two ways; "
            f"they share a page. Write it as in {right}.md.  [C61]"
        )
    ]


def test_a_workplace_of_which_nobody_is_shown_is_none():
    wall = build_walls([member(0)], ADDRESSES)[0]["library"]

    assert wall.workplace("Shop") is None
    assert wall.workplace("") is None
    assert wall.workplace("university library") == wall.workplaces[0]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("University library, Edmonton", "university-library-edmonton"),
        ("Collège Saint-Jean", "college-saint-jean"),
        ("words", "words"),
        ("2", "2"),
        ("../../index", "index"),
        ("  ", ""),
        ("—", ""),
    ],
)
def test_a_workplace_in_an_address(name, slug):
    assert workplace_slug(name) == slug


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ωmega lab", "Ψmega lab"), ("ᐊᒥᐢᑿᒌᐚᐢᑲᐦᐃᑲᐣ", "图书馆"), ("long " * 40 + "a", "long " * 40 + "b")],
)
def test_names_that_an_address_cannot_hold_are_still_told_apart(one, other):
    slugs = {workplace_slug(one), workplace_slug(other)}

    assert len(slugs) == 2
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) and len(slug) <= 60 for slug in slugs)


def test_chosen_members_come_in_the_walls_order_and_those_who_are_not_there_do_not_come():
    wall = build_walls([member(number) for number in range(20)], ADDRESSES)[0]["library"]
    order = ids(wall)

    assert [tile.id for tile in wall.chosen(f"{order[7]}, {order[2]},9999")] == [order[2], order[7]]
    assert wall.chosen("") == ()


def test_a_tile_shows_what_the_member_told_beside_her_picture():
    tile = build_walls([member(300)], ADDRESSES)[0]["library"].tiles[0]

    assert (tile.id, tile.name, tile.workplace) == ("0300", "Ade Nomura", "University library")
    assert tile.words == "I find it, shelve it, lend it"
    assert (tile.picture.height_px, tile.ratio_class) == (600, "r6 s67")
    assert tile.address == "library/wall/member/0300/"


def test_without_members_there_is_no_wall():
    assert build_walls([], ADDRESSES) == ({}, [])
