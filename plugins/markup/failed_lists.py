"""Lines that begin as those of a list do elsewhere, and are run together here."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from plugins.core.findings import Finding, Where, finding
from plugins.markup.failed_rules import OBJECT, Mark, plain
from plugins.markup.list_items import COLONS, FENCE, Row, RowKind

# Signs that may begin the lines of a list, but for those of word processors, which are told elsewhere.
LIST_SIGNS = (
    "\u2190-\u21ff\u2500-\u259f\u25b2-\u25c9\u25cc-\u25e5\u25e7-\u27a1\u27a3-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"
)
# Lines that begin as those of a list do elsewhere; one alone may be anything.
LINES = (
    re.compile(r"\(?(?P<sign>[0-9]{1,2}|[a-z]|[ivx]{1,4})\)\s+(?P<words>\S.*)", re.IGNORECASE),
    re.compile(r"[0-9]{1,2}[.)](?P<words>[^\W\d_].*)"),
    re.compile(r"[-*](?P<words>(?:\[[ xX]\] ?)?[^\W\d_].*)"),
    re.compile(r"(?P<words>\[[ xX]\] [^\W\d_](?!.*\[[ xX]\]).*)"),
    re.compile(r"(?P<same>[~=»›]|\*{2,3}|[-=]>) (?P<words>[^\W\d_].*)"),
    re.compile(rf"(?:(?P<same>[{LIST_SIGNS}])\ufe0f?|o(?= )) *(?P<words>(?![{LIST_SIGNS}])\S.*)"),
    re.compile(r"[0-9]\ufe0f?\u20e3 *(?P<words>\S.*)"),
    re.compile(
        r"(?:[–—] *|-{2,3} )(?P<words>\S.*)(?<![.?!…»”\"])\Z"
    ),  # with such an end it is rather what somebody said
    re.compile(r"(?P<next>[a-z]|[ivx]{2,4})\.\s+(?P<words>\S.*)", re.IGNORECASE),
)
# Numbers with the same around them, the next on the next line (1/ a, § 1 a, No. 1 a, Step 1: a, [1] a, 1st a).
NUMBERED = re.compile(
    r"(?P<before>[^\W\d_]{1,10}\.? ?|[§#№(\[] ?)?(?P<number>[0-9]{1,3})"
    r"(?P<after>[)\]]?[°ºª/:.,–-]{1,2}| [:–—-]|st|nd|rd|th|[)\]])?\s+(?P<words>\S.*)"
)
ENCLOSED = re.compile(r"(?P<number>[①-⑳⑴-⒇⓵-⓾❶-❿➀-➉➊-➓]) *(?P<words>\S.*)")
NOTES = re.compile(r"(?:[†‡¶⁰¹²³⁴-⁹]{1,2}|\*{1,3}\)) *(?P<words>[^\W_].*)")
# In the first cell of a table, a day or an hour among them: no sign of a list.
HAS_WORD = re.compile(r"(?![|>#<]|[-*+] )[^\t]*?(?:[^\W\d_]{2}|[0-9]{3}|[0-9][:h.][0-9]{2}(?![0-9]))")
NAMED = re.compile(r"[ >]*(?:(?:[-*+]|[0-9]+\.) +)?(?P<line>\[(?P<name>[^\]\[]+)\]:\s*(?P<says>\S.*))")
USED = re.compile(r"\[([^\]\[]+)\](?!:)")
NO_ADDRESS = re.compile(r"[^\W\d_][\w’'-]*[.,;:!?…]*\s*")
SPACES = re.compile(r"(?<=\S) {3,}(?=\S)")
# What parts cells in the files of spreadsheets; how many rows are surely some, and how many words a cell has at most.
SEMICOLON = re.compile(r";(?=\S)")
BETWEEN_CELLS = ((SEMICOLON, 2, 2), (SEMICOLON, 3, 6), (re.compile(r",(?=\S)"), 3, 6), (re.compile(r"; (?=\S)"), 3, 6))
NO_CELLS = re.compile(r"://|&#?\w+;|\A(?:[-*+|<>#]|:::|[\w-]+:\s)|[.!?…:]\Z|(?:  |\\)\Z|[;,]\s*\Z|\A[;,]")
# In lines that are indented: what only code has, fields, and columns; whole sentences, and what begins as a list does.
OF_CODE = re.compile(r"[{}=<>;$\\|#_`]|\(\)|://|^[\w-]+:(?:\s|$)|\S {3,}\S")
ADDRESS = re.compile(r"(?<=\])\([^()\s]*\)|\bhttps?://[^\s<>]*[\w/]")
SENTENCE = re.compile(
    r"[\"“„«(*—–]*\s*[^\W\d_a-z][\w'’-]*,?(?:\s+\S+){3,}[.!?…,:][\"”»)*]*|(?:[-*+•·o▪●]|[0-9]{1,2}[.)])\s+[^\W\d_].*"
)
CHECKED = frozenset("✅❌✔✖☑☒✓✗✘")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def lines_of_a_list(text: str) -> Iterator[Mark]:
    """The first of several lines one below the other that begin as those of a list do elsewhere."""
    lines = text.split("\n")
    for pattern in LINES if len(lines) > 1 else ():
        items = [pattern.match(line.strip()) for line in lines]
        for at, (item, below) in enumerate(pairwise(items)):
            if lines[at].endswith(OBJECT):  # the line ends there anyway
                continue
            if item and below and is_same_list(item.groupdict(), below.groupdict()):
                if is_initial(item) and is_initial(below) and not any(items[at + 2 : at + 3]):
                    break
                numbered = item[0].lstrip("(")[0].isalnum() and item[0][0] != "o"
                yield Mark("list", plain(item[0]), plain(f"{'1.' if numbered else '-'} {item['words']}"), at)
                return
    for at, (line, next_line) in enumerate(pairwise(lines)):
        if right := first_of_numbered(line.strip(), next_line.strip()):
            yield Mark("list", plain(line), plain(right), at)
            return


def first_of_numbered(line: str, below: str) -> str:
    """What to type for a line with a number or a note's sign, if the line below has the next one; else nothing."""
    if line.endswith(OBJECT):  # the line ends there anyway
        return ""
    if NOTES.match(line) and NOTES.match(below):
        return f"- {line}"
    first, second = ENCLOSED.match(line), ENCLOSED.match(below)
    if first and second and ord(second["number"]) == ord(first["number"]) + 1:
        return f"1. {first['words']}"
    first, second = NUMBERED.match(line), NUMBERED.match(below)
    if not first or not second or int(second["number"]) != int(first["number"]) + 1:
        return ""
    before, after = first["before"] or "", first["after"] or ""
    is_ordinal = after in ("st", "nd", "rd", "th")
    if before != (second["before"] or "") or not (before or after):
        return ""
    if after != (second["after"] or "") and not (is_ordinal and second["after"] in ("st", "nd", "rd", "th")):
        return ""
    return f"- {line}" if before.strip("([# ") or is_ordinal else f"1. {first['words']}"


