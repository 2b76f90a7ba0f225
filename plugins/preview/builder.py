"""Runs builds, one at a time, each in a fresh process."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from plugins.core.disk import refuse_full_disk, refused_by_disk
from plugins.core.progress import PROGRESS_FILE, read_progress
from plugins.core.temporary import temporary_folder
from plugins.preview.report import Report, read_report

# The project's own folder comes last (-P, and then by hand), so that no file in it stands in for a library.
START = (
    "import os, runpy, sys; sys.path.append(os.getcwd()); "
    "runpy.run_module('plugins.preview.build', run_name='__main__', alter_sys=True)"
)
COMMAND = (sys.executable, "-P", "-c", START)
FAILURE_LINES = 12
LOOK_S = 0.3
CHANGED = "The program was changed while this preview ran. End it with Ctrl-C, and start it again."


Progress = Callable[[int, int], None]


class Builder:
    """Builds the project in `root` with a command that takes the file to write its report to."""

    def __init__(self, root: Path, command: Sequence[str] = COMMAND) -> None:
        self._root = root
        self._command = tuple(command)

    def build(self, on_progress: Progress = lambda _done, _count: None) -> Report:
        """Run one build to its end. A process that leaves no report behind is reported as a failure of the program.

        on_progress: gets, now and then, how many pictures of how many are made
        """
        started = time.monotonic()
        try:
            report = self._build(on_progress)
        except OSError as wrong:
            if not (refused := refused_by_disk(wrong, self._root)):
                raise
            report = Report(built=False, findings=(refused,))
        return replace(report, seconds=time.monotonic() - started)

    def _build(self, on_progress: Progress) -> Report:
        with temporary_folder(self._root, "preview") as folder:
            report_file, words_file, pictures = (folder / name for name in ("report.json", "words.txt", "pictures.txt"))
            # A file, since workers that outlive a killed build would hold a pipe open.
            with words_file.open("wb") as words:
                process = subprocess.Popen(
                    [*self._command, str(report_file)],
                    cwd=self._root,
                    stdin=subprocess.DEVNULL,
                    stdout=words,
                    stderr=words,
                    env={**os.environ, "PYTHONIOENCODING": "utf-8", PROGRESS_FILE: str(pictures)},
                )
                try:
                    while process.poll() is None:
                        wait_for(process, seconds=LOOK_S)
                        if progress := read_progress(pictures):
                            on_progress(*progress)
                finally:
                    end(process)
            try:
                return read_report(report_file)
            except (KeyError, ValueError):
                return Report(built=False, failure=CHANGED)
            except FileNotFoundError:
                output = words_file.read_text("utf-8", errors="replace")
                refuse_full_disk(folder, output=output)
                return Report(built=False, failure=last_words(output))


def end(process: "subprocess.Popen[bytes]") -> None:
    """End a process: wait for one that got Ctrl-C as we did, then ask, then kill. An ended one is left alone."""
    try:
        wait_for(process, seconds=1)
        if process.poll() is None:
            interrupt(process)
            wait_for(process, seconds=2)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def interrupt(process: "subprocess.Popen[bytes]") -> None:
    """As Ctrl-C would, so that the build ends its own workers; Windows can only terminate."""
    if os.name == "nt":
        process.terminate()
    else:
        process.send_signal(signal.SIGINT)


def wait_for(process: "subprocess.Popen[bytes]", *, seconds: float) -> None:
    """Wait for the end of a process, but not longer than that."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return


def last_words(text: str) -> str:
    """The last lines of what a process output, without a terminal's colours."""
    lines = re.sub(r"\x1b\[[0-9;]*m", "", text).rstrip().splitlines()
    return "\n".join(lines[-FAILURE_LINES:]) or "(It output nothing.)"
