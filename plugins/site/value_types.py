"""Every type that the value of a field may have: those of core, and what kinds and the wall add."""

from collections.abc import Mapping
from types import MappingProxyType

from plugins.core.fields import BASIC_TYPES, ValueType, reference
from plugins.selfies.naming import MEMBERS, WORKPLACE

# What a field may name by its id.
REFERENCES = ("person", "campaign", "story")
VALUE_TYPES: Mapping[str, ValueType] = MappingProxyType(
    {one.name: one for one in (*BASIC_TYPES, *map(reference, REFERENCES), MEMBERS, WORKPLACE)}
)
