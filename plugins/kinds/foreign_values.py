"""What headers of other programs tell, as pairs of a key and its words on one line; nested keys with points."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from plugins.core.dates import meant_date
from plugins.core.fields import OF_A_LIST, SENTENCES

QUOTED = re.compile(r"(?P<quote>[\"'])(?P<words>.*)(?P=quote)", re.DOTALL)
ESCAPED = re.compile(
    r"\\(?:(?:x(?=[\da-fA-F]{2})|u|U)(?P<code>(?<=x)[\da-fA-F]{2}|(?<=u)[\da-fA-F]{4}|(?<=U)[\da-fA-F]{8})|(?P<sign>.))"
)
BLANKS = dict.fromkeys("abefnrtv0N_LP \t", " ")  # signs that end or part lines
# What YAML does not take for plain words.
QUOTATION = r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')"
NOT_PLAIN = re.compile(rf"{QUOTATION}(?:\s*,\s*{QUOTATION})*|\[.*\]|\[[^\]]*|\{{.*\}}")
NODE = re.compile(r"[&*!][A-Za-z]\S*(?: .*)?")
# Among plain tags: one in quotation marks, all in round brackets, or behind a dash. In quotation marks: signs of YAML.
OTHER_TAGS = re.compile(rf"\(.*\)|-\s.*|(?:.*[,;])?\s*{QUOTATION}\s*(?:[,;].*)?")
ONE_TAG, DASH = re.compile(rf"\s*{QUOTATION}|[^,;]+"), re.compile(r"\A-\s+")
# One of several, or all of a value, in the quotation marks of a word processor.
CURLED = re.compile(r"(?:\A|(?<=[,;]))\s*[“„«‘‚]\s*+([^“”„«»‘’‚]+)(?<!\s)\s*[”“»’‘]\s*(?=[,;]|\Z)")
ESCAPES = re.compile(r"\\[\"nrtu\\]|(?<=\w)''(?=\w)")
WHOLLY_QUOTED = re.compile(QUOTATION)
# Topics as other sites have them.
TOPICS = re.compile(r"#[\w-]+(?:,?\s+#[\w-]+)*,?")
# In these a headline or a sentence may well stand in quotation marks or brackets.
PROSE = frozenset(map(str.casefold, SENTENCES))
PAIR = re.compile(
    r"\s*+(?P<key>(?<![\w.-])[\w.-]++|\"[^\"]*\"|'[^']*')\s*+:\s*+"
    r"(?P<value>\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+'|[^,]*)\s*(?:,|$)"
)
# Of several keys of one thing, those that name it.
NAMING = ("name", "title", "src", "url", "path", "image", "file")
# A part of a list, from a comma to the next one that stands in no quotation marks; each sign is read once or twice.
PART = re.compile(r"(?:^|,)\s*+((?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+')(?=\s*+(?:,|$))|[^,]*+)")
ASSIGNED = re.compile(r"\s*[\"']?(?P<key>[\w.-]+)[\"']?\s*[=:]\s*(?P<value>.*?),?\s*")
MARKED = (
    re.compile(r"#\+(?P<key>[A-Za-z_]+):[ \t]*(?P<value>.*)"),
    re.compile(r"\.\. (?P<key>[A-Za-z_-]+):(?:[ \t]+(?P<value>.*))?"),
    re.compile(r":(?P<key>[A-Za-z][\w -]*):(?:[ \t]+(?P<value>.*))?"),
)
COMMENT_EDGE = re.compile(r"<!--|-->")
DAYS = ("Date", "Modified", "Starts", "Ends", "Expires")
STATUS = "Status"  # which says whether a text is public: never read as anything else than what stands there
# What other programs call our fields, the surest first.
NAMES = {
    "Title": ("title", "headline"),
    "Date": ("publishdate", "pubdate", "pubdatetime", "publisheddate", "publishedat", "publishedon", "date", "created"),
    "Modified": (
        *("modified", "lastmod", "moddate", "moddatetime", "updated", "updateddate", "updatedat", "lastmodifiedat"),
    ),
    "Summary": ("summary", "description", "excerpt", "abstract", "lead", "teaser"),
    "Image": (
        "image",
        "heroimage",
        "coverimage",
        "cover",
        "featuredimage",
        "ogimage",
        "thumbnail",
        "banner",
        "hero",
        "photo",
        "picture",
    ),
    "Image-description": ("imagedescription", "heroimagealt", "imagealt", "coveralt", "heroalt", "coverimagealt"),
    "Author": ("author", "authors", "byline"),
    "Tags": ("tags", "filetags", "keywords", "topics", "categories", "category"),
    "Expires": ("expires", "expirydate", "expiry", "expirationdate", "unpublishdate"),
    "Slug": ("slug",),
    "Lang": ("lang", "language", "locale"),
    "Name": ("name", "title"),
    "Role": ("role", "position", "jobtitle"),
    "Starts": ("starts", "start", "startdate", "publishdate", "date"),
    "Ends": ("ends", "end", "enddate", "expirydate"),
}
PANDOCS = ("title", "author", "date")


def unquoted(value: str) -> str:
    r"""A value without the quotation marks around it.

    >>> unquoted('"Quoted: with \\"colon\\""'), unquoted("'it''s'"), unquoted("plain")
    ('Quoted: with "colon"', "it's", 'plain')
    """
    if not (found := QUOTED.fullmatch(value.strip())):
        return value.strip()
    words = found["words"]
    return " ".join(ESCAPED.sub(_sign, words).split()) if found["quote"] == '"' else words.replace("''", "'")


def _sign(escaped: re.Match[str]) -> str:
    """The sign that stands in quotation marks behind a backslash, in YAML, TOML and JSON."""
    if escaped["code"]:
        code = int(escaped["code"], 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""
    return BLANKS.get(escaped["sign"], escaped["sign"])


def one_line(value: str) -> str:
    r"""A value of YAML as words: a list's parts with commas between them.

    >>> one_line('[wages, "hours, paid", rest]'), one_line("> All"), one_line('"All"')
    ('wages, hours, paid, rest', '> All', 'All')
    >>> one_line("{name: Ann, role: x}"), one_line("{wages: 1, hours: 2}")
    ('Ann', 'wages, hours')
    >>> one_line("[{name: Ann}, {name: Bo}]"), one_line("{wages, hours}"), one_line("[[wages]], [[hours]]")
    ('Ann, Bo', 'wages, hours', 'wages, hours')
    """
    if value.startswith("{") and value.endswith("}"):
        pairs = {unquoted(found["key"]): unquoted(found["value"].strip()) for found in PAIR.finditer(value[1:-1])}
        if pairs:
            return next((pairs[name] for name in NAMING if pairs.get(name)), ", ".join(pairs))
        value = f"[{value[1:-1]}]"
    is_list = value.startswith("[")
    if is_list or sum(1 for _ in PART.finditer(value)) > 1:
        inner = value[1:].rpartition("]")[0] if is_list and "]" in value else value.removeprefix("[")
        parts = (found[1].strip() for found in PART.finditer(inner) if found[1].strip())
        bare = (one_line(part) if part.startswith("{") else unquoted(part.strip("[]")).strip("[] ") for part in parts)
        return ", ".join(filter(None, bare))
    return unquoted(value)


def read_value(key: str, value: str, *, is_fenced: bool) -> tuple[str, bool]:
    """A value on one line as it is meant, and whether it is written so. is_fenced: whether all is another program's

    >>> read_value("Tags", '"wages", hours', is_fenced=False), read_value("Title", '"We: no"', is_fenced=False)
    (('wages, hours', False), ('"We: no"', True))
    """
    if OF_A_LIST.fullmatch(value):
        return value, True
    if key.casefold() not in PROSE and (plain := CURLED.sub(r" \1", value)) != value:
        return plain.strip(), False
    is_prose = key.casefold() in PROSE and not is_fenced and not ESCAPES.search(value)
    if (NOT_PLAIN.fullmatch(value) or (is_fenced and NODE.fullmatch(value))) and not is_prose:
        return one_line(value), False
    if key.casefold() == "tags" and TOPICS.fullmatch(value) and value.count("#") > 1:
        return value, False
    if key.casefold() == "tags" and OTHER_TAGS.fullmatch(value):
        tags = (DASH.sub("", found[0].strip()) for found in ONE_TAG.finditer(value.strip("()")))
        return ", ".join(words for tag in tags if (words := unquoted(tag))), False
    return value, True


def by_names(items: Iterable[str]) -> str:
    """The items of a list: of one that has keys of its own, its name."""
    named = (re.sub(r"^(?:name|title)\s*:\s*", "", item) for item in items)
    return ", ".join(words for item in named if (words := one_line(item) if item.startswith("{") else unquoted(item)))


def toml_values(text: str) -> list[tuple[str, str]]:
    """What TOML tells; of what cannot be read, each line that is one by itself."""
    try:
        return list(_flat(tomllib.loads(text)))
    except tomllib.TOMLDecodeError:
        return _line_by_line(text)


def json_values(text: str) -> list[tuple[str, str]]:
    """What an object of JSON tells, with its outer brackets or without; of what cannot be read, each line by itself."""
    begins = text.lstrip()
    try:
        values, _ = json.JSONDecoder().raw_decode(begins if begins.startswith("{") else f"{{{begins}}}")
    except (json.JSONDecodeError, RecursionError):
        return _line_by_line(text) if '"' in text else []
    return list(_flat(values)) if isinstance(values, dict) else []


def last_of(lines: Sequence[str], at: int) -> int:
    """The index of the line on which a value of TOML or JSON ends that begins on the one with an index."""
    opened = re.search(r"[=:]\s*(\"\"\"|\'\'\'|[\[{])", lines[at])
    if opened is None:
        return at
    if len(opened[1]) > 1:
        rest = lines[at][opened.end() :]
        return at if opened[1] in rest else next((k for k in range(at + 1, len(lines)) if opened[1] in lines[k]), at)
    depth, begin = 0, opened.start(1)
    for k in range(at, len(lines)):
        bare = re.sub(QUOTATION, "", lines[k][begin:]).partition("#")[0]
        depth += sum(bare.count(sign) for sign in "[{") - sum(bare.count(sign) for sign in "]}")
        begin = 0
        if depth <= 0:
            return k
    return at


def as_ours(name: str, value: str) -> str:
    """A value as the field of ours of that name has it."""
    if name in DAYS:
        value = re.sub(r"^[<\[](\d{4}-\d\d-\d\d)(?: [^\W\d]+\.?)?( \d\d:\d\d)?[^>\]]*[>\]]$", r"\1\2", value)  # Org's
        value = meant_date(value.removesuffix(" UTC"))
    if name == "Tags" and TOPICS.fullmatch(value):
        value = ", ".join(topic.strip("#,") for topic in value.split())
    if name in ("Tags", "Author") and re.fullmatch(r":[^\s]+:", value):
        value = ", ".join(part for part in value.split(":") if part)
    if name.casefold() not in PROSE:
        value = CURLED.sub(r" \1", value).strip()  # in a list
    if name == "Image":
        value = re.sub(r"^(?:\.{0,2}/)*(?:src/|static/|public/|assets/|content/)*", "", value)
    return value


def are_quoted(lines: Iterable[str]) -> bool:
    """Whether several values are in another program's quotation marks: sentences alone may be what somebody said.

    lines: of a header. Another program's are small letters, which no name of ours begins with, a doubled mark, or marks
    around a day, a name or a topic.
    """
    parts = (line.partition(":") for line in lines)
    quoted = [(name.strip(), value) for name, _, value in parts if WHOLLY_QUOTED.fullmatch(value.strip())]
    return len(quoted) > 1 and any(
        name[:1].islower() or name.casefold() not in PROSE or ESCAPES.search(value) for name, value in quoted
    )


def by_marks(lines: Sequence[str], first: int) -> Iterator[tuple[int, str, str, str]]:
    """Number, line, key and value of each line that begins with a program's sign; nothing where one has none."""
    inside = [
        (number, line.strip()) for number, line in enumerate(lines, first) if not COMMENT_EDGE.fullmatch(line.strip())
    ]
    if inside and inside[0][1].startswith("% "):
        marked = [(number, line, line[1:].strip()) for number, line in inside if line.startswith("%")]
        if len(marked) > 1:
            yield from ((*one[:2], key, one[2]) for one, key in zip(marked, PANDOCS, strict=False))
        return
    for sign in MARKED:
        found = [(number, line, sign.fullmatch(line)) for number, line in inside]
        if found and all(match for _, _, match in found):
            yield from ((number, line, match["key"], match["value"] or "") for number, line, match in found if match)
            return


def _line_by_line(text: str) -> list[tuple[str, str]]:
    found = (ASSIGNED.fullmatch(line) for line in text.split("\n"))
    return [(match["key"], one_line(match["value"])) for match in found if match]


def _flat(values: Mapping[str, object], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            if len(before) < 100:  # deeper ones mean nothing to us
                yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", _words(value)


def _words(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    if isinstance(value, Mapping):
        return next((str(value[name]) for name in NAMING if value.get(name)), ", ".join(map(str, value)))
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else " ".join(str(value).split())
