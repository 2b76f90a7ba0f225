"""The bar at the top of every page: content/announcements/*.md, each with a first and a last day."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from plugins.core.dates import moment
from plugins.core.fields import DATE, LINK, Field, values_of, wrong_value
from plugins.core.findings import Finding, Where, errors, finding
from plugins.core.header import MAX_VALUE_CHARACTERS, Source
from plugins.core.header_check import dates_of
from plugins.core.lookalikes import says_something
from plugins.core.window import Timed, Window
from plugins.drafts.not_public import not_public
from plugins.kinds.below_header import header_findings, told_below
from plugins.kinds.kind import NOT_YET_KNOWN, Kind, ParsedFile, ReadingRules
from plugins.kinds.lifetime import after, has_time
from plugins.markup.plain_fields import marks_in_header
from plugins.markup.raw_html import active_content, active_in_header, is_active_address
from plugins.markup.reading import Reading
from plugins.markup.verbatim import first_block, words_shown

PARAGRAPHS = re.compile(r"</?p>(?:\s*<p>)?")
LARGER = re.compile(r"<(?:ul|ol|dl|table|pre|blockquote|h[1-6]|hr|div)\b")
TAG, SINGLE = re.compile(r"<(/?)([a-z][a-z0-9-]*)", re.IGNORECASE), frozenset(("br", "img", "wbr"))
LARGER_REMEDIES = frozenset(
    (
        *("heading", "list", "item", "table", "drawn-table", "table-of-tabs", "table-without-head", "box", "fence"),
        *("note", "inline-note", "note-without-mark", "note-without-colon", "note-otherwise", "language"),
    )
)
# Stands for days that cannot be read: such an announcement is never shown, but its links are looked at.
NO_DAY = datetime.min.replace(tzinfo=UTC)
STARTS = Field(
    "Starts", DATE, required=True, help="The first day it is shown; with a time, from when on.", example="2022-06-01"
)
ENDS = Field(
    "Ends", DATE, required=True, help="The last day it is shown; with a time, until when.", example="2022-06-30"
)
FIELDS = (
    Field("Title", required=True, help="The few words in front.", example="Town halls in June"),
    STARTS,
    ENDS,
    Field("Link", LINK, help="Where it leads.", example="/save-advanced-education/"),
    Field("Link-text", help="What the link says.", example="Dates and places"),
)
NAMING = ("Title", "Link", "Link-text")  # where a fact or a contact may be named
STARTER = """\
Title: {title}
Starts: {in_a_week}
Ends: {in_two_weeks}
Link:
Link-text:

One sentence that says what happens, where and when.
"""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A sentence for the bar, shown from `starts` to `ends`.

    body: the sentence, in which there are bold words and links at most; its paragraphs are one
    starts, ends: days, both included; where the header tells a time, too, moments
    over: from when on it is not shown
    is_dated: whether its days can be read; without them it is never shown
    named_in: the words, and the line, of each field in which a fact or a contact may be named
    """

    title: str
    body: Reading
    starts: date
    ends: date
    over: datetime
    link: str
    link_text: str
    path: str
    link_line: int
    is_dated: bool = True
    named_in: tuple[tuple[str, int], ...] = ()


def parse_announcement(source: Source, rules: ReadingRules) -> ParsedFile[Announcement]:
    """A file of content/announcements.

    returns: an announcement, never shown when its days cannot be read; what is wrong with it (C01, C24, C25, C35, C39,
        C46, C100, C101)
    """
    values = values_of(source, FIELDS)
    findings = [*missing(source), *without_days(source), *active_in_header(source), *marks_in_header(source)]
    body = rules.bodies.read(source.body, source.path, source.body_line)
    in_body = [*map(in_the_bar, body.findings), *larger_than_a_sentence(source, body)]
    in_body += [] if in_body else unpaired(source, body)
    findings += in_body
    if errors(in_body):  # on every page there would be more to tell of it
        body = Reading("")
    if is_active_address(values["link"]):
        findings.append(active_content(values["link"], Where(source.path, source.line_of("Link"))))
    is_dated = all(values[name] and not wrong_value(ENDS, values[name]) for name in ("starts", "ends"))
    starts, ends = (moment(values[name], rules.zone) if is_dated else NO_DAY for name in ("starts", "ends"))
    over = ends if has_time(source, ENDS) or not is_dated else after(ends)
    announcement = Announcement(
        values["title"],
        replace(body, html=PARAGRAPHS.sub(" ", body.html).strip()),
        starts if has_time(source, STARTS) else starts.date(),
        ends if has_time(source, ENDS) else ends.date(),
        over,
        values["link"],
        values["link-text"],
        source.path,
        source.line_of("Link"),
        is_dated,
        tuple((one.value, one.line) for name in NAMING if (one := source.find(name)) and "{" in one.value),
    )
    window, timed = Window(starts if is_dated else None, over), list[Timed]()
    where = Where(source.path, source.line_of("Ends"))
    if window.is_empty:
        findings.append(finding("C25.ends-before-start", where))
    elif is_dated:
        timed.append(Timed(finding("C24.over", where, day=ends), Window(starts=over)))
    return ParsedFile(
        source,
        announcement,
        window,
        tuple(header_findings(source, FIELDS)),
        tuple(findings),
        tuple(timed),
        not_public(source, "announcement", FIELDS, rules.zone),
    )


