"""Headers as other programs have them (Hugo, Jekyll, Astro, Org, Pandoc): read as they are meant, and refused (C104).

To read only half of one would publish quotation marks, brackets and lists as if they were words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import dedent
from typing import NamedTuple

from plugins.core.fields import Field
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import FIELD_LINE, MAX_FIELDS, Entry, Source
from plugins.core.header_check import ALIKE
from plugins.core.suggestions import closest
from plugins.kinds.dressed_header import dressed_header
from plugins.kinds.foreign_values import (
    DAYS,
    NAMES,
    PROSE,
    QUOTATION,
    STATUS,
    WHOLLY_QUOTED,
    are_quoted,
    as_ours,
    by_marks,
    by_names,
    json_values,
    last_of,
    read_value,
    toml_values,
    unquoted,
)

FENCES = {"+++": ("+++",), ";;;": (";;;",), "---": ("---", "...")}
FENCE = re.compile(r"(?P<fence>\+\+\+|;;;|---)[ \t]*(?P<language>ya?ml|toml|json)?[ \t]*(?:#.*)?", re.IGNORECASE)
MAX_LINES = 300
KEY = re.compile(r"(?P<quote>[\"']?)(?P<key>[A-Za-z][\w .-]{0,60}?)(?P=quote)[ \t]*:(?P<rest>[ \t]+.*|)")
HEADING = re.compile(r"#[ \t]+(?P<title>.*?\S)(?:[ \t]+#+)?")
ITEM = re.compile(r"\s*-(?:\s+(?P<item>.*))?")
# How a value begins whose words stand in the lines below.
BLOCK = re.compile(r"[|>][-+0-9]*")
# Words by which other programs say that a field says nothing.
NOTHING = re.compile(r"null|~|\[\s*\]|\{\s*\}|\"\"|''", re.IGNORECASE)
# A comment behind a value, as these programs have it: a number is that of a local, one word or a name is a topic.
COMMENTED = rf"(?P<value>{QUOTATION}|\[[^\]]*\]|\{{[^}}]*\}}|[^\s#\"'\[{{].*?)\s+"
NOTE, NOTE_BEHIND_NAMES = (
    re.compile(rf"{COMMENTED}(?P<note>#\s+\D.*|#[a-z][\w-]*\s+\S.*)"),
    re.compile(rf"{COMMENTED}(?P<note>#.*)"),
)
# All of a line before a comment.
UNCOMMENTED = re.compile(rf"(?:{QUOTATION}|[^\s\"']|[\"']|\s(?!\s*#))*")


class Key(NamedTuple):
    """One thing that a foreign header tells.

    line, last: on which line of the file it begins, and ends
    written: that line; name, value: the key without what is around it, and what it says on one line
    is_ours: whether it stands there as this program reads it, too
    note: what is no part of the value, but a comment; a line of nothing else has no name
    """

    line: int
    last: int
    written: str
    name: str
    value: str
    is_ours: bool = False
    note: str = ""

    @property
    def is_nothing(self) -> bool:
        """Whether it says in another program's words that it says nothing."""
        return not self.value and NOTHING.fullmatch(self.written.partition(":")[2].strip()) is not None


# A key, the field of ours that it is, and its value there.
Meant = tuple[Key, str, str]


@dataclass(frozen=True)
class Header:
    """A header: what it tells, and the index of the line below it.

    is_foreign: whether no line of it is as this program has them; is_fenced: whether it stands between lines of `---`
    """

    keys: tuple[Key, ...]
    end: int
    is_foreign: bool = True
    is_fenced: bool = True


def in_own_words(source: Source, fields: Sequence[Field]) -> tuple[Source, list[Finding]]:
    """A file whose header another program wrote, with the fields that are meant, and what to type instead (C104).

    Any other file is given back as it is.
    """
    lines = [*source.above, *source.body.split("\n")]
    begin = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    declared = {field.name.casefold(): field.name for field in fields}
    header = next(filter(None, (read(lines, begin) for read in READERS)), _below_a_heading(lines, begin, declared))
    if header is None or not header.keys:
        return source, []
    meant = _meant(header.keys[:MAX_FIELDS], declared, only_ours=not header.is_fenced)
    ours = [one.is_ours and (not name or _is(one.name, name)) for one, name, _ in meant]
    is_ours = not header.is_foreign and all(ours)
    # Two lines of hyphens may stand around words, too; and what a field says that we have not is not looked at.
    is_meant = any(name for (_, name, _), own in zip(meant, ours, strict=True) if not own or header.is_fenced)
    if is_ours or not (is_meant or any(one.note or one.is_nothing for one, _, _ in meant)):
        return source, []
    # A line of ours is read as it stands: what is wrong with it is told, too.
    entries = [
        Entry(name or one.name, one.value if own and one.is_ours else value or one.value, one.line)
        for (one, name, value), own in zip(meant, ours, strict=True)
        if one.name and (name or one.is_ours or not header.is_fenced)
    ]
    end = header.end
    while end < len(lines) and not lines[end].strip():
        end += 1
    read = Source(source.path, tuple(entries), "\n".join(lines[end:]), end + 1, above=tuple(lines[:end]))
    return read, list(dict.fromkeys(_findings(source.path, header, meant, begin + 1)))


