"""`tasks.py verify`: is what is live still what was published? Asked of a host, and of what is known here."""

import hashlib
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plugins.core.findings import Finding, SiteError, Where, errors, finding
from plugins.core.hosts import host_of
from plugins.core.redaction import shown_address
from plugins.engine.progress import addresses_bar
from plugins.publish.answers import Answer, Wanted
from plugins.publish.aside import healed_if_free
from plugins.publish.asking import ask
from plugins.publish.hosts_files import may_be_replaced
from plugins.publish.patience import PATIENCE, Patience
from plugins.publish.plan import count
from plugins.publish.ready import SAMPLE_HOST
from plugins.publish.releases import name_of, the_log
from plugins.publish.targets import Target, target_named, targets_of
from plugins.publish.there import added, can_list, names_at
from plugins.publish.verify import Known, Verified, is_asked_for, verify
from plugins.release.log import PATH, Release, newest
from plugins.release.manifest import hashes_in
from plugins.release.retained import HASHED, retained_in
from plugins.site.routes import MANIFEST, RETAINED

# A list of so many bytes has a million files.
MAX_LIST_BYTES = 128 * 2**20
# What is compared with where nobody knows better.
OWN_LIST = "its own list of files"
# By which a page that only leads on is known (theme/templates/base.html).
LEADS_ON = re.compile(rb'<meta http-equiv="refresh"')


@dataclass(frozen=True, slots=True)
class Place:
    """Where is looked: an address, and the target of settings that is served there, if it is one."""

    url: str
    target: Target | None

    @property
    def publish(self) -> str:
        """The line that publishes there."""
        name = self.target.name if self.target and self.target.kind != "branch" else ""
        return f"python3 tasks.py publish {name}".rstrip()


@dataclass(frozen=True, slots=True)
class Expected:
    """What should be live.

    hashes: SHA-256 by path, of the files to compare with
    output: the folder that holds those very files, if it is here
    findings: what is to be told of the list of files itself
    whose: what lists them, in words
    """

    hashes: Mapping[str, str]
    output: Path | None = None
    findings: tuple[Finding, ...] = field(default=())
    whose: str = OWN_LIST

    @property
    def so(self) -> str:
        """How a file is that is as it should be: where another release is live, that is not as published."""
        return f"as {self.whose} has them" if errors(self.findings) else "as published"


def is_as_published(settings: Mapping[str, Any], repository: Path, where: str | None) -> Iterator[Finding | str]:
    """Looks at every address of the site that is live, with a bar that shows how far it has come.

    repository: the project
    where: a target's name, or an address; None for the branch
    returns: what is to be said; an error where anything is not as it was published
    raises: SiteError when nothing can be compared
    """
    place = place_of(settings, where)
    if place.target:
        yield from healed_if_free(settings, repository, [place.target])
    releases = the_log(settings)
    last = newest(releases, name_of(place.target) if place.target else None)
    listed = answered(place.url, MANIFEST)
    expected = expected_of(listed.data if listed.status == 200 else None, last, releases, output_of(settings), place)
    yield f"I compare {place.url} with {expected.whose}."
    kept, foreign = kept_at(place.url)
    with addresses_bar(sum(is_asked_for(name, expected.hashes) for name in (*expected.hashes, *kept))) as tell:
        found = verify(place.url, expected.hashes, kept=kept, known=known_of(expected), tell=tell)
    yield found.in_words(expected.so)
    differ = found.findings if found.as_published else nothing_as_published(found, place)
    yield from (*expected.findings, *differ, *late(last, place))
    # Last, since what readers get can be compared where nobody may list files.
    listed_there = names_at(place.target, repository, settings) if place.target and can_list(place.target) else ()
    strange = sorted({*foreign, *added(listed_there, {*expected.hashes, *kept})})
    yield from (finding("C178.added", Where(name), target=place.url) for name in strange)


