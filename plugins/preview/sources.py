"""What a build reads: which files count, what state they are in, and a wake-up call when something happens to them.

A wake-up call alone starts no build: only files that differ do. So a build that is told of its own doings does not
begin again, whatever the system reports.
"""

import errno
import os
import re
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from watchfiles import watch

SETTINGS_FILES = ("pelicanconf.py", "publishconf.py")
FOLDERS = ("content", "theme", "plugins")

# Hidden files, caches, and what editors, office programs and browsers lay beside a file while they write it.
PASSING = re.compile(
    r"^\.|^__pycache__$|^node_modules$|\.py[cod]$|~$|^~\$|^#.*#$|^4913$|\.(sw[a-z]|tmp|temp|bak|part|crdownload)$"
    r"|^(Thumbs\.db|desktop\.ini)$",
    re.IGNORECASE,
)

# How long two changes may be told as made at the same moment: file systems count in ticks of the system's clock.
TICK_S = 0.02
LOOKS = 5

# Of each file: when it was changed, when anything of it was (its times, its owner), which one it is, and its size.
SourceState = dict[str, tuple[int, int, int, int]]


def outermost(folders: Iterable[Path]) -> list[Path]:
    """The folders that exist, each once, without those that lie in another of them."""
    there = sorted({folder.resolve() for folder in folders if folder.is_dir()})
    return [folder for folder in there if not any(other in folder.parents for other in there)]


def state_of(folders: Iterable[Path]) -> SourceState:
    """Every source file below the folders, and in what state each is; a link's is that of the file it leads to.

    raises: OSError when the system has nothing left to look with; without it, all files would seem to be gone
    """
    state: SourceState = {}
    for folder in folders:
        for parent, names, files in os.walk(folder, onerror=_unless_it_passes):
            names[:] = [name for name in names if not PASSING.search(name)]
            add_files(state, (Path(parent, name) for name in files if not PASSING.search(name)))
    return state


def at_rest(look: Callable[[], SourceState]) -> SourceState:
    """What `look` finds once the newest change is older than a tick of the clock that files take their times from.

    A file that is changed once more within that tick, to the same size, looks as it did. One that nobody looked at
    in the same tick does not.
    """
    state = look()
    for _ in range(LOOKS):
        if not is_fresh(state, time.time_ns()):
            break
        time.sleep(TICK_S)
        state = look()
    return state


def is_fresh(state: SourceState, now_ns: int) -> bool:
    """Whether something was changed within the last tick, so that a change that follows could look the same."""
    return any(abs(now_ns - max(seen[:2])) < TICK_S * 1e9 for seen in state.values())


def _unless_it_passes(wrong: OSError) -> None:
    if wrong.errno in (errno.EMFILE, errno.ENFILE, errno.ENOMEM):
        raise wrong


def state_of_settings(root: Path) -> SourceState:
    """The same for the files of settings, which lie beside much that is no source."""
    state: SourceState = {}
    add_files(state, (root / name for name in SETTINGS_FILES))
    return state


def add_files(state: SourceState, files: Iterable[Path]) -> None:
    """Add files to a state, except those that are gone by now.

    Size and time of change alone are what `cp -p`, `touch -r`, `git` and programs that sync can leave as they were.
    No program sets the time at which anything of a file was changed (ctime), and a file put in the place of another
    has a number of its own. Windows has no such time: a file written over there, its old time set, is not seen.
    """
    for file in files:
        try:
            seen = file.stat()
        except OSError:
            continue
        state[str(file)] = (seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino, seen.st_size)


def identity(folder: Path) -> int:
    """What tells a folder from one of the same name made later; 0 for none."""
    try:
        return folder.stat().st_ino
    except OSError:
        return 0


class Watcher:
    """Calls `wake` when something happens in the project's own folder or in those it follows."""

    def __init__(self, root: Path, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._ended = threading.Event()
        self._followed: list[tuple[Path, int]] = []
        self._unfollow = threading.Event()
        # The root itself, since an editor that saves puts a new file in the place of the old one.
        self._listen_in_background([root], recursive=False, stop=self._ended)

    def follow(self, folders: Iterable[Path]) -> None:
        """Listen to these folders and to no others; anew to one that was made anew, as by a change of branch."""
        wanted = [(folder, identity(folder)) for folder in folders]
        if wanted == self._followed:
            return
        self._unfollow.set()
        self._followed, self._unfollow = wanted, threading.Event()
        if wanted:
            self._listen_in_background([folder for folder, _ in wanted], recursive=True, stop=self._unfollow)

    def stop(self) -> None:
        """Listen to nothing any more."""
        self._ended.set()
        self._unfollow.set()

    def _listen_in_background(self, folders: list[Path], *, recursive: bool, stop: threading.Event) -> None:
        threading.Thread(target=self._listen, args=(folders, recursive, stop), daemon=True).start()

    def _listen(self, folders: list[Path], recursive: bool, stop: threading.Event) -> None:
        """Until told to stop. Where the system has no more watches to give, looking again and again must do."""
        for polling in (None, True):
            listening = watch(
                *folders,
                watch_filter=None,
                debounce=400,
                rust_timeout=500,
                yield_on_timeout=True,
                stop_event=stop,
                recursive=recursive,
                force_polling=polling,
                raise_interrupt=False,
            )
            try:
                # The first call tells that listening has begun: what happened just before must be looked at too.
                for begun, changes in enumerate(listening):
                    if changes or not begun:
                        self._wake()
            except (OSError, RuntimeError):
                continue
            return
