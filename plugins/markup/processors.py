"""What Markdown does here besides its own: blocks nest, links and pictures become marks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import AUTOMAIL_RE, InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from plugins.core.lookalikes import without_unseen
from plugins.core.references import decoded, with_whole_references
from plugins.markup.failed_html import failed_in_html, language_in_code
from plugins.markup.failed_marks import failed_in
from plugins.markup.failed_rules import Mark
from plugins.markup.inline import read_as_elsewhere
from plugins.markup.named import NAMED, Named, as_written, marked, without_backslash
from plugins.markup.raw_html import (
    LINKING,
    OWN_WINDOW,
    NotAllowed,
    Piece,
    check_attribute,
    check_html,
    mark_links,
    names_file,
    names_window,
)
from plugins.markup.reading import Image, mark
from plugins.markup.source_lines import LineExtension

ALIGNED = re.compile(r"text-align: (left|right|center);?")
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
LISTS, CELLS = frozenset({"ul", "ol"}), frozenset({"td", "th"})
# What scrolls sideways on a phone, and must by keyboard, too; of fenced code the tag is written already.
SCROLLING, CODE = frozenset({"table", "pre"}), re.compile(r"<pre\b(?![^>]*\btabindex)")
BLOCK_TAG = "\x02block"  # an element that nobody can write
BEGIN = re.compile("\x02block:([0-9]+)\x03")
# How Markdown's own links between notes and their places begin.
FOOTNOTES = re.compile(r"#fn(?:ref)?[0-9]*:")
NOTE, PLACE = "fn:", "fnref:"  # the beginnings of their ids


@dataclass(slots=True)
class Found:
    """What Markdown met in one text. Lines are the file's.

    targets: the links' addresses and their lines, in the order of their marks
    headings: the lines of the headings, in the order of the text
    failed: marks that readers would see
    """

    targets: list[tuple[str, int]] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    not_allowed: NotAllowed = field(default_factory=NotAllowed)
    failed: list[Mark] = field(default_factory=list)

    def link(self, target: str, line: int) -> str:
        """Records a link; returns the mark that stands for its address."""
        self.targets.append((without_unseen(as_written(target)), line))
        return mark("link", len(self.targets) - 1)


class MarkExtension(Extension):
    """Nests blocks, and puts marks in the place of links and pictures. `found` belongs to the text converted last."""

    def __init__(self, lines: LineExtension) -> None:
        super().__init__()
        self.found = Found()
        self.lines = lines

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Registers the processors (Markdown's own priorities beside them, version 3.11)."""
        md.registerExtension(self)
        md.block_level_elements.append(BLOCK_TAG)
        # BodyReader has done it before it parsed, and it would take the marks away.
        md.preprocessors.deregister("normalize_whitespace")
        md.parser.blockprocessors.register(Nest(md.parser), "component", 175)  # before all others
        md.inlinePatterns.register(PlainAutomail(AUTOMAIL_RE, md), "automail", 110)  # in the place of Markdown's
        md.inlinePatterns.register(NameMark(NAMED.pattern, md), "named", 175)  # after code, before links
        md.treeprocessors.register(MarkTree(md, self), "component", -10)  # after all others
        read_as_elsewhere(md)

    def reset(self) -> None:
        """Forgets the text before."""
        self.found = Found()


class Nest(BlockProcessor):
    """What lies between a block's two marks becomes the children of one element."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        """Does a block begin here?"""
        return BEGIN.fullmatch(block.strip()) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Where raw HTML swallowed the end, the mark is dropped: BodyReader misses the block and says so."""
        number = blocks.pop(0).strip().removeprefix("\x02block:").removesuffix("\x03")
        end = next((k for k, text in enumerate(blocks) if text.strip() == f"\x02end:{number}\x03"), None)
        if end is None:
            return
        inside = blocks[:end]
        del blocks[: end + 1]
        self.parser.parseBlocks(SubElement(parent, BLOCK_TAG, {"number": number}), inside)


