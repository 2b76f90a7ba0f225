"""Where a text is code or a note among colleagues, so that signs in it mean nothing."""

import re
from collections.abc import Iterator

from plugins.markup.list_items import ITEM, Row, RowKind, begins_block
from plugins.markup.rows import rows_of

TAB_LENGTH = 4
INLINE_COMMENT = re.compile(r"<!--.*?-->")


def rows_of_body(body: str, first_line: int) -> list[Row]:
    """The rows of the text below a header: first_line is the number of the line on which it begins."""
    lines = ["" if line.isspace() else line for line in body.expandtabs(TAB_LENGTH).split("\n")]
    return rows_of(lines, first_line)


def first_block(body: str, first_line: int) -> tuple[int, str]:
    """The first line of a body that is no paragraph's, or else its first one: its number in the file, and its words."""
    rows = [row for row in rows_of_body(body, first_line) if row.text]
    is_other = (row for row in rows if row.kind is not RowKind.WORDS or begins_block(row.text) or ITEM.match(row.text))
    row = next(is_other, rows[0])
    return row.number, row.text


def words_shown(body: str, first_line: int, *, comments: bool = False) -> Iterator[tuple[int, str]]:
    """Each line of a body with its number in the file: without code, and without comments unless they count, too."""
    hidden = {RowKind.CODE, RowKind.INDENTED} if comments else {RowKind.CODE, RowKind.INDENTED, RowKind.COMMENT}
    for line, number, kind in rows_of_body(body, first_line):
        if line and kind not in hidden:
            words = without_code(line)
            yield number, words if comments else without_comments(words)


def without_code(line: str) -> str:
    """A line without what stands between as many backticks.

    >>> without_code("Write `TODO` or ``a`b``, not ` alone")
    'Write  or , not ` alone'
    """
    if "`" not in line:
        return line
    runs = list(re.finditer("`+", line))
    last = {len(run[0]): index for index, run in enumerate(runs)}
    kept, at, index = [], 0, 0
    while index < len(runs):
        size = len(runs[index][0])
        if last[size] > index:  # looked for only where there is one, so that no line is gone through again and again
            end = next(k for k in range(index + 1, len(runs)) if len(runs[k][0]) == size)
            kept.append(line[at : runs[index].start()])
            at, index = runs[end].end(), end
        index += 1
    return "".join([*kept, line[at:]])


def without_comments(line: str) -> str:
    """A line without the comments that end in it."""
    end = line.rfind("-->") + 3 if "-->" in line else 0
    return INLINE_COMMENT.sub("", line[:end]) + line[end:]
