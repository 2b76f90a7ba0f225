"""Drawings (SVG): what cannot run, load or lead anywhere is written anew; anything else is refused.

Only what is listed in `drawing_names` reaches the output, whatever the file holds. Bytes in, bytes out.
"""

import hashlib
import re
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from plugins.pictures.drawing_costs import TakesLongError, declarations, painted, painted_sheet
from plugins.pictures.drawing_names import (
    ATTRIBUTES,
    ELEMENTS,
    FUNCTIONS,
    LEFT_OUT,
    NAMESPACES_OF_EDITORS,
    SVG,
    WORDS,
    XLINK,
    XML,
)
from plugins.pictures.drawing_tally import MAX_DEPTH, URL, Tally
from plugins.pictures.picture import Picture, PictureError
from plugins.pictures.refusals import what_it_is

SUFFIX = ".svg"
MAX_SIZE_BYTES = 1_000_000
MAX_ELEMENTS = 20_000
MAX_SIDE_PX = 30_000

_PX = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}  # CSS Values 4
_LENGTH = re.compile(r"\s*(\d*\.?\d+(?:e[+-]?\d+)?)(px|pt|pc|mm|cm|in|)\s*", re.IGNORECASE)
_HERE = re.compile(r"#[^\s\"'()<>\\]+")
_BEFORE_NAME = re.compile(r"[\s:;,){}]")
_KINDS = ((b"\x1f\x8b", "it is packed (SVGZ): save it as a plain SVG"),)


class ActiveError(Exception):
    """A drawing that holds what might run, load or lead somewhere.

    `what` names it, for "It holds ..."; `line` is its line in the file
    """

    def __init__(self, what: str) -> None:
        self.what, self.line = what, 1
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class SvgImage:
    """A drawing as it is published. data: UTF-8, written by this program"""

    width_px: int
    height_px: int
    data: bytes

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{hashlib.sha256(self.data).hexdigest()[:16]}{SUFFIX}"

    def picture(self, below: str) -> Picture:
        """As templates know it: one file for every width. below: what stands before its name in the output"""
        drawing = f"{below}{self.name}"
        return Picture(self.width_px, self.height_px, (), (), drawing=drawing, most_bytes=len(self.data))


def read_drawing(data: bytes) -> SvgImage:
    """An SVG file as it may be published: what is on the lists, without comments and what editors keep for themselves.

    raises: PictureError for what is no drawing, tells no size or is too large; ActiveError for what is on no list
    """
    if len(data) > MAX_SIZE_BYTES:
        raise PictureError(f"{len(data) / 1e6:.1f} MB, and {MAX_SIZE_BYTES // 10**6} MB is the most for a drawing")
    if reason := next((why for beginning, why in _KINDS if data.startswith(beginning)), ""):
        raise PictureError(reason)
    writer = _Writer()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = writer.start, writer.end
    parser.CharacterDataHandler = writer.text
    parser.StartDoctypeDeclHandler, parser.SkippedEntityHandler = writer.doctype, writer.entity
    try:
        parser.Parse(data, True)
        return writer.finished()
    except ActiveError as active:
        active.line = parser.CurrentLineNumber
        raise
    except TakesLongError as wrong:
        raise PictureError(f"it would take browsers too long to draw ({wrong}): save it as a PNG") from None
    except (expat.ExpatError, ValueError, LookupError):
        known = b"<svg" in data[:5000] or b"<\0s\0v\0g" in data[:5000] or b"\0<\0s\0v\0g" in data[:5000]
        raise PictureError("damaged or cut short" if known else what_it_is(data)) from None


