"""HTML that staff wrote themselves: what is not allowed in it, and its links."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from operator import itemgetter
from typing import NamedTuple, Self

from plugins.core.fields import NAMES, SENTENCES
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import Source
from plugins.core.references import decoded
from plugins.markup.named import MEANT, meant

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
# These would make a visitor's browser fetch something, or change how the page looks: all of the HTML Living Standard,
# of what it calls obsolete, and of Attribution Reporting, by which a link tells another host that it was followed.
LOADING = frozenset(
    {"src", "srcset", "imagesrcset", "poster", "data", "action", "formaction", "ping", "attributionsrc", "style"}
    | {"background", "archive", "classid", "code", "codebase", "dynsrc", "icon", "lowsrc", "manifest", "object"}
)
# What a link may say of the window that it opens. Of one with another name, or that its link asks to (opener), the
# page can put another one in the place of ours (HTML Living Standard, "Navigable target names", "Link type opener").
WINDOWS, OWN_WINDOW, OPENER = frozenset(("", "_blank", "_self", "_parent", "_top")), "_blank", "opener"
# By these, other sites learn which page a reader comes from (Referrer Policy, section 3).
TELLING_PAGE = frozenset(("unsafe-url", "no-referrer-when-downgrade"))
# HTML Living Standard, 16.2, obsolete: these changed how words look before there were stylesheets, and still do.
LOOK_TAGS = frozenset(("basefont", "big", "blink", "center", "font", "marquee", "nobr", "tt"))
LOOK_ATTRIBUTES = frozenset(
    """
    align bgcolor border bordercolor cellpadding cellspacing clear color face height hspace noshade nowrap valign vspace
    width
    """.split()  # noqa: SIM905
)
MAX_LOOKS = 3  # of a text are told
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
# What word processors leave in the words that are copied from them: <o:p>, <st1:place>, <![if !supportLists]>.
OF_WORD = re.compile(r"</?[A-Za-z][A-Za-z0-9]*:[A-Za-z]|<!\[(?:if|endif)")
COMMENT = re.compile(r"<!--(?!-?>).*?-->", re.DOTALL)
COMMENT_OR_TAG = re.compile(f"{COMMENT.pattern}|{TAG.pattern}", re.DOTALL | re.ASCII)
# In a header, where "Data: what we know" is a good title.
ACTIVE_WORD = re.compile(r"(?i)\b(?:javascript|vbscript):\S+")
SHOWN = frozenset(map(str.casefold, (*SENTENCES, *NAMES)))
MARKUP = re.compile(r"<(?=[A-Za-z/!?])[^>]*>?")


def active_content(text: str, where: Where) -> Finding:
    """A text that would run or load something in a reader's browser, or be a way to it (C35)."""
    pair = re.match(r"<([\w-]+)", text)
    if known := refused_attribute({text.lower()}, text, where):
        return known
    if pair and pair[1].lower() not in ACTIVE:
        wrong = [one for one in ATTRIBUTE.finditer(text, pair.end()) if not check_attribute(one[2], value_of(one))]
        words = " ".join(one[0].strip() for one in wrong)
        if wrong:
            known = refused_attribute({one[2].lower() for one in wrong}, words, where)
            return known or finding("C35.attribute", where, text=words)
    element = {"element": pair[1]} if pair and pair[1].lower() in WITH_CONTENT else {}
    return finding("C35.active-content", where, text=text, **element)


def refused_attribute(names: set[str], text: str, where: Where) -> Finding | None:
    """What is told of an attribute that neither runs nor loads something (C35); None for others, and for several.

    names: in small letters
    """
    if names == {"style"}:
        return finding("C35.style", where, text=text)
    if names == {"rel"}:
        return finding("C35.opener", where, text=text)
    if names == {"referrerpolicy"}:
        return finding("C35.referrer", where, text=text)
    return None


def value_of(attribute: re.Match[str]) -> str:
    """The value of an attribute as a browser reads it."""
    return unescape((attribute[4] or "").strip(QUOTES))


def active_in_text(text: str, where: Where) -> list[Finding]:
    """Each tag, event handler or address that would run, in what pages show as plain text (C35)."""
    found = [piece.text for piece in check_html(text).active] or ACTIVE_WORD.findall(text)
    return [active_content(active, where) for active in found]


def active_in_header(source: Source) -> Iterator[Finding]:
    """The same in every field that pages show."""
    for name, value, line in source.entries:
        if name.casefold() in SHOWN:
            yield from active_in_text(value, Where(source.path, line))


class Piece(NamedTuple):
    """A piece of a text, and its line: counted from 0 in a piece of raw HTML, else from the top of the file."""

    text: str
    line: int


@dataclass(slots=True)
class NotAllowed:
    """Pieces of HTML that a text may not hold, as written: pictures, whatever runs or loads something, odd tags.

    files: values of attributes that name a file where none may be named
    looks: tags and attributes of old that change how words look, which is allowed
    """

    pictures: list[Piece] = field(default_factory=list)
    active: list[Piece] = field(default_factory=list)
    unclear: list[Piece] = field(default_factory=list)
    files: list[Piece] = field(default_factory=list)
    looks: list[Piece] = field(default_factory=list)

    def add(self, other: Self, line_of: Callable[[int], int]) -> None:
        """Adds what a piece of raw HTML holds. line_of: the line in it -> the file's."""
        for kind in ("pictures", "active", "unclear", "files", "looks"):
            pieces: list[Piece] = getattr(self, kind)
            pieces += [Piece(text, line_of(line)) for text, line in getattr(other, kind)]


