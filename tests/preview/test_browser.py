import threading

import pytest
from playwright.sync_api import expect

from plugins.preview.answers import PreviewServer
from plugins.preview.preview_state import PreviewState
from tests.finished_site import QuietHandler, served


@pytest.fixture
def context(browser):
    """A reader whom nobody has let in yet."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def page(context):
    """A page of a real browser."""
    return context.new_page()


@pytest.mark.needs("chromium")
def test_an_open_page_follows_what_is_saved(running, page):
    page.goto(running.preview.address_with_token)
    assert page.url == running.preview.address
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
    page.goto(running.preview.address_with_token)
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    page.goto(running.preview.address + "a/")
    running.write("content/a.md", "two")
    expect(page.locator("h1")).to_have_text("two")
    page.wait_for_timeout(1500)

    assert len(loads) == 2


# What a page can try in order to learn of an address of another one; each gives back all that it could see.
PROBES = """
async address => {
  const seen = {};
  const until = (element, ...names) => new Promise(done => {
    names.forEach(name => element.addEventListener(name, ({ type }) => done(type)));
    setTimeout(() => done("nothing"), 1000);
  });
  const put = (tag, settings) => document.body.appendChild(Object.assign(document.createElement(tag), settings));
  const events = ["load", "error", "loadedmetadata"];
  const elements = {
    img: ["img", { src: address }],
    script: ["script", { src: address }],
    module: ["script", { src: address, type: "module" }],
    style: ["link", { rel: "stylesheet", href: address }],
    prefetch: ["link", { rel: "prefetch", href: address }],
    preload: ["link", { rel: "preload", as: "image", href: address }],
    icon: ["link", { rel: "icon", href: address }],
    iframe: ["iframe", { src: address }],
    object: ["object", { data: address }],
    embed: ["embed", { src: address }],
    video: ["video", { src: address, preload: "metadata" }],
  };
  for (const [name, [tag, settings]] of Object.entries(elements)) {
    const element = put(tag, settings);
    seen[name] = await until(element, ...events);
    if (element.contentWindow) seen[name] += element.contentWindow.length;
    element.remove();
  }
  for (const mode of ["no-cors", "cors"]) {
    for (const method of ["GET", "HEAD", "POST"]) {
      const asked = fetch(address, { mode, method, credentials: "include", redirect: "follow" });
      seen[`fetch ${mode} ${method}`] = await asked.then(({ type, status }) => type + status, ({ name }) => name);
    }
  }
  const redirected = fetch(address, { mode: "no-cors", redirect: "manual", credentials: "include" });
  seen.redirect = await redirected.then(({ type }) => type, ({ name }) => name);
  const stream = new EventSource(address, { withCredentials: true });
  seen.events = await until(stream, "open", "error") + stream.readyState;
  stream.close();
  const socket = new WebSocket(address.replace("http", "ws"));
  seen.socket = await until(socket, "open", "error");
  const opened = open(address);
  await new Promise(done => setTimeout(done, 500));
  const look = what => { try { return String(what()); } catch ({ name }) { return name; } };
  seen.opened = [look(() => opened.closed), look(() => opened.length), look(() => opened.document.title)].join();
  seen.entries = performance.getEntriesByName(address).map(
    ({ initiatorType, transferSize, decodedBodySize, responseStatus, redirectStart }) =>
      [initiatorType, transferSize, decodedBodySize, responseStatus, redirectStart].join()
  ).join(" ");
  return seen;
}
"""
THERE = ("a/", "a", "picture.svg", "x.js", "_preview/events")


class Foreign(QuietHandler):
    """Another site, with no policy of its own."""

    def end_headers(self):
        super(QuietHandler, self).end_headers()


@pytest.fixture
def let_in_page(site, page):
    """A page of a browser that the preview let in."""
    (site.output / "picture.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    page.goto(f"{site.address}?token={site.server.access.token}")
    return page


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"], ids=["another port", "another site"])
def test_a_foreign_page_learns_nothing_of_what_there_is(site, let_in_page, tmp_path, name):
    (tmp_path / "index.html").write_text("<!doctype html><title>foreign</title><body>")
    with served(tmp_path, Foreign) as foreign:
        let_in_page.goto(foreign.replace("127.0.0.1", name))
        seen = [let_in_page.evaluate(PROBES, site.address + path) for path in (*THERE, "nothing/")]

    for path, outcome in zip(THERE, seen, strict=False):
        assert outcome == seen[-1], path


@pytest.mark.needs("chromium")
def test_a_page_of_the_preview_sees_by_the_same_means_what_there_is(site, let_in_page):
    let_in_page.goto(site.address + "a/")
    there, missing = (let_in_page.evaluate(PROBES, site.address + path) for path in ("picture.svg", "nothing.svg"))

    assert (there["img"], missing["img"]) == ("load", "error")
    assert (there["fetch cors GET"], missing["fetch cors GET"]) == ("basic200", "basic404")
    assert there["entries"] != missing["entries"]


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"], ids=["another port", "another site"])
def test_who_comes_by_a_link_from_elsewhere_goes_on_by_a_click(site, let_in_page, tmp_path, name):
    (tmp_path / "index.html").write_text(f'<!doctype html><title>mail</title><a href="{site.address}a/">look</a>')
    with served(tmp_path, Foreign) as foreign:
        let_in_page.goto(foreign.replace("127.0.0.1", name))
        let_in_page.get_by_role("link", name="look").click()
        expect(let_in_page.locator("p")).to_contain_text("Open the preview with the whole address")
        let_in_page.get_by_role("link", name="go on to this page").click()

        expect(let_in_page.locator("h1")).to_have_text("one")


@pytest.mark.needs("chromium")
@pytest.mark.usefixtures("let_in_page")
def test_another_browser_is_let_in_by_the_address_of_the_terminal_and_by_nothing_else(site, browser):
    other = browser.new_context().new_page()
    other.goto(site.address + "a/")
    expect(other.locator("p")).to_contain_text("Open the preview with the whole address that the terminal shows")
    other.goto(f"{site.address}?token={site.server.access.token}")
    expect(other.locator("h1")).to_have_text("home")

    assert other.url == site.address
    assert other.evaluate("document.cookie") == ""
    other.context.close()


@pytest.mark.needs("chromium")
def test_an_open_page_follows_a_preview_that_was_started_anew_once_its_browser_is_let_in(site, page):
    def start(port):
        server = PreviewServer(port, PreviewState(site.output))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server

    def stop(server):
        server.state.close()
        server.shutdown()
        server.server_close()

    first = start(0)
    address = f"http://localhost:{first.server_port}/"
    page.goto(f"{address}?token={first.access.token}")
    build = page.locator("script[data-build]").get_attribute("data-build")
    with page.expect_response(lambda answer: answer.url.endswith("/events") and answer.status == 403):
        stop(first)
        second = start(first.server_port)
    page.context.new_page().goto(f"{address}?token={second.access.token}")

    expect(page.locator("script[data-build]")).not_to_have_attribute("data-build", build, timeout=15_000)
    stop(second)
