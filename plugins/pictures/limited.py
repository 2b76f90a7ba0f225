"""Work of which nobody knows what it costs: each job in a process of its own, which ends when it takes too much.

A job that crashes, or that wants more memory or time than there is for it, is a picture that is refused, and no more.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from plugins.pictures.picture import PictureError
from plugins.pictures.workers import begin, cores, starting_alone

MEMORY_LIMIT_BYTES = 1_500_000_000
# For a machine that is busy, and for Windows, which knows no limit of the processor's time.
LONGEST_S = 60
# How a process ends that asked for more memory than its limit, or than the machine has.
_OUT_OF_MEMORY = ("SIGABRT", "SIGKILL")


class LimitedWorkers(ThreadPoolExecutor):
    """An executor with one process for each job, and as many at a time as there are cores."""

    def __init__(self) -> None:
        super().__init__(cores())

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As every executor's. The future's exception is a PictureError when the process ended before its job did."""
        return super().submit(_in_own_process, fn, *args, **kwargs)


def _in_own_process(function: Callable[[bytes], Any], data: bytes) -> Any:
    """raises: PictureError, its own or for how the process ended; BrokenExecutor when none can be started"""
    spawning = multiprocessing.get_context("spawn")
    ours, theirs = spawning.Pipe(duplex=False)
    process = spawning.Process(target=_work, args=(theirs, function, data), daemon=True)
    try:
        with starting_alone():
            process.start()
        theirs.close()
        if not ours.poll(LONGEST_S):
            raise PictureError("picture.drawn-too-long")
        outcome = ours.recv()
    except EOFError:
        process.join()
        raise PictureError(_why_ended(process.exitcode or 0)) from None
    except OSError as problem:
        raise BrokenExecutor(str(problem)) from problem
    finally:
        ours.close()
        if process.pid is not None:
            process.kill()
            process.join()
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _work(theirs: Connection, function: Callable[[bytes], Any], data: bytes) -> None:
    """What the process does: what comes of the job, or its exception, is sent back."""
    begin(MEMORY_LIMIT_BYTES)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what native code says as it dies, nobody could make use of
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    try:
        outcome = function(data)
    except MemoryError:
        outcome = PictureError("picture.drawn-too-large")
    except Exception as problem:  # noqa: BLE001  (it is raised where the job came from)
        outcome = problem
    theirs.send(outcome)


@contextmanager
def processor_time(limit_s: int) -> Iterator[None]:
    """Ends this process when what is done in here takes the processor longer. Does nothing on Windows.

    A limit of the whole process would be added to what it used already, which two clocks of Linux tell otherwise.
    """
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, limit_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _why_ended(exit_code: int) -> str:
    """The reason for a job whose process ended before it did. exit_code: below 0 for the number of a signal"""
    ended_by = signal.Signals(-exit_code).name if exit_code < 0 else ""
    if ended_by == "SIGPROF":
        return "picture.drawn-too-long"
    return "picture.drawn-too-large" if ended_by in _OUT_OF_MEMORY else "picture.drawing-crashes"
