"""Markdown and HTML where pages show plain words: titles, summaries, descriptions, fields of blocks (C101)."""

import re
from collections.abc import Iterator
from html import unescape

from plugins.core.findings import Finding, Where, finding
from plugins.core.header import Source
from plugins.core.hosts import host_of, is_of_own_network
from plugins.markup.failed_marks import failed, is_worth_a_look
from plugins.markup.failed_rules import RULES, plain
from plugins.markup.raw_html import SHOWN, active_in_text
from plugins.markup.reading import Image

# What would do something in a text, with the words that would be left of it.
WORKING = re.compile(
    r"!?\[(?P<link>[^\]\[\n]+)\]\([^()\s]+(?: \"[^\"\n]*\")?\)"
    r"|(?<![\w*])(?P<stars>\*{1,3})(?=[^\s*])(?P<starred>[^*\n]+)(?<=\S)(?P=stars)(?![\w*])"
    r"|(?<![\w_])(?P<lines>_{1,3})(?=[^\s_])(?P<lined>[^_\n]+)(?<=\S)(?P=lines)(?![\w_])"
    r"|(?<!~)~~(?=[^\s~])(?P<struck>[^~\n]+)(?<=\S)~~(?!~)|(?<!\w)`(?P<code>[^`\n]+)(?<=\S)`"
    r"|<(?P<tag>a|b|i|u|s|p|em|del|div|sub|sup|code|font|mark|span|small|strong|center|h[1-6])\b[^<>]*>"
    r"(?P<tagged>[^<\n]*)</(?P=tag)\s*>|<br ?/?>"
    r"|(?P<entity>&(?:[a-zA-Z]{2,8}|#[0-9]{1,6});)"
    r"|\A(?:#{1,6}(?! of\b)|>(?! [\d$€£])) +|\\(?P<escaped>[\\`*_{}\[\]()#+.!~-])"
)
# What stands behind one is of the sentence.
WHOLE_ADDRESS = re.compile(r"(?i)\b(?:https?|ftp|file)://[^\s<>()\[\]\"“”«»]*[^\s<>()\[\]\"“”«».,;:!?]")
WORDS = ("link", "starred", "lined", "struck", "code", "tagged", "escaped")
WITHOUT_WORDS = {"note", "note-without-colon", "inline-note", "program"}  # of which nothing is left in a field
MAY_BE_WORDS = {
    "heading",
    "item",
    "list",
    "table",
    "table-row",
    "fence",
}  # a title may well begin with a topic, "#Strike for all"


def first_mark(value: str) -> str | None:
    """The first piece of plain words that is none, as staff wrote it."""
    if not (is_worth_a_look(value) or "&" in value or "<" in value or "\\" in value or value.startswith(">")):
        return None
    if working := WORKING.search(value):
        return working[0].strip()
    return next((mark.text for mark in failed(value) if mark.name not in MAY_BE_WORDS), None)


def words_alone(value: str) -> str:
    """What is left of a value without such signs.

    >>> words_alone("The **whole** [plan](/plan/) &amp; [more] (/more/)")
    'The whole plan & more'
    """
    for _ in range(3):  # bold words in a link, say
        value = WORKING.sub(left_of, value)
    for rule in RULES:
        if rule.name not in MAY_BE_WORDS:
            right = (lambda _: "") if rule.name in WITHOUT_WORDS else rule.right
            value = rule.pattern.sub(lambda found, right=right: WORKING.sub(left_of, right(found)), value)  # type: ignore[misc]
    return plain(value)


def left_of(found: re.Match[str]) -> str:
    """The words of a piece of Markdown or HTML."""
    if found[0].startswith("<br"):
        return " "
    return unescape(found["entity"] or "") + "".join(found[name] or "" for name in WORDS)


def not_plain(name: str, value: str, where: Where) -> Iterator[Finding]:
    """A field whose words have Markdown or HTML among them (C101), or an address that readers cannot open (C11)."""
    for address in WHOLE_ADDRESS.findall(value) if "://" in value else ():
        if not (host := host_of(address)) or is_of_own_network(host):
            yield finding("C11.only-here-in-words", where, address=address)
    text = first_mark(value)
    if text is not None:
        words = words_alone(value)
        line = {"line": f"{name}: {words}"} if words else {}
        yield finding("C101.in-a-field", where, text=text, **line)


def marks_in_header(source: Source) -> Iterator[Finding]:
    """The same for every field of a header that pages show."""
    for name, value, line in source.entries:
        if name.casefold() in SHOWN and not active_in_text(value, Where(source.path, line)):  # of that, enough is told
            yield from not_plain(name, value, Where(source.path, line))


def not_plain_picture(image: Image, where: Where) -> Iterator[Finding]:
    """The same for the description of a picture in a text, and for its title, which is shown below it."""
    text = next((mark for words in (image.description, image.title) if (mark := first_mark(words)) is not None), None)
    if text is not None:
        title = f' "{words_alone(image.title)}"' if image.title else ""
        line = f"![{words_alone(image.description)}]({image.source}{title})"
        yield finding("C101.in-a-field", where, text=text, line=line)