def is_initial(item: re.Match[str]) -> bool:
    """Whether a line begins with the first letter of somebody's name, and a surname."""
    return re.fullmatch(r"[A-Z]", item.groupdict().get("next") or "") is not None and item["words"][:1].isupper()


def is_same_list(item: Mapping[str, str | None], below: Mapping[str, str | None]) -> bool:
    """Whether a line goes on with the list of the one above, by the signs with which they begin."""
    signs = {item.get("same"), below.get("same")}
    if len(signs) > 1 and not signs <= CHECKED:  # they mean something: a telephone, a letter
        return False
    first, second = item.get("next"), below.get("next")
    if not first or not second or first.isupper() != second.isupper():
        return first is None
    first, second = first.casefold(), second.casefold()
    follows = len(first) == len(second) == 1 and ord(second) == ord(first) + 1
    return follows or (first in ROMAN[:-1] and second == ROMAN[ROMAN.index(first) + 1])


def open_fences(rows: Iterable[Row]) -> Iterator[Mark]:
    """The first line that begins code that has no end; Markdown may take what is below it for code in a line."""
    for row in rows:
        fence = FENCE.match(row.text.lstrip(" >")) if row.kind is RowKind.WORDS else None
        if fence and "`" not in fence["words"]:
            yield Mark("fence", row.text.strip(" >"), "", row.number)
            return


