"""On which rows the texts of Markdown's blocks stand: strings that know it, and a parser that gives them out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self, SupportsIndex
from xml.etree.ElementTree import Element, ElementTree

from markdown.blockparser import BlockParser
from markdown.blockprocessors import (
    BlockProcessor,
    BlockQuoteProcessor,
    CodeBlockProcessor,
    HashHeaderProcessor,
    ParagraphProcessor,
    ReferenceProcessor,
    SetextHeaderProcessor,
)
from markdown.extensions.def_list import DefListProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.extensions.tables import TableProcessor


class Lined(str):
    """A text that knows the row of each of its lines; so does whatever is cut out of it.

    It is equal to the text itself, so that Markdown makes the same of it. What Markdown puts together anew is plain.
    """

    __slots__ = ("rows",)
    rows: Sequence[int]

    def __new__(cls, text: str, rows: Sequence[int]) -> Self:
        """Takes a text, and the rows of its lines: more than it has are left out."""
        lined = super().__new__(cls, text)
        lined.rows = rows[: text.count("\n") + 1]
        return lined

    def _from(self, start: int, text: str) -> "Lined":
        return Lined(text, self.rows[self.count("\n", 0, start) :])

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        text = super().__getitem__(key)
        return self._from(key.indices(len(self))[0], text) if isinstance(key, slice) else text

    def __add__(self, text: str) -> str:
        return Lined(super().__add__(text), self.rows)

    def lstrip(self, characters: str | None = None) -> str:
        """As str has it."""
        text = super().lstrip(characters)
        return self if len(text) == len(self) else self._from(len(self) - len(text), text)

    def rstrip(self, characters: str | None = None) -> str:
        """As str has it."""
        return Lined(super().rstrip(characters), self.rows)


@dataclass(frozen=True, slots=True)
class Step:
    """What a processor was given. before: the text to which it may join a block, or make something else of."""

    processor: Any
    parent: Element
    block: Lined
    before: str


class LineParser(BlockParser):
    """Markdown's parser of blocks; every text that it gives an element is a `Lined`.

    A processor may hand on lines of its block without what they begin with, and puts them together for it. It hands on
    all of them, in their order, from the first one or from the one at which `start_of` says that they begin; and what
    it puts back to be parsed next is the end of the block. So counting lines is enough to know their rows.
    """

    rows: Sequence[int] = (0,)  # those of the block that is parsed
    next_line = 0  # the index in them of the first line that is not handed on yet

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802
        """Parses a whole text, of which each line is a row."""
        rows = list(lines)
        self.rows, self.next_line = range(len(rows)), 0
        self.in_turn = list(self.blockprocessors)
        return super().parseDocument(rows)

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802
        """Parses what may be several blocks."""
        lined = self.lined(text)
        blocks: list[str] = []
        row = 0
        for block in lined.split("\n\n"):
            blocks.append(Lined(block, lined.rows[row:]))
            row += block.count("\n") + 2
        self.parseBlocks(parent, blocks)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        """Parses blocks, as Markdown does; and gives the texts that processors put together the rows they have lost.

        One function, so that blocks may stand in one another as deep as with Markdown's own.
        """
        blocks[:] = map(self.lined, blocks)
        outside = self.rows, self.next_line
        block = Lined("", self.rows[-1:])
        while blocks:
            text = blocks[0]
            block = text if isinstance(text, Lined) else Lined(text, block.rows[-text.count("\n") - 1 :])
            blocks[0] = block
            for processor in self.in_turn:
                if not processor.test(parent, blocks[0]):
                    continue
                kind = type(processor)
                self.rows, self.next_line = block.rows, start_of(processor, block) if kind in BEGIN_BELOW else 0
                before = text_before(processor, parent) if kind in TAKE_UP else ""
                if processor.run(parent, blocks) is not False:
                    if kind in GIVE_ROWS:
                        GIVE_ROWS[kind](Step(processor, parent, block, before))
                    break
        self.rows, self.next_line = outside

    def lined(self, text: str) -> Lined:
        """A text as one that knows its rows: they are the next ones of the block, unless it knows them already."""
        if isinstance(text, Lined):
            return text
        rows = self.rows[self.next_line :] or self.rows[-1:]
        self.next_line += text.count("\n") + 1
        return Lined(text, rows)


def start_of(processor: BlockProcessor, block: Lined) -> int:
    """The index of the line of a block at which begins what a processor puts together anew: the rest stands above."""
    if isinstance(processor, BlockQuoteProcessor) and (quote := processor.RE.search(block)):
        return block.count("\n", 0, quote.start())
    if isinstance(processor, DefListProcessor) and (definition := processor.RE.search(block)):
        return block.count("\n", 0, definition.start(2))
    return 0


def text_before(processor: BlockProcessor, parent: Element) -> str:
    """The text to which a processor may join a block, or of which it may make something else."""
    last = processor.lastChild(parent)
    if isinstance(processor, DefListProcessor):
        return (last is not None and last.text) or ""
    return (parent.text if last is None else last.tail) or ""


def hash_heading(step: Step) -> None:
    """It may stand below other lines of its block."""
    heading = step.processor.RE.search(step.block)
    line = step.block.count("\n", 0, heading.start("level")) if heading else 0
    step.parent[-1].text = Lined(step.parent[-1].text or "", step.block.rows[line:])


def underlined_heading(step: Step) -> None:
    """It is the first line of its block."""
    step.parent[-1].text = Lined(step.parent[-1].text or "", step.block.rows)


def code(step: Step) -> None:
    """It has a text of its own in the element around it, which goes on with the blocks below."""
    if step.parent[-1].text is None:
        step.parent[-1].text = Lined("", step.block.rows)


def cells(step: Step) -> None:
    """Between the first row of a table and the others is its rule."""
    for number, row in enumerate(step.parent[-1].iter("tr")):
        for cell in row:
            cell.text = cell.text and Lined(cell.text, step.block.rows[number + (number > 0) :])


def terms(step: Step) -> None:
    """They are the lines above a definition, or those of the paragraph before it."""
    lines = step.block.split("\n")[: start_of(step.processor, step.block)]
    rows = [row for row, words in zip(step.block.rows, lines, strict=False) if words.strip()]
    if not rows and isinstance(step.before, Lined):
        rows = list(step.before.rows)
    for term, row in zip(step.parent[-1][-1 - len(rows) : -1], rows, strict=False):
        if term.tag == "dt":
            term.text = Lined(term.text or "", (row,))


def notes(step: Step) -> None:
    """Footnotes are kept until all else is parsed; the text of one goes on in the blocks below its first."""
    known = step.processor.footnotes.footnotes
    begins: dict[str, int] = {}
    line = at = 0
    for found in step.processor.RE.finditer(step.block):
        if found[1] not in known:  # the next ones are taken later
            break
        begin = found.start(2)
        while step.block.startswith("\n", begin):
            begin += 1
        line, at = line + step.block.count("\n", at, begin), begin
        begins[found[1]] = line
    for name, line in begins.items():
        text = known[name]
        if text and not isinstance(text, Lined):
            first = step.block.rows[line]
            known[name] = Lined(text, range(first, first + text.count("\n") + 1))


def references(step: Step) -> None:
    """The address of a reference stands where that is defined, once for all that refer to it."""
    known = step.processor.parser.md.references
    line = at = 0
    for found in step.processor.RE.finditer(step.block):
        line, at = line + step.block.count("\n", at, found.start(2)), found.start(2)
        name = found[1].strip().lower()
        address, title = known.get(name, ("", None))
        if address == found[2].lstrip("<").rstrip(">"):
            known[name] = (Lined(address, step.block.rows[line : line + 1]), title)


def joined(step: Step) -> None:
    """In a list, a block is joined to the one before, or to what stands before it, a heading say, with a line end."""
    if not step.processor.parser.state.isstate("list"):
        return
    last = step.processor.lastChild(step.parent)
    text = step.parent.text if last is None else last.tail
    if not text or isinstance(text, Lined):
        return
    above = step.before.rows if isinstance(step.before, Lined) else step.block.rows[:1]
    text = Lined(text, (*above, *step.block.rows))
    if last is None:
        step.parent.text = text
    else:
        last.tail = text


BEGIN_BELOW = frozenset({BlockQuoteProcessor, DefListProcessor})
TAKE_UP = frozenset({ParagraphProcessor, DefListProcessor})
GIVE_ROWS: Mapping[type[BlockProcessor], Callable[[Step], None]] = {
    CodeBlockProcessor: code,
    HashHeaderProcessor: hash_heading,
    SetextHeaderProcessor: underlined_heading,
    TableProcessor: cells,
    DefListProcessor: terms,
    FootnoteBlockProcessor: notes,
    ReferenceProcessor: references,
    ParagraphProcessor: joined,
}
