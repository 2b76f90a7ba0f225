"""What a free answer in a member's file may be: the name of a person or a place, and nothing beside it."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from plugins.core.findings import Finding, Where, finding
from plugins.core.header import Source
from plugins.selfies.lexicon import BESIDE_IT, CONDITIONS, DAY, IN_A_PART, NEGATION, SAYING_SO, STATE
from plugins.selfies.names import (
    ALSO_FIRST_NAMES,
    ALSO_SURNAMES,
    ALSO_WORDS,
    BEFORE_ANSWERS,
    CHILDREN,
    GROUPS,
    NO_NAMES,
    NO_PERSON,
    NOBODY,
    OF_ANYBODY,
    OF_EMPLOYERS,
    OF_NOBODY,
    OF_THINGS,
    RELATIONS,
    ROLES,
    SURNAMES,
    TITLES,
    UNIONS,
)
from plugins.selfies.taking_back import A_YEARS_DAY, all_note_words, is_quoted, plain, says_no, unquoted

MAX_WORDS = 6
WORD, IS_DAY = re.compile(r"[^\W_]+"), re.compile(DAY)
UNION_NUMBER = re.compile(r"\S\s+Local\s+\d{1,5}\s*$")
# Of a shift, a local, a ward, behind its name; one from 10 to 17 alone may be an age. And of a ship's hold.
NUMBER = re.compile(
    rf"(?:(?i:(?<= )(?:{'|'.join(sorted(GROUPS))}))|[A-Z]{{3,}}|(?=\S (?!1[0-7]$))\S)(?P<number> \d{{1,4}})$",
    re.ASCII,
)
NUMBERED_PLACE = re.compile(r"\b(?:hold|stop|exit|grade) \d{1,3}\b", re.ASCII)
AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|et|und|y|&|\+)\s+", re.IGNORECASE)
PRONOUN = r"(?:she|he|they|elle|iel|il|hers?|him|his|them|theirs)"
PRONOUNS = re.compile(rf"\({PRONOUN}(?:\s?/\s?{PRONOUN})+\)", re.IGNORECASE)
IN_PLACES = ",.'’‘`´&/()#+°·-‐‑–—\u200c\u200d\"“”;@"
PARTS = re.compile(r"[,()\n/;@\"“”]|\s[-–—]+\s?")
IN_NAMES = "'’-.‐‑·\u200c\u200d"
# What somebody perhaps struck out, as one does in a plain text.
STRUCK = re.compile(r"\s*[-‐‑–—−~*_]|.*[-‐‑–—−~*_]\s*$", re.DOTALL)
# One dash alone, as before an entry of a list, strikes nothing out.
ONE_DASH = re.compile(r"^\s*[-‐‑–—−•]\s+(?=\w)|(?<=\w)\s+[-‐‑–—−]\s*$")
ADDRESS = re.compile(r"\w{2}\.\w{2}")
# In a name these may begin with a small letter.
SMALL = frozenset(
    """
    af al ap as at av ben bin bint d da dal das de dei del della den der des di do dos du e el ibn il ka la las le
    les lo los mac mc na o of och op st t te ten ter the tot van vom von y zu zum zur
    """.split()  # noqa: SIM905
)
# By which a photographer says that they are the one in the picture.
SELF = frozenset(("autoportrait", "me", "moi meme", "myself", "self", "self portrait", "self timer", "selfie"))
SELF |= {"selfportrait", "the member"}
CREDIT = re.compile(
    r"\s*(?:(?:photo(?:graph)?|picture|image|foto)(?: credit)?(?:\s?:| by\b)|credit\s?:|by\b"
    r"|(?:(?:19|20)\d\d\s*)?(?:©|\(c\))(?:\s*(?:19|20)\d\d\b,?)?"
    r"|copyright (?:(?:©|\(c\))\s*)?(?:19|20)\d\d\b,?)\s*(?=\S)",
    re.IGNORECASE,
)
COURTESY = re.compile(
    r"\s*(?:(?:photo|picture|image) )?(?:courtesy(?: of\b|\s?:)|(?:taken|shot|made) by\b)\s*(?=\S)", re.IGNORECASE
)
POSSESSIVE = re.compile(r"\w['’]s\b")
BESIDE_A_NAME = re.compile(r"(?<=\w)\s*\(([^()]*)\)\s*$")
NICKNAME = re.compile(r"(?<=\w) (?:\((\w+)\)|\"(\w+)\"|“(\w+)”)(?= [^\W\d_])")
THIRD = frozenset(("iii",))  # behind a name
# These are no last names.
NOT_LAST = frozenset(("skip", "minor", "minors"))
# These are first names, too.
FIRST_NAMES = frozenset(("skip",))
NO_PART_OF_A_NAME = NOBODY | STATE - FIRST_NAMES
NO_GROUP = NOBODY | NEGATION | STATE
KIN = r"(?:her|his|their|our|my|an?|une?|mon|ma|sa|son|ses|some|any|another|sans|without)"
SOMEBODYS = re.compile(
    rf"(?:her|his|their|our|some|another|sans|without|quelqu) .*|{KIN} (?:friend|husband|wife|partner|spouse|son"
    r"|daughter|child|kid|brother|sister|mother|father|mum|mom|dad|cousin|colleague|co-?worker|neighbou?r|boss|student|family|ami|amie"
    r"|mari|femme|collegue|fils|fille)"
)


def is_name(answer: str) -> bool:
    """Whether an answer can be the name of a person or an organisation, and nothing more.

    Letters of any script, and in their words apostrophes, hyphens and full stops. Where a script has capitals a word
    begins with one, but for particles.

    >>> is_name("Ludwig van Beethoven"), is_name("not sure"), is_name("Unknown"), is_name("Ruth (no)")
    (True, False, False, False)
    """
    words = unicodedata.normalize("NFKC", answer).split()
    letters = sum(letter.isalpha() for letter in answer)
    words = words[: -2 if UNION_NUMBER.search(answer) else None]
    if not 1 <= len(words) <= MAX_WORDS or letters < 2 or not all(map(is_word_of_name, words)):
        return False
    bare = plain(" ".join(words)).rpartition("\n")[2]
    parts = {"".join(filter(str.isalpha, word)) for word in (*bare.split(), *(word.casefold() for word in words))}
    whole = "".join(filter(str.isalpha, bare))
    is_filler = len(set(whole)) == 1 or any(len(part) > 2 and len(set(part)) == 1 for part in parts - THIRD)
    names_nobody = whole in NO_NAMES or is_filler or SOMEBODYS.fullmatch(bare) or all_note_words(bare)
    # As the last of several words some of these are surnames; in capitals alone they rather shout.
    surname = {words[-1].casefold()} & SURNAMES if len(words) > 1 and words[-1].istitle() else set()
    surname |= {"ai"} if len(words) > 1 and words[0] == "Ai" else set()  # Weiwei
    return not names_nobody and not (parts - surname) & NO_PART_OF_A_NAME and bare.split()[-1] not in NOT_LAST


def more_than_a_name(source: Source) -> Iterator[Finding]:
    """The names and workplaces of a member's file that hold more, such as a remark, which may take a yes back (C78)."""
    for entry in source.entries:
        checks: dict[str, Callable[[str], bool]] = {"name": is_names, "workplace": is_place}
        field = entry.name.casefold()
        check, value = checks.get(field), without_dash(entry.value) if field == "workplace" else entry.value
        is_unreadable = "\ufffd" in value  # which is told
        is_exempt = not check or not value or is_unreadable or is_quoted(value)
        if check and not is_exempt and (STRUCK.match(value) or not check(value)):
            yield finding("C78.more-than-a-name", Where(source.path, entry.line))


