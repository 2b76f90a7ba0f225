"""Fields out of place: without a colon, below the empty line that ends a header, or behind another one (C45)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from plugins.core.dates import days_meant
from plugins.core.fields import CHOICE, CHOICES, DATE, SENTENCES, Field, find_field, wrong_value
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import FIELD_LINE, Entry, Source
from plugins.core.header_check import OTHER_VALUES, check_header, meant_by, told_otherwise
from plugins.kinds.foreign_values import STATUS, unquoted
from plugins.markup.plain_fields import words_alone

OF_PELICAN = "Category"  # which nobody writes here, but many say
# A field's name and what it says, with whatever stands between them in the place of a colon.
WITHOUT_COLON = re.compile(r"\s*(?P<name>[^\W\d_][\w-]*)(?P<between>\s*[.;,=–—>-]+\s*|\s+)(?P<value>\S.*)")
NEEDED = ("Title", "Date")  # what a header has as a rule; without it, what stands below was meant for it


def header_findings(source: Source, fields: Sequence[Field]) -> list[Finding]:
    """What is wrong with the lines of a header, and with what belongs to it below the line that ends it."""
    below, joined = list(fields_below(source, fields)), {one.number: one for one in joined_lines(source, fields)}
    found = [one for one in check_header(source, fields) if one.where.line not in joined]
    for number, one in joined.items():
        first, *rest = one.lines
        found.append(finding("C45.on-one-line", Where(source.path, number), line=first, rest="  and  ".join(rest)))
    for line in lines_above(source, fields):
        right = {"right": f"{line.name}: {line.value}"} if line.name else {}
        found.append(finding("C45.above-the-header", Where(source.path, line.number), line=line.text, **right))
    return [*found, *findings_below(source, fields, below), *wrong_below(source, fields)]


class NoField(NamedTuple):
    """A line at the top of a file that is no field: its number and text; the field that was meant, and its value."""

    number: int
    text: str
    name: str
    value: str


def lines_above(source: Source, fields: Sequence[Field]) -> list[NoField]:
    """The lines that keep a header from beginning: the first is no field, and others below it are, or were meant so.

    A first line that tells nothing but words is the title, where no other line is.
    """
    lines = list(takewhile(str.strip, source.body.split("\n"))) if not source.entries else []
    told, found = _fields_among(lines, fields), list[NoField]()
    for number, line in enumerate(lines, source.body_line):
        if not FIELD_LINE.fullmatch(line.rstrip()):
            found.append(NoField(number, line.strip(), *field_without_colon(line, fields)))
    told |= {one.name for one in found if one.name}
    if not found or found[0].number != source.body_line or len(told) < 2:
        return []
    title = next(field.name for field in fields)  # in each kind the first one
    if title not in told and found[0].text.casefold() != title.casefold():
        found[0] = found[0]._replace(name=title, value=words_alone(found[0].text) or found[0].text)
    return found


def field_without_colon(line: str, fields: Sequence[Field]) -> tuple[str, str]:
    """The field that a line tells without a colon, its name as it is declared, and its value; "" for any other line."""
    if found := WITHOUT_COLON.fullmatch(line.rstrip()):
        field = find_field(found["name"], fields) or next(iter(meant_by(found["name"], fields)), None)
        if field:
            value = unquoted(found["value"]) if "=" in found["between"] else found["value"]
            days = days_meant(value) if field.type == DATE and wrong_value(field, value) else []
            return field.name, f"{days[0]}" if len(days) == 1 else value
    return "", ""


def _fields_among(lines: Sequence[str], fields: Sequence[Field]) -> set[str]:
    """The names of the fields among some lines."""
    names = (found["name"] for line in lines if (found := FIELD_LINE.fullmatch(line.rstrip())))
    return {field.name for name in names if (field := find_field(name, fields))}


class Joined(NamedTuple):
    """A line of a header that holds more than one field: its number, their names, and a line for each."""

    number: int
    names: list[str]
    lines: list[str]


def joined_lines(source: Source, fields: Sequence[Field]) -> Iterator[Joined]:
    """Lines of a header with other fields behind the first: surely so if one could not stand there but by itself.

    That is a day or a choice that stands behind a name, or one that is none with what stands behind it. A name with
    other words behind it may be of a headline, as one that the header has elsewhere may.
    """
    names = [field.name for field in fields if not source.find(field.name)]
    behind = re.compile(rf"[\s;,|/·•–—-]+(?=(?:{'|'.join(map(re.escape, names))})\s?:\s?\S)", re.IGNORECASE)
    for entry in source.entries if names else ():
        parts = [entry.value] if ":" not in entry.value else behind.split(entry.value)
        pairs = [(entry.name, parts[0]), *((one[0].strip(), one[2].strip()) for one in map(_in_two, parts[1:]))]
        if len(pairs) > 1 and _are_apart(pairs, entry.value, fields):
            known = [(field.name if (field := find_field(name, fields)) else name, value) for name, value in pairs]
            yield Joined(entry.line, [name for name, _ in known[1:]], [f"{name}: {value}" for name, value in known])


def _in_two(part: str) -> tuple[str, str, str]:
    return part.partition(":")


def _are_apart(pairs: Sequence[tuple[str, str]], whole: str, fields: Sequence[Field]) -> bool:
    """Whether fields on one line can be nothing else. whole: all that stands behind the first one's name"""
    (first, value), *others = pairs
    if (field := find_field(first, fields)) and wrong_value(field, whole) and value and not wrong_value(field, value):
        return True
    others_fields = [(find_field(name, fields), value) for name, value in others]
    return any(
        field and field.type in (DATE, CHOICE, CHOICES) and (not wrong_value(field, value) or days_meant(value))
        for field, value in others_fields
    )


