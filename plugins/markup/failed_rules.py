"""How marks look that failed, of Markdown or of other programs, and what their writers meant."""

import re
from collections.abc import Callable
from typing import NamedTuple

from plugins.markup.named import MEANT, meant

LINK_EDGE, OBJECT = "\ue000", "\ue001"  # around the words of a link; in the place of code, a picture or a tag
EM_EDGE, STRONG_EDGE = "\ue002", "\ue003"  # around slanted and bold words
ADDRESS = (
    r"(?:https?:/+|www\.|mailto:|tel:|\{\w+\}|\.{0,2}/|#)[^\s()\[\]{}<>]*|[^\s()\[\]{}<>]+\.(?:md|html?|jpe?g|png|pdf)"
)
# One that stands without brackets, behind those around the words.
PATH = r"(?:https?:/+|\.{0,2}/(?=[\w-]))[^\s()\[\]{}<>]*[^\s()\[\]{}<>.,;:!?]|images/[^\s()\[\]{}<>]+\w"
PLACE = r"\.{0,2}(?:/[\w-]+){2,}(?:\.\w+)?|\.{0,2}(?:/[\w-]+)+/|/[\w-]+\.\w+"  # of this site
IMAGE = r"[^\s()\[\]{}<>!|]+\.(?:jpe?g|png|gif|webp|avif|svg)"
PICTURE_SIGN = re.compile(r"(?<![\w:/]):([a-z][a-z_]{1,40}[a-z0-9]|\+1|-1):(?![\w:`])")
# An address that begins with a slip: https:/x.org, https//x.org, htps://x.org, https: //x.org.
SLIPPED_ADDRESS = re.compile(
    r"(?<![\w/:.@=?&%\x03-])(?!https?://\w)(?P<scheme>https?(?=[:;./])|(?!s?ftp|sttp)h?[htps]{3,6}(?=://))"
    r"(?::/+|//|[;.]//|:://|: //|:(?=www\.))(?P<rest>[\w-]+(?:\.[\w-]+)+(?:[/?#][^\s<>()\[\]]*[\w/])?)",
    re.IGNORECASE,
)
BB = "b|i|u|s|url|img|quote|size|color|center"
PARTS = r"caption|gallery|embed|youtube|vimeo|audio|video|playlist|contact-form-7|vc_\w+|et_pb_\w+"  # of WordPress
ESCAPED = re.compile("\x02([0-9]{1,3})\x03")
EDGES = f"{LINK_EDGE}{OBJECT}{EM_EDGE}{STRONG_EDGE}"
KEPT_ELSEWHERE = re.compile(f"\x02[^\x02\x03]*\x03|[{EDGES}]")
WORD = rf"(?=[^\W_]|[{EDGES}\[(“\"‘])[{EDGES}\[(“\"‘]*([^\W_][\w’'-]*)?"
# What a backtick begins that is no code: `tis, `a quotation' as of typewriters, and words such as `Iolani.
SHORTENED = r"(?i:n|tis|twas|til|em|cause|bout)\b"
OLD_QUOTE, HAWAIIAN = r"[^`'’\n]{1,80}['’](?!\w)", r"(?i:[aeiou][aeiouhklmnpw]*\b)"
ITS_WORDS = "what one sees"
# Of tables and trees that are drawn.
LINES_OF_BOXES = "\u2500-\u257f"
BB_SIGNS = {"b": "**", "i": "*", "s": "~~", "u": ""}


class Mark(NamedTuple):
    """A mark that failed.

    name: which of the messages of C100; text: as readers would see it; right: what to type, if that can be known
    line: of the file, or counted from 0 where the text is a part of one; last: where it ends, if that is another one
    """

    name: str
    text: str
    right: str
    line: int
    last: int = 0


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


def _as_it_is(found: re.Match[str]) -> str:
    """A piece of another program among words, which perhaps speak of it, as code; nothing for one by itself."""
    before = found.string[: found.start()].rpartition("\n")[2]
    behind = found.string[found.end() :].partition("\n")[0]
    is_plain = KEPT_ELSEWHERE.search(found[0]) is None and "`" not in found[0]
    return f"`{found[0]}`" if is_plain and re.search(r"\w", before + behind) else ""


def _link(words: int, address: int) -> Callable[[re.Match[str]], str]:
    """A link of two groups of a match."""
    return lambda found: f"[{found[words].strip()}]({found[address].strip()})"


def _around(sign: str) -> Callable[[re.Match[str]], str]:
    """The words between signs, between others."""
    return lambda found: f"{sign}{found[2].strip()}{sign}"


