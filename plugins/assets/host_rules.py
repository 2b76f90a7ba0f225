"""What every host is to do with the site's files, whatever its rules are written in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from plugins.site import policy
from plugins.site.addresses import Addresses
from plugins.site.model import Site
from plugins.site.redirects import followed, hides
from plugins.site.routes import (
    CARDS,
    INDEX,
    JOURNAL,
    MEMBER,
    NOT_FOUND,
    PICTURES,
    PORTRAITS,
    PUBLISH_LOCK,
    RULES,
    STATIC,
    file_of,
)

IN_A_YEAR = 31_536_000
# Everything in STATIC is called by the hash of its bytes: nothing else will ever be there under its name.
IMMUTABLE = f"public, max-age={IN_A_YEAR}, immutable"
# A member may take the picture back: whoever has seen it asks again within the hour, and is told that it is gone.
AN_HOUR = "public, max-age=3600, must-revalidate"
# Named by hashes, too, and never stale; but people are on other pictures, as well, and may ask to be taken off.
A_DAY = "public, max-age=86400, must-revalidate"
# Pages, feeds, the search: every visit asks whether they are still the same, which costs no body where they are.
ALWAYS_ASKED = "public, max-age=0, must-revalidate"
CACHED: Mapping[str, str] = {STATIC: IMMUTABLE, PORTRAITS: AN_HOUR, PICTURES: A_DAY, CARDS: A_DAY}

UTF_8 = "; charset=utf-8"
# Since browsers are told not to guess, every file needs its type. A feed's ending has two parts.
ATOM, ATOM_TYPE = ".atom.xml", f"application/atom+xml{UTF_8}"
TYPES: Mapping[str, str] = {
    ".html": f"text/html{UTF_8}",
    ".css": f"text/css{UTF_8}",
    ".js": f"text/javascript{UTF_8}",
    ".txt": f"text/plain{UTF_8}",
    ".ics": f"text/calendar{UTF_8}",
    ".csv": f"text/csv{UTF_8}",
    ".vtt": f"text/vtt{UTF_8}",
    ".xml": f"application/xml{UTF_8}",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".avif": "image/avif",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    **dict.fromkeys((".pagefind", ".pf_meta", ".pf_index", ".pf_fragment"), "application/octet-stream"),
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".zip": "application/zip",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PLAIN = re.compile(r"[\w/-]")
# What servers that read one of these files keep to themselves: the rules, and what lies there while somebody publishes.
NOT_SERVED = tuple(sorted(RULES | {JOURNAL, PUBLISH_LOCK}))
# Where members' own pages are. Of those that are not there no rule says whose they were, only that they are gone.
WITHDRAWN = re.sub(r"\{\w+\}", "[^/]+", MEMBER).rstrip("/")


@dataclass(frozen=True, slots=True)
class HostRules:
    """What a host is told. Paths are below the site's root, decoded, and none holds a line break (`sayable`).

    root: "" or "/sub/path", decoded: where on its host the site lies
    moved: each path that leads on, and the address on the host, encoded, to which it does
    gone: each path at which a text was whose last day is over, or was before
    headers: what every file is sent with
    """

    root: str
    moved: Mapping[str, str]
    gone: tuple[str, ...]
    headers: Mapping[str, str]

    def on_host(self, path: str) -> str:
        """A path below the site's root as one on its host, decoded."""
        return f"{self.root}/{path}"

    @property
    def not_found(self) -> str:
        """The page on the host for what is not there, and for what is there no more, decoded."""
        return self.on_host(NOT_FOUND)


def host_rules(site: Site, addresses: Addresses) -> HostRules:
    """What hosts of a public site are told."""
    moved = {
        path: quote(addresses.address(one.url), safe="/%")
        for one in followed(site.redirects, site.routes)
        for path in spellings(one.file or unquote(one.old))
    }
    # Among their names are those of the texts' own files.
    ended = (file_of(name) for name in site.routes.expired if name and not name.endswith(".md"))
    gone = (path for file in ended if not hides(file, site.routes) for path in spellings(file))
    headers = {
        "Content-Security-Policy": policy.ON_EVERY_FILE,
        "Referrer-Policy": policy.REFERRER,
        "Permissions-Policy": policy.PERMISSIONS,
        "X-Content-Type-Options": "nosniff",
    }
    if addresses.siteurl.startswith("https:") and not addresses.root:
        # It binds the whole host: below a path that is for whoever has the rest of it to say.
        headers["Strict-Transport-Security"] = f"max-age={IN_A_YEAR}"
    return HostRules(unquote(addresses.root), moved, tuple(sorted(set(gone) - moved.keys())), headers)


def spellings(file: str) -> list[str]:
    """How visitors may ask for an output file.

    >>> spellings("news/plan/index.html"), spellings("plan.aspx")
    (['news/plan', 'news/plan/', 'news/plan/index.html'], ['plan.aspx'])
    """
    folder = file.removesuffix(f"/{INDEX}")
    return [folder, f"{folder}/", file] if folder != file else [file]


def pattern_of(path: str) -> str:
    r"""A path in a regular expression, where nothing is left that it or what is around it may take for something else.

    >>> print(pattern_of('/café/a "b".php'))
    /café/a\x20\x22b\x22\x2ephp
    """
    return "".join(sign if PLAIN.match(sign) or not sign.isascii() else f"\\x{ord(sign):02x}" for sign in path)