def without_dash(workplace: str) -> str:
    """A workplace without the one dash before or behind it; with one on each side it was perhaps struck out.

    >>> without_dash("- Library"), without_dash("Library -"), without_dash("- Library -"), without_dash("--Library")
    ('Library', 'Library', '- Library -', '--Library')
    """
    bare, dashes = ONE_DASH.subn("", workplace)
    return bare if dashes == 1 else workplace


def is_names(value: str) -> bool:
    """Whether a value can be the names of those in a picture, with commas or "and" between them, and nothing more.

    >>> is_names("Dev, Ruth and Ansel"), is_names("ade"), is_names("Ade (she/her)"), is_names("Ade, no")
    (True, True, True, False)
    >>> is_names("Night Shift 4"), is_names("Ade 2021-06-14")
    (True, False)
    """
    if is_group(value):
        return True
    value = NICKNAME.sub(lambda found: "" if is_name((found[1] or found[2] or found[3]).title()) else found[0], value)
    names = AND.split(without_number(PRONOUNS.sub("", value).strip()))
    is_last_alone = len(names) > 1 and any(CHILDREN.issuperset(name.casefold().split()) for name in names)
    return not is_last_alone and all(
        is_name(name.title() if name.islower() else name) or is_initial(name) for name in names
    )


def without_number(name: str) -> str:
    """The name of a shift, a local or a ward without its number; another number may be somebody's age.

    >>> without_number("Night Shift 4"), without_number("CUPE 3911"), without_number("Ade 16")
    ('Night Shift', 'CUPE', 'Ade 16')
    """
    found = NUMBER.search(name)
    return name[: found.start("number")] if found else name