def _tag(name: str) -> Callable[[re.Match[str]], str]:
    """The words between signs, in an element."""
    return lambda found: f"<{name}>{found[2]}</{name}>"


def _whole_address(found: re.Match[str]) -> str:
    return f"http{'s' if 's' in found['scheme'].casefold() else ''}://{found['rest']}"


def _address(name: str) -> str:
    """Where a picture of that name lies, as far as it says so."""
    return name if re.match(r"https?://|[/.{]", name) else f"/{name}" if "/" in name else f"/images/{name}"


def _picture(found: re.Match[str]) -> str:
    return f"![{ITS_WORDS}]({_address(found[1].partition('|')[0].strip())})"


def _described(words: int, address: int) -> Callable[[re.Match[str]], str]:
    """A picture of two groups of a match."""
    return lambda found: f"![{found[words].strip() or ITS_WORDS}]({_address(found[address].strip())})"


def _link_or_picture(found: re.Match[str]) -> str:
    """Of words and an address between any brackets."""
    return f"{found[1]}[{found[2].strip()}]({found[3].strip()})"


def _changed(found: re.Match[str]) -> str:
    """What is left of a change that another program shows."""
    sign, words = found[1], found[2].strip()
    if "~>" in words:
        return words.rpartition("~>")[2].strip(" ~")
    return words if sign in ("++", "==") else ""


def _task(found: re.Match[str]) -> str:
    return f"- [{'x' if found[1] in 'xX✓✔vV' else ' '}] {found[2]}" if found[1] else f"- [ ] {found[2]}"


def _wiki_link(found: re.Match[str]) -> str:
    page, _, words = found[1].partition("|")
    if "/" in page:
        return f"[{words or page}]({page})"
    if "/" in words:
        return f"[{page}]({words})"
    if re.search(r"\.[a-z]\w{1,4}$", page):
        return f"[{words or page}](/documents/{page})"
    return f"[{words or page}](/{'-'.join(page.casefold().split())}/)"


def _bb(found: re.Match[str]) -> str:
    name, value, words = found[1].casefold(), found[2], found[3].strip()
    if name == "url":
        return f"[{words}]({value or words})"
    if name == "img":
        return f"![{ITS_WORDS}]({words})"
    sign = BB_SIGNS.get(name, "")
    return f"{sign}{words}{sign}"


def _between_tags(found: re.Match[str]) -> str:
    """The words between tags in square brackets, as a link where the first has an address."""
    address = re.search(r"\b(?:href|link|url|to)=[\"']?([^\s\"'\]]+)", found[2])
    words = found[3].strip()
    return f"[{words or 'words'}]({address[1]})" if address else words


def _box(found: re.Match[str]) -> str:
    return found[1].casefold()


def _ended(found: re.Match[str]) -> str:
    sign = found[1].replace("_", "*")
    return f"{sign}{found[2]}{sign}" if found[2] else ""


