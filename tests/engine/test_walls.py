"""The wall's front door, on a small real site."""

import re
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

import pillow_heif
import pytest
from PIL import Image

from plugins.core.in_words import without_weekday
from plugins.core.settings import setting_line
from tests.selfies.members import text
from tests.selfies.test_returning import drawn
from tests.small_site import SmallSite, picture_stem, small_site, story

CAMPAIGN = "Title: Keep the library open\nSummary: Four hours less.\n\nSign it.\n"
WALL = "library/wall/index.html"


@pytest.fixture
def site(tmp_path) -> SmallSite:
    return small_site(tmp_path, {"campaigns/library.md": CAMPAIGN})


def add(site: SmallSite, member_id: str, answers: dict[str, str] | None = None, colour: str = "teal") -> str:
    """Adds a member whose name and sign hold her id; returns the name that her published picture has."""
    site.write({f"selfies/{member_id}.md": text({"Name": f"Nora {member_id}", **(answers or {})}, f"Sign {member_id}")})
    site.picture(f"selfies/{member_id}.jpg", colour)
    return picture_stem(site.folder / f"content/selfies/{member_id}.jpg")


def every_byte(site: SmallSite) -> bytes:
    """The names and the content of everything that is published."""
    return b"\n".join(name.encode() + (site.output / name).read_bytes() for name in sorted(site.published()))


def codes(found: list[object]) -> list[str]:
    return [f"{str(finding).partition(' ')[0]} {str(finding)[-4:-1]}" for finding in found]


def test_only_cleared_members_are_in_the_site_and_nobody_opens_the_others_pictures(site):
    shown = add(site, "0001", colour="red")
    hidden = [
        add(site, "0002", {"Withdrawn": "2021-06-14"}, "blue"),
        add(site, "0003", {"Consent": ""}, "green"),
        add(site, "0004", {"Campaign": "libary"}, "pink"),
    ]
    site.write({"selfies/0005.md": text({"Photo-by": ""}), "selfies/0006.md": text({"Adults-only": "no"})})
    (site.folder / "content/selfies/0005.jpg").mkdir()
    site.write({"selfies/0006.jpg": b"no picture", "selfies/0007.jpg": b"nor this"})
    found = site.build()
    public = every_byte(site)

    assert codes(found) == ["note C55", "warning C19", "warning C33", "warning C41", "note C21", "warning C54"]
    assert all(words in public for words in (b"Nora 0001", b"Sign 0001", shown.encode()))
    for member_id, name in zip(["0002", "0003", "0004"], hidden, strict=True):
        assert f"Nora {member_id}".encode() not in public
        assert f"Sign {member_id}".encode() not in public
        assert name.encode() not in public
        assert not list((site.folder / ".cache").rglob(f"{name}*"))


def test_one_more_member_changes_no_page_of_another_but_of_those_beside_them(site: SmallSite) -> None:
    for number in range(1, 9):
        add(site, f"{number:04}")
    site.build()
    before = {page.parent.name: page.read_text() for page in members_of(site)}

    add(site, "0009")
    site.picture("selfies/0009.jpg", size=(64, 61))  # a shape that no other picture has
    site.build()
    after = {page.parent.name: page.read_text() for page in members_of(site)}
    changed = [name for name in before if before[name] != after[name]]

    assert len(after) == 9
    assert len(changed) <= 2
    assert all("member/0009/" in after[name] for name in changed)


def members_of(site: SmallSite) -> list[Path]:
    """The pages of all members."""
    return [*(site.output / "library/wall/member").glob("*/index.html")]


def showing(site: SmallSite, colour: tuple[int, int, int]) -> set[str]:
    """The folders of the published pictures in which a colour is seen."""
    found = set()
    for name in site.published():
        if name.endswith((".avif", ".jpg", ".png")):
            with Image.open(site.output / name) as picture:
                pixels = picture.convert("RGB").resize((60, 40)).tobytes()
            seen = zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)
            if any(max(abs(one - other) for one, other in zip(pixel, colour, strict=True)) < 40 for pixel in seen):
                found.add(name.partition("/")[0])
    return found


def test_what_shows_a_member_has_a_folder_of_its_own_whoever_else_shows_them(site: SmallSite) -> None:
    """Pictures, cards, and the same photograph in a story: when it was there first, too."""
    site.picture("images/nora.jpg", "magenta", (640, 480))
    site.picture("images/sheet.jpg", "blue", (640, 480))
    field = "Image: images/{}.jpg\nImage-description: A sheet\nSummary:"
    for name in ("nora", "sheet"):
        site.write({f"news/{name}.md": story("One").replace("Summary:", field.format(name))})
    site.build()
    assert showing(site, (255, 0, 255)) == showing(site, (0, 0, 255)) == {"cards", "pictures"}

    add(site, "0001")
    shutil.copy(site.folder / "content/images/nora.jpg", site.folder / "content/selfies/0001.jpg")
    for _ in range(2):  # the second time from what was kept
        site.build()

        assert showing(site, (255, 0, 255)) == {"portraits"}
        assert showing(site, (0, 0, 255)) == {"cards", "pictures"}


def test_a_member_who_withdraws_is_gone_from_the_next_output_and_from_the_cache(site):
    picture = add(site, "0001").encode()
    site.build()
    assert picture in every_byte(site)

    add(site, "0001", {"Withdrawn": "2026-11-22"})
    site.build()

    assert picture not in every_byte(site)
    assert not re.search(rb"(?<![0-9a-f])0001(?![0-9a-f])", every_byte(site))  # but in hashes
    assert WALL not in site.published()
    assert not list((site.folder / ".cache").rglob(f"{picture.decode()}*"))


def test_the_last_day_of_consent_is_a_day_in_the_sites_zone(site):
    add(site, "0001", {"Consent-until": "2999-06-30"})

    assert codes(site.build(AS_OF="2999-06-30 23:59", TIMEZONE="America/Edmonton")) == ["warning C42"]
    assert b"Sign 0001" in every_byte(site)
    assert codes(site.build(AS_OF="2999-07-01", TIMEZONE="America/Edmonton")) == ["note C42"]
    assert b"Sign 0001" not in every_byte(site)


@pytest.mark.parametrize("as_of", ["2024-06-01", "2022-06-30 23:59", "1999-01-01", None])
def test_consent_that_has_ended_comes_back_by_no_moment_of_the_past(site, as_of):
    picture = add(site, "0001", {"Consent-until": "2024-06-30"}).encode()

    assert codes(site.build(AS_OF=as_of)) == ["note C42"]
    assert b"Sign 0001" not in every_byte(site)
    assert picture not in every_byte(site)


@pytest.mark.parametrize("days", [0, 30, 31])
def test_who_builds_is_told_whose_consent_ends_within_thirty_days(site, days):
    day = (datetime.now(ZoneInfo("America/Edmonton")) + timedelta(days)).date()
    add(site, "0001", {"Consent-until": day.isoformat()})

    findings = [str(finding) for finding in site.build(AS_OF=None)]

    assert b"Sign 0001" in every_byte(site)
    assert findings == [
        (
            f"warning content/selfies/0001.md:6  The consent of selfie 0001 ends on {without_weekday(day)}. "
            "Ask the member again, and write the new day:  Consent-until: YEAR-MONTH-DAY  [C42]"
        )
    ] * (days <= 30)


NOES = {
    "a no in how the consent came": {"Consent-given": "2021-03-02, by e-mail; REVOKED by phone"},
    "a photographer whom nobody knows": {"Photo-by": "unknown"},
    "two fields on a line": {"Photo-by": "self   Withdrawn: 2021-06-14"},
    "a word in the name": {"Name": "Name (withdrawn)"},
    "a note in the workplace": {"Workplace": "Shop, do not publish"},
}
NOTES = ["Withdrawn", "Note: withdrawn 2021-06-14", "WITHDRAWN!!", "Wіthdrаwn", "Please take my picture down"]
BESIDE = ["{} (conflicted copy).md", "{}.MD", "{}.txt", ".{}.md~", "old/{}.md", "{} - Copy"]
LISTS = ["withdrawn (1).toml", "Withdrawn.toml", "withdrawn.txt", ".withdrawn.toml.orig"]
WAYS = [*NOES, *NOTES, *BESIDE, *LISTS, "{} = {{ date = 2021-06-14 }}"]


@dataclass(frozen=True)
class Refused:
    """A site of members of whom each but 0002 said no in a way of their own: what they are called, and what is told."""

    site: SmallSite
    pictures: dict[str, str]
    findings: list[str]

    @cached_property
    def public(self) -> bytes:
        return every_byte(self.site)


