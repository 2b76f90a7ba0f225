"""Where a site may be sent: the branch that settings name, and the targets of PUBLISH_TARGETS, by their names."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from plugins.core.findings import SiteError, finding
from plugins.core.redaction import others_words
from plugins.core.settings import setting_line
from plugins.core.suggestions import closest
from plugins.core.temporary import temporary_folder
from plugins.engine.publish_targets import BRANCH, SETTING
from plugins.publish.branch import (
    BranchInTheWayError,
    ForeignBranchError,
    entries_of,
    fetch,
    is_there,
    manifest_of,
)
from plugins.publish.git import GitError, NoAnswerError, connection_settings, environment, git
from plugins.publish.rclone import Remote, failures_told
from plugins.publish.remote import remote_of
from plugins.publish.settings import setting_in
from plugins.publish.site_files import hashes_of
from plugins.publish.zipped import hashes_of_zip
from plugins.release.manifest import hashes_in
from plugins.site.routes import MANIFEST

Kind = Literal["branch", "rclone", "folder", "zip"]


@dataclass(frozen=True, slots=True)
class Target:
    """One place that a site is sent to.

    name: what one types behind `publish`; "" for the folder of `publish --to`
    place: the branch, REMOTE:PATH as rclone knows it, the folder, or the zip
    url: where readers find it
    """

    name: str
    kind: Kind
    place: str
    url: str


def targets_of(settings: Mapping[str, Any]) -> dict[str, Target]:
    """Every target that checked settings have, by name; first the branch, which `publish` alone means."""
    own = settings["SITEURL"]
    others = dict(settings[SETTING])
    url = others.pop(BRANCH, {}).get("url", own).rstrip("/")
    found = {BRANCH: Target(BRANCH, "branch", settings["PUBLISH_BRANCH"], url)}
    for name, told in others.items():
        kind: Kind = next(way for way in get_args(Kind) if way in told)
        found[name] = Target(name, kind, told[kind], told.get("url", own).rstrip("/"))
    return found


def target_named(settings: Mapping[str, Any], name: str | None) -> Target:
    """The target of a name, or the branch without one. raises: SiteError when there is none (C163)"""
    known = targets_of(settings)
    if (name or BRANCH) in known:
        return known[name or BRANCH]
    near = closest(str(name), known) or ", ".join(known)
    nobody = finding(
        "C163.no-such-target", setting_line(SETTING, "publishconf.py"), name=others_words(str(name)), near=near
    )
    raise SiteError([nobody])


def folder_target(settings: Mapping[str, Any], folder: str) -> Target:
    """The folder of `publish --to`."""
    return Target("", "folder", folder, settings["SITEURL"])


def live_manifest(target: Target, repository: Path, settings: Mapping[str, Any]) -> dict[str, str]:
    """What a target says that readers see: SHA-256 by path; nothing when no site was published to it.

    repository: the project
    raises: SiteError when it cannot be reached (C93, C164)
    """
    with temporary_folder(repository, "publish") as folder:
        if target.kind == "branch":
            return manifest_on_branch(settings["PUBLISH_REMOTE"], target.place, repository, folder)
        if target.kind == "rclone":
            with failures_told(repository, target.name, target.place):
                there = Remote(target.place, folder).fetch([MANIFEST])
            with suppress(ValueError):
                return hashes_in(there.get(MANIFEST, b"").decode())
            return {}
    place = Path(target.place).expanduser()
    return hashes_of(place) if target.kind == "folder" else hashes_of_zip(place)


def manifest_on_branch(remote: str, branch: str, repository: Path, folder: Path) -> dict[str, str]:
    """The manifest at the end of a branch. folder: to be thrown away; raises: SiteError (C85, C92, C93)"""
    there, where = remote_of(remote, repository), setting_in(repository, "PUBLISH_REMOTE")
    env = environment([*there.settings, *connection_settings(repository)], folder)
    try:
        git("init", "--bare", "--quiet", "--template=", ".", folder=folder, env=env)
        if not is_there(branch, folder, env):
            return {}
        fetch("--depth=1", f"refs/heads/{branch}", folder=folder, env=env)
        return manifest_of(entries_of("FETCH_HEAD", folder, env), folder, env)
    except (ForeignBranchError, BranchInTheWayError):
        return {}
    except NoAnswerError as wrong:
        raise SiteError([finding("C85.no-answer", where, remote=there.shown, **wrong.values)]) from None
    except GitError as wrong:
        raise SiteError([finding("C93.not-reached", where, remote=there.shown, **wrong.why)]) from None
