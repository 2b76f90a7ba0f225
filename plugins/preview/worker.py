"""The process that shows the site: reads it, serves it, and takes every change. It ends where its own program changed.

What it is told comes on its first line of input; that input's end is its own.
"""

import asyncio
import base64
import contextlib
import errno
import json
import logging
import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import uvicorn

from plugins.core.findings import SETTINGS_FILES, Finding, errors
from plugins.core.temporary import sweep
from plugins.engine.failures import failure
from plugins.engine.keys import modules_of_settings
from plugins.engine.settings import site_settings
from plugins.preview.access import Access
from plugins.preview.app import Preview, application
from plugins.preview.connection import LIMIT_S, Connection, most_connections
from plugins.preview.live import Change, LiveSite, Options
from plugins.preview.process import end_with_input, leave
from plugins.preview.server import FAILED, PROGRAM_CHANGED, open_in_browser
from plugins.preview.sources import FOLDERS, Sources, Watcher, reports_changes
from plugins.preview.trial import why_it_cannot_start
from plugins.selfies.copies import called_like

Value = TypeVar("Value")

LOOK_AGAIN_S, LOOK_ANYWAY_S, POLL_S = 1.0, 10.0, 0.5
TELL_S = 0.5  # so often, at most, what rules find while nobody saves anything
HANDLES = 16
NOTHING_LEFT = (errno.EMFILE, errno.ENFILE, errno.ENOMEM)
WORDS = {
    Change.NOTHING: "nothing was read again",
    Change.TEXT: "the text alone was read again",
    Change.THEME: "the theme was read again",
    Change.ALL: "everything was read again",
    Change.PROGRAM: "the program starts anew",
}


@dataclass(frozen=True)
class Start:
    """What the process that serves is told by the one that starts it.

    root: the project's folder; token: lets in; opens_browser: when there is something to look at
    """

    root: str
    port: int
    token: str
    opens_browser: bool
    as_of: str | None
    lists_drafts: bool


