"""What a target holds by its own listing, whoever put it there."""

import zipfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from plugins.core.findings import SiteError, Where, finding
from plugins.core.reachable import entries_below
from plugins.core.temporary import temporary_folder
from plugins.publish.branch import BranchInTheWayError, Entry, contents, entries_of, fetch, is_there
from plugins.publish.git import THERE, TO_FETCH, GitError, connection_settings, environment, git
from plugins.publish.hosts_files import is_hosts
from plugins.publish.rclone import NO_SUCH_FOLDER, RcloneError, Remote, failures_told, run
from plugins.publish.ready import folder_named
from plugins.publish.remote import remote_of
from plugins.publish.targets import Target
from plugins.release.manifest import SYSTEMS_OWN, hashes_in
from plugins.release.retained import retained_in
from plugins.site.routes import JOURNAL, MANIFEST, PUBLISH_LOCK, RETAINED

# Of publishing itself.
OWN = frozenset({MANIFEST, RETAINED, JOURNAL, PUBLISH_LOCK})


def names_at(target: Target, repository: Path, settings: Mapping[str, Any]) -> set[str]:
    """Every file at a target, by its path; nothing where the target is not there yet.

    raises: SiteError when it cannot be reached (C92, C179)
    """
    try:
        if target.kind == "branch":
            return names_on_branch(target.place, repository, settings["PUBLISH_REMOTE"])
        if target.kind == "rclone":
            listed = run("lsf", target.place, "-R", "--files-only", allowed=NO_SUCH_FOLDER)
            return {line for line in listed.split("\n") if line}
        place = folder_named(target.place)
        if target.kind == "zip":
            with suppress(zipfile.BadZipFile, FileNotFoundError), zipfile.ZipFile(place) as held:
                return {name for name in held.namelist() if not name.endswith("/")}
            return set()
        return {name for name, _ in entries_below(place)} if place.is_dir() else set()
    except (GitError, RcloneError, OSError, BranchInTheWayError):
        raise SiteError([finding("C179.not-reached", Where(target.name), target=target.name)]) from None


def names_told(target: Target, repository: Path) -> set[str]:
    """The files of which the lists at a host by rclone tell. Some servers call a folder empty that they cannot list.

    raises: SiteError when it cannot be reached (C164)
    """
    if target.kind != "rclone":
        return set()
    with failures_told(repository, target.name, target.place), temporary_folder(repository, "publish") as folder:
        lists = Remote(target.place, folder).fetch([MANIFEST, RETAINED])
    names = set[str]()
    with suppress(ValueError):
        names |= hashes_in(lists.get(MANIFEST, b"").decode()).keys()
    with suppress(ValueError):
        names |= retained_in(lists.get(RETAINED, b"").decode()).keys()
    return names


def files_there(
    names: Collection[str], target: Target, repository: Path, settings: Mapping[str, Any]
) -> dict[str, bytes]:
    """Those of some files that are at a target, as they are there.

    raises: SiteError when it cannot be reached (C92, C164, C179)
    """
    with temporary_folder(repository, "publish") as folder:
        if target.kind == "rclone":
            with failures_told(repository, target.name, target.place):
                return Remote(target.place, folder).fetch(sorted(names)) if names else {}
        try:
            if target.kind == "branch":
                return files_on_branch(names, target.place, repository, settings["PUBLISH_REMOTE"], folder)
            place = folder_named(target.place)
            if target.kind == "zip":
                with suppress(zipfile.BadZipFile, FileNotFoundError), zipfile.ZipFile(place) as held:
                    return {name: held.read(name) for name in held.namelist() if name in names}
                return {}
            return {name: (place / name).read_bytes() for name in names if (place / name).is_file()}
        except (GitError, OSError, BranchInTheWayError):
            raise SiteError([finding("C179.not-reached", Where(target.name), target=target.name)]) from None


def can_list(target: Target) -> bool:
    """Whether a listing tells more than the host does by its answers; of a branch, publishing itself has looked."""
    return target.kind in ("folder", "rclone")


def tip_of(target: Target, repository: Path, settings: Mapping[str, Any]) -> str:
    """The commit that a branch ends with; "" for anything else. raises: SiteError when it cannot be reached (C179)"""
    if target.kind != "branch":
        return ""
    there = remote_of(settings["PUBLISH_REMOTE"], repository)
    env = environment([*there.settings, *connection_settings(repository)])
    try:
        told = git("ls-remote", THERE, f"refs/heads/{target.place}", folder=repository, env=env, limits=TO_FETCH)
    except GitError:
        raise SiteError([finding("C179.not-reached", Where(target.name), target=target.name)]) from None
    return told.partition("\t")[0]


def names_on_branch(branch: str, repository: Path, remote: str) -> set[str]:
    """The files of a branch, of which none is fetched. raises: GitError, SiteError, BranchInTheWayError, OSError"""
    with temporary_folder(repository, "publish") as bare:
        return set(on_branch(branch, repository, remote, bare)[0])


def files_on_branch(names: Collection[str], branch: str, repository: Path, remote: str, bare: Path) -> dict[str, bytes]:
    """Those of some files that a branch has, which alone are fetched; the same is raised."""
    entries, env = on_branch(branch, repository, remote, bare)
    found = [name for name in names if name in entries]
    return dict(zip(found, contents([entries[name].blob for name in found], bare, env), strict=True))


def on_branch(branch: str, repository: Path, remote: str, bare: Path) -> tuple[dict[str, Entry], dict[str, str]]:
    """The files of a branch, and how git is told of its remote in a folder to be thrown away."""
    there = remote_of(remote, repository)
    env = environment([*there.settings, *connection_settings(repository)], bare)
    git("init", "--bare", "--quiet", "--template=", ".", folder=bare, env=env)
    if not is_there(branch, bare, env):
        return {}, env
    fetch("--depth=1", f"refs/heads/{branch}", folder=bare, env=env)
    return entries_of("FETCH_HEAD", bare, env), env


def added(names: Collection[str], published: Collection[str]) -> list[str]:
    """Of the files at a target those that nobody published and that are none of its host's."""
    return sorted(name for name in names if not (name in published or name in OWN or is_anothers(name)))


def is_anothers(name: str) -> bool:
    """Whether a file is the host's or the system's."""
    return is_hosts(name) or name.rpartition("/")[2] in SYSTEMS_OWN
