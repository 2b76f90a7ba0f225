"""Facts and contacts, for whoever fills in the names that texts leave for them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from plugins.core.fields import Field, takes_names
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import MAX_VALUE_CHARACTERS, Source
from plugins.core.suggestions import suggest
from plugins.kinds.contact import CALL, CONTACTS, EXAMPLES, MAIL, PARTS, SECOND, Contact
from plugins.kinds.contact import WORDS as IN_CONTACTS
from plugins.kinds.fact import FACTS, MAX_ROUNDS, SOURCE, VALUE, WORDS, Fact, in_circles
from plugins.markup.named import NAMED, Named, filled, named_in_words

SCHEMES = {MAIL.name: "mailto:", CALL.name: "tel:", SECOND.name: "tel:"}
IN_FACTS = (VALUE.name, WORDS.name, SOURCE.name)


@dataclass(frozen=True, slots=True)
class Register:
    """facts, contacts: by their names in their lists; the words of none name another (see `joined`)."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    contacts: Mapping[str, Contact] = field(default_factory=dict)

    def words(self, named: Named) -> str:
        """What stands in the place of a name in plain words; what is not there stays as it is written."""
        words = self.fact_words(named) if named.kind == FACTS.name else self.contact_part(named)
        return f"{words[:1].upper()}{words[1:]}" if named.is_capital and words else words or named.written

    def fact_words(self, named: Named) -> str:
        """What a fact says; "" for one that is not there."""
        fact = self.facts.get(named.name) if not named.part else None
        return fact.value if fact else ""

    def contact_part(self, named: Named) -> str:
        """A part of a contact, its e-mail where none is named; "" for one that is not there."""
        contact, part = self.contacts.get(named.name), named.part or MAIL.name
        return contact.part(part) if contact and part in PARTS else ""

    def unknown_in_header(self, source: Source, fields: Iterable[Field]) -> Iterator[Finding]:
        """The same for the lines of a header in which a name can stand."""
        told = [one for field in fields if takes_names(field) and (one := source.find(field.name))]
        yield from self.unknown_in_fields(((one.value, one.line) for one in told), source.path)

    def words_at(self, place: "Place") -> str:
        """The words of an entry as they stand in its list."""
        entry = self.facts[place.name] if place.kind == FACTS.name else self.contacts[place.name]
        return str(getattr(entry, place.field.replace("-", "_")))

    def html(self, named: Named) -> Markup:
        """The same in a text: a contact's e-mail is a link."""
        words = escape(self.words(named))
        contact = self.contacts.get(named.name) if named.kind == CONTACTS.name and not named.part else None
        if contact is None or not contact.email:
            return words
        return Markup('<a href="mailto:{0}">{0}</a>').format(contact.email)

    def filled(self, words: str) -> str:
        """Plain words with all names filled in."""
        return filled(words, self.words)

    def filled_in(self, words: Markup) -> Markup:
        """The same for words that are safe HTML."""
        return Markup(filled(str(words), lambda named: str(escape(self.words(named)))))

    def target(self, address: str) -> str:
        """Where a link leads; to a contact alone it writes or calls."""
        found = NAMED.fullmatch(address)
        named = Named.of(found) if found and not found["escaped"] else None
        if named and named.kind == CONTACTS.name and (part := self.contact_part(named)):
            return f"{SCHEMES.get(named.part or MAIL.name, '')}{part}"
        return self.filled(address)

    def unknown(self, named: Iterable[Named], path: str) -> Iterator[Finding]:
        """Names that stand for nothing (C33). path: of the file in which they stand"""
        for one in named:
            if found := self.why_unknown(one, Where(path, one.line)):
                yield found

    def why_unknown(self, named: Named, where: Where) -> Finding | None:
        """Why a name stands for nothing; None when it stands for something."""
        known = self.facts if named.kind == FACTS.name else self.contacts
        is_fact_with_part = named.kind == FACTS.name and named.part
        if named.name not in known or is_fact_with_part:
            name = f"{named.name}.{named.part}" if is_fact_with_part else named.name
            return finding("C33.unknown-name", where, kind=named.kind, name=name, **suggest(named.name, known))
        if named.kind == FACTS.name:
            return None
        part = named.part or MAIL.name
        if part not in PARTS:
            return finding("C33.unknown-part", where, name=named.name, part=part, **suggest(part, PARTS))
        if not self.contacts[named.name].part(part):
            empty = {"empty": part} if part in self.contacts[named.name].lines_of_parts else {}
            return finding("C33.part-not-told", where, name=named.name, part=part, example=EXAMPLES[part], **empty)
        return None

    def unknown_in_fields(self, fields: Iterable[tuple[str, int]], path: str) -> Iterator[Finding]:
        """The same for plain words. fields: the words and line of each"""
        for words, line in fields:
            yield from self.unknown(named_in_words(words, line), path)


