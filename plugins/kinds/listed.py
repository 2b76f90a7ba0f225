"""Lists in content/ in the form of TOML, an entry below each line in brackets: facts, contacts, the house's style.

    [members]
    value = "almost 10,000"
    checked = 2022-01-15

What a list may say of an entry is declared as the lines of a header are. Where a line cannot be read the others are, so
that all mistakes are told at once.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from plugins.core.dates import days_meant
from plugins.core.fields import (
    DATE,
    EMAIL,
    OF_A_LIST,
    TELEPHONE,
    TEXT,
    Field,
    ValueType,
    find_field,
    fits_anything,
    wrong_value,
)
from plugins.core.findings import Finding, Where, WrongValue, finding
from plugins.core.header import SeenFile, decode
from plugins.core.header_check import misspelt, unknown_field
from plugins.core.lookalikes import says_something
from plugins.core.slugs import NAME, slug_of_words
from plugins.markup.plain_fields import first_mark, words_alone

TEXTS = ValueType("texts", fits_anything, takes_names=True)  # several, ["in", "brackets"]
TEXT_OR_TRUE = ValueType("text-or-true", fits_anything, takes_names=True)
TRUE = "true"
YES_OR_NO = {"yes": True, "y": True, "true": True, "on": True, "1": True, "no": False, "n": False, "false": False}
MAX_MISTAKES = 50  # lines that cannot be read: whoever has more sees the others when these are mended
UNREAD = "\ue000"  # what a line that cannot be read says meanwhile
UNREAD_WORDS = "…"
HEADER = re.compile(r"\s*\[\[?\s*(?P<name>[^\[\]]*?)\s*\]\]?\s*(?:#.*)?")
KEY = re.compile(r"\s*(?P<key>\"[^\"]*\"|'[^']*'|[\w-]+)\s*=\s*(?P<value>.*?)\s*")
COLON = re.compile(r"\s*(?P<key>[\w-]+)\s*:\s*(?P<value>.*?)\s*")
DAY = re.compile(r"\d{4}-[\d-]+")
QUOTES = "\"'“”„‘’«»"


class ListKind(NamedTuple):
    """A kind of list.

    name: as staff call an entry; file: below content/; example: one as it may be written
    fields: what an entry may say; table: of lists whose entries have no names, the word in their double brackets
    """

    name: str
    file: str
    fields: tuple[Field, ...]
    example: str
    table: str = ""

    @property
    def path(self) -> str:
        """The file as staff know it."""
        return f"content/{self.file}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry.

    where: the line with its name
    values: of each field that it tells, by the field's name: a text, or texts; of a day only where it is one
    told: the names of all fields that it tells, also where the value cannot be read
    lines: of the fields that it tells
    """

    name: str
    where: Where
    values: Mapping[str, str | tuple[str, ...]]
    told: frozenset[str]
    lines: Mapping[str, int] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The text of a field, or ""."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else ""

    def text_or_unread(self, name: str) -> str:
        """The same; a sign for what cannot be read, of which is told already."""
        return self.text(name) or ("" if self.lacks(name) else UNREAD_WORDS)

    def to_type(self, known: Field) -> dict[str, str]:
        """As values of a finding, what to type for a field that it lacks, and which line of it says nothing, if any."""
        return {"example": known.example, **self.empty(known.name)}

    def texts(self, name: str) -> tuple[str, ...]:
        """Those of a field with several, or none."""
        value = self.values.get(name, ())
        return () if isinstance(value, str) else value

    def at(self, name: str) -> Where:
        """Where a field stands, or the entry."""
        return Where(self.where.path, self.lines.get(name, self.where.line))

    def empty(self, name: str) -> dict[str, str]:
        """As the value `empty` of a finding, a field that it lacks although its line is there; else nothing."""
        return {"empty": name} if name in self.lines else {}

    def lacks(self, *names: str) -> list[str]:
        """Those of these fields that it does not tell."""
        return [name for name in names if name not in self.told]


