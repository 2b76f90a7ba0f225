"""What stories, pages and campaigns have in common: a header with a title, and a text below it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from pathlib import PurePosixPath
from typing import Literal

from markupsafe import Markup

from plugins.core.dates import days_meant, moment
from plugins.core.fields import (
    CHOICE,
    DATE,
    FOCUS,
    LANGUAGE,
    OUTPUT_FILE,
    PICTURE,
    SLUG,
    Field,
    as_declared,
    reference,
    values_of,
    wrong_value,
)
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import FIELD_LINE, Entry, Source
from plugins.core.header_check import MAX_VALUE_SHOWN, dates_of, words_by_other_names
from plugins.core.window import Timed, Window
from plugins.drafts.not_public import not_public
from plugins.kinds.below_header import NEEDED, fields_below, header_findings, joined_lines, told_below
from plugins.kinds.kind import NOT_YET_KNOWN, ParsedFile, ReadingRules
from plugins.kinds.lifetime import LIFETIME, PUBLIC_FROM, expiry, lifetime_findings, timed_findings
from plugins.kinds.person import addresses_beside_names
from plugins.markup.named import as_written, literal
from plugins.markup.plain_fields import marks_in_header, words_alone
from plugins.markup.plain_words import shortened
from plugins.markup.raw_html import active_in_header
from plugins.markup.reading import MARK, Reading
from plugins.markup.typography import typographic

STATUSES = ("draft", "published", "hidden")

OWN = (
    Field("Title", required=True, help="The headline.", example="Post-secondary is a public good"),
    Field("Modified", DATE, help="The day of the last change that readers should know of.", example="2026-11-22"),
    Field(
        "Summary",
        help="One or two sentences: the lead, shown in lists, too.",
        example="What is cut today is missing tomorrow.",
    ),
    Field("Image", PICTURE, help="A picture below content/.", example="images/rally.jpg"),
    Field("Image-description", help="What someone who cannot see the picture would miss; (decorative) if nothing."),
    Field(
        "Image-focus",
        FOCUS,
        help="Where lists may crop the picture around, from left and from top; without it they show it whole.",
        example="40% 25%",
    ),
    Field("Status", CHOICE, values=STATUSES, help="draft until it may be read; published when nothing is said."),
    Field(
        "Slug",
        SLUG,
        help="The last part of the web address; the file's name when nothing is said.",
        example="a-public-good",
    ),
    *LIFETIME,
)
AUTHORS = Field("Authors", help="Several, as in Author, with commas between.", example="mara-lind, sam-chartier")
DATED = (
    Field("Date", DATE, required=True, help="The day it is published, with a time if you like.", example="2026-11-22"),
    Field("Author", help="A file name in content/people without .md, or a name.", example="mara-lind"),
    AUTHORS,
    Field(
        "Campaign",
        reference("campaign"),
        help="A file name in content/campaigns without .md.",
        example="save-advanced-education",
    ),
    Field("Tags", help="Topics, with commas between them.", example="members, negotiations"),
    Field("Category"),
)
PROMISES = Field(
    "Promises",
    help="Of the privacy statement: what every publish proves, with commas between.",
    example="no third-party requests, no cookies",
)
# Pelican's other fields keep Pelican's meaning; a page of any Pelican site may bring them along.
PELICANS = (
    Field("Save_as", OUTPUT_FILE, help="The file the page is written to, when its address is to be another one."),
    Field(
        "Lang",
        LANGUAGE,
        help="Of the text, if not the site's. With the Slug of another it translates that, and both link each other.",
        example="fr",
    ),
    *(Field(name) for name in ("Translation", "URL", "Keywords")),
)
# Which ones there are is up to the theme.
TEMPLATE = Field("Template", CHOICE, help="The template, when it is to be another one.")


def of_stories(*fields: Field) -> tuple[Field, ...]:
    """Fields of stories as another kind has them: they are allowed there, mean little, and nobody is asked for them."""
    return tuple(replace(one, required=False, help="", example="") for one in fields)


_DATE, *_OTHERS = DATED
PAGE_FIELDS = (*OWN, PUBLIC_FROM, *of_stories(*_OTHERS), PROMISES, *PELICANS, TEMPLATE)

MIN_SUMMARY_CHARACTERS = 5  # fewer say nothing of a text
MAX_SUMMARY_CHARACTERS = 300  # search engines are given no more, and long words are no fault of the text
MAX_LINES_OF_A_HEADER = 20
FAR_OFF = timedelta(days=730)  # nobody plans a story so long before: its year may be a slip
HEADING = re.compile(r"#[ \t]+(?P<words>\S[^\n]*?)[ \t]*#*[ \t]*(?:\n|$)")
NO_HEADLINE = re.compile(r":::|!\[|```|~~~|\||(?:[-*+>]|[0-9]+[.)])\s")
OF_HEADING = re.compile(r"(?s)<h([1-6])\b.*?</h\1>")
CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Text:
    """A story, a page or a campaign, as its file tells it.

    header: values that will do, by the names that Pelican has for them: title, summary and the note of a change as
        typographic Markup that is safe to print, days as moments in the site's zone, a campaign as category, the rest
        as written
    body: what stands below the header
    is_mistaken: whether a mistake keeps it from the public
    """

    header: Mapping[str, str | datetime]
    body: Reading
    is_mistaken: bool = False

    def as_meant(self, then: object) -> object:
        """What the same file tells once its header is mended, no more public and at no other time than this one."""
        if not isinstance(then, Text):
            return self
        kept = {name: self.header[name] for name in ("status", "date") if name in self.header}
        header = {name: value for name, value in then.header.items() if name not in ("status", "date")} | kept
        return replace(then, header=header, is_mistaken=self.is_mistaken)


def parse_text(
    source: Source, fields: Sequence[Field], rules: ReadingRules, kind: Literal["story", "page"]
) -> ParsedFile[Text]:
    """A file with a title and a text.

    A value that will not do is left out; what Pelican cannot do without gets a stand-in, and the file becomes a draft,
    so that it is reported and never dropped in silence. Only a date has none: which day it is, nobody knows here.
    """
    known = with_templates(fields, rules.templates[kind])
    body = rules.bodies.read(source.body, source.path, source.body_line)
    header = _header(source, known, rules.zone)
    found = [_status_finding(one, source, kind) for one in header_findings(source, known)]
    below = list(fields_below(source, known))
    other, missing = _other_address(source, header), _missing_title(source, kind)
    missing += _missing_date(source) if kind == "story" else []
    field_of_code = {"C03": "Date", "C01": "Title"}
    there = told_below(source, known) | {name for one in joined_lines(source, known) for name in one.names}
    missing = [one for one in missing if field_of_code.get(one.code) not in there]
    is_mistaken = bool(missing or below or there & set(NEEDED) or any(one.code == "C07" for one in found))
    if is_mistaken:
        header["status"] = "draft"
    header |= _words(header, source, body)
    # Of another text readers do not see the day, before which it may well have been changed.
    apart = list(_contradiction(header, source)) if kind == "story" else []
    window, timed = Window(ends=expiry(source, rules.zone)), list[Timed]()
    if isinstance(date := header.get("date"), datetime):
        window = replace(window, starts=date)
        timed += _still_to_come(date, source, rules)
    timed += (*_changed_in_future(header, source, window), *timed_findings(source, rules.zone, window))
    apart += lifetime_findings(source, header, window)
    return ParsedFile(
        source,
        Text(header, body, is_mistaken),
        window,
        tuple(found),
        (
            *active_in_header(source),
            *marks_in_header(source),
            *addresses_beside_names(source),
            *other,
            *missing,
            *apart,
            *body.findings,
        ),
        tuple(timed) if header.get("status") != "draft" else (),
        not_public(source, kind, known, rules.zone),
    )


def _words(header: Mapping[str, str | datetime], source: Source, body: Reading) -> dict[str, str | datetime]:
    """Title and summary as they are shown: a file that tells none is called after its name, and by its first words."""
    title = header.get("title", PurePosixPath(source.path).stem.replace("-", " ").capitalize())
    own_summary, note = header.get("summary"), header.get("change_note")
    return {
        "title": Markup.escape(typographic(str(title))),
        "summary": Markup.escape(typographic(str(own_summary))) if own_summary else summary(body),
        **({"change_note": Markup.escape(typographic(str(note)))} if note else {}),
    }


def _contradiction(header: dict[str, str | datetime], source: Source) -> Iterator[Finding]:
    """That a text was changed before its date (C105). A change of the same day without a time gets that of the date."""
    date, modified = header.get("date"), header.get("modified")
    if not isinstance(date, datetime) or not isinstance(modified, datetime) or modified >= date:
        return
    where = Where(source.path, source.line_of("Modified"))
    if modified.date() == date.date() and not _has_time(source):
        example = f"{date:%Y-%m-%d} {date.hour + 1:02}:{date:%M}" if date.hour < 23 else f"{date:%Y-%m-%d} 23:59"
        yield finding("C105.changed-without-time", where, date=date, example=example)
        header["modified"] = date
    else:
        times = {"time": modified, "other_time": date} if modified.date() == date.date() else {}
        yield finding("C105.changed-before", where, modified=modified, date=date, **times)


def _has_time(source: Source) -> bool:
    entry = source.find("Modified")
    return entry is not None and ":" in entry.value


def _changed_in_future(header: Mapping[str, str | datetime], source: Source, shown: Window) -> Iterator[Timed]:
    """That a text says it was changed at a moment still to come, while it is shown (C105)."""
    modified = header.get("modified")
    if isinstance(modified, datetime):
        where, time = Where(source.path, source.line_of("Modified")), {"time": modified} if _has_time(source) else {}
        found = finding("C105.changed-in-future", where, modified=modified, **time)
        yield Timed(found, Window(starts=shown.starts, ends=modified))


def _still_to_come(date: datetime, source: Source, rules: ReadingRules) -> Iterator[Timed]:
    """That the date of a text has not come yet (C26)."""
    where = Where(source.path, source.line_of("Date"))
    city = rules.timezone.rpartition("/")[2].replace("_", " ")
    yield Timed(finding("C26.scheduled", where, day=date, city=city), Window(ends=date))
    yield Timed(finding("C26.far-off", where, day=date), Window(ends=date - FAR_OFF))


def with_templates(fields: Sequence[Field], names: Iterable[str]) -> tuple[Field, ...]:
    """Fields of which that for the template knows the names of those there are."""
    return tuple(replace(one, values=tuple(sorted(names))) if one is TEMPLATE else one for one in fields)


def _header(source: Source, fields: Sequence[Field], zone: tzinfo) -> dict[str, str | datetime]:
    """Every value that will do, by the name that Pelican has for it."""
    told = words_by_other_names(source, fields)
    values = values_of(source, fields) | {name.casefold(): value for name, value in told.items()}
    header: dict[str, str | datetime] = {
        field.name.casefold().replace("-", "_"): as_declared(field, value)
        for field in fields
        if (value := values[field.name.casefold()]) and not wrong_value(field, value)
    }
    header |= {name: moment(str(header[name]), zone) for name in ("date", "modified") if name in header}
    if "campaign" in header:
        header["category"] = header.pop("campaign")
    return header


def summary(reading: Reading, max_words: int = 40) -> Markup:
    """The first words of the text, as safe HTML without tags, for a file that tells no summary. Headings are none."""
    html = as_written(literal(CODE.sub(" ", OF_HEADING.sub(" ", reading.html)))).replace("</p>", "</p> ")
    words = Markup(MARK.sub(" ", html)).striptags().split()
    text = " ".join(words[:max_words]) + (" …" if len(words) > max_words else "")
    return Markup.escape(shortened(text, MAX_SUMMARY_CHARACTERS)) if len(text) >= MIN_SUMMARY_CHARACTERS else Markup("")


def _other_address(source: Source, header: dict[str, str | datetime]) -> list[Finding]:
    """A line URL with an address where the page is not (C34); the page's own is put into its place."""
    address = str(header["save_as"]).removesuffix("index.html") if "save_as" in header else None
    url = str(header.pop("url")) if "url" in header else None
    if address is not None:
        header["url"] = address
    if url is None or url.lstrip("/") == address:
        return []
    known = {"address": address} if address else {}
    return [finding("C34.other-address", Where(source.path, source.line_of("URL")), url=url, **known)]


