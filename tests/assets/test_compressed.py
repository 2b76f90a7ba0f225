import gzip
import random
from pathlib import Path
from sqlite3 import connect

import brotli
import pytest

from plugins.assets.compressed import SMALLEST_BYTES, CompressedCopies
from plugins.core.kept_values import KeptValues
from tests.small_site import SmallSite, small_site, story

WORDS = "A union’s page says one thing after the other, and says it twice. ".encode() * 40
OTHER = b"<title>Another</title>" + WORDS
NOISE = random.Random(1).randbytes(4000)


@pytest.fixture
def kept(tmp_path: Path) -> CompressedCopies:
    return CompressedCopies(tmp_path / "compressed")


@pytest.mark.parametrize(
    "name", ["index.html", "site.css", "viewer.js", "favicon.svg", "feed.XML", "a.b.json", "x.txt"]
)
@pytest.mark.parametrize("data", [WORDS, OTHER])
def test_copies_hold_the_same_bytes_and_are_smaller(name: str, data: bytes, kept: CompressedCopies) -> None:
    made = kept.copies({name: data})

    assert brotli.decompress(made[f"{name}.br"]) == gzip.decompress(made[f"{name}.gz"]) == data
    assert max(map(len, made.values())) < len(data) / 4


def test_copies_hold_no_name_and_no_date_and_are_the_same_each_time(kept: CompressedCopies, tmp_path: Path) -> None:
    made = kept.copies({"index.html": WORDS})

    flags, date = made["index.html.gz"][3], made["index.html.gz"][4:8]
    assert (flags, date) == (0, bytes(4))
    assert kept.copies({"index.html": WORDS}) == made
    assert CompressedCopies(tmp_path / "other").copies({"other.html": WORDS}) == {
        name.replace("index", "other"): data for name, data in made.items()
    }


def test_of_many_files_each_gets_its_own_copies_made_or_kept(kept: CompressedCopies) -> None:
    kept.copies({"news/index.html": WORDS})

    made = kept.copies({"other.html": OTHER, "news/index.html": WORDS, "again.html": OTHER, "wall.jpg": WORDS})

    assert {name: brotli.decompress(made[name]) for name in made if name.endswith(".br")} == {
        "other.html.br": OTHER,
        "news/index.html.br": WORDS,
        "again.html.br": OTHER,
    }


def test_a_copy_that_is_kept_is_not_made_again_and_one_that_is_damaged_is(
    kept: CompressedCopies, tmp_path: Path
) -> None:
    made = kept.copies({"index.html": WORDS})
    kept.save()
    values = KeptValues(tmp_path / "compressed")
    whole, broken = sorted(values.names())
    values.put(whole, b"as it was kept")
    values.save()
    with connect(tmp_path / "compressed") as database:
        database.execute("UPDATE kept SET data = x'00' WHERE name = ?", (broken,))

    again = kept.copies({"index.html": WORDS})

    assert {name: data for name, data in again.items() if data != made[name]} == {"index.html.br": b"as it was kept"}


def test_what_a_build_did_not_ask_for_is_not_kept(kept: CompressedCopies, tmp_path: Path) -> None:
    kept.copies({"index.html": WORDS})
    kept.save()
    first = KeptValues(tmp_path / "compressed").names()
    later = CompressedCopies(tmp_path / "compressed")
    later.prune()
    assert KeptValues(tmp_path / "compressed").names() == first, "the editor's machine asks for none"

    later.copies({"index.html": OTHER})
    later.prune()

    now = KeptValues(tmp_path / "compressed").names()
    assert (len(now), now & first) == (2, set())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("placard.woff2", WORDS),  # compressed already
        ("wall.jpg", WORDS),
        ("index.html.br", WORDS),
        ("index.html", WORDS[: SMALLEST_BYTES - 1]),
        ("noise.txt", NOISE),
    ],
)
def test_what_gains_nothing_has_no_copy(name: str, data: bytes, kept: CompressedCopies) -> None:
    assert kept.copies({name: data}) == {}


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, {"news/plan.md": story("A plan")})


def test_in_public_every_page_feed_and_shared_file_has_copies_of_what_it_is(site: SmallSite) -> None:
    site.build()

    texts = {name for name in site.published() if name.endswith((".html", ".css", ".js", ".atom.xml"))}
    assert len(texts) > 6
    for name in texts:
        data = (site.output / name).read_bytes()
        assert brotli.decompress((site.output / f"{name}.br").read_bytes()) == data, name
        assert gzip.decompress((site.output / f"{name}.gz").read_bytes()) == data, name


def test_the_same_content_gives_the_same_copies(site: SmallSite) -> None:
    site.build()
    first = site.page("manifest.json")
    site.build()

    assert first == site.page("manifest.json")


def test_on_the_editors_machine_there_are_none(site: SmallSite) -> None:
    site.build(SITEURL="", SHOW_UNPUBLISHED=True, FEED_ALL_ATOM=None, CATEGORY_FEED_ATOM=None)

    assert [name for name in site.files() if name.endswith((".br", ".gz"))] == []
