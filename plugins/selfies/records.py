"""Records in notes, as programs export them in JSON, in JSON by the line, and as simple YAML: as rows of tables."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from plugins.selfies.people import NUMBER
from plugins.selfies.tables import HEADINGS, MAX_ROWS

Value: TypeAlias = "dict[str, Value] | list[Value] | str"
MAX_DEPTH = 20
# A line of a YAML file: how far in it stands, whether it begins an entry of a list, its name, and what it is.
ENTRY = re.compile(r"( *)((?:- +)*)(?:[\"']?([\w #./-]{1,60}?)[\"']?\s*:(?:\s+(.*))?|(\S.*))")
QUOTED = re.compile(r"([\"'])(.*)\1\s*(?:#.*)?")


def records_in(text: str) -> list[str]:
    r"""The records in a text as rows of tables, with tabs between their cells; none for any other text.

    A form feed stands on a line between two tables. What is no record stands in lines of their own.

    >>> records_in('{"members": [{"id": "0902", "consent": {"web": false}}]}')
    ['members:', 'id\tconsent web', '0902\tfalse']
    """
    value = json_in(text)
    if value is None:
        value = yaml_in(text)
    if value is None:
        return []
    tables = [table for table in tables_in(value, "") if any(line.strip() for line in table)]
    return [line for at, table in enumerate(tables) for line in (*(["\f"] if at else []), *table)]


def json_in(text: str) -> "Value | None":
    """What stands in a JSON text, or in one with a JSON value on each line; None for any other."""
    if text.lstrip("\ufeff \t\r\n")[:1] not in ("[", "{"):
        return None
    lines = [line for line in text.lstrip("\ufeff").split("\n") if line.strip()]
    for parts in ([text.lstrip("\ufeff")], lines):
        try:
            values = [plain_value(json.loads(part, object_pairs_hook=pairs), 0) for part in parts]
        except (ValueError, RecursionError):
            continue
        return values[0] if len(values) == 1 else values
    return None


def pairs(entries: list[tuple[str, object]]) -> dict[str, object]:
    """An object of JSON; of a name that stands in it twice, both values count."""
    found: dict[str, object] = {}
    for name, value in entries:
        found[name] = [found[name], value] if name in found else value
    return found


def plain_value(value: object, depth: int) -> Value:
    """A value of JSON with words alone in it. raises: ValueError where it is too deep"""
    if depth > MAX_DEPTH:
        raise ValueError
    if isinstance(value, dict):
        return {str(name): plain_value(one, depth + 1) for name, one in value.items()}
    if isinstance(value, list):
        return [plain_value(one, depth + 1) for one in value]
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


def yaml_in(text: str) -> "Value | None":
    """What stands in a YAML text of records, of names, values and lists alone; None for any other."""
    lines = [line for line in text.split("\n")[:MAX_ROWS] if line.strip() and not re.match(r"\s*#|---|\.\.\.", line)]
    matches = [ENTRY.fullmatch(line.rstrip()) for line in lines]
    if not any(found and found[2] and found[3] and found[3].casefold() in HEADINGS for found in matches):
        return None
    entries: list[tuple[int, str, str]] = []
    for found in matches:
        if found is None or not (found[2] or found[3]):
            return None
        at = len(found[1])
        for _ in range(found[2].count("-")):
            entries.append((at, "-", ""))
            at += 2
        quoted = QUOTED.fullmatch(value := (found[4] if found[3] else found[5]) or "")
        entries.append((at, found[3] or "", quoted[2] if quoted else value.partition(" #")[0]))
    value, rest = block(entries, 0)
    return value if not rest else None


def block(entries: Sequence[tuple[int, str, str]], depth: int) -> tuple[Value, Sequence[tuple[int, str, str]]]:
    """The value that the first entries make, by how far in they stand, and the entries behind it."""
    if depth > MAX_DEPTH or not entries:
        return "", entries
    at, first, value = entries[0]
    if not first:
        return value, entries[1:]
    listed: list[Value] = []
    named: dict[str, Value] = {}
    while entries and entries[0][0] == at and (entries[0][1] == "-") == (first == "-"):
        _, name, value = entries[0]
        entries = entries[1:]
        one: Value = value
        if not value and entries and (entries[0][0] > at or (name != "-" and entries[0][:2] == (at, "-"))):
            one, entries = block(entries, depth + 1)
        listed.append(one)
        named[name] = [named[name], one] if name in named else one
    return (listed if first == "-" else named), entries


def tables_in(value: Value, name: str) -> Iterator[list[str]]:
    """The lines of each table in a value, every word of which stands in one.

    name: what it is called in the value around it
    """
    if isinstance(value, str):
        yield [one_line(f"{name}: {value}" if name else value)]
        return
    if isinstance(value, dict):
        yield from tables_in_names(value, name)
        return
    records = [one for one in value if isinstance(one, dict)]
    rows = [one for one in value if isinstance(one, list)]
    words = [one_line(one) for one in value if isinstance(one, str)]
    if records and all(map(is_record, records)):
        yield rows_of(records, name)
    else:
        for one in records:
            yield from tables_in(one, name)
    if rows and all(isinstance(cell, str) for row in rows for cell in row):
        yield ["\t".join(one_line(str(cell)) for cell in row) for row in rows]
    else:
        for row in rows:
            yield from tables_in(row, name)
    if words:
        yield [f"{name}:", *words] if name else words


def tables_in_names(value: dict[str, Value], name: str) -> Iterator[list[str]]:
    """The same of names with their values: one record, one for each name, or answers by ids."""
    inner = list(value.values())
    if inner and all(map(is_id, value)) and all(isinstance(one, str) for one in inner):
        yield [f"id\t{one_line(name)}" if name else "", *(f"{key}\t{one_line(str(one))}" for key, one in value.items())]
    elif inner and all(map(is_id, value)) and all(isinstance(one, dict) and is_record(one) for one in inner):
        yield rows_of([{"id": key, **one} for key, one in value.items() if isinstance(one, dict)], name)
    elif is_record(value) and not HEADINGS.isdisjoint(key.casefold() for key in value):
        yield rows_of([value], name)
    else:
        for key, one in value.items():
            yield from tables_in(one, key)


def is_id(name: str) -> bool:
    """Whether a name can be an id."""
    return NUMBER.search(name) is not None


def is_record(value: dict[str, Value]) -> bool:
    """Whether names and values, perhaps with such in them, tell of one thing: no lists of records are in it."""
    return all(
        isinstance(one, str)
        or (isinstance(one, dict) and is_record(one) and not any(map(is_id, one)))
        or (isinstance(one, list) and all(isinstance(part, str) for part in one))
        for one in value.values()
    )


def rows_of(records: Sequence[dict[str, Value]], name: str) -> list[str]:
    """Records as rows below a row of their names, and above these what they are called."""
    flat = [dict(cells_of(one, "")) for one in records]
    names = list(dict.fromkeys(key for one in flat for key in one))
    rows = ["\t".join(one_line(one.get(key, "")) for key in names) for one in flat]
    return [*([f"{one_line(name)}:"] if name else []), "\t".join(map(one_line, names)), *rows]


def cells_of(value: dict[str, Value], above: str) -> Iterator[tuple[str, str]]:
    """The names in a record, those around each before it, and what they are."""
    for name, one in value.items():
        if isinstance(one, dict):
            yield from cells_of(one, f"{above}{name} ")
        else:
            yield above + name, ", ".join(map(str, one)) if isinstance(one, list) else one


def one_line(text: str) -> str:
    """Words of a cell on one line, without what ends a cell."""
    return " ".join(text.replace('"', "'").split())
