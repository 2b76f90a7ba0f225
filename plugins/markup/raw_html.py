"""HTML that staff wrote themselves: what is not allowed in it, and its links."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from plugins.core.findings import Finding, Where, finding
from plugins.core.header import Source

PICTURES = frozenset({"img", "picture", "source"})
FRAMES = {"iframe", "frame", "frameset", "object", "embed", "applet"}
# What is in them is no HTML to a browser, which looks for their end alone: they would hide the rest of the page.
SWALLOWING = {"title", "textarea", "xmp", "noembed", "noframes", "plaintext", "listing", "select"}
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
        "portal",
        "fencedframe",
    }
    | FRAMES
    | SWALLOWING
)
# Of these, what stands inside would be left behind.
WITH_CONTENT = ACTIVE - {"base", "link", "meta", "input", "embed", "frame"}
# These would make a visitor's browser fetch something, or change how the page looks.
LOADING = frozenset({"src", "srcset", "poster", "background", "data", "action", "formaction", "ping", "style"})
ADDRESSES = frozenset(("href", "xlink:href", "src", "action", "formaction", "data", "poster", "background", "cite"))
# All that may name a page or a file besides a picture: each is resolved as a link is, and nothing else is.
LINKING = frozenset({("a", "href"), ("area", "href"), *((tag, "cite") for tag in ("blockquote", "q", "ins", "del"))})
# Pelican's words for a file or a page, which it would copy from wherever they lead if they were left to it.
MARKER = re.compile(r"[{|]\s*(?:filename|static|attach|index|tag|category|author)\s*[|}]", re.IGNORECASE)
QUOTES = "\"'"
ACTIVE_SCHEME = re.compile(r"(?:javascript|vbscript|data):")
# HTML as every browser, Markdown and the typographer read it in the same way: nothing else is let through.
ATTRIBUTE = re.compile(r"(\s+)([A-Za-z_:][\w:.-]*)(?:(\s*=\s*)(\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'=<>`]+))?", re.ASCII)
TAG = re.compile(
    rf"<(?:(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:{ATTRIBUTE.pattern})*+)\s*/?|/[A-Za-z][A-Za-z0-9-]*\s*)>",
    re.ASCII,
)
COMMENT = re.compile(r"<!--(?!-?>).*?-->", re.DOTALL)
# In a header, where "Data: what we know" is a good title.
ACTIVE_WORD = re.compile(r"(?i)\b(?:javascript|vbscript):\S+")
SHOWN = frozenset({"title", "summary", "author", "authors", "tags", "image-description", "name", "role", "link-text"})
MARKUP = re.compile(r"<(?=[A-Za-z/!?])[^>]*>?")


def active_content(text: str, where: Where) -> Finding:
    """A text that would run or load something in a reader's browser, or be a way to it (C35)."""
    pair = re.match(r"<(\w+)", text)
    element = {"element": pair[1]} if pair and pair[1].lower() in WITH_CONTENT else {}
    return finding("C35.active-content", where, text=text, **element)


def active_in_text(text: str, where: Where) -> list[Finding]:
    """Each tag, event handler or address that would run, in what pages show as plain text (C35)."""
    found = check_html(text).active or ACTIVE_WORD.findall(text)
    return [active_content(active, where) for active in found]


def active_in_header(source: Source) -> Iterator[Finding]:
    """The same in every field that pages show."""
    for name, value, line in source.entries:
        if name.casefold() in SHOWN:
            yield from active_in_text(value, Where(source.path, line))


@dataclass(slots=True)
class NotAllowed:
    """Pieces of HTML that a text may not hold, as written: pictures, whatever runs or loads something, odd tags.

    files: values of attributes that name a file where none may be named
    """

    pictures: list[str] = field(default_factory=list)
    active: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def unclear_html(text: str, where: Where) -> Finding:
    """HTML that browsers may read in another way than Python does, so that it could hide a program (C35)."""
    return finding("C35.unclear-html", where, text=text)


def misplaced_file(value: str, where: Where) -> Finding:
    """A value that names a file and is neither a link nor a picture, so that nobody looks at what it names (C37)."""
    return finding("C37.misplaced-file", where, value=value)


def names_file(element: str, name: str, value: str) -> bool:
    """Whether an attribute names a file, in Pelican's words, although it is none that may."""
    return (element.lower(), name.lower()) not in LINKING and MARKER.search(value) is not None


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
    parser.found.unclear += [odd[0] for odd in MARKUP.finditer(TAG.sub("", COMMENT.sub("", html)))]
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
        else:
            self.found.files += [value for name, value in attrs if value and names_file(tag, name, unescape(value))]


def mark_links(html: str, record: Callable[[str], str]) -> str:
    """The HTML with the address of every link (LINKING) outside comments replaced by what `record` returns for it."""

    def replace(tag: re.Match[str]) -> str:
        element = (tag["name"] or "").lower()

        def marked(attribute: re.Match[str]) -> str:
            space, name, equals, value = attribute.groups()
            if (element, name.lower()) not in LINKING or value is None:
                return attribute[0]
            return f'{space}{name}{equals}"{record(unescape(value.strip(QUOTES)))}"'

        if not element:
            return tag[0]
        start, end = (place - tag.start() for place in tag.span("attributes"))
        return tag[0][:start] + ATTRIBUTE.sub(marked, tag["attributes"]) + tag[0][end:]

    # What stands between comments, and the comments themselves.
    pieces = re.split(f"({COMMENT.pattern})", html, flags=re.DOTALL)
    return "".join(piece if at % 2 else TAG.sub(replace, piece) for at, piece in enumerate(pieces))
