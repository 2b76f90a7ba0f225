"""What must be right before anything is built to be published: whose site it is, its address, branch and folder."""

import os
import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.core.findings import Finding, SiteError, Where, WrongValue, finding
from plugins.core.hosts import host_of, why_unreachable
from plugins.core.redaction import shown_word
from plugins.engine.fresh import behind_links
from plugins.engine.settings import where_set
from plugins.publish.git import has_git
from plugins.publish.rclone import refuse_without_rclone
from plugins.publish.remote import remote_of, remotes_of
from plugins.publish.settings import setting_in
from plugins.publish.targets import Target

# Whose site the sample is (pelicanconf.py and publishconf.py as they come).
SAMPLE_HOST = "campaign.example.org"
SAMPLE_ORGANISATION: dict[str, Any] = {
    "name": "Alberta Union of Provincial Employees",
    "short": "AUPE",
    "address": ["10025 182 Street NW", "Edmonton, AB T5S 0P7"],
    "telephone": "1-800-232-7284",
    "email": "privacy@example.org",
}
# Where a name begins that git takes for something else than a branch.
NO_BRANCHES = ("refs/", "heads/", "remotes/", "tags/", "origin/")
PSEUDO_REFS = re.compile(r"@|(?i:[A-Z]+_HEAD|HEAD)")
# GitHub, GitLab, Gerrit and Bitbucket, git itself: the names of no branches.
OF_A_HOST = re.compile(
    r"(?i)(pulls?|pull-requests|merge-requests|changes|for|notes|stash|replace|keep-around|pipelines|environments)/"
)
# What looks like a host at the beginning of a path: a name with full stops in it, or the machine itself.
# By endings that hosts have and folders seldom, of a country or old: not "site.new".
HOST = re.compile(
    r"(?i)localhost|(www|s?ftp)(\.[\w-]+)+\.?"
    r"|[^\W_][\w-]*(\.[\w-]+)*\.([^\W\d_]{2}|com|org|net|info|edu|coop|local|example|\d+\.\d+|xn--[\w-]+)\.?"
)
# What git takes in no name (git-check-ref-format).
NO_NAME = re.compile(r"[\s~^:?*\[\\]|\.\.|//|@\{|^[/.]|/\.|[/.]$|\.lock(/|$)|^$")
# An object's whole id, and what `git describe` says of one.
COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}|.+-\d+-g[0-9a-f]{4,64}")


def refuse_unready(
    settings: dict[str, Any], repository: Path, target: Target, *, is_sample: bool, can_ask: bool
) -> list[Finding]:
    """What stops nothing. raises: SiteError with all that must be mended before this site is published

    repository: the project
    target: what is to get the site
    is_sample: the sample itself is what is to be published
    can_ask: somebody is there to say yes, or has said it already
    """
    mistakes = [*samples(settings, is_sample=is_sample), *unreachable(settings)]
    remote, branch = settings["PUBLISH_REMOTE"], settings["PUBLISH_BRANCH"]
    of_branch: list[Callable[[], object]] = [
        lambda: refuse_without_git(repository),
        lambda: refuse_no_branch_name(branch, remote, repository),
        lambda: remote_of(remote, repository) if has_git() else None,
        lambda: refuse_unanswered(can_ask=can_ask),
    ]
    of_kind: dict[str, list[Callable[[], object]]] = {
        "branch": of_branch,
        "rclone": [
            lambda: refuse_without_rclone(repository, target.name),
            lambda: refuse_unanswered(can_ask=can_ask),
        ],
        "folder": [lambda: behind_links(folder_named(target.place))],
        "zip": [lambda: folder_named(target.place)],
    }
    for step in of_kind[target.kind]:
        try:
            step()
        except SiteError as wrong:
            mistakes += wrong.findings
    if mistakes:
        raise SiteError(mistakes)
    return [*unprotected(settings)]


def refuse_without_git(repository: Path) -> None:
    """raises: SiteError when there is no git on this machine, which sends sites to branches (C91)"""
    if not has_git():
        raise SiteError([finding("C91.no-git", setting_in(repository, "PUBLISH_REMOTE"))])


def refuse_unanswered(*, can_ask: bool) -> None:
    """raises: SiteError when nobody is there to say yes to what becomes public, as in a script (C85)"""
    if not can_ask:
        raise SiteError([finding("C85.nobody-to-ask", Where("tasks.py"))])


def refuse_no_branch_name(branch: str, remote: str, repository: Path) -> None:
    """raises: SiteError when PUBLISH_BRANCH is not the name of a branch alone (C96)"""
    if wrong := why_no_branch(branch, [remote, *remotes_of(repository)]):
        raise SiteError([wrong.at(setting_in(repository, "PUBLISH_BRANCH"))])


