import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.fields import Field
from plugins.markup.catalogue import Component
from plugins.markup.extension import BodyReader, cut, typeset
from plugins.markup.reading import Heading, Image, Link
from tests.fuzz import examples

PATH = "content/news/plan.md"
BLOCK, LINK, IMAGE = (f"\x02{kind}:0\x03" for kind in ("block", "link", "image"))


def read(reader: BodyReader, body: str, first_line: int = 1):
    return reader.read(body, PATH, first_line)


def test_a_block_leaves_a_mark_between_paragraphs_and_keeps_its_text_as_html(reader):
    reading = read(reader, "Before.\n::: note\ntitle: Why\n\nSome **text**.\n\n- one\n:::\nAfter.")

    assert reading.html == f"<p>Before.</p>\n{BLOCK}\n<p>After.</p>"
    (block,) = reading.blocks
    assert block.body == "<p>Some <strong>text</strong>.</p>\n<ul>\n<li>one</li>\n</ul>"
    assert (block.component, block.values, reading.findings) == ("note", {"title": "Why"}, ())


def test_an_inner_block_leaves_its_mark_in_the_outer_one(reader):
    reading = read(
        reader, ":::: section\ntitle: a\n\nOne.\n\n::: note\n\nTwo.\n:::\n\nThree.\n::::\n\n::: note\n\nFour.\n:::"
    )

    outer, inner, last = reading.blocks
    assert reading.html == "\x02block:0\x03\n\x02block:2\x03"
    assert outer.body == "<p>One.</p>\n\x02block:1\x03\n<p>Three.</p>"
    assert (inner.body, last.body) == ("<p>Two.</p>", "<p>Four.</p>")


@pytest.mark.parametrize(
    ("inside", "html"),
    [
        ("`</div>`", "<p><code>&lt;/div&gt;</code></p>"),
        ("```\n::: x\n</div>\n```", '<pre tabindex="0"><code>::: x\n&lt;/div&gt;\n</code></pre>'),
        ("> Said.", "<blockquote>\n<p>Said.</p>\n</blockquote>"),
        ("1. one\n\n    more\n\n2. two", "<ol>\n<li>\n<p>one</p>\n<p>more</p>\n</li>\n<li>\n<p>two</p>\n</li>\n</ol>"),
        ("Local\n:   A part.", "<dl>\n<dt>Local</dt>\n<dd>A part.</dd>\n</dl>"),
        ("Text <!-- </div> --> here.", "<p>Text  here.</p>"),
        ("<!--\n::: note\n-->\n\nText.", "<p>Text.</p>"),
        ("Text.\n{: .lead }", '<p class="lead">Text.</p>'),
        ("<div>\n\n</div>\n\nText.", "<div>\n\n</div>\n\n<p>Text.</p>"),
        ("    ::: note", '<pre tabindex="0"><code>::: note\n</code></pre>'),
        ("AUPE\n\n*[AUPE]: A union", '<p><abbr title="A union">AUPE</abbr></p>'),
    ],
)
def test_markdown_in_a_block_is_markdown(reader, inside: str, html: str):
    alone = read(reader, inside)
    reading = read(reader, f"::: note\n\n{inside}\n:::")

    assert reading.blocks[0].body == html
    assert reading.html == BLOCK
    assert alone.html == html


def test_a_table_in_a_block_and_one_around_it(reader):
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    reading = read(reader, f"{table}\n\n::: note\n\n{table}\n:::")

    assert reading.html == f"{reading.blocks[0].body}\n{BLOCK}"
    assert "<td>1</td>" in reading.blocks[0].body


@pytest.mark.parametrize(
    "inside", ["told[^1] AUPE [ref]", "[^1]: The note.\n\n*[AUPE]: A union\n\n[ref]: /news/\n\nText."]
)
def test_footnotes_abbreviations_and_references_work_both_ways(reader, inside: str):
    uses, defined = "told[^1] AUPE [ref]", "[^1]: The note.\n\n*[AUPE]: A union\n\n[ref]: /news/\n"
    outside = defined if inside == uses else uses

    reading = read(reader, f"::: note\n\n{inside}\n:::\n\n{outside}")

    place = reading.blocks[0].body if inside == uses else reading.html
    assert 'class="footnote-ref" href="#fn:1"' in place
    assert '<abbr title="A union">AUPE</abbr>' in place
    assert f'<a href="{LINK}">ref</a>' in place
    assert "The note." in reading.html
    assert [link.target for link in reading.links] == ["/news/"]


