"""Where a site is sent: from a remote's name or an address to what git is told, with no login in the address."""

import base64
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from plugins.core.findings import SiteError
from plugins.core.reachable import same_file
from plugins.core.redaction import address_parts, others_words, shown_remote
from plugins.publish.git import PROTOCOLS, THERE, GitError, environment, git
from plugins.publish.refusal import refused

Settings = list[tuple[str, str]]
EXAMPLE = "Write the name of a remote, or an address such as  https://github.com/union/site.git"


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


def remote_of(told: str, repository: Path) -> Remote:
    """The remote that PUBLISH_REMOTE means: what git knows under that name in the project, or an address.

    C92: PUBLISH_REMOTE is neither, or an address that nothing can be sent to. Nobody sees the new site. Write the name
    that  git remote  lists, or the address that the host shows for pushing.

    raises: SiteError
    """
    if problem := why_no_address(told):
        raise no_remote(repository, others_words(told), problem)
    address = address_of(told, repository)
    problem = why_no_address(address) or why_not_sent_to(address)
    if not problem and (is_path(address) or (repository / address).is_dir()):
        address = os.path.realpath(repository / address)
    if not problem and is_project_itself(address, repository):
        problem = "is this project itself, whose history would keep every picture"
    if problem:
        raise no_remote(repository, shown_remote(address), problem)
    return without_login(address)


def no_remote(repository: Path, shown: str, problem: str) -> SiteError:
    """The error that says what keeps PUBLISH_REMOTE from being a remote (C92)."""
    return refused(repository, "PUBLISH_REMOTE", f'"{shown}" {problem}.', EXAMPLE, "C92")


def address_of(told: str, repository: Path) -> str:
    """What git knows under a name, or the address itself after the rules that git has for addresses (url.*.insteadOf).

    C92: it is neither.
    """
    names, reason = [], f"No such remote '{told}'"
    try:
        names = git("remote", folder=repository).splitlines()
    except GitError as wrong:  # no repository, or somebody else's: an address will do
        reason = str(wrong)
    try:
        if told in names:
            return the_only(git("remote", "get-url", "--push", "--all", "--", told, folder=repository), repository)
        if re.search(r"[:/\\]", told) or (repository / told).is_dir():
            return rewritten(told, settings_of(repository))
    except GitError as wrong:
        reason = str(wrong)
    problem = f'Git knows no remote "{others_words(told)}" here ({others_words(reason)}).'
    remedy = f"Type:  git remote add {others_words(told)} ADDRESS"
    raise refused(repository, "PUBLISH_REMOTE", problem, remedy, "C92") from None


def the_only(addresses: str, repository: Path) -> str:
    """C92: a remote has more than one address for sending (pushurl), and a site is sent to one.

    At the others the old site would stay, with whoever was taken down since. Name one of the addresses.

    raises: SiteError
    """
    first, *more = addresses.splitlines()
    if more:
        problem = f"has {len(more) + 1} addresses, and I send to one"
        raise no_remote(repository, shown_remote(first), problem)
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


def why_no_address(told: str) -> str:
    """What keeps a text from being a remote's name or address, as a clause; empty when nothing does."""
    if not told.strip() or not told.isprintable() or told != told.strip():
        return "is no name and no address"
    if told.startswith("-"):
        return "would be taken for an option of git"
    return "names a program to run" if re.match(r"[A-Za-z0-9][\w+.-]*::", told) else ""


def why_not_sent_to(address: str) -> str:
    """What keeps an address from being sent to, as a clause; empty when nothing does."""
    scheme, login, place = address_parts(address)
    if scheme and scheme.removesuffix("://") not in PROTOCOLS:
        return f"begins with {scheme}, and git sends by {', '.join(f'{name}://' for name in sorted(PROTOCOLS))}"
    is_web = scheme.startswith("http")
    if is_web and re.search(r"[?#;]", place):
        return "has more behind its path, and a token there is seen by everybody on the way; it belongs before the host"
    if re.search(r"[/?#\s]", login):
        return "has a password with / ? # or a space in it; write those as %2F %3F %23 %20"
    if not is_web and ":" in login:
        return "has a password in it, which only https:// takes"
    return ""


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
            told = git("rev-parse", "--git-common-dir", folder=place.parent, env=environment(repository=place))
            return place.parent / told
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