def read_list(seen: SeenFile, kind: ListKind) -> tuple[list[Entry], list[Finding]]:
    """The entries of a list, and all that is wrong with it (C04 to C06, C09, C34, C39, C44, C101, C130, C133). Pure."""
    if seen.unread:
        return [], [seen.unread]
    text, findings = decode(seen.data, seen.path)
    data, mended, unread = tables_in(text, seen.path, kind)
    findings += unread
    places = places_in(mended)
    entries: list[Entry] = []
    for name, number, table in named_tables(data):
        place = places.get((name, number), Place(1, {}))
        where = Where(seen.path, place.line)
        if not isinstance(table, dict):
            findings.append(finding("C133.outside-an-entry", where, key=name, **header_of(kind)))
            continue
        if kind.table and name != kind.table and not name.startswith(UNREAD):
            findings.append(finding("C133.other-brackets", where, name=name, table=kind.table))
            continue
        is_read = not name.startswith(UNREAD)
        if is_read and not kind.table and not NAME.fullmatch(name):
            findings.append(finding("C133.no-name", where, name=name, plain=slug_of_words(name) or "another-name"))
        by_name = sorted(table.items(), key=lambda one: find_field(one[0], kind.fields) is not None)  # before nearly
        told = {meant_field(key, kind.fields) or key: one for key, one in by_name}
        lines = {key: place.keys.get(key, place.line) for key in table}
        values, wrong = values_in(table, kind.fields, seen.path, lines)
        findings += wrong
        if not is_read or (number and not kind.table):  # the first of a name counts
            continue
        empty = {key for key, value in told.items() if is_blank(value)}
        by_field = {known.name: lines[key] for key in table if (known := find_field(key, kind.fields))}
        entries.append(Entry(name, where, values, frozenset(told.keys() - empty), by_field))
    return entries, findings


def meant_field(key: str, fields: Sequence[Field]) -> str | None:
    """The field that a key names, or is nearly: of which is told, and which is not missing then."""
    known = find_field(key, fields)
    return known.name if known else misspelt(key, fields)


def is_blank(value: object) -> bool:
    """Whether there is nothing to see in a value: a text, or one of several of which none says anything."""
    if isinstance(value, list):
        return all(map(is_blank, value))
    return isinstance(value, str) and not says_something(value)


def header_of(kind: ListKind) -> dict[str, str]:
    """The line above an entry, as an example."""
    return {"header": f"[[{kind.table}]]" if kind.table else f"[{kind.example.partition(']')[0].rpartition('[')[2]}]"}


def named_tables(data: Mapping[str, Any]) -> Iterator[tuple[str, int, object]]:
    """Each table with its name, and which of that name it is."""
    for name, one in data.items():
        tables = one if isinstance(one, list) and all(isinstance(each, dict) for each in one) else [one]
        yield from ((name, number, table) for number, table in enumerate(tables))


def values_in(
    table: Mapping[str, Any], fields: Sequence[Field], path: str, lines: Mapping[str, int]
) -> tuple[dict[str, str | tuple[str, ...]], list[Finding]]:
    """What an entry tells, by the names of fields, and what is wrong with it. lines: of its keys"""
    values: dict[str, str | tuple[str, ...]] = {}
    findings: list[Finding] = []
    for key, value in table.items():
        where, known = Where(path, lines[key]), find_field(key, fields)
        if known is None:
            findings.append(unknown_field(key, fields, where))
        elif value != UNREAD:
            plain = plain_value(value, known)
            if plain is None:
                findings.append(not_of_its_type(key, value, known, where))
            else:
                wrong = wrong_here(known, plain) if isinstance(plain, str) else None
                findings += [wrong.at(where)] if wrong else not_plain(known, plain, where)
                if not (wrong and known.type == DATE):  # of others nothing is told again where they are shown
                    values[known.name] = plain
    return values, findings


def wrong_here(known: Field, value: str) -> WrongValue | None:
    """Why a value cannot stand in a field of a list, with a line of a list to type. Contacts tell what others name."""
    wrong = wrong_value(known, value)
    if known.type in (EMAIL, TELEPHONE) and (named := OF_A_LIST.search(value)):
        wrong = WrongValue("C34.name-of-a-list", field=known.name, name=named[0], example=known.example)
    return WrongValue(wrong.name, **wrong.values, toml=known.name) if wrong else None


