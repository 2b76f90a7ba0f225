"""On which line everything was written: Markdown is watched while it reads, and what it makes of a text is the same.

Markdown reads a text in three steps, and each forgets where its words came from. Preprocessors put placeholders where
code and raw HTML were: what is left are rows, and each row's line is known (`LineExtension.rows`). The parser of blocks
cuts rows into the texts of elements: these are strings that know their rows (`Lined`). Then links and the like are made
of each text: its line ends are counted again in what came of it (`InlineWithLines`).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.htmlparser import HTMLExtractor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, STX, AtomicString

from plugins.markup.block_lines import Lined, LineParser
from plugins.markup.failed_marks import Seen
from plugins.markup.failed_rules import EM_EDGE, LINK_EDGE, OBJECT, STRONG_EDGE

# Elements within a passage; in the place of some stands one sign, since their words are no Markdown any more.
WITHIN = frozenset({"a", "abbr", "br", "code", "del", "em", "img", "strong", "sup"})
EDGE_OF = {"a": LINK_EDGE, "em": EM_EDGE, "strong": STRONG_EDGE}
SHOWN_AS = {"code": OBJECT, "img": OBJECT, "br": OBJECT}
# In an address that stands alone they are no Markdown, and are shown as signs behind a backslash that nobody wrote.
SIGNS_OF_ADDRESS = re.compile(r"[&*_~^|!+={}]")


class LineExtension(Extension):
    """Knows where the elements and the raw HTML of the text converted last were written. Belongs after all others.

    rows: the file's line of each row that Markdown has; given before a text is converted
    begins, ends: the file's line on which an element begins, and the one on which its words end
    defined: the file's line on which the address of a link or a picture stands that refers to it by a name
    raw: the file's line of each line of raw HTML, by its number in Markdown's stash
    passages: what readers see of each paragraph, heading, cell ...: pieces of text, each with its lines in the file
    spans: how many line ends of a text went into an element, or into a piece of raw HTML that is part of a text
    """

    def __init__(self) -> None:
        super().__init__()
        self.reset()

    def reset(self) -> None:
        """Forgets the text before."""
        self.rows: Sequence[int] = ()
        self.begins: dict[Element, int] = {}
        self.ends: dict[Element, int] = {}
        self.defined: dict[Element, int] = {}
        self.raw: dict[int, Sequence[int]] = {}
        self.passages: list[list[Seen]] = [[]]
        self.spans: dict[Element | int, int] = {}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Puts watched processors in the place of Markdown's own (with their priorities in version 3.11)."""
        md.registerExtension(self)
        md.preprocessors.register(AfterFences(md, self), "lines after fences", 24)  # fences have 25
        md.preprocessors.register(HtmlBlocks(md, self), "html_block", 20)
        inline = InlineWithLines(md, self)
        md.treeprocessors.register(inline, "inline", 20)
        for pattern in md.inlinePatterns:
            pattern.handleMatch = watched(pattern.handleMatch, inline.take)  # type: ignore[assignment,method-assign]

    def line(self, row: int) -> int:
        """The file's line of a row."""
        return self.rows[min(row, len(self.rows) - 1)]

    def lines(self, rows: Sequence[int]) -> list[int]:
        """The file's lines of rows."""
        return [self.line(row) for row in rows]

    def raw_line(self, number: int, line: int) -> int:
        """The file's line of a line, counted from 0, of a piece of raw HTML."""
        lines = self.raw.get(number) or self.rows[:1]
        return lines[min(line, len(lines) - 1)]


class LineMarkdown(Markdown):
    """Markdown with a `LineParser`."""

    def build_parser(self) -> Self:
        """Makes all the parts; extensions get the parser when they are registered."""
        super().build_parser()
        parser = LineParser(self)
        parser.blockprocessors = self.parser.blockprocessors
        for processor in parser.blockprocessors:
            processor.parser = parser
        self.parser = parser
        return self


