"""What people write within a line for other programs, with one meaning: it means the same here.

Struck words between `~~`, an address that stands alone; and a "#" right before a word, which begins a heading nowhere
else.
"""

import re
from collections.abc import Iterator
from typing import Self
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import ENTITY_RE, HtmlInlineProcessor
from markdown.util import HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, AtomicString

ENTITY_OR_ADDRESS = re.compile(
    f"(?P<entity>{ENTITY_RE})"
    "|(?<![^\\W_])(?<![/@.])(?:(?P<web>(?:https?://|www\\.)(?=\\w)(?:[^\\s<>\x02\x03]|\x02[0-9]+\x03)+)"
    r"|(?:mailto:)?(?P<mail>(?<![+%-])[\w.+%-]{1,64}+@[\w-]++(?:\.[\w-]++)*\.[A-Za-z]{2,}+)(?![\w@/]))"
)
# What stands behind an address in a sentence, or between signs that are no part of it.
BEHIND = "?!.,:;*_~'\"”’»…|"
PAIRS = {")": "(", "]": "[", "}": "{"}
# Of longer paragraphs addresses stay words: Markdown copies a paragraph for each thing that it finds in it.
MAX_LETTERS = 20_000
# As Markdown's own, but for one "#" right before a word: a topic on other sites, or the number of something.
HEADING = re.compile(r"(?:^|\n)(?P<level>#{2,6}|#(?![^\s#]))(?P<header>(?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*(?:\n|$)")


def read_as_elsewhere(md: Markdown) -> None:
    """Registers what makes all this (with Markdown's own priorities in version 3.11)."""
    assert md.delimiters is not None
    md.delimiters.add("~", "del", double=True)
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "~"]
    md.inlinePatterns.register(EntityOrAddress(ENTITY_RE, md), "entity", 80)  # in the place of Markdown's
    md.parser.blockprocessors["hashheader"].RE = HEADING  # type: ignore[attr-defined]


class EntityOrAddress(HtmlInlineProcessor):
    """Entities, as Markdown has them; and a web or e-mail address in a sentence, as a link.

    One for both, since each that looks at every text costs as much as one that finds something.
    """

    def getCompiledRegExp(self) -> Self:  # type: ignore[override]  # noqa: N802
        """What finds them."""
        return self

    def finditer(self, text: str, start: int) -> Iterator[re.Match[str]]:
        """As a compiled pattern has it; nearly all texts hold no address, and to look for one is slow."""
        if len(text) <= MAX_LETTERS and ("://" in text or "www." in text or "@" in text):
            return ENTITY_OR_ADDRESS.finditer(text, start)
        return self.compiled_re.finditer(text, start)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        """Keeps an entity, or makes a link."""
        if m.re is self.compiled_re or m["entity"]:
            return super().handleMatch(m, data)
        words = m["mail"] or without_signs_behind(m["web"])
        if self.is_in_link(data[: m.start()]):
            return None, None, None
        scheme = "mailto:" if m["mail"] else "https://" if words.startswith("www.") else ""
        element = Element("a", {"href": scheme + words})
        element.text = AtomicString(words)
        return element, m.start(), m.end() if m["mail"] else m.start() + len(words)

    def is_in_link(self, before: str) -> bool:
        """Whether these are words of a link: of Markdown's, or of one in HTML that has begun and not ended."""
        inline = self.md.treeprocessors["inline"]
        if "a" in inline.ancestors:  # type: ignore[attr-defined]
            return True
        if not self.md.htmlStash.rawHtmlBlocks:
            return False
        nodes = inline.stashed_nodes  # type: ignore[attr-defined]
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
