"""What a note explains beside its tables: that a mark or a colour in them is a no."""

import re
from collections.abc import Sequence

from plugins.selfies.lexicon import ANSWERS_NO, NEGATION
from plugins.selfies.people import MAX_NOTE, NUMBER, People, readable, without_days
from plugins.selfies.tables import ANSWERS_EXPLAINED, PAIR, PLAINLY_NO, Column, Table
from plugins.selfies.taking_back import plain, takes_back

PART_ENDS = re.compile(r"[,;|\t()]|\.\s|\s(?:and|und|et|y)\s")
COLOUR = (
    r"red|green|yellow|orange|amber|blue|gr[ae]y|pink|purple|violet|brown|black|rot|grun|gelb|blau|grau|rouge|vert|jaune"
    r"|bleu|gris|rojo|verde|amarillo|azul"
)
# What stands in a cell, or is done to it, of which a table alone does not tell what it means.
MARK = re.compile(
    rf"(?<!\w)(?:{COLOUR}|x|y|ok|tick(?:ed|s)?|cross(?:ed|es)?|check(?:ed)?|mark(?:s|ed)?|stars?|starred|asterisks?|bold"
    r"|italics?|highlight\w*|shaded|struck|strike\w*|underlined|circled?|dots?|angekreuzt|kreuz|croix|coche\w*"
    r")(?!\w)|[✓✔☑✅☒✗✘❌*†‡•●○★☆+#!]"
)
MAY_EXPLAIN = re.compile(rf"[=→]|->|means|stands for|{MARK.pattern}")
WITHOUT_MARK = re.compile(rf"\b(?:no|not|without|non|kein|ohne|sans|sin) (?:an? )?(?:{MARK.pattern})")
IN_BRACKETS = re.compile(r"\((\S{1,2})\)")
MEANS = re.compile(r"\s*(\w{1,12}|[^\w\s])\s*(?:=+>?|->|→|means|stands for)\s*(.+)")
NO_MARKS = ANSWERS_NO | {"0", "-", "–", "blank", "empty", "leer", "vide", "?", "nothing", "no"}
IN_DOUBT = frozenset("ask maybe pending wait waiting unsure unclear under".split())  # noqa: SIM905
OFFERED = re.compile(r"\b(?:if|when|where|who|please|wenn|si)\b[^.]*\b(?:agree\w*|yes|ok|consent\w*)\b")


def explains_a_no(line: str) -> bool:
    """Whether a line explains that a mark, a word or a colour in a table is a no; a no that is one needs no word.

    >>> explains_a_no("x = do not publish"), explains_a_no("✓: withdrawn"), explains_a_no("red means no")
    (True, True, True)
    >>> explains_a_no("x = yes, empty = no"), explains_a_no("n = no"), explains_a_no("Put x if you agree")
    (False, False, False)
    """
    if len(line) > MAX_NOTE:
        return False
    line = f"mark {line}" if line.lstrip()[:1] in ("=", "→", ":") else line  # of one that is not read, such as *
    text = IN_BRACKETS.sub(r" \1 ", plain(line).rpartition("\n")[2])
    return any(map(is_no_of_a_mark, PART_ENDS.split(PAIR.sub(" ", ANSWERS_EXPLAINED.sub(" ", text)))))


def is_no_of_a_mark(part: str) -> bool:
    """Whether a part of a line says of a mark that it is a no."""
    if (match := MEANS.fullmatch(part)) is not None:
        return match[1] not in NO_MARKS and is_no(match[2])
    part = OFFERED.sub(" ", WITHOUT_MARK.sub(" ", part))
    mark = MARK.search(part)
    return mark is not None and is_no(part.replace(mark[0], " ", 1))


def is_no(text: str) -> bool:
    """Whether what a mark means is a no, or nobody knows."""
    words = set(re.findall(r"\w+", text))
    return not words.isdisjoint(NEGATION | IN_DOUBT | {"n"}) or bool(PLAINLY_NO.search(text)) or takes_back(text)


def legends(lines: Sequence[str], people: People) -> list[str]:
    """The lines that explain a no and speak of nobody."""
    texts = [readable(line) for line in lines if len(line) <= MAX_NOTE and MAY_EXPLAIN.search(line.casefold())]
    texts = [line for line in texts if explains_a_no(line) and not NUMBER.search(without_days(line))]
    return [line for line in texts if not people.mentions(line).anybody()]


def explained(table: Table, lines: Sequence[str], explaining: Sequence[str]) -> Table:
    """A table whose columns of consent are unclear where a line other than its headings explains a mark as a no."""
    heading = lines[table.begins] if table.begins >= 0 else None
    if all(line == heading for line in explaining):
        return table
    columns = (Column.UNCLEAR if one is Column.CONSENT else one for one in table.columns)
    return table._replace(columns=tuple(columns))
