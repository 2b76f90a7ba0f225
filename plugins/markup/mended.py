"""A text as it will be when what is told of it is mended, for what would be told in the next round only."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plugins.core.findings import Finding, Values
from plugins.core.messages import Value
from plugins.markup.failed_rules import ITS_WORDS
from plugins.markup.list_items import indent_of
from plugins.markup.parse import FENCE

# What is told of marks, brackets and blocks themselves: of a text that was mended here it may say too much.
OF_FORM = frozenset(("C32", "C39", "C45", "C46", "C73", "C100"))
LATER = "once-mended"  # what is said around errors that are found only then, in a text that nothing else stops
# Places that whoever mends it fills in.
FILLED_IN = ("/address/", "/images/name.jpg")
REPLACED = frozenset(("link", "other-sign", "picture", "slipped-address"))
INSIDE_HTML = frozenset(("in-html", "in-box", "picture-in-html"))
# Tags inside which Markdown is not read; and elements that are to be deleted with all that they hold.
AROUND = re.compile(
    r"</?(?:address|article|aside|blockquote|center|d[dlt]|details|div|fieldset|fig\w+|font|footer|form|header|iframe|li|main"
    r"|nav|object|ol|p|picture|script|section|source|style|summary|table|tbody|t[dhr]|thead|ul)\b[^<>]*>",
    re.IGNORECASE,
)
DELETED = re.compile(
    r"<(?P<end>/?)(?P<name>audio|button|form|iframe|object|script|select|style|svg|video)\b", re.IGNORECASE
)


def mended(lines: Sequence[str], first_line: int, findings: Iterable[Finding]) -> list[str]:
    """The lines of a body, each where it was, as far as it is known how to mend what keeps them from being read.

    lines: of the body, tabs made into spaces; first_line: of the file
    """
    new, is_in_html = list(lines), False
    for one in findings:
        at, values = one.where.line - first_line, dict(one.values)
        if not 0 <= at < len(new):
            continue
        if one.code == "C100" and one.variant in INSIDE_HTML:
            is_in_html = True
        elif one.code == "C100" and one.variant in ("box", "indented"):
            begin = at + (one.variant == "box")
            new[begin:] = without_indent(new[begin:])
        elif one.code == "C45" and one.variant in ("block-in-a-list-item", "block-in-a-quotation"):
            new[at:] = out_of_it(new[at:])
        elif right := right_form(one, values):
            is_in_html = is_in_html or one.code == "C47"
            new[at] = new[at].replace(str(values["text" if "text" in values else "block"]), right, 1)
    return without_tags(new) if is_in_html else new


def right_form(one: Finding, values: Mapping[str, Value]) -> str:
    """What stands in the place of the words that a finding names, once it is mended; "" where that is not known."""
    if one.code == "C33" and one.variant == "unknown-block":
        return str(values.get("near", ""))
    if one.code == "C47" and "source" in values:
        return f"![{values.get('alt', ITS_WORDS)}]({values['source']})"
    right = str(values.get("right", "")) if one.code == "C100" and one.variant in REPLACED else ""
    return "" if any(place in right for place in FILLED_IN) else right


def without_indent(lines: Sequence[str]) -> list[str]:
    """Lines of which the first that are indented, and blank ones among them, are so no more."""
    end = next((at for at, line in enumerate(lines) if line and not line.startswith("   ")), len(lines))
    width = min((indent_of(line) for line in lines[:end] if line), default=0)
    return [*(line[width:] for line in lines[:end]), *lines[end:]]


def out_of_it(lines: Sequence[str]) -> list[str]:
    """Lines that begin with those of a block inside a list item or a quotation, without what stands before these."""
    found = FENCE.fullmatch(lines[0])
    before = len(found["before"]) if found else 0
    colons = found["colons"] if found else ""
    ends = (at for at, line in enumerate(lines) if line.rstrip().endswith(colons))
    end = next((at for at in ends if strip(lines[at], before).strip() == colons), len(lines) - 1)
    bare = (strip(line, before) for line in lines[: end + 1])
    return [*("" if line.strip() == ">" else line for line in bare), *lines[end + 1 :]]


def strip(line: str, width: int) -> str:
    """A line without the signs and spaces of a list or a quotation, of which there are at most so many."""
    begin = next((at for at, sign in enumerate(line[:width]) if sign not in " >-*+0123456789.)"), min(width, len(line)))
    return line[begin:]


def without_tags(lines: Sequence[str]) -> list[str]:
    """Lines without the tags inside which Markdown is not read, and without what such tags move to the right."""
    text = without_elements("\n".join(lines))
    bare = [(line, AROUND.sub("", line)) for line in text.split("\n")]
    return ["" if not rest.strip() else rest if rest == line else rest.lstrip() for line, rest in bare]


def without_elements(text: str) -> str:
    """A text without the elements that are to be deleted, but for their line ends; one that never ends stays."""
    tags = list(DELETED.finditer(text))
    ends = {one["name"].lower(): one for one in tags if one["end"]}
    pieces, at, inside = list[str](), 0, ""
    for tag in tags:
        name = tag["name"].lower()
        if not inside and not tag["end"] and name in ends and ends[name].start() > tag.start():
            pieces.append(text[at : tag.start()])
            at, inside = tag.start(), name
        elif tag["end"] and name == inside:
            end = text.find(">", tag.end()) + 1 or len(text)
            pieces.append("\n" * text.count("\n", at, end))
            at, inside = end, ""
    return "".join([*pieces, text[at:]])


def only_then(first: Iterable[Finding], then: Iterable[Finding]) -> Iterator[Finding]:
    """What is told of a text once it is mended, and was not told before, or not as often."""
    told = Counter(what_is_told(one) for one in first)
    for one in then:
        if one.code in OF_FORM:
            continue
        told[what_is_told(one)] -= 1
        if told[what_is_told(one)] < 0:
            yield one


def what_is_told(one: Finding) -> tuple[str, str, Values]:
    """A finding wherever it is, since lines move together and apart."""
    return one.code, one.variant, one.values
