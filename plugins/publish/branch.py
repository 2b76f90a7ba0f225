"""What is at the end of a remote branch, and whether a publish of ours put it there."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from plugins.core.hosts import canonical_host
from plugins.publish.git import THERE, TO_FETCH, GitError, NoAnswerError, git, output_of
from plugins.publish.plan import Live
from plugins.release.manifest import SYSTEMS_OWN, hashes_in
from plugins.release.retained import Retained, retained_in
from plugins.site.routes import CNAME, FRONT_PAGE, MANIFEST, NO_JEKYLL, RETAINED

# Files of ours that hosts write or change themselves, when somebody sets a domain there.
HOSTS_OWN = frozenset({NO_JEKYLL, CNAME})
NOTHING = hashlib.sha256(b"").hexdigest()
# Always fetched, if anything is.
FIRST = (FRONT_PAGE, NO_JEKYLL)
# As much of a host's name as may be shown: DNS takes no more, and no other letters (RFC 1035, RFC 5890).
DOMAIN_NAME = re.compile(r"(?=.{1,253}$)[\w-]+(\.[\w-]+)+")
FILE_MODES = frozenset({"100644", "100755"})
MAX_FETCHED_FILES = 40
# How often a domain may have been set at the host since we published.
MAX_COMMITS = 20


class Entry(NamedTuple):
    """A file of a commit: what git says it is (a file, a link, another repository), and the id of its bytes."""

    mode: str
    blob: str


class Published(NamedTuple):
    """The commit at the end of a branch, "" when there is no such branch, and its manifest: path and SHA-256 each.

    retained: what stayed of earlier releases; entries: all of its files, as git knows them
    """

    tip: str = ""
    hashes: Mapping[str, str] = MappingProxyType({})
    retained: Mapping[str, Retained] = MappingProxyType({})
    entries: Mapping[str, Entry] = MappingProxyType({})

    @property
    def live(self) -> Live:
        """What is there, for a plan."""
        return Live(self.hashes, self.retained)


class BranchInTheWayError(Exception):
    """A remote has a branch of this name, and none of the name that was asked for can be made beside it."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


class ForeignBranchError(Exception):
    """A branch holds what no publish put there. `name` is one such file, or "" when nothing of it is ours."""

    def __init__(self, name: str = "") -> None:
        self.name = name
        super().__init__(name)


class ForeignHistoryError(Exception):
    """A branch holds a site of ours on top of commits that no publish made, and no host for a domain."""


class OtherDomainError(Exception):
    """Somebody gave the site another domain at its host than it is published with. `domain` is "" for none."""

    def __init__(self, domain: str) -> None:
        self.domain = domain
        super().__init__(domain)


def is_there(branch: str, folder: Path, env: Mapping[str, str]) -> bool:
    """Whether the remote THERE has the branch.

    raises: BranchInTheWayError when it has one whose name begins with this one and a slash, or the other way round: git
        keeps names as files and folders; GitError
    """
    listed = git("ls-remote", "--heads", THERE, folder=folder, env=env, limits=TO_FETCH).split()
    names = {ref.removeprefix("refs/heads/") for ref in listed[1::2]}
    for name in sorted(names):
        if name.startswith(f"{branch}/") or branch.startswith(f"{name}/"):
            raise BranchInTheWayError(name)
    return branch in names


def tip_of(branch: str, folder: Path, env: Mapping[str, str]) -> str:
    """The commit at the end of the branch of the remote THERE; "" when it has none. raises: GitError"""
    listed = git("ls-remote", THERE, f"refs/heads/{branch}", folder=folder, env=env, limits=TO_FETCH).split()
    return dict(zip(listed[1::2], listed[::2], strict=False)).get(f"refs/heads/{branch}", "")


