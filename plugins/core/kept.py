"""Files that are kept to save work: each says by itself whether it is whole, and one that is not is made again.

What lies in .cache is trusted as the programs in plugins/ are: whoever can write there can write those, too. The hash
tells what a full disk, a power failure or a tipped bit left behind; it is no proof against somebody who means harm.
"""

import hashlib
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path


def sealed(data: bytes, name: str) -> bytes:
    r"""What is to be kept under a name, with the SHA-256 of both as its first line: one file is not taken for another.

    >>> sealed(b"words", "a").partition(b"\n")[2]
    b'words'
    """
    return hashlib.sha256(os.fsencode(name) + b"\0" + data).hexdigest().encode() + b"\n" + data


def unsealed(kept: bytes, name: str) -> bytes | None:
    """What `sealed` was given; None for anything that is not as it was written, or was kept under another name.

    >>> kept = sealed(b"words", "a")
    >>> unsealed(kept, "a"), unsealed(kept, "b"), unsealed(kept[:-1], "a"), unsealed(b"", "a")
    (b'words', None, None, None)
    """
    _, _, data = kept.partition(b"\n")
    return data if kept == sealed(data, name) else None


def read_sealed(file: Path) -> bytes | None:
    """What was sealed in a file; None when it is not there, not whole, not to be read, or no file at all."""
    try:
        return unsealed(read_file(file), file.name)
    except OSError:
        return None


def read_file(file: Path | str) -> bytes:
    """The bytes of a file that is no link, pipe or device, none of which is opened or waited for.

    raises: OSError when it is one of those, or cannot be read
    """
    # A pipe that nobody writes to would be waited for, hence O_NONBLOCK. Windows has neither.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(file, flags)
    with os.fdopen(handle, "rb") as opened:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise FileNotFoundError(f"{file} is not a file")
        return opened.read()


def make_way(path: Path) -> None:
    """Remove what is in the place of something of ours, whatever it is; of a link, only the link.

    raises: OSError when it cannot be removed
    """
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder of ours, and the one above it, in place of whatever else has its name; a link to a folder may stay.

    raises: OSError when that cannot be done
    """
    for path in (folder.parent, folder):
        try:
            path.mkdir(parents=True, exist_ok=True)
        except FileExistsError:  # and no folder; one that another build has just made is none of this
            path.unlink(missing_ok=True)
            path.mkdir(parents=True, exist_ok=True)


def make_private(folder: Path) -> None:
    """Make a folder that nobody but its owner reads, whatever the machine's custom; never what a link leads to.

    raises: OSError when that cannot be done
    """
    if folder.is_symlink() or not folder.is_dir():
        make_way(folder)
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
    if stat.S_IMODE(folder.stat().st_mode) != 0o700:
        folder.chmod(0o700)
