"""Templates as they were compiled, kept until their text changes; one that is not whole is compiled again."""

import hashlib
import sys
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from plugins.core.atomic import write_whole
from plugins.core.kept import read_sealed, sealed


class TemplateCache(jinja2.BytecodeCache):
    """Compiled templates in a folder, under names that change with whatever compiles them.

    Jinja's own kind reads what `marshal` wrote without a look at it, and ends with an error when it was cut short.
    settings: those of the environment, which decide what a text is compiled to
    """

    def __init__(self, folder: Path, settings: str) -> None:
        self._folder = folder
        self._loaded: dict[tuple[str, str], CodeType | None] = {}  # each kind of page asks for it again
        self._maker = f"{jinja2.__version__} {sys.version} {settings}"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """What a template is kept under. A path may hold what is no text."""
        key = repr((name, filename, self._maker))
        return hashlib.sha256(key.encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, if there is a whole file for it."""
        name = bucket.key, bucket.checksum
        if name not in self._loaded and (data := read_sealed(self._folder / bucket.key)) is not None:
            bucket.bytecode_from_string(data)
            self._loaded[name] = bucket.code
        bucket.code = self._loaded.get(name)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds. raises: OSError"""
        self._loaded[bucket.key, bucket.checksum] = bucket.code
        write_whole(self._folder / bucket.key, sealed(bucket.bytecode_to_string(), bucket.key))
