"""Releases in words: what the log says, what is added to it, and what an earlier one is brought back from."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from plugins.core.dates import day
from plugins.core.findings import Finding, SiteError, Where, finding
from plugins.core.in_words import day_in_words, time_in_words
from plugins.engine.build import Build, build_of
from plugins.publish.plan import count
from plugins.publish.ready import is_samples
from plugins.publish.rebuilt import rebuilt
from plugins.publish.recorded import keeps_content, record_log
from plugins.publish.targets import Target
from plugins.release.addresses import kept_list, lost_addresses
from plugins.release.log import PATH, LogError, Release, add_release, kept_releases, newest, numbered
from plugins.site.live import next_of
from plugins.site.routes import MANIFEST

MAX_NAMED = 5


class Made(NamedTuple):
    """What a finished site was made of: see Release, which has the same."""

    commit: str
    as_of: datetime
    until: datetime | None = None
    of: int | None = None
    theme: str = ""


# Sends the site that is in the OUTPUT_PATH of settings, and adds the release to the log; at last, whether it is there
# already, so that nothing has to be sent.
Sending = Callable[[Mapping[str, Any], Build, Made, bool], Iterator[Finding | str]]


def made_of(build: Build, commit: str, of: int | None = None, *, theme: str = "") -> Made:
    """What a build's release has to tell. commit: "" where git does not have the texts; theme: see Release"""
    return Made(commit, build.now, next_change(build), of, theme)


def next_change(build: Build) -> datetime | None:
    """When readers next see more, or less: something goes live or expires, or a member's consent has ended."""
    consents = (portrait.member.submission.consent_until for portrait in build.members.portraits)
    ends = (day(last) + timedelta(days=1) for last in consents if last)
    moments = {*build.changes, *(datetime.combine(end, time(), build.now.tzinfo) for end in ends)}
    return next_of(moments, build.now)


def the_log(settings: Mapping[str, Any]) -> list[Release]:
    """Every release so far. raises: SiteError when the log cannot be read (C170)"""
    try:
        return kept_releases(Path(settings["PATH"]))
    except LogError as wrong:
        raise SiteError([finding("C170.not-read", Where(PATH, wrong.line))]) from None


def note_release(
    settings: Mapping[str, Any],
    repository: Path,
    made: Made,
    target: Target,
    also: Sequence[str] = (),
    *,
    manifest: str = "",
) -> Iterator[Finding | str]:
    """Adds to the log what was published just now, and gives the log to the site's repository.

    settings: whose PATH is the project's content folder, and OUTPUT_PATH the site that was sent
    also: files of content/ that the repository gets with it
    manifest: the SHA-256 of its list of files, where the output is not here any more
    returns: what is to be said
    raises: SiteError when the log cannot be read (C170)
    """
    release = release_of(settings, made, target, manifest)
    add_release(Path(settings["PATH"]), release)
    if not keeps_content(settings, repository):
        yield f"This is release {release.number}. content/ is not in git, so nobody can go back to it."
        return
    if is_samples(settings):
        yield f"This is release {release.number} of the sample, in the log here alone: it is not recorded in git."
        return
    yield f"This is release {release.number}."
    yield from record_log(settings, repository, release, with_texts=made.of is None, also=also)


def release_of(settings: Mapping[str, Any], made: Made, target: Target, manifest: str = "") -> Release:
    """The next line of the log, as of now; parameters as of `note_release`. raises: SiteError (C170); OSError"""
    number = max((one.number for one in the_log(settings)), default=0) + 1
    now = datetime.now(ZoneInfo(settings["TIMEZONE"])).replace(microsecond=0)
    own = manifest or hashlib.sha256((Path(settings["OUTPUT_PATH"]) / MANIFEST).read_bytes()).hexdigest()
    return Release(number, now, made.commit, made.as_of, own, name_of(target), made.until, made.of, made.theme)


def name_of(target: Target) -> str:
    """How the log calls a target: never by a path, which says something of a machine."""
    return target.name or target.kind


def log_in_words(releases: Iterable[Release], zone_name: str) -> Iterator[str]:
    """A line for each release, the last one below, and when something changes next."""
    listed, zone = list(releases), ZoneInfo(zone_name)
    if not listed:
        yield "Nothing was published yet from this copy of the project."
    for one in listed:
        held = f", with what release {one.of} held" if one.of else ""
        of = f"commit {one.commit[:12]}" if one.commit else "not in git"
        is_live = "  (live)" if one is newest(listed, one.target) else ""
        yield f"{one.number:>4}  {moment_in_words(one.time.astimezone(zone))}  to {one.target}, {of}{held}{is_live}"
    if listed and listed[-1].until:
        yield f"What was published last changes by itself on {moment_in_words(listed[-1].until.astimezone(zone))}"


