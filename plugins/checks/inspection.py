"""Runs every rule over a finished site, each page parsed once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from types import ModuleType

from plugins.checks.finished import FinishedSite, Page, summary
from plugins.checks.inspections import Inspected, Inspections
from plugins.checks.rules import rules
from plugins.core.findings import Finding, Values, finding
from plugins.core.suggestions import suggest
from plugins.engine.build import Promise
from plugins.render.links import lost_anchors
from plugins.site.routes import address_of

MAX_REPEATS = 3  # a mistake in a template is on every page
PLACES = {"page", "file"}  # values that say where on the finished site something is, and not what
UNPAIRED, OF_SUMMARY, SUMMARY = "C73", "C67", "Summary"
# What is true of a page however it is built, which with such a tag is not as it was meant to be.
OF_HEAD = frozenset(("C66", OF_SUMMARY, UNPAIRED))
SECOND_HEADINGS = "main-headings"  # which a text has of itself, whatever other error there is in it


def provable() -> dict[str, ModuleType]:
    """Every promise that can be proved, by its words."""
    return {rule.PROMISE: rule for rule in rules("promises")}


def unknown_promises(promises: Iterable[Promise]) -> Iterator[Finding]:
    """Promises of the privacy page that no check can prove, perhaps since they are misspelt (C33)."""
    known = provable()
    for promise in promises:
        if promise.words not in known:
            near = suggest(promise.words, known)
            yield finding("C33.unknown-promise", promise.where, promise=promise.words, **near)


def inspect(
    site: FinishedSite, promises: Iterable[Promise], inspections: Inspections[Inspected] | None = None
) -> Iterator[Finding]:
    """Every finding on a finished site, and each promise that does not hold (C31).

    Most of what is wrong with a page whose text has an error follows from that, and is not told.
    inspections: of earlier builds
    """
    inspections = inspections or Inspections[Inspected]()
    kept = {promise.words: promise for promise in promises}
    proofs = {words: rule for words, rule in provable().items() if words in kept}
    broken_promises: dict[str, list[Finding]] = {words: [] for words in proofs}
    page_rules = rules("pages")
    known = {(one.where.path, one.code) for one in site.earlier}
    findings: list[Finding] = []
    for name in site.named(".html"):
        inspected = inspections.of(site.key(name), partial(inspected_file, site, name, page_rules, proofs))
        site.pages[name] = inspected.summary
        if site.is_wanted_twice(name):
            continue
        findings += (one for one in inspected.findings if not follows(one, site))
        if inspected.summary.where.path not in site.broken:
            for words, broken in inspected.promised.items():
                broken_promises[words] += broken
    lost = list(lost_in_lists(site))
    yield from lost
    site.earlier = [*site.earlier, *lost]
    findings += between_pages(site)
    yield from collapse_repeats(one for one in findings if (one.where.path, one.code) not in known)
    for words, rule in proofs.items():
        broken_promises[words] += run_rules([rule], "check_site", site)
        yield from not_kept(kept[words], broken_promises[words])


def between_pages(site: FinishedSite) -> Iterator[Finding]:
    """What rules say of all pages and files together, such as two of one title."""
    return (one for one in run_rules(rules("pages"), "check_site", site) if not follows(one, site))


def follows(found: Finding, site: FinishedSite) -> bool:
    """Whether what was found on a page follows from an error of its text, which is told."""
    path, tag = found.where.path, dict(found.values).get("tag")
    if path not in site.broken:
        return False
    told = [str(value) for one in site.earlier if one.where.path == path for _, value in one.values]
    if found.code == OF_SUMMARY and SUMMARY in told:  # by another name
        return True
    is_of_words = found.code in OF_HEAD or found.variant == SECOND_HEADINGS
    return not is_of_words or (tag is not None and any(f"<{tag}" in words for words in told))


def inspect_page(site: FinishedSite, name: str, html: str, promises: Iterable[Promise]) -> Inspected:
    """What there is to find on one page of a site that nobody wrote yet. name: of its file; html: its text"""
    kept = {promise.words for promise in promises}
    proofs = {words: rule for words, rule in provable().items() if words in kept}
    return inspected_page(site.page(name, html), rules("pages"), proofs)


def told_of_page(site: FinishedSite, name: str, inspected: Inspected, promises: Iterable[Promise]) -> Iterator[Finding]:
    """What is told of what was found on one page, and what it does not keep of the promises."""
    if site.is_wanted_twice(name):
        return
    yield from (one for one in inspected.findings if not follows(one, site))
    for promise in () if inspected.summary.where.path in site.broken else promises:
        yield from not_kept(promise, inspected.promised.get(promise.words, ()))


def lost_in_lists(site: FinishedSite) -> Iterator[Finding]:
    """Links to a part that a page which is no text does not have (C12), where they were written: in a text, say."""
    texts = {route.file for route in site.routes.every if route.source}
    ids = {address_of(name): facts.anchors for name, facts in site.pages.items() if name not in texts}
    return lost_anchors(site.anchor_links, ids, {})


def inspected_file(
    site: FinishedSite, name: str, page_rules: Iterable[ModuleType], proofs: Mapping[str, ModuleType]
) -> Inspected:
    """What there is to find on one page that is written."""
    return inspected_page(site.page(name), page_rules, proofs)


def inspected_page(page: Page, page_rules: Iterable[ModuleType], proofs: Mapping[str, ModuleType]) -> Inspected:
    """What there is to find on one page alone. proofs: of what is promised, by its words"""
    found = tuple(run_rules(page_rules, "check_page", page))
    promised = {words: tuple(run_rules([rule], "check_page", page)) for words, rule in proofs.items()}
    if any(one.code == UNPAIRED for one in found):
        found = tuple(one for one in found if one.code in OF_HEAD)
    return Inspected(summary(page), found, promised)


def run_rules(chosen: Iterable[ModuleType], function: str, about: Page | FinishedSite) -> Iterator[Finding]:
    """What those rules that look at pages, or at the whole site, say of one."""
    for rule in chosen:
        if check := getattr(rule, function, None):
            yield from check(about)


def collapse_repeats(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Of findings that one template made on many pages the first ones, and how many more there are."""
    alike: dict[tuple[str, str, Values], list[Finding]] = {}
    for one in findings:
        what = tuple(value for value in one.values if value[0] not in PLACES)
        alike.setdefault((one.code, one.variant, what), []).append(one)
    for group in alike.values():
        first, more = group[:MAX_REPEATS], len(group) - MAX_REPEATS
        if more > 0:
            first[-1] = first[-1].within("on-more-pages", count=more)
        yield from first


def not_kept(promise: Promise, broken: Iterable[Finding]) -> Iterator[Finding]:
    """Where the site does not keep a promise of the privacy page (C31), told at its line; of many the first ones.

    broken: what the promise's own rule found, each a clause
    """
    distinct = list(dict.fromkeys(replace(one, where=promise.where) for one in broken))
    for number, one in enumerate(distinct[:MAX_REPEATS], 1):
        if number == MAX_REPEATS < len(distinct):
            yield one.within("promised-and-more", promise=promise.words, count=len(distinct) - MAX_REPEATS)
        else:
            yield one.within("promised", promise=promise.words)
