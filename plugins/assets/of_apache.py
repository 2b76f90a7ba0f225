"""Rules for Apache 2.4: `.htaccess`, which works by itself where the host allows it (AllowOverride)."""

import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import quote

from plugins.assets.compressed import TEXTS
from plugins.assets.host_rules import (
    ALWAYS_ASKED,
    AN_HOUR,
    ATOM,
    ATOM_TYPE,
    IMMUTABLE,
    NOT_SERVED,
    TYPES,
    WITHDRAWN,
    HostRules,
    pattern_of,
)
from plugins.site.routes import INDEX, PORTRAITS

ABOVE = """\
# Made by the site's program with each build: what is changed here is lost. For Apache 2.4; nothing else is to be set.
"""
NOT_REFUSED = r"(?![\w-]|[^,]*;\s*q=0([.]0*)?\s*(,|$))"  # as "br;q=0" does
COPIES = {"br": "br", "gz": "gzip"}  # what they end with, and what browsers call that
COPY = f"({'|'.join(f'[.]{ending}' for ending in COPIES)})?"
AS_FOLDER = re.compile(rf"/(?:{re.escape(INDEX)})?$")
# As `stylesheet.hashed_name` and the pictures' cache call their files; no document ends like them.
HASHED = rf"[.][0-9a-f]{{8}}[.](css|js|svg|woff2){COPY}$"
PICTURES = r"^[0-9a-f]{16}(-[0-9]+)?[.](avif|jpg|png)$"


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
    for ending, of in {**TYPES, ATOM: ATOM_TYPE}.items():
        yield from block(f"FilesMatch {quoted(f'(?i){re.escape(ending)}{COPY}$')}", [f"ForceType {quoted(of)}"])
    for ending, name in COPIES.items():
        encoded = block(f"FilesMatch {quoted(f'({endings()})[.]{ending}$')}", [f"AddEncoding {name} .{ending}"])
        yield from block("IfModule mod_mime.c", encoded)


def headers(rules: HostRules) -> Iterator[str]:
    """What every file is sent with, and for how long it is kept; errors and old addresses, too.

    Files are told by their names: LiteSpeed, which many hosts have in Apache's place, knows no condition on an address.
    So all pictures are kept as members' are, since their names do not say whose they are.
    """
    yield from (f"Header always set {name} {quoted(value)}" for name, value in rules.headers.items())
    yield f"Header always set Cache-Control {quoted(ALWAYS_ASKED)}"
    for named, cached in {HASHED: IMMUTABLE, PICTURES: AN_HOUR}.items():
        yield from block(f"FilesMatch {quoted(named)}", [f"Header always set Cache-Control {quoted(cached)}"])
    yield from block(f"FilesMatch {quoted(f'({endings()}){COPY}$')}", ["Header merge Vary Accept-Encoding"])


def rewritten(rules: HostRules) -> Iterator[str]:
    """What leads on, what is gone, what is kept back; then each text as the copy that a browser can read.

    This module reads its lines in a way of its own: no backslash is taken away, and a quotation mark always ends what
    began with one. So nothing here stands between such marks, and no sign of an address is left that may mean more.
    """
    yield "RewriteEngine On"
    yield f"RewriteBase {quoted(quote(rules.on_host('')))}"
    for path, pattern in at_once(rules.moved):
        yield f"RewriteRule ^{pattern}$ {as_it_is(rules.moved[path])} [R=301,L,NE]"
    yield from (f"RewriteRule ^{pattern}$ - [G]" for _, pattern in at_once(rules.gone))
    yield f"RewriteRule ^({'|'.join(map(pattern_of, NOT_SERVED))})$ - [R=404,L]"
    yield "RewriteRule (^|/)[.](?!well-known(/|$)) - [R=404,L]"
    yield "RewriteCond %{REQUEST_FILENAME} !-f"
    yield "RewriteCond %{REQUEST_FILENAME} !-d"
    yield f"RewriteRule ^({WITHDRAWN}|{PORTRAITS}) - [G]"
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


def at_once(paths: Collection[str]) -> Iterator[tuple[str, str]]:
    r"""Paths and regular expressions for them, a folder with all its spellings: each request has Apache read them all.

    >>> [print(pattern) for _, pattern in at_once(["plan", "plan/", "plan/index.html", "planindex.html"])][:0]
    plan(/(index\x2ehtml)?)?
    planindex\x2ehtml
    []
    """
    for path in paths:
        folder = AS_FOLDER.sub("", path)
        if folder == path or folder not in paths:
            as_folder = f"(/({pattern_of(INDEX)})?)?" if f"{path}/" in paths else ""
            yield path, f"{pattern_of(path)}{as_folder}"


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
