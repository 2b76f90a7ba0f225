"""Stories below whose headers nothing stands, so that readers would find an empty page (C46)."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from plugins.checks.read import Read
from plugins.core.findings import Finding, Level, Where, finding
from plugins.markup.reading import MARK

TAG = re.compile(r"<[^>]*>")


def check(read: Read) -> Iterator[Finding]:
    """A story without a word, a picture or a block (C46); one of which something else is told is left in peace."""
    is_wrong = not read.source.entries or any(one.level is Level.ERROR for one in read.reading.findings)
    if read.kind == "story" and not says_anything(read.reading.html) and not is_wrong:
        yield finding("C46.story-without-text", Where(read.path))


def says_anything(html: str) -> bool:
    r"""Whether HTML with marks has anything to see or read: a picture, a block, a letter, a digit, a sign such as ✊.

    >>> says_anything("<p>&nbsp;</p><hr>"), says_anything("<p>-\u200b</p>"), says_anything("<p>Yes</p>")
    (False, False, True)
    """
    if any(found["kind"] in ("block", "image") for found in MARK.finditer(html)):
        return True
    words = unescape(TAG.sub("", MARK.sub("", html)))
    return any(unicodedata.category(letter)[0] in "LN" or unicodedata.category(letter) == "So" for letter in words)
