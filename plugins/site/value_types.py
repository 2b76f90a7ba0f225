"""Every type that the value of a field may have: those of core, and what kinds and the wall add."""

from collections.abc import Mapping
from types import MappingProxyType

from plugins.core.fields import BASIC_TYPES, ValueType, reference
from plugins.kinds.all import KINDS
from plugins.selfies.naming import MEMBERS, WORKPLACE

REFERENCES = tuple(reference(kind.name) for kind in KINDS if kind.is_named)
VALUE_TYPES: Mapping[str, ValueType] = MappingProxyType(
    {one.name: one for one in (*BASIC_TYPES, *REFERENCES, MEMBERS, WORKPLACE)}
)