def lost_lines(rows: Sequence[Row]) -> Iterator[Mark]:
    """Notes and addresses of which no more than one of a name is read; and words that are taken for an address."""
    named = [(row, found) for row in rows if row.kind is RowKind.WORDS and (found := NAMED.match(row.text))]
    used = {name.casefold() for row in rows for name in USED.findall(row.text)} if named else set()
    seen: dict[str, str] = {}
    for row, found in named:
        name, line = found["name"].casefold(), found["line"].strip()
        if NO_ADDRESS.fullmatch(found["says"]) and not name.startswith("^") and name not in used:
            yield Mark("no-address", line, f"\\{line}", row.number)
        elif seen.setdefault(name, found["says"]) != found["says"]:
            yield Mark("told-twice", f"[{found['name']}]:", "", row.number)


def tabbed_rows(body: str, rows: Sequence[Row], path: str) -> Iterator[Finding]:
    """The first of several lines whose cells are parted by tabs or by many spaces, as a table's are elsewhere (C100).

    rows: of the body, of which each knows its line in the file
    """
    written = re.split("\r\n|\r|\n", body)
    first_line = min((row.number for row in rows), default=1)
    last, is_field = 0, False  # the last line of a table that is told; of a block or of HTML
    for row, below in pairwise(rows):
        begins = row.text.startswith("<") or COLONS.fullmatch(row.text) is not None
        is_field = bool(row.text) and (is_field or begins)
        if is_field or row.kind is not RowKind.WORDS or below.number != row.number + 1 or not below.text:
            continue
        line, next_line = (written[one.number - first_line].strip(" \t>") for one in (row, below))
        cells = cells_of(line)
        if len(cells) > 1 and len(cells) == len(cells_of(next_line)) and HAS_WORD.match(line):
            if row.number > last:
                right, rule = f"| {' | '.join(cells)} |", "|" + "---|" * len(cells)
                where = Where(path, row.number)
                yield finding("C100.table-of-tabs", where, text=" ".join(cells), right=right, rule=rule)
            last = below.number


def parted_rows(rows: Sequence[Row], path: str) -> Iterator[Finding]:
    """The first of several lines whose cells semicolons or commas part, as in files of spreadsheets (C100)."""
    for is_passage, group in groupby(rows, key=lambda row: bool(row.text) and row.kind is RowKind.WORDS):
        passage = list(group)
        if not is_passage or passage[0].text.startswith((":::", "<")):
            continue
        for sign, least, most_words in BETWEEN_CELLS:
            cells = [parted_cells(row.text, sign, most_words) for row in passage]
            widths = [len(one) for one in cells]
            first = next((at for at in range(len(cells) - least + 1) if is_table(widths[at : at + least])), None)
            if first is not None and all(one[0].isalpha() for one in cells[first]):
                values = {"text": passage[first].text.strip(), "right": f"| {' | '.join(cells[first])} |"}
                where = Where(path, passage[first].number)
                yield finding("C100.table-of-signs", where, **values, rule="|" + "---|" * widths[first])
                break


def is_table(widths: Sequence[int]) -> bool:
    """Whether rows have as many cells as each other, and more than one."""
    return widths[0] > 1 and len(set(widths)) == 1


def parted_cells(row: str, sign: re.Pattern[str], most_words: int) -> list[str]:
    """The cells of a line that a sign parts; none for a sentence."""
    line = row.lstrip()
    cells = [] if NO_CELLS.search(line) else [cell.strip() for cell in sign.split(line)]
    return cells if all(0 < len(cell.split()) <= most_words for cell in cells) else []


def indented_words(rows: Sequence[Row], path: str) -> Iterator[Finding]:
    """Sentences and lists that spaces or a tab in front make code, as first lines are indented elsewhere (C100)."""
    for is_code, group in groupby(rows, key=lambda row: row.kind is RowKind.INDENTED):
        block = [row for row in group if row.text] if is_code else []
        lines = [ADDRESS.sub("", row.text.strip()) for row in block]  # which signs of code may stand in, too
        if not any(map(OF_CODE.search, lines)) and any(map(SENTENCE.fullmatch, lines)):
            where = Where(path, block[0].number)
            yield finding("C100.indented", where, text=block[0].text.strip())


def cells_of(line: str) -> list[str]:
    """The cells of a line, if tabs part them, or else three spaces or more."""
    return [cell.strip() for cell in (line.split("\t") if "\t" in line else SPACES.split(line))]
