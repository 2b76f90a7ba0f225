"""How a consent came: a day, and perhaps by which way, and nothing more."""

import re

from plugins.selfies.lexicon import BESIDE_IT, CONDITIONS, SAYING_SO
from plugins.selfies.names import NO_PERSON, NOBODY
from plugins.selfies.taking_back import plain, says_no

# As a report tells them; others mean the same.
WAYS = (
    "by e-mail",
    "by mail",
    "by phone",
    "by text message",
    "in person",
    "in writing",
    "on paper",
    "at a meeting",
    "online",
)
CALL = r"(?:(?:tele)?phone|video|zoom|(?:ms )?teams|google meet|skype|facetime|conference)"
FORM = r"(?:(?:signed|paper|online|web|consent|release|google|microsoft|photo|membership|union) )*form"
SENT = (
    r"(?:e-?mail|mail|post|letter|(?:tele)?phone|text(?: message)?|texto|sms|fax|whatsapp|signal|telegram|courriel"
    r"|instagram|facebook|twitter|tiktok|linkedin|slack|discord|qr[ -]code"
    rf"|(?:facebook |fb )?messenger|direct message|{FORM}|{CALL} call|zoom|(?:ms )?teams|skype)"
)
PLACE = (
    r"(?:(?:town hall|union|local|general|annual|annual general|members'?|branch|staff) )?"
    r"(?:meeting|event|rally|town hall|convention|conference|workshop|picket(?: line)?|march|assembly|agm|hall"
    r"|office|work|lunch)"
)
AT_A_PLACE = rf"(?:in person )?(?:at|in|on) (?:(?:a|an|the|our|their) )?{PLACE}"
WAY = re.compile(
    rf"(?:by |via |over |on |through )?(?:(?:a|an|the|our) )?{SENT}|by hand|in person|in writing|in the office|on paper"
    r"|verbal(?:ly)?|oral(?:ly)?|written|signed|face to face|on(?: the |-)?line|(?:on|over) the (?:web|website)"
    rf"|(?:on|with|by|in) (?:a|the|an|our) (?:{FORM}|{CALL} call)|{AT_A_PLACE}"
    r"|per (?:e-?mail|post|brief|telefon)|telefonisch|schriftlich|mundlich|personlich"
    r"|por (?:correo(?: electronico)?|e-?mail|escrito|telefono|carta)|en persona|au telephone"
    r"|par (?:courriel|e-?mail|lettre|la poste|telephone|ecrit|texto)|en personne|en ligne|sur papier"
    r"|a (?:une|la) (?:reunion|assemblee|manifestation)"
)
THERE = re.compile(AT_A_PLACE)
MESSAGE = re.compile(rf"(?:by |via |over |on |through )?(?:(?:a|an|the|our) )?{SENT}")
# The town where a meeting was, or to whom a message went, which is written with a capital.
TOWN = re.compile(r"(?<=\w) (?:in|at) (?P<names>[A-Z][\w.’-]*(?: [A-Z][\w.’-]*){0,2})$")
TO_WHOM = re.compile(r"(?<=\w) to (?P<names>[A-Z][\w.’-]*(?: [A-Z][\w.’-]*){0,2})$")
# What somebody agrees in that is no town.
NO_TOWN = frozenset(
    """
    anger anonymity charge confidence conflict doubt draft dispute duress error favour favor fear force full fun general
    good gunpoint haste hindsight jest joke knifepoint law least less minor most name need office once pain panic part
    principle print private protest public question secret shock short spirit tears theory trouble trust turn vain
    writing work home school error mistake
    """.split()  # noqa: SIM905
)
IN_BRACKETS = re.compile(r"\(([^()]*)\)")
GIVEN = re.compile(r"\s*[\d-]{8,10}(?:(?:\s*[,;:–—]\s*|\s+-\s+|\s)\s*(?P<way>\S.*))?", re.ASCII)


def is_way(given: str) -> bool:
    """Whether an answer is a day and nothing more, or a day and a way that is known; the day may be none that exists.

    >>> is_way("2021-03-02"), is_way("2021-03-02, by e-mail"), is_way("2021-03-02, by e-mail; revoked")
    (True, True, False)
    """
    match = GIVEN.fullmatch(given)
    if not match:
        return False
    ways = re.split(r"\s*[,;]\s*", match["way"] or "")
    return not match["way"] or all(WAY.fullmatch(bare_way(way)) for way in ways)


def bare_way(way: str) -> str:
    """A way that a consent came in small letters, without brackets, the town of a meeting, and to whom it came.

    >>> bare_way("(by e-mail)"), bare_way("At the rally in Red Deer"), bare_way("by e-mail to Ruth")
    ('by e-mail', 'at the rally', 'by e-mail')
    >>> bare_way("at the rally in Doubt"), bare_way("by phone in Principle")
    ('at the rally in doubt', 'by phone in principle')
    """
    inner = IN_BRACKETS.fullmatch(way)
    text = inner[1].strip() if inner else way
    for names, behind in ((TOWN, THERE), (TO_WHOM, MESSAGE)):
        found = names.search(text)
        if found and behind.fullmatch(small(text[: found.start()])) and is_proper(found["names"]):
            text = text[: found.start()]
    return small(text)


def small(text: str) -> str:
    """A text in small, plain letters."""
    return plain(text).rpartition("\n")[2].rstrip(".")


def is_proper(names: str) -> bool:
    """Whether words can be the name of a town or a person, and none of them is another word.

    >>> is_proper("St. Albert"), is_proper("Principle"), is_proper("Follow")
    (True, False, False)
    """
    words = set(re.findall(r"\w+", small(names)))
    return not says_no(names) and words.isdisjoint(NO_TOWN | NO_PERSON | NOBODY | SAYING_SO | BESIDE_IT | CONDITIONS)