def moment_in_words(moment: datetime) -> str:
    """A day and a time of day."""
    return f"{day_in_words(moment)}, {time_in_words(moment)}"


def unrecorded_in_words(files: list[str]) -> str:
    """What git does not have yet."""
    named = ", ".join(sorted(files)[:MAX_NAMED])
    more = f" and {len(files) - MAX_NAMED:,} more" if len(files) > MAX_NAMED else ""
    return f"Git does not have what you changed in {count(len(files), 'file')}: {named}{more}"


def release_numbered(number: str, releases: Sequence[Release], target: str = "") -> Release:
    """The release that somebody typed the number of. raises: SiteError when nobody can go back to it (C171)

    target: where it is to go, as the log calls it: of two of that number the one that was there is meant
    """
    found = numbered(releases, int(number), target) if number.isdecimal() else None
    if found is None:
        raise SiteError([finding("C171.no-such-release", Where(PATH), number=number)])
    if not any(one.commit for one in releases):
        raise SiteError([finding("C171.no-git", Where(PATH))])
    if not found.commit:
        raise SiteError([finding("C171.not-in-git", Where(PATH), number=found.number)])
    return found


def roll_back(
    release: Release,
    settings: Mapping[str, Any],
    repository: Path,
    sends: Sending,
    *,
    theme: str = "",
) -> Iterator[Finding | str]:
    """Publishes what a release held, as a site of today: a new release.

    theme: see `rebuilt`
    returns: what is to be said, each before what it tells of is done
    raises: SiteError
    """
    with rebuilt(release.commit, repository, settings, moment=release.as_of, theme=theme) as (site, output):
        build = build_of(site)
        yield f"This is what release {release.number} held, without whom and what may not be shown today."
        yield from gone_in_words(lost_addresses(kept_list(Path(settings["PATH"])), build.site))
        sent = {**settings, "OUTPUT_PATH": str(output)}
        yield from sends(sent, build, made_of(build, release.commit, release.number), False)


def gone_in_words(gone: Iterable[Finding]) -> Iterator[str]:
    """The addresses that were public and are not any more, if there are some. gone: told of each (C122)"""
    addresses = [str(dict(one.values)["address"]) for one in gone]
    if addresses:
        more = f" and {len(addresses) - MAX_NAMED:,} more" if len(addresses) > MAX_NAMED else ""
        yield f"Nothing is there any more at {', '.join(addresses[:MAX_NAMED])}{more}"


def what_is_due(releases: Iterable[Release], target: Target, now: datetime) -> tuple[Release | None, str]:
    """The release that is live and changes by now, if it does; and what is to be said.

    raises: SiteError when it does, and its texts are not in git (C175)
    """
    live = newest(releases, name_of(target))
    if live is None:
        return None, f"Nothing was published to {name_of(target)} yet, so nothing is due."
    if live.until is None:
        return None, "Nothing is due, on no day that is known."
    when = moment_in_words(live.until.astimezone(now.tzinfo))
    if live.until > now:
        return None, f"Nothing is due before {when}"
    refuse_unrecorded(live, now)
    return live, f"Something is due since {when}"


def refuse_unrecorded(release: Release, now: datetime) -> None:
    """raises: SiteError for a release that is due, and of which git does not have the texts (C175)"""
    if not release.commit and release.until:
        since = release.until.astimezone(now.tzinfo)
        raise SiteError([finding("C175.not-in-git", Where(PATH), number=release.number, since=since)])


def publish_due(
    release: Release,
    settings: Mapping[str, Any],
    repository: Path,
    sends: Sending,
    *,
    theme: str = "",
) -> Iterator[Finding | str]:
    """Publishes what is live once more, as it is now: the texts of that release, and nothing that is half done.

    theme: see `rebuilt`
    Where readers see nothing else, nothing is sent; the log gets a line all the same, which says when to look again.
    raises: SiteError
    """
    with rebuilt(release.commit, repository, settings, theme=theme) as (site, output):
        build = build_of(site)
        sent = {**settings, "OUTPUT_PATH": str(output)}
        is_there = hashlib.sha256((output / MANIFEST).read_bytes()).hexdigest() == release.manifest
        if is_there:
            yield "Readers see the same as before."
        yield from sends(sent, build, made_of(build, release.commit, release.number), is_there)
