"""`tasks.py withdraw ID`: a member takes the picture back, and it leaves every place that the site was sent to.

Each target gets the release that is live there once more, without the member: built from its commit, so that nothing
that somebody is at work on travels with it. What cannot be done now is done when the command is given again.
"""

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from plugins.core.disk import not_deleted
from plugins.core.findings import Finding, SiteError, Where, errors, finding
from plugins.core.header import text_files
from plugins.core.lock import one_at_a_time
from plugins.core.replacing import delete, new_beside
from plugins.core.temporary import private_folder
from plugins.engine.build import build_of
from plugins.engine.withdrawal import withdraw as take_back
from plugins.publish.as_published import names_shown
from plugins.publish.aside import LOCK, healed, keep_aside, note_sent
from plugins.publish.deliver import deliver
from plugins.publish.gone import answers_at, is_seen, shows_nothing, went_from
from plugins.publish.held import held_at
from plugins.publish.older import knows, refuse_older, release_at
from plugins.publish.patience import Patience
from plugins.publish.plan import OF_A_MEMBER, count
from plugins.publish.ready import refuse_unanswered
from plugins.publish.rebuilt import built_copy, rebuilt
from plugins.publish.receipt import receipt
from plugins.publish.recorded import tell_git
from plugins.publish.releases import made_of, name_of, the_log
from plugins.publish.returning import marks_live, refuse_returning
from plugins.publish.settings import half_done
from plugins.publish.site_files import hashes_of, own_hashes
from plugins.publish.targets import Target, live_manifest, targets_of
from plugins.publish.there import names_at, names_told, tip_of
from plugins.publish.withdrawing import Removed, keep_withdrawal, kept_withdrawal
from plugins.release.log import PATH as PATH_OF_LOG
from plugins.release.log import Release, newest, newest_theme
from plugins.release.manifest import foreign_files
from plugins.selfies.withdrawals import PATH, WITHDRAWN, read_list
from plugins.site.routes import PORTRAITS

# No git here, or no such remote: whoever has none uses the branch for nothing.
LEADS_NOWHERE = ("C91", "C92")
AS_IT_IS = "Git does not know what is live, so that content/ goes public as it is now."
UNKNOWN = "The log does not know what is live at {target}. What release {number} held goes there in its place."


class Way(NamedTuple):
    """How a withdrawal is done.

    settings: checked ones; repository: the project; preview: the folder of the preview's pages
    agrees: whether content/ may go public as it is now, where nobody knows what was published
    can_ask: whether somebody is there to say so, or has said it already
    patience: how long a host is waited for, if not as long as is usual
    """

    settings: dict[str, Any]
    repository: Path
    preview: Path
    agrees: Callable[[str], bool]
    patience: Patience | None = None
    can_ask: bool = True

    def asks(self, words: str) -> bool:
        """Whether somebody agrees. raises: SiteError when nobody is there (C85)"""
        refuse_unanswered(can_ask=self.can_ask)
        return self.agrees(words)

    @property
    def content(self) -> Path:
        """The project's content folder."""
        return Path(self.settings["PATH"])


def withdraw(way: Way, member_id: str) -> Iterator[Finding | str]:
    """Takes a member's picture back: here, and at every target.

    returns: what is to be said, each before what it tells of is done, at last a receipt for the member
    raises: SiteError for an id that nobody has; OSError
    """
    way = way._replace(agrees=cache(way.agrees))  # who has agreed once is not asked again for the next target
    yield from written_down(way, member_id)
    yield from named_in_texts(way.content, member_id)
    yield from half_done(way.repository)
    removed = kept_withdrawal(way.repository, member_id)
    targets, wrong, told = targets_of(way.settings), list[Finding](), set[Finding]()
    for name in [name for name in removed if name in targets and is_back(way, member_id, targets[name])]:
        del removed[name]
    waiting = [target for name, target in targets.items() if removed.get(name, Removed()).sent is None]
    with one_at_a_time(private_folder(way.content.parent) / LOCK):
        for said in taken_off(way, member_id, waiting, removed):
            if isinstance(said, Finding):
                wrong += errors([said])
                if said in told:  # of the next target the same is to be said
                    continue
                told.add(said)
            yield said
    for name, target in targets.items():
        if removed.get(name, Removed()).is_unknown:
            removed[name] = replace(removed[name], is_unknown=not is_seen(target))
            unknown = list(unknown_zip(target, removed[name]))
            wrong += unknown
            yield from unknown
        if (one := removed.get(name, Removed())).went:
            yield asks_in_words(target, one)
            removed[name], found = answers_at(target, one, way.patience)
            wrong += found
            yield from found
    if removed:
        keep_withdrawal(way.repository, member_id, removed)
    left = [one.where.path for one in wrong if one.variant == "not-taken-off"]
    yield from receipt(
        *(member_id, day_of(way.content, member_id), removed, targets),
        zone=ZoneInfo(way.settings["TIMEZONE"]),
        left=left,
        is_done=not wrong,
    )