def is_group(value: str) -> bool:
    """Whether a value can be what several people call themselves together.

    >>> is_group("Night shift crew"), is_group("Ward 4B nurses"), is_group("The Kim family"), is_group("Crew quit")
    (True, True, True, False)
    """
    words = WORD.findall(plain(value).rpartition("\n")[2])
    is_called_so = 1 < len(words) <= MAX_WORDS and words[-1] in GROUPS and value[:1].isupper()
    is_plain = all(letter.isalnum() or letter in " '’-&" for letter in value)
    others = words[2:] if words[:1] == ["the"] and words[1] in SURNAMES else words
    return is_called_so and is_plain and NO_GROUP.isdisjoint(others) and not SOMEBODYS.fullmatch(" ".join(words))


def is_photographer(answer: str, members: str = "") -> bool:
    """Whether an answer says who took a picture: the member, a person by first and last name, or members of a union.

    Perhaps with where they are from. A word alone may as well be a firm, a thing, or an answer that is to come.

    Within quotation marks a first and last name may be a word that tells of nobody else.
    members: the names of those in the picture, by which they may call themselves here

    >>> is_photographer("Myself"), is_photographer("© Ruth Adler, AUPE"), is_photographer("ade", "Ade Nomura")
    (True, True, True)
    >>> is_photographer("Employer"), is_photographer("Ruth Adler, unknown"), is_photographer("--self--")
    (False, False, False)
    >>> is_photographer("Ruth"), is_photographer("Getty Images"), is_photographer("To Follow")
    (False, False, False)
    """
    if is_quoted(answer):
        return is_named(unquoted(answer))
    bare = " ".join(plain(answer).rpartition("\n")[2].replace("-", " ").split())
    own = WORD.findall(members.casefold())
    if STRUCK.match(answer):
        return False
    if bare.rstrip(".") in SELF or (
        own and answer.strip() and set(answer.casefold().split()) <= set(own) and is_names(members)
    ):
        return True
    named = capitalised(PRONOUNS.sub("", without_credit(answer)).strip())
    if says_no(named):
        return False
    aside = BESIDE_A_NAME.search(named)
    if aside and (plain(aside[1]) in RELATIONS or is_role(aside[1]) or is_where(aside[1])):
        named = named[: aside.start()]
    first, *places = re.split(r"\s*,\s*|\s+[/|]\s+", named.strip())
    first = capitalised(first)
    if is_turned(first, places):
        return True
    names = re.split(r"\s+(?:and|et|&)\s+", first)
    is_somebody = all(map(is_name, names)) and is_person(first)
    is_beside = len(places) < 3 and all(is_where(place) or is_role(place) for place in places)
    return ((is_somebody or is_of_union(first)) and is_beside) or are_persons(named)


