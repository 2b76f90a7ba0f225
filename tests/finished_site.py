"""A finished site as a browser or a crawler meets it: files, ids, links."""

import functools
import json
import re
import subprocess
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, sync_playwright
from playwright.sync_api import Page as OpenPage

QUIET_CHROMIUM = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'"
# As a header it holds for the search's worker, too, which a page's own one does not reach.
MORE_FOR_SEARCH = "; script-src 'self' 'wasm-unsafe-eval'"
# Run before a page's own scripts, so that whatever the policy refuses is in the console, with its reason.
TELL_REFUSALS = "addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective, e.blockedURI))"
AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# Only what is wrong is described, element by element; of all that is well that would take as long again.
RUN_AXE = "rules => axe.run(document, {...rules, resultTypes: ['violations']}).then(found => found.violations)"
# A run of seconds is over before a better compiler, or collecting garbage on every core, was worth its while.
NU_VALIDATOR = ("java", "-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar")
# Width in CSS pixels, and colours. Every width and every scheme is among the first; all pairs are in a long run.
VIEWS = [
    pytest.param([(320, "light"), (1440, "dark")], id="narrow light, wide dark"),
    pytest.param(
        [(320, "dark"), (768, "light"), (768, "dark"), (1440, "light")], id="other views", marks=pytest.mark.long
    ),
]
View = tuple[int, Literal["light", "dark"]]
LINKING = {"href", "src", "poster", "action"}


@dataclass
class Page(HTMLParser):
    """The ids of a page and the addresses it names."""

    text: str
    ids: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            elif name in LINKING:
                self.addresses.append(value or "")
            elif name == "srcset":
                self.addresses += re.findall(r"(\S+)(?:\s+[\d.]+[wx])?(?:,|$)", value or "")
            elif name == "content" and re.match(r"https?://", value or ""):
                self.addresses.append(value or "")


@dataclass(frozen=True)
class FinishedSite:
    """A folder that a host serves at `siteurl`."""

    folder: Path
    siteurl: str

    def pages(self) -> dict[str, Page]:
        """Every page by its file's name."""
        files = sorted(self.folder.rglob("*.html"))
        return {file.relative_to(self.folder).as_posix(): Page(file.read_text(encoding="utf-8")) for file in files}

    def problems(self) -> Iterator[str]:
        """Links that lead nowhere, spots that are not there, ids that stand twice, files that styles name in vain."""
        pages = self.pages()
        for name, page in pages.items():
            yield from (f"{name}: id {anchor} twice" for anchor in page.ids if page.ids.count(anchor) > 1)
            for address in page.addresses:
                if problem := self.problem(name, address, pages):
                    yield f"{name}: {problem}"
        for style in self.folder.rglob("*.css"):
            named = re.findall(r"""url\(["']?([^)"']*)""", style.read_text())
            yield from (f"{style.name}: {url}" for url in named if not (style.parent / url).is_file())

    def problem(self, name: str, address: str, pages: dict[str, Page]) -> str | None:
        """Why an address on a page cannot be followed, or None."""
        own = f"{self.siteurl}/{name.removesuffix('index.html')}"
        address = address.replace("webcal:", "https:", 1)  # what calendars subscribe to
        whole, anchor = urldefrag(urljoin(own, address))
        if not address or urlsplit(whole).scheme not in ("http", "https"):
            return None if address.startswith(("mailto:", "tel:")) else f"{address!r} is no address"
        if not whole.startswith(f"{self.siteurl}/"):
            return f"{address} leaves the site's root" if whole.startswith("https://site.example") else None
        path = unquote(whole.removeprefix(f"{self.siteurl}/"))
        target = f"{path}index.html" if path.endswith("/") or not path else path
        if not (self.folder / target).is_file():
            return f"{address} leads to nothing"
        return f"{address}: no such spot" if anchor and anchor not in pages[target].ids else None


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder as a strict host does, which sends with every file the policy that the pages hold."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None: ...

    def end_headers(self) -> None:
        more = MORE_FOR_SEARCH if re.search(r"/(search|pagefind)/", self.path) else ""
        self.send_header("Content-Security-Policy", POLICY + more)
        super().end_headers()


@contextmanager
def served(folder: Path, handler: type[QuietHandler] = QuietHandler) -> Iterator[str]:
    """The address of a folder on this machine, while the block lasts."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window.

    Inside a container it cannot make its sandbox; the pages it sees here are our own.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET_CHROMIUM)
        yield browser
        browser.close()


def until(page: OpenPage, true: str) -> None:
    """Waits for an expression; Playwright's own way needs eval, which the host forbids, unless it is true at once."""
    for _ in range(300):
        if page.evaluate(true):
            return
        page.wait_for_timeout(30)
    raise AssertionError(f"never: {true}")


def follow(link: Locator) -> None:
    """Clicks a link and waits until the page that it leads to is whole; a click alone waits for its first byte."""
    with link.page.expect_navigation():
        link.click()


def violations(page: OpenPage, axe_script: Path, views: Iterable[View]) -> Iterator[str]:
    """What axe finds in an open page at each width and in each scheme."""
    page.evaluate(axe_script.read_text(encoding="utf-8"))
    for width_px, scheme in views:
        page.set_viewport_size({"width": width_px, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(RUN_AXE, AXE_RULES)
        path = urlsplit(page.url).path
        yield from (f"{path} {v['id']}: {node['html']}" for v in found for node in v["nodes"])


def invalid(vnu_jar: Path, files: Iterable[Path], *options: str) -> list[str]:
    """What the Nu validator finds wrong in files: each one's name, line and the validator's words."""
    command = [*NU_VALIDATOR, str(vnu_jar), "--format", "json", "--errors-only", *options, *map(str, files)]
    report = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stderr)
    messages: list[dict[str, Any]] = report["messages"]
    return [f"{one.get('url', '')}:{one.get('lastLine')} {one['message']}" for one in messages]
