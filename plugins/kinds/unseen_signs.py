"""Signs of a header that look like nothing, or like others, and keep a line from being read (C44)."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import unescape

from plugins.core.fields import SENTENCES, Field, find_field
from plugins.core.findings import Finding, Where, finding
from plugins.core.header import Source, split
from plugins.core.lookalikes import IN_WORDS_ALONE, TURNING, skeleton, without_unseen
from plugins.markup.verbatim import words_shown

MAY_BE_MARK = re.compile(r"&#(?:x0*20[26][0-9a-f]|0*8[12]\d\d);?", re.IGNORECASE)
ISOLATED = re.compile("[\u2066-\u2068][^\u202a-\u202e\u2066-\u2069]*\u2069")
COLONS = ":：꞉ː∶׃։︓﹕"
LINE = re.compile(rf"(?P<name>[^{COLONS}]{{1,80}})(?P<colon>[{COLONS}])(?P<value>.*)")
NAME = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
# What ends a line to some programs and to others not; an editor shows nothing there.
BREAKS = {"\u2028": "line separator", "\u2029": "paragraph separator", "\x85": "next line"}
ENDS = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
# With these a line of the text is a heading, a list, a quotation, a block or code.
SIGN = re.compile(r"#{1,6}\s|[-*+]\s|>|:::|[0-9]+\.\s|```|~~~")
# An address among words; and what is between the two pairs of brackets of a link.
BARE_ADDRESS = re.compile(
    "(?:https?://|www\\.|(?<![\\w.+-])[\\w.+-]{1,64}@)[^\\s<>]+|(?<=\\])[\u00ad\u200b\u2060\ufeff]+(?=\\()",
    re.IGNORECASE,
)
HARD_SPACE = re.compile(r"^([-*+]|[0-9]+\.|#{1,6})[\u00a0\u2007\u202f]+")


def with_plain_signs(source: Source, fields: Sequence[Field]) -> tuple[Source, list[Finding]]:
    """A file without signs that nobody sees, or sees as others, where they keep a line of it from being read (C44)."""
    lines = [*source.above, *source.body.split("\n")]
    if all(line.isascii() for line in lines):
        return source, []
    findings = list(_direction_marks(source, lines))
    has_unseen = any(not line.isascii() and IN_WORDS_ALONE.search(line) for line in lines)
    begun, in_header = False, True
    for at, line in enumerate(lines):
        in_header = in_header and (bool(line.strip()) or not begun)
        begun = begun or bool(line.strip())
        if line.isascii():
            continue
        if in_header:
            lines[at] = line = _without_unseen(line, fields)
        elif IN_WORDS_ALONE.search(line):
            lines[at] = line = BARE_ADDRESS.sub(lambda found: without_unseen(found[0]), line)
        plain = _plain_in_header(line, fields) if in_header else _plain_start(line)
        if plain != line:
            findings.append(_finding(line, plain, Where(source.path, at + 1)))
            lines[at] = plain
    changed = (findings or has_unseen) and "\n".join(lines) != "\n".join([*source.above, source.body])
    return (split("\n".join(lines), source.path) if changed else source), findings


def _direction_marks(source: Source, lines: list[str]) -> Iterator[Finding]:
    """Marks that turn the order of what is behind them, each line once; from the text isolates that end may stay.

    Without them a title or the name of a file reads as another one, such as one that ends in gpj.exe (UTS #55).
    """
    for number, line in enumerate(lines, 1):
        if found := TURNING.search(line if number < source.body_line else ISOLATED.sub("", line)):
            yield finding("C44.direction-mark", Where(source.path, number), **_named(found[0]))
            lines[number - 1] = TURNING.sub("", line)


def direction_marks_by_number(source: Source) -> Iterator[Finding]:
    """The same marks in a text, written as references (`&#x202e;`), each line once; in code they turn nothing."""
    if not MAY_BE_MARK.search(source.body):
        return
    for number, line in words_shown(source.body, source.body_line):
        plain = MAY_BE_MARK.sub(lambda found: unescape(found[0]), line)
        if plain != line and (found := TURNING.search(ISOLATED.sub("", plain))):
            yield finding("C44.direction-mark", Where(source.path, number), **_named(found[0]))


def line_breaks(data: bytes, path: str) -> Iterator[Finding]:
    """Signs in a header that end a line for some programs and not for others (C44)."""
    text = data.decode("utf-8", "ignore")
    if not any(sign in text for sign in BREAKS):
        return
    begins, number = 0, 1
    for end in ENDS.finditer(text):
        if begins and not text[begins : end.start()].strip():
            return
        if name := BREAKS.get(end[0]):
            yield finding("C44.line-break", Where(path, number), name=name, code=f"U+{ord(end[0]):04X}")
        begins, number = end.end(), number + 1


def _without_unseen(line: str, fields: Sequence[Field]) -> str:
    """A line of a header; where it tells no words, such as a tag or an address, without what only words may have."""
    found = LINE.match(line)
    field = find_field(found["name"].strip(), fields) if found else None
    return line if field is None or field.name in SENTENCES else without_unseen(line)


def _plain_in_header(line: str, fields: Sequence[Field]) -> str:
    """A line of a header with the name and the colon of a field that it looks like; any other one as it is."""
    if not _seen(line).strip():
        return ""
    if _seen(line).strip() == "---":
        return "---"
    if not (found := LINE.match(line)):
        return line
    name = skeleton(found["name"]).strip()
    is_plain = found["colon"] == ":" and found["name"].rstrip(" \t").isascii()
    if is_plain or not NAME.fullmatch(name) or not find_field(name, fields):
        return line
    return f"{name}: {found['value'].strip()}"


def _plain_start(line: str) -> str:
    """A line of the text without what nobody sees before the sign with which it begins."""
    begin = len(line) - len(line.lstrip(" \t"))
    rest = line[begin:].lstrip("".join({letter for letter in line[begin:] if not _is_seen(letter)}))
    changed = HARD_SPACE.sub(r"\1 ", rest)
    return f"{line[:begin]}{changed}" if SIGN.match(changed) and changed != line[begin:] else line


def _named(sign: str) -> dict[str, str]:
    return {"name": unicodedata.name(sign, "sign").lower(), "code": f"U+{ord(sign):04X}"}


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) != "Cf" and (letter in " \t" or not letter.isspace())


def _seen(line: str) -> str:
    return "".join(letter for letter in line if unicodedata.category(letter) != "Cf")


def _finding(line: str, plain: str, where: Where) -> Finding:
    """What is told of a line that became another one: by the first sign that is not as it seems."""
    odd = next(letter for letter in line if not letter.isascii())
    names = _named(odd)
    if not _is_seen(odd):
        return finding("C44.unseen", where, **names)
    return finding("C44.looks-like-another", where, **names, sign=odd, line=plain)
