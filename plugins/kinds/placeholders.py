"""Values that only keep a place, such as `Author: none`: a field that says nothing has no line."""

import re
from collections.abc import Sequence
from dataclasses import replace

from plugins.core.fields import CHOICE, DATE, NUMBER, SLUG, TEXT, Field, find_field
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import Entry, Source

# In no field do these say anything. XXXX, TODO and the like are told wherever they stand (C36).
ANYWHERE = re.compile(
    r"t\.?b\.?[adc]\.?|n[./]a\.?|n\.d\.|s[./]o\.?|xx|xxx|-{1,3}|[–—]|untitled|no title|sans titre|ohne titel"
    r"|to be (?:announced|confirmed|decided|determined|added|written|completed)|placeholder"
    r"|your (?:title|name|headline|summary)(?: here)?|à (?:confirmer|déterminer|compléter|préciser)",
    re.IGNORECASE,
)
# These may be headlines; but nobody is called so, nor a file, a topic or an address.
IN_NAMES = re.compile(
    r"[-–—_.…?*~ ]+|none|nil|null|unset|to come|coming soon|aucune?|néant|à venir|keine?[rs]?|ningun[oa]",
    re.IGNORECASE,
)
NAMED = ("Author", "Authors", "Tags", "Keywords", "Image-description", "Translation")
# Where one may meet is often not known yet, and readers are told so; a status is judged by itself.
LEFT = ("Place", "Status", "Formerly")


def is_words(field: Field) -> bool:
    """Whether a field takes any words, not a name, an address or a choice."""
    return field.type in (TEXT, CHOICE) and field.name not in NAMED


def says_nothing(field: Field, value: str) -> bool:
    """Whether a value only keeps the place of one."""
    if field.name in LEFT or field.type in (SLUG, NUMBER):
        return False
    return bool(ANYWHERE.fullmatch(value) or (not is_words(field) and IN_NAMES.fullmatch(value)))


def without_placeholders(source: Source, fields: Sequence[Field]) -> tuple[Source, list[Finding]]:
    """A file without values that say nothing, and what is told of them (C46).

    Words stay, which may ask for a text to be kept back, and what is needed; of days the check of headers tells (C04).
    """
    entries, findings = list[Entry](), list[Finding]()
    for entry in source.entries:
        field = find_field(entry.name, fields)
        is_one = field is not None and says_nothing(field, entry.value)
        if field and is_one and field.type != DATE:
            needed = {"needed": field.name} if field.required else {}
            line = f"{entry.name}: {entry.value}"
            findings.append(finding("C46.field-says-nothing", Where(source.path, entry.line), line=line, **needed))
        is_left = field is None or not is_one or field.required or is_words(field) or field.type == DATE
        entries.append(entry if is_left else entry._replace(value=""))
    return replace(source, entries=tuple(entries)), findings
