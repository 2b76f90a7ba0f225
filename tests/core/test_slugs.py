import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify
from unidecode import unidecode

from plugins.core.slugs import NAME, slug, slug_of_words
from plugins.engine.settings import site_settings
from tests.fuzz import examples

HTML = st.lists(st.sampled_from(["<", ">", "<!--", "-->", "&amp;", "&#32;", "&lt;b&gt;", "a", "é", " ", "-", "_", "½"]))


def pelicans(text: str) -> str:
    return str(slugify(text, regex_subs=DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"]))


@examples(1000)
@given(st.one_of(st.text(), HTML.map("".join)))
@example("  ! Now")
@example("<!-->a")
@example("a <b")
@example("Œuvre, Straße & Ærø")
@example("日本 ½ ﬁ ＿")
def test_a_slug_is_what_pelican_makes_of_any_text(text: str) -> None:
    assert slug(text, unidecode) == pelicans(text)


@given(st.text("abcXYZ019 -_'!?/.,éüçÅñô"))
def test_letters_with_marks_need_no_table_of_other_alphabets(text: str) -> None:
    assert slug(text) == pelicans(text)


def test_the_settings_leave_slugs_as_pelican_has_them(root) -> None:
    settings = site_settings(root / "pelicanconf.py")

    for name in ("SLUG", "TAG", "CATEGORY"):
        substitutions = settings.get(f"{name}_REGEX_SUBSTITUTIONS", settings["SLUG_REGEX_SUBSTITUTIONS"])
        assert substitutions == DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"]
    assert not settings["SLUGIFY_USE_UNICODE"]
    assert not settings["SLUGIFY_PRESERVE_CASE"]


@examples(500)
@given(st.text())
def test_a_slug_of_words_is_a_name_or_nothing(text: str) -> None:
    assert re.fullmatch(rf"({NAME.pattern})?", slug_of_words(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a/b_c", "a-b-c"), ("Don’t", "dont"), ("2021–2022", "2021-2022"), ("!", ""), ("日本", ""), ("3.5 %", "3-5")],
)
def test_signs_part_the_words_of_what_somebody_typed(text: str, expected: str) -> None:
    assert slug_of_words(text) == expected