def look_at(branch: str, folder: Path, env: Mapping[str, str], known: Mapping[str, str], domain: str = "") -> Published:
    """What a publish put on a branch that is there.

    A branch is ours when its manifest is in our format and lists a front page, when the names in it are the names in
    its commit, each way, and when the hashes hold. Git knows bytes by another hash than the manifest, so that a hash
    needs the bytes. No site of 30,000 pictures is fetched for that: files that the new site has too, by far the most,
    are compared with the bytes here; of the others the front page and up to 40 more, spread over the names, are
    fetched. (A host without partial clones, of git 2.17, sends all of them.)

    folder: where a repository may be made, to be thrown away
    env: names the remote THERE
    known: git's id and the SHA-256 of bytes that are here
    domain: that the new site is published with; "" for none
    Of a publish nothing comes before it: it has no parent. An edit of a page that is not fetched is not noticed.

    raises: ForeignBranchError, ForeignHistoryError, OtherDomainError, GitError
    """
    env = dict(env) | {"GIT_DIR": str(folder)}
    git("init", "--bare", "--quiet", "--template=", folder=folder.parent, env=env)
    fetch("--depth=1", f"refs/heads/{branch}", folder=folder, env=env)
    tip = git("rev-parse", "--verify", "FETCH_HEAD", folder=folder, env=env)
    entries = entries_of(tip, folder, env)
    hashes, retained = manifest_of(entries, folder, env), retained_of(entries, folder, env)
    listed = {name: one.sha256 for name, one in retained.items()} | hashes
    refuse_other_names(entries, listed)
    refuse_other_bytes(entries, listed, folder, env, known)
    if parents_of(tip, folder, env):
        fetch(f"--depth={MAX_COMMITS}", f"refs/heads/{branch}", folder=folder, env=env)
        refuse_history(tip, folder, env)
    if CNAME not in entries or known.get(entries[CNAME].blob) != hashes.get(CNAME, ""):
        refuse_other_domain(entries, hashes, folder, env, domain)
    return Published(tip, hashes, retained, entries)


def fetch(option: str, *wanted: str, folder: Path, env: Mapping[str, str]) -> None:
    """Get a branch's commit and names, or the very blobs that are wanted, but no others. raises: GitError"""
    options = (option, "--no-tags", "--progress", "--filter=blob:none", "--recurse-submodules=no")
    git("fetch", *options, THERE, *wanted, folder=folder, env=env, limits=TO_FETCH)


def entries_of(commit: str, folder: Path, env: Mapping[str, str]) -> dict[str, Entry]:
    """The files of a commit by their paths."""
    listed = git("ls-tree", "-r", "-z", commit, folder=folder, env=env, limits=TO_FETCH)
    parted = (line.partition("\t") for line in listed.split("\0") if line)
    return {path: Entry(about.split()[0], about.split()[2]) for about, _, path in parted}


def parents_of(commit: str, folder: Path, env: Mapping[str, str]) -> set[str]:
    """The commits that one says come before it, whether they were fetched or not."""
    header = git("cat-file", "commit", commit, folder=folder, env=env).partition("\n\n")[0]
    return {line.removeprefix("parent ") for line in header.splitlines() if line.startswith("parent ")}


def refuse_history(tip: str, folder: Path, env: Mapping[str, str]) -> None:
    """raises: ForeignHistoryError when a commit before the tip holds anything else than it, but for files of the host

    A host puts a commit on top of ours when somebody sets a domain there.
    """
    commits = git("rev-list", tip, folder=folder, env=env).split()
    before = set[str]().union(*(parents_of(commit, folder, env) for commit in commits))
    sites = [without_hosts_own(entries_of(commit, folder, env)) for commit in commits]
    if not before <= set(commits) or any(site != sites[0] for site in sites):
        raise ForeignHistoryError


