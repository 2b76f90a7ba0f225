"""One at a time: a lock file that the system lets go of when its holder ends, however it ends."""

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


@contextlib.contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Hold the lock on `path` for the body of a `with`; whoever comes second waits, in this process or another.

    The file is made when it is not there, stays, and holds nothing. Whoever waited for one that was deleted meanwhile
    goes on to the one in its place, or a third one would be let in.
    raises: OSError when the file cannot be written
    """
    with held(path) as file:
        try:
            yield
        finally:
            release(file)


def held(path: Path) -> BinaryIO:
    """The lock's file, locked. raises: OSError when it cannot be written"""
    while True:
        file = open_lock(path)
        try:
            wait_for(file)
            if is_still_there(file, path):
                return file
            release(file)
        except BaseException:
            file.close()
            raise
        file.close()


def is_still_there(file: BinaryIO, path: Path) -> bool:
    """Whether an open file is the one of that name; where nobody can know, it is."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.lstat())
    except FileNotFoundError:
        return False
    except OSError:
        return True


def delete_if_free(path: Path) -> None:
    """Delete a lock's file, unless somebody holds it, or it cannot be deleted."""
    with contextlib.suppress(OSError):
        if path.is_file():
            with if_free(path) as is_ours:
                if is_ours:
                    path.unlink()


@contextlib.contextmanager
def if_free(path: Path) -> Iterator[bool]:
    """Hold the same lock for the body of a `with` when nobody else does, and say so; never wait.

    raises: OSError when the file cannot be written
    """
    with open_lock(path) as file:
        is_ours = try_for(file)
        try:
            yield is_ours
        finally:
            if is_ours:
                release(file)


def open_lock(path: Path) -> BinaryIO:
    """The lock's file. What is in its place and no file, or one that only another account may open, is taken away.

    raises: OSError when it cannot be written
    """
    safely = os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISREG(path.lstat().st_mode):
            take_away(path)
    for access in (os.O_RDWR, os.O_RDONLY):  # to be read is enough for a lock, but not on every disk
        with contextlib.suppress(PermissionError):
            return os.fdopen(os.open(path, access | safely, 0o666), "rb")
    take_away(path)
    return os.fdopen(os.open(path, os.O_RDWR | safely, 0o666), "rb")


def take_away(path: Path) -> None:
    """Remove what is in the lock's place. raises: OSError"""
    from plugins.core.kept import make_way  # seldom needed, and tasks.py starts with this module alone

    make_way(path)


if sys.platform == "win32":
    import errno
    import msvcrt

    def wait_for(file: BinaryIO) -> None:
        """Lock the file's first byte. Windows gives up after ten seconds, we do not."""
        file.seek(0)
        while True:
            try:
                return msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            except OSError as error:
                if error.errno != errno.EDEADLOCK:
                    raise

    def try_for(file: BinaryIO) -> bool:
        """Lock the file's first byte if nobody has."""
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def release(file: BinaryIO) -> None:
        """Unlock the file's first byte."""
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def wait_for(file: BinaryIO) -> None:
        """Lock the whole file, after whoever holds it now."""
        fcntl.flock(file, fcntl.LOCK_EX)

    def try_for(file: BinaryIO) -> bool:
        """Lock the whole file if nobody holds it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(file: BinaryIO) -> None:
        """Unlock the whole file."""
        fcntl.flock(file, fcntl.LOCK_UN)
