"""The `key: value` lines under a block's first line."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from plugins.core.fields import CAPTIONS, FILM, LINK, TEXT, Field, as_declared, find_field, wrong_value
from plugins.core.findings import Finding, Where, finding
from plugins.core.header_check import folded
from plugins.core.lookalikes import says_something, without_unseen
from plugins.core.suggestions import closest, suggest
from plugins.core.synonyms import OF_BLOCKS, ONLY_OF_BLOCKS, SYNONYMS
from plugins.markup.catalogue import Component
from plugins.markup.plain_fields import not_plain
from plugins.markup.raw_html import active_content, is_active_address

CONTACT = "contact"  # the field that names one of content/contacts.toml


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One such line: its name in small letters, the name as written, its value, and its line in the file."""

    name: str
    written: str
    value: str
    line: int

    @classmethod
    def from_line(cls, text: str, line: int) -> Self:
        """Takes `text`, a line that is known to be a field, apart."""
        written, _, value = text.partition(":")
        written, value = written.strip(), value.strip()
        return cls(written.casefold(), written, value if says_something(value) else "", line)


def read_fields(
    entries: Sequence[FieldLine], component: Component, title: str, where: Where, moved: str = ""
) -> tuple[dict[str, str], list[Finding]]:
    """The values of a block's fields.

    title, where: the block's first line, as staff wrote it, and its place
    moved: a line that is told to be moved there, and is not missing
    returns: every declared field's value by its name; what is empty, wrong or not told has the field's default;
        what is wrong: unknown (C33), twice (C43), wrong (C34 ...), missing (C46)
    """
    values = {field.name: field.default for field in component.fields}
    findings: list[Finding] = []
    seen: set[str] = set()
    told = {entry.name for entry in entries}
    name, _, words = moved.partition(":")
    meant = {name.casefold()}
    if (field := find_field(name, component.fields)) and field.type == TEXT:
        values[field.name] = words.strip()
    for entry in (_without_unseen(one, component.fields) for one in entries):
        here = Where(where.path, entry.line)
        field = find_field(entry.name, component.fields)
        if field is None:
            other = called_otherwise(entry.name, component.fields, told)
            findings.append(_unknown_field(entry, component, title, here, other, told))
            findings += [] if other else _wrong_there(entry, component.fields, here, told)
            other = other or misspelt(entry.name, component.fields)
            meant |= {other.name if other else ""}
            if other and other.name not in told and is_of(other, entry.value):
                values[other.name] = as_declared(other, entry.value)  # so that what is wrong with it is told at once
            told |= {other.name} if other else set()
        elif entry.name in seen:
            findings.append(finding("C43.field-twice-in-a-block", here, block=title, field=field.name))
        elif wrong := wrong_value(field, entry.value):
            findings.append(wrong.at(here))
        elif field.type in (LINK, FILM, CAPTIONS) and is_active_address(entry.value):
            findings.append(active_content(entry.value, here))
        elif entry.value:
            values[field.name] = as_declared(field, entry.value)
            if field.type == TEXT:
                findings += not_plain(entry.written, entry.value, here)
        seen.add(entry.name)
    findings += _missing(component, {entry.name for entry in entries if entry.value} | meant, title, where)
    return values, findings


def _without_unseen(entry: FieldLine, fields: Sequence[Field]) -> FieldLine:
    """A line of a block; where it tells no words, such as an address, without what only words may have."""
    field = find_field(entry.name, fields)
    return replace(entry, value=without_unseen(entry.value)) if field and field.type != TEXT else entry


def is_of(field: Field, value: str) -> bool:
    """Whether a value could stand in a field as it is."""
    return bool(value) and not wrong_value(field, value) and not is_active_address(value)


def called_otherwise(name: str, fields: Sequence[Field], told: Collection[str]) -> Field | None:
    """The field of a block that other programs, or people, call so: one that is not told yet, where there are two."""
    word = folded(name)
    names = [*ONLY_OF_BLOCKS.get(word, ()), word, *map(str.casefold, SYNONYMS.get(word, ()))]
    meant = [field for one in names for own in (one, *OF_BLOCKS.get(one, ())) if (field := find_field(own, fields))]
    return next((field for field in meant if field.name not in told), meant[0] if meant else None)


def _wrong_there(entry: FieldLine, fields: Sequence[Field], where: Where, told: Collection[str]) -> list[Finding]:
    """What is wrong with the value of a misspelt field, which would be told in the next round."""
    meant = misspelt(entry.name, fields)
    wrong = wrong_value(meant, entry.value) if meant and meant.name not in told else None
    return [wrong.at(where)] if wrong else []


def meant_field(name: str, fields: Sequence[Field]) -> Field | None:
    """The field of a block that another name is meant to be."""
    return called_otherwise(name, fields, ()) or misspelt(name, fields)


def misspelt(name: str, fields: Sequence[Field]) -> Field | None:
    """The field of a block that a name is nearly."""
    return find_field(closest(name, [field.name for field in fields]) or "", fields)


def _unknown_field(
    entry: FieldLine, component: Component, title: str, where: Where, other: Field | None, told: Collection[str]
) -> Finding:
    """A line of a block that begins with a word the block does not know (C33). other: what it is called here"""
    if not component.fields:
        return finding("C33.block-without-fields", where, field=entry.written, block=title)
    if other and other.name in told:
        return finding("C33.field-told-already", where, field=entry.written, block=title, meant=other.name)
    if other:
        value = entry.value if not wrong_value(other, entry.value) else other.example or "..."
        line = f"{other.name}: {value or '...'}"
        return finding("C33.field-by-another-name", where, field=entry.written, block=title, line=line)
    near = suggest(entry.written, [field.name for field in component.fields])
    return finding("C33.unknown-field", where, field=entry.written, block=title, **near)


def _missing(component: Component, given: set[str], title: str, where: Where) -> Iterator[Finding]:
    """A block without a line that it needs (C46), or with none of those of which it needs one (C23)."""
    for field in component.fields:
        if field.required and field.name not in given:
            yield finding("C46.no-field", where, block=title, field=field.name, example=field.example or "...")
    for name, beside in component.needs:
        if name in given and beside not in given:
            field = next(one for one in component.fields if one.name == beside)
            yield finding("C46.field-beside", where, block=title, beside=name, field=beside, example=field.example)
    if component.one_of and not given & set(component.one_of):
        first = next(field for field in component.fields if field.name == component.one_of[0])
        lines = ", ".join(f'"{name}:"' for name in component.one_of)
        # Which contacts there are, nobody knows here.
        known = {"contacts": ""} if find_field(CONTACT, component.fields) else {}
        example = {"field": first.name, "example": first.example}
        yield finding("C23.no-address", where, block=title, lines=lines, **example, **known)
