"""`tasks.py publish`, in each of its ways: what is asked for, what is said, and in which order all is done."""

import sys
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from plugins.core.clock import as_of
from plugins.core.findings import Finding, SiteError, Where, finding
from plugins.core.lock import if_free, one_at_a_time
from plugins.core.temporary import private_folder
from plugins.engine.build import Build
from plugins.publish.as_published import look_afterwards
from plugins.publish.aside import LOCK, healed, healed_if_free, keep_aside, note_sent
from plugins.publish.deliver import deliver
from plugins.publish.older import refuse_older, refuse_unknown, release_at
from plugins.publish.ready import is_samples, refuse_unready
from plugins.publish.recorded import record_texts, theme_kept, times_of_texts
from plugins.publish.releases import (
    Made,
    Sending,
    log_in_words,
    made_of,
    name_of,
    publish_due,
    release_numbered,
    roll_back,
    the_log,
    unrecorded_in_words,
    what_is_due,
)
from plugins.publish.returning import marks_live, refuse_returning
from plugins.publish.settings import half_done
from plugins.publish.targets import Target, live_manifest, targets_of
from plugins.release.addresses import lasting
from plugins.release.log import PATH, Release, newest, newest_theme
from plugins.selfies.marks import Marks

AFTER_GOING_BACK = "The next publish sends what content/ holds now. Change that first, if it is not to be seen again."
TO_PUBLISH = "Type yes to publish: "
TO_RECORD = "Say in a sentence what changed, and git records it (or press Enter to publish without): "


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked of `publish`.

    says_yes: before it is asked; is_sample: the sample itself may be published
    sentence: under which git records what changed, "" where nobody told it
    looks: afterwards, whether the host shows what was sent
    number: of the release to go back to; is_log, is_due: only to see the log, or to publish what is due
    is_only_said, at_once, let_go, everything: see `deliver`
    """

    target: Target
    says_yes: bool = False
    is_sample: bool = False
    sentence: str = ""
    number: str | None = None
    is_log: bool = False
    is_due: bool = False
    looks: bool = False
    is_only_said: bool = False
    at_once: bool = False
    let_go: int = 0
    everything: bool = False

    @property
    def can_ask(self) -> bool:
        """Whether somebody is there to answer, or has answered already."""
        return self.says_yes or self.is_due or self.is_only_said or (sys.stdin is not None and sys.stdin.isatty())

    def agrees(self, words: str) -> bool:
        """Whether the site may go where the words tell."""
        say(f"It goes to {words}")
        return self.says_yes or self.is_due or self.is_only_said or answer(TO_PUBLISH).casefold() == "yes"

    def sentence_for(self, files: list[str]) -> str:
        """Under which sentence these may be recorded; "" for: not at all."""
        say(unrecorded_in_words(files))
        told = self.sentence.strip()
        return told if told or self.says_yes else answer(TO_RECORD)


class MadeSure(NamedTuple):
    """What was looked at before anything was built.

    warnings: what stops nothing; seen: see `deliver`; marks: see `marks_live`
    """

    warnings: list[Finding]
    seen: str | None = None
    marks: frozenset[Marks] = frozenset()


def publish_asked(
    asked: Asked, settings: dict[str, Any], repository: Path, build: Callable[[], Build]
) -> Iterator[Finding | str]:
    """Does what was asked.

    settings: checked ones; build: writes the site into their OUTPUT_PATH
    returns: what is to be said, each before what it tells of is done
    raises: SiteError
    """
    if asked.is_log:
        yield from healed_if_free(settings, repository, targets_of(settings).values())
        yield from log_in_words(the_log(settings), settings["TIMEZONE"])
        return
    lock = private_folder(Path(settings["PATH"]).parent) / LOCK
    is_sent = False
    with if_free(lock) if asked.is_due else one_at_a_time(lock) as is_free:
        if is_free is False:
            yield "Somebody is publishing from this folder just now."
            return
        if not asked.is_only_said:
            yield from healed(settings, repository, asked.target)
        if asked.is_due:
            is_sent = yield from publish_if_due(asked, settings, repository)
        elif asked.number is not None:
            release = release_numbered(asked.number, the_log(settings), name_of(asked.target))
            before = made_sure(asked, settings, repository)
            theme = newest_theme(the_log(settings), name_of(asked.target))
            yield from roll_back(release, settings, repository, sending(asked, repository, before), theme=theme)
            if not asked.is_only_said:
                yield AFTER_GOING_BACK
            is_sent = True
        else:
            before = made_sure(asked, settings, repository)
            yield from publish_content(asked, settings, repository, before, build)
            is_sent = True
    if is_sent and asked.looks and not asked.is_only_said:  # when others may publish, since hosts take their time
        yield from look_afterwards(settings, repository, asked.target)


def publish_if_due(asked: Asked, settings: dict[str, Any], repository: Path) -> Generator[Finding | str, None, bool]:
    """Publishes what is live as it is now, if something in it is due; else nothing is even built. raises: SiteError

    returns: whether anything was, besides what is to be said
    """
    now = as_of(settings["AS_OF"], settings["TIMEZONE"])
    release, words = what_is_due(the_log(settings), asked.target, now)
    yield words
    if release is not None:
        before = made_sure(asked, settings, repository)
        theme = newest_theme(the_log(settings), name_of(asked.target))
        yield from publish_due(release, settings, repository, sending(asked, repository, before), theme=theme)
    return release is not None


def made_sure(asked: Asked, settings: dict[str, Any], repository: Path) -> MadeSure:
    """What was looked at. raises: SiteError when this site may not go to the target, or not from this copy of it

    Of the sample no copy knows what was published last.
    """
    target = asked.target
    warnings = refuse_unready(settings, repository, target, is_sample=asked.is_sample, can_ask=asked.can_ask)
    warnings += half_done(repository) if asked.is_due or asked.number is not None else ()
    if is_samples(settings):
        return MadeSure(warnings)
    releases, there = the_log(settings), live_manifest(target, repository, settings)
    refuse_older(settings, repository, releases, lambda: there)
    if not asked.everything:
        refuse_unknown(releases, name_of(target), there)
    if target.name and not there and (last := newest(releases, target.name)):
        warnings += not_there_any_more(last, target, is_due=asked.is_due)
    marks, unsure = marks_live(target, there, repository, settings, everywhere=asked.everything)
    return MadeSure([*warnings, *unsure], release_at(there), marks)


def not_there_any_more(last: Release, target: Target, *, is_due: bool) -> list[Finding]:
    """That no site is where a release went (C172): somebody deleted it, or the place is another one by now.

    raises: SiteError for a timer (C175), which brings up to date what is live, and brings back nothing
    """
    if is_due:
        raise SiteError([finding("C175.not-there", Where(PATH), number=last.number, target=target.name)])
    return [finding("C172.not-there", Where(PATH), number=last.number, target=target.name)]


def publish_content(
    asked: Asked, settings: dict[str, Any], repository: Path, before: MadeSure, build: Callable[[], Build]
) -> Iterator[Finding | str]:
    """Publishes what content/ holds now, and records it. raises: SiteError"""
    times = times_of_texts(settings)
    built = build()
    unrecorded, commit, theme = list[Finding](), "", ""
    if not asked.is_only_said:
        is_sample = is_samples(settings)
        sentence_for = (lambda _files: "") if is_sample else asked.sentence_for
        commit, unrecorded = record_texts(settings, repository, times, sentence_for, is_sample=is_sample)
        theme = theme_kept(settings, repository) if commit else ""
    sends = sending(asked, repository, before._replace(warnings=[*before.warnings, *unrecorded]))
    yield from sends(settings, built, made_of(built, commit, theme=theme), False)


def sending(asked: Asked, repository: Path, before: MadeSure) -> Sending:
    """What sends a site to where it was asked for, and adds a line to the log."""

    def sends(settings: Mapping[str, Any], build: Build, made: Made, is_there: bool) -> Iterator[Finding | str]:
        if not is_there:
            refuse_returning(build, before.marks, repository, settings)
            if before.seen is not None:  # again: somebody may have published while the site was built
                live = partial(live_manifest, asked.target, repository, settings)
                refuse_older(settings, repository, the_log(settings), live)
            addresses = set[str]() if is_samples(settings) else lasting(build.site)
            yield from deliver(
                *(settings, repository, before.warnings, addresses, asked.target),
                agrees=asked.agrees,
                at_once=asked.at_once,
                let_go=asked.let_go,
                is_only_said=asked.is_only_said,
                everything=asked.everything,
                seen=before.seen,
                about_to=partial(keep_aside, settings, repository, made, asked.target),
            )
        if not asked.is_only_said:
            yield from note_sent(settings, repository, made, asked.target)

    return sends


def answer(question: str) -> str:
    """What somebody types; "" where nobody is."""
    with suppress(EOFError):
        return input(question).strip()
    return ""


def say(words: str) -> None:
    """Says something before what comes next is asked."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
