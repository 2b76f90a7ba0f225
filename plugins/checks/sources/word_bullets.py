"""Lists that came from a word processor, whose signs mean nothing here (C45)."""

import re
from collections.abc import Iterator

from plugins.checks.read import Read
from plugins.core.findings import Finding, Where, finding
from plugins.markup.list_items import RowKind
from plugins.markup.verbatim import rows_of_body

# Bullets as people paste them, the last two from fonts of signs.
SIGN = re.compile(r"[•·▪▫◦‣⁃●○■□➢✓\uf0b7\uf0a7]")
BULLET = re.compile(rf" *{SIGN.pattern} *(?P<words>\S.*)")


def check(read: Read) -> Iterator[Finding]:
    """Lists whose lines begin with "•", as word processors write them (C45), each told once."""
    if not SIGN.search(read.source.body):
        return
    last = 0
    for line, number, kind in rows_of_body(read.source.body, read.source.body_line):
        if kind in (RowKind.WORDS, RowKind.INDENTED) and (bullet := BULLET.fullmatch(line)):
            if number > last + 2:
                first_words = " ".join(bullet["words"].split()[:4])
                yield finding("C45.word-bullets", Where(read.path, number), line=line, words=first_words)
            last = number