def without_hosts_own(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """The files of a commit without those that hosts write."""
    return {path: entry for path, entry in entries.items() if path not in HOSTS_OWN}


def manifest_of(entries: Mapping[str, Entry], folder: Path, env: Mapping[str, str]) -> dict[str, str]:
    """What the manifest of a branch lists. raises: ForeignBranchError when it has none that is ours"""
    if MANIFEST not in entries or entries[MANIFEST].mode not in FILE_MODES:
        raise ForeignBranchError
    [text] = contents([entries[MANIFEST].blob], folder, env)
    try:
        hashes = hashes_in(text.decode())
    except ValueError:
        raise ForeignBranchError from None
    if FRONT_PAGE not in hashes:
        raise ForeignBranchError
    return hashes


def retained_of(entries: Mapping[str, Entry], folder: Path, env: Mapping[str, str]) -> dict[str, Retained]:
    """What stayed of earlier releases on a branch. raises: ForeignBranchError when no publish wrote the list"""
    if RETAINED not in entries:
        return {}
    try:
        [text] = contents([entries[RETAINED].blob], folder, env)
        return retained_in(text.decode())
    except ValueError:
        raise ForeignBranchError(RETAINED) from None


def refuse_other_names(entries: Mapping[str, Entry], hashes: Mapping[str, str]) -> None:
    """raises: ForeignBranchError with a name that only the commit has, or only the manifest, or that is no file"""
    for path, entry in entries.items():
        is_ours = (
            path in hashes
            or path in (MANIFEST, RETAINED)
            or path in HOSTS_OWN
            or path.rpartition("/")[2] in SYSTEMS_OWN
        )
        if not is_ours or entry.mode not in FILE_MODES:
            raise ForeignBranchError(path)
    for path in hashes:
        if path not in entries and path not in HOSTS_OWN:
            raise ForeignBranchError(path)


def refuse_other_bytes(
    entries: Mapping[str, Entry],
    hashes: Mapping[str, str],
    folder: Path,
    env: Mapping[str, str],
    known: Mapping[str, str],
) -> None:
    """raises: ForeignBranchError with the name of a file whose bytes are not those that the manifest lists

    A host makes .nojekyll, with no words in it; others somebody wrote. The domain is looked at by itself.
    """
    listed = dict.fromkeys((*hashes, NO_JEKYLL))
    checked = {path: known.get(entries[path].blob) for path in listed if path in entries and path != CNAME}
    unknown = [path for path, sha256 in checked.items() if sha256 is None]
    wanted = spread(unknown, MAX_FETCHED_FILES)
    found = contents([entries[path].blob for path in wanted], folder, env)
    texts = dict(zip(wanted, found, strict=True))
    fetched = {path: hashlib.sha256(data).hexdigest() for path, data in texts.items()}
    for path, sha256 in (checked | fetched).items():
        is_blank = path == NO_JEKYLL and not texts.get(path, b"words").strip()
        if sha256 not in (None, hashes.get(path, NOTHING)) and not is_blank:
            raise ForeignBranchError(path)


def refuse_other_domain(
    entries: Mapping[str, Entry], hashes: Mapping[str, str], folder: Path, env: Mapping[str, str], domain: str
) -> None:
    """raises: OtherDomainError when a domain was set, changed or taken away at the host, and `domain` is not that one

    Hosts write a domain without the end of its line. One that no publish wrote and that is none is foreign.
    """
    texts = contents([entries[CNAME].blob] if CNAME in entries else [], folder, env)
    there = b"".join(texts).strip()
    forms = [hashlib.sha256(form).hexdigest() for form in (*texts, there + b"\n")]
    if hashes.get(CNAME) in (forms if there else [None, *forms]):
        return
    name = there.decode(errors="replace")
    if canonical_host(name) == canonical_host(domain):
        return
    if name and not DOMAIN_NAME.fullmatch(name):
        raise ForeignBranchError(CNAME)
    raise OtherDomainError(name)


def spread(paths: list[str], most: int) -> list[str]:
    """The front page and .nojekyll, if they are among the paths, and others evenly over them: `most` at most.

    >>> spread(["a", "b", "c", "d", "index.html"], 2)
    ['index.html', 'a', 'c']
    """
    others = [path for path in paths if path not in FIRST]
    step = max(1, -(-len(others) // most))
    return [path for path in paths if path in FIRST] + others[::step]


def contents(blobs: list[str], folder: Path, env: Mapping[str, str]) -> list[bytes]:
    """The bytes of blobs, fetched in one go where they are not here yet. raises: GitError"""
    if not blobs:
        return []
    try:
        fetch("--no-write-fetch-head", *blobs, folder=folder, env=env)
    except NoAnswerError:
        raise
    except GitError:  # a host that gives no single blobs has sent all of them already
        pass
    return [output_of("git", "cat-file", "blob", one, folder=folder, env=env, limits=TO_FETCH) for one in blobs]
