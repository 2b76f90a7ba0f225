"""What a folder of content holds: files that may be read, and what leads out of it, or is no file (C37, C39, C56).

Which file a path leads to, the file system is asked, never the letters: names differ in case, in Unicode form, by links
and mounts, and are one file.
"""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from stat import S_ISREG

from plugins.core.findings import Finding, Where, finding
from plugins.core.slugs import composed

MAX_FOLDERS = 20
# Of the project, beside what lies at its top.
OWN_FOLDERS = frozenset(("plugins", "theme", "scripts", "tests"))
# Into which `begin` puts the sample's content: drawings of nobody, and lists of them.
SAMPLES_CONTENT = "content-of-the-sample"
# At the top of a project: where nobody of the staff leaves a file. To walk an output of 10,000 pages takes a second.
NOT_STAFFS = OWN_FOLDERS | {"output", SAMPLES_CONTENT}
# Large, made by programs, and nobody's secret; git's objects are packed.
MADE_FOLDERS = frozenset((".venv", ".cache", ".preview", "objects", "node_modules"))

# Device and inode, or a path in one case and form where the system numbers no files.
Identity = tuple[int, int] | str


def identity_of(status: os.stat_result, file: Path | str) -> Identity:
    """What tells a file from every other, whatever it is called.

    status: of the file
    file: asked for its resolved path only where the system numbers no files
    """
    if status.st_ino:
        return status.st_dev, status.st_ino
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", os.path.realpath(file)).casefold())


def identity(file: Path, *, follow_symlinks: bool = True) -> Identity | None:
    """As `identity_of`, of what a path leads to; None when that is nothing."""
    try:
        return identity_of(file.stat(follow_symlinks=follow_symlinks), file)
    except (OSError, ValueError):
        return None


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file or folder."""
    known = identity(one)
    return known is not None and known == identity(other)


def same_entry(one: Path, other: Path) -> bool:
    """Whether two paths are two spellings of one name in one folder; a link is itself, not what it leads to."""
    known = identity(one, follow_symlinks=False)
    return known is not None and known == identity(other, follow_symlinks=False)


def path_within(file: Path, folder: Path) -> Path | None:
    """The path from a folder to what lies in it, or to itself, once every link is followed; None when it lies outside.

    A file that is not there lies where it would be made.
    """
    wanted = identity(folder)
    try:
        real = Path(os.path.realpath(file))
    except (OSError, ValueError):
        return None
    if wanted is not None:
        for parent in (real, *real.parents):
            if identity(parent) == wanted:
                return real.relative_to(parent)
    return None


def is_within(file: Path, folder: Path) -> bool:
    """Whether a file lies in a folder, or is it, once every link on the way to it is followed."""
    return path_within(file, folder) is not None


class ProjectFiles:
    """The project's own files outside content/, such as .env, which a hard link may put below content/.

    They are looked at once, and only when something has a second name.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def identities(self) -> frozenset[Identity]:
        """Of the files at the top of the project, and in its folders of code and hidden ones, git's among them.

        No other folder: who keeps a copy of content/ beside it by hard links may publish that all the same.
        """
        files = [self.root / "content" / "withdrawn.toml"]
        for here, folders, names in os.walk(self.root):
            parent = Path(here)
            own = folders if parent != self.root else [one for one in folders if one in OWN_FOLDERS or one[0] == "."]
            folders[:] = [one for one in own if one not in MADE_FOLDERS]
            files += [parent / name for name in names]
        known = (identity(file, follow_symlinks=False) for file in files if file.is_file())
        return frozenset(one for one in known if one is not None)

    def holds(self, file: Path) -> bool:
        """Whether a file is one of them by a second name."""
        try:
            status = file.stat()
        except (OSError, ValueError):
            return False
        return status.st_nlink > 1 and identity_of(status, file) in self.identities


@dataclass(frozen=True, slots=True)
class PrivateFiles:
    """Files that are never published as they are, by whatever way or name one comes to them.

    folders: all that is in them is private
    identities: of each file in them, so that a hard link is known wherever it lies
    project: the project's own files, which are no member's
    """

    folders: tuple[Path, ...] = ()
    identities: frozenset[Identity] = frozenset()
    project: ProjectFiles | None = None

    def holds(self, file: Path) -> bool:
        """Whether a path leads to one of them."""
        return self.holds_members(file) or (self.project is not None and self.project.holds(file))

    def holds_members(self, file: Path) -> bool:
        """Whether a path leads to a file in one of the folders."""
        is_one = bool(self.identities) and identity(file) in self.identities
        return is_one or any(is_within(file, folder) for folder in self.folders)

    def why_private(self, file: Path, where: Where) -> Finding | None:
        """What is wrong with a file that has a second name below content/ (C37); None for one that is not private."""
        if self.holds_members(file):
            return members_file(where)
        return projects_file(where) if self.holds(file) else None


NOTHING_PRIVATE = PrivateFiles()


def private_files(folders: Iterable[Path], project: Path | None = None) -> PrivateFiles:
    """Everything in some folders, which are read once, now. What a link in them leads to is private, too.

    project: the folder of the project, whose own files are private
    """
    there = tuple(folder for folder in folders if folder.is_dir())
    files = (Path(parent, name) for folder in there for parent, _, names in os.walk(folder) for name in names)
    identities = frozenset(known for file in files if (known := identity(file)) is not None)
    return PrivateFiles(there, identities, ProjectFiles(project) if project else None)


