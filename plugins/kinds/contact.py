"""How somebody is reached, told once for the whole site: content/contacts.toml.

A text writes {contact:campaign} for the e-mail as a link, {contact:campaign.telephone} for one of its parts; blocks
that write or call name one in a line  contact: campaign
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plugins.core.fields import EMAIL, TELEPHONE, Field, ValueType, fits_anything
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import SeenFile
from plugins.core.suggestions import suggest
from plugins.kinds.listed import TEXT_OR_TRUE, TRUE, ListKind, read_list
from plugins.markup.typography import typographic

NAME = Field("name", required=True, help="Whom or what one reaches.", example="The campaign's office")
MAIL = Field(
    "email", EMAIL, help="An e-mail address; {contact:campaign} shows it as a link.", example="wall@example.org"
)
CALL = Field("telephone", TELEPHONE, help="A telephone number.", example="1-800-232-7284")
SECOND = Field("telephone-2", TELEPHONE, help="A second telephone number.", example="780-930-3300")
POST = Field(
    "address", help="The postal address; semicolons part its lines.", example="10025 182 Street NW; Edmonton, AB"
)
NO_MAIL = Field(
    "no-unsolicited-mail",
    TEXT_OR_TRUE,
    help="true for the site's own sentence, or one of yours: that advertising is not wanted here. A card shows it.",
    example="true",
)
EXAMPLE = """\
[campaign]
name = "The campaign's office"
email = "wall@example.org"
telephone = "1-800-232-7284"
address = "10025 182 Street NW; Edmonton, AB"
no-unsolicited-mail = true
"""
CONTACTS = ListKind("contact", "contacts.toml", (NAME, MAIL, CALL, SECOND, POST, NO_MAIL), EXAMPLE)
# Of these each example fits; in words facts and others' parts may be named.
EXAMPLES = {one.name: one.example for one in (NAME, MAIL, CALL, SECOND, POST, NO_MAIL)}
WORDS = (NAME.name, POST.name, NO_MAIL.name)
PARTS = (NAME.name, MAIL.name, CALL.name, SECOND.name, POST.name)
# Of a block's field: a contact that has an e-mail address.
MAILBOX = ValueType("mailbox", fits_anything)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who can be reached. Each part is as it was told, or "".

    address: its lines parted by semicolons
    no_unsolicited_mail: a sentence; "true" for that of the site
    lines_of_parts: where each part stands that is told
    """

    id: str
    name: str
    email: str
    telephone: str
    telephone_2: str
    address: str
    no_unsolicited_mail: str
    lines_of_parts: Mapping[str, Where] = field(default_factory=dict, hash=False)

    def part(self, name: str) -> str:
        """A part as it stands in a sentence; "" when it was not told."""
        told = {NAME.name: self.name, MAIL.name: self.email, CALL.name: self.telephone, SECOND.name: self.telephone_2}
        return told[name] if name in told else ", ".join(self.lines)

    @property
    def lines(self) -> list[str]:
        """Those of the postal address."""
        return [line.strip() for line in self.address.split(";") if line.strip()]

    @property
    def has_own_sentence(self) -> bool:
        """Whether it says in its own words that it wants no unsolicited mail."""
        return self.no_unsolicited_mail not in ("", TRUE)


def parse_contacts(seen: SeenFile) -> tuple[dict[str, Contact], list[Finding]]:
    """The contacts of a list by their names, and what is wrong with it (as read_list, C131). Pure."""
    entries, findings = read_list(seen, CONTACTS)
    contacts = {}
    for entry in entries:
        if entry.lacks(NAME.name):
            unnamed = finding("C131.contact-without-name", entry.at(NAME.name), name=entry.name, **entry.to_type(NAME))
            findings.append(unnamed)
        if len(entry.lacks(MAIL.name, CALL.name)) > 1:
            silent = finding("C131.contact-unreachable", entry.at(MAIL.name), name=entry.name, **entry.to_type(MAIL))
            findings.append(silent)
        contacts[entry.name] = Contact(
            entry.name,
            typographic(entry.text_or_unread(NAME.name)),
            entry.text_or_unread(MAIL.name),
            entry.text_or_unread(CALL.name),
            entry.text_or_unread(SECOND.name),
            typographic(entry.text_or_unread(POST.name)),
            typographic(entry.text(NO_MAIL.name)),
            {name: entry.at(name) for name in entry.values},
        )
    return contacts, findings


def named_mailbox(name: str, contacts: Mapping[str, Contact], where: Where) -> Contact | Finding:
    """The contact that a block's field names, to which one can write; or why there is none (C33)."""
    if name not in contacts:
        return finding("C33.unknown-name", where, kind=CONTACTS.name, name=name, **suggest(name, contacts))
    if not contacts[name].email:
        empty = {"empty": MAIL.name} if MAIL.name in contacts[name].lines_of_parts else {}
        return finding("C33.part-not-told", where, name=name, part=MAIL.name, example=MAIL.example, **empty)
    return contacts[name]
