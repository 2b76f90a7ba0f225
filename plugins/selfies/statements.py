"""What a note says of whom it mentions, statement by statement: no, yes, or nothing of either."""

import re
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise

from plugins.selfies.lexicon import (
    ANSWERS_NO,
    ASKS,
    BESIDE_IT,
    DAY,
    NEGATION,
    PICTURE,
    SAYING_SO,
    SAYS_YES,
    SIGNS_OF_NO,
    STATE_OR_NAME,
)
from plugins.selfies.people import CELL_ENDS, FEW_WORDS, MAX_NOTE, NUMBER, Mentions, People, without_days
from plugins.selfies.taking_back import all_note_words, plain, says_no, takes_back
from plugins.selfies.yeses import (
    BOX,
    STAYING,
    between_boxes,
    cleaned,
    is_harmless,
    is_yes,
    said_by_boxes,
    says_yes,
)

WORD = re.compile(r"[^\W_]+")
# Between statements; and where else each part says something of somebody.
ENDS = re.compile(r";|(?<=\w\w\w)[.!?]\s|\s[–—-]+\s")
JOINTS = re.compile(r",?\s(?:and|but|while|whereas|et|mais|und|aber|y|pero)\s|,\s")
IS_DAY = re.compile(DAY)
# Of whom somebody tells that they took something back, where no known name stands.
CALLED = r"(?!The |This |That |Our |An? |All )(?:[^\W\d_a-z][^\W\d_]*[.]? ?){1,3}|[Ss]?[Hh]e |[Tt]hey "
ONE_OF_US = r"(?:[Aa]|[Oo]ne|[Tt]wo|[Tt]he|[Ss]ome|[Oo]ur) (?:\w+ )?(?:members?|colleagues?|persons?|people|nurses?) "
SOMEBODY = re.compile(
    rf"(?:^|[,;:(]\s*)(?:on \w+ )?(?:{CALLED}|{ONE_OF_US})(?:has |have |had |just |now |also |then |today )*"
    r"(?:withdr[ae]w\w*|revoke[sd]?|rescind(?:s|ed)?|retract(?:s|ed)?|opt(?:s|ed) out|unsubscribed?"
    rf"|(?:{ASKS}) (?:\w+ ){{0,3}}(?:out|off|down|back|withdraw|remov\w*|delet\w*))"
)
WITHDREW = re.compile(r"(?i)^\W*(?:(?:has|have|these|who) )?(?:withdrew|withdrawn|revoked|opted out)\W*:\s*[^\W\d_]")
OF_A_THING = re.compile(
    r"(?i)\b(?:withdr[ae]ws?|withdrawn|withdrawal of|revoke[sd]?|rescinded|retracted) (?:the|an?|its) (\w+)"
    r"|\bthe (\w+) (?:is|was|has been) (?:withdrawn|revoked|rescinded|retracted)\b"
)
IS_PICTURE = re.compile(rf"{PICTURE}|consents?|permissions?|agreements?")
# What is refused or removed, and from what; and what other numbers are of.
OBJECT = re.compile(
    r"(?:refus|remov|delet|cancel|declin|reject|deni|drop|hid|pull)(?:e|ed|es|s|led|ped|den)?"
    r" (?:the|a|an|any|some) (\w+)"
)
OF_ITSELF = frozenset("idea campaign collage poster post whole thing gallery album interview use".split())  # noqa: SIM905
FROM_A_DEVICE = re.compile(
    r"(?i)\b(?:from|off) (?:the |my |her |his |our )?(?:sd |memory |usb |hard )?"
    r"(?:camera|card|disk|drive|stick|laptop|computer|server|phone|tablet|cloud|inbox|outbox|cache|desktop|scanner)s?\b"
)
# What a note tells to do with a picture that is not to be shown; those that are, are cropped, too.
TO_DO = SAYING_SO - SAYS_YES - NEGATION - {"crop"}
NO_ID = re.compile(
    r"(?i)\b(?:rooms?|halls?|wards?|floors?|buildings?|bills?|motions?|pages?|chapters?|lockers?|box(?:es)?|seats?"
    r"|tables?|bus|line|ext|extension|phone|tel|fax|invoice|order|apartment|apt|suite|door|gate|box|article|section)"
    r"\.? ?#?\d{2,6}\b"
)
# A question mark or a cross, and nothing else.
NOT_TICKED = re.compile(r"[\s*•:.,-]*(?:[\[(]\s*[\])]|\?+|[xX]|[\[(]?-+[\])])[\s.,:;-]*")
# What is left of brackets around a number or a name.
EMPTY_BRACKETS = re.compile(r"\(\s+\)")
LIST_NUMBER = re.compile(r"^\s*\d{1,3}[.)]\s")
DELIMITER = re.compile(r"[,;|\t]")  # between cells, of which only a heading tells what a mark in one means


