"""Where a text says the same twice, in code say, a guess would name the wrong line."""

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from plugins.core.header import decode, split
from plugins.markup.extension import BodyReader
from plugins.markup.reading import Reading
from plugins.markup.source_lines import LineExtension, LineMarkdown
from tests.fuzz import examples
from tests.markup.conftest import EXTENSIONS

PATH = "content/news/plan.md"
LOST = "[our plan](/lost/)"


def read(reader: BodyReader, body: str, first_line: int = 1) -> Reading:
    return reader.read(body, PATH, first_line)


def lines_of_links(reading: Reading) -> list[int]:
    return [link.line for link in reading.links if link.target == "/lost/"]


# What looks like the link and is none: each is three lines, and more lines below stand between it and the link.
NO_LINKS = {
    "a code fence": f"```\n{LOST}\n```",
    "a code fence with a language": f"~~~ html\n{LOST}\n~~~",
    "a comment": f"<!--\n{LOST}\n-->",
    "a comment in a line": f"Text <!-- {LOST} --> goes\non\nhere.",
    "indented code": f"    one\n    {LOST}\n    two",
    "code in a line": f"Write `{LOST}` as\nit\nis.",
    "a raw block": f"<div>\n{LOST}\n</div>",
    "a note nobody refers to": "Text.\n\n*[/lost/]: /lost/",
    "escaped signs": "\\[our plan](/lost/)\n\\[our plan](/lost/)\nText.",
}
# Ways to write the link, each with the number of its own line on which the link stands, counted from 0.
LINKS = {
    "a paragraph": (f"One\ntwo {LOST}\nthree.", [1]),
    "two lines of a paragraph": (f"One {LOST}\ntwo\nthree {LOST} and {LOST}.", [0, 2, 2]),
    "words on two lines": ("One\n[our\nplan](/lost/) two [our plan](/lost/).", [1, 2]),
    "an address below its words": ("One [our plan](/lost/\n'Title') two\n" + LOST, [0, 2]),
    "after a line break": (f"One  \ntwo  \n{LOST}", [2]),
    "after code over two lines": (f"One `two\nthree` four\n{LOST}", [2]),
    "after a tag over two lines": (f'One <abbr\ntitle="a">two</abbr>\n{LOST}', [2]),
    "after a comment over two lines": (f"One <b><!-- two\nthree --></b>\n{LOST}", [2]),
    "after a picture over two lines": (f"One ![a\nb\nc](x.jpg) two\n{LOST}", [3]),
    "in bold over two lines": (f"One **two\n{LOST} three** four\n*{LOST}*", [1, 2]),
    "a heading": (f"## {LOST}", [0]),
    "a heading below words": (f"One\n## {LOST}\nTwo {LOST}", [1, 2]),
    "an underlined heading": (f"{LOST}\n=====\n{LOST}", [0, 2]),
    "a list": (f"- one\n- {LOST}\n- two\n  {LOST}", [1, 3]),
    "a list with blank lines": (f"- one\n\n- {LOST}\n\n    {LOST}\n\n    two\n    {LOST}\n\n- {LOST}", [2, 4, 7, 9]),
    "a list in a list in a list": (
        f"1. one\n    - two\n        - {LOST}\n        - three\n    - {LOST}\n2. {LOST}",
        [2, 4, 5],
    ),
    "below a heading in a list": (f"- # One\n  {LOST}\n  {LOST}\n- {LOST}", [1, 2, 3]),
    "around a definition in a list": (f"- one\n  [name]: /there/\n  {LOST}\n- {LOST}", [2, 3]),
    "a quotation": (f"> One\n> {LOST}\n>\n> {LOST}\n\n{LOST}", [1, 3, 5]),
    "a quotation below words": (f"One\n> {LOST}\ntwo\n{LOST}", [1, 3]),
    "a list in a quotation": (f"> 1. one\n> 2. {LOST}\n>\n>     {LOST}\n>\n> > {LOST}", [1, 3, 5]),
    "a quotation in a list": (f"- one\n\n    > two\n    > {LOST}\n\n    {LOST}", [3, 5]),
    "a table": (f"| a | {LOST} |\n|---|---|\n| b | c |\n| d | {LOST} |\n\n{LOST}", [0, 3, 5]),
    "a table without borders": (f"a | b\n--|--\n{LOST} | {LOST}", [2, 2]),
    "a definition list": (f"One\n{LOST}\n:   two {LOST}\n    {LOST}\n:   {LOST}", [1, 2, 3, 4]),
    "a definition list with blank lines": (
        f"One\n{LOST}\n\n:   two {LOST}\n\n    {LOST}\n\n{LOST}\n:   {LOST}",
        [1, 3, 5, 7, 8],
    ),
    "below a rule": (f"One\n***\n{LOST}\n\n- - -\n\n{LOST}", [2, 6]),
    "below an explained word": (f"One {LOST}\n*[AUPE]: A union\n{LOST} AUPE", [0, 2]),
    "below indented code": (f"    one\n\n    two\n{LOST}", [3]),
    "a block": (f"::: note\n\nOne\n{LOST}\n:::\n{LOST}", [3, 5]),
    "a block with fields": (f"::: note\ntitle: Why\nlink: /there/\n\n- {LOST}\n:::", [4]),
    "blocks in blocks": (f":::: section\ntitle: a\n\n{LOST}\n\n::: note\n\n{LOST}\n:::\n\n{LOST}\n::::\n", [3, 7, 10]),
    "braces": (f"One\ntwo\n{{: .lead }}\n\n{LOST}{{: .x }}", [4]),
    "many blank lines": (f"One\n\n\n\n\n{LOST}\n\n\n\n{LOST}", [5, 9]),
    "an address in angle brackets": ("One\n[our plan](</lost/>)", [1]),
    "between code fences": (f"```\none\n\ntwo\n```\n{LOST}\n```\n\n\n```\n{LOST}", [5, 10]),
    "below a raw block": (f"<div>\none\n\ntwo</div>\n{LOST}\n<p>three\n</p> {LOST}", [4, 6]),
    "a raw block": (f'<div>\n\n<p><a\nhref="/lost/">x</a></p>\n</div>\n\n{LOST}', [2, 6]),
    "a raw link": ('One\n<a href="/lost/">two</a>\nand <a href="/lost/">three</a>', [1, 2]),
    "a raw link over two lines": ('One <a class="x"\nhref="/lost/">two</a>\n' + LOST, [0, 2]),
    "a raw block with code": (f'<div>\n```\none\ntwo\n```\n<a href="/lost/">x</a>\n</div>\n{LOST}', [5, 7]),
    "a list right below words": (f"One:\n- two\n- {LOST}\n  {LOST}\n\n{LOST}", [2, 3, 5]),
    "two spaces in a list": (f"- one\n  - {LOST}\n    - two\n      {LOST}\n\n  {LOST}\n- {LOST}", [1, 3, 5, 6]),
    "a list right below words in a quotation": (f"> One {LOST}\n> - {LOST}\n>   - {LOST}\n>\n> {LOST}", [0, 1, 2, 4]),
    "brackets": (f"1) one\n2) {LOST}\n   {LOST}", [1, 2]),
    "a table right below words": (f"One {LOST}\n| a | b |\n|---|---|\n| c | {LOST} |", [0, 3]),
    "a table in a list": (f"- One\n  | a | {LOST} |\n  |---|---|\n  | c | {LOST} |\n- {LOST}", [1, 3, 4]),
    "below code in a list": (f"- one\n  ```\n  {LOST}\n\n  two\n  ```\n  {LOST}\n- {LOST}", [6, 7]),
    "below code in a quotation": (f"> ```\n> {LOST}\n> ```\n> {LOST}\n\n{LOST}", [3, 5]),
    "below a fence with more signs": (f"  ```x y\n  {LOST}\n````\n{LOST}", [3]),
    "below an item that is code": (f"- ```\n  {LOST}\n  ```\n- {LOST}", [3]),
    "below a backslash at a line's end": (f"One\\\ntwo\\\n{LOST}", [2]),
    "below struck words": (f"One ~~two\nthree~~\n{LOST} ~~{LOST}~~", [2, 2]),
    "below things to do": (f"- [ ] one\n- [x] {LOST}\n  - [ ] {LOST}", [1, 2]),
    "below bare addresses": (f"One https://example.org/lost/\ninfo@example.org\n{LOST}", [2]),
    "a raw quotation": ('<blockquote>\n<p cite="/lost/">one</p></blockquote>\n\n<q\ncite="/lost/">two</q>', [3]),
}


