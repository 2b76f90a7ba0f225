"""Requests that no browser makes: each gets a plain answer or a closed connection, and the terminal stays silent."""

import os
import re
import socket
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.preview import connection
from tests.fuzz import examples
from tests.preview.conftest import TEXTS, make_project, served

LONG = [256, 300, 1_000, 4_096, 5_000, 60_000]


@pytest.fixture(autouse=True)
def silent_and_alive(site, capfd):
    """After whatever was sent, the next request is answered, and nothing was written to the terminal."""
    yield
    assert site.ask("/news/a/").status == 200
    assert capfd.readouterr() == ("", "")


@pytest.fixture
def send(site):
    """Sends a request line and headers of one who may look; gives back the status of each answer."""

    def send(line, *headers, body="", host="Host: localhost"):
        head = [line, host, f"Cookie: {site.cookie}", "Connection: close", *headers]
        answer = site.send_as_it_is("\r\n".join(filter(None, head)).encode("latin-1") + b"\r\n\r\n" + body.encode())
        return [int(status) for status in re.findall(rb"^HTTP/1\.1 (\d+) ", answer, re.MULTILINE)]

    return send


@pytest.mark.parametrize("length", LONG)
@pytest.mark.parametrize("part", ["a", "%61", "%C3%A4", "a/", "../", "%F0%9F%98%80"])
def test_a_long_address_is_one_that_is_not_there(send, part, length):
    assert send(f"GET /{part * (length // len(part))} HTTP/1.1") == [404]
    assert send(f"GET /news/a/?{part * (length // len(part))} HTTP/1.1") == [200]


@pytest.mark.parametrize("length", [66_000, 100_000])
def test_an_address_longer_than_any_is_not_there_or_not_even_read(send, length):
    assert send(f"GET /{'a' * length} HTTP/1.1") in ([404], [400], [])


@pytest.mark.parametrize(
    "path",
    [
        "/%00", "/a%00/", "/%ED%A0%80", "/%ED%B0%80/x", "/%C0%AF", "/%C0%AE%C0%AE/", "/%F8%88%80%80%80", "/%FF", "/%",
        "/%2", "/%zz", "/%25%30%30", "/a%0a", "/%0d%0aSet-Cookie:x", "/...", "/~", "/%7f",
        "/CON", "/nul.html", "/aux/", "/com1", "/LPT1.txt", "/a::$DATA", "/a.", "/a%20", "/A~1/", "/NEWS/A/",
        "/INDEX.HTML", "/_preview/", "/_preview/../news/a/", "/_preview/%00", "/_preview/" + "x" * 300,
        "/_preview/EVENTS", "/_preview/app.py", "/_preview/..%2fapp.py", "/_preview/%2e%2e/app.py", "/_desk/../",
        "//news/a/", "/news//a/", "/./news/a/", "/news/./a/", "/news/x/../a/", "/%2f%2f", "/.", "/%2f", "/.%2f%2fa",
        "//etc/passwd", "//evil.example/..", "/\\etc\\passwd", "/c:/windows/win.ini", "/file:///etc/passwd",
    ],
)  # fmt: skip
def test_an_address_that_nothing_has_is_not_there(send, path):
    assert send(f"GET {path} HTTP/1.1") == [404]


OUTSIDE = [
    "../pelicanconf.py", "pelicanconf.py", "publishconf.py", ".git/config", ".cache/secret", ".preview/index.html",
    "content/news/a.md", "news/a.md", "content/../pelicanconf.py", "theme/templates/base.html", "plugins/__init__.py",
    "static/../../pelicanconf.py", "files/documents/linked.txt",
    "files/documents/link/secret.txt", "files/../pelicanconf.py",
    "pictures/../pelicanconf.py", "static/site.css/../../pelicanconf.py", "pagefind/../../pelicanconf.py",
]  # fmt: skip


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_address_leads_to_a_file_that_the_site_does_not_have(site, path):
    documents = site.root / "content/documents"
    documents.mkdir(exist_ok=True)
    (site.root / ".git").mkdir(exist_ok=True)
    for file in (site.root.parent / "secret.txt", site.root / ".git/config", site.root / ".cache/secret"):
        file.write_text("secret")
    if os.name != "nt" and not (documents / "link").exists():
        (documents / "link").symlink_to(site.root.parent)
        (documents / "linked.txt").symlink_to(site.root.parent / "secret.txt")
    for form in (path, path.replace("..", "%2e%2e"), path.replace("/", "%2f"), path.replace("/", "%5c"), f"/{path}"):
        answer = site.send_as_it_is(f"GET /{form} HTTP/1.0\r\nHost: localhost\r\nCookie: {site.cookie}\r\n\r\n")

        assert answer.startswith(b"HTTP/1.1 404 ")
        assert b"secret" not in answer
        assert b"SITENAME" not in answer


