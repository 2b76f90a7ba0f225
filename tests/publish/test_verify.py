import gzip
import hashlib
import socket
import threading
from pathlib import Path

import pytest

from plugins.publish.answers import Wanted
from plugins.publish.as_published import Expected, known_of
from plugins.publish.asking import Limits, ask, ask_all
from plugins.publish.site_files import own_hashes
from plugins.publish.verify import POLICY, Known, is_asked_for, verify
from plugins.release.manifest import hash_files, hashes, write_manifest
from tests.assets.served import running
from tests.publish.hosts import Handler, drips, host, pours, says
from tests.small_site import small_site

FILES = {
    "index.html": "<h1>Save Advanced Education</h1>",
    "404.html": "Nothing here",
    "news/a plan, at last/index.html": "Café",
    "news/old/index.html": '<meta http-equiv="refresh" content="0; url=/news/new/">',
    "news/new/index.html": "It moved here",
    "static/site-1234.css": "body { color: teal } " * 200,
    "static/site-1234.css.gz": "a compressed copy",
    "feeds/all.atom.xml": "<feed/>",
    ".nojekyll": "",
    "CNAME": "campaign.example.org\n",
}
# As an administrator may have it, without the site's rules.
NGINX_ALONE = """\
types { text/html html; text/css css; }
gzip on;
error_page 404 /404.html;
location = /news/old/ { return 301 /news/new/; }
location ~ /\\. { deny all; }
"""
QUICK = Limits(silence_s=8, total_s=10)
SAFE = dict.fromkeys(POLICY, "something")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    write_manifest(folder)
    return folder


def listed(site: Path) -> dict[str, str]:
    return hashes(hash_files(site))


def told(verified) -> list[str]:
    return [f"{one.level} {one.where.path} {one.code}.{one.variant}" for one in verified.findings]


def test_what_is_served_as_it_was_published_is_counted(site: Path) -> None:
    with host(site, headers=SAFE) as server:
        verified = verify(server.url, listed(site))

    assert verified.in_words() == "7 of 7 as published."
    assert verified.is_whole
    assert verified.findings == ()
    assert {"/", "/404.html", "/feeds/all.atom.xml", "/news/a%20plan%2C%20at%20last/"} < set(server.asked)
    assert not [path for path in server.asked if path.endswith((".gz", "CNAME", ".nojekyll", "index.html"))]


def test_a_site_may_lie_below_a_path(site: Path) -> None:
    with host(site.parent, headers=SAFE) as server:
        verified = verify(f"{server.url}/site", listed(site))

    assert verified.in_words() == "7 of 7 as published."


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (says(200, b"other words"), "error news/new/index.html C176.changed"),
        (says(200, b""), "error news/new/index.html C176.changed"),
        (says(404, b"gone"), "error news/new/index.html C176.missing"),
        (says(410), "error news/new/index.html C176.missing"),
        (says(403, b"no"), "error news/new/index.html C176.refused"),
        (says(500, b"no"), "error news/new/index.html C176.refused"),
        (says(200, b"It moved", length=13), "error news/new/index.html C176.no-answer"),
        (says(200, b"It moved here", length=3), "error news/new/index.html C176.changed"),
        (says(200, b"It moved here" * 9), "error news/new/index.html C176.changed"),
        (says(200, b"no gzip", Content_Encoding="gzip"), "error news/new/index.html C176.no-answer"),
        (says(200, gzip.compress(b"It moved here")[:-9], Content_Encoding="gzip"), "C176.no-answer"),
        (says(200, b"It moved here", Content_Encoding="zip"), "error news/new/index.html C176.no-answer"),
        (says(302, Location="https://elsewhere.example/news/new/"), "error news/new/index.html C176.leads-off"),
        (says(302, Location="//elsewhere.example/"), "error news/new/index.html C176.leads-off"),
        (says(302, Location="https://[bad"), "error news/new/index.html C176.leads-off"),
        (says(301, Location="/news/new/"), "error news/new/index.html C176.no-answer"),
        (says(301, Location="/"), "error news/new/index.html C176.leads-elsewhere"),
        (says(301), "error news/new/index.html C176.refused"),
        (drips, "error news/new/index.html C176.no-answer"),
        (pours, "error news/new/index.html C176.no-answer"),
        (lambda handler: handler.connection.close(), "error news/new/index.html C176.no-answer"),
        (lambda handler: handler.wfile.write(b"SSH-2.0 hello\r\n"), "error news/new/index.html C176.no-answer"),
        (lambda _handler: threading.Event().wait(12), "error news/new/index.html C176.no-answer"),
    ],
)
def test_what_a_host_does_otherwise_at_one_address_is_named(tmp_path: Path, answer, code: str) -> None:
    for name, text in FILES.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text)
    manifest = listed(tmp_path / "site")
    known = Known({name: len(text.encode()) for name, text in FILES.items()}, moved={"news/old/index.html"})
    with host(tmp_path / "site", {"/news/new/": answer}, SAFE) as server:
        verified = verify(server.url, manifest, known=known, limits=QUICK)

    assert verified.in_words() == "6 of 7 as published."
    assert not verified.is_whole
    assert [one for one in told(verified) if code in one] == told(verified)
    assert len(told(verified)) == 1


