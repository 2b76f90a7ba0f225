"""What tells whether something that was made before may stand for what would be made now."""

import hashlib
import os
import sys
import sysconfig
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from operator import itemgetter
from pathlib import Path
from types import FunctionType

from plugins.core.reachable import visible

PLUGINS = Path(__file__).parents[1]


@cache
def program_key() -> str:
    """Another one whenever the program is: a file of plugins/ or of settings, Python, the version of any library.

    Of settings count those at the project's top, and every module that they have imported from elsewhere.
    """
    libraries = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    installed = sorted(name for folder in libraries for name in os.listdir(folder) if name.endswith(".dist-info"))  # noqa: PTH208
    own = (file for file in visible(PLUGINS.rglob("*")) if file.is_file() and "__pycache__" not in file.parts)
    # Functions among settings are known by their names alone, so the files that may hold them count whole.
    others = sorted(f"{file} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in modules_elsewhere())
    at_the_top = folder_key(PLUGINS.parent, visible(PLUGINS.parent.glob("*.py")))
    return key_of([sys.version, *installed, folder_key(PLUGINS, own), at_the_top, *others])


def modules_elsewhere() -> set[Path]:
    """The files of modules that are loaded and neither Python's, nor a library's, nor the program's own."""
    return {file for file in modules_of_settings() if file.parent != PLUGINS.resolve().parent}


def modules_of_settings() -> set[Path]:
    """The same, and the settings' own files: whatever settings consist of, once they are read."""
    others = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")] + [PLUGINS]
    inside = tuple(os.path.normcase(f"{Path(folder).resolve()}{os.sep}") for folder in others)
    loaded = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    files = resolved({file for file in loaded if isinstance(file, str)})
    return {Path(file) for file in files if not os.path.normcase(file).startswith(inside) and Path(file).is_file()}


def resolved(files: Set[str]) -> set[str]:
    """The real paths of files, as Path.resolve gives them; of the folders they share each is looked up once."""
    folders = {folder: os.path.realpath(folder) for folder in set(map(os.path.dirname, files))}
    paths = {os.path.join(folders[os.path.dirname(file)], os.path.basename(file)) for file in files}  # noqa: PTH118, PTH119, PTH120
    return {os.path.realpath(path) if os.path.islink(path) else path for path in paths}  # noqa: PTH114


def folder_key(folder: Path, files: Iterable[Path]) -> str:
    """Another one whenever a byte of one of these files is, or its name; all of them lie in the folder.

    One that has just gone, as what a preview or an editor writes for a moment, is as if it had not been there.
    """
    named, words = sorted((file.relative_to(folder).as_posix(), file) for file in files), list[str]()
    for name, file in named:
        with suppress(FileNotFoundError):
            words.append(f"{name} {hashlib.sha256(file.read_bytes()).hexdigest()}")
    return key_of(words)


def key_of(parts: Iterable[str | bytes]) -> str:
    """The SHA-256 of words and bytes, each told from the next."""
    return hashlib.sha256(repr(tuple(parts)).encode(errors="surrogatepass")).hexdigest()


def as_words(value: object) -> str:
    """Plain values in words: the same in each process, and others for another value.

    raises: TypeError for what nobody can know to be the same

    >>> as_words([{2, 1}, (None, "x")]), as_words({2: "b", 1: "a"})
    ("[['set', 1, 2], [None, 'x']]", "{'1': 'a', '2': 'b'}")
    """
    return repr(_ordered(value))


def _ordered(value: object) -> object:
    """A value of nothing but dictionaries, lists and what Python writes in one way, all in order."""
    match value:
        case Enum():
            return str(value)
        case FunctionType():
            return f"{value.__module__}.{value.__qualname__}"
        case datetime():  # of a zone the name alone would stand there, whose rules may change
            return f"{value.isoformat()} {value.tzinfo}"
        case None | bool() | int() | float() | bytes() | date():
            return value
        case str() | Path():
            return str(value)
        case Mapping():
            return dict(sorted(((as_words(key), _ordered(one)) for key, one in value.items()), key=itemgetter(0)))
        case Set():
            return ["set", *sorted(map(_ordered, value), key=repr)]
        case Sequence():
            return [_ordered(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(_ordered(getattr(value, one.name)) for one in fields(value))]
    raise TypeError(f"{type(value).__name__} is no plain value")
