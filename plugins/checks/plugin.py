"""The checks' front door: what staff wrote when all is read, finished pages when all is written."""

from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import Generator

from plugins.checks.finished import FinishedSite
from plugins.checks.inspection import Promise, inspect, unknown_promises
from plugins.checks.read import Read
from plugins.checks.rules import rules
from plugins.core.fields import words
from plugins.core.findings import Finding, Where
from plugins.engine.fresh import hashes
from plugins.engine.site import SITE_WRITTEN
from plugins.outputs.claims import list_claims, member_claims, shown_contents
from plugins.outputs.files import published_pictures, unaccounted

Content = Any  # Pelican's
MOST_A_FILE = 20  # of one rule: whoever has so many mends one and sees the others


def check_sources(generators: list[Generator]) -> None:
    """When all is read.

    settings["SOURCES"]: by output file, the text or template that a page is made of
    settings["PROMISES"]: what the privacy page promises
    """
    context, settings = generators[0].context, generators[0].settings
    contents = [content for content in context["generated_content"].values() if content is not None]
    for content in contents:
        kind = "story" if hasattr(content, "date") else "campaign" if content.template == "campaign" else "page"
        read = Read(content.source.path, content.source, content.reading, kind)
        settings["FINDINGS"] += [told for rule in rules("sources") for told in first_ones(list(rule.check(read)))]
    shown = shown_contents(context)
    drawn = {claim.save_as: claim.where for claim in [*list_claims(context), *member_claims(context)]}
    settings["SOURCES"] = drawn | {content.save_as: Where(content.source.path) for content in shown}
    settings["PROMISES"] = [promise for content in shown for promise in promises_of(content)]
    settings["FINDINGS"] += unknown_promises(settings["PROMISES"])


def first_ones(findings: list[Finding]) -> list[Finding]:
    """Those that one rule tells of one file; the last says how many more there are."""
    told, more = findings[:MOST_A_FILE], len(findings) - MOST_A_FILE
    if more > 0:
        told[-1] = told[-1].within("and-more-below", count=more)
    return told


def promises_of(content: Content) -> list[Promise]:
    """What a page promises in its header."""
    told = content.source.find("Promises")
    return (
        [Promise(word.casefold(), Where(content.source.path, told.line)) for word in words(told.value)] if told else []
    )


def check_output(site: Pelican) -> None:
    """When all is written, before it is shown to anybody. What a text was told of already is not told again."""
    settings, output = site.settings, Path(site.output_path)
    findings, promises = settings["FINDINGS"], settings["PROMISES"]
    drawn = settings["DRAWN"]
    requested = {name: drawn[name] for name in settings["SOURCES"] if name in drawn} | settings["REQUESTED"]
    finished = FinishedSite(
        output,
        settings["SITEURL"],
        settings["SOURCES"],
        {promise.words for promise in promises},
        published_pictures(settings),
        list(unaccounted(hashes(site.hashed), requested)),
        settings["ORIGINALS"],
        tuple(findings),
    )
    findings += list(inspect(finished, promises))
    if promises and not any(finding.code == "C31" for finding in findings):
        settings["REPORT"].append(f"Promises kept: {', '.join(promise.words for promise in promises)}.")


def register() -> None:
    """Connects the above to Pelican."""
    signals.all_generators_finalized.connect(check_sources)
    SITE_WRITTEN.connect(check_output)
