"""A picture that is called as a member's text is theirs, whatever kind of file that is and wherever in the project."""

import io
import os
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from plugins.pictures.cache import PictureCache
from plugins.selfies.members import read_members
from plugins.selfies.namesakes import project_files
from tests.checks.test_members_files import portrait
from tests.pictures.test_copies import pdf
from tests.selfies.members import text
from tests.selfies.test_elsewhere import HER, NO, SHA256, kept_back, put, with_a_member
from tests.selfies.test_notes import docx, ods
from tests.small_site import SmallSite, story


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return with_a_member(tmp_path)


ROWS = [line.split(": ") for line in NO.splitlines() if ": " in line]


def rtf() -> str:
    return "{\\rtf1\\ansi\\f0\\fs22 " + NO.replace("\n", "\\par\n\\f0\\b0 ") + "}"


def mail() -> bytes:
    letter = EmailMessage()
    letter["Subject"] = "My picture"
    letter.set_content(NO, cte="base64")
    return bytes(letter)


def packed() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("form.txt", NO)
    return buffer.getvalue()


def write(site: SmallSite, *files: tuple[str, str | bytes]) -> None:
    for name, content in files:
        put(site, os.path.dirname(name), {os.path.basename(name): content})  # noqa: PTH119, PTH120


@pytest.mark.parametrize(
    "place",
    [
        "content/texts/0950.md",
        "content/images/0950.md",
        "content/documents/forms/0950.txt",
        "content/news/0950.md",
        "content/data/950 (1).MD",
        "content/texts/consent 0950.md",
        "texts/0950.md",
        "0950.txt",
        "forms/2021/0950.md.bak",
        ".old/0950.md",
        "members 2021/0950",
    ],
)
@pytest.mark.parametrize("picture", ["content/images/2021/0950.jpg", "content/news/member 0950 (2).jpg"])
def test_a_text_anywhere_makes_the_picture_of_that_name_a_members(site: SmallSite, place: str, picture: str) -> None:
    write(site, (picture, HER), (place, NO))

    assert SHA256 in kept_back(site)


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        (".docx", docx(*NO.splitlines())),
        (".odt", ods(ROWS)),
        (".rtf", rtf()),
        (".eml", mail()),
        (".zip", packed()),
        (".pdf", pdf(b"BT (Consent-given:) Tj (Adults-only: yes) Tj ET")),
        (".html", "<li>" + "</li><li>".join(NO.splitlines()) + "</li>"),
        (".json", '{"name": "x", "consent_given": "", "photo_by": "self"}'),
        (".yml", NO),
        (".csv", "name,consent-given,photo-by\nx,,self\n"),
        (".md.bak", NO),
        (".txt~", NO),
        (".jpg.txt", NO),
        (".text", NO.encode("utf-16")),
        (".letter.txt", "Adults only: yes"),
        (".docx", docx("* Consent given: 2021-03-02", "* Photo by: Ana Reyes")),
        (".odt", ods([["Name", "Consent given", "Adults only"], ["Ruth", "", "yes"]])),
        (".txt", "Withdrawn: 2021-06-14"),
        (".txt", "1. Consent: web, print"),
        (".yaml", "'photo_by': 'self'"),
        (".tsv", "name\tconsent given\tphoto by\nx\t\tself\n"),
        (".pdf", pdf(b"BT [(Consent: no)] TJ ET")),
        ("", NO),
    ],
)
def test_a_text_of_any_kind_makes_the_picture_of_that_name_a_members(
    site: SmallSite,
    ending: str,
    content: str | bytes,
) -> None:
    write(site, ("content/images/0950.jpg", HER), (f"content/images/0950{ending}", content))

    assert SHA256 in kept_back(site)


@pytest.mark.parametrize(
    "picture", ["0950.jpg", "2021/0950.png", "0950 (1).jpg", "0950.jpg.orig", "0950 - Copy.jpg", "Copy of 0950.jpg"]
)
@pytest.mark.parametrize("member", ["0950.md", "0950.txt", "letter of 0950.docx"])
def test_a_picture_that_is_called_as_a_member_who_has_none_is_theirs(
    site: SmallSite, picture: str, member: str
) -> None:
    write(site, (f"content/images/{picture}", HER), (f"content/selfies/{member}", NO))

    assert kept_back(site).get(SHA256) == "0950"


@pytest.mark.parametrize(
    ("picture", "member"),
    [
        ("images/ruth.jpg", "ruth.md"),
        ("images/library.jpg", "library.md"),
        ("images/slides/7.png", "0007.md"),
        ("images/photo-7.jpg", "0007.md"),
        ("images/007-bond.jpg", "0007.md"),
        ("images/007.jpg", "0007.md"),
        ("images/signed letter 7.png", "7.md"),
        ("images/photo 4.jpg", "4.txt"),
        ("images/7.jpg", "7.md"),
        ("images/12.jpg", "12.md"),
        ("images/0950 small.jpg", "0950.md"),
        ("images/photo 0950.jpg", "0950.md"),
        ("images/950.jpg", "0950.md"),
        ("images/may-2021.jpg", "may.md"),
        ("images/2021.jpg", "rally 2021.txt"),
        ("images/2021.jpg", "consent form 2021.docx"),
        ("images/ade-2.jpg", "ade-2.md"),
    ],
)
def test_a_picture_whose_bare_name_is_no_long_id_is_nobodys(site: SmallSite, picture: str, member: str) -> None:
    write(site, (f"content/{picture}", HER), (f"content/selfies/{member}", NO))

    assert SHA256 not in kept_back(site)


