"""What a federation's own module would hold, and `SELFIES_EXECUTOR` name: pictures are derived by a Dask cluster."""

import functools
import os
from concurrent.futures import Executor
from typing import Any


@functools.cache
def client() -> Any:
    """The connection to the cluster whose scheduler the environment names: one for the whole build."""
    from distributed import Client

    return Client(os.environ["DASK_SCHEDULER"])


def executor() -> Executor:
    """Asked for whenever there is something to do."""
    given: Executor = client().get_executor(pure=False)
    return given
