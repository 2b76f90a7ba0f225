"""Files that a web host puts beside a site, or in the place of one of its own: they stay as they are."""

import re
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path

from plugins.core.reachable import entries_below
from plugins.site.routes import CNAME, NO_JEKYLL, ROBOTS

# Proofs of certificates and domains (RFC 8615), programs that hosts offer, and what a disk finds after a crash.
FOLDERS = (".well-known", "cgi-bin", "lost+found")
# What servers read as settings, and write.
FILES = frozenset({
    CNAME, NO_JEKYLL, ROBOTS,
    ".htaccess", ".user.ini", "php.ini", "web.config", "_headers", "_redirects", ".ftpquota", "error_log",
    "favicon.ico", "BingSiteAuth.xml",
})  # fmt: skip
# By which somebody showed a search engine that the site is theirs.
PROOF = re.compile(r"google[0-9a-f]{16}\.html|yandex_[0-9a-f]{16}\.html|pinterest-[0-9a-f]{5}\.html")


def is_hosts(path: str) -> bool:
    """Whether a file of a published folder, or an empty folder in it, is the host's.

    >>> [is_hosts(path) for path in (".well-known/acme-challenge/x", "robots.txt", "news/robots.txt", "notes.txt")]
    [True, True, False, False]
    """
    top, slash, _ = path.partition("/")
    return top in FOLDERS or (not slash and (path in FILES or PROOF.fullmatch(path) is not None))


def added_by_host(folder: Path, published: Collection[str]) -> list[str]:
    """The host's files in a folder, by path below it; no links, behind which nobody looked.

    published: the files that an earlier publish put there, which are none of the host's
    """
    entries = entries_below(folder) if folder.is_dir() else ()
    plain = (name for name, entry in entries if entry.is_file(follow_symlinks=False))
    return sorted(name for name in plain if is_hosts(name) and name not in published)


def copy_files(names: Iterable[str], old: Path, new: Path) -> None:
    """Copy files from one folder to another. raises: OSError"""
    for name in names:
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(old / name, new / name)
