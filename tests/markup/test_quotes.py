"""Quotation marks, apostrophes and primes: what staff typed, and what readers should see, wherever it stands."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.markup.quotes import curled, curled_html
from plugins.markup.typography import typographic

# Words that mean the same in Markdown and in a title.
PLAIN = {
    "in the '90s": "in the ’90s",
    "the '60s and the 90's": "the ’60s and the 90’s",
    "the class of '98": "the class of ’98",
    "since '67.": "since ’67.",
    "the '67 strike wasn't 'big'": "the ’67 strike wasn’t ‘big’",
    "the '67 strike and members' pay": "the ’67 strike and members’ pay",
    "'90s music": "’90s music",
    '"\'90s"': "“’90s”",
    "'tis the season": "’tis the season",
    "'Twas": "’Twas",
    "('til Friday)": "(’til Friday)",
    "give 'em hell": "give ’em hell",
    "'Cause we can": "’Cause we can",
    "the 'hood": "the ’hood",
    "'round the table'": "‘round the table’",
    "rock 'n' roll": "rock ’n’ roll",
    "fish 'N' chips": "fish ’N’ chips",
    "rock'n'roll": "rock’n’roll",
    "l'article d'Ana": "l’article d’Ana",
    "qu'est-ce que \"c'est\"": "qu’est-ce que “c’est”",
    "«l'été»": "«l’été»",
    "aujourd'hui": "aujourd’hui",
    "O'Brien's and James' hats": "O’Brien’s and James’ hats",
    "members' pay": "members’ pay",
    '"Wait---"': "“Wait—”",
    '"Hello"---she said': "“Hello”—she said",
    "a---b": "a—b",
    "a --- b -- c": "a — b — c",
    '--"Hello"': "—“Hello”",
    '"Why?"--"Because"': "“Why?”—“Because”",
    '..."and"': "…“and”",
    '"...and"': "“…and”",
    '"(Hello)"': "“(Hello)”",
    '("Hello")': "(“Hello”)",
    '"x"/"y"': "“x”/“y”",
    'so-called "pre-"bargaining': "so-called “pre-”bargaining",
    "\"'Nested' quote\"": "“‘Nested’ quote”",
    "'\"Nested\" q'": "‘“Nested” q’",
    "\"'flu'\"": "“‘flu’”",
    "He asked, \"Why 'now'?\"": "He asked, “Why ‘now’?”",
    '"He said \'no\'," she said. "We\'ll see."': "“He said ‘no’,” she said. “We’ll see.”",
    "'Yes,' he said, 'we can't'": "‘Yes,’ he said, ‘we can’t’",
    "readers' 'letters'": "readers’ ‘letters’",
    "5'10\" tall": "5′10″ tall",
    "6'2 or 6' 2\"": "6′2 or 6′ 2″",
    '8" x 10"': "8″ x 10″",
    '8.5" x 11"': "8.5″ x 11″",
    '24"x36" posters': "24″x36″ posters",
    '"Room 6" and 6" nails': "“Room 6” and 6″ nails",
    'the "1990s"': "the “1990s”",
    "30° 15' 20\"": "30° 15′ 20″",
    "Local 6's": "Local 6’s",
    "10'000": "10’000",
    'AT&T\'s "R&D"': "AT&T’s “R&D”",
    "‘tis the ‘90s, rock ‘n’ roll": "’tis the ’90s, rock ’n’ roll",
    "\"Heading\"'s 'x'": "“Heading”’s ‘x’",
    "A 'quote with \"inner\"'. Next": "A ‘quote with “inner”’. Next",
    "'She said \"no\"' and 'yes'": "‘She said “no”’ and ‘yes’",
    "One ---- two": "One — two",
    "One-----two": "One—two",
    "“He’s ‘there’”": "“He’s ‘there’”",
    "``old'' quotes": "“old” quotes",
}
# In Markdown, where a sign's neighbour stands behind a tag.
MARKED = {
    "*The Herald*'s": "The Herald’s",
    "[AUPE](/privacy/)'s": "AUPE’s",
    "**Bold**'s and *it*'s": "Bold’s and it’s",
    '`code`\'s "`x`"': "code’s “x”",
    '"[AUPE](/privacy/)" said': "“AUPE” said",
    '"*yes*".': "“yes”.",
    '"**No**"': "“No”",
    '**"Bold"**': "“Bold”",
    "Don't say '*never*'.": "Don’t say ‘never’.",
    '"Hello," *she* said, "*you*"': "“Hello,” she said, “you”",
    "l'*Humanité* d'**Ana**": "l’Humanité d’Ana",
    "*'Tis*": "’Tis",
    "the *'90s*": "the ’90s",
    '"[a](/b/)", "[c](/d/)"': "“a”, “c”",
    'info@aupe.org\'s "www.aupe.org"': "info@aupe.org’s “www.aupe.org”",
}
AROUND = {
    "{}": "p",
    "- {}\n- Next": "li",
    "1. {}": "li",
    "## {}": "h2",
    "> {}": "blockquote",
    "| a | b |\n|---|---|\n| {} | c |": "td",
    "Word\n:   {}": "dd",
}


def words_of(html: str) -> str:
    return unescape(re.sub("<[^>]*>|\x02[^\x03]*\x03", "", html)).replace("\xa0", " ").strip()


@pytest.mark.parametrize("typed", PLAIN)
def test_titles_and_summaries_get_the_signs_that_are_meant(typed: str) -> None:
    assert typographic(typed) == PLAIN[typed]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("typed", [*PLAIN, *MARKED])
def test_a_text_gets_them_in_every_kind_of_block(typographic_reader, typed: str, around: str) -> None:
    typed_there = typed.replace("`", "") if typed.startswith("``") else typed
    html = typographic_reader.read(around.format(typed_there), "content/news/plan.md", 1).html

    found = re.search(f"<{AROUND[around]}\\b[^>]*>(.*?)</{AROUND[around]}>", html, re.DOTALL)
    assert found
    expected = {**PLAIN, **MARKED}[typed]
    assert words_of(found[1]) == (expected.replace("“old”", "old”") if typed.startswith("``") else expected)


def test_the_number_of_a_note_is_no_measure(typographic_reader) -> None:
    html = typographic_reader.read('"One"[^1] and "two[^1]" more\n\n[^1]: A "note".', "content/news/plan.md", 1).html

    assert words_of(re.sub("<sup.*?</sup>", "", html)).startswith("“One” and “two” more")
    assert "A &#8220;note&#8221;." in html


def test_each_paragraph_of_a_long_quotation_opens_it_anew(typographic_reader) -> None:
    html = typographic_reader.read('"One.\n\n"Two."\n\n- "a"\n- b"', "content/news/plan.md", 1).html

    assert words_of(html).replace("\n", "") == "“One.“Two.”“a”b”"


@pytest.mark.parametrize("tag", ["code", "pre", "kbd", "samp", "script", "textarea"])
def test_code_keeps_its_signs(tag: str) -> None:
    html = f"<{tag}>\"a\" 'b'---<em>'c'</em></{tag}>"

    assert curled_html(html, ["textarea"]) == html


def test_values_in_tags_keep_their_signs() -> None:
    assert curled_html('<p><a href="/" title="a \'b\'">"c"</a></p>') == (
        '<p><a href="/" title="a \'b\'">&#8220;c&#8221;</a></p>'
    )


@pytest.mark.parametrize(
    "typed",
    [
        "Use the plain `make` command, and say so to everybody",
        "One `a` two `b` three `c` and four",
        "Press <kbd>Q</kbd> to go",
    ],
)
def test_a_hard_space_stands_before_the_last_word_of_a_block_alone(typographic_reader, typed: str) -> None:
    html = typographic_reader.read(typed, "content/news/plan.md", 1).html

    assert html.count("&nbsp;") == 1
    assert re.fullmatch(r"\w+</p>", html.partition("&nbsp;")[2])


@given(st.text("'\"‘s90n' -.(a", max_size=40))
def test_no_straight_sign_is_left_and_no_letter_lost(text: str) -> None:
    result = curled(text)

    assert not set(result) & {"'", '"'}
    assert [sign for sign in result if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
