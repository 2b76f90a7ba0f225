"""Announcements in a browser: each goes at its end, from a page that nobody built anew; without a script it stays."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.finished_site import QuietHandler, served
from tests.small_site import small_site, story

pytestmark = pytest.mark.needs("chromium")

BAR = "Title: {title}\nStarts: 2026-11-01\nEnds: {ends}\n\nCome.\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    files = {
        "news/a.md": story("A"),
        "announcements/a.md": BAR.format(title="First", ends="2026-11-22 18:00"),
        "announcements/b.md": BAR.format(title="Second", ends="2026-11-30"),
    }
    site = small_site(tmp_path_factory.mktemp("bar"), files)
    site.build()
    with served(site.output, QuietHandler) as host:
        yield host


def shown(page: Page) -> list[str]:
    return page.locator(".bar__title").all_inner_texts()


def test_each_goes_at_its_end_and_the_bar_with_the_last(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.clock.install(time="2026-11-22T17:59:00-07:00")
    page.goto(f"{address}/")
    before = shown(page)
    page.clock.fast_forward("02:00")
    after = shown(page)
    page.clock.fast_forward(9 * 24 * 60 * 60 * 1000)

    assert (before, after) == (["First", "Second"], ["Second"])
    assert page.locator(".bar").count() == 0
    page.close()


def test_what_is_over_already_is_never_seen_and_stays_without_a_script(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.clock.install(time="2026-11-25T12:00:00-07:00")
    page.goto(f"{address}/news/")
    without = browser.new_page(java_script_enabled=False)
    without.goto(f"{address}/")

    assert shown(page) == ["Second"]
    assert shown(without) == ["First", "Second"]
    assert without.locator(".bar__until").all_inner_texts() == ["until 22 November, 6\u00a0PM", "until 30 November"]
    page.close()
    without.close()