class Answer(Enum):
    """What a statement says; REFUSED says it in a word that in another sentence means something else.

    DOUBT is something that nobody can tell to be a yes.
    """

    YES, NO, REFUSED, DOUBT = "yes", "no", "refused", "doubt"


def statements(line: str, people: People) -> Iterator[tuple[str, Mentions]]:
    """The parts of a line that each say something of somebody, with whom they mention.

    What mentions nobody belongs to the part before it, and what does nothing else to the one behind it.
    """
    if len(line) > MAX_NOTE:
        yield line, people.mentions(line)
        return
    for part in joined(split_at(ENDS, line), people):
        inner = JOINTS.split(part)
        mentioned = [people.mentions(one) for one in inner]
        if len(inner) > 1 and all(is_of_one(one) and has_words(one.rest) for one in mentioned):
            yield from zip(inner, mentioned, strict=True)
        else:
            yield part, people.mentions(part)


def is_of_one(mentions: Mentions) -> bool:
    """Whether a part mentions somebody, known or by a number that nobody has."""
    return bool(mentions.anybody()) or NUMBER.search(without_days(mentions.rest)) is not None


def split_at(ends: re.Pattern[str], text: str) -> list[str]:
    """The parts of a text, each with what it ends in."""
    places = pairwise([0, *(found.end() for found in ends.finditer(text)), len(text)])
    return [text[start:end] for start, end in places if text[start:end].strip()]


def joined(parts: list[str], people: People) -> list[str]:
    """The parts of a line, with those that cannot stand alone joined to another."""
    found: list[str] = []
    waits = False  # for what is said of whom the last part mentions
    for part in parts:
        mentions = people.mentions(part)
        if found and (waits or not is_of_one(mentions)):
            found[-1] += part
            waits = waits and not has_words(mentions.rest)
        elif found and is_heading_of(found[-1], people) and not says_itself(mentions.rest):
            found[-1] += part
        else:
            found.append(part)
            waits = bool(mentions.anybody()) and not has_words(mentions.rest)
    return found


def is_heading_of(part: str, people: People) -> bool:
    """Whether a part that mentions nobody takes back whoever stands in the next one."""
    return not people.mentions(part).anybody() and takes_back(cleaned(part))


def says_itself(rest: str) -> bool:
    """Whether a part says something else than notes do, or says yes."""
    words = set(WORD.findall(plain(rest)))
    return says_yes(rest) or any(len(one) > 1 and not IS_DAY.fullmatch(one) for one in words - BESIDE_IT - SAYING_SO)


def has_words(rest: str) -> bool:
    """Whether anything but marks is left of a part."""
    return any(map(str.isalnum, rest)) or any(sign in rest for sign in SIGNS_OF_NO)


def answer(statement: str, rest: str) -> Answer | None:
    """What a statement says of whom it mentions; None for neither yes nor no.

    rest: the statement without them

    >>> answer("0901 withdrew", " withdrew"), answer("0901 phoned, agreed", " phoned, agreed")
    (<Answer.NO: 'no'>, <Answer.YES: 'yes'>)
    >>> answer("0901 refused", " refused"), answer("0901 refused the prize", " refused the prize")
    (<Answer.REFUSED: 'refused'>, None)
    """
    if any(takes_back(cleaned(part)) for part in between_boxes(statement)):
        return Answer.NO
    if len(statement) > MAX_NOTE:
        return None
    rest = without_brackets(statement, rest)
    text, is_ticked = cleaned(rest), said_by_boxes(rest)
    if is_ticked is False:
        return Answer.REFUSED
    if says_yes(text) or is_yes_of_few_words(rest) or (is_ticked and is_said_by_boxes(rest)):
        return Answer.YES
    if says_no_last(text) or is_for_less(text) or (is_not_ticked(rest) and not DELIMITER.search(statement)):
        return Answer.REFUSED
    if is_understood(statement):
        return None
    words = [one for one in WORD.findall(plain(text)) if not IS_DAY.fullmatch(one)]
    is_no = says_no(text) or (is_note_words(text) and not (SAYS_YES | BESIDE_IT).issuperset(words))
    return Answer.REFUSED if is_no or is_told_to(statement, rest) else None


def without_brackets(statement: str, rest: str) -> str:
    """The rest of a statement without the brackets around a number or a name, which are no box."""
    return EMPTY_BRACKETS.sub(
        lambda found: found[0] if statement[found.start() : found.end()] == found[0] else " " * len(found[0]), rest
    )


def is_yes_of_few_words(rest: str) -> bool:
    """Whether beside whom a statement mentions stands but that they stay, or how they consented.

    >>> is_yes_of_few_words("keep , "), is_yes_of_few_words(": consent form signed"), is_yes_of_few_words(" by phone")
    (True, True, False)
    """
    words = set(WORD.findall(plain(rest))) - {"and"}
    is_of_consent = cleaned(rest) != rest.casefold()
    return (bool(words) and words <= STAYING) or (is_of_consent and is_yes(cleaned(rest).strip(" ,:;-*")))


