"""Documents and films that readers get: what is told of them, in the link and to staff."""

import hashlib
import io
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image

from plugins.core.findings import Where
from plugins.pictures.document_facts import DocumentFacts, facts_of
from plugins.render.captions import is_captions
from plugins.render.documents import told_of
from plugins.render.known_facts import KnownFacts
from plugins.render.result import Document
from tests.pdfs import pdf, pdf_with_stream
from tests.pictures.test_programs_within import zipped
from tests.small_site import small_site, story

GOOD = DocumentFacts(pages=1, language="en")
PAPERS = "::: documents\n\n- [The plan](/documents/plan.pdf)\n- [Le plan](/documents/fr.pdf)\n- [Home](/)\n:::"
FILM = "::: video\ntitle: A film\nimage: images/empty-sign.jpg\ndescription: A sign.\n{}:::"
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nWelcome.\n"


def archive(**entries: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as opened:
        for name, text in entries.items():
            opened.writestr(name.replace("__", "."), text)
    return written.getvalue()


def picture_with_a_place() -> bytes:
    exif, written = Image.Exif(), io.BytesIO()
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 32.0, 45.0), 3: "W", 4: (113.0, 29.0, 37.0)})
    Image.new("RGB", (64, 48), "teal").save(written, "JPEG", exif=exif)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "facts"),
    [
        (pdf(), GOOD),
        (pdf(words=False), GOOD._replace(is_scanned=True)),
        (pdf(tagged=False), GOOD._replace(is_untagged=True)),
        (pdf(author="Jo Marsh"), GOOD._replace(names_maker=True)),
        (pdf(language='"><script>'), GOOD._replace(language="")),
        (pdf(password="x"), DocumentFacts(is_locked=True)),
        (b"%PDF-1.7\n" + b"1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\n" * 3, DocumentFacts(is_unread=True)),
        (pdf()[:-300] + b"\nstream\n" + picture_with_a_place() + pdf()[-300:], None),
    ],
)
def test_a_pdf_tells_what_it_is(data: bytes, facts: DocumentFacts | None) -> None:
    found = facts_of(data, ".pdf")

    assert found == facts if facts else found.tells_place


def test_what_a_document_told_is_remembered_by_its_bytes_and_by_what_takes_it_apart(tmp_path: Path) -> None:
    data, other, kept = pdf(), pdf(author="Jo Marsh"), tmp_path / "facts"
    sha256, of_other = (hashlib.sha256(one).hexdigest() for one in (data, other))
    first = KnownFacts(kept, "one program")
    told = [first.of(data, sha256, ".pdf"), first.of(other, of_other, ".pdf")]
    first.save()

    again, unlike = KnownFacts(kept, "one program"), b"what would tell something else"
    assert [again.of(unlike, one, ".pdf") for one in (sha256, of_other)] == told
    assert told == [GOOD, GOOD._replace(names_maker=True)]
    assert again.of(unlike, sha256, ".txt") == DocumentFacts()

    again.keep_only([Document(tmp_path / "other.PDF", of_other, len(other))])
    last, changed = KnownFacts(kept, "one program"), KnownFacts(kept, "another program")
    assert last.of(unlike, of_other, ".pdf") == told[1]
    assert last.of(unlike, sha256, ".pdf").is_unread
    assert changed.of(unlike, of_other, ".pdf").is_unread


def test_a_program_tells_that_it_is_one_and_nothing_else() -> None:
    assert facts_of(zipped({"a.exe": picture_with_a_place()}), ".zip") == DocumentFacts(is_program=True)


def test_a_scan_in_an_archive_is_told_however_deep() -> None:
    scan = zipped({"minutes.pdf": pdf(words=False), "a.zip": zipped({"a.txt": b"x"})})
    deeper, honest = zipped({"papers/b.zip": scan}), zipped({"minutes.pdf": pdf()})

    assert [facts_of(one, ".zip").is_scanned for one in (scan, deeper, honest)] == [True, True, False]
    (told,) = told_of(facts_of(deeper, ".zip"), Where("content/documents/papers.zip"))
    assert str(told).startswith(
        "warning content/documents/papers.zip:1  A PDF in this file was scanned: its pages are "
    )


