"""Nobody comes back whose picture another copy of the project took back, of which this one was not told.

What is live has a mark of each such picture (plugins.selfies.marks); who has the picture here can make it, too.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from plugins.core.findings import Finding, SiteError, Where, finding
from plugins.engine.build import Build
from plugins.publish.git import TO_COMMIT, GitError
from plugins.publish.recorded import content_of, own_git
from plugins.publish.targets import Target, targets_of
from plugins.publish.there import files_there
from plugins.selfies.marks import mark
from plugins.selfies.withdrawals import PATH, WITHDRAWN
from plugins.site.routes import ORIGINALS


def marks_live(
    target: Target, there: Collection[str], repository: Path, settings: Mapping[str, Any], *, everywhere: bool = False
) -> frozenset[str]:
    """The marks that what is live at a target has; where it has none yet, those at all other targets.

    there: the files that readers see; everywhere: those at all others in any case, as far as they can be reached
    raises: SiteError when the target cannot be reached
    """
    found = set(marks_at(target, repository, settings)) if ORIGINALS in there else set[str]()
    if everywhere or ORIGINALS not in there:
        for other in targets_of(settings).values():
            with suppress(SiteError):
                found.update(marks_at(other, repository, settings))
    return frozenset(found)


def marks_at(target: Target, repository: Path, settings: Mapping[str, Any]) -> list[str]:
    """The marks at one target. raises: SiteError when it cannot be reached"""
    text = files_there([ORIGINALS], target, repository, settings).get(ORIGINALS, b"")
    return text.decode(errors="replace").split()


def refuse_returning(build: Build, marks: Collection[str], repository: Path, settings: Mapping[str, Any]) -> None:
    """Nothing where nothing in a site was taken back, by what is live.

    marks: see `marks_live`
    raises: SiteError where something was, and nobody said here that it may be shown again (C172)
    """
    found = {sha256: told for sha256, told in originals_in(build) if mark(sha256) in marks}
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
