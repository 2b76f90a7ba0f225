"""Signs of Markdown, or of what other programs take for it, that readers would see as they are.

Looked for in what came of a text, not in its source: whatever worked is gone from there, and so is all code.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from plugins.core.findings import Finding, Where, finding

LINK_EDGE, OBJECT = "\ue000", "\ue001"  # around the words of a link; in the place of code, a picture or a tag
EM_EDGE, STRONG_EDGE = "\ue002", "\ue003"  # around slanted and bold words
ADDRESS = (
    r"(?:https?://|www\.|mailto:|tel:|\{\w+\}|\.{0,2}/|#)[^\s()\[\]{}<>]*|[^\s()\[\]{}<>]+\.(?:md|html?|jpe?g|png|pdf)"
)
# A trace of each mark: most passages have none, and are not looked at any further.
TRACES = (
    *("==", "++", "!!!", "???", "'''", ".. ", "h1.", "h2.", "h3.", "h4.", "<%", "](", "export ", "import ", "+-", "+="),
    *"*_[{~^|`#",
    "%%",
)
# Signs that may begin the lines of a list, but for those of word processors, which are told elsewhere.
LIST_SIGNS = (
    "\u2190-\u21ff\u2500-\u259f\u25b2-\u25c9\u25cc-\u25e5\u25e7-\u27a1\u27a3-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"
)
TRACE_OF_A_LINE = re.compile(rf"\n *(?:[-+–—(o{LIST_SIGNS}]|\w{{1,4}}[.)]|\d\ufe0f?\u20e3)")
PICTURE_SIGN = re.compile(r"(?<![\w:/]):([a-z][a-z_]{1,40}[a-z0-9]|\+1|-1):(?![\w:`])")
PARTS = r"caption|gallery|embed|youtube|vimeo|audio|video|playlist|contact-form-7|vc_\w+|et_pb_\w+"  # of WordPress
INITIAL_WORDS = re.compile(r"\S+(?:[ \t]+\S+){0,3}")
ESCAPED = re.compile("\x02([0-9]{1,3})\x03")
EDGES = f"{LINK_EDGE}{OBJECT}{EM_EDGE}{STRONG_EDGE}"
KEPT_ELSEWHERE = re.compile(f"\x02[^\x02\x03]*\x03|[{EDGES}]")
WORD = rf"(?=[^\W_]|[{EDGES}\[(“\"‘])[{EDGES}\[(“\"‘]*([^\W_][\w’'-]*)?"
BB_SIGNS = {"b": "**", "i": "*", "s": "~~", "u": ""}


class Mark(NamedTuple):
    """A mark that failed.

    name: which of the messages of C100; text: as readers would see it; right: what to type, if that can be known
    line: of the file, or counted from 0 where the text is a part of one
    """

    name: str
    text: str
    right: str
    line: int


class Seen(NamedTuple):
    """A piece of a passage: a text, and the file's lines of the whole text that it is part of, from the index `at`."""

    text: str
    lines: Sequence[int]
    at: int

    def line(self, number: int) -> int:
        """The file's line of a line of this piece, counted from 0."""
        return self.lines[min(self.at + number, len(self.lines) - 1)]


class Rule(NamedTuple):
    """How a mark looks that failed, and what its writer meant."""

    name: str
    pattern: re.Pattern[str]
    right: Callable[[re.Match[str]], str]


def _rule(name: str, pattern: str, right: Callable[[re.Match[str]], str], flags: re.RegexFlag = re.NOFLAG) -> Rule:
    return Rule(name, re.compile(pattern, flags), right)


def _target(found: re.Match[str]) -> str:
    """Where a reference leads to: what its second brackets say, or else its words, where those are any."""
    return next((words for words in (found[2].strip(), found[1]) if re.search(r"\w", plain(words))), "name")


def _nothing(_found: re.Match[str]) -> str:
    return ""


def _link(words: int, address: int) -> Callable[[re.Match[str]], str]:
    """A link of two groups of a match."""
    return lambda found: f"[{found[words].strip()}]({found[address].strip()})"


def _around(sign: str) -> Callable[[re.Match[str]], str]:
    """The words between signs, between others."""
    return lambda found: f"{sign}{found[2].strip()}{sign}"


def _tag(name: str) -> Callable[[re.Match[str]], str]:
    """The words between signs, in an element."""
    return lambda found: f"<{name}>{found[2]}</{name}>"


