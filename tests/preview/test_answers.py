import os
from urllib.parse import urlencode

import pytest


def test_a_page_is_served_at_its_clean_address_and_nothing_of_it_is_kept(ask_site):
    page = ask_site("/a/")

    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert page.headers["Cache-Control"] == "no-store"
    assert "<h1>one</h1>" in page.text


def test_the_script_that_reloads_is_served_in_pages_and_in_nothing_else(ask_site):
    assert [ask_site(path).build for path in ("/", "/a/", "/a/index.html", "/nothing/")].count(None) == 0
    assert "EventSource" in ask_site("/_preview/reload.js").text
    assert ask_site("/site.css").text == "site.css"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("site.css", "text/css; charset=utf-8"),
        ("all.atom.xml", "application/atom+xml; charset=utf-8"),
        ("x.avif", "image/avif"),
        ("x.svg", "image/svg+xml"),
        ("x.woff2", "font/woff2"),
        ("x.js", "text/javascript; charset=utf-8"),
        ("x.webp", "image/webp"),
        ("it%27s%20%C3%A4.txt", "text/plain; charset=utf-8"),
    ],
)
def test_files_are_what_their_names_say(ask_site, name, kind):
    assert ask_site(f"/{name}").headers["Content-Type"] == kind


@pytest.mark.parametrize(
    ("path", "location"),
    [("/a?from=mail", "/a/?from=mail"), ("/v1.2", "/v1.2/"), ("//a", "/a/"), ("/a%0d%0aX:y/../a", None)],
)
def test_a_folder_without_its_slash_leads_to_the_one_with_it(ask_site, path, location):
    answer = ask_site(path)

    assert (answer.status, answer.headers.get("Location")) == (302 if location else 404, location)


@pytest.mark.parametrize(
    "path", ["/nothing/", "/nothing.css", "/a/index.html/", "/a/nothing", "/empty/", "/_preview/nothing"]
)
def test_what_is_not_there_is_answered_with_404(ask_site, path):
    assert ask_site(path).status == 404


def test_the_sites_own_404_page_is_shown(ask_site):
    assert "<h1>lost</h1>" in ask_site("/nothing/").text


def test_head_tells_of_a_page_without_sending_it(site, ask_site):
    request = f"HEAD /a/ HTTP/1.0\r\nHost: localhost\r\nCookie: {site.cookie}\r\n\r\n"
    head, _, body = site.send_as_it_is(request).partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 200 ")
    assert f"Content-Length: {len(ask_site('/a/').text)}".encode() in head
    assert body == b""


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/a/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/link/secret.txt",
        "/linked.txt",
        "//etc/passwd",
        "/%00",
        "/c:/windows/win.ini",
    ],
)
def test_no_address_leads_out_of_the_output(site, path):
    output = site.output
    if os.name != "nt" and not (output / "link").exists():
        (output / "link").symlink_to(output.parent)
        (output / "linked.txt").symlink_to(output.parent / "secret.txt")
    answer = site.send_as_it_is(f"GET {path} HTTP/1.0\r\nHost: localhost\r\nCookie: {site.cookie}\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"<h1>lost</h1>" in answer
    assert b"secret" not in answer


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "localhost.evil.example", ""])
def test_another_sites_name_for_this_machine_gets_no_draft(ask_site, host):
    answer = ask_site("/a/", headers={"Host": host})

    assert answer.status == 403
    assert "<h1>" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000"])
def test_this_machines_own_names_are_answered(ask_site, host):
    assert ask_site("/a/", headers={"Host": host}).status == 200


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("//evil.example/", "/evil.example/"),
        ("/\\evil.example", "/evil.example"),
        ("https://evil.example", "/https%3A//evil.example"),
        ("/a\r\nX: y", "/a%0D%0AX%3A%20y"),
    ],
)
def test_the_click_leads_to_no_other_site(ask_site, path, location):
    click = ask_site("/_preview/dismiss", method="POST", data=urlencode({"path": path}).encode())

    assert (click.status, click.headers["Location"]) == (303, location)
