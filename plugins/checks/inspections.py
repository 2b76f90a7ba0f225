"""What rules found on single texts and pages, remembered by their bytes: most are as they were in the last build."""

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from plugins.checks.finished import PageSummary
from plugins.core.atomic import write_whole
from plugins.core.findings import Finding
from plugins.core.kept import read_sealed, sealed

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Inspected:
    """One page, after the rules about pages. promised: by the words of a promise, where the page breaks it"""

    summary: PageSummary
    findings: tuple[Finding, ...]
    promised: Mapping[str, tuple[Finding, ...]]


class Inspections(Generic[Value]):
    """What was found, by a key of all that decides it, kept in one file; without one, in none."""

    def __init__(self, file: Path | None = None) -> None:
        data = read_sealed(file) if file else None
        self._file = file
        self._before: dict[str, Value] = pickle.loads(data) if data is not None else {}
        self._now: dict[str, Value] = {}

    def of(self, key: str, inspect: Callable[[], Value]) -> Value:
        """What was found before, or is now."""
        self._now[key] = self._before[key] if key in self._before else inspect()
        return self._now[key]

    def save(self) -> None:
        """Remember what this build asked for, and nothing older. raises: OSError"""
        if self._file and self._now.keys() != self._before.keys():
            write_whole(self._file, sealed(pickle.dumps(self._now), self._file.name))
