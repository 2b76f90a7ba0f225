from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from plugins.core.findings import SiteError
from plugins.render.words import FULL, Vocabulary, Words, read_vocabulary
from tests.small_site import ROOT, small_site, story

TEXTS: Mapping[str, str | Mapping[str, str]] = {
    "day_pattern": "EEEE d MMMM y",
    "skip": "Skip",
    "page_of": "Page {number} of {last}",
    "members": {"one": "{count} member", "other": "{count} members"},
}
VOCABULARY = read_vocabulary(ROOT / "theme", "en")
TEMPLATES = Environment(autoescape=True, undefined=StrictUndefined)


def words(language: str = "en") -> Words:
    return Vocabulary({"en": TEXTS}, language).of(language)


def drawn(source: str) -> str:
    return TEMPLATES.from_string(source).render(words=words(), safe=Markup("<b>2</b>"))


def test_a_template_puts_values_into_words_and_what_is_no_html_is_escaped():
    assert drawn("{{ words.skip }} {{ words.page_of(number=safe, last='<i>') }}") == "Skip Page <b>2</b> of &lt;i&gt;"
    assert drawn("{{ words.members(count=1) }}, {{ words.members(count=1234) }}") == "1 member, 1,234 members"


@pytest.mark.parametrize("source", ["{{ words.nobody_wrote_it }}", "{{ words.nobody_wrote_it(count=1) }}"])
def test_words_that_are_not_there_stop_a_page(source):
    with pytest.raises(UndefinedError, match="nobody_wrote_it"):
        drawn(source)


def test_a_value_that_is_missing_stops_a_page():
    with pytest.raises(KeyError, match="last"):
        drawn("{{ words.page_of(number=2) }}")


@pytest.mark.parametrize(
    ("page", "default", "language", "number", "day"),
    [
        ("en", "en", "en", "1,234", "Saturday 1 October 2022"),
        ("fr-FR", "en", "fr", "1\u202f234", "samedi 1er octobre 2022"),
        ("fr", "en", "fr", "1\xa0234", "samedi 1er octobre 2022"),
        ("fr-CA", "en", "fr", "1\xa0234", "samedi 1er octobre 2022"),
        ("FR", "en", "fr", "1\xa0234", "samedi 1er octobre 2022"),
        ("ar", "fr-CA", "fr", "1\xa0234", "samedi 1er octobre 2022"),
        ("ar", "ar", "en", "1,234", "Saturday 1 October 2022"),
        ("tlh", "tlh", "en", "1,234", "Saturday 1 October 2022"),
    ],
)
def test_the_language_is_the_pages_else_the_sites_else_english(page, default, language, number, day):
    found = Vocabulary(VOCABULARY.by_language, default).of(page)

    assert (found.language, found.number(1234), found.day(date(2022, 10, 1))) == (language, number, day)


def test_french_says_the_first_of_a_month_in_its_own_way_and_counts_nought_as_one():
    french = VOCABULARY.of("fr")

    assert french.day(date(2022, 10, 2)) == "dimanche 2 octobre 2022"
    assert [french.text("wall_of_members", count=count).split("\u202f: ")[1] for count in (0, 1, 2)] == [
        "0 membre",
        "1 membre",
        "2 membres",
    ]


def test_several_are_told_as_a_list():
    french = VOCABULARY.of("fr")

    assert [french.listed(parts) for parts in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A et B",
        "A, B et C",
    ]


def test_words_of_a_component_are_taken_in_the_same_order_of_languages():
    own = {"en": {"dial": "dial"}, "fr": {"dial": "composez"}}

    assert [VOCABULARY.of(page).within(own).text("dial") for page in ("en", "fr-CA", "ar")] == [
        "dial",
        "composez",
        "dial",
    ]
    assert VOCABULARY.of("en").within({"fr": own["fr"]}).text("dial") == "composez"
    assert VOCABULARY.of("en").within({}) == VOCABULARY.of("en")


@pytest.mark.parametrize(
    ("german", "told"),
    [
        ("skip = ", "I cannot read these words: "),
        ('skip = "{x}"\n', "These words are not there, but in en.toml: a, b."),
        ('skip = "{x}"\na = "A"\nb = "B {y}"\n', '"b" puts in other values than in en.toml. Let it have {x}, each in'),
        ('skip = "{x}"\na = "{y}"\nb = "B {x}"\n', '"a" puts in other values than in en.toml. Nothing in braces can'),
    ],
)
def test_a_file_of_words_that_lacks_some_is_told_with_what_it_lacks(tmp_path, german, told):
    (tmp_path / "words").mkdir()
    (tmp_path / "words/en.toml").write_text('skip = "Skip {x}"\na = "A"\nb = "B {x}"\n', encoding="utf-8")
    (tmp_path / "words/de.toml").write_text(german, encoding="utf-8")

    with pytest.raises(SiteError) as wrong:
        read_vocabulary(tmp_path, "de")

    assert {f"{found.where}" for found in wrong.value.findings} == {"theme/words/de.toml:1"}
    assert told in str(wrong.value.findings[0])


def test_without_any_words_there_is_no_site(tmp_path):
    with pytest.raises(SiteError, match="C49"):
        read_vocabulary(tmp_path, FULL)


def test_a_page_has_the_words_of_its_own_language(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"news/plan.md": story("A plan"), "news/plan-fr.md": f"Lang: fr\n{story('Un plan')}"})
    site.build()
    english, french = site.page("news/plan/index.html"), site.page("news/plan-fr/fr/index.html")

    assert "Thursday 4 March 2021" in english
    assert "Skip to the content" in english
    assert "jeudi 4 mars 2021" in french
    assert "Aller au contenu" in french
    assert "Skip to the content" not in french
