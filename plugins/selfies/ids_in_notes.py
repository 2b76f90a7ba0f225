"""Whom a note in the selfies folder takes off the wall: each whom it mentions without a plain yes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from plugins.selfies.contexts import context_of_no, is_called_list, is_members_text
from plugins.selfies.copies import is_list_of_withdrawals, is_of_note_words, words_of
from plugins.selfies.legends import explained, legends
from plugins.selfies.letters import HEADER, letter_in
from plugins.selfies.lexicon import OF_NO_KIND, SAYS_YES
from plugins.selfies.matters import Block, below, is_of_another_matter, is_of_pictures
from plugins.selfies.people import NAME_WORD, NUMBER, Mentions, People, readable, without_days
from plugins.selfies.statements import (
    Answer,
    answer,
    has_words,
    is_bare,
    is_note_words,
    is_understood,
    is_word_of_a_sign,
    statements,
)
from plugins.selfies.tables import cells, is_agreed, table_in
from plugins.selfies.taking_back import says_no, without_offers
from plugins.selfies.transposed import turned
from plugins.selfies.yeses import IS_DAY, is_harmless

NOBODY = frozenset[str]()
MAX_TITLE = 1  # lines at the top of a note
SIGNS = re.compile(r"\b(?:signs?|slogans?|words|schilder|pancartes?|carteles)\b")
# How a picture is taken back, as README tells it: its number is an example.
COMMAND = re.compile(r"--withdraw[ =]+\S+")
# Between sheets; and where a table of its own begins below an empty line, with what stands above ids.
TABLE_ENDS = re.compile(
    r"\n\f\n|\n[ \t,;|]*\n(?=(?:[|][ ]*)?(?:id|nr|no|num|number|name|member)[ ]*[\t,;|])", re.IGNORECASE
)


class Named(NamedTuple):
    """Whom a note leaves out, each with the number of the line that does so, 0 for the first.

    taken_back: of whom it may take the picture back; listed: whom it lists, without a word of why
    unclear: of whom it says something that is neither a known yes nor a known no
    """

    taken_back: dict[str, int]
    listed: dict[str, int]
    unclear: dict[str, int]

    def free(self, members: Iterable[str]) -> None:
        """Forgets what was found of members before they agreed."""
        for one in members:
            for found in self:
                found.pop(one, None)


class Note(NamedTuple):
    """What a note is by its name and as a whole.

    called: its name in words; title: that with its first line
    is_list: it lists those who took back; is_list_of_names: by their names, too
    is_neutral: numbers alone say nothing in it; is_of_yeses: whoever is in it agreed; is_of_signs: it tells whose sign
        says what
    of_pictures: it has a word of pictures or consent in it; explaining: its lines that explain a mark as a no
    """

    called: str
    title: str
    is_list: bool
    is_list_of_names: bool
    is_neutral: bool
    is_of_yeses: bool
    is_of_signs: bool
    of_pictures: bool
    explaining: Sequence[str]

    @classmethod
    def of(cls, file: Path, lines: Sequence[str], people: People) -> "Note":
        """lines: all of it"""
        is_list = any(is_list_of_withdrawals(name) or is_of_note_words(name) for name in (file.name, file.parent.name))
        called = readable(" ".join(re.findall(r"[^\W_]+", file.stem)))
        return cls(
            called,
            " ".join((called, *lines[:MAX_TITLE])),
            is_list,
            is_called_list(file) or (is_list and "private" not in words_of(file.name)),
            is_called_neutral(file),
            is_called_yes(file),
            is_of_signs([called, *lines[:MAX_TITLE]]),
            is_of_pictures([called, *lines]),
            legends(lines, people),
        )


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

    Each statement in it judges only whom it mentions: without a plain yes they are left out.
    lines: a form feed stands between the sheets of a table
    """
    found, begins = Named({}, {}, {}), 0
    if is_members_text(lines):
        return Named(taken_back_in_a_text_of_theirs(lines, people), {}, {})
    note = Note.of(file, lines, people)
    plainly = set[str]()
    for judged, at in judged_by_name(note, people):
        keep(found, plainly, judged, at)
    for sheet in TABLE_ENDS.split("\n".join(lines)):
        of_sheet = sheet.split("\n")
        if table := turned([*map(readable, of_sheet)], people):
            for judged, _ in judged_sheet(note, table.rows, people, today):
                keep(found, plainly, judged, begins + table.begins)
        for judged, at in judged_sheet(note, table.rest if table else of_sheet, people, today):
            keep(found, plainly, judged, begins + at)
        begins += len(of_sheet) + 1
    listed = {one: at for one, at in found.listed.items() if one not in found.taken_back}
    unclear = {one: at for one, at in found.unclear.items() if one not in found.taken_back | listed}
    return Named(found.taken_back, listed, unclear)


