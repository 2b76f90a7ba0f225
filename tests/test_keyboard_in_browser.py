"""By keyboard alone: Tab comes to everything that can be pressed, in the page's order, and leads out again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.needs("chromium")

PAGES = (
    "/",
    "/save-advanced-education/",
    "/news/strategic-plan/",
    "/privacy/",
    "/news/",
    "/save-advanced-education/wall/",
    "/search/",
    "/404.html",
)
NUMBER = """() => [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
    .filter(element => element.checkVisibility({visibilityProperty: true}))
    .map((element, index) => { element.dataset.turn = index; return element.outerHTML.slice(0, 80); })"""
FOCUSED = """() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    return {
        turn: Number(element.dataset.turn),
        ring: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
        seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""


def steps(page: Page) -> Iterator[dict[str, float]]:
    """What is focused after each press of Tab, until the page is left."""
    while True:
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            return
        yield focused


# Each page, at one of two widths in turn; at both in a long run.
@pytest.mark.parametrize(
    ("path", "width_px"),
    [
        pytest.param(path, width_px, marks=[pytest.mark.long] * (number % 2 != turn))
        for number, path in enumerate(PAGES)
        for turn, width_px in enumerate((360, 1440))
    ],
)
def test_tab_reaches_everything_once_and_in_order(browser: Browser, address: str, path: str, width_px: int) -> None:
    page = browser.new_context(viewport={"width": width_px, "height": 800}, reduced_motion="reduce").new_page()
    page.goto(address + path)
    expected = page.evaluate(NUMBER)
    walked = []
    for step in steps(page):
        walked.append(step["turn"])
        assert step["ring"] >= 2, expected[int(step["turn"])]
        assert step["seen"], expected[int(step["turn"])]
        assert len(walked) <= len(expected), "Tab goes round and round"

    assert [expected[int(turn)] for turn in walked] == expected
    page.context.close()
