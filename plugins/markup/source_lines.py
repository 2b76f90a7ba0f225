"""On which line a link or a picture was written."""

import html
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

BEFORE = frozenset(["", " ", "\n", *"(<\"'=:]"])
# A link without an address: `[words]()`, `[words](<>)`, `<a href="">`.
EMPTY = re.compile(r"\]\([ \n]*(?:<>)?[ \n]*[)\"']|\bhref[ \n]*=[ \n]*(?:\"\"|'')", re.IGNORECASE)
AFTER = frozenset(["", " ", "\n", *")>\"'"])


def lines_of(targets: Sequence[str], lines: Sequence[str], first_line: int) -> list[int]:
    """The file's line of each target: of equal ones the first is found first; one too many gets the last line found.

    targets: addresses, or other pieces of text, in the order in which the page has them
    lines: of the body
    returns: as many as targets; `first_line` where nothing is found
    """
    plain = [html.unescape(line).replace("\n", " ") if "&" in line else line for line in lines]
    text = "\n".join(plain)
    starts = list(accumulate((len(line) + 1 for line in plain), initial=0))
    places: dict[str, list[int]] = {}
    told: defaultdict[str, int] = defaultdict(int)
    found: list[int] = []
    for target in targets:
        if target not in places:
            places[target] = _places(target, text) or _places(target.removeprefix("mailto:"), text)
        at = places[target][min(told[target], len(places[target]) - 1)] if places[target] else 0
        told[target] += 1
        found.append(first_line + bisect_right(starts, at) - 1)
    return found


def _places(target: str, text: str) -> list[int]:
    """Where `target` stands by itself; where it never does, its first place as a part of something longer."""
    if not target:
        return [empty.start() for empty in EMPTY.finditer(text)]
    found: list[int] = []
    at = text.find(target)
    first = at
    while at >= 0:
        end = at + len(target)
        if text[at - 1 : at] in BEFORE and text[end : end + 1] in AFTER:
            found.append(at)
        at = text.find(target, end)
    return found or ([first] if first >= 0 else [])