@pytest.mark.parametrize(
    "target",
    ["*", "http://localhost/a/", "http://evil.example/a/", "https://localhost", "localhost:80", "a/", "?x", "#", "\\a",
     "/a\x00", "/a/\x07", "/news/a/?\x7f"],
)  # fmt: skip
def test_what_is_no_address_of_the_preview_is_refused(send, target):
    assert send(f"GET {target} HTTP/1.1") == [400]


METHODS = ["OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "PROPFIND", "get", "BREW", "G" * 1_000, "__init__"]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method[:9])
@pytest.mark.parametrize("path", ["/news/a/", "/nothing/", "/_preview/open", "/_preview/events"])
def test_other_methods_are_not_allowed(send, method, path):
    assert send(f"{method} {path} HTTP/1.1", "Content-Length: 3", body="abc") == [405]


@pytest.mark.parametrize("path", ["/news/a/", "/nothing/", "/_desk/", "/_preview/events", "/_preview/preview.js"])
def test_nothing_but_the_editor_takes_a_post(send, path):
    assert send(f"POST {path} HTTP/1.1", "Content-Length: 3", body="abc") == [405]


@pytest.mark.parametrize("line", ["CONNECT localhost:443", "\xe4 /news/a/", "CONNECT /news/a/"])
def test_what_is_no_method_is_refused(send, line):
    assert send(f"{line} HTTP/1.1") in ([400], [405])


@pytest.mark.parametrize("path", ["/news/a/", "/_desk/", "/static/nothing", "/_preview/preview.js"])
def test_head_tells_of_what_get_gives_without_sending_it(site, path):
    heads = [
        site.send_as_it_is(f"{method} {path} HTTP/1.0\r\nHost: localhost\r\nCookie: {site.cookie}\r\n\r\n")
        for method in ("GET", "HEAD")
    ]
    (got, _, body), (told, _, nothing) = (head.partition(b"\r\n\r\n") for head in heads)

    assert got == told
    assert f"content-length: {len(body)}".encode() in told
    assert nothing == b""


@pytest.mark.parametrize(
    "first",
    [b"", b"\r\n", b"\n\n\n", b"GET\r\n\r\n", b"GET /a/\r\n\r\n", b"GET / \r\n\r\n", b"GET  /  x  HTTP/1.1\r\n\r\n",
     b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1.1\r\n\r\n", b"GET / HTTP/\xb2.0\r\n\r\n", b"GET / FTP/1.1\r\n\r\n",
     b"POST /\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
     b"\x00" * 100 + b"\n", b"\x05\x01\x00\n", b"SSH-2.0-x\r\n", b"\xff" * 70_000],
)  # fmt: skip
def test_what_is_no_request_is_refused_or_cut(site, first):
    with site.connect() as line:
        line.sendall(first)
        line.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: line.recv(65536), b""))

    assert answer == b"" or re.match(rb"HTTP/1\.1 (400|403|414|505) ", answer)
    assert b"<title>" not in answer