def _missing_title(source: Source, kind: str) -> list[Finding]:
    """A text without a title (C01), or with an empty one (C02)."""
    entry = source.find("Title")
    if entry is None:
        line, value = nearest_field(source, "Title")
        if not value and (heading := HEADING.match(source.body)):  # as other programs have it
            line, value = source.body_line, heading["words"]
        near = {"title": value} if value else {}
        return [finding("C01.untitled", Where(source.path, line), kind=kind, **near)]
    if entry.value:
        return []
    words = _headline(below_empty(source, entry), source.body.partition("\n")[2].partition("\n")[0])
    return [finding("C02.empty", Where(source.path, entry.line), **({"title": words} if words else {}))]


def _headline(line: str, next_line: str) -> str:
    """The words of a line that can be a headline; "" for the beginning of a paragraph, a list, a block or a picture."""
    goes_on = next_line.strip() and not FIELD_LINE.fullmatch(next_line.rstrip())
    words = "" if goes_on or NO_HEADLINE.match(line) else words_alone(line)
    return words if len(words) <= MAX_VALUE_SHOWN and any(map(str.isalnum, words)) else ""


def _missing_date(source: Source) -> list[Finding]:
    """A story without a date (C03)."""
    entry = source.find("Date")
    if entry and entry.value:
        return []
    told = [*dates_of(source, "Date"), *dates_of(source, "Modified")]  # it was changed no earlier
    known = {"day": f"{told[0]}"} if told else {}
    line, value = (entry.line, below_empty(source, entry)) if entry else nearest_field(source, "Date")
    if days := days_meant(value) if value else []:
        known = {"date": f"{days[0]}"}
    elif not entry:
        line = 1  # "Date: Friday" is of the text
    return [finding("C03.no-date", Where(source.path, line), today=NOT_YET_KNOWN, **known)]


