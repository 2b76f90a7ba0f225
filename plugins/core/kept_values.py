"""Values that are kept to save work, many in one file: to write a thousand files takes longer than to make them anew.

The file is a database of SQLite, which heals by itself what a kill left half written. One that is damaged otherwise, or
that another build writes at the moment, holds nothing; and each value tells by itself whether it is whole.
"""

import sqlite3
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from plugins.core.kept import make_folder, make_way, sealed, unsealed

# What SQLite lays beside a file while it writes.
BESIDE = ("", "-journal", "-wal", "-shm")
NAMES = "SELECT name FROM kept"
TABLE = "CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID"


class KeptValues:
    """Values by name. What cannot be kept is not: nothing that is asked for is ever wrong, or missing for good.

    file: of the database; None keeps nothing
    """

    def __init__(self, file: Path | None) -> None:
        self._database: sqlite3.Connection | None = None
        if file is None:
            return
        try:
            self._database = opened(file)
        except sqlite3.OperationalError:  # another build writes it, or nobody may
            return
        except sqlite3.DatabaseError:  # it is damaged, or none
            forget(file)
            with suppress(sqlite3.Error, OSError):
                self._database = opened(file)
        except OSError:
            return

    def get(self, name: str) -> bytes | None:
        """What was kept under a name; None for nothing, or nothing whole."""
        found = None
        with suppress(sqlite3.Error):
            found = (
                self._database and self._database.execute("SELECT data FROM kept WHERE name = ?", (name,)).fetchone()
            )
        return unsealed(found[0], name) if found else None

    def put(self, name: str, data: bytes) -> None:
        """Keep a value, as soon as `save` is called."""
        with suppress(sqlite3.Error):
            if self._database:
                self._database.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (name, sealed(data, name)))

    def names(self) -> set[str]:
        """Under which names something is kept."""
        with suppress(sqlite3.Error):
            if self._database:
                return {name for (name,) in self._database.execute(NAMES)}
        return set()

    def save(self) -> None:
        """Write what was put."""
        if self._database is None:
            return
        try:
            self._database.commit()
        except sqlite3.Error:  # a full disk, or another build that writes
            self.undo()

    def undo(self) -> None:
        """Forget what was put since something was written last."""
        with suppress(sqlite3.Error):
            if self._database:
                self._database.rollback()

    def keep_only(self, names: Collection[str]) -> None:
        """Drop everything else, and write what was put."""
        with suppress(sqlite3.Error):
            if self._database:
                gone = [(name,) for name in self.names().difference(names)]
                self._database.executemany("DELETE FROM kept WHERE name = ?", gone)
        self.save()


def opened(file: Path) -> sqlite3.Connection:
    """A database that is whole as far as anybody can tell by its head. raises: sqlite3.Error, OSError"""
    make_folder(file.parent)
    if file.is_symlink() or (file.exists() and not file.is_file()):
        make_way(file)
    database = sqlite3.connect(file, timeout=0)
    try:
        # Of a member who takes a picture back nothing stays in free pages; what a power failure breaks is made anew.
        database.execute("PRAGMA secure_delete = ON")
        database.execute("PRAGMA synchronous = OFF")
        database.execute(TABLE)
        database.execute(NAMES).fetchone()
    except sqlite3.Error:
        database.close()
        raise
    return database


def forget(file: Path) -> None:
    """Delete a database and what lies beside it, as far as it can be."""
    for ending in BESIDE:
        with suppress(OSError):
            make_way(file.with_name(file.name + ending))
