"""What git keeps of a folder, asked without running git where somebody else may have written.

A repository's configuration, hooks and attributes start programs, as whoever runs git there. So git runs only in a
repository of our own, made for the question and thrown away: it has the other one's objects by their address, copies of
its references and index, and no configuration but ours. What cannot be known is an error, never a "no".
"""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

from plugins.core.disk import refuse_full_disk
from plugins.core.findings import ReasonError
from plugins.core.programs import program, search_path

MAX_S = 60.0
MAX_FILE_BYTES = 500_000_000  # an index of three million files
MAX_REFERENCES = 50_000
SMALL_BYTES = 1_000_000
CONFIGURATION = (
    "[core]\n\trepositoryformatversion = 0\n\tbare = true\n\tcommitGraph = false\n\tmultiPackIndex = false\n"
)
# Ways to keep objects and references that a plain copy of a repository's files does not show.
ELSEWHERE = re.compile(
    rb"objectformat\s*=\s*\"?sha256|refstorage\s*=\s*\"?reftable|partialclone|promisor", re.IGNORECASE
)
HARMLESS = re.compile(rb"warning: ignoring dangling symref .*")
GITLINK = "160000"


class GitViewError(ReasonError):
    """It cannot be known what git keeps."""


class Repository(NamedTuple):
    """Where a repository keeps what is its own, and what it shares with its other work trees."""

    own: Path
    common: Path


def keeps(folder: Path) -> bool:
    """Whether git has any version of what lies in a folder: staged, in any commit it still has, or as another file.

    Asked of every repository above the folder, by its real path and as it is written, and of those below it. One that
    lies elsewhere and names a folder above as its work tree (core.worktree, as for the settings of a home folder)
    cannot be found from the folder, and is not asked.
    raises: GitViewError when there is a repository and it cannot be known
    """
    return any(keeps_below(repository, paths, folder) for repository, paths in repositories(folder).items())


def newest_commit(folder: Path) -> datetime | None:
    """When the newest commit that any branch, tag or other reference leads to was made, by its committer's clock.

    returns: in UTC; None outside of a repository, or in one without commits
    raises: GitViewError when there is a repository and it cannot be known
    """
    start = Path(os.path.realpath(folder))
    found = next(filter(None, map(repository_at, (start, *start.parents))), None)
    if found is None:
        return None
    with view(found) as here:
        times = run(here, "log", "--all", "--format=%ct").split()
    return datetime.fromtimestamp(max(map(int, times)), UTC) if times else None


def repositories(folder: Path) -> dict[Repository, set[str]]:
    """Every repository that may keep a folder, with the folder's paths in it; "" for all of it.

    raises: GitViewError
    """
    found: dict[Repository, set[str]] = {}
    for start in (folder.absolute(), Path(os.path.realpath(folder))):
        for parent in (start, *start.parents):
            rest = start.relative_to(parent)
            if ".." not in rest.parts and (repository := repository_at(parent)):
                found.setdefault(repository, set()).add("" if rest == Path() else rest.as_posix())
    for below, names, _ in os.walk(folder):
        names[:] = [name for name in names if name != ".git"]
        if repository := repository_at(Path(below)):
            found.setdefault(repository, set()).add("")
    return found


def repository_at(folder: Path) -> Repository | None:
    """The repository whose work tree begins in a folder; an empty .git is none. raises: GitViewError"""
    path = folder / ".git"
    try:
        if not os.path.lexists(path):
            return None
        mode = path.stat().st_mode
        if S_ISDIR(mode):
            if not any(path.iterdir()):
                return None
            own = path
        else:
            text = small_text(path)
            if not text.startswith("gitdir: "):
                raise GitViewError("repository.unclear-git-file")
            own = folder / text.removeprefix("gitdir: ")
        shared = own / "commondir"
        common = own / small_text(shared) if os.path.lexists(shared) else own
        return Repository(Path(os.path.realpath(own)), Path(os.path.realpath(common)))
    except OSError as wrong:
        raise GitViewError("repository.not-read", system=str(wrong.strerror)) from wrong


