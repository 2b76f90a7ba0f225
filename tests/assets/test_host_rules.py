"""What is written for each host, without a host: every address stays one line of one rule, whatever it is called."""

import re
from dataclasses import replace
from urllib.parse import quote, unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.assets.host_rules import CACHED, IN_A_YEAR, TYPES, HostRules, spellings
from plugins.assets.of_apache import htaccess
from plugins.assets.of_caddy import caddyfile
from plugins.assets.of_netlify import headers_file, redirects_file
from plugins.assets.of_nginx import nginx_conf
from plugins.core.findings import Where
from plugins.render.documents import DOWNLOADS
from plugins.site.redirects import Redirect, followed, page_at, sayable
from plugins.site.routes import Routes

WRITTEN = (htaccess, caddyfile, nginx_conf, redirects_file, headers_file)
RULES = HostRules("", {"a.php": "/news/x/"}, ("b.php",), {"X-Content-Type-Options": "nosniff"})
SIGNS = "\"'`\\${}()[]|*+?^#;&<>%~= \t\u00a0\u2028\u2029\x85é日.:!@-_"
# What a server would do more than lead on, if an address could say so.
NASTY = (
    '"; } location / { return 200 "',
    "x` `/evil`\n}\nrespond `x",
    "{$HOME}{env.SECRET}{file./etc/passwd}",
    "x [R=301,L]\nRewriteRule . http://evil.example/",
    "${HTTP_HOST}%{ENV:x}$0%1",
    "\\\" \\",
    "a http://evil.example/ 301!",
)  # fmt: skip


def test_every_document_that_may_be_offered_has_a_type() -> None:
    assert set(DOWNLOADS) <= TYPES.keys()


def redirect(old: str) -> Redirect:
    return Redirect(old, "news/x/", page_at(old), Where("content/news/x.md", 4), "content/news/x.md")


def rules_with(path: str) -> HostRules:
    return replace(RULES, moved={path: "/news/x/"}, gone=(f"{path}.gone",))


@example("%2A")
@example("news/%2A")
@given(st.text(st.characters(blacklist_categories=["Cs"]) | st.sampled_from(SIGNS), min_size=1).map(quote))
@pytest.mark.parametrize("write", WRITTEN, ids=lambda write: write.__name__)
def test_an_address_changes_nothing_but_the_lines_that_are_about_it(write, old: str) -> None:
    only_that_line(write, old)


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("write", WRITTEN, ids=lambda write: write.__name__)
def test_no_address_says_more_than_an_address(write, nasty: str) -> None:
    only_that_line(write, quote(f"{nasty}.php"))


# How a rule for one address is written, and which part of it is that; nothing else may stand in its line.
ONE_RULE = {
    nginx_conf: r'    location = "/((?:[^"\\]|\\["\\])*)" \{ return (?:301 "/news/x/"|410); \}',
    caddyfile: r"\t\t\t(`~?[^`{]*`) (?:`/news/x/`|gone)",
    htaccess: r"    RewriteRule \^([^ \t\"'$%{}]*)\$ (?:/news/x/ \[R=301,L,NE\]|- \[G\])",
    redirects_file: r"/([^\s#:*]+) (?:/news/x/ 301!?|/404\.html 410)",
}


def means(write, written: str, path: str) -> bool:
    """Whether a rule is about a path and nothing else."""
    if write is nginx_conf:
        return re.sub(r"\\([\"\\])", r"\1", written) == path
    if write is redirects_file:
        return unquote(written) == path
    if written.startswith("`~"):
        return re.fullmatch(written[2:-1].removeprefix("^/").removesuffix("$"), path) is not None
    return (written.strip("`").removeprefix("/") == path) or re.fullmatch(written, path) is not None


def only_that_line(write, old: str) -> None:
    """The rules for an address, line by line, are those for another one, but for what stands in its place."""
    path = unquote(old)
    if not sayable(old):
        return
    plain, other = write(RULES).split("\n"), write(rules_with(path)).split("\n")
    changed = [line for one, line in zip(plain, other, strict=True) if one != line]
    found = [re.fullmatch(ONE_RULE[write], line) for line in changed] if write in ONE_RULE else []
    assert len(found) == len(changed)
    assert all(one and any(means(write, one[1], name) for name in (path, f"{path}.gone")) for one in found)


