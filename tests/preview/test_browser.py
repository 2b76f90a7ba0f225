import pytest
from playwright.sync_api import expect

from tests.finished_site import chromium


@pytest.fixture
def page():
    """A page of a real browser."""
    with chromium() as browser:
        yield browser.new_page()


@pytest.mark.needs("chromium")
def test_an_open_page_follows_what_is_saved(running, page):
    page.goto(running.preview.address + "a/")
    expect(page.locator("h1")).to_have_text("one")

    running.write("content/a.md", "two")
    expect(page.locator("h1")).to_have_text("two")

    running.write("content/a.md", "broken")
    expect(page.locator("h1")).to_have_text("1 thing to mend")
    expect(page.locator("h2")).to_have_text("content/a.md")
    expect(page.locator("li").first).to_have_css("border-left-width", "10px")

    page.get_by_role("button", name="Show the last good pages").click()
    expect(page.locator("h1")).to_have_text("two")
    assert page.url.endswith("/a/")

    running.write("content/a.md", "three")
    expect(page.locator("h1")).to_have_text("three")


@pytest.mark.needs("chromium")
def test_an_open_page_is_loaded_again_once_a_build_and_no_oftener(running, page):
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    page.goto(running.preview.address + "a/")
    running.write("content/a.md", "two")
    expect(page.locator("h1")).to_have_text("two")
    page.wait_for_timeout(1500)

    assert len(loads) == 2
