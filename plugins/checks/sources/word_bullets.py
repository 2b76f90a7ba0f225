"""C45: a list that came from a word processor, whose signs mean nothing here."""

import re
from collections.abc import Iterator

from plugins.checks.read import Read
from plugins.components.verbatim import outside_fences
from plugins.core.findings import Finding, Where, quoted, warning

# Bullets as people paste them, the last two from fonts of signs.
SIGN = re.compile(r"[•·▪▫◦‣⁃●○■□➢✓\uf0b7\uf0a7]")
BULLET = re.compile(rf" *{SIGN.pattern} *(?P<words>\S.*)")


def check(read: Read) -> Iterator[Finding]:
    """C45: a list whose lines begin with "•", as word processors write them.

    Readers would see one long paragraph in place of a list. Begin each line with a hyphen and a space. Told once a
    list.
    """
    if not SIGN.search(read.source.body):
        return
    last = 0
    for number, line in outside_fences(read.source.body, read.source.body_line):
        if bullet := BULLET.fullmatch(line):
            if number > last + 2:
                problem = f"{quoted(line)} would not be shown as a list: its sign comes from a word processor."
                first_words = " ".join(bullet["words"].split()[:4])
                remedy = f"Begin each of these lines with a hyphen and a space:  - {first_words}"
                yield warning(Where(read.path, number), problem, remedy, "C45")
            last = number