def test_documents_of_office_tell_their_maker_and_the_places_of_their_pictures() -> None:
    core = {"docProps/core__xml": "<dc:creator>Jo Marsh</dc:creator>"}
    nobody = {"docProps/core__xml": "<dc:creator></dc:creator>"}

    assert [facts_of(archive(**one), ".docx").names_maker for one in (core, nobody)] == [True, False]
    assert facts_of(archive() + b"PK" + picture_with_a_place(), ".odt").tells_place


XMP = b'<x:xmpmeta><rdf:Description exif:GPSLatitude="53,30.2N" exif:GPSLongitude="113,30W"/></x:xmpmeta>'
XML = "/Type /Metadata /Subtype /XML /Filter"
IMAGE = "/Subtype /Image /Width 64 /Height 48 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter"


@pytest.mark.parametrize(
    ("data", "ending", "is_told"),
    [
        (pdf_with_stream(f"{XML} /FlateDecode", zlib.compress(XMP)), ".pdf", True),
        (pdf_with_stream(f"{XML} /FlateDecode", zlib.compress(XMP.replace(b"GPS", b"A"))), ".pdf", False),
        (pdf_with_stream(f"{IMAGE} [/FlateDecode /DCTDecode]", zlib.compress(picture_with_a_place())), ".pdf", True),
        (zipped({"a.zip": zipped({"a.jpg": picture_with_a_place()})}), ".zip", True),
        (zipped({"a.pdf": pdf_with_stream(f"{XML} /FlateDecode", zlib.compress(XMP))}), ".zip", True),
        (zipped({"a.pdf": pdf(), "a.txt": b"GPSLatitude is what it says."}), ".zip", False),
    ],
)
def test_a_place_is_told_however_it_is_packed(data: bytes, ending: str, is_told: bool) -> None:
    assert facts_of(data, ending).tells_place == is_told


@pytest.mark.parametrize(
    ("text", "are_some"),
    [
        (VTT, True),
        ("\ufeffWEBVTT - Film\r\n\r\n01:00:00.000 --> 01:00:02.000 line:0\r\nHello\r\n", True),
        ("WEBVTT\n", False),
        ("WEBVTT\n\n00:00.000 --> 00:02.000\n\n", False),
        ("WEBVTTX\n\n00:00.000 --> 00:02.000\nHello\n", False),
        ("1\n00:00:00,000 --> 00:00:02,000\nHello\n", False),
    ],
)
def test_captions_begin_with_their_word_and_say_something(text: str, are_some: bool) -> None:
    assert is_captions(text.encode()) == are_some


def test_a_link_to_a_paper_tells_what_it_is(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"news/a.md": story("A", PAPERS), "news/b.md": f"Lang: fr\n{story('B', PAPERS)}"})
    site.write({"documents/plan.pdf": pdf(), "documents/fr.pdf": pdf(language="fr-CA")})

    site.build(SHOW_UNPUBLISHED=False)

    page, french = (site.page(name) for name in ("news/a/index.html", "news/b/fr/index.html"))
    assert 'The&nbsp;plan <span class="documents__facts">(PDF, 1 page, 1 kB)</span></a>' in page
    assert (
        'hreflang="fr-CA">Le&nbsp;plan <span class="documents__facts">(PDF, 1 page, 1 kB, in French)</span></a>' in page
    )
    assert "(PDF, 1 page, 1\u00a0ko, en anglais)" in french
    assert "Home</a>" in page


def test_nothing_of_a_film_is_fetched_before_a_click_and_nothing_from_elsewhere(tmp_path: Path) -> None:
    own = FILM.format("film: /documents/film.webm\ncaptions: /documents/film.vtt\n")
    other = FILM.format("link: https://films.example.org/a\n")
    site = small_site(tmp_path, {"news/a.md": story("A", own), "news/b.md": story("B", other)})
    site.write({"documents/film.webm": b"\x1a\x45\xdf\xa3", "documents/film.vtt": VTT})

    site.build()

    page = site.page("news/a/index.html")
    assert '<video class="video__film" controls preload="none"' in page
    assert '<track kind="captions" src="/files/documents/film.vtt" srclang="en"' in page
    assert {"files/documents/film.webm", "files/documents/film.vtt"} <= site.published()
    elsewhere = site.page("news/b/index.html")
    assert "<video" not in elsewhere
    assert "<iframe" not in elsewhere
    assert 'href="https://films.example.org/a"' in elsewhere
    assert "Watch it at films.example.org" in elsewhere
