"""Signs that readers would see: what was meant is told with its line; what is meant as it is stays quiet."""

import pytest

from plugins.markup.extension import BodyReader

LINK = "is no link: readers would see its brackets. Write "
ENDS = "Nothing ends what the signs in"
NO_LIST = "would not be shown as a list"
FAILED = {
    "a space before the address": ("[x y] (/news/)", f"{LINK} [x y](/news/)"),
    "a line end before the address": ("[x y]\n(/news/)", f"{LINK} [x y](/news/)"),
    "brackets the other way round": ("(x)[/news/]", f"{LINK} [x](/news/)"),
    "a bracket that is missing": ("[x(/news/)", f"{LINK} [x](/news/)"),
    "a bracket that never ends": ("[x](/news/ today", f"{LINK} [x](/news/)"),
    "other brackets": ("[x]{/news/}", f"{LINK} [x](/news/)"),
    "a whole address behind a space": ("[x] (https://example.org/a)", f"{LINK} [x](https://example.org/a)"),
    "bold words as a link": ("[**x**] (/news/)", f"{LINK} [x](/news/)"),
    "a wiki's link": ("[[The plan]]", f"{LINK} [The plan](/the-plan/)"),
    "a wiki's link with words": ("[[plan|The plan]]", f"{LINK} [The plan](/plan/)"),
    "an encyclopedia's link": ("[https://example.org/ x y]", f"{LINK} [x y](https://example.org/)"),
    "another wiki's link": ("https://example.org/a[x y]", f"{LINK} [x y](https://example.org/a)"),
    "a file's name alone": ("See {filename}x.md", f"{LINK} [words]({{filename}}x.md)"),
    "a picture of a wiki": (
        "![[x.jpg]]",
        "is no picture: readers would see its brackets. Write  ![what one sees](/images/x.jpg)",
    ),
    "a picture behind a space": ("![x] (/images/x.jpg)", "![what one sees](/images/x.jpg)"),
    "a name that nobody explains": ("[more][gone]", '"gone" leads'),
    "a note that is missing": ("x[^1]", "[^1]: The words of the note."),
    "bold": ("a **b c", f'{ENDS} "**b c"'),
    "bold around a link": ("**[x](/y/) and", f'{ENDS} "**x and"'),
    "bold and slanted": ("a ***b c", f'{ENDS} "***b c"'),
    "bold with lines": ("a __b c", f'{ENDS} "__b c"'),
    "slanted": ("a *b c", f'{ENDS} "*b c"'),
    "slanted with lines": ("_a b", f'{ENDS} "_a b"'),
    "struck": ("a ~~b c", f'{ENDS} "~~b c"'),
    "bold and a space": ("**a ** b", "Write  **a**"),
    "bold and two spaces": ("** a ** b", "Write  **a**"),
    "slanted and a space": ("*a * b", "Write  *a*"),
    "struck and a space": ("~~ a ~~ b", "Write  ~~a~~"),
    "marked": ("==a b==", "Write  **a b**"),
    "put in": ("++a b++", "Write  *a b*"),
    "hidden": ("||a b||", "Write  a b"),
    "above the line": ("m^2^", "Write  <sup>2</sup>"),
    "below the line": ("H~2~O", "Write  <sub>2</sub>"),
    "a wiki's bold": ("'''a'''", "Write  **a**"),
    "a forum's bold": ("[b]a[/b]", "Write  **a**"),
    "a forum's link": ("[url=https://a.example/]b[/url]", "Write  [b](https://a.example/)"),
    "a wiki's list of contents": ("[[_TOC_]]", "Write  [TOC]"),
    "a short name of a picture": ("a :smile: b", "Paste the sign itself"),
    "a film of Hugo": ("{{< youtube abc >}}", "is meant for another program"),
    "a part of Jekyll": ("{% include x.html %}", "is meant for another program"),
    "a value of Jinja": ("a {{ page.title }}", "is meant for another program"),
    "a part of WordPress": ("[gallery ids=1,2]", "is meant for another program"),
    "a box of GitHub": ("> [!NOTE]\n> a", "begins no box here"),
    "a box of Python's": ("!!! note\n    a", "begins no box here"),
    "a box of Sphinx": (".. note:: a", "begins no box here"),
    "attributes": ("a {.x} b", "it changes nothing where it stands"),
    "a heading of a wiki": ("== A b ==", "Write  ## A b"),
    "a heading of Textile": ("h2. A b", "Write  ## A b"),
    "a heading without its space": ("#A b", "Write  ## A b"),
    "code that never ends": ("```python\na", "begins or ends code that has no other end"),
    "code with another end": ("a\n~~~ sh\nb", "begins or ends code that has no other end"),
    "a language in code": ("```\n:::python\na\n```", "```python  alone"),
    "a language in indented code": ("    #!python\n    a", "```python  alone"),
    "a table without a rule": ("| a | b |\n| c | d |", "write below the first row:  |---|---|"),
    "a table with another rule": ("| a | b |\n|---|\n| c | d |", "is no table"),
    "a list of one": ("a\n- b", NO_LIST),
    "letters": ("a) b\nb) c", "1. b"),
    "numbers in brackets": ("(1) b\n(2) c", "1. b"),
    "no space behind a dash": ("-b\n-c", "- b"),
    "no space behind a number": ("1.b\n2.c", "1. b"),
    "dashes": ("– b\n– c", "- b"),
    "ticks": ("✔ b\n✔ c", "- b"),
    "in HTML": ("<div>\n**a**\n</div>", "stands inside HTML"),
    "a link in HTML": ("<p>[a](/b/)</p>", "stands inside HTML"),
    "a heading in HTML": ("<div>\n\n## A\n\n</div>", "stands inside HTML"),
    "a list in HTML": ("<div>\n- a\n- b\n</div>", "stands inside HTML"),
}
HONEST = [
    "5 * 3 = 15 * 2, 2**10, x^2 + y^2, {x}, {a, b}, a || b, C++ and D++, i++, One == two, a[0], f(x)[1]",
    "**** of five, Sh*t, f**k, snake_case, file_name.md, Name ____, __/__/____, ^_^ :-) $HOME_DIR",
    "[sic] [...] [they] (2019) [pdf] [1] [2][3] [as amended] [ ] yes [x] no",
    "From ~5 to ~10. 3:2:1 at 10:30:15. See: this: that. A | B, Mon | Tue. !!! Wow ??? what",
    "*Terms apply. Fees* rise. Footnote* and another**.",
    "#Strike\n\n#SaveIt #Now\n\n#1 of all",
    "Press * then #. \\[x\\] (/y/) \\*\\*a \\~~b",
    "`**a` and `[x] (/y/)`\n\n```\n**a [x] (/y/) {{ b }}\n```\n\n    [x] (/y/)",
    "([our plan](/plan/)) [more](/m/) (c) and [a](/b/) [sic]",
    "**a** *b* ***c*** _d_ __e__ ~~f~~ **g *h* i** **[x](/y/)**",
    "One[^1]\n\n[^1]: Two\n\n[x][y] and [y]\n\n[y]: /z/",
    "Text\n{: .lead }\n\n## Head {: #head }\n\n[x](/y/){: .z }",
    "we met at noon\n(the hall was full)\nand left.\nA. Smith was there.\nI. Newton was not.",
    "It fell\n-5 at noon\n-10 at night, 12 -\n15 per cent",
    "<pre>\n**a** [x](/y/)\n</pre>\n\n<p>a <code>**b**</code></p>\n\n<!-- **a [x] (/y/) -->",
    "```\n::: note\n\nWords\n:::\n```\n\n```\n#!/bin/sh\n```",
    "| a * | b_ |\n|---|---|\n| [c] | d |",
]


