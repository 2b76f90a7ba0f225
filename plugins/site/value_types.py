"""Every type that the value of a field may have: those of core, and what kinds and the wall add."""

from collections.abc import Mapping
from types import MappingProxyType

from plugins.core.fields import BASIC_TYPES, ValueType, reference
from plugins.kinds.all import KINDS
from plugins.kinds.contact import CONTACTS, MAILBOX
from plugins.kinds.fact import FACTS, SEVERAL
from plugins.selfies.naming import MEMBERS, WORKPLACE

NAMED_BY_ID = (*(kind.name for kind in KINDS if kind.is_named), FACTS.name, CONTACTS.name)
REFERENCES = tuple(map(reference, NAMED_BY_ID))
VALUE_TYPES: Mapping[str, ValueType] = MappingProxyType(
    {one.name: one for one in (*BASIC_TYPES, *REFERENCES, SEVERAL, MAILBOX, MEMBERS, WORKPLACE)}
)
