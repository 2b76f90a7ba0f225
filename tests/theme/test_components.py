"""Adding a component is adding a folder: this test walks them all."""

import re
from pathlib import Path

import pytest

from plugins.markup.catalogue import read_catalogue
from plugins.markup.extension import BodyReader
from plugins.site.value_types import VALUE_TYPES

COMPONENTS = Path(__file__).resolve().parents[2] / "theme" / "components"
NAMES = sorted(folder.name for folder in COMPONENTS.iterdir() if folder.is_dir())
RAW_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(|\b(?:black|white)\b")


def style(name: str) -> str:
    """A component's stylesheet without its comments."""
    text = (COMPONENTS / name / "style.css").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def selectors(css: str) -> list[str]:
    """Every selector, one each; at-rules are not selectors."""
    found = re.findall(r"([^{};]+)\{", css)
    return [selector.strip() for group in found if "@" not in group for selector in top_level_parts(group)]


def top_level_parts(group: str) -> list[str]:
    """The parts of a selector list: commas in brackets part nothing."""
    return re.split(r",(?![^()]*\))", group)


@pytest.mark.parametrize("name", NAMES)
def test_a_component_is_four_files(name):
    files = {file.name for file in (COMPONENTS / name).iterdir()}

    assert files == {"component.toml", "template.html", "style.css", "example.md"}


def test_every_folder_can_be_read_as_a_component():
    assert sorted(read_catalogue(COMPONENTS, VALUE_TYPES)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_field_says_what_it_is_for_and_shows_an_example(name):
    for field in read_catalogue(COMPONENTS, VALUE_TYPES)[name].fields:
        assert field.help.endswith("."), field.name
        assert field.example, field.name


@pytest.mark.parametrize("name", NAMES)
def test_the_example_is_read_without_a_finding_and_is_of_this_component(name):
    reader = BodyReader(read_catalogue(COMPONENTS, VALUE_TYPES), {}, str)
    example = (COMPONENTS / name / "example.md").read_text(encoding="utf-8")

    reading = reader.read(example, f"theme/components/{name}/example.md", 1)

    assert [str(finding) for finding in reading.findings] == []
    assert reading.blocks[0].component == name


@pytest.mark.parametrize("name", NAMES)
def test_the_template_asks_only_for_declared_fields(name):
    template = (COMPONENTS / name / "template.html").read_text(encoding="utf-8")
    declared = {field.name.replace("-", "_") for field in read_catalogue(COMPONENTS, VALUE_TYPES)[name].fields} | {
        "body"
    }

    assert set(re.findall(r"\bblock\.(\w+)", template)) <= declared


@pytest.mark.parametrize("name", NAMES)
def test_its_style_begins_at_its_own_class_and_names_no_other(name):
    own = re.compile(rf"\.{name}(?![\w-])|\.{name}(?:__|--)[\w-]+")
    for selector in selectors(style(name)):
        assert own.match(selector), selector
        assert all(own.fullmatch(part) for part in re.findall(r"\.[A-Za-z][\w-]*", selector)), selector


@pytest.mark.parametrize("name", NAMES)
def test_its_colours_are_tokens(name):
    assert RAW_COLOUR.findall(style(name)) == []
