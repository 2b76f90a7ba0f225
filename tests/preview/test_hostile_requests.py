"""Requests that no browser makes: each gets a plain answer or a closed connection, and the terminal stays silent."""

import os
import re
import socket
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.preview import answers, pages
from plugins.preview.access import ANSWER_HEADERS
from tests.fuzz import examples

LONG = [256, 300, 1_000, 4_096, 5_000, 60_000]


@pytest.fixture(autouse=True)
def silent_and_alive(site, capfd):
    """After whatever was sent, the next request is answered, and nothing was written to the terminal."""
    yield
    assert site.ask("/a/").status == 200
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
    assert send(f"GET /a/?{part * (length // len(part))} HTTP/1.1") == [200]


@pytest.mark.parametrize("length", [66_000, 100_000])
def test_an_address_longer_than_any_is_not_even_read(send, length):
    assert send(f"GET /{'a' * length} HTTP/1.1") in ([414], [])


@pytest.mark.parametrize(
    "path",
    [
        "/%00", "/a%00/", "/%ED%A0%80", "/%ED%B0%80/x", "/%C0%AF", "/%C0%AE%C0%AE/", "/%F8%88%80%80%80", "/%FF", "/%",
        "/%2", "/%zz", "/%25%30%30", "/\xff\xfe", "/a%0a", "/%0d%0aSet-Cookie:x", "/...", "/~", "/%7f",
        "/CON", "/nul.html", "/aux/", "/com1", "/LPT1.txt", "/a::$DATA", "/a.", "/a%20", "/A~1/", "/A/", "/INDEX.HTML",
        "/_preview/", "/_preview/../a/", "/_preview/%00", "/_preview/" + "x" * 300, "/_preview/EVENTS",
    ],
)  # fmt: skip
def test_an_address_that_no_file_can_have_is_not_there(send, path):
    assert send(f"GET {path} HTTP/1.1") == [404]


@pytest.mark.parametrize("path", ["/%2f%2f", "/.", "/%2f", "/%2f.", "/.%2f%2fa", "/%2fa"])
def test_a_folder_by_an_odd_name_leads_to_the_folder_and_to_no_host(site, path):
    answer = site.ask(path)

    assert answer.status == 302
    assert answer.headers["Location"] in ("/", "/./", "/a/", "/./a/")


@pytest.mark.parametrize(
    "target",
    ["*", "http://localhost/a/", "http://evil.example/a/", "https://localhost", "localhost:80", "a/", "?x", "#", "\\a",
     "/a\x00", "/a/\x07", "/a/?\x7f"],
)  # fmt: skip
def test_what_is_no_address_of_the_preview_is_refused(send, target):
    assert send(f"GET {target} HTTP/1.1") == [400]


@pytest.mark.parametrize(
    "method",
    [
        "OPTIONS",
        "TRACE",
        "CONNECT",
        "PUT",
        "DELETE",
        "PATCH",
        "PROPFIND",
        "get",
        "BREW",
        "G" * 1_000,
        "\xe4",
        "__init__",
    ],
)
@pytest.mark.parametrize("path", ["/a/", "/nothing/", "*", "localhost:443"])
def test_other_methods_are_not_allowed(send, method, path):
    assert send(f"{method} {path} HTTP/1.1", "Content-Length: 3", body="abc") == [405]


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
    assert b"<h1>" not in answer


@pytest.mark.parametrize(
    ("headers", "statuses"),
    [
        (["X: y"] * 90, ([200],)),
        (["X: y"] * 100_000, ([431], [])),
        (["X: " + "y" * 70_000], ([431], [])),
        (["X" * 70_000], ([431], [])),
        (["no colon"], ([200],)),
        ([": empty"], ([200],)),
        (["X:\x00\x01"], ([200],)),
        (["X: y", " folded", "\tagain"], ([200],)),
        (["Range: bytes=0-1"], ([200],)),
        (["Range: bytes=9999999999999999999999-"], ([200],)),
        (["If-Modified-Since: Thu, 01 Jan 2099 00:00:00 GMT", "If-None-Match: *"], ([200],)),
        (["Upgrade: h2c", "HTTP2-Settings: x"], ([200],)),
        (["Cookie: " + "a=b; " * 9_000], ([200],)),
        (["Cookie: \xff\x80=\xb2"], ([200],)),
        (["Host: localhost"], ([403],)),
        (["Host: evil.example"], ([403],)),
        (["Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: cross-site"], ([403],)),
    ],
    ids=lambda value: str(value)[:40],
)
def test_headers_of_any_kind_do_no_harm(send, headers, statuses):
    assert send("GET /a/ HTTP/1.1", *headers) in statuses