class AfterFences(Preprocessor):
    """Comes after fenced code, which is now three rows: none, a placeholder, none."""

    def __init__(self, md: Markdown, lines: LineExtension) -> None:
        super().__init__(md)
        self.stash, self.lines = md.htmlStash, lines

    def run(self, lines: list[str]) -> list[str]:
        """Changes nothing."""
        if not self.stash.rawHtmlBlocks:
            return lines
        before = self.lines.rows
        rows: list[int] = []
        row = fence = 0
        for line in lines:
            if fence < len(self.stash.rawHtmlBlocks) and line == self.stash.get_placeholder(fence):
                rows.append(before[row - 1])
                self.lines.raw[fence] = rows[-1:]
                row += str(self.stash.rawHtmlBlocks[fence]).count("\n")  # the lines of code
                fence += 1
            else:
                rows.append(before[min(row, len(before) - 1)])
                row += 1
        self.lines.rows = rows
        return lines


class HtmlBlocks(Preprocessor):
    """Markdown's own, which puts a placeholder and blank rows in the place of raw HTML."""

    def __init__(self, md: Markdown, lines: LineExtension) -> None:
        super().__init__(md)
        self.markdown, self.lines = md, lines

    def run(self, lines: list[str]) -> list[str]:
        """The rows without raw HTML."""
        source = "\n".join(lines)
        extractor = Extractor(self.markdown)
        extractor.feed(source)
        extractor.close()
        extractor.note()
        text = "".join(extractor.cleandoc)
        if text == source:
            return lines
        before = self.lines.rows
        for number, row in extractor.raw.items():
            size = str(self.markdown.htmlStash.rawHtmlBlocks[number]).count("\n") + 1
            self.lines.raw[number] = before[row : row + size]
        last = len(before) - 1
        self.lines.rows = [before[min(row, last)] for row in rows_of(extractor.cleandoc, extractor.begins)]
        return text.split("\n")


class Extractor(HTMLExtractor):
    """Markdown's own, and the row on which each piece of its result, and each piece of raw HTML, begins."""

    _cache: list[str]  # raw HTML that has not ended

    def reset(self) -> None:
        """Begins a text."""
        super().reset()
        self.begins: list[int] = []
        self.raw: dict[int, int] = {}
        self.raw_begin = 0
        self.in_cache = False

    def updatepos(self, i: int, j: int) -> int:
        """Python's parser calls this once for each token, when it has handled it."""
        self.note()
        return super().updatepos(i, j)

    def note(self) -> None:
        """Whatever is new in the result has come from the token that begins here."""
        row = self.getpos()[0] - 1
        if not self.in_cache:
            self.raw_begin = row
        for piece in self.cleandoc[len(self.begins) :]:
            if found := HTML_PLACEHOLDER_RE.fullmatch(piece):
                self.raw[int(found[1])] = self.raw_begin
            self.begins.append(self.raw_begin if found else row)
        self.in_cache = bool(self._cache)


def rows_of(pieces: Sequence[str], begins: Sequence[int]) -> Iterator[int]:
    """For each line of the joined pieces the row of its first words; of a blank one that of a line end.

    begins: the row on which each piece was written
    """
    row = None
    last = 0
    for piece, begin in zip(pieces, begins, strict=True):
        for last, words in enumerate(piece.split("\n"), begin):
            if last > begin:
                yield last - 1 if row is None else row
                row = None
            if words and row is None:
                row = last
    yield last if row is None else row


