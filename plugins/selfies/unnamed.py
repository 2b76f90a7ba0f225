"""Whom a file may mean besides those whom anybody knows here by number or name."""

from collections.abc import Sequence
from pathlib import Path

from plugins.selfies.answers import SMALL, is_name
from plugins.selfies.copies import is_list_of_withdrawals
from plugins.selfies.lexicon import SAYING_SO
from plugins.selfies.names import ALSO_WORDS, TITLES
from plugins.selfies.people import CELL_ENDS, NUMBER, People, words_of_name
from plugins.selfies.taking_back import all_note_words, plain, says_no, without_offers

MAX_NAMES = 5_000
MAX_WORDS = 8  # of a name and what is said of it
HEADINGS = frozenset("date day id ids list members member name names no number numbers reason state status".split())  # noqa: SIM905
# With these a note says what one member wants, and they mean nobody else. Any other word may be somebody's name.
MEANING_NOBODY = (
    SAYING_SO
    | SMALL
    | TITLES
    | frozenset(
        """
        a an and are as asked asks at back be been by called calls consent d date did does e email emailed for from has
        have he her him his i id ids in is it its letter m mail me my name not of on our per phone phoned photo picture
        please pls print put rang revoke revoked revokes s said say says selfie she show so still t take taken takes
        text that the this to took up us use v via wall was we web website with withdraw withdrawal withdrawn withdraws
        withdrew x yes you your
        """.split()  # noqa: SIM905
    )
) - ALSO_WORDS
OF_PICTURES = frozenset(("the", "selfies", "pictures", "photos"))


def is_called_list(file: Path) -> bool:
    """Whether a file is a list by its name or its folder's, such as `withdrawn.txt` or `removed/June.txt`."""
    return is_list_of_withdrawals(file.name) or is_list_of_withdrawals(file.parent.name)


def has_unknown_names(lines: Sequence[str], people: People) -> bool:
    """Whether a list of withdrawals has more names of nobody known than numbers of files.

    lines: as `readable` gives them
    """
    written = dict.fromkeys(line.strip() for line in lines[:MAX_NAMES] if is_about_somebody(line))
    mentions = list(map(people.mentions, written))
    numbers = {number for line in written for number in NUMBER.findall(line)}
    numbers |= {member_id for one in mentions for member_id in one.anybody()}
    names = [line for line, one in zip(written, mentions, strict=True) if not one.anybody() and is_line_of_list(line)]
    return len(names) > len(numbers)


def may_mean_others(lines: Sequence[str], people: People) -> int | None:
    """The number of the first line with a word or number that may mean somebody whom nobody knows; 0 for the first.

    lines: as `readable` gives them
    """
    known = MEANING_NOBODY.union(*people.ids)
    return next((at for at, line in enumerate(lines) if not people.knows_all(line, known)), None)


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
    return all(word in HEADINGS or says_no(word) or word in OF_PICTURES for word in words)
