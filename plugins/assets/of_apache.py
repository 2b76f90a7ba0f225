"""Rules for Apache 2.4: `.htaccess`, which works by itself where the host allows it (AllowOverride)."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from plugins.assets.compressed import TEXTS
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
from plugins.site.routes import INDEX, MEMBERS

ABOVE = """\
# Made by the site's program with each build: what is changed here is lost. For Apache 2.4; nothing else is to be set.
"""
NOT_REFUSED = r"(?![\w-]|[^,]*;\s*q=0([.]0*)?\s*(,|$))"  # as "br;q=0" does
COPIES = {"br": "br", "gz": "gzip"}  # what they end with, and what browsers call that


def htaccess(rules: HostRules) -> str:
    """The file. Each module that a host may be without has its part to itself."""
    lines = [
        f"DirectoryIndex {INDEX}",
        f"ErrorDocument 403 {quoted(rules.not_found)}",
        f"ErrorDocument 404 {quoted(rules.not_found)}",
        f"ErrorDocument 410 {quoted(rules.not_found)}",
        *types(),
        *block("IfModule mod_headers.c", headers(rules)),
        *block("IfModule mod_rewrite.c", rewritten(rules)),
    ]
    return ABOVE + "\n".join([*lines, ""])


def types() -> Iterator[str]:
    """Which type a file has, and a compressed copy of it, whatever else the host says of its ending."""
    copy = f"({'|'.join(f'[.]{ending}' for ending in COPIES)})?"
    for ending, of in {**TYPES, ATOM: ATOM_TYPE}.items():
        yield from block(f"FilesMatch {quoted(f'{re.escape(ending)}{copy}$')}", [f"ForceType {quoted(of)}"])
    for ending, name in COPIES.items():
        encoded = block(f"FilesMatch {quoted(f'({endings()})[.]{ending}$')}", [f"AddEncoding {name} .{ending}"])
        yield from block("IfModule mod_mime.c", encoded)


def headers(rules: HostRules) -> Iterator[str]:
    """What every file is sent with, and for how long it is kept; errors and old addresses, too."""
    yield from (f"Header always set {name} {quoted(value)}" for name, value in rules.headers.items())
    yield f"Header always set Cache-Control {quoted(ALWAYS_ASKED)}"
    for folder, cached in CACHED.items():
        within = f"expr=%{{REQUEST_URI}} =~ m#^{re.escape(rules.on_host(folder))}#"
        yield f"Header always set Cache-Control {quoted(cached)} {quoted(within)}"
    yield f"Header merge Vary Accept-Encoding {quoted(f'expr=%{{REQUEST_URI}} =~ m#(/|({endings()})([.]br|[.]gz)?)$#')}"


def rewritten(rules: HostRules) -> Iterator[str]:
    """What leads on, what is gone, what is kept back; then each text as the copy that a browser can read.

    This module reads its lines in a way of its own: no backslash is taken away, and a quotation mark always ends what
    began with one. So nothing here stands between such marks, and no sign of an address is left that may mean more.
    """
    yield "RewriteEngine On"
    yield f"RewriteBase {quoted(quote(rules.on_host('')))}"
    yield from (f"RewriteRule ^{pattern_of(path)}$ {as_it_is(to)} [R=301,L,NE]" for path, to in rules.moved.items())
    yield from (f"RewriteRule ^{pattern_of(path)}$ - [G]" for path in rules.gone)
    yield f"RewriteRule ^({'|'.join(map(pattern_of, NOT_SERVED))})$ - [R=404,L]"
    yield "RewriteRule (^|/)[.](?!well-known(/|$)) - [R=404,L]"
    yield "RewriteCond %{REQUEST_FILENAME} !-f"
    yield "RewriteCond %{REQUEST_FILENAME} !-d"
    yield f"RewriteRule ^({WITHDRAWN}|{MEMBERS}) - [G]"
    yield "RewriteCond %{REQUEST_FILENAME} -d"
    yield f"RewriteCond %{{REQUEST_FILENAME}}/{INDEX} -f"
    yield f"RewriteRule ^(.*/)?$ $1{INDEX} [L]"
    for ending, name in COPIES.items():
        yield rf"RewriteCond %{{HTTP:Accept-Encoding}} (^|[\s,]){name}{NOT_REFUSED}"
        yield f"RewriteCond %{{REQUEST_FILENAME}}.{ending} -f"
        yield f"RewriteRule ^.*({endings()})$ $0.{ending} [L]"


def block(name: str, inside: Iterable[str]) -> list[str]:
    """A section with what is in it."""
    return [f"<{name}>", *(f"    {line}" for line in inside), f"</{name.partition(' ')[0]}>"]


def endings() -> str:
    """A regular expression for how files end of which there may be copies."""
    return "|".join(map(re.escape, TEXTS))


def as_it_is(address: str) -> str:
    """A finished address to which a rule leads on: with a backslash no percent sign means a part of a condition."""
    return address.replace("%", r"\%")


def quoted(text: str) -> str:
    r"""A text as Apache reads it between quotation marks: a backslash makes another sign of these two alone.

    >>> print(quoted('a"b\\.c'))
    "a\"b\\.c"
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
