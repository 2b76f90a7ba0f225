"""When the newest commit was made of the repository that keeps a folder, without a line of its configuration.

Whoever may write into a repository may name programs in its configuration that git runs. So git is started in an empty
repository of our own that only borrows the other's objects; its references are read here, as files.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

OBJECT_ID = re.compile(r"^([0-9a-f]{64}|[0-9a-f]{40})\b", re.MULTILINE)
MAX_REFERENCE_BYTES, MAX_REFERENCES_BYTES = 1_000, 100_000_000
TIME_LIMIT_S = 20


def newest_commit(folder: Path) -> datetime | None:
    """When the newest of the commits was made that a branch, a tag or what a remote had refers to.

    folder: of the nearest repository above it that has any commit
    returns: in UTC, by the committer's clock; None when nobody can tell: no repository, no git, damaged, of a format
        that keeps its references in another way
    """
    for above in (folder.resolve(), *folder.resolve().parents):
        if (own := git_folder(above)) and (moments := commit_times(shared_folder(own), referred_to(own))):
            return max(moments)
    return None


def git_folder(folder: Path) -> Path | None:
    """The folder that git keeps for a working tree: `.git`, or the one that a file of that name tells."""
    here = folder / ".git"
    if here.is_dir():
        return here
    told = read_small(here, MAX_REFERENCE_BYTES).partition("gitdir:")[2].strip()
    return folder / told if told else None


def shared_folder(own: Path) -> Path:
    """The folder that several working trees of one repository share: their own one, or the one that it tells."""
    told = read_small(own / "commondir", MAX_REFERENCE_BYTES).strip()
    return own / told if told else own


def referred_to(own: Path) -> set[str]:
    """The ids of what every branch, tag and remote branch refers to, and of what is checked out."""
    shared = shared_folder(own)
    texts = [read_small(own / "HEAD", MAX_REFERENCE_BYTES), read_small(shared / "packed-refs", MAX_REFERENCES_BYTES)]
    texts += [read_small(file, MAX_REFERENCE_BYTES) for file in files_of(shared / "refs")]
    return {found for text in texts for found in OBJECT_ID.findall(text)}


def files_of(folder: Path) -> Iterator[Path]:
    """Every file below a folder; no link to another folder is followed."""
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in names)


def read_small(file: Path, most_bytes: int) -> str:
    """What a file says; "" for none, one that is larger, and what is no file, such as a pipe that never ends."""
    try:
        if file.is_file() and file.stat().st_size <= most_bytes:
            return file.read_text(encoding="utf-8", errors="replace").replace("\0", "")  # which no path may hold
    except (OSError, ValueError):
        pass
    return ""


def commit_times(shared: Path, ids: set[str]) -> list[datetime]:
    """When the commits among these objects were made; none when that cannot be known."""
    if not ids:
        return []
    command = ["git", "log", "--no-walk=unsorted", "--ignore-missing", "--format=%ct", "--stdin"]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        with tempfile.TemporaryDirectory(prefix="site-git-") as folder:
            borrow(shared / "objects", Path(folder), is_sha256=len(next(iter(ids))) == 64)
            done = subprocess.run(
                command,
                cwd=folder,
                env=plain | {"GIT_DIR": folder, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull},
                input="\n".join(sorted(ids)),
                capture_output=True,
                text=True,
                timeout=TIME_LIMIT_S,
                check=False,
            )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return []
    return [moment for line in done.stdout.split() if (moment := as_moment(line))]


def borrow(objects: Path, folder: Path, *, is_sha256: bool) -> None:
    """Makes an empty repository that finds the objects of another one."""
    version = "1\n[extensions]\n\tobjectformat = sha256" if is_sha256 else "0"
    for name, text in {
        "HEAD": "ref: refs/heads/none\n",
        "config": f"[core]\n\tbare = true\n\trepositoryformatversion = {version}\n",
        "objects/info/alternates": f"{objects.resolve()}\n",
        "refs/heads/.none": "",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", errors="surrogateescape")


def as_moment(seconds: str) -> datetime | None:
    """A moment by its seconds since 1970; None for one that no calendar has."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None
