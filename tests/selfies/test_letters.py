"""A picture among the selfies that has no text may be a letter to us, which nobody reads here."""

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
        *("0950.jpg", "7.jpg", "1234567.webp", "later/0950.jpg", ".letter.jpg", "0900 (1).jpg"),
        *("old/0900.jpg", "gone.jpg", "lena.jpg", "bea/bea.jpg"),
    ],
)
def test_one_called_by_a_number_or_with_a_text_stops_nothing(tmp_path: Path, name: str) -> None:
    roster = roster_of(folder_with(tmp_path, {name: b"a picture", "lena.md": text(), "lena.jpg": b"hers"}), "gone")

    assert [one for one in roster.all_findings() if one.level is Level.ERROR] == []
