"""Facts and contacts, for whoever fills in the names that texts leave for them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from markupsafe import Markup, escape

from plugins.core.findings import Finding, Where, finding
from plugins.core.suggestions import suggest
from plugins.kinds.contact import CONTACTS, PARTS, Contact
from plugins.kinds.fact import FACTS, Fact
from plugins.markup.named import EMAIL, Named, filled, named_in_words


@dataclass(frozen=True, slots=True)
class Register:
    """facts, contacts: by their names in their lists."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    contacts: Mapping[str, Contact] = field(default_factory=dict)

    def words(self, named: Named) -> str:
        """What stands in the place of a name in plain words; what is not there stays as it is written."""
        words = self.fact_words(named) if named.kind == FACTS.name else self.contact_part(named)
        return f"{words[:1].upper()}{words[1:]}" if named.is_capital and words else words or named.written

    def fact_words(self, named: Named) -> str:
        """What a fact says; "" for one that is not there."""
        fact = self.facts.get(named.name) if not named.part else None
        return self.filled(fact.value, within=False) if fact else ""

    def contact_part(self, named: Named) -> str:
        """A part of a contact, its e-mail where none is named; "" for one that is not there."""
        contact, part = self.contacts.get(named.name), named.part or EMAIL
        return contact.part(part) if contact and part in PARTS else ""

    def html(self, named: Named) -> Markup:
        """The same in a text: a contact's e-mail is a link."""
        words = escape(self.words(named))
        contact = self.contacts.get(named.name) if named.kind == CONTACTS.name and not named.part else None
        if contact is None or not contact.email:
            return words
        return Markup('<a href="mailto:{0}">{0}</a>').format(contact.email)

    def filled(self, words: str, *, within: bool = True) -> str:
        """Plain words with all names filled in. within: what a fact's value names is filled in, too"""
        return filled(words, self.words if within else self.contact_words)

    def contact_words(self, named: Named) -> str:
        """What stands in the place of a contact's name in the value of a fact, in which no fact is named any more."""
        return named.written if named.kind == FACTS.name else self.words(named)

    def filled_in(self, words: Markup) -> Markup:
        """The same for words that are safe HTML."""
        return Markup(filled(str(words), lambda named: str(escape(self.words(named)))))

    def shown(self, fact: Fact) -> Fact:
        """A fact with the contacts that its value names."""
        return replace(fact, value=self.filled(fact.value, within=False))

    def unknown_in_facts(self) -> Iterator[Finding]:
        """Contacts that facts name and that are not there (C33)."""
        for fact in self.facts.values():
            inside = named_in_words(fact.value, fact.where.line)
            yield from self.unknown((one for one in inside if one.kind == CONTACTS.name), fact.where.path)

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
        part = named.part or EMAIL
        if part not in PARTS:
            return finding("C33.unknown-part", where, name=named.name, part=part, **suggest(part, PARTS))
        if not self.contacts[named.name].part(part):
            return finding("C33.part-not-told", where, name=named.name, part=part, example="...")
        return None

    def unknown_in_fields(self, fields: Iterable[tuple[str, int]], path: str) -> Iterator[Finding]:
        """The same for plain words. fields: the words and line of each"""
        for words, line in fields:
            yield from self.unknown(named_in_words(words, line), path)
