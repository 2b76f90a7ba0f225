"""The site of this repository, built as its owner would build it, and looked at as its readers' machines would."""

import gzip
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.pictures.containers import picture_tells
from tests.finished_site import FinishedSite, invalid
from tests.small_site import copy_caches

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("where", ["site", "site_below"])
def test_links_and_spots_resolve(where: str, request: pytest.FixtureRequest) -> None:
    assert list(request.getfixturevalue(where).problems()) == []


def test_the_pages_that_people_were_promised_are_there(site: FinishedSite) -> None:
    wanted = {
        "index.html",
        "404.html",
        "save-advanced-education/index.html",
        "save-advanced-education/wall/index.html",
        "news/index.html",
        "news/strategic-plan/index.html",
        "news/campaign/save-advanced-education/index.html",
        "privacy/index.html",
    }
    others = {"feeds/all.atom.xml", "feeds/campaign-save-advanced-education.atom.xml", "sitemap.xml", "robots.txt"}

    assert wanted <= site.pages().keys()
    assert all((site.folder / name).is_file() for name in others)


def test_build_and_plain_pelican_give_the_same_files(site: FinishedSite, tmp_path: Path) -> None:
    """`build` is what tasks.py does: Pelican with the settings file alone. Run in a copy, whose output is its own."""
    copy = tmp_path / "a copy"
    ignored = shutil.ignore_patterns(".*", "output", "node_modules", "tests", "*.pyc.*")
    shutil.copytree(ROOT, copy, ignore=ignored)
    copy_caches(copy)
    with (copy / "publishconf.py").open("a") as settings:
        settings.write('\nSITEURL = "https://site.example"\nAS_OF = "2026-11-22 09:00"\n')

    done = subprocess.run([sys.executable, "-m", "invoke", "build"], cwd=copy, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
    assert (copy / "output/manifest.json").read_text() == (site.folder / "manifest.json").read_text()


@pytest.mark.needs("java", "vnu")
def test_the_nu_validator_finds_nothing(site: FinishedSite, vnu_jar: Path) -> None:
    for kind, suffix in (("--html", "html"), ("--css", "css"), ("--svg", "svg")):
        files = list(site.folder.rglob(f"*.{suffix}"))

        assert files
        assert invalid(vnu_jar, files, kind) == []


@pytest.mark.needs("exiftool")
def test_published_pictures_hold_pixels_and_at_most_a_colour_profile(site: FinishedSite) -> None:
    command = [
        "exiftool",
        "-j",
        "-G1",
        "-a",
        "-U",
        "-r",
        "-ext",
        "jpg",
        "-ext",
        "avif",
        "-ext",
        "png",
        str(site.folder),
    ]
    pictures = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    shape = ("ImageWidth", "ImageHeight", "BitDepth", "ColorType", "Compression", "Filter", "Interlace", "Palette")
    harmless = (
        "SourceFile",
        "ExifTool:",
        "System:",
        "File:",
        "Composite:",
        "JFIF:",
        "ICC",
        "Meta:",
        "Track",
        "QuickTime:",
        *(f"PNG:{name}" for name in shape),
    )
    found = {key for file in pictures for key in file if not key.startswith(harmless) or key == "File:Comment"}

    assert len(pictures) > 100
    assert found == set()


def test_no_published_picture_carries_anything_besides_pixels(site: FinishedSite) -> None:
    pictures = [file for file in site.folder.rglob("*") if file.suffix in (".jpg", ".avif", ".png", ".webp", ".gif")]

    assert len(pictures) > 100
    assert {file.name: carried for file in pictures if (carried := picture_tells(file))} == {}


def test_no_page_needs_another_origin_a_script_or_an_inline_style(site: FinishedSite) -> None:
    for name in site.pages():
        text = (site.folder / name).read_text(encoding="utf-8")
        fetched = re.findall(
            r'<(?:img|script|source|iframe|link(?![^>]*rel="(?:canonical|alternate))[^>]*)\s[^>]*?(?:src|href)="(https?:[^"]+)',
            text,
        )
        assert fetched == []
        ours = r"/static/(?:announcements|search|viewer)\.[0-9a-f]{8}\.js"
        text = re.sub(rf'<script type="module" src="{ours}"></script>', "", text)
        text = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", text)
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", text)


def test_everybody_who_must_not_be_on_the_wall_is_not(site: FinishedSite) -> None:
    """0429 never agreed, 0430 has withdrawn: her words and her id are in no text of the site."""
    texts = [(ROOT / f"content/selfies/{member}.md").read_text(encoding="utf-8") for member in ("0429", "0430")]
    words = [text.rpartition("\n\n")[2].strip() for text in texts]
    others = (".jpg", ".avif", ".png", ".woff2", ".br", ".gz")
    published = [file for file in site.folder.rglob("*") if file.is_file() and file.suffix not in others]

    assert all(len(sign) > 5 for sign in words)
    for file in published:
        raw = file.read_bytes()
        data = (gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw).decode("utf-8", "replace")
        assert not [sign for sign in words if sign in data]
        assert not re.search(r"(?<![0-9a-f])(0429|0430)(?![0-9a-f])", data)


def test_every_tile_is_described_by_name_workplace_and_sign(site: FinishedSite) -> None:
    page = (site.folder / "save-advanced-education/wall/index.html").read_text(encoding="utf-8")

    assert page.count("with a sign: “") >= 28


def test_old_and_future_announcements_are_not_shown(site: FinishedSite) -> None:
    assert "Town halls" not in (site.folder / "index.html").read_text(encoding="utf-8")


def test_the_menu_of_a_french_page_leads_to_each_list_that_there_is_in_french(site: FinishedSite) -> None:
    page = (site.folder / "news/public-good/fr/index.html").read_text(encoding="utf-8")
    menu = re.findall(r'<li lang="fr" dir="ltr"><a class="masthead__link" href="([^"]+)"[^>]*>([^<]+)<', page)

    assert menu == [("/news/fr/", "Nouvelles"), ("/events/fr/", "Événements"), ("/search/fr/", "Chercher")]


def test_one_picture_of_a_page_comes_first(site: FinishedSite) -> None:
    first = {name: page.text.count('fetchpriority="high"') for name, page in site.pages().items()}
    with_pictures = ("index", "save-advanced-education/index", "news/index", "news/strategic-plan/index", "404")

    assert max(first.values()) == 1
    assert [name for name in with_pictures if first[f"{name}.html"] != 1] == []


def test_every_link_leads_somewhere_or_is_known_by_an_id(site: FinishedSite) -> None:
    """Search engines take any other for one that they cannot follow (Lighthouse: crawlable-anchors)."""
    links = {name: re.findall(r"<a\b[^>]*>", page.text) for name, page in site.pages().items()}

    assert len(links) > 40
    assert {
        name: [link for link in found if not re.search(r'\s(?:href|id)="', link)] for name, found in links.items()
    } == {name: [] for name in links}
