"""The search in a real browser, from a host that allows what the site's policy does, at its top and below a path."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.finished_site import VIEWS, QuietHandler, View, follow, served, until, violations
from tests.selfies.members import text
from tests.small_site import SmallSite, small_site, story

pytestmark = pytest.mark.needs("chromium")

FOUND = ".result__link"
CAMPAIGN = "Title: Keep the library open\nSummary: Four hours less.\n\nWords about the hippopotamus.\n"
MEMBERS = {"0401": ("I answer the giraffe", "Reading room, Red Deer"), "0402": ("Count on me", "Caretaking")}
HERONS = 25


class StrictHandler(QuietHandler):
    """Serves as a host that forbids all but the site's own files, and lets the search's page run its program."""

    def end_headers(self) -> None:
        is_search = urlsplit(self.path).path.endswith("/search/")
        more = "; script-src 'self' 'wasm-unsafe-eval'" if is_search else ""
        self.send_header("Content-Security-Policy", f"default-src 'self'{more}; base-uri 'none'; form-action 'self'")
        super().end_headers()


def searched_site(folder: Path) -> SmallSite:
    files = {
        "campaigns/library.md": CAMPAIGN,
        "news/okapi.md": story("The okapi & its <friends>", "Nobody else says 3 < 4 or <b>lemur</b> &lt;tag&gt;."),
        "pages/rules.md": "Title: The rules\nSummary: Which rules there are.\n\nOne rule is an ocelot.\n",
    }
    files |= {f"news/heron-{n:02}.md": story(f"Heron {n}", f"The bird of day {n}.") for n in range(HERONS)}
    site = small_site(folder, files)
    for number, (member, (words, workplace)) in enumerate(MEMBERS.items()):
        site.write({f"selfies/{member}.md": text({"Name": "Zubeida", "Workplace": workplace}, words)})
        site.picture(f"selfies/{member}.jpg", ("navy", "olive")[number], (48 + 8 * number, 64))
    return site


@pytest.fixture(scope="module", params=["/sub/path", pytest.param("", marks=pytest.mark.long)])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site is served. The host's top folder holds nothing else."""
    below = request.param
    site = searched_site(tmp_path_factory.mktemp("searched"))
    site.build(SITEURL=f"https://site.example{below}", NAVIGATION=[("News", "/news/"), ("Search", "/search/")])
    top = site.folder / "host"
    (top / below.lstrip("/")).parent.mkdir(parents=True, exist_ok=True)
    (top / below.lstrip("/") if below else top).symlink_to(site.output)
    with served(top, StrictHandler) as host:
        yield host + below


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens the site's pages; whatever a page says to the console, or asks of others, fails the test at its end."""
    wrong: list[str] = []
    contexts = []

    def open_one(path: str = "/search/", *, width_px: int = 768, scheme: str = "light", script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width_px, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: wrong.extend([] if request.url.startswith(f"{address}/") else [request.url]))
        page.goto(address + path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert wrong == []


def search(page: Page, words: str) -> list[str]:
    """Types words and waits for their answer; the texts of the results' links."""
    page.locator(".search__field").fill(words)
    page.locator(".search__status").get_by_text(f"“{words}”").wait_for()
    return page.locator(FOUND).all_inner_texts()


def test_words_lead_to_their_page(open_page: Callable[..., Page], address: str) -> None:
    page = open_page()
    for words, title, kind, path in (
        ("giraffe", "I answer the giraffe", "Member’s sign", "/library/wall/member/0401/"),
        ("answer girafes", "I answer the giraffe", "Member’s sign", "/library/wall/member/0401/"),
        ("red deer", "I answer the giraffe", "Member’s sign", "/library/wall/member/0401/"),
        ("caretaking", "Count on me", "Member’s sign", "/library/wall/member/0402/"),
        ("okapi", "The okapi & its <friends>", "Story", "/news/okapi/"),
        ("lemur", "The okapi & its <friends>", "Story", "/news/okapi/"),
        ("hippopotamus", "Keep the library open", "Campaign", "/library/"),
        ("ocelot", "The rules", "Page", "/rules/"),
    ):
        assert search(page, words) == [title]
        assert page.locator(".search__status").inner_text() == f"1 result for “{words}”"
        assert page.locator(".result__kind").inner_text() == kind
        follow(page.locator(FOUND))
        assert page.url == address + path
        assert page.locator("h1").count() == 1
        page.go_back()


def test_what_nobody_is_to_find_leads_nowhere(open_page: Callable[..., Page]) -> None:
    """A member's name; the names of kinds, which stand on every page of that kind."""
    page = open_page()

    assert search(page, "Zubeida") == []
    assert page.locator(".search__status").inner_text().startswith("Nothing found for “Zubeida”. Try another word")
    for words in ("story", "page", "campaign", "member"):
        assert search(page, words) == []


def test_the_words_that_were_found_are_marked(open_page: Callable[..., Page]) -> None:
    page = open_page()
    for words, marks in (("giraffe", ["giraffe"]), ("red deer", ["Red", "Deer"]), ("lemur", ["lemur"])):
        search(page, words)
        assert [mark.strip(".,") for mark in page.locator(".result mark").all_inner_texts()] == marks

    assert "says 3 < 4 or lemur <tag>." in page.locator(".result__words").inner_text()
    assert page.locator(".result__words *:not(mark)").count() == 0


def test_ten_results_are_shown_and_the_others_on_request(open_page: Callable[..., Page]) -> None:
    page = open_page()
    first = search(page, "heron")
    more = page.get_by_role("button", name="Show more results")
    status = page.locator(".search__status").inner_text()

    more.click()
    page.locator(FOUND).nth(10).wait_for()
    assert page.evaluate("document.activeElement === document.querySelectorAll('.result__link')[10]")
    more.click()
    page.locator(FOUND).nth(24).wait_for()

    assert page.locator("[data-all-pages] a").first.is_visible(), "the list stays below the results"
    assert (len(first), page.locator(FOUND).count(), status) == (10, HERONS, f"{HERONS} results for “heron”")
    assert more.count() == 0
    assert len(set(page.locator(FOUND).all_inner_texts())) == HERONS
    assert search(page, "okapi") == ["The okapi & its <friends>"]


def test_nothing_of_the_search_is_asked_for_before_somebody_searches(open_page: Callable[..., Page]) -> None:
    page = open_page("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page.url + "search/", wait_until="networkidle")
    page.locator(".search__field").focus()
    page.wait_for_timeout(400)
    before = list(asked)
    search(page, "giraffe")

    assert not [url for url in before if "pagefind" in url]
    assert [url for url in asked if url.endswith("/search/pagefind/pagefind.js")]


def test_the_address_keeps_the_words_and_back_brings_the_results_back(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page("/news/")
    page.goto(f"{address}/search/")
    search(page, "red deer")
    linked = page.url
    follow(page.locator(FOUND))
    page.go_back()
    page.locator(FOUND).wait_for()

    assert linked == page.url == f"{address}/search/?q=red%20deer"
    assert page.locator(".search__field").input_value() == "red deer"
    page.go_back()
    assert page.url == f"{address}/news/"


def test_a_link_may_hold_any_words(open_page: Callable[..., Page], address: str) -> None:
    page = open_page()
    for words in ("okapi & its <friends>", "100 % café+crème #1?"):
        page.goto(f"{address}/search/?q={quote(words, safe='')}")
        page.locator(".search__status").get_by_text(f"“{words}”").wait_for()

        assert page.locator(".search__field").input_value() == words


def test_without_words_nothing_is_said_and_the_address_is_plain(open_page: Callable[..., Page], address: str) -> None:
    page = open_page()
    search(page, "heron")
    page.locator(".search__field").fill("  ")
    page.locator(".results").wait_for(state="hidden")

    assert page.url == f"{address}/search/"
    assert page.locator(".search__status").inner_text() == ""
    assert page.get_by_role("button", name="Show more results").count() == 0


def test_everything_is_done_with_the_keyboard(open_page: Callable[..., Page], address: str) -> None:
    page = open_page()
    assert page.evaluate("document.activeElement === document.body"), "nobody asked for the focus to be moved"

    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type("giraffe")
    page.keyboard.press("Enter")
    page.locator(FOUND).wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.result__link')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/library/wall/member/0401/")


def test_the_lost_page_leads_to_the_results(open_page: Callable[..., Page], address: str) -> None:
    page = open_page("/404.html")
    page.get_by_label("Search for it").fill("giraffe")
    page.keyboard.press("Enter")
    page.locator(FOUND).wait_for()

    assert page.url == f"{address}/search/?q=giraffe"


def test_without_script_every_page_is_listed_and_no_field_is_shown(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page(script=False)
    links = page.locator("[data-all-pages] a")
    addresses = [link.evaluate("a => a.href").removeprefix(address) for link in links.all()]

    assert page.locator(".search__field").is_hidden()
    stories = ["/news/okapi/", *(f"/news/heron-{n:02}/" for n in range(HERONS))]
    others = ["/", "/library/", "/library/wall/", "/library/wall/words/", "/news/", "/rules/"]
    assert {*stories, *others} <= set(addresses)
    assert len(set(addresses)) == len(addresses)
    assert page.locator("[data-all-pages] h3").all_inner_texts() == ["Campaigns", "The wall", "News", "Also here"]


def test_a_search_that_does_not_load_says_so(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/pagefind.js", lambda route: route.abort())
    page.goto(f"{address}/search/?q=giraffe")
    page.get_by_text("The search could not be loaded.").wait_for()
    page.context.close()


@pytest.mark.needs("axe")
@pytest.mark.parametrize("views", VIEWS)
def test_axe_finds_nothing_in_the_results(browser: Browser, address: str, axe_script: Path, views: list[View]) -> None:
    page = browser.new_page()
    found: list[str] = []
    page.goto(f"{address}/search/")
    for words in ("heron", "library", "nothing of it", ""):
        page.locator(".search__field").fill(words)
        until(page, f"document.querySelector('.search__status').textContent.includes('{words}')")
        page.wait_for_timeout(300)
        found += violations(page, axe_script, views)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()

    assert found == []
