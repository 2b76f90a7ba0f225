import pytest

from plugins.preview.access import ANOTHER_NAME, NO_ADDRESS, NOT_LET_IN, Access, Welcome
from tests.preview.conftest import ask

ACCESS = Access(8000)
MAY_LOOK = {"host": "localhost:8000", "cookie": ACCESS.cookie}


def decide(access=ACCESS, *, method="GET", target="/a/", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return access.decide(method, target, {**MAY_LOOK, **named})


OWN = "http://localhost:8000"
FROM_WITHIN = [
    {},  # curl with the cookie
    {"sec_fetch_site": "none", "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"},
    {"sec_fetch_site": "same-origin", "sec_fetch_mode": "no-cors", "sec_fetch_dest": "image"},
    {"sec_fetch_site": "same-origin", "origin": OWN, "referer": f"{OWN}/b/"},
    {"referer": f"{OWN}/b/"},
    {"origin": OWN},
]


@pytest.mark.parametrize("headers", FROM_WITHIN, ids=str)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_the_previews_own_pages_and_its_user_are_answered(method, headers):
    assert decide(method=method, **headers) is None


FROM_ELSEWHERE = [
    {"sec_fetch_site": site, "sec_fetch_mode": mode, "sec_fetch_dest": dest}
    for site in ("cross-site", "same-site", "", "Same-Origin", "none, none", "same-origin, cross-site", "sibling")
    for mode, dest in [
        ("navigate", "document"), ("navigate", "iframe"), ("navigate", "object"), ("no-cors", "image"),
        ("no-cors", "script"), ("no-cors", "style"), ("cors", "empty"), ("no-cors", "empty"), ("websocket", "empty"),
        ("same-origin", "serviceworker"),
    ]
] + [
    {"origin": "http://localhost:9000"},
    {"origin": "null"},
    {"origin": "http://localhost:8000.evil.example"},
    {"origin": "https://localhost:8000"},
    {"origin": ""},
    {"origin": f"{OWN}, {OWN}"},
    {"sec_fetch_site": "same-origin", "origin": "http://evil.example"},
    {"referer": "http://localhost:9000/"},
    {"referer": "http://localhost:80000/"},
    {"referer": "http://localhost:8000.evil.example/"},
    {"referer": "http://localhost:8000@evil.example/"},
    {"referer": ""},
]  # fmt: skip


@pytest.mark.parametrize("headers", FROM_ELSEWHERE, ids=lambda headers: " ".join(headers.values()))
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_whatever_another_page_asks_for_gets_one_answer(method, headers):
    targets = (
        "/",
        "/a/",
        "/nothing/",
        "/a",
        "/site.css",
        "/_preview/events",
        "/_preview/open",
        "/_desk/",
        "/a/?token=x",
    )

    assert {decide(method=method, target=target, **headers) for target in targets} == {NOT_LET_IN}


@pytest.mark.parametrize(
    "cookie",
    [
        "", "preview-8000=", "preview-8000", "preview-8000=x", f"preview-8001={ACCESS.token}", ACCESS.token,
        f"x=preview-8000={ACCESS.token}", f"Preview-8000={ACCESS.token}", f"preview-8000={ACCESS.token}x",
        f"preview-8000={ACCESS.token[:-1]}", "preview-8000=\xe4\xff\x00", f"preview-8000={Access(8000).token}",
        f'preview-8000="{ACCESS.token}"', "preview-8000=" + "x" * 60_000,
    ],
    ids=[str(number) for number in range(14)],  # a token is another one at each start, and processes compare names
)  # fmt: skip
def test_nobody_looks_without_the_cookie_of_this_start_and_port(cookie):
    assert decide(cookie=cookie) == NOT_LET_IN


@pytest.mark.parametrize("cookie", ["preview-8000=x; {}", "{}; preview-8000=x", "a=b;{};c", "a, {}", ";;{};"])
def test_cookies_of_others_lock_nobody_out(cookie):
    assert decide(cookie=cookie.format(ACCESS.cookie)) is None


def test_a_token_lets_in_any_number_of_browsers_and_the_one_for_once_a_single_one():
    once = ACCESS.token_for_once()
    decided = [decide(target=f"/?token={token}", cookie="") for token in (ACCESS.token, ACCESS.token, once, once)]

    assert decided[:3] == [Welcome(f"preview-8000={ACCESS.token}; Path=/; HttpOnly; SameSite=Strict")] * 3
    assert decided[3] == NOT_LET_IN


@pytest.mark.parametrize(
    "options",
    [
        {"target": "/?token="}, {"target": "/?token=x"}, {"target": "/?token=%00%ff"}, {"target": "/?Token=TOKEN"},
        {"target": "/a/?token=TOKEN"}, {"target": "/?token=TOKENx"}, {"target": "/?a=b#?token=TOKEN"},
        {"target": "/?" + "x=&" * 9_000 + "token=TOKEN"}, {"target": "/?token=TOKEN", "method": "POST"},
        {"target": "/?token=TOKEN", "method": "HEAD"}, {"target": "/%3Ftoken=TOKEN"},
    ],
    ids=lambda options: str(options)[:40],
)  # fmt: skip
def test_nothing_but_the_address_itself_lets_in(options):
    options = {**options, "target": options["target"].replace("TOKEN", ACCESS.token)}

    assert decide(cookie="", **options) == NOT_LET_IN


@pytest.mark.parametrize("host", ["evil.example", "localhost.", "localhost:", "localhost, localhost", "::1"])
def test_a_token_and_a_cookie_are_worth_nothing_under_another_name(host):
    assert decide(host=host) == decide(host=host, target=f"/?token={ACCESS.token}") == ANOTHER_NAME


@pytest.mark.parametrize("target", ["", "*", "a", "http://localhost/", "/a\x00", "/a b", "/\r\nX: y", "/\x7f"])
def test_what_is_no_path_is_no_address(target):
    assert decide(target=target) == NO_ADDRESS


def test_two_starts_share_no_secret():
    first, second = Access(8000), Access(8000)

    assert len({first.token, second.token, first.token_for_once(), first.token_for_once()}) == 4
    assert all(len(token) >= 22 for token in (first.token, first.token_for_once()))


# Written out once more: a header that is lost there must be missed here.
WANTED = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@pytest.mark.parametrize(
    ("path", "options", "status"),
    [
        ("/news/a/", {}, 200),
        ("/news/a/", {"method": "HEAD"}, 200),
        ("/news/a", {}, 302),
        ("/nothing/", {}, 404),
        ("/%0a", {}, 404),
        ("/static/site.js", {}, 404),
        ("/_desk/", {}, 200),
        ("/_preview/preview.js", {}, 200),
        ("/_preview/nothing", {}, 404),
        ("/_preview/events", {"method": "HEAD"}, 200),
        ("/news/a/", {"method": "PUT"}, 405),
        ("/news/a/", {"method": "POST", "data": b""}, 405),
        ("/_preview/open", {}, 404),
        ("/_preview/open", {"method": "POST", "data": b""}, 400),
        ("/_preview/open", {"method": "POST", "data": b"x" * 20_000}, 413),
        ("/news/a/", {"headers": {"Cookie": ""}}, 403),
        ("/news/a/", {"headers": {"Host": "evil.example"}}, 403),
        ("/?token=TOKEN", {}, 303),
    ],
)
def test_every_answer_says_that_it_is_for_this_browser_and_no_other_page(site, path, options, status):
    answer = site.ask(path.replace("TOKEN", site.preview.access.token), **options)

    assert answer.status == status
    assert WANTED.items() <= answer.headers.items()


def test_the_stream_of_events_and_answers_to_no_request_say_so_too(site):
    stream = b"GET /_preview/events?path=/ HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n\r\n" % site.cookie.encode()
    with site.connect() as line:
        line.sendall(stream)
        heads = [line.recv(10_000).decode(), site.send_as_it_is(b"\x16\x03\x01\r\n\r\n").decode()]

    assert [head.split()[1] for head in heads] == ["200", "400"]
    for head in heads:
        assert all(f"\r\n{name}: {value}\r\n".lower() in head.lower() for name, value in WANTED.items())


PATHS = ("/news/a/", "/drafts/plan/", "/nothing/", "/news/a", "/_desk/", "/_preview/events", "/_preview/nothing")


def test_whoever_is_not_let_in_gets_the_same_bytes_whether_a_page_exists_or_not(site):
    assert [site.ask(path).status for path in PATHS[:5]] == [200, 200, 404, 302, 200]
    asked = [
        f"GET {path} HTTP/1.0\r\nHost: localhost\r\nCookie: {cookie}\r\nSec-Fetch-Site: {fetch_site}\r\n\r\n"
        for path in PATHS
        for cookie, fetch_site in (
            (site.cookie, "cross-site"),
            (site.cookie, "same-site"),
            ("", "none"),
            ("", "same-origin"),
        )
    ]
    answers = {site.send_as_it_is(request) for request in asked}

    assert len(answers) == 1
    assert b"the whole address that the terminal shows" in answers.pop()


def test_nothing_is_looked_up_for_whoever_is_not_let_in(site):
    with site.live._lock:  # who looks for a page would wait for it
        answer = ask(site.address, "/news/a/")

    assert answer.status == 403


def test_the_browser_that_is_opened_is_let_in_once_and_no_other_by_its_address(start, live_project, tmp_path):
    opened, browser = tmp_path / "opened", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> {opened}\n')
    browser.chmod(0o755)
    running = start(live_project(), environment={"BROWSER": str(browser)}, opens_browser=True)
    running.wait_until(lambda: opened.exists() and opened.read_text().endswith("\n"))

    (address,) = opened.read_text().split()
    assert address.partition("=")[2] not in running.cookie
    path = address.removeprefix(running.address)
    assert [ask(running.address, f"/{path}").status for _ in range(2)] == [303, 403]
