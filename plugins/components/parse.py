"""`::: name` blocks in the lines of a body: lines with marks, the blocks, and everything that is wrong. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plugins.components.catalogue import Component, find_component, unknown_component
from plugins.components.limits import MAX_DEPTH
from plugins.components.reading import Block, mark
from plugins.components.told import Told, read_fields
from plugins.components.verbatim import LIST_ITEM, Verbatim
from plugins.core.fields import find_field
from plugins.core.findings import Finding, Where, error
from plugins.core.header import FIELD_LINE
from plugins.core.suggestions import closest

FENCE = re.compile(r"(?P<before>(?:>|[-*+](?= )|[0-9]{1,9}[.)](?= )| )*)(?P<colons>:{3,})(?P<name>.*)")
# A colon is missing: what would stay text in silence was meant as a block's first or last line.
TWO_COLONS = re.compile(r" {0,3}:: *(?P<name>[A-Za-z][\w -]*)?")


@dataclass(frozen=True, slots=True)
class Parsed:
    """lines: each block as `mark("block", n)` ... `mark("end", n)`, between blank lines; n: its index in blocks."""

    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]


def parse(lines: Sequence[str], catalogue: Mapping[str, Component], path: str, first_line: int) -> Parsed:
    """Finds the blocks in a body (C32, C33, C34 and a field's own codes, C39, C43, C45, C46).

    lines: of the body, tabs made into spaces, lines of nothing but spaces empty
    path, first_line: how staff know the file, and the number of its line on which the body begins

    A block whose component is unknown, or that stands where none can, leaves no mark: its text stays. Where a block
    never ends, it is ended with what is around it, so every mark has its end.
    """
    parser = _Parser(lines, catalogue, path, first_line)
    parser.run()
    return Parsed(tuple(parser.out), tuple(parser.blocks), tuple(parser.findings))


@dataclass(slots=True)
class _Open:
    """A block that has begun. component, number: None when it leaves no mark. blamed: its fences were complained of."""

    title: str
    line: int
    colons: int
    component: Component | None = None
    number: int | None = None
    has_text: bool = False
    blamed: bool = False

    @property
    def takes_no_text(self) -> bool:
        return self.component is not None and self.component.body == "none"


@dataclass(slots=True)
class _Parser:
    lines: Sequence[str]
    catalogue: Mapping[str, Component]
    path: str
    first_line: int
    out: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    in_list: bool = False

    def run(self) -> None:
        verbatim = Verbatim(self.lines)
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            end = verbatim.end_of(at)
            if end is not None:
                self.text(at)
                self.out += self.lines[at + 1 : end + 1]
                at = end + 1
            elif (fence := FENCE.fullmatch(line)) and not self.is_code(fence):
                at = self.fence(fence, at)
            elif (short := TWO_COLONS.fullmatch(line)) and self.is_meant_as_fence(short):
                at = self.two_colons(short, at)
            else:
                self.text(at)
                at += 1
        for block in reversed(self.open):
            self.never_ends(block)
        self.end_blocks(0)

    def complain(self, at_line: int, problem: str, remedy: str, code: str) -> None:
        self.findings.append(error(Where(self.path, at_line), problem, remedy, code))

    def is_code(self, fence: re.Match[str]) -> bool:
        """Is it indented as Markdown's code is? In a list item, the same spaces belong to the item."""
        return fence["before"].startswith("    ") and not self.in_list

    def is_meant_as_fence(self, short: re.Match[str]) -> bool:
        """Do two colons end the block that is open here, or stand before what resembles a component's name?"""
        return self.near(short["name"]) is not None if short["name"] else bool(self.open)

    def near(self, name: str) -> str | None:
        """The component's name that was meant by one with other letters or with spaces."""
        return closest("-".join(name.split()), self.catalogue)

    def two_colons(self, short: re.Match[str], at: int) -> int:
        """C32: a block that begins or ends with two colons, where there must be three or more.

        Readers would see the colons and the block's lines as plain words. Add a colon. Here it is read as it was meant,
        so that nothing else is told of it.
        """
        name = (short["name"] or "").strip()
        component = find_component(name, self.catalogue)
        right = f"::: {name if component else self.near(name)}" if name else ":" * self.open[-1].colons
        problem = f'"{self.lines[at].strip()}" has two colons; a block begins and ends with three or more.'
        self.complain(self.first_line + at, problem, f"Write  {right}", "C32")
        fence = FENCE.fullmatch(right)
        return self.fence(fence, at) if fence else at + 1

    def text(self, at: int) -> None:
        """A line that is no fence."""
        line = self.lines[at]
        self.out.append(line)
        if not line:
            return
        if LIST_ITEM.match(line):
            self.in_list = True
        elif not line.startswith(" ") and (at == 0 or not self.lines[at - 1]):
            self.in_list = False
        self.inside(at)

    def inside(self, at: int) -> None:
        """C45: words inside a block that has no place for any, so that readers would not see them.

        Delete them, or move them below the block.

        at: the index of a line that is not blank, which stands in the innermost block
        """
        if not self.open:
            return
        block = self.open[-1]
        if block.takes_no_text and not block.has_text:
            remedy = "Delete it, or move it below the  " + ":" * block.colons + "  that ends the block."
            self.complain(self.first_line + at, f'"{block.title}" takes no text of its own.', remedy, "C45")
        block.has_text = True

    def fence(self, fence: re.Match[str], at: int) -> int:
        """A line of colons, with or without a name. Returns the index of the first line after it and its fields."""
        out_of_place = fence["before"].strip() or (self.in_list and fence["before"])
        if not fence["name"].strip():
            self.close(len(fence["colons"]), bool(fence["before"].strip()), at)
        elif out_of_place:
            self.out_of_place(fence, at)
        else:
            return self.begin(fence, at)
        return at + 1

    def out_of_place(self, fence: re.Match[str], at: int) -> None:
        """Where Markdown would tear a block apart; what it holds stays text."""
        place = "quotation" if ">" in fence["before"] else "list item"
        title = f"{fence['colons']} {fence['name'].strip()}"
        remedy = f"End the {place} with a blank line, and begin the block at the start of a line."
        self.complain(self.first_line + at, f'"{title}" cannot stand inside a {place}.', remedy, "C45")
        self.inside(at)
        self.open.append(_Open(title, self.first_line + at, len(fence["colons"]), blamed=True))

    def begin(self, fence: re.Match[str], at: int) -> int:
        line, name = self.first_line + at, fence["name"].strip()
        block = _Open(f"{fence['colons']} {name}", line, len(fence["colons"]))
        self.inside(at)
        self.check_colons(block)
        block.component = find_component(name, self.catalogue)
        if block.component is None:
            self.findings.append(unknown_component(name, self.catalogue, Where(self.path, line)))
        self.open.append(block)
        if len(self.open) == MAX_DEPTH + 1:
            self.complain(line, f"Blocks are nested deeper than {MAX_DEPTH} here.", "End some of them first.", "C39")
        self.in_list = False
        after = self.read_fields(block, at)
        if block.number is not None and len(self.open) <= MAX_DEPTH:
            self.out += ["", mark("block", block.number), ""]
        return after

    def check_colons(self, inner: _Open) -> None:
        """C32: a block inside another one that begins with as many colons, so that nobody knows which of them ends.

        Readers could see the rest of the page in the wrong block. Write more colons for the outer one, or end it first,
        as the report says.
        """
        if not self.open or self.open[-1].colons > inner.colons or self.open[-1].blamed:
            return
        outer = self.open[-1]
        outer.blamed = True
        problem = f'"{inner.title}" begins inside "{outer.title}" of line {outer.line}, which has no more colons.'
        more, same = ":" * (inner.colons + 1), ":" * outer.colons
        remedy = (
            f"If it belongs inside, begin and end the outer one with  {more}  ; if not, first end that with  {same}"
        )
        self.complain(inner.line, problem, remedy, "C32")

    def read_fields(self, block: _Open, at: int) -> int:
        """Takes the field lines under a fence. Returns the index of the first line after them."""
        after = at + 1
        while after < len(self.lines) and _is_field(self.lines[after].strip(), block.component):
            after += 1
        told = [Told.from_line(self.lines[index].strip(), self.first_line + index) for index in range(at + 1, after)]
        if block.component:
            values, findings = read_fields(told, block.component, block.title, Where(self.path, block.line))
            self.findings += findings
            block.number = len(self.blocks)
            lines = {entry.name: entry.line for entry in reversed(told)}
            self.blocks.append(Block(block.component.name, block.line, values, field_lines=lines))
            next_line = self.lines[after] if after < len(self.lines) else ""
            if next_line and not FENCE.fullmatch(next_line) and not block.takes_no_text:
                below = f'between the fields of "{block.title}" and its text' if told else f'below "{block.title}"'
                self.complain(self.first_line + after, f"Leave a blank line {below}.", "", "C45")
        return after

    def close(self, colons: int, out_of_place: bool, at: int) -> None:
        """C32: a line of colons that ends no block, or has another number of them.

        Readers could see the rest of the page inside the block. A block ends with as many colons as it began with, in a
        line of their own. C45: such a line inside a list or a quotation; move it to the start of a line.
        """
        line = self.first_line + at
        depth = next((k for k in range(len(self.open) - 1, -1, -1) if self.open[k].colons == colons), None)
        if not self.open:
            problem = f'The "{":" * colons}" in this line ends no block.'
            self.complain(line, problem, "Delete the line, or write the block's name after the colons.", "C32")
        elif out_of_place and self.open[-1].number is not None:
            problem = f'The "{":" * colons}" that ends a block cannot stand inside a list item or a quotation.'
            self.complain(line, problem, f"Write it in a line of its own:  {':' * colons}", "C45")
        elif depth is None:
            block = self.open[-1]
            problem = f'The "{":" * colons}" in this line does not fit "{block.title}" of line {block.line}.'
            if not block.blamed:
                self.complain(line, problem, f"Write  {':' * block.colons}  with as many colons.", "C32")
            self.end_blocks(len(self.open) - 1)
        else:
            for block in self.open[depth + 1 :]:
                self.never_ends(block)
            self.end_blocks(depth)
        self.in_list = False

    def never_ends(self, block: _Open) -> None:
        """C32: a block that is begun and never ended.

        Readers would see the rest of the page inside it. Write its colons again in a line of their own where it ends.
        """
        if not block.blamed:
            problem = f'The "{block.title}" that starts here never ends.'
            self.complain(block.line, problem, f"Add a line with only  {':' * block.colons}", "C32")

    def end_blocks(self, depth: int) -> None:
        """C46: a block without the words that it is there for.

        Readers would see an empty frame. Write them below its other lines, after an empty one.

        depth: every block from this one inwards is ended
        """
        while len(self.open) > depth:
            block = self.open.pop()
            if block.number is not None and len(self.open) < MAX_DEPTH:
                self.out += ["", mark("end", block.number), ""]
            if block.component and block.component.body == "required" and not block.has_text:
                problem = f'"{block.title}" has no text.'
                remedy = f"Write it below the block's fields, after a blank line and before  {':' * block.colons}"
                self.complain(block.line, problem, remedy, "C46")


def _is_field(line: str, component: Component | None) -> bool:
    """Is it `name: value`? A known name written with a space (`link text:`) counts: it was meant for one."""
    if FIELD_LINE.fullmatch(line):
        return True
    name, colon, _ = line.partition(":")
    return bool(colon and component and find_field("-".join(name.split()), component.fields))
