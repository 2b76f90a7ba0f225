"""A copy of the project that is older than what is live publishes nothing: readers would lose what another one sent."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from plugins.core.findings import SiteError, Where, finding
from plugins.publish.git import TO_FETCH, GitError
from plugins.publish.recorded import content_of, own_git, upstream
from plugins.release.log import NAME, PATH, LogError, Release, newest, releases_in
from plugins.release.manifest import manifest_text


def refuse_older(
    settings: Mapping[str, Any], repository: Path, known: Iterable[Release], live: Callable[[], Mapping[str, str]]
) -> None:
    """Nothing where this copy of the project knows all that was published, as far as git can tell.

    It asks the remote that the current branch tracks; where there is none, or it cannot be reached, nobody knows.
    known: the log here; live: asks what is at the target: its manifest, path and SHA-256 each, empty for nothing
    raises: SiteError when there are commits that are not here, and with them releases that the log does not know, or
        what is live is none that it knows (C172)
    """
    try:
        there = upstream(repository)
        tip = own_git("ls-remote", *there, repository=repository, limits=TO_FETCH)[:64].split()[:1] if there else []
        if not there or not tip or is_here(tip[0], repository):
            return
        options = ("--no-tags", "--no-write-fetch-head", "--recurse-submodules=no")
        own_git("fetch", *options, *there, repository=repository, limits=TO_FETCH)
        others = releases_of(tip[0], settings, repository)
    except GitError:
        return
    newer = set(others) - set(known)
    if newer:
        raise SiteError([finding("C172.newer-releases", Where(PATH), count=len(newer))])
    if not knows(known, live()):
        raise SiteError([finding("C172.unknown-release", Where(PATH))])


def refuse_unknown(known: Iterable[Release], target: str, there: Mapping[str, str]) -> None:
    """Nothing where the log knows what is live at a target.

    target: as the log calls it; there: the manifest that is live, path and SHA-256 each, empty for nothing
    raises: SiteError when it does not (C172): somebody has sent it and not told others yet, or, where the log knows of
        nothing there, never told this copy of the project
    """
    releases = list(known)
    if not knows(releases, there):
        told = "not-told-yet" if newest(releases, target) else "never-told"
        raise SiteError([finding(f"C172.{told}", Where(PATH))])


def refuse_overtaken(seen: str | None, there: Mapping[str, str]) -> None:
    """Nothing where at a target still lies what lay there before the site was built.

    seen: what `release_at` said then; None where nobody looked
    there: the manifest that is live now, looked at under the target's lock
    raises: SiteError when another copy has published meanwhile (C172)
    """
    if seen is not None and release_at(there) != seen:
        raise SiteError([finding("C172.meanwhile", Where(PATH))])


def knows(releases: Iterable[Release], there: Mapping[str, str]) -> bool:
    """Whether a log has a release with this manifest; nothing is always known."""
    return not there or sha256_of(there) in {one.manifest for one in releases}


def release_at(there: Mapping[str, str]) -> str:
    """By what the release is known whose manifest is live; "" for nothing."""
    return sha256_of(there) if there else ""


def is_here(commit: str, repository: Path) -> bool:
    """Whether the current branch has a commit of the remote, or one that came after it."""
    try:
        own_git("merge-base", "--is-ancestor", commit, "HEAD", repository=repository)
    except GitError:  # it has it not, or git does not even know it
        return False
    return True


def releases_of(commit: str, settings: Mapping[str, Any], repository: Path) -> list[Release]:
    """The log that a commit has; none where it has none, or one that cannot be read. raises: GitError"""
    log = f"{content_of(settings)}/{NAME}"
    if not own_git("ls-tree", commit, log, repository=repository):
        return []
    try:
        return releases_in(own_git("show", f"{commit}:./{log}", repository=repository))
    except LogError:
        return []


def sha256_of(manifest: Mapping[str, str]) -> str:
    """The SHA-256 of the file manifest.json that lists these."""
    return hashlib.sha256(manifest_text(manifest)).hexdigest()
