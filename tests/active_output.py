"""What a browser would run, load or be led to in a page, found as browsers parse: by lexbor, through selectolax."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Elements that no page of this site has, but for the search's own form and field.
ACTIVE = frozenset(
    [
        "applet",
        "audio",
        "base",
        "embed",
        "fencedframe",
        "form",
        "frame",
        "frameset",
        "iframe",
        "input",
        "math",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "plaintext",
        "portal",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "video",
        "xmp",
    ]
)
ADDRESSES = frozenset(
    ["action", "background", "cite", "data", "formaction", "href", "manifest", "ping", "poster", "src", "xlink:href"]
)
LOADED = frozenset(("background", "data", "poster", "src", "srcset"))
HARMLESS = ("", "http", "https", "mailto", "tel", "sms")
OWN = "https://site.example/"


def active_output(html: str) -> list[str]:
    """Each element or attribute of a page or a piece of HTML that is not inert, as written."""
    root = LexborHTMLParser(html).root
    return [wrong for node in (root.traverse() if root else ()) for wrong in _active(node)]


def active_in_feed(file: Path) -> list[str]:
    """The same for the HTML inside of a feed, and for its links; a feed that is not well formed raises."""
    found = []
    for element in ElementTree.parse(file).iter():
        if element.get("type") in ("html", "xhtml"):
            found += active_output(element.text or "")
        if not element.get("href", OWN).startswith(OWN):
            found.append(element.get("href", ""))
    return found


def active_in_folder(folder: Path) -> list[str]:
    """The same for every page and feed of a site, each with its file's name."""
    found = []
    for file in sorted(folder.rglob("*")):
        if file.suffix == ".html":
            found += [f"{file.name}: {wrong}" for wrong in active_output(file.read_text(encoding="utf-8"))]
        elif file.suffix == ".xml":
            found += [f"{file.name}: {wrong}" for wrong in active_in_feed(file)]
    return found


def _active(node: LexborNode) -> Iterator[str]:
    tag, attributes = node.tag or "", node.attributes
    if (tag in ACTIVE and not _is_search(node)) or (tag == "script" and not _is_own_script(node)):
        yield f"<{tag}>"
    if tag == "meta" and attributes.get("http-equiv") not in (None, "Content-Security-Policy"):
        yield "<meta http-equiv>"
    for name, value in attributes.items():
        is_active = name.startswith("on") or name in ("style", "srcdoc")
        leads_astray = name in ADDRESSES and _scheme(value) not in HARMLESS
        is_elsewhere = name in LOADED and not re.match(rf"/(?![/\\])|{re.escape(OWN)}", value or "")
        if is_active or leads_astray or is_elsewhere:
            yield f'<{tag} {name}="{value}">'


def _is_own_script(node: LexborNode) -> bool:
    is_data = node.attributes.get("type") == "application/ld+json"
    return is_data or ((node.attributes.get("src") or "").startswith("/static/") and not node.text().strip())


def _is_search(node: LexborNode) -> bool:
    """A form that asks this site's search page and sends nothing anywhere, or the field in it."""
    form = node.parent if node.tag == "input" and node.attributes.get("type") == "search" else node
    if form is None or form.tag != "form":
        return False
    is_own = re.fullmatch(r"/search/(?:[a-z-]+/)?", form.attributes.get("action") or "")  # in every language
    return is_own is not None and not form.attributes.get("method")


def _scheme(address: str | None) -> str:
    """As browsers take it: they drop control characters and blanks before the address, tabs and line ends within."""
    plain = re.sub(r"[\t\n\r]", "", address or "").lstrip("".join(map(chr, range(33)))).casefold()
    scheme, colon, _ = plain.partition(":")
    return scheme if colon and re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme) else ""
