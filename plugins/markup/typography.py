"""Typographer's quotes, dashes and spaces, by typogrify, with the site's settings."""

from collections.abc import Callable, Sequence
from html import escape, unescape

import smartypants
from typogrify.filters import typogrify


def typographer(ignore_tags: Sequence[str], omit_filters: Sequence[str]) -> Callable[[str], str]:
    """A function from HTML to HTML, as the settings TYPOGRIFY_IGNORE_TAGS and TYPOGRIFY_OMIT_FILTERS want it."""
    smartypants.Attr.default = smartypants.Attr.set1 | smartypants.Attr.w
    omitted = dict.fromkeys(omit_filters, False)

    def typographic_html(html: str) -> str:
        return str(typogrify(html, list(ignore_tags), **omitted))

    return typographic_html


def typographic(text: str) -> str:
    """Plain text with typographer's quotes and dashes; no HTML goes in or comes out.

    >>> typographic('"Do not cut" -- build')
    '“Do not cut” — build'
    """
    return unescape(str(smartypants.smartypants(escape(text, quote=False), smartypants.Attr.set1 | smartypants.Attr.w)))
