"""Notes by which somebody took back whom nobody knows: they name them by no number and by no known name."""

from collections.abc import Sequence
from pathlib import Path

from plugins.core.findings import Finding, Where, finding
from plugins.selfies.answers import is_name
from plugins.selfies.contexts import context_of_no, is_called_list, is_members_text
from plugins.selfies.matters import is_name_of_nobody
from plugins.selfies.people import CELL_ENDS, MAX_NOTE, NUMBER, People, readable, words_of_name
from plugins.selfies.statements import is_of_somebody, statements
from plugins.selfies.tables import table_in
from plugins.selfies.taking_back import all_note_words, plain, says_no, takes_back, without_offers
from plugins.selfies.yeses import cleaned

MAX_NAMES = 5_000
MAX_WORDS = 8  # of a name and what is said of it
HEADINGS = frozenset("date day id ids list member members name names no number numbers reason state status".split())  # noqa: SIM905


def without_numbers(file: Path, lines: Sequence[str], people: People, where: Where) -> list[Finding]:
    """That a note has names of those who took their pictures back, and not the numbers of their files (C79).

    An error where its name or its folder's tells that it is a list of them and names stand in it line by line.
    """
    if is_members_text(lines):
        return []
    is_list = is_called_list(file)
    texts = tuple(map(readable, lines))
    context = context_of_no(texts, people, table_in(texts, people), is_list=is_list)
    back = [texts[at] for at in sorted(context) if 0 <= at < len(texts)]
    numbers = {number for line in back for number in NUMBER.findall(line)}
    mentioned = list(map(people.mentions, back))
    numbers |= {member_id for one in mentioned for member_id in one.by_id | one.by_short_id}
    known = {line.strip() for line, one in zip(back, mentioned, strict=True) if one.by_name}
    written = [line for line in dict.fromkeys(map(str.strip, back[:MAX_NAMES])) if is_about_somebody(line)]
    written = [line for line in written if line not in known]
    if any(" " in line for line in written):  # pieces of words are lines, too
        written = [line for line in written if " " in line or "@" in line]
    names = list(filter(is_line_of_list if is_list else is_name_of_nobody, written))
    is_told = bool(names) and len(names) > (len(numbers) if is_list else 0) and (is_list or not numbers)
    if not (is_told or (not is_list and is_of_unknown(lines, people))):
        return []
    found = finding("C79.names-and-no-ids", where)
    return [found.within("in-a-list-of-withdrawals") if is_list else found]


def is_line_of_list(line: str) -> bool:
    """Whether a line of a list of withdrawals begins with a name, or an address, with a note's words behind it.

    >>> is_line_of_list("lena ford"), is_line_of_list("Lena Ford, June"), is_line_of_list("Lena Ford withdrew by phone")
    (True, True, True)
    >>> is_line_of_list("Write to Lena Ford about the rally"), is_line_of_list("How To Withdraw")
    (False, False)
    """
    words = CELL_ENDS.split(line)[0].strip(" -*•").split()
    if "@" in line or len(words) > MAX_WORDS or without_offers(line) != line.casefold():
        return "@" in line and len(line.split()) == 1
    return any(is_head_of_line(words[:end], " ".join(words[end:])) for end in range(len(words), 0, -1))


def is_head_of_line(words: list[str], rest: str) -> bool:
    """Whether words are a name, and those behind it a note's."""
    head = " ".join(words)
    is_called = is_name(head.title() if head.islower() else head) and is_about_somebody(head) and not says_no(head)
    return is_called and (not rest or (len(words) > 1 and (says_no(rest) or all_note_words(plain(rest)))))


def is_about_somebody(line: str) -> bool:
    """Whether a line has words other than a note's or a heading's."""
    words = set(words_of_name(line))
    return "@" in line or not (words <= HEADINGS or all_note_words(" ".join(words - HEADINGS)) or is_heading(words))


def is_heading(words: set[str]) -> bool:
    """Whether words are but those of a list's heading, such as "Withdrawn members"."""
    return all(word in HEADINGS or says_no(word) or word in ("the", "selfies", "pictures", "photos") for word in words)


def is_of_unknown(lines: Sequence[str], people: People) -> bool:
    """Whether a line of a note tells that somebody took back whom nobody knows by number or name."""
    texts = [readable(line) for line in lines]
    return any(
        is_of_somebody(part) and takes_back(cleaned(part)) and not mentions.anybody()
        for line in texts
        if len(line) < MAX_NOTE and takes_back(cleaned(line))
        for part, mentions in statements(line, people)
    )
