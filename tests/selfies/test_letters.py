"""A picture among the selfies that has no text may be a letter to us, which nobody reads here."""

import shlex
from pathlib import Path

import pytest

from plugins.core.findings import Level
from tests.selfies.members import text
from tests.selfies.test_copies import folder_with, on_the_wall, roster_of


@pytest.mark.parametrize(
    "name",
    [
        *("letter.jpg", "scan 2026.png", "Scan0001.JPG", "no.webp", "Ruth.heic", "please-take-me-down.jpeg"),
        *("old/letter.jpg", "letters/ruth.png", "Screenshot 2026-01-02.png", "0412 and Ruth.jpg", "form 7.jpg"),
        # As telephones and cameras call any picture, that of a letter, too.
        *("IMG_2003.HEIC", "IMG 7.jpg", "20260304_101112.jpg", "20260304.jpg", "1000012345.jpg", "DCIM/DSCN1.JPG"),
        # A scanner may have numbered what lies in a folder within, and a folder is called as its picture.
        *("letters/1.jpg", "later/0950.jpg", "2026/950.jpg", "no/no.jpg", "DCIM/20260304.jpg"),
        *("PXL_20260304_101112123.MP.jpg", "IMG-20260102-WA0001.jpg", "WhatsApp Image 2026-01-02 at 10.11.12 (1).jpeg"),
    ],
)
def test_a_picture_that_may_be_a_letter_stops_a_public_build_with_the_lines_to_type(tmp_path: Path, name: str) -> None:
    roster = roster_of(folder_with(tmp_path, {name: b"a picture"}))

    told = [(one.code, one.level, one.where.path) for one in roster.findings if one.level is Level.ERROR]
    assert told == [("C54", Level.ERROR, f"content/selfies/{name}")]
    assert all("selfies --withdraw ID" in one.remedy for one in roster.findings if one.level is Level.ERROR)
    assert on_the_wall(roster) == ["0900"]


@pytest.mark.parametrize(
    "name",
    [
        *("0950.jpg", "7.jpg", "1234567.webp", "0950.jpg.part", "0900 (1).jpg"),
        *("old/0900.jpg", "gone.jpg", "lena.jpg", "lena/lena.jpg"),
    ],
)
def test_one_called_by_a_number_or_with_a_text_stops_nothing(tmp_path: Path, name: str) -> None:
    roster = roster_of(
        folder_with(tmp_path, {name: b"a picture", "lena.md": text(), "lena.jpg": b"hers", "lena/lena.md": text()}),
        "gone",
    )

    assert [one for one in roster.all_findings() if one.level is Level.ERROR] == []


@pytest.mark.parametrize("name", [".letter.jpg", ".thumbnails/a.jpg", "old/.letter.png.part", ".old/letter.jpg"])
def test_hidden_ones_are_told_once_for_each_folder_and_stop_nothing(tmp_path: Path, name: str) -> None:
    parent, _, last = name.rpartition("/")
    other = f"{parent}/{last}.1".lstrip("/")
    roster = roster_of(folder_with(tmp_path, {name: b"a picture", other: b"another"}))

    [told] = roster.findings
    assert (told.code, told.level, told.where.path) == ("C54", Level.WARNING, f"content/selfies/{name}")
    assert "There are 1 more like this" in str(told)


@pytest.mark.parametrize(
    "name",
    [
        *("IMG\n8.jpg", "letters/\x1b[2J.jpg", "\u202egnp.1417.jpg"),
        # `new selfie` takes no such ending.
        *("letter.jpg.part", "IMG_2003.JPG~", "letters/scan.png.bak", "no.jpg.tmp", "letter (1).jpg.1"),
    ],
)
def test_one_of_a_name_that_nobody_can_type_or_is_none_of_a_picture_is_to_be_renamed(tmp_path: Path, name: str) -> None:
    roster = roster_of(folder_with(tmp_path, {name: b"a picture"}))

    [told] = [one for one in roster.findings if one.level is Level.ERROR]
    assert told.remedy.endswith("If it is a member's picture, rename it, for example to 0417.jpg.")
    assert str(told).isprintable()


@pytest.mark.parametrize("name", ["IMG 7.jpg", "Ruth's <b>.jpg"])
def test_the_line_to_type_for_one_can_be_typed_as_it_is(tmp_path: Path, name: str) -> None:
    roster = roster_of(folder_with(tmp_path, {name: b"a picture"}))

    [told] = [one for one in roster.findings if one.level is Level.ERROR]
    assert shlex.split(told.remedy.partition("type  ")[2].rpartition("type  ")[2])[-1] == f"content/selfies/{name}"


def test_one_of_such_a_name_beside_a_text_is_to_be_renamed_too(tmp_path: Path) -> None:
    roster = roster_of(folder_with(tmp_path, {"IMG\n8.jpg": b"a picture", "IMG\n8.txt": "words"}))

    assert (
        r"warning content/selfies/IMG\n8.jpg:1  IMG\n8.jpg has no text file beside it, so it is not shown. "
        "Rename it, for example to 0417.jpg.  [C54]"
    ) in [str(one) for one in roster.all_findings()]
