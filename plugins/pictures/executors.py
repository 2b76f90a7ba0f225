"""Where pictures are derived: on this machine's cores, or wherever an executor that the settings name takes the work.

Only plain values cross: an original's bytes there, its derivatives' bytes back; and only some at a time.
"""

import importlib
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from typing import Generic, NamedTuple, TypeVar

from plugins.core.findings import SiteError, Where, finding
from plugins.core.settings import setting_line
from plugins.pictures.picture import PictureError
from plugins.pictures.workers import Workers, cores

Key = TypeVar("Key")
Result = TypeVar("Result")
StartExecutor = Callable[[], Executor]

# What waits in memory; the bytes of one picture are at most half of it.
_WINDOW_BYTES = 100_000_000
_WINDOW_FOR_EACH_CORE = 2
# Another executor does not say how many workers it has: enough for sixteen, about four each.
_WINDOW_ELSEWHERE = 64


class ExecutorError(SiteError):
    """Pictures cannot be derived at all, whichever they are (C38)."""


def where_named() -> Where:
    """Where the settings name an executor."""
    return setting_line("SELFIES_EXECUTOR")


class Job(NamedTuple, Generic[Key]):
    """An original's bytes, and what its result is to be called by."""

    key: Key
    data: bytes


def executor_named(name: str) -> StartExecutor:
    """The function "package.module:function" that gives an executor, for example a Dask client's.

    raises: ExecutorError when there is no such function; when it fails or gives something else, as soon as it is needed
    """
    module_name, _, function_name = name.partition(":")
    try:
        function = getattr(importlib.import_module(module_name), function_name)
    except (ImportError, AttributeError, ValueError) as problem:
        missing = finding("C38.executor-not-imported", where_named(), name=name, reason=str(problem))
        raise ExecutorError([missing]) from problem

    def start() -> Executor:
        try:
            executor = function()
        except Exception as wrong:
            reason = f"{type(wrong).__name__}: {wrong}"
            raise ExecutorError([finding("C38.executor-fails", where_named(), name=name, reason=reason)]) from wrong
        if not isinstance(executor, Executor):
            returned = type(executor).__name__
            raise ExecutorError([finding("C38.no-executor", where_named(), name=name, returned=returned)])
        return executor

    return start


def outcomes(
    function: Callable[[bytes], Result], jobs: Iterable[Job[Key]], *, most: int, start: StartExecutor | None = None
) -> Generator[tuple[Key, Result | PictureError], None, None]:
    """What `function` makes of each job, as they come; a refusal is given back, not raised.

    jobs: taken one at a time, while there is room in the window
    most: how many jobs there are at most, which limits how many processes start
    start: gives another executor than this machine's cores
    A crash costs one picture: when a pool breaks, or an executor fails in any other way, what was under way is tried
    again, each alone in a process of its own.
    raises: ExecutorError when no process can be started; what `function` raises besides PictureError
    """
    waiting = iter(jobs)
    workers = max(1, min(cores(), most))
    window = _WINDOW_ELSEWHERE if start else _WINDOW_FOR_EACH_CORE * workers
    while True:
        suspects: list[Job[Key]] = []
        yield from _all_at_once(function, waiting, start or (lambda: Workers(workers)), window, suspects)
        for job in suspects:
            yield job.key, _alone(function, job.data)
        if not suspects:
            return


def _all_at_once(
    function: Callable[[bytes], Result],
    waiting: Iterator[Job[Key]],
    start: StartExecutor,
    window: int,
    suspects: list[Job[Key]],
) -> Iterator[tuple[Key, Result | PictureError]]:
    """Until there are no more jobs, or until the first suspect: a job that neither succeeded nor was refused."""
    first = next(waiting, None)
    if first is None:
        return
    executor = start()
    under_way: dict[Future[Result], Job[Key]] = {}
    try:
        job: Job[Key] | None = first
        while job or under_way:
            while job and not suspects and _has_room(under_way.values(), job, window):
                try:
                    under_way[executor.submit(function, job.data)] = job
                except BrokenExecutor:
                    break
                job = next(waiting, None)
            if job and (suspects or not under_way):
                suspects.append(job)
                job = None
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                finished = under_way.pop(future)
                outcome = _outcome(future)
                if outcome is None:
                    suspects.append(finished)
                else:
                    yield finished.key, outcome
    finally:
        for future in under_way:
            future.cancel()
        executor.shutdown(wait=True)


def _outcome(future: Future[Result]) -> Result | PictureError | None:
    """What came of a job, or None when it has to be tried again to find out."""
    if future.cancelled():
        return None
    problem = future.exception()
    if problem is None:
        return future.result()
    return problem if isinstance(problem, PictureError) else None


def _has_room(under_way: Iterable[Job[Key]], job: Job[Key], window: int) -> bool:
    sizes_bytes = [len(other.data) for other in under_way]
    return not sizes_bytes or (len(sizes_bytes) < window and sum(sizes_bytes) + len(job.data) <= _WINDOW_BYTES)


def _alone(function: Callable[[bytes], Result], data: bytes) -> Result | PictureError:
    """One job in a fresh process, where a crash can only be its own doing."""
    with Workers(1) as pool:
        try:
            pool.submit(abs, -1).result()
        except BrokenExecutor as problem:
            raise ExecutorError([finding("C38.no-process", where_named())]) from problem
        try:
            result: Result = pool.submit(function, data).result()
        except PictureError as refusal:
            return refusal
        except MemoryError:
            return PictureError("picture.too-much-memory")
        except BrokenExecutor:
            return PictureError("picture.crashes")
        return result
