"""Fresh output: built beside the old one and swapped in whole, so that nothing old survives or is half written."""

import ctypes
import errno
import os
import stat
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from plugins.core.disk import not_deleted
from plugins.core.findings import Finding, SiteError, Where, finding, quoted
from plugins.core.kept import make_way
from plugins.core.lock import one_at_a_time
from plugins.core.new_folder import drop_empty_folders
from plugins.core.reachable import entries_below
from plugins.core.replacing import all_beside, delete, lock_beside, new_beside, old_beside, restore_previous
from plugins.core.temporary import BUILD, temporary_folder
from plugins.release.manifest import foreign_files, write_manifest
from plugins.site.routes import MANIFEST

ROOT = Path(__file__).parents[2]
# In the project's folder, what an output must not be, be in, or hold.
SOURCES = ("content", "theme", "plugins", ".git", ".venv")
MAX_OTHERS = 5  # files of others are named, and how many more there are
# In the project's cache: the folder in which the next output is made.
SPARE = "spare-output"
# A web server reads the site from an account of its own.
FILE_MODE, FOLDER_MODE, PRIVATE_MODE = 0o644, 0o755, 0o700
# What speaks against a place, not against the disk it is on.
NO_PLACE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EEXIST, errno.ENOTDIR, errno.ENOENT)


class Spare(NamedTuple):
    """Where a folder lies that the next output is made in: to make and delete a thousand takes some disks seconds.

    names: of the files that may stay in it
    """

    folder: Path
    names: Callable[[], Collection[str]]


class LeftoverError(SiteError):
    """The new output is in its place; something of what was there before could not be deleted (C82)."""


@contextmanager
def fresh_output(
    final: Path,
    *,
    project: Path = ROOT,
    sources: Iterable[Path] = (),
    is_public: bool = True,
    is_kept: Callable[[str], bool] = lambda _path: False,
    last: Callable[[Path], None] = lambda _folder: None,
    spare: Spare | None = None,
) -> Iterator[Path]:
    """A folder, empty or a spare one, for what takes the place of `final` when the block ends well, and else is gone.

    It is made beside `final`, or beside the folder that `final` is a link to: the link stays.
    Two builds at once take turns. One that was killed is healed by the next: the old output is put back first.
    project: its temporary folder tells the next program of a kill
    sources: what the site is made of, besides the project's own folders; never replaced
    is_public: everybody on the machine may read the site
    is_kept: whether a file of somebody else, by its path below `final`, is no hindrance: whoever asks copies it
    last: puts that into the finished folder, where nothing about it is changed
    spare: where the old folder lies until the next time; None: it is deleted
    raises: SiteError when `final` holds something that no build of this project wrote, or cannot be replaced;
        LeftoverError; OSError when it cannot be written
    """
    real = behind_links(final)
    refuse_sources(final, real, project, sources)
    with ExitStack() as held:
        with writing_behind(final, real):
            make_parents(real, is_public=is_public)
            held.enter_context(one_at_a_time(lock_beside(real)))
        held.enter_context(temporary_folder(project, BUILD, replaces=real))
        restore_previous(real)
        ensure_output_is_ours(final, real, is_kept)
        building = new_beside(real)
        try:
            if not (spare and taken_from(spare, building)):
                building.mkdir(mode=PRIVATE_MODE)
            mode = access_of(real, building)
            yield building
            drop_empty_folders(building)
            if not (building / MANIFEST).is_file():
                write_manifest(building)
            if is_public:
                open_to_all(building, mode)
            last(building)
            swap(building, real)
        finally:
            if spare:
                lay_aside(building, real, spare)
            left = delete(all_beside(real))
    if left:
        raise LeftoverError(not_deleted(left))


def taken_from(spare: Spare, building: Path) -> bool:
    """Gives the spare folder the name under which it is filled; False where there is none on this disk."""
    if spare.folder.is_symlink() or not spare.folder.is_dir():
        return False
    try:
        spare.folder.chmod(PRIVATE_MODE)
        spare.folder.rename(building)
    except OSError:
        return False
    return True


def begin_anew(building: Path, final: Path) -> None:
    """An empty folder in the place of a spare one, which is deleted when all is done, as far as it can be."""
    building.rename(new_beside(final))
    building.mkdir(mode=PRIVATE_MODE)


def lay_aside(folder: Path, final: Path, spare: Spare) -> None:
    """Leaves of a folder the files that are in the output, too, and keeps it; where it cannot be kept, it stays."""
    if not (folder.is_dir() and final.is_dir()):
        return
    names, there = set(spare.names()), {name: entry.inode() for name, entry in entries_below(final)}
    with suppress(OSError):
        for name, entry in list(entries_below(folder)):
            if name not in names or there.get(name) != entry.inode():
                os.unlink(entry.path)  # noqa: PTH108  (thousands of times)
        drop_empty_folders(folder)
        make_way(spare.folder)
        folder.rename(spare.folder)


def behind_links(final: Path) -> Path:
    """Where a folder really is, or is to be.

    raises: SiteError when it, or a folder above it, is a link that leads to nothing, or to itself (C52)
    """
    for path in (final, *final.absolute().parents):
        if path.is_symlink():
            try:
                path.resolve(strict=True)
            except (OSError, RuntimeError):  # Python 3.13 says OSError for a link to itself, too
                target = os.readlink(path)  # noqa: PTH115  (a Path would not be as it is written)
                wrong = finding("C52.link-to-nothing", Where(str(final)), name=path.name, target=target)
                raise SiteError([wrong]) from None
    return Path(os.path.realpath(final))


