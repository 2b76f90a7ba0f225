"""Rules for nginx: a snippet to be included in a `server` block that says where the files are (`root`)."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from plugins.assets.host_rules import (
    ALWAYS_ASKED,
    ATOM,
    ATOM_TYPE,
    CACHED,
    NOT_SERVED,
    TYPES,
    UTF_8,
    WITHDRAWN,
    HostRules,
)
from plugins.site.routes import INDEX, PORTRAITS

ABOVE = """\
# Made by the site's program with each build: what is changed here is lost.
# Include it in a server block that has `root`. Whenever it is another, nginx has to read it again (nginx -s reload).
"""


def nginx_conf(rules: HostRules) -> str:
    """The snippet. Headers stand in each location that has one of its own, since it gets none of those around it."""
    here, not_found = quoted(rules.on_host("")), quoted(rules.not_found)
    withdrawn = [f"error_page 403 404 =410 {not_found};"]
    inside = [*files_as_they_are(not_found), *types(), *headers(rules, ALWAYS_ASKED)]
    for folder, cached in CACHED.items():
        own = [*headers(rules, cached), *(withdrawn if folder == PORTRAITS else ())]
        inside += block(f"location ^~ {quoted(rules.on_host(folder))}", own)
    inside += block(f"location ~ {matching(rules, WITHDRAWN)}", withdrawn)
    feed = ["types { }", f"default_type {bare(ATOM_TYPE)};"]
    inside += block(f"location ~ {matching(rules, f'.*{re.escape(ATOM)}$')}", feed)
    inside += block(f"location ~ {matching(rules, '(?:.*/)?[.](?!well-known(?:/|$))')}", ["return 404;"])
    inside += (f"location = {quoted(rules.on_host(name))} {{ return 404; }}" for name in NOT_SERVED)
    inside += (f"location = {quoted(rules.on_host(path))} {{ return 410; }}" for path in rules.gone)
    inside += (
        f"location = {quoted(rules.on_host(path))} {{ return 301 {quoted(to)}; }}" for path, to in rules.moved.items()
    )
    lines = block(f"location ^~ {here}", inside)
    if rules.root:
        lines += block(f"location = {quoted(rules.root)}", [f"return 301 {quoted(quote(rules.on_host('')))};"])
    return ABOVE + "\n".join([*lines, ""])


def files_as_they_are(not_found: str) -> Iterator[str]:
    """Files, compressed where a copy is there, and one page for all that are not. Brotli's module is not everywhere."""
    yield f"index {INDEX};"
    yield "absolute_redirect off;"
    yield "etag on;"
    yield "gzip_static on;"
    yield "gzip_vary on;"
    yield f"error_page 403 =404 {not_found};"
    yield f"error_page 404 410 {not_found};"


def types() -> Iterator[str]:
    """Which type a file has by its ending, and which are said to be UTF-8."""
    yield from block("types", [f"{bare(of)} {ending.removeprefix('.')};" for ending, of in TYPES.items()])
    yield "default_type application/octet-stream;"
    texts = dict.fromkeys(bare(of) for of in (*TYPES.values(), ATOM_TYPE) if of.endswith(UTF_8))
    yield "charset utf-8;"
    yield f"charset_types {' '.join(one for one in texts if one != 'text/html')};"  # which nginx has in it by itself


def headers(rules: HostRules, cached: str) -> Iterator[str]:
    """What every file is sent with, and for how long it is kept; errors and old addresses, too."""
    sent = {**rules.headers, "Cache-Control": cached}
    return (f"add_header {name} {quoted(value)} always;" for name, value in sent.items())


def block(name: str, inside: Iterable[str]) -> list[str]:
    """A block with what is in it."""
    return [f"{name} {{", *(f"    {line}" for line in inside), "}"]


def bare(of: str) -> str:
    """A type without its charset, which nginx has a directive for."""
    return of.removesuffix(UTF_8)


def matching(rules: HostRules, pattern: str) -> str:
    """A regular expression for paths below the site's root."""
    return quoted(f"^{re.escape(rules.on_host(''))}{pattern}")


def quoted(text: str) -> str:
    r"""A text as nginx reads it between quotation marks: a backslash makes another sign of the next.

    >>> print(quoted('a"b\\n $x'))
    "a\"b\\n $x"
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
