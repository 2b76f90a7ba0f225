"""How much is tried: a part on each run, all of it in  python3 tasks.py test --long."""

import os

from hypothesis import HealthCheck, settings

LONG = "TEST_LONG" in os.environ  # set by tasks.py
LEAST = 10


def examples(count: int) -> settings:
    """For a test that tries `count` examples in a long run. None has a time limit, on a shared machine."""
    most = count if LONG else max(LEAST, count // 10)
    return settings(max_examples=most, deadline=None, suppress_health_check=list(HealthCheck))


def scaled(count: int) -> int:
    """How often something is repeated: a fifth of it shows what takes quadratic time as well."""
    return count if LONG else count // 5
