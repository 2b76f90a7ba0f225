"""Tables in notes, as programs write them: what the columns of a row say of whom it mentions.

A column's heading says what it asks. Where that is in doubt, whoever stands in it is left out: no reading is chosen.
"""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from enum import Enum
from typing import NamedTuple

from plugins.selfies.lexicon import ANSWERS_NO, CONSENT_WORDS, NEGATION
from plugins.selfies.people import MAX_NOTE, Mentions, People
from plugins.selfies.statements import EMPTY_BRACKETS, Answer, answer, has_words, is_bare
from plugins.selfies.taking_back import plain, says_no, takes_back
from plugins.selfies.yeses import (
    ABOUT_THE_WEB,
    OF_ANOTHER_USE,
    SAID_OF_PRINT,
    cleaned,
    is_answer,
    is_bare_no,
    is_harmless,
    is_nothing,
    is_yes,
    says_yes,
)

DELIMITERS = ("\t", ";", "|", ",", "  ")
MAX_ROWS, MAX_ROW_LETTERS, MIN_ROWS = 5_000, 2_000, 2
MAX_ABOVE = 40  # lines above a table's headings
# Pairs of answers to choose from, and what a heading says of how to fill its column in.
YES_WORD = r"(?:yes|y|ja|j|oui|o|s[ií]|s|sim|tak|ano|da|hai|ok|x|1|true|wahr|vrai)"
NO_WORD = r"(?:no|n|nein|non|n[aã]o|nie|ne|nee|0|false|falsch|faux)"
BETWEEN = r"\s*(?:/|\||,|-|or|oder|ou|o|of)\s*"
PAIR = re.compile(rf"(?<!\w)(?:{YES_WORD}{BETWEEN}{NO_WORD}|{NO_WORD}{BETWEEN}{YES_WORD})(?!\w)")
HOW_TO_ANSWER = re.compile(
    r"\b(?:if|when|in case|wenn|falls|si|als)\s(?:not|no|nein|non|nee)\b[^.?)]*"
    r"|\b(?:leave|keep)\b[^.?)]*\b(?:empty|blank)\b[^.?)]*"
)
ANSWERS_EXPLAINED = re.compile(rf"(?<!\w)\w{{1,5}}\s*[=:]\s*{YES_WORD}\W+\w{{1,5}}\s*[=:]\s*{NO_WORD}(?!\w)")
# A mark of which the heading says that it is a no.
MARK_OF_NO = re.compile(rf"(?<!\w)\w{{1,8}}\s*(?:=|:|means|is|for)\s*{NO_WORD}(?!\w)")
WEB_WORDS = r"(?:web\w*|online|internet|netz|wall|site|ok|okay|yes|shown?|shows|display\w*|used?|uses)"
# Of these words nobody can say that they ask for a yes.
PLAINLY_NO = re.compile(
    r"\b(?:withdr[ae]w\w*|withdrawals?|revo[ck]\w*|rescind\w*|retract\w*|remov\w*|delet\w*|cancel\w*|refus\w*|declin\w*"
    r"|object\w*|opt(?:s|ed)?[ -]?outs?|unsubscrib\w*|take[ -]?downs?|taken (?:down|off|back)|off|gone|hid(?:e|den)"
    r"|missing|denied|void|stop\w*|halt\w*|prevent\w*|avoid\w*|against|oppos\w*|block\w*|lapsed|ended|private|offline|out"
    r"|exclu\w*|hold|waiting|skip\w*|unsigned|pulled|suspended|dnp|minors?|under 18|internal|print only"
    r"|verweiger\w*|entzogen|fehl\w*|erlosch\w*|abgelauf\w*|abgelehnt|gegen|verbot\w*|widerspr\w*|entfernt|gesperrt"
    r"|ausgetreten|einw[aä]nd\w*|dagegen|weg|minderj\w*|contre|mineure?s?|denegad\w*|rechaz\w*|eliminad\w*|borrar|opone"
    r"|reject\w*|widerruf\w*|zuruckgezogen|gel[oö]scht|retir\w*|supprim\w*|annul\w*|left|quit|expired)\b"
)
ABOUT_CONSENT = re.compile(rf"\b(?:{CONSENT_WORDS}|{WEB_WORDS})\b")
WORDS_OF_CONSENT = re.compile(rf"\b(?:{CONSENT_WORDS}|{WEB_WORDS})(?!\w)")
ABOUT_ASKING = re.compile(r"\b(?:by|who|whom|notes?|why|reason|asked|form|e-?mail|remarks?|comments?|how|date)\b")
UNTIL = re.compile(r"\b(?:until|till|valid|expir\w+|ends?|bis|jusqu\w*|hasta)\b")
AGE = re.compile(r"\b(?:age|alter|edad|how old)\b")
MAY_BE = re.compile(r"\b(?:until|till|any ?time|may|can|could|bis)\b")
OF_THE_FIRST_PERSON = re.compile(r"\b(?:i|my|me|you|your|we|our|ich|je|yo)\b")
# Some of what stands above the other columns.
HEADINGS = frozenset(
    """
    # id ids nr num numero number nummer n° name names nom nombre vorname nachname first last surname firstname
    lastname member members mitglied membre selfie picture file photo e-mail email mail phone campaign workplace
    timestamp date
    """.split()  # noqa: SIM905
)
# And of what else nobody takes for a yes or a no. In a column with another heading only what is harmless stays one.
WHO_THEY_ARE = HEADINGS | frozenset(
    """
    address age asked branch by called caller call city company contact country date day department e employer given
    hour
    job language line local location of office on order our place position received region role row sector seen sent
    shift shirt size source spoke steward tags tel the them time title to town unit ward we when who whom work workplace
    worksite year you your adresse abteilung arbeit arbeitgeber arbeitsort beruf datum gesprochen ort stadt telefon
    zeitstempel zeit wer employeur horodateur lieu metier poste quand qui service telephone travail ville cargo ciudad
    empresa fecha hora lugar sign signs slogan words marca temporal quien telefono trabajo
    """.split()  # noqa: SIM905
)
REMARKS = re.compile(
    r"\b(?:notes?|remarks?|comments?|reasons?|why|follow[ -]?up|bemerkung\w*|notiz\w*|grund|remarques?|commentaires?"
    r"|observacion\w*|notas?)\b"
)
AUTHOR = re.compile(r"(?:comment:\s*)?(?:[^\W\d_a-z][^\W\d_]*:\s)?")
WIDE_GAP = re.compile(r" {2,}")
IS_NUMBER = re.compile(r"\d{2,}(?!\S)")
AGREED = re.compile(r"(?i)\bagreed\b")
DIVIDER = re.compile(r"[|:\s+=-]+")
ISO_DAY, OTHER_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)"), re.compile(r"(\d\d?)[./](\d\d?)[./](\d{4})")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ADULT_YEARS = 18


