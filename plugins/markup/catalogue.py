"""The components there are: one folder each, described by its component.toml."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plugins.core.fields import CHOICE, CHOICES, Field, ValueType, wrong_value
from plugins.core.findings import Finding, SiteError, Where, finding
from plugins.core.reachable import visible
from plugins.core.slugs import NAME
from plugins.core.suggestions import closest, suggest
from plugins.core.synonyms import BLOCKS
from plugins.core.tables import table

# Of the last two, text without a list, or without headings, would leave the block's frame empty.
BODIES = ("none", "optional", "required", "list", "headings")
KINDS = {
    "purpose": (str,),
    "body": (str,),
    "one-of": (list,),
    "needs": (dict,),
    "fields": (dict,),
    "script": (str,),
    "gives-heading": (bool,),
    "quotes": (bool,),
    "holds-questions": (bool,),
    "words": (dict,),
}
FIELD_KINDS = {
    "type": (str,),
    "required": (bool,),
    "default": (str, int),
    "values": (list,),
    "help": (str,),
    "example": (str, int),
}
Types = Mapping[str, ValueType]
KIND_NAMES = {str: "text", bool: "true-or-false", list: "a-list", dict: "a-table"}


@dataclass(frozen=True, slots=True)
class Component:
    """What one kind of block is for and takes.

    body: is there Markdown in it, one of BODIES
    one_of: names of fields of which at least one must be told; empty when there are none
    needs: names of fields, each with that of another that must be told with it
    script: the name of the theme's script that it needs, or ""
    gives_heading: it holds the page's main heading
    quotes: its text is what somebody else has said
    is_questions: it shows questions with their answers, each in an element `details`
    words: its own, by language and key, as plugins/render/words.py tells
    """

    name: str
    purpose: str
    body: str
    fields: tuple[Field, ...]
    one_of: tuple[str, ...] = ()
    needs: tuple[tuple[str, str], ...] = ()
    script: str = ""
    gives_heading: bool = False
    quotes: bool = False
    is_questions: bool = False
    words: Mapping[str, Mapping[str, str | Mapping[str, str]]] = field(default_factory=dict)


def read_catalogue(folder: Path, types: Types) -> dict[str, Component]:
    """Every component by its name: the folders below `folder` that have a component.toml, in name order.

    types: what the values of their fields may be, by name
    raises: SiteError with everything that is wrong in any of them (C48)
    """
    catalogue: dict[str, Component] = {}
    findings: list[Finding] = []
    for file in sorted(folder.glob("*/component.toml")):
        name = file.parent.name
        path = f"{folder.parent.name}/{folder.name}/{name}/{file.name}"
        try:
            text = file.read_text("utf-8")
            data = table(text)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
            findings.append(_unreadable(path, wrong))
            continue
        lines = _Lines(text, path)
        mistakes = [*_mistakes(name, data, types, lines), *_without_script(data, folder.parent, lines)]
        findings += mistakes
        if not mistakes:
            catalogue[name] = _component(name, data, types)
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
    """A component.toml that cannot be read (C48)."""
    at = re.search(r"\(at line (\d+)", str(wrong))
    return finding("C48.unreadable", Where(path, int(at[1]) if at else 1), reason=str(wrong).partition(" (at ")[0])


def _mistakes(name: str, data: Mapping[str, Any], types: Types, lines: _Lines) -> Iterator[Finding]:
    if not is_name(name):
        yield finding("C48.no-component-name", lines.where(), name=name)
    yield from _wrong_keys(data, KINDS, lines, "")
    if not data.get("purpose"):
        yield finding("C48.no-purpose", lines.where("purpose"))
    if data.get("body") not in BODIES:
        yield finding("C48.no-body", lines.where("body"))
    fields = data.get("fields", {})
    for own, spec in fields.items() if isinstance(fields, dict) else ():
        yield from _field_mistakes(own, spec, types, lines)
    words = data.get("words", {})
    for language, texts in words.items() if isinstance(words, dict) else ():
        yield from _word_mistakes(language, texts, lines)


def _word_mistakes(language: str, texts: Any, lines: _Lines) -> Iterator[Finding]:
    """What is no text, and no table of a text for each plural, among a component's words in a language."""
    table = f"words.{language}"
    if not isinstance(texts, dict):
        yield finding("C48.not-a-table", lines.where(language, "words"), key=table)
        return
    for key, text in texts.items():
        forms = text.values() if isinstance(text, dict) and "other" in text else [text]
        if not all(isinstance(one, str) for one in forms):
            yield finding("C48.not-text", lines.where(key, table), key=key)


