"""A header as it will be when what is told of its lines is mended, for what would be told in the next round only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from plugins.core.fields import DATE, Field, find_field
from plugins.core.findings import Finding
from plugins.core.header import Source
from plugins.core.messages import Value
from plugins.kinds.foreign_values import STATUS


def as_meant(source: Source, fields: Sequence[Field], findings: Iterable[Finding]) -> Source:
    """The file with the names and values that its header's findings tell to type, where they tell one and no other."""
    entries = {entry.line: entry for entry in source.entries}
    named = {entry.name.casefold() for entry in source.entries}
    for one in findings:
        entry, values = entries.get(one.where.line), dict(one.values)
        if entry is None or one.where.path != source.path:
            continue
        name = str(values.get("near" if one.variant == "misspelt" else "meant", "")) if one.code == "C06" else ""
        field = find_field(name, fields)
        if field and field.name != STATUS and field.name.casefold() not in named and may_hold(field, entry.value):
            value = str(values.get("line", "...")).partition(": ")[2] or "..."
            entries[entry.line] = entry._replace(name=field.name, value=entry.value if value == "..." else value)
            named.add(field.name.casefold())
        elif entry.name != STATUS and (value := meant_value(one, values)):
            entries[entry.line] = entry._replace(value=value)
    return replace(source, entries=tuple(entries[entry.line] for entry in source.entries))


def may_hold(field: Field, value: str) -> bool:
    """Whether a value speaks for a field whose name is like another: `Review-of: A book` has no day."""
    return field.type != DATE or any(map(str.isdecimal, value))


def meant_value(one: Finding, values: Mapping[str, Value]) -> str:
    """The value that a finding tells to type; "" where it tells none, or one of several."""
    if one.code == "C04" and one.variant == "time-alone":
        return f"{values['day']} {values['time']}" if "day" in values else ""
    if one.code == "C04":
        return str(values.get("meant") or values.get("right") or values.get("example") or "")
    if one.code == "C141" or (one.code == "C34" and one.variant == "not-one-of"):
        return str(values.get("near", ""))
    return str(values.get("meant", "")) if one.code == "C34" and one.variant == "no-language" else ""