def is_said_by_boxes(rest: str) -> bool:
    """Whether the words beside a ticked box add nothing to it, or a second box is what they are about."""
    return len(BOX.findall(rest)) > 1 or is_bare(BOX.sub(" ", rest)) or is_harmless(BOX.sub(" ", rest).strip(" ,:;-*"))


def is_for_less(rest: str) -> bool:
    """Whether words agree to another use than the web: ok for print."""
    words = set(WORD.findall(plain(rest)))
    return (
        bool(words & SAYS_YES)
        and not words.isdisjoint(("print", "legislature"))
        and words.isdisjoint(("web", "online"))
    )


def says_no_last(rest: str) -> bool:
    """Whether a cell of what is said of somebody, or its last word, is a no in one of many languages, or a sign.

    >>> says_no_last(", Bea Lund, no"), says_no_last(" Bea Lund NEIN"), says_no_last("; N;"), says_no_last("no bus")
    (True, True, True, False)
    """
    cells = [plain(cell).strip(" .!\"'()[]*").partition("\n")[0] for cell in CELL_ENDS.split(rest)]
    last = next((words[-1] for cell in reversed(cells) if (words := cell.split())), "")
    return any(cell in ANSWERS_NO for cell in cells if cell) or (len(last) > 1 and last.strip("-.!()") in ANSWERS_NO)


def is_not_ticked(rest: str) -> bool:
    """Whether beside whom a statement mentions stands but a box without a mark, a question mark or a cross.

    >>> is_not_ticked("[ ] "), is_not_ticked("?"), is_not_ticked("[x] "), is_not_ticked("[ ] call ")
    (True, True, False, False)
    """
    return bool(NOT_TICKED.fullmatch(rest))


def is_bare(rest: str) -> bool:
    """Whether nothing is said of somebody but perhaps a name, or a day; a number may count the line.

    >>> is_bare(" Ruth Adler"), is_bare("1.      "), is_bare(", on "), is_bare(" Cold feet")
    (True, True, False, False)
    """
    words = re.findall(r"\w+", without_days(LIST_NUMBER.sub("", rest)))
    is_named = all(word[0].isupper() for word in re.findall(r"\w+", LIST_NUMBER.sub("", rest)))
    return not words or (len(words) < FEW_WORDS and is_named)


def is_understood(statement: str) -> bool:
    """Whether a statement plainly speaks of something other than whether a picture is shown."""
    return is_about_a_thing(statement) or NO_ID.search(statement) is not None


def is_about_a_thing(statement: str) -> bool:
    """Whether a thing is refused that is no picture, or a file was only removed from where it is not kept.

    >>> is_about_a_thing("0902 refused the prize"), is_about_a_thing("0901.jpg removed from the camera")
    (True, True)
    >>> is_about_a_thing("0902 refused the picture"), is_about_a_thing("0901 removed from the wall")
    (False, False)
    """
    things = OBJECT.findall(statement)
    return any(one.islower() and one not in SAYING_SO | BESIDE_IT | OF_ITSELF for one in things) or bool(
        FROM_A_DEVICE.search(statement)
    )


def is_note_words(text: str) -> bool:
    """Whether a text has a note's words alone, with or without the marks on its letters."""
    return any(map(all_note_words, plain(text).split("\n")))


def is_told_to(statement: str, rest: str) -> bool:
    """Whether a statement begins by telling what to do with whom it mentions at once: hold 0901 until she answers."""
    first = WORD.match(rest.lstrip(" -*•"))
    begin = rest.find(first[0]) + len(first[0]) if first else 0
    behind = WORD.findall(plain(rest[begin:]))
    is_at_once = bool(first) and rest[begin : begin + 4].strip() == "" and statement[begin : begin + 4].strip() != ""
    verb = plain(first[0]) if first else ""
    return is_at_once and verb in TO_DO and (not behind or behind[0] in BESIDE_IT | SAYING_SO)


def is_of_somebody(line: str) -> bool:
    """Whether a line that takes back tells of somebody who did, and not that a bill was withdrawn.

    >>> is_of_somebody("Bea withdrew on Monday"), is_of_somebody("The bill was withdrawn")
    (True, False)
    """
    return bool(SOMEBODY.search(line) or WITHDREW.search(line)) and not is_of_a_thing(line)


def is_of_a_thing(line: str) -> bool:
    """Whether a line tells that a thing was withdrawn which is no picture.

    >>> is_of_a_thing("Withdrawal of the motion on dues"), is_of_a_thing("withdrew the consent")
    (True, False)
    """
    thing = OF_A_THING.search(line)
    word = (thing[1] or thing[2]).lower() if thing else ""
    return bool(word) and word not in SAYING_SO | BESIDE_IT and not IS_PICTURE.fullmatch(word)


def is_word_of_a_sign(rest: str) -> bool:
    """Whether words that say no may as well be all of a sign, as STOP."""
    words = set(WORD.findall(plain(rest)))
    return bool(words) and words <= STATE_OR_NAME | {"stop"}
