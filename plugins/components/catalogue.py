"""The components there are: one folder each, described by its component.toml."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.core.fields import VALUE_TYPES, Field, wrong_value
from plugins.core.findings import Finding, SiteError, Where, error
from plugins.core.suggestions import closest, did_you_mean

BODIES = ("none", "optional", "required")
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
KINDS = {"purpose": (str,), "body": (str,), "one-of": (list,), "fields": (dict,)}
FIELD_KINDS = {
    "type": (str,),
    "required": (bool,),
    "default": (str, int),
    "values": (list,),
    "help": (str,),
    "example": (str, int),
}
KIND_NAMES = {str: 'text in "quotes"', bool: "true or false", list: 'a list such as ["left", "right"]', dict: "a table"}


@dataclass(frozen=True, slots=True)
class Component:
    """What one kind of block is for and takes.

    body: is there Markdown in it, one of BODIES
    one_of: names of fields of which at least one must be told; empty when there are none
    """

    name: str
    purpose: str
    body: str
    fields: tuple[Field, ...]
    one_of: tuple[str, ...] = ()


def read_catalogue(folder: Path) -> dict[str, Component]:
    """Every component by its name: the folders below `folder` that have a component.toml, in name order.

    raises: SiteError with everything that is wrong in any of them (C48)
    """
    catalogue: dict[str, Component] = {}
    findings: list[Finding] = []
    for file in sorted(folder.glob("*/component.toml")):
        name = file.parent.name
        path = f"{folder.parent.name}/{folder.name}/{name}/{file.name}"
        try:
            text = file.read_text("utf-8")
            told = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
            findings.append(_unreadable(path, wrong))
            continue
        mistakes = list(_mistakes(name, told, _Lines(text, path)))
        findings += mistakes
        if not mistakes:
            catalogue[name] = _component(name, told)
    if findings:
        raise SiteError(findings)
    return catalogue


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where a key stands in a component.toml."""

    text: str
    path: str

    def where(self, key: str = "", field: str = "") -> Where:
        """The line of `key` in the field's table (or at the top), else the table's own line, else the first."""
        table, found = "", 1
        for number, line in enumerate(self.text.split("\n"), 1):
            if header := re.match(r'\s*\[\s*(?:fields\s*\.\s*)?"?([^\]"]*)"?\s*\]', line):
                table = header[1].strip()
                found = number if field and table == field else found
            elif table == field and key and re.match(rf'\s*"?{re.escape(key)}"?\s*[=.]', line):
                return Where(self.path, number)
        return Where(self.path, found)


def _unreadable(path: str, wrong: ValueError) -> Finding:
    """C48: the file that describes a block (component.toml) cannot be read, so that no page can use the block.

    Readers would miss what it shows. If you did not change it, tell whoever looks after the site.
    """
    at = re.search(r"\(at line (\d+)", str(wrong))
    problem = f"I cannot read this file: {str(wrong).partition(' (at ')[0]}."
    remedy = 'Every line is  name = "value"  or  [fields.name]'
    return error(Where(path, int(at[1]) if at else 1), problem, remedy, "C48")


def _mistakes(name: str, told: Mapping[str, Any], lines: _Lines) -> Iterator[Finding]:
    if not NAME.fullmatch(name):
        yield error(lines.where(), f'"{name}" is not a name for a component.', "Use small letters and hyphens.", "C48")
    yield from _wrong_keys(told, KINDS, lines, "")
    if not told.get("purpose"):
        remedy = 'Say in one sentence what it is for:  purpose = "..."'
        yield error(lines.where("purpose"), "This component has no purpose.", remedy, "C48")
    if told.get("body") not in BODIES:
        remedy = 'Write  body = "required"  (or "optional", or "none")'
        yield error(lines.where("body"), "It does not say whether text belongs in it.", remedy, "C48")
    fields = told.get("fields", {})
    for field, spec in fields.items() if isinstance(fields, dict) else ():
        yield from _field_mistakes(field, spec, lines)


def _wrong_keys(
    told: Mapping[str, Any], kinds: Mapping[str, tuple[type, ...]], lines: _Lines, field: str
) -> Iterator[Finding]:
    for key, value in told.items():
        if key not in kinds:
            yield error(lines.where(key, field), f'"{key}" is not a key I know here.', did_you_mean(key, kinds), "C48")
        elif not isinstance(value, kinds[key]) or (isinstance(value, bool) and bool not in kinds[key]):
            yield error(lines.where(key, field), f'"{key}" is not {KIND_NAMES[kinds[key][0]]}.', "", "C48")


def _field_mistakes(name: str, spec: Any, lines: _Lines) -> Iterator[Finding]:
    if not NAME.fullmatch(name) or name == "body":
        remedy = '"body" is taken: it is the text.' if name == "body" else "Use small letters and hyphens."
        yield error(lines.where(field=name), f'"{name}" is not a name for a field.', remedy, "C48")
    if not isinstance(spec, dict):
        yield error(lines.where(name, "fields"), f'"{name}" is not a table.', f"Write  [fields.{name}]", "C48")
        return
    wrong_keys = list(_wrong_keys(spec, FIELD_KINDS, lines, name))
    yield from wrong_keys
    if wrong_keys:
        return
    kind = spec.get("type", "text")
    choice = kind in ("choice", "choices")
    if kind not in VALUE_TYPES:
        remedy = did_you_mean(kind, VALUE_TYPES)
        yield error(lines.where("type", name), f'"{kind}" is not a type of field.', remedy, "C48")
    elif choice != bool(spec.get("values")):
        remedy = (
            'Add for example  values = ["left", "right"]' if choice else 'Delete the line, or write  type = "choice"'
        )
        problem = f'Only a choice has "values"; "{name}" is of the type {kind}.'
        yield error(lines.where("values", name), problem, remedy, "C48")
    elif not all(isinstance(value, str) for value in spec.get("values", ())):
        yield error(lines.where("values", name), '"values" holds something that is not text.', "", "C48")
    else:
        yield from _wrong_samples(_field(name, spec), lines)


def _wrong_samples(field: Field, lines: _Lines) -> Iterator[Finding]:
    for key, value in (("default", field.default), ("example", field.example)):
        if wrong := wrong_value(field, value):
            yield wrong.at(lines.where(key, field.name)).counted_as("C48").within("sample", key=key)


def _component(name: str, told: Mapping[str, Any]) -> Component:
    fields = tuple(_field(field, spec) for field, spec in told.get("fields", {}).items())
    return Component(name, told["purpose"], told["body"], fields, tuple(told.get("one-of", ())))


def _field(name: str, spec: Mapping[str, Any]) -> Field:
    return Field(
        name=name,
        type=spec.get("type", "text"),
        required=spec.get("required", False),
        default=str(spec.get("default", "")),
        help=spec.get("help", ""),
        example=str(spec.get("example", "")),
        values=tuple(spec.get("values", ())),
    )


def find_component(name: str, catalogue: Mapping[str, Component]) -> Component | None:
    """The component of that name, in any letter case."""
    return catalogue.get(name) or catalogue.get(name.casefold())


def unknown_component(name: str, catalogue: Mapping[str, Component], where: Where) -> Finding:
    """C33: the name behind ::: is not one of a block that I know, perhaps since it is misspelt.

    Readers would see its lines as plain words. Use the name that the report suggests.
    """
    dashed = "-".join(name.split())
    remedy = f'Did you mean "{near}"?' if (near := closest(dashed, catalogue)) else did_you_mean(dashed, catalogue)
    return error(where, f'I know no block "{name}".', remedy, "C33")
