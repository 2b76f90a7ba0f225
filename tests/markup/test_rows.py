"""Markdown as other programs read it, and the same as it is written here: both must give the same page."""

import re
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.markup.extension import BodyReader
from plugins.markup.list_items import RowKind
from plugins.markup.rows import rows_of
from tests.cost import calls_in
from tests.fuzz import examples

# As written elsewhere, and as Markdown here wants it.
SAME = {
    "a list below a line": ("We ask for:\n- one\n- two", "We ask for:\n\n- one\n- two"),
    "a list below words without a colon": ("We ask\n* one\n* two", "We ask\n\n* one\n* two"),
    "one item below a colon": ("We ask:\n- one", "We ask:\n\n- one"),
    "one item below a bold colon": ("**We ask:**\n- one", "**We ask:**\n\n- one"),
    "items over several lines": ("We ask\n- one\n  goes on\n- two", "We ask\n\n- one\ngoes on\n- two"),
    "steps below a line": ("Do this\n1. one\n2. two", "Do this\n\n1. one\n2. two"),
    "steps that go on": ("Do this\n7. one\n8. two", "Do this\n\n7. one\n8. two"),
    "a list below an underlined heading": ("Head\n---\n- one", "Head\n---\n\n- one"),
    "a list below a quotation": ("> One\n- two", "> One\n\n- two"),
    "two spaces": ("- one\n  - two\n    - three\n- four", "- one\n    - two\n        - three\n- four"),
    "three spaces in steps": ("1. one\n   - two\n2. three", "1. one\n    - two\n2. three"),
    "two spaces in steps": ("1. one\n  - two\n2. three", "1. one\n    - two\n2. three"),
    "steps in a list": ("- one\n  1. two\n  2. three", "- one\n    1. two\n    2. three"),
    "steps that are a little to the right": ("1. one\n  2. two\n  3. three", "1. one\n2. two\n3. three"),
    "far to the right": ("- one\n        - two", "- one\n    - two"),
    "two spaces in four": ("- one\n    - two\n      - three", "- one\n    - two\n        - three"),
    "a paragraph of an item": ("- one\n\n  two\n- three", "- one\n\n    two\n\n- three"),
    "a paragraph of a step": ("1. one\n\n   two\n2. three", "1. one\n\n    two\n\n2. three"),
    "a list below an item's second paragraph": (
        "- one\n\n  two:\n  - three",
        "- one\n\n    two:\n\n    - three",
    ),
    "a quotation in an item": ("- one\n  > two\n- three", "- one\n\n    > two\n\n- three"),
    "an item that is a quotation": ("- > one\n  > two\n- three", "- > one\ntwo\n\n- three"),
    "steps right below a list": ("* one\n1. two", "* one\n\n1. two"),
    "brackets": ("1) one\n2) two", "1. one\n2. two"),
    "brackets below a line": ("Do\n1) one\n2) two", "Do\n\n1. one\n2. two"),
    "a list in a quotation": ("> One:\n> - two\n>   - three", "> One:\n>\n> - two\n>     - three"),
    "a list in a quotation in a quotation": ("> > One:\n> > - two", "> > One:\n> >\n> > - two"),
    "a quotation without spaces": (">one\n>- two\n>- three", "> one\n>\n> - two\n> - three"),
    "code in an item": (
        "- one\n  ```\n  two\n\n    three\n  ```\n- four",
        "- one\n\n        two\n\n          three\n\n- four",
    ),
    "code in an item with a language": ("1. one\n\n   ~~~ sh\n   two\n   ~~~", "1. one\n\n        two"),
    "an item that is code": ("- ```\n  one\n  ```", "- \n\n        one"),
    "code below a list in an item": (
        "- one\n  - two\n\n  ```\n  three\n  ```",
        "- one\n    - two\n\n            three",
    ),
    "code in a quotation": ("> ```\n> one\n>\n> two\n> ```", ">     one\n>\n>     two"),
    "code below a list in a quotation": ("> - one\n> ```\n> two\n> ```", "> - one\n>\n>         two"),
    "code by its indentation in an item": ("- one\n\n  two\n\n      three", "- one\n\n    two\n\n        three"),
    "code six spaces to the right": ("- one\n\n      two --three", "- one\n\n        two --three"),
    "code seven spaces to the right": ("* one\n\n       two\n\n* three", "* one\n\n         two\n\n* three"),
    "code below a step": ("1. one\n\n       two", "1. one\n\n        two"),
    "code of two lines": ("- one\n\n      two\n        three", "- one\n\n        two\n          three"),
    "code and a paragraph below": ("- one\n\n      two\n\n  three", "- one\n\n        two\n\n    three"),
    "a paragraph and code below": ("- one\n\n    two\n\n        three", "- one\n\n    two\n\n        three"),
    "words further to the right": ("- one\n      two", "- one\n  two"),
    "code in a note": (
        "One[^a]\n\n[^a]: two\n\n    ``` sh\n    three\n    ```\n\n    four",
        "One[^a]\n\n[^a]: two\n\n        three\n\n    four",
    ),
    "code right below a note's words": (
        "One[^a]\n\n[^a]: two\n    ~~~\n    three\n    ~~~",
        "One[^a]\n\n[^a]: two\n\n        three",
    ),
    "a note that is code": ("One[^a]\n\n[^a]: ```\n    two\n    ```", "One[^a]\n\n[^a]:\n\n        two"),
    "a list and a table in a note": (
        "One[^a]\n\n[^a]: two:\n    - three\n\n    | a | b |\n    |---|---|",
        "One[^a]\n\n[^a]: two:\n\n    - three\n\n    | a | b |\n    |---|---|",
    ),
    "code in what a word means": ("Term\n: two\n\n    ```\n    three\n    ```", "Term\n: two\n\n        three"),
    "a meaning that is code": ("Term\n: ```\n  two\n  ```\n: three", "Term\n:   \n\n        two\n\n:   three"),
    "code a little to the right": ("  ```\n  one\n    two\n  ```\n\nthree", "```\none\n  two\n```\n\nthree"),
    "a fence that ends with more signs": ("```\none\n````\n\ntwo", "```\none\n```\n\ntwo"),
    "a fence with a title": ('```python title="x.py"\none\n```', "```python\none\n```"),
    "a fence with marked lines": ("```js {1,3}\none\n```", "```js\none\n```"),
    "code between steps": ("1. one\n```\ntwo\n```\n2. three", "1. one\n\n```\ntwo\n```\n\n2. three"),
    "a table below a line": ("One\n| a | b |\n|---|---|\n| c | d |", "One\n\n| a | b |\n|---|---|\n| c | d |"),
    "a table without borders below a line": ("One\na | b\n--|--\nc | d", "One\n\na | b\n--|--\nc | d"),
    "a table in an item": (
        "- one\n  | a | b |\n  |---|---|\n  | c | d |",
        "- one\n\n    | a | b |\n    |---|---|\n    | c | d |",
    ),
    "a table below a heading": ("## One\n| a | b |\n|---|---|\n| c | d |", "## One\n\n| a | b |\n|---|---|\n| c | d |"),
    "a table below a list": ("- one\n\n| a | b |\n|---|---|\n| c | d |", "- one\n\n| a | b |\n|---|---|\n| c | d |"),
    "a line that breaks in a quotation": ("> one  \n> two\\\n> three", "> one<br>\n> two<br>\n> three"),
    "a line that breaks in a list in a quotation": ("> - one  \n>   two", "> - one<br>\n>     two"),
    "a line that breaks in quotations": ("> > one  \n> > two", "> > one<br>\n> > two"),
    "a space behind a backslash": ("one\\ \ntwo", "one<br>\ntwo"),
    "a backslash behind a heading": ("## one\\\ntwo", "## one\ntwo"),
    "things to do": ("- [ ] one\n- [x] two\n  - [X] three", "- ☐ one\n- ☑ two\n    - ☑ three"),
    "things to do that begin with a link": (
        "- [ ] [one](/one/)\n- [x] [two][a]\n- [ ] (three)\n\n[a]: /two/",
        "- ☐ [one](/one/)\n- ☑ [two][a]\n- ☐ (three)\n\n[a]: /two/",
    ),
    "a link of one letter": ("- [x](/one/)\n- [x] (/two/)", "- [x](/one/)\n- [x] (/two/)"),
    "a number that is left out": ("1. one\n3. two\n4. three", "1. one\n2. two\n3. three"),
    "numbers backwards": ("3. one\n2. two\n1. three", "3. one\n4. two\n5. three"),
    "in a block": ("::: note\n\nOne:\n- two\n  - three\n:::", "::: note\n\nOne:\n\n- two\n    - three\n:::"),
    "above a block": ("One:\n- two\n::: note\n\nThree\n:::", "One:\n\n- two\n\n::: note\n\nThree\n:::"),
}
# What is written here in one way, and means just that.
UNCHANGED = [
    "We won 12 to 3\n- a landslide.",
    "The strike of\n1986. A year later",
    "* * *\n\n- - -\n\n***\n\n___",
    "A line\n---\n\nA line\n===",
    "5 * 3\n+ 2",
    "-5 degrees\n*five*",
    "```\nOne:\n- two\n  - three\n```",
    "~~~ python\n> one\n1) two\n~~~",
    "<pre>\nOne:\n- two\n  - three\n</pre>",
    "<div>\n<div>\n1) one\n</div>\n- two\n  - three\n</div>\n\nFour",
    "<!--\nOne:\n- two\n-->",
    "    One:\n    - two\n\n    three",
    "| a | b |\n|---|---|\n| - c | 1) d |",
    "One | two\nand three | four",
    "Words\n    - far to the right",
    "::: note\ntitle: One:\n- two\n:::",
    "Term\n:   one\n    - two",
    "One[^a]\n\n[^a]: two\n\n    - three",
]


