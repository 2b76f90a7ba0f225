"""Whom a note in the selfies folder takes off the wall: by numbers, by names, or by nothing to go by."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from plugins.core.findings import Finding, Where, finding
from plugins.selfies.answers import is_name, is_person
from plugins.selfies.copies import (
    FIELDS,
    is_list_of_withdrawals,
    is_of_note_words,
    words_of,
)
from plugins.selfies.legends import explained, legends
from plugins.selfies.letters import taken_back_by_writer
from plugins.selfies.lexicon import NOTES_OF_ALL_KINDS, OF_NO_KIND, SAYS_YES
from plugins.selfies.people import (
    CELL_ENDS,
    FEW_WORDS,
    MAX_NOTE,
    NUMBER,
    SHORT_NUMBER,
    Mentions,
    People,
    readable,
    without_days,
    words_of_name,
)
from plugins.selfies.statements import (
    Answer,
    answer,
    bare_heading,
    cleaned,
    has_words,
    is_note_words,
    is_of_somebody,
    is_ticked,
    is_understood,
    is_word_of_a_sign,
    statements,
)
from plugins.selfies.tables import PAIR, Table, table_in
from plugins.selfies.taking_back import all_note_words, plain, says_no, takes_back, without_offers
from plugins.selfies.transposed import turned

MAX_NAMES = 5_000
MAX_WORDS = 8  # of a name and what is said of it
MIN_SIGNS = 2  # in a list of what stands on whose sign
HEADINGS = frozenset("date day id ids list member members name names no number numbers reason state status".split())  # noqa: SIM905


# How a picture is taken back, as README tells it: its number is an example.
COMMAND = re.compile(r"--withdraw[ =]+\S+")
# Between sheets; and where a table of its own begins below an empty line, with what stands above ids.
TABLE_ENDS = re.compile(
    r"\n\f\n|\n[ \t,;|]*\n(?=(?:[|][ ]*)?(?:id|nr|no|num|number|name|member)[ ]*[\t,;|])", re.IGNORECASE
)


class Named(NamedTuple):
    """Whom a note leaves out, each with the number of the line that does so, 0 for the first.

    taken_back: of whom it may take the picture back; listed: whom it lists, without a word of why
    unclear: of whose number it says something that is neither a known yes nor a known no
    """

    taken_back: dict[str, int]
    listed: dict[str, int]
    unclear: dict[str, int]


@lru_cache(128)  # a note is asked twice
def context_of_no(lines: tuple[str, ...], table: Table | None, *, is_list: bool) -> frozenset[int]:
    """The numbers of the lines in which whoever is mentioned took back, whatever else these say.

    All of a list, which has a name or a heading that says so, but for those below a heading that agrees; and those
    around a line that takes back and has no number.
    """
    texts = [cleaned(line) for line in lines]
    headings = [
        is_heading_of_list(line) and not (table and table.begins >= 0 and line == texts[table.begins]) for line in texts
    ]
    near: set[int] = set()
    for at in (at for at, line in enumerate(texts) if takes_back(line)):
        near.update((at,) if NUMBER.search(without_days(lines[at])) else (at - 1, at, at + 1))
    if table:  # each of its rows speaks of nobody else
        near = {at for at in near if at < table.begins}
    if not (is_list or any(headings)):
        return frozenset(near)
    found, is_no = set(), True
    for at, line in enumerate(texts):
        is_no = headings[at] or (is_no and not is_heading_of_yes(line))
        found |= {at} if is_no else set()
    return frozenset(found | near)


def is_heading_of_yes(line: str) -> bool:
    """Whether a line agrees for whoever stands below it.

    >>> is_heading_of_yes("these agreed:"), is_heading_of_yes("ruth agreed"), is_heading_of_yes("not agreed:")
    (True, False, False)
    """
    if bare_heading(line) is Answer.YES:
        return True
    words = words_of_name(line)
    is_short = len(words) <= FEW_WORDS and line.rstrip().endswith(":") and not NUMBER.search(line)
    return is_short and not SAYS_YES.isdisjoint(words) and not says_no(line)


def is_members_text(lines: Sequence[str]) -> bool:
    """Whether a note is a member's text without a picture, which has a line for that day and a name."""
    return len(set(FIELDS.findall("\n".join(lines).casefold().encode()))) > 1


def taken_back_in_a_text_of_theirs(lines: Sequence[str], people: People) -> dict[str, int]:
    """The members of a name that stands in another member's text, which says no: it may be theirs, written anew."""
    fields = {name.strip().casefold(): (value.strip(), at) for at, (name, value) in enumerate(map(field_of, lines))}
    agreed = re.findall(r"\w+", fields.get("consent", ("web", 0))[0].casefold())
    name, at = fields.get("name", ("", 0))
    if not fields.get("withdrawn", ("", 0))[0] and "web" in agreed:
        return {}
    mentions = people.mentions(readable(name))
    return dict.fromkeys(mentions.by_name | mentions.by_part, at)


def field_of(line: str) -> tuple[str, str]:
    """The name of a field that a line holds, and its value."""
    name, _, value = line.partition(":")
    return name, value


