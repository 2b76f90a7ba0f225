"""What files gave when they were read: the same bytes under the same rules give the same, and are not read again."""

import pickle
from collections.abc import Iterable, Sequence
from concurrent.futures import BrokenExecutor
from functools import cache
from pathlib import Path
from typing import Any

from plugins.core.header import SeenFile
from plugins.core.kept_values import KeptValues
from plugins.engine.keys import as_words, key_of, program_key
from plugins.kinds.all import KINDS
from plugins.kinds.kind import Item, Kind, ParsedFile, ReadingRules, parse
from plugins.pictures.workers import Workers, cores, in_turn

# So many files take as long as it takes to start processes that read them; and so many are handed to one at a time.
FEW, CHUNK = 150, 25


class Readings:
    """The readings of one site, each kept under a key of all that decides it.

    file: where they are kept
    keys: by path, as staff know it, that of each reading that was asked for
    seen: by path, the files that were prepared and not asked for yet: each is opened once, and read as it was then
    """

    def __init__(self, file: Path, rules: ReadingRules) -> None:
        self._kept_values, self._rules = KeptValues(file), rules
        self._rules_key = key_of([program_key(), as_words(rules_values(rules))])
        self._read: dict[str, ParsedFile[Any]] = {}
        self.keys: dict[str, str] = {}
        self.seen: dict[str, SeenFile] = {}

    def key(self, seen: SeenFile, kind: Kind[Any]) -> str:
        """All that decides what a file gives."""
        return key_of([self._rules_key, kind.name, seen.path, seen.data, as_words(seen.unread)])

    def of(self, seen: SeenFile, kind: Kind[Item]) -> ParsedFile[Item]:
        """What a file gives, as it was read before or now."""
        key, before = self.key(seen, kind), self.keys.get(seen.path)
        self.keys[seen.path] = key
        if before != key:
            self._read.pop(before or "", None)
        if key not in self._read:
            kept = self._kept(key)
            self._read[key] = kept or self._keep(key, pickle.dumps(parse(seen, kind, self._rules)))
        return self._read[key]

    def take_over(self, earlier: "Readings") -> None:
        """Has in its memory what the same process read last; each under a key of all that decided it."""
        self._read |= {key: earlier._read[key] for key in earlier.keys.values() if key in earlier._read}

    def last(self, path: str) -> ParsedFile[Any] | None:
        """What the file of a path gave when it was asked for last. path: as staff know it"""
        return self._read.get(self.keys.get(path, ""))

    def prepare(self, files: Iterable[tuple[SeenFile, Kind[Any]]]) -> None:
        """Read, on every core, those of many files that were never read; of few, each when it is asked for."""
        new = [(self.key(seen, kind), seen, kind.name) for seen, kind in files]
        self.seen |= {seen.path: seen for _, seen, _ in new}
        there = self._kept_values.names() | self._read.keys()
        missing = [one for one in new if one[0] not in there]
        if len(missing) < FEW or cores() == 1:
            return
        chunks = [missing[start : start + CHUNK] for start in range(0, len(missing), CHUNK)]
        rules = pickle.dumps(self._rules)
        try:
            with Workers(cores()) as workers:
                read = in_turn(workers, parse_all, ((rules, [one[1:] for one in chunk]) for chunk in chunks))
                for chunk, readings in zip(chunks, read, strict=True):
                    for (key, *_), pickled in zip(chunk, readings, strict=True):
                        self._read[key] = self._keep(key, pickled)
        except BrokenExecutor:  # no room for other processes
            return

    def save(self) -> None:
        """Keep what was read, whatever becomes of the build."""
        self._kept_values.save()

    def prune(self) -> None:
        """Drops every reading that this build did not ask for."""
        asked = set(self.keys.values())
        self._kept_values.keep_only(asked)
        self._read = {key: read for key, read in self._read.items() if key in asked}

    def _kept(self, key: str) -> ParsedFile[Any] | None:
        data = self._kept_values.get(key)
        read = pickle.loads(data) if data is not None else None
        return read if isinstance(read, ParsedFile) else None

    def _keep(self, key: str, pickled: bytes) -> ParsedFile[Any]:
        self._kept_values.put(key, pickled)
        read: ParsedFile[Any] = pickle.loads(pickled)
        return read


def rules_values(rules: ReadingRules) -> dict[str, Any]:
    """The values of rules, without what reads by them."""
    return rules.__getstate__()


def parse_all(rules: bytes, files: Sequence[tuple[SeenFile, str]]) -> list[bytes]:
    """What files give, in a process of its own. rules: pickled; returns: each reading pickled"""
    by_name = {kind.name: kind for kind in KINDS}
    return [pickle.dumps(parse(seen, by_name[kind], unpickled(rules))) for seen, kind in files]


@cache
def unpickled(rules: bytes) -> ReadingRules:
    """Rules as one object for all files: what reads bodies takes a while to make."""
    read: ReadingRules = pickle.loads(rules)
    return read