class Column(Enum):
    """What a column tells of those in its rows."""

    CONSENT = "who agreed to be shown"
    TAKEN_BACK = "who took that back"
    UNCLEAR = "one of both"
    OTHER_USE = "who agreed to something else"
    UNTIL = "the last day"
    AGE = "how old they are"
    OTHER = "who they are, and what else is nobody's yes"
    REMARK = "what there is to say"
    UNKNOWN = "nobody knows what"


MUTE = frozenset((Column.OTHER, Column.OTHER_USE))
SAY_WORDS = frozenset((Column.OTHER, Column.REMARK, Column.UNKNOWN))


class Table(NamedTuple):
    """A table in a note.

    begins: the number of the line with its headings, or before its first row where it has none
    delimiter: what stands between its cells
    """

    begins: int
    delimiter: str
    columns: tuple[Column, ...]

    def answer(self, line: str, people: People, today: date) -> Answer | None:
        """What a row says of whom it mentions; None where it says nothing, or has one cell alone.

        A cell that is no known yes is none. An `agreed` beside the number of whom a row is about overrules all in it
        but words of taking back.
        """
        row = cells(line, self.delimiter)
        if len(row) < 2:
            return None
        more = Column.UNKNOWN if self.begins >= 0 else Column.OTHER
        columns = (*self.columns, *[more] * (len(row) - len(self.columns)))
        answers = list(zip(columns, (*row, *[""] * len(columns)), strict=False))
        if any(takes_back(cleaned(cell)) for cell in row) or any(
            column is Column.TAKEN_BACK and is_ticked(cell) for column, cell in answers
        ):
            return Answer.NO
        if is_agreed(self.about(line, people)):
            return Answer.YES
        if any(says_no_of(column, cell, today) for column, cell in answers) or any(
            is_refusal(cell, people) for column, cell in answers if column in SAY_WORDS
        ):
            return Answer.REFUSED
        asked = [cell for column, cell in answers if column is Column.CONSENT]
        if not all(map(is_yes, asked)):
            return Answer.REFUSED
        unknown = [cell for column, cell in answers if column is Column.UNKNOWN]
        others = [*unknown, *(cell for column, cell in answers if column is Column.REMARK)]
        is_unanswered = not asked and any(map(is_nothing, unknown))
        if is_unanswered or not all(is_about_nothing(cell, people) for cell in others):
            return Answer.DOUBT
        return Answer.YES if asked or any(map(is_yes, others)) else None

    def is_mute(self) -> bool:
        """Whether no column of it can tell who may be shown."""
        return MUTE.issuperset(self.columns)

    def about(self, line: str, people: People) -> Mentions:
        """Whom a row is about: whoever its first cell with an id mentions, or else that with a name, or all of it."""
        mentioned = [people.mentions(cell) for cell in cells(line, self.delimiter)]
        named = (one for one in mentioned if one.by_name)
        return next((one for one in mentioned if one.by_id), None) or next(named, None) or people.mentions(line)

    def remarks(self, line: str) -> str:
        """A row without the cells of what its columns ask."""
        row = cells(line, self.delimiter)
        kept = [cell for at, cell in enumerate(row) if SAY_WORDS.issuperset(self.columns[at : at + 1])]
        return f"{self.delimiter} ".join(kept)


