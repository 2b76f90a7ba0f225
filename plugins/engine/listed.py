"""The lists in content/ that are not Markdown, each read once: facts, contacts, the house's style."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from plugins.core.findings import Finding, Where, finding
from plugins.core.header import SeenFile, see
from plugins.core.suggestions import suggest
from plugins.engine.build import Build
from plugins.kinds.all import LISTS
from plugins.kinds.contact import CONTACTS, parse_contacts
from plugins.kinds.fact import FACTS, Fact, parse_facts
from plugins.kinds.house_style import HOUSE_STYLE, Term, parse_house_style
from plugins.kinds.listed import ListKind
from plugins.site.register import Register

WITHDRAWN = "withdrawn"  # what lists of withdrawals are called by, of which plugins/selfies tells


def read_lists(content: Path, build: Build) -> tuple[Register, tuple[Term, ...]]:
    """Facts and contacts, and the terms of the house's style; what is wrong with them is told."""
    facts, in_facts = parse_facts(seen(content, FACTS, build))
    contacts, in_contacts = parse_contacts(seen(content, CONTACTS, build))
    terms, in_terms = parse_house_style(seen(content, HOUSE_STYLE, build))
    register = Register(facts, contacts)
    build.findings += [*in_facts, *in_contacts, *in_terms, *register.unknown_in_facts(), *checked_later(facts, build)]
    names = {kind.file for kind in LISTS}
    for file in sorted(content.glob("*.toml")):
        if file.name not in names and WITHDRAWN not in file.name.casefold() and not file.name.startswith("."):
            where = Where(f"content/{file.name}")
            build.findings.append(finding("C60.unread-list", where, file=file.name, **suggest(file.name, names)))
    return register, terms


def checked_later(facts: Mapping[str, Fact], build: Build) -> Iterator[Finding]:
    """Facts of which somebody says that they looked on a day that is still to come (C105)."""
    for fact in facts.values():
        if fact.checked and fact.checked > build.now.date():
            yield finding("C105.checked-in-future", fact.where, name=fact.id, day=fact.checked)


def seen(content: Path, kind: ListKind, build: Build) -> SeenFile:
    """A list's file; an empty one where there is none."""
    file = content / kind.file
    return see(file, kind.path, content, build.private) if file.exists() else SeenFile(kind.path, b"")