class Place(NamedTuple):
    """Words of a list: a field of one of its entries."""

    kind: str
    name: str
    field: str


def joined(facts: Mapping[str, Fact], contacts: Mapping[str, Contact]) -> tuple[Register, list[Finding]]:
    """Both lists, in whose words nothing is named any more; and what is wrong with what they named (C33, C132).

    facts: whose values name no other facts any more, but for those that come to no end, of which is told
    """
    register, lines = Register(facts, contacts), lines_of(facts, contacts)
    words = {place: register.words_at(place) for place in lines}
    named = {place: names for place, one in words.items() if (names := named_in_words(one))}
    inside = {place: {one for one in map(_place_of, names) if one in lines} for place, names in named.items()}
    endless = in_circles({place: inside.get(place, set()) for place in lines})
    for _ in range(MAX_ROUNDS):  # each makes the way to the end half as long
        before, waiting = words, named.keys() - endless
        words = words | {place: register.filled(words[place])[:MAX_VALUE_CHARACTERS] for place in waiting}
        if words == before:
            break
        register = _with_words(register, {place: words[place] for place in waiting})
    findings = [
        finding(
            "C132.contact-to-itself", lines[place], name=place.name, part=place.field, example=EXAMPLES[place.field]
        )
        for place in sorted(endless)
        if place.kind == CONTACTS.name and place in _reached(place, inside)
    ]
    for place, names in named.items():
        where, to_tell = lines[place], (one for one in names if not _is_told(place, one))
        findings += register.unknown((one._replace(line=where.line) for one in to_tell), where.path)
    return register, findings


def lines_of(facts: Mapping[str, Fact], contacts: Mapping[str, Contact]) -> dict[Place, Where]:
    """Where all words stand in which something may be named."""
    of_facts = {
        Place(FACTS.name, name, one): fact.lines.get(one, fact.where)
        for name, fact in facts.items()
        for one in IN_FACTS
    }
    of_contacts = {
        Place(CONTACTS.name, name, one): contact.lines_of_parts[one]
        for name, contact in contacts.items()
        for one in IN_CONTACTS
        if one in contact.lines_of_parts
    }
    return of_facts | of_contacts


def _is_told(place: Place, named: Named) -> bool:
    """Whether what is wrong with a name was told before: with that of a fact in the value of another."""
    return place.kind == named.kind == FACTS.name and place.field == VALUE.name


def _place_of(named: Named) -> Place:
    """Where the words stand that a name stands for."""
    return Place(named.kind, named.name, VALUE.name if named.kind == FACTS.name else named.part or MAIL.name)


def _reached(place: Place, inside: Mapping[Place, set[Place]]) -> set[Place]:
    """All places to which one leads."""
    reached, waiting = set[Place](), [place]
    while waiting:
        new = inside.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached


def _with_words(register: Register, words: Mapping[Place, str]) -> Register:
    """Both lists with other words."""
    facts, contacts = dict(register.facts), dict(register.contacts)
    for place, one in words.items():
        told: dict[str, Any] = {place.field.replace("-", "_"): one}
        if place.kind == FACTS.name:
            facts[place.name] = replace(facts[place.name], **told)
        else:
            contacts[place.name] = replace(contacts[place.name], **told)
    return Register(facts, contacts)
