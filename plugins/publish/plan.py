"""What becomes public, and what changes where it goes: in an order that breaks no page, and in words."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from plugins.assets.compressed import COMPRESSED
from plugins.core.findings import Finding, Where, finding
from plugins.release.retained import Retained, retained_after
from plugins.site.routes import (
    CAMPAIGN_NEWS,
    EVENTS,
    FRONT_PAGE,
    FURTHER,
    INDEX,
    MATTERS,
    MEMBER,
    NEWS,
    NOT_FOUND,
    PERSON,
    PORTRAITS,
    TAG,
    WALL,
)

PICTURES = (".avif", ".webp", ".jpg", ".jpeg", ".png", ".gif", ".svg")
# A mail address of an example: whoever writes there writes to nobody (RFC 2606).
NOBODYS_MAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)*example\.(?:com|net|org)\b")
# What shows that there is something new: it follows what it names.
LAST_TO_CHANGE = (".xml", ".ics")
LISTS = tuple(pattern.partition("{")[0] for pattern in (TAG, CAMPAIGN_NEWS, NEWS + FURTHER, EVENTS + FURTHER))
FIRST_OF_A_LIST = re.compile(rf"({NEWS}|{EVENTS}|{MATTERS})([a-z]{{2}}/)?{re.escape(INDEX)}")
OF_A_YEAR = re.compile(rf"({NEWS}|{EVENTS})\d{{4}}/")
OF_A_MEMBER, OF_A_WALL = (re.compile(re.sub(r"\{\w+\}", "[^/]+", pattern)) for pattern in (MEMBER, WALL))
OF_KINDS = {NEWS: "story", EVENTS: "event", MATTERS: "matter", PERSON.partition("{")[0]: "person"}
# What each kind of page is called, and what several of them are.
NOUNS = {
    "story": "stories",
    "event": "events",
    "matter": "matters",
    "member": "members",
    "person": "people",
    "page": "pages",
}
# If more of the pages than this go, somebody is asked to say so by their number: a folder may not have been there.
MAX_SHARE_GOING, MAX_PAGES_GOING = 0.2, 5


@dataclass(frozen=True, slots=True)
class Live:
    """What is at a target, as it says itself.

    manifest: SHA-256 by path, of the release that readers see
    retained: what stayed of earlier ones
    unfinished: what a publish that did not come to its end was about to do: SHA-256 by path, "" for a file that goes
    """

    manifest: Mapping[str, str] = field(default_factory=dict)
    retained: Mapping[str, Retained] = field(default_factory=dict)
    unfinished: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done at a target, in this order.

    first: what goes before anything comes
    passes: what comes, each pass whole before the next begins; names of files of the new release
    retained: what is in no release any more, and stays: told together with the new manifest, behind the passes
    last: what goes then
    """

    first: tuple[str, ...]
    passes: tuple[tuple[str, ...], ...]
    retained: Mapping[str, Retained]
    last: tuple[str, ...]

    def journal(self, new: Mapping[str, str]) -> dict[str, str]:
        """All of it, for who comes after if it does not come to its end. new: SHA-256 of each file of the release"""
        comes = {name: new[name] for names in self.passes for name in names}
        return comes | dict.fromkeys((*self.first, *self.last), "")


class Change(NamedTuple):
    """What a publish makes of a target.

    before, after: SHA-256 by path, of the release that is there and of the one that is to be
    kept, stays: the names of files of earlier releases that stayed until now, and that stay from then on
    """

    before: Mapping[str, str]
    after: Mapping[str, str]
    kept: Collection[str] = ()
    stays: Collection[str] = ()


