"""What people write within a line for other programs, with one meaning: it means the same here.

Struck words between `~~`, an address that stands alone, a backslash that ends a line; and a "#" before a word, which
begins a heading nowhere else.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor, SubstituteTagInlineProcessor
from markdown.util import HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, AtomicString

ADDRESS = re.compile(
    "(?<![^\\W_])(?<![/@.])(?:(?P<web>(?:https?://|www\\.)(?=\\w)(?:[^\\s<>\x02\x03]|\x02[0-9]+\x03)+)"
    r"|(?:mailto:)?(?P<mail>(?<![+%-])[\w.+%-]{1,64}+@[\w-]++(?:\.[\w-]++)*\.[A-Za-z]{2,}+)(?![\w@/]))"
)
# What stands behind an address in a sentence, or between signs that are no part of it.
BEHIND = "?!.,:;*_~'\"”’»…|"
PAIRS = {")": "(", "]": "[", "}": "{"}
# As Markdown's own, but for one "#" right before a word: a topic on other sites, or the number of something.
HEADING = re.compile(r"(?:^|\n)(?P<level>#{2,6}|#(?![^\s#]))(?P<header>(?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*(?:\n|$)")


def read_as_elsewhere(md: Markdown) -> None:
    """Registers what makes all this (Markdown's own priorities beside it, version 3.11)."""
    assert md.delimiters is not None
    md.delimiters.add("~", "del", double=True)
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "~"]
    md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash", 101)  # line breaks have 100
    md.inlinePatterns.register(BareAddress("", md), "bare address", 85)  # between HTML, 90, and entities, 80
    md.parser.blockprocessors["hashheader"].RE = HEADING  # type: ignore[attr-defined]


class WhereItMay:
    """Searches where there may be an address: nearly all texts have none, and the search is slow."""

    def finditer(self, text: str, start: int) -> Iterator[re.Match[str]]:
        """As a compiled pattern has it."""
        return ADDRESS.finditer(text, start) if "://" in text or "www." in text or "@" in text else iter(())


class BareAddress(InlineProcessor):
    """A web or e-mail address in a sentence, as a link."""

    ANCESTOR_EXCLUDES = ("a",)

    def getCompiledRegExp(self) -> WhereItMay:  # type: ignore[override]  # noqa: N802
        """What finds it."""
        return WhereItMay()

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        """Makes the link."""
        words = m["mail"] or without_signs_behind(m[0])
        if self.is_in_link(data[: m.start()]):
            return None, None, None
        scheme = "mailto:" if m["mail"] else "https://" if words.startswith("www.") else ""
        element = Element("a", {"href": scheme + words})
        element.text = AtomicString(words)
        return element, m.start(), m.end() if m["mail"] else m.start() + len(words)

    def is_in_link(self, before: str) -> bool:
        """Whether the last tag of a link in HTML is one that begins it."""
        nodes = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]
        pieces = [nodes.get(found[1]) for found in INLINE_PLACEHOLDER_RE.finditer(before)]
        raw = [found for piece in pieces if isinstance(piece, str) for found in HTML_PLACEHOLDER_RE.finditer(piece)]
        tags = [self.md.htmlStash.rawHtmlBlocks[int(found[1])] for found in raw]
        of_links = [tag for tag in tags if isinstance(tag, str) and re.match(r"</?a\b", tag, re.IGNORECASE)]
        return bool(of_links) and not of_links[-1].startswith("</")


def without_signs_behind(address: str) -> str:
    """An address without what belongs to the sentence: signs at its end, and brackets that were opened before it.

    >>> without_signs_behind("https://example.org/a_(b)).**"), without_signs_behind("https://example.org/?a=b;")
    ('https://example.org/a_(b)', 'https://example.org/?a=b')
    """
    while (last := address[-1]) in BEHIND or (last in PAIRS and address.count(last) > address.count(PAIRS[last])):
        address = address[:-1]
    return address
