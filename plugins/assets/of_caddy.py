"""Rules for Caddy: a snippet to be imported in a site block that says where the files are (`root`)."""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from plugins.assets.host_rules import (
    ALWAYS_ASKED,
    ATOM,
    ATOM_TYPE,
    CACHED,
    NOT_SERVED,
    TYPES,
    WITHDRAWN,
    HostRules,
    pattern_of,
)
from plugins.site.routes import PORTRAITS

ABOVE = """\
# Made by the site's program with each build: what is changed here is lost. Import it in a site block that has `root`.
# Whenever it is another, Caddy has to read it again (caddy reload).
"""
GONE = "gone"


def caddyfile(rules: HostRules) -> str:
    """The snippet."""
    everywhere = literal(rules.on_host("*"))
    lines = block(f"handle {everywhere}", block("route", in_order(rules)))
    if rules.root:
        lines.append(f"redir {literal(rules.root)} {literal(quote(rules.on_host('')))} 301")
    shown = [
        f"rewrite * {literal(rules.not_found)}",
        *headers({**rules.headers, "Cache-Control": ALWAYS_ASKED, "Content-Type": TYPES[".html"]}),
        *FILES_AS_THEY_ARE,
    ]
    lines += block("handle_errors", [f"@site path {everywhere}", *block("handle @site", shown)])
    return ABOVE + "\n".join([*lines, ""])


def in_order(rules: HostRules) -> Iterator[str]:
    """What is done with a request, in this order: a later header takes the place of an earlier one."""
    yield from headers({**rules.headers, "Cache-Control": ALWAYS_ASKED})
    if rules.moved or rules.gone:
        moved = [f"{exactly(rules.on_host(path))} {literal(to)}" for path, to in rules.moved.items()]
        gone = [f"{exactly(rules.on_host(path))} {GONE}" for path in rules.gone]
        yield from block("map {path} {site_rule}", [*moved, *gone, 'default ""'])
        yield f"@site_gone vars {{site_rule}} {GONE}"
        yield "error @site_gone 410"
        yield '@site_moved not vars {site_rule} ""'
        yield "redir @site_moved {site_rule} 301"
    yield f"@site_own path {' '.join(literal(rules.on_host(name)) for name in NOT_SERVED)}"
    yield "error @site_own 404"
    hidden, known = (matching(rules, f"(?:.*/)?[.]{name}") for name in ("", "well-known(?:/|$)"))
    yield from block("@site_hidden", [f"path_regexp {hidden}", f"not path_regexp {known}"])
    yield "error @site_hidden 404"
    there = "not file {path} {path}/"
    yield from block("@site_taken_back", [f"path_regexp {matching(rules, f'(?:{WITHDRAWN}|{PORTRAITS})')}", there])
    yield "error @site_taken_back 410"
    for folder, cached in CACHED.items():
        name = folder.rstrip("/")
        yield f"@site_{name} path {literal(rules.on_host(f'{folder}*'))}"
        yield f"header @site_{name} Cache-Control {literal(cached)}"
    for ending, of in {**TYPES, ATOM: ATOM_TYPE}.items():
        name = ending.strip(".").replace(".", "_")
        yield f"@site_type_{name} path {literal(f'*{ending}')}"
        yield f"header @site_type_{name} Content-Type {literal(of)}"
    yield from FILES_AS_THEY_ARE


def block(name: str, inside: Iterable[str]) -> list[str]:
    """A block with what is in it."""
    return [f"{name} {{", *(f"\t{line}" for line in inside), "}"]


FILES_AS_THEY_ARE = block("file_server", ["precompressed br gzip"])


def headers(sent: Mapping[str, str]) -> list[str]:
    """Headers by name."""
    return block("header", [f"{name} {literal(value)}" for name, value in sent.items()])


def literal(text: str) -> str:
    """A text as Caddy reads it between grave accents, where no sign means anything but these."""
    return f"`{text.replace('`', '%60')}`"


def matching(rules: HostRules, pattern: str) -> str:
    """A regular expression for paths below the site's root."""
    return f"`^{pattern_of(rules.on_host(''))}{pattern}`"


def exactly(path: str) -> str:
    r"""What a map compares paths with: letters as they are, or a regular expression for any other sign.

    >>> print(exactly("/news/plan"), exactly("/{$HOME} `a`.aspx"))
    `/news/plan` `~^/\x7b\x24HOME\x7d\x20\x60a\x60\x2easpx$`
    """
    plain = path.replace(".", "")
    return literal(path) if pattern_of(plain) == plain else f"`~^{pattern_of(path)}$`"
