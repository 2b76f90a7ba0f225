from pathlib import Path

import pytest
from PIL import Image

from plugins.core.findings import Where
from plugins.pictures import originals
from plugins.pictures.originals import HUGE_BYTES, findings_of_original
from plugins.pictures.picture import Picture
from tests.pictures.samples import encoded, four_corners
from tests.selfies.members import text
from tests.small_site import SmallSite, small_site, story

HERE = Where("content/images/rally.jpg")
PLACE = (
    "The photo told where it was taken. Visitors get a copy without it; remove it from the original before you share "
    "the folder.  [C17]"
)


def findings_of(size_bytes: int, most_bytes: int = 180_400, *, place: bool = False) -> list[str]:
    picture = Picture(
        4, 3, avif=(), fallback=(), original_size_bytes=size_bytes, tells_place=place, most_bytes=most_bytes
    )
    return [str(finding) for finding in findings_of_original(picture, HERE)]


def with_place(width_px: int = 60) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 30.0, 12.5), 3: "W", 4: (113.0, 30.0, 0.0)})
    return encoded(four_corners(width_px), exif=exif)


def test_a_huge_original_is_told_with_the_size_of_what_visitors_get() -> None:
    assert findings_of(14_000_000) == [
        (
            "note content/images/rally.jpg:1  This picture is 14 MB. Visitors get a 180 kB copy; the original stays "
            "private.  [C16]"
        )
    ]


@pytest.mark.parametrize(
    ("size_bytes", "most_bytes", "words"),
    [
        (HUGE_BYTES, 200, None),
        (HUGE_BYTES + 1, 200, ("5 MB", "1 kB")),
        (9_949_000, 999_400, ("9.9 MB", "999 kB")),
        (9_999_999, 1_300_000, ("10 MB", "1.3 MB")),
        (49_600_000, 180_400, ("50 MB", "180 kB")),
    ],
)
def test_only_more_than_five_megabytes_are_huge(
    size_bytes: int, most_bytes: int, words: tuple[str, str] | None
) -> None:
    problems = [sentence for sentence in findings_of(size_bytes, most_bytes) if "C16" in sentence]

    assert len(problems) == (words is not None)
    assert all(f"is {words[0]}." in problems[0] and f"a {words[1]} copy" in problems[0] for _ in problems if words)


def test_a_place_is_told_and_without_one_nothing() -> None:
    assert findings_of(1000, place=True) == [f"note {HERE}  {PLACE}"]
    assert findings_of(1000) == []


@pytest.mark.parametrize(("size", "is_tiny"), [((1, 1), True), ((15, 2), True), ((16, 12), False), ((24, 24), False)])
@pytest.mark.parametrize(
    "shown",
    [
        {"news/plan.md": story("A plan", "![A rally](dot.png)")},
        {"news/plan.md": story("A plan", "::: figure\nimage: dot.png\ndescription: A rally\n:::")},
        {"news/plan.md": story("A plan").replace("Date:", "Image: dot.png\nImage-description: A hall\nDate:")},
        {"people/ana.md": "Name: Ana\nImage: images/dot.png\nImage-description: Ana\n"},
    ],
)
def test_a_picture_on_which_nothing_can_be_seen_is_told_wherever_it_is_shown(
    site: SmallSite, size: tuple[int, int], shown: dict[str, str | bytes], *, is_tiny: bool
) -> None:
    site.picture("images/dot.png", size=size)
    site.write(shown)
    told = [str(one) for one in site.build() if one.code == "C18"]

    assert len(told) == is_tiny
    assert all(f"images/dot.png:1  This picture has {size[0]} x {size[1]} pixels" in one for one in told)


def test_a_small_drawing_is_of_any_size(site: SmallSite) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    site.write({"images/dot.svg": drawing, "news/plan.md": story("A plan", "![A rally](dot.svg)")})

    assert [one for one in site.build() if one.code == "C18"] == []


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path)


def notes(site: SmallSite) -> list[str]:
    return [str(finding) for finding in site.build() if finding.code in ("C16", "C17")]


def test_a_picture_that_a_page_names_is_told_once_and_others_are_not(site: SmallSite) -> None:
    body = "![A rally](/images/rally.jpg)\n\n![The same](/images/rally.jpg)\n\n![Calm](/images/calm.jpg)"
    header = "Image: images/head.jpg\nImage-description: A hall\nDate:"
    site.write({f"images/{name}.jpg": with_place() for name in ("rally", "unused", "drafted")})
    site.write({"images/head.jpg": with_place() + b" ", "images/other/rally.jpg": with_place() + b"  "})
    site.picture("images/calm.jpg")
    site.write({"news/plan.md": story("A plan", body).replace("Date:", header)})
    site.write({"news/draft.md": story("D", "![D](/images/drafted.jpg)").replace("Date:", "Status: draft\nDate:")})
    expected = [f"note content/images/{name}.jpg:1  {PLACE}" for name in ("head", "rally")]

    assert notes(site) == expected
    assert notes(site) == expected  # remembered


def test_a_picture_that_a_header_names_is_told_though_no_page_shows_it_yet(site: SmallSite) -> None:
    site.write({f"images/{name}.jpg": with_place(width) for name, width in (("ana", 61), ("about", 62))})
    site.write({"people/ana.md": "Name: Ana\nImage: images/ana.jpg\nImage-description: Ana\n"})
    header = "Title: About\nSummary: Us.\nImage: images/about.jpg\nImage-description: A hall\n"
    site.write({"pages/about.md": f"{header}\nWords.\n"})
    expected = [f"note content/images/{name}.jpg:1  {PLACE}" for name in ("about", "ana")]

    assert notes(site) == expected
    assert notes(site) == expected  # remembered


def test_a_members_picture_is_told_by_its_file_alone_and_only_on_the_wall(site: SmallSite) -> None:
    site.write({"campaigns/library.md": "Title: The library\nSummary: Four hours less.\n\nSign it.\n"})
    for number, answers in (("0417", {}), ("0418", {"Consent": ""}), ("0419", {})):
        site.write({f"selfies/{number}.md": text({"Name": "Ana Reyes", **answers}, f"Sign {number}")})
        site.write({f"selfies/{number}.jpg": with_place(int(number) - 350)})
    site.picture("selfies/0419.jpg")

    assert notes(site) == [f"note content/selfies/0417.jpg:1  {PLACE}"]


def test_a_members_huge_picture_is_told_too(site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write({"campaigns/library.md": "Title: The library\nSummary: Four hours less.\n\nSign it.\n"})
    site.write({"selfies/0417.md": text(), "selfies/0417.jpg": encoded(four_corners()) + bytes(60_000)})
    site.write({"news/plan.md": story("A plan", "![Calm](/images/empty-sign.jpg)")})
    monkeypatch.setattr(originals, "HUGE_BYTES", 50_000)
    (note,) = notes(site)

    assert note.startswith("note content/selfies/0417.jpg:1  This picture is 6")
    assert note.endswith(" kB copy; the original stays private.  [C16]")
