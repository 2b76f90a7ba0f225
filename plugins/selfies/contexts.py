"""Where in a note whoever is mentioned took back, whatever else the line says: lists, and what is said around them."""

from collections.abc import Sequence
from pathlib import Path

from plugins.selfies.copies import FIELDS, is_list_of_withdrawals
from plugins.selfies.letters import MINE
from plugins.selfies.lexicon import NOTES_OF_ALL_KINDS
from plugins.selfies.people import FEW_WORDS, MAX_NOTE, NUMBER, SHORT_NUMBER, People, without_days
from plugins.selfies.statements import is_of_a_thing
from plugins.selfies.tables import PAIR, Table
from plugins.selfies.taking_back import all_note_words, plain, says_no, takes_back
from plugins.selfies.yeses import cleaned, is_heading_of_yes


def context_of_no(lines: tuple[str, ...], people: People, table: Table | None, *, is_list: bool) -> frozenset[int]:
    """The numbers of the lines in which whoever is mentioned took back, whatever else these say.

    All of a list, which has a name or a heading that says so, but for those below a heading that agrees; and those
    around a line that takes back and mentions nobody.
    """
    texts = [cleaned(line) for line in lines]
    heading_of_table = texts[table.begins] if table and table.begins >= 0 else None
    headings = [line != heading_of_table and is_heading_of_list(line, people) for line in texts]
    near: set[int] = set()
    for at in (at for at, line in enumerate(texts) if takes_back(line) and not is_of_a_thing(line)):
        is_of_somebody = (
            MINE.search(lines[at]) or NUMBER.search(without_days(lines[at])) or names_one(lines[at], people)
        )
        near.update((at,) if is_of_somebody or headings[at] else (at - 1, at, at + 1))
    if table:  # each of its rows speaks of nobody else
        near = {at for at in near if at < table.begins}
    if not (is_list or any(headings)):
        return frozenset(near)
    found = set()
    is_no = is_list or not lines[headings.index(True)].rstrip().endswith(":")  # or it is about what stands above it
    for at, line in enumerate(texts):
        is_no = headings[at] or (is_no and not is_heading_of_yes(line))
        found |= {at} if is_no else set()
    return frozenset(found | near)


def names_one(line: str, people: People) -> bool:
    """Whether all of a member's name stands in a line."""
    return bool(people.mentions(line).by_name)


def is_heading_of_list(line: str, people: People) -> bool:
    """Whether a line takes back whoever stands in others: it ends with a colon, or has few words and names nobody.

    >>> nobody = People.of(())
    >>> [is_heading_of_list(one, nobody) for one in ("these withdrew on monday:", "refused", "not 0901")]
    [True, True, False]
    """
    bare = PAIR.sub("", without_days(line)).strip()
    if len(line) > MAX_NOTE or NUMBER.search(bare) or SHORT_NUMBER.search(bare):
        return False
    is_short = len(bare.split()) <= FEW_WORDS
    if takes_back(PAIR.sub("", line)):
        is_heading = (is_short or bare.endswith(":")) and not (MINE.search(line) or is_of_a_thing(line))
        return is_heading and not names_one(line, people)
    return is_short and says_no(bare) and not NOTES_OF_ALL_KINDS & set(bare.split()) and all_note_words(plain(bare))


def is_called_list(file: Path) -> bool:
    """Whether a note is a list by its name or its folder's, such as `withdrawn.txt` or `removed/June.txt`."""
    return is_list_of_withdrawals(file.name) or is_list_of_withdrawals(file.parent.name)


def is_members_text(lines: Sequence[str]) -> bool:
    """Whether a note is a member's text without a picture, which has a line for that day and a name."""
    return len(set(FIELDS.findall("\n".join(lines).casefold().encode()))) > 1
