"""What a free answer in a member's file may be: the way a consent came, the name of a person, and nothing beside it."""

import re
import unicodedata

from plugins.selfies.taking_back import plain

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
SENT = r"(?:e-?mail|mail|post|letter|(?:tele)?phone|text(?: message)?|sms|fax|(?:web )?form|video call|whatsapp|signal)"
PLACE = (
    r"(?:(?:town hall|union|local|general|annual general|members'?|branch) )?"
    r"(?:meeting|event|rally|town hall|convention|conference|workshop|picket(?: line)?|march|assembly|agm|office)"
)
WAY = re.compile(
    rf"by {SENT}|by hand|in person|in writing|in the office|on paper|verbally|orally|signed form"
    rf"|(?:on|with|by) (?:a|the|an) (?:signed |paper |online )?form|(?:at|in) (?:a|an|the|our|their) {PLACE}"
    r"|on(?: the |-)?line|(?:on|over) the (?:web|website|phone|telephone)"
    r"|par (?:courriel|lettre|la poste|telephone|ecrit|texto)|en personne|en ligne|sur papier"
    r"|a (?:une|la) (?:reunion|assemblee|manifestation)"
)
GIVEN = re.compile(r"\s*[\d-]{8,10}(?:[,\s]\s*(?P<way>\S.*))?", re.ASCII)
MOST_WORDS = 6
IN_NAMES = "'’-.‐‑·\u200c\u200d"
# In a name these may begin with a small letter.
SMALL = """
    af al ap as at av ben bin bint d da dal das de dei del della den der des di do dos du e el ibn il ka la las le
    les lo los mac mc na o of och op st t te ten ter the tot van vom von y zu zum zur
"""
# No name has any of these words.
NOBODY = """
    anon anonym anonyme anonymous anybody anyone ask asked asking aucun aucune check confirm confirmed consent dunno
    friend herself himself idk inconnu inconnue keine known later maybe me member missing myself nadie nein niemand
    no nobody none nope not null ok pending permission personne photographer picture photo selfie somebody someone
    stranger sure tba tbc tbd todo unbekannt unclear unconfirmed undisclosed unidentified unknown unnamed unsure
    untold verify withheld yes desconocida desconocido nieznany okand onbekend sconosciuto ukjent
    аноним неизвестен неизвестно неизвестный нет 不明 不知道 未知 匿名 无 無 미상 مجهول άγνωστος अज्ञात
"""
# Nor is any of these one.
NO_NAMES = "any author camera credit het him her me na nada nil non pas quelquun self test them us various void you"
KIN = r"(?:her|his|their|our|my|an?|une?|mon|ma|sa|son|ses|some|any|another|sans|without)"
SOMEBODYS = re.compile(
    rf"(?:her|his|their|our|some|another|sans|without|quelqu) .*|{KIN} (?:friend|husband|wife|partner|spouse|son"
    r"|daughter|child|kid|brother|sister|mother|father|mum|mom|dad|cousin|colleague|co-?worker|neighbou?r|boss|student|ami|amie"
    r"|mari|femme|collegue|fils|fille)"
)


def is_way(given: str) -> bool:
    """Whether an answer is a day and nothing more, or a day and a way that is known; the day may be none that exists.

    >>> is_way("2021-03-02"), is_way("2021-03-02, by e-mail"), is_way("2021-03-02, by e-mail; revoked")
    (True, True, False)
    """
    told = GIVEN.fullmatch(given)
    if not told:
        return False
    return not told["way"] or bool(WAY.fullmatch(plain(told["way"]).rpartition("\n")[2].rstrip(".")))


def is_name(answer: str) -> bool:
    """Whether an answer can be the name of a person or an organisation, and nothing more.

    Letters of any script, and in their words apostrophes, hyphens and full stops. Where a script has capitals a word
    begins with one, but for particles.

    >>> is_name("Ludwig van Beethoven"), is_name("not sure"), is_name("Unknown"), is_name("Ruth (no)")
    (True, False, False, False)
    """
    told = unicodedata.normalize("NFKC", answer).split()
    letters = sum(letter.isalpha() for letter in answer)
    if not 1 <= len(told) <= MOST_WORDS or letters < 2 or not all(map(is_word_of_name, told)):
        return False
    bare = plain(" ".join(told)).rpartition("\n")[2]
    parts = {"".join(filter(str.isalpha, word)) for word in (*bare.split(), *(word.casefold() for word in told))}
    whole = "".join(filter(str.isalpha, bare))
    names_nobody = whole in NO_NAMES.split() or len(set(whole)) == 1 or SOMEBODYS.fullmatch(bare)
    return not names_nobody and not parts & set(NOBODY.split())


def is_word_of_name(word: str) -> bool:
    """Whether a word holds letters and what may stand between them, and begins as a name's words do."""
    if not all(letter.isalpha() or unicodedata.category(letter)[0] == "M" or letter in IN_NAMES for letter in word):
        return False
    first = next((letter for letter in word if letter.isalpha()), "")
    is_small = first.islower() and not any(map(str.isupper, word))
    return bool(first) and (not is_small or word.casefold().strip(IN_NAMES) in SMALL.split())
