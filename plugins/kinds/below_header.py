"""Fields that stand below the empty line which ends a header, so that readers would see them as words (C45)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from plugins.core.fields import Field, check_header, find_field, wrong_value
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import FIELD_LINE, Entry, Source

OF_PELICAN = "Category"  # which nobody writes here, but many say
NEEDED = ("Title", "Date")  # what a header has as a rule; without it, what stands below was meant for it


def header_findings(source: Source, fields: Sequence[Field]) -> list[Finding]:
    """What is wrong with the lines of a header, and with what belongs to it below the line that ends it."""
    below = list(fields_below(source, fields))
    return [*check_header(source, fields), *findings_below(source, fields, below), *wrong_below(source, fields)]


def fields_below(source: Source, fields: Sequence[Field]) -> Iterator[tuple[str, int, str]]:
    """Name, line and text of each field below the empty line, where all that stands together there is meant so."""
    if not source.entries or not source.divided:
        return
    lines = list(takewhile(str.strip, source.body.split("\n")))
    found = [FIELD_LINE.fullmatch(line.rstrip()) for line in lines]
    names = [match and find_field(match["name"], fields) for match in found]
    is_alone = len(lines) == 1 and all(source.find(name) for name in NEEDED if find_field(name, fields))
    new = {field.name for field in names if field and not source.find(field.name)}
    if not is_alone and new and (all(names) or (all(found) and new & set(NEEDED))):
        for number, (field, line) in enumerate(zip(names, lines, strict=True), source.body_line):
            yield field.name if field else "", number, line


def findings_below(source: Source, fields: Sequence[Field], below: Sequence[tuple[str, int, str]]) -> Iterator[Finding]:
    """What is told of them: of those that are surely meant so the first; else each that perhaps is, above the words.

    below: what `fields_below` gives
    """
    if below:
        _, line, text = below[0]
        yield finding("C45.below-an-empty-line", Where(source.path, line), line=text)
    elif source.entries and source.divided:
        yield from _perhaps_below(source, fields)


def wrong_below(source: Source, fields: Sequence[Field]) -> list[Finding]:
    """What is wrong with each field that stands below the line which ends a header too early, all at once."""
    if not fields_behind(source, fields) and not any(fields_below(source, fields)):
        return []
    lines = enumerate(takewhile(str.strip, source.body.split("\n")), source.body_line)
    found = ((number, FIELD_LINE.fullmatch(line.rstrip())) for number, line in lines)
    entries = tuple(Entry(one["name"], one["value"].strip(), number) for number, one in found if one)
    return check_header(replace(source, entries=entries, divided=True), fields)


def _perhaps_below(source: Source, fields: Sequence[Field]) -> Iterator[Finding]:
    """Lines that may be fields or words: each begins what stands together, and its value could stand in the field."""
    is_first = True
    for number, line in enumerate(source.body.split("\n"), source.body_line):
        if not line.strip():
            is_first = True
            continue
        found = FIELD_LINE.fullmatch(line.rstrip()) if is_first else None
        field = find_field(found["name"], fields) if found else None
        if found is None or field is None:
            if is_first:
                return
            continue
        is_first = False
        value = found["value"].strip()
        if value and field.name != OF_PELICAN and not source.find(field.name) and not wrong_value(field, value):
            yield finding(
                "C45.perhaps-a-field", Where(source.path, number), line=line.strip(), field=field.name, value=value
            )


def fields_behind(source: Source, fields: Sequence[Field]) -> set[str]:
    """The names of fields that stand below a line of the header that is none, which is told."""
    if source.divided:
        return set()
    lines = takewhile(str.strip, source.body.split("\n"))
    names = (found["name"] for line in lines if (found := FIELD_LINE.fullmatch(line.rstrip())))
    return {field.name for name in names if (field := find_field(name, fields)) and not source.find(field.name)}
