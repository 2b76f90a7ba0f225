from pathlib import Path
from random import Random

import pytest

from plugins.core.header import split
from plugins.pictures.picture import Picture, PictureError
from plugins.selfies.consent import Cleared
from plugins.selfies.submission import submission
from plugins.selfies.wall import Wall, build_walls, describe
from tests.selfies.members import text


def picture_of(file: Path) -> Picture:
    return Picture(400, 300 + int(file.stem), avif=(), jpeg=())


def member(number: int, **answers: str) -> Cleared:
    name = f"{number:04}"
    source = split(text(answers), f"content/selfies/{name}.md")
    return Cleared(submission(source, Path(f"content/selfies/{name}.jpg")), "web")


def ids(wall: Wall) -> list[str]:
    return [tile.id for tile in wall.tiles]


def test_the_order_depends_on_neither_files_nor_names_and_a_new_member_moves_nobody():
    members = [member(number) for number in range(40)]
    shuffled = Random(1).sample(members, 39)
    walls = [build_walls(some, picture_of)[0]["library"] for some in (members, shuffled, members[::-1])]

    assert ids(walls[0]) == ids(walls[2]) != sorted(ids(walls[0]))
    assert [one for one in ids(walls[0]) if one in ids(walls[1])] == ids(walls[1])
    assert ids(walls[0])[:3] == ["0004", "0010", "0003"]


def test_each_campaign_has_a_wall_of_its_own_with_an_order_of_its_own():
    members = [member(number, Campaign=campaign) for number in range(9) for campaign in ("library", "college")]
    walls, findings = build_walls(members, picture_of)

    assert not findings
    assert {name: (wall.campaign, wall.address, wall.count) for name, wall in walls.items()} == {
        "library": ("library", "library/wall/", 9),
        "college": ("college", "college/wall/", 9),
    }
    assert ids(walls["library"]) != ids(walls["college"])


def test_workplaces_are_counted_by_name():
    places = ["University library", "College", "Archive", "University library", "Shop", ""]
    for order in (places, places[::-1]):
        walls, _ = build_walls((member(n, Workplace=place) for n, place in enumerate(order)), picture_of)

        assert walls["library"].workplaces == (("Archive", 1), ("College", 1), ("Shop", 1), ("University library", 2))


def test_a_tile_shows_what_the_member_told_beside_her_picture():
    tile = build_walls([member(300)], picture_of)[0]["library"].tiles[0]

    assert (tile.id, tile.name, tile.workplace) == ("0300", "Ade Nomura", "University library")
    assert tile.words == "I find it, shelve it, lend it"
    assert tile.description == "Ade Nomura, University library, with a sign: “I find it, shelve it, lend it”"
    assert (tile.picture.height_px, tile.ratio_class) == (600, "r667")


def test_a_picture_that_cannot_be_opened_leaves_its_member_out_and_stops_nothing():
    def broken(file: Path) -> Picture:
        if file.stem == "0001":
            raise PictureError("it is a web page")
        return picture_of(file)

    walls, findings = build_walls([member(0), member(1)], broken)

    assert ids(walls["library"]) == ["0000"]
    assert [str(finding) for finding in findings] == [
        (
            'warning content/selfies/0001.jpg:1  selfie 0001 is left out: "0001.jpg" is not a picture I can open '
            "(it is a web page). Ask for it again.  [C18]"
        )
    ]


def test_without_members_there_is_no_wall():
    assert build_walls([], picture_of) == ({}, [])


@pytest.mark.parametrize(
    ("name", "workplace", "words", "description"),
    [
        ("Ade", "Library", "I find it", "Ade, Library, with a sign: “I find it”"),
        ("Ade", "", "I find it", "Ade, with a sign: “I find it”"),
        ("", "Library", "I find it", "A member, Library, with a sign: “I find it”"),
        ("", "", "I find it", "A member, with a sign: “I find it”"),
        ("Ade", "Library", "", "Ade, Library, with a sign"),
        ("Ade", "", "", "Ade with a sign"),
        ("", "", "", "A member with a sign"),
    ],
)
def test_a_description_is_made_of_what_there_is(name, workplace, words, description):
    assert describe(name, workplace, words) == description
