"""A header whose lines have signs around them, in bold or as a list: as people write it, and word processors."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from plugins.core.header import FIELD_LINE
from plugins.kinds.foreign_values import NAMES, STATUS

TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
DRESSED = re.compile(
    r"(?:[\s*_\"“„'‘«#>`•·+-]|[0-9]{1,2}[.)])*(?P<key>[^\W\d_][\w-]{0,30}(?: [\w-]{1,20})?)(?P<end>[\s*_\"”'’»`]*)"
    r":[\s*_]*(?P<value>.*)"
)
QUOTE, QUOTED = re.compile("[\"”'’»]"), re.compile("[“\"„‘'«].*[”\"“’'»]")
ROW = re.compile(r"\|(?P<key>[^|]{1,60})\|(?P<value>[^|]*)\|?")
# What the first line says, and what surely is a field.
FIRST = frozenset(name for ours in ("Title", "Name", "Date", "Starts") for name in NAMES[ours])
KNOWN = frozenset(name for names in NAMES.values() for name in names) | {STATUS.casefold()}


class Dressed(NamedTuple):
    """A field with signs around it: number and text of its line, its name and its value."""

    number: int
    text: str
    name: str
    value: str

    @property
    def is_known(self) -> bool:
        """Whether it is a field of ours by some name."""
        return re.sub(r"[^a-z]", "", self.name.casefold()) in KNOWN


def dressed_header(lines: Sequence[str], first: int) -> list[Dressed]:
    """The fields of the passages at the top of a file in which there is nothing else; none if it begins otherwise.

    lines: of the file; first: the number of the first of them, which is not blank
    """
    at, found = 0, list[Dressed]()
    while at < len(lines) and not FIELD_LINE.fullmatch(lines[0].rstrip()):
        passage = list(takewhile(str.strip, lines[at:]))
        more = list(dressed(passage, first + at))
        if not more or more[-1].number != first + at + len(passage) - 1 or (found and not all_known(more)):
            break
        found += more
        at += len(passage)
        at = next((k for k in range(at, len(lines)) if lines[k].strip()), len(lines))
    names = {re.sub(r"[^a-z]", "", one.name.casefold()) for one in found}
    return found if found and found[0].is_known and names & FIRST and len(names & KNOWN) > 1 else []


def all_known(fields: Sequence[Dressed]) -> bool:
    """Whether fields that stand apart are of the header, not of the text."""
    return all(one.is_known for one in fields)


def dressed(passage: Sequence[str], first: int) -> Iterator[Dressed]:
    """The fields of a passage up to a line that is none: of a table, the rule below its head is not counted."""
    for number, line in enumerate(passage, first):
        row = ROW.fullmatch(line.strip())
        field = row or DRESSED.fullmatch(TAG.sub("", line.rstrip()))
        if field is None:
            return
        if name := field["key"].strip(" *_:-"):
            value = undressed(field["value"])
            is_quoted = not row and QUOTE.search(field["end"]) and QUOTED.fullmatch(value)  # as its name is
            yield Dressed(number, line.strip(), name, value[1:-1].strip() if is_quoted else value)


def undressed(value: str) -> str:
    """A value without the signs that end what began in front of it, and without those around the whole of it.

    >>> undressed("The plan**"), undressed("**The plan**"), undressed("The *plan*"), undressed("The “plan”")
    ('The plan', 'The plan', 'The *plan*', 'The “plan”')
    """
    value = value.strip()
    for sign, begin in (
        ("**", "**"),
        ("*", "*"),
        ("__", "__"),
        ("_", "_"),
        ("`", "`"),
        ('"', '"'),
        ("”", "“"),
        ("»", "«"),
    ):
        inner = value.removesuffix(sign)
        if inner != value and not (begin in inner if begin != sign else inner.count(sign) % 2):
            value = inner.rstrip()
        elif inner != value and inner.startswith(begin) and inner.count(begin) == 1 and begin == sign:
            value = inner.removeprefix(begin).strip()
    return value
