import pytest

from plugins.pictures.picture import Picture
from plugins.render.descriptions import composed_description, member_description
from plugins.render.words import read_vocabulary
from plugins.selfies.wall import Tile
from tests.small_site import ROOT

VOCABULARY = read_vocabulary(ROOT / "theme", "en")
ENGLISH, FRENCH = VOCABULARY.of("en"), VOCABULARY.of("fr")


def tile(name: str, workplace: str, words: str) -> Tile:
    return Tile("0300", name, workplace, words, Picture(400, 600, avif=(), fallback=()), "r6 s67", "wall/0300/")


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
    assert member_description(ENGLISH, tile(name, workplace, words)) == description


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([""], "A member holds up a sign."),
        (["Free to learn"], "A member holds up a sign: “Free to learn”."),
        (["A", "B"], "2 members hold up signs: “A” and “B”."),
        (["A", ""], "2 members hold up signs, among them: “A”."),
        (["A", "B", "C"], "3 members hold up signs: “A”, “B” and “C”."),
        ([""] * 28, "28 members hold up signs."),
        (["A", *[""] * 1999], "200 of 2,000 members hold up signs, among them: “A”."),
        (["A", "", " ", "A", "B", "C", "D"], "7 members hold up signs, among them: “A”, “B” and “C”."),
        (["I grow\nwhat  you study", ""], "2 members hold up signs, among them: “I grow what you study”."),
    ],
)
def test_a_composed_picture_is_described_by_its_number_and_some_words(words, said):
    assert composed_description(ENGLISH, words) == said


def test_both_are_told_in_the_language_of_the_page():
    said = composed_description(FRENCH, ["A", "B", "C", *[""] * 1997])

    assert member_description(FRENCH, tile("", "Library", "A")) == (
        "Membre, Library, avec une pancarte\u202f: «\u202fA\u202f»"
    )
    assert said == (
        "200 membres sur 2\u00a0000 lèvent des pancartes, entre autres\u202f: "
        "«\u202fA\u202f», «\u202fB\u202f» et «\u202fC\u202f»."
    )