@pytest.mark.parametrize(
    ("headers", "statuses"),
    [
        (["X: y"] * 90, ([200],)),
        (["X: y"] * 100_000, ([400], [])),
        (["X: " + "y" * 70_000], ([200], [400], [])),
        (["X" * 70_000], ([200], [400], [])),
        (["no colon"], ([400],)),
        ([": empty"], ([400],)),
        (["X:\x00\x01"], ([400],)),
        (["X: y", " folded", "\tagain"], ([200],)),
        (["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"], ([200],)),
        (["Content-Length: 5"], ([200], [])),
        (["Content-Length: 9999999999999999999"], ([200], [])),
        (["Transfer-Encoding: chunked"], ([200], [])),
        (["Range: bytes=0-1"], ([200],)),
        (["Range: bytes=9999999999999999999999-"], ([200],)),
        (["If-Modified-Since: Thu, 01 Jan 2099 00:00:00 GMT", "If-None-Match: *"], ([200],)),
        (["Upgrade: h2c", "HTTP2-Settings: x"], ([200],)),
        (["Cookie: " + "a=b; " * 9_000], ([200],)),
        (["Cookie: \xff\x80=\xb2"], ([200],)),
        (["Host: localhost"], ([400],)),
        (["Host: evil.example"], ([400],)),
        (["Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: cross-site"], ([403],)),
    ],
    ids=lambda value: str(value)[:40],
)
def test_headers_of_any_kind_do_no_harm(send, headers, statuses):
    assert send("GET /news/a/ HTTP/1.1", *headers) in statuses


SIZES = [
    "", " ", "-1", "+1", "1.0", "1e3", "0x10", "1_000", "\xb2", "\xb9\xb2", "99999999", "9" * 5_000, "9" * 60_000,
    "5, 5", "5 5", "5;", "abc", "100000", "10001", "00000000005", "nan", "\x00",
]  # fmt: skip


@pytest.mark.parametrize("size", SIZES, ids=[ascii(size[:9]) + str(len(size)) for size in SIZES])
def test_what_is_posted_without_one_plain_size_is_not_read(site, size):
    head = f"POST /_preview/open HTTP/1.1\r\nHost: localhost\r\nCookie: {site.cookie}\r\nContent-Length: {size}\r\n\r\n"
    with site.connect() as line:
        line.sendall(head.encode("latin-1") + b'{"path": "pelicanconf.py", "line": 1}')
        line.shutdown(socket.SHUT_WR)
        answer = line.recv(100)

    assert answer == b"" or answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 413 "))


@pytest.mark.parametrize(
    "headers",
    [
        [],
        ["Content-Length: 5", "Content-Length: 6"],
        ["Transfer-Encoding: gzip"],
        ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"],
        ["Content-Length: 5", "Transfer-Encoding: chunked"],
        ["Content-Length: 5", "Transfer-Encoding: \x0bchunked"],
    ],
    ids=str,
)
def test_a_body_whose_end_is_in_doubt_opens_nothing(send, headers):
    assert send("POST /_preview/open HTTP/1.1", *headers, body="5\r\n[1,2]\r\n0\r\n\r\n")[:1] in ([400], [501])


def test_a_body_that_was_cut_short_is_not_taken_for_a_whole_one(site):
    head = f"POST /_preview/open HTTP/1.1\r\nHost: localhost\r\nCookie: {site.cookie}\r\nContent-Length: 90\r\n\r\n"
    with site.connect() as line:
        line.sendall(head.encode() + b'{"path": "content/news/a.md", "line": 1}')
        line.shutdown(socket.SHUT_WR)

        assert not line.recv(100).startswith(b"HTTP/1.1 2")


@pytest.mark.parametrize("expect", ["100-continue", "100-CONTINUE", "200-ok", "x" * 1_000])
def test_a_body_that_asks_whether_to_come_is_answered(send, expect):
    statuses = send("POST /_preview/open HTTP/1.1", f"Expect: {expect}", "Content-Length: 6", body="[1, 2]")

    assert statuses[-1] == 400


def test_requests_that_come_at_once_are_answered_one_after_the_other(site):
    asked = f"GET /news/a/ HTTP/1.1\r\nHost: localhost\r\nCookie: {site.cookie}\r\n\r\n" * 50
    last = f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: {site.cookie}\r\nConnection: close\r\n\r\n"
    answer = site.send_as_it_is(asked + last)

    assert (answer.count(b"HTTP/1.1 200 "), answer.count(b"<title>One"), answer.count(b"<title>Home")) == (51, 50, 1)


