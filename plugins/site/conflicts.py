"""Two things that want one address (C10), which stops the build: told at the line that is easiest to change."""

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from plugins.core.findings import Finding, Where, finding
from plugins.site.redirects import Redirect
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
        if owner is not route:
            findings.append(same_address(owner, route))
    return findings


def taken_files(redirects: Iterable[Redirect], routes: Routes) -> Iterator[Finding]:
    """Old addresses that no page has, such as `/feeds/all.atom.xml`, at which a file of the site lies (C10)."""
    files = {route.file.casefold(): route for route in routes.every}
    for one in redirects:
        if not one.file and (other := files.get(unquote(one.old).casefold())):
            yield finding("C10.old-address-taken", one.where, address=f"/{one.old}", path=other.where.path)


def taken_addresses(routes: Routes) -> Iterator[Finding]:
    """The texts that will have an address which another has already (C10)."""
    for route in routes.every:
        other = routes.by_file.get(route.later)
        if other and other.slug:
            both = {"address": f"/{other.address}", "first": other.where.path, "second": route.where.path}
            yield finding("C10.same-address", route.where, **both, **route.other_address())
        elif other:
            address = f"/{other.address}"
            yield finding("C10.address-of-the-site", route.where, address=address, **route.other_address())


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
