"""Addresses of the site that stand among a text's words and are no link: readers see a path, and cannot follow it."""

import re
from collections.abc import Collection, Iterator

from plugins.core.findings import Finding, Where, finding
from plugins.core.header import Source
from plugins.markup.verbatim import words_shown

# Begins with the sign itself, which few texts have: to look at each place before it would take ten times as long.
PERHAPS = re.compile(r"/(?<![^\s(]/)(?<!\]\(/)[\w%]")
ADDRESS = re.compile(r"(?<![^\s(])/(?=[\w%])(?P<below>[\w./%~-]*[\w/])")
# Where an address is meant: in a link, a tag, the line of a block or one that defines a link.
MEANT = re.compile(r"\[[^][]*\]\([^()]*\)|<[^>]*>?|^\s*(?:[\w-]+|\[[^][]*\]):\s.*")
BRACKETS = re.compile(r"[][]")  # perhaps of a link that failed, which is told


def addresses_among_words(source: Source, there: Collection[str]) -> Iterator[Finding]:
    """Words such as /news/plan/ or /documents/plan.pdf that lead to something of the site (C11).

    there: the addresses of its pages and documents, below the root
    """
    if not PERHAPS.search(source.body):
        return
    open_at = 0  # the line that goes on with an address where the one above ends with the words of a link
    for number, line in words_shown(source.body, source.body_line):
        words = MEANT.sub(" ", line)
        goes_on = number == open_at and words.lstrip().startswith("(")
        open_at = number + 1 if words.rstrip().endswith("]") else 0
        for found in ADDRESS.finditer(words) if not (goes_on or BRACKETS.search(words)) else ():
            below = found["below"]
            address = next((one for one in (below, f"{below}/") if one in there), "")
            if address:
                yield finding("C11.among-words", Where(source.path, number), address=f"/{address}")
