"""Letters and mails that lie in the selfies folder, in which whoever wrote them takes their picture back."""

import re
from collections.abc import Sequence

from plugins.selfies.people import MAX_NOTE, Mentions, People
from plugins.selfies.statements import cleaned
from plugins.selfies.taking_back import takes_back

MINE = re.compile(
    r"(?i)\b(?:i|me|my|mine|myself|je|j['’]|moi|ma|mon|mes|ich|mich|mein\w*|yo|mi|mis|eu|meu|minha|io|mio|mia|ik|mijn)\b"
)
FROM_WHOM = re.compile(
    r"(?i)\W*(?:from|sender|reply-to|return-path|signed|sent by|written by|de|von|van|da|expéditeur|absender|remitente"
    r"|remetente|mittente|afzender)\s*:"
)


def taken_back_by_writer(lines: Sequence[str], people: People) -> dict[str, int]:
    """The members who wrote a letter in which they take their picture back, with the number of the line that does so.

    That is whom it names as its sender; or else the one member whom it mentions, as by their name below it.

    lines: as `readable` gives them
    """
    asks = [at for at, line in enumerate(lines) if is_asking_for_oneself(line, people)]
    if not asks:
        return {}
    senders = frozenset[str]().union(*(named(people.mentions(one)) for one in lines if FROM_WHOM.match(one)))
    if not senders:
        mentioned = frozenset[str]().union(*(named(people.mentions(one)) for one in lines if len(one) < MAX_NOTE))
        senders = mentioned if len(mentioned) == 1 else frozenset()
    return dict.fromkeys(senders, asks[0])


def is_asking_for_oneself(line: str, people: People) -> bool:
    """Whether a line takes back what is its writer's own."""
    is_own = len(line) < MAX_NOTE and MINE.search(line) is not None
    return is_own and takes_back(cleaned(line)) and not people.mentions(line).anybody()


def named(mentions: Mentions) -> frozenset[str]:
    """Whom a line mentions, but for numbers that may mean anything else."""
    return mentions.by_id | mentions.by_name | mentions.by_part
