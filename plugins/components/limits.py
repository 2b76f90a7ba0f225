"""Text on which Markdown would take for ever, found before it is tried."""

import re
from collections.abc import Sequence

from plugins.core.findings import Finding, Where, error

MAX_DEPTH = 20
MAX_BRACKETS = 100
# One alternative a character, so that nothing is ever tried twice.
PREFIX = re.compile(r"(?:>|[-*+](?= )|[0-9]{1,9}\.(?= )| )*")
MARKER = re.compile(r"[>*+.-]")
BRACKETS = {"[": ("[", 1), "]": ("[", -1), "(": ("(", 1), ")": ("(", -1)}


def too_much(lines: Sequence[str], path: str, first_line: int) -> Finding | None:
    """C39 for the first line that nests quotations or lists too deep, or leaves too many brackets open; else None.

    lines: of the body, tabs made into spaces
    """
    open_brackets = {"[": 0, "(": 0}
    for number, line in enumerate(lines, first_line):
        where = Where(path, number)
        if list_depth(line) > MAX_DEPTH:
            problem = f"Lists or quotations are nested deeper than {MAX_DEPTH} here."
            return error(where, problem, "Begin the line with fewer signs or spaces.", "C39")
        if not line:
            open_brackets = dict.fromkeys(open_brackets, 0)
        for found in re.finditer(r"[][()]", line):
            kind, step = BRACKETS[found[0]]
            open_brackets[kind] = max(0, open_brackets[kind] + step)
            if open_brackets[kind] > MAX_BRACKETS:
                problem = f'More than {MAX_BRACKETS} "{kind}" are open in one paragraph here.'
                return error(where, problem, f'Close them with "{"]" if kind == "[" else ")"}", or delete them.', "C39")
    return None


def list_depth(line: str) -> int:
    """How deep in quotations and lists a line would stand, from the signs and spaces before its first word.

    >>> list_depth("- > one"), list_depth("        - two"), list_depth("* * *"), list_depth("        code")
    (2, 3, 0, 0)
    """
    signs = line.replace(" ", "")
    if signs and set(signs) in ({"-"}, {"*"}):  # a rule across the page
        return 0
    prefix = PREFIX.match(line)
    markers = len(MARKER.findall(prefix[0])) if prefix else 0
    indent = len(line) - len(line.lstrip(" "))
    return markers + indent // 4 if markers else 0
