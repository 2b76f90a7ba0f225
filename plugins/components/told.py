"""The `key: value` lines under a block's first line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from plugins.components.catalogue import Component
from plugins.components.raw_html import active_content, is_active_address
from plugins.core.fields import as_declared, find_field, wrong_value
from plugins.core.findings import Finding, Where, error
from plugins.core.suggestions import closest, did_you_mean


@dataclass(frozen=True, slots=True)
class Told:
    """One such line: its name in small letters, the name as written, its value, and its line in the file."""

    name: str
    written: str
    value: str
    line: int

    @classmethod
    def from_line(cls, text: str, line: int) -> Self:
        """Takes `text`, a line that is known to be a field, apart."""
        written, _, value = text.partition(":")
        written = written.strip()
        return cls(written.casefold(), written, value.strip(), line)


def read_fields(
    told: Sequence[Told], component: Component, title: str, where: Where
) -> tuple[dict[str, str], list[Finding]]:
    """C43: two lines of a block begin with the same word.

    Only the first counts, so readers may see what is out of date. Delete one of them.

    title, where: the block's first line, as staff wrote it, and its place
    returns: every declared field's value by its name; what is empty, wrong or not told has the field's default;
        what is wrong: unknown (C33), twice (C43), wrong (C34 ...), missing (C46)
    """
    values = {field.name: field.default for field in component.fields}
    findings: list[Finding] = []
    seen: set[str] = set()
    meant: set[str] = set()
    for entry in told:
        here = Where(where.path, entry.line)
        field = find_field(entry.name, component.fields)
        if field is None:
            meant |= {closest(entry.name, values) or ""}
            findings.append(_unknown_field(entry, component, title, here))
        elif entry.name in seen:
            problem = f'"{title}" has more than one line "{field.name}:".'
            findings.append(error(here, problem, "I read the first one; delete one of them.", "C43"))
        elif wrong := wrong_value(field, entry.value):
            findings.append(wrong.at(here))
        elif field.type == "link" and is_active_address(entry.value):
            findings.append(active_content(entry.value, here))
        elif entry.value:
            values[field.name] = as_declared(field, entry.value)
        seen.add(entry.name)
    findings += _missing(component, {entry.name for entry in told if entry.value} | meant, title, where)
    return values, findings


def _unknown_field(entry: Told, component: Component, title: str, where: Where) -> Finding:
    """C33: a line of a block that begins with a word the block does not know.

    What it says would be shown to nobody. Correct the word, or delete the line.
    """
    known = [field.name for field in component.fields]
    remedy = did_you_mean(entry.written, known) if known else "It has no fields: delete the line."
    return error(where, f'"{entry.written}" is not a field of "{title}".', remedy, "C33")


def _missing(component: Component, told: set[str], title: str, where: Where) -> Iterator[Finding]:
    """C23: a call to action that has no address.

    A reader who wants to act would tap it, and nothing would happen. Add the line with the address, e-mail or number
    that the report names.
    C46: a block without a line that it needs; readers would see an empty place. Add the line.
    """
    for field in component.fields:
        if field.required and field.name not in told:
            remedy = f"Add it right below, for example:  {field.name}: {field.example or '...'}"
            yield error(where, f'"{title}" needs a line "{field.name}:".', remedy, "C46")
    if component.one_of and not told & set(component.one_of):
        first = next(field for field in component.fields if field.name == component.one_of[0])
        lines = ", ".join(f'"{name}:"' for name in component.one_of)
        remedy = f"Add a line such as:  {first.name}: {first.example}"
        yield error(where, f'"{title}" has no address: none of the lines {lines} is there.', remedy, "C23")