def is_back(way: Way, member_id: str, target: Target) -> bool:
    """Whether a target shows a member, who may have said yes again since an earlier withdrawal was done there."""
    with suppress(SiteError):
        return shows(live_manifest(target, way.repository, way.settings), member_id)
    return False


def shows(there: Iterable[str], member_id: str) -> bool:
    """Whether among files is the page of a member, which everybody has who is shown."""
    own = f"/{member_id}/".casefold()
    return any(own in name.casefold() for name in there if OF_A_MEMBER.match(name))


def asks_in_words(target: Target, one: Removed) -> str:
    """What is said before a host is asked."""
    return f"I ask the host of {target.name} for what was there, {count(len(one.went), 'file')}."


def written_down(way: Way, member_id: str) -> Iterator[Finding | str]:
    """Writes down that the member is withdrawn, and deletes what this machine kept of the picture.

    raises: SiteError for an id that nobody has; OSError
    """
    known, _ = read_list(way.content / WITHDRAWN, PATH)
    try:
        lines, left = take_back(way.settings, way.preview, member_id, then="")
    except SiteError:
        if member_id not in known:
            raise
        lines, left = [f"{member_id} was withdrawn already."], []  # and their files are gone
    tell_git(way.settings, way.repository, WITHDRAWN)
    yield from lines
    yield from left
    yield from last_build_deleted(Path(way.settings["OUTPUT_PATH"]))
    yield f"Give {PATH} to everybody who has a copy of this folder: no copy shows the member then."


def last_build_deleted(output: Path) -> Iterator[Finding | str]:
    """Deletes the site that was built last, as far as that can be: what is left of it is told.

    One behind a link, which a server may show, and one with something of somebody else in it, wait for the next build.
    """
    if not hashes_of(output) and not os.path.lexists(output / PORTRAITS):
        return
    if output.is_symlink() or any(foreign_files(output)):
        yield finding("C82.last-build", Where(str(output)))
        return
    aside = new_beside(output)
    try:
        output.rename(aside)  # in which the next build is not hindered by what cannot be deleted
    except OSError:
        aside = output
    if any(names for left in delete([aside]) for _, _, names in os.walk(left)):
        yield from not_deleted([aside])
    else:
        yield f"{output.name}/ is deleted, too; the next build makes it again."


def named_in_texts(content: Path, member_id: str) -> Iterator[Finding]:
    """The texts that name the member in a block, where the next build stops (C179)."""
    named = re.compile(rf"(?im)^members:.*(?<![\w-]){re.escape(member_id)}(?![\w-])")
    texts = (file for folder in content.iterdir() if folder.is_dir() for file in text_files(folder))
    for file in filter(Path.is_file, texts):  # of a pipe nobody may ever write the end
        text = file.read_text(encoding="utf-8", errors="replace")
        if found := named.search(text):
            where = Where(f"content/{file.relative_to(content).as_posix()}", text.count("\n", 0, found.start()) + 1)
            yield finding("C179.named-in-text", where, id=member_id)


