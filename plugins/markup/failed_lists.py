"""Lines that begin as those of a list do elsewhere, and are run together here."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from plugins.markup.failed_rules import Mark, plain

# Signs that may begin the lines of a list, but for those of word processors, which are told elsewhere.
LIST_SIGNS = (
    "\u2190-\u21ff\u2500-\u259f\u25b2-\u25c9\u25cc-\u25e5\u25e7-\u27a1\u27a3-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"
)
# Lines that begin as those of a list do elsewhere; one alone may be anything.
LINES = (
    re.compile(r"\(?(?P<sign>[0-9]{1,2}|[a-z]|[ivx]{1,4})\)\s+(?P<words>\S.*)", re.IGNORECASE),
    re.compile(r"[0-9]{1,2}\.(?P<words>[^\W\d_].*)"),
    re.compile(r"[-*](?P<words>[^\W\d_].*)"),
    re.compile(rf"(?:(?P<same>[{LIST_SIGNS}])\ufe0f?|o(?= )) *(?P<words>(?![{LIST_SIGNS}])\S.*)"),
    re.compile(r"[0-9]\ufe0f?\u20e3 *(?P<words>\S.*)"),
    re.compile(r"[–—] *(?P<words>\S.*)(?<![.?!…»”\"])\Z"),  # with such an end it is rather what somebody said
    re.compile(r"(?P<next>[a-z]|[ivx]{2,4})\.\s+(?P<words>\S.*)", re.IGNORECASE),
)
CHECKED = frozenset("✅❌✔✖☑☒✓✗✘")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def lines_of_a_list(text: str) -> Iterator[Mark]:
    """The first of several lines one below the other that begin as those of a list do elsewhere."""
    lines = text.split("\n")
    for pattern in LINES if len(lines) > 1 else ():
        items = [pattern.match(line.strip()) for line in lines]
        for at, (item, below) in enumerate(pairwise(items)):
            if item and below and is_same_list(item.groupdict(), below.groupdict()):
                if is_initial(item) and is_initial(below) and not any(items[at + 2 : at + 3]):
                    break
                numbered = item[0].lstrip("(")[0].isalnum() and item[0][0] != "o"
                yield Mark("list", plain(item[0]), plain(f"{'1.' if numbered else '-'} {item['words']}"), at)
                break


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
