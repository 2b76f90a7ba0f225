"""A field is declared once: the check, the starting file and the guide all read its declaration."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC

from plugins.core.dates import DateError, moment
from plugins.core.findings import Finding, Where, error, quoted, warning
from plugins.core.header import Source
from plugins.core.suggestions import closest, did_you_mean

# Hardly any disk takes a name of more than 255 letters, and something is put before and after these.
MAX_NAME_LETTERS = 200
NAMES_OF_FILES = ("slug", "output-file", "language")


@dataclass(frozen=True, slots=True)
class Field:
    """One `Name: value` line that a kind of file or block understands.

    name: as staff write it; any letter case is read
    type: what the value may be; a key of VALUE_TYPES
    values: for the types choice and choices, the words allowed
    """

    name: str
    type: str = "text"
    required: bool = False
    default: str = ""
    help: str = ""
    example: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrongValue:
    """Why a value will not do, what to write instead, and the code of the mistake."""

    problem: str
    remedy: str
    code: str = "C34"


def find_field(name: str, fields: Sequence[Field]) -> Field | None:
    """The declared field of that name, in any letter case."""
    return next((field for field in fields if field.name.casefold() == name.casefold()), None)


def values_of(source: Source, fields: Sequence[Field]) -> dict[str, str]:
    """Every declared field's value by its lower-case name: the first one told, else the default."""
    told = {entry.name.casefold(): entry.value for entry in reversed(source.entries)}
    return {(name := field.name.casefold()): told.get(name, field.default) for field in fields}


def check_header(source: Source, fields: Sequence[Field]) -> list[Finding]:
    """C43: two lines begin with the same word, such as two "Title:".

    Only the first counts, so readers may see what is out of date. Delete one of them.

    returns: fields unknown, told twice, with a wrong value, and lines that are none (C04 to C06, C34, C37, C43, C45);
        what a file lacks is for its kind to say
    """
    findings: list[Finding] = []
    known, seen = _by_name(fields), set()
    for entry in source.entries:
        name = entry.name.casefold()
        if name not in known:
            findings.append(unknown_field(entry.name, fields, Where(source.path, entry.line)))
        elif name in seen:
            problem = f'There is more than one line "{known[name].name}:".'
            remedy = "I read the first one; delete one of them."
            findings.append(error(Where(source.path, entry.line), problem, remedy, "C43"))
        elif wrong := wrong_value(known[name], entry.value):
            findings.append(error(Where(source.path, entry.line), wrong.problem, wrong.remedy, wrong.code))
        seen.add(name)
    if not source.divided:
        findings.append(_not_a_field(source, fields))
    return findings


def _by_name(fields: Sequence[Field]) -> dict[str, Field]:
    return {field.name.casefold(): field for field in fields}


def _not_a_field(source: Source, fields: Sequence[Field]) -> Finding:
    """C45: a line among those at the top of a file that does not begin with a word I know and a colon.

    Readers would see it, and all lines below it, as words of the text. Correct the word, or put an empty line above it
    if the text begins there.
    """
    line = source.body.partition("\n")[0]
    name, colon, _ = line.partition(":")
    words = name.split()
    near = closest(name.strip() if colon or not words else words[0], [field.name for field in fields])
    empty_line = "put an empty line above it if the text begins here."
    remedy = empty_line.capitalize()
    if near:
        remedy = f'Did you mean "{near}:"?' if colon else f'Did you mean "{near}:" with a colon? Or {empty_line}'
    return error(Where(source.path, source.body_line), f"{quoted(line)} is not a field.", remedy, "C45")


def unknown_field(name: str, fields: Sequence[Field], where: Where) -> Finding:
    """C06: a line at the top of a file that begins with a word I do not know, such as "Sumary:".

    What it says is shown to nobody. When the word is nearly one that I know it is taken for a slip and stops a publish;
    otherwise it is only a warning. Correct the word, or delete the line.
    """
    near = closest(name, [field.name for field in fields])
    # A subtitle and an og_image are no misspelt title and image, nor is a description that of an image: a slip adds or
    # drops no whole word.
    short, long = sorted((name.casefold(), (near or "").casefold()), key=len)
    if near and not (len(long) > len(short) + 1 and short in long):
        return error(where, f"{quoted(name)} is not a field I know.", f'Did you mean "{near}"?', "C06")
    return warning(where, f"{quoted(name)} is not a field I use.", "", "C06")


def wrong_value(field: Field, value: str) -> WrongValue | None:
    """Why `value` cannot stand in `field`, or None when it can. An empty value is no answer, never a wrong one."""
    if field.type in NAMES_OF_FILES and len(value) > MAX_NAME_LETTERS:
        problem = f'"{field.name}" has {len(value):,} letters; the limit is {MAX_NAME_LETTERS}.'
        return WrongValue(problem, "Shorten it.", "C39")
    return VALUE_TYPES[field.type](field, value) if value else None