def taken_off(
    way: Way, member_id: str, targets: Iterable[Target], removed: dict[str, Removed]
) -> Iterator[Finding | str]:
    """Publishes what is live at each target without the member, and writes down what went.

    removed: by the target's name; what was removed is added
    """
    for target in targets:
        releases = the_log(way.settings)
        earlier, is_there = removed.get(target.name, Removed()), False
        try:
            before = names_before(way, target, releases)
            is_there = True
            if before is None:
                yield nothing_in_words(target, newest(releases, name_of(target)))
                continue
            tip = tip_of(target, way.repository, way.settings)
            before |= set(earlier.before)  # of a run that did not come to its end
            earlier = replace(earlier, commit=earlier.commit or tip, is_unknown=earlier.is_unknown or not before)
            removed[target.name] = replace(earlier, before=tuple(sorted(before)))
            keep_withdrawal(way.repository, member_id, removed)
            refuse_deleted_branch(target, tip)
            yield from healed(way.settings, way.repository, target)
            releases = the_log(way.settings)
            live = newest(releases, name_of(target))
            there = live_manifest(target, way.repository, way.settings)
            refuse_unknown(way, target, releases, live, there)
            with site_without(way, live, newest_theme(releases, name_of(target)), there) as site:
                marks, warnings = marks_live(target, there, way.repository, way.settings)
                refuse_returning(build_of(site), marks, way.repository, way.settings)
                yield from warnings
                yield goes_in_words(target, live)
                if there:
                    files = (there, own_hashes(Path(site["OUTPUT_PATH"])), before)
                    held = held_of_withdrawn(way, member_id, target, *files)
                    earlier = replace(earlier, held=tuple(sorted({*earlier.held, *held.pop(member_id)})))
                    keep_others(way, target, held, tip)
                    before &= {*earlier.held}
                    removed[target.name] = replace(earlier, before=tuple(sorted(before)))
                    keep_withdrawal(way.repository, member_id, removed)
                yield from sent(way, target, live, site, release_at(there))
            after = names_at(target, way.repository, way.settings) | names_told(target, way.repository)
            went = tuple(sorted(went_from(before, after)))
            removed[target.name] = replace(earlier, went=went, sent=datetime.now(UTC), before=(), held=())
            keep_withdrawal(way.repository, member_id, removed)
            finish_others(way, member_id, target, after)
        except SiteError as wrong:
            if not is_there and is_unused(target, releases, wrong):
                yield nothing_in_words(target, None)
                continue
            yield from wrong.findings
            yield finding("C179.not-taken-off", Where(target.name), target=target.name, id=member_id)


def held_of_withdrawn(
    way: Way, member_id: str, target: Target, there: Mapping[str, str], new: Mapping[str, str], names: Collection[str]
) -> dict[str, set[str]]:
    """What shows or counts a member at a target, and each other one who took the picture back and is shown there still.

    They go at the same moment, and their own withdrawal, which is not finished there, is to know what to ask for.
    there, new, names: see `held_at`; returns: files by the member's id
    """
    listed = read_list(way.content / WITHDRAWN, PATH)[0]
    going = [one for one in listed.values() if one.id == member_id or shows(there, one.id)]
    place = (target, way.repository, way.settings)
    return {one.id: held_at(one.id, one.sha256, *place, there, new, names) for one in going}


def keep_others(way: Way, target: Target, held: Mapping[str, Collection[str]], tip: str) -> None:
    """Writes down what shows others who go as well, before they do. held: files by the member's id"""
    for other, names in held.items():
        removed = kept_withdrawal(way.repository, other)
        files = tuple(sorted({*removed.get(target.name, Removed()).held, *names}))
        one = Removed(before=files, held=files, commit=removed.get(target.name, Removed()).commit or tip)
        keep_withdrawal(way.repository, other, {**removed, target.name: one})


def finish_others(way: Way, member_id: str, target: Target, after: Collection[str]) -> None:
    """Writes down that they are gone. after: the files that are left at the target"""
    for other in read_list(way.content / WITHDRAWN, PATH)[0].keys() - {member_id}:
        removed = kept_withdrawal(way.repository, other)
        one = removed.get(target.name, Removed())
        if one.held and one.sent is None and not shows(after, other):
            went = tuple(sorted(went_from(one.held, after)))
            done = replace(one, went=went, sent=datetime.now(UTC), before=(), held=())
            keep_withdrawal(way.repository, other, {**removed, target.name: done})


def names_before(way: Way, target: Target, releases: Sequence[Release]) -> set[str] | None:
    """Every file at a target; None where nothing is. Of a zip or a branch that was deleted, what its host still shows.

    raises: SiteError when it cannot be reached, or is not where it was any more (C179)
    """
    names, last = names_at(target, way.repository, way.settings), newest(releases, name_of(target))
    if names:
        return names | names_told(target, way.repository)
    if last is None:
        return None
    if target.kind == "zip":
        return names_shown(target.url)
    if target.kind == "branch":
        same = {name_of(one) for one in targets_of(way.settings).values() if one.url == target.url}
        is_last = newest(one for one in releases if one.target in same) == last  # else another target is shown there
        return names_of_deleted(target) if is_last else None
    raise SiteError([finding("C179.not-there", Where(target.name), target=target.name, number=last.number)])


