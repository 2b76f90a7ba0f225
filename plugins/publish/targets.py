"""Where a site may be sent: the branch that settings name, and the targets of PUBLISH_TARGETS, by their names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from plugins.core.findings import SiteError, finding
from plugins.core.redaction import others_words
from plugins.core.settings import setting_line
from plugins.core.suggestions import closest
from plugins.engine.publish_targets import BRANCH, SETTING

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
    found = {BRANCH: Target(BRANCH, "branch", settings["PUBLISH_BRANCH"], own)}
    for name, told in settings[SETTING].items():
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
