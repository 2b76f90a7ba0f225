"""What is not public yet, or no more, is in no byte and in no picture of a public site, nor what it alone names."""

import gzip
import io
from pathlib import Path

import brotli
import pytest
from PIL import Image

from tests.small_site import SmallSite, small_site, story

COLOUR = (255, 0, 200)  # that nothing else on the site has
WORDS = ("Zwirnhexe", "Kupferdistel")  # nor these words: of the text, and of its document
TEXT = """\
Title: The Zwirnhexe plan
Date: {date}
Summary: What Zwirnhexe is about.
Tags: Zwirnhexe
Image: images/secret.png
Image-description: A Zwirnhexe
{header}
See [the paper](/documents/Kupferdistel.txt).

![A Zwirnhexe from behind](/images/secret.png)
"""


def site_of(folder: Path, date: str, header: str = "") -> SmallSite:
    site = small_site(folder, {"news/secret.md": TEXT.format(date=date, header=header), "news/y.md": story("Y")})
    site.write({"documents/Kupferdistel.txt": "Kupferdistel, Kupferdistel.\n"})
    site.picture("images/secret.png", f"rgb{COLOUR}", (900, 600))
    return site


def found_in(site: SmallSite) -> set[str]:
    """Which of the words stand in a name or a byte of the output, and whether a picture has the colour."""
    found = set()
    for name in site.files():
        data = (site.output / name).read_bytes()
        data = (
            gzip.decompress(data) if name.endswith(".gz") else brotli.decompress(data) if name.endswith(".br") else data
        )
        if name.endswith((".pf_fragment", ".pf_index", ".pf_meta")):
            data = gzip.decompress(data)
        found |= {
            word for word in WORDS if word.casefold().encode() in data.lower() or word.casefold() in name.casefold()
        }
        if name.endswith((".avif", ".jpg", ".png")) and has_colour(data):
            found.add("colour")
    return found


def has_colour(data: bytes) -> bool:
    """Whether a hundredth of a picture is nearly of the colour."""
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    picture.thumbnail((60, 60))
    pixels = zip(*(picture.getchannel(band).tobytes() for band in "RGB"), strict=True)
    near = [all(abs(a - b) < 24 for a, b in zip(one, COLOUR, strict=True)) for one in pixels]
    return sum(near) > len(near) / 100


@pytest.mark.parametrize(
    ("date", "header", "as_of"),
    [
        ("2027-03-04 09:00", "", "2027-03-04 08:59"),
        ("2021-03-04", "Expires: 2026-11-21\n", "2026-11-22 00:00"),
        ("2021-03-04", "Expires: 2026-11-22 09:00\n", "2026-11-22 09:00"),
        ("2021-03-04", "Status: draft\n", "2026-11-22 09:00"),
    ],
)
def test_nothing_of_it_is_public(date: str, header: str, as_of: str, tmp_path: Path) -> None:
    site = site_of(tmp_path, date, header)

    site.build(AS_OF=as_of)

    assert found_in(site) == set()


@pytest.mark.parametrize(
    ("date", "header", "as_of"),
    [
        ("2027-03-04 09:00", "", "2027-03-04 09:00"),
        ("2021-03-04", "Expires: 2026-11-21\n", "2026-11-21 23:59"),
    ],
)
def test_at_its_time_all_of_it_is(date: str, header: str, as_of: str, tmp_path: Path) -> None:
    site = site_of(tmp_path, date, header)

    site.build(AS_OF=as_of)

    assert found_in(site) == {*WORDS, "colour"}


def test_what_was_public_goes_with_the_next_build(tmp_path: Path) -> None:
    site = site_of(tmp_path, "2021-03-04", "Expires: 2026-11-23\n")

    site.build(AS_OF="2026-11-23 23:00")
    assert found_in(site) == {*WORDS, "colour"}

    site.build(AS_OF="2026-11-24 00:00")
    assert found_in(site) == set()
