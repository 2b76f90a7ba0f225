"""Words as a part of a web address, and the pattern of a name that is one already."""

import html
import re
import unicodedata
from collections.abc import Callable

# A slug, or the id of a file: small letters and digits, in parts with hyphens between them.
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# As Pelican has them (SLUG_REGEX_SUBSTITUTIONS, 4.12), which are for one after the other.
SUBSTITUTIONS = ((r"[^\w\s-]", ""), (r"\A\s*", ""), (r"\s*\Z", ""), (r"[-\s]+", "-"))


def without_marks(text: str) -> str:
    """Letters of ASCII with what stands above or below them taken away; no other letter.

    >>> without_marks("Québec, Ærø")
    'Quebec, r'
    """
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def slug(text: str, in_ascii: Callable[[str], str] = without_marks) -> str:
    """What Pelican's slugify makes of a text by our settings: the last part of its address, or an id on a page.

    in_ascii: spells letters in those of ASCII. Pelican's is `unidecode`, which knows other alphabets, too

    >>> slug("C++ & <b>Don't</b> cut Québec!")
    'c-dont-cut-quebec'
    """
    plain = html.unescape(" ".join(_without_tags(text).split()))
    plain = in_ascii(unicodedata.normalize("NFKC", plain))
    for found, instead in SUBSTITUTIONS:
        plain = re.sub(found, instead, plain)
    return plain.lower().strip()


def composed(name: str) -> str:
    """A name with each letter and its accent in one character (NFC), as they are typed; some disks part the two.

    >>> composed("De\u0301bat.jpg") == "D\u00e9bat.jpg"
    True
    """
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def slug_of_words(text: str) -> str:
    """A slug where signs part words, of what somebody typed; always a NAME, or empty.

    >>> slug_of_words("Don't cut/close_it: Québec")
    'dont-cut-close-it-quebec'
    """
    return "-".join(re.findall(r"[a-z0-9]+", slug(re.sub(r"[^\w\s'’-]|_", " ", text))))


def _without_tags(text: str) -> str:
    """As markupsafe takes them away, which Pelican asks: none behind one that is not closed."""
    parts, start = [], 0
    while (begin := text.find("<", start)) >= 0:
        closing = "-->" if text.startswith("<!--", begin) else ">"
        end = text.find(closing, begin + (4 if closing == "-->" else 0))
        if end < 0:
            break
        parts.append(text[start:begin])
        start = end + len(closing)
    return "".join([*parts, text[start:]])