def keeps_below(repository: Repository, paths: set[str], folder: Path) -> bool:
    """The same for one repository: its indexes, the paths of every commit, and the contents of the folder's files.

    raises: GitViewError
    """
    try:
        for other in work_trees(repository):
            with view(other) as here:
                if is_staged(run(here, "ls-files", "--cached", "--stage", "-z"), paths):
                    return True
        with view(repository) as here:
            listed = run(here, "cat-file", "--batch-all-objects", "--unordered", "--batch-check")
            objects = [line.split() for line in listed.splitlines()]
            if any(len(fields) != 3 for fields in objects):
                raise GitViewError("repository.damaged")
            commits = b"".join(name + b"\n" for name, kind, _ in objects if kind == b"commit")
            once = ("--all", "--stdin", "--full-history", "--max-count=1", "--")
            if run(here, "rev-list", *once, *pathspecs(paths), stdin=commits):
                return True
            blobs = {name.decode(): int(size_bytes) for name, kind, size_bytes in objects if kind == b"blob"}
            if any(blob_name(file) in blobs for file in of_sizes(folder, set(blobs.values()))):
                return True
            if (here / "shallow").exists():
                raise GitViewError("repository.part-of-history")
    except OSError as wrong:
        refuse_full_disk(Path(tempfile.gettempdir()))
        raise GitViewError("repository.not-read", system=str(wrong.strerror)) from wrong
    return False


def work_trees(repository: Repository) -> list[Repository]:
    """Every work tree of a repository that has an index, by the folder in which it keeps it."""
    own = {repository.own, repository.common, *(repository.common / "worktrees").glob("*")}
    return [Repository(one, repository.common) for one in sorted(own) if os.path.lexists(one / "index")]


def is_staged(listed: bytes, paths: set[str]) -> bool:
    """Whether git's index holds a file below one of these paths, or one of them as a repository of its own.

    listed: `git ls-files --stage -z`
    """
    folded = {fold(path) for path in paths}
    for entry in listed.split(b"\0")[:-1]:
        details, _, name = os.fsdecode(entry).partition("\t")
        path = fold(name)
        if any(not one or path.startswith(f"{one}/") for one in folded):
            return True
        if details.startswith(GITLINK) and path in folded:
            return True
    return False


def fold(path: str) -> str:
    """A path in one case and Unicode form: which of them a disk takes for the same is not known here."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def pathspecs(paths: set[str]) -> list[str]:
    """What git calls all files below these paths, in any letter case; nothing, which is everything, for all."""
    if "" in paths:
        return []
    spelled = {unicodedata.normalize(form, path) for path in paths for form in ("NFC", "NFD")} | paths
    return [f":(literal,icase){path}/" for path in sorted(spelled)]


def of_sizes(folder: Path, sizes_bytes: set[int]) -> Iterator[Path]:
    """The files of a folder that have one of these sizes; neither hidden nor empty ones, which are nobody's picture."""
    for parent, names, files in os.walk(folder):
        names[:] = [name for name in names if not name.startswith(".")]
        for file in (Path(parent, name) for name in files if not name.startswith(".")):
            status = file.lstat()
            if S_ISREG(status.st_mode) and status.st_size and status.st_size in sizes_bytes:
                yield file


def blob_name(file: Path) -> str:
    """The name that git has for a file's content."""
    data = file.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


@contextmanager
def view(repository: Repository) -> Iterator[Path]:
    """A repository of our own that shows what another one holds. raises: GitViewError, OSError"""
    refuse_unreadable(repository)
    with tempfile.TemporaryDirectory(prefix="git-view-", ignore_cleanup_errors=True) as name:
        here = Path(name)
        (here / "objects/info").mkdir(parents=True)
        (here / "objects/info/alternates").write_bytes(quoted_path(repository.common / "objects") + b"\n")
        (here / "config").write_text(CONFIGURATION)
        (here / "refs").mkdir()
        for source in (repository.own / "HEAD", repository.own / "index", *repository.own.glob("sharedindex.*")):
            copy(source, here / source.name)
        for name in ("packed-refs", "shallow"):
            copy(repository.common / name, here / name)
        for number, source in enumerate(references(repository.common / "refs")):
            if number == MAX_REFERENCES:
                raise GitViewError("repository.too-many-branches")
            target = here / source.relative_to(repository.common)
            target.parent.mkdir(parents=True, exist_ok=True)
            copy(source, target, most_bytes=SMALL_BYTES)
        yield here


