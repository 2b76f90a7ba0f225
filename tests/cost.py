"""What work costs, compared with other work in the same run: no test asserts seconds on a shared machine."""

import hashlib
import sys
import time
from collections.abc import Callable
from functools import partial
from types import FrameType


def cpu_s(work: Callable[[], object]) -> float:
    """The processor's time that it takes, in seconds."""
    started = time.process_time()
    work()
    return time.process_time() - started


def in_hashes(work: Callable[[], object]) -> float:
    """How many times as long it takes as the SHA-256 of ten megabytes here and now, the least of three each."""
    took, hashed = (min(map(cpu_s, [one] * 3)) for one in (work, partial(hashlib.sha256, bytes(10_000_000))))
    return took / hashed


def calls_in(work: Callable[[], object]) -> int:
    """How many functions are called while it runs: the same number on every machine, however busy."""
    calls = 0

    def count(_frame: FrameType, event: str, _function: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls
