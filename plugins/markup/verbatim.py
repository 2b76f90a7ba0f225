"""Where a text is code or a note among colleagues, so that signs in it mean nothing."""

import re
from collections.abc import Iterator, Sequence

TAB_LENGTH = 4
CODE_FENCE = re.compile(
    r"(?P<fence>`{3,}|~{3,}) *+(?:\{.*\}|\.?[\w#.+-]*+ *+(?:hl_lines=.*)?)"
)  # as the extension has it
LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]+\.) +\S")
INLINE_COMMENT = re.compile(r"<!--.*?-->")


def outside_fences(body: str, first_line: int, *, comments: bool = False) -> Iterator[tuple[int, str]]:
    """Each line of a body, with its number in the file, that is in no fenced code and in no comment of several lines.

    body, first_line: the file without its header, and the number of its line on which it begins
    comments: whether lines of comments count, too
    """
    lines = ["" if line.isspace() else line for line in body.expandtabs(TAB_LENGTH).split("\n")]
    verbatim = Verbatim(lines)
    at = 0
    while at < len(lines):
        end = verbatim.end_of(at)
        if comments and end is not None and not CODE_FENCE.fullmatch(lines[at]):
            end = None
        if end is None:
            yield first_line + at, lines[at]
        at = at + 1 if end is None else end + 1


def words_shown(body: str, first_line: int, *, comments: bool = False) -> Iterator[tuple[int, str]]:
    """As `outside_fences`, without indented code either, and without the code and the comments in a line."""
    before, in_list, in_code = "", False, False
    for number, line in outside_fences(body, first_line, comments=comments):
        if LIST_ITEM.match(line):
            in_list = True
        elif line and not line.startswith(" ") and not before:
            in_list = False
        in_code = line.startswith(" " * TAB_LENGTH) and not in_list and (in_code or not before)
        before = line
        if line and not in_code:
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


class Verbatim:
    """Where code fences and HTML comments end: what is between is text, whatever it looks like."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.last = {line.rstrip(" "): at for at, line in enumerate(lines) if line.startswith(("```", "~~~"))}
        self.last_comment_end = max((at for at, line in enumerate(lines) if "-->" in line), default=-1)

    def end_of(self, at: int) -> int | None:
        """The index of the line that ends what begins at `at`, as Markdown sees it, or None when nothing does."""
        line = self.lines[at]
        if not line.startswith(("```", "~~~")) and "<!--" not in line:
            return None
        if (code := CODE_FENCE.fullmatch(line)) and self.last.get(code["fence"], -1) > at:
            return next(k for k in range(at + 1, len(self.lines)) if self.lines[k].rstrip(" ") == code["fence"])
        start = line.rfind("<!--")
        if start >= 0 and "-->" not in line[start:] and "`" not in line[:start] and self.last_comment_end > at:
            return next(k for k in range(at + 1, len(self.lines)) if "-->" in self.lines[k])
        return None
