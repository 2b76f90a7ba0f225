"""What browsers get: pages with the preview's element, files, events, and the pages that stand in for others."""

import asyncio
import json
import os
import re
import time

import pytest

from plugins.preview import connection
from plugins.preview.access import Access
from plugins.preview.app import Preview, news
from plugins.preview.live import LiveSite
from tests.preview.conftest import A, make_project, served, wait_until
from tests.small_site import story


@pytest.fixture
def changing(tmp_path):
    """A site of which a test changes files, and has the preview take them."""
    with served(make_project(tmp_path / "a project", {A: story("One")})) as site:
        yield site


def test_a_page_is_served_at_its_clean_address_and_nothing_of_it_is_kept(site):
    page = site.ask("/news/a/")

    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert page.headers["Cache-Control"] == "no-store"
    assert "<title>One" in page.text


def test_a_draft_is_a_page_here(site):
    assert "Secret." in site.ask("/drafts/plan/").text


def test_each_page_has_the_one_element_and_nothing_else_has_it(site):
    pages = [
        site.ask(path) for path in ("/", "/news/a/", "/news/a/index.html", "/drafts/plan/", "/nothing/", "/_desk/")
    ]

    assert [page.text.count("/_preview/preview.js") for page in pages] == [1] * 6
    assert all(page.version for page in pages)
    feed = site.ask("/" + next(iter(site.live.public.feeds)))
    assert (feed.status, feed.headers["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    assert "preview.js" not in feed.text + site.ask("/robots.txt").text


@pytest.mark.parametrize(
    ("name", "kind"),
    [("preview.js", "text/javascript"), ("preview.css", "text/css"), ("pages.css", "text/css")],
)
def test_the_previews_own_files_are_served(site, name, kind):
    answer = site.ask(f"/_preview/{name}")

    assert (answer.status, answer.headers["Content-Type"]) == (200, f"{kind}; charset=utf-8")


@pytest.mark.parametrize(
    ("path", "location"),
    [("/news/a?from=mail", "/news/a/?from=mail"), ("/news?a=//evil.example", "/news/?a=//evil.example")],
)
def test_a_folder_without_its_slash_leads_to_the_one_with_it(site, path, location):
    answer = site.ask(path)

    assert (answer.status, answer.headers["Location"]) == (302, location)


def test_before_all_is_read_every_page_says_that_it_waits(tmp_path):
    with served(make_project(tmp_path / "a project", {}), reads=False) as site:
        answers = [site.ask(path) for path in ("/", "/news/a/", "/nothing/", "/static/x.css", "/_desk/")]
        script = site.ask("/_preview/preview.js")

    assert {answer.status for answer in answers} == {503}
    assert all(answer.headers["Retry-After"] == "1" and "being read" in answer.text for answer in answers)
    assert script.status == 200


def test_a_site_that_cannot_be_read_at_all_says_why_on_every_page(tmp_path):
    with served(make_project(tmp_path / "a project", {}, settings="THEME = 'nothing'\n")) as site:
        answers = [site.ask(path) for path in ("/", "/news/a/")]

    assert {answer.status for answer in answers} == {500}
    assert all("C38" in answer.text and answer.version for answer in answers)


def test_a_fault_of_the_program_is_one_page_and_one_line(changing):
    said = changing.preview.say = Said()
    changing.live.public.pending.clear()
    changing.live.public.feeds = None  # as a mistake in the program might leave it

    answer = changing.ask("/robots.txt")

    assert answer.status == 500
    assert "C50" in answer.text
    assert len(said.lines) == 1
    assert "[C50]" in said.lines[0]


class Said:
    def __init__(self):
        self.lines = []

    def __call__(self, words):
        self.lines.append(words)


def test_a_page_hears_at_once_how_things_stand_and_again_when_that_changes(changing):
    changing.live.root.joinpath(A).write_text(story("One", "Mended"))
    with changing.events("/news/a/") as events:
        first = json.loads(next(events))
        changing.live.change([changing.root / A])
        changing.server.servers[0].get_loop().call_soon_threadsafe(changing.preview.tell)
        second = json.loads(next(events))

    assert (first["source"], first["state"]) == (A, "unsaid")
    assert first["version"] != second["version"] == changing.ask("/news/a/").version
    assert set(first) == {"version", "sheet", "source", "state", "sentence", "own", "findings"}


def test_a_page_may_listen_for_longer_than_a_request_may_take(changing, monkeypatch):
    monkeypatch.setattr(connection, "LIMIT_S", 0.5)
    with changing.events("/news/a/") as events:
        next(events)
        time.sleep(1.5)
        changing.live.root.joinpath(A).write_text(story("One", "Mended"))
        changing.live.change([changing.root / A])
        changing.server.servers[0].get_loop().call_soon_threadsafe(changing.preview.tell)
        assert next(events)


def test_whoever_asks_only_for_the_head_of_the_stream_is_not_kept_waiting(site):
    rest = f"Host: localhost\r\nCookie: {site.cookie}\r\n\r\n"
    both = f"HEAD /_preview/events HTTP/1.1\r\n{rest}GET /news/a/ HTTP/1.0\r\n{rest}"

    assert site.send_as_it_is(both).count(b"HTTP/1.1 200 ") == 2


def test_a_page_that_listens_is_let_go_when_the_preview_ends(changing):
    with changing.events("/news/a/") as events:
        next(events)
        changing.server.servers[0].get_loop().call_soon_threadsafe(changing.preview.end)
        assert list(events) == []


def test_a_browser_that_connected_just_before_the_end_is_answered(changing, monkeypatch):
    monkeypatch.setattr(connection, "LAST_CALL_S", 60)
    with changing.connect() as line:
        wait_until(lambda: changing.server.server_state.connections)
        changing.server.should_exit = True
        wait_until(lambda: not changing.server.servers[0].is_serving())
        line.sendall(f"GET /news/a/ HTTP/1.0\r\nHost: localhost\r\nCookie: {changing.cookie}\r\n\r\n".encode())
        assert line.recv(12) == b"HTTP/1.1 200"


def test_a_change_while_a_page_is_being_told_is_told_too(live_project):
    async def heard():
        preview = Preview(LiveSite(live_project({A: story("One")})), Access(1))
        preview.live.read()
        preview.is_ready = True
        told = news(preview, "/news/a/")
        assert await anext(told) == "retry: 500\n"
        await anext(told)
        reading = asyncio.ensure_future(anext(told))
        await asyncio.sleep(0)
        preview.tell()  # the first wakes it, the second comes while it looks how things stand
        await asyncio.sleep(0)
        preview.tell()
        assert await reading == ":\n\n"
        return await asyncio.wait_for(anext(told), 10)

    assert asyncio.run(heard()) == ":\n\n"


def test_more_pages_than_there_are_places_for_are_told_to_wait(site, monkeypatch):
    monkeypatch.setattr(site.preview, "most_streams", 2)
    asked = "GET /_preview/events?path=/ HTTP/1.1\nHost: localhost\nCOOKIE\n\n"
    lines = [site.connect(asked) for _ in range(5)]
    try:
        answers = sorted(line.recv(12) for line in lines)
    finally:
        for line in lines:
            line.close()

    assert answers == [b"HTTP/1.1 200"] * 2 + [b"HTTP/1.1 503"] * 3


def test_findings_are_told_with_file_line_and_what_to_do(changing):
    changing.root.joinpath(A).write_text(story("One", "::: hreo\n\nWords\n\n:::"))
    changing.live.change([changing.root / A])
    with changing.events("/news/a/") as events:
        (found,) = json.loads(next(events))["own"]

    assert (found["path"], found["level"], found["code"]) == (A, "error", "C33")
    assert found["line"] == 5
    assert re.search("hreo", found["problem"])


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
@pytest.mark.parametrize("becomes", ["gone", "a folder", "a link to itself"])
def test_a_document_that_becomes_something_else_before_it_is_read_stops_nothing(changing, becomes):
    document, page = changing.root / "content/documents/x.pdf", changing.root / A
    document.parent.mkdir()
    document.write_bytes(b"%PDF-1.4\n")
    page.write_text(story("One", "[x](/documents/x.pdf)"))
    changing.live.read()
    assert changing.ask("/news/a/").status == changing.ask("/files/documents/x.pdf").status == 200
    document.unlink()
    match becomes:
        case "a folder":
            document.mkdir()
        case "a link to itself":
            document.symlink_to(document)

    assert changing.ask("/files/documents/x.pdf").status in (404, 503)
    assert changing.ask("/news/a/").status == 200