def below_empty(source: Source, entry: Entry) -> str:
    """What stands in the line below the field in which it perhaps belongs; "" where there is none."""
    is_last = entry is source.entries[-1] and not source.divided
    return source.body.partition("\n")[0].strip() if is_last else ""


def nearest_field(source: Source, name: str) -> tuple[int, str]:
    """The line and the value of a field that other signs keep from being one, `“Title”: A` or `**Title:** A`.

    returns: line 1 and no value where there is none
    """
    sign = re.compile(
        rf"[\s*_\"“”„'‘’#>`-]*{name}[\s*_\"“”'‘’`]*(?:[:：=]|\s[-–—]\s)[\s*_]*(?P<value>\S.*?)[\s*_]*", re.IGNORECASE
    )
    for number, line in enumerate(source.body.split("\n")[:MAX_LINES_OF_A_HEADER], source.body_line):
        if found := sign.fullmatch(line):
            value = found["value"]
            if value[-1] in '”"' and not re.search('[“„"]', value[:-1]):  # which began before the name
                value = value[:-1]
            return number, value[1:-1].strip() if re.fullmatch(r"[“\"„‘].*[”\"“’]", value) else value
    return 1, ""


def _status_finding(found: Finding, source: Source, kind: str) -> Finding:
    """What is wrong with a header's line; of a status that does not exist, that it keeps the page back (C07)."""
    status = source.find("Status")
    if found.code != "C34" or status is None or found.where.line != status.line:
        return found
    return finding("C07.unknown-status", found.where, status=status.value, kind=kind)