# What is found earlier is not looked at again; so the longer form of a mark stands before the shorter.
RULES = (
    *(Rule("other-sign", pattern, meant) for pattern in MEANT),
    _rule("program", r"<%.{0,300}?%>|(?<![\w%])%%[^%\s;:,.)][^%\n]{0,300}%%", _as_it_is),
    _rule(
        "program",
        r"\A(?:export (?:(?:const|let|var) [^\n=]{1,80}=|function \w+ ?\("
        r"|default (?:[\w.]+;?(?=\n|\Z)|[\w ]{0,40}[({]))"
        r"|import (?:[\w{*][^\n]{0,200} from )?[\"'][^\s\"']+[\"'];?(?=\n|\Z))[^\n]*",
        _nothing,
    ),
    _rule("placeholder", r"(?<!\{)\{\{ ?[^\W\d_][\w .’'-]{0,80}\}\}(?!\})", lambda f: f"`{f[0]}`"),
    _rule("placeholder", r"\$\{[a-zA-Z_][\w.]{0,80}\}", lambda f: f"`{f[0]}`"),
    _rule("placeholder", rf"{EM_EDGE}(\|[A-Z][A-Z0-9_:]{{0,80}}\|){EM_EDGE}", lambda f: f"`*{f[1]}*`"),
    _rule("program", r"\{\{[^\w{}\n]{0,5}[\w\"'].{0,300}?\}\}|\{%.{0,300}?%\}", _as_it_is),
    _rule(
        "program",
        rf"\[({PARTS})\b[^\]\n]{{0,300}}\].{{0,300}}?\[/\1\]|\[(?:{PARTS})\s+[\w-]+=[^\]\n]{{0,300}}\]|\[/(?:{PARTS})\]|\[(?:gallery|playlist)\]",
        _nothing,
    ),
    # Between brackets of one name, which is none of BBCode; or with a value in quotation marks.
    _rule(
        "other-sign",
        rf"\[((?!(?:{BB})\b)[a-z][\w-]*)((?: [^\]\n]{{0,300}})?)\](.{{0,300}}?)\[/\1\]",
        _between_tags,
    ),
    _rule("program", r"\[[a-z][\w-]+ +[\w-]+=[\"'][^\]\n]{0,300}\]", _nothing),
    _rule("changes", r"\{(>>|\+\+|--|==|~~|(?=[^{}\n]*~>))([^{}]{0,300}?)(?:<<|\+\+|--|==|~~)?\}", _changed),
    _rule("program", r"<!\[(?:if|endif)[^\n>]{0,100}>", _nothing),
    _rule("open-comment", r"<!--[^\n]*", _nothing),
    _rule("program", r"\A\\(?:newpage|pagebreak|clearpage|tableofcontents)|\\[a-z]{3,20}\{[^{}\n]*\}", _nothing),
    _rule("program", r"^#\+[A-Za-z]+_[A-Za-z]+\b[^\n]*", _nothing, re.MULTILINE),
    _rule("other-sign", r"&(nbsp|copy|reg|trade|[mn]dash|hellip|quot|euro|sect|shy)\b(?!;)", lambda f: f"&{f[1]};"),
    _rule("picture", r"!\[\[([^\]\n]{1,200})\]\]", _picture),
    _rule("picture", rf"(?<!!)\[\[(?:\w+:)?({IMAGE})(?:\|[^\]\n]{{0,200}})?\]\]", _picture),
    _rule("picture", rf"(?<!\w)!({IMAGE})!", _picture),
    _rule("picture", rf"!\[([^\]\n]{{0,200}})\]:? ?({PATH}|{IMAGE})", _described(1, 2)),
    _rule("picture", rf"!\[([^\]\n]{{0,200}})\]\( ?({PATH}|{IMAGE})[^()\n]{{0,200}}\)?", _described(1, 2)),
    _rule(
        "picture",
        rf"(!)(?=\[[^\]\n]*[)}}]|[{{(]|\[[^\]\n]*\][\[{{])[\[{{(]([^\[\](){{}}\n]{{0,200}})[\]}})][\[{{(]({PATH}|{IMAGE})[\]}})]",
        _link_or_picture,
    ),
    _rule(
        "other-sign", rf"\[\[[_{EDGES}]?toc[_{EDGES}]?\]\]|\A\[(?!(?-i:TOC))toc\]\Z", lambda _: "[TOC]", re.IGNORECASE
    ),
    _rule("other-sign", r"\A\{:?toc\}\Z", lambda _: "[TOC]", re.IGNORECASE),
    _rule("other-sign", r"\A\[([-~/>!?+*oOvV✓✔✗✘xX]?)\] ?(?<!\[\] )(?<![xX]\] )([^\W\d].*)", _task),
    # Behind the other brackets there is an address, so these were meant to be round or square.
    _rule(
        "link",
        rf"()(?<![\w\[(])[\[{{(]([^\[\](){{}}|\n]{{1,200}})[}})][({{]((?!#\d){PATH})[)\]}}]",
        _link_or_picture,
    ),
    _rule("link", rf"\[([^\]\[\n|]{{1,200}})\|({PATH})\](?!\])", _link(1, 2)),
    _rule("link", rf"(?<![\w=])[\"“]([^\"“”\n]{{1,200}})[\"”]:({PATH})", _link(1, 2)),
    _rule(
        "link",
        r"(?<!\[)\[(?!\d+\]|[A-Z]{1,4}\])([^\]\[\n]{1,200})\] ?(https?://[^\s()\[\]{}<>]*[\w/])",
        _link(1, 2),
    ),
    _rule("link", rf"(?<!\[)\[(?!\d+\])([^\]\[\n]{{1,200}})\] ?({PLACE})(?![\w)\]])", _link(1, 2)),
    _rule("link", rf"\[([^\]\[\n]{{1,200}})(?:\]\]|\[)\(({ADDRESS})\)", _link(1, 2)),
    _rule("link", r"\[([^\]\[\n]{1,200})\](/[^\s()\[\]]*)\)", _link(1, 2)),
    _rule("link", rf"(?<![\[\w\x02\x03])([^\s\[\](){{}}\x02\x03]{{1,60}})\]\(({ADDRESS})\)", _link(1, 2)),
    _rule("bracket", rf"\[{LINK_EDGE}([^{LINK_EDGE}\n]{{0,200}}){LINK_EDGE}(?![^\[\]]*\])", _nothing),
    _rule("inline-note", r"\^\[(?=[^\]\n]* )(?=\s*[^\]\s])([^\]\n]{1,300})\]", lambda f: f[1].strip()),
    _rule("uneven", rf"(\*){EM_EDGE}([^{EM_EDGE}\n]{{1,200}}){EM_EDGE}", lambda f: f"**{f[2]}**"),
    _rule("uneven", rf"{EM_EDGE}([^{EM_EDGE}\n]{{1,200}}){EM_EDGE}[*_](?![*_\w])", lambda f: f"**{f[1]}**"),
    _rule("uneven", rf"{STRONG_EDGE}([^{STRONG_EDGE}\n]{{1,200}}){STRONG_EDGE}[*_](?![*_\w])", lambda f: f"**{f[1]}**"),
    _rule("uneven", rf"\*{STRONG_EDGE}([^{STRONG_EDGE}\n]{{1,200}}){STRONG_EDGE}", lambda f: f"**{f[1]}**"),
    _rule("link", r"\[\[([^\]\n]{1,200})\]\]", _wiki_link),
    _rule("picture", rf"!\[([^\]\n]{{0,200}})\]\s{{1,5}}\( ?({ADDRESS}) ?\)", _described(1, 2)),
    _rule("picture", r"(?<![\w!?<])!\[([^\]\n^]{1,200})\](?![\[(])", lambda f: f"![{f[1]}](/images/name.jpg)"),
    _rule("link", rf"\[([^\]\[\n]{{1,200}})\]\s{{1,5}}\( ?({ADDRESS}) ?\)", _link(1, 2)),
    _rule("link", rf"\(([^()\n]{{1,200}})\) ?\[({ADDRESS})\]", _link(1, 2)),
    _rule("link", rf"\[([^\]\[\n]{{1,200}})\] ?\[(?!/\1\])({PATH})\]", _link(1, 2)),
    _rule(
        "link",
        rf"\[([^\]\[\n]{{1,200}})\]\( ?({ADDRESS})?[^()\n]{{0,200}}\)?",
        lambda f: f"[{f[1]}]({f[2] or '/address/'})",
    ),
    _rule("link", rf"\[([^\]\[()\n]{{1,200}})\(({ADDRESS})\)\]?", _link(1, 2)),
    _rule("link", rf"\[([^\]\[\n]{{1,200}})\](?:[{{<:]| :) ?({ADDRESS})[}}>]?", _link(1, 2)),
    _rule("link", r"\[(https?://[^\s\]]+)\s+([^\]\n]{1,200})\]", _link(2, 1)),
    _rule("link", r"(?:link:)?\b(https?://[^\s\[\]?]+)\[(?!\d+\])([^\]\n]{1,200})\](?![\w/=&])", _link(2, 1)),
    _rule("link", r"(?<![\"'=({:])\{(?:filename|static|attach)\}[^\s)\]]+", lambda f: f"[words]({f[0]})"),
    Rule("slipped-address", SLIPPED_ADDRESS, _whole_address),
    _rule("note-without-colon", r"\A\[\^([^\]\s]{1,60})\](?= +\w)", lambda f: f"{f[0]}:"),
    _rule("note", r"\[\^([^\]\s]{1,60})\]", lambda f: f[0]),
    _rule("box", r"\[!(note|tip|important|warning|caution|info|quote|example)\][-+]?", _box, re.IGNORECASE),
    _rule("box", r"^(?:!!!|\?\?\?\+?) ?([a-z]+)(?: inline(?: end)?)?(?: +\"[^\"\n]*\")?$", _box, re.MULTILINE),
    _rule("box", r"^\.\. ([a-z-]+)::", _box, re.MULTILINE),
    _rule(
        "other-sign",
        rf"\[({BB})(?:=([^\]\n]*))?\](.{{0,300}}?)\[/\1\]",
        _bb,
        re.IGNORECASE | re.DOTALL,
    ),
    _rule("reference", r"\[(?!\d+\]\[\d+\])([^\]\[\n^]{1,200})\]\[([^\]\[\n]{0,200})\]", _target),
    _rule("heading", r"\A(=+) (.+) \1\Z", lambda f: f"## {f[2]}"),
    _rule("heading", r"\A#([^\W\d_][^\n#.\s]* [^\n#.]*)\Z", lambda f: f"## {f[1]}"),
    _rule("heading", r"\Ah[1-6]\. (\S.*)\Z", lambda f: f"## {f[1]}"),
    _rule("attributes", r"\{[:.#][ .#]*[A-Za-z][^{}\n]*\}", _nothing),
    _rule("attributes", r"(?<=\S) \^(?=[\d-]*[a-zA-Z])(?=[a-zA-Z]*[\d-])[a-zA-Z\d-]{3,60}\Z", _nothing),
    _rule("fence", r"`{3,}[^\n]*|^ *~{3,}[^\n]*", _nothing, re.MULTILINE),
    _rule("table", r"^(?=[^\n|]*\|)[^\n]*\n *\|?(?: *:?-{2,}:? *\|)+(?: *:?-{2,}:? *)?$", _nothing, re.MULTILINE),
    _rule("drawn-by-lines", rf"^ *[{LINES_OF_BOXES}][^\n]*(?:\n *[{LINES_OF_BOXES}][^\n]*)+$", _nothing, re.MULTILINE),
    _rule("drawn-table", r"^ *\+(?:[-=]{2,}\+)+ *$(?:\n[^\n]*)*", _nothing, re.MULTILINE),
    _rule("table-without-head", r"^ *\|?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:? *)?$", _nothing, re.MULTILINE),
    _rule("table", r"^ *(\|[^\n|]*\|[^\n]*|\|[^\n|]+\|[^\n|]+) *\n *\|[^\n|]*\|[^\n]*$", _nothing, re.MULTILINE),
    _rule("table-row", r"\A *\|(?:[^\n|]+\|){2,} *\Z", _nothing),
    _rule("table", rf"^[^\n|]+(?: \| [^\n|]+)+(?<!{OBJECT})\n[^\n|]+(?: \| [^\n|]+)+$", _nothing, re.MULTILINE),
    _rule("spaces-inside", r"(?<![\w*])(\*\*)[ \u00a0]+([^\s*][^*\n]{0,200}?)[ \u00a0]{0,3}\1(?![\w*])", _around("**")),
    _rule("spaces-inside", r"(?<![\w*])(\*\*)([^\s*][^*\n]{0,200}?)[ \u00a0]{1,3}\1(?![\w*])", _around("**")),
    _rule(
        "spaces-inside",
        r"(?<![\w*])(\*\*)([^\s*][^*\n]{0,200}?)[ \u00a0]{1,3}\1(?=\w)",
        lambda f: f"**{f[2].strip()}** ",
    ),
    _rule("spaces-inside", r"(?<![\w*])(\*)([^\W\d_][^*\n]{0,200}?)[ \u00a0]{1,3}\1(?![\w*])", _around("*")),
    _rule("spaces-inside", r"(?<![\w_])(__?)([^\s_][^_\n]{0,200}?)[ \u00a0]{1,3}\1(?![\w_])", _around("*")),
    _rule(
        "spaces-inside", r"(?<![\w_])(__?)[ \u00a0]{1,3}([^\W\d_][^_\n]{0,200}?)[ \u00a0]{0,3}\1(?![\w_])", _around("*")
    ),
    _rule("spaces-inside", r"(?<![\w~])(~~)[ \u00a0]*([^\s~][^~\n]{0,200}?)[ \u00a0]{0,3}\1(?![\w~])", _around("~~")),
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
    _rule("never-ends", rf"(?:(?<=[\s(“\"])|\A)(`)(?!{SHORTENED}|{OLD_QUOTE}|{HAWAIIAN})(?=[^\W\d_]){WORD}", _ended),
    _rule(
        "never-begins",
        r"(?<!\S)[“\"‘(]?([^\W\d_]{3,})[,.;:!?”\"’)]*\*\*(?=[\s,.;:!?”\"’)]|\Z)",
        lambda f: f"**{f[1]}**",
    ),
    _rule("never-ends", rf"(?:(?<=[\w,;:—] )|(?<=[(“\"‘—]))(\*)(?!\d){WORD}", _ended),  # elsewhere it is that of a note
    _rule("never-ends", rf"(?:(?<=[\s(“\"‘—])|\A)(_){WORD}", _ended),
    _rule("item", r"(?<=\n) *(?:[-*+]|1\.) (?=\W?[^\W\d_])([^\n]*)", lambda f: f"- {f[1]}"),
)


def plain(text: str) -> str:
    """A piece of a passage as staff wrote it, on one line."""
    text = ESCAPED.sub(lambda found: "\\" * (found[1][0] != "0") + chr(int(found[1])), text)
    return " ".join(KEPT_ELSEWHERE.sub("", text).split())
