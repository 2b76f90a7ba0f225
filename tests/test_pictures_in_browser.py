"""Pictures in content in a real browser: how wide they are said to be and are, what is cropped, what comes first."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.finished_site import served
from tests.small_site import SmallSite, small_site

pytestmark = pytest.mark.needs("chromium")

WIDTHS_PX = (360, 768, 1100, 1440, 2560)
PAGES = (
    "/",
    "/save-advanced-education/",
    "/news/",
    "/news/tag/members/",
    "/news/put-it-to-work/",
    "/news/strategic-plan/",
    "/404.html",
)
Measured = dict[str, dict[int, list[Any]]]  # by page and width in pixels
TALL, LONG, PLAIN = (600, 900), (1600, 600), (900, 600)  # pixels

# Every content picture: its address, the width that `sizes` tells for this window, the box it is shown in, how wide
# its own pixels are drawn there, and how it is loaded. Nothing is lazy here, so that all of them are loaded.
MEASURE = """() => [...document.querySelectorAll('main img')].filter(one => !one.closest('.tile')).map(image => {
  const told = image.sizes.split(/,(?![^(]*\\))/).map(entry => /^\\s*(\\(min-width: [^)]+\\))?\\s*(.+)$/.exec(entry));
  const rule = document.createElement('div');
  rule.style.inlineSize = told.find(([, window]) => !window || matchMedia(window).matches)[2];
  rule.style.position = 'absolute';
  document.body.append(rule);
  const said = rule.getBoundingClientRect().width;
  rule.remove();
  const style = getComputedStyle(image), ratio = image.getAttribute('width') / image.getAttribute('height');
  const width = image.clientWidth, height = image.clientHeight;
  const drawn = {contain: Math.min(width, height * ratio), cover: Math.max(width, height * ratio)}[style.objectFit];
  return {name: image.closest('picture').className || image.closest('[class]').className, said, width, height, ratio,
    drawn: drawn ?? width, fit: style.objectFit, place: style.objectPosition};
})"""


def story(number: int, size_px: tuple[int, int], focus: str = "") -> str:
    header = f"Image: images/{size_px[0]}.png\nImage-description: A hall.\n" + (
        f"Image-focus: {focus}\n" if focus else ""
    )
    return f"Title: Story {number}\nDate: 2021-03-{20 - number:02}\nTags: t{number}, few\n{header}\nWords.\n"


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose pictures are tall and long, in lists of one, two, three and five."""
    shapes = [(TALL, ""), (LONG, ""), (LONG, "10% 50%"), (TALL, "50% 20%"), (PLAIN, "")]
    blocks = "".join(f"::: stories\ntitle: The {n}\ncount: {n}\n:::\n\n" for n in (2, 3, 5))
    figures = "".join(
        f"::: figure\nimage: 1600.png\ndescription: A hall.\nwidth: {w}\n:::\n\n" for w in ("text", "wide")
    )
    texts = "Words.\n\n![A hall.](1600.png)\n\n"
    page = f"Title: Odd\nSummary: Odd shapes.\n\n{texts}{figures}"
    files = {f"news/story-{n}.md": story(n, *shape) for n, shape in enumerate(shapes, 1)}
    one = "::: stories\ntitle: One\ntag: t1\n:::\n\n"
    files |= {
        "people/ana.md": "Name: Ana\nImage: images/1600.png\nImage-description: Ana.\nImage-focus: 90% 50%\n",
        "people/bo.md": "Name: Bo\nImage: images/600.png\nImage-description: Bo.\n",
        "campaigns/odd.md": page + blocks + one + "::: story-card\nstory: story-1\n:::\n",
        "pages/calm.md": page.replace("Odd", "Calm"),
        "news/story-1.md": files["news/story-1.md"].replace("Tags", "Author: ana\nTags") + texts + figures,
        "news/story-2.md": files["news/story-2.md"].replace("Tags", "Author: bo\nTags"),
    }
    site: SmallSite = small_site(tmp_path_factory.mktemp("odd"), files)
    for size in (TALL, LONG, PLAIN):
        site.picture(f"images/{size[0]}.png", size=size)
    site.build()
    with served(site.output) as address:
        yield address


