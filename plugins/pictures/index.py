"""One file beside the derivatives that says which original is which picture, and repeats all records.

It saves reading anything else when nothing changed. Nothing depends on it: without it, originals are hashed again and
each picture's own record is read. Several builds may share it; what each found out is merged.
"""

import json
from collections.abc import Set
from pathlib import Path
from typing import Any, NamedTuple

from plugins.core.atomic import write_whole
from plugins.core.kept import make_folder, read_sealed, sealed
from plugins.core.lock import one_at_a_time
from plugins.pictures import store
from plugins.pictures.derivatives import WEB, Recipe
from plugins.pictures.store import Record
from plugins.pictures.svg_pixels import renderer_and_encoders

NAME = "index.json"
_LOCK = "index.lock"
# By what originals are known again. Another name whenever that is more than before.
_KNOWN_BY = "bytes, and pixels of JPEG, PNG, WebP and HEIC"


class Known(NamedTuple):
    """An original when it was last read: its size, what tells this version from another, and its picture's stem.

    sha256, head_sha256, picture_sha256: as copies.Original has them
    """

    size_bytes: int
    version: str
    stem: str
    sha256: str
    head_sha256: str
    picture_sha256: str


class Index:
    """`files`: originals by path. `records`: pictures by stem. Both may be read by anyone, changed through methods."""

    def __init__(self, folder: Path, recipe: Recipe = WEB) -> None:
        self._folder = folder
        self._recipe = recipe
        self._changed = False
        self._seen = self._stamp()
        self.files, self.records = self._read()

    def remember(self, path: str, known: Known) -> None:
        """An original was read."""
        self.files[path] = known
        self._changed = True

    def add(self, stem: str, record: Record) -> None:
        """A picture was made, or its record read."""
        self.records[stem] = record
        self._changed = True

    def forget(self, stem: str) -> None:
        """A picture is not as its record says."""
        if self.records.pop(stem, None):
            self._changed = True

    def save(self) -> None:
        """Write what changed, beside what other builds found out since this one read the index."""
        if not self._changed:
            return
        make_folder(self._folder)
        with one_at_a_time(self._folder / _LOCK):
            if self._stamp() != self._seen:
                files, records = self._read()
                self.files = files | self.files
                self.records = records | self.records
            self._write()

    def keep_only(self, stems: Set[str], looked_at: Set[str]) -> None:
        """Drop every picture but these, and every original but theirs and those looked at, and write."""
        with_others = self._stamp() != self._seen
        files = {path: known for path, known in self.files.items() if known.stem in stems or known.stem in looked_at}
        records = {stem: record for stem, record in self.records.items() if stem in stems}
        self._changed |= with_others or len(files) < len(self.files) or len(records) < len(self.records)
        self.files, self.records = files, records
        if self._changed:
            make_folder(self._folder)
            with one_at_a_time(self._folder / _LOCK):
                self._write()

    def _write(self) -> None:
        content = {"made_by": self._made_by(), "files": self.files, "pictures": self.records}
        write_whole(self._folder / NAME, sealed(json.dumps(content).encode(), NAME))
        self._changed = False
        self._seen = self._stamp()

    def _read(self) -> tuple[dict[str, Known], dict[str, Record]]:
        """Empty when there is none, a broken one, or one of another recipe."""
        try:
            content: dict[str, Any] = json.loads(read_sealed(self._folder / NAME) or b"null")
            if content["made_by"] != self._made_by():
                return {}, {}
            files = {path: Known(*known) for path, known in content["files"].items()}
            records = {stem: store.as_record(plain) for stem, plain in content["pictures"].items()}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}, {}
        return files, records

    def _made_by(self) -> list[str]:
        return [renderer_and_encoders(self._recipe), _KNOWN_BY]

    def _stamp(self) -> tuple[int, int, int]:
        try:
            status = (self._folder / NAME).stat()
        except OSError:
            return (0, 0, 0)
        return (status.st_ino, status.st_size, status.st_mtime_ns)
