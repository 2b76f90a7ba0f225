"""The lists in content/ that are not Markdown, each read once: facts, contacts, the house's style."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.core.findings import Finding, Where, finding
from plugins.core.header import SeenFile, see
from plugins.core.reachable import visible
from plugins.core.suggestions import suggest
from plugins.engine.build import Build
from plugins.engine.settings import where_set
from plugins.kinds.all import LISTS
from plugins.kinds.contact import CONTACTS, parse_contacts
from plugins.kinds.fact import CHECKED, FACTS, Fact, parse_facts
from plugins.kinds.house_style import HOUSE_STYLE, Term, parse_house_style
from plugins.kinds.listed import ListKind
from plugins.site.register import Register, joined

STAGES = "STAGES"
SHOWN_SETTINGS = ("NAVIGATION", "ORGANISATION", "PROMISE", "SIGN_IN", "SITENAME", STAGES)
WITHDRAWN = "withdrawn"  # what lists of withdrawals are called by, of which plugins/selfies tells


def read_lists(content: Path, build: Build) -> tuple[Register, tuple[Term, ...]]:
    """Facts and contacts, and the terms of the house's style; what is wrong with them is told."""
    facts, in_facts = parse_facts(seen(content, FACTS, build))
    contacts, in_contacts = parse_contacts(seen(content, CONTACTS, build))
    terms, in_terms = parse_house_style(seen(content, HOUSE_STYLE, build))
    register, in_both = joined(facts, contacts)
    build.findings += [*in_facts, *in_contacts, *in_terms, *in_both, *checked_later(facts, build)]
    names = {kind.file for kind in LISTS}
    for file in visible(content.glob("*.toml")):
        if file.name not in names and WITHDRAWN not in file.name.casefold():
            where = Where(f"content/{file.name}")
            build.findings.append(finding("C60.unread-list", where, file=file.name, **suggest(file.name, names)))
    return register, terms


def fill_settings(settings: dict[str, Any], build: Build) -> None:
    """Puts facts and contacts in the place of their names where pages show words of a setting (C33)."""
    register = build.register
    for name in SHOWN_SETTINGS:
        where = where_set(name)
        told = [(words, where.line) for words in words_in(settings[name])]
        build.findings += register.unknown_in_fields(told, where.path)
        if name != STAGES and told:  # by which matters name the one that they are at
            settings[name] = filled_in(settings[name], register)


def words_in(value: object) -> Iterator[str]:
    """All words of a setting."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from words_in(one)


def filled_in(value: Any, register: Register) -> Any:
    """A setting with facts and contacts in the place of their names."""
    if isinstance(value, str):
        return register.filled(value)
    if isinstance(value, Mapping):
        return {name: filled_in(one, register) for name, one in value.items()}
    return type(value)(filled_in(one, register) for one in value) if isinstance(value, list | tuple) else value


def checked_later(facts: Mapping[str, Fact], build: Build) -> Iterator[Finding]:
    """Facts of which somebody says that they looked on a day that is still to come (C105)."""
    for fact in facts.values():
        if fact.checked and fact.checked > build.now.date():
            at = fact.lines.get(CHECKED.name, fact.where)
            yield finding("C105.checked-in-future", at, name=fact.id, day=fact.checked)


def seen(content: Path, kind: ListKind, build: Build) -> SeenFile:
    """A list's file; an empty one where there is none."""
    file = content / kind.file
    return see(file, kind.path, content, build.private) if file.exists() else SeenFile(kind.path, b"")
