"""What a note is about, where that decides whether a name in it speaks of a picture; what stands above a list."""

import re
from collections.abc import Iterable
from enum import Enum

from plugins.selfies.answers import is_name, is_person
from plugins.selfies.lexicon import NEGATION, OF_NO_KIND, PICTURE, SAYS_YES
from plugins.selfies.people import NUMBER
from plugins.selfies.tables import HEADINGS
from plugins.selfies.taking_back import ascii_letters, plain, says_no, takes_back
from plugins.selfies.yeses import cleaned, has_empty_box, is_heading_of_yes

WORD = re.compile(r"[^\W_]+")
SIGN_UP = re.compile(r"\bsign(?:ed)?[ -]?(?:up|in)\b")
PICTURED = re.compile(
    rf"\b(?:{PICTURE}|fotos?|bild\w*|imagen\w*|wall|murs?|website|web|online|internet|netz|sites?|webseite|pagina"
    r"|consen\w*|permissions?|permiso\w*|einwillig\w*|zustimm\w*|einverstand\w*|accord|autoris\w*|autoriz\w*"
    r"|toestemming|gdpr|forms?|formular\w*|formulaires?|signed|unterschr\w*|signe|firmad\w*)\b"
)
# What else a union's notes are about.
OTHER_MATTER = re.compile(
    r"\b(?:agendas?|tagesordnung|ordre du jour|minutes|protokoll|rota|roster|schedule|dienstplan|rall(?:y|ies)|march"
    r"|pickets?|strike|streik|greve|huelga|meetings?|sitzung|versammlung|reunion|conference|workshop|motion|bill|budget"
    r"|vote|dues|treasurer|chair|cakes?|kuchen|gateaux?|pastel|coffee|kaffee|cafe|tea|lunch|dinner|food|snacks?|bus|car"
    r"|rides?|lift|parking|room|raum|salle|sala|hall|microphone|speakers?|speech|speaks|redet|keynote|banners?|flyers?"
    r"|leaflets?|stickers?|tables?|tents?|chairs|phone (?:lists?|numbers?|trees?|banks?)"
    r"|telefonliste|birthdays?|geburtstag|scans|guests?"
    r"|present|regrets|apologies|excused|attend\w*|volunteers?|at (?:noon|\w+ o'clock|ten|eleven|\d{1,2}))\b"
)
# What somebody plainly does in another matter, right behind their name, whatever else the note is about.
DOES_SOMETHING_ELSE = re.compile(
    r"\W*(?:will |would |can |is to |is |wird |va |va a )?"
    r"(?:bring|speak|chair|drive|cook|bak|scan|present|host|lead|driv|sing|carr|fahr|koch|sprich|trag)"
    r"(?:s|t|e|es|en|ing|ies|y)?\b(?! (?:up|back|out|down|off|away|her|his|their|this|that|it)\b)"
)
# Assemblies approve and clear, too.
OF_CONSENT_TO_IT = SAYS_YES - {"approved", "cleared"}
SENTENCE = re.compile(r"[.!?;,…][\s\"'”)]*$")
NEUTRAL = OF_NO_KIND | SAYS_YES | HEADINGS
MAX_WORDS_OF_HEADING = 12


class Block(Enum):
    """What stands above the lines of a note: nothing that tells, a yes, or a heading that is no known yes."""

    PLAIN, YES, OTHER = "nothing", "yes", "no known yes"


def below(block: Block, line: str, *, mentions_somebody: bool, in_a_list_of_names: bool) -> Block:
    """What stands above the lines below this one.

    A heading that is no known yes ends the yes above it, and so does a sentence; the name of somebody unknown, or a
    line with their number, is one of the list.

    block: what stands above this line; in_a_list_of_names: neither the line above it nor that below has a number
    """
    if mentions_somebody or not any(map(str.isalnum, line)):
        return block
    if is_heading_of_yes(line):
        return Block.YES
    words = WORD.findall(plain(line).rpartition("\n")[2])
    if HEADINGS.issuperset(words) or NUMBER.search(line) or (in_a_list_of_names and is_name_of_nobody(line)):
        return block
    is_asked = "?" in line or has_empty_box(line)
    is_neutral = not is_asked and all(word in NEUTRAL or word.isdecimal() for word in words)
    is_long = len(words) > MAX_WORDS_OF_HEADING and not line.rstrip().endswith(":")
    is_sentence = (is_long or SENTENCE.search(line)) and not is_asked and NEGATION.isdisjoint(words)
    return Block.OTHER if block is Block.YES or not (is_neutral or is_sentence) else block


def is_name_of_nobody(line: str) -> bool:
    """Whether a line is a person's first and last name and nothing more."""
    return len(line.split()) > 1 and is_name(line) and is_person(line) and not says_no(line)


def is_of_pictures(lines: Iterable[str]) -> bool:
    """Whether a note has a word of pictures, of where they are shown, or of consent."""
    text = ascii_letters(SIGN_UP.sub(" ", "\n".join(lines).casefold()))
    return PICTURED.search(text) is not None


def is_of_another_matter(line: str, rest: str, *, of_pictures: bool, heading: str = "") -> bool:
    """Whether a line that names somebody plainly speaks of something other than whether they are shown.

    rest: the line without them; of_pictures: whether its note has a word of pictures or consent anywhere
    heading: what the note is called

    >>> is_of_another_matter("Ruth brings cake", "     brings cake", of_pictures=True)
    True
    >>> is_of_another_matter("Ruth has cold feet", "     has cold feet", of_pictures=False)
    False
    """
    if (
        takes_back(cleaned(line))
        or is_of_pictures([line])
        or not OF_CONSENT_TO_IT.isdisjoint(WORD.findall(plain(line)))
    ):
        return False
    if of_pictures:
        said = plain(rest).rpartition("\n")[2]
        return DOES_SOMETHING_ELSE.match(said) is not None and OTHER_MATTER.search(said) is not None
    return OTHER_MATTER.search(plain(f"{heading} {line}").rpartition("\n")[2]) is not None
