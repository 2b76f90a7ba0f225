"""What people write within a line for other programs, with one meaning: it means the same here.

Struck words between `~~`, an address that stands alone; a "#" right before a word, which begins a heading nowhere else;
and words in braces, of which only `#id`, `.class` and `key=value` say something about what they stand behind.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, Self
from unicodedata import category
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import ENTITY_RE, EscapeInlineProcessor, HtmlInlineProcessor
from markdown.util import HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, AtomicString

# Quotation marks and stops of any language, dashes between words, arrows and the signs of notes: no address holds them.
NEVER_WITHIN = "„“”«»‹›「」『』《》〈〉（）【】。、，；：！？｡､…—―→←↑↓⇒⟶➔➜†‡•"
APOSTROPHE = r"(?:[\w.+%-]{1,64}['’])"  # in a name: ann.o'neil@, d'arcy@
# Among French words another word begins behind one of these letters, which lost its vowel: l'adresse d'info@.
ELIDED = re.compile(r"(?:mailto:)?(?:[cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)
FRENCH = re.compile(
    r"(?<!\w)(?:(?:[dl]|qu)['’](?=\w+[ ,.])"
    r"|(?:à|au|aux|avec|de|des|du|est|et|la|le|les|nous|ou|par|pour|sur|une?|vous)(?!\w))",
    re.IGNORECASE,
)
ENTITY_OR_ADDRESS = re.compile(
    f"(?P<entity>{ENTITY_RE})"
    f"|(?<![^\\W_])(?<![/@.])(?:(?P<web>(?i:https?://|www\\.)(?=\\w)(?:[^\\s<>\x02\x03{NEVER_WITHIN}]|\x02[0-9]+\x03)+)"
    rf"|(?:mailto:)?(?P<mail>(?<![+%-]){APOSTROPHE}?[\w.+%-]{{1,64}}+@[\w-]++(?:\.[\w-]++)*\.[A-Za-z]{{2,}}+)(?![\w@/]))"
)
# What stands behind an address in a sentence, or between signs that are no part of it.
BEHIND = "?!.,:;*_~'\"’‘‚|"
# Up to its port; nothing but a path, a question or a spot goes on with an address behind it.
HOST = re.compile("(?i:https?://)?(?:[\\w.~%:+-]+@)?(?:[\\w.-]|\x02[0-9]+\x03)+(?::[0-9]+)?")
PAIRS = {")": "(", "]": "[", "}": "{"}
# Of longer paragraphs addresses stay words: Markdown copies a paragraph for each thing that it finds in it.
MAX_CHARACTERS = 20_000
# As Markdown's own, but for one "#" right before a word: a topic on other sites, or the number of something.
HEADING = re.compile(r"(?:^|\n)(?P<level>#{2,6}|#(?![^\s#]))(?P<header>(?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*(?:\n|$)")
# What is an attribute in braces; Markdown takes any words for some, and nobody would see them any more.
NAMED = r"\#[\w:.-]+|\.[^\W\d][\w:.-]*"
EQUALS = r"=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'={}]+)"
ATTRIBUTE = rf"(?:{NAMED}|[A-Za-z_][\w:.-]*{EQUALS})"
# Of HTML; any other word before "=" is none, unless a colon says so, and what it says would be lost.
OF_HTML = (
    rf"(?:{NAMED}|(?i:id|class|title|lang|dir|role|style|rel|target|href|hreflang|download|type|start|value|name|cite|alt"
    rf"|src|srcset|sizes|width|height|loading|align|valign|colspan|rowspan|scope|tabindex|markdown|content|property|itemprop"
    rf"|poster|background|action|formaction|ping|data|data-[\w-]+"
    rf"|aria-[a-z]+|on[a-z]+){EQUALS})"
)
ATTRIBUTES = rf"\{{(?::[ ]*|[ ]*(?={OF_HTML}(?:[ ]+{OF_HTML})*[ ]*\}}))({ATTRIBUTE}(?:[ ]+{ATTRIBUTE})*)[ ]*\}}"
# Stars between letters or digits ("Kolleg*innen", 5*3, "f**k"), behind a word and before no other (3*, 4*), alone
# between tags; and what they are not there: the edge of slanted or bold words.
INDEX = r"(?:[0-9]+|[^\W\d_]{1,2})"  # right behind a word no link, but a place in a list: array[0](1), fn[i](x)
STAR_OR_ESCAPED = (
    r"\\(.)|(?<=[^\W_])(?P<within>\*+)(?=[^\W_])|(?:(?<=[^\W_])|(?<=[%€$.!?)]))(?P<behind>\*{1,3})(?=[^\w\s*])"
    r"|(?<=[\w\"']>)\*{1,3}(?=</)"
    rf"|(?<=[^\W_])(?P<index>\[)(?={INDEX}\]\({INDEX}\))"
)
# Without one of these, a pattern of Markdown or of ours finds nothing; to try its forms at each letter takes long.
SIGNS = {
    "escape": re.compile(r"\\|\*|\[(?<=[^\W_]\[)"),
    "backtick": re.compile("`"),
    "named": re.compile(r"\{"),
}
STAR, BRACKET = "\x02042\x03", "\x02091\x03"  # as Markdown keeps signs behind a backslash; zero: nobody wrote one
ACRONYM = re.compile(r"(?<![^\s(\"“‘\x03])[A-Z]\Z"), re.compile(r"[A-Z](?:\*[A-Z])*(?![\w*])")  # M*A*S*H
REACH = 200  # so many letters to both sides the other edge is looked for
OPENS, CLOSES = re.compile(r"(?<![\w*])\*(?=[^\s*])"), re.compile(r"(?<=[^\s*])\*(?![\w*])")
MAX_RUNS = 20  # of stars are looked at, behind which it is left to Markdown
BEGINS = re.compile(r"(?:(?<=[\s(\[{“‘„«\"'—–-])|\A)\*+(?=[^\s*])|(?<=[^\s*])\*+(?=\w)")
ALONE_SLANTED = re.compile(r"([^\W\d_][^\W_]*)\*(?!\*)")
WORD = re.compile(r"[^\W_]+")
BEFORE_IT = re.compile(r"(?<!\*)\*([^\W\d_][^\W_]*)$")
# With these, a German word names all genders.
GENDERS = frozenset(("in", "innen", "r", "n", "m", "s", "e", "er", "en", "em", "es", "x"))


def read_as_elsewhere(md: Markdown) -> None:
    """Registers what makes all this (with Markdown's own priorities in version 3.11)."""
    assert md.delimiters is not None
    md.delimiters.add("~", "del", double=True)
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "~"]
    md.inlinePatterns.register(StarOrEscaped(STAR_OR_ESCAPED, md), "escape", 180)  # in the place of Markdown's
    md.inlinePatterns.register(EntityOrAddress(ENTITY_RE, md), "entity", 80)  # in the place of Markdown's
    for name in SIGNS:
        pattern: Any = md.inlinePatterns[name]
        pattern.compiled_re = WithSigns(pattern.compiled_re, SIGNS[name])
    md.parser.blockprocessors["hashheader"].RE = HEADING  # type: ignore[attr-defined]
    if "attr_list" in md.treeprocessors:
        attributes: Any = md.treeprocessors["attr_list"]
        attributes.HEADER_RE = re.compile(rf"[ ]+{ATTRIBUTES}[ ]*$")
        attributes.BLOCK_RE = re.compile(rf"\n[ ]*{ATTRIBUTES}[ ]*$")
        attributes.INLINE_RE = re.compile(ATTRIBUTES)