def test_a_picture_that_is_called_as_a_withdrawn_one_is_theirs(site: SmallSite) -> None:
    write(site, ("content/images/0950.jpg", HER), ("content/withdrawn.toml", "0950 = { date = 2021-06-14 }\n"))
    settings = {"PATH": str(site.folder / "content"), "SELFIES_PATH": None}

    found = read_members(settings, date(2026, 11, 28), PictureCache(site.folder / ".cache")).originals

    assert found.owners.get(SHA256) == "0950"


def test_no_page_shows_it(site: SmallSite) -> None:
    write(site, ("content/images/0950.jpg", HER), ("texts/0950.docx", docx(*NO.splitlines())))
    site.write({"news/plan.md": story("A plan", "![She smiles.](/images/0950.jpg)")})

    assert [line.split()[-1] for line in site.findings() if line.startswith("error")] == ["[C19]"]
    assert not (site.output / "news/plan").exists()


def test_what_is_told_of_a_picture_by_its_name_alone_is_so(site: SmallSite) -> None:
    write(site, ("content/images/0950.jpg", HER), ("content/selfies/0950.md", NO))
    site.write({"news/plan.md": story("A plan", "![She smiles.](/images/0950.jpg)")})

    errors = [line for line in site.findings() if line.startswith("error")]
    assert len(errors) == 1
    assert '"/images/0950.jpg" is called as selfie 0950, who has not agreed to be shown.' in errors[0]


@pytest.mark.parametrize(
    ("picture", "place", "content"),
    [
        ("images/rally.jpg", "content/news/rally.md", story("A rally", "Consent: the word of the day.")),
        ("images/rally.jpg", "content/documents/rally.txt", "Send us your selfie, with a consent form."),
        ("images/rally.jpg", "content/images/rally.txt", "Photo by: Lena Ford, with their permission."),
        ("images/rally.jpg", "content/documents/rally.pdf", pdf(b"BT (Come to the rally) Tj ET")),
        ("images/leaflet-2021.jpg", "content/documents/leaflet-2021.pdf", pdf(b"BT (We want informed consent.) Tj ET")),
        ("images/leaflet-2021.jpg", "content/documents/leaflet-2021.docx", docx("Post a selfie at the rally!")),
        ("images/rally-0301.jpg", "content/documents/rally-0301.txt", "Selfie time! No consent, no bill 301."),
        ("images/rally.jpg", "content/documents/rally.txt", "Photo by Ana. Consent given by the board."),
        ("images/rally.jpg", "content/images/rally.txt", "Photo by Ana\nConsent given by all\nAdults only at night"),
        ("images/rally.jpg", "content/images/rally.csv", "name,consent,photo\nx,yes,1\n"),
        ("images/minutes-2021.jpg", "content/documents/minutes-2021.pdf", pdf(b"BT (Withdrawn: motion 7) Tj ET")),
        ("images/party-2021.jpg", "content/documents/party-2021.txt", "Adults only\nAdults only: from 8 pm"),
        ("images/talk-101.jpg", "content/documents/talk-101.html", "<h1>Consent: what it means</h1><p>Selfies</p>"),
        ("images/talk-101.jpg", "content/documents/talk-101.txt", "Consent:\n- ask first\n- ask again"),
        ("images/talk-101.jpg", "content/documents/talk-101.txt", "The talk (photo by: Ana, consent given: by all)."),
        ("images/rally.jpg", "content/images/rally.txt", "I do not consent to this bill."),
        ("images/rally.jpg", "content/images/rally.txt", "Photo-by: Ana Reyes"),
        ("images/rally.jpg", "content/images/rally.txt", "They withdrew the bill on 3 May."),
        ("images/0950.jpg", "content/images/0950.txt", "You can withdraw at any time."),
        ("images/2021.jpg", "content/images/2021.txt", "The year in which they withdrew the bill"),
        ("images/2021.jpg", "2021 no cuts.txt", ""),
        ("images/no-cuts-301.jpg", "content/images/a.txt", ""),
        ("images/withdrawn-act-301.jpg", "content/images/a.txt", ""),
        ("images/removed-walls/12.jpg", "content/images/a.txt", ""),
        ("images/0950.jpg", "content/images/0950.txt", "900 names on a wall."),
        ("images/0950.jpg", "content/texts/0951.md", NO),
        ("images/IMG_0950.jpg", "content/selfies/0950.md", NO),
        ("images/2021.jpg", "content/news/2021.md", story("The year")),
        ("images/950-signatures.jpg", "content/selfies/0950.md", NO),
        ("images/calls.jpg", "content/selfies/calls.txt", "Call them on Monday."),
        ("images/0950.jpg", "plugins/0950.md", NO),
    ],
)
def test_a_picture_that_is_called_as_another_text_is_nobodys(
    site: SmallSite,
    picture: str,
    place: str,
    content: str | bytes,
) -> None:
    write(site, (f"content/{picture}", HER), (place, content))

    assert SHA256 not in kept_back(site)


