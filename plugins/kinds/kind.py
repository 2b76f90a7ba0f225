"""What a kind of content is, and what reading one of its files gives: values, whatever the day."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar, cast, runtime_checkable
from zoneinfo import ZoneInfo

from plugins.core.dates import DateError, shown_moment
from plugins.core.fields import DATE, Field, find_field, wrong_value
from plugins.core.findings import Finding, Level, Where, errors
from plugins.core.header import Entry, SeenFile, Source, is_unread, source_of
from plugins.core.lookalikes import says_something
from plugins.core.window import ALWAYS, Timed, Window
from plugins.kinds.below_header import whole
from plugins.kinds.foreign_header import in_own_words
from plugins.kinds.hints import left_hints
from plugins.kinds.meant import as_meant
from plugins.kinds.placeholders import without_placeholders
from plugins.kinds.unseen_signs import direction_marks_by_number, line_breaks, with_plain_signs
from plugins.markup.catalogue import Component
from plugins.markup.extension import BodyReader
from plugins.markup.mended import LATER, only_then
from plugins.markup.typography import typographer

Item = TypeVar("Item")
NOT_YET_KNOWN = ""


@runtime_checkable
class OnPage(Protocol):
    """An item that has a page, of which some values decide whether it is public."""

    def as_meant(self, then: object) -> object:
        """What the same file tells once its header is mended, no more public and at no other time than this one."""


@dataclass(frozen=True, eq=False)
class ReadingRules:
    """All that shapes the reading of a file besides its bytes. Plain values: it can be sent to another process.

    catalogue: the components there are
    templates: for each kind that has pages, the names of the templates that show one
    extensions: Markdown's, by name, with their configuration
    ignored_tags, omitted_filters: the settings TYPOGRIFY_IGNORE_TAGS and TYPOGRIFY_OMIT_FILTERS
    timezone: in which dates are meant, by its name
    stages: those of long matters that tell none of their own
    host: of the site's own addresses; "" on the editor's machine
    """

    catalogue: Mapping[str, Component]
    templates: Mapping[str, tuple[str, ...]]
    extensions: Mapping[str, Mapping[str, Any]]
    ignored_tags: tuple[str, ...]
    omitted_filters: tuple[str, ...]
    timezone: str
    stages: tuple[str, ...] = ()
    host: str = ""

    @property
    def zone(self) -> tzinfo:
        """In which dates are meant."""
        return ZoneInfo(self.timezone)

    @cached_property
    def bodies(self) -> BodyReader:
        """What reads the texts below headers, one after the other."""
        typography = typographer(self.ignored_tags, self.omitted_filters)
        return BodyReader(self.catalogue, self.extensions, typography, self.host)

    def __getstate__(self) -> dict[str, Any]:
        """Its values; what reads bodies is made anew elsewhere."""
        return {name: value for name, value in self.__dict__.items() if name != "bodies"}


@dataclass(frozen=True, slots=True)
class ParsedFile(Generic[Item]):
    """One file, read. The same bytes under the same rules give the same, whatever the day; it can be pickled.

    source: header and body, taken apart
    item: what the file tells, as its kind has it; None when it tells too little
    window: the time in which it is shown, if nothing else keeps it back
    header_findings: what is wrong with single lines of the header
    findings: what else is wrong, with header or body; where a remedy names today, `today` is NOT_YET_KNOWN
    timed: what is wrong, or to be known, at some times only
    wishes: the lines that ask for the text to be kept back, and when
    meant: lines of the header as they will be once mended, where nobody must: what they name is looked for, too
    """

    source: Source
    item: Item | None
    window: Window = ALWAYS
    header_findings: tuple[Finding, ...] = ()
    findings: tuple[Finding, ...] = ()
    timed: tuple[Timed, ...] = ()
    wishes: tuple[Timed, ...] = ()
    meant: tuple[Entry, ...] = ()

    @property
    def is_unread(self) -> bool:
        """Whether the file could not be read at all."""
        return is_unread(self.findings)


@dataclass(frozen=True, slots=True)
class Kind(Generic[Item]):
    """A kind of content: all that a folder's files have in common.

    name: as staff call one; folder: where they lie below content/
    fields: what a header may say
    parse: a file that was taken apart -> what it gives
    starter: the text of a new one for `tasks.py new`, with {title}, {slug} and {today}; "" when none is made so
    has_page: each of its files becomes a page
    is_named: fields of others may name one by its id, the name of its file
    in_own_zone: fields with dates that `parse` reads in a zone of the file's own, and judges itself
    """

    name: str
    folder: str
    fields: tuple[Field, ...]
    parse: Callable[[Source, ReadingRules], ParsedFile[Item]]
    starter: str = ""
    has_page: bool = False
    is_named: bool = False
    in_own_zone: tuple[Field, ...] = ()


def parse(seen: SeenFile, kind: Kind[Item], rules: ReadingRules) -> ParsedFile[Item]:
    """One file of a kind. Pure: it knows no clock and no file system, and keeps nothing."""
    source, findings = source_of(seen)
    if is_unread(findings):  # what it lacks is no mistake of its own
        return ParsedFile(source, kind.parse(source, rules).item, findings=tuple(findings))
    source, unseen = with_plain_signs(source, kind.fields)
    source, foreign = in_own_words(source, kind.fields)
    source, empty = without_placeholders(replace(source, entries=tuple(map(of_something, source.entries))), kind.fields)
    parsed = kind.parse(source, rules)
    findings += skipped_hours(source, [one for one in kind.fields if one not in kind.in_own_zone], rules.zone)
    asking = {wish.where.line for wish, _ in parsed.wishes}  # for the text not to be public: they say nothing else
    slips = [one for one in parsed.header_findings if one.where.line not in asking]
    if (meant := as_meant(whole(source, kind.fields), kind.fields, slips)) != source:
        parsed = told_at_once(parsed, kind.parse(meant, rules))
    breaks = list(line_breaks(seen.data, seen.path))
    findings += [one for one in empty if one.where.line not in asking]
    findings += [*unseen, *breaks, *direction_marks_by_number(source), *parsed.findings]
    timed, hints = parsed.timed, left_hints(source, kind.starter)
    if starts := parsed.window.starts:  # before its day nobody reads them
        timed = (*timed, *(Timed(hint, Window(starts=starts)) for hint in hints))
    else:
        findings += hints
    broken = {one.where.line + 1 for one in breaks}  # lines that begin behind such a sign, and are no fields for it
    told = (one for one in parsed.header_findings if one.code != "C45" or one.where.line not in broken)
    header_findings = (*foreign, *told)
    return replace(parsed, header_findings=header_findings, findings=tuple(findings), timed=timed)


def told_at_once(parsed: ParsedFile[Item], then: ParsedFile[Item]) -> ParsedFile[Item]:
    """A file with what is told of it once its header is mended, which would be told in the next round.

    then: the same file with its header as it was meant
    Where the header stops the build, nobody reads the text, and what it names is looked for as it was meant, too.
    """
    first = [*parsed.header_findings, *parsed.findings]
    is_stopped = bool(errors(parsed.header_findings))
    known = {(one.code, one.where.line) for one in first}  # as of two names for one field, each of which is told
    there = [one for one in (*then.header_findings, *then.findings) if (one.code, one.where.line) not in known]
    later = only_then(first, there)
    findings = later if is_stopped else (one.within(LATER) if one.level is Level.ERROR else one for one in later)
    timed = [one for one in then.timed if one not in parsed.timed]
    told = replace(parsed, findings=(*parsed.findings, *findings), timed=(*parsed.timed, *timed))
    if not is_stopped:
        return replace(told, meant=tuple(one for one in then.source.entries if one not in parsed.source.entries))
    if parsed.item is None:
        return told
    if isinstance(parsed.item, OnPage):
        return replace(told, source=then.source, item=cast(Item, parsed.item.as_meant(then.item)))
    is_same_time = then.item is not None and parsed.window == then.window
    return replace(told, source=then.source, item=then.item if is_same_time else parsed.item)


def of_something(entry: Entry) -> Entry:
    """A line of a header; one in which there is nothing to see says nothing."""
    return entry if says_something(entry.value) else entry._replace(value="")


def skipped_hours(source: Source, fields: Sequence[Field], zone: tzinfo) -> Iterator[Finding]:
    """Times in a header that no clock shows, since it is set forward over them (C04)."""
    for entry in source.entries:
        field = find_field(entry.name, fields)
        if not (field and field.type == DATE and ":" in entry.value) or wrong_value(field, entry.value):
            continue
        try:
            shown_moment(entry.value, zone)
        except DateError as wrong:
            yield wrong.wrong.at(Where(source.path, entry.line))
