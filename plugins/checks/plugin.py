"""The checks' front door: what staff wrote when all is read, finished pages when all is written."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import Generator

from plugins.assets.files import unaccounted
from plugins.checks.finished import FinishedSite
from plugins.checks.inspection import UNPAIRED, inspect, unknown_promises
from plugins.checks.inspections import Inspected, Inspections
from plugins.checks.looked_into import key_of as key_of_originals
from plugins.checks.looked_into import read_clean, write_clean
from plugins.checks.pages.links import line_of_address
from plugins.checks.pages.tags import line_of_tag
from plugins.checks.read import Read
from plugins.checks.rules import rules
from plugins.checks.sources import agreed_wordings, house_style
from plugins.checks.sources.editors_words import words_in_the_bar
from plugins.checks.wording import Wording
from plugins.core.fields import words
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import Source
from plugins.engine.build import Build, Promise, build_of
from plugins.engine.engine import SITE_WRITTEN
from plugins.engine.keys import as_words, key_of, program_key
from plugins.engine.reader import kind_of
from plugins.engine.routing import contents_of, has_page
from plugins.engine.traces import OF_PAGES, OF_TEXTS
from plugins.kinds.announcement import ANNOUNCEMENT, Announcement
from plugins.markup.mended import only_then
from plugins.markup.verbatim import words_shown
from plugins.release.addresses import PATH, kept_list, lost_addresses
from plugins.release.manifest import hashes
from plugins.site.model import Site

Content = Any  # Pelican's
MAX_A_FILE = 20  # of one rule: whoever has so many mends one and sees the others


def check_sources(generators: list[Generator]) -> None:
    """When all is read: what is wrong with each text, and what the privacy page promises."""
    context, build = generators[0].context, build_of(generators[0].settings)
    contents = contents_of(context)
    inspections = Inspections[tuple[Finding, ...]](cache_of(generators[0].settings) / OF_TEXTS)
    wording = wording_of(build)
    key_of_wording = as_words([wording.terms, wording.facts])
    for content in contents:
        path = content.parsed.source.path
        kind = kind_of(path.removeprefix("content/"), generators[0].settings["PAGE_PATHS"]).name
        read = Read(path, content.parsed.source, content.parsed.item.body, kind, wording)
        key = key_of([program_key(), kind, key_of_wording, build.readings.keys[read.path]])
        build.findings += inspections.of(key, partial(findings_of, read))
    inspections.save()
    for one in build.announcements:
        reading = build.readings.last(one.path)
        build.findings += in_the_bar(one, reading.source if reading else None, wording)
    build.promises = [promise for content in contents if has_page(content) for promise in promises_of(content)]
    build.findings += unknown_promises(build.promises)


def wording_of(build: Build) -> Wording:
    """How the site writes: what it says of itself in content/."""
    return Wording(build.terms, tuple(build.register.facts.values()), build.rules.catalogue)


def in_the_bar(announcement: Announcement, source: Source | None, wording: Wording) -> Iterator[Finding]:
    """What rules find in an announcement, which every page shows. source: its file"""
    yield from words_in_the_bar(announcement, source)
    if source:
        read = Read(announcement.path, source, announcement.body, ANNOUNCEMENT.name, wording)
        yield from (*house_style.check(read), *agreed_wordings.check(read))


def findings_of(read: Read) -> tuple[Finding, ...]:
    """What rules find in one text, and in what it will be once it is mended."""
    found = tuple(found for rule in rules("sources") for found in first_ones(list(rule.check(read))))
    then = read.reading.once_mended
    if then is None:
        return found
    source = replace(read.source, body=then.body)
    later = findings_of(replace(read, source=source, reading=then.reading))
    return (*found, *map(then.told, only_then(found, later)))


def cache_of(settings: Mapping[str, Any]) -> Path:
    """Where what is found is kept."""
    return Path(settings["PATH"]).parent / ".cache"


def first_ones(findings: list[Finding]) -> list[Finding]:
    """Those that one rule tells of one file; the last says how many more there are."""
    first, more = findings[:MAX_A_FILE], len(findings) - MAX_A_FILE
    if more > 0:
        first[-1] = first[-1].within("and-more-below", count=more)
    return first


def promises_of(content: Content) -> list[Promise]:
    """What a page promises in its header."""
    source = content.parsed.source
    entry = source.find("Promises")
    return [Promise(word.casefold(), Where(source.path, entry.line)) for word in words(entry.value)] if entry else []


def check_output(site: Pelican) -> None:
    """When all is written, before it is shown to anybody. What a text was told of already is not told again."""
    build = build_of(site.settings)
    routes, asked = build.site.routes, build.asked()
    requested = {name: sha256 for name, sha256 in build.drawn.items() if name in routes.by_file} | build.requested
    originals, files = build.members.originals, hashes(site.hashed)
    kept, key = cache_of(site.settings) / "clean_files", key_of_originals(originals)
    finished = FinishedSite(
        Path(site.output_path),
        site.settings["SITEURL"],
        routes,
        {promise.words for promise in build.promises},
        asked.derivatives | asked.cards.keys(),
        list(unaccounted(files, requested)),
        originals,
        files,
        read_clean(kept, key) | build.shared.links.documents.clean,
        earlier=tuple(build.findings),
        undrawn=frozenset(build.undrawn),
        anchor_links=asked.links,
    )
    sources = {page.own.source.path: page.own.source for page in build.pending if page.own}
    inspections = Inspections[Inspected](kept.with_name(OF_PAGES))
    build.findings += [
        at_its_line(one, sources, finished.siteurl) for one in inspect(finished, build.promises, inspections)
    ]
    inspections.save()
    build.findings += gone_addresses(site.settings, build.site)
    write_clean(kept, key, finished.looked_into)
    if build.promises and not any(finding.code == "C31" for finding in build.findings):
        build.report.append(f"Promises kept: {', '.join(promise.words for promise in build.promises)}.")


def gone_addresses(settings: Mapping[str, Any], site: Site) -> list[Finding]:
    """Addresses that were public and have gone (C122); on the editor's machine nothing is public."""
    if settings["SHOW_UNPUBLISHED"]:
        return []
    try:
        return list(lost_addresses(kept_list(Path(settings["PATH"])), site))
    except UnicodeDecodeError:
        return [finding("C122.unreadable", Where(PATH))]


def at_its_line(found: Finding, sources: Mapping[str, Source], siteurl: str) -> Finding:
    """What is told of a tag (C73, C27), or of an address, on the line of the text where that stands."""
    values, source = dict(found.values), sources.get(found.where.path)
    if source is not None and found.code == UNPAIRED:
        line = line_of_tag(source, str(values["tag"]), closes=found.variant == "closes-nothing")
    elif source is not None and found.variant == "main-headings":
        shown = words_shown(source.body, source.body_line)
        line = next((number for number, words in shown if "<h1" in words.lower()), found.where.line)
    elif source is not None and found.code in ("C11", "C12") and "address" in values:
        line = line_of_address(source, str(values["address"]), siteurl)
    else:
        return found
    return replace(found, where=Where(found.where.path, line))


def register() -> None:
    """Connects the above to Pelican."""
    signals.all_generators_finalized.connect(check_sources)
    SITE_WRITTEN.connect(check_output)
