from pathlib import Path

import pytest
import smartypants
from typogrify.filters import typogrify

from plugins.markup.catalogue import read_catalogue
from plugins.markup.extension import BodyReader
from plugins.site.value_types import VALUE_TYPES

EXTENSIONS = ("tables", "footnotes", "attr_list", "abbr", "def_list", "fenced_code", "sane_lists", "toc")


@pytest.fixture(scope="session")
def catalogue():
    return read_catalogue(Path(__file__).parent / "catalogue", VALUE_TYPES)


@pytest.fixture(scope="session")
def reader(catalogue):
    return BodyReader(catalogue, {name: {} for name in EXTENSIONS}, lambda html: html)


@pytest.fixture
def typographic_reader(catalogue, monkeypatch):
    monkeypatch.setattr(smartypants.Attr, "default", smartypants.Attr.set1 | smartypants.Attr.w)

    def typography(html: str) -> str:
        ignored = ["script", "style", "svg", "textarea"]
        return str(typogrify(html, ignored, amp=False, caps=False, initial_quotes=False))

    return BodyReader(catalogue, {name: {} for name in EXTENSIONS}, typography)
