"""Work for processes of their own: each mark in the bytes does to its process what some broken picture does."""

import ctypes
import os
import signal
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

from plugins.pictures.derivatives import Derived
from plugins.pictures.limited import processor_time
from plugins.pictures.picture import PictureError
from plugins.pictures.svg import read_svg
from plugins.pictures.svg_pixels import rendered

MARKS = ("exit", "kill", "segfault", "hog")


def length(data: bytes) -> int:
    """How many bytes there are; or one of MARKS, or a refusal."""
    if data == b"exit":
        os._exit(3)
    if data == b"kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if data == b"segfault":
        ctypes.string_at(0)
    if data == b"hog":
        return len(bytearray(4_000_000_000))
    if data == b"refuse":
        raise PictureError("picture.cut-short")
    if data == b"mistake":
        raise ZeroDivisionError("a mistake in the program")
    time.sleep(0.01)
    return len(data)


def endless(data: bytes) -> int:
    """How many bytes there are; of "loop" and "wait" never."""
    with processor_time(1):
        while data == b"loop":
            pass
    if data == b"wait":
        time.sleep(300)
    return len(data)


def rendered_soon(data: bytes) -> tuple[int, int]:
    """The size of a drawing, rendered within a second or two; what is made of it then costs the same for all."""
    with processor_time(1):
        return rendered(read_svg(data, 1512).xml).size


def process(_data: bytes) -> int:
    """Where it runs."""
    return os.getpid()


def modules(_data: bytes) -> bool:
    """Whether pytest, the main program, was imported again here."""
    import sys

    return "pytest" in sys.modules


class Elsewhere(ThreadPoolExecutor):
    """An executor of somebody else, whose workers have other encoders and now and then lose a job."""

    def __init__(self) -> None:
        super().__init__(2)
        self.under_way = self.most_under_way = self.bytes_under_way = self.most_bytes = 0

    def submit(self, fn: Any, /, *args: Any, **_: Any) -> Future[Any]:
        """Count what is under way."""
        (data,) = args
        self.under_way += 1
        self.bytes_under_way += len(data)
        self.most_under_way = max(self.most_under_way, self.under_way)
        self.most_bytes = max(self.most_bytes, self.bytes_under_way)

        def run() -> Any:
            try:
                if data == b"lost":
                    raise ConnectionError("the worker is gone")
                result = fn(data)
                return result._replace(maker="pillow 1") if isinstance(result, Derived) else result
            finally:
                self.under_way -= 1
                self.bytes_under_way -= len(data)

        return super().submit(run)


def elsewhere() -> Executor:
    """What SELFIES_EXECUTOR may name."""
    return Elsewhere()


def no_executor() -> str:
    """What it may not."""
    return "no executor"
