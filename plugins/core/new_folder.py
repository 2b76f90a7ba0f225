"""A folder that is filled to take another's place: what is there already, byte for byte, is not written again."""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from plugins.core.reachable import entries_below


class Known(NamedTuple):
    """A file of the last folder: the SHA-256 of its bytes, its number, its size, and when it was written, in ns."""

    sha256: str
    inode: int
    size_bytes: int
    written_ns: int


class Written(NamedTuple):
    """A file of the new folder. state: as the system tells it, of one that the last folder has, too"""

    sha256: str
    size_bytes: int
    state: os.stat_result | None = None


NOTHING_KNOWN: Mapping[str, Known] = MappingProxyType({})
# What is known of a file that the last folder had, and that was touched or went since.
CHANGED = Known("", 0, 0, 0)


class NewFolder:
    """Files by their paths below a folder, which nobody reads yet.

    To write a file takes the system some times as long as to give one a second name, which stays in the spare folder
    that the new one is made of the next time. One that has more names already, perhaps in somebody's copy of the last
    folder, is written all the same.

    folder: an empty one, or a spare one: of what is in it all goes but second names of what is known
    last: the folder whose place it will take, and what is known of its files; of none, if others write into the new
        one, too: they would write into both
    is_made_alike: whether what filled the last folder fills this one, so that the same gives the same
    files: those that were written here
    """

    def __init__(
        self,
        folder: Path,
        last: Path | None = None,
        known: Mapping[str, Known] = NOTHING_KNOWN,
        *,
        is_made_alike: bool = False,
    ) -> None:
        self.folder, self.files = folder, dict[str, Written]()
        self._last, self._known, self._is_made_alike = last or folder, known, is_made_alike
        self._spare = self._second_names()
        self._parents = {os.path.dirname(os.path.join(folder, name)) for name in self._spare}  # noqa: PTH118, PTH120

    def _second_names(self) -> set[str]:
        """Every file that is in the folder and is a file of the last one, too; what else is in it is deleted."""
        found = set[str]()
        for name, entry in list(entries_below(self.folder)) if self.folder.is_dir() else []:
            known = self._known.get(name)
            if known and is_second_name(entry.stat(follow_symlinks=False), known):
                found.add(name)
            else:
                os.unlink(entry.path)  # noqa: PTH108
        return found

    def drop_spare(self, is_needed: Callable[[str], bool] = lambda _name: False) -> None:
        """Deletes what is there of the spare folder and was not taken. is_needed: whether a file may be taken yet"""
        for name in [name for name in self._spare if not is_needed(name)]:
            self._spare.discard(name)
            path = os.path.join(self.folder, name)  # noqa: PTH118
            with suppress(FileNotFoundError):
                os.unlink(path)  # noqa: PTH108
            with suppress(OSError):  # the first folder that is not empty
                while (path := os.path.dirname(path)) != str(self.folder):  # noqa: PTH120
                    os.rmdir(path)  # noqa: PTH106
                    self._parents.discard(path)

    def _make_room(self) -> None:
        """Leaves nothing of the spare folder but what was taken."""
        self.drop_spare()
        drop_empty_folders(self.folder)
        self._parents.clear()

    def write(self, name: str, data: bytes) -> str:
        """Puts a file there, in place of one of that name. returns: the SHA-256 of its bytes; raises: OSError"""
        sha256 = hashlib.sha256(data).hexdigest()
        if not self.take(name, sha256):
            try:
                self._write(name, data)
            except (FileExistsError, IsADirectoryError):  # a folder of the spare one may be where a file has to be
                self._make_room()
                self._write(name, data)
            self.files[name] = Written(sha256, len(data))
        return sha256

    def _write(self, name: str, data: bytes) -> None:
        path = self._place(name)
        with suppress(FileNotFoundError, IsADirectoryError, PermissionError):
            os.unlink(path)  # noqa: PTH108  (what it is linked with stays as it is)
            self._spare.discard(name)
        with open(path, "xb") as opened:  # noqa: PTH123
            opened.write(data)

    def take(self, name: str, sha256: str) -> bool:
        """Puts a file there that the last folder has with these bytes; False where it has not, or the system cannot."""
        known = self._known.get(name)
        if known in (None, CHANGED) or known.sha256 != sha256 or name in self.files:
            return False
        path = self._place(name)
        try:
            if name not in self._spare:
                os.link(os.path.join(self._last, name), path)  # noqa: PTH118
            self._spare.discard(name)
            state = os.lstat(path)
        except OSError:
            return False
        if not is_second_name(state, known):
            os.unlink(path)  # noqa: PTH108
            return False
        self.files[name] = Written(sha256, known.size_bytes, state)
        return True

    def take_as_it_is(self, name: str) -> str | None:
        """Takes a file whose name tells all that decides its bytes. returns: their SHA-256; None as of `take`"""
        known = self._known.get(name) if self._is_made_alike else None
        return known.sha256 if known and self.take(name, known.sha256) else None

    def take_made_of(self, name: str, made: Iterable[str]) -> dict[str, str] | None:
        """Takes what was made of a file's bytes alone, if that is the last folder's, too.

        made: how it may be called
        returns: by name, the SHA-256 of what there is; None where it has to be made
        """
        if not (self._is_made_alike and name in self.files and self.files[name].state):
            return None
        there = {one: self.take_as_it_is(one) for one in made if one in self._known}
        return {one: sha256 for one, sha256 in there.items() if sha256} if all(there.values()) else None

    def _place(self, name: str) -> str:
        """Where a file is to be, in a folder that is there. raises: OSError"""
        path = os.path.join(self.folder, name)  # noqa: PTH118  (thousands of times)
        parent = os.path.dirname(path)  # noqa: PTH120
        if parent not in self._parents:
            try:
                os.makedirs(parent, exist_ok=True)  # noqa: PTH103
            except (FileExistsError, NotADirectoryError):  # a file of the spare one may be where a folder has to be
                self._make_room()
                os.makedirs(parent, exist_ok=True)  # noqa: PTH103
            self._parents.add(parent)
        return path


def is_second_name(state: os.stat_result, known: Known) -> bool:
    """Whether a file is one of the last folder, as it is known, and is there and here alone."""
    return (state.st_ino, state.st_size, state.st_mtime_ns, state.st_nlink) == (*known[1:], 2)


def drop_empty_folders(folder: Path) -> None:
    """Leaves no folder in which no file is: what is made for files that never came."""
    for parent, folders, names in os.walk(folder, topdown=False):
        if not names and Path(parent) != folder and not (folders and any(Path(parent).iterdir())):
            Path(parent).rmdir()
