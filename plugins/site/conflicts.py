"""Two things that want one address (C10), which stops the build: told at the line that is easiest to change."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from plugins.core.findings import Finding, Where, finding
from plugins.core.window import comparable
from plugins.site.routes import Route, Routes


def same_addresses(routes: Iterable[Route]) -> list[Finding]:
    """Two routes to one file, or one to a file where another needs a folder, each told of the first (C10)."""
    first: dict[str, Route] = {}
    findings = []
    for route in routes:
        path = route.file.casefold()
        owner = first.setdefault(path, route)
        if owner is route:
            above = (path.rsplit("/", depth)[0] for depth in range(1, path.count("/") + 1))
            owner = next((first[folder] for folder in above if folder in first), route)
        if owner is not route and not is_no_clash(owner, route):
            findings.append(same_address(owner, route))
    return findings


def is_no_clash(one: Route, other: Route) -> bool:
    """Whether two that have one file just now never have one in public, or are told by that (`addresses_to_come`).

    That is so of texts that their writer alone sees, and of such as are shown as if they were public.
    """
    is_later = bool(one.later or other.later)
    if is_later and (one.later or one.file).casefold() == (other.later or other.file).casefold():
        return overlap(one, other)
    return not (is_later or overlap(one, other))


def overlap(one: Route, other: Route) -> bool:
    """Whether two are there at one time."""
    return begin_of(one) < end_of(other) and begin_of(other) < end_of(one)


def addresses_to_come(routes: Routes) -> Iterator[Finding]:
    """What texts that are not public yet want, and something else has when they are (C10): told before that day.

    Linear but for the order in which those of one address begin.
    """
    by_file: dict[str, list[Route]] = {}
    for route in (*routes.every, *routes.coming):
        by_file.setdefault(route.file.casefold(), []).append(route)
    coming = frozenset(map(id, routes.coming))
    for path, there in by_file.items() if coming else ():
        above = (path.rsplit("/", depth)[0] for depth in range(1, path.count("/") + 1))
        rivals = [*there, *(route for folder in above for route in by_file.get(folder, ()))]
        if len(rivals) > 1 and not coming.isdisjoint(map(id, rivals)):
            yield from at_one_time(rivals, coming)


def at_one_time(rivals: Iterable[Route], coming: frozenset[int]) -> Iterator[Finding]:
    """Those of one address that begin before another ends. coming: the ids of those that are not there yet"""
    longest: Route | None = None
    for route in sorted(rivals, key=begin_of):
        if longest and overlap(route, longest) and not coming.isdisjoint((id(route), id(longest))):
            are_both = {id(route), id(longest)} <= coming
            later = route if are_both or id(route) in coming else longest
            if are_both and route.starts and not longest.starts:
                later = longest  # a draft, which asks for nothing yet
            other = longest if later is route else route
            if later.where.path != other.where.path or later.kind == "redirect":
                yield from to_come(other, later)
        if longest is None or end_of(longest) < end_of(route):
            longest = route


def to_come(other: Route, later: Route) -> Iterator[Finding]:
    """What is told of one that is not there yet, if it can be mended there; else of the other."""
    first, second = sorted((other, later), key=lambda one: one.where.path)  # as on their day, when it is told again
    if other.starts and other.slug and later.slug:
        yield same_address(first, second)
    elif later.kind == "redirect" or not (later.slug or other.source or other.kind == "redirect"):
        yield same_address(other, later)
    elif not later.slug and other.slug and later.starts:
        address, otherwise = f"/{other.address}", other.other_address()
        yield finding("C10.address-of-a-list", other.where, address=address, day=later.starts, **otherwise)
    elif not later.slug:
        yield same_address(later, other)
    elif other.source or other.kind == "redirect":
        both = {"address": f"/{later.address}", "first": first.where.path, "second": second.where.path}
        yield finding("C10.same-address", later.where, **both, **later.other_address())
    else:
        yield finding("C10.address-of-the-site", later.where, address=f"/{later.address}", **later.other_address())


def begin_of(route: Route) -> datetime:
    """From when on something is there; of what is there, or has no day, since ever."""
    return comparable(route.starts) if route.starts else datetime.min.replace(tzinfo=UTC)


def end_of(route: Route) -> datetime:
    """When something is there no more; of what stays, never."""
    return comparable(route.ends) if route.ends else datetime.max.replace(tzinfo=UTC)


def same_address(first: Route, second: Route) -> Finding:
    """Two that want the same web address (C10), at the line that is easiest to change."""
    address = f"/{second.address}"
    for moved, other in ((first, second), (second, first)):
        if moved.kind == "redirect":
            return finding("C10.old-address-taken", moved.where, address=f"/{moved.address}", path=other.where.path)
    if not (first.slug and second.slug):  # one of them is a list, a wall, a feed or a file of the site
        to_change = second if second.slug else first
        return finding("C10.address-of-the-site", to_change.where, address=address, **to_change.other_address())
    to_change = max(second, first, key=lambda route: ("", "Slug", "Save_as").index(route.field))
    both = {"first": first.where.path, "second": second.where.path}
    return finding("C10.same-address", to_change.where, address=address, **both, **to_change.other_address())


def merged_tags(tags: Iterable[tuple[Where, str, str]]) -> Iterator[Finding]:
    """Two tags that differ only in signs (C++ and C), so that they would share one page (C10).

    tags: of every text in turn, the line that names one, the part of an address that is made of it, its name
    """
    names: dict[str, str] = {}
    for where, slug, name in tags:
        first = names.setdefault(slug, name)
        if first.casefold().split() != name.casefold().split():
            yield finding("C10.same-tag", where, first=first, second=name, slug=slug)
