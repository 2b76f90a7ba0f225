"""The face of titles is whole, small and under a name of its own, and its licence lies beside it."""

import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from plugins.assets.typeface import FAMILY, kept_web_face, original_face, web_face
from plugins.core.kept import sealed
from tests.finished_site import FinishedSite


@pytest.fixture(scope="module")
def face() -> bytes:
    return web_face(original_face())


def test_every_letter_and_its_width_is_kept(face: bytes) -> None:
    original, ours = TTFont(io.BytesIO(original_face())), TTFont(io.BytesIO(face))

    def widths(font: TTFont) -> dict[int, int]:
        return {letter: font["hmtx"][glyph][0] for letter, glyph in font.getBestCmap().items()}

    assert len(widths(ours)) == 268
    assert widths(ours) == widths(original)


def test_the_reserved_names_are_given_up_and_the_licence_is_not(face: bytes) -> None:
    names = {record.nameID: str(record) for record in TTFont(io.BytesIO(face))["name"].names}

    assert names[1] == names[4] == FAMILY
    assert not [text for number in (1, 3, 4, 6, 16) if re.search(r"(?i)fjalla|\bone\b", text := names[number])]
    assert "Copyright (c) 2012, Sorkin Type Co" in names[0]
    assert "SIL Open Font License" in names[13]


def test_it_is_small_without_hints_and_the_same_every_time(face: bytes) -> None:
    assert {"fpgm", "prep", "cvt "}.isdisjoint(TTFont(io.BytesIO(face)).keys())
    assert len(face) < 12_700
    assert web_face(original_face()) == face


def test_it_is_made_once(face: bytes, tmp_path: Path) -> None:
    assert kept_web_face(tmp_path) == face
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(sealed(b"as it was kept", kept.name))

    assert kept_web_face(tmp_path) == b"as it was kept"


@pytest.mark.parametrize("damage", ["cut short", "random", "one bit", "empty", "as older programs kept it", "folder"])
def test_one_that_is_not_as_it_was_kept_is_made_again(face: bytes, tmp_path: Path, damage: str) -> None:
    kept_web_face(tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    harmed = {"cut short": whole[:-1], "random": bytes(len(whole)), "one bit": whole[:-1] + bytes([whole[-1] ^ 1])}
    kept.write_bytes((harmed | {"as older programs kept it": face}).get(damage, b""))
    if damage == "folder":
        kept.unlink()
        kept.mkdir()

    assert kept_web_face(tmp_path) == face
    assert kept.read_bytes() == whole


def test_a_site_has_one_face_asked_for_early_with_its_licence_beside_it(site: FinishedSite) -> None:
    (file,) = site.folder.rglob("*.woff2")
    (sheet,) = (site.folder / "static").glob("site.*.css")

    assert f'src: url("{file.name}")' in sheet.read_text()
    assert "Reserved Font Name" in next(file.parent.glob("OFL.*.txt")).read_text()
    for name in site.pages():
        assert f'<link rel="preload" href="/static/{file.name}" as="font"' in (site.folder / name).read_text()
