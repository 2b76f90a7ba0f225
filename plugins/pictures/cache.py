"""Which file is which picture, so that nothing is decoded twice and an unchanged file is not even read."""

import json
import multiprocessing
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

from plugins.pictures import store
from plugins.pictures.derivatives import recipe_and_encoders, stem
from plugins.pictures.picture import Picture, PictureError

_INDEX = "index.json"
# Starting processes costs as much as deriving about two photographs.
_FEWEST_FOR_PROCESSES = 3


class PictureCache:
    """Derivatives in a folder of their own, for one build or one preview.

    Remembers which pictures were asked for: `prune` removes all others. Several may share a folder at the same time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = _read_index(folder)
        self._index_changed = False
        self._asked: dict[str, Path] = {}
        self._pictures: dict[str, Picture] = {}
        self._refused: dict[str, str] = {}

    def prepare(self, files: Iterable[Path]) -> None:
        """Derive what is missing, in as many processes as there are cores.

        A file that is no picture stops nothing here: `picture` raises when it is asked for.
        """
        missing: dict[str, Path] = {}
        for file in files:
            try:
                name = self._ask(file)
            except PictureError:
                continue
            if name not in self._refused and self._find(name) is None:
                missing[name] = self._asked[name]
        if len(missing) >= _FEWEST_FOR_PROCESSES:
            self._make_in_processes(list(missing.values()))
        else:
            for path in missing.values():
                if made := _try_to_make(self._folder, path):
                    self._keep(path, made)
        if self._index_changed:
            self._write_index()

    def picture(self, file: Path) -> Picture:
        """The picture in a file, from the folder or derived now. raises: PictureError, each time it is asked for."""
        name = self._ask(file)
        picture = self._find(name)
        if picture is None and name not in self._refused:
            path = self._asked[name]
            name, picture, _ = self._keep(path, store.make(self._folder, path))
        if picture is None:
            raise PictureError(self._refused[name])
        return picture

    def publish(self, names: Iterable[str], output: Path) -> None:
        """Copy the derivatives with these names (`Derivative.name`) into the output folder.

        raises: FileNotFoundError for a name that no picture asked for has
        """
        for name in sorted(set(names)):
            entry = Path(name).name
            cached = self._folder / entry
            try:
                data = cached.read_bytes()
            except FileNotFoundError:
                # Another build, which did not ask for this picture, may have pruned it since.
                if asked := self._asked.get(store.stem_of_entry(entry)):
                    store.make(self._folder, asked)
                data = cached.read_bytes()
            store.write_whole(output / name, data)

    def prune(self) -> None:
        """Remove every picture that was not asked for since this object was made, and what killed builds left."""
        self._index = {path: known for path, known in self._index.items() if known[2] in self._asked}
        self._write_index()
        for entry in list(self._folder.iterdir()):
            name = store.stem_of_entry(entry.name)
            if store.is_temporary(entry.name) or (name and name not in self._asked):
                entry.unlink(missing_ok=True)

    def _ask(self, file: Path) -> str:
        """The stem of a file, unread when size, time and path are known. Its picture counts as asked for."""
        path = file.absolute()
        size_bytes, mtime_ns = _size_and_mtime(path)
        known = self._index.get(str(path))
        if known is None or known[:2] != (size_bytes, mtime_ns):
            known = (size_bytes, mtime_ns, stem(store.read_original(path)))
            self._index[str(path)] = known
            self._index_changed = True
        self._asked[known[2]] = path
        return known[2]

    def _find(self, name: str) -> Picture | None:
        picture = self._pictures.get(name) or store.find(self._folder, name)
        if picture is not None:
            self._pictures[name] = picture
        return picture

    def _keep(self, path: Path, made: store.Made) -> store.Made:
        self._asked[made.stem] = path
        if made.picture is None:
            self._refused[made.stem] = made.reason
        else:
            self._pictures[made.stem] = made.picture
        return made

    def _make_in_processes(self, paths: list[Path]) -> None:
        # Spawned, not forked: a preview has threads, and a fork copies their locks.
        context = multiprocessing.get_context("spawn")
        workers = min(os.cpu_count() or 1, len(paths))
        try:
            with ProcessPoolExecutor(workers, mp_context=context) as executor:
                results = executor.map(partial(_try_to_make, self._folder), paths)
                for path, made in zip(paths, results, strict=True):
                    if made:
                        self._keep(path, made)
        except BrokenProcessPool:
            # A worker died, or none can start here: `picture` derives the rest one at a time.
            return

    def _write_index(self) -> None:
        content = {"recipe": recipe_and_encoders(), "files": self._index}
        store.write_whole(self._folder / _INDEX, json.dumps(content, sort_keys=True).encode())
        self._index_changed = False


def _try_to_make(folder: Path, path: Path) -> store.Made | None:
    """None for a file that cannot be read any more, which `picture` finds out for itself."""
    try:
        return store.make(folder, path)
    except PictureError:
        return None


def _size_and_mtime(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        # Let the reading of it say why.
        return (-1, -1)
    return (status.st_size, status.st_mtime_ns)


def _read_index(folder: Path) -> dict[str, tuple[int, int, str]]:
    """Path -> size in bytes, time of change, stem; empty when there is none, a broken one, or one of another recipe."""
    try:
        content = json.loads((folder / _INDEX).read_bytes())
        if content["recipe"] != recipe_and_encoders():
            return {}
        return {path: (size_bytes, mtime_ns, name) for path, (size_bytes, mtime_ns, name) in content["files"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