def why_not_read(file: Path, path: str, content: Path, private: PrivateFiles = NOTHING_PRIVATE) -> Finding | None:
    """What is wrong with a file that must not, or cannot, be opened (C37, C56); None when it can.

    path: how staff know the file
    content: the folder that no link may lead out of
    private: what must not be read here
    """
    where = Where(path)
    try:
        if not S_ISREG(file.stat().st_mode):  # to open a named pipe is to wait for ever
            return finding("C56.no-file", where)
    except OSError as wrong:
        return finding("C56.not-opened", where, reason=str(wrong.strerror))
    is_right_there = file.parent == content and not file.is_symlink()  # then no link is on the way; most files are
    if not is_right_there and is_outside(file, content):
        return finding("C37.link-outside", where)
    return private.why_private(file, where)


def members_file(where: Where) -> Finding:
    """A member's picture or text that stands below content/ under a second name, or where pages are read (C37)."""
    return finding("C37.members-file", where)


def projects_file(where: Where) -> Finding:
    """A file of the project outside content/, such as settings with a password, under a second name (C37)."""
    return finding("C37.projects-file", where)


def is_there(file: Path) -> bool:
    """Whether there is a file of that name, which may be one that no disk takes."""
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False


def as_on_disk(path: str, folder: Path) -> str:
    """A path below a folder, with accents as the disk has them, which may be other characters (NFC, NFD).

    Where there is a file of the very name, or none of any spelling, the path stays as it is.
    """
    if path.isascii() or is_there(folder / path):
        return path
    parts: list[str] = []
    for part in path.split("/"):
        try:
            names = os.listdir(folder.joinpath(*parts))  # noqa: PTH208  (names, not paths)
        except (OSError, ValueError):
            return path
        parts.append(next((name for name in names if composed(name) == composed(part)), part))
    return "/".join(parts)


def is_outside(file: Path, content: Path) -> bool:
    """Whether a file lies outside a folder, once every link on the way to it is followed."""
    return not is_within(file, content)


def files_below(content: Path) -> Iterator[Path]:
    """Every file that may be read, in order: no hidden one, none behind a linked folder or outside, nothing special."""
    for folder, _, names in folders_below(content):
        for name in names:
            if (file := folder / name).is_file() and not (file.is_symlink() and is_outside(file, content)):
                yield file


def closed_folders(content: Path) -> Iterator[Finding]:
    """The folders that nobody may go into: links, which may go round in circles (C37), and those too deep (C39)."""
    for folder, names, _ in folders_below(content):
        for name in names:
            where = Where(f"content/{(folder / name).relative_to(content).as_posix()}")
            if (folder / name).is_symlink():
                yield finding("C37.link-to-folder", where)
            elif is_too_deep(folder / name, content):
                yield finding("C39.folders-too-deep", where, limit=MAX_FOLDERS)


def special_files(content: Path) -> Iterator[Finding]:
    """C37, C56: what is no file, or a link out of the folder."""
    for folder, _, names in folders_below(content):
        for name in names:
            file = folder / name
            if file.is_symlink() or not file.is_file():
                path = f"content/{file.relative_to(content).as_posix()}"
                if wrong := why_not_read(file, path, content):
                    yield wrong


def folders_below(content: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Each folder that may be gone into with the names of its folders and of all else; hidden ones are left out."""
    for parent, folders, names in os.walk(content):
        folder = Path(parent)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield folder, list(folders), sorted(name for name in names if not name.startswith("."))
        folders[:] = [name for name in folders if not is_too_deep(folder / name, content)]


def folders_with_links(folder: Path, but: Path | None = None) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Each folder at and below one, hidden ones too, with the names of its folders and of all else, in order.

    A link to a folder elsewhere is gone into, once, but not one to what it or the folder lies in: perhaps a whole disk.
    but: neither is one to this folder, or to what that lies in
    """
    kept_out = [folder, *([but] if but else [])]
    gone_into: set[Identity | None] = set()

    def is_open(one: Path) -> bool:
        if not one.is_symlink():
            return True
        around = any(is_within(other, one) for other in (one.parent, *kept_out))
        if around or is_within(one, folder) or identity(one) in gone_into:
            return False
        gone_into.add(identity(one))
        return True

    for parent, folders, names in os.walk(folder, followlinks=True):
        here = Path(parent)
        folders[:] = sorted(name for name in folders if not is_too_deep(here / name, folder) and is_open(here / name))
        yield here, folders, sorted(names)


def visible(files: Iterable[Path]) -> list[Path]:
    """All but a computer's own, such as what an editor lays beside what it has open (`.#fr.toml`), by path."""
    return sorted((file for file in files if not file.name.startswith(".")), key=attrgetter("parts"))


def entries_below(folder: Path | str, path: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder but folders, hidden ones and links too, which are not followed: its path, and itself.

    path: of the folder, as the paths that are returned begin
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from entries_below(entry.path, f"{path}{entry.name}/")
            else:
                yield f"{path}{entry.name}", entry


def is_not_staffs(folder: str) -> bool:
    """Whether a project's folder is the program's, or of the sample, which may have been put aside more than once."""
    return folder in NOT_STAFFS or folder.startswith(f"{SAMPLES_CONTENT}-")


def is_too_deep(folder: Path, content: Path) -> bool:
    """Whether a folder lies in more than MAX_FOLDERS others below the content folder."""
    return len(folder.relative_to(content).parts) > MAX_FOLDERS
