"""Letters and mails that lie in the selfies folder: whoever wrote one and does not plainly say yes in it is held."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plugins.selfies.lexicon import CONDITIONS, NEGATION
from plugins.selfies.people import MAX_NOTE, Mentions, People
from plugins.selfies.taking_back import plain, says_no, takes_back
from plugins.selfies.yeses import YES_PHRASE, cleaned, has_empty_box, is_yes, says_yes

NOBODY = frozenset[str]()
MINE = re.compile(
    r"(?i)\b(?:i|me|my|mine|myself|je|j['’]|moi|ma|mon|mes|ich|mich|mir|mein\w*|yo|mi|mis|eu|meu|minha|io|mio|mia|ik"
    r"|mijn)\b"
)
FROM_WHOM = re.compile(
    r"(?i)\W*(?:from|sender|reply-to|return-path|signed|sent by|written by|de|von|van|da|expéditeur|absender|remitente"
    r"|remetente|mittente|afzender)\s*:"
)
# The other lines at the top of a mail, and those that begin the letter that it answers.
HEADER = re.compile(
    rf"{FROM_WHOM.pattern}|(?i:\W*(?:to|cc|bcc|an|à|a|para|aan|date|datum|fecha|envoyé|gesendet|sent|enviado)\s*:)"
)
SUBJECT = re.compile(r"(?i)\W*(?:(?:subject|betreff|objet|asunto|oggetto|onderwerp|re|aw|fwd?)\s*:\s*)+")
ANSWERED = re.compile(
    r"(?i)\s*(?:>|-{3,}|_{5,}|on .{0,80} wrote:|am .{0,80} schrieb|le .{0,80} a écrit|el .{0,80} escribió)"
)
WORD, SENTENCE_ENDS = re.compile(r"[^\W_]+"), re.compile(r"(?<=[.!?;])\s+|\n")
# What tells anybody how a picture is taken back, and what negates nothing.
TELLS_ANYBODY = re.compile(r"(?i)\b(?:you|anybody|everybody|members?) (?:can|may|could)\b")
NO_NEGATION = re.compile(
    r"(?i)\b(?:no (?:problem|worries)|(?:i am|i'm) not (?:withdrawing|taking (?:it|mine) (?:back|down))"
    r"|pas de probl[eè]me|kein problem|sin problema)\b"
)


class Letter(NamedTuple):
    """What whoever wrote a letter does in it, and the number of the line that does so.

    off: they take their picture back; unclear: they do not plainly say yes; agreed: they do
    """

    line: int
    off: frozenset[str] = NOBODY
    unclear: frozenset[str] = NOBODY
    agreed: frozenset[str] = NOBODY


def letter_in(lines: Sequence[str], people: People) -> Letter | None:
    """The letter that some lines are, if a member wrote it: its sender, or else the one whom it mentions, as below it.

    lines: as `readable` gives them
    """
    if not any(FROM_WHOM.match(line) or MINE.search(line) for line in lines):
        return None
    senders = [one for one in lines if FROM_WHOM.match(one)]
    writers = NOBODY.union(*(named(people.mentions(one)) for one in senders))
    is_known = bool(writers)
    if not writers:
        mentioned = NOBODY.union(*(named(people.mentions(one)) for one in lines if len(one) < MAX_NOTE))
        writers = mentioned if len(mentioned) == 1 else NOBODY
    if not writers:
        return None
    asks = [at for at, line in enumerate(lines) if is_asking_for_oneself(line, people)]
    if asks:
        return Letter(asks[0], off=writers)
    own = list(sentences_of(lines, people))
    is_by_them = is_known or (not senders and any(MINE.search(sentence) for _, sentence in own))
    if not is_by_them or not own:
        return None
    texts = [NO_NEGATION.sub(" ", sentence) for _, sentence in own]
    is_plain = not any(denies(one) for one in texts)
    if is_plain and any(says_yes(one) or is_yes(one) for one in texts):
        return Letter(own[0][0], agreed=writers)
    return Letter(own[0][0], unclear=writers)


def sentences_of(lines: Sequence[str], people: People) -> Iterator[tuple[int, str]]:
    """The sentences that whoever wrote a letter says in it, each with the number of its line.

    Not who wrote it and to whom, what it answers, greetings that name somebody alone, and what tells anybody how to
    take a picture back.
    """
    for at, line in enumerate(lines):
        if ANSWERED.match(line):
            return
        if HEADER.match(line):
            continue
        for sentence in SENTENCE_ENDS.split(SUBJECT.sub("", line, count=1) if SUBJECT.match(line) else line):
            is_name = people.mentions(sentence).anybody() and len(WORD.findall(sentence)) < 4
            is_told_anybody = TELLS_ANYBODY.search(sentence) and not MINE.search(sentence)
            if WORD.search(sentence) and not is_name and not is_told_anybody:
                yield at, sentence


def denies(sentence: str) -> bool:
    """Whether a sentence of a letter has any word that may make of a yes none."""
    words = set(WORD.findall(plain(YES_PHRASE.sub(" ", sentence))))
    return not words.isdisjoint(NEGATION | CONDITIONS) or says_no(cleaned(sentence)) or has_empty_box(sentence)


def is_asking_for_oneself(line: str, people: People) -> bool:
    """Whether a line takes back what is its writer's own."""
    is_own = len(line) < MAX_NOTE and MINE.search(line) is not None
    return is_own and takes_back(cleaned(NO_NEGATION.sub(" ", line))) and not people.mentions(line).anybody()


def named(mentions: Mentions) -> frozenset[str]:
    """Whom a line mentions, but for numbers that may mean anything else."""
    return mentions.by_id | mentions.by_name | mentions.by_part
