"""Markdown inside HTML that staff wrote, where nobody reads it; and the name of a language in code."""

import re
from collections.abc import Iterator

from plugins.markup.failed_marks import failed, is_worth_a_look
from plugins.markup.failed_rules import OBJECT, Mark, plain

# Of a piece of HTML: what it holds besides words, and what would be Markdown elsewhere, each with its form in HTML.
NO_WORDS = re.compile(
    r"<!--.*?-->|<(pre|code|script|style|kbd|samp)\b.*?</\1\s*>|(?<!\{)</?[A-Za-z][^>]*>", re.DOTALL | re.IGNORECASE
)
LINKED = re.compile(r"<a\b[^>]*>.*?</a\s*>", re.DOTALL | re.IGNORECASE)
MARKDOWN = (
    (re.compile(r"(?<!!)\[([^\]\[\n]+)\]\(([^()\s]+)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"!\[[^\]\[\n]*\]\([^()\s]+\)"), ""),
    (re.compile(r"\*\*([^\s*][^*\n]*)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![\w_])__([^\s_][^_\n]*)__(?![\w_])"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+)(?<=\S)\*(?![\w*])"), r"<em>\1</em>"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]+)(?<=\S)_(?![\w_])"), r"<em>\1</em>"),
    (re.compile(r"(?<!`)`([^`\n]+)`(?!`)"), r"<code>\1</code>"),
    (re.compile(r"~~([^\s~][^~\n]*)~~"), r"<del>\1</del>"),
    (re.compile(r"^ {0,3}#{1,6} +(\S[^\n]*?) *#*$", re.MULTILINE), r"<h2>\1</h2>"),
    (re.compile(r"^ {0,3}> ?(\S[^\n]*)$", re.MULTILINE), r"<blockquote>\1</blockquote>"),
    (re.compile(r"^ {0,3}[-*+] +(?!\d)(\S[^\n]*)$", re.MULTILINE), r"<ul><li>\1</li></ul>"),
    (re.compile(r"^ {0,3}1[.)] +(\S[^\n]*)$", re.MULTILINE), r"<ol><li>\1</li></ol>"),
    (re.compile(r"^ {0,3}\|[^\n]*\|$|^[^\n|]+\|[^\n]*(?=\n *\|?[-:| ]*-{3})", re.MULTILINE), ""),
    (re.compile(r"^ *(?:`{3,}|~{3,})[^\n]*", re.MULTILINE), ""),
)
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
    if found := markdown_in(marked := NO_WORDS.sub(lambda tag: OBJECT + "\n" * tag[0].count("\n"), html)):
        is_box = MEANS_SOMETHING.search(html)
        for one, right in found if is_box else found[:1]:
            line = marked.count("\n", 0, one.start() + len(one[0]) - len(one[0].lstrip()))
            name, form = ("in-box", one.expand(right).replace(OBJECT, "").strip()) if is_box else ("in-html", "")
            yield Mark(name, plain(one[0].replace(OBJECT, "").strip().partition("\n")[0]), form, line)
    elif mark := next(filter(is_sure, failed(words)), None) if is_worth_a_look(words) else None:
        yield mark if mark.name in ANYWHERE else mark._replace(name="in-html", right="")
    elif address := BARE_ADDRESS.search(words_alone := without_tags(NO_WORDS, without_tags(LINKED, html))):
        scheme = "" if "://" in address[0] else "mailto:"
        right = f'<a href="{scheme}{address[0]}">{address[0]}</a>'
        yield Mark("address-in-html", address[0], right, words_alone.count("\n", 0, address.start()))


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