@pytest.mark.parametrize("before", NO_LINKS.values(), ids=NO_LINKS)
@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_a_link_is_on_its_line_whatever_stands_above(reader: BodyReader, before: str, link: tuple[str, list[int]]):
    text, lines = link
    above = before.count("\n") + 3

    assert sorted(lines_of_links(read(reader, f"{before}\n\nText.\n\n{text}", 11))) == [
        11 + above + 1 + line for line in lines
    ]


def test_the_text_of_a_footnote_is_on_its_lines(reader: BodyReader):
    first, second = f"[^a]: Two\n    {LOST}", f"[^b]: {LOST}\n\n    Three\n    {LOST}"
    body = f"One[^a] and[^b] {LOST}\n\n{first}\n{second}\n\n{LOST}\n\n[^c]:\n    {LOST}"

    assert sorted(lines_of_links(read(reader, body))) == [1, 4, 5, 8, 10, 13]


def test_of_two_footnotes_with_one_name_the_last_one_is_read(reader: BodyReader):
    body = f"One[^a]\n\n[^a]: Two {LOST}\n[^a]: Three {LOST}\n\nFour\n\n[^a]: {LOST}\n    - {LOST}\n    - {LOST}"

    assert sorted(lines_of_links(read(reader, body))) == [8, 9, 10]