def refuse_unreadable(repository: Repository) -> None:
    """raises: GitViewError for a repository whose files, read as they are, would tell less than git knows"""
    for name in ("config", "config.worktree"):
        for folder in {repository.own, repository.common}:
            if os.path.lexists(folder / name) and ELSEWHERE.search(small(folder / name)):
                raise GitViewError("repository.of-unknown-kind")
    objects = repository.common / "objects"
    if not objects.is_dir():
        raise GitViewError("repository.damaged")
    if any((objects / "pack").glob("*.promisor")):
        raise GitViewError("repository.not-all-here")


def references(folder: Path) -> Iterator[Path]:
    """The files of branches and tags. raises: GitViewError for a link among them, OSError"""

    def refuse(wrong: OSError) -> None:
        raise wrong

    if folder.is_symlink():
        raise GitViewError("repository.of-links")
    for parent, names, files in os.walk(folder, onerror=refuse):
        if any(Path(parent, name).is_symlink() for name in names):
            raise GitViewError("repository.of-links")
        yield from (Path(parent, name) for name in files)


def copy(source: Path, target: Path, most_bytes: int = MAX_FILE_BYTES) -> None:
    """Copies a file that is there. raises: GitViewError for what is no file, or too large; OSError"""
    if os.path.lexists(source):
        refuse_special(source, most_bytes)
        shutil.copyfile(source, target)


def refuse_special(file: Path, most_bytes: int) -> None:
    """raises: GitViewError for what is no file of a usual size: a link leads out, to open a pipe is to wait for ever"""
    status = file.lstat()
    if not S_ISREG(status.st_mode) or status.st_size > most_bytes:
        raise GitViewError("repository.put-together-otherwise")


def small(file: Path) -> bytes:
    """A small file's bytes. raises: GitViewError, OSError"""
    refuse_special(file, SMALL_BYTES)
    return file.read_bytes()


def small_text(file: Path) -> str:
    """The line of a file that names a folder. raises: GitViewError, OSError"""
    text = os.fsdecode(small(file)).rstrip("\r\n")
    if "\0" in text:
        raise GitViewError("repository.damaged")
    return text


def quoted_path(path: Path) -> bytes:
    """A path as git reads it in a list of folders, whatever letters it has."""
    safe = (
        b"\\%03o" % byte if byte < 32 or byte > 126 or byte in b'"\\' else bytes([byte]) for byte in os.fsencode(path)
    )
    return b'"' + b"".join(safe) + b'"'


def run(here: Path, *words: str, stdin: bytes = b"") -> bytes:
    """What git says in a repository of our own. raises: GitViewError, when it does not, or complains; OSError"""
    git = program("git")
    if git is None:
        raise GitViewError("repository.no-git")
    try:
        done = subprocess.run(
            [git, "--git-dir", str(here), *words],
            cwd=here,
            env=environment(here),
            input=stdin,
            capture_output=True,
            timeout=MAX_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitViewError("repository.git-is-slow") from None
    complaints = [line for line in done.stderr.splitlines() if line.strip() and not HARMLESS.fullmatch(line)]
    if done.returncode or complaints:
        refuse_full_disk(here)
        raise GitViewError("repository.damaged-or-unreadable")
    return done.stdout


def environment(here: Path) -> dict[str, str]:
    """All that git gets to know of this machine: nothing that anybody set for it, and no configuration."""
    windows = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return windows | {
        "PATH": search_path(),
        "HOME": str(here),
        "XDG_CONFIG_HOME": str(here),
        "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_PAGER": "cat",
    }