def _is(name: str, declared: str) -> bool:
    return name.casefold() == declared.casefold()


def _findings(path: str, header: Header, meant: list[Meant], first: int) -> Iterator[Finding]:
    is_read = [one.is_ours and _is(one.name, name) for one, name, _ in meant]
    is_other = header.is_foreign or any(
        not own and not one.note and not one.is_nothing and (name or header.is_foreign)
        for (one, name, _), own in zip(meant, is_read, strict=True)
    )
    if header.is_fenced and is_other:
        yield finding("C104.header", Where(path, first))
    meaning = {one.line for one, name, _ in meant if name}
    for (one, name, value), own in zip(meant, is_read, strict=True):
        where, lines = Where(path, one.line), {"last": one.last} if one.last > one.line else {}
        if one.note:
            line = {"field": name, "value": value} if name else {}
            yield finding("C104.comment", where, note=one.note, **line, **lines)
        elif one.is_nothing:
            yield finding("C104.says-nothing", where, line=one.written, **lines)
        elif name and not own:
            yield finding("C104.line", where, line=one.written, field=name, value=value, **lines)
        elif not name and not one.is_ours and header.is_fenced and one.line not in meaning:
            yield finding("C104.of-no-use", where, line=one.written, **lines)


def _meant(keys: Sequence[Key], declared: Mapping[str, str], *, only_ours: bool) -> list[Meant]:
    """For each key the field of ours that it is, and its value there; two empty ones where we have none."""
    named = {at: declared[one.name.casefold()] for at, one in enumerate(keys) if one.name.casefold() in declared}
    if not only_ours:
        named |= _other_names(keys, named, set(declared.values()))
    meant = []
    for at, one in enumerate(keys):
        name = named.get(at, "")
        if name and one.value:
            value = as_ours(name, one.value)
            are_several = name == "Author" and "," in value and not one.is_ours and "authors" in declared
            meant.append((one, declared["authors"] if are_several else name, value))
        else:
            meant.append((one, "", ""))
    return meant


def _other_names(keys: Sequence[Key], named: Mapping[int, str], declared: set[str]) -> dict[int, str]:
    """Which of the keys is a field of ours that no other key has the name of."""
    chosen: dict[int, str] = {}
    for ours, aliases in NAMES.items():
        if ours not in declared or any(name == ours and keys[at].value for at, name in named.items()):
            continue
        fitting = ((aliases.index(bare), at) for at, one in enumerate(keys) if (bare := _bare(one.name)) in aliases)
        if found := min((pair for pair in fitting if keys[pair[1]].value and pair[1] not in named), default=None):
            chosen[found[1]] = ours
    return chosen | dict(_misspelt(keys, {**named, **chosen}, declared))


def _misspelt(keys: Sequence[Key], named: Mapping[int, str], declared: set[str]) -> Iterable[tuple[int, str]]:
    """Which of the keys is the name of a field of ours but for a slip; what says whether a text is public never is."""
    free = declared - {*named.values(), STATUS}
    for at, one in enumerate(keys):
        near = closest(one.name, free, ALIKE) if one.value and at not in named else None
        if near and abs(len(near) - len(one.name)) < 2 and one.name.casefold() != STATUS.casefold():
            free.discard(near)
            yield at, near


def _bare(name: str) -> str:
    """A key without what is only between its words; of a picture's own keys, which picture's they are."""
    bare = re.sub(
        r"^(?:params|extra|data|meta|seo|taxonomies|fields|(?:front)?matter)\.",
        "",
        re.sub(r"[^a-z.]", "", name.casefold()),
    )
    return re.sub(r"\.(?:src|url|image|path|name)$|\.(?=alt$)", "", bare)


