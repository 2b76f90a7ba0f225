"""Copies of texts that sync programs, file managers and people lay beside them: readers would see both (C86)."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.core.findings import Finding, Where, finding
from plugins.core.header import Source, read_source
from plugins.core.reachable import files_below

COPY = r"(?:cop(?:y|ie|ia)|kop(?:ie|i|ia)|c[o\u00f3]pia|\u526f\u672c|\u30b3\u30d4\u30fc|\u043a\u043e\u043f\u0438\u044f)"
# Besides the name of the other text such a name has a number in brackets or behind a space, or words for a copy or a
# conflict, in brackets, at its end, or in front of an "of". A hyphen and a number or other words make an honest name.
_OF, _SIGNS = r"(?:of|de|von|van|di|av|af)", r"[\s._\u2013-]"
NAMES = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<name>.+?){_SIGNS}*[(\[](?:\d{{1,3}}|[^()\[\]]*(?:\b{COPY}\b|conflict)[^()\[\]]*)[)\]]",
        r"(?P<name>.+?)\s+\d{1,3}",
        r"(?P<name>.+?)~\S*",
        rf"(?P<name>.+?){_SIGNS}+{COPY}(?:{_SIGNS}*\(?\d+\)?)?",
        r"(?P<name>.+?)(?:\.sync-conflict\b|_(?:\S+_)?conflict\b|[\s_-]+conflicted copy).*",
        rf"{COPY}\s(?:\(?\d+\)?\s)?{_OF}\s(?P<name>.+)",
        rf"{COPY}[_-]{_OF}[_-](?P<name>.+)",
    )
)
# No text of its own has such a name, whatever it says.
CONFLICT = re.compile(r"sync-conflict|conflicted copy|case conflict", re.IGNORECASE)
END = re.compile(r"[\s._-]")
NUMBERED = re.compile(r"\s\d{1,3}\Z")
WHEN = ("Date", "Starts")
COMPARED = 200  # letters


def copies_of_texts(content: Path, folders: Iterable[str]) -> Iterator[Finding]:
    """The texts in some folders below content/ and in those within that are called as copies of one beside them.

    A number or the word for a copy is in honest names, too (`bargaining update 2.md`, `bill 32.md`, `hard-copy.md`): of
    those only what is alike is told. Or they begin with its name and have its title, date and language: so programs
    call them after a machine.
    """
    texts = [file for folder in folders if (content / folder).is_dir() for file in files_below(content / folder)]
    by_folder: dict[Path, dict[str, Path]] = {}
    for file in texts:
        if file.suffix.lower() == ".md":
            by_folder.setdefault(file.parent, {})[file.stem.casefold()] = file
    for beside in by_folder.values():
        for stem, file in beside.items():
            where = Where(f"content/{file.relative_to(content).as_posix()}")
            called = next((beside[one] for one in originals(stem) if one in beside), None)
            if called and (CONFLICT.search(stem) or is_alike(file, called)):
                yield finding("C86.copy-of-text", where, other=called.name)
            other = next((beside[one] for one in beginnings(stem) if one in beside), None)
            if other and not called and is_same(file, other):
                yield finding("C86.same-text", where, other=other.name)


def originals(stem: str) -> Iterator[str]:
    """What a text may be called of which a copy has this name, and what that is a copy of.

    >>> list(originals("zebra (1)")), list(originals("kopie von zebra")), list(originals("zebra-2"))
    (['zebra'], ['zebra'], [])
    >>> list(originals("copy-editors-strike")), list(originals("zebra - copy (2)"))
    ([], ['zebra - copy', 'zebra'])
    """
    names = [stem]
    for name in names:
        found = (form.fullmatch(name) for form in NAMES)
        names += dict.fromkeys(one["name"] for one in found if one and one["name"] not in names)
    yield from names[1:]


def beginnings(stem: str) -> Iterator[str]:
    """The beginnings of a name up to a space or a sign, the longest first.

    >>> list(beginnings("zebra-2 desktop"))
    ['zebra-2', 'zebra']
    """
    yield from (stem[: sign.start()] for sign in reversed(list(END.finditer(stem))))


def is_alike(file: Path, other: Path) -> bool:
    """Whether two texts have one title, or begin with the same words, as a copy that was changed since does."""
    one, second = source_of(file), source_of(other)
    if NUMBERED.search(file.stem) and any(value_of(one, name) != value_of(second, name) for name in WHEN):
        return False  # one of a series: each month's meeting
    return any(told(one) == told(second) != "" for told in (title_of, beginning))


def is_same(file: Path, other: Path) -> bool:
    """Whether two texts have one title, date, language and place; one without a title is like no other."""
    one, second = source_of(file), source_of(other)
    return bool(value_of(one, "Title")) and all(
        value_of(one, field) == value_of(second, field) for field in ("Title", *WHEN, "Lang", "Place")
    )


def source_of(file: Path) -> Source:
    """A text as it stands."""
    return read_source(file, file.name, file.parent)[0]


def title_of(source: Source) -> str:
    """The title of a text, or the name of a person."""
    return value_of(source, "Title") or value_of(source, "Name")


def beginning(source: Source) -> str:
    """With what a text begins below its header: more than letters to members begin with as a rule."""
    return " ".join(source.body.casefold().split())[:COMPARED]


def value_of(source: Source, field: str) -> str:
    """What a text says in a field; "" when it says nothing."""
    found = source.find(field)
    return " ".join(found.value.casefold().split()) if found else ""