def samples(settings: dict[str, Any], *, is_sample: bool) -> Iterator[Finding]:
    """The sample's own address or organisation, where they still stand in the settings (C84).

    is_sample: the sample is what is to be published
    """
    if is_sample:
        return
    if host_of(settings["SITEURL"]) == SAMPLE_HOST:
        yield finding("C84.samples-address", where_set("SITEURL"))
    organisation = settings["ORGANISATION"]
    same = [key for key, value in SAMPLE_ORGANISATION.items() if plain(organisation.get(key)) == plain(value)]
    if same:
        yield finding("C84.samples-organisation", where_set("ORGANISATION"), keys=", ".join(same))


def is_samples(settings: Mapping[str, Any]) -> bool:
    """Whether the site has the sample's address: its log stays on this machine, since its repository is not theirs."""
    return host_of(settings["SITEURL"]) == SAMPLE_HOST


def plain(value: object) -> str:
    """A value of ORGANISATION without what does not tell it from another: letter case, spaces, punctuation."""
    lines = value if isinstance(value, list | tuple) else [value]
    return "".join(letter for line in lines for letter in str(line).casefold() if letter.isalnum())


def unreachable(settings: dict[str, Any]) -> Iterator[Finding]:
    """That SITEURL is an address of this machine, of a private network or of an example (C84)."""
    host = host_of(settings["SITEURL"])
    if host == SAMPLE_HOST:  # the sample's finding says it, or it is meant
        return
    if reason := why_unreachable(host):
        if reason == "host.name-for-a-while":
            yield finding("C84.host-for-a-while", where_set("SITEURL"), host=host)
        else:
            yield finding("C84.nobodys-host", where_set("SITEURL"), host=host, reason=reason)


def unprotected(settings: dict[str, Any]) -> Iterator[Finding]:
    """That SITEURL begins with http://, so that whoever is between may read and change what readers see (C84)."""
    if settings["SITEURL"].lower().startswith("http://"):
        yield finding("C84.unprotected", where_set("SITEURL"))


def why_no_branch(name: str, remotes: Iterable[str]) -> WrongValue | None:
    """What keeps a text from being the name of a branch to publish to (C96); None when nothing does.

    remotes: names of remotes, in case the branch is written with one of them

    >>> why_no_branch("refs/heads/pages", ["origin"]).values["short"]
    'pages'
    """
    shown = shown_word(name)
    if NO_NAME.search(name) or not name.isprintable():
        return WrongValue("C96.no-name", branch=shown)
    for beginning in (*NO_BRANCHES, *(f"{remote}/" for remote in remotes)):
        if name.lower().startswith(beginning.lower()):
            return WrongValue("C96.more-than-a-name", branch=shown, short=name.rpartition("/")[2] or "gh-pages")
    if name.startswith("-"):
        return WrongValue("C96.option", branch=shown)
    if name.startswith("+"):
        return WrongValue("C96.writes-over-anything", branch=shown)
    if OF_A_HOST.match(name):
        return WrongValue("C96.of-a-host", branch=shown)
    if PSEUDO_REFS.fullmatch(name) or COMMIT.fullmatch(name):
        return WrongValue("C96.no-branch", branch=shown)
    return None


def folder_named(to: str) -> Path:
    """The folder that `publish --to` names.

    raises: SiteError when it looks like another machine or a service, which `--to` does not send to (C97)
    """
    try:
        folder = Path(to).expanduser()
        is_folder = looks_like_folder(to, is_windows=os.name == "nt")
    except RuntimeError:  # ~somebody who has no home here
        folder, is_folder = Path(to), False
    if is_folder or (to.strip() and os.path.lexists(folder)):
        return folder
    shown = shown_word(to)
    raise SiteError([finding("C97.no-folder-here", Where(shown or "--to"), folder=shown)])


def looks_like_folder(name: str, *, is_windows: bool) -> bool:
    """Whether a name is one of a folder here, and of no other machine or service.

    >>> looks_like_folder("sam@host:/srv/site", is_windows=False), looks_like_folder("./a:b", is_windows=False)
    (False, True)
    """
    if not name.strip() or name.startswith("-") or re.match(r"[A-Za-z][\w+.-]+:/", name):
        return False
    plain = unicodedata.normalize("NFKC", name)
    first = re.split(r"[/\\]" if is_windows else "/", plain)[0]
    if HOST.fullmatch(first):
        return False
    if is_windows:
        has_drive = plain[0] in string.ascii_letters and plain[1:2] == ":"
        return ":" not in plain[2 if has_drive else 0 :] and "@" not in first
    if "\\" in name or name.startswith("//") or re.match(r"[A-Za-z]:", name):
        return False
    return re.match(r"/|\.\.?/|~[^/:@]*(/|$)", name) is not None or not (":" in first or "@" in first)
