"""The bar at the top of every page: content/announcements/*.md, each with a first and a last day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from plugins.components.raw_html import active_content, active_in_header, active_in_text, is_active_address
from plugins.core.dates import day, without_weekday
from plugins.core.fields import Field, check_header, values_of, wrong_value
from plugins.core.findings import Finding, Where, error, note
from plugins.core.header import MAX_VALUE_LETTERS, Source, is_unread, read_source, text_files
from plugins.core.reachable import NOTHING_PRIVATE, PrivateFiles
from plugins.newsroom.not_public import not_public, told_once

FIELDS = (
    Field("Title", required=True, help="The few words in front.", example="Town halls in June"),
    Field("Starts", "date", required=True, help="The first day it is shown.", example="2022-06-01"),
    Field("Ends", "date", required=True, help="The last day it is shown.", example="2022-06-30"),
    Field("Link", "link", help="Where it leads.", example="/save-advanced-education/"),
    Field("Link-text", help="What the link says.", example="Dates and places"),
)


@dataclass(frozen=True, slots=True)
class Announcement:
    """A sentence for the bar, shown from `starts` to `ends`, both days included."""

    title: str
    text: str
    starts: date
    ends: date
    link: str
    link_text: str
    path: str
    link_line: int


def read_announcements(
    folder: Path, today: date, private: PrivateFiles = NOTHING_PRIVATE
) -> tuple[list[Announcement], list[Finding]]:
    """C24: an announcement whose last day is over.

    Readers do not see it any more. There is nothing to do; the file may be kept or deleted.
    C25: an announcement that ends before it starts, so that nobody would ever see it. Correct one of the two dates.

    private: members' files, which are nobody's text
    returns: every announcement whose dates can be read and that nothing keeps back, by file name; what is wrong with
        the files (C01, C24, C25, C46, C86 and those of any header)
    """
    announcements: list[Announcement] = []
    findings: list[Finding] = []
    for file in text_files(folder):
        source, more = read_source(file, f"content/announcements/{file.name}", folder.parent, private)
        findings += more
        if is_unread(more):
            continue
        wishes = not_public(source, datetime.combine(today, time()), "announcement", FIELDS)
        findings += [*told_once(source, check_header(source, FIELDS), wishes), *wishes]
        findings += [*missing(source, today), *active_in_header(source)]
        findings += active_in_text(source.body, Where(source.path, source.body_line))
        told = values_of(source, FIELDS)
        if is_active_address(told["link"]):
            findings.append(active_content(told["link"], Where(source.path, source.line_of("Link"))))
        dates = [told[name] for name in ("starts", "ends")]
        if wishes or not all(text and not wrong_value(Field("Date", "date"), text) for text in dates):
            continue
        starts, ends = map(day, dates)
        words = " ".join(source.body.split())
        line = source.line_of("Link")
        announcement = Announcement(
            told["title"], words, starts, ends, told["link"], told["link-text"], source.path, line
        )
        announcements.append(announcement)
        if ends < starts:
            problem = "This announcement ends before it starts."
            findings.append(
                error(Where(source.path, source.line_of("Ends")), problem, "Correct one of the dates.", "C25")
            )
        elif ends < today:
            ended = f"This ended on {without_weekday(ends)} and is no longer shown."
            findings.append(note(Where(source.path, source.line_of("Ends")), ended, "Nothing to do.", "C24"))
    return announcements, findings


def missing(source: Source, today: date) -> list[Finding]:
    """C01, C25, C46: an announcement without a title, a first or last day, or the sentence it is there for.

    It stands on every page, and without a last day it would stand there for ever, with readers told of what is long
    over. Add what the report names. C39: it is so long that it would push every page down; shorten it, or link to a
    page.
    """
    told = values_of(source, FIELDS)
    findings = []
    if not told["title"]:
        where = Where(source.path, source.line_of("Title"))
        remedy = "Add a first line such as:  Title: Town halls in June"
        findings.append(error(where, "This announcement has no title.", remedy, "C01"))
    if len(source.body) > MAX_VALUE_LETTERS:
        problem = f"This announcement has {len(source.body):,} letters, and every page shows it."
        where = Where(source.path, source.body_line)
        findings.append(error(where, problem, f"Shorten it to {MAX_VALUE_LETTERS:,}, or link to a page.", "C39"))
    if not source.body.strip():
        remedy = "Write the sentence that is shown below the header, after an empty line."
        findings.append(error(Where(source.path), "This announcement has no text.", remedy, "C46"))
    if not told["starts"]:
        where = Where(source.path, source.line_of("Starts"))
        findings.append(error(where, "When does this announcement start?", f"Add  Starts: {today:%Y-%m-%d}", "C25"))
    if not told["ends"]:
        where = Where(source.path, source.line_of("Ends"))
        findings.append(error(where, "When does this announcement end?", f"Add  Ends: {today:%Y-%m-%d}", "C25"))
    return findings


def live(announcements: Iterable[Announcement], today: date) -> list[Announcement]:
    """Those to show today; the last day counts."""
    return [told for told in announcements if told.starts <= today <= told.ends]