@pytest.mark.parametrize(
    ("picture", "place", "content"),
    [
        ("images/0950.jpg", "content/images/0950.txt", "She withdrew on 3 May"),
        ("images/0950.jpg", "content/images/0950.txt", "withdrew 2021-06-14"),
        ("images/0950.jpg", "content/images/0950.txt", "no consent"),
        ("images/0950.jpg", "content/images/0950.txt", "She asked us to take it off"),
        ("images/0950.jpg", "content/documents/0950.md", "revoked"),
        ("images/ruth.jpg", "content/images/ruth.txt", "She withdrew on 3 May"),
        ("images/0950.jpg", "content/images/0950 withdrawn.txt", ""),
        ("images/0950.jpg", "content/images/no 0950.txt", ""),
        ("images/0950-withdrawn.jpg", "content/images/a.txt", ""),
        ("images/950 removed.jpg", "content/images/a.txt", ""),
        ("images/withdrawn/quill.jpg", "content/images/a.txt", ""),
        ("images/2021/revoked/quill.jpg", "content/images/a.txt", ""),
        ("images/no consent/quill.jpg", "content/images/a.txt", ""),
        ("images/0950.jpg", "content/selfies/0950.jpg", portrait(5)),
        ("images/0950.jpg", "content/images/0950.txt", NO.replace("\n", "\r")),
        ("images/0950.jpg", "content/images/0950.txt", "Consent：no\n"),
        ("images/ruth.jpg", "content/documents/ruth.txt", "Name： Ruth\nConsent： no\nPhoto-by： self\n"),
        ("images/ruth.jpg", "content/images/ruth.txt", "Photo-by: self\n"),
    ],
)
def test_a_text_or_a_name_that_says_no_makes_a_picture_a_members(
    site: SmallSite, picture: str, place: str, content: str | bytes
) -> None:
    write(site, (f"content/{picture}", HER), (place, content))

    assert SHA256 in kept_back(site)


@pytest.mark.parametrize(
    ("picture", "files", "problem"),
    [
        (
            "images/ruth.jpg",
            {"content/images/ruth.txt": "She withdrew on 3 May"},
            (
                'content/images/ruth.txt tells that "/images/ruth.jpg" is a picture of a member, who has not agreed to '
                "be shown. If it is, delete both, and what shows the picture; if not, give content/images/ruth.txt "
                "another name."
            ),
        ),
        (
            "images/0950-withdrawn.jpg",
            {},
            (
                '"/images/0950-withdrawn.jpg" is called as a picture that was taken back, or lies in such a folder. If '
                "it was, delete it and what shows it; if not, give it, or the folder, another name."
            ),
        ),
    ],
)
def test_what_makes_a_picture_a_members_is_told(
    site: SmallSite, picture: str, files: dict[str, str], problem: str
) -> None:
    write(site, (f"content/{picture}", HER), *files.items())
    site.write({"news/plan.md": story("A plan", f"![She smiles.](/{picture})")})

    errors = [line for line in site.findings() if line.startswith("error")]
    assert errors == [f"error content/news/plan.md:5  {problem}  [C19]"]


def test_another_picture_of_a_member_on_the_wall_may_be_shown_and_an_older_one_elsewhere_not(site: SmallSite) -> None:
    write(site, ("content/images/0900.jpg", HER))
    assert SHA256 not in kept_back(site)

    write(site, ("content/images/0900.md", text()))
    assert SHA256 in kept_back(site)


def test_names_alone_decide_which_files_are_opened(site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many documents the project has."""
    write(site, ("content/images/0950.jpg", portrait(4)), ("texts/0950.md", NO), ("texts/0951.md", NO))
    opened: list[str] = []
    read_bytes = Path.read_bytes

    def read(file: Path) -> bytes:
        opened.append(file.name)
        return read_bytes(file)

    monkeypatch.setattr(Path, "read_bytes", read)
    kept_back(site)

    assert "0950.md" in opened
    assert "0951.md" not in opened


def test_neither_code_nor_output_is_looked_through(tmp_path: Path) -> None:
    for name in (
        "output/news/x.txt",
        "theme/x.txt",
        "content/x.txt",
        "content-of-the-sample-2/x.txt",
        "a/output/x.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "x.txt").touch()

    found = project_files(tmp_path / "content", tmp_path / "content/selfies")

    assert [file.relative_to(tmp_path).as_posix() for file in found] == ["x.txt", "a/output/x.txt"]