def as_declared(field: Field, value: str) -> str:
    """A choice that is not wrong, in the letters in which its field declares it."""
    if field.type not in ("choice", "choices") or not value:
        return value
    declared = {word.casefold(): word for word in field.values}
    told = words(value) if field.type == "choices" else [value]
    return ", ".join(declared[word.casefold()] for word in told)


def percentages(value: str) -> tuple[int, int] | None:
    """Two percentages, each from 0 to 100; None for anything else.

    >>> percentages("40% 25%"), percentages("40 25"), percentages("140% 25%")
    ((40, 25), None, None)
    """
    told = re.fullmatch(r"([0-9]{1,3})%\s+([0-9]{1,3})%", value.strip())
    place = (int(told[1]), int(told[2])) if told else None
    return place if place and max(place) <= 100 else None


def words(value: str) -> list[str]:
    """The parts of a list told with commas.

    >>> words("web, print,,")
    ['web', 'print']
    """
    return [part for part in (part.strip() for part in value.split(",")) if part]


def _line(field: Field, value: str) -> str:
    """A field's line as a finding quotes it."""
    return quoted(f"{field.name}: {value}")


def _any(_field: Field, _value: str) -> WrongValue | None:
    return None


def _date(_field: Field, value: str) -> WrongValue | None:
    try:
        moment(value, UTC)
    except DateError as wrong:
        return WrongValue(wrong.problem, wrong.remedy, wrong.code)
    return None


def _choice(field: Field, value: str) -> WrongValue | None:
    allowed = {word.casefold() for word in field.values}
    told = words(value) if field.type == "choices" else [value]
    for word in told:
        if word.casefold() not in allowed:
            problem = f"{_line(field, value)}: {quoted(word)[1:-1]} is not one of {', '.join(field.values)}."
            return WrongValue(problem, did_you_mean(word, field.values) if closest(word, field.values) else "")
    return None


def _number(field: Field, value: str) -> WrongValue | None:
    if re.fullmatch(r"[1-9][0-9]{0,4}", value):
        return None
    return WrongValue(f"{_line(field, value)} is not a whole number above 0.", f"Write for example  {field.name}: 6")


def _email(field: Field, value: str) -> WrongValue | None:
    if re.fullmatch(r"[A-Za-z0-9.!#$%'*+/=^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", value):
        return None
    return WrongValue(
        f"{quoted(value)} is not an e-mail address.", f"Write for example  {field.name}: stories@example.org"
    )


def _telephone(field: Field, value: str) -> WrongValue | None:
    if re.fullmatch(r"\+?\(?[0-9][0-9 ().-]{4,}[0-9]", value):
        return None
    return WrongValue(f"{quoted(value)} is not a telephone number.", f"Write for example  {field.name}: 1-800-232-7284")


def _slug(field: Field, value: str) -> WrongValue | None:
    if re.fullmatch(r"[a-z0-9]+([_-][a-z0-9]+)*", value):  # addresses that another site brings along may have _
        return None
    plain = "-".join(re.findall(r"[a-z0-9]+", value.lower())) or "another-name"
    problem = f"{_line(field, value)} cannot stand in a web address: small letters, digits and hyphens can."
    return WrongValue(problem, f"Write for example  {field.name}: {plain}")


def _output_file(field: Field, value: str) -> WrongValue | None:
    """C37: the address told for a page lies outside this site, where nothing may be written.

    Readers could never open it. Write it as in the report's example.
    """
    if value.startswith("/") or ".." in value.split("/"):
        remedy = f"Write for example  {field.name}: campaign/answers/index.html"
        return WrongValue(f"{_line(field, value)} points outside the site.", remedy, "C37")
    if re.fullmatch(r"([A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*\.html", value):
        return None
    problem = f"{_line(field, value)} is not the name of a page."
    return WrongValue(problem, f"Write for example  {field.name}: campaign/answers/index.html")


def _language(field: Field, value: str) -> WrongValue | None:
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        return None
    return WrongValue(f"{_line(field, value)} is not a language.", f"Write for example  {field.name}: fr")


def _focus(field: Field, value: str) -> WrongValue | None:
    if percentages(value):
        return None
    problem = f"{_line(field, value)} is not a place in a picture: two numbers from 0% to 100%, from left and from top."
    return WrongValue(problem, f"Write for example  {field.name}: 40% 25%")


def _members(field: Field, value: str) -> WrongValue | None:
    for told in words(value):
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", told):
            problem = f"{_line(field, value)}: {quoted(told)[1:-1]} is not the id of a member."
            return WrongValue(problem, f"Write for example  {field.name}: 0401, 0407")
    return None


VALUE_TYPES: dict[str, Callable[[Field, str], WrongValue | None]] = {
    "text": _any,
    "date": _date,
    "choice": _choice,
    "choices": _choice,
    "number": _number,
    "email": _email,
    "telephone": _telephone,
    "slug": _slug,
    "output-file": _output_file,
    "language": _language,
    # Whether these name something that exists is known only when the whole site is read (checks).
    "link": _any,
    "picture": _any,
    "person": _any,
    "campaign": _any,
    "story": _any,
    "workplace": _any,
    "members": _members,
    "focus": _focus,
}