SIZES = [
    "", " ", "-1", "+1", "1.0", "1e3", "0x10", "1_000", "\xb2", "\xb9\xb2", "99999999", "9" * 5_000, "9" * 60_000,
    "5, 5", "5 5", "5;", "abc", "100000", "10001", "00000000005", "nan", "\x00",
]  # fmt: skip


@pytest.mark.parametrize("size", SIZES, ids=[ascii(size[:9]) + str(len(size)) for size in SIZES])
def test_a_form_without_one_plain_size_is_not_read(send, size):
    assert send("POST /_preview/dismiss HTTP/1.1", f"Content-Length: {size}", body="path=%2Fa%2F") == [400]


@pytest.mark.parametrize(
    "headers",
    [
        [],
        ["Content-Length: 5", "Content-Length: 5"],
        ["Content-Length: 5", "Content-Length: 6"],
        ["Transfer-Encoding: chunked"],
        ["Content-Length: 5", "Transfer-Encoding: chunked"],
        ["Content-Length: 5", "Transfer-Encoding: \x0bchunked"],
    ],
    ids=str,
)
def test_a_form_whose_end_is_in_doubt_is_not_read(send, headers):
    assert send("POST /_preview/dismiss HTTP/1.1", *headers, body="5\r\npath=\r\n0\r\n\r\n") == [400]


@pytest.mark.parametrize("fields", ["a=1&" * 2_000, "&".join(f"{n}=1" for n in range(1_000)), "path=/&" * 11])
def test_a_form_of_more_fields_than_it_has_is_not_read(send, fields):
    assert send("POST /_preview/dismiss HTTP/1.1", f"Content-Length: {len(fields)}", body=fields) == [400]


def test_a_form_that_was_cut_short_is_not_taken_for_a_whole_one(site):
    head = f"POST /_preview/dismiss HTTP/1.1\r\nHost: localhost\r\nCookie: {site.cookie}\r\nContent-Length: 50\r\n\r\n"
    with site.connect() as line:
        line.sendall(head.encode() + b"path=/a/")
        line.shutdown(socket.SHUT_WR)

        assert line.recv(100).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("expect", ["100-continue", "100-CONTINUE", "200-ok", "x" * 1_000])
def test_a_form_that_asks_whether_to_come_is_answered(send, expect):
    statuses = send(
        "POST /_preview/dismiss HTTP/1.1", f"Expect: {expect}", "Content-Length: 6", body="path=/"
    )  # fmt: skip

    assert statuses[-1] == 303


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "/\\evil.example", "\\\\evil.example", "\t//evil.example", "/\t/evil.example", " //evil.example",
     "\x00//evil.example", "/.//evil.example", "/%2f/evil.example", "https://evil.example", "https:evil.example",
     "javascript:alert(1)", "data:text/html,x", "/\r\nSet-Cookie: a=b", "/\nX: y", "/\x0b\x0c\x85", "/\u2028", "/#/x",
     "/?next=//evil.example", "@evil.example", ".evil.example", ":80/", "/\ud7ff", "%0d%0aX:y", "/" + "a" * 9_000],
    ids=lambda path: ascii(path)[:30],
)  # fmt: skip
def test_the_click_on_findings_leads_to_no_other_site_and_ends_no_header(site, path):
    click = site.ask("/_preview/dismiss", method="POST", data=urlencode({"path": path}).encode())

    assert click.status == 303
    assert re.fullmatch(r"/(?![/\\])[!-~]*", click.headers["Location"])
    assert {name.lower() for name in click.headers} == WANTED_OF_REDIRECT


WANTED_OF_REDIRECT = {name.lower() for name in ANSWER_HEADERS} | {
    "server", "date", "content-type", "content-length", "connection", "location"
}  # fmt: skip


def test_requests_that_come_at_once_are_answered_one_after_the_other(site):
    asked = f"GET /a/ HTTP/1.1\r\nHost: localhost\r\nCookie: {site.cookie}\r\n\r\n" * 50
    last = f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: {site.cookie}\r\nConnection: close\r\n\r\n"
    answer = site.send_as_it_is(asked + last)

    assert (answer.count(b"HTTP/1.1 200 "), answer.count(b"<h1>one"), answer.count(b"<h1>home")) == (51, 50, 1)