def table_in(lines: Sequence[str], people: People) -> Table | None:
    """The table in some lines, if a column of it tells who may be shown, or its headings tell that it is one."""
    tables = [table for delimiter in DELIMITERS if (table := table_by(delimiter, lines, people))]
    return max(tables, key=lambda table: (not table.is_mute(), len(table.columns)), default=None)


def table_by(delimiter: str, lines: Sequence[str], people: People) -> Table | None:
    """The table whose cells have a delimiter between them: rows of the commonest number of cells, headings first."""
    rows = [cells(line, delimiter) for line in lines[:MAX_ROWS]]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return None
    commonest = max(widths, key=lambda one: (widths[one], one))
    above = range(min(MAX_ABOVE, len(rows)))
    begins = next((at for at in above if is_called_so(rows[at]) and is_heading_row(lines[at], rows[at], people)), None)
    if begins is None:
        begins = next(at for at, row in enumerate(rows) if len(row) == commonest)
    first = rows[begins]
    below = [row for row in rows[begins + 1 :] if len(row) > 1 and row != first]  # headings may be printed again
    if not below:
        return None
    repeats = any(cell and cell in values_at(below, at) for at, cell in enumerate(first))
    if not repeats and is_heading_row(lines[begins], first, people) and (is_called_so(first) or len(below) > 1):
        columns = columns_of(first, below)
    elif widths[len(first)] < MIN_ROWS:
        return None
    else:
        begins -= 1
        columns = tuple(column_of_answers(values_at(rows[begins + 1 :], at), people) for at in range(len(first)))
    table = Table(begins, delimiter, columns)
    is_headed = begins >= 0 and is_called_so(first)
    return table if is_headed or not {*MUTE, Column.REMARK, Column.UNKNOWN}.issuperset(columns) else None