def is_named(answer: str) -> bool:
    """Whether an answer has the form of a first and a last name, whatever else the latter means.

    >>> is_named("Jo No"), is_named("Sam Unknown"), is_named("No Permission"), is_named("Getty Images"), is_named("Jo")
    (True, True, False, False, False)
    """
    words = unicodedata.normalize("NFKC", answer).split()
    if not 2 <= len(words) <= MAX_WORDS or not all(map(is_word_of_name, words)):
        return False
    first = bare_word(plain(words[0]).rpartition("\n")[2])
    none = NOBODY | NEGATION | NO_NAMES | SAYING_SO | BESIDE_IT | BEFORE_ANSWERS
    return first not in none - ALSO_WORDS and not is_no_person(first)


def without_credit(answer: str) -> str:
    """An answer without the words before a name that tell that it is a photographer's.

    >>> without_credit("Photo : Ana Reyes"), without_credit("Courtesy of Ana Reyes"), without_credit("Photo:")
    ('Ana Reyes', 'Ana Reyes', 'Photo:')
    """
    credit = CREDIT.match(answer) or COURTESY.match(answer)
    return answer[credit.end() :] if credit and credit.end() < len(answer) else answer


def capitalised(answer: str) -> str:
    """An answer in small letters as names are written, unless a word in it is one that notes consist of.

    >>> capitalised("ruth adler"), capitalised("sent on friday"), capitalised("Ruth adler")
    ('Ruth Adler', 'sent on friday', 'Ruth adler')
    """
    words = WORD.findall(plain(answer))
    is_note = any(word in SAYING_SO | BESIDE_IT | CONDITIONS or IS_DAY.fullmatch(word) for word in words)
    return answer.title() if answer.islower() and len(words) > 1 and not is_note else answer


def is_turned(last: str, others: list[str]) -> bool:
    """Whether a last name stands before the first one, as in a list: Reyes, Ana."""
    if len(others) != 1 or len(last.split()) > 2 or len(others[0].split()) > 2 or others[0].isupper():
        return False
    return is_name(last) and is_name(others[0]) and is_person(f"{others[0]} {last}")


def is_role(text: str) -> bool:
    """Whether a text is what somebody may be beside their name.

    >>> is_role("shop steward"), is_role("vice president"), is_role("not sure")
    (True, True, False)
    """
    words = plain(text).split()
    return 0 < len(words) < 4 and ROLES.issuperset(words)


def are_persons(named: str) -> bool:
    """Whether a text has the names of several persons, with commas or "and" between them; first names are enough then.

    >>> are_persons("Ana Reyes, Sam Ford and Lena Park"), are_persons("Ana, Sam and Lena"), are_persons("Ana, unknown")
    (True, True, False)
    """
    names = AND.split(named)
    are_names = len(names) > 1 and all(is_name(name) and NO_PERSON.isdisjoint(words_of(name)[:1]) for name in names)
    is_listed = all(map(is_person, names)) or (len(names) > 2 and re.search(r"\s(?:and|et|&)\s", named) is not None)
    return are_names and is_listed


def words_of(name: str) -> list[str]:
    """The words of a name in small, plain letters, those with a hyphen between them as one."""
    return [word for word in map(bare_word, plain(name).rpartition("\n")[2].split()) if word]


def bare_word(word: str) -> str:
    """A word without what stands around it and, but for hyphens, in it."""
    return "-".join(part for part in (re.sub(r"\W", "", one) for one in word.split("-")) if part)


def is_no_person(word: str) -> bool:
    """Whether a word is no part of a person's name; of one with a hyphen, when all long parts are not.

    >>> is_no_person("company"), is_no_person("e-mail"), is_no_person("soon-yi")
    (True, True, False)
    """
    parts = [part for part in word.split("-") if len(part) > 1]
    return word.replace("-", "") in NO_PERSON or (bool(parts) and NO_PERSON.issuperset(parts))


