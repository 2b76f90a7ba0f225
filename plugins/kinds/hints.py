"""The words with which `new` begins a text, of every kind: hints for the writer that no reader should get (C36)."""

import re
from collections.abc import Iterator
from functools import cache

from plugins.core.findings import Finding, Where, finding
from plugins.core.header import FIELD_LINE, Source

# What may well stay: headings, blocks and their fields, and whatever is filled in.
KEPT = re.compile(r"#|:::|.*\{")
SENTENCE = re.compile(r"[^.]+\.?")
ITEM = re.compile(r"^(?:[-*]|\d+\.)\s+")


@cache
def hints_of(starter: str) -> tuple[str, ...]:
    r"""The sentences of a starting text that its writer is to replace.

    >>> hints_of("Title: {title}\n\nSay it. Then say more.\n\n## What happened\n")
    ('Say it.', 'Then say more.')
    """
    lines = (line.strip() for line in starter.partition("\n\n")[2].split("\n"))
    texts = (ITEM.sub("", line) for line in lines if not KEPT.match(line) and not FIELD_LINE.fullmatch(line))
    return tuple(found[0].strip() for text in texts for found in SENTENCE.finditer(text) if found[0].strip())


def left_hints(source: Source, starter: str) -> Iterator[Finding]:
    """Each of those sentences that still stands in a text, whatever was written around it, with its line (C36)."""
    words = " ".join(source.body.split())
    for hint in hints_of(starter):
        if hint not in words:
            continue
        found = re.search(r"\s+".join(map(re.escape, hint.split())), source.body)
        line = source.body[: found.start() if found else 0].count("\n")
        yield finding("C36.hint", Where(source.path, source.body_line + line), words=hint)
