"""The sample site in a real browser: at three widths, light and dark, without a script of its own."""

import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.finished_site import TELL_REFUSALS, VIEWS, FinishedSite, QuietHandler, View, served, violations

pytestmark = pytest.mark.needs("chromium")

PAGES = (
    "/",
    "/save-advanced-education/",
    "/save-advanced-education/wall/",
    "/save-advanced-education/wall/member/0427/",
    "/news/",
    "/news/strategic-plan/",
    "/events/",
    "/events/2022/",
    "/events/telephone-town-hall/",
    "/events/rally-for-action/",
    "/events/sign-making-evening/",
    "/matters/three-demands/",
    "/people/mara-lind/",
    "/for-the-press/",
    "/news/public-good/fr/",
    "/privacy/",
    "/search/",
    "/404.html",
)
WIDTHS_PX = (320, 768, 1440)


def opened(browser: Browser, address: str, *, width_px: int, scheme: str = "light", script: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width_px, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
    )
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.needs("axe")
@pytest.mark.parametrize("views", VIEWS)
def test_axe_finds_nothing(browser: Browser, address: str, axe_script: Path, views: list[View]) -> None:
    page = browser.new_page()
    found: list[str] = []
    for path in PAGES:
        page.goto(address + path)
        found += violations(page, axe_script, views)
    page.close()

    assert found == []


def test_no_page_asks_another_origin_or_keeps_anything(browser: Browser, address: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page = browser.new_context().new_page()
    page.add_init_script(TELL_REFUSALS)
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda wrong: complaints.append(f"{page.url}: {wrong}"))

    for path in PAGES:
        page.goto(address + path, wait_until="networkidle")

        assert page.context.cookies() == [], path
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0, path
    assert {address + path for path in PAGES} <= {*asked}
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert complaints == []
    page.context.close()


def test_the_policy_refuses_nothing_of_the_viewer(browser: Browser, address: str) -> None:
    """With motion, for which the script gives pictures a style."""
    complaints: list[str] = []
    page = browser.new_context(reduced_motion="no-preference").new_page()
    page.add_init_script(TELL_REFUSALS)
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{address}/save-advanced-education/wall/", wait_until="networkidle")

    page.locator(".tile__link").nth(3).click()
    page.locator("dialog[open] .viewer__after").click()
    page.locator("dialog[open] .viewer__close").click()
    page.locator("dialog[open]").wait_for(state="detached")

    assert complaints == []
    page.context.close()


def test_the_policy_refuses_what_got_in_by_mistake(browser: Browser, address: str) -> None:
    """So the two tests above would hear of it."""
    complaints: list[str] = []
    page = browser.new_context().new_page()
    page.add_init_script(TELL_REFUSALS)
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)

    page.evaluate("document.body.innerHTML += '<img src=https://elsewhere.example/x.png alt><p style=\"color: red\">'")
    page.wait_for_timeout(300)

    assert [line for line in complaints if line.startswith("img-src https://elsewhere.example/")]
    assert [line for line in complaints if line.startswith("style-src-attr inline")]
    page.context.close()


def test_the_walls_rows_are_even_and_no_picture_is_cropped(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/save-advanced-education/wall/", width_px=WIDTHS_PX[0])
    for width_px in WIDTHS_PX:
        page.set_viewport_size({"width": width_px, "height": 900})
        is_even_and_whole(page)
    page.context.close()


def is_even_and_whole(page: Page) -> None:
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('.tile img')].map(image => {
            const box = image.getBoundingClientRect();
            const drawn = image.getAttribute('width') / image.getAttribute('height');
            return [box.top, box.height, box.width / box.height, drawn];
        })"""
    )

    rows: dict[int, list[float]] = {}
    for top_px, height_px, _, _ in boxes:
        rows.setdefault(round(top_px), []).append(height_px)
    assert len(boxes) == 28
    assert all(max(heights_px) - min(heights_px) < 1 for heights_px in rows.values())
    assert all(shown == pytest.approx(drawn, rel=0.02) for _, _, shown, drawn in boxes)


class SlowLine(QuietHandler):
    """Sends a page as a slow line does, the first screens of it line by line: the browser draws what it has."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        text = source.read()
        if not self.path.endswith(("/", ".html")):
            outputfile.write(text)
            return
        before, main, rest = text.partition(b"<main")
        *lines, rest = rest.split(b"\n", 60)
        for piece in (before + main, *(line + b"\n" for line in lines), rest):
            outputfile.write(piece)
            time.sleep(0.02)


class CutShort(QuietHandler):
    """Sends a page as far as its title goes, and then nothing."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        data = source.read()
        outputfile.write(data.partition(b"</h1>")[0] if self.path.endswith("/") else data)


@pytest.mark.parametrize("path", ["/save-advanced-education/", "/news/strategic-plan/"])
def test_what_arrived_of_a_page_that_was_cut_short_is_shown(browser: Browser, site: FinishedSite, path: str) -> None:
    page = browser.new_page()
    with served(site.folder, CutShort) as address:
        page.goto(address + path, wait_until="commit")  # what waits for the whole of it waits in vain
        page.locator("h1").wait_for(state="visible", timeout=20_000)
        page.close()


@pytest.mark.parametrize("width_px", [320, pytest.param(768, marks=pytest.mark.long), 1440])
def test_nothing_moves_while_a_page_arrives(browser: Browser, site: FinishedSite, width_px: int) -> None:
    moved = {}
    with served(site.folder, SlowLine) as address:
        for path in PAGES:
            page = browser.new_context(viewport={"width": width_px, "height": 900}).new_page()
            page.add_init_script(
                "window.shift = 0; const add = list => list.getEntries().forEach(entry => window.shift += entry.value);"
                "new PerformanceObserver(add).observe({type: 'layout-shift', buffered: true})"
            )
            page.goto(address + path, wait_until="networkidle")
            moved[path] = round(page.evaluate("window.shift"), 3)
            page.context.close()

    assert moved == dict.fromkeys(PAGES, 0)


def test_without_script_every_page_says_the_same(browser: Browser, address: str) -> None:
    lively, still = (opened(browser, address, width_px=768, script=script) for script in (True, False))
    for path in PAGES:
        texts = []
        for page in (lively, still):
            page.goto(address + path)
            texts.append(page.locator("body").inner_text())

        if path == "/search/":  # its field would do nothing; the list of all pages stands there anyway
            texts[0] = texts[0].replace("Search for words on signs, workplaces, stories and pages\nSearch\n", "", 1)
        assert texts[0] == texts[1], path


def test_the_first_tab_leads_to_the_content(browser: Browser, address: str) -> None:
    page = opened(browser, address, width_px=768)
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.context.close()