def opened(browser: Browser, address: str, width_px: int) -> Page:
    page = browser.new_context(viewport={"width": width_px, "height": 900}).new_page()
    page.goto(address)
    return page


@pytest.fixture(scope="module")
def measured(browser: Browser, address: str, odd: str) -> Measured:
    """What is measured of each page's pictures, at each width: one page is opened, and the window changes."""
    pages = [address + path for path in PAGES]
    pages += [odd + path for path in ("/news/", "/news/story-1/", "/news/story-2/", "/odd/", "/calm/", "/404.html")]
    found: Measured = {}
    for path in pages:
        page = opened(browser, path, WIDTHS_PX[0])
        for width_px in WIDTHS_PX:
            page.set_viewport_size({"width": width_px, "height": 900})
            found.setdefault(path, {})[width_px] = page.evaluate(MEASURE)
        page.context.close()
    return found


@pytest.mark.parametrize("width_px", WIDTHS_PX)
def test_sizes_says_how_wide_a_picture_is(measured: Measured, width_px: int) -> None:
    shown = [(path, image) for path, at in measured.items() for image in at[width_px]]

    assert len(shown) > 40
    assert [(path, image) for path, image in shown if not 0.95 <= image["said"] / image["drawn"] <= 1.2] == []


@pytest.mark.parametrize("width_px", WIDTHS_PX)
def test_a_picture_without_a_focus_is_shown_whole(measured: Measured, odd: str, width_px: int) -> None:
    paths = ("/news/", "/news/story-1/", "/news/story-2/", "/odd/", "/calm/")
    shown = [image for path in paths for image in measured[odd + path][width_px]]

    whole = [image for image in shown if "--focused" not in image["name"]]
    boxes = [(image, image["width"] / image["height"]) for image in whole if image["fit"] != "contain"]
    cropped = [image for image, ratio in boxes if abs(ratio / image["ratio"] - 1) > 0.03]
    assert len(whole) > 20
    assert cropped == []
    assert all(image["width"] / image["height"] > 4 / 3 - 0.02 for image in whole if "story-card" in image["name"])


@pytest.mark.parametrize("width_px", WIDTHS_PX)
def test_a_picture_with_a_focus_fills_a_box_and_keeps_that_place(measured: Measured, odd: str, width_px: int) -> None:
    paths = ("/news/", "/news/story-1/", "/odd/")
    shown = [image for path in paths for image in measured[odd + path][width_px] if "--focused" in image["name"]]

    assert {image["place"] for image in shown} == {"10% 50%", "50% 20%", "90% 50%"}
    assert {image["fit"] for image in shown} == {"cover"}
    for image in shown:
        assert image["width"] / image["height"] == pytest.approx(1 if "byline" in image["name"] else 1.5, rel=0.05)


@pytest.mark.parametrize("width_px", [360, 1440])
def test_what_is_far_below_the_first_screen_waits_and_one_picture_at_most_goes_first(
    browser: Browser, address: str, width_px: int
) -> None:
    page = opened(browser, address, width_px)
    for path in (*PAGES, "/save-advanced-education/wall/", "/save-advanced-education/wall/member/0401/"):
        page.goto(address + path)
        images = page.evaluate(
            """() => [...document.querySelectorAll('main img')].filter(one => !one.closest('.byline')).map(image =>
            [image.getBoundingClientRect().top, image.loading, image.fetchPriority])"""
        )

        assert "lazy" not in [loading for _, loading, _ in images][:1], path
        assert {loading for top_px, loading, _ in images if top_px > 2 * 900} <= {"lazy"}, path
        assert [place for place, (_, _, priority) in enumerate(images) if priority == "high"] in ([], [0]), path