def _without_script(data: Mapping[str, Any], theme: Path, lines: _Lines) -> Iterator[Finding]:
    """A script that the theme does not have (C48)."""
    scripts = {file.stem for file in visible((theme / "static" / "js").glob("*.js"))}
    name = data.get("script")
    if isinstance(name, str) and name not in scripts:
        yield finding("C48.no-such-script", lines.where("script"), script=name, **suggest(name, scripts))


def is_name(name: str) -> bool:
    """Whether a component or a field may be called so: a class in CSS begins with a letter."""
    return NAME.fullmatch(name) is not None and name[0].isalpha()


def _wrong_keys(
    data: Mapping[str, Any], kinds: Mapping[str, tuple[type, ...]], lines: _Lines, field: str
) -> Iterator[Finding]:
    for key, value in data.items():
        if key not in kinds:
            yield finding("C48.unknown-key", lines.where(key, field), key=key, **suggest(key, kinds))
        elif not isinstance(value, kinds[key]) or (isinstance(value, bool) and bool not in kinds[key]):
            yield finding(f"C48.not-{KIND_NAMES[kinds[key][0]]}", lines.where(key, field), key=key)


def _field_mistakes(name: str, spec: Any, types: Types, lines: _Lines) -> Iterator[Finding]:
    if name == "body":
        yield finding("C48.field-called-body", lines.where(field=name), name=name)
    elif not is_name(name):
        yield finding("C48.no-field-name", lines.where(field=name), name=name)
    if not isinstance(spec, dict):
        yield finding("C48.field-no-table", lines.where(name, "fields"), name=name)
        return
    wrong_keys = list(_wrong_keys(spec, FIELD_KINDS, lines, name))
    yield from wrong_keys
    if wrong_keys:
        return
    kind = spec.get("type", "text")
    choice = kind in (CHOICE.name, CHOICES.name)
    if kind not in types:
        yield finding("C48.unknown-type", lines.where("type", name), type=kind, **suggest(kind, types))
    elif choice and not spec.get("values"):
        yield finding("C48.choice-without-values", lines.where("values", name), field=name, type=kind)
    elif spec.get("values") and not choice:
        yield finding("C48.values-without-choice", lines.where("values", name), field=name, type=kind)
    elif not all(isinstance(value, str) for value in spec.get("values", ())):
        yield finding("C48.value-no-text", lines.where("values", name))
    else:
        yield from _wrong_samples(_field(name, spec, types), lines)


def _wrong_samples(field: Field, lines: _Lines) -> Iterator[Finding]:
    for key, value in (("default", field.default), ("example", field.example)):
        if wrong := wrong_value(field, value):
            yield wrong.at(lines.where(key, field.name)).counted_as("C48").within("sample", key=key)


def _component(name: str, data: Mapping[str, Any], types: Types) -> Component:
    fields = tuple(_field(own, spec, types) for own, spec in data.get("fields", {}).items())
    traits = {
        "script": data.get("script", ""),
        "gives_heading": data.get("gives-heading", False),
        "quotes": data.get("quotes", False),
        "is_questions": data.get("holds-questions", False),
    }
    one_of, needs, words = tuple(data.get("one-of", ())), tuple(data.get("needs", {}).items()), data.get("words", {})
    return Component(name, data["purpose"], data["body"], fields, one_of, needs, **traits, words=words)


def _field(name: str, spec: Mapping[str, Any], types: Types) -> Field:
    return Field(
        name=name,
        type=types[spec.get("type", "text")],
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
    """A name behind ::: that no component has (C33)."""
    word, parts = "-".join(name.split()), re.findall(r"\w+", name.casefold())
    begins = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))  # questions-and-answers: questions
    near = closest(word, catalogue) or next(
        (BLOCKS.get(one, one) for one in begins if one in {*catalogue, *BLOCKS}), ""
    )
    known = {"near": near} if near in catalogue else {"known": ", ".join(sorted(catalogue))} if catalogue else {}
    return finding("C33.unknown-block", where, block=name, **known)
