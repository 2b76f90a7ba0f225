"""Tables in notes, as programs write them: what a column about consent, or about taking back, says of each row."""

import csv
import re
from collections.abc import Sequence
from typing import NamedTuple

from plugins.selfies.lexicon import ANSWERS_NO, ANSWERS_YES
from plugins.selfies.statements import Answer, says_yes
from plugins.selfies.taking_back import plain, says_no
from plugins.selfies.ways import WAY, bare_way, is_way

DELIMITERS = ("\t", ";", "|", ",")
MAX_HEADING, MAX_HEADINGS = 60, 40
ABOUT_CONSENT = re.compile(
    r"\b(?:consent\w*|permissions?|web|website|online|publish\w*|published|agree[ds]?|agreement|approv\w+|cleared|release"
    r"|allowed|ok|okay|yes|opted?[ -]?in|show[ns]?|einwilligung|zustimmung|accord|autorisation|permiso|consenso)\b"
)
OF_ANOTHER_KIND = re.compile(r"\b(?:until|by|who|whom|notes?|print|legislature|why|reason|asked|form|e-?mail)\b")
DIVIDER = re.compile(r"[|:\s+=-]+")
DATE = re.compile(r"\d{4}-\d\d?-\d\d?|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
NOTHING = frozenset(("", "-", "–", "—", "n/a", "na"))


class Table(NamedTuple):
    """A table in a note.

    begins: the number of the line with its headings; delimiter: what stands between its cells
    yes: the places of its columns that tell who agreed; no: of those that tell who took back
    """

    begins: int
    delimiter: str
    yes: tuple[int, ...]
    no: tuple[int, ...]

    def answer(self, line: str) -> Answer | None:
        """What a row says: yes or no by the columns about consent, NO by one about taking back; None without either."""
        row = cells(line, self.delimiter)
        if any(is_ticked(cell_at(row, place)) for place in self.no):
            return Answer.NO
        if not self.yes:
            return None
        return Answer.YES if all(is_yes(cell_at(row, place)) for place in self.yes) else Answer.NO

    def without_column_of_no(self, line: str) -> str:
        """A row without the cells by which nobody took back, whose no is no refusal."""
        row = cells(line, self.delimiter)
        kept = [cell for at, cell in enumerate(row) if at not in self.no or is_ticked(cell)]
        return f"{self.delimiter} ".join(kept)


def table_in(lines: Sequence[str]) -> Table | None:
    """The table that begins in the first of some lines that has several cells and a heading about consent."""
    for number, line in enumerate(lines[:MAX_HEADINGS]):
        for delimiter in DELIMITERS if len(line) < 1_000 else ():
            headings = [plain(cell) for cell in cells(line, delimiter)]
            if len(headings) > 1 and all(len(one) < MAX_HEADING for one in headings):
                no = tuple(at for at, one in enumerate(headings) if says_no(without_consent(one)))
                yes = tuple(at for at, one in enumerate(headings) if at not in no and is_about_consent(one))
                if (yes or no) and not any(one.isdecimal() for one in headings):
                    return Table(number, delimiter, yes, no)
    return None


def without_consent(heading: str) -> str:
    """A heading without the words that only say that it is about consent, which take back in other places."""
    return re.sub(r"\b(?:consent\w*|permissions?)\b", "", heading)


def is_about_consent(heading: str) -> bool:
    """Whether a column tells who agreed to be shown.

    >>> is_about_consent("web ok?"), is_about_consent("consent given"), is_about_consent("print")
    (True, True, False)
    """
    return len(heading.split()) < 5 and bool(ABOUT_CONSENT.search(heading)) and not OF_ANOTHER_KIND.search(heading)


def cells(line: str, delimiter: str) -> list[str]:
    """The cells of a row; none of a line that only divides others."""
    if DIVIDER.fullmatch(line):
        return []
    if delimiter == "|":
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])]


def cell_at(row: list[str], place: int) -> str:
    """A cell of a row; "" where the row is shorter."""
    return row[place] if place < len(row) else ""


def is_yes(cell: str) -> bool:
    """Whether a cell in a column about consent is a clear yes: a word for it, the web, a day, or how it came.

    >>> is_yes("Yes"), is_yes("web, print"), is_yes("2021-03-02, by e-mail"), is_yes("print"), is_yes(""), is_yes("?")
    (True, True, True, False, False, False)
    """
    told = plain(cell).partition("\n")[0].strip(" .!()[]")
    words = set(re.findall(r"[^\W_]+|[^\w\s,./!-]", told))
    if says_yes(told) or is_way(cell) or WAY.fullmatch(bare_way(cell)) or DATE.fullmatch(told):
        return True
    return bool(words & ANSWERS_YES) and words.isdisjoint(ANSWERS_NO | {"only", "?"}) and not says_no(told)


def is_ticked(cell: str) -> bool:
    """Whether a cell in a column about taking back says that somebody did: whatever stands there but a no."""
    told = plain(cell).partition("\n")[0].strip(" .!()[]")
    return told not in NOTHING and told not in ANSWERS_NO and told != "0"
