"""Which other origins a finished page, a stylesheet, a script or a drawing would make a browser contact."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from plugins.assets.search import PROGRAM
from plugins.checks.finished import SRCSET, FinishedSite, Page, css_addresses

# What a `link` element only tells; every other relation makes a browser fetch something, or say hello beforehand.
NOT_LOADED = frozenset({"alternate", "author", "bookmark", "canonical", "help", "license", "me", "next", "prev"})
LOADING = ("src", "poster", "data", "background", "action", "formaction")
# Hosts that are told, with spaces between them, that a link was followed or a picture seen.
TOLD = ("ping", "attributionsrc")
REFRESH = re.compile(r"[;,]\s*(?:url\s*=)?\s*['\"]?([^'\"\s;]+)", re.IGNORECASE)
IN_SCRIPT = re.compile(r"""(?:https?|wss?|stuns?|turns?):[^\s'"`)]*|(?<=['"`])//[^\s'"`)]+""", re.IGNORECASE)
NAMESPACES = ("http://www.w3.org/1999/", "http://www.w3.org/2000/", "http://www.w3.org/1998/")
# A drawing's own words about itself, which nothing fetches.
ABOUT_DRAWING = re.compile(
    r"""\sxmlns(?::\w+)?=["'][^"']*["']|<metadata\b.*?</metadata>|<!--.*?-->|<!DOCTYPE[^>]*>""", re.DOTALL
)
# Strings come first: what looks like a comment in one is none.
SCRIPT_COMMENT = re.compile(
    r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|/\*.*?\*/|//[^\n]*""", re.DOTALL
)


def of_page(page: Page) -> list[str]:
    """The hosts that a page contacts by itself, without anybody following a link, each once."""
    own = urlsplit(page.siteurl).netloc
    hosts = (host_of(address, page.siteurl) for address in loaded(page))
    return list(dict.fromkeys(host for host in hosts if host and host != own))


def host_of(address: str, siteurl: str) -> str:
    r"""The host that an address on a page leads to, as a browser reads it; "" for the page's own.

    Browsers drop tabs and line ends, take a backslash for a slash, and need no slashes after another scheme.

    >>> host_of("/\t/cdn.example/a", ""), host_of("http:cdn.example", ""), host_of("/news/", "")
    ('cdn.example', 'cdn.example', '')
    """
    address = re.sub(r"[\t\r\n]", "", address).strip().replace("\\", "/")
    if address.startswith("/") and not address.startswith("//"):
        return ""
    address = re.sub(r"^(https?|wss?|stuns?|turns?):/*", r"\1://", address, flags=re.IGNORECASE)
    try:
        parts = urlsplit(urljoin(siteurl or "https://localhost", address))
    except ValueError:  # no browser can go there
        return ""
    is_request = parts.scheme in ("http", "https", "ws", "wss", "stun", "stuns", "turn", "turns")
    return parts.netloc if is_request and parts.netloc != "localhost" else ""


def loaded(page: Page) -> Iterator[str]:
    """Every address that a browser fetches to show the page."""
    for name in LOADING:
        yield from (element.attributes.get(name) or "" for element in page.all(f"[{name}]"))
    for name in TOLD:
        yield from (one for element in page.all(f"[{name}]") for one in (element.attributes.get(name) or "").split())
    for element in page.all("[srcdoc]"):  # a page in a page
        yield from loaded(Page(page.name, element.attributes.get("srcdoc") or "", page.where))
    for element in page.all("[srcset], [imagesrcset]"):
        yield from SRCSET.findall(element.attributes.get("srcset") or element.attributes.get("imagesrcset") or "")
    for element in page.all("link[href]"):
        if not set((element.attributes.get("rel") or "").lower().split()) <= NOT_LOADED:
            yield element.attributes.get("href") or ""
    for element in page.all("base[href], image, use"):  # base moves every other address; the others are drawings'
        yield element.attributes.get("href") or element.attributes.get("xlink:href") or ""
    for element in page.all("meta[http-equiv]"):
        yield from REFRESH.findall(element.attributes.get("content") or "")
    for element in page.all("style, [style]"):
        yield from css_addresses(element.attributes.get("style") or element.text())


def code_of(script: str) -> str:
    """A script without its comments.

    >>> code_of("go('//a.example') // see https://b.example")
    "go('//a.example')  "
    """
    return SCRIPT_COMMENT.sub(lambda found: found[1] or " ", script)


def is_nobodys(address: str) -> bool:
    """Whether an address in Pagefind's program is the one with which it takes others apart, and asks nobody by it.

    It is a name that is nobody's (RFC 2606).

    >>> is_nobodys("https://example.com${url}"), is_nobodys("https://example.com.evil.example/")
    (True, False)
    """
    return re.fullmatch(r"https:(?://example\.com(?:\$\{\w+\}.*)?)?", address) is not None


def of_files(site: FinishedSite) -> Iterator[tuple[str, dict[str, str]]]:
    """The file, for each stylesheet, script and drawing that names another origin, and its `host` where that is named.

    returns: the host as messages name it
    """
    own = urlsplit(site.siteurl).netloc
    for name in site.named(".css", ".js", ".mjs", ".svg", ".webmanifest"):
        if name in site.pictures:  # a drawing that was written anew names nothing but what is in it
            continue
        text = site.text(name)
        if name.lower().endswith(".css"):
            addresses = list(css_addresses(text))
        else:
            text = ABOUT_DRAWING.sub(" ", text) if name.lower().endswith(".svg") else code_of(text)
            addresses = [found for found in IN_SCRIPT.findall(text) if not found.startswith(NAMESPACES)]
            if name == PROGRAM:
                addresses = [found for found in addresses if not is_nobodys(found)]
        hosts = [(host_of(address, site.siteurl), ":" in address) for address in addresses]
        named = dict.fromkeys(host for host, is_elsewhere in hosts if (host != own if host else is_elsewhere))
        yield from ((name, {"host": host} if host else {}) for host in named)
