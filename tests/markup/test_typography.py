from html import escape, unescape
from pathlib import Path

import pytest
import smartypants
from hypothesis import given
from hypothesis import strategies as st
from typogrify.filters import typogrify, widont

from plugins.markup.quotes import curled, curled_html
from plugins.markup.typography import (
    BREAK_OF_LINE,
    DASHES_AND_DOTS,
    KEPT_BREAK,
    typographer,
    typographic,
    without_widows,
)
from tests.cost import in_hashes
from tests.fuzz import examples
from tests.small_site import ROOT

IGNORED = ["script", "style", "svg", "textarea"]
OMITTED = ["amp", "caps", "initial_quotes"]
PIECES = [
    "-",
    "--",
    "---",
    ".",
    "..",
    "...",
    ".",
    ".",
    "'",
    "''",
    '"',
    "`",
    "``",
    "\\",
    '\\"',
    "\\.",
    "&",
    "&quot;",
    "&amp;",
    "&#45;",
    "3",
    "90s",
    "1st",
    "ABC",
    "<p>",
    "</p>",
    "<em>",
    "</em>",
    "<code>",
    "</code>\n",
    "<pre>",
    "</pre>",
    "<a",
    'href="/a--b/">',
    "</a>",
    "<br>",
    "<li>",
    "</li>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "\x02link:1\x03",
    "é",
    "—",
    "“",
    "”",
    "word\xa0word",
]
TEXTS = st.lists(st.sampled_from([*PIECES, " ", "\n", "word", "Word"]), max_size=25).map("".join)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [('"quoted"', "“quoted”"), ("it's", "it’s"), ("a -- b", "a — b"), ("Tom & Jerry < 3", "Tom & Jerry < 3")],
)
def test_plain_text_gets_typographers_quotes(typed: str, meant: str) -> None:
    assert typographic(typed) == meant


def test_code_keeps_its_quotes() -> None:
    typographic_html = typographer(["script"], ["amp", "caps", "initial_quotes"])

    assert typographic_html('<p>"a" <code>"b"</code></p>') == '<p>&#8220;a&#8221; <code>"b"</code></p>'


def slowly(html: str) -> str:
    """HTML that was sent through typogrify whatever is in it."""
    typed = str(typogrify(curled_html(html, IGNORED), IGNORED, **dict.fromkeys([*OMITTED, "widont"], False)))
    return str(widont(BREAK_OF_LINE.sub(KEPT_BREAK, typed))).replace(KEPT_BREAK, "\n")


@given(TEXTS)
@examples(3_000)
def test_html_is_what_typogrify_makes_of_it_however_quickly(html: str) -> None:
    typographer([], [])  # which says what is to be changed
    assert typographer(IGNORED, OMITTED)(html) == slowly(html)


@given(TEXTS)
@examples(3_000)
def test_plain_text_is_what_smartypants_makes_of_it_however_quickly(text: str) -> None:
    whole = unescape(smartypants.smartypants(escape(curled(text), quote=False), DASHES_AND_DOTS))

    assert typographic(text) == whole


@pytest.mark.parametrize("file", sorted((ROOT / "content").rglob("*.md"), key=str), ids=lambda file: file.name)
def test_every_line_of_the_sample_is_what_typogrify_makes_of_it(file: Path) -> None:
    for line in file.read_text(encoding="utf-8").splitlines():
        html = f"<p>{escape(line)}</p>"

        assert typographer(IGNORED, OMITTED)(html) == slowly(html)


@pytest.mark.parametrize("signs", ["<br>", "<br>\n", "<br/>\n", "<br />\n"])
@pytest.mark.parametrize("edge", ["p", "li", "h2", "td"])
def test_no_hard_space_stands_behind_the_break_of_a_line(signs: str, edge: str) -> None:
    typographic_html = typographer(["script"], ["amp", "caps", "initial_quotes"])

    html = typographic_html(f"<{edge}>12 Main Street{signs}Edmonton</{edge}>")

    assert "&nbsp;" not in html.partition("<br")[2]
    assert html.endswith(f">{signs[signs.index('>') + 1 :]}Edmonton</{edge}>")


@pytest.mark.parametrize("html", ["<p>a{}b c</p>", "<pre><code>{}x\n</code></pre>", "<p><em>{}b</em> c d</p>"])
def test_thousands_of_spaces_take_no_longer_than_as_many_letters(html: str) -> None:
    assert in_hashes(lambda: without_widows(html.format(" " * 30_000))) < 5