def test_a_login_to_which_a_host_leads_off_is_shown_without_what_opens_it(site: Path) -> None:
    away = says(302, Location="https://me:hunter2@login.example/in?token=hunter2#hunter2")
    with host(site, {"/news/new/": away}, SAFE) as server:
        [found] = verify(server.url, listed(site)).findings

    assert 'to "https://login.example/in"' in str(found)


def test_what_a_host_packs_by_itself_is_unpacked(site: Path) -> None:
    css = FILES["static/site-1234.css"].encode()
    packed = says(200, gzip.compress(css), Content_Encoding="gzip")
    with host(site, {"/static/site-1234.css": packed}, SAFE) as server:
        assert verify(server.url, listed(site)).is_whole


def test_an_answer_that_unpacks_without_end_is_left_alone(tmp_path: Path) -> None:
    bomb = says(200, gzip.compress(bytes(64 * 2**20)), Content_Encoding="gzip")
    with host(tmp_path, {"/bomb": bomb}) as server:
        answer = ask(server.url, Wanted("bomb", max_bytes=2**20))

    assert answer.wrong == "answer.too-long"


def test_an_old_address_may_lead_on_by_the_host_itself(site: Path) -> None:
    odd = {"/news/old/": says(301, Location="/news/new/")}
    with host(site, odd, SAFE) as server:
        known = verify(server.url, listed(site), known=Known(moved={"news/old/index.html"}))
        unknown = verify(server.url, listed(site))
        other = verify(server.url, listed(site), known=Known(moved=()))

    assert known.is_whole
    assert told(known) == []
    assert unknown.is_whole
    assert told(unknown) == ["warning news/old/index.html C176.leads-on"]
    assert told(other) == ["error news/old/index.html C176.leads-elsewhere"]


