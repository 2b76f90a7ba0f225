"""What rules found on single texts and pages, remembered by their bytes: most are as they were in the last build."""

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from plugins.checks.finished import PageSummary
from plugins.core.findings import Finding
from plugins.core.kept_values import KeptValues

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Inspected:
    """One page, after the rules about pages. promised: by the words of a promise, where the page breaks it"""

    summary: PageSummary
    findings: tuple[Finding, ...]
    promised: Mapping[str, tuple[Finding, ...]]


class Inspections(Generic[Value]):
    """What was found, by a key of all that decides it, the program among that. Without a file nothing is kept."""

    def __init__(self, file: Path | None = None) -> None:
        self._kept_values = KeptValues(file)
        self._asked: set[str] = set()

    def of(self, key: str, inspect: Callable[[], Value]) -> Value:
        """What was found before, or is now."""
        self._asked.add(key)
        data = self._kept_values.get(key)
        if data is not None:
            found: Value = pickle.loads(data)
            return found
        found = inspect()
        self._kept_values.put(key, pickle.dumps(found))
        return found

    def save(self) -> None:
        """Remember what this build asked for, and nothing older."""
        self._kept_values.keep_only(self._asked)