def told(reader: BodyReader, body: str) -> list[str]:
    return [str(finding) for finding in reader.read(body, "x.md", 1).findings]


@pytest.mark.parametrize(("body", "words"), FAILED.values(), ids=FAILED)
def test_a_mark_that_failed_is_told_once_with_what_to_type(reader: BodyReader, body: str, words: str) -> None:
    findings = told(reader, body)

    assert len(findings) == 1
    assert words in findings[0]
    assert findings[0].endswith("[C100]")


@pytest.mark.parametrize("body", HONEST)
def test_signs_that_mean_themselves_are_well(reader: BodyReader, body: str) -> None:
    assert told(reader, body) == []


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("a\n**b** c\n[x] (/y/)", 3),
        ("`[x] (/y/)`\n\n- a\n  - b\n    c [x] (/y/)", 5),
        ("a[^n]\n\n[^n]: b\n    [x] (/y/)", 4),
        ("::: note\n\na\n[x] (/y/)\n:::", 4),
        ("| a | b |\n|---|---|\n| c | [x] (/y/) |", 3),
        ("> a\n> - b\n> - [x] (/y/)", 3),
        ("a\n\n<div>\n<b>b</b>\n\n[x](/y/)\n</div>", 6),
        ("a\n\n> ```\n> b\n> ```\n> [x] (/y/)", 6),
        ("a\n\nb\n\n    :::sh\n    c", 5),
        ("a <b\ntitle='x'>c</b>\n[x] (/y/)", 3),
    ],
)
def test_it_is_told_with_its_line(reader: BodyReader, body: str, line: int) -> None:
    assert [finding.where.line for finding in reader.read(body, "x.md", 1).findings] == [line]