def test_a_host_that_is_busy_is_asked_again_when_it_wants(site: Path) -> None:
    answers = [says(429, Retry_After="1"), says(503, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT")]

    def busy(handler) -> None:
        (answers.pop(0) if answers else Handler.do_GET)(handler)

    with host(site, {"/news/new/": busy}, SAFE) as server:
        verified = verify(server.url, listed(site))

    assert verified.is_whole
    assert server.asked.count("/news/new/") == 3


def test_a_host_that_wants_us_to_come_back_in_an_hour_is_left_alone(site: Path) -> None:
    with host(site, {"/news/new/": says(429, Retry_After="3600")}, SAFE) as server:
        verified = verify(server.url, listed(site))

    assert told(verified) == ["error news/new/index.html C176.refused"]
    assert server.asked.count("/news/new/") == 1


def test_no_more_than_a_few_are_asked_for_at_once(site: Path) -> None:
    lock, now, most = threading.Lock(), set[int](), [0]

    def slow(handler) -> None:
        with lock:
            now.add(id(handler))
            most[0] = max(most[0], len(now))
        threading.Event().wait(0.05)
        with lock:
            now.discard(id(handler))
        says(200, b"x")(handler)

    paths = [f"p{number}" for number in range(30)]
    with host(site, {f"/{path}": slow for path in paths}) as server:
        answers = list(ask_all(server.url, map(Wanted, paths), at_once=3))

    assert len(answers) == 30
    assert 1 < most[0] <= 3


def test_a_host_that_is_not_there_is_not_asked_for_everything() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # and nobody listens
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        answers = [answer.wrong for _, answer in ask_all(url, map(Wanted, map(str, range(500))))]

    assert len(answers) == 500
    assert answers.count("answer.refused") < 20
    assert answers.count("answer.not-asked") > 480


def test_differences_of_one_kind_are_told_up_to_a_number(tmp_path: Path) -> None:
    manifest = {f"p{number:03}.html": hashlib.sha256(b"").hexdigest() for number in range(50)}
    with host(tmp_path, headers=SAFE) as server:
        verified = verify(server.url, manifest)

    assert len(verified.findings) == 21
    assert verified.findings[-1].message.problem == "And 30 more addresses of which the same is to be said."
    assert verified.in_words() == "0 of 50 as published."


def test_a_host_without_headers_gets_one_note_and_one_that_lacks_some_is_told_which(site: Path) -> None:
    with host(site) as server:
        without = verify(server.url, listed(site))
    with host(site, headers={**SAFE, "referrer-policy": ""}) as server:
        lacking = verify(server.url, listed(site))

    assert [one.variant for one in without.findings] == ["no-headers"]
    assert without.is_whole
    assert [one.message.problem for one in lacking.findings] == ["5 pages come without the header referrer-policy."]
    assert lacking.is_whole


def test_a_host_that_answers_whatever_is_asked_is_told(site: Path) -> None:
    with host(site, {"404": says(200, b"Welcome")}, SAFE) as server:
        verified = verify(server.url, listed(site))

    assert [one.variant for one in verified.findings] == ["never-404"]


def test_files_of_earlier_releases_that_are_kept_are_looked_at_too(site: Path) -> None:
    (site / "static/site-0000.css").write_text("old")
    kept = {"static/site-0000.css": hashlib.sha256(b"old").hexdigest()}
    manifest = {name: sha256 for name, sha256 in listed(site).items() if name not in kept}
    with host(site, headers=SAFE) as server:
        whole = verify(server.url, manifest, kept=kept)
        (site / "static/site-0000.css").write_text("other")
        changed = verify(server.url, manifest, kept=kept)

    assert whole.in_words().startswith("7 of 7 as published, and 1 file of earlier releases")
    assert told(changed) == ["error static/site-0000.css C176.changed"]
    assert not changed.is_whole


def test_a_name_from_a_list_leaves_neither_host_nor_question(tmp_path: Path) -> None:
    names = ["../../etc/passwd", "/a", "//elsewhere.example/", "a?b#c", "a\r\nX-Y: z", "é"]
    with host(tmp_path) as server:
        answers = list(ask_all(server.url, map(Wanted, names), at_once=1))

    assert {answer.status for _, answer in answers} == {404}
    assert "/a%0D%0AX-Y%3A%20z" in server.asked


@pytest.mark.needs("nginx")
def test_nginx_is_verified_with_its_own_packing_and_its_own_errors(site: Path) -> None:
    headers = "".join(f'add_header {name} "something" always;\n' for name in POLICY)
    (site / "nginx.conf").write_text(NGINX_ALONE + headers)
    manifest, known = listed(site), Known(moved={"news/old/index.html"})
    with running("nginx", site) as server:
        whole = verify(server.url, manifest, known=known)
        (server.folder / "index.html").write_text("<h1>Something else</h1>")
        (server.folder / "feeds/all.atom.xml").unlink()
        changed = verify(server.url, manifest, known=known)

    assert whole.in_words() == "7 of 7 as published."
    assert whole.findings == ()
    assert sorted(told(changed)) == ["error feeds/all.atom.xml C176.missing", "error index.html C176.changed"]


def test_which_files_a_host_serves_is_known() -> None:
    assert is_asked_for(".well-known/security.txt", ())
    assert not is_asked_for("a/.hidden/b", ())
    assert not is_asked_for("news/index.html.br", {"news/index.html"})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real site, with an old address and a text whose last day is over."""
    texts = {
        "news/moved.md": "Title: Moved\nDate: 2021-05-01\nSummary: It.\nOld-addresses: /first-plan/\n\nWords.\n",
        "news/over.md": "Title: Over\nDate: 2021-05-01\nSummary: It.\nExpires: 2026-01-01\n\nWords.\n",
    }
    site = small_site(tmp_path_factory.mktemp("built"), texts)
    site.build(SITEURL="https://site.example")
    return site.output


@pytest.mark.needs("apache2", "nginx", "caddy")
@pytest.mark.parametrize("name", ["apache", "nginx", "caddy"])
def test_a_real_site_is_verified_at_hosts_that_keep_to_its_rules(built: Path, name: str) -> None:
    manifest = own_hashes(built)
    with running(name, built) as server:
        verified = verify(server.url, manifest, known=known_of(Expected(manifest, built)))

    assert told(verified) == []
    assert verified.is_whole
    assert verified.asked == verified.as_published > 20
