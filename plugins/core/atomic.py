"""Files that nobody ever sees half written: under a temporary name first, which then takes the old one's place."""

import os
import re
import uuid
from contextlib import suppress
from pathlib import Path

from plugins.core.kept import make_folder, make_way

_TEMPORARY = re.compile(r".+\.[0-9a-f]{32}\.tmp")


def write_whole(path: Path, data: bytes, *, time_ns: int | None = None) -> None:
    """Write under a hidden temporary name, then rename: nobody ever sees half a file.

    time_ns: the time of change that the file is to have
    raises: OSError that names the file
    """
    while True:
        make_folder(path.parent)
        temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
        try:
            temporary.write_bytes(data)
            if time_ns is not None:
                os.utime(temporary, ns=(time_ns, time_ns))
            temporary.replace(path)
        except FileNotFoundError:
            # Another build's pruning took the temporary file away.
            continue
        except BaseException as wrong:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            if not is_folder(path):
                if isinstance(wrong, OSError) and wrong.filename is None:  # a disk that is full names no file
                    wrong.filename = str(path)
                raise
            make_way(path)
            continue
        return


def is_temporary(name: str) -> bool:
    """Is this the name of a file that `write_whole` has not finished?"""
    return _TEMPORARY.fullmatch(name) is not None


def is_folder(path: Path) -> bool:
    """Whether a path is a folder itself, not a link to one: no file can be renamed to it."""
    return path.is_dir() and not path.is_symlink()
