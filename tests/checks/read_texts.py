"""Texts really read, with the project's own components and Markdown, for rules about sources."""

from functools import cache

from pelicanconf import MARKDOWN, ROOT
from plugins.checks.read import Read
from plugins.core.header import split
from plugins.markup.catalogue import read_catalogue
from plugins.markup.extension import BodyReader
from plugins.site.value_types import VALUE_TYPES

PATH = "content/news/plan.md"
HEADER = "Title: A plan\nDate: 2026-10-05\n"


@cache
def reader() -> BodyReader:
    return BodyReader(
        read_catalogue(ROOT / "theme/components", VALUE_TYPES), MARKDOWN["extension_configs"], lambda html: html
    )


def read(body: str, header: str = HEADER) -> Read:
    """A story with this body, which begins on the line below the header and an empty one."""
    source = split(f"{header}\n{body}\n", PATH)
    return Read(PATH, source, reader().read(source.body, PATH, source.body_line), "story")
