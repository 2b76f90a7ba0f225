"""Files that a web host puts beside a site, or in the place of one of its own: they stay as they are."""

import os
import re
import shutil
import stat
from collections.abc import Collection, Sequence
from pathlib import Path

from plugins.site.routes import APACHE, CNAME, HEADERS, NO_JEKYLL, REDIRECTS, ROBOTS

# Proofs of certificates and domains (RFC 8615), programs that hosts offer, and what a disk finds after a crash.
FOLDERS = (".well-known", "cgi-bin", "lost+found")
# What servers read as settings, and write.
FILES = frozenset({
    CNAME, NO_JEKYLL, ROBOTS, APACHE, HEADERS, REDIRECTS,
    ".htpasswd", ".user.ini", "php.ini", "web.config", ".ftpquota", "error_log", "favicon.ico", "BingSiteAuth.xml",
})  # fmt: skip
PRIVATE_MODE, OWNERS_MODE = 0o600, 0o700
# By which somebody showed a search engine that the site is theirs.
PROOF = re.compile(r"google[0-9a-f]{16}\.html|yandex_[0-9a-f]{16}\.html|pinterest-[0-9a-f]{5}\.html")


def is_hosts(path: str) -> bool:
    """Whether a file of a published folder, or an empty folder in it, is the host's.

    >>> [is_hosts(path) for path in (".well-known/acme-challenge/x", "robots.txt", "news/robots.txt", "notes.txt")]
    [True, True, False, False]
    """
    top, slash, _ = path.partition("/")
    return top in FOLDERS or (not slash and (path in FILES or PROOF.fullmatch(path) is not None))


def may_be_replaced(path: str) -> bool:
    """Whether a host may have put a file of its own in the place of one of the site, or deleted that.

    Not the domain, and not the sign for GitHub Pages, without which another host serves another site.
    """
    return is_hosts(path) and path not in (CNAME, NO_JEKYLL)


def may_stay(folder: Path, name: str) -> bool:
    """Whether what stands in a folder under a name is the host's, and a file or a folder as hosts have them there.

    A link, a pipe, and a folder that is called as a file of theirs is none.
    """
    mode = (folder / name).lstat().st_mode
    return is_hosts(name) and (stat.S_ISREG(mode) or (stat.S_ISDIR(mode) and name.partition("/")[0] in FOLDERS))


def added_by_host(folder: Path, published: Collection[str]) -> list[str]:
    """The host's files in a folder, and its folders, empty ones too, by path below it, each behind the one it is in.

    published: the files that an earlier publish put there, which are none of the host's
    """
    if not folder.is_dir():
        return []
    names = [entry.name for entry in folder.iterdir()]
    for top in (folder / name for name in FOLDERS if (folder / name).is_dir() and not (folder / name).is_symlink()):
        names += [path.relative_to(folder).as_posix() for path in top.rglob("*")]
    return sorted(name for name in names if name not in published and may_stay(folder, name))


def copy_as_they_are(names: Sequence[str], old: Path, new: Path) -> None:
    """Copy the host's files and folders from one folder to another, with who owns, may read and run them.

    names: as `added_by_host` gives them
    raises: OSError
    """
    for name in names:
        if (old / name).is_dir():
            (new / name).mkdir(exist_ok=True)
        else:
            (new / name).touch(mode=PRIVATE_MODE)  # until it is as it was
            shutil.copy2(old / name, new / name)
    for name in reversed(names):
        give_away(new / name, (old / name).stat())
        shutil.copystat(old / name, new / name)


def keep_access(old: Path, new: Path) -> None:
    """Let whoever may enter the old folder enter the new one, and own it and the site in it. raises: OSError

    old: may not be there
    """
    if not old.is_dir():
        return
    status = old.stat()
    for path in (new, *new.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        if give_away(path, status):
            path.chmod(mode)
    new.chmod(stat.S_IMODE(status.st_mode) | OWNERS_MODE)


def give_away(path: Path, status: os.stat_result) -> bool:
    """Give a file the owner and the group of another one, as root alone can; whether it did. raises: OSError"""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    os.chown(path, status.st_uid, status.st_gid)
    return True