class Judged(NamedTuple):
    """What a statement does to whom it mentions.

    off: whom it takes off the wall; plainly: of these, those whom no later yes brings back; agreed: who says yes by
        their number and nothing else; yes: of whose number it says yes; bare: whose number stands alone
    """

    off: frozenset[str] = NOBODY
    plainly: frozenset[str] = NOBODY
    listed: frozenset[str] = NOBODY
    unclear: frozenset[str] = NOBODY
    agreed: frozenset[str] = NOBODY
    yes: frozenset[str] = NOBODY
    bare: frozenset[str] = NOBODY


def keep(found: Named, plainly: set[str], judged: Judged, at: int) -> None:
    """Notes what a statement does. at: the number of its line"""
    found.free(judged.agreed - plainly)
    plainly.update(judged.plainly)
    for kept, members in zip(found, judged[:1] + judged[2:4], strict=True):
        kept.update(dict.fromkeys(members - kept.keys(), at))


def judged_by_name(note: Note, people: People) -> Iterator[tuple[Judged, int]]:
    """What the name of a note says of those in it."""
    about = people.mentions(note.called)
    yield judged(note, note.called, about, Context(note.is_list, note.is_list), Block.PLAIN), 0


def judged_sheet(note: Note, lines: Sequence[str], people: People, today: date) -> Iterator[tuple[Judged, int]]:
    """As `judged_in`; whose number stands alone among others of whom it says yes is listed without one."""
    every = list(judged_in(note, lines, people, today))
    yield from every
    if answered := NOBODY.union(*(judged.yes for judged, _ in every)):
        yield from ((Judged(listed=judged.bare - answered), at) for judged, at in every)


def judged_in(note: Note, lines: Sequence[str], people: People, today: date) -> Iterator[tuple[Judged, int]]:
    """What each statement in the lines of a note with one table at most does, with the number of its line."""
    texts = tuple(COMMAND.sub(".", readable(line)) for line in lines)
    if letter := letter_in(texts, people):
        yield Judged(off=letter.off, plainly=letter.off, unclear=letter.unclear), letter.line
    table = table_in(texts, people)
    table = explained(table, texts, note.explaining) if table else None
    context = context_of_no(texts, people, table, is_list=note.is_list)
    names = context if note.is_list_of_names else context_of_no(texts, people, table, is_list=False)
    is_about = not note.is_list and bool(people.mentions(note.called).anybody())
    block, is_below_names = Block.PLAIN, True
    for at, line in enumerate(texts):
        here = Context(at in context, at in names)
        is_row = table is not None and at > table.begins and len(cells(line, table.delimiter)) > 1
        row = table.answer(line, people, today) if table and is_row else None
        if table and row:
            ids = people.mentions(line).by_id if row is not Answer.YES else NOBODY
            yield judged_row(note, row, line, table.about(line, people), ids, here), at
            continue
        named: list[Mentions] = []
        of_ids_alone = HEADER.match(line) is not None or tells_anybody(line) or tells_anybody(note.called)
        for part, mentions in statements(table.remarks(line) if table and is_row else line, people):
            named += [mentions] if mentions.anybody() else []
            if is_about and not mentions.anybody() and has_words(part):
                begin = f"{note.called}: "
                part, mentions = begin + part, people.mentions(note.called)._replace(rest=" " * len(begin) + part)
            done = judged(note, part, mentions, here, block, of_ids_alone=of_ids_alone)
            if table and is_row:
                is_listed = table.is_mute() or block is Block.OTHER
                done = done._replace(unclear=NOBODY, bare=NOBODY, listed=done.listed if is_listed else NOBODY)
            yield done, at
        if not is_row and not (table and at == table.begins):
            follows = next((one for one in texts[at + 1 : at + 4] if one.strip()), "")
            is_of_names = is_below_names and not NUMBER.search(follows)
            block = below(block, line, mentions_somebody=bool(named), in_a_list_of_names=is_of_names)
            if line.strip():
                is_below_names = not any(one.by_id or one.by_short_id for one in named)
            else:
                is_below_names = is_below_names and block is Block.PLAIN
    if letter:
        yield Judged(agreed=letter.agreed), letter.line


