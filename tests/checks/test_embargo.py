"""What is not public yet, or no more, is in no byte and in no picture of a public site, nor what it alone names."""

import gzip
import io
from collections.abc import Collection, Iterable
from pathlib import Path

import brotli
import pytest
from PIL import Image

from plugins.site.routes import RULES
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


EVENT = "Starts: 2027-05-01 18:00\nPlace: Kupferdistel Hall\n"
STAGES = "Stages: Asking, Talking\nStage: Asking\nStage-since: 2021-01-01\n"
KINDS = {"campaigns": "", "events": EVENT, "matters": STAGES, "pages": ""}


def site_of(folder: Path, date: str, header: str = "") -> SmallSite:
    site = small_site(folder, {"news/secret.md": TEXT.format(date=date, header=header), "news/y.md": story("Y")})
    site.write({"documents/Kupferdistel.txt": "Kupferdistel, Kupferdistel.\n"})
    site.picture("images/secret.png", f"rgb{COLOUR}", (900, 600))
    return site


def found_in(site: SmallSite, besides: Collection[str] = ()) -> set[str]:
    """Which of the words stand in a name or a byte of the output, and whether a picture has the colour.

    besides: names of files that are not looked into
    """
    found = set()
    for name in site.files() - {*besides}:
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


def test_each_kind_that_has_a_page_waits_for_its_date(tmp_path: Path) -> None:
    site = site_of(tmp_path, "2027-03-04 09:00")
    site.write(
        {f"{kind}/zwirnhexe.md": TEXT.format(date="2027-03-04 09:00", header=lines) for kind, lines in KINDS.items()}
    )
    pages = {f"{folder}zwirnhexe/index.html" for folder in ("", "events/", "matters/")}
    site.write({"pages/zwirnhexe.md": TEXT.format(date="2027-03-04 09:00", header="Slug: zwirnhexe-page\n")})

    settings = site.settings(AS_OF="2027-03-04 08:59")
    engine = settings["PELICAN_CLASS"](settings)
    told = [str(one) for one in engine.build()]

    assert found_in(site) == set()
    assert f"{engine.made.holds_until():%Y-%m-%d %H:%M}" == "2027-03-04 09:00"
    assert engine.made.holds_until() in engine.made.changes  # for which a timer waits
    assert sum("Scheduled for Thursday 4 March 2027, 9:00 a.m. Edmonton." in one for one in told) == len(KINDS) + 1

    told = [str(one) for one in site.build(AS_OF="2027-03-04 09:00")]

    assert found_in(site) == {*WORDS, "colour"}
    assert {*pages, "zwirnhexe-page/index.html", "events/zwirnhexe/event.ics", "news/secret/index.html"} <= site.files()
    assert "zwirnhexe" in site.page("events/calendar.ics").casefold()
    assert "[C26]" not in "".join(told)


FRONT = "Title: The Zwirnhexe front\nSummary: What Zwirnhexe is about.\n{header}\nWords.\n"
NAMING = {
    "news/a.md": "Title: A\nDate: 2021-03-01\nCampaign: zwirnhexe\nTags: one\nSummary: A is about this.\n\nWords A.\n",
    "news/b.md": "Title: B\nDate: 2021-03-02\nCategory: zwirnhexe\nTags: one\nSummary: B is about that.\n\nWords B.\n",
    "news/c.md": "Title: C\nDate: 2021-03-03\nCampaign: zwirnhexe\nLang: fr\nSummary: C parle.\n\nWords of C.\n",
    "news/d.md": "Title: D\nDate: 2021-03-04\nMatter: zwirnhexe\nStatus: hidden\nSummary: D is hidden.\n\nWords D.\n",
    "events/e.md": "Title: E\nStarts: 2026-12-20\nPlace: P\nCampaign: zwirnhexe\nSummary: E is near.\n\nWords E.\n",
    "pages/f.md": "Title: F\nCampaign: zwirnhexe\nSummary: F is a page.\n\nWords of F.\n",
}
TOLD = [f"content/{name}:{line}" for name, line in (("events/e.md", 4), *((f"news/{n}.md", 3) for n in "abcd"))]


def named_site(folder: Path, header: str) -> SmallSite:
    """A campaign and a long matter of one id, and what names them: as its kind has it, in lists and feeds or not."""
    site = small_site(folder, NAMING)
    matter = FRONT.format(header=f"{STAGES}{header}").replace("front", "matter").replace("about", "for")
    site.write({"campaigns/zwirnhexe.md": FRONT.format(header=header), "matters/zwirnhexe.md": matter})
    return site


def told_of_names(findings: Iterable[object]) -> list[str]:
    """Where staff are told of something that a header names and that readers do not see."""
    return [str(one).split(" ")[1] for one in findings if "[C152]" in str(one)]


@pytest.mark.parametrize(
    ("header", "told", "besides"),
    [
        ("Status: draft\n", TOLD, ()),
        ("Date: 2027-03-04 09:00\n", TOLD, ()),
        ("Expires: 2026-11-21\n", [], RULES),  # which say of addresses that were public that they are gone
    ],
)
def test_nothing_of_it_is_public_through_what_names_it(
    header: str, told: list[str], besides: Collection[str], tmp_path: Path
) -> None:
    site = named_site(tmp_path, header)

    assert told_of_names(site.build()) == told
    assert found_in(site, besides) == set()
    assert {"news/a/index.html", "news/c/fr/index.html", "events/e/index.html"} <= site.files()


def test_what_names_it_has_it_back_with_the_next_build(tmp_path: Path) -> None:
    site = named_site(tmp_path, "Status: draft\n")
    site.build()
    site.write({"campaigns/zwirnhexe.md": FRONT.format(header="")})

    assert told_of_names(site.build()) == ["content/news/d.md:3"]
    assert {"news/campaign/zwirnhexe/index.html", "feeds/campaign-zwirnhexe.atom.xml"} <= site.files()
    assert "Zwirnhexe" in site.page("news/a/index.html")


@pytest.mark.parametrize(
    ("header", "level", "words"),
    [
        ("Status: draft\n", "error", 'The campaign "zwirnhexe" is not public yet.'),
        ("Expires: 2026-11-21\n", "warning", 'The campaign "zwirnhexe" has expired: readers do not see this block.'),
    ],
)
def test_a_block_that_names_it_says_why_it_is_not_there(header: str, level: str, words: str, tmp_path: Path) -> None:
    site = small_site(tmp_path, {"news/y.md": story("Y", "::: stories\ncampaign: zwirnhexe\n:::\n")})
    site.write({"campaigns/zwirnhexe.md": FRONT.format(header=header)})

    assert [one for one in site.findings() if one.startswith(f"{level} content/news/y.md:6  {words}")]
