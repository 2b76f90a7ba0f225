"""Typographer's quotes, dashes and spaces, by typogrify, with the site's settings."""

import re
from collections.abc import Callable, Sequence
from html import escape, unescape

import smartypants
from typogrify.filters import typogrify, widont

from plugins.markup.quotes import curled, curled_html

# Straight quotes are turned by plugins.markup.quotes, which sees what stands on the other side of a tag.
# What stands behind the break of a line is no space between two words.
BREAK_OF_LINE = re.compile(r"(?:(?<=<br>)|(?<=<br/>)|(?<=<br />))\s+")
# Nor is what stands behind the bold words that begin a paragraph or an item: in a block they have a line of their own.
BOLD_BEGINNING = re.compile(r"(<(?:p|li)>\s*<(?:strong|b)>[^<]*</(?:strong|b)>) ")
KEPT_BREAK, KEPT_SPACE = "\x02break\x03", "\x02space\x03"
# The parts of widont's pattern: the space and the last word of a block, and what stands before them if no sign does.
# Begun at the first of several spaces alone: from each of thousands to the last is what takes for ever.
LAST_WORD = re.compile(r"(?<!\s)\s++([^<>\s]++\s*+(?:</(?:a|em|span|strong|i|b)>\s*+)*+(?:</(?:p|h[1-6]|li|dt|dd)>|$))")
HOLDING_TAG = re.compile(r"</?(?:a|em|span|strong|i|b)[^>]*>")
TAG_IN_TAG = re.compile("<[^>]*<")
DASHES_AND_DOTS = (smartypants.Attr.set1 & ~smartypants.Attr.q) | smartypants.Attr.w
# What it changes besides; a text that has none of it is not looked through, sign after sign, by its twenty patterns.
CHANGED = re.compile(r"\\|--|\.\.\.|\. \. \.|``|''|&quot;")
OTHER_FILTERS = frozenset(("amp", "caps", "initial_quotes"))


def typographer(ignore_tags: Sequence[str], omit_filters: Sequence[str]) -> Callable[[str], str]:
    """A function from HTML to HTML, as the settings TYPOGRIFY_IGNORE_TAGS and TYPOGRIFY_OMIT_FILTERS want it."""
    smartypants.Attr.default = DASHES_AND_DOTS
    # Typogrify takes the words before each piece of code for the end of a paragraph.
    omitted = dict.fromkeys([*omit_filters, "widont"], False)

    def typographic_html(html: str) -> str:
        if "smartypants" not in omit_filters:
            html = curled_html(html, ignore_tags)
        if CHANGED.search(html) or not omitted.keys() >= OTHER_FILTERS:
            html = str(typogrify(html, list(ignore_tags), **omitted))
        if "widont" in omit_filters:
            return html
        kept = BOLD_BEGINNING.sub(rf"\1{KEPT_SPACE}", BREAK_OF_LINE.sub(KEPT_BREAK, html))
        return without_widows(kept).replace(KEPT_BREAK, "\n").replace(KEPT_SPACE, " ")

    return typographic_html


def without_widows(html: str) -> str:
    """What typogrify's widont gives, which tries every sign of the HTML; here spaces are tried alone.

    >>> without_widows("<p>One two <em>three</em></p><td>four five</td>")
    '<p>One two <em>three</em></p><td>four five</td>'
    >>> without_widows("<p><em>One two</em> three.</p>")
    '<p><em>One two</em>&nbsp;three.</p>'
    """
    if TAG_IN_TAG.search(html):
        return str(widont(html))

    def held(found: re.Match[str]) -> str:
        start = found.start()
        before = html[start - 1 : start]
        is_held = (
            HOLDING_TAG.fullmatch(html, html.rfind("<", 0, start), start) if before == ">" else before not in ("", "<")
        )
        return f"&nbsp;{found[1]}" if is_held else found[0]

    return LAST_WORD.sub(held, html)


def typographic(text: str) -> str:
    """Plain text with typographer's quotes and dashes; no HTML goes in or comes out.

    >>> typographic('"Do not cut" -- build')
    '“Do not cut” — build'
    """
    html = escape(curled(text), quote=False)
    return unescape(str(smartypants.smartypants(html, DASHES_AND_DOTS)) if CHANGED.search(html) else html)
