"""The preview in a browser: what an editor sees while files are written."""

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.preview.live_site import small_project
from tests.small_site import ROOT, SmallSite, story

pytestmark = pytest.mark.needs("chromium")
SHOW = (
    "import os, sys; sys.path.append(os.getcwd()); from pathlib import Path; "
    "from plugins.preview.server import preview; preview(Path.cwd(), 0, opens_browser=False)"
)
LONG = "\n\n".join(f"Paragraph {number} of a long story." for number in range(120))
PATIENCE_MS = 30_000


@dataclass
class Previewed:
    """A project whose preview runs in a process of its own, and a page of a browser that was let in."""

    project: SmallSite
    page: Page
    address: str
    log: Path

    def go(self, path: str) -> None:
        """To a page, as soon as it listens for changes."""
        self.page.goto(f"{self.address}{path}")
        expect(self.page.locator("preview-strip .strip")).to_be_visible(timeout=PATIENCE_MS)

    def shows(self, words: str) -> None:
        """Waits until the page has these words."""
        expect(self.page.locator("main")).to_contain_text(words, timeout=PATIENCE_MS)

    def says(self, words: str) -> None:
        """Waits until the strip says this."""
        expect(self.page.locator("preview-strip .strip")).to_contain_text(words, timeout=PATIENCE_MS)

    def change(self, name: str, change: Callable[[str], str]) -> None:
        """Saves a file of the project, changed."""
        file = self.project.folder / name
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