def _picture(found: re.Match[str]) -> str:
    name = found[1].partition("|")[0].strip()
    return f"![what one sees]({name if '/' in name else f'/images/{name}'})"


def _wiki_link(found: re.Match[str]) -> str:
    page, _, words = found[1].partition("|")
    return f"[{words or page}](/{'-'.join(page.casefold().split())}/)"


def _bb(found: re.Match[str]) -> str:
    name, value, words = found[1].casefold(), found[2], found[3].strip()
    if name == "url":
        return f"[{words}]({value or words})"
    if name == "img":
        return f"![what one sees]({words})"
    sign = BB_SIGNS.get(name, "")
    return f"{sign}{words}{sign}"


def _box(found: re.Match[str]) -> str:
    return found[1].casefold()


def _ended(found: re.Match[str]) -> str:
    sign = found[1].replace("_", "*")
    return f"{sign}{found[2]}{sign}" if found[2] else ""


# What is found earlier is not looked at again; so the longer form of a mark stands before the shorter.
RULES = (
    _rule("program", r"<%.{0,300}?%>|%%[^%\s][^%\n]{0,300}%%", _nothing),
    _rule(
        "program", r"\A(?:export (?:const|let|var|default|function)\b|import [\w{*][^\n]{0,200}[\"'])[^\n]*", _nothing
    ),
    _rule("program", r"\{\{[^\w{}\n]{0,5}[\w\"'].{0,300}?\}\}|\{%.{0,300}?%\}", _nothing),
    _rule(
        "program",
        rf"\[({PARTS})\b[^\]\n]{{0,300}}\].{{0,300}}?\[/\1\]|\[(?:{PARTS})\s+[\w-]+=[^\]\n]{{0,300}}\]|\[/(?:{PARTS})\]|\[(?:gallery|playlist)\]",
        _nothing,
    ),
    _rule("picture", r"!\[\[([^\]\n]{1,200})\]\]", _picture),
    _rule("other-sign", r"\[\[toc\]\]|\A\[(?!(?-i:TOC))toc\]\Z", lambda _: "[TOC]", re.IGNORECASE),
    _rule("link", rf"\[([^\]\[\n]{{1,200}})(?:\]\]|\[)\(({ADDRESS})\)", _link(1, 2)),
    _rule("link", r"\[([^\]\[\n]{1,200})\](/[^\s()\[\]]*)\)", _link(1, 2)),
    _rule("link", rf"(?<![\[\w])([^\s\[\](){{}}]{{1,60}})\]\(({ADDRESS})\)", _link(1, 2)),
    _rule("bracket", rf"\[{LINK_EDGE}([^{LINK_EDGE}\n]{{0,200}}){LINK_EDGE}(?![^\[\]]*\])", _nothing),
    _rule("inline-note", r"\^\[(?=[^\]\n]* )([^\]\n]{1,300})\]", lambda f: f[1].strip()),
    _rule("uneven", rf"(\*){EM_EDGE}([^{EM_EDGE}\n]{{1,200}}){EM_EDGE}", lambda f: f"**{f[2]}**"),
    _rule("uneven", rf"{EM_EDGE}([^{EM_EDGE}\n]{{1,200}}){EM_EDGE}[*_](?![*_\w])", lambda f: f"**{f[1]}**"),
    _rule("uneven", rf"\*{STRONG_EDGE}([^{STRONG_EDGE}\n]{{1,200}}){STRONG_EDGE}", lambda f: f"**{f[1]}**"),
    _rule("link", r"\[\[([^\]\n]{1,200})\]\]", _wiki_link),
    _rule("picture", rf"!\[[^\]\n]{{0,200}}\]\s{{1,5}}\((({ADDRESS}))\)", _picture),
    _rule("link", rf"\[([^\]\[\n]{{1,200}})\]\s{{1,5}}\(({ADDRESS})\)", _link(1, 2)),
    _rule("link", rf"\(([^()\n]{{1,200}})\)\[({ADDRESS})\]", _link(1, 2)),
    _rule(
        "link",
        rf"\[([^\]\[\n]{{1,200}})\]\( ?({ADDRESS})?[^()\n]{{0,200}}\)?",
        lambda f: f"[{f[1]}]({f[2] or '/address/'})",
    ),
    _rule("link", rf"\[([^\]\[()\n]{{1,200}})\(({ADDRESS})\)\]?", _link(1, 2)),
    _rule("link", rf"\[([^\]\[\n]{{1,200}})\][{{<:] ?({ADDRESS})[}}>]?", _link(1, 2)),
    _rule("link", r"\[(https?://[^\s\]]+)\s+([^\]\n]{1,200})\]", _link(2, 1)),
    _rule("link", r"(?:link:)?\b(https?://[^\s\[\]?]+)\[([^\]\n]{1,200})\](?![\w/=&])", _link(2, 1)),
    _rule("link", r"(?<![\"'=({:])\{(?:filename|static|attach)\}[^\s)\]]+", lambda f: f"[words]({f[0]})"),
    _rule("note", r"\[\^([^\]\s]{1,60})\]", lambda f: f[0]),
    _rule("box", r"\[!(note|tip|important|warning|caution|info|quote|example)\][-+]?", _box, re.IGNORECASE),
    _rule("box", r"^(?:!!!|\?\?\?\+?) ?([a-z]+)(?: inline(?: end)?)?(?: +\"[^\"\n]*\")?$", _box, re.MULTILINE),
    _rule("box", r"^\.\. ([a-z-]+)::", _box, re.MULTILINE),
    _rule(
        "other-sign",
        r"\[(b|i|u|s|url|img|quote|size|color|center)(?:=([^\]\n]*))?\](.{0,300}?)\[/\1\]",
        _bb,
        re.IGNORECASE | re.DOTALL,
    ),
    _rule("reference", r"\[(?!\d+\]\[\d+\])([^\]\[\n^]{1,200})\]\[([^\]\[\n]{0,200})\]", _target),
    _rule("heading", r"\A(=+) (.+) \1\Z", lambda f: f"## {f[2]}"),
    _rule("heading", r"\A#([^\W\d_][^\n#.\s]* [^\n#.]*)\Z", lambda f: f"## {f[1]}"),
    _rule("heading", r"\Ah[1-6]\. (\S.*)\Z", lambda f: f"## {f[1]}"),
    _rule("attributes", r"\{[:.#][ .#]*[A-Za-z][^{}\n]*\}", _nothing),
    _rule("fence", r"^ *(?:`{3,}|~{3,})[^\n]*", _nothing, re.MULTILINE),
    _rule("table", r"^(?=[^\n|]*\|)[^\n]*\n *\|?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:? *)?$", _nothing, re.MULTILINE),
    _rule("table", r"^ *\+(?:[-=]{2,}\+)+ *$(?:\n[^\n]*)*", _nothing, re.MULTILINE),
    _rule("table", r"^ *\|?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:? *)?$", _nothing, re.MULTILINE),
    _rule("table", r"^ *(\|[^\n]*\|) *\n *\|[^\n]*\| *$", _nothing, re.MULTILINE),
    _rule("spaces-inside", r"(?<![\w*])(\*\*) +([^\s*][^*\n]{0,200}?) {0,3}\1(?![\w*])", _around("**")),
    _rule("spaces-inside", r"(?<![\w*])(\*\*)([^\s*][^*\n]{0,200}?) {1,3}\1(?![\w*])", _around("**")),
    _rule("spaces-inside", r"(?<![\w*])(\*\*)([^\s*][^*\n]{0,200}?) {1,3}\1(?=\w)", lambda f: f"**{f[2].strip()}** "),
    _rule("spaces-inside", r"(?<![\w*])(\*)([^\W\d_][^*\n]{0,200}?) {1,3}\1(?![\w*])", _around("*")),
    _rule("spaces-inside", r"(?<![\w_])(__?)([^\s_][^_\n]{0,200}?) {1,3}\1(?![\w_])", _around("*")),
    _rule("spaces-inside", r"(?<![\w_])(__?) {1,3}([^\W\d_][^_\n]{0,200}?) {0,3}\1(?![\w_])", _around("*")),
    _rule("spaces-inside", r"(?<![\w~])(~~) *([^\s~][^~\n]{0,200}?) {0,3}\1(?![\w~])", _around("~~")),
    _rule("other-sign", r"(?<![=\w])(==)([^\s=][^=\n]{0,200}?)==(?![=\w])", _around("**")),
    _rule("other-sign", r"(?<![+\w])(\+\+)([^\s+][^+\n]{0,200}?)\+\+(?![+\w])", _around("*")),
    _rule("other-sign", r"(?<![|\w])(\|\|)([^\s|][^|\n]{0,200}?)\|\|(?![|\w])", _around("")),
    _rule("other-sign", r"(''')([^'\n]{1,200})'''", _around("**")),
    _rule("other-sign", r"(?<=\w)(\^)([^\s^]{1,20})\^", _tag("sup")),
    _rule("other-sign", r"(?<=[^\W_])(~)([^\s~]{1,20})~(?!~)", _tag("sub")),
    _rule("other-sign", r"(?<![\w^])(\^)([^\W_][^\s^]{0,20})\^(?![\w^])", _tag("sup")),
    _rule("other-sign", r"(?<![\w~])(~)([^\s~](?:[^~\n]{0,200}[^\s~])?)~(?![\w~])", _around("~~")),
    _rule("other-sign", r"(?<![\w~])(~)([^\s~][^~\n]{0,200}?)~~(?!~)", _around("~~")),
    Rule("picture-sign", PICTURE_SIGN, _nothing),
    _rule("never-ends", rf"(?<![\w*])(\*{{2,3}}){WORD}", _ended),
    _rule("never-ends", rf"(?<![\w_])(__){WORD}", _ended),
    _rule("never-ends", rf"(?<![\w~])(~~){WORD}", _ended),
    _rule("never-ends", rf"(?:(?<=[\w,;:—] )|(?<=[(“\"‘—]))(\*)(?!\d){WORD}", _ended),  # elsewhere it is that of a note
    _rule("never-ends", rf"(?:(?<=[\s(“\"‘—])|\A)(_){WORD}", _ended),
    _rule("item", r"(?<=\n) *(?:[-*+]|1\.) (?=\W?[^\W\d_])([^\n]*)", lambda f: f"- {f[1]}"),
)
# Lines that begin as those of a list do elsewhere; one alone may be anything.
LINES = (
    re.compile(r"\(?(?P<sign>[0-9]{1,2}|[a-z]|[ivx]{1,4})\)\s+(?P<words>\S.*)", re.IGNORECASE),
    re.compile(r"[0-9]{1,2}\.(?P<words>[^\W\d_].*)"),
    re.compile(r"[-*](?P<words>[^\W\d_].*)"),
    re.compile(rf"(?:(?P<same>[{LIST_SIGNS}])\ufe0f?|o(?= )) *(?P<words>(?![{LIST_SIGNS}])\S.*)"),
    re.compile(r"[0-9]\ufe0f?\u20e3 *(?P<words>\S.*)"),
    re.compile(r"[–—] *(?P<words>\S.*)(?<![.?!…»”\"])\Z"),  # with such an end it is rather what somebody said
    re.compile(r"(?P<next>[a-z]|[ivx]{2,4})\.\s+(?P<words>\S.*)", re.IGNORECASE),
)
CHECKED = frozenset("✅❌✔✖☑☒✓✗✘")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
# Of a piece of HTML: what it holds besides words, and what would be Markdown elsewhere, each with its form in HTML.
NO_WORDS = re.compile(
    r"<!--.*?-->|<(pre|code|script|style|kbd|samp)\b.*?</\1\s*>|(?<!\{)</?[A-Za-z][^>]*>", re.DOTALL | re.IGNORECASE
)
LINKED = re.compile(r"<a\b[^>]*>.*?</a\s*>", re.DOTALL | re.IGNORECASE)
MARKDOWN = (
    (re.compile(r"(?<!!)\[([^\]\[\n]+)\]\(([^()\s]+)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"!\[[^\]\[\n]*\]\([^()\s]+\)"), ""),
    (re.compile(r"\*\*([^\s*][^*\n]*)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![\w_])__([^\s_][^_\n]*)__(?![\w_])"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+)(?<=\S)\*(?![\w*])"), r"<em>\1</em>"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]+)(?<=\S)_(?![\w_])"), r"<em>\1</em>"),
    (re.compile(r"(?<!`)`([^`\n]+)`(?!`)"), r"<code>\1</code>"),
    (re.compile(r"~~([^\s~][^~\n]*)~~"), r"<del>\1</del>"),
    (re.compile(r"^ {0,3}#{1,6} +(\S[^\n]*?) *#*$", re.MULTILINE), r"<h2>\1</h2>"),
    (re.compile(r"^ {0,3}> ?(\S[^\n]*)$", re.MULTILINE), r"<blockquote>\1</blockquote>"),
    (re.compile(r"^ {0,3}[-*+] +(?!\d)(\S[^\n]*)$", re.MULTILINE), r"<ul><li>\1</li></ul>"),
    (re.compile(r"^ {0,3}1[.)] +(\S[^\n]*)$", re.MULTILINE), r"<ol><li>\1</li></ol>"),
    (re.compile(r"^ {0,3}\|[^\n]*\|$|^[^\n|]+\|[^\n]*(?=\n *\|?[-:| ]*-{3})", re.MULTILINE), ""),
    (re.compile(r"^ *(?:`{3,}|~{3,})[^\n]*", re.MULTILINE), ""),
)
BARE_ADDRESS = re.compile(
    r"\bhttps?://[^\s<>\"']+[\w/]|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?![\w@])"
)
# What says something itself, so that it cannot be deleted around the words.
MEANS_SOMETHING = re.compile(
    r"<(?:details|summary|fig\w+|table|t[rdh]\b|ul|ol|li|dl|d[td]\b|blockquote|aside|h[1-6]|abbr|address)",
    re.IGNORECASE,
)
# Marks of which it does not matter whether they stand inside HTML.
ANYWHERE = frozenset(("program", "picture-sign", "picture"))
# In code, what other programs take for its language.
LANGUAGE_LINE = re.compile(r"(?:<pre><code[^>]*>)?(?P<line>(?::::|#!)(?P<name>[A-Za-z][\w+#.-]*))\n")


def failed_in(passages: Iterable[Sequence[Seen]]) -> Iterator[Mark]:
    """The marks in passages that readers would see, with the file's lines."""
    for passage in filter(None, passages):
        text = "".join([seen.text for seen in passage])
        if is_worth_a_look(text):
            below = (seen.line(number) for seen in passage for number in range(1, seen.text.count("\n") + 1))
            lines = [passage[0].line(0), *below]
            for mark in failed(text):
                yield mark._replace(line=lines[min(mark.line, len(lines) - 1)])


def failed(text: str) -> Iterator[Mark]:
    """The marks in a text that readers would see: lines are counted from 0.

    text: without code, with LINK_EDGE around the words of links, and escaped signs as Markdown keeps them
    """
    for rule in RULES:
        found = list(rule.pattern.finditer(text))
        for one in found:
            words = first_words(text[one.start() : one.start() + 200]) if rule.name == "never-ends" else one[0]
            line = text.count("\n", 0, one.end() - len(one[0].lstrip()))
            yield Mark(
                rule.name, plain(words), plain(table_rule(words) if rule.name == "table" else rule.right(one)), line
            )
        if found:
            text = rule.pattern.sub(blank, text)
    yield from lines_of_a_list(text)


def is_worth_a_look(text: str) -> bool:
    """Whether there is a trace of any mark."""
    return (
        any(map(text.__contains__, TRACES))
        or ("\n" in text and TRACE_OF_A_LINE.search(text) is not None)
        or (text.count(":") > 1 and PICTURE_SIGN.search(text) is not None)
    )


def first_words(text: str) -> str:
    """The first words of a text."""
    words = INITIAL_WORDS.match(text)
    return words[0] if words else ""


def table_rule(row: str) -> str:
    """The rule that belongs below the first row of a table."""
    first = row.strip().split("\n")[0].strip()
    return "|" + "---|" * ((first.count("+") - 1) if first.startswith("+") else first.strip("|").count("|") + 1)


def blank(found: re.Match[str]) -> str:
    """As many signs that say nothing, on as many lines."""
    return re.sub(".", OBJECT, found[0])


def lines_of_a_list(text: str) -> Iterator[Mark]:
    """The first of several lines one below the other that begin as those of a list do elsewhere."""
    lines = text.split("\n")
    for pattern in LINES if len(lines) > 1 else ():
        items = [pattern.match(line.strip()) for line in lines]
        for at, (item, below) in enumerate(pairwise(items)):
            if item and below and is_same_list(item.groupdict(), below.groupdict()):
                if is_initial(item) and is_initial(below) and not any(items[at + 2 : at + 3]):
                    break
                numbered = item[0].lstrip("(")[0].isalnum() and item[0][0] != "o"
                yield Mark("list", plain(item[0]), plain(f"{'1.' if numbered else '-'} {item['words']}"), at)
                break


def is_initial(item: re.Match[str]) -> bool:
    """Whether a line begins with the first letter of somebody's name, and a surname."""
    return re.fullmatch(r"[A-Z]", item.groupdict().get("next") or "") is not None and item["words"][:1].isupper()


def is_same_list(item: Mapping[str, str | None], below: Mapping[str, str | None]) -> bool:
    """Whether a line goes on with the list of the one above, by the signs with which they begin."""
    signs = {item.get("same"), below.get("same")}
    if len(signs) > 1 and not signs <= CHECKED:  # they mean something: a telephone, a letter
        return False
    first, second = item.get("next"), below.get("next")
    if not first or not second or first.isupper() != second.isupper():
        return first is None
    first, second = first.casefold(), second.casefold()
    follows = len(first) == len(second) == 1 and ord(second) == ord(first) + 1
    return follows or (first in ROMAN[:-1] and second == ROMAN[ROMAN.index(first) + 1])


def failed_in_html(html: str) -> Iterator[Mark]:
    """Markdown in a piece of HTML, where nobody reads it, and the name of a language in a piece of code."""
    if html.startswith("<pre><code"):
        yield from language_in_code(html)
    words = "" if html.startswith("<pre") else without_tags(NO_WORDS, html)
    if not words.strip():
        return
    # What stands behind a tag begins no line.
    if found := markdown_in(marked := NO_WORDS.sub(lambda tag: OBJECT + "\n" * tag[0].count("\n"), html)):
        is_box = MEANS_SOMETHING.search(html)
        for one, right in found if is_box else found[:1]:
            line = marked.count("\n", 0, one.start() + len(one[0]) - len(one[0].lstrip()))
            name, form = ("in-box", one.expand(right).replace(OBJECT, "").strip()) if is_box else ("in-html", "")
            yield Mark(name, plain(one[0].replace(OBJECT, "").strip().partition("\n")[0]), form, line)
    elif mark := next(filter(is_sure, failed(words)), None) if is_worth_a_look(words) else None:
        yield mark if mark.name in ANYWHERE else mark._replace(name="in-html", right="")
    elif address := BARE_ADDRESS.search(words_alone := without_tags(NO_WORDS, without_tags(LINKED, html))):
        scheme = "" if "://" in address[0] else "mailto:"
        right = f'<a href="{scheme}{address[0]}">{address[0]}</a>'
        yield Mark("address-in-html", address[0], right, words_alone.count("\n", 0, address.start()))


def is_sure(mark: Mark) -> bool:
    """Whether a mark in HTML is one: a star or a line alone is rather that of a note."""
    return mark.name != "never-ends" or mark.text.startswith(("**", "__", "~~"))


def markdown_in(words: str) -> list[tuple[re.Match[str], str]]:
    """The pieces of Markdown in some words, none within another, each with the template of its form in HTML."""
    every = ((one, right) for pattern, right in MARKDOWN for one in pattern.finditer(words))
    found: list[tuple[re.Match[str], str]] = []
    for one, right in sorted(every, key=lambda piece: piece[0].start()):
        if not found or one.start() >= found[-1][0].end():
            found.append((one, right))
    return found


def without_tags(pattern: re.Pattern[str], html: str) -> str:
    """HTML without what matches, but for its line ends."""
    return pattern.sub(lambda found: "\n" * found[0].count("\n"), html)


def language_in_code(code: str) -> Iterator[Mark]:
    """The name of a language that stands in the code's first line."""
    if found := LANGUAGE_LINE.match(code):
        yield Mark("language", found["line"], found["name"], 0)


def plain(text: str) -> str:
    """A piece of a passage as staff wrote it, on one line."""
    text = ESCAPED.sub(lambda found: "\\" * (found[1][0] != "0") + chr(int(found[1])), text)
    return " ".join(KEPT_ELSEWHERE.sub("", text).split())


def failed_mark(mark: Mark, path: str) -> Finding:
    """What is told of a mark that failed (C100)."""
    values = {"right": mark.right} if mark.right else {}
    return finding(f"C100.{mark.name}", Where(path, mark.line), text=mark.text, **values)