def named_in(file: Path, lines: Sequence[str], people: People, today: date) -> Named:
    """Whom of the known members a note leaves out.

    Each statement in it judges only whom it mentions, and one that agrees overrules what stands around it.
    lines: a form feed stands between the sheets of a table
    """
    found, begins = Named({}, {}, {}), 0
    explaining = legends(lines, people)
    for sheet in TABLE_ENDS.split("\n".join(lines)):
        of_sheet = sheet.split("\n")
        if table := turned([*map(readable, of_sheet)], people):
            of_rows = named_in_sheet(file, table.rows, people, today, explaining)
            named = named_in_sheet(file, table.rest, people, today, explaining)
            for whole, part in zip(named, of_rows, strict=True):
                whole.update(dict.fromkeys(part.keys() - whole.keys(), table.begins))
        else:
            named = named_in_sheet(file, of_sheet, people, today, explaining)
        for whole, part in zip(found, named, strict=True):
            whole.update({one: at + begins for one, at in part.items() if one not in whole})
        begins += len(of_sheet) + 1
    listed = {one: at for one, at in found.listed.items() if one not in found.taken_back}
    unclear = {one: at for one, at in found.unclear.items() if one not in found.taken_back | listed}
    return Named(found.taken_back, listed, unclear)


def named_in_sheet(
    file: Path, lines: Sequence[str], people: People, today: date, explaining: Sequence[str] = ()
) -> Named:
    """As `named_in`, of a note with one table at most.

    explaining: the lines of the whole note that explain a mark as a no
    """
    if is_members_text(lines):
        return Named(taken_back_in_a_text_of_theirs(lines, people), {}, {})
    texts = tuple(map(readable, lines))
    table = table_in(texts, people)
    table = explained(table, texts, explaining) if table else None
    is_list = any(is_list_of_withdrawals(name) or is_of_note_words(name) for name in (file.name, file.parent.name))
    context, is_of_signs = context_of_no(texts, table, is_list=is_list), is_list_of_signs(texts, people)
    is_list_of_names = is_called_list(file) or (is_list and "private" not in words_of(file.name))
    names = {*context} if is_list_of_names else context_of_no(texts, table, is_list=False)
    is_open, is_of_yeses = not is_called_neutral(file), is_called_yes(file)
    about = people.mentions(name := readable(" ".join(re.findall(r"[^\W_]+", file.stem))))
    is_about = bool(about.anybody()) and not is_list
    found = Named(dict.fromkeys(whom(answer(name, about.rest), about, Context(is_list, is_list)), 0), {}, {})
    found.taken_back.update(taken_back_by_writer(texts, people))
    is_below_yes = False
    for at, line in enumerate(texts):
        is_below_yes = is_heading_of_yes(line) or (is_below_yes and at not in context)
        here = Context(at in context, at in names)
        is_row = table is not None and at > table.begins
        row = table.answer(line, people, today) if table and is_row else None
        if row and table:
            mentions = people.mentions(table.about(line, people))
            found.taken_back.update(dict.fromkeys(whom(row, mentions, here) - found.taken_back.keys(), at))
            continue
        for part, mentions in statements(table.remarks(line) if table and is_row else line, people):
            if is_about and not mentions.anybody():
                part, mentions = f"{name}: {part}", about._replace(rest=part)
            says = answer(part, mentions.rest)
            if is_of_signs and says is Answer.REFUSED and is_word_of_a_sign(mentions.rest):
                says = None
            found.taken_back.update(dict.fromkeys(whom(says, mentions, here) - found.taken_back.keys(), at))
            if says is not None or is_below_yes or table or is_of_signs:
                continue
            if is_bare(mentions.rest):
                found.listed.update(dict.fromkeys(mentions.by_id - found.listed.keys() if is_open else (), at))
            elif not (is_of_yeses or is_understood(part) or is_ticked(mentions.rest)):
                of_them = mentions.by_id & people.mentions(cleaned(COMMAND.sub(" ", part))).by_id
                found.unclear.update(dict.fromkeys(of_them - found.unclear.keys(), at))
    return found


class Context(NamedTuple):
    """Whether whoever stands in a line took back, whatever else it says: those with a number, those with a name."""

    of_ids: bool
    of_names: bool


def whom(says: Answer | None, mentions: Mentions, context: Context) -> frozenset[str]:
    """Whom a statement takes off the wall.

    A number of one or two digits, and one word of a name, are meant only where it plainly takes back, or says nothing
    but no.
    """
    if says is Answer.YES:
        return frozenset()
    is_mere_note = not has_words(mentions.rest) or is_note(mentions.rest)
    if says is Answer.NO:
        return mentions.anybody()
    found = frozenset[str]()
    if context.of_ids:
        found |= mentions.by_id | mentions.by_short_id
    if context.of_names:
        found |= mentions.by_name | (mentions.by_part if is_mere_note else frozenset())
    if says is Answer.REFUSED:
        found |= mentions.by_id
        found |= mentions.by_short_id | mentions.by_name | mentions.by_part if is_mere_note else frozenset()
    return found


