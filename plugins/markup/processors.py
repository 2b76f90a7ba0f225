"""What Markdown does here besides its own: blocks nest, links and pictures become marks."""

import re
from dataclasses import dataclass, field
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import AUTOMAIL_RE, InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from plugins.markup.raw_html import LINKING, NotAllowed, check_attribute, check_html, mark_links, names_file
from plugins.markup.reading import mark

ALIGNED = re.compile(r"text-align: (left|right|center);?")
BLOCK_TAG = "\x02block"  # an element that nobody can write
BEGIN = re.compile("\x02block:([0-9]+)\x03")
# How Markdown's own links between notes and their places begin.
FOOTNOTES = re.compile(r"#fn(?:ref)?[0-9]*:")


@dataclass(frozen=True, slots=True)
class FoundImage:
    """One picture as the text tells it."""

    source: str
    description: str
    title: str
    alone: bool


@dataclass(slots=True)
class Found:
    """What Markdown met in one text. targets: the links' addresses, in the order of their marks."""

    targets: list[str] = field(default_factory=list)
    images: list[FoundImage] = field(default_factory=list)
    not_allowed: NotAllowed = field(default_factory=NotAllowed)

    def link(self, target: str) -> str:
        """Records a link; returns the mark that stands for its address."""
        self.targets.append(target)
        return mark("link", len(self.targets) - 1)


class MarkExtension(Extension):
    """Nests blocks, and puts marks in the place of links and pictures. `found` belongs to the text converted last."""

    def __init__(self) -> None:
        super().__init__()
        self.found = Found()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Registers the processors (Markdown's own priorities beside them, version 3.11)."""
        md.registerExtension(self)
        md.block_level_elements.append(BLOCK_TAG)
        # BodyReader has done it before it parsed, and it would take the marks away.
        md.preprocessors.deregister("normalize_whitespace")
        md.parser.blockprocessors.register(Nest(md.parser), "component", 175)  # before all others
        md.inlinePatterns.register(PlainAutomail(AUTOMAIL_RE, md), "automail", 110)  # in the place of Markdown's
        md.treeprocessors.register(MarkTree(md, self), "component", -10)  # after all others

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


class MarkTree(Treeprocessor):
    """Records links and pictures, in Markdown and in raw HTML, and what is not allowed."""

    def __init__(self, md: Markdown, extension: MarkExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        """Changes the tree and the stash of raw HTML in place."""
        found = self.extension.found
        alone = unwrap_images(root)
        for element in root.iter():
            align_by_class(element)
            if element.tag == "table":
                element.set("tabindex", "0")  # it scrolls sideways on a phone, and must by keyboard, too
            mark_attributes(element, found)
            if element.tag == "img":
                source, description, title = (unescape(element.get(name) or "") for name in ("src", "alt", "title"))
                found.images.append(FoundImage(source, description, title, element in alone))
                element.attrib.clear()
                element.set("src", mark("image", len(found.images) - 1))
        stash = self.md.htmlStash.rawHtmlBlocks
        for number, html in enumerate(stash):
            if isinstance(html, str):
                wrong = check_html(html)
                found.not_allowed.pictures += wrong.pictures
                found.not_allowed.active += wrong.active
                found.not_allowed.unclear += wrong.unclear
                found.not_allowed.files += wrong.files
                stash[number] = mark_links(html, found.link)


def mark_attributes(element: Element, found: Found) -> None:
    """Records the links of an element, and which of its attributes are not allowed."""
    for name, written in element.items():
        value = unescape(written or "")  # Markdown leaves &#106; as it is, and a browser does not
        if (element.tag, name) == ("img", "src"):
            continue
        if not check_attribute(name, value):
            found.not_allowed.active.append(value if name == "href" else name)
        elif element.tag != "img" and names_file(element.tag, name, value):
            found.not_allowed.files.append(value)
        if (element.tag, name) in LINKING and not FOOTNOTES.match(value):
            element.set(name, found.link(value))


def align_by_class(element: Element) -> None:
    """A table's columns are aligned by a class, since the site's security policy forbids style attributes."""
    if told := ALIGNED.fullmatch(element.get("style", "")):
        del element.attrib["style"]
        element.set("class", f"{element.get('class', '')} align-{told[1]}".strip())


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
