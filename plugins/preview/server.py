"""The preview: a build at every save, and a web server for this machine alone."""

import errno
import os
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from plugins.core.findings import SiteError, Where, errors, finding, without_notes
from plugins.preview.answers import PreviewServer
from plugins.preview.builder import COMMAND, Builder, Progress
from plugins.preview.preview_state import PreviewState
from plugins.preview.report import Report
from plugins.preview.sources import FOLDERS, SourceState, Watcher, at_rest, outermost, state_of, state_of_settings

OUTPUT = ".preview"
# A folder on the network may change without a word.
LOOK_ANYWAY_S = 10.0
# Windows hears Ctrl-C only between two waits.
WAIT_S = 0.5


def preview(root: Path, port: int, open_browser: bool) -> None:
    """Show the project in `root` on http://localhost:PORT until Ctrl-C; every save builds it anew.

    raises: SiteError when the port cannot be had
    """
    running = Preview(root, port)
    try:
        running.run(after_first_build=open_in_browser if open_browser else lambda _address: None)
    except KeyboardInterrupt:
        return
    finally:
        running.stop()


class Preview:
    """Builds when files change, and serves what was built.

    port: 0 for any free one; `address` tells which, `address_with_token` lets browsers in
    say: gets each line for the terminal
    command: makes one build; it gets the file to write its report to
    """

    def __init__(
        self, root: Path, port: int, *, say: Callable[[str], None] = print, command: Sequence[str] = COMMAND
    ) -> None:
        self._root = root.resolve()
        self._say = say
        self._state = PreviewState(self._root / OUTPUT)
        self._server = listen(port, self._state)
        self._builder = Builder(self._root, command)
        self._something_happened = threading.Event()
        self._is_stopped = threading.Event()
        self.address = f"http://localhost:{self._server.server_port}/"
        self.address_with_token = f"{self.address}?token={self._server.access.token}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def run(self, *, after_first_build: Callable[[str], None] = lambda _address: None) -> None:
        """Build, and again whenever a source is not as the last build found it, until stop() is called.

        after_first_build: gets an address that lets one browser in, whether the build went well or not
        """
        self._say(f"{self.address_with_token}  (Ctrl-C ends the preview)")
        watcher = Watcher(self._root, self._something_happened.set)
        named = [self._root / name for name in FOLDERS]
        folders = outermost(named)
        built_from: SourceState | None = None
        try:
            while not self._is_stopped.is_set():
                watcher.follow(folders)
                state = self._look(folders)
                report = None if state in (None, built_from) else self._build()
                if state is None or report is None:
                    self._wait()
                    folders = outermost(named)
                    continue
                is_first, built_from = built_from is None, state
                named += [folder for folder in report.sources if folder not in named]
                # Folders that only this build named are as it found them, and no reason for another.
                with suppress(OSError):
                    built_from |= state_of(folder for folder in outermost(named) if folder not in folders)
                folders = outermost(named)
                if is_first and not self._is_stopped.is_set():
                    after_first_build(f"{self.address}?token={self._server.access.token_for_once()}")
        finally:
            watcher.stop()

    def stop(self) -> None:
        """End the server, and run() as soon as no build runs."""
        self._is_stopped.set()
        self._something_happened.set()
        self._state.close()
        self._server.shutdown()
        self._server.server_close()

    def _wait(self) -> None:
        """Until something happens in a source folder, or long enough to look without a reason."""
        look_at = time.monotonic() + LOOK_ANYWAY_S
        while not self._something_happened.wait(WAIT_S) and time.monotonic() < look_at:
            continue
        self._something_happened.clear()

    def _look(self, folders: Sequence[Path]) -> SourceState | None:
        """The state of all sources; None when the system has nothing left to look with, which passes."""
        try:
            return at_rest(lambda: state_of_settings(self._root) | state_of(folders))
        except OSError:
            return None

    def _build(self) -> Report | None:
        """How a build ended; None when it could not even begin, for want of memory or handles: it is tried again."""
        if self._state.now.is_first and sys.stderr.isatty():
            sys.stderr.write("Building the site. The first time takes a minute, since every picture is made ...\n")
        self._state.begin_build()
        try:
            with shown_progress(self._state.tell_progress) as on_progress:
                report = self._builder.build(on_progress)
        except OSError as wrong:
            self._end_build(Report(built=False, failure=f"The build could not begin: {wrong.strerror}."))
            return None
        self._end_build(report)
        return report

    def _end_build(self, report: Report) -> None:
        if not self._is_stopped.is_set():
            self._state.end_build(report)
            for line in in_words(report):
                self._say(line)


@contextmanager
def shown_progress(tell: Progress) -> Iterator[Progress]:
    """Show in the terminal, too, how many pictures of how many are made, as soon as that is known."""
    with ExitStack() as held:
        bars: dict[int, Callable[[int], None]] = {}

        def on_progress(done: int, count: int) -> None:
            from plugins.engine.progress import pictures_bar  # a preview is to answer before Pelican is loaded

            if count not in bars:
                held.close()
                bars[count] = held.enter_context(pictures_bar(count))
            bars[count](done)
            tell(done, count)

        yield on_progress


def listen(port: int, state: PreviewState) -> PreviewServer:
    """The server on a port. raises: SiteError when it cannot be had, with another one to type (C90)"""
    try:
        return PreviewServer(port, state)
    except (OSError, OverflowError) as wrong:
        where = Where("localhost", port)
        if isinstance(wrong, OSError) and wrong.errno == errno.EADDRINUSE:
            other = port + 1 if port < 65535 else 8001
            raise SiteError([finding("C90.port-taken", where, port=port, other=other)]) from None
        raise SiteError([finding("C90.port-unusable", where, port=port, other=8001)]) from None


def in_words(report: Report) -> list[str]:
    """What the terminal shows of a build: how it ended, how long it took, and each finding that asks for something."""
    asking = map(str, without_notes(report.findings))
    took = f"{report.seconds:.1f} s"
    if report.built:
        return [f"Built in {took}", *asking]
    if report.failure:
        return [f"Not built ({took}). The program itself failed; its last lines were:", report.failure]
    count = len(errors(report.findings))
    them = "it" if count == 1 else "them"
    return [f"Not built ({took}): {count} to mend. The browser shows {them} too.", *asking]


def open_in_browser(address: str) -> None:
    """Open the address, except where only a browser inside the terminal could do so."""
    has_screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
    if has_screen or not sys.platform.startswith("linux"):
        webbrowser.open(address)
