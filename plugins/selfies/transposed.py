"""Tables in notes that are turned: members run along the first row, and what is asked down the first column."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from plugins.selfies.people import NUMBER, People
from plugins.selfies.statements import has_words
from plugins.selfies.tables import DELIMITERS, MAX_ROWS, cells, is_called_so
from plugins.selfies.taking_back import says_no

MIN_MEMBERS = 2


class Turned(NamedTuple):
    """A table of a note that was turned.

    begins: the number of the line with the members; rows: one for each, with tabs between their cells
    rest: the lines of the note, empty where the table stood
    """

    begins: int
    rows: list[str]
    rest: list[str]


def turned(lines: Sequence[str], people: People) -> Turned | None:
    """The first table in some lines whose members run along a row, turned; None where there is none."""
    for delimiter in DELIMITERS:
        rows = [cells(line, delimiter) for line in lines[:MAX_ROWS]]
        for begins, row in enumerate(rows):
            if is_row_of_members(row, people):
                ends = end_of_table(lines, rows, begins + 1, people)
                if any(rows[begins + 1 : ends]):
                    columns = zip_longest(*filter(None, rows[begins:ends]), fillvalue="")
                    turned = ["\t".join(cell.replace("\t", " ").replace('"', "'") for cell in one) for one in columns]
                    return Turned(begins, turned, [*lines[:begins], *[""] * (ends - begins), *lines[ends:]])
    return None


def is_row_of_members(row: Sequence[str], people: People) -> bool:
    """Whether the cells of a row but for the first each are a member, and the first is none."""
    if len(row) < 2 or NUMBER.fullmatch(row[0]):
        return False
    values = [cell for cell in row[1:] if cell]
    is_heading = not row[0] or is_called_so((row[0], ""))
    if len(values) < (1 if is_heading else MIN_MEMBERS) or not all(is_member(cell, people) for cell in values):
        return False
    return not people.mentions(row[0]).anybody() and not says_no(row[0])


def is_member(cell: str, people: People) -> bool:
    """Whether a cell is a number as ids are, or mentions a member and says nothing else."""
    mentions = people.mentions(cell)
    return NUMBER.fullmatch(cell) is not None or (bool(mentions.anybody()) and not has_words(mentions.rest))


def end_of_table(lines: Sequence[str], rows: Sequence[Sequence[str]], at: int, people: People) -> int:
    """The number of the line behind the last one that asks something, from a line on; lines may divide others."""
    while at < len(rows) and lines[at].strip() and is_question(rows[at], people):
        at += 1
    return at


def is_question(row: Sequence[str], people: People) -> bool:
    """Whether a row has something in its first cell and no id, or only divides others."""
    return not row or (len(row) > 1 and bool(row[0]) and not people.mentions(" ; ".join(row)).by_id)