def html(reader: BodyReader, body: str) -> str:
    """The page, in which spaces mean nothing outside code."""
    parts = re.split("(<pre>.*?</pre>)", reader.read(body, "x.md", 1).html, flags=re.DOTALL)
    parts[::2] = [re.sub(r"\s*(\n)\s*", r"\1", part) for part in parts[::2]]
    return "".join(parts)


@pytest.mark.parametrize(("elsewhere", "here"), SAME.values(), ids=SAME)
def test_what_has_one_meaning_elsewhere_has_it_here(reader: BodyReader, elsewhere: str, here: str) -> None:
    assert html(reader, elsewhere) == html(reader, here)


@pytest.mark.parametrize("body", UNCHANGED)
def test_all_else_is_left_as_it_is(body: str) -> None:
    assert "\n".join(row.text for row in rows_of(body.split("\n"), 1)) == body


def test_the_year_with_which_a_line_of_an_item_begins_is_no_step(reader: BodyReader) -> None:
    assert html(reader, "1. The strike of\n1986. A year later\n2. two") == (
        "<ol>\n<li>The strike of\n1986. A year later</li>\n<li>two</li>\n</ol>"
    )
    assert html(reader, "- The strike of\n  1986. A year later\n- two") == (
        "<ul>\n<li>The strike of\n1986. A year later</li>\n<li>two</li>\n</ul>"
    )


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("1. Do:\n\n        :::bash\n        pip\n\n2. Then", [3, 4]),
        ("- one\n  ```\n  ::: note\n  ```\n- two", [3]),
        ("> ```\n> ::: note\n> ```\n\nWords", [2]),
        (">     :::sh\n>     one", [1, 2]),
        ("- one\n\n  > ~~~\n  > :::\n  > ~~~", [4]),
        ("```\n:::\n```", [1, 2, 3]),
    ],
)
def test_it_is_known_what_is_code(body: str, code: list[int]) -> None:
    kinds = (RowKind.CODE, RowKind.INDENTED)

    assert [row.number for row in rows_of(body.split("\n"), 1) if row.text and row.kind in kinds] == code


