"""Templates as they were compiled, kept until their text changes; one that is not whole is compiled again."""

import hashlib
import sys
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket
from jinja2.ext import Extension

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

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002  (Jinja's)
        """What a template is kept under: it stays when the project is copied or moved. A name may be no text."""
        return hashlib.sha256(repr((name, self._maker)).encode()).hexdigest()

    def get_bucket(self, environment: jinja2.Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What a template was compiled to, if it was, as if that had been done where it lies now."""
        bucket = super().get_bucket(environment, name, filename, source)
        if bucket.code and filename and bucket.code.co_filename != filename:
            bucket.code = self._loaded[bucket.key, bucket.checksum] = bucket.code.replace(co_filename=filename)
        return bucket

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


class Unlisted(Extension):
    """Lists no templates: whenever Pelican makes an environment it has them all listed, only for its log."""

    def __init__(self, environment: jinja2.Environment) -> None:
        super().__init__(environment)
        environment.list_templates = lambda *_, **__: []  # type: ignore[method-assign]
