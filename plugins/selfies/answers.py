"""What a free answer in a member's file may be: the way a consent came, the name of a person, and nothing beside it."""

import re
import unicodedata
from collections.abc import Iterator

from plugins.core.findings import Finding, Where, error
from plugins.core.header import Source
from plugins.selfies.taking_back import all_note_words, plain

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
    rf"(?:by )?(?:{SENT}|zoom)|by hand|in person|in writing|in the office|on paper|verbally|orally|signed form"
    rf"|(?:on|with|by) (?:a|the|an) (?:signed |paper |online )?form|(?:at|in) (?:a|an|the|our|their) {PLACE}"
    r"|on(?: the |-)?line|(?:on|over) the (?:web|website|phone|telephone)"
    r"|par (?:courriel|lettre|la poste|telephone|ecrit|texto)|en personne|en ligne|sur papier"
    r"|a (?:une|la) (?:reunion|assemblee|manifestation)"
)
GIVEN = re.compile(r"\s*[\d-]{8,10}(?:[,\s]\s*(?P<way>\S.*))?", re.ASCII)
MOST_WORDS = 6
UNION_NUMBER = re.compile(r"\S\s+Local\s+\d{1,5}\s*$")
# Of a shift, a local, a ward, behind its name.
NUMBER = re.compile(r"(?<=\S) \d{1,4}$", re.ASCII)
AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|et|und|y|&|\+)\s+", re.IGNORECASE)
PRONOUN = r"(?:she|he|they|elle|iel|il|hers?|him|his|them|theirs)"
PRONOUNS = re.compile(rf"\({PRONOUN}(?:\s?/\s?{PRONOUN})+\)", re.IGNORECASE)
IN_PLACES = ",.'’‘`´&/()#+°·-‐‑–—\u200c\u200d"
PARTS = re.compile(r"[,()\n/]|\s[-–—]+\s?")
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
    untold verify withheld yes other others internet google facebook instagram twitter tiktok wikipedia flickr
    pinterest website web online note notes below ditto wife husband spouse colleague coworker passerby bystander
    neighbor neighbour stop stopped left quit out off empty forgot forgotten cannot private copyright reserved permiso
    withdrawn removed hidden refused declined knows draft desconocida desconocido nieznany okand onbekend sconosciuto
    ukjent
    аноним неизвестен неизвестно неизвестный нет 不明 不知道 未知 匿名 无 無 미상 مجهول άγνωστος अज्ञात
"""
# Nor is any of these one.
NO_NAMES = "any author camera credit het him her me na nada nil non pas quelquun self test them us various void you"
NO_NAMES += " via getty gettyimages blank leftblank above asabove same underreview review see"
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
    ways = re.split(r"\s*,\s*", plain(told["way"] or "").rpartition("\n")[2].rstrip("."))
    return not told["way"] or all(map(WAY.fullmatch, ways))


def is_name(answer: str) -> bool:
    """Whether an answer can be the name of a person or an organisation, and nothing more.

    Letters of any script, and in their words apostrophes, hyphens and full stops. Where a script has capitals a word
    begins with one, but for particles.

    >>> is_name("Ludwig van Beethoven"), is_name("not sure"), is_name("Unknown"), is_name("Ruth (no)")
    (True, False, False, False)
    """
    told = unicodedata.normalize("NFKC", answer).split()
    letters = sum(letter.isalpha() for letter in answer)
    told = told[: -2 if UNION_NUMBER.search(answer) else None]
    if not 1 <= len(told) <= MOST_WORDS or letters < 2 or not all(map(is_word_of_name, told)):
        return False
    bare = plain(" ".join(told)).rpartition("\n")[2]
    parts = {"".join(filter(str.isalpha, word)) for word in (*bare.split(), *(word.casefold() for word in told))}
    whole = "".join(filter(str.isalpha, bare))
    is_filler = len(set(whole)) == 1 or any(len(part) > 2 and len(set(part)) == 1 for part in parts)
    names_nobody = whole in NO_NAMES.split() or is_filler or SOMEBODYS.fullmatch(bare)
    return not names_nobody and not parts & set(NOBODY.split())


def more_than_a_name(source: Source) -> Iterator[Finding]:
    """C78: a name or a workplace holds more than names, such as a remark, which may take a yes back.

    The member is left out until somebody has looked. Write names alone, with commas or "and" between them; a workplace
    holds words, numbers and commas.
    """
    for entry in source.entries:
        check = {"name": is_names, "workplace": is_place}.get(entry.name.casefold())
        is_unreadable = "\ufffd" in entry.value  # which is told
        if check and entry.value and not is_unreadable and not check(entry.value):
            remedy = (
                "If the member took the picture back, write  Withdrawn: YEAR-MONTH-DAY  in the header. If not, write "
            )
            remedy += "nothing here but the name."
            yield error(Where(source.path, entry.line), "There stands more here than a name.", remedy, "C78")


def is_names(value: str) -> bool:
    """Whether a value can be the names of those in a picture, with commas or "and" between them, and nothing more.

    >>> is_names("Dev, Ruth and Ansel"), is_names("ade"), is_names("Ade (she/her)"), is_names("Ade, no")
    (True, True, True, False)
    >>> is_names("Night Shift 4"), is_names("Ade 2021-06-14")
    (True, False)
    """
    names = AND.split(NUMBER.sub("", PRONOUNS.sub("", value)).strip())
    return all(is_name(name.title() if name.islower() else name) or is_initial(name) for name in names)


def is_initial(name: str) -> bool:
    """Whether a name is one letter, as in A. or 李."""
    return len(name.strip(" .")) == 1 and name.strip(" .").isalpha()


def is_place(value: str) -> bool:
    """Whether a value can be the name of a workplace: no sign that remarks begin with, no part of a note's words alone.

    >>> is_place("St. Mary's Hospital (ICU), Unit 4B"), is_place("Library, print only"), is_place("Library; she is out")
    (True, False, False)
    """
    is_plain = all(
        letter.isalnum() or letter.isspace() or letter in IN_PLACES or unicodedata.category(letter)[0] == "M"
        for letter in value
    )
    return is_plain and not any(map(all_note_words, PARTS.split(plain(value))))


def is_word_of_name(word: str) -> bool:
    """Whether a word holds letters and what may stand between them, and begins as a name's words do."""
    if not all(letter.isalpha() or unicodedata.category(letter)[0] == "M" or letter in IN_NAMES for letter in word):
        return False
    first = next((letter for letter in word if letter.isalpha()), "")
    is_small = first.islower() and not any(map(str.isupper, word))
    return bool(first) and (not is_small or word.casefold().strip(IN_NAMES) in SMALL.split())