def look_afterwards(
    settings: Mapping[str, Any], repository: Path, target: Target, patience: Patience | None = None
) -> Iterator[Finding | str]:
    """Waits until a host shows what was sent to it just now, and looks at all of it.

    Of a folder without a name nobody knows where it is served, of a zip nobody has uploaded it yet.
    patience: how long is waited, if not as long as is usual for such a target
    returns: what is to be said; what could not be looked at is a warning, since it is published all the same (C177)
    raises: SiteError
    """
    if not target.name or target.kind == "zip" or host_of(target.url) == SAMPLE_HOST:
        return
    waits, begun = patience or PATIENCE[target.kind], time.monotonic()
    newest_of_all = newest(the_log(settings), name_of(target))
    built = output_of(settings) / MANIFEST
    here = built.read_bytes() if built.is_file() else b""
    wanted = newest_of_all.manifest if newest_of_all else sha256_of(here)
    has_said = False
    while True:
        answer = ask(target.url, Wanted(MANIFEST, MAX_LIST_BYTES, is_kept=True))
        if answer.wrong:
            yield finding("C177.not-looked", Where(target.url), target=target.name, reason=answer.wrong)
            return
        is_hosts = sha256_of(here) == wanted and is_same_but_hosts(list_in(here), list_in(answer.data))
        if answer.leads_off or answer.sha256 == wanted or (is_hosts and list_in(answer.data)):
            yield from is_as_published(settings, repository, target.name)
            return
        if time.monotonic() - begun + waits.pause_s > waits.total_s:
            break
        if not has_said:
            yield waits_in_words(target, waits)
            has_said = True
        time.sleep(waits.pause_s)
    yield finding("C177.not-yet", Where(target.url), time=in_minutes(waits), target=target.name)


def place_of(settings: Mapping[str, Any], where: str | None) -> Place:
    """Where somebody wants to look. raises: SiteError when that is no target and no address (C163, C177)"""
    if where is None or where in targets_of(settings):
        target = target_named(settings, where)
        return Place(target.url, target)
    if re.match(r"(?i)https?://", where):
        url = where.rstrip("/")
        with suppress(ValueError):
            parts = urlsplit(url)
            has_more = "@" in parts.netloc or parts.query or parts.fragment  # in which secrets are, not sites
            if parts.hostname and parts.port != 0 and not has_more:
                same = [target for target in targets_of(settings).values() if target.url == url]
                return Place(url, same[0] if len(same) == 1 else None)
        raise SiteError([finding("C177.no-address", Where("tasks.py"))])
    if "." in where:
        name = shown_address(f"https://{where}").removeprefix("https://")
        raise SiteError([finding("C177.no-https", Where("tasks.py"), name=name)])
    return Place("", target_named(settings, where))


def answered(url: str, path: str) -> Answer:
    """A file of the site's own. raises: SiteError when the host gives no answer, or leads elsewhere (C177)"""
    answer = ask(url, Wanted(path, MAX_LIST_BYTES, is_kept=True))
    if answer.wrong:
        raise SiteError([finding("C177.no-site", Where(url), url=url, reason=answer.wrong)])
    if answer.leads_off:
        raise SiteError([finding("C176.leads-off", Where(url), to=answer.leads_off)])
    return answer


def output_of(settings: Mapping[str, Any]) -> Path:
    """The folder of the last build."""
    return Path(settings["OUTPUT_PATH"])


def expected_of(
    live: bytes | None, last: Release | None, releases: Iterable[Release], output: Path, place: Place
) -> Expected:
    """What should be live.

    With a release in the log its list of files is meant: known by its hash, and found at the host itself or in the last
    build's output. Where the host has another, that is told, and the list that is known is compared. Without a log
    nobody knows what was published but the host's own list.

    live: the list that the host shows; last: the newest release, as the log has it; output: of the last build
    raises: SiteError when there is no list at all (C177)
    """
    built = output / MANIFEST
    here = built.read_bytes() if built.is_file() else None
    lists = {sha256_of(text): hashes for text in (live, here) if text is not None and (hashes := list_in(text))}
    shown, own = sha256_of(live), sha256_of(here)
    wanted = last.manifest if last else shown
    newest_one = f"release {last.number}" if last else "the last build" if own == shown else OWN_LIST
    if wanted not in lists and shown not in lists:
        raise SiteError([no_list(last, place)])
    if wanted == shown:
        return Expected(lists[shown], output if own == shown else None, unproved(last, own, shown), newest_one)
    if wanted in lists and shown in lists and is_same_but_hosts(lists[wanted], lists[shown]):
        return Expected(lists[shown], output, whose=newest_one)
    wrong = other_list(shown if shown in lists else "", last, releases, place)
    is_older = wrong.variant == "older"
    chosen = shown if is_older or wanted not in lists else wanted
    of_host = f"release {dict(wrong.values)['live']}" if is_older else OWN_LIST
    whose = newest_one if chosen == wanted else of_host
    return Expected(lists[chosen], output if chosen == own else None, (wrong,), whose)