def columns_of(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """What the columns of a table tell; where no heading is known to ask who agreed, one of answers alone does."""
    columns = [column_of(heading, values_at(rows, at)) for at, heading in enumerate(headings)]
    if Column.CONSENT not in columns:
        of_answers = [column_by_values(values_at(rows, at)) is Column.CONSENT for at in range(len(columns))]
        is_asked = [one is Column.UNKNOWN and of_answers[at] for at, one in enumerate(columns)]
        columns = [Column.CONSENT if asked else one for asked, one in zip(is_asked, columns, strict=True)]
    return tuple(columns)


def values_at(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """What stands in a column."""
    return [row[place] for row in rows if len(row) > place and row[place]]


def is_called_so(row: Sequence[str]) -> bool:
    """Whether a cell of a row is a word that stands above ids or names."""
    return len(row) > 1 and not HEADINGS.isdisjoint(plain(cell).partition("\n")[0].strip(" .:?*") for cell in row)


def is_heading_row(line: str, row: Sequence[str], people: People) -> bool:
    """Whether a row tells what stands in the columns, and nothing of anybody."""
    headings = [plain(cell).partition("\n")[0].strip(" .:?*") for cell in row]
    if any(one.isdecimal() for one in headings) or people.mentions(line).anybody():
        return False
    return not HEADINGS.isdisjoint(headings) or not any(one in ANSWERS_NO or one in ("yes", "y") for one in headings)


def column_of(heading: str, values: Sequence[str]) -> Column:
    """What a column tells by its heading, or where that says nothing clear by what stands in it.

    >>> column_of("Consent (Y/N)", []).name, column_of("withdrawn on", []).name, column_of("No consent", []).name
    ('CONSENT', 'TAKEN_BACK', 'TAKEN_BACK')
    >>> column_of("OK (x = no)", []).name, column_of("No", ["0901", "0902"]).name
    ('UNCLEAR', 'OTHER')
    """
    text = plain(heading).partition("\n")[0]
    asked = HOW_TO_ANSWER.sub(" ", PAIR.sub(" ", ANSWERS_EXPLAINED.sub(" ", text)))
    if AGE.search(asked) and not ABOUT_CONSENT.search(asked):
        return Column.AGE
    if not heading.strip():
        return column_by_values(values)
    if values and all(IS_NUMBER.match(one) for one in values):
        return Column.OTHER
    if MARK_OF_NO.search(asked):
        return Column.UNCLEAR
    if (negative := negative_of(WORDS_OF_CONSENT.sub(" ", asked))) is not None:
        return negative
    if UNTIL.search(asked):
        return Column.UNTIL
    is_mere_pair = any(map(str.isalnum, text)) and not any(map(str.isalnum, asked))
    is_about_consent = ABOUT_CONSENT.search(asked) is not None or is_mere_pair
    if values and not any(map(is_answer, values)):
        is_about_consent = False  # a website, the place on a wall
    if OF_ANOTHER_USE.search(asked) and not ABOUT_THE_WEB.search(asked):
        return Column.OTHER_USE
    if is_about_consent and (not ABOUT_ASKING.search(asked) or column_by_values(values) is Column.CONSENT):
        return Column.CONSENT
    return column_of_others(heading)


def column_of_others(heading: str) -> Column:
    """What a column tells that asks nothing which is known here.

    >>> column_of_others("E-mail").name, column_of_others("Comments").name, column_of_others("Decision").name
    ('OTHER', 'REMARK', 'UNKNOWN')
    """
    words = re.findall(r"[^\W\d_]+|#", plain(heading).rpartition("\n")[2])
    if WHO_THEY_ARE.issuperset(words):
        return Column.OTHER
    return Column.REMARK if REMARKS.search(plain(heading)) else Column.UNKNOWN


def negative_of(rest: str) -> Column | None:
    """What a heading tells that has a word of refusing or taking back; None for one without.

    rest: the heading without the words that are about consent

    >>> negative_of("withdrawn"), negative_of("not for"), negative_of("name")
    (<Column.TAKEN_BACK: 'who took that back'>, <Column.TAKEN_BACK: 'who took that back'>, None)
    >>> negative_of("no objection"), negative_of("until withdrawn"), negative_of("i do not")
    (<Column.UNCLEAR: 'one of both'>, <Column.UNCLEAR: 'one of both'>, <Column.UNCLEAR: 'one of both'>)
    """
    words = re.findall(r"\w+", rest)
    is_negated, is_refused = not NEGATION.isdisjoint(words), PLAINLY_NO.search(rest) is not None
    if not (is_negated or is_refused):
        return Column.UNCLEAR if says_no(rest) or takes_back(rest) else None
    is_plain = is_negated != is_refused and (is_refused or not NEGATION.isdisjoint(words[:2]))
    is_open = OF_THE_FIRST_PERSON.search(rest) or MAY_BE.search(rest)
    return Column.TAKEN_BACK if is_plain and not is_open else Column.UNCLEAR


def column_by_values(values: Sequence[str]) -> Column:
    """What a column tells by what stands in it alone: who agreed, where that is nothing but yes and no."""
    is_asked = bool(values) and all(is_answer(one) and not SAID_OF_PRINT.search(plain(one)) for one in values)
    return Column.CONSENT if is_asked else Column.OTHER


def column_of_answers(values: Sequence[str], people: People) -> Column:
    """The same of a column without a heading, whose answers are not what somebody who is named there said."""
    column = column_by_values(values)
    is_said = column is Column.CONSENT and any(people.mentions(one).anybody() for one in values)
    return Column.OTHER if is_said else column


def cells(line: str, delimiter: str) -> list[str]:
    """The cells of a row; none of a line that only divides others."""
    if len(line) > MAX_ROW_LETTERS or DIVIDER.fullmatch(line):
        return []
    if delimiter == "|":
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    if delimiter == "  ":
        return WIDE_GAP.split(line.strip()) if "  " in line.strip() else [line.strip()]
    with suppress(csv.Error):
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])]
    return []


