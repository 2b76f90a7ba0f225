"""Compiled templates are kept until anything about them is another, and one that is not whole is compiled again."""

import os
import shutil
import traceback
from pathlib import Path
from typing import Any

import jinja2
import pytest

from plugins.core.kept import sealed, unsealed
from plugins.engine.templates import TemplateCache
from tests.small_site import small_site

NAME = "page.html"


def drawn(folder: Path, text: str = "{{ 1 + 1 }} words", settings: str = "", **options: Any) -> str:
    """A template's text as an environment of its own draws it with this cache."""
    cache = TemplateCache(folder, settings)
    loader = jinja2.FileSystemLoader(folder.parent)
    (folder.parent / NAME).write_text(text)
    return jinja2.Environment(loader=loader, bytecode_cache=cache, **options).get_template(NAME).render()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A cache with one template in it."""
    assert drawn(tmp_path / "templates") == "2 words"
    return tmp_path / "templates"


def in_place(file: Path, data: bytes) -> None:
    before = file.stat()
    file.write_bytes(data)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("length", [0, 1, 60, 64, 65, 66, 90, -1])
def test_one_that_was_cut_short_is_compiled_again(folder: Path, length: int) -> None:
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    in_place(file, whole[:length])

    assert drawn(folder) == "2 words"
    assert file.read_bytes() == whole


def test_whichever_byte_is_another_one_it_is_compiled_again(folder: Path) -> None:
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    for place in range(0, len(whole), 7):
        in_place(file, whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        assert drawn(folder) == "2 words"
        assert file.read_bytes() == whole


@pytest.mark.parametrize("data", [b"", b"j2", b"null", b"\0" * 50])
def test_what_is_whole_and_no_template_is_compiled_again(folder: Path, data: bytes) -> None:
    (file,) = folder.iterdir()
    in_place(file, sealed(data, file.name))

    assert drawn(folder) == "2 words"


@pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")
@pytest.mark.parametrize("put", ["folder", "link", "pipe", "folder for all", "pipe for all", "link for all"])
def test_what_is_no_file_is_compiled_again(folder: Path, put: str) -> None:
    (file,) = folder.iterdir()
    place = file
    if put.endswith("for all"):
        file.unlink()
        folder.rmdir()
        place = folder
    else:
        file.unlink()
    if put == "folder":
        (place / "within").mkdir(parents=True)
    elif put.startswith("folder"):
        place.write_text("a file")
    elif put.startswith("link"):
        place.symlink_to("nowhere")
    else:
        os.mkfifo(place)

    assert drawn(folder) == "2 words"
    assert unsealed(file.read_bytes(), file.name)


def test_one_that_is_whole_is_not_compiled_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_compiling(*_: object, **__: object) -> None:
        raise AssertionError("compiled")

    monkeypatch.setattr(jinja2.Environment, "compile", no_compiling)

    assert drawn(folder) == "2 words"


def test_of_a_project_that_is_copied_nothing_is_compiled_again_and_what_fails_is_told_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails = "{% macro named() %}\n{{ missing.name }}{% endmacro %}{{ named() }}"
    first, second = tmp_path / "first/templates", tmp_path / "second/templates"
    for folder in (first, second):
        if folder == second:
            shutil.copytree(first.parent, second.parent)
            monkeypatch.setattr(jinja2.Environment, "compile", None)
        else:
            folder.parent.mkdir()
        with pytest.raises(jinja2.UndefinedError) as wrong:
            drawn(folder, fails)
        lines = traceback.extract_tb(wrong.value.__traceback__)
        told = [(line.filename, line.lineno) for line in lines if line.filename.endswith(NAME)]
        assert told == [(str(folder.parent / NAME), 2)] * 2


def test_of_one_build_each_kind_of_page_gets_what_the_first_has_loaded(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = TemplateCache(folder, "")
    for _ in range(2):
        environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder.parent), bytecode_cache=cache)
        assert environment.get_template(NAME).render() == "2 words"
        for file in folder.iterdir():
            file.unlink()
        monkeypatch.setattr(jinja2.Environment, "compile", None)


def test_of_one_build_a_template_that_changes_is_compiled_again(folder: Path) -> None:
    cache = TemplateCache(folder, "")
    for text, shown in (("{{ 1 + 1 }} words", "2 words"), ("{{ 3 }}", "3"), ("{{ 1 + 1 }} words", "2 words")):
        (folder.parent / NAME).write_text(text)
        environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder.parent), bytecode_cache=cache)
        assert environment.get_template(NAME).render() == shown


def test_another_text_another_setting_and_another_program_are_compiled(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert drawn(folder, "{{ 3 }}") == "3"
    assert drawn(folder, "  {% if 1 %}\n4{% endif %}", "lstrip", lstrip_blocks=True, trim_blocks=True) == "4"
    assert drawn(folder, "  {% if 1 %}\n4{% endif %}") == "  \n4"
    before = len(list(folder.iterdir()))
    monkeypatch.setattr(jinja2, "__version__", "4.0")
    drawn(folder)
    assert len(list(folder.iterdir())) == before + 1


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_project_whose_path_is_no_text_keeps_templates_too(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xff") / "templates"
    try:
        folder.parent.mkdir()
    except OSError:
        pytest.skip("this disk takes no such name")

    assert drawn(folder) == "2 words"
    assert len(list(folder.iterdir())) == 1


def test_a_build_lists_no_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[str] = []
    monkeypatch.setattr(jinja2.FileSystemLoader, "list_templates", lambda self: listed.append(str(self.searchpath)))
    site = small_site(tmp_path)

    assert site.build() == []
    assert site.settings()["JINJA_ENVIRONMENT"].get("extensions", []) == []  # Pelican's own, for the next build
    assert listed == []
