"""What a story's, a page's and a campaign's header may say."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from plugins.core.dates import moment
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
    check_header,
    reference,
    values_of,
    wrong_value,
)
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import Source
from plugins.drafts.not_public import not_public, told_once
from plugins.markup.raw_html import active_in_header

STATUSES = ("draft", "published", "hidden")

_OWN = (
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
)
_STORY_ONLY = (
    Field("Date", DATE, required=True, help="The day it is published, with a time if you like.", example="2026-11-22"),
    Field("Author", help="A file name in content/people without .md, or a plain name.", example="mara-lind"),
    Field(
        "Campaign",
        reference("campaign"),
        help="A file name in content/campaigns without .md.",
        example="save-advanced-education",
    ),
    Field("Tags", help="Topics, with commas between them.", example="members, negotiations"),
    Field("Category"),
)
_PROMISES = Field(
    "Promises",
    help="Of the privacy statement: what every publish proves, with commas between.",
    example="no third-party requests, no cookies",
)
# Pelican's other fields keep Pelican's meaning; a page of any Pelican site may bring them along.
_PELICANS = (
    Field("Save_as", OUTPUT_FILE, help="The file the page is written to, when its address is to be another one."),
    Field("Lang", LANGUAGE, help="The language of the text, when it is another one.", example="fr"),
    *(Field(name) for name in ("Authors", "Translation", "URL", "Keywords")),
)


def story_fields(templates: Iterable[str]) -> tuple[Field, ...]:
    """The fields of a file in content/news.

    templates: the names of those that show a story
    """
    title, *rest = _OWN
    return (title, *_STORY_ONLY, *rest, *_PELICANS, _template(templates))


def page_fields(templates: Iterable[str]) -> tuple[Field, ...]:
    """The fields of a file in content/pages or content/campaigns; those of stories are allowed and mean little.

    templates: the names of those that show a page
    """
    return (*_OWN, *_STORY_ONLY, _PROMISES, *_PELICANS, _template(templates))


def _template(names: Iterable[str]) -> Field:
    return Field("Template", CHOICE, values=tuple(sorted(names)), help="The template, when it is to be another one.")


def fields_told(
    source: Source, fields: tuple[Field, ...], now: datetime, *, has_date: bool
) -> tuple[dict[str, Any], list[Finding]]:
    """The values of a header by Pelican's names, and what is wrong with it.

    has_date: whether it is a story; campaigns and pages have no date
    A value that will not do is left out; what Pelican cannot do without gets a stand-in, and the file becomes a draft,
    so that it is reported and never dropped in silence.
    """
    kind = "story" if has_date else "page"
    findings = [_status_finding(found, source, kind) for found in check_header(source, fields)]
    private = not_public(source, now, kind, fields)
    findings = [*told_once(source, findings, private), *active_in_header(source), *private]
    values = values_of(source, fields)
    told: dict[str, Any] = {
        field.name.casefold().replace("-", "_"): as_declared(field, value)
        for field in fields
        if (value := values[field.name.casefold()]) and not wrong_value(field, value)
    }
    findings += [*_other_address(source, told), *([] if has_date else _page_with_a_date(source, told, now))]
    missing = [*_missing_title(source, kind), *(_missing_date(source, now) if has_date else [])]
    for name in ("date", "modified"):
        if name in told:
            told[name] = moment(told[name], now.tzinfo)
    if "campaign" in told:
        told["category"] = told.pop("campaign")
    if missing or any(found.code in ("C07", "C86") for found in findings):
        told["status"] = "draft"
    told.setdefault("title", PurePosixPath(source.path).stem.replace("-", " ").capitalize())
    if has_date:
        told.setdefault("date", now)
    return told, [*findings, *missing]


def _other_address(source: Source, told: dict[str, Any]) -> list[Finding]:
    """A line URL with an address where the page is not (C34); the page's own is put into its place."""
    address = told["save_as"].removesuffix("index.html") if "save_as" in told else None
    url = told.pop("url", None)
    if address is not None:
        told["url"] = address
    if url is None or url.lstrip("/") == address:
        return []
    known = {"address": address} if address else {}
    return [finding("C34.other-address", Where(source.path, source.line_of("URL")), url=url, **known)]


def _page_with_a_date(source: Source, told: dict[str, Any], now: datetime) -> list[Finding]:
    """A page with a date still to come, although only stories wait for their date (C26)."""
    if told.get("status") == "draft" or "date" not in told or moment(told["date"], now.tzinfo) <= now:
        return []
    return [finding("C26.page-with-a-date", Where(source.path, source.line_of("Date")))]


def _missing_title(source: Source, kind: str) -> list[Finding]:
    """A text without a title (C01), or with an empty one (C02)."""
    told = source.find("Title")
    if told is None:
        return [finding("C01.untitled", Where(source.path), kind=kind)]
    if any(sign.isprintable() and not sign.isspace() for sign in told.value):
        return []
    return [finding("C02.empty", Where(source.path, told.line))]


def _missing_date(source: Source, now: datetime) -> list[Finding]:
    """A story without a date (C03)."""
    told = source.find("Date")
    if told and told.value:
        return []
    return [finding("C03.no-date", Where(source.path, source.line_of("Date")), today=f"{now:%Y-%m-%d}")]


def _status_finding(found: Finding, source: Source, kind: str) -> Finding:
    """What is wrong with a header's line; of a status that does not exist, that it keeps the page back (C07)."""
    status = source.find("Status")
    if found.code != "C34" or status is None or found.where.line != status.line:
        return found
    return finding("C07.unknown-status", found.where, status=status.value, kind=kind)
