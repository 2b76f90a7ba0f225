"""HTML that staff wrote themselves: what is not allowed in it, and its links."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from plugins.core.findings import Finding, Where, error, quoted

PICTURES = frozenset({"img", "picture", "source"})
FRAMES = {"iframe", "frame", "frameset", "object", "embed", "applet"}
ACTIVE = frozenset(
    {
        "script",
        "style",
        "base",
        "link",
        "meta",
        "svg",
        "math",
        "template",
        "noscript",
        "form",
        "input",
        "button",
        "audio",
        "video",
    }
    | FRAMES
)
# These would make a visitor's browser fetch something, or change how the page looks.
LOADING = frozenset({"src", "srcset", "poster", "background", "data", "action", "formaction", "ping", "style"})
ADDRESSES = frozenset(("href", "xlink:href", "src", "action", "formaction", "data", "poster", "background", "cite"))
ACTIVE_SCHEME = re.compile(r"(?:javascript|vbscript|data):")
LINK = re.compile(
    r"(<!--.*?-->)|(<a\b[^>]*?\shref\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+)", re.DOTALL | re.IGNORECASE
)


def active_content(text: str, where: Where) -> Finding:
    """C35: `text` would run or load something in a visitor's browser, or be a way to it."""
    problem = "Scripts, event handlers and javascript: links are not allowed in a story."
    return error(where, problem, f"Delete  {quoted(text)}", "C35")


@dataclass(slots=True)
class NotAllowed:
    """Pieces of HTML that a text may not hold, as written: pictures, and whatever runs or loads something."""

    pictures: list[str] = field(default_factory=list)
    active: list[str] = field(default_factory=list)


def is_active_address(address: str) -> bool:
    r"""Would a browser run or show this address instead of going there? Browsers drop blanks and control characters.

    >>> is_active_address("java\tscript:alert(1)"), is_active_address("/data:/")
    (True, False)
    """
    return bool(ACTIVE_SCHEME.match(re.sub(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\ufeff]", "", address).casefold()))


def check_attribute(name: str, value: str | None) -> bool:
    """May an element carry this attribute?"""
    name = name.lower()
    return not (name.startswith("on") or name in LOADING or (name in ADDRESSES and is_active_address(value or "")))


def check_html(html: str) -> NotAllowed:
    """What a piece of raw HTML holds that it may not."""
    parser = _Parser()
    # Where browsers end a comment, or see none, and Python's parser does not.
    parser.feed(re.sub(r"<!--+>|<!\[CDATA\[", "", html).replace("--!>", "-->"))
    parser.close()
    return parser.found


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found = NotAllowed()

    def set_cdata_mode(self, elem: str, **rest: bool) -> None:
        """Whether a script's or a text box's content is text is for browsers to say; here all of it is looked at."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text = " ".join((self.get_starttag_text() or f"<{tag}>").split())
        if tag in PICTURES:
            self.found.pictures.append(text)
            attrs = [(name, value) for name, value in attrs if name not in ("src", "srcset")]
        if tag in ACTIVE or not all(check_attribute(name, value) for name, value in attrs):
            self.found.active.append(text)


def mark_links(html: str, record: Callable[[str], str]) -> str:
    """The HTML with the address of every `<a href>` outside comments replaced by what `record` returns for it."""

    def replace(found: re.Match[str]) -> str:
        if found[1]:
            return found[1]
        return f'{found[2]}"{record(unescape(found[3].strip(chr(34) + chr(39))))}"'

    return LINK.sub(replace, html)
