"""A field is declared once: the check, the starting file and the guide all read its declaration."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from itertools import takewhile
from urllib.parse import unquote

from plugins.core.dates import DateError, days_meant, moment
from plugins.core.findings import Finding, Where, WrongValue, finding
from plugins.core.header import FIELD_LINE, Entry, Source
from plugins.core.languages import usual_tag
from plugins.core.slugs import NAME, slug_of_words
from plugins.core.suggestions import closest, suggest
from plugins.core.synonyms import SOMEWHERE, SYNONYMS

FIRST_YEAR_OF_UNIONS = 1800  # before it a year is a slip, such as 1021 for 2021
# Hardly any disk takes a name of more than 255 letters, and something is put before and after these.
MAX_NAME_CHARACTERS = 200
# How like a field's name the first word of a line without a colon is: so much that no other word is by chance.
ALIKE = 0.8


PUBLISHED = frozenset(("published", "publish", "public", "live", "visible", "online", "ispublished"))


@dataclass(frozen=True, slots=True)
class ValueType:
    """What the value of a field may be.

    name: as component.toml tells it
    wrong: why a value that is not empty cannot stand in a field; None when it can
    names_file: whether the name of a file is made of it, which no disk takes at any length
    """

    name: str
    wrong: Callable[["Field", str], WrongValue | None]
    names_file: bool = False


def fits_anything(_field: "Field", _value: str) -> WrongValue | None:
    """Nothing: every value can stand there, or only who knows the whole site can say whether it does."""
    return None


def reference(kind: str) -> ValueType:
    """The id of something of another kind. Whether it exists is known when the whole site is read."""
    return ValueType(kind, fits_anything)


TEXT = ValueType("text", fits_anything)


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


def check_header(source: Source, fields: Sequence[Field]) -> list[Finding]:
    """What is wrong with the lines at the top of a file, by itself: what a file lacks is for its kind to say.

    returns: fields unknown, told twice, with a wrong value, and lines that are none (C04 to C06, C34, C37, C39, C43,
        C45)
    """
    findings: list[Finding] = []
    known, seen = _by_name(fields), set()
    told = {entry.name.casefold() for entry in source.entries}
    for entry in source.entries:
        name = entry.name.casefold()
        where = Where(source.path, entry.line)
        if name not in known:
            sentence = entry if entry is source.entries[-1] and " " in entry.value else None
            findings.append(
                _published(entry, fields, where) or unknown_field(entry.name, fields, where, sentence, told)
            )
        elif name in seen:
            findings.append(finding("C43.field-twice", where, field=known[name].name))
        elif wrong := wrong_value(known[name], entry.value):
            findings.append(wrong.at(where))
        seen.add(name)
    if not source.divided:
        findings.append(_not_a_field(source, fields))
    return findings


def _by_name(fields: Sequence[Field]) -> dict[str, Field]:
    return {field.name.casefold(): field for field in fields}


def _not_a_field(source: Source, fields: Sequence[Field]) -> Finding:
    """The line that ends a header without being an empty one, nor `Name: value` (C45)."""
    where, line = Where(source.path, source.body_line), source.body.partition("\n")[0]
    name, colon, _ = line.partition(":")
    words = name.split()
    names = [field.name for field in fields]
    near = suggest(name.strip(), names) if colon else {}
    meant = _without_colon(words[0], names) if words and not colon else None
    if meant and words[0].casefold() not in _written_fields(source):  # else a word of the line above, by chance
        return finding("C45.no-colon", where, line=line, near=meant)
    return finding("C45.no-field", where, line=line, **near, **_goes_on(source, fields))


def _without_colon(word: str, names: Sequence[str]) -> str | None:
    """The field that a line begins with which has no colon; a word that is only like one begins a sentence.

    >>> _without_colon("Sumary", ["Summary", "Keywords"]), _without_colon("Words", ["Summary", "Keywords"])
    ('Summary', None)
    """
    near = closest(word, names, ALIKE)
    return near if near and (word[0].isupper() or near.casefold() == word.casefold()) else None


def _written_fields(source: Source) -> set[str]:
    """The names of the fields that a header has, and of those that stand below a line of it that is none."""
    lines = takewhile(str.strip, source.body.split("\n"))
    below = {found["name"].casefold() for line in lines if (found := FIELD_LINE.fullmatch(line.rstrip()))}
    return below | {entry.name.casefold() for entry in source.entries}


def _goes_on(source: Source, fields: Sequence[Field]) -> dict[str, str]:
    """The field above with which the first line below the header perhaps goes on, and the field that stands below."""
    above = source.entries[-1]
    lines = takewhile(str.strip, source.body.split("\n")[1:])
    named = (line.partition(":")[0].strip() for line in lines if FIELD_LINE.fullmatch(line.rstrip()))
    below = next((name for name in named if find_field(name, fields)), "")
    # A headline has no full stop, and what stands below one is the text more often than not.
    is_whole = bool(above.value) and (above.value[-1] in '.!?”"' or above.name.casefold() == "title")
    return {"above": above.name, "below": below} if below or not is_whole else {}


def _published(entry: Entry, fields: Sequence[Field], where: Where) -> Finding | None:
    """What another program calls our status: a yes or a no to being published (C06)."""
    says = {"true": "published", "yes": "published", "false": "draft", "no": "draft"}.get(entry.value.casefold())
    if says is None or folded(entry.name) not in PUBLISHED or not find_field("Status", fields):
        return None
    return finding("C06.status", where, field=entry.name, status=says)


def unknown_field(
    name: str,
    fields: Sequence[Field],
    where: Where,
    sentence: Entry | None = None,
    told: Collection[str] = (),
) -> Finding:
    """A field that none of the declared ones is: misspelt when it is nearly one of them (C06).

    sentence: the same where it may be no field but the text's first words
    told: the folded names of all fields there: none of them is meant once more
    """
    names = [field.name for field in fields]
    free = [one for one in names if one.casefold() not in told]
    if meant := next((one for one in SYNONYMS.get(folded(name), ()) if one in free), None):
        return finding("C06.other-name", where, field=name, meant=meant)
    near = closest(name, names)
    # A subtitle and an og_image are no misspelt title and image, nor is a description that of an image: a slip adds or
    # drops no whole word.
    short, long = sorted((name.casefold(), (near or "").casefold()), key=len)
    is_another = name.casefold() in SOMEWHERE and short not in long
    if near and not is_another and not (len(long) > len(short) + 1 and short in long):
        return finding("C06.misspelt", where, field=name, near=near)
    begins = {"begins": f"{sentence.name}: {sentence.value}"} if sentence else {}
    return finding("C06.unknown", where, field=name, known=", ".join(names), **begins)


def dates_of(source: Source, name: str) -> list[date]:
    """The days that the field of that name may tell, or a field that other programs call so; none if nothing does."""
    entries = [entry for entry in source.entries if name in SYNONYMS.get(folded(entry.name), ())]
    values = (entry.value for entry in (source.find(name), *entries) if entry and entry.value)
    return next(filter(None, map(days_meant, values)), [])


def folded(name: str) -> str:
    """A field's name without what programs write differently: letter case, and what stands between words.

    >>> folded("Last_Modified"), folded("lastMod")
    ('lastmodified', 'lastmod')
    """
    return re.sub(r"[-_ ]", "", name).casefold()


def wrong_value(field: Field, value: str) -> WrongValue | None:
    """Why `value` cannot stand in `field`, or None when it can. An empty value is no answer, never a wrong one."""
    if field.type.names_file and len(value) > MAX_NAME_CHARACTERS:
        return WrongValue("C39.name-too-long", field=field.name, letters=len(value), limit=MAX_NAME_CHARACTERS)
    return field.type.wrong(field, value) if value else None


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
    return WrongValue("C34.no-language", field=field.name, line=_line(field, value))


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
EMAIL, TELEPHONE = ValueType("email", _email), ValueType("telephone", _telephone)
SLUG = ValueType("slug", _slug, names_file=True)
OUTPUT_FILE = ValueType("output-file", _output_file, names_file=True)
ADDRESSES = ValueType("addresses", _addresses)
LANGUAGE = ValueType("language", _language, names_file=True)
FOCUS = ValueType("focus", _focus)
# Whether these lead to something that exists is known when the whole site is read.
LINK, PICTURE = ValueType("link", fits_anything), ValueType("picture", fits_anything)
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
