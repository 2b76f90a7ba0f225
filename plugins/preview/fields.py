"""`new --fields`: what the top of a file of each kind may say, as the kinds themselves declare it."""

from collections.abc import Iterator
from typing import NamedTuple

from plugins.core.fields import Field
from plugins.core.findings import SiteError
from plugins.kinds.all import KINDS
from plugins.kinds.new import SELFIE, unknown_kind
from plugins.selfies.submission import FIELDS


class Declared(NamedTuple):
    """What a kind of file declares.

    place: the folder in which they lie, or the setting that names it
    begun_with: what `tasks.py new` wants to know besides its name
    """

    name: str
    place: str
    fields: tuple[Field, ...]
    begun_with: str = '"Title"'

    @property
    def explained(self) -> list[Field]:
        """The fields that say what they are for."""
        return [field for field in self.fields if says_something(field)]

    @property
    def others(self) -> list[str]:
        """The names of those that mean what they mean to Pelican."""
        return [field.name for field in self.fields if not says_something(field)]


def all_declared() -> list[Declared]:
    """Every kind of file that staff write, and that of a member."""
    kinds = [Declared(one.name, f"content/{one.folder}", one.fields) for one in KINDS]
    return [*kinds, Declared(SELFIE, "SELFIES_PATH", FIELDS, "PICTURE")]


def says_something(field: Field) -> bool:
    """Whether a field's declaration tells more than its name."""
    return bool(field.help or field.example or field.required)


def listed_fields(kind: str = "") -> str:
    """Every field of a kind with what it is for; of all kinds when none is named. raises: SiteError (C34)"""
    declared = all_declared()
    chosen = [one for one in declared if one.name == kind.casefold()] if kind else declared
    if not chosen:
        raise SiteError([unknown_kind(kind)])
    return "\n\n".join("\n".join(lines_of(one)) for one in chosen)


def lines_of(kind: Declared) -> Iterator[str]:
    """A kind and its fields, a line each; at the end those that mean what they mean to Pelican."""
    width = max(len(field.name) for field in kind.fields)
    how = "lines such as  Name: value  at the top of the file, then an empty line, then the text"
    yield f"{kind.name} ({kind.place}): {how}"
    for field in kind.explained:
        yield f"  {field.name + ':':{width + 1}}  {' '.join(about(field))}".rstrip()
    if kind.others:
        yield f"  As Pelican reads them: {', '.join(kind.others)}"


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
