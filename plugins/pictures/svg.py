"""SVG drawings are read here: what is drawn of them is written anew, at the size at which it is rendered. Pure.

Only pixels of a drawing are ever published, so nothing here has to make it safe for browsers. It decides how large a
drawing is, refuses what would come out other than whoever made it sees it, and keeps from the renderer whatever could
have it open a file. Sources: W3C, Scalable Vector Graphics (SVG) 1.1 and 2.
"""

import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from plugins.core.signatures import GZIP
from plugins.pictures.picture import PictureError
from plugins.pictures.refusals import what_it_is

SUFFIX = ".svg"
MAX_SIZE_BYTES = 5_000_000
MAX_DEPTH = 100  # the renderer calls itself for each part in a part
MAX_WRITTEN = 20_000_000  # characters, entities and attributes by default included
MAX_ENTITY = 200
MAX_SIDE_PX = 30_000
MAX_SIDES_RATIO = 50
MAX_PIXELS = 8_000_000

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
# What resvg draws, all but <image> and <feImage>: a picture in a drawing would be published without being looked at.
DRAWN = frozenset(
    {"svg", "g", "a", "defs", "symbol", "use", "switch", "style", "text", "tspan", "textPath"}
    | {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "marker", "pattern", "clipPath", "mask"}
    | {"linearGradient", "radialGradient", "stop", "filter", "feBlend", "feColorMatrix", "feComponentTransfer"}
    | {"feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow"}
    | {"feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode"}
    | {"feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence"}
)
# What no browser draws, left out with all that is in it; as is whatever programs keep for themselves, by its namespace.
LEFT_OUT = frozenset({"title", "desc", "metadata", "font", "view", "cursor", "color-profile"})
WORDS = frozenset({"text", "tspan", "textPath"})  # in these a space is a space

# Attributes whose value is a style, or a piece of one.
STYLES = frozenset(
    {
        "style",
        "transform",
        "gradientTransform",
        "patternTransform",
        "fill",
        "stroke",
        "stroke-width",
        "color",
        "opacity",
    }
    | {"stop-color", "flood-color", "lighting-color", "filter", "mask", "clip-path", "font", "font-size"}
    | {"marker-start", "marker-mid", "marker-end", "stroke-dasharray"}
)
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}", re.IGNORECASE)  # drawings are set in the faces of this program
_COMMAND = re.compile(
    r"@(?!charset|namespace|(?:-\w+-)?keyframes|page|media\s*(?:print|\(prefers-))[\w-]+", re.IGNORECASE
)
_ADDRESS = re.compile(r"url\(\s*[\"']?(?!\s*[\"']?#)[^)]*\)?", re.IGNORECASE)
_CALL = re.compile(r"([\w-]+)\(([^()]*)")
_SHORT_BACKGROUND = re.compile(r"(^|[;\s])background\s*:", re.IGNORECASE)
# What resvg knows of what a style may call; what only moves or is only there for some places of the mouse is not seen.
_CALLED = frozenset(
    {"url", "matrix", "translate", "translatex", "translatey", "scale", "scalex", "scaley", "rotate", "skewx", "skewy"}
    | {"blur", "brightness", "contrast", "drop-shadow", "grayscale", "hue-rotate", "invert", "opacity", "saturate"}
    | {"sepia", "cubic-bezier", "steps"}
)
# These with a slash, and those with units, it does not.
_COLOURS = re.compile("(?:rgb|hsl)a?")
_MOVES = re.compile("matrix|(?:translate|scale|skew)[xy]?|rotate")
_UNIT = re.compile("[a-df-z%]", re.IGNORECASE)

_PX = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}  # CSS Values 4
_LENGTH = re.compile(r"\s*(\d*\.?\d+(?:e[+-]?\d{1,3})?)(px|pt|pc|mm|cm|in|)\s*", re.IGNORECASE)
_NUMBERS = re.compile(r"[+-]?\d*\.?\d+(?:e[+-]?\d{1,3})?", re.IGNORECASE)
_BOX = re.compile(rf"\s*(?:{_NUMBERS.pattern}(?:\s*,\s*|\s+)){{3}}{_NUMBERS.pattern}\s*", re.IGNORECASE)


class NotDrawnError(PictureError):
    """A drawing with something in it that runs, stands elsewhere, or comes out other than its maker sees it.

    The reason names it: drawing.element, drawing.address; `line` is its line in the file.
    """

    line = 1


@dataclass(frozen=True, slots=True)
class SvgImage:
    """A drawing. xml: for the renderer, at the size at which it is rendered

    width_px, height_px: its size on a page, CSS pixels, at least 1
    characters: those of its text
    """

    width_px: int
    height_px: int
    xml: str
    characters: frozenset[str]

    def without_glyph(self, glyphs: Set[str]) -> list[str]:
        """The characters of its text for which there is none, in order; those that nobody sees need none."""
        seen = (one for one in self.characters if unicodedata.category(one)[0] not in "ZC")
        return sorted(one for one in seen if one not in glyphs)


