"""What hosts send with every page forbids nothing that a page needs: a browser says so, on real servers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.assets.served import Server, running
from tests.finished_site import FinishedSite, until

pytestmark = pytest.mark.needs("chromium", "nginx")


@pytest.fixture(scope="module")
def server(site: FinishedSite) -> Iterator[Server]:
    with running("nginx", site.folder) as one:
        yield one


def test_no_page_does_what_its_policy_or_the_hosts_forbids(server: Server, browser: Browser) -> None:
    """The front page, the wall with its viewer, and a search, whose program is WebAssembly."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda wrong: said.append(f"{page.url}: {wrong}"))
    page.on("requestfailed", lambda request: said.append(f"{page.url}: {request.url}"))
    page.add_init_script("addEventListener('securitypolicyviolation', e => console.log('forbidden', e.blockedURI))")
    for path in ("/", "/save-advanced-education/wall/", "/search/"):
        answer = page.goto(f"http://127.0.0.1:{server.port}{path}", wait_until="networkidle")

        assert answer
        assert answer.status == 200
        assert answer.headers["content-security-policy"]
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.styleSheets.length && getComputedStyle(document.body).fontFamily")
        assert page.evaluate("[...document.images].filter(one => one.complete && !one.naturalWidth).length") == 0
    page.locator(".search__field").fill("library")
    until(page, "document.querySelectorAll('.result__kind').length > 0")
    assert said == []