def test_links_leave_marks_and_are_told_with_words_and_line(reader):
    body = (
        "[The *plan*](/news/plan/) and [top](#top)\n\n"
        'See [it]({filename}x.md "Title") or <https://example.org/a?b&c>.\n'
        "[![A rally](/images/rally.jpg)](/news/)\n\n"
        'Raw: <a class="x" href="/a&amp;b">two <b>words</b></a>'
    )
    reading = read(reader, body, first_line=8)

    assert reading.links == (
        Link("/news/plan/", "The plan", 8),
        Link("#top", "top", 8),
        Link("{filename}x.md", "it", 10),
        Link("https://example.org/a?b&c", "https://example.org/a?b&c", 10),
        Link("/news/", "A rally", 11),
        Link("/a&b", "two words", 13),
    )
    assert re.findall('href="([^"]*)"', reading.html) == [f"\x02link:{number}\x03" for number in range(6)]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<map name="m"><area href="/a/" alt="Our campus" shape="rect"></map>', "Our campus"),
        ("<area alt='R&amp;D' href='/a/'>", "R&D"),
        ('<area href="/a/" title="Plan">', "Plan"),
        ('<area href="/a/">', "area"),
        ('<q cite="/a/">Words</q>', "cite"),
    ],
)
def test_what_else_leads_somewhere_is_told_by_what_it_says(reader, html: str, words: str):
    assert [(link.target, link.words) for link in read(reader, f"Words {html}").links] == [("/a/", words)]


def test_an_email_link_can_be_read(reader):
    reading = read(reader, "Write to <stories@example.org>.")

    assert reading.html == f'<p>Write to <a href="{LINK}">stories@example.org</a>.</p>'
    assert reading.links == (Link("mailto:stories@example.org", "stories@example.org", 1),)


def test_a_picture_leaves_a_mark_and_its_paragraph_goes_when_it_is_alone(reader):
    reading = read(reader, 'Text ![A & "b"](a.jpg) here.\n\n![Alone](b.jpg "Title")\n\n- ![](c.jpg)\n')

    assert reading.html == ("<p>Text \x02image:0\x03 here.</p>\n\x02image:1\x03\n<ul>\n<li>\x02image:2\x03</li>\n</ul>")
    assert reading.images == (
        Image("a.jpg", 'A & "b"', "", 1, alone=False),
        Image("b.jpg", "Alone", "Title", 3, alone=True),
        Image("c.jpg", "", "", 5, alone=False),
    )


def test_headings_are_told_in_order_with_their_anchors_and_lines(reader):
    reading = read(reader, "# One\n\n## *Two* & [three](/x/)\n\n::: note\n\n### Two & three\n:::\n\n## Two & three")

    assert reading.headings == (
        Heading(1, "one", "One", 1),
        Heading(2, "two-three", "Two & three", 3),
        Heading(3, "two-three_1", "Two & three", 7),
        Heading(2, "two-three_2", "Two & three", 10),
    )


@pytest.mark.parametrize(
    ("body", "line", "code"),
    [
        ("Text.\n\n<script>alert(1)</script>", 3, "C35"),
        ("Text <b onclick='x()'>b</b>", 1, "C35"),
        ("[x](javascript:alert(1))", 1, "C35"),
        ("Text.\n\n[x][y]\n\n[y]: JavaScript:alert(1)", 5, "C35"),
        ("[x](data:text/html,y)", 1, "C35"),
        ("<a href='javascript:x'>x</a>", 1, "C35"),
        ("Text.\n{: onclick=x }", 2, "C35"),
        ("[x](/y/){: href='javascript:x' }", 1, "C35"),
        ("Text.\n\n<div>\n<img src='x.jpg'>\n</div>", 4, "C47"),
        ("Text <img\nsrc='x.jpg'>", 1, "C47"),
        ("::: note\n\nText.\n:::\n\n" + "[" * 20_000, 6, "C39"),
        ("<div>\n\n::: note\n\nText.\n:::\n\n</div>", 3, "C45"),
        ("::: note\n\n<div>\n\nText.\n:::", 1, "C45"),
    ],
)
def test_what_may_not_be_there_is_one_finding_on_its_line(reader, body: str, line: int, code: str):
    reading = read(reader, body, first_line=1)

    assert [(finding.where.line, finding.code) for finding in reading.findings] == [(line, code)]


