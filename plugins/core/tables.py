"""TOML of the theme, read once in a process for as long as its text is the same."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=64)
def table(text: str) -> Mapping[str, Any]:
    """What TOML says; whoever asks for the same text is given the same table, which nobody changes.

    raises: tomllib.TOMLDecodeError, which is a ValueError
    """
    return tomllib.loads(text)
