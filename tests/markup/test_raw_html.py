import re

import pytest

from plugins.markup.extension import BodyReader
from plugins.markup.raw_html import check_html, is_active_address, mark_links


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<ScRiPt\n src=x>",
        "<b onclick=alert(1)>",
        "<b/onclick=alert(1)>",
        '<b title=">" onclick="alert(1)">',
        '<a href="javascript:alert(1)">',
        '<a href=" java&#10;script&colon;alert(1)">',
        '<a href="data:text/html,x">',
        '<form action="vbscript:x">',
        "<iframe src=x></iframe>",
        "<style>p{}</style>",
        '<svg><a xlink:href="x">',
        "<!--><script></script>-->",
        "<!-- x --!><script></script>-->",
        "<![CDATA[><script></script>]]>",
        "<textarea><b></textarea>",
        '<a href="/news/" rel=opener>',
        '<a rel="external&#9;&#79;pener" href="/news/">',
        '<area href="/news/" rel="noopener OPENER">',
        '<a href="/news/" referrerPolicy=" Unsafe-url">',
        '<a href="/news/" referrerpolicy="no-referrer-when-downgrade">',
        '<div><!-- fine --><p><meta http-equiv="refresh"></p></div>',
    ],
)
def test_what_runs_or_loads_something_is_found(html: str):
    assert len(check_html(html).active) == 1


@pytest.mark.parametrize("html", ['<img src="x.jpg">', "<picture>", "<SOURCE srcset=x>", "<div>\n<img\nsrc=x>"])
def test_a_picture_as_raw_html_is_found(html: str):
    found = check_html(html)
    assert (len(found.pictures), found.active) == (1, [])


@pytest.mark.parametrize(
    "html",
    [
        "<b>",
        "<!-- <script> <img> -->",
        '<abbr title="Data: facts; javascript: a language">',
        '<a href="/data:/">',
        '<div class="only">once</div>',
        '<a href="/news/" rel="noopener noreferrer nofollow me">',
        '<a href="/news/" referrerpolicy="no-referrer" rel="">',
        "&lt;script&gt;",
    ],
)
def test_plain_html_is_let_in(html: str):
    found = check_html(html)
    assert (found.pictures, found.active) == ([], [])


@pytest.mark.parametrize(
    ("address", "active"),
    [
        ("JavaScript:x", True),
        ("java\tscript:x", True),
        ("\x01data:x", True),
        ("/javascript:x", False),
        ("#data:", False),
    ],
)
def test_an_address_that_a_browser_would_run_is_known(address: str, active: bool):
    assert is_active_address(address) is active


@pytest.mark.parametrize(
    ("html", "target", "line"),
    [
        ('<a href="/news/">', "/news/", 0),
        ("<A class=x HREF='{filename}x.md'>", "{filename}x.md", 0),
        ("<a href=/a&amp;b>", "/a&b", 0),
        ('<a\nhref = "/news/" id=x>', "/news/", 0),
        ('<p>\n<!--\n<a href="/x/"> -->\n</p> <a href="/news/">', "/news/", 3),
    ],
)
def test_the_address_of_a_raw_link_is_recorded_with_its_line_and_replaced(html: str, target: str, line: int):
    targets: list[tuple[str, int]] = []

    def record(address: str, line: int) -> str:
        targets.append((address, line))
        return "MARK"

    assert '"MARK"' in mark_links(html, record)
    assert targets == [(target, line)]


@pytest.mark.parametrize("html", ['<!-- <a href="/x"> -->', '<a id="x">', '<abbr href="/x">', "<a data-href='x'>"])
def test_nothing_else_is_taken_for_a_link(html: str):
    assert mark_links(html, lambda address, line: f"{address}{line}") == html


@pytest.mark.parametrize(
    "html", ["A<o:p></o:p>", '<p><st1:place w:st="on">A</st1:place></p>', "<b onclick=x>A</b><v:shape>"]
)
def test_what_a_word_processor_leaves_is_told_as_that(reader: BodyReader, html: str):
    found = [one for one in reader.read(html, "x.md", 1).findings if ":" in str(dict(one.values).get("text", ""))]

    assert found
    assert {one.variant for one in found} == {"of-a-word-processor"}


@pytest.mark.parametrize(
    ("html", "line", "text"),
    [
        ('Some <font color="red">words</font>.', 1, '"<font color="red">"'),
        ("Words.\n\n<center>Words</center>", 3, '"<center>"'),
        ('<div>\n<p align="right">Words</p>\n</div>', 2, '"align="right""'),
        ("<table><tr><td BGCOLOR=red>Words</td></tr></table>", 1, '"bgcolor="red""'),
        ('Words<br clear="all">words', 1, '"clear="all""'),
        ("<p><big>Words</big></p>", 1, '"<big>"'),
        ("- one\n- <tt>two</tt>", 2, '"<tt>"'),
    ],
)
def test_html_of_old_that_changes_the_look_is_told(reader: BodyReader, html: str, line: int, text: str):
    (told,) = map(str, reader.read(html, "content/news/a.md", 1).findings)

    assert told.startswith(f"warning content/news/a.md:{line}  {text} changes how words look")


@pytest.mark.parametrize(
    "html",
    [
        *("`<font>` and `align=`", "```\n<center>\n```", "Write color=red.", '<abbr title="align=left">a</abbr>'),
        *('<ol start="3" type="a"><li>a</li></ol>', '<table><tr><td colspan="2">a</td></tr></table>', "<u>a</u>"),
    ],
)
def test_other_html_is_not_told_to_change_the_look(reader: BodyReader, html: str):
    assert reader.read(html, "content/news/a.md", 1).findings == ()


def test_of_much_html_of_old_the_first_is_told_in_order(reader: BodyReader):
    html = "<font face=a>a</font>\n\n<center>b</center>\n\n" + "<big>c</big> <font size=1>d</font> <tt>e</tt>\n" * 9
    told = [str(one) for one in reader.read(html, "content/news/a.md", 1).findings]

    assert [one.split("  ")[0][-1] for one in told] == ["1", "3", "5"]
    assert "There are 2 more like this below." in told[-1]


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("forms", "_blank"),
        ("_new", "_blank"),
        ("&#102;orms", "_blank"),
        ("_blank", "_blank"),
        ("_TOP", "_TOP"),
        ("_self", "_self"),
    ],
)
def test_no_link_opens_a_window_whose_page_could_reach_ours(reader: BodyReader, name: str, published: str):
    text = (
        f'<a href="https://there.example/" TARGET="{name}">a</a>\n\n<map><area target={name} href="/news/"></map>\n\n'
        f'[b](https://there.example/){{: target="{name}" }}'
    )
    read = reader.read(text, "content/news/a.md", 1)

    assert read.findings == ()
    assert re.findall(r"(?i)target=\"?([\w&#;]+)", read.html) == [published] * 3


def test_a_target_that_is_no_links_stays(reader: BodyReader):
    assert 'data-target="forms"' in reader.read('<b data-target="forms">x</b>', "content/news/a.md", 1).html
