"""The bar at the top of every page: content/announcements/*.md, each with a first and a last day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from plugins.core.dates import day, without_weekday
from plugins.core.fields import DATE, LINK, Field, check_header, values_of, wrong_value
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import MAX_VALUE_LETTERS, Source, is_unread, read_source, text_files
from plugins.core.reachable import NOTHING_PRIVATE, PrivateFiles
from plugins.drafts.not_public import not_public, told_once
from plugins.markup.raw_html import active_content, active_in_header, active_in_text, is_active_address

FIELDS = (
    Field("Title", required=True, help="The few words in front.", example="Town halls in June"),
    Field("Starts", DATE, required=True, help="The first day it is shown.", example="2022-06-01"),
    Field("Ends", DATE, required=True, help="The last day it is shown.", example="2022-06-30"),
    Field("Link", LINK, help="Where it leads.", example="/save-advanced-education/"),
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
    """Every announcement, and what is wrong with it, or that it is over (C24).

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
        if wishes or not all(text and not wrong_value(Field("Date", DATE), text) for text in dates):
            continue
        starts, ends = map(day, dates)
        words = " ".join(source.body.split())
        line = source.line_of("Link")
        announcement = Announcement(
            told["title"], words, starts, ends, told["link"], told["link-text"], source.path, line
        )
        announcements.append(announcement)
        if ends < starts:
            findings.append(finding("C25.ends-before-start", Where(source.path, source.line_of("Ends"))))
        elif ends < today:
            where = Where(source.path, source.line_of("Ends"))
            findings.append(finding("C24.over", where, day=without_weekday(ends)))
    return announcements, findings


def missing(source: Source, today: date) -> list[Finding]:
    """What an announcement lacks: title, first and last day, its sentence (C01, C25, C46); or that it is too long."""
    told = values_of(source, FIELDS)
    findings = []
    if not told["title"]:
        findings.append(finding("C01.untitled-announcement", Where(source.path, source.line_of("Title"))))
    if (letters := len(source.body)) > MAX_VALUE_LETTERS:
        where = Where(source.path, source.body_line)
        findings.append(finding("C39.long-announcement", where, letters=letters, limit=MAX_VALUE_LETTERS))
    if not source.body.strip():
        findings.append(finding("C46.announcement-without-text", Where(source.path)))
    if not told["starts"]:
        where = Where(source.path, source.line_of("Starts"))
        findings.append(finding("C25.no-start", where, today=f"{today:%Y-%m-%d}"))
    if not told["ends"]:
        where = Where(source.path, source.line_of("Ends"))
        findings.append(finding("C25.no-end", where, today=f"{today:%Y-%m-%d}"))
    return findings


def live(announcements: Iterable[Announcement], today: date) -> list[Announcement]:
    """Those to show today; the last day counts."""
    return [told for told in announcements if told.starts <= today <= told.ends]