def no_list(last: Release | None, place: Place) -> Finding:
    """That no list of files is where a release went, or where none is known to have gone (C177)."""
    if last:
        return finding("C177.list-is-gone", Where(place.url), number=last.number, publish=place.publish)
    return finding("C177.no-list", Where(place.url), publish=place.publish)


def sha256_of(text: bytes | None) -> str:
    """The SHA-256 of a list's bytes; "" for none."""
    return "" if text is None else hashlib.sha256(text).hexdigest()


def list_in(text: bytes) -> dict[str, str]:
    """A list of files; empty where it is none of ours."""
    with suppress(ValueError):
        return hashes_in(text.decode())
    return {}


def unproved(last: Release | None, own: str, shown: str) -> tuple[Finding, ...]:
    """That nothing here tells what was published, so that the host's own word is taken (C177)."""
    return () if last or own == shown else (finding("C177.unproved", Where(PATH)),)


def is_same_but_hosts(ours: Mapping[str, str], there: Mapping[str, str]) -> bool:
    """Whether a list lacks only what the host has a file of its own for, which publishing left as it was."""
    return there.items() <= ours.items() and all(map(may_be_replaced, ours.keys() - there.keys()))


def other_list(shown: str, last: Release | None, releases: Iterable[Release], place: Place) -> Finding:
    """That the host shows another list of files than the newest release has (C176, C177)."""
    if last is None or not shown:
        return finding("C176.missing", Where(MANIFEST), status=404)
    older = [one.number for one in releases if one.manifest == shown and one.number < last.number]
    if older:
        return finding("C177.older", Where(place.url), live=older[-1], newest=last.number, publish=place.publish)
    return finding("C177.unknown-release", Where(place.url), newest=last.number, publish=place.publish)


def known_of(expected: Expected) -> Known:
    """What the folder of the last build tells of the files."""
    if not (output := expected.output):
        return Known()
    files = {name: output / name for name in expected.hashes}
    sizes = {name: file.stat().st_size for name, file in files.items() if file.is_file()}
    pages = (name for name in sizes if name.endswith(".html"))
    return Known(sizes, {name for name in pages if LEADS_ON.search(files[name].read_bytes())})


def kept_at(url: str) -> tuple[dict[str, str], list[str]]:
    """The files of earlier releases that a host says it keeps, SHA-256 by path; and what no publish would keep.

    raises: SiteError
    """
    answer = answered(url, RETAINED)
    with suppress(ValueError):
        told = retained_in(answer.data.decode()) if answer.status == 200 else {}
        kept = {name: one.sha256 for name, one in told.items() if name.startswith(HASHED)}
        return kept, sorted(told.keys() - kept.keys())
    return {}, [RETAINED]


def names_shown(url: str) -> set[str]:
    """The files of a site, by the list that its host shows; none where that is no site of ours."""
    return set(list_in(ask(url, Wanted(MANIFEST, MAX_LIST_BYTES, is_kept=True)).data))


def waits_in_words(target: Target, patience: Patience) -> str:
    """What is said before a host is waited for."""
    return f"I wait until {target.url} shows it, {in_minutes(patience)} at most."


def in_minutes(patience: Patience) -> str:
    """How long is waited.

    >>> in_minutes(Patience(600)), in_minutes(Patience(60)), in_minutes(Patience(15))
    ('10 minutes', '1 minute', '15 seconds')
    """
    return count(patience.total_s // 60, "minute") if patience.total_s >= 60 else count(patience.total_s, "second")


def nothing_as_published(found: Verified, place: Place) -> Iterator[Finding]:
    """Where not one address is right, that it may be the wrong one (C177), and one example of each kind."""
    if found.asked:
        yield finding("C177.nothing-as-published", Where(place.url), url=place.url, publish=place.publish)
    yield from {(one.code, one.variant): one for one in reversed(found.findings) if one.variant != "more"}.values()


def late(last: Release | None, place: Place) -> Iterator[Finding]:
    """That something was to be shown, or shown no more, and nobody published since (C177)."""
    if last and last.until and last.until <= datetime.now(UTC):
        yield finding("C177.late", Where(PATH), since=last.until, publish=place.publish)
