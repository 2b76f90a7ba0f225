"""Finished HTML in the place of a reading's marks."""

import re
from collections.abc import Callable

from markupsafe import Markup, escape

from plugins.markup.named import Named
from plugins.markup.reading import MARK, Block, Image, Link, Reading

LEADS_NOWHERE = re.compile(r'<a\b[^>]*\shref=""[^>]*>(?P<words>.*?)</a>', re.DOTALL)


def draw(
    reading: Reading,
    *,
    block: Callable[[Block, Markup], str],
    link: Callable[[Link], str],
    image: Callable[[Image], str],
    footnote: Callable[[int], str] = str,
    named: Callable[[Named], str] = lambda one: one.written,
) -> str:
    """The reading's HTML with each mark replaced; a block is drawn after everything inside it.

    block: a block and its finished text -> HTML
    link: a link -> the address, not escaped: draw escapes it for the attribute in which its mark stands; of one without
        an address only the words are left
    image: a picture -> HTML
    footnote: its number -> what leads back to it, in words, as for links
    named: the name of a fact or a contact -> HTML
    """

    def replace(found: re.Match[str]) -> str:
        if found["named"]:
            return named(Named.of_mark(found["named"]))
        number = int(found["number"])
        if found["kind"] == "footnote":
            return str(escape(footnote(number)))
        if found["kind"] == "link":
            return str(escape(str(link(reading.links[number]))))
        if found["kind"] == "image":
            return image(reading.images[number])
        inner = reading.blocks[number]
        return block(inner, Markup(MARK.sub(replace, inner.body)))

    return LEADS_NOWHERE.sub(r"\g<words>", MARK.sub(replace, reading.html))
