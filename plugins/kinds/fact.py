"""What is true and changes, told once for the whole site: content/facts.toml.

A text writes {fact:members}, and shows the value that stands there, wherever it is; {Fact:members} at the beginning of
a sentence.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from plugins.core.dates import day
from plugins.core.fields import DATE, Field, ValueType, fits_anything, words
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import MAX_VALUE_CHARACTERS, SeenFile
from plugins.core.suggestions import suggest
from plugins.kinds.listed import TEXTS, Entry, ListKind, read_list
from plugins.markup.named import Named, filled, named_in_words
from plugins.markup.typography import typographic

VALUE = Field(
    "value",
    required=True,
    help="What texts show for {fact:members}; for {Fact:members}, which begins a sentence, with a large letter.",
    example="almost 10,000",
)
WORDS = Field("words", help="What that is the number of, below it in figures.", example="members in advanced education")
SOURCE = Field("source", required=True, help="Who says so, and where.", example="Membership register")
CHECKED = Field("checked", DATE, required=True, help="The day on which somebody looked last.", example="2022-01-15")
NOT = Field(
    "not",
    TEXTS,
    help="What must not be written instead, each between quotation marks, with commas, in brackets.",
    example='["10,000 members", "ten thousand members"]',
)
EXAMPLE = """\
[members]
value = "almost 10,000"
words = "members in advanced education"
source = "Membership register"
checked = 2022-01-15
not = ["10,000 members", "ten thousand members"]
"""
FACTS = ListKind("fact", "facts.toml", (VALUE, WORDS, SOURCE, CHECKED, NOT), EXAMPLE)
# Of a block's field that names several, with commas. Whether they exist is known when the whole site is read.
SEVERAL = ValueType("facts", fits_anything)
Key = TypeVar("Key", bound=Hashable)
MAX_ROUNDS = 20  # a list of a million letters cannot hold a longer way from entry to entry


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact.

    value: what texts show, with the values of facts that it names itself; words: what it is the number of
    checked: the day on which somebody looked last; None where nobody said
    instead: what must not be written in its place
    where: the line of its value; lines: of all that is told
    """

    id: str
    value: str
    words: str
    source: str
    checked: date | None
    instead: tuple[str, ...]
    where: Where
    lines: Mapping[str, Where] = field(default_factory=dict, hash=False)


def parse_facts(seen: SeenFile) -> tuple[dict[str, Fact], list[Finding]]:
    """The facts of a list by their names, and what is wrong with it (as read_list, C33, C39, C131, C132). Pure."""
    entries, findings = read_list(seen, FACTS)
    written = {entry.name: fact_of(entry) for entry in entries}
    endless = in_circles({name: {one for one in inside(fact) if one in written} for name, fact in written.items()})
    for entry in entries:
        findings += (incomplete(entry, name) for name in entry.lacks(VALUE.name, SOURCE.name, CHECKED.name))
        findings += to_itself(entry, {name: written[name] for name in endless})
        findings += unknown_inside(entry, written)
    facts, too_long = resolved(written, endless)
    findings += (
        finding("C39.fact-too-long", facts[name].where, name=name, limit=MAX_VALUE_CHARACTERS) for name in too_long
    )
    return facts, findings


def fact_of(entry: Entry) -> Fact:
    """An entry of the list as a fact, which may name others."""
    checked = entry.text(CHECKED.name)
    return Fact(
        entry.name,
        typographic(entry.text(VALUE.name)),
        typographic(entry.text_or_unread(WORDS.name)),
        typographic(entry.text(SOURCE.name)),
        day(checked) if checked else None,
        entry.texts(NOT.name),
        entry.at(VALUE.name),
        {name: entry.at(name) for name in entry.values},
    )


def incomplete(entry: Entry, name: str) -> Finding:
    """A fact without a line that it needs (C131)."""
    known = next(one for one in FACTS.fields if one.name == name)
    example = known.example if known.type == DATE else f'"{known.example}"'
    return finding("C131.fact", entry.at(name), name=entry.name, field=name, example=example, **entry.empty(name))


def inside(fact: Fact) -> list[str]:
    """The names of the facts that a fact's value names."""
    return [named.name for named in named_in_words(fact.value) if named.kind == FACTS.name]


def in_circles(inside: Mapping[Key, set[Key]]) -> frozenset[Key]:
    """Those that lead to themselves, or to some that do. inside: to which each leads at once

    >>> sorted(in_circles({"a": {"b"}, "b": {"a"}, "c": {"b"}, "d": set()}))
    ['a', 'b', 'c']
    """
    names = {name: set(others) for name, others in inside.items()}
    named_by: dict[Key, list[Key]] = {}
    for name, others in names.items():
        for other in others:
            named_by.setdefault(other, []).append(name)
    ends = [name for name, others in names.items() if not others]
    while ends:
        end = ends.pop()
        del names[end]
        for name in named_by.get(end, ()):
            names[name].discard(end)
            ends += [] if names[name] else [name]
    return frozenset(names)


def to_itself(entry: Entry, endless: Mapping[str, Fact]) -> Iterator[Finding]:
    """That a fact's value names the fact itself, also by way of others (C132). endless: those that may"""
    came_from: dict[str, str] = {}
    waiting = [entry.name] if entry.name in endless else []
    while waiting and entry.name not in came_from:
        at = waiting.pop(0)
        new = [one for one in inside(endless[at]) if one in endless and one not in came_from]
        came_from |= dict.fromkeys(new, at)
        waiting += new
    if entry.name in came_from:
        way, at = list[str](), came_from[entry.name]
        while at != entry.name:
            way.append(at)
            at = came_from[at]
        others = {"others": ", ".join(reversed(way))} if way else {}
        yield finding("C132.to-itself", entry.at(VALUE.name), name=entry.name, **others)


def unknown_inside(entry: Entry, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """Facts that a fact's value names and that are not there (C33)."""
    for name in dict.fromkeys(inside(facts[entry.name])):
        if name not in facts:
            others = facts.keys() - {entry.name}
            yield finding("C33.unknown-name", entry.at(VALUE.name), kind="fact", name=name, **suggest(name, others))


def resolved(facts: Mapping[str, Fact], endless: Collection[str]) -> tuple[dict[str, Fact], list[str]]:
    """Facts whose values name no others any more, but for those that come to no end; and the names of too long ones."""
    values = {name: fact.value for name, fact in facts.items()}
    waiting = [name for name in facts if name not in endless and inside(facts[name])]
    too_long: set[str] = set()
    for _ in range(MAX_ROUNDS):  # each makes the way to the end half as long
        before = dict(values)

        def value(named: Named, known: Mapping[str, str] = before) -> str:
            return known.get(named.name, named.written) if named.kind == FACTS.name else named.written

        for name in waiting:
            now = filled(before[name], value)
            too_long |= {name} if len(now) > MAX_VALUE_CHARACTERS else set()
            values[name] = before[name] if name in too_long else now
        if values == before:
            break
    return {name: replace(fact, value=values[name]) for name, fact in facts.items()}, sorted(too_long)


def named_facts(value: str, facts: Mapping[str, Fact], where: Where) -> list[Fact] | Finding:
    """The facts that a block's field names; or that one is not there, or does not say what it counts (C33, C131)."""
    names = words(value)
    for name in names:
        if name not in facts:
            return finding("C33.unknown-name", where, kind="fact", name=name, **suggest(name, facts))
        if not facts[name].words:
            empty = {"empty": WORDS.name} if WORDS.name in facts[name].lines else {}
            return finding("C131.without-words", where, name=name, example=WORDS.example, **empty)
    return [facts[name] for name in names]