def _fenced(lines: list[str], at: int) -> Header | None:
    """A header between lines of `---`, `+++` or `;;;`."""
    fence = FENCE.fullmatch(lines[at].rstrip()) if at < len(lines) else None
    if fence is None:
        return None
    ends = FENCES[fence["fence"]]
    last = next((k for k in range(at + 1, min(len(lines), at + MAX_LINES)) if lines[k].rstrip() in ends), None)
    if last is None:
        return None
    inside, first = lines[at + 1 : last], at + 2
    language = (fence["language"] or {"+++": "toml", ";;;": "json", "---": "yaml"}[fence["fence"]]).lower()
    if language in ("toml", "json"):
        read = toml_values if language == "toml" else json_values
        return Header(tuple(_placed(read("\n".join(inside)), inside, first)), last + 1)
    keys = tuple(_yaml(inside, first, is_fenced=True))
    is_foreign = any(not line.strip() for line in inside) or fence[0] != "---"
    return Header(keys, last + 1, is_foreign) if keys else None


def _bare_json(lines: list[str], at: int) -> Header | None:
    """An object of JSON at the top of a file."""
    if at >= len(lines) or not lines[at].lstrip().startswith("{"):
        return None
    last = next((k for k in range(at, min(len(lines), at + MAX_LINES)) if lines[k].rstrip() in ("}", "},")), at)
    inside = lines[at : last + 1]
    keys = tuple(_placed(json_values("\n".join(inside)), inside, at + 1))
    return Header(keys, last + 1) if keys else None


def _marked(lines: list[str], at: int) -> Header | None:
    """Lines that begin with a program's own sign: Org's `#+TITLE:`, Nikola's `.. title:`, `:title:`, Pandoc's `%`."""
    end = at
    while end < len(lines) and lines[end].strip():
        end += 1
    keys = tuple(
        Key(number, number, written, name, value) for number, written, name, value in by_marks(lines[at:end], at + 1)
    )
    return Header(keys, end) if keys else None


def _dressed(lines: list[str], at: int) -> Header | None:
    """Fields with signs around each, in bold or as a list: as people write them, and word processors."""
    keys = tuple(Key(one.number, *one) for one in dressed_header(lines[at:], at + 1))
    end = keys[-1].last if keys else at
    return Header(keys, next((k for k in range(end, len(lines)) if lines[k].strip()), len(lines))) if keys else None


def _below_a_heading(lines: list[str], at: int, declared: Mapping[str, str]) -> Header | None:
    """The title as a heading, and below an empty line a passage of fields and nothing else, as Notion writes them."""
    heading = HEADING.fullmatch(lines[at].rstrip()) if at < len(lines) else None
    first = next((k for k in range(at + 1, len(lines)) if lines[k].strip()), at + 1)
    end = next((k for k in range(first, len(lines)) if not lines[k].strip()), len(lines))
    if heading is None or first == at + 1:
        return None
    keys = list(_yaml(lines[first:end], first + 1, is_fenced=True))
    ours = {_bare(name): field for name, field in declared.items()}
    ours |= {name: field for field, names in NAMES.items() if field in declared.values() for name in names}
    told = [(ours.get(_bare(one.name)), one.value) for one in keys if _bare(one.name) != "status"]
    days = [value for field, value in told if field in DAYS]
    is_of_text = days and not any(re.search(r"\d{4}", one) for one in days)  # "Date: Friday"
    if is_of_text or sum(field is not None for field, _ in told) * 2 < max(len(told), 2):
        return None
    return Header((Key(at + 1, at + 1, lines[at].strip(), "Title", heading["title"]), *keys), end)


def _unfenced(lines: list[str], at: int) -> Header | None:
    """A header as we have it, in which lists or quotation marks are those of another program."""
    end = at
    while end < len(lines) and lines[end].strip():
        end += 1
    if at == end or not FIELD_LINE.fullmatch(lines[at].rstrip()):
        return None
    keys = tuple(_yaml(lines[at:end], at + 1, is_fenced=False))
    if are_quoted(one.written for one in keys):
        keys = tuple(_unquoted(one) for one in keys)
    return Header(keys, end, is_foreign=False, is_fenced=False) if keys else None


def _unquoted(key: Key) -> Key:
    """The same without quotation marks around all that it says."""
    return key._replace(value=unquoted(key.value), is_ours=False) if WHOLLY_QUOTED.fullmatch(key.value) else key


READERS = (_fenced, _bare_json, _marked, _dressed, _unfenced)


def _yaml(lines: Sequence[str], first: int, *, is_fenced: bool) -> Iterator[Key]:
    """What lines of YAML tell. Nothing where a line is neither a key nor goes on with one."""
    keys: list[Key] = []
    at = 0
    while at < len(lines):
        line = lines[at].rstrip()
        found = KEY.fullmatch(line)
        if found is None or (not is_fenced and FIELD_LINE.fullmatch(line) is None):
            if line.lstrip().startswith("#") and (is_fenced or _goes_on_below(lines, at)):
                keys.append(Key(first + at, first + at, line, "", "", note=line.strip()))
            elif line or not is_fenced:
                return
            at += 1
            continue
        end, rest = at + 1, "" if _is_note(found["rest"]) else found["rest"].strip()
        while end < len(lines) and _goes_on(rest, lines, at, end, is_fenced=is_fenced):
            end += 1
        more = [one for one in lines[at + 1 : end] if one.strip()]
        keys += _of_key(found, more, first + at, first + end - 1, line, is_fenced=is_fenced)
        at = end
    yield from keys


