"""Rules for Netlify, Cloudflare Pages and GitLab Pages: `_headers` and `_redirects`.

Cloudflare reads 2,000 redirects without a star or a name of a part, 100 with one, 100 rules for headers, and lines of
1,000 signs (of headers 2,000); GitLab 1,000 redirects and no `_headers`. Each leaves out lines that it does not know.
"""

from collections.abc import Iterator
from urllib.parse import quote

from plugins.assets.host_rules import ATOM_TYPE, CACHED, NOT_SERVED, HostRules
from plugins.site.routes import INDEX, MEMBER, NEWS_FEED, PORTRAITS

ABOVE = "# Made by the site's program with each build: what is changed here is lost.\n"


def headers_file(rules: HostRules) -> str:
    """What files are sent with.

    No header stands in two rules for one file: Cloudflare would send both values, with a comma between. Both hosts tell
    browsers to ask for pages each time (max-age=0, must-revalidate) and know the types of all files but feeds.
    """
    told = {"*": rules.headers, **{f"{folder}*": {"Cache-Control": cached} for folder, cached in CACHED.items()}}
    told[f"{NEWS_FEED.partition('/')[0]}/*"] = {"Content-Type": ATOM_TYPE}
    lines = [
        line
        for path, sent in told.items()
        for line in (sent_to(rules.on_host(path)), *(f"  {name}: {value}" for name, value in sent.items()))
    ]
    return ABOVE + "\n".join([*lines, ""])


def redirects_file(rules: HostRules) -> str:
    """Which addresses lead on, and which are gone.

    Where a page is at an old address, too, Netlify leads on by `301!` alone, of which Cloudflare and GitLab say that
    they know no such number and go on to the next line. Neither do they know 404 and 410: they send 404 anyway.
    """
    return ABOVE + "\n".join([*moved_lines(rules), *gone_lines(rules), ""])


def moved_lines(rules: HostRules) -> list[str]:
    """Two lines for each address that leads on, but none for the file of a page there, which leads on itself."""
    pairs = [(as_sent(rules.on_host(path)), to) for path, to in rules.moved.items() if not path.endswith(f"/{INDEX}")]
    return [f"{old} {new} 301{forced}" for old, new in pairs for forced in ("!", "")]


def gone_lines(rules: HostRules) -> Iterator[str]:
    """What is not there any more, and rules for other hosts, which these would send like any other file."""
    not_found = sent_to(rules.not_found)
    yield from (f"{as_sent(rules.on_host(path))} {not_found} 410" for path in rules.gone)
    yield from (f"{sent_to(rules.on_host(name))} {not_found} 404!" for name in NOT_SERVED)
    in_parts = MEMBER.replace("{campaign}", ":campaign").replace("{id}/", "*")
    yield from (f"{rules.root}/{path} {not_found} 410" for path in (in_parts, f"{PORTRAITS}*"))


def sent_to(path: str) -> str:
    """A path, or with a star at its end all that begins so, as browsers send it."""
    star = "*" if path.endswith("/*") else ""
    return as_sent(path.removesuffix(star)) + star


def as_sent(path: str) -> str:
    """A path as browsers send it, in which no sign means more than itself."""
    return quote(path, safe="/!$&'()+,;=@~")
