"""The rules for hosts: three real servers keep to them, set up as the guide says, and two services could read them."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from plugins.checks.pages.policy import directives
from plugins.site import policy
from tests.assets.served import Server, running
from tests.selfies.members import text as member
from tests.small_site import SmallSite, small_site

pytestmark = pytest.mark.needs("apache2", "nginx", "caddy")

# Names that old systems had, some of which say something in the rules of one server or another.
WITH_A_PAGE = ("first-plan", "2021/05/01/plan/", "Plan.html", "caf%C3%A9/", "a%20b/", "x%22y'z/")
HOSTS_ALONE = (
    "story.aspx", "News/Index.ASPX", "%22%3B%7D%2510.php", "$1%24uri.php", "a%23b.php", "(a%7Cb)*.php",
    "%7B$HOME%7D.php", "%60x%60.aspx", "%5Ba-z%5D+.php", "x%3Fid=3.asp", "caf%C3%A9.aspx", "%25%7BHTTP_HOST%7D.php",
    "~%5Efoo.php", "a%26b%3Cc%3E.asp", "%F0%9F%93%A3.php", "q=%27;return%20200;.asp", "%20.php", "a%C2%A0b.php",
)  # fmt: skip
GONE = "/once-over/, /over.aspx, /robots.txt"
OFFERED = "\n[Our notes](/documents/Notes.TXT) and [a film](/documents/film.mp4).\n"
CAMPAIGN = "Title: Keep the library open\nSummary: Four hours less.\n\nSign it.\n"
TEXT = "Title: {}\nDate: 2021-05-01\nSummary: A summary of it.\n{}\n\nWords of it, which are many more.\n"
EVENT = (
    "Title: A rally\nStarts: 2027-05-01 12:00\nEnds: 2027-05-01 13:00\nPlace: The hall\nSummary: We meet.\n\nCome.\n"
)


def the_site(folder: Path, siteurl: str) -> SmallSite:
    """One of everything that a rule is about."""
    old = ", ".join(f"/{address}" for address in (*WITH_A_PAGE, *HOSTS_ALONE))
    site = small_site(
        folder,
        {
            "campaigns/library.md": CAMPAIGN,
            "news/moved.md": TEXT.format("Moved", f"Old-addresses: {old}") + OFFERED,
            "documents/Notes.TXT": "Über uns.\n",
            "documents/film.mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
            "news/over.md": TEXT.format(
                "Over", "Expires: 2026-01-01\nOld-addresses: /once-over/, /over.aspx, /robots.txt"
            ),
            "campaigns/hours.md": CAMPAIGN.replace("\n\n", "\nExpires: 2026-01-01\n\n"),
            "news/hour.md": TEXT.format("Hour", "Expires: 2026-01-01\nCampaign: hours"),
            "events/march.md": EVENT.replace("\n\n", "\nExpires: 2026-01-01\n\n"),
            "news/le-plan.md": TEXT.format("Le plan", "Lang: fr"),
            "events/rally.md": EVENT,
            "selfies/0417.md": member(),
        },
    )
    site.picture("selfies/0417.jpg", "teal", (640, 480))
    site.build(SITEURL=siteurl)
    for name in ("publish.lock", "publishing.json"):  # as while somebody publishes
        (site.output / name).write_text("{}")
    return site


@pytest.fixture(scope="module", params=["", "/sub/path"], ids=["at the top", "below a path"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[SmallSite, str]:
    return the_site(tmp_path_factory.mktemp("hosts"), f"https://site.example{request.param}"), request.param


@pytest.fixture(scope="module", params=["apache", "nginx", "caddy"])
def server(request: pytest.FixtureRequest, site: tuple[SmallSite, str]) -> Iterator[tuple[Server, SmallSite]]:
    with running(request.param, site[0].output, site[1]) as one:
        yield one, site[0]


def one_of(site: SmallSite, pattern: str) -> str:
    """The address of a file, the first of several."""
    return f"/{min(site.output.glob(pattern)).relative_to(site.output).as_posix()}"


ASKED, HOUR, DAY, YEAR = (
    "public, max-age=0, must-revalidate",
    "public, max-age=3600, must-revalidate",
    "public, max-age=86400, must-revalidate",
    "public, max-age=31536000, immutable",
)
UTF_8 = "; charset=utf-8"
# What is there: its address or a pattern of its file, its type, how long it may be kept.
THERE = [
    ("/", f"text/html{UTF_8}", ASKED),
    ("/news/moved/", f"text/html{UTF_8}", ASKED),
    ("/search/", f"text/html{UTF_8}", ASKED),
    ("/search/fr/", f"text/html{UTF_8}", ASKED),
    ("/library/wall/", f"text/html{UTF_8}", ASKED),
    ("/library/wall/member/0417/", f"text/html{UTF_8}", ASKED),
    ("/feeds/all.atom.xml", f"application/atom+xml{UTF_8}", ASKED),
    ("/sitemap.xml", f"application/xml{UTF_8}", ASKED),
    ("/robots.txt", f"text/plain{UTF_8}", ASKED),
    ("/events/calendar.ics", f"text/calendar{UTF_8}", ASKED),
    ("/manifest.json", "application/json", ASKED),
    ("/files/documents/Notes.TXT", f"text/plain{UTF_8}", ASKED),
    ("/files/documents/film.mp4", "video/mp4", ASKED),
    ("static/site.*.css", f"text/css{UTF_8}", YEAR),
    ("static/search.*.js", f"text/javascript{UTF_8}", YEAR),
    ("static/*.woff2", "font/woff2", YEAR),
    ("static/favicon.*.svg", "image/svg+xml", YEAR),
    ("portraits/*.avif", "image/avif", HOUR),
    ("portraits/*-1200.jpg", "image/jpeg", HOUR),
    ("pictures/*.avif", "image/avif", DAY),
    ("cards/*.png", "image/png", DAY),
    ("search/pagefind/pagefind.js", f"text/javascript{UTF_8}", ASKED),
    ("search/pagefind/wasm.*.pagefind", "application/octet-stream", ASKED),
    ("search/pagefind/*.pf_meta", "application/octet-stream", ASKED),
    ("search/pagefind/fragment/*.pf_fragment", "application/octet-stream", ASKED),
]


def kept(cached: str, host: Server) -> str:
    """Apache tells pictures by their names, which do not say whether there is a member on one."""
    return HOUR if cached == DAY and host.name == "apache" else cached


def protects(headers: dict[str, str], root: str) -> None:
    """Every answer says what a browser may do with it."""
    assert headers["content-security-policy"] == policy.ON_EVERY_FILE
    assert headers["referrer-policy"] == "same-origin"
    assert headers["permissions-policy"] == policy.PERMISSIONS
    assert headers["x-content-type-options"] == "nosniff"
    assert headers.get("strict-transport-security") == ("max-age=31536000" if not root else None)


def test_every_file_is_sent_with_its_type_and_with_all_that_protects_readers(server) -> None:
    host, site = server
    for asked, of, cached in THERE:
        path = asked if asked.startswith("/") else one_of(site, asked)
        file = site.output / f"{path}index.html".lstrip("/") if path.endswith("/") else site.output / path.lstrip("/")

        answer = host.get(path)

        assert (answer.status, answer.body) == (200, file.read_bytes()), (host.name, path)
        assert answer.headers["content-type"].lower() == of, (host.name, path)
        assert answer.headers["cache-control"] == kept(cached, host), (host.name, path)
        assert "content-encoding" not in answer.headers
        protects(dict(answer.headers), host.root)


def test_a_page_never_needs_what_its_host_forbids(site) -> None:
    """Browsers keep to both policies at once."""
    small, _ = site
    of_host, said = directives(policy.ON_EVERY_FILE), {}
    for page in small.output.rglob("*.html"):
        meta = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page.read_text())
        (said[page.parent.relative_to(small.output).as_posix()],) = meta

    assert {path for path, one in said.items() if one == policy.ON_SEARCH_PAGES} == {"search", "search/fr"}
    assert set(said.values()) == {policy.ON_EVERY_PAGE, policy.ON_SEARCH_PAGES}
    for one in set(said.values()):
        for name, sources in directives(one).items():
            assert set(sources) <= set(of_host[name])


def test_who_has_a_file_already_is_told_that_it_is_as_before(server) -> None:
    host, site = server
    for path in ("/news/moved/", one_of(site, "portraits/*.avif")):
        first = host.get(path)
        again = host.get(path, If_None_Match=first.headers["etag"])

        assert (again.status, again.body) == (304, b""), (host.name, path)
        assert again.headers["cache-control"] == first.headers["cache-control"]


def test_what_is_not_there_is_told_on_a_page_and_kept_by_nobody(server) -> None:
    host, site = server
    page = (site.output / "404.html").read_bytes()
    static = one_of(site, "static/site.*.css").replace("/site.", "/site.0")
    for path in (
        "/nowhere/",
        "/nowhere",
        "/nowhere.html",
        "/nowhere.css",
        static,
        "/static/",
        "/pictures/",
        "/pictures/x.avif",
    ):
        answer = host.get(path)

        assert (answer.status, answer.body) == (404, page), (host.name, path)
        assert answer.headers["content-type"].lower() == f"text/html{UTF_8}", (host.name, path)
        assert answer.headers["cache-control"] == ASKED, (host.name, path)
        protects(dict(answer.headers), host.root)


def test_what_was_taken_back_or_is_over_is_gone(server) -> None:
    host, site = server
    page = (site.output / "404.html").read_bytes()
    gone = ("/news/over/", "/news/over", "/news/over/index.html", "/once-over/", "/once-over", "/over.aspx")
    of_campaign = ("/hours/", "/hours/wall/", "/hours/wall/words/", "/news/campaign/hours/")
    files = ("/feeds/campaign-hours.atom.xml", "/events/march/event.ics", "/events/march/")
    of_members = ("/library/wall/member/0418/", "/library/wall/member/0418", "/portraits/0123456789abcdef-320.avif")
    for path in (*gone, *of_campaign, *files, *of_members):
        answer = host.get(path)

        assert (answer.status, answer.body) == (410, page), (host.name, path)
        assert answer.headers["cache-control"] == ASKED, (host.name, path)
        protects(dict(answer.headers), host.root)


def test_what_is_there_is_not_gone_whatever_text_was_there_before(server) -> None:
    host, site = server
    assert host.get("/robots.txt").body == (site.output / "robots.txt").read_bytes()


def test_services_are_told_what_is_gone(site) -> None:
    lines = (site[0].output / "_redirects").read_text().splitlines()
    gone = {line.split()[0] for line in lines if line.endswith(" 410")}
    for path in ("/news/over/", "/once-over", "/over.aspx", "/hours/wall/", "/feeds/campaign-hours.atom.xml"):
        assert f"{site[1]}{path}" in gone
    assert f"{site[1]}/robots.txt" not in gone
    assert f"{site[1]}/publishing.json {site[1]}/404.html 404!" in lines


def test_old_addresses_lead_on_whatever_they_are_called(server) -> None:
    host, _ = server
    spellings = [f"/{old}{end}" for old in WITH_A_PAGE for end in ("", "/", "index.html")[: 1 if "." in old else 3]]
    for path in (*spellings, *(f"/{old}" for old in HOSTS_ALONE)):
        if "//" in path or (path.endswith("index.html") and not path.endswith("/index.html")):
            continue
        answer = host.get(path)

        where = (
            answer.headers.get("location", "")
            .removeprefix("http://localhost")
            .removeprefix(f"http://127.0.0.1:{host.port}")
        )
        assert (answer.status, where) == (301, f"{host.root}/news/moved/"), (host.name, path)
        assert answer.headers["cache-control"] == ASKED
        protects(dict(answer.headers), host.root)


def test_nothing_but_an_old_address_itself_leads_on(server) -> None:
    host, _ = server
    for path in ("/a.php", "/aab.php", "/xstory.aspx", "/storyXaspx", "/story.aspx.bak", "/%7B%7D.php", "/a-z.php"):
        assert host.get(path).status == 404, (host.name, path)


def test_no_file_is_sent_whose_name_begins_with_a_dot_and_no_rules(server) -> None:
    host, site = server
    of_publishing = ("publish.lock", "publishing.json")
    for name in (".htaccess", ".nojekyll", "_headers", "_redirects", "nginx.conf", "Caddyfile", *of_publishing):
        assert (site.output / name).is_file()
        assert host.get(f"/{name}").status in (403, 404), (host.name, name)
    for path in ("/.git/config", "/news/.secret", "/.env"):
        assert host.get(path).status == 404, (host.name, path)


def test_texts_are_sent_as_the_smallest_copy_that_a_browser_reads(server) -> None:
    host, site = server
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}
    for path in ("/", "/news/moved/", one_of(site, "static/site.*.css"), "/feeds/all.atom.xml", "/sitemap.xml"):
        plain = host.get(path)
        for accepted in ("gzip, deflate, br", "gzip", "br;q=0, gzip"):
            answer = host.get(path, Accept_Encoding=accepted)

            encoding = answer.headers["content-encoding"]
            assert encoding == ("br" if accepted.endswith("br") and host.name != "nginx" else "gzip"), (host.name, path)
            assert unpack[encoding](answer.body) == plain.body
            assert answer.headers["content-type"] == plain.headers["content-type"]
            assert answer.headers["cache-control"] == plain.headers["cache-control"]
            assert "accept-encoding" in answer.headers["vary"].lower()
            protects(dict(answer.headers), host.root)
    missing = host.get("/nowhere/", Accept_Encoding="gzip")
    assert missing.status == 404
    assert gzip.decompress(missing.body) == (site.output / "404.html").read_bytes()
    assert missing.headers["content-type"].lower() == f"text/html{UTF_8}"


def test_a_proof_for_a_certificate_is_sent(server) -> None:
    host, site = server
    shown = site.output / ".well-known/acme-challenge/token"
    shown.parent.mkdir(parents=True)
    shown.write_text("proof")
    try:
        with running(host.name, site.output, host.root) as another:
            answer = another.get("/.well-known/acme-challenge/token")
            assert (answer.status, answer.body) == (200, b"proof")
    finally:
        shown.unlink()
        shown.parent.rmdir()
        shown.parent.parent.rmdir()
