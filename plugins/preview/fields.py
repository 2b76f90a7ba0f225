"""`new --fields`: what the top of a file of each kind may say, as the kinds themselves declare it."""

from collections.abc import Iterator
from typing import NamedTuple

from plugins.core.fields import DATE, Field
from plugins.core.findings import SiteError
from plugins.kinds.all import KINDS, LISTS
from plugins.kinds.listed import TEXT_OR_TRUE, TEXTS
from plugins.kinds.new import SELFIE, unknown_kind
from plugins.selfies.submission import FIELDS


class Declared(NamedTuple):
    """What a kind of file declares.

    place: the folder in which they lie, or the setting that names it; of a list its file
    begun_with: what `tasks.py new` wants to know besides its name; "" for an entry of a list
    example: of a list how an entry is written
    """

    name: str
    place: str
    fields: tuple[Field, ...]
    begun_with: str = '"Title"'
    example: str = ""

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
    lists = [Declared(one.name, one.path, one.fields, "", one.example) for one in LISTS]
    return [*kinds, Declared(SELFIE, "SELFIES_PATH", FIELDS, "PICTURE"), *lists]


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
    if kind.example:
        first = kind.example.split("\n", 1)[0]
        how = f'below a line such as  {first}  lines such as  name = "value"'
    yield f"{kind.name} ({kind.place}): {how}"
    for field in kind.explained:
        name = field.name if kind.example else f"{field.name}:"
        yield f"  {name:{width + 1}}  {' '.join(about(field, is_listed=bool(kind.example)))}".rstrip()
    if kind.others:
        yield f"  As Pelican reads them: {', '.join(kind.others)}"


def about(field: Field, *, is_listed: bool = False) -> Iterator[str]:
    """What a field is for, in sentences. is_listed: it belongs to an entry of a list"""
    if field.required:
        yield "Needed."
    if field.help:
        yield field.help
    if field.values:
        yield f"One of: {', '.join(field.values)}."
    if field.example:
        yield f"For example  {as_listed(field) if is_listed else f'{field.name}: {field.example}'}"


def as_listed(field: Field) -> str:
    """The example of a field as a list has it.

    >>> as_listed(Field("value", example="almost 10,000")), as_listed(Field("checked", DATE, example="2022-01-15"))
    ('value = "almost 10,000"', 'checked = 2022-01-15')
    """
    is_bare = field.type in (DATE, TEXTS, TEXT_OR_TRUE)
    return f"{field.name} = {field.example}" if is_bare else f'{field.name} = "{field.example}"'