def names_of_deleted(target: Target) -> set[str] | None:
    """What the host of a deleted branch still shows; None where it says that it shows nothing of it.

    raises: SiteError where it says neither (C179): it may show the site still
    """
    if shows_nothing(target.url):
        return None
    if names := names_shown(target.url):
        return names
    raise SiteError([finding("C179.unknown-branch", Where(target.name), branch=target.place, url=target.url)])


def refuse_deleted_branch(target: Target, tip: str) -> None:
    """raises: SiteError where a branch was deleted, and its host shows it still (C179): nothing is sent there again"""
    if target.kind == "branch" and not tip:
        raise SiteError([finding("C179.deleted-branch", Where(target.name), branch=target.place, url=target.url)])


def unknown_zip(target: Target, one: Removed) -> Iterator[Finding]:
    """That nobody knows what a host has of a zip, so that it cannot be asked for it (C179)."""
    if one.is_unknown:
        yield finding("C179.unknown-zip", Where(target.name), target=target.name, url=target.url)


def refuse_unknown(
    way: Way, target: Target, releases: Sequence[Release], live: Release | None, there: Mapping[str, str]
) -> None:
    """Nothing where this copy of the project knows what is live at a target, or somebody agrees to write over it.

    live: the newest release that went there, by the log; None where the log knows of none
    there: the manifest that is live, path and SHA-256 each, empty for nothing
    raises: SiteError when another copy published since (C172), or the log does not know what is live (C179)
    """
    refuse_older(way.settings, way.repository, releases, lambda: there)
    if live is None or knows(releases, there):
        return
    if not way.asks(UNKNOWN.format(target=target.name, number=live.number)):
        raise SiteError([finding("C179.unknown-release", Where(PATH_OF_LOG), target=target.name)])


def is_unused(target: Target, releases: Sequence[Release], wrong: SiteError) -> bool:
    """Whether a target that cannot be looked at was never published to, as by the log, or since it leads nowhere.

    wrong: why it cannot be looked at
    """
    if newest(releases, name_of(target)):
        return False
    return bool(releases) or all(one.code in LEADS_NOWHERE for one in wrong.findings)


def nothing_in_words(target: Target, last: Release | None) -> str:
    """That a target holds no site. last: the newest release that went there"""
    return f"Nothing is at {target.name} any more." if last else f"Nothing is at {target.name} yet."


def goes_in_words(target: Target, live: Release | None) -> str:
    """What a target gets."""
    what = f"what release {live.number} held" if live and live.commit else "what content/ holds now"
    return f"To {target.name} goes {what}, without the member."


@contextmanager
def site_without(way: Way, live: Release | None, theme: str, there: Collection[str]) -> Iterator[dict[str, Any]]:
    """The site that is live, built without the member; where nobody knows what that is, what content/ holds now.

    theme: that readers see, by git's id; there: the files that they see: whoever is new waits for the next publish
    gives: settings with which it was built
    raises: SiteError when it cannot be built, or content/ may not go public as it is (C179)
    """
    with ExitStack() as held:
        if live and live.commit:
            builds = partial(rebuilt, live.commit, way.repository, way.settings, moment=live.as_of)
            yield held.enter_context(builds(theme=theme, live=there))[0]
            return
        if not way.asks(AS_IT_IS):
            raise SiteError([finding("C179.not-as-it-is", Where("content"))])
        yield held.enter_context(built_copy(way.settings))


def sent(way: Way, target: Target, live: Release | None, site: dict[str, Any], seen: str) -> Iterator[Finding | str]:
    """Sends a site that was built without the member, and says so in the log. raises: SiteError"""
    changed = {**way.settings, "OUTPUT_PATH": site["OUTPUT_PATH"]}
    delivers = partial(deliver, changed, way.repository, (), (), target, agrees=bool, at_once=True, seen=seen)
    if live is None:
        yield from delivers()
        return
    made = made_of(build_of(site), live.commit, live.number)
    keeps = partial(keep_aside, changed, way.repository, made, target)
    yield from delivers(about_to=keeps)
    yield from note_sent(changed, way.repository, made, target, [WITHDRAWN])


def day_of(content: Path, member_id: str) -> date:
    """Since when a member is withdrawn, by content/withdrawn.toml."""
    known, _ = read_list(content / WITHDRAWN, PATH)
    return known[member_id].day