def test_an_address_that_is_referred_to_by_a_name_is_where_it_stands(reader: BodyReader):
    named = "[a]: /lost/\n[b]:\n  x.jpg 'Title'\n[c]: /lost/"
    reading = read(reader, f"`/lost/`\n\n[One][a], [a] and ![b][]\n\n{named}\n\n[Two][c] [three](/lost/)", 5)

    assert [(link.words, link.line) for link in reading.links] == [("One", 9), ("a", 9), ("Two", 12), ("three", 14)]
    assert [image.line for image in reading.images] == [11]


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("```\n<script>\n```\n\nText\n<script>x</script>", "C35", 6),
        ("`onclick`\n\nText\n{: onclick=x }", "C35", 4),
        ("`onclick`\n\n- one\n  {: onclick=x }\n    - two\n    - three", "C35", 4),
        ("`onclick`\n\nOne *two\nthree*{: onclick=x } four", "C35", 4),
        ("```\n[a](javascript:x)\n```\n\n- one\n- [a](javascript:x)", "C35", 6),
        ("`<b title='>`\n\nText.\n\n<p>\n\n<!-- <b title='> -->\n<i title='>'>x</i>\n</p>", "C35", 8),
        ("`<img>`\n\n<p>\n<img>\n</p>", "C47", 4),
        ("One `<img>`\ntwo\n<img>", "C47", 3),
        ("`{filename}x.md`\n\n<p>\n\n<b title='{filename}x.md'>\n</p>", "C37", 5),
        ("`{filename}x.md`\n\nOne\n\n*two\nthree*{: title=|filename|x.md}", "C37", 6),
    ],
)
def test_what_is_not_allowed_is_on_its_line(reader: BodyReader, body: str, code: str, line: int):
    assert [(one.code, one.where.line) for one in read(reader, body).findings if one.code == code][:1] == [(code, line)]


def test_pictures_and_headings_are_on_their_lines(reader: BodyReader):
    body = "`![a](x.jpg)`\n\n```\n## One\n```\n![a](x.jpg)\n\n- one ![a](x.jpg)\n\nTwo\n## One\n\n> One\n> ---\n\n# One"
    reading = read(reader, body, 3)

    assert [image.line for image in reading.images] == [8, 10]
    assert [(heading.words, heading.line) for heading in reading.headings] == [("One", 13), ("One", 15), ("One", 18)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("rule", ["---\n", ""])
def test_a_line_is_counted_from_the_top_of_the_file(reader: BodyReader, line_end: str, mark: str, rule: str):
    header = f"{rule}Title: A plan\nSummary: `/lost/`\n\tand more\nDate: 2026-03-01\n{rule}\n\n"
    text = f"{header}```\n\t{LOST}\n```\n\n1.\tOne\n\n\t-\tTwo\n\t\t{LOST}\n"
    source = split(decode((mark + text.replace("\n", line_end)).encode(), PATH)[0], PATH)

    assert lines_of_links(read(reader, source.body, source.body_line)) == [text[: text.rindex(LOST)].count("\n") + 1]


PIECES = (
    *(
        "\n",
        "\n\n",
        "  \n",
        "    ",
        "> ",
        "- ",
        "1. ",
        ": ",
        "# ",
        "===\n",
        "---\n",
        "```\n",
        "`",
        "*",
        "**",
        "\\",
        "a b",
    ),
    *("[^1]", "[^1]: ", "[r]: /r/\n", "[a][r]", "*[a]: b\n", "| a | b |\n|---|---|\n", "{: .x }", "![a\nb](c 'd')"),
    *(
        "<b>",
        "</b>",
        "<div>\n",
        "</div>\n",
        "<!--",
        "-->",
        "<br>",
        "&amp;",
        "::: note\n\n",
        ":::\n",
        "](/y)",
        "Word.",
    ),
)


def numbered(pieces: list[str]) -> str:
    """The pieces, and below each a link whose address is the number of its line."""
    text = ""
    for piece in pieces:
        text += piece
        text += f"[l](/{text.count(chr(10)) + 1}/)"
    return text


@examples(200)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_whatever_is_written_a_link_is_on_its_line(reader: BodyReader, pieces: list[str]):
    reading = read(reader, numbered(pieces))

    for link in reading.links:
        if numbers := re.fullmatch(r"/([0-9]+)/", link.target):
            assert link.line == int(numbers[1])


@examples(200)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_knowing_lines_changes_nothing_in_what_markdown_makes(pieces: list[str]):
    body, lines = "".join(pieces), LineExtension()
    watched = LineMarkdown(extensions=[*EXTENSIONS, lines])
    lines.rows = range(1, body.count("\n") + 4)

    assert watched.convert(body) == Markdown(extensions=list(EXTENSIONS)).convert(body)


def test_a_reading_holds_plain_values_alone(reader: BodyReader):
    body = f"# One\n\n{LOST} ![a](b.jpg) [c][] d[^1]\n\n[c]: /e/\n\n[^1]: {LOST}\n\n::: note\ntitle: f\n\n{LOST}\n:::"
    reading = read(reader, body)
    others = [read(reader, "Other."), read(reader, body)]

    assert pickle.loads(pickle.dumps(reading)) == reading == others[1]
    assert b"Lined" not in pickle.dumps(reading)
