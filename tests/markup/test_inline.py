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
        ("a[0](1), fn[i](x), m[10](2)[3]", "<p>a[0](1), fn[i](x), m[10](2)[3]</p>"),
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
        ("„https://example.org/a“ b", "https://example.org/a", "“ b"),
        ("»https://example.org/a« b", "https://example.org/a", "« b"),
        ("‚https://example.org/a‘ b", "https://example.org/a", "‘ b"),
        ("‹https://example.org/a› b", "https://example.org/a", "› b"),
        ("« https://example.org/a » b", "https://example.org/a", " » b"),
        ("https://example.org/a。次", "https://example.org/a", "。次"),
        ("「https://example.org/a」", "https://example.org/a", "」"),
        ("https://example.org/a…", "https://example.org/a", "…"),
        ("https://example.org/a— b", "https://example.org/a", "— b"),
        ("https://example.org/a—b", "https://example.org/a", "—b"),
        ("https://example.org/a–b– c", "https://example.org/a–b", "– c"),
        ("https://example.org/a-- b", "https://example.org/a", "-- b"),
        ("https://example.org/a→", "https://example.org/a", "→"),
        ("https://example.org/a† and b", "https://example.org/a", "† and b"),
        ("https://example.org/a™", "https://example.org/a", "™"),
        ("https://example.org/a\u270a\ufe0f", "https://example.org/a", "\u270a\ufe0f"),
        ("https://example.org/é", "https://example.org/é", "</p>"),
        ("https://example.org/l’a", "https://example.org/l’a", "</p>"),
        ("www.example.org/a, b", "https://www.example.org/a", ", b"),
        ("Write to a.b+c@example.org.", "mailto:a.b+c@example.org", "."),
        ("mailto:a@example.org", "mailto:a@example.org", "</p>"),
        ("Https://example.org/a and b", "Https://example.org/a", " and b"),
        ("WWW.EXAMPLE.ORG, b", "https://WWW.EXAMPLE.ORG", ", b"),
        ("Www.example.org/a b", "https://Www.example.org/a", " b"),
        ("https://example.org's page", "https://example.org", "'s page"),
        ("https://example.org’s page", "https://example.org", "’s page"),
        ("https://example.org–a page", "https://example.org", "–a page"),
        ("https://example.org:8080/a", "https://example.org:8080/a", "</p>"),
        ("https://example.org?a=[b]", "https://example.org?a=[b]", "</p>"),
        ("[url=https://example.org/a]b[/url]", "https://example.org/a", "]b[/url]"),
        ("ann.o'neil@example.org", "mailto:ann.o'neil@example.org", "</p>"),
        ("o’neil@example.org", "mailto:o'neil@example.org", "</p>"),
        ("'ann@example.org'", "mailto:ann@example.org", "'</p>"),
        ("l'adresse d'info@example.org", "mailto:info@example.org", "</p>"),
        ("Écrivez à l’info@example.org", "mailto:info@example.org", "</p>"),
        ("Write to d'arcy@example.org, now", "mailto:d'arcy@example.org", ", now"),
        ("d’arcy@example.org", "mailto:d'arcy@example.org", "</p>"),
        ("Ask l'oreal.d@example.org", "mailto:l'oreal.d@example.org", "</p>"),
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


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("## What we won {subject to ratification}", "What we won {subject to ratification}</h2>"),
        ("a\n{subject to ratification}", "<p>a\n{subject to ratification}</p>"),
        ("- a\n  {Entwurf}", "<li>a\n    {Entwurf}</li>"),
        ("| $24 {est.} | b |\n|---|---|\n| $24 {est.} | c |", "<td>$24 {est.}</td>"),
        ("**Deal**{not ratified}", "<strong>Deal</strong>{not ratified}"),
        ("[a](/b/){subject to change}", "</a>{subject to change}"),
        ("Head {2021}\n----", "Head {2021}</h2>"),
        ("*a*{.5 of it}", "</em>{.5 of it}"),
        ("| x {est=5} | b |\n|---|---|\n| $24 {est=5} | c |", "<td>$24 {est=5}</td>"),
        ("[l](/news/){a=b c=d}", "</a>{a=b c=d}"),
        ("## Wages {x=3}", "Wages {x=3}</h2>"),
        ('- a {n="5"}', '<li>a {n="5"}</li>'),
        ("a {rate=5%}\n{rate=6%}", "a {rate=5%}\n{rate=6%}"),
        ("*a*{lang=fr .x}", '<em class="x" lang="fr">a</em>'),
        ("# a {x, y}", "a {x, y}</h1>"),
        ("a\n{: or so }", "{: or so }</p>"),
        ("a\n: b\n{1, 2}", "{1, 2}"),
        ('a\n{: #b .c d="e f" }', '<p class="c" d="e f" id="b">a</p>'),
        ("## a {.b}", '<h2 class="b" id="a">a</h2>'),
    ],
)
def test_words_in_braces_stay_and_attributes_do_not(reader: BodyReader, body: str, html: str) -> None:
    assert html in shown(reader, body)[0]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Kolleg*innen und Mitarbeiter*innen", "Kolleg*innen und Mitarbeiter*innen"),
        ("*Un*fair, un*just* and *un*paid", "<em>Un</em>fair, un<em>just</em> and <em>un</em>paid"),
        ("*W*orld, a*b*", "<em>W</em>orld, a<em>b</em>"),
        ("un*believ*able, Ein*fach* so", "un<em>believ</em>able, Ein<em>fach</em> so"),
        ("*Die Kolleg*innen kommen*", "<em>Die Kolleg*innen kommen</em>"),
        ("jede*r neue*r Kolleg*in", "jede*r neue*r Kolleg*in"),
        ("Lehrer*innen/Schüler*innen-Rat", "Lehrer*innen/Schüler*innen-Rat"),
        ("Bürger*innen*initiative", "Bürger*innen*initiative"),
        ("**Kolleg*innen** und *mehr*", "<strong>Kolleg*innen</strong> und <em>mehr</em>"),
        ("*Kolleg*innen streiken*", "<em>Kolleg*innen streiken</em>"),
        ("[Kolleg*innen und Freund*innen](/a*b/)", '<a href="/a*b/">Kolleg*innen und Freund*innen</a>'),
        ("trans*gender, queer*feministisch", "trans*gender, queer*feministisch"),
        ("5*3 and 4*2, 2*3*4", "5*3 and 4*2, 2*3*4"),
        ("24*7 and B12*a, a1*b", "24*7 and B12*a, a1*b"),
        ("*Note:* 5*3 and 4*2", "<em>Note:</em> 5*3 and 4*2"),
        ("un*frigging*believable", "un<em>frigging</em>believable"),
        ("*The Herald*s plan, *a*", "<em>The Herald</em>s plan, <em>a</em>"),
        ("super*duper* a", "super<em>duper</em> a"),
        ("a\\*b und c*d `e*f`", "a*b und c*d <code>e*f</code>"),
        (
            "$5<sup>*</sup>, $6<sup>**</sup> and $7<sup>***</sup>",
            "$5<sup>*</sup>, $6<sup>**</sup> and $7<sup>***</sup>",
        ),
        ("<b>*</b> a, <i>*</i> b", "<b>*</b> a, <i>*</i> b"),
        ("3*, 4* and 5* reviews, 5*/4*", "3*, 4* and 5* reviews, 5*/4*"),
        ("Wages*, hours* and $40*, $50** (S*, M*, L*)", "Wages*, hours* and $40*, $50** (S*, M*, L*)"),
        ("5%*, 6%** and “no*” or “yes*”", "5%*, 6%** and “no*” or “yes*”"),
        ("M*A*S*H, f**k and s**t, f***ing b*****d", "M*A*S*H, f**k and s**t, f***ing b*****d"),
        (
            "un**believ**able, **un**fair, un**fair**",
            "un<strong>believ</strong>able, <strong>un</strong>fair, un<strong>fair</strong>",
        ),
        (
            "*2023*: a **5%**, ***b** c*, 3*, 4*",
            "<em>2023</em>: a <strong>5%</strong>, <em><strong>b</strong> c</em>, 3*, 4*",
        ),
        (f"**{'a b ' * 200}c**, d", f"<strong>{'a b ' * 200}c</strong>, d"),
        (
            "un*fair*, Ein*fach*. **Un**fair, un**fair**!",
            "un<em>fair</em>, Ein<em>fach</em>. <strong>Un</strong>fair, un<strong>fair</strong>!",
        ),
        ("Dial *67 or *69", "Dial *67 or *69"),
    ],
)
def test_a_star_within_a_word_is_that_star(reader: BodyReader, body: str, html: str) -> None:
    reading = reader.read(body, "x.md", 1)

    assert shown(reader, body)[0] == f"<p>{html}</p>"
    assert reading.findings == ()


def test_an_address_in_quotation_marks_is_one(reader: BodyReader) -> None:
    reading = reader.read('[a]("/b/") ![c]("/images/d.jpg") [e](/f/ "g")', "x.md", 1)

    assert [link.target for link in reading.links] == ["/b/", "/f/"]
    assert [(image.source, image.title) for image in reading.images] == [("/images/d.jpg", "")]


def test_a_bar_in_the_code_of_a_cell_needs_its_backslash_and_does_not_show_it(reader: BodyReader) -> None:
    html = shown(reader, "| `a \\| b` | c |\n|---|---|\n| **`d \\| e`** | f \\| g |\n\n`h \\| i`")[0]

    assert "<code>a | b</code>" in html
    assert "<code>d | e</code>" in html
    assert "f | g" in html
    assert "<code>h \\| i</code>" in html