@dataclass
class _Writer:
    """Hears what a parser reads, and writes what may stay."""

    written: list[str] = field(default_factory=list)
    size: tuple[float, float] | None = None
    open_elements: list[str] = field(default_factory=list)
    skipped: int = 0
    count: int = 0
    tally: Tally = field(default_factory=Tally)
    style: list[str] = field(default_factory=list)
    is_open: bool = False

    def doctype(self, _name: str, _system: str | None, _public: str | None, has_own_part: int) -> None:
        """The old line that says which SVG this is may stand there, unless it defines anything."""
        if has_own_part:
            raise ActiveError("definitions of its own (<!DOCTYPE ... [ ]>)")

    def entity(self, name: str, _is_parameter: bool) -> None:
        """A text that is said to stand elsewhere."""
        raise ActiveError(f"a text from elsewhere (&{name};)")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.count += 1
        if len(self.open_elements) + self.skipped >= MAX_DEPTH or self.count > MAX_ELEMENTS:
            raise PictureError(f"it has more than {MAX_ELEMENTS:,} parts, or parts in parts {MAX_DEPTH} deep")
        namespace, _, local = name.rpartition(" ")
        if not self.open_elements and not self.skipped and (local != "svg" or namespace not in (SVG, "")):
            raise PictureError("it is no SVG drawing")
        if self.skipped or namespace.startswith(NAMESPACES_OF_EDITORS) or (namespace == SVG and local in LEFT_OUT):
            self.skipped += 1
            return
        if namespace not in (SVG, "") or local not in ELEMENTS or self.open_elements[-1:] == ["style"]:
            raise ActiveError(f"<{local[:40]}>")
        kept = _kept(attributes)
        if not self.open_elements:
            self.size = _size(attributes)
            kept = _root(kept, self.size)
            self.tally.box, self.tally.px = _box(kept.get("viewBox", "")), max(self.size or (1, 1))
        self.tally.start(local, kept)
        self._close()
        self.written.append(f"<{local}" + "".join(f" {key}={quoteattr(value)}" for key, value in kept.items()))
        self.is_open = True
        self.open_elements.append(local)

    def _close(self) -> None:
        """Ends the tag that was begun last."""
        if self.is_open:
            self.written.append(">")
            self.is_open = False

    def text(self, text: str) -> None:
        """Words, or what stands between elements."""
        if self.skipped or not self.open_elements:
            return
        if self.open_elements[-1] == "style":
            self.style.append(text)
        elif self.open_elements[-1] in WORDS or not text.isspace():
            self._close()
            self.written.append(escape(text))
            self.tally.words(len(text))

    def end(self, _name: str) -> None:
        """An element ends."""
        if self.skipped:
            self.skipped -= 1
            return
        local = self.open_elements.pop()
        self.tally.end()
        if local == "style":
            style = _without_comments("".join(self.style))
            self.style.clear()
            if not _is_harmless_style(style):
                raise ActiveError(f'a style with an address or a command in it ("{shown(style)}")')
            style = painted_sheet(style)
            self.tally.sheet(style)
            self._close()
            self.written.append(escape(style))
        self.written.append("/>" if self.is_open else f"</{local}>")
        self.is_open = False

    def finished(self) -> SvgImage:
        """The whole drawing. raises: PictureError when it tells no size, or repeats itself too often"""
        if self.size is None:
            raise PictureError(
                'it does not say how large it is: give its first line a width and a height or a "viewBox"'
            )
        if self.tally.is_too_much():
            raise PictureError("it repeats its parts too often for a browser: save it as a PNG")
        width_px, height_px = (max(1, round(side)) for side in self.size)
        return SvgImage(width_px, height_px, "".join([*self.written, "\n"]).encode())


def _kept(attributes: dict[str, str]) -> dict[str, str]:
    """The attributes that may stay. raises: ActiveError for one that runs or loads something"""
    kept: dict[str, str] = {}
    for name, value in attributes.items():
        namespace, _, local = name.rpartition(" ")
        if local.lower().startswith("on") and namespace in ("", SVG):
            raise ActiveError(f'{local[:40]}="{shown(value)}"')
        if local.lower() == "href" or local.lower() == "src":
            if namespace.startswith(NAMESPACES_OF_EDITORS):
                continue
            if not _HERE.fullmatch(value.strip()) or namespace not in ("", XLINK):
                raise ActiveError(f'an address ("{shown(value)}")')
            if local == "href":
                kept.setdefault("href", value.strip())
        elif namespace == XML and local in ("space", "lang"):
            kept[f"xml:{local}"] = value
        elif namespace == "" and local in ATTRIBUTES:
            if ATTRIBUTES[local] and not _is_harmless_style(value := _without_comments(value)):
                raise ActiveError(f'{local}="{shown(value)}"')
            kept[local] = painted(value) if local == "style" else value
    said = declarations(kept.get("style", ""))
    return {name: value for name, value in kept.items() if name not in said}


