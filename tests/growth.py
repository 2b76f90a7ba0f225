"""What work costs, compared with other work in the same run: no test asserts seconds on a shared machine."""

import hashlib
import time
from collections.abc import Callable
from functools import partial


def cpu_s(work: Callable[[], object]) -> float:
    """The processor's time that it takes, in seconds."""
    started = time.process_time()
    work()
    return time.process_time() - started


def in_hashes(work: Callable[[], object]) -> float:
    """How many times as long it takes as the SHA-256 of ten megabytes here and now, the least of three each."""
    took, hashed = (min(map(cpu_s, [one] * 3)) for one in (work, partial(hashlib.sha256, bytes(10_000_000))))
    return took / hashed


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times as long it takes for `size` as for half of it, the least of three each.

    returns: about 2 for what is linear, 4 for what is quadratic
    """
    whole, half = (min(cpu_s(partial(work, n)) for _ in range(3)) for n in (size, size // 2))
    return whole / max(half, 1e-4)