def said_no(site: SmallSite, number: int, what: str) -> str:
    """Adds a member who said no; returns the name that their published picture would have."""
    member_id = f"{number:04}"
    name, words = f"Nora {member_id}", f"Sign {member_id}"
    answers = {key: value.replace("Name", name) for key, value in NOES.get(what, {}).items()}
    add(site, member_id, answers)
    picture = site.folder / f"content/selfies/{member_id}.jpg"
    drawn(number).save(picture)
    if what in NOTES:
        site.write({f"selfies/{member_id}.md": text({"Name": name}, f"{words}\n\n{what}")})
    elif what in BESIDE:
        site.write({f"selfies/{what.format(member_id)}": text({"Withdrawn": "2021-06-14"})})
    elif what in LISTS:
        site.write({what: f"{member_id} = {{ date = 2021-06-14 }}\n"})
    elif what not in NOES:
        site.write({"withdrawn.toml": f"{what.format(number)}\n"})
    return picture_stem(picture)


@pytest.fixture(scope="module")
def refused(tmp_path_factory) -> Refused:
    site = small_site(tmp_path_factory.mktemp("refused"), {"campaigns/library.md": CAMPAIGN})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("plugins.checks.inspection.MAX_REPEATS", 99)
        pictures = {"0002": add(site, "0002", colour="red")}
        pictures |= {what: said_no(site, number, what) for number, what in enumerate(WAYS, 100)}
        return Refused(site, pictures, [str(finding) for finding in site.build()])


def test_beside_members_who_said_no_the_others_are_shown(refused):
    assert all(words in refused.public for words in (b"Nora 0002", b"Sign 0002", refused.pictures["0002"].encode()))


@pytest.mark.parametrize("what", WAYS)
def test_whoever_said_no_in_whatever_way_is_in_no_file_of_the_site(refused, what):
    member_id, hidden = f"{WAYS.index(what) + 100:04}", refused.pictures[what]
    words = (f"Nora {member_id}", f"Sign {member_id}", f"member/{member_id}", "withdrawn", hidden)

    assert not [one for one in words if one.encode() in refused.public]
    assert not list((refused.site.folder / ".cache").rglob(f"{hidden}*"))
    assert any(f"{member_id} is left out" in line for line in refused.findings)


@pytest.mark.parametrize(
    ("campaign", "expected"),
    [
        ("libary", 'It names no campaign that I know. Did you mean "library"?'),
        ("", "There is no campaign in the file. Use one of: library."),
    ],
)
def test_a_member_without_a_campaign_of_this_site_is_left_out(site, campaign, expected):
    add(site, "0001", {"Campaign": campaign})

    assert [str(finding) for finding in site.build()] == [
        f"warning content/selfies/0001.md:3  selfie 0001 is left out. {expected}  [C33]"
    ]
    assert WALL not in site.published()


def test_a_cleared_picture_that_cannot_be_opened_stops_nothing(site):
    site.write({"selfies/0001.md": text(), "selfies/0001.jpg": b"<html>not found</html>"})

    assert [str(finding) for finding in site.build()] == [
        ('warning content/selfies/0001.jpg:1  selfie 0001 is left out: "0001.jpg" is not a picture I can open '
        "(it is a web page). Ask for it again.  [C18]")
    ]  # fmt: skip


def test_the_wall_of_a_campaign_that_is_not_public_is_not_public(site):
    picture = add(site, "0001").encode()
    site.write({"campaigns/library.md": f"Status: draft\n{CAMPAIGN}"})
    findings = [str(finding) for finding in site.build()]

    assert findings == [
        "note content/campaigns/library.md:1  selfie 0001 is left out: its campaign is not published yet.  [C62]"
    ]
    assert WALL not in site.published()
    assert picture not in every_byte(site)
    assert b"Sign 0001" not in every_byte(site)