def _is_harmless_style(value: str) -> bool:
    """Whether a style calls nothing but what draws, and nothing from elsewhere; escapes could hide either."""
    if re.search(r"[\\@<]|//|/\*|javascript:|-moz-binding|behavior|marker(-mid)?\s*:", value, re.IGNORECASE):
        return False
    before_brackets = URL.sub(" ", value).split("(")[:-1]
    return {_BEFORE_NAME.split(text.rstrip())[-1].lower() for text in before_brackets} <= FUNCTIONS


def _without_comments(style: str) -> str:
    """A style without its comments; one that does not end takes all that follows. Takes a file's size in time."""
    pieces, place = [], 0
    while (begins := style.find("/*", place)) >= 0:
        pieces.append(style[place:begins])
        ends = style.find("*/", begins + 2)
        place = ends + 2 if ends >= 0 else len(style)
    return " ".join([*pieces, style[place:]])


def _size(attributes: dict[str, str]) -> tuple[float, float] | None:
    """Width and height in CSS pixels, from those attributes or from the viewBox; None when neither tells both."""
    box = [float(part) for part in re.findall(r"[^\s,]+", attributes.get("viewBox", "")[:99]) if _is_number(part)]
    drawn = (box[2], box[3]) if len(box) == 4 and 1e-6 < min(box[2:]) <= max(box[2:]) < 1e9 else None
    told = [_px(attributes.get(side, "")) for side in ("width", "height")]
    if drawn and None in told:
        ratio = drawn[0] / drawn[1]
        width, height = told
        told = [width, width / ratio] if width else [height * ratio, height] if height else list(drawn)
    if told[0] is None or told[1] is None:
        return None
    if not all(0 < side <= MAX_SIDE_PX for side in told if side is not None):
        raise PictureError(f"it is wider or higher than {MAX_SIDE_PX:,} pixels, or nothing")
    return told[0], told[1]


def _box(view_box: str) -> tuple[float, float]:
    """Width and height of what a drawing shows, in its own units."""
    sides = [float(part) for part in re.findall(r"[^\s,]+", view_box[:99]) if _is_number(part)][2:4]
    return (max(sides[0], 1e-6), max(sides[1], 1e-6)) if len(sides) == 2 else (1.0, 1.0)


def _px(length: str) -> float | None:
    """A length in CSS pixels; None for one that depends on what is around the drawing."""
    found = _LENGTH.fullmatch(length[:99])
    return float(found[1]) * _PX[found[2].lower()] if found else None


def _is_number(part: str) -> bool:
    return re.fullmatch(r"[+-]?\d*\.?\d+(?:e[+-]?\d{1,3})?", part, re.IGNORECASE) is not None


def _root(kept: dict[str, str], size: tuple[float, float] | None) -> dict[str, str]:
    """The outermost element's attributes: its size in pixels, and a viewBox, so that it fills whatever box it is in."""
    told = {key: value for key, value in kept.items() if key not in ("width", "height", "x", "y", "href")}
    if size is None:
        return told
    width, height = (f"{side:g}" for side in size)
    box = {} if "viewBox" in told else {"viewBox": f"0 0 {width} {height}"}
    return {"xmlns": SVG, "width": width, "height": height, **box, **told}


def shown(text: str) -> str:
    """The beginning of a piece of a drawing, on one line."""
    return " ".join(text.split())[:40]
