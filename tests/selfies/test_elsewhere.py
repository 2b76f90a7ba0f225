"""Members' files that lie where none should: nothing there is published, and whoever takes back there is left out."""

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest

from plugins.pictures.cache import PictureCache
from plugins.selfies.elsewhere import look_elsewhere
from plugins.selfies.folder import selfies_folder, shown_as
from plugins.selfies.members import read_members
from plugins.selfies.roster import read_roster
from plugins.selfies.uncleared import members_files, uncleared
from tests.checks.test_members_files import portrait
from tests.selfies.members import text
from tests.small_site import SmallSite, small_site, story

CAMPAIGN = "Title: Keep the library open\nSummary: Four hours less.\n\nSign it.\n"
NO = text({"Consent": ""})
BACK = text({"Withdrawn": "2021-06-14"})
HER = portrait(2)
SHA256 = hashlib.sha256(HER).hexdigest()


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return with_a_member(tmp_path)


def with_a_member(folder: Path) -> SmallSite:
    """A site in a folder of its own, with one member who is on the wall."""
    site = small_site(folder / "site", {"campaigns/library.md": CAMPAIGN})
    put(site, "content/selfies", {"0900.md": text(), "0900.jpg": portrait(1)})
    return site


def put(site: SmallSite, folder: str, files: dict[str, str | bytes]) -> Path:
    """Writes files into a folder, seen from the project's."""
    place = Path(os.path.normpath(site.folder / folder))
    place.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (place / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return place


def moved(site: SmallSite) -> str:
    """The selfies folder under another name beside the project; SELFIES_PATH then."""
    (site.folder / "content/selfies").rename(site.folder.parent / "members")
    return "../members"


def kept_back(site: SmallSite, selfies: str = "content/selfies") -> dict[str, str]:
    """Whose files must not be published while the wall shows 0900, by their SHA-256."""
    content = site.folder / "content"
    folder = selfies_folder(content, selfies) or content
    files = members_files(folder, look_elsewhere(content, folder), PictureCache(site.folder / ".cache"))
    return dict(uncleared(files, {folder / "0900.jpg"}, ()).owners)


def left_out(site: SmallSite, selfies: str = "content/selfies") -> list[str]:
    """Why 0900 is not on the wall."""
    content = site.folder / "content"
    folder = selfies_folder(content, selfies) or content
    elsewhere = look_elsewhere(content, folder)
    roster = read_roster(folder, shown_as(folder, content), {"library"}, {}, date(2026, 11, 28), elsewhere)
    return [str(finding) for finding in roster.left_out.get("0900", ())]


@pytest.mark.parametrize(
    "folder",
    [
        "selfies (1)",
        "selfies_2021",
        "Selfie",
        "images/selfies",
        "selfies~",
        "Selfies - Copy",
        "images/2021/member selfies/june",
        "oldselfies",
        "documents/self-ies",
        "news/selfies",
    ],
)
@pytest.mark.parametrize("content", [NO, None])
def test_a_picture_in_a_folder_that_is_called_like_that_of_selfies_is_a_members(
    site: SmallSite, folder: str, content: str | None
) -> None:
    put(site, f"content/{folder}", {"0950.jpg": HER} | ({"0950.txt": content} if content else {}))

    assert kept_back(site).get(SHA256) == "0950"


@pytest.mark.parametrize("picture", ["selfies (1)/0950.jpg", "images/0951.jpg"])
def test_no_page_shows_a_members_picture_that_lies_elsewhere(site: SmallSite, picture: str) -> None:
    site.write({"selfies (1)/0950.jpg": HER, "images/0951.jpg": portrait(4), "images/0951.md": NO})
    site.write({"news/plan.md": story("A plan", f"![She smiles.](/{picture})")})
    (error,) = [line for line in site.findings() if line.startswith("error")]

    problem = f'"/{picture}" is a copy of a file of selfie {Path(picture).stem}, who has not agreed to be shown.'
    text_of = "content/images/0951.md"
    evidence = f'{text_of} tells that "/{picture}" is a picture of a member, who has not agreed to be shown.'
    words = {
        "selfies (1)/0950.jpg": f"{problem} Delete it, and what shows it.",
        "images/0951.jpg": f"{evidence} If it is, delete both, and what shows the picture; if not, give {text_of} "
        "another name.",
    }
    assert error == f"error content/news/plan.md:5  {words[picture]}  [C19]"


@pytest.mark.parametrize(
    "folder", ["../members (1)", "../members-2021/june", "../Member", "../old members", "members", "content/selfies"]
)
def test_what_lies_in_such_a_folder_outside_is_a_members(site: SmallSite, folder: str) -> None:
    selfies = moved(site)
    put(site, folder, {"0950.jpg": HER})

    assert kept_back(site, selfies).get(SHA256) == "0950"


def test_a_linked_folder_among_the_selfies_is_searched(site: SmallSite) -> None:
    selfies = moved(site)
    put(site, "../archive/2021/a", {"0950.jpg": HER, "0900.md": BACK})
    archive, members = site.folder.parent / "archive", site.folder.parent / "members"
    (members / "2021").symlink_to(archive / "2021", target_is_directory=True)
    (archive / "2021/round").symlink_to(archive, target_is_directory=True)

    assert kept_back(site, selfies).get(SHA256) == "0950"
    assert [line.partition("  ")[0] for line in left_out(site, selfies)] == ["warning ../members/2021/a/0900.md:1"]


@pytest.mark.parametrize("target", ["..", "../site", "../site/content", "/"])
def test_a_link_to_what_the_site_lies_in_makes_nothing_a_members(site: SmallSite, target: str) -> None:
    selfies = moved(site)
    site.write({"images/rally.jpg": HER})
    (site.folder.parent / "members/link").symlink_to(target, target_is_directory=True)

    assert SHA256 not in kept_back(site, selfies)


@pytest.mark.parametrize(
    ("folder", "name", "content"),
    [
        ("images", "0950.md", BACK),
        ("images", "0950.md", NO),
        ("images", "0950.txt", "Consent:\n"),
        ("images", "0950.md", text()),
        ("images/2021", "0950 (1).md", BACK),
        ("images", "950.MD", BACK),
        ("images", "0950.jpg.txt", BACK),
        ("documents", "0950.md", "Withdrawn: 2021-06-14"),
        ("images", "0950 consent.txt", NO),
        ("images", "form of 0950.md", BACK),
        ("images/0950", "consent.md", NO),
        ("images/2021", "letter.txt", BACK),
    ],
)
def test_a_picture_beside_a_members_text_is_a_members(site: SmallSite, folder: str, name: str, content: str) -> None:
    put(site, f"content/{folder}", {"0950.jpg": HER, name: content})

    assert kept_back(site).get(SHA256) == "0950"


def test_a_picture_beside_a_members_text_in_utf_16_is_a_members(site: SmallSite) -> None:
    put(site, "content/images", {"ade.jpg": HER, "ade.md": NO.encode("utf-16")})

    assert kept_back(site).get(SHA256) == "ade"


def test_pictures_are_members_on_a_site_without_a_wall_too(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    put(site, "content/selfies (1)", {"0950.jpg": HER})
    settings = {"PATH": str(tmp_path / "content"), "SELFIES_PATH": None}

    found = read_members(settings, date(2026, 11, 28), PictureCache(tmp_path / ".cache")).originals

    assert found.owners == {SHA256: "0950"}


def test_the_very_picture_that_is_on_the_wall_may_lie_in_a_copy_of_the_folder(site: SmallSite) -> None:
    put(site, "content/selfies-backup", {"0900.md": text(), "0900.jpg": portrait(1)})
    put(site, "selfies originals", {"IMG_2041.jpg": portrait(1)})

    assert hashlib.sha256(portrait(1)).hexdigest() not in kept_back(site)
    assert left_out(site) == []


def test_under_the_number_of_another_it_may_not(site: SmallSite) -> None:
    put(site, "content/selfies-backup", {"0901.jpg": portrait(1)})

    assert kept_back(site).get(hashlib.sha256(portrait(1)).hexdigest()) == "0901"


@pytest.mark.parametrize(
    "picture", ["images/rally.jpg", "news/rally.jpg", "images/self-serve/till.jpg", "images/2021/0950.jpg"]
)
def test_other_pictures_are_nobodys(site: SmallSite, picture: str) -> None:
    site.write({picture: HER, "news/rally.md": story("A rally"), "images/2021/0951.md": NO})

    assert SHA256 not in kept_back(site)


def test_a_members_folder_called_as_a_room_of_the_site_takes_no_picture_from_it(site: SmallSite) -> None:
    (site.folder / "content/selfies").rename(site.folder.parent / "images")
    site.write({"images/rally.jpg": HER})

    assert SHA256 not in kept_back(site, "../images")


@pytest.mark.parametrize(
    "name",
    [
        "Selfies/0900.md",
        ".selfies/0900.md",
        "selfies~/0900.md",
        "SELFIES/a/900.txt",
        "0900 (1).md",
        "images/0900.md",
        "withdrawn/0900.md",
        "data/removed/0900 - Copy.md",
        "images/selfies/0900.md",
        "news/0900.md",
        "selfie/0900.md",
    ],
)
@pytest.mark.parametrize("is_moved", [True, False])
def test_whoever_takes_back_elsewhere_is_left_out(site: SmallSite, name: str, is_moved: bool) -> None:
    selfies = moved(site) if is_moved else "content/selfies"
    site.write({name: BACK})

    assert [finding.split()[-1] for finding in left_out(site, selfies)] == ["[C79]"]


@pytest.mark.parametrize(
    "name", ["../0900 (1).md", "../members (1)/0900.md", "../Members/0900.md", "content/selfies/0900.md"]
)
def test_whoever_takes_back_beside_a_folder_outside_is_left_out(site: SmallSite, name: str) -> None:
    selfies = moved(site)
    put(site, name.rpartition("/")[0], {name.rpartition("/")[2]: BACK})

    assert [finding.split()[-1] for finding in left_out(site, selfies)] == ["[C79]"]


def test_a_folder_that_only_says_so_takes_back(site: SmallSite) -> None:
    site.write({"withdrawn/0900.md": text()})

    assert [line.partition("  ")[0] for line in left_out(site)] == ["warning content/withdrawn/0900.md:1"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("news/0900.md", story("900 signatures")),
        ("news/0900-withdrawn.md", story("900 trains were withdrawn")),
        ("images/0900-signatures.txt", "900 names, none withdrawn"),
        ("images/0900.md", text()),
    ],
)
def test_other_texts_take_nothing_back(site: SmallSite, name: str, content: str) -> None:
    site.write({name: content})

    assert left_out(site) == []


def test_a_folder_of_pictures_about_selfies_is_no_copy_of_theirs(site: SmallSite) -> None:
    put(site, "content/images/selfie-station", {"rally.jpg": HER})
    assert kept_back(site).keys() == {hashlib.sha256(text().encode()).hexdigest()}

    put(site, "content/images/selfie-station", {"0950.md": NO})
    assert SHA256 in kept_back(site)


@pytest.mark.parametrize("name", ["rally.jpg", "0951.jpg", "consent-rally.jpg"])
def test_a_members_text_among_all_pictures_is_about_its_own(site: SmallSite, name: str) -> None:
    put(site, "content/images", {name: HER, "0950.md": NO, "0950.jpg": portrait(3)})

    assert SHA256 not in kept_back(site)