def unclear_html(text: str, where: Where) -> Finding:
    """HTML that browsers may read in another way than Python does, so that it could hide a program (C35).

    Or a name for what stands elsewhere, between signs of HTML.
    """
    if name := MEANT[0].fullmatch(text):
        return finding("C35.name-as-html", where, text=text, right=meant(name))
    if OF_WORD.match(text):
        return finding("C35.of-a-word-processor", where, text=text)
    return finding("C35.unclear-html", where, text=text)


def picture_as_html(text: str, where: Where) -> Finding:
    """A picture written as HTML, with what to type as far as its tag says so (C47)."""
    told = {name.lower(): decoded(value.strip("\"'")).strip() for _, name, _, value in ATTRIBUTE.findall(text)}
    name = r"[^\s()\[\]<>:/]+"
    in_images = re.search(rf"(?:(?:^|/)images/(?=\S)|^(?={name}$))(?P<name>{name}(?:/{name})*)$", told.get("src", ""))
    values = {"source": f"/images/{in_images['name']}"} if in_images else {}
    if in_images and (alt := told.get("alt")) and not re.search(r"[\[\]]", alt):
        values["alt"] = alt
    return finding("C47.picture-as-html", where, text=text, **values)


def misplaced_file(value: str, where: Where) -> Finding:
    """A value that names a file and is neither a link nor a picture, so that nobody looks at what it names (C37)."""
    return finding("C37.misplaced-file", where, value=value)


def looks_of_old(pieces: Sequence[Piece], path: str) -> Iterator[Finding]:
    """HTML that changes how words look, which only the theme knows for every screen (C35): each once, the first few.

    pieces: of the text at `path`
    """
    first: dict[str, int] = {}
    for piece in pieces:
        first.setdefault(piece.text, piece.line)
    for number, (text, line) in enumerate(sorted(first.items(), key=itemgetter(1)), 1):
        tag = re.match(r"<([\w-]+)", text)
        told = finding("C35.look", Where(path, line), text=text, **({"element": tag[1]} if tag else {}))
        is_last = number == MAX_LOOKS < len(first)
        yield told.within("and-more-below", count=len(first) - MAX_LOOKS) if is_last else told
        if number == MAX_LOOKS:
            return


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
    name, value = name.lower(), value or ""
    if name == "rel":
        return OPENER not in value.lower().split()
    if name == "referrerpolicy":
        return value.strip().lower() not in TELLING_PAGE
    return not (name.startswith("on") or name in LOADING or (name in ADDRESSES and is_active_address(value)))


def names_window(element: str, name: str, value: str) -> bool:
    """Whether an attribute of a link gives the window that it opens a name (WINDOWS).

    >>> names_window("a", "target", "forms"), names_window("a", "target", "_Blank")
    (True, False)
    """
    return element in ("a", "area") and name.lower() == "target" and value.strip().lower() not in WINDOWS


def check_html(html: str) -> NotAllowed:
    """What a piece of raw HTML holds that it may not."""
    parser = _Parser()
    # Where browsers end a comment, or see none, and Python's parser does not.
    parser.feed(re.sub(r"<!--+>|<!\[CDATA\[", "", html).replace("--!>", "-->"))
    parser.close()
    without_comments = COMMENT.sub("", html)
    for odd in MARKUP.finditer(TAG.sub("", without_comments)):
        place = place_before(COMMENT, html, place_before(TAG, without_comments, odd.start()))
        parser.found.unclear.append(Piece(odd[0], html.count("\n", 0, place)))
    return parser.found


def place_before(removed: re.Pattern[str], text: str, place: int) -> int:
    """Where in `text` stood what stands at `place` once all that matches `removed` is gone."""
    for found in removed.finditer(text):
        if found.start() > place:
            break
        place += len(found[0])
    return place


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found = NotAllowed()

    def set_cdata_mode(self, elem: str, **rest: bool) -> None:
        """Whether a script's or a text box's content is text is for browsers to say; here all of it is looked at."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0] - 1
        text = Piece(" ".join((self.get_starttag_text() or f"<{tag}>").split()), line)
        if tag in PICTURES:
            self.found.pictures.append(text)
            attrs = [(name, value) for name, value in attrs if name not in ("src", "srcset")]
        if tag in ACTIVE or not all(check_attribute(name, value) for name, value in attrs):
            self.found.active.append(text)
        else:
            files = [value for name, value in attrs if value and names_file(tag, name, unescape(value))]
            self.found.files += [Piece(value, line) for value in files]
            looks = [f'{name}="{value}"' if value else name for name, value in attrs if name in LOOK_ATTRIBUTES]
            looks = [text.text] if tag in LOOK_TAGS else looks if tag not in PICTURES else []
            self.found.looks += [Piece(look, line) for look in looks]


def mark_links(html: str, record: Callable[[str, int], str]) -> str:
    """The HTML with the address of every link (LINKING) outside comments replaced by what `record` returns for it.

    A window with a name becomes one without.
    record: takes the address, and its line in the HTML, counted from 0
    """
    at = line = 0

    def replace(tag: re.Match[str]) -> str:
        nonlocal at, line
        line += html.count("\n", at, tag.start())
        at = tag.start()
        element = (tag["name"] or "").lower()

        def marked(attribute: re.Match[str]) -> str:
            space, name, equals, value = attribute.groups()
            if names_window(element, name, unescape((value or "").strip(QUOTES))):
                return f'{space}{name}{equals}"{OWN_WINDOW}"'
            if (element, name.lower()) not in LINKING or value is None:
                return attribute[0]
            return f'{space}{name}{equals}"{record(decoded(value.strip(QUOTES)), line)}"'

        if not element:
            return tag[0]
        start, end = (place - tag.start() for place in tag.span("attributes"))
        return tag[0][:start] + ATTRIBUTE.sub(marked, tag["attributes"]) + tag[0][end:]

    return COMMENT_OR_TAG.sub(replace, html)
