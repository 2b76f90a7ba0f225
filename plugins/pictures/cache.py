"""Which file is which picture, so that nothing is decoded twice and an unchanged file is not even read."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from plugins.core.atomic import is_temporary
from plugins.core.findings import finding
from plugins.core.kept import make_way
from plugins.core.replacing import delete
from plugins.pictures import store
from plugins.pictures.copies import Original, original_in, original_of
from plugins.pictures.derivatives import WEB, Derived, Encoded, Recipe, derive, recipe_and_encoders
from plugins.pictures.executors import ExecutorError, Job, StartExecutor, outcomes, where_named
from plugins.pictures.fingerprint import NO_FINGERPRINT
from plugins.pictures.index import NAME as INDEX
from plugins.pictures.index import Index, Known
from plugins.pictures.limited import LimitedWorkers
from plugins.pictures.picture import Derivative, ForbiddenError, Picture, PictureError
from plugins.pictures.svg import SUFFIX
from plugins.pictures.svg_pixels import derive_drawing, renderer_and_encoders

# Given how many pictures are to be derived, a context that hears how many of them are done.
Progress = Callable[[int], AbstractContextManager[Callable[[int], None]]]


class _Original(NamedTuple):
    path: Path
    sha256: str
    stem: str


class PictureCache:
    """Derivatives in a folder of their own, for one build or one preview.

    `prune` removes whatever is neither asked for nor named. Several may share a folder at the same time.
    Originals are opened in other processes only, at most one for each core; what comes back is written here.
    recipe: what becomes of an original
    executor: starts another executor for them, see `executors.executor_named`
    progress: is entered when `prepare` has something to derive, and only then
    below: what stands before a file's name in the output, such as "pictures/"
    members_below: the same for those of members' pictures, and of pictures made of these
    """

    def __init__(
        self,
        folder: Path,
        executor: StartExecutor | None = None,
        progress: Progress | None = None,
        *,
        below: str = "",
        members_below: str = "",
        recipe: Recipe = WEB,
    ) -> None:
        self._folder = folder
        self._recipe = recipe
        self._below, self._members_below = below, members_below
        self._of_members: set[str] = set()
        self._executor = executor
        self._progress = progress or _silence
        self._index = Index(folder, recipe)
        self._asked: dict[str, Path] = {}
        self._pictures: dict[str, Picture] = {}
        self._refused: dict[str, PictureError] = {}
        self._forbidden: dict[str, str] = {}
        self._forbidden_pictures: dict[str, str] = {}
        self._looked_at: set[str] = set()
        self._composed: dict[str, Callable[[], Picture]] = {}

    def forbid(self, sha256s: Iterable[str], pictures: Mapping[str, str] = MappingProxyType({})) -> None:
        """Originals of these bytes are never decoded, whatever their name; `prune` removes what was made of them.

        pictures: by what else may not be shown, whatever is written beside its pixels (`copies.Original`), its SHA-256
        """
        makers = (recipe_and_encoders(self._recipe), renderer_and_encoders(self._recipe))
        self._forbidden |= {store.stem(sha256, maker): sha256 for sha256 in sha256s for maker in makers}
        self._forbidden_pictures |= pictures

    def original(self, file: Path) -> Original | None:
        """What tells a file's bytes from others; None when they cannot be read. No file is decoded for it."""
        path = file.absolute()
        try:
            known = self._known(path)
            if known is None:
                self._read(path)
                known = self._index.files[str(path)]
        except PictureError:
            return original_in(path)
        self._looked_at.add(known.stem)
        return Original(known.size_bytes, known.sha256, known.head_sha256, known.picture_sha256)

    def prepare(self, files: Iterable[Path]) -> None:
        """Derive what is missing. A file that is no picture stops nothing here: `picture` raises when it is asked for.

        raises: ExecutorError when nothing can be derived at all
        """
        unknown: dict[Path, None] = {}
        for file in files:
            path = file.absolute()
            try:
                name = self._stem_of_unchanged(path)
            except PictureError:
                continue
            if name is None or self._is_to_be_made(name):
                unknown[path] = None
        if unknown:
            with self._progress(len(unknown)) as tell:
                self._make(list(unknown), tell)

    def picture(self, file: Path) -> Picture:
        """The picture in a file, from the folder or derived now.

        raises: PictureError, each time it is asked for, ForbiddenError among them; ExecutorError when nothing can be
            derived at all
        """
        path = file.absolute()
        name = self._stem_of_unchanged(path)
        if name is None or self._is_to_be_made(name):
            self._make([path], lambda _done: None)
            name = self._stem_of_unchanged(path) or self._read(path)[0].stem
            self._asked[name] = path
        if name in self._forbidden:
            raise ForbiddenError(self._forbidden[name])
        if name in self._refused:
            raise self._refused[name].with_traceback(None)
        picture = self._find(name)
        if picture is None:
            raise PictureError("picture.changing")
        return picture

    def portrait(self, file: Path) -> Picture:
        """A member's picture. From now on its files have the folder of these, whoever else names the same picture.

        raises: as `picture`
        """
        name = _stem_of(self.picture(file).fallback[0].name)
        self._of_members.add(name)
        self._pictures.pop(name, None)
        return self.picture(file)

    def composed(self, parts: Sequence[str], make: Callable[[], list[Encoded]]) -> Picture:
        """A picture made of others, which are members', from the folder or made now.

        parts: all that decides what `make` gives, such as the names of the pictures in it
        """
        sha256 = hashlib.sha256(repr(tuple(parts)).encode()).hexdigest()
        by = recipe_and_encoders(self._recipe)
        name = store.stem(sha256, by)

        def keep() -> Picture:
            made = Derived(make(), NO_FINGERPRINT, by, original_size_bytes=0, tells_place=False)
            record = store.keep(self._folder, name, sha256, made)
            self._index.add(name, record)
            self._pictures[name] = store.picture(name, record, self._below_of(name, record))
            return self._pictures[name]

        self._composed[name] = keep
        return self._find(name) or keep()

    def has(self, names: Iterable[str]) -> bool:
        """Whether the pictures of these derivatives (`Derivative.name`) are there, in these folders, all whole."""
        wanted = {(_stem_of(name), _below(name)) for name in names}
        there = {stem: picture for stem, _ in wanted if stem not in self._forbidden and (picture := self._find(stem))}
        return all(stem in there and _below(there[stem].fallback[0].name) == below for stem, below in wanted)

    def read(self, derivative: Derivative) -> bytes:
        """The bytes of one of a picture's files. raises: OSError"""
        return self.read_named(derivative.name)

    def read_named(self, name: str) -> bytes:
        """The same by the name of a derivative. raises: OSError"""
        entry = _entry(name)
        try:
            return store.read_derivative(self._folder, entry, self._sha256(entry))
        except FileNotFoundError:
            self._make_again(store.stem_of_entry(entry))
            return store.read_derivative(self._folder, entry, self._sha256(entry))

    def publish(self, names: Iterable[str], output: Path) -> dict[str, str]:
        """Put the derivatives with these names (`Derivative.name`) into the output folder.

        returns: by name, the first digits of the SHA-256 that each had when it was made
        raises: FileNotFoundError for a name that no picture asked for has
        """
        names = sorted(set(names))
        for below in set(map(_below, names)):
            (output / below).mkdir(parents=True, exist_ok=True)
        made: dict[str, str] = {}
        for name in names:
            entry, target = _entry(name), f"{output}{os.sep}{name}"
            made[name] = self._sha256(entry)
            try:
                store.publish(self._folder, entry, made[name], target)
            except FileNotFoundError:
                self._make_again(store.stem_of_entry(entry))
                made[name] = self._sha256(entry)
                store.publish(self._folder, entry, made[name], target)
        return made

    def prune(self, names: Iterable[str]) -> None:
        """Remove what killed builds left, and every picture but those of these derivatives and those asked for here.

        The latter are of what was read and is not shown, such as an unpublished campaign's: the next build reads it.
        names: `Derivative.name`
        """
        named = {_stem_of(name) for name in names}
        asked = ((named | self._asked.keys()) - self._forbidden.keys()) | self._composed.keys()
        self._index.keep_only(asked, looked_at=self._looked_at)
        for entry in store.names_in(self._folder):
            name = store.stem_of_entry(entry)
            if name not in asked if name else is_temporary(entry):
                make_way(self._folder / entry)

    def forget(self, portrait: Path, sha256: str | None) -> list[Path]:
        """Delete what was made of an original, and every picture that is composed of others, in which it may be.

        portrait: path of the original without its suffix; sha256: of its bytes, if anybody knows
        returns: what could not be deleted
        """
        there, files = portrait.absolute(), self._index.files
        gone = {known.stem for path, known in files.items() if Path(path).with_suffix("") == there}
        entries = list(store.names_in(self._folder))
        for name in {store.stem_of_entry(entry) for entry in entries} - {""}:
            record = store.read_record(self._folder, name)
            if record is None or record.original_sha256 == sha256 or store.is_composed(record):
                gone.add(name)
        others = {known.stem for known in files.values()} - gone
        self._index.keep_only(self._index.records.keys() - gone, looked_at=others)
        unwanted = [entry for entry in entries if store.stem_of_entry(entry) in gone or is_temporary(entry)]
        if not others:  # or it could not be read, whatever it says of the member
            unwanted.append(INDEX)
        return delete([self._folder / entry for entry in unwanted])

    def _sha256(self, entry: str) -> str:
        """The hash that a derivative has by its record; empty when there is none."""
        name = store.stem_of_entry(entry)
        record = self._index.records.get(name)
        files = record.files if record else ()
        return next((file.sha256 for file in files if name + file.suffix == entry), "")

    def _below_of(self, name: str, record: store.Record) -> str:
        """The folder in the output of a picture with this stem and record."""
        return self._members_below if name in self._of_members or store.is_composed(record) else self._below

    def _make_again(self, name: str) -> None:
        """A picture that another build, which did not ask for it, has pruned. raises: FileNotFoundError"""
        self._pictures.pop(name, None)
        if name in self._composed:
            self._composed[name]()
        elif name in self._asked:
            self._make([self._asked[name]], lambda _done: None)
        else:
            raise FileNotFoundError(name)

    def _stem_of_unchanged(self, path: Path) -> str | None:
        """The stem of a file that was read before, by its path, size and version; its picture counts as asked for."""
        known = self._known(path)
        if known is None:
            return None
        self._asked[known.stem] = path
        return known.stem

    def _known(self, path: Path) -> Known | None:
        """What is remembered of a file that did not change since it was read."""
        size_bytes, version = store.size_and_version(path)
        known = self._index.files.get(str(path))
        if known is None or known.size_bytes != size_bytes or known.version != version:
            return None
        self._forbid_like(known)
        return known

    def _is_to_be_made(self, name: str) -> bool:
        return name not in self._refused and name not in self._forbidden and self._find(name) is None

    def _find(self, name: str) -> Picture | None:
        """The finished picture of a stem, all of its files whole."""
        if name in self._pictures:
            return self._pictures[name]
        record = self._index.records.get(name)
        if record is None or not store.is_whole(self._folder, name, record):
            record = store.read_record(self._folder, name)
            if record is None or not store.is_whole(self._folder, name, record):
                self._index.forget(name)
                return None
            self._index.add(name, record)
        self._pictures[name] = store.picture(name, record, self._below_of(name, record))
        return self._pictures[name]

    def _make(self, paths: list[Path], tell: Callable[[int], None]) -> None:
        """Read these files and derive the pictures in them that are not there yet."""
        done = count(1)
        drawings = [path for path in paths if is_drawing(path)]
        photographs = [path for path in paths if not is_drawing(path)]
        kinds = (
            (photographs, partial(derive, recipe=self._recipe), self._executor),
            (drawings, partial(derive_drawing, recipe=self._recipe), LimitedWorkers),
        )
        try:
            for files, function, start in kinds:
                new = self._new(files, skip=lambda: tell(next(done)))
                with closing(outcomes(function, new, most=len(files), start=start)) as results:
                    for original, outcome in results:
                        self._keep(original, outcome)
                        tell(next(done))
        finally:
            self._index.save()

    def _new(self, paths: list[Path], skip: Callable[[], None]) -> Iterator[Job[_Original]]:
        """The files that have to be derived, each read when its turn comes; `skip` hears of every other one."""
        started: set[str] = set()
        for path in paths:
            try:
                original, data = self._read(path)
            except PictureError:
                # `picture` finds out again.
                skip()
                continue
            name = original.stem
            self._asked[name] = path
            if name in started or not self._is_to_be_made(name):
                skip()
                continue
            started.add(name)
            yield Job(original, data)

    def _keep(self, original: _Original, outcome: Derived | PictureError) -> None:
        """Write what came of an original, or remember why nothing did."""
        if isinstance(outcome, PictureError):
            self._refused[original.stem] = outcome
            return
        if outcome.maker != maker(original.path, self._recipe):
            # A derivative's name says what made it: what others made must not be kept under it.
            ways = {"theirs": outcome.maker, "ours": maker(original.path, self._recipe)}
            raise ExecutorError([finding("C38.other-versions", where_named(), **ways)])
        record = store.keep(self._folder, original.stem, original.sha256, outcome)
        self._index.add(original.stem, record)
        self._pictures[original.stem] = store.picture(original.stem, record, self._below_of(original.stem, record))

    def _read(self, path: Path) -> tuple[_Original, bytes]:
        """A file's bytes, which are remembered by size and version."""
        size_bytes, version = store.size_and_version(path)
        data = store.read_original(path)
        found = original_of(data)
        stem = store.stem(found.sha256, maker(path, self._recipe))
        known = Known(size_bytes, version, stem, found.sha256, found.head_sha256, found.picture_sha256)
        self._index.remember(str(path), known)
        self._forbid_like(known)
        return _Original(path, found.sha256, known.stem), data

    def _forbid_like(self, known: Known) -> None:
        """What says the same of its pixels as a forbidden file is forbidden, too."""
        if sha256 := self._forbidden_pictures.get(known.picture_sha256):
            self._forbidden[known.stem] = sha256


def is_drawing(path: Path) -> bool:
    """Whether a file is read as a drawing (SVG). Its name decides: under another the same bytes are no picture."""
    return path.suffix.lower() == SUFFIX


def maker(path: Path, recipe: Recipe) -> str:
    """All that decides what a file's derivatives are, besides its bytes."""
    return renderer_and_encoders(recipe) if is_drawing(path) else recipe_and_encoders(recipe)


def _entry(name: str) -> str:
    """The file in the folder of pictures, of a derivative's name."""
    return name.rpartition("/")[2]


def _below(name: str) -> str:
    """What stands before that: its folder in the output."""
    return name.removesuffix(_entry(name))


def _stem_of(name: str) -> str:
    """The stem of a derivative's name; empty when it is none."""
    return store.stem_of_entry(_entry(name))


@contextmanager
def _silence(_count: int) -> Iterator[Callable[[int], None]]:
    """The progress of whom nobody watches."""
    yield lambda _done: None
