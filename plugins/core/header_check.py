"""What is wrong with the lines of a header, and what those mean that are called otherwise elsewhere."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from itertools import takewhile

from plugins.core.dates import days_meant
from plugins.core.fields import DATE, PICTURE, SENTENCES, SLUG, Field, find_field, words, wrong_value
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import FIELD_LINE, Entry, Source
from plugins.core.slugs import slug_of_words
from plugins.core.suggestions import closest, suggest
from plugins.core.synonyms import SOMEWHERE, SYNONYMS

# How like a field's name the first word of a line without a colon is: so much that no other word is by chance.
ALIKE = 0.8
MAX_WHOLE_LINE = 300  # letters of one that is told to be typed again
MAX_VALUE_SHOWN = 100  # letters of what is told to be typed again
# What is no file, but words, or the number of one (Photo: Ann Lee), and no day (To: all members).
OTHER_VALUES = {
    PICTURE: re.compile(r"[\d-]+|(?!.*(?:\w\.\w{2,4}\b|/\w)).* .*"),
    DATE: re.compile(r"\D* \D*"),
}
LISTS = ("Tags", "Authors", "Keywords")  # of which two lines can be one
PUBLISHED = frozenset(("published", "publish", "public", "live", "visible", "online", "ispublished"))


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
            unknown = (
                _published(entry, fields, where)
                or _by_another_name(entry, fields, where, told)
                or unknown_field(entry.name, fields, where, sentence, entry.value)
            )
            findings.append(_beside_its_own(unknown, entry, source, told))
            told |= {str(dict(unknown.values)["near"]).casefold()} if unknown.variant == "misspelt" else set()
        elif name in seen:
            findings.append(finding("C43.field-twice", where, field=known[name].name))
        elif wrong := wrong_value(known[name], entry.value):
            findings.append(without_a_day(wrong.at(where), known[name], fields))
        seen.add(name)
    if not source.divided:
        findings.append(_not_a_field(source, fields))
    return findings


def _beside_its_own(found: Finding, entry: Entry, source: Source, told: Collection[str]) -> Finding:
    """What is told of a misspelt field; of one for which there is a line already, what to do with both.

    told: the folded names of all fields there, and of those that lines above are meant for
    """
    near = str(dict(found.values).get("near", ""))
    if found.variant != "misspelt" or near.casefold() not in told:
        return found
    own = source.find(near)
    parts = dict.fromkeys(words(f"{own.value}, {entry.value}")) if own and own.value and near in LISTS else ()
    both = f"{near}: {', '.join(parts)}" if parts and entry.value else ""
    line = {"line": both} if both and len(both) <= MAX_WHOLE_LINE else {}
    return finding("C06.misspelt-beside", found.where, **dict(found.values), **line)


def without_a_day(found: Finding, field: Field, fields: Sequence[Field]) -> Finding:
    """What is told of a date; of words in its place (never, soon, TBD), what to write while no day is known."""
    values = dict(found.values)
    if (found.code, found.variant) != ("C04", "no-date") or re.search(r"\d", str(values["text"])):
        return found
    if not field.required:
        return finding("C04.no-date", found.where, **values, optional=field.name)
    return finding(
        "C04.no-date", found.where, **values, **({"status": "draft"} if find_field("Status", fields) else {})
    )


def _by_name(fields: Sequence[Field]) -> dict[str, Field]:
    return {field.name.casefold(): field for field in fields}


def _not_a_field(source: Source, fields: Sequence[Field]) -> Finding:
    """The line that ends a header without being an empty one, nor `Name: value` (C45)."""
    where, line = Where(source.path, source.body_line), source.body.partition("\n")[0]
    name, colon, _ = line.partition(":")
    words = name.split()
    names = [field.name for field in fields]
    other = meant_by(name, fields) if colon else []  # Alt text: a name with a space in it
    near = {"near": other[0].name} if other else suggest(name.strip(), names) if colon else {}
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
    lines = list(takewhile(str.strip, source.body.split("\n")[1:]))
    named = (line.partition(":")[0].strip() for line in lines if FIELD_LINE.fullmatch(line.rstrip()))
    below = next((name for name in named if find_field(name, fields)), "")
    # A headline has no full stop, and what stands below one is the text more often than not.
    is_whole = bool(above.value) and (above.value[-1] in '.!?”"' or above.name.casefold() == "title")
    if not below and is_whole:
        return {}
    more = [source.body.partition("\n")[0], *takewhile(lambda line: not FIELD_LINE.fullmatch(line.rstrip()), lines)]
    apart = " " if above.name.casefold() in ("title", "summary", "image-description") else ", "
    whole = f"{above.name}: {apart.join(filter(None, [above.value, *map(str.strip, more)]))}"
    all_of_them = {"whole": whole} if below and len(more) > 1 and len(whole) <= MAX_WHOLE_LINE else {}
    return {"above": above.name, "below": below, **all_of_them}


def _published(entry: Entry, fields: Sequence[Field], where: Where) -> Finding | None:
    """What another program calls our status: a yes or a no to being published (C06)."""
    says = {"true": "published", "yes": "published", "false": "draft", "no": "draft"}.get(entry.value.casefold())
    if says is None or folded(entry.name) not in PUBLISHED or not find_field("Status", fields):
        return None
    return finding("C06.status", where, field=entry.name, status=says)


def meant_by(name: str, fields: Sequence[Field]) -> list[Field]:
    """The declared fields that other programs, or people in other languages, call so."""
    return [field for one in SYNONYMS.get(folded(name), ()) if (field := find_field(one, fields))]


def _by_another_name(entry: Entry, fields: Sequence[Field], where: Where, told: Collection[str]) -> Finding | None:
    """A field that is called otherwise here (C06); None for any other.

    told: the folded names of all fields there: none of them is meant once more
    """
    meant = meant_by(entry.name, fields)
    if meant and meant[0].type == DATE:  # an event that says already when it ends does not expire then
        meant = meant[:1]
    if meant and not meant[0].required and (no := OTHER_VALUES.get(meant[0].type)) and no.fullmatch(entry.value):
        return None
    free = next((field for field in meant if field.name.casefold() not in told), None)
    if free is None:
        return finding("C06.told-already", where, field=entry.name, meant=meant[0].name) if meant else None
    days = days_meant(entry.value) if free.type == DATE and wrong_value(free, entry.value) else []
    value = f"{days[0]}" if len(days) == 1 else entry.value
    value = last_of_path(value) if free.type == SLUG else value
    fits = value and "\n" not in value and len(value) <= MAX_VALUE_SHOWN and not wrong_value(free, value)
    values = {"field": entry.name, "meant": free.name, "line": f"{free.name}: {value if fits else '...'}"}
    if free.required and value:
        return finding("C06.needed-by-another-name", where, **values)
    return finding("C06.other-name", where, **values)


def last_of_path(value: str) -> str:
    """What a page is called in its address, as other programs tell that whole; "" where they put it together.

    >>> last_of_path("/2021/05/our-story/"), last_of_path("blog/Our story.html"), last_of_path("/:year/:title/")
    ('our-story', 'our-story', '')
    """
    path = re.sub(r"(?i)(?:/index)?\.(?:html?|md|php)$|[?#].*$", "", value.strip()).strip("/")
    return "" if re.search(r"(?:^|/):\w|[{}]", path) else slug_of_words(path.rpartition("/")[2])


def told_otherwise(source: Source, fields: Sequence[Field]) -> set[str]:
    """The names of needed fields that a header tells by another or a misspelt name: that is told, they are not missing.

    Both are errors (C06).
    """
    told = {entry.name.casefold() for entry in source.entries}
    others = [entry for entry in source.entries if entry.value and not find_field(entry.name, fields)]
    meant = (
        meant_by(one.name, fields) or [field for field in fields if field.name == misspelt(one.name, fields, one.value)]
        for one in others
    )
    free = (next((field for field in found if field.name.casefold() not in told), None) for found in meant)
    return {field.name for field in free if field and field.required}


def words_by_other_names(source: Source, fields: Sequence[Field]) -> dict[str, str]:
    """What a header tells by another name in the place of words that it does not tell: that is told, and read so."""
    found: dict[str, str] = {}
    for entry in source.entries:
        meant = meant_by(entry.name, fields) if entry.value and not find_field(entry.name, fields) else []
        if meant and meant[0].name in (*SENTENCES, "Lang") and not source.find(meant[0].name):
            found.setdefault(meant[0].name, entry.value)
    return found


def unknown_field(
    name: str,
    fields: Sequence[Field],
    where: Where,
    sentence: Entry | None = None,
    value: str = "",
) -> Finding:
    """A field that none of the declared ones is: misspelt when it is nearly one of them (C06).

    sentence: the same where it may be no field but the text's first words
    """
    if near := misspelt(name, fields, value):
        return finding("C06.misspelt", where, field=name, near=near)
    begins = {"begins": f"{sentence.name}: {sentence.value}"} if sentence else {}
    return finding("C06.unknown", where, field=name, known=", ".join(field.name for field in fields), **begins)


def misspelt(name: str, fields: Sequence[Field], value: str = "") -> str | None:
    """The declared field that a name is nearly, by a slip; None when it is none, or another program's.

    value: what stands behind it: a field that may say so comes first (Strats: 2026-12-04 is no Status)
    """
    fitting = [field.name for field in fields if not wrong_value(field, value)] if value else []
    near = closest(name, fitting) or closest(name, [field.name for field in fields])
    # A subtitle and an og_image are no misspelt title and image, nor is a description that of an image: a slip adds or
    # drops no whole word.
    short, long = sorted((name.casefold(), (near or "").casefold()), key=len)
    is_another = name.casefold() in SOMEWHERE and short not in long
    return None if is_another or (len(long) > len(short) + 1 and short in long) else near


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