def is_note(rest: str) -> bool:
    """Whether what is said of somebody is a note's words alone, perhaps only a day."""
    text = without_days(rest)
    return not has_words(text) or is_note_words(text) or is_note_words(f"{text} no")


def is_bare(rest: str) -> bool:
    """Whether nothing is said of somebody but perhaps a name, or a day."""
    words = re.findall(r"\w+", without_days(rest))
    return not words or (len(words) < FEW_WORDS and all(word[0].isupper() for word in re.findall(r"\w+", rest)))


def is_called_neutral(file: Path) -> bool:
    """Whether a file with nothing but numbers in it is no list of noes by its name: one of yeses, or of no kind.

    >>> is_called_neutral(Path("selfies/approved.txt")), is_called_neutral(Path("selfies/members 2021.csv"))
    (True, True)
    >>> is_called_neutral(Path("selfies/complaints.txt")), is_called_neutral(Path("selfies/not approved.txt"))
    (False, False)
    """
    words = {word for word in words_of(file.stem) if not word.isdecimal()}
    return words <= OF_NO_KIND | SAYS_YES or is_called_yes(file)


def is_called_yes(file: Path) -> bool:
    """Whether a file agrees by its name for whoever is in it: approved.txt."""
    words = words_of(file.stem)
    return not SAYS_YES.isdisjoint(words) and not says_no(" ".join(words))


def is_list_of_signs(lines: Sequence[str], people: People) -> bool:
    """Whether several lines have an id with words behind it that say neither yes nor no, as a list of signs does."""
    mentioned = [people.mentions(line) for line in lines[:MAX_NAMES] if len(line) < MAX_NOTE]
    rests = [one.rest for one in mentioned if len(one.by_id) == 1 and has_words(one.rest)]
    others = [rest for rest in rests if answer(rest, rest) is None and len(rest.split()) > 1]
    return len(others) >= MIN_SIGNS and len(others) > len(rests) / 2


def is_of_unknown(lines: Sequence[str], people: People) -> bool:
    """Whether a line of a note tells that somebody took back whom nobody knows by number or name."""
    texts = [readable(line) for line in lines]
    return any(
        is_of_somebody(part) and takes_back(cleaned(part)) and not mentions.anybody()
        for line in texts
        if len(line) < MAX_NOTE and takes_back(cleaned(line))
        for part, mentions in statements(line, people)
    )


def is_heading_of_list(line: str) -> bool:
    """Whether a line takes back whoever stands in others: it ends with a colon, or has few words and no number.

    >>> is_heading_of_list("these withdrew on monday:"), is_heading_of_list("refused"), is_heading_of_list("not 0901")
    (True, True, False)
    """
    if bare_heading(line) is Answer.NO:
        return True
    bare = PAIR.sub("", without_days(line)).strip()
    if len(line) > MAX_NOTE or NUMBER.search(bare) or SHORT_NUMBER.search(bare):
        return False
    is_short = len(bare.split()) <= FEW_WORDS
    if takes_back(PAIR.sub("", line)):
        return is_short or bare.endswith(":")
    return is_short and says_no(bare) and not NOTES_OF_ALL_KINDS & set(bare.split()) and all_note_words(plain(bare))


def without_numbers(file: Path, lines: Sequence[str], people: People, where: Where) -> list[Finding]:
    """That a note has names of those who took their pictures back, and not the numbers of their files (C79).

    An error where its name or its folder's tells that it is a list of them and names stand in it line by line.
    """
    if is_members_text(lines):
        return []
    is_list = is_called_list(file)
    texts = tuple(map(readable, lines))
    context = context_of_no(texts, table_in(texts, people), is_list=is_list)
    back = [texts[at] for at in sorted(context) if 0 <= at < len(texts)]
    numbers = {number for line in back for number in NUMBER.findall(line)}
    mentioned = list(map(people.mentions, back))
    numbers |= {member_id for one in mentioned for member_id in one.by_id | one.by_short_id}
    written = [line for line in dict.fromkeys(map(str.strip, back[:MAX_NAMES])) if is_about_somebody(line)]
    if any(" " in line for line in written):  # pieces of words are lines, too
        written = [line for line in written if " " in line or "@" in line]
    names = list(filter(is_line_of_list if is_list else is_names_line, written))
    is_told = bool(names) and len(names) > (len(numbers) if is_list else 0) and (is_list or not numbers)
    if not (is_told or (not is_list and is_of_unknown(lines, people))):
        return []
    found = finding("C79.names-and-no-ids", where)
    return [found.within("in-a-list-of-withdrawals") if is_list else found]


def is_called_list(file: Path) -> bool:
    """Whether a note is a list by its name or its folder's, such as `withdrawn.txt` or `removed/June.txt`."""
    return is_list_of_withdrawals(file.name) or is_list_of_withdrawals(file.parent.name)


def is_names_line(line: str) -> bool:
    """Whether a line is a person's first and last name and nothing more."""
    return len(line.split()) > 1 and is_name(line) and is_person(line) and not says_no(line)


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
