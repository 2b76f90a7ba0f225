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

from plugins.selfies.lexicon import ANSWERS_NO, ANSWERS_YES, CONDITIONS, MONTH, NEGATION, SAYS_YES
from plugins.selfies.people import MAX_NOTE, People
from plugins.selfies.statements import Answer, answer, cleaned, has_words, says_yes
from plugins.selfies.taking_back import plain, says_no, takes_back
from plugins.selfies.ways import WAY, bare_way, is_way

DELIMITERS = ("\t", ";", "|", ",")
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
CONSENT_WORDS = (
    r"(?:consent\w*|permissions?|publi\w*|ver[oö]ffentlich\w*|einwilligung\w*|zustimm\w*|einverstand\w*|toestemming"
    r"|accord|autori\w+|permis\w*|consen\w+|agree\w*|approv\w*|clear(?:ed|ance)|releas\w*|allow\w*|opted?[ -]?in"
    r"|sign(?:ed|ature|[eé]e?)?|accept\w*|includ\w*|confirm\w*|verified|authori[sz]\w*|freig\w*|unterschr\w*|genehmigt"
    r"|erlaub\w*|zeigen|best[aä]tigt|afficher|firmad\w*|acepta\w*|de acuerdo|mostrar"
    r"|gdpr|zgod\w*|souhlas\w*|s[au]glas\w*|persetujuan|dong y|pahintulot|onay"
    r"|соглас\w*|згод\w*|同意|授权|授權|许可|許可|동의)"
)
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
ABOUT_THE_WEB = re.compile(r"\b(?:web\w*|online|internet|netz|wall|site)\b")
OF_ANOTHER_USE = re.compile(
    r"\b(?:print\w*|legislature|newsletters?|posters?|flyers?|leaflets?|papers?|press|mail\w*)\b"
)
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
DIVIDER = re.compile(r"[|:\s+=-]+")
DATE = re.compile(r"\d{4}-\d\d?-\d\d?|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
ISO_DAY, OTHER_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)"), re.compile(r"(\d\d?)[./](\d\d?)[./](\d{4})")
MONTH_OR_DAY = re.compile(rf"{MONTH}|\d+(?:st|nd|rd|th)")
WORD_OR_SIGN = re.compile(r"[^\W_]+|[^\w\s,./!-]")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
NOTHING = frozenset(("", "-", "–", "—", "n/a", "na"))
FOR_THE_WEB = frozenset("web online website internet all both everything full".split())  # noqa: SIM905
# What may stand beside a yes and leaves it one: any other word may take it back, or set a condition.
BESIDE_A_YES = frozenset(
    """
    a and am an are as at be been by can course claro accept bitte danke der de die du e email es et fine for form from
    full fur gerne give given glad go ahead good great gracias happy he her his i ich ihr in is it j klar la le
    les like love mail may media member members merci mir my me naturally naturlich of on one or our page paper per
    permission phone photo picture please pls por post posted print printed legislature publication publish published
    see selfie she show shown shows sign signed site social stimme supuesto sur text thank thanks that the they
    this to too und use used uses via very volontiers we website webseite welcome well with y you your zu accord bien
    """.split()  # noqa: SIM905
)
PLAIN_YES = SAYS_YES | frozenset("y ja j true da tak sim vrai wahr yep yup sure".split())  # noqa: SIM905
MARKS_BESIDE_A_YES = frozenset("():;'’\"&+@")
ADULT_YEARS = 18


class Column(Enum):
    """What a column tells of those in its rows."""

    CONSENT = "who agreed to be shown"
    TAKEN_BACK = "who took that back"
    UNCLEAR = "one of both"
    OTHER_USE = "who agreed to something else"
    UNTIL = "the last day"
    AGE = "how old they are"
    OTHER = "anything else"


class Table(NamedTuple):
    """A table in a note.

    begins: the number of the line with its headings, or before its first row where it has none
    delimiter: what stands between its cells
    """

    begins: int
    delimiter: str
    columns: tuple[Column, ...]

    def answer(self, line: str, people: People, today: date) -> Answer | None:
        """What a row says of whom it mentions; None where it has no column about that."""
        row = cells(line, self.delimiter)
        if len(row) < 2:
            return None
        columns = (*self.columns, *[Column.OTHER] * (len(row) - len(self.columns)))
        answers = list(zip(columns, (*row, *[""] * len(columns)), strict=False))
        if any(says_no_of(column, cell, today) for column, cell in answers) or any(
            is_refusal(cell, people) for column, cell in answers if column is Column.OTHER
        ):
            return Answer.NO
        asked = [cell for column, cell in answers if column is Column.CONSENT]
        return None if not asked else Answer.YES if all(map(is_yes, asked)) else Answer.NO

    def about(self, line: str, people: People) -> str:
        """What of a row tells whom it is about: its first cell with an id, or else all of it."""
        row = cells(line, self.delimiter)
        return next((cell for cell in row if people.mentions(cell).by_id), line)

    def remarks(self, line: str) -> str:
        """A row without the cells of what its columns ask."""
        row = cells(line, self.delimiter)
        kept = [cell for at, cell in enumerate(row) if self.columns[at : at + 1] in ((), (Column.OTHER,))]
        return f"{self.delimiter} ".join(kept)


