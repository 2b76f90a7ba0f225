import gzip
import random
from pathlib import Path

import brotli
import pytest

from plugins.assets.compressed import SMALLEST_BYTES, CompressedCopies
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
    made = kept.copies(name, data)

    assert brotli.decompress(made[f"{name}.br"]) == gzip.decompress(made[f"{name}.gz"]) == data
    assert max(map(len, made.values())) < len(data) / 4


def test_copies_hold_no_name_and_no_date_and_are_the_same_each_time(kept: CompressedCopies) -> None:
    made = kept.copies("index.html", WORDS)

    flags, date = made["index.html.gz"][3], made["index.html.gz"][4:8]
    assert (flags, date) == (0, bytes(4))
    assert kept.copies("index.html", WORDS) == made
    assert CompressedCopies(kept.folder.with_name("other")).copies("other.html", WORDS) == {
        name.replace("index", "other"): data for name, data in made.items()
    }


def test_a_copy_that_is_kept_is_not_made_again_and_one_that_is_damaged_is(kept: CompressedCopies) -> None:
    made = kept.copies("index.html", WORDS)
    broken, whole = sorted(kept.folder.iterdir())
    broken.write_bytes(broken.read_bytes()[:-1])
    written = whole.stat().st_mtime_ns, broken.stat().st_mtime_ns

    assert kept.copies("index.html", WORDS) == made
    assert whole.stat().st_mtime_ns == written[0]
    assert broken.stat().st_mtime_ns > written[1]


def test_what_a_build_did_not_ask_for_is_not_kept(kept: CompressedCopies) -> None:
    kept.copies("index.html", WORDS)
    later = CompressedCopies(kept.folder)
    later.prune()
    assert len(list(kept.folder.iterdir())) == 2, "the editor's machine asks for none"

    later.copies("index.html", OTHER)
    later.prune()

    assert {file.name for file in kept.folder.iterdir()} == later.asked


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
    assert kept.copies(name, data) == {}


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
