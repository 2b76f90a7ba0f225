"""What a site is made of: which files count, what state they are in, and word of each that changes."""

import errno
import os
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from watchfiles import Change as WatchChange
from watchfiles import watch

# A save is one event or several: they are over when nothing happened for so long.
QUIET_MS, MAX_WAIT_MS, ALIVE_MS = 10, 200, 500
PROBE, PROBE_S = ".preview-", 1.0
LEFT_S = 60  # from then on nobody waits for a probe: whoever wrote it was killed
FOLDERS = ("content", "theme", "plugins")

# Hidden files, caches, and what editors, office programs and browsers lay beside a file while they write it.
PASSING = re.compile(
    r"^\.|^__pycache__$|^node_modules$|\.py[cod]$|~$|^~\$|^#.*#$|^4913$|\.(sw[a-z]|tmp|temp|bak|part|crdownload)$"
    r"|^(Thumbs\.db|desktop\.ini)$",
    re.IGNORECASE,
)

# Of each file: when it was changed, when anything of it was (its times, its owner), which one it is, and its size.
SourceState = dict[str, tuple[int, int, int, int]]


def outermost(folders: Iterable[Path]) -> list[Path]:
    """The folders, each once, without those that lie in another of them; one that is not there may come."""
    named = sorted({folder.resolve() for folder in folders})
    return [folder for folder in named if not any(other in folder.parents for other in named)]


def state_of(folders: Iterable[Path], of_members: Iterable[Path] = ()) -> SourceState:
    """Every source file below the folders, and in what state each is; a link's is that of the file it leads to.

    of_members: folders in which every file counts, since each may take a picture back
    raises: OSError when the system has nothing left to look with; without it, all files would seem to be gone
    """
    state: SourceState = {}
    for folder in folders:
        for parent, names, files in os.walk(folder, onerror=_unless_it_passes):
            if not any(Path(parent).is_relative_to(one) for one in of_members):
                names[:] = [name for name in names if not PASSING.search(name)]
                files[:] = [name for name in files if not PASSING.search(name)]
            add_files(state, (Path(parent, name) for name in files))
    return state


def _unless_it_passes(wrong: OSError) -> None:
    if wrong.errno in (errno.EMFILE, errno.ENFILE, errno.ENOMEM):
        raise wrong


def state_of_files(files: Iterable[Path]) -> SourceState:
    """The same of single files, which lie beside much that is no source."""
    state: SourceState = {}
    add_files(state, files)
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


class Sources:
    """The files of a project that its site is made of, as they were seen last.

    of_members: folders of members' files, in which every file counts
    beside: folders into which a copy of those may be put
    program: files of settings, which lie beside much that is no source
    """

    def __init__(
        self,
        root: Path,
        folders: Iterable[Path],
        of_members: Iterable[Path] = (),
        beside: Iterable[Path] = (),
        program: Iterable[Path] = (),
    ) -> None:
        self._of_members, self.beside = [one.resolve() for one in of_members], [one.resolve() for one in beside]
        self.program = frozenset(program)
        self.root, self.folders = root, outermost([*folders, *self._of_members])
        self._state = self._look()

    @property
    def is_whole(self) -> bool:
        """Whether each folder is there."""
        return all(folder.is_dir() for folder in self.folders)

    def changed(self, reported: Iterable[Path] = ()) -> set[Path]:
        """Each file that is not as it was seen last: of those of which the system reports something, or of all.

        raises: OSError when the system has nothing left to look with
        """
        reported = set(reported)
        if reported:
            return self._changed_of({path for path in reported if self._counts(path)})
        before, self._state = self._state, self._look()
        return {Path(path) for path, _ in before.items() ^ self._state.items()}

    def _look(self) -> SourceState:
        state = state_of(self.folders, self._of_members) | state_of_files(self.program)
        for folder in self.beside:
            with suppress(OSError):
                names = sorted(name for name in os.listdir(folder) if not name.startswith(PROBE))  # noqa: PTH208
                state[str(folder)] = (hash(tuple(names)), 0, 0, 0)
        return state

    def _changed_of(self, paths: set[Path]) -> set[Path]:
        """Of these all are taken as changed: within a tick of the clock, a file may change twice and look the same."""
        for path in paths:
            self._state.pop(str(path), None)
            add_files(self._state, [path] if path.is_file() else ())
            if path.is_dir():
                self._state |= state_of([path], self._of_members)
        return paths

    def _counts(self, path: Path) -> bool:
        if path in self.program:
            return True
        if path.parent in self.beside or any(path.is_relative_to(one) for one in self._of_members):
            return not path.name.startswith(PROBE)
        folder = next((folder for folder in self.folders if path.is_relative_to(folder)), None)
        return folder is not None and not any(map(PASSING.search, path.relative_to(folder).parts))


class Watcher:
    """Calls `wake` with paths of which the system reports something, in folders and in the project's own.

    alone: folders of which what is below them does not count, the project's own among them
    wake: is called in other threads
    is_deaf: the system reports nothing, or has no more watches to give: somebody has to look
    """

    def __init__(self, alone: Iterable[Path], wake: Callable[[set[Path]], object]) -> None:
        self._wake, self.is_deaf = wake, False
        self._ended = threading.Event()
        self._followed: list[tuple[Path, int]] = []
        self._unfollow = threading.Event()
        # Not their files, since an editor that saves puts a new file in the place of the old one.
        self._listen_in_background([one for one in alone if one.is_dir()], recursive=False, stop=self._ended)

    def follow(self, folders: Iterable[Path]) -> None:
        """Listen to these folders and to no others; anew to one that was made anew, as by a change of branch."""
        wanted = [(folder, identity(folder)) for folder in folders if folder.is_dir()]
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
        try:
            # The first call tells that listening has begun: what happened just before must be looked at too.
            for begun, changes in enumerate(changes_in(folders, stop, recursive=recursive)):
                if changes or not begun:
                    self._wake({Path(path) for _, path in changes})
        except (OSError, RuntimeError):
            self.is_deaf = True
            self._wake(set())


def changes_in(
    folders: Iterable[Path], stop: threading.Event, *, recursive: bool, alive_ms: int = ALIVE_MS
) -> Iterator[set[tuple[WatchChange, str]]]:
    """What the system reports of folders; now and then nothing. raises: OSError, RuntimeError when it has none left"""
    return watch(
        *folders,
        watch_filter=None,
        debounce=MAX_WAIT_MS,
        step=QUIET_MS,
        rust_timeout=alive_ms,
        yield_on_timeout=True,
        stop_event=stop,
        recursive=recursive,
        force_polling=False,
        raise_interrupt=False,
    )


def reports_changes(folder: Path) -> bool:
    """Whether the system reports what happens in a folder: it does not on most network disks, nor of Windows in WSL."""
    stop, begun, heard = threading.Event(), threading.Event(), threading.Event()
    probe = folder / f"{PROBE}{os.getpid()}"
    for left in folder.glob(f"{PROBE}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT_S:
                left.unlink()

    def listen() -> None:
        with suppress(OSError, RuntimeError):
            for changes in changes_in([folder], stop, recursive=False, alive_ms=50):
                if any(Path(path).name == probe.name for _, path in changes):
                    heard.set()
                begun.set()

    threading.Thread(target=listen, daemon=True).start()
    try:
        begun.wait(PROBE_S)
        probe.write_bytes(b"")
        return heard.wait(PROBE_S)
    except OSError:  # nobody may write there, so it cannot be tried
        return True
    finally:
        stop.set()
        with suppress(OSError):
            probe.unlink(missing_ok=True)