def refuse_sources(final: Path, real: Path, project: Path = ROOT, sources: Iterable[Path] = ()) -> None:
    """Nothing, unless the output's folder is one that the site is made of, lies in one, or holds one.

    Files and folders are compared, not their names, which some disks spell in several ways.
    raises: SiteError (C52)
    """
    folders = [project.resolve(), *(project / name for name in SOURCES), *sources]
    around = identities([real, *real.parents])
    is_inside = any(around & identities([folder]) for folder in folders[1:])
    holds = any(identities([real]) & identities([folder.resolve(), *folder.resolve().parents]) for folder in folders)
    if is_inside or holds:
        raise SiteError([finding("C52.source", Where(str(final)), name=final.name)])


def identities(paths: Iterable[Path]) -> set[tuple[int, int]]:
    """Device and number of each file and folder that is there."""
    found = set()
    for path in paths:
        try:
            status = path.stat()
        except (OSError, ValueError):
            continue
        found.add((status.st_dev, status.st_ino))
    return found


@contextmanager
def writing_behind(final: Path, real: Path) -> Iterator[None]:
    """While something is written beside the output's real folder. raises: SiteError when that may not be (C52)"""
    try:
        yield
    except OSError as wrong:
        if real == final.absolute() or wrong.errno not in NO_PLACE:
            raise
        leads = {"name": final.name, "target": str(real), "reason": str(wrong.strerror)}
        raise SiteError([finding("C52.no-writing-beside", Where(str(final)), **leads)]) from None


def make_parents(real: Path, *, is_public: bool) -> None:
    """Make the folders above one, which a web server has to get through if the site is public. raises: OSError"""
    for folder in reversed(real.parents):
        if not folder.is_dir():
            folder.mkdir(mode=FOLDER_MODE if is_public else PRIVATE_MODE)
            if is_public:
                folder.chmod(FOLDER_MODE)


def refuse_file_in_the_way(final: Path) -> None:
    """Nothing, unless one of the folders that the output is to be in is a file. raises: SiteError (C52)"""
    for path in final.absolute().parents:
        if path.exists() and not path.is_dir():
            raise SiteError([finding("C52.file-in-the-way", Where(str(final)), file=str(path))])


def ensure_output_is_ours(final: Path, real: Path, is_kept: Callable[[str], bool]) -> None:
    """Nothing, unless the output's place is taken by files of somebody else, which a build would delete.

    raises: SiteError when it is a file, or a folder that holds what is neither ours nor the system's own (C52)
    """
    if not os.path.lexists(real):
        return
    if real.is_dir():
        if others := sorted(name for name in foreign_files(real) if not is_kept(name)):
            first, more = others[:MAX_OTHERS], len(others) - MAX_OTHERS
            several = {"files": ", ".join(map(quoted, first)) + (f" and {more} more" if more > 0 else "")}
            values = {"file": others[0], **(several if len(others) > 1 else {})}
            raise SiteError([finding("C52.files-of-others", Where(str(final)), name=final.name, **values)])
        return
    raise SiteError([finding("C52.no-folder", Where(str(final)), name=final.name)])


def access_of(real: Path, building: Path) -> int:
    """Give what is built the group of the folder that it will replace.

    returns: that folder's mode; one for everybody where there was none, or none that lets a web server in, or where
        only its group may enter and whoever builds cannot give it away to that
    """
    try:
        old = real.stat()
        if old.st_gid != building.stat().st_gid:
            os.chown(building, -1, old.st_gid)
    except OSError:
        return FOLDER_MODE
    mode = stat.S_IMODE(old.st_mode)
    return mode | PRIVATE_MODE if mode & 0o011 else FOLDER_MODE


def open_to_all(folder: Path, mode: int = FOLDER_MODE) -> None:
    """Let everybody on the machine read a folder and all that is in it, whatever the custom of who built it.

    A derivative is one file with its twin in the cache, whose folder only its owner can enter.
    mode: of the folder and those in it, which get its group, too
    raises: OSError
    """
    group = folder.stat().st_gid
    for parent, _, names in os.walk(folder):
        for path in (os.path.join(parent, name) for name in names):  # noqa: PTH118  (many Paths cost much)
            if stat.S_IMODE(os.stat(path).st_mode) != FILE_MODE:  # noqa: PTH116
                os.chmod(path, FILE_MODE)  # noqa: PTH101
        if Path(parent).stat().st_gid != group:
            os.chown(parent, -1, group)
        Path(parent).chmod(mode)


def swap(building: Path, final: Path) -> None:
    """Put `building` in the place of `final`, which gets its name: in one step where the system offers it.

    raises: SiteError when `final` cannot be moved
    """
    if not os.path.lexists(final):
        building.rename(final)
    elif not exchange(building, final):
        old = old_beside(final)
        try:
            final.rename(old)
        except OSError as wrong:
            raise SiteError([not_replaced(final, wrong)]) from None
        building.rename(final)
        old.rename(building)


def not_replaced(final: Path, wrong: OSError) -> Finding:
    """An old output whose folder cannot be moved, so that nothing can take its place (C52)."""
    where = Where(str(final))
    if wrong.errno in (errno.EBUSY, errno.EXDEV):
        return finding("C52.mount-point", where, folder=str(final))
    return finding("C52.not-replaced", where, folder=str(final), reason=str(wrong.strerror))


def exchange(one: Path, other: Path) -> bool:
    """Swaps two folders in a single step (Linux, renameat2 with RENAME_EXCHANGE); False where that is not to be had."""
    if not sys.platform.startswith("linux"):
        return False
    at_fdcwd, rename_exchange = -100, 2
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(renameat2(at_fdcwd, os.fsencode(one), at_fdcwd, os.fsencode(other), rename_exchange) == 0)
