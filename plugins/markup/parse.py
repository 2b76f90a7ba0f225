"""`::: name` blocks in the lines of a body: lines with marks, the blocks, and everything that is wrong. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plugins.core.fields import find_field
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import FIELD_LINE
from plugins.core.suggestions import closest
from plugins.core.synonyms import BLOCKS
from plugins.markup.block_fields import FieldLine, meant_field, read_fields
from plugins.markup.catalogue import Component, find_component, unknown_component
from plugins.markup.limits import MAX_DEPTH
from plugins.markup.list_items import Row, RowKind
from plugins.markup.plain_fields import words_alone
from plugins.markup.reading import Block, mark

FENCE = re.compile(r"(?P<before>(?:>|[-*+](?= )|[0-9]{1,9}[.)](?= )| )*)(?P<colons>:{3,})(?P<name>.*)")
LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]+\.) +\S")
# How the first line of a list begins, and a heading: with signs in front of it, or with a line of them below it.
BEGINNINGS = {"list": LIST_ITEM, "headings": re.compile(r"#{1,6}\s*\S|=+\s*$|-+\s*$")}
# As other programs write a block's title: ::: note Words, :::note[Words]; but no list of attributes: ::: note {.wide}
WORDS_BEHIND = re.compile(
    r"(?P<name>[A-Za-z][\w-]*)(?!.*\{[.#:])[^\w-][\W_]*(?P<words>(?=.*[^\W\d_])\w.*?)[\]})\"”'|: ]*"
)
# What begins a piece of such words, and what ends it: where the end is left among them, the beginning is theirs, too.
PIECES = {"[": "]", "(": ")", "“": "”", "„": "“", "«": "»", '"': '"', "*": "*", "_": "_", "`": "`", "<": ">"}
LINKED = re.compile(r"\]\((?P<address>[^()\s]+)\)|\A<?(?P<bare>[a-z]+://[^\s<>\[\]]+)>?\Z")
MAX_TITLE_LINES = 5  # of a title that begins behind the name
# A colon is missing: what would stay text in silence was meant as a block's first or last line.
TWO_COLONS = re.compile(r" {0,3}:: *(?P<name>[A-Za-z][\w -]*)?")
# So are signs that look like colons, as keyboards of other languages have them, and colons with spaces between.
LIKE_COLONS = str.maketrans(dict.fromkeys("：﹕︓ː꞉∶܃։׃", ":"))
LIKE_A_FENCE = re.compile(r" {0,3}(?P<colons>:(?: ?:)+) *(?P<name>[A-Za-z][\w -]*)?")


@dataclass(frozen=True, slots=True)
class Parsed:
    """lines: each block as `mark("block", n)` ... `mark("end", n)`, between blank lines; n: its index in blocks.

    numbers: for each of them, the file's line on which it stands
    """

    lines: tuple[str, ...]
    numbers: tuple[int, ...]
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]


def parse(rows: Sequence[Row], catalogue: Mapping[str, Component], path: str) -> Parsed:
    """Finds the blocks in a body (C32, C33, C34 and a field's own codes, C39, C43, C45, C46).

    rows: of the body, as rows_of gives them; path: how staff know the file

    A block whose component is unknown, or that stands where none can, leaves no mark: its text stays. Where a block
    never ends, it is ended with what is around it, so every mark has its end.
    """
    parser = _Parser(rows, catalogue, path)
    parser.run()
    return Parsed(tuple(parser.out), tuple(parser.numbers), tuple(parser.blocks), tuple(parser.findings))


@dataclass(slots=True)
class _Open:
    """A block that has begun. component, number: None when it leaves no mark. blamed: its fences were complained of.

    holds: of what BODIES name, what its lines hold; moved: the line that the words behind its name are told to be
    """

    title: str
    line: int
    colons: int
    component: Component | None = None
    number: int | None = None
    has_text: bool = False
    holds: set[str] = field(default_factory=set)
    blamed: bool = False
    moved: str = ""

    @property
    def fence(self) -> str:
        return ":" * self.colons

    @property
    def takes_no_text(self) -> bool:
        return self.component is not None and self.component.body == "none"

    @property
    def lacks(self) -> str:
        """What its component needs and its lines do not hold: "text", "list" or "headings"; "" for nothing."""
        if self.component is None or self.component.body in ("none", "optional"):
            return ""
        if not self.has_text:
            return "text"
        body = self.component.body
        return body if body in BEGINNINGS and body not in self.holds else ""


@dataclass(slots=True)
class _Parser:
    rows: Sequence[Row]
    catalogue: Mapping[str, Component]
    path: str
    out: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    in_list: bool = False

    def run(self) -> None:
        at = 0
        while at < len(self.rows):
            line, _, kind = self.rows[at]
            if not line or kind is not RowKind.WORDS:
                self.verbatim(at)
                at += 1
            elif (fence := FENCE.fullmatch(line)) and not self.is_code(fence):
                at = self.fence(fence, at)
            elif (short := TWO_COLONS.fullmatch(line)) and self.is_meant_as_fence(short):
                at = self.slip(short, at, is_short=True)
            elif (other := LIKE_A_FENCE.fullmatch(line.translate(LIKE_COLONS))) and self.is_meant_as_fence(other):
                at = self.slip(other, at, is_short=False)
            else:
                self.text(at)
                at += 1
        for block in reversed(self.open):
            self.never_ends(block)
        self.end_blocks(0, at)

    def where(self, at: int) -> Where:
        """The place of the line with an index."""
        return Where(self.path, self.rows[at].number)

    def is_code(self, fence: re.Match[str]) -> bool:
        """Is it indented as Markdown's code is? In a list item, the same spaces belong to the item."""
        return fence["before"].startswith("    ") and not self.in_list

    def is_meant_as_fence(self, short: re.Match[str]) -> bool:
        """Do two colons end the block that is open here, or stand before what resembles a component's name?"""
        return self.near(short["name"]) is not None if short["name"] else bool(self.open)

    def near(self, name: str) -> str | None:
        """The component's name that was meant by one with other letters or with spaces."""
        return closest("-".join(name.split()), self.catalogue)

    def slip(self, meant: re.Match[str], at: int, *, is_short: bool) -> int:
        """A line with two colons where there must be three or more, or with other signs (C32), read as it was meant.

        So nothing else is told of it. Returns the index of the first line after it and its fields.
        is_short: whether two colons are all that is wrong
        """
        name = (meant["name"] or "").strip()
        component = find_component(name, self.catalogue)
        colons = ":" * max(3, meant[0].count(":"))
        right = f"{colons} {name if component else self.near(name)}" if name else self.open[-1].fence
        where, line = self.where(at), self.rows[at].text.strip()
        other = finding("C32.other-signs", where, line=line, right=right)
        self.findings.append(finding("C32.two-colons", where, line=line, right=right) if is_short else other)
        fence = FENCE.fullmatch(right)
        return self.fence(fence, at) if fence else at + 1

    def verbatim(self, at: int) -> None:
        """A line that is taken over as it is."""
        line, number, _ = self.rows[at]
        self.out.append(line)
        self.numbers.append(number)
        if line:
            self.inside(at)

    def text(self, at: int) -> None:
        """A line that is no fence."""
        line = self.rows[at].text
        if LIST_ITEM.match(line):
            self.in_list = True
        elif not line.startswith(" ") and (at == 0 or not self.rows[at - 1].text):
            self.in_list = False
        self.verbatim(at)

    def mark(self, kind: str, number: int, at: int) -> None:
        """A mark in the place of the line with an index."""
        self.out += ["", mark(kind, number), ""]
        self.numbers += [self.rows[min(at, len(self.rows) - 1)].number] * 3

    def inside(self, at: int) -> None:
        """Words in the innermost block, which may have no place for any (C45).

        at: the index of a line that is not blank
        """
        if not self.open:
            return
        block = self.open[-1]
        if block.takes_no_text and not block.has_text:
            self.findings.append(finding("C45.takes-no-text", self.where(at), block=block.title, colons=block.fence))
        block.has_text = True
        block.holds |= {name for name, begins in BEGINNINGS.items() if begins.match(self.rows[at].text)}

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
        """Where Markdown would tear a block apart (C45); what it holds stays text."""
        title = f"{fence['colons']} {fence['name'].strip()}"
        if ">" in fence["before"]:
            self.findings.append(finding("C45.block-in-a-quotation", self.where(at), block=title))
        else:
            self.findings.append(finding("C45.block-in-a-list-item", self.where(at), block=title))
        self.inside(at)
        self.open.append(_Open(title, self.rows[at].number, len(fence["colons"]), blamed=True))

    def begin(self, fence: re.Match[str], at: int) -> int:
        line, name, last = self.rows[at].number, *self.whole_name(fence["name"].strip(), at)
        block = _Open(f"{fence['colons']} {name}", line, len(fence["colons"]))
        self.inside(at)
        self.check_colons(block)
        block.component = find_component(name, self.catalogue)
        if block.component is None:
            self.unknown(block, name, last)
        self.open.append(block)
        if len(self.open) == MAX_DEPTH + 1:
            self.findings.append(finding("C39.blocks-too-deep", self.where(at), limit=MAX_DEPTH))
        self.in_list = False
        after = self.read_fields(block, last)
        if block.number is not None and len(self.open) <= MAX_DEPTH:
            self.mark("block", block.number, at)
        return after

    def whole_name(self, name: str, at: int) -> tuple[str, int]:
        """What stands behind the colons, with a title whose bracket ends some lines below; and the last line's index.

        at: the index of the line of colons
        """
        if "[" not in name or "]" in name:
            return name, at
        words = [name]
        for last, row in enumerate(self.rows[at + 1 : at + MAX_TITLE_LINES], at + 1):
            words.append(row.text.strip())
            if "]" in row.text.partition("[")[0]:
                return " ".join(words), last
            if not row.text or FENCE.fullmatch(row.text):
                break
        return name, at

    def unknown(self, block: _Open, name: str, last: int) -> None:
        """A block of a name that no component has (C33).

        One that other programs call so, or with words behind its name, is read as it was meant.
        last: the index of the line on which the name, and what stands behind it, ends
        """
        where, found = Where(self.path, block.line), WORDS_BEHIND.fullmatch(name)
        called = found["name"] if found else name
        component = find_component(called, self.catalogue)
        if component is None:
            self.findings.append(
                unknown_component(called if called.casefold() in BLOCKS else name, self.catalogue, where)
            )
            component = find_component(BLOCKS.get(called.casefold(), ""), self.catalogue)
            called = component.name if component else ""
        if component is None:
            return
        block.component, block.title = component, f"{':' * block.colons} {called}"
        if found is None:
            return
        words, line = _moved(_words_behind(found), component)
        block.moved = line
        number = self.rows[last].number
        lines = {"last": number} if number > block.line else {}
        values: dict[str, str | int] = {"block": block.title, "words": words, **({"line": line} if line else {})}
        self.findings.append(finding("C33.words-behind-block", where, **values, **lines))

    def check_colons(self, inner: _Open) -> None:
        """A block inside one that has no more colons, so that nobody knows which of them a line ends (C32)."""
        if not self.open or self.open[-1].colons > inner.colons or self.open[-1].blamed:
            return
        outer = self.open[-1]
        outer.blamed = True
        self.findings.append(
            finding(
                "C32.no-more-colons",
                Where(self.path, inner.line),
                block=inner.title,
                outer=outer.title,
                line=outer.line,
                more=inner.fence + ":",
                same=outer.fence,
            )
        )

    def read_fields(self, block: _Open, at: int) -> int:
        """Takes the field lines under a fence. Returns the index of the first line after them."""
        after = at + 1
        while after < len(self.rows) and _is_field(self.rows[after].text.strip(), block.component):
            after += 1
        entries = [FieldLine.from_line(text.strip(), number) for text, number, _ in self.rows[at + 1 : after]]
        if block.component:
            values, findings = read_fields(
                entries, block.component, block.title, Where(self.path, block.line), block.moved
            )
            self.findings += findings
            block.number = len(self.blocks)
            others = ((meant_field(one.name, block.component.fields), one.line) for one in reversed(entries))
            lines = {other.name: line for other, line in others if other}
            lines |= {entry.name: entry.line for entry in reversed(entries)}
            self.blocks.append(Block(block.component.name, block.line, values, field_lines=lines))
            next_line = self.rows[after].text if after < len(self.rows) else ""
            if next_line and not FENCE.fullmatch(next_line) and not block.takes_no_text:
                if entries:
                    self.findings.append(finding("C45.text-touches-fields", self.where(after), block=block.title))
                else:
                    self.findings.append(finding("C45.text-touches-block", self.where(after), block=block.title))
        return after

    def close(self, colons: int, out_of_place: bool, at: int) -> None:
        """A line of colons alone, which may end no block (C32), or stand where none can end (C45)."""
        where, fence = self.where(at), ":" * colons
        depth = next((k for k in range(len(self.open) - 1, -1, -1) if self.open[k].colons == colons), None)
        if not self.open:
            self.findings.append(finding("C32.ends-nothing", where, colons=fence))
        elif out_of_place and self.open[-1].number is not None:
            self.findings.append(finding("C45.end-out-of-place", where, colons=fence))
        elif depth is None:
            block = self.open[-1]
            if not block.blamed:
                wrong = finding(
                    "C32.other-colons", where, colons=fence, block=block.title, line=block.line, right=block.fence
                )
                self.findings.append(wrong)
            self.end_blocks(len(self.open) - 1, at)
        else:
            for block in self.open[depth + 1 :]:
                self.never_ends(block)
            self.end_blocks(depth, at)
        self.in_list = False

    def never_ends(self, block: _Open) -> None:
        """A block that is begun and never ended (C32)."""
        if not block.blamed:
            where = Where(self.path, block.line)
            self.findings.append(finding("C32.never-ends", where, block=block.title, colons=block.fence))

    def end_blocks(self, depth: int, at: int) -> None:
        """Ends blocks, some of which may lack the words that they are there for (C46).

        depth: every block from this one inwards is ended
        at: the index of the line that ends them
        """
        while len(self.open) > depth:
            block = self.open.pop()
            if block.number is not None and len(self.open) < MAX_DEPTH:
                self.mark("end", block.number, at)
            if block.component and (lacks := block.lacks):
                values = {"block": block.title, "colons": block.fence}
                if lacks == "headings":  # below the block's title, where it has one
                    has_title = block.number is not None and self.blocks[block.number].values.get("title")
                    values["marks"] = "###" if has_title else "##"
                self.findings.append(finding(f"C46.block-without-{lacks}", Where(self.path, block.line), **values))


def _is_field(line: str, component: Component | None) -> bool:
    """Is it `name: value`? A known name written with a space (`link text:`) counts: it was meant for one."""
    if FIELD_LINE.fullmatch(line):
        return True
    name, colon, _ = line.partition(":")
    return bool(colon and component and find_field("-".join(name.split()), component.fields))


def _words_behind(found: re.Match[str]) -> str:
    """What WORDS_BEHIND found behind a block's name, with each sign that begins or ends a piece of it."""
    words = re.sub(r"\A(?:title|label) ?= ?[\"'“]", "", found["words"])
    front = found.string[found.end("name") : found.start("words")]
    while (begin := front[-1:]) in PIECES and PIECES[begin] in words:
        if begin in words.partition(PIECES[begin])[0]:
            break
        words, front = f"{begin}{words}", front[:-1]
    is_open = {one: words.count(one) > words.count(PIECES[one]) for one in "[(“"}
    is_open['"'] = words.startswith('"') and words.count('"') % 2 == 1
    return words + "".join(PIECES[one] for one, is_left in is_open.items() if is_left)


def _moved(words: str, component: Component) -> tuple[str, str]:
    """Words behind a block's name as they are told, and the line of the block that says the same; "" for none."""
    name, _, value = words.partition(":")
    if value.strip() and find_field(name, component.fields):
        return words, words
    if (found := LINKED.search(words)) and find_field("link", component.fields):
        return words, f"link: {found['address'] or found['bare']}"
    plain = words_alone(words) or words
    return plain, f"title: {plain}" if find_field("title", component.fields) else ""
