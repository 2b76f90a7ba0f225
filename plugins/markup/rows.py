"""Lists, tables, quotations and code as people write them elsewhere, in the form that Markdown here reads.

Most programs read Markdown as CommonMark says, and Python's library as its first author said: a list needs a blank line
above it and four spaces for a list in a list; a table a blank line; code between fences the start of a line. What has
one meaning is put into that form before anything else is read, line by line, each with its number in the file.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markdown.util import BLOCK_LEVEL_ELEMENTS

from plugins.markup.limits import MAX_DEPTH
from plugins.markup.list_items import (
    COLONS,
    FENCE,
    HTML,
    ITEM,
    RULE,
    TAB,
    Row,
    RowKind,
    begins_block,
    common_indent,
    indent_of,
    is_meant,
    item_rows,
    without_indent,
)

DEEPEST = MAX_DEPTH + 1  # so that too deep a text is still found to be so
# What the library's own extension takes for the first line of code.
KNOWN_FENCE = re.compile(r"(?:`{3,}|~{3,}) *+(?:\{.*\}|\.?[\w#.+-]*+ *+(?:hl_lines=.*)?)")
LANGUAGE = re.compile(r"[\w#.+-]+")
QUOTE = re.compile(r" {0,3}> ?")
# What may stand at the end of a text, or below a word, as a text of its own.
NOTE, DEFINITION = re.compile(r" {0,3}\[\^[^\]]*\]: *"), re.compile(r" {0,3}: {1,3}(?=\S)")
TABLE_RULE = re.compile(r" {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)*\|?")
BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\ ?$")  # a backslash that is not itself behind another
HTML_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS) - {"hr"}
HEADING = re.compile(r" {0,3}#{1,6}(?!\S)| {0,3}#{2,6}")
# A line that begins with none of these goes on with the paragraph above, or begins one.
SIGNS = frozenset(" `~<>-*+#:=_[0123456789")


def rows_of(lines: Iterable[str], first_line: int) -> list[Row]:
    """The lines of a text in the form that is read here; between some there are new blank ones.

    lines: of the body, tabs made into spaces, lines of nothing but spaces empty
    first_line: the number of its line on which the body begins
    """
    return _Container([Row(line, number) for number, line in enumerate(lines, first_line)]).run()


@dataclass(slots=True)
class _Container:
    """The lines of a text, or of what stands in one list item or in one quotation, without what they begin with there.

    is_item: whether it is a list item's; depth: in how many others it stands
    begins: the index of the line on which the paragraph begins that the line above belongs to; None when to none
    list_above: the kind of list whose item ends with the line above, and whether that holds more than one paragraph
    below_list: whether nothing but blank lines stands between a list and the next line
    unclosed: the shortest fence of each sign of which is known that nothing ends it
    last: the index of the last line in which some words stand
    """

    rows: Sequence[Row]
    depth: int = 0
    is_item: bool = False
    out: list[Row] = field(default_factory=list)
    at: int = 0
    begins: int | None = None
    list_above: str = ""
    below_list: bool = False
    unclosed: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)

    def run(self) -> list[Row]:
        """Goes through all lines."""
        while self.at < len(self.rows):
            row = self.rows[self.at]
            text = row.text
            if not text:
                self.out.append(row)
                self.at, self.begins, self.list_above = self.at + 1, None, ""
                continue
            if self.out and self.out[-1].kind is RowKind.CODE and self.out[-1].text[:1] in (" ", ">"):
                self.gap()
            if "<!--" in text and self.comment(text):
                pass
            elif not ((text[0] in SIGNS and self.block(text)) or ("|" in text and self.table(text))):
                self.words(row)
        return self.out

    def take(self, count: int, kind: RowKind = RowKind.WORDS) -> None:
        """Takes over lines as they are; below them nothing goes on."""
        taken = self.rows[self.at : self.at + count]
        self.out += taken if kind is RowKind.WORDS else [row._replace(kind=kind) for row in taken]
        self.end_block(self.at + count)

    def end_block(self, at: int, list_of: str = "") -> None:
        """A block ends above the line with an index: a list, if `list_of` names its kind, or anything else."""
        self.at, self.begins, self.list_above, self.below_list = at, None, list_of, bool(list_of)

    def words(self, row: Row) -> None:
        """A line of a paragraph."""
        text = row.text
        if self.is_item and (item := ITEM.match(text)):  # the number of a year, say
            sign = item.end("sign") - 1
            row = row._replace(text=f"{text[:sign]}\\{text[sign:]}")
        if "\\" in text[-2:] and BREAK.search(text) and self.at + 1 < len(self.rows) and self.rows[self.at + 1].text:
            row = row._replace(text=f"{row.text.rstrip(' ')[:-1]}  ")
        self.out.append(row)
        if self.begins is None:
            self.begins = self.at
        if text[0] == "=" and not text.strip("= "):  # what is above is a heading
            self.begins = None
        self.at += 1
        self.list_above, self.below_list = "", False

    def gap(self) -> None:
        """A blank line, if there is none above."""
        if self.out and self.out[-1].text:
            self.out.append(Row("", self.rows[self.at].number))

    def block(self, text: str) -> bool:
        """Takes over what begins with this line, unless that is words."""
        bare = text.lstrip(" ")
        width, sign = len(text) - len(bare), bare[:1]
        if not bare or width >= len(TAB):
            return bool(bare) and self.far_to_the_right()
        if sign in "`~":
            return self.fence(text)
        if sign == ">":
            return self.quotation()
        if sign == "<":
            return self.html(text)
        if sign == "#" and HEADING.match(text):
            self.take(1)
            if BREAK.search(text):  # behind a heading the line breaks anyway
                self.out[-1] = self.out[-1]._replace(text=text.rstrip(" ")[:-1])
            return True
        if RULE.fullmatch(text):
            self.take(1)
            return True
        if sign == ":":
            return self.colons(text) or (any(row.text for row in self.out) and self.indented_below(DEFINITION))
        if sign == "[":
            return self.indented_below(NOTE)
        return self.item(text)

    def far_to_the_right(self) -> bool:
        """Code that is told by four spaces, where no paragraph goes on; a list right below the words of an item."""
        if self.begins is not None:
            return self.is_item and self.begins == 0 and self.item(self.rows[self.at].text)
        end = last = self.at
        while end < len(self.rows) and (not (text := self.rows[end].text) or text.startswith(TAB)):
            last = end if text else last
            end += 1
        code = self.rows[self.at : last + 1]
        extra = common_indent(code) - len(TAB) if self.depth else 0
        self.gap()
        self.out += [row._replace(kind=RowKind.INDENTED) for row in without_indent(code, extra)]
        self.end_block(last + 1)
        return True

    def comment(self, text: str) -> bool:
        """A comment that goes on in the lines below."""
        start = text.rfind("<!--")
        if "-->" in text[start:] or "`" in text[:start]:
            return False
        end = self.last_with("-->")
        if end <= self.at:
            return False
        end = next(index for index in range(self.at + 1, end + 1) if "-->" in self.rows[index].text)
        self.take(end + 1 - self.at, RowKind.COMMENT)
        return True

    def last_with(self, words: str) -> int:
        """The index of the last line in which some words stand, in letters of any case; -1 for none."""
        if words not in self.last:
            lines = range(len(self.rows) - 1, -1, -1)
            self.last[words] = next((at for at in lines if words in self.rows[at].text.casefold()), -1)
        return self.last[words]

    def html(self, text: str) -> bool:
        """HTML up to the end of its first element, which may hold anything; or to the next blank line."""
        tag = found["tag"].casefold() if (found := HTML.match(text)) else ""
        if tag not in HTML_BLOCKS:
            return False
        end, depth = self.at, 0
        if self.last_with(f"</{tag}") < self.at:
            while end < len(self.rows) and self.rows[end].text:
                end += 1
        else:
            tags = re.compile(f"<(/?){tag}\\b", re.IGNORECASE)
            while end < len(self.rows):
                depth += sum(-1 if close else 1 for close in tags.findall(self.rows[end].text))
                end += 1
                if depth <= 0:
                    break
        self.take(end - self.at, RowKind.CODE if tag == "pre" else RowKind.WORDS)
        return True

    def colons(self, text: str) -> bool:
        """A line that begins or ends a block, and what touches it: its fields."""
        found = COLONS.fullmatch(text)
        if found is None:
            return False
        end = self.at + 1
        while found["name"] and end < len(self.rows) and (below := self.rows[end].text) and not COLONS.fullmatch(below):
            end += 1
        self.take(end - self.at)
        return True

    def indented_below(self, begin: re.Pattern[str]) -> bool:
        """A note or what a word means, with what stands four spaces to the right below it: a text of its own."""
        sign = begin.match(self.rows[self.at].text)
        if sign is None or self.depth >= DEEPEST:
            return False
        end, is_blank = self.at + 1, False
        for index in range(end, len(self.rows)):
            text = self.rows[index].text
            is_other = is_blank or begins_block(text) or ITEM.match(text) or begin.match(text)
            if text and is_other and indent_of(text) < (len(TAB) if is_blank else 2):
                break
            end, is_blank = (index + 1, False) if text else (end, True)
        first = self.rows[self.at]._replace(text=sign.string[sign.end() :])
        rows = _Container([first, *without_indent(self.rows[self.at + 1 : end], len(TAB))], self.depth + 1).run()
        self.out += below_sign(sign[0], rows)
        at = self.at
        self.end_block(end)
        self.begins = at
        return True

    def fence(self, text: str) -> bool:
        """Code between two lines of such signs, the first of which may name a language."""
        found = FENCE.fullmatch(text)
        if found is None or (found["fence"][0] == "`" and "`" in found["words"]):
            return False
        end = self.end_of_fence(found["fence"])
        if end is None:
            return False
        first, code, last = self.rows[self.at], self.rows[self.at + 1 : end], self.rows[end]
        code = without_indent(code, indent_of(text))
        if self.depth:  # where only four spaces mean code; below a list they belong to its last item
            space = TAB * (2 if self.below_list else 1)
            self.gap()
            self.out += [row._replace(text=row.text and space + row.text, kind=RowKind.CODE) for row in code]
        else:
            begin = first.text if KNOWN_FENCE.fullmatch(first.text) else opening(found["fence"], found["words"])
            ends = first._replace(text=begin), last._replace(text=found["fence"])
            self.out += [row._replace(kind=RowKind.CODE) for row in (ends[0], *code, ends[1])]
        self.end_block(end + 1)
        return True

    def end_of_fence(self, fence: str) -> int | None:
        """The index of the line that ends a fence, or None."""
        sign, size = fence[0], len(fence)
        if size >= self.unclosed.get(sign, size + 1):
            return None
        for index in range(self.at + 1, len(self.rows)):
            text = self.rows[index].text.strip(" ")
            if text[:1] == sign and len(text) >= size and not text.strip(sign):
                return index
        self.unclosed[sign] = size
        return None

    def quotation(self) -> bool:
        """What stands behind ">", and is read as a text of its own."""
        end, inner = self.at, []
        while end < len(self.rows) and (sign := QUOTE.match(self.rows[end].text)):
            words = self.rows[end].text[sign.end() :]  # two spaces behind them break the line
            inner.append(self.rows[end]._replace(text=words if words.strip() else ""))
            end += 1
        if self.depth < DEEPEST:
            inner = _Container(inner, self.depth + 1).run()
        if self.list_above or self.is_item:
            self.gap()
        self.out += [row._replace(text=f"> {row.text}" if row.text else ">") for row in inner]
        self.end_block(end)
        return True

    def table(self, text: str) -> bool:
        """A table: its first row stands above a rule of as many cells."""
        below = self.rows[self.at + 1].text if self.at + 1 < len(self.rows) else ""
        if "-" not in below or not TABLE_RULE.fullmatch(below) or cells(text) != cells(below):
            return False
        end = self.at
        while end < len(self.rows) and self.rows[end].text:
            end += 1
        self.gap()
        self.take(end - self.at)
        return True

    def item(self, text: str) -> bool:
        """A list item with all that belongs to it."""
        item = ITEM.match(text)
        if item is None or RULE.fullmatch(text) or self.depth >= DEEPEST:
            return False
        kind = "bullets" if item["sign"] in "-*+" else "numbers"
        is_nested = self.is_item and self.begins == 0 and item["number"] in (None, "1")
        if self.begins is not None and not is_nested:
            if not is_meant(self.rows, self.at, item, self.out[-1].text):
                return False
            self.gap()
        elif self.begins is None and self.list_above != kind:
            self.gap()
        end, rows = item_rows(self.rows, self.at, item)
        sign = f"{item['bracket']}." if item["bracket"] else item["sign"]
        rows = _Container(rows, self.depth + 1, is_item=True).run()
        rows = below_sign(f"{sign} ", rows)
        self.out += rows
        self.end_block(end, kind if all(row.text for row in rows) else f"{kind} with blank lines")
        return True


def below_sign(sign: str, rows: Sequence[Row]) -> list[Row]:
    """The lines of an item behind its sign, four spaces to the right."""
    if rows[0].kind is RowKind.CODE or rows[0].text.startswith(">"):  # it may be no more than a line beside the sign
        rows = [Row("", rows[0].number), Row("", rows[0].number), *rows]
    below = (row._replace(text=row.text and TAB + row.text) for row in rows[1:])
    return [rows[0]._replace(text=f"{sign}{rows[0].text}"), *below]


def opening(fence: str, words: str) -> str:
    """The first line of code, with its language alone."""
    language = LANGUAGE.search(words)
    return f"{fence} {language[0]}" if language else fence


def cells(row: str) -> int:
    """How many cells a table's row has."""
    return row.replace("\\|", "").strip(" ").strip("|").count("|") + 1
