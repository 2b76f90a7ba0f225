"""Where a site is sent: from a remote's name or an address to what git is told, with no login in the address."""

import base64
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from plugins.core.findings import SiteError, WrongValue, finding
from plugins.core.reachable import same_file
from plugins.core.redaction import address_parts, others_words, shown_remote
from plugins.publish.git import PROTOCOLS, THERE, GitError, environment, git
from plugins.publish.settings import setting_in

Settings = list[tuple[str, str]]
# Git's words, which LC_ALL=C keeps in its own language.
NO_REPOSITORY = "not a git repository"


class Remote(NamedTuple):
    """A repository to send to. Programs get the address as an argument, which everybody on the machine can read.

    address: without a login
    settings: of git, for its environment: the address under the name THERE, and the login
    """

    address: str
    settings: Settings

    @property
    def shown(self) -> str:
        """The address for messages."""
        return shown_remote(self.address)


def remote_of(setting: str, repository: Path) -> Remote:
    """The remote that PUBLISH_REMOTE means: what git knows under that name in the project, or an address.

    raises: SiteError when it is neither, or an address that nothing can be sent to (C92)
    """
    where = setting_in(repository, "PUBLISH_REMOTE")
    if wrong := why_no_address(setting, others_words(setting)):
        raise SiteError([wrong.at(where)])
    address = address_of(setting, repository)
    shown = shown_remote(address)
    wrong = why_no_address(address, shown) or why_not_sent_to(address, shown)
    if not wrong and (is_path(address) or (repository / address).is_dir()):
        address = os.path.realpath(repository / address)
    if not wrong and is_project_itself(address, repository):
        wrong = WrongValue("C92.project-itself", address=shown_remote(address))
    if wrong:
        raise SiteError([wrong.at(where)])
    return without_login(address)


def address_of(setting: str, repository: Path) -> str:
    """What git knows under a name, or the address itself after the rules that git has for addresses (url.*.insteadOf).

    raises: SiteError when it is neither, or a name for several addresses (C92)
    """
    names, why, is_repository = [], GitError("git.no-such-remote").why, True
    try:
        names = git("remote", folder=repository).splitlines()
    except GitError as wrong:  # no repository, or somebody else's: an address will do
        why, is_repository = wrong.why, NO_REPOSITORY not in wrong.words
    try:
        if setting in names:
            return the_only(git("remote", "get-url", "--push", "--all", "--", setting, folder=repository), repository)
        if re.search(r"[:/\\]", setting) or (repository / setting).is_dir():
            return rewritten(setting, settings_of(repository))
    except GitError as wrong:
        why = wrong.why
    where, name = setting_in(repository, "PUBLISH_REMOTE"), others_words(setting)
    if not is_repository:
        raise SiteError([finding("C92.no-repository", where, remote=name)])
    raise SiteError([finding("C92.no-such-remote", where, remote=name, **why)]) from None


def the_only(addresses: str, repository: Path) -> str:
    """The address of a remote. raises: SiteError when it has more than one for sending (pushurl) (C92)"""
    first, *more = addresses.splitlines()
    if more:
        where = setting_in(repository, "PUBLISH_REMOTE")
        several = finding("C92.several-addresses", where, address=shown_remote(first), count=len(more) + 1)
        raise SiteError([several])
    return first


def remotes_of(repository: Path) -> list[str]:
    """The names of the project's remotes; none where there is no git, no repository, or somebody else's."""
    with suppress(GitError):
        return git("remote", folder=repository).splitlines()
    return []


def settings_of(repository: Path) -> Settings:
    """All that git has been told, by whoever publishes and by the project."""
    listed = git("config", "--includes", "--list", "-z", folder=repository)
    return [(key, value) for key, _, value in (entry.partition("\n") for entry in listed.split("\0") if entry)]


def rewritten(address: str, settings: Settings) -> str:
    """An address after git's rules for sending: of those whose beginning fits, the longest (git-config, url.*).

    >>> rewritten("gh:union/site", [("url.https://github.com/.insteadof", "gh:")])
    'https://github.com/union/site'
    """
    for kind in (".pushinsteadof", ".insteadof"):
        rules = [(old, key) for key, old in settings if key.startswith("url.") and key.endswith(kind)]
        if fitting := [(old, key) for old, key in rules if address.startswith(old)]:
            old, key = max(fitting, key=lambda rule: len(rule[0]))
            return key[len("url.") : -len(kind)] + address[len(old) :]
    return address


