"""How long texts hold: what expires goes everywhere, what is to be reviewed is told, what was changed is dated."""

import re
from pathlib import Path

import pytest

from plugins.kinds.all import KINDS
from tests.small_site import SmallSite, small_site, story

DATE = "Date: 2021-05-01\n"


def site_of(folder: Path, header: str, **more: str) -> SmallSite:
    site = small_site(folder, {"news/x.md": f"Title: The plan\n{DATE}Summary: A summary of it.\n{header}\nWords.\n"})
    site.write(more)
    return site


@pytest.mark.parametrize(
    ("expires", "as_of", "is_public"),
    [
        ("2026-11-22", "2026-11-22 23:59", True),
        ("2026-11-22", "2026-11-23 00:00", False),
        ("2026-11-22 09:00", "2026-11-22 08:59", True),
        ("2026-11-22 09:00", "2026-11-22 09:00", False),
        ("2026-11-01", "2026-11-02 00:00", False),  # the day on which clocks are set back has 25 hours
        ("2026-11-01", "2026-11-01 23:59", True),
    ],
)
def test_a_text_is_public_until_it_expires(expires: str, as_of: str, is_public: bool, tmp_path: Path) -> None:
    site = site_of(tmp_path, f"Expires: {expires}\n")

    site.build(AS_OF=as_of)

    assert ("news/x/index.html" in site.published()) == is_public
    assert ("/news/x/" in site.page("sitemap.xml")) == is_public
    assert ("The plan" in site.page("news/index.html")) == is_public


def test_of_a_link_to_a_text_that_has_expired_readers_see_the_words_and_staff_are_told(tmp_path: Path) -> None:
    body = "See [the plan](/news/x/#part) and [its file]({filename}x.md)."
    site = site_of(tmp_path, "Expires: 2026-01-31\n", **{"news/y.md": story("Another", body)})

    told = [str(one) for one in site.build()]

    page = site.page("news/y/index.html")
    assert "See the plan and its file." in page
    assert "/news/x/" not in page
    assert [line.partition(", which")[0] for line in told if "[C11]" in line] == [
        'warning content/news/y.md:5  The link "its file" goes to {filename}x.md',
        'warning content/news/y.md:5  The link "the plan" goes to /news/x/#part',
    ]


def test_what_expired_or_was_to_be_reviewed_is_told(tmp_path: Path) -> None:
    site = site_of(tmp_path, "Expires: 2026-01-31\n")
    site.write({"pages/help.md": "Title: Help\nSummary: Where to get it.\nReview-by: 2026-11-22\n\nCall us.\n"})

    over, stale = (str(one) for one in site.build())

    assert over.startswith(
        "note content/news/x.md:4  This expired on 31 January 2026, and is in no public file any more."
    )
    assert stale.startswith("warning content/pages/help.md:3  This was to be looked at again by 22 November 2026.")
    assert "Review-by: 2027-11-22" in stale


def test_before_its_day_nothing_is_told(tmp_path: Path) -> None:
    site = site_of(tmp_path, "Status: published\nExpires: 2026-11-23\nReview-by: 2026-11-23\n")

    assert site.findings() == []


def test_a_change_is_shown_with_its_day_and_a_note(tmp_path: Path) -> None:
    site = site_of(tmp_path, 'Modified: 2021-06-01\nChange-note: An earlier version said "Monday" -- it is Tuesday.\n')

    site.build()

    assert (
        'Changed on <time datetime="2021-06-01">Tuesday 1 June 2021</time>: '
        "An earlier version said “Monday” — it is Tuesday.</span>"
    ) in site.page("news/x/index.html")


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("Expires: 2021-04-30\n", "This expires before its date, 1 May 2021, so that nobody would ever see it."),
        (
            "Change-note: It is Tuesday.\n",
            "does not say when that was. Add  Modified: 2026-11-22",
        ),
        ("Expires: soon\n", '"soon" is not a date.'),
    ],
)
def test_what_makes_no_sense_is_told(header: str, told: str, tmp_path: Path) -> None:
    assert any(told in line for line in site_of(tmp_path, header).mistakes())


