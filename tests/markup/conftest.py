from pathlib import Path

import pytest

from plugins.markup.catalogue import read_catalogue
from plugins.markup.extension import BodyReader
from plugins.markup.typography import typographer
from plugins.site.value_types import VALUE_TYPES

EXTENSIONS = ("tables", "footnotes", "attr_list", "abbr", "def_list", "fenced_code", "sane_lists", "toc")


@pytest.fixture(scope="session")
def catalogue():
    return read_catalogue(Path(__file__).parent / "catalogue", VALUE_TYPES)


@pytest.fixture(scope="session")
def reader(catalogue):
    return BodyReader(catalogue, {name: {} for name in EXTENSIONS}, lambda html: html)


@pytest.fixture(scope="session")
def typographic_reader(catalogue):
    typography = typographer(["script", "style", "svg", "textarea"], ["amp", "caps", "initial_quotes"])
    return BodyReader(catalogue, {name: {} for name in EXTENSIONS}, typography)