@pytest.mark.parametrize("line", ["Content-Length: 300", "Transfer-Encoding: chunked", "Content-Length: 0, 300"])
def test_what_follows_a_request_is_not_taken_for_the_next_one(site, line):
    hidden = f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: {site.cookie}\r\n\r\n"
    answer = site.send_as_it_is(
        hidden.replace("/ HTTP", "/a/ HTTP").replace("\r\n\r\n", f"\r\n{line}\r\n\r\n") + hidden
    )

    assert answer.count(b"HTTP/1.1 ") <= 1
    assert b"<h1>home" not in answer


HALVES = {
    "silence": b"",
    "half a line": b"GET",
    "half the headers": b"GET / HTTP/1.1\r\nHost: localhost\r\n",
    "a body to come": b"POST /_preview/dismiss HTTP/1.1\r\nHost: localhost\r\nCookie: COOKIE\r\nContent-Length: 5\n\n",
    "half a handshake": b"\x16\x03\x01\x00",
}


@pytest.mark.parametrize("sent", HALVES.values(), ids=HALVES)
def test_a_request_that_never_ends_is_cut_off_when_its_time_is_over(site, sent, monkeypatch):
    monkeypatch.setattr(answers, "REQUEST_S", 0.5)
    with site.connect() as line:
        line.sendall(sent.replace(b"COOKIE", site.cookie.encode()))

        assert line.recv(100) == b""


def test_a_byte_now_and_then_does_not_make_the_time_longer(site, monkeypatch):
    monkeypatch.setattr(answers, "REQUEST_S", 1.0)
    with site.connect() as line, suppress(ConnectionError):
        for byte in b"GET / HTTP/1.1\r\n" + b"X" * 100:
            line.sendall(bytes([byte]))
            time.sleep(0.1)
        pytest.fail("It was listened to for ever.")


def test_one_who_never_reads_the_answer_is_cut_off(site, monkeypatch):
    monkeypatch.setattr(answers, "ANSWER_S", 0.5)
    (site.output / "large.bin").write_bytes(bytes(30_000_000))
    with site.connect() as line:
        line.sendall(f"GET /large.bin HTTP/1.1\r\nHost: localhost\r\nCookie: {site.cookie}\r\n\r\n".encode())
        time.sleep(2)
        got = 0
        try:
            while part := line.recv(1_000_000):
                got += len(part)
        except ConnectionError:
            pass

    assert got < 30_000_000


def bind(file):
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(file.name)


BECOMES = {
    "nothing": lambda _: None,
    "a folder": lambda file: file.mkdir(),
    "a pipe": os.mkfifo,
    "a socket": bind,
    "a link to nothing": lambda file: file.symlink_to("nothing"),
    "a link to itself": lambda file: file.symlink_to(file),
    "a device": lambda file: file.symlink_to("/dev/zero"),
}


@pytest.mark.skipif(os.name == "nt", reason="Windows has none of these")
@pytest.mark.parametrize("becomes", BECOMES.values(), ids=BECOMES)
def test_a_file_that_becomes_something_else_before_it_is_read_is_gone(tmp_path, becomes, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("a")
    found = pages.locate("/a.txt", tmp_path)
    assert isinstance(found, Path)
    found.unlink()
    becomes(found)

    with pytest.raises(OSError):  # noqa: PT011  (the preview asks no further)
        pages.read_whole(found)


@pytest.mark.skipif(os.name == "nt", reason="Windows has none of these")
def test_what_is_no_file_is_not_there(site, send):
    os.mkfifo(site.output / "pipe")
    (site.output / "round").symlink_to("round")
    (site.output / "there").symlink_to("back")
    (site.output / "back").symlink_to("there")

    assert [send(f"GET /{name} HTTP/1.1") for name in ("pipe", "round", "there", "round/x", "there/")] == [[404]] * 5


@examples(150)
@given(target=st.binary(max_size=60), header=st.binary(max_size=60), body=st.binary(max_size=60))
def test_no_bytes_at_all_bring_down_an_answer(site, target, header, body):
    start = f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: {site.cookie}\r\nConnection: close\r\n".encode()
    answers = [
        site.send_as_it_is(start.replace(b"GET / ", b"GET /" + target + b" ") + header + b"\r\n\r\n" + body),
        site.send_as_it_is(start.replace(b"GET / ", b"POST /_preview/dismiss ") + header + b"\r\n\r\n" + body),
    ]

    assert all(re.match(rb"HTTP/1\.1 [2345]\d\d |\Z", answer) for answer in answers)
