"""A field is declared once: the check, the starting file and the guide all read its declaration."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from urllib.parse import unquote

from plugins.core.dates import DateError, moment
from plugins.core.findings import WrongValue
from plugins.core.header import Source
from plugins.core.languages import BY_NAME, usual_tag
from plugins.core.slugs import NAME, composed, slug_of_words
from plugins.core.suggestions import suggest

# Fields of headers that readers see: words, in any of which the name of a fact may stand, and names.
SENTENCES = ("Title", "Summary", "Image-description", "Change-note", "Place", "Link-text", "Name", "Role")
NAMES = ("Author", "Authors", "Tags", "Earlier-roles", "Stages")
# A name of the lists of facts and contacts; and the fields in whose words none can stand, since addresses are made of
# them, or others name them.
OF_A_LIST = re.compile(r"\{(?:fact|contact)s? *[:=] *[^{}]*\}", re.IGNORECASE)
WITHOUT_NAMES = ("Author", "Authors", "Tags", "tag", "Category", "Keywords", "Promises", "Translation", "URL")
FIRST_YEAR_OF_UNIONS = 1800  # before it a year is a slip, such as 1021 for 2021
# Hardly any disk takes a name of more than 255 letters, and something is put before and after these.
MAX_NAME_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class ValueType:
    """What the value of a field may be.

    name: as component.toml tells it
    wrong: why a value that is not empty cannot stand in a field; None when it can
    names_file: whether the name of a file is made of it, which no disk takes at any length
    takes_names: whether facts and contacts may be named in it, as {fact:members}
    """

    name: str
    wrong: Callable[["Field", str], WrongValue | None]
    names_file: bool = False
    takes_names: bool = False


def fits_anything(_field: "Field", _value: str) -> WrongValue | None:
    """Nothing: every value can stand there, or only who knows the whole site can say whether it does."""
    return None


def reference(kind: str) -> ValueType:
    """The id of something of another kind. Whether it exists is known when the whole site is read."""
    return ValueType(kind, fits_anything)


TEXT = ValueType("text", fits_anything, takes_names=True)


@dataclass(frozen=True, slots=True)
class Field:
    """One `Name: value` line that a kind of file or block understands.

    name: as staff write it; any letter case is read
    type: what the value may be
    values: for the types choice and choices, the words allowed
    """

    name: str
    type: ValueType = TEXT
    required: bool = False
    default: str = ""
    help: str = ""
    example: str = ""
    values: tuple[str, ...] = ()


def find_field(name: str, fields: Sequence[Field]) -> Field | None:
    """The declared field of that name, in any letter case."""
    return next((field for field in fields if field.name.casefold() == name.casefold()), None)


def values_of(source: Source, fields: Sequence[Field]) -> dict[str, str]:
    """Every declared field's value by its lower-case name: the first one told, else the default."""
    values = {entry.name.casefold(): entry.value for entry in reversed(source.entries)}
    return {(name := field.name.casefold()): values.get(name, field.default) for field in fields}


def wrong_value(field: Field, value: str) -> WrongValue | None:
    """Why `value` cannot stand in `field`, or None when it can. An empty value is no answer, never a wrong one.

    What an e-mail address or a telephone number is by the name of a contact is known when that is filled in.
    """
    if "{" in value and (named := OF_A_LIST.search(value)):
        if not takes_names(field):
            example = {"example": field.example} if field.example and field.type in (DATE, FOCUS) else {}
            return WrongValue("C34.name-of-a-list", field=field.name, name=named[0], **example)
        if field.type in (EMAIL, TELEPHONE) and named[0] == value:
            return None
    if field.type.names_file and len(value) > MAX_NAME_CHARACTERS:
        return WrongValue("C39.name-too-long", field=field.name, letters=len(value), limit=MAX_NAME_CHARACTERS)
    return field.type.wrong(field, value) if value else None


def takes_names(field: Field) -> bool:
    """Whether facts and contacts may be named in a field."""
    return field.type.takes_names and field.name not in WITHOUT_NAMES


def as_declared(field: Field, value: str) -> str:
    """A choice that is not wrong, in the letters in which its field declares it; a language in those of BCP 47."""
    if field.type == LANGUAGE:
        return usual_tag(value)
    if field.type not in (CHOICE, CHOICES) or not value:
        return value
    declared = {word.casefold(): word for word in field.values}
    chosen = choices(value) if field.type == CHOICES else [value]
    return ", ".join(declared[word.casefold()] for word in chosen)


def percentages(value: str) -> tuple[int, int] | None:
    """Two percentages, each from 0 to 100; None for anything else.

    >>> percentages("40% 25%"), percentages("40 25"), percentages("140% 25%")
    ((40, 25), None, None)
    """
    match = re.fullmatch(r"([0-9]{1,3})%\s+([0-9]{1,3})%", value.strip())
    place = (int(match[1]), int(match[2])) if match else None
    return place if place and max(place) <= 100 else None


def words(value: str) -> list[str]:
    """The parts of a list told with commas, or with semicolons where there are any, as Authors and Tags are read.

    >>> words("web, print,,"), words("Asking, then writing; Agreed")
    (['web', 'print'], ['Asking, then writing', 'Agreed'])
    """
    return [part for part in (part.strip() for part in value.split(";" if ";" in value else ",")) if part]


def choices(value: str) -> list[str]:
    """The values of a field that takes several of its own: with commas alone, since a yes is never a guess.

    >>> choices("web, print,"), choices("web; print")
    (['web', 'print'], ['web; print'])
    """
    return [part for part in (part.strip() for part in value.split(",")) if part]


