"""`tasks.py check`: builds that nobody sees, for their findings."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from plugins.checks.shown import shown_from
from plugins.core.findings import Finding, SiteError, errors, in_order
from plugins.core.header import Source
from plugins.core.temporary import temporary_folder
from plugins.core.window import Window, comparable
from plugins.engine.build import Build
from plugins.engine.settings import as_asked, site_settings, with_drafts
from plugins.kinds.all import KINDS
from plugins.selfies.portraits import blurred
from plugins.site.live import is_to_come
from plugins.site.routes import DRAFT, before_names

MINUTE = timedelta(minutes=1)
TWO_OF_ONE_ADDRESS = "C10"  # of drafts, which a text with a mistake shall not be


class Outcome(NamedTuple):
    """What one build finds, and the build; None when it could not begin."""

    findings: list[Finding]
    build: Build | None


def check(file: Path, as_of: str | None = None) -> list[Finding]:
    """Every finding on a site and its finished pages, by file and line, and what is public although nobody said so.

    Members' pictures that are too small to be sharp are told here, too.
    As it is now; what waits for its day, as it will be then; drafts as they would be, which asks for nothing; and what
    a mistake keeps from having a page, as that page would be.
    file: the public site's settings; as_of: the moment to look at instead of that which they name
    raises: SiteError when these cannot be read
    """
    findings, build = built(as_asked(site_settings(file), as_of))
    if build is None:
        return findings
    later = list[Finding]()
    for moment, paths in moments(apart(build.waiting, build.unshown())).items():
        then = findings_of(site_settings(file) | {"AS_OF": f"{moment:%Y-%m-%d %H:%M}"})
        later += (one for one in then if one.where.path in paths)
    later += of_unshown(file, as_of, build.drafts, held_back(build, findings))
    small = blurred(build.members.portraits) if hasattr(build, "members") else ()
    return in_order([*findings, *later, *shown_from(build), *small])


def with_held_back(file: Path, as_of: str | None, build: Build | None, findings: list[Finding]) -> list[Finding]:
    """What a build that failed has found, and what besides is wrong with the texts that a mistake kept out of it."""
    held = held_back(build, findings) if build else ()
    return in_order([*findings, *of_unshown(file, as_of, (), held)])


def of_unshown(file: Path, as_of: str | None, drafts: Collection[str], held: Collection[str]) -> Iterator[Finding]:
    """What is wrong with texts that have no page, as their pages would be. drafts, held: paths"""
    then = drafts_named(*built(with_drafts(as_asked(site_settings(file), as_of)))) if drafts or held else []
    yield from (one for one in then if one.where.path in drafts)
    yield from (one for one in then if one.where.path in held and one.code != TWO_OF_ONE_ADDRESS)


def drafts_named(findings: Iterable[Finding], build: Build | None) -> list[Finding]:
    """Findings in which the pages of drafts, whose addresses nobody can open, are named by their files."""
    pages = build.site.every if build and hasattr(build, "site") else ()
    files = {f"/{page.url}": page.path for page in pages if page.url.startswith(before_names(DRAFT))}

    def named(one: Finding) -> Finding:
        values = [(name, files.get(value, value) if isinstance(value, str) else value) for name, value in one.values]
        return replace(one, values=tuple(values))

    return [named(one) for one in findings]


def held_back(build: Build, findings: Iterable[Finding]) -> set[str]:
    """The paths of texts that have no page because of a mistake, and are looked at as if they were drafts."""
    shown = {page.path for page in build.site.every} if hasattr(build, "site") else set()
    of_texts = {kind.folder for kind in KINDS if kind.has_page}
    told = {PurePosixPath(one.where.path) for one in errors(findings)}
    return {str(path) for path in told if path.parts[0] == "content" and {*path.parts[1:2]} & of_texts} - shown


def apart(waiting: Mapping[str, Window], sources: Iterable[Source]) -> dict[str, Window]:
    """The same; what names something that comes after it, only until that is there: its link leads nowhere till then.

    waiting: by path, when something is shown; sources: of these paths, and perhaps of others
    """
    texts = {source.path: source for source in sources if source.path in waiting}
    apart = dict(waiting)
    for path, source in texts.items():
        text, starts = source.text, waiting[path].starts
        later = [
            other
            for name, one in texts.items()
            if starts and (other := waiting[name].starts) and is_to_come(other, starts) and name_of(one) in text
        ]
        ends = [moment for moment in (waiting[path].ends, *later) if moment]
        apart[path] = Window(starts, min(ends, default=None, key=comparable))
    return apart


def name_of(source: Source) -> str:
    """What every link to a text has in it, however it is written: its slug, or else its file's name."""
    slug = source.find("Slug")
    return slug.value if slug and slug.value else PurePosixPath(source.path).stem


def moments(waiting: Mapping[str, Window]) -> dict[datetime, set[str]]:
    """The fewest moments at which all that waits is shown, some at each: builds are dear.

    waiting: by path, when something is shown, from a moment that is still to come
    """
    chosen: dict[datetime, set[str]] = {}
    left = dict(waiting)
    while left:
        ending = min((window.ends for window in left.values() if window.ends), default=None)
        moment = ending - MINUTE if ending else max(window.starts for window in left.values() if window.starts)
        shown = {path for path, window in left.items() if window.holds(moment)}
        chosen |= {moment: shown} if shown else {}
        left = {path: left[path] for path in left.keys() - shown if left[path].ends != ending or not ending}
    return chosen


def findings_of(settings: dict[str, Any]) -> list[Finding]:
    """What one build finds."""
    return built(settings).findings


def built(settings: dict[str, Any]) -> Outcome:
    """One build, and what it finds. Its output is thrown away."""
    with temporary_folder(Path(settings["PATH"]).parent, "check") as folder:
        site = settings["PELICAN_CLASS"]({**settings, "OUTPUT_PATH": str(folder / "output")})
        try:
            findings = in_order(site.build())
        except SiteError as wrong:
            findings = list(wrong.findings)
        return Outcome(findings, getattr(site, "made", None))