def fields_below(source: Source, fields: Sequence[Field]) -> Iterator[tuple[str, int, str]]:
    """Name, line and text of each field below the empty line, where all that stands together there is meant so."""
    if not source.entries or not source.divided:
        return
    told = {entry.name.casefold() for entry in source.entries}
    for first, lines in _passages(source.body, source.body_line):
        found = [FIELD_LINE.fullmatch(line.rstrip()) for line in lines]
        names = [match and _field_of(match["name"], match["value"].strip(), fields) for match in found]
        is_alone = len(lines) == 1 and all(source.find(name) for name in NEEDED if find_field(name, fields))
        new = {field.name for field in names if field and field.name.casefold() not in told}
        if is_alone or not new or not (all(names) or (all(found) and new & set(NEEDED))):
            return
        for number, (field, line) in enumerate(zip(names, lines, strict=True), first):
            yield field.name if field else "", number, line
        told |= {name.casefold() for name in new}


def _passages(body: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """The lines between blank ones, with the number of the first of them. first: the number of the body's first line"""
    lines: list[str] = []
    for number, line in enumerate(body.split("\n"), first):
        if line.strip():
            lines.append(line)
        elif lines:
            yield number - len(lines), lines
            lines = []
    if lines:
        yield first + body.count("\n") + 1 - len(lines), lines


def _field_of(name: str, value: str, fields: Sequence[Field]) -> Field | None:
    """The field that a line below a header may be; none for `Date: Friday`, without a year, which is of the text.

    Only of `Date`: what keeps a text back, or takes it away, is told whatever it says.
    """
    field = find_field(name, fields)
    is_of_text = field and field.name == "Date" and value and not (days_meant(value) or re.search(r"\d{4}", value))
    return None if is_of_text else field


def told_below(source: Source, fields: Sequence[Field]) -> set[str]:
    """The names of fields out of place, or told by another name: that is told, and they are not missing."""
    if above := lines_above(source, fields):
        return {one.name for one in above} | _fields_among(list(takewhile(str.strip, source.body.split("\n"))), fields)
    told = told_otherwise(source, fields) | fields_behind(source, fields)
    return told | {name for name, _, _ in fields_below(source, fields)}


def findings_below(source: Source, fields: Sequence[Field], below: Sequence[tuple[str, int, str]]) -> Iterator[Finding]:
    """What is told of them: the first of each passage that is surely meant so; else what perhaps is, above words.

    below: what `fields_below` gives
    """
    if below:
        numbers = {number for _, number, _ in below}
        for _, number, text in below:
            if number - 1 not in numbers:
                yield finding("C45.below-an-empty-line", Where(source.path, number), line=text)
    elif source.entries and source.divided:
        yield from _perhaps_below(source, fields)


def wrong_below(source: Source, fields: Sequence[Field]) -> list[Finding]:
    """What is wrong with each field that stands below the line which ends a header too early, all at once."""
    found = ((number, FIELD_LINE.fullmatch(line.rstrip())) for number, line in lines_out_of_place(source, fields))
    entries = tuple(Entry(one["name"], one["value"].strip(), number) for number, one in found if one)
    return check_header(replace(source, entries=entries, divided=True), fields) if entries else []


def lines_out_of_place(source: Source, fields: Sequence[Field]) -> list[tuple[int, str]]:
    """The lines below that which ends a header too early, and it itself if no empty one does; none of any other."""
    if below := list(fields_below(source, fields)):
        return [(number, line) for _, number, line in below]
    if not (fields_behind(source, fields) or lines_above(source, fields)):
        return []
    return list(enumerate(takewhile(str.strip, source.body.split("\n")), source.body_line))


def whole(source: Source, fields: Sequence[Field]) -> Source:
    """The file with all of its header that is out of place, where it would be if that were mended as it is told.

    What says whether a text is public is left out: that is never read as anything else than what stands there.
    """
    lines = lines_out_of_place(source, fields)
    if not lines:
        return source
    without_colon = {one.number: (one.name, one.value) for one in lines_above(source, fields) if one.name}
    entries, told = list(source.entries), {entry.name.casefold() for entry in source.entries}
    for number, line in lines:
        if found := FIELD_LINE.fullmatch(line.rstrip()):
            name, value = found["name"], found["value"].strip()
        else:
            name, value = without_colon.get(number) or field_without_colon(line, fields)
            field = find_field(name, fields)
            if not field or name.casefold() in told or not _may_say(field, value):
                continue
        if name.casefold() != STATUS.casefold():
            entries.append(Entry(name, value, number))
            told.add(name.casefold())
    body = source.body.split("\n")[lines[-1][0] + 1 - source.body_line :]
    blank = len(list(takewhile(lambda line: not line.strip(), body)))
    first = lines[-1][0] + 1 + blank
    return replace(source, entries=tuple(entries), body="\n".join(body[blank:]), body_line=first, divided=True)


def _may_say(field: Field, value: str) -> bool:
    """Whether what stands behind a field's name without a colon is its value, not the rest of a sentence."""
    is_rest = " " in value and value[:1].islower() and field.name not in SENTENCES
    return not is_rest and not ((other := OTHER_VALUES.get(field.type)) and other.fullmatch(value))


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
    lines = list(takewhile(str.strip, source.body.split("\n")))
    told = _fields_among(lines, fields) | {field_without_colon(lines[0], fields)[0]} - {""}
    return {name for name in told if not source.find(name)}