@pytest.mark.parametrize("line", ["Content-Length: 300", "Transfer-Encoding: chunked", "Content-Length: 0, 300"])
def test_what_follows_a_request_is_not_taken_for_the_next_one(site, line, monkeypatch):
    monkeypatch.setattr(connection, "LIMIT_S", 1.0)
    hidden = f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: {site.cookie}\r\n\r\n"
    answer = site.send_as_it_is(
        hidden.replace("/ HTTP", "/news/a/ HTTP").replace("\r\n\r\n", f"\r\n{line}\r\n\r\n") + hidden
    )

    assert answer.count(b"HTTP/1.1 ") <= 1
    assert b"<title>Home" not in answer


HALVES = {
    "silence": b"",
    "half a line": b"GET",
    "half the headers": b"GET / HTTP/1.1\r\nHost: localhost\r\n",
    "a body to come": b"POST /_preview/open HTTP/1.1\r\nHost: localhost\r\nCookie: COOKIE\r\nContent-Length: 5\r\n\r\n",
}


@pytest.mark.parametrize("sent", HALVES.values(), ids=HALVES)
def test_a_request_that_never_ends_is_cut_off_when_its_time_is_over(site, sent, monkeypatch):
    monkeypatch.setattr(connection, "LIMIT_S", 0.5)
    with site.connect() as line:
        line.sendall(sent.replace(b"COOKIE", site.cookie.encode()))

        with suppress(ConnectionError):
            assert line.recv(100) == b""


def test_a_byte_now_and_then_does_not_make_the_time_longer(site, monkeypatch):
    monkeypatch.setattr(connection, "LIMIT_S", 1.0)
    with site.connect() as line, suppress(ConnectionError):
        for byte in b"GET / HTTP/1.1\r\n" + b"X" * 100:
            line.sendall(bytes([byte]))
            time.sleep(0.1)
        pytest.fail("It was listened to for ever.")


def test_a_body_that_trickles_in_after_its_answer_is_cut_off_too(site, monkeypatch):
    monkeypatch.setattr(connection, "LIMIT_S", 1.0)
    with site.connect() as line, suppress(ConnectionError):
        line.sendall(b"POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n\r\n")
        for _ in range(100):
            line.sendall(b"x")
            time.sleep(0.1)
        pytest.fail("It was listened to for ever.")


def test_one_who_never_reads_the_answer_is_cut_off(tmp_path, monkeypatch):
    texts: dict[str, str | bytes] = {
        "content/documents/large.pdf": b"%PDF-1.4\n" + bytes(30_000_000),
        "content/news/c.md": TEXTS["content/news/a.md"] + "\n[Large](/documents/large.pdf)\n",
    }
    with served(make_project(tmp_path / "a project", texts)) as site:
        assert site.ask("/news/c/").status == 200
        monkeypatch.setattr(connection, "LIMIT_S", 0.5)
        with site.connect("GET /files/documents/large.pdf HTTP/1.1\nHost: localhost\nCOOKIE\n\n") as line:
            time.sleep(2)
            got = 0
            with suppress(ConnectionError):
                while part := line.recv(1_000_000):
                    got += len(part)
            assert got < 30_000_000
        monkeypatch.undo()
        assert len(site.ask("/files/documents/large.pdf").text) >= 30_000_000


def test_a_browser_that_is_gone_in_the_middle_of_an_answer_or_a_stream_leaves_nothing(site):
    for path in ("/news/a/", "/_preview/events?path=/news/a/"):
        for _ in range(20):
            with site.connect(f"GET {path} HTTP/1.1\nHost: localhost\nCOOKIE\n\n"):
                pass
    end = time.monotonic() + 30
    while (site.preview.streams or site.server.server_state.connections) and time.monotonic() < end:
        time.sleep(0.05)

    assert (site.preview.streams, len(site.server.server_state.connections)) == (0, 0)


@examples(150)
@given(target=st.binary(max_size=60), header=st.binary(max_size=60), body=st.binary(max_size=60))
def test_no_bytes_at_all_bring_down_an_answer(site, target, header, body):
    start = f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: {site.cookie}\r\nConnection: close\r\n".encode()
    answers = [
        site.send_as_it_is(start.replace(b"GET / ", b"GET /" + target + b" ") + header + b"\r\n\r\n" + body),
        site.send_as_it_is(start.replace(b"GET / ", b"POST /_preview/open ") + header + b"\r\n\r\n" + body),
    ]

    assert all(re.match(rb"HTTP/1\.1 [2345]\d\d |\Z", answer) for answer in answers)