def _goes_on_below(lines: Sequence[str], at: int) -> bool:
    """Whether the next line that is no comment is a field's, so that the comment is no heading of the text."""
    below = next((line for line in lines[at + 1 :] if not line.lstrip().startswith("#")), "")
    return FIELD_LINE.fullmatch(below.rstrip()) is not None


def _goes_on(rest: str, lines: Sequence[str], begin: int, at: int, *, is_fenced: bool) -> bool:
    """Whether a line belongs to the value of the key on line `begin`."""
    line = lines[at]
    if not line.strip():
        below = next(filter(str.strip, lines[at + 1 :]), "")
        return is_fenced and (below.startswith((" ", "\t")) or (not rest and ITEM.fullmatch(below) is not None))
    if line.startswith((" ", "\t")) or (not rest and ITEM.fullmatch(line)):
        return True
    is_open = rest.startswith("[") and not any("]" in one for one in lines[begin:at])
    return is_open and KEY.fullmatch(line) is None


def _of_key(
    found: re.Match[str], more: list[str], line: int, last: int, written: str, *, is_fenced: bool
) -> Iterator[Key]:
    """What one key tells, or each key below it."""
    key, rest = found["key"], found["rest"].strip()
    if more and not BLOCK.fullmatch(rest) and (is_fenced or _is_note(rest) or not rest or rest[0] in "[{"):
        rest, *more = (_without_note(one, key) for one in (rest, *more))
        more = [one for one in more if one.strip()]
    items = list(_items(more)) if not rest else []
    if not rest and more and is_fenced and KEY.fullmatch(more[0].strip()):
        for one in _yaml(dedent("\n".join(more)).split("\n"), line, is_fenced=True):
            yield Key(line, last, written, f"{key}.{one.name}", one.value)
        return
    note = ""
    if "#" in rest and (is_fenced or rest[0] in "\"'[") and not BLOCK.fullmatch(rest):
        pattern = NOTE if key.casefold() in PROSE else NOTE_BEHIND_NAMES
        if commented := pattern.fullmatch(rest):
            rest, note = commented["value"], commented["note"]
    if items:
        yield Key(line, last, written, key, by_names(items))
        return
    words = [part.strip() for part in more]
    if BLOCK.fullmatch(rest):
        yield Key(line, last, written, key, " ".join(words))
        return
    value = " ".join([rest, *words])
    value, is_plain = read_value(key, value, is_fenced=is_fenced)
    is_ours = is_plain and FIELD_LINE.fullmatch(written) is not None and not (is_fenced and more) and not note
    if NOTHING.fullmatch(value) and (is_fenced or key.casefold() not in PROSE):
        value, is_plain, is_ours = "", True, False
    yield Key(line, last, written, key, value, is_ours, note)


def _is_note(rest: str) -> bool:
    """Whether nothing but a comment stands behind a key."""
    return rest.lstrip().startswith("#")


def _without_note(line: str, key: str) -> str:
    """A line of a value that goes on, without a comment: in a headline a number sign may well stand."""
    kept = None if _is_note(line) else UNCOMMENTED.match(line)
    words = kept[0].rstrip() if kept else ""
    return line if key.casefold() in PROSE and not re.match(r"\s*#\s+\D", line[len(words) :]) else words


def _items(lines: Iterable[str]) -> Iterator[str]:
    """The items of a list; one may stand in the line below its sign."""
    is_open = False
    for line in lines:
        item = ITEM.fullmatch(line)
        if item is None and is_open:
            yield line.strip()
        elif item and item["item"]:
            yield item["item"]
        is_open = item is not None and not item["item"]


def _placed(values: Iterable[tuple[str, str]], lines: Sequence[str], first: int) -> Iterator[Key]:
    """What another program's text tells, each at the line that names it."""
    for name, value in values:
        own_name = re.escape(name.rpartition(".")[2])
        own = re.compile(rf"(?<![\w.-])[\"']?{own_name}[\"']?\s*[:=]|^\s*\[\[?\s*[\w.]*{own_name}\s*\]")
        at = next((k for k, one in enumerate(lines) if own.search(one)), 0)
        last = last_of(lines, at) if lines else at
        yield Key(first + at, first + last, " ".join(lines[at].split()) if lines else "", name, value)