def table_in(lines: Sequence[str], people: People) -> Table | None:
    """The table in some lines, if a column of it tells who may be shown."""
    tables = [table for delimiter in DELIMITERS if (table := table_by(delimiter, lines, people))]
    return max(tables, key=lambda table: len(table.columns), default=None)


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
    below = [row for row in rows[begins + 1 :] if row != first]  # headings may be printed again
    if not any(len(row) > 1 for row in below):
        return None
    repeats = any(cell and cell in values_at(below, at) for at, cell in enumerate(first))
    if not repeats and is_heading_row(lines[begins], first, people):
        columns = tuple(column_of(heading, values_at(below, at)) for at, heading in enumerate(first))
    elif widths[len(first)] < MIN_ROWS:
        return None
    else:
        begins -= 1
        columns = tuple(column_by_values(values_at(rows[begins + 1 :], at)) for at in range(len(first)))
    is_about_it = not {Column.OTHER, Column.OTHER_USE}.issuperset(columns)
    return Table(begins, delimiter, columns) if is_about_it else None


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
    if values and all(one.isdecimal() and len(one) > 1 for one in values):
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
    return Column.OTHER


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
    is_asked = bool(values) and all(map(is_answer, values))
    return Column.CONSENT if is_asked else Column.OTHER


def cells(line: str, delimiter: str) -> list[str]:
    """The cells of a row; none of a line that only divides others."""
    if len(line) > MAX_ROW_LETTERS or DIVIDER.fullmatch(line):
        return []
    if delimiter == "|":
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    with suppress(csv.Error):
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])]
    return []


def says_no_of(column: Column, cell: str, today: date) -> bool:
    """Whether a cell in a column of a kind other than consent takes a member off."""
    if column is Column.TAKEN_BACK:
        return is_ticked(cell)
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


def bare(cell: str) -> str:
    """What stands in a cell, in small letters without marks around it."""
    return plain(cell).partition("\n")[0].strip(" .!()[]")


def is_nothing(cell: str) -> bool:
    """Whether nothing stands in a cell."""
    return bare(cell) in NOTHING


def is_bare_no(cell: str) -> bool:
    """Whether a cell is a no of one word or sign."""
    return bare(cell) in ANSWERS_NO or bare(cell) == "0"


def is_sentence_of_no(cell: str) -> bool:
    """Whether a cell is a no in several words: I do not agree."""
    words = set(re.findall(r"\w+", bare(cell)))
    return not words.isdisjoint(NEGATION) and ABOUT_CONSENT.search(bare(cell)) is not None


def is_yes(cell: str) -> bool:
    """Whether a cell in a column about consent is a clear yes: a word for it, the web, a day, or how it came.

    >>> is_yes("Yes"), is_yes("web, print"), is_yes("2021-03-02, by e-mail"), is_yes("print"), is_yes(""), is_yes("?")
    (True, True, True, False, False, False)
    >>> is_yes("yes (print)"), is_yes("web until May 2022"), is_yes("I agree to be shown on the website")
    (False, False, True)
    >>> is_yes("was yes"), is_yes("ok - minor"), is_yes("ja, aber"), is_yes("ja, gerne")
    (False, False, False, True)
    """
    text = bare(cell)
    words = set(WORD_OR_SIGN.findall(text))
    if is_way(cell) or WAY.fullmatch(bare_way(cell)) or DATE.fullmatch(text):
        return True
    is_for_less = not words.isdisjoint(("print", "legislature")) and words.isdisjoint(FOR_THE_WEB)
    if is_for_less or says_no(text) or not words.isdisjoint(CONDITIONS - {"print", "legislature"} | {"?"}):
        return False
    others = words - ANSWERS_YES - FOR_THE_WEB - BESIDE_A_YES - MARKS_BESIDE_A_YES
    is_more = any(not (one.isdecimal() or MONTH_OR_DAY.fullmatch(one)) for one in others)
    return not is_more and (says_yes(text) or (not words.isdisjoint(ANSWERS_YES) and words.isdisjoint(ANSWERS_NO)))


def is_answer(cell: str) -> bool:
    """Whether a cell answers with a yes or a no, whatever else it says.

    >>> is_answer("was yes"), is_answer("no"), is_answer("780-555-0101"), is_answer("row two")
    (True, True, False, False)
    """
    is_some_yes = not PLAIN_YES.isdisjoint(WORD_OR_SIGN.findall(plain(cell)))
    return is_some_yes or is_yes(cell) or is_bare_no(cell) or is_sentence_of_no(cell)


def is_ticked(cell: str) -> bool:
    """Whether a cell in a column about taking back says that somebody did: whatever stands there but a no."""
    return not is_nothing(cell) and not is_bare_no(cell)