@pytest.fixture
def previewed(browser: Browser, tmp_path: Path) -> Iterator[Previewed]:
    """A preview of a small project."""
    project = small_project(
        tmp_path / "a project", {"news/one.md": story("One", LONG), "news/draft.md": DRAFT, "news/later.md": LATER}
    )
    shutil.copytree(ROOT / "plugins", project.folder / "plugins", ignore=shutil.ignore_patterns("*.pyc.*"))
    log = tmp_path / "log"
    with log.open("w") as said:
        process = subprocess.Popen([sys.executable, "-P", "-c", SHOW], cwd=project.folder, stdout=said, stderr=said)
    try:
        address = address_in(log)
        page = browser.new_context(viewport={"width": 1024, "height": 700}).new_page()
        page.goto(address)
        yield Previewed(project, page, address.partition("/?")[0], log)
        page.context.close()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def address_in(log: Path) -> str:
    """The address that lets a browser in, as soon as the site is read."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while "Read in" not in log.read_text():
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.05)
    found = re.search(r"http://\S+", log.read_text())
    assert found
    return found[0]


DRAFT = story("Draft").replace("Date", "Status: draft\nDate")
LATER = story("Later").replace("2021-03-04", "2027-03-04")
ONE = "content/news/one.md"


def test_a_save_is_on_the_screen_and_the_page_stays_where_it_was(previewed):
    previewed.go("/news/one/")
    previewed.page.mouse.wheel(0, 900)
    previewed.page.wait_for_timeout(300)
    before = previewed.page.evaluate("scrollY")
    assert before > 300

    previewed.change(ONE, lambda text: text + "\nA new last line of it.\n")

    previewed.shows("A new last line")
    previewed.page.wait_for_load_state("load")
    previewed.page.wait_for_timeout(300)
    assert abs(previewed.page.evaluate("scrollY") - before) < 5
    assert "the text alone was read again" in previewed.log.read_text()


def test_a_stylesheet_is_taken_without_loading_the_page(previewed):
    previewed.go("/news/one/")
    previewed.page.evaluate("document.body.dataset.mark = 'here'")

    previewed.change("theme/static/css/utilities.css", lambda text: text + "\nbody { outline: 3px solid red; }\n")

    expect(previewed.page.locator("body")).to_have_css("outline-width", "3px", timeout=PATIENCE_MS)
    expect(previewed.page.locator("body")).to_have_attribute("data-mark", "here")


def test_mistakes_come_over_the_page_and_go_when_they_are_mended(previewed):
    previewed.go("/news/one/")
    previewed.change(ONE, lambda text: text + "\n::: pull-qoute\n\nWords.\n:::\n")

    overlay = previewed.page.locator("preview-strip .overlay")
    expect(overlay).to_contain_text('I know no block "pull-qoute"', timeout=PATIENCE_MS)
    expect(overlay.get_by_role("button", name="content/news/one.md:245")).to_be_visible()
    previewed.shows("Paragraph 119")
    previewed.page.keyboard.press("Escape")
    expect(overlay).to_be_hidden()
    previewed.page.locator("preview-strip .more").click()
    expect(overlay).to_be_visible()

    previewed.change(ONE, lambda text: text.replace("pull-qoute", "note"))
    expect(overlay).to_be_hidden(timeout=PATIENCE_MS)
    expect(previewed.page.locator("preview-strip .more")).to_be_hidden()


def test_what_rules_find_on_the_page_comes_behind_it(previewed):
    previewed.go("/news/one/")
    previewed.change(ONE, lambda text: text + "\n[Nowhere](/nowhere/)\n")

    expect(previewed.page.locator("preview-strip .overlay")).to_contain_text("/nowhere/", timeout=PATIENCE_MS)


def test_a_template_that_fails_keeps_its_pages_alone_until_it_is_mended(previewed):
    previewed.go("/news/one/")
    template = "theme/templates/article.html"
    good = (previewed.project.folder / template).read_text()
    previewed.change(
        template, lambda text: text.replace("{% block content %}", "{% block content %}{{ nobody.knows }}")
    )

    previewed.shows("This page cannot be shown")
    previewed.shows("theme/templates/article.html:")
    previewed.go("/")
    previewed.shows("Welcome")

    previewed.go("/news/one/")
    previewed.change(template, lambda _: good)
    previewed.shows("Paragraph 119")


def test_a_strip_says_what_a_page_is_and_what_makes_it(previewed):
    previewed.go("/news/one/")
    previewed.says("Public since Thursday 4 March 2021.")
    previewed.says(ONE)
    previewed.go("/drafts/draft/")
    previewed.says("Draft:")
    previewed.go("/drafts/later/")
    previewed.says("Scheduled for Thursday 4 March 2027")
    previewed.go("/news/")
    previewed.says("theme/templates/news.html")
    expect(previewed.page.locator("main")).not_to_contain_text("Later")


def test_a_plugin_that_changes_starts_the_program_anew_below_the_same_address(previewed):
    previewed.go("/news/one/")
    more = "\n\nFROM_IT = '<p>From the program</p>'\n"
    previewed.change(
        "plugins/render/page.py", lambda text: text.replace("Markup(body)", "Markup(body + FROM_IT)") + more
    )

    previewed.shows("From the program")
    assert previewed.page.url == f"{previewed.address}/news/one/"


def test_a_header_that_changes_shows_on_lists(previewed):
    previewed.go("/news/")
    previewed.change(ONE, lambda text: text.replace("Title: One", "Title: Another title"))
    previewed.shows("Another title")


def test_the_desk_lists_what_there_is_to_do_and_the_guide_what_can_be_written(previewed):
    previewed.change("content/news/draft.md", lambda text: text.replace("Title: Draft", "Title: A first draft"))
    previewed.go("/_desk/")
    previewed.shows("A first draft")
    previewed.shows("Later")
    previewed.go("/_guide/")
    previewed.shows("pull-quote")
    frame = previewed.page.frame_locator("iframe").first
    expect(frame.locator("body")).not_to_be_empty(timeout=PATIENCE_MS)


def test_a_click_asks_for_the_file_in_an_editor(previewed):
    previewed.go("/news/one/")
    asked = []
    previewed.page.on("request", lambda request: asked.append(request) if "open" in request.url else None)
    previewed.page.locator("preview-strip .source").click()

    expect(previewed.page.locator("preview-strip .said")).not_to_be_empty(timeout=PATIENCE_MS)
    assert [json.loads(one.post_data) for one in asked] == [{"path": ONE, "line": 1}]


def test_keys_do_what_they_do_elsewhere(previewed):
    previewed.go("/search/")
    field = previewed.page.locator("main input").first
    field.click()
    previewed.page.keyboard.type("campaign")
    expect(field).to_have_value("campaign")