ANNOUNCEMENT = Kind("announcement", "announcements", FIELDS, parse_announcement, STARTER)


def missing(source: Source) -> Iterator[Finding]:
    """What an announcement lacks: title, its sentence (C01, C46); or that it is too long (C39)."""
    if not values_of(source, FIELDS)["title"] and "Title" not in told_below(source, FIELDS):
        where = Where(source.path, source.line_of("Title"))
        yield finding("C01.untitled-announcement", where, **source.empty("Title"))
    if (letters := len(source.body)) > MAX_VALUE_CHARACTERS:
        where = Where(source.path, source.body_line)
        yield finding("C39.long-announcement", where, letters=letters, limit=MAX_VALUE_CHARACTERS)
    if not says_something(source.body):
        yield finding("C46.announcement-without-text", Where(source.path))


def larger_than_a_sentence(source: Source, body: Reading) -> Iterator[Finding]:
    """The first of what has no place in the bar: a list, a heading, a picture, a block (C101)."""
    if body.images:
        line, text = body.images[0].line, f"![{body.images[0].description}]({body.images[0].source})"
        yield finding("C101.in-an-announcement", Where(source.path, line), text=text)
    elif LARGER.search(body.html) or body.blocks:
        line, text = first_block(source.body, source.body_line)
        yield finding("C101.in-an-announcement", Where(source.path, line), text=text)


def in_the_bar(found: Finding) -> Finding:
    """What is told of a mark whose remedy would be larger than a sentence."""
    if found.code != "C100" or found.variant not in LARGER_REMEDIES:
        return found
    return finding("C101.in-an-announcement", found.where, text=dict(found.values)["text"])


def unpaired(source: Source, body: Reading) -> Iterator[Finding]:
    """Tags that are never closed, so that the bar would change the page below it (C73)."""
    balance, written = Counter[str](), dict[str, str]()
    for end, name in TAG.findall(body.html):
        balance[name.lower()] += -1 if end else 1
        written.setdefault(name.lower(), name)
    for name, more in balance.items():
        if more and name not in SINGLE:
            found = next((n for n, line in words_shown(source.body, source.body_line) if f"<{name}" in line.lower()), 0)
            yield finding("C73.in-an-announcement", Where(source.path, found or source.body_line), tag=written[name])


def without_days(source: Source) -> Iterator[Finding]:
    """The first and the last day that are not told (C25)."""
    values, below = values_of(source, FIELDS), told_below(source, FIELDS)
    starts, ends = dates_of(source, "Starts"), dates_of(source, "Ends")
    if not values["starts"] and "Starts" not in below:
        near = {"not_before": f"{starts[-1]}"} if starts else {}
        until = {"not_after": f"{min(starts[-1:] + ends[:1])}"} if starts or ends else {}
        where, empty = Where(source.path, source.line_of("Starts")), source.empty("Starts")
        yield finding("C25.no-start", where, today=NOT_YET_KNOWN, **near, **until, **empty)
    if not values["ends"] and "Ends" not in below:
        last = {"not_before": f"{max(starts[-1:] + ends[-1:])}"} if starts or ends else {}
        where, empty = Where(source.path, source.line_of("Ends")), source.empty("Ends")
        yield finding("C25.no-end", where, today=NOT_YET_KNOWN, **last, **empty)
