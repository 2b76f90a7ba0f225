import pytest

from plugins.markup.typography import typographer, typographic


@pytest.mark.parametrize(
    ("typed", "meant"),
    [('"quoted"', "“quoted”"), ("it's", "it’s"), ("a -- b", "a — b"), ("Tom & Jerry < 3", "Tom & Jerry < 3")],
)
def test_plain_text_gets_typographers_quotes(typed: str, meant: str) -> None:
    assert typographic(typed) == meant


def test_code_keeps_its_quotes() -> None:
    typographic_html = typographer(["script"], ["amp", "caps", "initial_quotes"])

    assert typographic_html('<p>"a" <code>"b"</code></p>') == '<p>&#8220;a&#8221; <code>"b"</code></p>'


@pytest.mark.parametrize("signs", ["<br>", "<br>\n", "<br/>\n", "<br />\n"])
@pytest.mark.parametrize("edge", ["p", "li", "h2", "td"])
def test_no_hard_space_stands_behind_the_break_of_a_line(signs: str, edge: str) -> None:
    typographic_html = typographer(["script"], ["amp", "caps", "initial_quotes"])

    html = typographic_html(f"<{edge}>12 Main Street{signs}Edmonton</{edge}>")

    assert "&nbsp;" not in html.partition("<br")[2]
    assert html.endswith(f">{signs[signs.index('>') + 1 :]}Edmonton</{edge}>")