def test_code_that_shows_html_is_no_finding(reader):
    assert read(reader, "`<script>`\n\n```\n<img src=x>\n```\n\n    <iframe>").findings == ()


def test_lines_count_from_the_top_of_the_file_with_any_line_ends(reader):
    reading = read(reader, "One.\r\n\r\n[x](/x/)\r\n\r\n::: nte\r\n\r\nText.\r\n:::", first_line=5)

    assert [link.line for link in reading.links] == [7]
    assert [finding.where.line for finding in reading.findings] == [9]
    assert "\r" not in reading.html


def test_marks_cannot_be_forged(reader):
    reading = read(reader, "A \x02link:7\x03 b\n\n\x02block:0\x03\n\n`\x02image:0\x03`\n\n<b>\x02end:0\x03</b>")

    assert not set(reading.html) & {"\x02", "\x03"}


def test_the_same_text_gives_the_same_reading_whatever_was_read_before(reader):
    body = "::: note\n\nText[^a] AUPE [r].\n:::\n\n## Head\n\n[^a]: Note\n\n*[AUPE]: Union\n\n[r]: /x/"
    first = read(reader, body)
    read(reader, "Other[^a] AUPE [r] <b onclick=x>b</b>\n\n## Head\n\n::: note\n\nnever ends")
    read(reader, "> " * 20 + "deep")

    assert read(reader, body) == first
    assert read(reader, "").html == ""


def test_typography_leaves_marks_code_and_addresses_alone(typographic_reader):
    body = (
        '"Quoted" -- [O\'Brien\'s "plan"](/a--b/) <info--x@example.org>, a--b@example.org\n\n'
        '::: note\n\nIt\'s "in" a block -- at https://example.org/a--b...\n:::\n\n'
        '::: note\n\n`"--"`\n:::\n\n![a "b" -- c](x--y.jpg)'
    )
    reading = read(typographic_reader, body)

    assert reading.html == (
        f'<p>&#8220;Quoted&#8221; &#8212; <a href="{LINK}">O&#8217;Brien&#8217;s &#8220;plan&#8221;</a> '
        '<a href="\x02link:1\x03">info--x@example.org</a>, <a href="\x02link:2\x03">a--b@example.org</a></p>\n'
        f"\x02block:0\x03\n\x02block:1\x03\n{IMAGE}"
    )
    assert reading.blocks[0].body == (
        "<p>It&#8217;s &#8220;in&#8221; a block &#8212; at "
        '<a href="\x02link:3\x03">https://example.org/a--b</a>&#8230;</p>'
    )
    assert reading.blocks[1].body == '<p><code>"--"</code></p>'
    assert (reading.links[0].target, reading.links[0].words) == ("/a--b/", "O'Brien's \"plan\"")
    assert reading.images[0].description == 'a "b" -- c'


def test_typeset_gives_back_every_address_as_it_was():
    html = "<p>a--b@example.org (www.example.org/--) 'c--d@example.org' -- O'Brien--x@example.org</p>"

    assert typeset(html, lambda text: text.replace("--", "—").replace("'", "’")) == (
        "<p>a--b@example.org (www.example.org/--) ’c--d@example.org’ — O'Brien--x@example.org</p>"
    )


def test_cut_takes_blocks_apart_from_the_inside():
    html = '<p>a</p>\n<\x02block number="0"><p>b</p><\x02block number="1">c</\x02block></\x02block>d'

    assert cut(html) == ("<p>a</p>\n\x02block:0\x03d", {1: "c", 0: "<p>b</p>\x02block:1\x03"})


READER = BodyReader(
    {
        "note": Component("note", "A remark.", "required", (Field("title"),)),
        "card": Component("card", "A card.", "none", ()),
    },
    {name: {} for name in ("tables", "footnotes", "attr_list", "abbr", "def_list", "fenced_code", "sane_lists", "toc")},
    lambda html: html,
)
PIECES = [
    *("", "", "::: note", ":::: note", "::: card", ":::", "::::", "title: x", "Text [a](/b/) ![c](d.jpg)", "- one"),
    *("> said", "    code", "```", "<div>", "</div>", "<b>", "<!--", "-->", "[^1]", "[^1]: x", "# Head", "| a | b |"),
    *(
        "|---|---|",
        "Term",
        ":   def",
        "`</div>`",
        "![e](f.jpg)",
        "*[a]: b",
        "<a href='/g'>h</a>",
        "{: .x }",
        "\\[",
        "&amp;",
    ),
]