def addresses(value: str) -> list[str]:
    """The addresses of a list, however they are parted: each begins with a slash, and may hold what parts others.

    >>> addresses("/a/, /b/; /c/ /d;sid=1.asp,")
    ['/a/', '/b/', '/c/', '/d;sid=1.asp']
    """
    return [part for part in re.split(r"\s*[,;](?=[\s/]|$)\s*|\s+(?=/)", value.strip()) if part]


def _line(field: Field, value: str) -> str:
    """A field's line, with its name as declared."""
    return f"{field.name}: {value}"


def _date(_field: Field, value: str) -> WrongValue | None:
    try:
        year = moment(value, UTC).year
    except DateError as wrong:
        return wrong.wrong
    return WrongValue("C04.year-before-unions", text=value, year=year) if year < FIRST_YEAR_OF_UNIONS else None


def _choice(field: Field, value: str) -> WrongValue | None:
    allowed = {word.casefold() for word in field.values}
    chosen = choices(value) if field.type == CHOICES else [value]
    for word in chosen:
        if word.casefold() not in allowed:
            line, known = _line(field, value), ", ".join(field.values)
            return WrongValue("C34.not-one-of", line=line, word=word, allowed=known, **suggest(word, field.values))
    return None


def _number(field: Field, value: str) -> WrongValue | None:
    if re.fullmatch(r"[1-9][0-9]{0,4}", value):
        return None
    return WrongValue("C34.no-number", field=field.name, line=_line(field, value))


def _email(field: Field, value: str) -> WrongValue | None:
    if re.fullmatch(r"[A-Za-z0-9.!#$%'*+/=^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", value):
        return None
    return WrongValue("C34.no-e-mail", field=field.name, value=value)


def _telephone(field: Field, value: str) -> WrongValue | None:
    if re.fullmatch(r"\+?\(?[0-9][0-9 ().-]{4,}[0-9]", value):
        return None
    return WrongValue("C34.no-telephone", field=field.name, value=value)


def _slug(field: Field, value: str) -> WrongValue | None:
    if NAME.fullmatch(value.replace("_", "-")):  # addresses that another site brings along may have _
        return None
    plain = slug_of_words(value) or "another-name"
    return WrongValue("C34.no-address", field=field.name, line=_line(field, value), plain=plain)


def _output_file(field: Field, value: str) -> WrongValue | None:
    if value.startswith("/") or ".." in value.split("/"):
        return WrongValue("C37.outside-the-site", field=field.name, line=_line(field, value))
    if re.fullmatch(r"([A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*\.html", value):
        return None
    return WrongValue("C34.no-page", field=field.name, line=_line(field, value))


def _language(field: Field, value: str) -> WrongValue | None:
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        return None
    parts = re.findall(r"[A-Za-z0-9]+", value)  # fr_CA, and fr_CA.UTF-8 of systems
    is_tag = value.isascii() and parts and re.fullmatch(r"[A-Za-z]{2,3}", parts[0])
    meant = usual_tag("-".join(parts[:2])) if is_tag else BY_NAME.get(composed(value).strip(" .").casefold(), "fr")
    return WrongValue("C34.no-language", field=field.name, line=_line(field, value), meant=meant)


def _focus(field: Field, value: str) -> WrongValue | None:
    if percentages(value):
        return None
    return WrongValue("C34.no-place", field=field.name, line=_line(field, value))


def _addresses(field: Field, value: str) -> WrongValue | None:
    """Each is a path from the site's root on, without what no file is called by."""
    for address in addresses(value):
        is_path = re.fullmatch(r"/[^\s?#\\\x00-\x1f]*", address) and "//" not in address
        if not is_path or not {".", ".."}.isdisjoint(re.split(r"[/\\]", unquote(address))):
            found = re.fullmatch(r"https?://[^/\s]+(/[^\s?#]*)?(?:[?#].*)?", address)
            known = {"path": found[1] or "/"} if found else {}
            return WrongValue("C34.no-old-address", field=field.name, address=address, **known)
    return None


def _film(field: Field, value: str) -> WrongValue | None:
    """A file of this site that browsers show as a film, by its name."""
    if "//" in value:
        return WrongValue("C157.on-another-site", field=field.name, value=value)
    is_one = value.partition("#")[0].lower().endswith((".mp4", ".webm"))
    return None if is_one else WrongValue("C157.no-film", field=field.name, value=value)


def _captions(field: Field, value: str) -> WrongValue | None:
    """A file of a film's captions on this site, by its name."""
    if "//" in value:
        return WrongValue("C158.on-another-site", field=field.name, value=value)
    is_one = value.lower().endswith(".vtt")
    return None if is_one else WrongValue("C158.other-ending", field=field.name, value=value)


DATE = ValueType("date", _date)
CHOICE, CHOICES = ValueType("choice", _choice), ValueType("choices", _choice)
NUMBER = ValueType("number", _number)
EMAIL = ValueType("email", _email, takes_names=True)
TELEPHONE = ValueType("telephone", _telephone, takes_names=True)
SLUG = ValueType("slug", _slug, names_file=True)
OUTPUT_FILE = ValueType("output-file", _output_file, names_file=True)
ADDRESSES = ValueType("addresses", _addresses)
LANGUAGE = ValueType("language", _language, names_file=True)
FOCUS = ValueType("focus", _focus)
# Whether these lead to something that exists is known when the whole site is read.
LINK, PICTURE = ValueType("link", fits_anything, takes_names=True), ValueType("picture", fits_anything)
FILM, CAPTIONS = ValueType("film", _film), ValueType("captions", _captions)

BASIC_TYPES = (
    TEXT,
    DATE,
    CHOICE,
    CHOICES,
    NUMBER,
    EMAIL,
    TELEPHONE,
    SLUG,
    OUTPUT_FILE,
    ADDRESSES,
    LANGUAGE,
    FOCUS,
    LINK,
    PICTURE,
    FILM,
    CAPTIONS,
)