def uvicorn_server(preview: Preview) -> uvicorn.Server:
    """What serves the application."""
    preview.most_streams = min(preview.most_streams, most_connections() // 2)
    config = uvicorn.Config(
        application(preview),
        http=Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=int(LIMIT_S),
        timeout_graceful_shutdown=1,
        h11_max_incomplete_event_size=65_536,  # every program on localhost sets cookies there
        backlog=min(128, most_connections()),  # asyncio takes so many at once, before one too many can be cut off
    )
    return uvicorn.Server(config)


class Worker:
    """Reads, watches, and takes changes, while the server answers."""

    def __init__(self, start: Start, say: Callable[[str], None] = print) -> None:
        self.start, self.root = start, Path(start.root)
        self.options = Options(start.as_of, start.lists_drafts)
        self.settings = settings_at_start(self.root / "publishconf.py")
        self.live = LiveSite(self.root, self.options, self.settings)
        self.preview = Preview(self.live, Access(start.port, start.token), self.say_once)
        self.server = uvicorn_server(self.preview)
        self.exit_code = 0
        self._say, self._said = say, set[str]()
        self._failing: tuple[Finding, ...] = ()  # what keeps the program, as it is now, from starting anew
        self._untried: set[Path] = set()  # files of it that changed
        self._reported: set[Path] = set()
        self._woken, self._to_look, self._to_try = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def serve(self, listening: socket.socket) -> int:
        """Until `end`. returns: the process's exit code"""
        asyncio.get_running_loop().set_exception_handler(self._unexpected)
        working = asyncio.create_task(self.work())
        await self.server.serve(sockets=[listening])
        working.cancel()
        return self.exit_code

    def end(self, exit_code: int) -> None:
        """Ends the process, after the answers that are under way."""
        self.exit_code = exit_code
        self.server.should_exit = True
        self.preview.end()

    # -- What went wrong in the program itself --

    def _unexpected(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        wrong = context.get("exception")
        # Where no file handle is left, asyncio itself waits a second before it takes the next connection.
        if isinstance(wrong, Exception) and not (isinstance(wrong, OSError) and wrong.errno in NOTHING_LEFT):
            self.say_once(str(failure(wrong)))

    def say_once(self, words: str) -> None:
        """Says something once until the next save: browsers ask again and again."""
        if words not in self._said:
            self._said.add(words)
            self._say(words)

    async def work(self) -> None:
        """Reads all there is, then each change, then has rules look at finished pages."""
        try:
            async with asyncio.TaskGroup() as tasks:
                await self._work(tasks)
        except* Exception as wrong:  # noqa: BLE001  (no fault of the program ends the preview without a word)
            self.end(1)  # to be started again, unless it can be said what is to be mended first
            self._say(str(failure(wrong.exceptions[0])))
            self.end(FAILED)

    async def _work(self, tasks: asyncio.TaskGroup) -> None:
        begun_s = time.perf_counter()
        sources = await with_handles(self.sources)
        loop, is_polling = asyncio.get_running_loop(), bool(os.environ.get("PREVIEW_POLLING"))
        watcher = None
        if not is_polling:
            alone = {self.root, *sources.beside, *(file.parent for file in sources.program)}
            watcher = Watcher(alone, lambda paths: loop.call_soon_threadsafe(self.woken, paths))
        try:
            if watcher:
                watcher.follow(sources.folders)
            await self.attempt(self.live.read)
            self.preview.is_ready = True
            self.preview.tell()
            self._to_look.set()
            self.say_ready(time.perf_counter() - begun_s)
            tasks.create_task(self.look())
            tasks.create_task(self.try_program())
            if watcher and not await with_handles(lambda: all(map(reports_changes, sources.folders))):
                watcher.is_deaf = True
            await self.follow_changes(sources, watcher)
        finally:
            if watcher:
                watcher.stop()

    async def attempt(self, work: Callable[[], object]) -> object:
        """What some work on the site gives. That it fails is shown as what is to be mended, and ends nothing."""
        while not await asyncio.to_thread(can_open_files):
            await asyncio.sleep(LOOK_AGAIN_S)
        try:
            return await asyncio.to_thread(work)
        except Exception as wrong:  # noqa: BLE001  (a text may bring out any fault of the program)
            self.mend(failure(wrong))
            return None
        finally:
            self.mend(*self._failing)

    def mend(self, *wrong: Finding) -> None:
        """Shows on every page that something is to be mended, beside the site as it was read last."""
        if not set(wrong) <= set(self.live.failed):
            self.live.failed = tuple(dict.fromkeys([*self.live.failed, *wrong]))
            self.live.version += 1

    def sources(self) -> Sources:
        """What the site is made of, members' files and copies of these among it."""
        named, members = [self.root / name for name in FOLDERS], list[Path]()
        with contextlib.suppress(Exception):  # which reading tells of
            settings = self.settings()
            named += [self.root / Path(settings[name]).expanduser() for name in ("PATH", "THEME")]
            if path := settings["SELFIES_PATH"]:
                folder = (self.root / Path(path).expanduser()).resolve()
                members = [folder, *called_like(folder, folder.parent, None)]
        self.live.program = modules_of_settings() | {self.root / name for name in SETTINGS_FILES}
        return Sources(self.root, named, members, {folder.parent for folder in members}, self.live.program)

    # -- Changes --

    def woken(self, paths: set[Path]) -> None:
        """Something happened to these."""
        self._reported |= paths
        self._woken.set()

    async def follow_changes(self, sources: Sources, watcher: Watcher | None) -> None:
        """Takes each change as soon as it is reported; now and then looks whether one was not."""
        wait_s, past = LOOK_AGAIN_S, None
        while True:
            moment = self.live.holds_until()
            if not moment or moment == past:  # where the site speaks for another moment, it stays past
                moment = None
            if not watcher or watcher.is_deaf:
                wait_s = POLL_S
            until_s = (moment - datetime.now(UTC)).total_seconds() if moment else wait_s
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(POLL_S, min(wait_s, until_s))):
                    await self._woken.wait()
            self._woken.clear()
            reported, self._reported = self._reported, set()
            begun_s = time.perf_counter()
            try:
                changed = await asyncio.to_thread(sources.changed, reported)
                if watcher:
                    watcher.follow(sources.folders)
            except OSError:  # no file handle is left to look with
                self._reported |= reported
                await asyncio.sleep(LOOK_AGAIN_S)
                continue
            wait_s = LOOK_AGAIN_S if changed or not sources.is_whole else LOOK_ANYWAY_S
            if changed:
                await self.take(changed, begun_s)
                if any(path.parent in sources.beside for path in changed):  # perhaps a copy of members' files
                    sources = await with_handles(self.sources)
            elif moment and moment <= datetime.now(UTC):
                past = moment
                await self.attempt(self.live.read)
                self.preview.tell()
                self._to_look.set()

    async def take(self, changed: set[Path], begun_s: float) -> None:
        """One change, or several at once."""
        self._said.clear()
        change = await self.attempt(lambda: self.live.change(changed))
        self.preview.tell()
        self._to_look.set()
        if change is Change.PROGRAM:
            self._untried |= changed
        else:
            self.say_taken(changed, change if isinstance(change, Change) else Change.NOTHING, begun_s)
        if self._untried or self._failing:
            self._to_try.set()

    async def try_program(self) -> None:
        """Has the program started anew as soon as it can start; until then this one shows what it can."""
        while True:
            await self._to_try.wait()
            begun_s = time.perf_counter()
            self._to_try.clear()
            found = await with_handles(lambda: why_it_cannot_start(self.root, self.options))
            if self._to_try.is_set():
                continue
            before, self._failing = self._failing, found
            self.live.failed = tuple(one for one in self.live.failed if one not in before)
            self.mend(*found)
            if self._untried or found != before:
                changed, self._untried = self._untried or {self.root / "plugins"}, set()
                self.say_taken(changed, Change.NOTHING if found else Change.PROGRAM, begun_s)
                self.preview.tell()
            if not found:
                self.end(PROGRAM_CHANGED)
                return

    async def look(self) -> None:
        """Has rules look at finished pages, one after the other, whenever something was read."""
        told_s, is_news = 0.0, False
        while True:
            await self._to_look.wait()
            self._to_look.clear()
            while self.live.has_to_look():
                is_news |= bool(await self.attempt(self.live.look))
                if is_news and (not self.live.has_to_look() or time.monotonic() - told_s > TELL_S):
                    told_s, is_news = time.monotonic(), False
                    self.preview.tell()

    # -- Words --

    def say_ready(self, seconds: float) -> None:
        """That there is something to look at."""
        self._say("\n".join([f"Read in {seconds:.1f} s.", *map(str, self.live.findings())]))
        if self.start.opens_browser:
            once = self.preview.access.token_for_once()
            open_in_browser(f"http://localhost:{self.start.port}/?token={once}")

    def say_taken(self, changed: set[Path], change: Change, begun_s: float) -> None:
        """One line a save, and what stops a publish."""
        names = sorted(path.relative_to(self.root).as_posix() for path in changed if path.is_relative_to(self.root))
        what = [*names, *(path.name for path in changed if not path.is_relative_to(self.root))]
        more = f" and {len(what) - 1} more" if len(what) > 1 else ""
        line = f"{what[0]}{more}: {WORDS[change]}, {(time.perf_counter() - begun_s) * 1000:.0f} ms"
        found = [] if change is Change.PROGRAM else errors(self.live.findings())  # of which the next process tells
        self._say("\n".join([line, *map(str, found)]))


def settings_at_start(file: Path) -> Callable[[], dict[str, Any]]:
    """What gives the settings of a file as they were when they could be read first: others are another program's.

    Each time as a copy, since a reading of the site adds to them. Where a folder is gone that they name, that is told.
    """
    first: dict[str, Any] = {}

    def settings() -> dict[str, Any]:
        if not first or not all(Path(first[name]).is_dir() for name in ("PATH", "THEME")):
            first.update(site_settings(file))
        return {name: copy(value) for name, value in first.items()}

    return settings


async def with_handles(work: Callable[[], Value]) -> Value:
    """What some work gives; where no file handle is left for it, as soon as there are some again."""
    while True:
        try:
            return await asyncio.to_thread(work)
        except OSError as wrong:
            if wrong.errno not in NOTHING_LEFT:
                raise
        await asyncio.sleep(LOOK_AGAIN_S)


def can_open_files() -> bool:
    """Whether file handles are left to read with: without, all would seem to be wrong that is looked at."""
    opened: list[int] = []
    try:
        opened += (os.open(os.devnull, os.O_RDONLY) for _ in range(HANDLES))
    except OSError:
        return False
    finally:
        for one in opened:
            os.close(one)
    return True


def main() -> None:
    """Serve on the socket that was handed on."""
    if not (line := sys.stdin.buffer.readline()):
        return
    told = json.loads(line)
    number, shared = told.pop("socket"), base64.b64decode(told.pop("shared"))
    if sys.platform == "win32":
        listening = socket.fromshare(shared)
    else:
        listening = socket.socket(fileno=number)
    start = Start(**told)
    logging.basicConfig(handlers=[logging.NullHandler()])  # what is to be told, is told by a finding
    with contextlib.suppress(OSError):  # as where nobody may write
        sweep(Path(start.root))

    async def run() -> int:
        worker, loop = Worker(start), asyncio.get_running_loop()
        end = lambda: loop.call_soon_threadsafe(worker.end, 0)  # noqa: E731
        threading.Thread(target=end_with_input, args=(end,), daemon=True).start()
        code = await worker.serve(listening)
        leave(code)
        return code

    asyncio.run(run())