def test_members_may_be_kept_outside_the_project(site):
    site.folder = site.folder / "project"
    site.picture("images/empty-sign.jpg", "lime")
    site.write({"campaigns/library.md": CAMPAIGN, "pages/home.md": "Title: Home\n\nHello.\n"})
    outside = site.folder.parent / "members"
    outside.mkdir()
    (outside / "0001.md").write_text(text({"Withdrawn": "2021-06-14"}))
    (outside / "0001.jpg").mkdir()

    assert [str(finding) for finding in site.build(SELFIES_PATH="../members")] == [
        "note ../members/0001.md:9  selfie 0001 is left out: it was withdrawn.  [C55]"
    ]
    assert [str(finding) for finding in site.build(SELFIES_PATH=str(outside))] == [
        "note members/0001.md:9  selfie 0001 is left out: it was withdrawn.  [C55]"
    ]


def test_a_site_may_be_without_a_wall(site):
    add(site, "0001")
    (site.folder / "README.md").write_text("Nobody takes this for a member.\n")

    assert not site.build(SELFIES_PATH=None)
    assert WALL not in site.published()


def test_a_folder_for_members_that_is_not_there_is_a_mistake_in_the_settings(site):
    line = setting_line("SELFIES_PATH")
    assert site.mistakes(SELFIES_PATH="content/selfiess") == [
        (
            f'error {line}  SELFIES_PATH names "content/selfiess", which is not a folder. '
            "Correct it, or write  SELFIES_PATH = None  for a site without a wall.  [C40]"
        )
    ]


def test_a_wall_has_its_pages_and_nobody_elses(site):
    add(site, "0001", {"Workplace": "words"})
    add(site, "0002", {"Withdrawn": "2021-06-14", "Workplace": "Shop"}, "red")
    site.build()

    assert {name for name in site.published() if name.startswith("library/wall/")} == {
        "library/wall/index.html",
        "library/wall/words/index.html",
        "library/wall/at/words/index.html",
        "library/wall/member/0001/index.html",
    }


def test_only_pages_with_tiles_that_lead_somewhere_load_the_viewer(site):
    add(site, "0001")
    site.write({"campaigns/collage.md": "Title: Collage\n\n::: collage\ncampaign: library\n:::\n"})
    site.build()
    (script,) = [name for name in site.published() if name.startswith("static/viewer.")]
    loading = {name for name in site.published() if name.endswith(".html") and script in site.page(name)}

    assert loading == {WALL, "library/wall/at/university-library/index.html", "collage/index.html"}
    for name in loading:
        assert site.page(name).count(f'<script type="module" src="/{script}"></script>') == 1
        assert site.page(name).count("<dialog") == 1


def test_a_phones_heic_file_is_shown_as_any_other(site):
    name = add(site, "0001")
    file = site.folder / "content/selfies/0001.jpg"
    heif = pillow_heif.from_pillow(Image.open(file))
    file.unlink()
    heif.save(file.with_suffix(".HEIC"))
    site.build()

    assert not any(name in published for published in site.published())
    assert 'class="tile__link' in site.page(WALL)


def test_a_campaign_and_its_wall_are_shared_with_one_picture_of_everyone(site):
    add(site, "0001", colour="red")
    add(site, "0002", colour="blue")
    add(site, "0003", {"Consent": "print"}, "green")
    site.write({"campaigns/library.md": f"{CAMPAIGN}\n:::: hero\nwall: library\neveryone: yes\n\nWords.\n::::\n"})
    site.build()
    addresses = {
        name: re.findall(r'property="og:image" content="https://site.example/([^"]+)"', site.page(name))
        for name in (WALL, "library/index.html", "library/wall/words/index.html", "news/index.html")
    }

    assert addresses[WALL] == addresses["library/wall/words/index.html"]
    assert len({picture for (picture,) in addresses.values()}) == 3
    for (picture,) in (addresses[WALL], addresses["library/index.html"]):
        with Image.open(site.output / picture) as image:
            colours = set(zip(*[iter(image.convert("RGB").tobytes())] * 3, strict=True))
            assert image.size == (1200, 630)
        assert any(red > 240 and green < 20 and blue < 20 for red, green, blue in colours)
        assert any(blue > 240 and red < 20 for red, _, blue in colours)
        assert not any(green > 100 and red < 60 and blue < 60 for red, green, blue in colours)
    (words,) = re.findall(r'property="og:image:alt" content="([^"]+)"', site.page(WALL))
    assert re.fullmatch(r"Keep the library open\. 2 members hold up signs: “Sign 000[12]” and “Sign 000[12]”\.", words)
    assert 'class="hero__everyone"' in site.page("library/index.html")
    assert "2400w" in site.page("library/index.html")