ZONES = [
    ("2027-03-14 02:30", "2027-03-14 03:30"),  # Edmonton's clocks go from 2 to 3
    ("2027-03-14 02:00", "2027-03-14 03:00"),
    ("2027-03-14T02:59:59", "2027-03-14 03:59"),
]


@pytest.mark.parametrize(("skipped", "meant"), ZONES)
@pytest.mark.parametrize("field", ["Date", "Expires", "Modified", "Review-by"])
def test_an_hour_that_is_skipped_is_told(field: str, skipped: str, meant: str, tmp_path: Path) -> None:
    header = {"Date": "2027-03-01", field: skipped}
    text = "".join(f"{name}: {value}\n" for name, value in header.items())
    site = small_site(tmp_path, {"news/x.md": f"Title: X\n{text}Summary: A summary of it.\n\nWords.\n"})

    line = 2 if field == "Date" else 3
    assert any(
        told.startswith(f'error content/news/x.md:{line}  "{skipped}" is a time that no clock shows here')
        and f"Write {meant}." in told
        for told in site.mistakes()
    )


@pytest.mark.parametrize("there_is", ["2027-03-14 01:59", "2027-03-14 03:00", "2027-03-14 02:30Z", "2026-11-01 01:30"])
def test_other_hours_are_not(there_is: str, tmp_path: Path) -> None:
    site = small_site(tmp_path, {"news/x.md": f"Title: X\nDate: {there_is}\nSummary: A summary of it.\n\nWords.\n"})

    assert not [told for told in site.findings() if "[C04]" in told]


def test_every_page_that_takes_a_note_of_a_change_shows_it_with_its_day(tmp_path: Path) -> None:
    change = "Modified: 2021-06-01\nChange-note: It is Tuesday in {}.\nSummary: Words of {}.\n"
    texts = {
        "news/a.md": "Title: A\nDate: 2021-05-01\n",
        "pages/about.md": "Title: About\n",
        "pages/home.md": "Title: Home\n",
        "campaigns/library.md": "Title: Library\n",
        "matters/talks.md": "Title: Talks\nStage: Preparing\nStage-since: 2021-05-01\n",
        "events/hall.md": "Title: Hall\nStarts: 2026-12-10 18:30\nPlace: Hall\n",
    }
    site = small_site(tmp_path, {name: f"{text}{change.format(name, name)}\nWords.\n" for name, text in texts.items()})
    takes = {kind.folder for kind in KINDS if {"Modified", "Change-note"} & {one.name for one in kind.fields}}

    site.build()

    assert takes == {name.partition("/")[0] for name in texts}
    pages = [site.page(name) for name in site.published() if name.endswith("index.html")]
    for name in texts:
        shown = re.compile(f'hanged on <time datetime="2021-06-01">Tuesday 1 June 2021</time>: It is Tuesday in {name}')
        assert sum(shown.search(page) is not None for page in pages) == 1, name


def test_who_is_called_otherwise_now_is_found_at_the_old_address(tmp_path: Path) -> None:
    site = site_of(tmp_path, "Author: ann-lee\n")
    person = "Name: Ann Lee\n{}"
    site.write({"people/ann-lee.md": person.format(""), "addresses.txt": "/people/ann-marsh/\n"})
    gone = next(one for one in site.mistakes() if "[C122]" in one)
    line = re.search(r"Old-addresses: \S+", gone)
    assert line

    site.write({"people/ann-lee.md": person.format(f"{line[0]}\n")})

    assert site.findings() == []
    assert 'content="0; url=/people/ann-lee/"' in site.page("people/ann-marsh/index.html")
    assert "Ann Lee" in site.page("people/ann-marsh/index.html")