def read_svg(data: bytes, max_width_px: int) -> SvgImage:
    """The drawing in a file of UTF-8, UTF-16 or what else its first line names.

    max_width_px: how wide it is rendered, unless it were more than MAX_PIXELS then
    raises: PictureError for what is no drawing, tells no size or is too large; NotDrawnError
    """
    if len(data) > MAX_SIZE_BYTES:
        megabytes, limit = f"{len(data) / 1e6:.1f}", MAX_SIZE_BYTES // 10**6
        raise PictureError("picture.large-drawing", megabytes=megabytes, limit_megabytes=limit)
    if data.startswith(GZIP):
        raise PictureError("picture.packed-drawing")
    writer = _Writer(max_width_px)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = writer.start, writer.end
    parser.CharacterDataHandler = writer.text
    parser.EntityDeclHandler, parser.SkippedEntityHandler = writer.definition, writer.entity
    try:
        parser.Parse(data, True)
    except NotDrawnError as wrong:
        wrong.line = parser.CurrentLineNumber
        raise
    except (expat.ExpatError, ValueError, LookupError):
        known = any("<svg".encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
        raise PictureError("picture.damaged-drawing" if known else what_it_is(data)) from None
    return writer.finished()


@dataclass
class _Writer:
    """Hears what a parser reads, and writes what is drawn."""

    max_width_px: int
    written: list[str] = field(default_factory=list)
    length: int = 0
    size: tuple[float, float] = (0, 0)
    open_elements: list[str] = field(default_factory=list)
    skipped: int = 0
    style: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def definition(
        self,
        name: str,
        is_parameter: bool,
        value: str | None,
        _base: object,
        _system: object,
        _public: object,
        _n: object,
    ) -> None:
        """An entity of the document's own: one that stands for a few words, as Illustrator writes them, is read."""
        if is_parameter or value is None or re.search("[&<]", value) or len(value) > MAX_ENTITY:
            raise NotDrawnError("drawing.definition", name=shown(name))

    def entity(self, name: str, _is_parameter: bool) -> None:
        """A text that is said to stand elsewhere."""
        raise NotDrawnError("drawing.entity", name=shown(name))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.count(sum(map(len, attributes.values())) + len(name))
        if len(self.open_elements) + self.skipped >= MAX_DEPTH:
            raise PictureError("picture.deep-drawing", limit=MAX_DEPTH)
        namespace, _, local = name.rpartition(" ")
        if not self.open_elements and (local != "svg" or namespace not in (SVG, "")):
            raise PictureError("picture.no-drawing")
        refuse_active(local, attributes)
        if self.skipped or is_left_out(namespace, local, attributes):
            self.skipped += 1
            return
        if local not in DRAWN or self.open_elements[-1:] == ["style"]:
            raise NotDrawnError("drawing.element", name=shown(local))
        kept = dict(drawn_attributes(local, attributes))
        if not self.open_elements:
            self.size = size_px(kept)
            kept = self.root(kept)
        self.written.append(f"<{local}" + "".join(f" {key}={quoteattr(value)}" for key, value in kept.items()) + ">")
        self.open_elements.append(local)

    def root(self, kept: dict[str, str]) -> dict[str, str]:
        """The outermost element's attributes: it fills as many pixels as are rendered, whatever its size on a page."""
        width, height = self.size
        width_px = max(1, min(self.max_width_px, int((MAX_PIXELS * width / height) ** 0.5)))
        size = {"width": f"{width_px}", "height": f"{max(1, round(width_px * height / width))}"}
        style = {"style": _SHORT_BACKGROUND.sub(r"\1background-color:", kept["style"])} if "style" in kept else {}
        box = {} if is_box(kept.get("viewBox", "")) else {"viewBox": f"0 0 {width:g} {height:g}"}
        return {"xmlns": SVG} | kept | box | size | style

    def text(self, text: str) -> None:
        """Words, or what stands between elements."""
        self.count(len(text))
        if self.skipped or not self.open_elements:
            return
        if self.open_elements[-1] == "style":
            self.style.append(text)
        elif self.open_elements[-1] in WORDS:
            self.written.append(escape(text))
            self.words.append(text)

    def end(self, _name: str) -> None:
        """An element ends."""
        if self.skipped:
            self.skipped -= 1
            return
        local = self.open_elements.pop()
        if local == "style":
            style = without_comments("".join(self.style))
            self.style.clear()
            refuse_style(style)
            self.written.append(escape(style))
        self.written.append(f"</{local}>")

    def count(self, characters: int) -> None:
        """Notes how much was read. raises: PictureError when entities made it too much"""
        self.length += characters
        if self.length > MAX_WRITTEN:
            raise PictureError("picture.drawn-too-large")

    def finished(self) -> SvgImage:
        """The whole drawing."""
        words = unicodedata.normalize("NFC", "".join(self.words))
        width_px, height_px = (max(1, round(side)) for side in self.size)
        return SvgImage(width_px, height_px, "".join(self.written), frozenset(words))


def is_left_out(namespace: str, local: str, attributes: dict[str, str]) -> bool:
    """Whether no browser draws an element: of a program's own, or of Illustrator's that is there for it alone."""
    foreign = local == "foreignObject" and "requiredExtensions" in attributes
    return namespace not in (SVG, "") or local in LEFT_OUT or foreign


def refuse_active(local: str, attributes: dict[str, str]) -> None:
    """raises: NotDrawnError for what runs: a script, an event handler, a javascript: address"""
    if local.lower() in ("script", "handler", "listener"):
        raise NotDrawnError("drawing.element", name=local)
    for name, value in attributes.items():
        if re.fullmatch("on[a-z]+", name.rpartition(" ")[2], re.IGNORECASE):
            raise NotDrawnError("drawing.attribute", name=name.rpartition(" ")[2], value=shown(value))
        if re.match(r"[\0- ]*j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:", value, re.IGNORECASE):
            raise NotDrawnError("drawing.address", value=shown(value))


def drawn_attributes(local: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    """An element's attributes that decide how it is drawn. raises: NotDrawnError for what stands elsewhere"""
    for name, value in attributes.items():
        namespace, _, plain = name.rpartition(" ")
        if plain == "href" and namespace in ("", XLINK):
            if local == "a" or (namespace and "href" in attributes):
                continue
            if not value.strip().startswith("#"):
                raise NotDrawnError("drawing.address", value=shown(value))
            yield "href", value.strip()
        elif namespace == XML and plain in ("space", "lang"):
            yield f"xml:{plain}", value
        elif not namespace:
            if plain in STYLES:
                value = without_comments(value)
                refuse_style(value, plain)
            yield plain, value


def refuse_style(style: str, attribute: str = "") -> None:
    """raises: NotDrawnError for a style with an address in it, or with what the renderer does not know

    attribute: whose value it is; "" for the sheet of the whole drawing
    """
    pieces = _FONT_FACE.sub(" ", style)
    whole = NotDrawnError("drawing.attribute", name=attribute, value=shown(style))
    if found := _ADDRESS.search(pieces) or _COMMAND.search(pieces):
        raise whole if attribute else NotDrawnError("drawing.style-command", value=shown(found[0]))
    for found in _CALL.finditer(pieces):
        if not is_known_call(found[1].lower(), found[2]):
            raise whole if attribute else NotDrawnError("drawing.style-call", value=shown(found[0]))


def is_known_call(name: str, arguments: str) -> bool:
    """Whether the renderer knows what a style calls, as it is called. arguments: what stands in its brackets"""
    if _COLOURS.fullmatch(name):
        return "/" not in arguments
    return name in _CALLED and not (_MOVES.fullmatch(name) and _UNIT.search(arguments))


def without_comments(style: str) -> str:
    """A style without its comments; one that does not end takes all that follows. Takes a file's size in time."""
    pieces, place = [], 0
    while (begins := style.find("/*", place)) >= 0:
        pieces.append(style[place:begins])
        ends = style.find("*/", begins + 2)
        place = ends + 2 if ends >= 0 else len(style)
    return " ".join([*pieces, style[place:]])


def size_px(attributes: dict[str, str]) -> tuple[float, float]:
    """Width and height in CSS pixels, from those attributes or from the viewBox.

    raises: PictureError when neither tells both, for nothing, and for what nobody could look at
    """
    box = attributes.get("viewBox", "")
    drawn = tuple(map(float, _NUMBERS.findall(box)[2:])) if is_box(box) else None
    width, height = (length_px(attributes.get(side, "")) for side in ("width", "height"))
    if drawn:
        ratio = drawn[0] / drawn[1]
        if width is None and height is None:
            width, height = drawn
        width = width if width is not None else (height or 0) * ratio
        height = height if height is not None else width / ratio
    if width is None or height is None:
        raise PictureError("picture.drawing-without-size")
    if not all(0 < side <= MAX_SIDE_PX for side in (width, height)):
        raise PictureError("picture.wide-drawing", limit_px=MAX_SIDE_PX)
    if max(width, height) > MAX_SIDES_RATIO * min(width, height):
        raise PictureError("picture.too-long", width_px=round(width), height_px=round(height))
    return width, height


def is_box(view_box: str) -> bool:
    """Whether it tells four numbers, of which the last two are a width and a height."""
    if not _BOX.fullmatch(view_box[:200]):
        return False
    width, height = map(float, _NUMBERS.findall(view_box)[2:])
    return 1e-6 < min(width, height) <= max(width, height) < 1e9


def length_px(length: str) -> float | None:
    """A length in CSS pixels; None for one that depends on what is around the drawing."""
    found = _LENGTH.fullmatch(length[:99])
    return float(found[1]) * _PX[found[2].lower()] if found else None


def shown(text: str) -> str:
    """The beginning of a piece of a drawing, on one line."""
    return " ".join(text.split())[:40]