class InlineWithLines(InlineProcessor):
    """Markdown's own, which makes links and the like of the elements' texts; then their lines are counted."""

    def __init__(self, md: Markdown, lines: LineExtension) -> None:
        super().__init__(md)
        self.lines = lines

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Changes the tree in place, as Markdown does."""
        texts: dict[Element, Sequence[int]] = {}
        tails: dict[Element, Sequence[int]] = {}
        for element in tree.iter():
            if isinstance(element.text, Lined):
                texts[element] = self.lines.lines(element.text.rows)
                element.text = str(element.text)
            if isinstance(element.tail, Lined):
                tails[element] = self.lines.lines(element.tail.rows)
                element.tail = str(element.tail)
        super().run(tree, ancestors)
        _Counter(self.lines, texts, tails).go_through(tree)
        return tree

    def take(self, piece: str, made: object) -> None:
        """Records how many line ends are in a piece of a text of which something was made."""
        if "\n" in piece or STX in piece:
            if isinstance(made, Element):
                self.lines.spans[made] = self.line_ends(piece)
            elif isinstance(made, str) and (raw := HTML_PLACEHOLDER_RE.fullmatch(made)):
                self.lines.spans[int(raw[1])] = self.line_ends(piece)

    def line_ends(self, piece: str) -> int:
        """How many line ends are in a piece of a text, and in what is kept elsewhere for its placeholders."""
        count = piece.count("\n")
        for inner in INLINE_PLACEHOLDER_RE.finditer(piece):
            node = self.stashed_nodes.get(inner[1], "")
            count += self.line_ends(node) if isinstance(node, str) else self.lines.spans.get(node, 0)
        return count + sum(self.lines.spans.get(int(raw[1]), 0) for raw in HTML_PLACEHOLDER_RE.finditer(piece))


@dataclass(slots=True)
class _Counter:
    """Goes through a tree and counts line ends. texts, tails: the file's lines of those that were parsed as such.

    here, at: those of the text that is gone through, and the index in them of the line that is reached
    """

    lines: LineExtension
    texts: Mapping[Element, Sequence[int]]
    tails: Mapping[Element, Sequence[int]]
    here: Sequence[int] = (1,)
    at: int = 0

    def go_through(self, element: Element) -> None:
        """Records the lines on which an element and all in it begin and end."""
        lines = self.lines
        if element in self.texts:
            self.here, self.at = self.texts[element], 0
        begin = self.at
        lines.begins[element] = self.reached()
        if isinstance(address := element.get("href", element.get("src")), Lined):
            lines.defined[element] = lines.line(address.rows[0])
        edge = edge_of(element)
        if element.tag not in WITHIN:
            lines.passages.append([])
        self.show(f"{edge}{shown(element)}")
        if element.text:
            self.count(element.text)
        for child in element:
            self.go_through(child)
        if element.tag in WITHIN:
            self.show(edge)
        else:
            lines.passages.append([])
        if element in lines.spans:  # whose words may have fewer: an address has line ends, too
            self.at = begin + lines.spans[element]
        lines.ends[element] = self.reached()
        if element in self.tails:
            self.here, self.at = self.tails[element], 0
        if element.tail:
            self.show(element.tail)
            self.count(element.tail)

    def show(self, text: str) -> None:
        """Records what readers see next."""
        if STX in text:  # tags among words, each with its line ends
            spans = self.lines.spans
            text = HTML_PLACEHOLDER_RE.sub(lambda found: OBJECT + "\n" * spans.get(int(found[1]), 0), text)
        if text:
            self.lines.passages[-1].append(Seen(text, self.here, self.at))

    def reached(self) -> int:
        """The file's line."""
        return self.here[self.at] if self.at < len(self.here) else self.here[-1]

    def count(self, text: str) -> None:
        """Goes on to the end of `text`, and past the raw HTML in it, whose lines are now known."""
        begin = 0
        for found in HTML_PLACEHOLDER_RE.finditer(text) if STX in text else ():
            number = int(found[1])
            self.at += text.count("\n", begin, found.start())
            begin = found.end()
            if number not in self.lines.raw:  # what is known was taken out before there were rows
                size = self.lines.spans.get(number, 0)
                self.lines.raw[number] = self.here[self.at : self.at + size + 1] or [self.reached()]
                self.at += size
        self.at += text.count("\n", begin)


def shown(element: Element) -> str:
    """The first words of an element as they are looked at; an address that is a link by itself holds no marks."""
    words = SHOWN_AS.get(element.tag, element.text or "")
    if is_address_alone(element):
        return SIGNS_OF_ADDRESS.sub(lambda sign: f"\x020{ord(sign[0])}\x03", words)
    return words


def is_address_alone(element: Element) -> bool:
    """Whether an element is a link that shows its own address."""
    return element.tag == "a" and isinstance(element.text, AtomicString)


def edge_of(element: Element) -> str:
    """What stands on both sides of an element's words; of an address that is a link by itself nothing does."""
    return "" if is_address_alone(element) else EDGE_OF.get(element.tag, "")


def watched(
    handle_match: Callable[..., Any], take: Callable[[str, object], None]
) -> Callable[..., tuple[Any, int | None, int | None]]:
    """What makes something of a piece of text, and hands both to `take`."""

    def handle(match: Any, data: str) -> tuple[Any, int | None, int | None]:
        made, start, end = handle_match(match, data)
        if made is not None and start is not None and end is not None:
            take(data[start:end], made)
        return made, start, end

    return handle
