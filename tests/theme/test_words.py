"""Every word of ours is said in every language we have, by the same name, and by somebody."""

import inspect
import re
from pathlib import Path

import pytest

from plugins.markup.catalogue import read_catalogue
from plugins.render.words import FULL, LOCALE, Texts, Words, places, read_vocabulary
from plugins.site.value_types import VALUE_TYPES

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "theme"
BY_LANGUAGE = read_vocabulary(THEME, FULL).by_language
CATALOGUE = read_catalogue(THEME / "components", VALUE_TYPES)
COMPONENTS = {name: one.words for name, one in CATALOGUE.items() if one.words}
USED = re.compile(r'\bwords\.(?!text\b|form\b)(\w+)|\b(?:text|form)\("(\w+)"|"(\w+)" if .* else "(\w+)"')
BRACES = re.compile(r"{#.*?#}|{[{%].*?[%}]}", re.DOTALL)
SPOKEN = re.compile(r'\s(?:aria-label|alt|title|placeholder|data-(?!pagefind)[\w-]+)="([^"]*)"')
# Partials that are a piece of a tag.
OF_A_TAG = ("searched.html", "pictures.html")
TEMPLATES = [file for file in sorted(THEME.rglob("*.html")) if file.name not in OF_A_TAG]


def names(texts: Texts) -> dict[str, set[str]]:
    return {key: places(text) for key, text in texts.items()}


def used_in(*files: Path) -> set[str]:
    found = [USED.findall(file.read_text(encoding="utf-8")) for file in files]
    return {name for one in found for groups in one for name in groups if name}


def test_every_language_has_every_key_with_the_same_places():
    """Reading them tells whoever adds a language; here it is that ours are whole."""
    assert {"en", "fr"} <= BY_LANGUAGE.keys()
    assert [language for language, texts in BY_LANGUAGE.items() if names(texts) != names(BY_LANGUAGE[FULL])] == []


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_has_its_words_in_every_language(name):
    own = COMPONENTS[name]

    assert own.keys() == BY_LANGUAGE.keys()
    assert [language for language, texts in own.items() if names(texts) != names(own[FULL])] == []
    assert own[FULL].keys().isdisjoint(BY_LANGUAGE[FULL])


@pytest.mark.parametrize("name", COMPONENTS)
def test_no_word_of_a_component_is_unused(name):
    assert COMPONENTS[name][FULL].keys() <= used_in(THEME / f"components/{name}/template.html")


def test_no_word_is_unused():
    files = [*THEME.rglob("*.html"), *(ROOT / "plugins").rglob("*.py")]

    assert BY_LANGUAGE[FULL].keys() - used_in(*files) == {LOCALE}


def test_no_key_is_called_like_what_words_can_do():
    taken = {name for name, _ in inspect.getmembers(Words)} | set(Words.__dataclass_fields__)

    assert taken.isdisjoint(BY_LANGUAGE[FULL])
    assert all(taken.isdisjoint(own[FULL]) for own in COMPONENTS.values())


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.relative_to(THEME).as_posix())
def test_no_template_holds_a_word_of_its_own(template):
    html = BRACES.sub("", template.read_text(encoding="utf-8"))
    written = [text for text in re.split("<[^>]*>", html) if re.search("[A-Za-z]{2}", text)]

    assert [*written, *(value for value in SPOKEN.findall(html) if re.search("[A-Za-z]{2}", value))] == []
