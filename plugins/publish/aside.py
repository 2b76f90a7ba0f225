"""A release's line while it is sent: kept aside, so that a publish that is killed before the log has it loses none."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from plugins.core.atomic import write_whole
from plugins.core.findings import Finding, SiteError, Where, finding
from plugins.core.lock import if_free
from plugins.core.temporary import private_folder
from plugins.publish.older import sha256_of
from plugins.publish.releases import Made, note_release, release_of, the_log
from plugins.publish.targets import Target, live_manifest
from plugins.release.log import PATH, Release, line_of, releases_in

FOLDER = Path(".cache", "unlogged")
# Held in the folder of temporary files while somebody publishes.
LOCK = "releases.lock"


def keep_aside(
    settings: Mapping[str, Any], repository: Path, made: Made, target: Target, files: Mapping[str, str]
) -> None:
    """Keeps the line that the log is to have, before anything of it is sent.

    files: SHA-256 by path of what the target's manifest is to list: all of the site but what its host has of its own
    raises: SiteError when the log cannot be read (C170); OSError
    """
    line = line_of(release_of(settings, made, target, sha256_of(files)))
    write_whole(file_of(repository, target), line.encode())


def note_sent(
    settings: Mapping[str, Any], repository: Path, made: Made, target: Target, also: Sequence[str] = ()
) -> Iterator[Finding | str]:
    """Adds to the log what was sent just now; parameters as of `note_release`.

    returns: what is to be said; raises: SiteError when the log cannot be read (C170); OSError
    """
    kept = kept_aside(repository, target)
    yield from note_release(settings, repository, made, target, also, manifest=kept.manifest if kept else "")
    file_of(repository, target).unlink(missing_ok=True)


def healed(settings: Mapping[str, Any], repository: Path, target: Target) -> Iterator[Finding | str]:
    """Adds the line of a release that is live, and of which a publish that was stopped told the log nothing.

    Called while nobody else publishes from this folder. Where something else is live, the line is forgotten.
    returns: what is to be said; raises: SiteError when the target cannot be looked at; OSError
    """
    if (release := kept_aside(repository, target)) is None:
        return
    is_known = release.manifest in {one.manifest for one in the_log(settings) if one.target == release.target}
    if not is_known and sha256_of(live_manifest(target, repository, settings)) == release.manifest:
        yield finding("C174.found-again", Where(PATH), target=release.target)
        made = Made(release.commit, release.as_of, release.until, release.of, release.theme)
        yield from note_release(settings, repository, made, target, manifest=release.manifest)
    file_of(repository, target).unlink(missing_ok=True)


def healed_if_free(settings: Mapping[str, Any], repository: Path, targets: Iterable[Target]) -> Iterator[Finding | str]:
    """The same for whoever only looks: not while somebody publishes, nor of a target that cannot be looked at."""
    if waiting := [target for target in targets if kept_aside(repository, target)]:
        with if_free(private_folder(Path(settings["PATH"]).parent) / LOCK) as is_free:
            for target in waiting if is_free else ():
                with suppress(SiteError):
                    yield from healed(settings, repository, target)


def file_of(repository: Path, target: Target) -> Path:
    """Where the line for a target is kept; each folder without a name has one, too."""
    place = os.path.realpath(Path(target.place).expanduser())
    name = target.name or f"{target.kind}-{hashlib.sha256(os.fsencode(place)).hexdigest()[:16]}"
    return repository / FOLDER / f"{name}.jsonl"


def kept_aside(repository: Path, target: Target) -> Release | None:
    """The release that was being sent to a target; None for none, or a line that nobody can read."""
    with suppress(OSError, ValueError):
        return next(iter(releases_in(file_of(repository, target).read_text(encoding="utf-8"))), None)
    return None
