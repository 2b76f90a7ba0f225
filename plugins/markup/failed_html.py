"""Markdown inside HTML that staff wrote, where nobody reads it; and the name of a language in code."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from plugins.markup.failed_marks import failed, is_worth_a_look
from plugins.markup.failed_rules import OBJECT, Mark, plain

# Of a piece of HTML: what it holds besides words, and what would be Markdown elsewhere, each with its form in HTML.
NO_WORDS = re.compile(
    r"<!--.*?-->|<(pre|code|script|style|kbd|samp)\b.*?</\1\s*>|(?<!\{)</?[A-Za-z][^>]*>", re.DOTALL | re.IGNORECASE
)
LINKED = re.compile(r"<a\b[^>]*>.*?</a\s*>", re.DOTALL | re.IGNORECASE)
INLINE = (
    (re.compile(r"(?<!!)\[([^\]\[\n]+)\]\(([^()\s]+)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"\*\*([^\s*][^*\n]*)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![\w_])__([^\s_][^_\n]*)__(?![\w_])"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+)(?<=\S)\*(?![\w*])"), r"<em>\1</em>"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]+)(?<=\S)_(?![\w_])"), r"<em>\1</em>"),
    (re.compile(r"(?<!`)`([^`\n]+)`(?!`)"), r"<code>\1</code>"),
    (re.compile(r"~~([^\s~][^~\n]*)~~"), r"<del>\1</del>"),
)
PICTURE = re.compile(r"!\[[^\]\[\n]*\]\([^()\s]+\)")
ORDERED = re.compile(r"^ {0,3}1[.)] +(\S[^\n]*)$", re.MULTILINE)
STEP = re.compile(r" {0,3}[0-9]{1,3}[.)] +(\S.*)")  # that goes on with one
TABLE = re.compile(r"^ {0,3}\|[^\n]*\|$|^[^\n|]+\|[^\n]*(?=\n *\|?[-:| ]*-{3})", re.MULTILINE)
TABLE_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
BLOCKS = (
    (re.compile(r"^ {0,3}#{1,6} +(\S[^\n]*?) *#*$", re.MULTILINE), r"<h2>\1</h2>"),
    (re.compile(r"^ {0,3}> ?(\S[^\n]*)$", re.MULTILINE), r"<blockquote>\1</blockquote>"),
    (re.compile(r"^ {0,3}[-*+] +(?!\d)(\S[^\n]*)$", re.MULTILINE), r"<ul><li>\1</li></ul>"),
    (ORDERED, r"<ol><li>\1</li></ol>"),
    (TABLE, ""),
    (re.compile(r"^ *(?:`{3,}|~{3,})[^\n]*", re.MULTILINE), ""),
)
INLINE_FORMS = frozenset(right for _, right in INLINE)
MARKDOWN = ((PICTURE, ""), *INLINE, *BLOCKS)
BARE_ADDRESS = re.compile(
    r"\bhttps?://[^\s<>\"']+[\w/]|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?![\w@])"
)
# What says something itself, so that it cannot be deleted around the words.
MEANS_SOMETHING = re.compile(
    r"<(?:details|summary|fig\w+|table|t[rdh]\b|ul|ol|li|dl|d[td]\b|blockquote|aside|h[1-6]|abbr|address)",
    re.IGNORECASE,
)
# Marks of which it does not matter whether they stand inside HTML.
ANYWHERE = frozenset(("program", "picture-sign", "picture"))
# Those whose right form is that of a few words.
INLINE_MARKS = frozenset(("link", "other-sign", "spaces-inside", "uneven"))
# In code, what other programs take for its language.
LANGUAGE_LINE = re.compile(r"(?:<pre><code[^>]*>)?(?P<line>(?::::|#!)(?P<name>[A-Za-z][\w+#.-]*))\n")


def failed_in_html(html: str) -> Iterator[Mark]:
    """Markdown in a piece of HTML, where nobody reads it, and the name of a language in a piece of code."""
    if html.startswith("<pre><code"):
        yield from language_in_code(html)
    words = "" if html.startswith("<pre") else without_tags(NO_WORDS, html)
    if not words.strip():
        return
    # What stands behind a tag begins no line.
    marked = NO_WORDS.sub(lambda tag: OBJECT + "\n" * tag[0].count("\n"), html)
    is_box = MEANS_SOMETHING.search(html) is not None
    if found := markdown_in(marked):
        yield from in_a_box(marked, found) if is_box else [as_mark(marked, found[0][0], "in-html")]
    elif marks := list(filter(is_sure, failed(words))) if is_worth_a_look(words) else []:
        yield from map(in_html_of_a_box, marks) if is_box else map(in_html, marks[:1])
    else:
        words_alone = without_tags(NO_WORDS, without_tags(LINKED, html))
        for address in BARE_ADDRESS.finditer(words_alone):
            scheme = "" if "://" in address[0] else "mailto:"
            right = f'<a href="{scheme}{address[0]}">{address[0]}</a>'
            yield Mark("address-in-html", address[0], right, words_alone.count("\n", 0, address.start()))


def as_mark(marked: str, one: re.Match[str], name: str, right: str = "", more: int = 0) -> Mark:
    """A piece of Markdown in a piece of HTML. more: so many lines that belong to it are below its first"""
    line = marked.count("\n", 0, one.start() + len(one[0]) - len(one[0].lstrip()))
    words = plain(one[0].replace(OBJECT, "").strip().partition("\n")[0])
    return Mark(name, words, plain(right.replace(OBJECT, "")).strip(), line, line + more)


def in_a_box(marked: str, found: Iterable[tuple[re.Match[str], str]]) -> Iterator[Mark]:
    """Each piece of Markdown where HTML means something, with its form there: a table and steps as a whole."""
    lines, done = marked.split("\n"), 0
    for one, right in found:
        mark = as_mark(marked, one, "picture-in-html" if one.re is PICTURE else "in-box", one.expand(right))
        if mark.line < done:
            continue
        below = lines[mark.line :]
        if one.re in (TABLE, ORDERED):
            belongs = (lambda line: "|" in line and OBJECT not in line) if one.re is TABLE else STEP.match
            whole = list(takewhile(belongs, below)) or below[:1]
            form = table_in_html(whole) if one.re is TABLE else steps_in_html(whole)
            done = mark.line + len(whole)
            yield as_mark(marked, one, "in-box", form, len(whole) - 1)
        else:
            yield mark._replace(right=mark.right if right in INLINE_FORMS else as_html(mark.right))


def as_html(words: str) -> str:
    """Words with their Markdown in HTML.

    >>> as_html("**a** and [b](/c/)")
    '<strong>a</strong> and <a href="/c/">b</a>'
    """
    for pattern, right in INLINE:
        words = pattern.sub(right, words)
    return words


def table_in_html(rows: Sequence[str]) -> str:
    """The rows of a table in HTML on one line: the first is its head if a rule is below it."""
    shown = [row for row in rows if not TABLE_RULE.fullmatch(row)]
    has_head = len(rows) > 1 and TABLE_RULE.fullmatch(rows[1]) is not None
    html = ""
    for number, row in enumerate(shown):
        tag = "th" if has_head and not number else "td"
        cells = (as_html(cell.strip()) for cell in row.strip().strip("|").split("|"))
        html += f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"
    return f"<table>{html}</table>"


def steps_in_html(lines: Sequence[str]) -> str:
    """The steps of a list in HTML on one line."""
    steps = (found[1] for line in lines if (found := STEP.match(line)))
    return f"<ol>{''.join(f'<li>{as_html(step)}</li>' for step in steps)}</ol>"


def in_html(mark: Mark) -> Mark:
    """A mark that failed, in HTML that can be deleted."""
    return mark if mark.name in ANYWHERE else mark._replace(name="in-html", right="")


def in_html_of_a_box(mark: Mark) -> Mark:
    """A mark that failed, where HTML means something: with its form there, if that is known."""
    right = as_html(mark.right) if mark.name in INLINE_MARKS else ""
    return mark if mark.name in ANYWHERE else mark._replace(name="in-box", right=right)


def is_sure(mark: Mark) -> bool:
    """Whether a mark in HTML is one: a star or a line alone is rather that of a note."""
    return mark.name != "never-ends" or mark.text.startswith(("**", "__", "~~"))


def markdown_in(words: str) -> list[tuple[re.Match[str], str]]:
    """The pieces of Markdown in some words, none within another, each with the template of its form in HTML."""
    every = ((one, right) for pattern, right in MARKDOWN for one in pattern.finditer(words))
    found: list[tuple[re.Match[str], str]] = []
    for one, right in sorted(every, key=lambda piece: piece[0].start()):
        if not found or one.start() >= found[-1][0].end():
            found.append((one, right))
    return found


def without_tags(pattern: re.Pattern[str], html: str) -> str:
    """HTML without what matches, but for its line ends."""
    return pattern.sub(lambda found: "\n" * found[0].count("\n"), html)


def language_in_code(code: str) -> Iterator[Mark]:
    """The name of a language that stands in the code's first line."""
    if found := LANGUAGE_LINE.match(code):
        yield Mark("language", found["line"], found["name"], 0)