def why_no_address(text: str, shown: str) -> WrongValue | None:
    """What keeps a text from being a remote's name or address (C92); None when nothing does.

    shown: the text without what may be a secret
    """
    if not text.strip() or not text.isprintable() or text != text.strip():
        return WrongValue("C92.no-name-and-no-address", address=shown)
    if text.startswith("-"):
        return WrongValue("C92.option", address=shown)
    return WrongValue("C92.program", address=shown) if re.match(r"[A-Za-z0-9][\w+.-]*::", text) else None


def why_not_sent_to(address: str, shown: str) -> WrongValue | None:
    """What keeps an address from being sent to (C92); None when nothing does. shown: as above"""
    scheme, login, place = address_parts(address)
    if scheme and scheme.removesuffix("://") not in PROTOCOLS:
        known = ", ".join(f"{name}://" for name in sorted(PROTOCOLS))
        return WrongValue("C92.other-protocol", address=shown, protocol=scheme, known=known)
    is_web = scheme.startswith("http")
    if is_web and re.search(r"[?#;]", place):
        return WrongValue("C92.more-behind-its-path", address=shown)
    if re.search(r"[/?#\s]", login):
        return WrongValue("C92.signs-in-password", address=shown)
    if not is_web and ":" in login:
        return WrongValue("C92.password", address=shown)
    return None


def is_path(address: str) -> bool:
    """Whether git takes an address for a path on this machine: no colon, or a slash before it."""
    return ":" not in address.partition("/")[0]


def is_project_itself(address: str, repository: Path) -> bool:
    """Whether an address leads to the project's own repository, or to a second work tree of it."""
    if (path := local_path(address)) is None:
        return False
    own = [shared_folder(repository)]
    with suppress(GitError):  # the project may be a folder of a larger one
        own.append(repository / git("rev-parse", "--git-common-dir", folder=repository))
    there = shared_folder(path)
    return any(same_file(there, folder) for folder in own)


def local_path(address: str) -> Path | None:
    """The path that git reads in an address of this machine (connect.c): what is coded is decoded, no host counts.

    >>> local_path("file://localhost/srv%2Fsite").as_posix()
    '/srv/site'
    """
    if address.startswith("file://"):
        return Path("/" + unquote(address.removeprefix("file://")).partition("/")[2])
    return Path(address) if Path(address).is_absolute() else None


def shared_folder(path: Path) -> Path:
    """The folder of the repository that git finds by a path, common to all its work trees; the path where it is none.

    Git adds these endings, in this order (enter_repo); what is there may be a file that names the folder.
    """
    for ending in ("/.git", "", ".git/.git", ".git"):
        place = Path(f"{path}{ending}")
        with suppress(GitError, OSError):
            common = git("rev-parse", "--git-common-dir", folder=place.parent, env=environment(repository=place))
            return place.parent / common
    return path


def without_login(address: str) -> Remote:
    """An address without the login in it, which git is told in another way.

    >>> without_login("https://me:token@example.org/site.git").address
    'https://example.org/site.git'
    """
    scheme, login, place = address_parts(address)
    if not login or not scheme.startswith("http"):
        return Remote(address, named(address))
    user, colon, password = map(unquote, login.removesuffix("@").partition(":"))
    clean = scheme + place
    if colon:  # RFC 7617
        header = f"Authorization: Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"
        return Remote(clean, [(f"http.{clean}.extraHeader", header), *named(clean)])
    host = place.partition("/")[0]
    return Remote(clean, [(f"credential.{scheme}{host}.username", user), *named(clean)])


def named(address: str) -> Settings:
    """An address under the name THERE, by a rule for a beginning that no other is for: one could change it again."""
    return [(f"remote.{THERE}.url", f"{THERE}:"), (f"url.{address}.insteadOf", f"{THERE}:")]