def says_no_of(column: Column, cell: str, today: date) -> bool:
    """Whether a cell in a column of a kind other than consent takes a member off."""
    if column is Column.AGE:
        return cell.isdecimal() and int(cell[:3]) < ADULT_YEARS
    if column is Column.UNTIL:
        return is_over(cell, today)
    return column is Column.UNCLEAR


def is_over(cell: str, today: date) -> bool:
    """Whether the last day in a cell is over, or nobody can read it; of a year alone it is the last of December.

    >>> today = date(2026, 1, 1)
    >>> is_over("2022-01-01", today), is_over("May 2030", today), is_over("soon", today)
    (True, False, True)
    """
    days = [(int(year), int(month), int(day)) for year, month, day in ISO_DAY.findall(cell)]
    # Some countries write the month first: the earlier day counts.
    pairs = [(int(year), int(one), int(other)) for one, other, year in OTHER_DAY.findall(cell)]
    days += [(year, min(one, other), max(one, other)) for year, one, other in pairs]
    if days:
        return min(days) < (today.year, today.month, today.day)
    years = [int(one) for one in YEAR.findall(cell)]
    return max(years) < today.year if years else not (is_nothing(cell) or is_yes(cell))


def is_refusal(cell: str, people: People) -> bool:
    """Whether a remark in a row says no: more than a bare no, which answers another question."""
    mentions = people.mentions(cell)
    if len(cell) > MAX_NOTE or is_bare_no(cell) or (mentions.anybody() and not has_words(mentions.rest)):
        return takes_back(cleaned(cell))
    return answer(cell, mentions.rest) in (Answer.NO, Answer.REFUSED)


def is_agreed(mentions: Mentions) -> bool:
    """Whether beside a number stands but an `agreed`, or a word like that, and perhaps a name: as reports tell it."""
    rest = plain(EMPTY_BRACKETS.sub(" ", mentions.rest)).rpartition("\n")[2]
    is_alone = is_yes(rest) or (says_yes(rest) and is_bare(AGREED.sub(" ", mentions.rest)))
    return bool(mentions.by_id) and says_yes(rest) and is_alone


def is_about_nothing(cell: str, people: People) -> bool:
    """Whether a cell in a column of which nobody knows what it asks is harmless: also a bare no, or whose row it is."""
    text = AUTHOR.sub("", cell, count=1)
    if is_harmless(text) or is_bare_no(text):
        return True
    mentions = people.mentions(cell)
    return bool(mentions.anybody()) and is_bare(mentions.rest)


def is_ticked(cell: str) -> bool:
    """Whether a cell in a column about taking back says that somebody did: whatever stands there but a no."""
    return not is_nothing(cell) and not is_bare_no(cell)
