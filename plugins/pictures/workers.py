"""The processes that open pictures: one for each core, each with a limit on memory, quiet when they are stopped."""

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import Any

# Before it, a pool that broke waits for ever for the thread that hands out its work, where that is more than a pipe
# holds: nobody reads it any more (CPython gh-94777). Debian 12 has 3.11.2.
_LETS_GO = (3, 11, 5)
# A picture of 80 million pixels takes up to 1.4 GB, a phone's photograph 0.2 GB.
MEMORY_LIMIT_BYTES = 2_000_000_000
_ONE_STARTS = threading.Lock()


class Workers(ProcessPoolExecutor):
    """Processes of their own, started when there is work for them. They end with the process that started them."""

    def __init__(self, most: int, memory_limit_bytes: int = MEMORY_LIMIT_BYTES) -> None:
        # Spawned, not forked: a preview has threads, and a fork copies their locks.
        context = multiprocessing.get_context("spawn")
        super().__init__(most, mp_context=context, initializer=begin, initargs=(memory_limit_bytes,))
        if sys.version_info < _LETS_GO:
            _close_unread(getattr(self, "_call_queue"))  # noqa: B009

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As every executor's; processes that are still missing start here. raises: BrokenProcessPool"""
        with starting_alone():
            try:
                return super().submit(fn, *args, **kwargs)
            except OSError as problem:
                # No process can be started; or the pool breaks at this moment, and its pipe is closed already.
                raise BrokenProcessPool(str(problem)) from problem


def in_turn(workers: Workers, function: Callable[..., Any], each: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
    """What a function gives for each of these arguments, in their order; what was handed out is not kept.

    raises: BrokenProcessPool; whatever the function raises
    """
    under_way = deque(workers.submit(function, *arguments) for arguments in each)
    while under_way:
        yield under_way.popleft().result()


def cores() -> int:
    """How many processors this process may use, at least 1."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def starting_alone() -> Iterator[None]:
    """Processes that start in here know nothing of the main program, and leave Ctrl-C to it.

    `spawn` has every child import the main module again: Pelican, 24 MB, for work that needs none of it; and a script
    without `if __name__ == "__main__"` would run again in each. A child that inherits a blocked signal never hears it,
    not even while it starts, when it could not yet say so itself.
    """
    masked = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT]) if hasattr(signal, "pthread_sigmask") else None
    try:
        with _ONE_STARTS:
            main = sys.modules["__main__"]
            sys.modules["__main__"] = ModuleType("__main__")
            try:
                yield
            finally:
                sys.modules["__main__"] = main
    finally:
        if masked is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, masked)


def _close_unread(queue: Any) -> None:
    """Have a queue's `close` close its end for reading first, as newer Pythons do when a pool breaks.

    Not earlier, and in no other thread: the thread that writes closes that end too, once it hears of `close`; closed
    twice, it would be another file's by then.
    """
    close = queue.close

    def close_unread() -> None:
        queue._reader.close()
        close()

    queue.close = close_unread


def begin(memory_limit_bytes: int) -> None:
    """What a worker does first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # for Windows, which blocks no signals
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if sys.platform == "linux":
        _keep_memory_low()
    if sys.platform != "win32":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        limit_bytes = memory_limit_bytes if hard == resource.RLIM_INFINITY else min(memory_limit_bytes, hard)
        with suppress(ValueError, OSError):  # macOS refuses
            resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, hard))


def _end_with_parent() -> None:
    """A pool's workers wait for ever when who started them was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _keep_memory_low() -> None:
    """Have glibc give large blocks back at once: else one picture's leave holes into which the next one's do not fit.

    Measured on tall photographs of 12 million pixels: 190 MB instead of 225, for 5 % more CPU.
    """
    mmap_threshold, trim_threshold = -3, -1
    with suppress(AttributeError):  # another C library
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(mmap_threshold, 2_000_000)
        mallopt(trim_threshold, 32_000_000)