def plan_of(live: Live, new: Mapping[str, str], now: datetime, *, at_once: bool = False) -> Plan:
    """What makes a target show a new release, while no reader meets a page that is broken.

    new: SHA-256 of each file of the release; now: UTC
    at_once: what goes is withdrawn, so that it goes before anything comes
    """
    there = {name: one.sha256 for name, one in live.retained.items()} | dict(live.manifest)
    # Of what a publish was about to do nobody knows what it did; the one before it may have done something else.
    unsure = live.unfinished
    comes = [name for name, sha256 in new.items() if name in unsure or there.get(name) != sha256]
    gone = {name: sha256 for name, sha256 in there.items() if name not in new and name not in unsure}
    is_strict = at_once or any(map(is_page, live.manifest.keys() - new.keys()))
    retained = retained_after(live.retained, gone, now, only_static=is_strict)
    goes = sorted((there.keys() | unsure.keys()) - new.keys() - retained.keys())
    first = tuple(name for name in goes if at_once or name.startswith(PORTRAITS))
    return Plan(
        first=first,
        passes=tuple(in_passes(comes, live.manifest)),
        retained=retained,
        last=tuple(sorted(set(goes) - set(first))),
    )


def in_passes(names: Iterable[str], before: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The names of files in passes: what a page needs before it, and what it leads to. before: the last release's"""
    turns: dict[int, list[str]] = {}
    for name in names:
        turns.setdefault(turn_of(name, is_new=name not in before), []).append(name)
    yield from (tuple(sorted(turns[turn])) for turn in sorted(turns))


def turn_of(name: str, *, is_new: bool) -> int:
    """Which pass a file comes in: assets, new pages, changed ones, lists, then what all the rest is found by.

    >>> [turn_of(name, is_new=False) for name in ("pictures/a.jpg", "news/a/index.html.br", "news/index.html")]
    [1, 3, 4]
    """
    file = uncompressed(name)
    if file in (FRONT_PAGE, NOT_FOUND) or "/" not in file or file.endswith(LAST_TO_CHANGE):
        return 5
    if not is_page(file):
        return 0 if is_new else 1  # a changed one names others, as the list of the search index does
    if is_new:
        return 2
    return 4 if kind_of(file) == "list" else 3


def uncompressed(name: str) -> str:
    """The file that a compressed copy stands beside."""
    return name[:-3] if name.endswith(COMPRESSED) else name


def with_copies(names: Collection[str], of: Iterable[str]) -> list[str]:
    """Files, and their compressed copies, which say nothing without them. of: the names among which these are

    >>> with_copies({"a.css", "b.css.gz"}, ["a.css", "a.css.gz", "b.css", "b.css.gz"])
    ['a.css', 'a.css.gz', 'b.css.gz']
    """
    return [name for name in of if name in names or uncompressed(name) in names]


def is_page(name: str) -> bool:
    """Whether a file is a page."""
    return name.endswith(".html")


def kind_of(page: str) -> str:
    """What a page is, by its address alone: one of NOUNS, or a list.

    >>> [kind_of(page) for page in ("news/a/index.html", "news/fr/index.html", "save/wall/member/0417/index.html")]
    ['story', 'list', 'member']
    """
    if page.startswith(LISTS) or OF_A_YEAR.match(page) or FIRST_OF_A_LIST.fullmatch(page):
        return "list"
    if OF_A_MEMBER.match(page):
        return "member"
    if OF_A_WALL.match(page):
        return "list"
    return next((kind for folder, kind in OF_KINDS.items() if page.startswith(folder)), "page")


def pages_that_go(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[int, int]:
    """How many of a release's pages the next one does not have, and how many it had; lists come and go."""
    pages = [name for name in before if is_page(name) and kind_of(name) != "list"]
    return sum(name not in after for name in pages), len(pages)


def are_too_many(going: int, pages: int) -> bool:
    """Whether so many pages go that it may not be meant.

    >>> are_too_many(2, 8), are_too_many(30, 100)
    (False, True)
    """
    return going > max(MAX_PAGES_GOING, MAX_SHARE_GOING * pages)


def which_pages(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """What happens to the pages, by what they are; "" where nothing does, or there were none.

    >>> which_pages({"news/a/index.html": "1", "i.html": "1"}, {"news/a/index.html": "2", "news/b/index.html": "1"})
    '1 new story, 1 changed, 1 page gone'
    """
    counted: Counter[tuple[str, str]] = Counter()
    for name in filter(is_page, before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            state = "new" if name not in before else "gone" if name not in after else "changed"
            counted[kind_of(name), state] += 1
    parts = []
    for kind, plural in NOUNS.items():
        is_named = False
        for state in ("new", "changed", "gone"):
            if number := counted[kind, state]:
                noun = kind if number == 1 else plural
                word = "withdrawn" if (kind, state) == ("member", "gone") else state
                in_full = f"{word} {noun}" if state == "new" else f"{noun} {word}"
                parts.append(f"{number:,} {word if is_named else in_full}")
                is_named = True
    return ", ".join(parts)


def what_is_public(names: Iterable[str], name: str, address: str) -> str:
    """How many pages and pictures a site has, and where readers find them.

    >>> what_is_public(["index.html", "pictures/a-320.avif", "pictures/a-320.jpg"], "Our site", "https://union.ca")
    '"Our site" has 1 page and 1 picture, for everybody to see at https://union.ca'
    """
    files = list(names)
    pages = [one for one in files if one.endswith(".html")]
    pictures = {re.sub(r"(-\d+)?\.\w+$", "", one) for one in files if one.endswith(PICTURES)}
    counted = f"{count(len(pages), 'page')} and {count(len(pictures), 'picture')}"
    return f'"{name}" has {counted}, for everybody to see at {address}'


def what_changes(
    before: Mapping[str, str], after: Mapping[str, str], kept: Collection[str] = (), stays: Collection[str] = ()
) -> str:
    """What happens to the files that earlier publishes left; parameters as of `Change`.

    >>> what_changes({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "5", "d": "4"})
    'Of what is there 1 file changes and 1 file goes; 1 file is new.'
    >>> what_changes({"a/index.html": "1"}, {"a/index.html": "2"})
    '1 page changed. Of what is there 1 file changes and 0 files go; 0 files are new.'
    >>> what_changes({"a": "1", "b": "2"}, {"a": "1"}, kept=("c", "d"), stays=("b", "d"))
    'Of what is there 0 files change, 1 file goes and 1 file stays for a week; 0 files are new.'
    """
    old, new, until_now, from_now = map(uncompressed_only, (before, after, kept, stays))
    if not old:
        return "Nothing is there yet."
    changed = sum(before[name] != after[name] for name in old & new)
    gone, added, left = len((old | until_now) - new - from_now), len(new - old), len(from_now - until_now - new)
    if not changed + gone + added + left:
        return "The same files are there already."
    does = [one_or_more(changed, "changes", "change"), one_or_more(gone, "goes", "go")]
    does += [one_or_more(left, "stays for a week", "stay for a week")] if left else []
    pages = f"{words}. " if (words := which_pages(before, after)) else ""
    return f"{pages}Of what is there {', '.join(does[:-1])} and {does[-1]}; {one_or_more(added, 'is', 'are')} new."


def uncompressed_only(names: Iterable[str]) -> set[str]:
    """The names of files without those of their compressed copies."""
    return {name for name in names if not name.endswith(COMPRESSED)}


def one_or_more(number: int, one: str, more: str) -> str:
    """How many files, and what they do."""
    return f"{count(number, 'file')} {one if number == 1 else more}"


def unread_mail(output: Path, names: Iterable[str]) -> list[Finding]:
    """The addresses to which pages ask readers to write, and which nobody reads (C84).

    names: the files of a site, of which pages are read
    returns: a warning for each address, with the first page that has it
    """
    found: dict[str, str] = {}
    for name in names:
        if name.endswith(".html"):
            for address in NOBODYS_MAIL.findall((output / name).read_text(encoding="utf-8", errors="replace")):
                found.setdefault(address, name)
    return [finding("C84.nobodys-mail", Where(page), address=address) for address, page in found.items()]


def count(number: int, noun: str) -> str:
    """A number and what is counted.

    >>> count(1200, "page")
    '1,200 pages'
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
