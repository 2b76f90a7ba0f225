"""`new --fields`: what the top of a file of each kind may say, as the kinds themselves declare it."""

from collections.abc import Iterable, Iterator

from plugins.core.fields import Field
from plugins.core.findings import SiteError
from plugins.kinds.all import KINDS
from plugins.kinds.new import SELFIE, unknown_kind
from plugins.selfies.submission import FIELDS


def listed_fields(kind: str = "") -> str:
    """Every field of a kind with what it is for; of all kinds when none is named. raises: SiteError (C34)"""
    declared = {one.name: (f"content/{one.folder}", one.fields) for one in KINDS} | {SELFIE: ("SELFIES_PATH", FIELDS)}
    if kind and kind.casefold() not in declared:
        raise SiteError([unknown_kind(kind)])
    chosen = [kind.casefold()] if kind else list(declared)
    return "\n\n".join("\n".join(lines_of(name, *declared[name])) for name in chosen)


def lines_of(name: str, folder: str, fields: Iterable[Field]) -> Iterator[str]:
    """A kind and its fields, a line each; at the end those that mean what they mean to Pelican."""
    known = list(fields)
    width = max(len(field.name) for field in known)
    yield f"{name} ({folder}): lines such as  Name: value  at the top of the file, then an empty line, then the text"
    for field in known:
        if field.help or field.example or field.required:
            yield f"  {field.name + ':':{width + 1}}  {' '.join(about(field))}".rstrip()
    if others := [field.name for field in known if not (field.help or field.example or field.required)]:
        yield f"  As Pelican reads them: {', '.join(others)}"


def about(field: Field) -> Iterator[str]:
    """What a field is for, in sentences."""
    if field.required:
        yield "Needed."
    if field.help:
        yield field.help
    if field.values:
        yield f"One of: {', '.join(field.values)}."
    if field.example:
        yield f"For example  {field.name}: {field.example}"
