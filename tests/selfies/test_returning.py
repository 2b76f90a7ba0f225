"""A member took her picture back: it is gone from everything, and does not come back under any name."""

import hashlib
import io
import json
import random
import zipfile
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageEnhance

from plugins.core.kept import sealed, unsealed
from plugins.pictures.copies import pictures_in
from plugins.pictures.fingerprint import fingerprint
from plugins.pictures.unpacking import OpaqueError
from plugins.render.document_pictures import resembling
from plugins.render.result import Document
from plugins.selfies.withdraw import take_back
from plugins.selfies.withdrawals import Withdrawal
from tests.pdfs import pdf_of_pixels
from tests.pictures.returning import CHANGES, scene
from tests.pictures.samples import encoded
from tests.selfies.members import text
from tests.small_site import SmallSite, copied, small_site, story

CAMPAIGN = "Title: Keep the library open\nSummary: Four hours less.\n\nSign it.\n"
SHOWN = f"{CAMPAIGN}\n![A nurse](/images/nurse.jpg)\n"
# One of each kind; tests/pictures/test_resemblance.py has them all.
KINDS = (
    "rotate 90",
    "mirrored and cut",
    "cut on all sides",
    "wide black border",
    "in a blurred story",
    "light screenshot",
)
TODAY = date(2026, 11, 22)
TESTER = "magenta-tester"
# A colour that nothing else has: others are grey, and paper is white.
MAGENTA = (230, 0, 200)


def drawn(number: int, colour: tuple[int, int, int] = (120, 120, 120)) -> Image.Image:
    """A picture like no other: patches of grey, and in the middle a colour."""
    rnd = random.Random(number)
    image = Image.new("RGB", (360, 270), "white")
    draw = ImageDraw.Draw(image)
    for left in range(0, 360, 40):
        for top in range(0, 270, 30):
            grey = rnd.randrange(256)
            draw.rectangle((left, top, left + 40, top + 30), fill=(grey, grey, grey))
    draw.rectangle((120, 90, 240, 180), fill=colour)
    return image


def add(site: SmallSite, member_id: str, picture: Image.Image | bytes, **answers: str) -> Path:
    """Adds a member whose sign holds her id; returns the file of her picture."""
    site.write({f"selfies/{member_id}.md": text({"Name": "", **answers}, f'"These are the words of {member_id}"')})
    file = site.folder / f"content/selfies/{member_id}.jpg"
    file.write_bytes(picture if isinstance(picture, bytes) else saved(picture))
    return file


def saved(picture: Image.Image, **parameters: int) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", **parameters)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def wall_of_three(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    site = small_site(tmp_path_factory.mktemp("three"), {"campaigns/library.md": CAMPAIGN})
    for number in (1, 2):
        add(site, f"000{number}", drawn(number))
    add(site, TESTER, drawn(3, MAGENTA))
    site.build()
    return site


@pytest.fixture
def site(wall_of_three: SmallSite, tmp_path: Path) -> SmallSite:
    """A wall of three, of whom one is about to leave."""
    return copied(wall_of_three, tmp_path)


