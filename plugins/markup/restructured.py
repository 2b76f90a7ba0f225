"""Links as reStructuredText has them: Markdown takes their words for code, and readers see the address."""

import re
from collections.abc import Iterable, Iterator

from plugins.markup.failed_rules import Mark
from plugins.markup.list_items import Row, RowKind

ADDRESS = r"(?:https?:/{1,2}|www\.|mailto:|tel:|\.{0,2}/|#)[^`<>\s]+|[^`<>\s]+\.(?:md|html?|pdf|rst)"
LINK = re.compile(rf"(?P<role>:[a-z]+:)?(?<!`)`(?P<words>[^`<>]*)<(?P<address>{ADDRESS})>`(?P<end>_{{0,2}})(?![\w`])")
DEFINED = re.compile(rf"\s*\.\. _`?(?P<name>[^`:]+)`?: +(?P<address>{ADDRESS})\s*")
REFERENCE = re.compile(r"(?<![\w`])(?:`(?P<words>[^`<>]+)`|(?P<word>[^\W_][\w-]*?))__?(?![\w`])")
OLD = re.compile(r"\w_(?!\w)|`_|>`|\.\. _")  # a trace of one
CODE = re.compile(r"(`{2,}).+?\1")  # in which such a link may be shown


def restructured_links(rows: Iterable[Row]) -> Iterator[Mark]:
    """Links with their address, references whose address stands in a line of its own, and these lines."""
    lines = [(row.number, CODE.sub("", row.text)) for row in rows if row.kind is RowKind.WORDS and OLD.search(row.text)]
    names = {" ".join(found["name"].casefold().split()) for _, line in lines if (found := DEFINED.fullmatch(line))}
    for number, line in lines:
        if found := DEFINED.fullmatch(line):
            yield Mark("other-sign", line.strip(), f"[{found['name'].strip()}]: {found['address']}", number)
            continue
        for one in LINK.finditer(line):
            if one["end"] or one["role"]:
                words = one["words"].strip() or one["address"].removeprefix("mailto:")
                yield Mark("link", one[0], f"[{words}]({one['address']})", number)
        for one in REFERENCE.finditer(line) if names else ():
            words = one["words"] or one["word"]
            if " ".join(words.casefold().split()) in names:
                yield Mark("link", one[0], f"[{words}]", number)
