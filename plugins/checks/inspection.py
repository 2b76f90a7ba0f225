"""Runs every rule over a finished site, each page parsed once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from plugins.checks.finished import FinishedSite, Page
from plugins.checks.rules import rules
from plugins.core.findings import Finding, Where, error, errors
from plugins.core.suggestions import did_you_mean

MOST_TOLD = 3  # a mistake in a template is on every page
UNPAIRED = "C73"  # such a page is not built as it was meant to be, and what else is found there follows from it


@dataclass(frozen=True, slots=True)
class Promise:
    """What the privacy page promises, and the line on which it does. words: in small letters"""

    words: str
    where: Where


def provable() -> dict[str, ModuleType]:
    """Every promise that can be proved, by its words."""
    return {rule.PROMISE: rule for rule in rules("promises")}


def unknown_promises(promises: Iterable[Promise]) -> Iterator[Finding]:
    """C33: a promise of the privacy page that no check can prove, perhaps since it is misspelt.

    Readers would believe what nobody has looked into. Use the words that the report names.
    """
    known = provable()
    for promise in promises:
        if promise.words not in known:
            problem = f'I cannot prove the promise "{promise.words}".'
            yield error(promise.where, problem, did_you_mean(promise.words, known), "C33")


def inspect(site: FinishedSite, promises: Iterable[Promise]) -> Iterator[Finding]:
    """Every finding on a finished site, and each promise that does not hold (C31).

    A page whose text has an error is as it is because of that, and is left in peace.
    """
    kept = {promise.words: promise for promise in promises}
    proofs = {words: rule for words, rule in provable().items() if words in kept}
    clauses: dict[str, list[str]] = {words: [] for words in proofs}
    page_rules = rules("pages")
    broken = {finding.where.path for finding in errors(site.told)}
    known = {(finding.where.path, finding.code) for finding in site.told}
    findings: list[Finding] = []
    for page in site.parsed():
        if page.where.path in broken:
            continue
        told = list(said(page_rules, "check_page", page))
        findings += [one for one in told if one.code == UNPAIRED] or told
        for words, rule in proofs.items():
            clauses[words] += said([rule], "check_page", page)
    findings += (one for one in said(page_rules, "check_site", site) if one.where.path not in broken)
    yield from few(finding for finding in findings if (finding.where.path, finding.code) not in known)
    for words, rule in proofs.items():
        clauses[words] += said([rule], "check_site", site)
        yield from not_kept(kept[words], clauses[words])


def said(chosen: Iterable[ModuleType], function: str, about: Page | FinishedSite) -> Iterator[Any]:
    """What those rules that look at pages, or at the whole site, say of one."""
    for rule in chosen:
        if check := getattr(rule, function, None):
            yield from check(about)


def few(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Of findings that one template made on many pages the first ones, and how many more there are."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.code, finding.problem.partition(" ")[2]), []).append(finding)
    for group in alike.values():
        first, more = group[:MOST_TOLD], len(group) - MOST_TOLD
        if more > 0:
            first[-1] = first[-1].within("on-more-pages", count=more)
        yield from first


def not_kept(promise: Promise, clauses: Iterable[str]) -> Iterator[Finding]:
    """C31: the privacy page promises something, and a page of this site does not keep it.

    Readers and members rely on it. Mend what is named; take the promise back only if it shall hold no longer. Of many
    places the first ones are told.
    """
    told = list(dict.fromkeys(clauses))
    for number, clause in enumerate(told[:MOST_TOLD], 1):
        more = f" (and {len(told) - MOST_TOLD} more)" * (number == MOST_TOLD < len(told))
        problem = f'The privacy page promises "{promise.words}", but {clause}{more}.'
        yield error(promise.where, problem, "Mend that; take the promise back only if it shall hold no longer.", "C31")