def in_toml(text: str) -> str:
    r"""A text as TOML has it.

    >>> print(in_toml('a "b"'))
    "a \"b\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def plain_value(value: object, known: Field) -> str | tuple[str, ...] | None:
    """A value of TOML as a text, or as texts where the field takes several; None for one that it does not take."""
    if known.type == TEXTS:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            return None
        return tuple(" ".join(one.split()) for one in value if says_something(one))
    if known.type == TEXT_OR_TRUE and isinstance(value, bool | str) and str(value).casefold() in YES_OR_NO:
        return TRUE if YES_OR_NO[str(value).casefold()] else ""
    if known.type == DATE and isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if not isinstance(value, str):
        return None
    return " ".join(value.split()) if says_something(value) else ""


def not_plain(known: Field, value: str | tuple[str, ...], where: Where) -> Iterator[Finding]:
    """Markdown or HTML in a text, of which readers would see the signs (C101)."""
    text = first_mark(value) if known.type == TEXT and isinstance(value, str) else None
    if text is not None:
        yield finding("C101.in-a-field", where, text=text, line=f"{known.name} = {in_toml(words_alone(str(value)))}")


def not_of_its_type(key: str, value: object, known: Field, where: Where) -> Finding:
    """A number, say, where a text must stand (C133)."""
    if known.type == TEXTS:
        several = f"[{in_toml(value)}]" if isinstance(value, str) else known.example
        return finding("C133.not-several", where, field=known.name, line=f"{key} = {several}")
    one = known.example if isinstance(value, list | dict | bool) else f"{value}"
    line = TRUE if known.type == TEXT_OR_TRUE else in_toml(one or "...")
    return finding("C133.not-a-text", where, field=known.name, line=f"{key} = {line}")


# -- Lines that cannot be read --


def tables_in(text: str, path: str, kind: ListKind) -> tuple[dict[str, Any], str, list[Finding]]:
    """The tables of a text in TOML, the text in which they could be read, and each line that could not be (C130)."""
    lines, findings, seen = text.split("\n"), list[Finding](), set[str]()
    for number, line in enumerate(lines, 1):
        found = HEADER.fullmatch(line)
        if kind.table and line.partition("#")[0].strip() == f"[{kind.table}]":
            lines[number - 1] = f"[[{kind.table}]]"  # one pair of brackets says as much
        elif found and not kind.table and (found["name"] in seen or "." in found["name"]):
            findings.append(unreadable(line, Where(path, number), kind.fields, is_twice=found["name"] in seen))
            lines[number - 1] = stand_in(line, len(findings))
        seen |= {found["name"]} if found else set()
    for _ in range(MAX_MISTAKES):
        try:
            return tomllib.loads("\n".join(lines)), "\n".join(lines), findings
        except tomllib.TOMLDecodeError as wrong:
            message, at = str(wrong), re.search(r"\(at line (\d+)", str(wrong))
            number = begin_of_open(lines, int(at[1]) if at else len(lines), message)
            line = lines[number - 1]
            is_twice = "Cannot" in message
            if line.strip() and UNREAD not in line:
                findings.append(unreadable(line, Where(path, number), kind.fields, is_twice=is_twice))
            instead = stand_in(line, len(findings)) if UNREAD not in line and not is_twice_key(line, is_twice) else ""
            lines[number - 1] = instead
    return {}, "", findings


def begin_of_open(lines: Sequence[str], number: int, message: str) -> int:
    """The number of the line that is wrong: of what is never closed the one on which it begins.

    number: of the line that Python's library names
    """
    number = min(number, len(lines))
    if not lines[number - 1].strip() or "nclosed" in message or UNREAD in lines[number - 1]:
        for earlier in range(number, 0, -1):
            found = KEY.fullmatch(lines[earlier - 1])
            value = found["value"] if found else ""
            if value and value[0] in "[{" and value.count(value[0]) > value.count({"[": "]", "{": "}"}[value[0]]):
                return earlier
        while number > 1 and not lines[number - 1].strip():
            number -= 1
    return number


def is_twice_key(line: str, is_twice: bool) -> bool:
    """Whether a line says again what another has said."""
    return is_twice and not line.lstrip().startswith("[")


def stand_in(line: str, number: int) -> str:
    """What stands in the place of a line that cannot be read, so that the others can be."""
    if line.lstrip().startswith("["):
        return f'["{UNREAD}{number}"]'
    found = KEY.fullmatch(line) or COLON.fullmatch(line)
    return f'{found["key"]} = "{UNREAD}"' if found else ""


def unreadable(line: str, where: Where, fields: Sequence[Field], *, is_twice: bool) -> Finding:
    """Why a line cannot be read, and what to type (C130)."""
    bare = line.strip()
    if is_twice:
        return finding("C130.twice", where, line=bare)
    if bare.startswith("["):
        name = slug_of_words(bare.strip("[] ")) or "members"
        return finding("C130.header", where, line=bare, right=f"[[{name}]]" if bare.startswith("[[") else f"[{name}]")
    found = KEY.fullmatch(bare) or COLON.fullmatch(bare)
    if found is None:
        return finding("C130.no-value", where, line=bare)
    if DAY.fullmatch(found["value"]) and (wrong := wrong_value(Field(found["key"], DATE), found["value"])):
        return wrong.at(where)
    told = find_field(found["key"], fields)
    if told and told.type == DATE and len(days := days_meant(found["value"].strip(QUOTES))) == 1:
        return finding("C130.without-quotes", where, line=bare, right=f"{found['key']} = {days[0]}")
    value = meant_value(found["value"], told)
    if value is None:
        return finding("C130.no-value", where, line=bare)
    return finding("C130.without-quotes", where, line=bare, right=f"{found['key']} = {value}")


def meant_value(written: str, known: Field | None) -> str | None:
    """A value that cannot be read, as TOML would have it; None where nobody can know how that is.

    known: the field of the line
    """
    bare = written.strip(QUOTES)
    if not bare and known:
        return known.example if known.type in (DATE, TEXTS, TEXT_OR_TRUE) else in_toml(known.example)
    if known and known.type == TEXT_OR_TRUE and bare.casefold() in YES_OR_NO:
        return "true" if YES_OR_NO[bare.casefold()] else "false"
    if written.startswith("["):
        return several(written)
    is_quoted = len(written) > 2 and written[0] == written[-1] == '"' and not re.search('"\\s*,', bare)
    return in_toml(bare) if is_quoted or '"' not in bare else None


def several(written: str) -> str | None:
    """Texts in brackets as TOML has them, between whatever quotation marks they stand, or none.

    >>> print(several("[“10,000 members” “ten”]"))
    ["10,000 members", "ten"]
    """
    straight = re.sub("[“”„«»]", '"', written.removeprefix("[").rstrip("] \t"))
    inner = re.findall(r'"([^"]*)"', straight) if '"' in straight else re.split(r"[,;]\s+|;", straight)
    rest = re.sub(r'"[^"]*"', "", straight) if '"' in straight else ""
    texts = [in_toml(one.strip()) for one in inner if says_something(one)]
    return f"[{', '.join(texts)}]" if texts and written.endswith("]") and not rest.strip(" ,;\t") else None


class Place(NamedTuple):
    """Where an entry stands: its line, and that of each of its keys, by the key."""

    line: int
    keys: dict[str, int]


def places_in(text: str) -> dict[tuple[str, int], Place]:
    """Where each table of a text begins, by its name and which of that name it is; and each key above all tables."""
    places: dict[tuple[str, int], Place] = {}
    current: Place | None = None
    counts: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if (header := HEADER.fullmatch(line)) and "," not in header["name"]:
            name = header["name"].strip("\"'")
            current = places[name, counts.setdefault(name, 0)] = Place(number, {})
            counts[name] += 1
        elif found := KEY.fullmatch(line):
            key = found["key"].strip("\"'")
            if current is None:
                places.setdefault((key, 0), Place(number, {}))
            else:
                current.keys.setdefault(key, number)
    return places
