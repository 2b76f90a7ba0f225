"""Characters that HTML has names and numbers for, such as `&amp;`, read as they were meant."""

import re
from html import unescape
from html.entities import html5

REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]{1,31};)")


def decoded(text: str) -> str:
    """A text whose whole references, from `&` to `;`, are the characters that they name.

    Python, as browsers between tags, takes 106 old names for references without their `;`, too: `?a=1&region=2`
    becomes `?a=1®ion=2`. In an address that is never meant, and in an attribute no browser reads it so (HTML,
    13.2.5.73 Named character reference state). Numbers are read without it, as in browsers.

    >>> decoded("/sign?ca=1&region=2"), decoded("R&amp;D&#46; &region;")
    ('/sign?ca=1&region=2', 'R&D. &region;')
    >>> decoded("&#0000106avascript:x")
    'javascript:x'
    """
    return REFERENCE.sub(lambda found: unescape(found[0]) if _is_known(found[0]) else found[0], text)


def with_whole_references(html: str) -> str:
    """HTML in which every `&` that begins no whole reference is written as one, so that nobody takes it for another.

    >>> with_whole_references('<a title="R&copy 1&amp;2">')
    '<a title="R&amp;copy 1&amp;2">'
    """
    return re.sub(
        f"{REFERENCE.pattern}|&", lambda found: found[0] if _is_known(found[0]) else f"&amp;{found[0][1:]}", html
    )


def _is_known(reference: str) -> bool:
    return reference.startswith("&#") or reference[1:] in html5
