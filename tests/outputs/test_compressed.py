import gzip
import random
from pathlib import Path

import brotli
import pytest

from plugins.outputs.compressed import SMALLEST_BYTES, copies
from tests.small_site import SmallSite, small_site, story

WORDS = "A union’s page says one thing after the other, and says it twice. ".encode() * 40
MEMBER = b'<meta name="robots" content="noindex">' + WORDS
NOISE = random.Random(1).randbytes(4000)


@pytest.mark.parametrize(
    "name", ["index.html", "site.css", "viewer.js", "favicon.svg", "feed.XML", "a.b.json", "x.txt"]
)
@pytest.mark.parametrize("data", [WORDS, MEMBER])
def test_copies_hold_the_same_bytes_and_are_smaller(name: str, data: bytes) -> None:
    made = copies(name, data)

    assert brotli.decompress(made[f"{name}.br"]) == gzip.decompress(made[f"{name}.gz"]) == data
    assert max(map(len, made.values())) < len(data) / 4


def test_copies_hold_no_name_and_no_date_and_are_the_same_each_time() -> None:
    made = copies("index.html", WORDS)

    flags, date = made["index.html.gz"][3], made["index.html.gz"][4:8]
    assert (flags, date) == (0, bytes(4))
    assert copies("index.html", WORDS) == made


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
def test_what_gains_nothing_has_no_copy(name: str, data: bytes) -> None:
    assert copies(name, data) == {}


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