@example(old="a%0Ab")
@example(old="a%2fb")
@example(old="%FF.php")
@given(st.text(st.sampled_from("%0a2fF5cC./x\u2028"), max_size=12))
def test_an_address_that_servers_refuse_or_tidy_up_is_in_no_rule(old: str) -> None:
    for one in followed([redirect(old)], Routes()):
        path = one.file or unquote(one.old)

        assert path.isprintable() or "\u00a0" in path
        assert not re.search(r"(?:^|/)\.\.?(?:/|$)", path)
        assert "\ufffd" not in path or "%EF%BF%BD" in old.upper()


def test_an_address_of_a_folder_is_known_in_all_its_spellings() -> None:
    assert spellings("a/index.html") == ["a", "a/", "a/index.html"]
    assert spellings("a/xindex.html") == ["a/xindex.html"]


# -- What docs.netlify.com/manage/routing and developers.cloudflare.com/pages say of these files --------------------

CLOUDFLARE_KNOWS = {"200", "301", "302", "303", "307", "308"}


def as_cloudflare(text: str) -> dict[str, tuple[str, str]]:
    """Each redirect that it takes: two or three words in a line, the first for an address wins, and few numbers."""
    found: dict[str, tuple[str, str]] = {}
    for line in text.split("\n"):
        words = line.split()
        if line and not line.startswith("#") and len(words) in (2, 3) and len(line) <= 1000:
            old, to, *number = words
            if (number or ["302"])[0] in CLOUDFLARE_KNOWS:
                found.setdefault(old, (to, (number or ["302"])[0]))
    return found


def as_netlify(text: str) -> dict[str, tuple[str, str]]:
    """The same there: a number may have a sign behind it, and nothing is left out."""
    lines = [line.split() for line in text.split("\n") if line and not line.startswith("#")]
    assert all(len(words) == 3 and re.fullmatch(r"\d{3}!?", words[2]) for words in lines)
    found: dict[str, tuple[str, str]] = {}
    for old, to, number in lines:
        found.setdefault(old, (to, number))
    return found


@pytest.mark.parametrize("root", ["", "/sub/path"])
def test_both_services_lead_on_and_know_what_is_gone(root: str) -> None:
    moved = dict.fromkeys(("old", "old/", "a b.php", "x*.php", "café/", "a:b.php"), f"{root}/news/x/")
    text = redirects_file(replace(RULES, root=root, moved=moved, gone=("news/over/",)))

    of_netlify, of_cloudflare = as_netlify(text), as_cloudflare(text)

    names = ("old", "old/", "a%20b.php", "x%2A.php", "caf%C3%A9/", "a%3Ab.php")
    assert of_cloudflare == {f"{root}/{name}": (f"{root}/news/x/", "301") for name in names}
    assert {of_netlify[old] for old in of_cloudflare} == {(f"{root}/news/x/", "301!")}
    assert of_netlify[f"{root}/news/over/"] == (f"{root}/404.html", "410")
    assert of_netlify[f"{root}/:campaign/wall/member/*"] == (f"{root}/404.html", "410")
    assert of_netlify[f"{root}/nginx.conf"] == (f"{root}/404.html", "404!")


def as_headers(text: str) -> dict[str, dict[str, str]]:
    """The headers of each address: that in a line of its own, and theirs below it, each behind white space."""
    found: dict[str, dict[str, str]] = {}
    of: dict[str, str] = {}
    for line in text.split("\n"):
        if line.startswith("#") or not line:
            continue
        assert len(line) <= 2000
        if line.startswith("/"):
            of = found.setdefault(line, {})
        else:
            assert line[:2].isspace()
            name, _, value = line.partition(":")
            of[name.strip()] = value.strip()
    return found


@pytest.mark.parametrize("root", ["", "/sub/path"])
def test_no_header_is_told_twice_for_one_file(root: str) -> None:
    """Cloudflare would send both, with a comma between."""
    found = as_headers(headers_file(replace(RULES, root=root, headers={**RULES.headers, "X": "y"})))

    assert len(found) <= 100
    assert found[f"{root}/*"] == {"X-Content-Type-Options": "nosniff", "X": "y"}
    assert {path: sent["Cache-Control"] for path, sent in found.items() if "Cache-Control" in sent} == {
        f"{root}/{folder}*": cached for folder, cached in CACHED.items()
    }
    assert all(path.count("*") == 1 and path.endswith("/*") for path in found)
    narrow = [set(sent) for path, sent in found.items() if path != f"{root}/*"]
    assert not any(sent & {"X-Content-Type-Options", "X"} for sent in narrow)
    assert f"max-age={IN_A_YEAR}" in found[f"{root}/static/*"]["Cache-Control"]
