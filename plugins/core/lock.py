"""One at a time: a lock file that the system lets go of when its holder ends, however it ends."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


@contextlib.contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Hold the lock on `path` for the body of a `with`; whoever comes second waits, in this process or another.

    The file is made when it is not there, stays, and holds nothing: to delete it would let a third one in.
    raises: OSError when the file cannot be written
    """
    with path.open("ab") as file:
        wait_for(file)
        try:
            yield
        finally:
            release(file)


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

    def release(file: BinaryIO) -> None:
        """Unlock the file's first byte."""
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def wait_for(file: BinaryIO) -> None:
        """Lock the whole file, after whoever holds it now."""
        fcntl.flock(file, fcntl.LOCK_EX)

    def release(file: BinaryIO) -> None:
        """Unlock the whole file."""
        fcntl.flock(file, fcntl.LOCK_UN)