def is_person(name: str) -> bool:
    """Whether a name can be that of a person, or of two: a first and a last name, and no word of another kind.

    Where a script has no capitals, or no spaces, one word is a name. Some words that tell of things are last names
    behind a first one.

    >>> is_person("Guy Martin"), is_person("Mr. Frank Bank"), is_person("李小龍"), is_person("Food Bank")
    (True, True, True, False)
    >>> is_person("Sarah Church"), is_person("Baptist Church"), is_person("Tran Thi Be"), is_person("Jane Doe")
    (True, False, True, False)
    """
    words = words_of(name)
    if not words or words[0] in BEFORE_ANSWERS or name[:1] in "Àà" or ADDRESS.search(name) or POSSESSIVE.search(name):
        return False
    has_title = words[0] in TITLES
    *others, last = words[has_title:] or [""]
    if not others:
        is_whole = has_title or name.upper() == name.lower()
        return is_whole and len(last) > 1 and not is_no_person(last)
    first, *between = others
    is_last_only = is_no_person(last) and not has_title
    if any(map(is_no_person, between)) or (is_last_only and not is_surname(last, others)):
        return False
    return first in ALSO_FIRST_NAMES or not is_no_person(first)


def is_surname(word: str, before: list[str]) -> bool:
    """Whether a word that tells of a thing is a last name behind others."""
    if not ALSO_SURNAMES.issuperset(word.split("-")) or (word == "be" and len(before) < 2):
        return False
    return (OF_THINGS | OF_NOBODY if word == "doe" else OF_THINGS).isdisjoint(before)


def is_of_union(name: str) -> bool:
    """Whether a name is that of a group of members, or of their local.

    >>> is_of_union("Night shift crew"), is_of_union("CUPE Local 3911"), is_of_union("AUPE staff")
    (True, True, True)
    >>> is_of_union("Press office"), is_of_union("Reuters crew"), is_of_union("Hospital staff")
    (False, False, False)
    """
    listed = WORD.findall(plain(name))
    words = set(listed)
    if "staff" in words and UNIONS.isdisjoint(words):  # an employer's
        return False
    if listed[-1:] and listed[-1] in OF_ANYBODY and any(map(is_no_person, listed[:-1])):
        return False
    is_called_so = is_group(name) or bool(UNION_NUMBER.search(name) and is_name(name))
    is_one_alone = "the" in words and len(words) == 2  # the union, the office
    return is_called_so and not is_one_alone and words.isdisjoint(OF_EMPLOYERS | NO_NAMES)


def is_where(text: str) -> bool:
    """Whether a text can be the name of an organisation or a place beside a person's, without a word of a note."""
    return is_name(without_number(text)) and SAYING_SO.isdisjoint(WORD.findall(plain(text)))


def is_initial(name: str) -> bool:
    """Whether a name is one letter, as in A. or 李."""
    return len(name.strip(" .")) == 1 and name.strip(" .").isalpha()


@lru_cache(1024)  # which are many members'
def is_place(value: str) -> bool:
    """Whether a value can be the name of a workplace: no sign that remarks begin with, no part of a note's words alone.

    >>> is_place("St. Mary's Hospital (ICU), Unit 4B"), is_place("Library, print only"), is_place("Library; she is out")
    (True, False, False)
    """
    is_plain = all(
        letter.isalnum() or letter.isspace() or letter in IN_PLACES or unicodedata.category(letter)[0] == "M"
        for letter in value
    )
    plain_text = NUMBERED_PLACE.sub("", plain(value))
    has_day = A_YEARS_DAY.search(value) is not None  # of a note
    return (
        is_plain
        and not has_day
        and not any(all_note_words(part) or part.strip() in IN_A_PART for part in PARTS.split(plain_text))
    )


def is_word_of_name(word: str) -> bool:
    """Whether a word holds letters and what may stand between them, and begins as a name's words do."""
    if not all(letter.isalpha() or unicodedata.category(letter)[0] == "M" or letter in IN_NAMES for letter in word):
        return False
    first = next((letter for letter in word if letter.isalpha()), "")
    is_small = first.islower() and not any(map(str.isupper, word))
    return bool(first) and (not is_small or word.casefold().strip(IN_NAMES) in SMALL)