@given(st.lists(st.text("aé-*+1.) >|:[]<#", max_size=12), max_size=12))
@examples(300)
def test_no_words_are_lost_and_none_are_on_other_lines(lines: list[str]) -> None:
    rows = rows_of(["" if line.isspace() else line for line in lines], 1)

    assert [row.number for row in rows] == sorted(row.number for row in rows)
    for number, line in enumerate(lines, 1):
        shown = "".join(row.text for row in rows if row.number == number)
        assert re.sub("[^aé]", "", shown) == re.sub("[^aé]", "", line)


@pytest.mark.parametrize(
    "body",
    [
        "- " * 3_000,
        "> " * 3_000 + "a",
        "\n".join("  " * depth + "- a" for depth in range(1_000)),
        "a\n" + "1. b\na\n" * 3_000,
        "```x\n" * 8_000 + "```` x",
        "~~~~x\n" * 8_000 + "~~~",
        "<div>\n" * 8_000,
        "<!-- a\n" * 8_000,
        "- a\n\n" * 8_000,
        "| a | b |\n" * 8_000,
        "- a\n" * 8_000 + "b",
    ],
)
def test_a_text_twice_as_long_takes_twice_as_many_calls(body: str) -> None:
    half, whole = (partial(rows_of, text.split("\n"), 1) for text in (body[: len(body) // 2], body))

    assert calls_in(whole) <= 2.1 * calls_in(half)