@pytest.fixture(scope="module")
def wall_of_two(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    site = small_site(tmp_path_factory.mktemp("two"), {"campaigns/library.md": CAMPAIGN})
    for number in (11, 12):
        add(site, f"00{number}", saved(scene(number)))
    add(site, TESTER, saved(scene(1)))
    withdraw(site)
    (site.folder / f"content/selfies/{TESTER}.jpg").unlink()
    (site.folder / f"content/selfies/{TESTER}.md").unlink()
    site.build()
    return site


@pytest.fixture
def returning(wall_of_two: SmallSite, tmp_path: Path) -> SmallSite:
    """A wall of two, which somebody else has left."""
    return copied(wall_of_two, tmp_path)


def withdraw(site: SmallSite) -> None:
    take_back(site.folder / "content/selfies", site.folder / "content/withdrawn.toml", TESTER, TODAY)


def is_magenta(file: Path) -> bool:
    """Whether any pixel is nearer to that colour than to grey."""
    with Image.open(file) as image:
        reds, greens, blues = image.convert("RGB").split()
        colours = zip(reds.tobytes(), greens.tobytes(), blues.tobytes(), strict=True)
        return any(red - green > 60 and blue - green > 60 for red, green, blue in colours)


def pictures(site: SmallSite) -> list[Path]:
    """Every published and every cached one."""
    found = [*site.output.rglob("*"), *(site.folder / ".cache").rglob("*")]
    return [file for file in found if file.suffix in (".avif", ".jpg")]


def bytes_of(site: SmallSite) -> bytes:
    return b"".join(name.encode() + (site.output / name).read_bytes() for name in sorted(site.published()))


def test_after_a_withdrawal_no_picture_has_her_colour_and_no_byte_her_words_or_id(site):
    assert any(map(is_magenta, pictures(site)))
    assert f"words of {TESTER}".encode() in bytes_of(site)

    withdraw(site)
    site.build()

    # Two members at two widths, and a drawing at one, in two formats; the cards of the wall and of its campaign in one.
    # All of it published and cached.
    assert len(pictures(site)) == ((2 * 2 + 1) * 2 + 2) * 2
    assert not any(map(is_magenta, pictures(site)))
    assert TESTER.encode() not in bytes_of(site)


def test_every_clone_refuses_her_and_her_own_files_are_no_mistake_and_stay_unopened(site):
    before = (site.folder / f"content/selfies/{TESTER}.md").read_text()
    withdraw(site)
    (site.folder / f"content/selfies/{TESTER}.md").write_text(before)
    findings = [str(finding) for finding in site.build()]

    assert findings == [
        f"note content/selfies/{TESTER}.md:1  selfie {TESTER} is left out: it was withdrawn.  [C55]",
    ]
    (site.folder / f"content/selfies/{TESTER}.md").unlink()
    assert site.build() == []
    assert not any(map(is_magenta, pictures(site)))


def test_a_member_whose_picture_was_deleted_too_is_no_mistake(site):
    (site.folder / f"content/selfies/{TESTER}.md").write_text(text({"Withdrawn": "2026-11-22"}))
    (site.folder / f"content/selfies/{TESTER}.jpg").unlink()

    assert [finding.code for finding in site.build()] == ["C55"]


@pytest.mark.parametrize(
    "name", ["selfies/0417.jpg", "images/nurse.jpg", "images/unused.dat", "images/unused.toml", "pages/nurse.png"]
)
def test_the_same_bytes_under_any_name_stop_the_build_and_are_not_decoded(site, name):
    withdraw(site)
    site.build()
    add(site, "0417", drawn(4))
    data = (site.folder / f"content/selfies/{TESTER}.jpg").read_bytes()
    site.write({name: data, "campaigns/library.md": f"{CAMPAIGN}\n![A nurse](/images/nurse.jpg)\n"})
    if name != "images/nurse.jpg":
        site.write({"images/nurse.jpg": saved(drawn(5))})
    (mistake,) = [mistake for mistake in site.mistakes() if mistake.startswith("error")]

    assert mistake == (
        f"error content/{name}:1  This picture was withdrawn on 22 November 2026 and must not be used again. "
        f"It is back as content/{name}. Delete that file.  [C22]"
    )
    assert not any(map(is_magenta, pictures(site)))
    (site.folder / "content" / name).unlink()


@pytest.mark.parametrize("link", ["selfies/copy.pdf", "images/copy.pdf", "images/leaflet.pdf"])
def test_no_original_can_be_downloaded_under_any_name(site, link):
    original = site.folder / "content/selfies/0001.jpg"
    site.write({"images/copy.pdf": original.read_bytes(), "selfies/copy.pdf": b"%PDF-1.7 her letter"})
    (site.folder / "content/images/leaflet.pdf").symlink_to(original)
    site.write({"campaigns/library.md": f"{CAMPAIGN}\n[The sheet]({{static}}/{link})\n"})

    assert any("which is a picture or a member's file" in mistake for mistake in site.mistakes())


def test_a_look_alike_is_left_out_until_somebody_says_that_it_is_not_the_same(site):
    withdraw(site)
    again = ImageEnhance.Brightness(drawn(3, MAGENTA).resize((400, 300))).enhance(0.9)
    add(site, "her-twin", saved(again, quality=60))
    findings = [str(finding) for finding in site.build() if finding.code == "C22"]

    assert findings == [
        (
            f"warning content/selfies/her-twin.jpg:1  selfie her-twin is left out: it looks like {TESTER}, withdrawn "
            'on 22 November 2026. If it is another picture, add  not-the-same = ["her-twin"]  to the line of '
            f"{TESTER} in content/withdrawn.toml.  [C22]"
        )
    ]
    assert b"her-twin" not in bytes_of(site)

    file = site.folder / "content/withdrawn.toml"
    file.write_text(file.read_text().replace(" }", ', not-the-same = ["her-twin"] }'))
    assert "C22" not in [finding.code for finding in site.build()]
    assert b"words of her-twin" in bytes_of(site)


def test_in_stories_it_stops_the_build_however_it_was_changed(returning):
    site, body = returning, CAMPAIGN
    for number, kind in enumerate(KINDS):
        site.write({f"images/{number}.jpg": saved(CHANGES[kind](scene(1)), quality=85)})
        body += f"\n![A nurse](/images/{number}.jpg)\n"
    site.write({"campaigns/library.md": body})
    mistakes = [mistake for mistake in site.mistakes() if "[C22]" in mistake]

    assert mistakes == [
        (
            f"error content/images/{number}.jpg:1  This picture looks like one that was withdrawn on 22 November 2026 "
            f"({TESTER}). Delete that file. If it is another picture, add  "
            f'not-the-same = ["images/{number}.jpg"]  to the line of {TESTER} in content/withdrawn.toml.  [C22]'
        )
        for number in range(len(KINDS))
    ]


def test_under_other_ids_it_is_left_out_however_it_was_changed(returning):
    site = returning
    for number, kind in enumerate(KINDS):
        add(site, f"099{number}", saved(CHANGES[kind](scene(1)), quality=85))
    findings = [str(finding) for finding in site.build() if finding.code == "C22"]

    assert findings == [
        (
            f"warning content/selfies/099{number}.jpg:1  selfie 099{number} is left out: it looks like {TESTER}, "
            f'withdrawn on 22 November 2026. If it is another picture, add  not-the-same = ["099{number}"]  to the '
            f"line of {TESTER} in content/withdrawn.toml.  [C22]"
        )
        for number in range(len(KINDS))
    ]
    assert b"words of 099" not in bytes_of(site)


def test_a_picture_stops_the_build_until_its_path_is_in_the_line_of_the_other(returning):
    site = returning
    site.write({"images/nurse.jpg": saved(scene(1), quality=50), "campaigns/library.md": SHOWN})
    assert len([line for line in site.mistakes() if line.startswith("error")]) == 1

    file = site.folder / "content/withdrawn.toml"
    file.write_text(file.read_text().replace(" }", ', not-the-same = ["images/nurse.jpg"] }'))
    assert "C22" not in [finding.code for finding in site.build()]
    assert any(name.endswith(".avif") for name in site.published())


def test_wherever_a_picture_would_be_shown_it_is_looked_at(returning):
    site = returning
    header = "Image: images/{name}\nImage-description: She smiles.\n"
    files = {
        "people/ana.md": f"Name: Ana Reyes\nRole: Nurse\n{header.format(name='person.jpg')}",
        "campaigns/other.md": f"Title: Two\nSummary: S.\n{header.format(name='header.jpg')}\nWords.\n",
        "news/a.md": story("A", "![She smiles.](beside.jpg)"),
        "news/b.md": story("B", "![She smiles.](/images/text.png)\n\n![She smiles.](/images/text.webp)"),
    }
    changed = CHANGES["mirrored and cut"](scene(1))
    shown = {
        **dict.fromkeys(("images/person.jpg", "images/header.jpg", "news/beside.jpg"), "JPEG"),
        "images/text.png": "PNG",
        "images/text.webp": "WEBP",
        "images/empty-sign.jpg": "JPEG",  # of the page for lost readers, which only a template names
    }
    site.write(files | {name: encoded(changed, file_format) for name, file_format in shown.items()})
    errors = [line.partition(":")[0] for line in site.mistakes() if line.startswith("error") and "[C22]" in line]

    assert errors == [f"error content/{name}" for name in sorted(shown)]


def test_other_pictures_stop_nothing_and_everybody_is_shown(returning):
    site = returning
    for number in range(20, 26):
        add(site, f"09{number}", saved(scene(number)))
    site.write({"images/nurse.jpg": saved(scene(30)), "campaigns/library.md": SHOWN})

    assert "C22" not in [finding.code for finding in site.build()]
    assert all(f"words of 09{number}".encode() in bytes_of(site) for number in range(20, 26))


def test_records_of_an_older_version_are_made_again_and_what_they_hide_is_found(returning):
    site = returning
    add(site, "0990", saved(CHANGES["rotate 90"](scene(1))))
    site.build()
    folder = site.folder / ".cache/pictures"
    for record in [file for file in folder.glob("*.json") if file.name != "index.json"]:
        sha256, _, *others = json.loads(unsealed(record.read_bytes(), record.name) or b"")
        record.write_bytes(sealed(json.dumps([sha256, 12345, *others]).encode(), record.name))
    index = json.loads(unsealed((folder / "index.json").read_bytes(), "index.json") or b"")
    index["pictures"] = {name: [entry[0], 12345, *entry[2:]] for name, entry in index["pictures"].items()}
    (folder / "index.json").write_bytes(sealed(json.dumps(index).encode(), "index.json"))

    assert [finding.where.path for finding in site.build() if finding.code == "C22"] == ["content/selfies/0990.jpg"]


def test_one_picture_sent_twice_is_told_and_both_stay(site):
    add(site, "0600", saved(drawn(1), quality=50))
    findings = [str(finding) for finding in site.build()]

    assert findings == [
        (
            "warning content/selfies/0600.md:1  selfie 0600 looks like 0001. Was one picture sent twice? "
            "If so, delete one of them.  [C58]"
        )
    ]
    assert b"words of 0600" in bytes_of(site)
    assert b"words of 0001" in bytes_of(site)


def test_of_many_copies_each_is_told_once(site):
    for number in range(5):
        add(site, f"060{number}", saved(drawn(1), quality=50 + number % 3))
    findings = sorted(str(finding).partition("selfie ")[2][:20] for finding in site.build() if finding.code == "C58")

    assert findings == [f"060{number} looks like 0001" for number in range(5)]


def test_a_list_of_withdrawals_that_cannot_be_read_stops_the_build(site):
    site.write({"withdrawn.toml": "0430 = {"})

    assert site.mistakes()[0].startswith("error content/withdrawn.toml:1  I cannot read this line.")


def document(picture: Image.Image, file_format: str) -> bytes:
    """A letter of an office program with a picture in it, among others, or a PDF of it as a JPEG or as bare pixels."""
    if file_format == "pixels":
        return pdf_of_pixels(picture)
    if file_format == "PDF":
        buffer = io.BytesIO()
        picture.save(buffer, "PDF", quality=50)
        return buffer.getvalue()
    held, buffer = io.BytesIO(), io.BytesIO()
    picture.save(held, file_format)
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as letter:
        letter.writestr("word/document.xml", "<?xml version='1.0'?><w:document><w:p>Words</w:p></w:document>")
        for number, one in enumerate((saved(scene(50)), held.getvalue(), b"\x89PNG\r\n\x1a\n damaged" * 100)):
            letter.writestr(f"word/media/image{number}", one)
    return buffer.getvalue()


PAPER = "[The paper](/documents/paper.{ending})"


FORMATS = ("JPEG", "PNG", "WEBP", "PDF", "pixels")


@pytest.mark.parametrize(
    ("change", "file_format"),
    [
        pytest.param(change, file_format, marks=[pytest.mark.long] * (FORMATS[number % len(FORMATS)] != file_format))
        for number, change in enumerate([*KINDS, "saved again", "grey"])
        for file_format in FORMATS
    ],
)
def test_in_a_document_it_stops_the_build_however_it_was_changed(returning, change, file_format):
    ending = "pdf" if file_format in ("PDF", "pixels") else "docx"
    paper = document(CHANGES[change](scene(1)), file_format)
    returning.write({"news/s.md": story("S", PAPER.format(ending=ending)), f"documents/paper.{ending}": paper})

    for _ in range(2):  # it is remembered how they look
        told = [line for line in returning.mistakes() if line.startswith("error")]
        [line] = told
        where, _, words = line.partition("  ")
        assert where == f"error content/documents/paper.{ending}:1"
        assert words == (
            f"A picture in this document looks like one that was withdrawn on 22 November 2026 ({TESTER}). "
            "Take it out, or delete the document. If it is another picture, add  "
            f'not-the-same = ["documents/paper.{ending}"]  to the line of {TESTER} in content/withdrawn.toml.  [C22]'
        )


@pytest.mark.parametrize("file_format", ["AVIF", "BMP", "GIF", "TIFF"])
def test_in_a_document_it_is_known_in_formats_that_are_not_published(tmp_path: Path, file_format: str) -> None:
    gone = {"0417": Withdrawal("0417", TODAY, None, fingerprint(scene(1)).hashes)}
    for picture, told in ((CHANGES["rotate 90"](scene(1)), ["document-looks-withdrawn"]), (scene(60), [])):
        paper = tmp_path / "paper.docx"
        paper.write_bytes(document(picture, file_format))
        offered = {"files/paper.docx": Document(paper, hashlib.sha256(paper.read_bytes()).hexdigest(), 1)}

        assert [one.variant for one in resembling(offered, gone, tmp_path / "kept")] == told


def test_other_pictures_in_a_document_stop_nothing_nor_does_one_that_is_said_to_be_another(returning):
    returning.write(
        {"news/s.md": story("S", PAPER.format(ending="docx")), "documents/paper.docx": document(scene(60), "PNG")}
    )
    assert [one for one in returning.build() if one.code == "C22"] == []

    returning.write({"documents/paper.docx": document(CHANGES["rotate 90"](scene(1)), "PNG")})
    assert [line for line in returning.mistakes() if "[C22]" in line]
    listed = returning.folder / "content/withdrawn.toml"
    line = listed.read_text().rstrip().removesuffix("}") + ', not-the-same = ["documents/paper.docx"] }\n'
    listed.write_text(line)
    assert [one for one in returning.build() if one.code == "C22"] == []


def test_what_was_seen_of_a_document_before_nobody_can_look_further_is_told(tmp_path: Path) -> None:
    paper = tmp_path / "paper.zip"
    with zipfile.ZipFile(paper, "w") as archive:
        archive.writestr("a.jpg", saved(CHANGES["rotate 90"](scene(1))))
        archive.writestr("b.pdf", b"%PDF-1.7\n<< /Encrypt 3 0 R >>")
    gone = Withdrawal("0417", TODAY, None, fingerprint(scene(1)).hashes)
    offered = {"files/paper.zip": Document(paper, "0" * 64, paper.stat().st_size)}

    with pytest.raises(OpaqueError):
        list(pictures_in(paper.read_bytes()))
    told = resembling(offered, {"0417": gone}, tmp_path / "kept")
    assert [one.variant for one in told] == ["document-looks-withdrawn"]

    other = {"0418": Withdrawal("0418", TODAY, None, fingerprint(scene(60)).hashes)}
    for _ in range(2):  # what was seen once is not remembered as all of it
        assert [one.variant for one in resembling(offered, other, tmp_path / "kept")] == ["document-opaque"]
