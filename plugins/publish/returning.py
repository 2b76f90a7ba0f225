"""Nobody comes back whose picture another copy of the project took back, of which this one was not told.

What is live has a mark of each such picture (plugins.selfies.marks); who has the picture here can make it, too.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from plugins.core.findings import Finding, SiteError, Where, finding
from plugins.engine.build import Build
from plugins.publish.answers import Wanted
from plugins.publish.as_published import MAX_LIST_BYTES, list_in
from plugins.publish.asking import ask
from plugins.publish.git import TO_COMMIT, GitError
from plugins.publish.recorded import content_of, own_git
from plugins.publish.targets import Target, targets_of
from plugins.publish.there import files_there
from plugins.selfies.marks import Marks, marks_in
from plugins.selfies.withdrawals import PATH, WITHDRAWN
from plugins.site.routes import MANIFEST, ORIGINALS


class Live(NamedTuple):
    """By what is known whose picture was taken back elsewhere.

    marks: the lists that were found; warnings: that the one which has to be there is not what was published (C172)
    """

    marks: frozenset[Marks] = frozenset()
    warnings: tuple[Finding, ...] = ()


def marks_live(
    target: Target, there: Collection[str], repository: Path, settings: Mapping[str, Any], *, everywhere: bool = False
) -> Live:
    """The marks that what is live at a target has; where it has none, those at all other targets, and at all addresses.

    there: the files that readers see; everywhere: those at all others in any case, as far as they can be reached
    raises: SiteError when the target cannot be reached
    """
    own = marks_at(target, repository, settings) if ORIGINALS in there else None
    if own and not everywhere:
        return Live(frozenset({own}))
    others, found = targets_of(settings).values(), {own}
    for other in others:
        with suppress(SiteError):
            found.add(marks_at(other, repository, settings))
    found |= {marks_shown(url) for url in {one.url for one in (target, *others)}}
    is_lost = ORIGINALS in there and not own
    warnings = [finding("C172.no-marks", Where(ORIGINALS), place=target.place)] if is_lost else []
    return Live(frozenset(one for one in found if one), tuple(warnings))


def marks_at(target: Target, repository: Path, settings: Mapping[str, Any]) -> Marks | None:
    """The marks at one target; None where none are, as they were published. raises: SiteError when it is not reached"""
    files = files_there([MANIFEST, ORIGINALS], target, repository, settings)
    return as_published(files.get(ORIGINALS, b""), list_in(files.get(MANIFEST, b"")))


def marks_shown(url: str) -> Marks | None:
    """The same of what readers see at an address, such as that of a zip, or what another host still shows there."""
    listed = list_in(ask(url, Wanted(MANIFEST, MAX_LIST_BYTES, is_kept=True)).data)
    if ORIGINALS not in listed:
        return None
    return as_published(ask(url, Wanted(ORIGINALS, MAX_LIST_BYTES, is_kept=True)).data, listed)


def as_published(text: bytes, listed: Mapping[str, str]) -> Marks | None:
    """The marks in a text, if it is what the manifest beside it lists, and no host's words of its own."""
    is_whole = hashlib.sha256(text).hexdigest() == listed.get(ORIGINALS)
    return marks_in(text.decode(errors="replace")) if is_whole else None


def refuse_returning(build: Build, marks: Collection[Marks], repository: Path, settings: Mapping[str, Any]) -> None:
    """Nothing where nothing in a site was taken back, by what is live.

    marks: see `marks_live`
    raises: SiteError where something was, and nobody said here that it may be shown again (C172)
    """
    found = {sha256: told for sha256, told in originals_in(build) if any(one.have(sha256) for one in marks)}
    if wrong := [told for sha256, told in found.items() if not is_overruled(sha256, repository, settings)]:
        raise SiteError(wrong)


def originals_in(build: Build) -> Iterator[tuple[str, Finding]]:
    """The SHA-256 of each original in a site, and what is told where that was taken back (C172)."""
    for path in build.images.known:
        if original := build.pictures.original(build.images.content / path):
            yield original.sha256, finding("C172.picture-would-come-back", Where(f"content/{path}"))
    for member, picture in build.members.portraits:
        yield picture.original_sha256, finding("C172.would-come-back", Where(PATH), id=member.submission.id)


def is_overruled(sha256: str, repository: Path, settings: Mapping[str, Any]) -> bool:
    """Whether this copy of the project knew of a withdrawal, and somebody took its line out of the list on purpose.

    It stands there behind a #, or the newest commit has it, or a commit took it out. A merge that lost it did not, nor
    does a list that is gone as a whole.
    sha256: of the picture's bytes, as the line has it
    """
    listed, named = Path(settings["PATH"]) / WITHDRAWN, f"{content_of(settings)}/{WITHDRAWN}"
    return listed.is_file() and any(sha256 in line for line in lines_of_then(sha256, listed, named, repository))


def lines_of_then(sha256: str, listed: Path, named: str, repository: Path) -> Iterator[str]:
    """What a list says, said in the newest commit, or lost in one. named: how git calls it where the project is"""
    yield listed.read_text(encoding="utf-8", errors="replace")
    with suppress(GitError):
        yield own_git("show", f"HEAD:./{named}", repository=repository)
    with suppress(GitError):
        changes = ("log", "--full-history", "--patch", "--format=", f"-S{sha256}", "--", named)
        told = own_git(*changes, repository=repository, limits=TO_COMMIT)
        yield from (line for line in told.splitlines() if line.startswith("-"))