def judged_row(note: Note, row: Answer, line: str, mentions: Mentions, ids: frozenset[str], here: "Context") -> Judged:
    """What a row of a table does, of which one knows what it says.

    mentions: whom it is about; ids: who else has a number in it
    """
    if row is Answer.YES:
        return Judged(agreed=mentions.by_id if is_agreed(mentions) else NOBODY)
    if row is Answer.DOUBT:
        return Judged(off=whom(None, mentions, here), unclear=ids | named_plainly(note, line, mentions))
    off = mentions.anybody() | ids
    return Judged(off=off, plainly=off if row is Answer.NO else NOBODY)


def judged(
    note: Note, part: str, mentions: Mentions, here: "Context", block: Block, *, of_ids_alone: bool = False
) -> Judged:
    """What a statement does to whom it mentions.

    of_ids_alone: names in it hold nobody: it says to whom a letter is, or tells anybody how a picture is taken back
    """
    if not mentions.anybody():
        return Judged()
    says = answer(part, mentions.rest)
    if note.is_of_signs and says is Answer.REFUSED and is_word_of_a_sign(mentions.rest):
        says = None
    if says is Answer.YES:
        return Judged(agreed=mentions.by_id if is_agreed(mentions) else NOBODY, yes=mentions.by_id)
    off = whom(says, mentions, here._replace(of_names=False) if of_ids_alone else here)
    if (
        says is Answer.REFUSED
        and not here.of_names
        and is_of_another_matter(part, mentions.rest, of_pictures=note.of_pictures, heading=note.title)
    ):
        off &= mentions.by_id
    done = Judged(off, off if says is Answer.NO else NOBODY)
    is_beside_a_yes = block is Block.YES and says is None and is_harmless(mentions.rest.strip(" ,;:-"))
    if note.is_of_yeses or note.is_of_signs or is_beside_a_yes or is_understood(part):
        return done
    by_name = NOBODY if of_ids_alone else named_plainly(note, part, mentions)
    if says is None and is_bare(mentions.rest):
        is_listed = block is Block.OTHER or (block is Block.PLAIN and not note.is_neutral)
        by_name = by_name if block is Block.OTHER else NOBODY
        bare = mentions.by_id if block is Block.PLAIN else NOBODY
        return done._replace(listed=mentions.by_id | by_name if is_listed else NOBODY, bare=bare)
    is_mere_day = block is Block.PLAIN and is_when(mentions.rest)
    return done._replace(unclear=mentions.by_id | (NOBODY if is_mere_day else by_name))


def tells_anybody(line: str) -> bool:
    """Whether a line tells how, or that anybody may, take a picture back."""
    return without_offers(line) != line.casefold()


def is_when(rest: str) -> bool:
    """Whether beside a name stand but days, numbers, and what stands before them."""
    words = re.findall(r"\w+", without_days(rest))
    return all(word in ("on", "in", "am", "le", "el") or word.isdecimal() or IS_DAY.fullmatch(word) for word in words)


def named_plainly(note: Note, part: str, mentions: Mentions) -> frozenset[str]:
    """Whom a statement names by all of a name, or by a part of one that it begins with, unless in another matter."""
    named, first = mentions.by_name, NAME_WORD.search(part)
    if not named and len(mentions.by_part) == 1 and first and mentions.rest[first.start() : first.end()].isspace():
        named = mentions.by_part
    if not named or is_of_another_matter(part, mentions.rest, of_pictures=note.of_pictures, heading=note.title):
        return NOBODY
    return named


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
        return NOBODY
    is_mere_note = not has_words(mentions.rest) or is_note(mentions.rest)
    if says is Answer.NO:
        return mentions.anybody()
    found = NOBODY
    if context.of_ids:
        found |= mentions.by_id | mentions.by_short_id
    if context.of_names:
        found |= mentions.by_name | (mentions.by_part if is_mere_note else NOBODY)
    if says is Answer.REFUSED:
        found |= mentions.by_id
        found |= mentions.by_short_id | mentions.by_name | mentions.by_part if is_mere_note else NOBODY
    return found


def is_note(rest: str) -> bool:
    """Whether what is said of somebody is a note's words alone, perhaps only a day."""
    text = without_days(rest)
    return not has_words(text) or is_note_words(text) or is_note_words(f"{text} no")


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


def is_of_signs(titles: Sequence[str]) -> bool:
    """Whether a note lists what stands on whose sign, by its name or its first lines."""
    return any(SIGNS.search(line.casefold()) and not NUMBER.search(line) for line in titles)
