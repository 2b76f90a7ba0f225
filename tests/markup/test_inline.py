"""What other programs make of a line, made of it here, too."""

import pytest

from plugins.markup.extension import BodyReader


def shown(reader: BodyReader, body: str) -> tuple[str, list[tuple[str, str, int]]]:
    """The page without its marks; the links as address, words and line."""
    reading = reader.read(body, "x.md", 1)
    html = reading.html
    for number, link in enumerate(reading.links):
        html = html.replace(f"\x02link:{number}\x03", link.target)
    return html, [(link.target, link.words, link.line) for link in reading.links]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("a ~~b c~~ d", "<p>a <del>b c</del> d</p>"),
        ("~~**a** b~~, ~~c~~", "<p><del><strong>a</strong> b</del>, <del>c</del></p>"),
        ("- ~~a~~", "<ul>\n<li><del>a</del></li>\n</ul>"),
        ("From ~5 to ~10, ~~ or so", "<p>From ~5 to ~10, ~~ or so</p>"),
        ("`~~a~~` \\~~b\\~~", "<p><code>~~a~~</code> ~~b~~</p>"),
        ("a\\\nb", "<p>a<br>\nb</p>"),
        ("a\\", "<p>a\\</p>"),
        ("#a for all", "<p>#a for all</p>"),
        ("#1 of all\n#2", "<p>#1 of all\n#2</p>"),
        ("# a", '<h1 id="a">a</h1>'),
        ("##a", '<h2 id="a">a</h2>'),
        ("## a # b ##", '<h2 id="a-b">a # b</h2>'),
    ],
)
def test_it_means_what_it_means_elsewhere(reader: BodyReader, body: str, html: str) -> None:
    assert shown(reader, body)[0] == html


@pytest.mark.parametrize(
    ("body", "address", "behind"),
    [
        ("See https://example.org/a_b_c.", "https://example.org/a_b_c", "."),
        ("(https://example.org/a_(b))", "https://example.org/a_(b)", ")"),
        ("**https://example.org/**", "https://example.org/", "</strong>"),
        ("*https://example.org/a*", "https://example.org/a", "</em>"),
        ("_https://example.org/a_!", "https://example.org/a", "</em>!"),
        ("https://example.org/?a=b&c=d;", "https://example.org/?a=b&c=d", ";"),
        ("\u201chttps://example.org/a\u201d", "https://example.org/a", "\u201d"),
        ("- https://example.org/a", "https://example.org/a", "</li>"),
        ("| https://example.org/a | b |\n|---|---|\n| c | d |", "https://example.org/a", "</th>"),
        ("www.example.org/a, b", "https://www.example.org/a", ", b"),
        ("Write to a.b+c@example.org.", "mailto:a.b+c@example.org", "."),
        ("mailto:a@example.org", "mailto:a@example.org", "</p>"),
    ],
)
def test_an_address_in_a_sentence_is_a_link(reader: BodyReader, body: str, address: str, behind: str) -> None:
    html, links = shown(reader, body)

    assert [(target.replace("&amp;", "&"), line) for target, _, line in links] == [(address, 1)]
    assert f"</a>{behind}" in html


@pytest.mark.parametrize(
    "body",
    [
        "`https://example.org/a`",
        "```\nhttps://example.org/a\n```",
        "@ana@social.example and ana@local and www.",
        "https:// and http://",
        "<!-- https://example.org/a -->",
        "<div>\nhttps://example.org/a\n</div>",
    ],
)
def test_all_else_is_none(reader: BodyReader, body: str) -> None:
    assert shown(reader, body)[1] == []


@pytest.mark.parametrize(
    "body",
    [
        "[https://example.org/a](https://example.org/a)",
        "[see **www.example.org**](https://example.org/a)",
        "<https://example.org/a>",
        '<a href="https://example.org/a">https://example.org/a</a>',
        '<a href="https://example.org/a">see **www.example.org**</a>',
        "[www.example.org][a]\n\n[a]: https://example.org/a",
    ],
)
def test_a_link_is_no_second_one(reader: BodyReader, body: str) -> None:
    html, links = shown(reader, body)

    assert [target for target, _, _ in links] == ["https://example.org/a"]
    assert html.count("<a ") == 1


def test_behind_a_link_in_html_an_address_is_one(reader: BodyReader) -> None:
    _, links = shown(reader, '<a href="/a/">b</a>\nwww.example.org')

    assert [(target, line) for target, _, line in links] == [("https://www.example.org", 2), ("/a/", 1)]