@examples(200)
@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_whatever_is_written_each_mark_stands_for_something_and_each_block_has_one_mark(pieces: list[str]):
    reading = READER.read("\n".join(pieces), PATH, 1)

    html = "".join([reading.html, *(block.body for block in reading.blocks)])
    marks = re.findall("\x02([a-z]+):([0-9]+)\x03", html)
    assert not re.search("[\x02\x03]", re.sub("\x02[a-z]+:[0-9]+\x03", "", html))
    assert {int(number) for kind, number in marks if kind == "link"} <= set(range(len(reading.links)))
    assert {int(number) for kind, number in marks if kind == "image"} <= set(range(len(reading.images)))
    if not any("inside HTML" in finding.problem for finding in reading.findings):
        assert sorted(int(number) for kind, number in marks if kind == "block") == list(range(len(reading.blocks)))


@pytest.mark.parametrize(
    "written",
    [
        "[t](https://example.org/sign?country=ca&region=ab)",
        "<https://example.org/sign?country=ca&region=ab>",
        "[t](</sign?country=ca&region=ab>)",
        "[t][1]\n\n[1]: https://example.org/sign?country=ca&region=ab",
        "[t](https://example.org/sign?country=ca&amp;region=ab)",
        '<a href="https://example.org/sign?country=ca&region=ab">t</a>',
        "<div><a href='https://example.org/sign?country=ca&region=ab'>t</a></div>",
        '<div markdown="0"><q cite="https://example.org/sign?country=ca&region=ab">t</q></div>',
        "- [t](https://example.org/sign?country=ca&region=ab)",
        "| a |\n|---|\n| [t](https://example.org/sign?country=ca&region=ab) |",
    ],
)
def test_an_address_is_read_as_it_was_written(reader, written: str):
    (link,) = read(reader, written).links

    assert link.target.endswith("/sign?country=ca&region=ab")


def test_the_titles_of_links_and_pictures_are_read_as_they_were_written(reader):
    reading = read(
        reader, '[t](/a/ "R&copy &amp; 1")\n\n![A &reg b](x.jpg?a&para=1 "t&region")\n\n<i title="x&copy y">z</i>'
    )

    assert 'title="R&amp;copy &amp; 1"' in reading.html
    assert '<i title="x&amp;copy y">' in reading.html
    assert reading.images == (Image("x.jpg?a&para=1", "A &reg b", "t&region", 3, alone=True),)


@pytest.mark.parametrize("written", ["&#106;avascript:a()", "javascript&colon;a()", "&#0000000106;avascript:a()"])
def test_a_program_behind_references_is_still_told(reader, written: str):
    for text in (f"[t]({written})", f'<a href="{written}">t</a>'):
        assert [one.code for one in read(reader, text).findings] == ["C35"]


@pytest.mark.parametrize(
    "written",
    [
        "[](/news/)",
        "[ ](/news/)",
        "[&nbsp;](/news/)",
        "[**\u200b**](/news/)",
        "[<!-- later -->](/news/)",
        "[![](a.jpg)](/news/)",
        "[![(decorative)](a.jpg)](/news/)",
        '<a href="/news/"></a>',
        '<a href="/news/"><span class="icon"></span></a>',
        "- [](/news/)",
    ],
)
def test_a_link_without_words_is_told(reader, written: str):
    (found,) = read(reader, written, 5).findings

    assert str(found) == (
        f"error {PATH}:5  The link to /news/ has no words, so nobody can see or hear where it leads. "
        "Write them in the brackets before it:  [Read the plan](/news/)  [C23]"
    )


@pytest.mark.parametrize(
    "written",
    [
        "[![A hall](a.jpg)](/news/)",
        "<https://example.org/>",
        '<a href="/news/" aria-label="News"></a>',
        '<q cite="/news/">x</q>',
        "told[^1]\n\n[^1]: Note",
        "[1](/news/)",
        "[→](/news/)",
    ],
)
def test_a_link_that_says_where_it_leads_is_fine(reader, written: str):
    assert read(reader, written).findings == ()