class PlainAutomail(InlineProcessor):
    """`<info@example.org>` as a link that one can read; Markdown writes it in numbers."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        """Makes the link."""
        address = self.unescape(m[1]).removeprefix("mailto:")
        element = Element("a", {"href": f"mailto:{address}"})
        element.text = AtomicString(address)
        return element, m.start(0), m.end(0)


class NameMark(InlineProcessor):
    """`{fact:members}` as a mark."""

    def __init__(self, pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self.compiled_re = NAMED

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        """Makes the mark. What stands behind a backslash has been taken before."""
        return Named.of(m).mark, m.start(0), m.end(0)


class MarkTree(Treeprocessor):
    """Records links and pictures, in Markdown and in raw HTML, and what is not allowed."""

    def __init__(self, md: Markdown, extension: MarkExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        """Changes the tree and the stash of raw HTML in place."""
        found, lines = self.extension.found, self.extension.lines
        alone = unwrap_images(root)
        line = lines.line(0)
        for element in root.iter():
            line = lines.begins.get(element, line)  # a list of contents has none: it says what stands before it
            align_by_class(element)
            if element.tag in CELLS:
                unescape_bars(element)
            if element.tag in SCROLLING:
                element.set("tabindex", "0")
            if element.attrib:
                unquote_address(element)
                address, end = lines.defined.get(element, line), end_of_words(element, lines, line)
                mark_attributes(element, found, address, end)
            if element.tag == "code":
                found.failed += [mark._replace(line=line) for mark in language_in_code(element.text or "")]
            if element.tag in HEADINGS:
                found.headings.append(line)
            if element.tag == "img":
                source, description, title = (
                    as_written(decoded(element.get(name) or "")) for name in ("src", "alt", "title")
                )
                place = lines.defined.get(element, line)
                found.images.append(Image(without_unseen(source), description, title, place, element in alone))
                element.attrib.clear()
                element.set("src", mark("image", len(found.images) - 1))
        found.failed += still_there(root, failed_in(lines.passages))
        found.failed += unmarked_notes(root, lines)
        stash = self.md.htmlStash.rawHtmlBlocks
        for number, html in enumerate(stash):
            if isinstance(html, str):
                line_of, marks = partial(lines.raw_line, number), failed_in_html(html)
                found.not_allowed.add(check_html(html), line_of)
                found.failed += [one._replace(line=line_of(one.line), last=line_of(one.last)) for one in marks]
                html = with_whole_references(without_backslash(html))
                linked = marked(mark_links(html, partial(self.link, number)))
                stash[number] = CODE.sub(r'<pre tabindex="0"', linked)

    def link(self, number: int, target: str, line: int) -> str:
        """Records a link on a line of a piece of raw HTML."""
        return self.extension.found.link(target, self.extension.lines.raw_line(number, line))


def unmarked_notes(root: Element, lines: LineExtension) -> Iterator[Mark]:
    """Notes below the text to which no mark in it refers."""
    notes = [item for item in root.iter("li") if item.get("id", "").startswith(NOTE)]
    places = {element.get("id") for element in root.iter("sup")} if notes else set()
    for note in notes:
        name = note.get("id", "").removeprefix(NOTE)
        if f"{PLACE}{name}" not in places:
            line = next((lines.begins[one] for one in (*note[:1], note) if one in lines.begins), 1)  # it may be empty
            yield Mark("note-without-mark", f"[^{name}]", "", line)


def still_there(root: Element, marks: Iterable[Mark]) -> Iterator[Mark]:
    """Marks without those for attributes that have been taken up: that is done later than all else."""
    words = None
    for one in marks:
        if one.name == "attributes":
            words = " ".join("".join(root.itertext()).split()) if words is None else words
        if words is None or one.name != "attributes" or one.text in words:
            yield one


def mark_attributes(element: Element, found: Found, address: int, end: int) -> None:
    """Records the links of an element, and which of its attributes are not allowed.

    address, end: the lines on which its address stands and on which its words end, which attributes in braces follow
    """
    for name, written in element.items():
        value = decoded(written or "")  # Markdown leaves &#106; as it is, and a browser does not
        if (element.tag, name) == ("img", "src"):
            continue
        if not check_attribute(name, value):
            found.not_allowed.active.append(Piece(value, address) if name == "href" else Piece(name, end))
        elif element.tag != "img" and names_file(element.tag, name, value):
            found.not_allowed.files.append(Piece(value, end))
        elif names_window(element.tag, name, value):
            element.set(name, OWN_WINDOW)
        if (element.tag, name) in LINKING and not FOOTNOTES.match(value):
            element.set(name, found.link(value, address))


def end_of_words(element: Element, lines: LineExtension, begin: int) -> int:
    """The line on which an element's own words end: in an item, before a list in it."""
    inner = next((child for child in element if child.tag in LISTS), None) if element.tag == "li" else None
    return lines.ends.get(element, begin) if inner is None else lines.begins.get(inner, begin)


def unquote_address(element: Element) -> None:
    """An address in quotation marks, which Markdown takes for a title without one."""
    name = {"a": "href", "img": "src"}.get(element.tag, "")
    if name and not element.get(name) and element.get("title"):
        element.set(name, element.attrib.pop("title"))


def align_by_class(element: Element) -> None:
    """A table's columns are aligned by a class, since the site's security policy forbids style attributes."""
    if match := ALIGNED.fullmatch(element.get("style", "")):
        del element.attrib["style"]
        element.set("class", f"{element.get('class', '')} align-{match[1]}".strip())


def unescape_bars(cell: Element) -> None:
    """In the code of a table's cell a backslash before a bar only keeps it from ending the cell, as elsewhere."""
    for code in cell.iter("code"):
        code.text = AtomicString((code.text or "").replace("\\|", "|"))


def unwrap_images(root: Element) -> set[Element]:
    """Takes away the paragraph around each picture that is alone in it; returns those pictures."""
    alone: set[Element] = set()
    for parent in list(root.iter()):
        for index, child in enumerate(parent):
            if child.tag == "p" and len(child) == 1 and child[0].tag == "img" and not _words_beside(child):
                image = child[0]
                image.tail = child.tail
                parent[index] = image
                alone.add(image)
    return alone


def _words_beside(paragraph: Element) -> str:
    return ((paragraph.text or "") + (paragraph[0].tail or "")).strip()