class WithSigns(NamedTuple):
    """What finds a pattern, in a text that holds one of its signs alone."""

    pattern: re.Pattern[str]
    signs: re.Pattern[str]

    def finditer(self, text: str, start: int) -> Iterator[re.Match[str]]:
        """As a compiled pattern has it."""
        return self.pattern.finditer(text, start) if self.signs.search(text, start) else iter(())


class StarOrEscaped(EscapeInlineProcessor):
    """Signs behind a backslash, as Markdown has them; stars within words that slant nothing; brackets of an index."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str | None, int, int]:  # type: ignore[override]  # noqa: N802
        """Keeps the sign as it is, or leaves it to Markdown."""
        if m[1] is not None:
            return f"\x02{ord(m[1])}\x03" if m[1] in self.md.ESCAPED_CHARS else None, m.start(), m.end()
        if m["index"]:
            return BRACKET, m.start(), m.end()
        before, after = data[max(0, m.start() - REACH) : m.start()], data[m.end() : m.end() + REACH]
        stars = m[0]
        if m["behind"]:
            is_sign = not is_open(data[: m.start()], "*")
        elif m["within"]:
            is_sign = not (is_edge(before, after) if stars == "*" else are_edge(before, after, stars))
        else:
            is_sign = True
        return (STAR * len(stars) if is_sign else None), m.start(), m.end()


def is_edge(before: str, after: str) -> bool:
    """Whether a star between letters begins or ends slanted words.

    before, after: what stands on both sides of it

    >>> is_edge("un", "frigging*believable"), is_edge("*The Herald", "s plan"), is_edge("Kolleg", "innen")
    (True, True, False)
    """
    if ACRONYM[0].search(before) and ACRONYM[1].match(after):
        return False
    ending = WORD.match(after)
    if BEFORE_IT.search(before) and not (ending and ending[0] in GENDERS):  # *un*fair
        return True
    for alone in (ALONE_SLANTED.match(after), BEFORE_IT.search(before)):
        if alone and alone[1] not in GENDERS:
            return not closes_later(after) or alone.string == after
    edges = [max((found.start() for found in edge.finditer(before)), default=-1) for edge in (CLOSES, OPENS)]
    return edges[1] > edges[0] and not closes_later(after)


def are_edge(before: str, after: str, stars: str) -> bool:
    """Whether several stars between letters begin or end bold words, of which the others stand at the end of a word.

    >>> are_edge("un", "believ**able", "**"), are_edge("**un", "fair", "**"), are_edge("f", "k and s**t", "**")
    (True, True, False)
    """
    same = rf"(?<!\*){re.escape(stars)}(?!\*)"
    in_word = re.match(rf"[^\W_]+{same}", after) or re.search(rf"{same}[^\W_]+\Z", before)
    return len(stars) <= 3 and bool(in_word or is_open(before, stars) or re.search(rf"(?<=[^\s*]){same}(?!\w)", after))


def is_open(before: str, stars: str) -> bool:
    """Whether there are as many stars, or more, that begin words and that no others end.

    >>> is_open("*The Herald", "*"), is_open("*a* b 3", "*"), is_open("***a* b", "**")
    (True, False, True)
    """
    missing, end = len(stars), len(before)
    for _ in range(MAX_RUNS):
        end = before.rfind("*", 0, end) + 1
        if not end:
            return False
        start = end - 1
        while start and before[start - 1] == "*":
            start -= 1
        if BEGINS.match(before, start):
            missing -= end - start
        elif start and not before[start - 1].isspace():
            missing += end - start
        if missing <= 0:
            return True
        end = start
    return True


def closes_later(after: str) -> bool:
    """Whether behind a star another one ends slanted words, before any begins some."""
    closes, opens = CLOSES.search(after), OPENS.search(after)
    return closes is not None and (opens is None or closes.start() < opens.start())


class EntityOrAddress(HtmlInlineProcessor):
    """Entities, as Markdown has them; and a web or e-mail address in a sentence, as a link.

    One for both, since each that looks at every text costs as much as one that finds something.
    """

    def getCompiledRegExp(self) -> Self:  # type: ignore[override]  # noqa: N802
        """What finds them."""
        return self

    def finditer(self, text: str, start: int) -> Iterator[re.Match[str]]:
        """As a compiled pattern has it; nearly all texts hold no address, and to look for one is slow."""
        if len(text) <= MAX_CHARACTERS and any(map(text.__contains__, ("://", "ww.", "WW.", "@"))):
            return ENTITY_OR_ADDRESS.finditer(text, start)
        return self.compiled_re.finditer(text, start)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        """Keeps an entity, or makes a link."""
        if m.re is self.compiled_re or m["entity"]:
            return super().handleMatch(m, data)
        words, start = m["mail"] or without_signs_behind(m["web"]), m.start()
        if m["mail"] and (elided := ELIDED.match(words)) and FRENCH.search(f"{data[:start]} {data[m.end() :]}"):
            words, start = words[elided.end() :], start + elided.end()
        if self.is_in_link(data[: m.start()]):
            return None, None, None
        scheme = "mailto:" if m["mail"] else "https://" if words[:4].lower() == "www." else ""
        element = Element("a", {"href": scheme + (words.replace("’", "'") if m["mail"] else words)})
        element.text = AtomicString(words)
        return element, start, m.end() if m["mail"] else start + len(words)

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
    """An address without what belongs to the sentence: signs at its end or behind its host, brackets opened before it.

    >>> without_signs_behind("https://example.org/a_(b)).**"), without_signs_behind("https://example.org/?a=b–")
    ('https://example.org/a_(b)', 'https://example.org/?a=b')
    """
    host = HOST.match(address)
    if host and address[host.end() : host.end() + 1] not in ("/", "?", "#"):
        address = host[0]
    closing = (at for at, sign in enumerate(address) if sign == "]" and "[" not in address[:at])
    address = address[: next(closing, None)]
    while (
        (last := address[-1]) in BEHIND
        or (last in PAIRS and address.count(last) > address.count(PAIRS[last]))
        or (last > "\x7f" and not last.isalnum() and category(last) not in ("Mn", "Mc"))
        or last == "\ufe0f"  # of a picture sign
        or address.endswith("--")
    ):
        address = address.rstrip("-") if last == "-" else address[:-1]
    return address
