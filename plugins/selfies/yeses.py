"""What is plainly a yes: in a cell, on a line, above a list. Whatever else stands there makes it none."""

import re
from functools import lru_cache

from plugins.selfies.copies import OF_CONSENT
from plugins.selfies.lexicon import ANSWERS_NO, ANSWERS_YES, CONDITIONS, DAY, NEGATION, SAYS_YES
from plugins.selfies.taking_back import plain, says_no, without_offers
from plugins.selfies.ways import WAY, bare_way, is_way

WORD, WORD_OR_SIGN = re.compile(r"[^\W_]+"), re.compile(r"[^\W_]+|[^\w\s,./!-]")
ADDRESS = re.compile(r"\S+@\S+|https?:\S+")
# A day in figures, and one with the name of its month, in whatever language.
A_DAY = re.compile(
    r"\d{4}-\d\d?-\d\d?|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    r"|\d{1,2}(?:st|nd|rd|th|er|[.o])? (?:de |of )?[^\W\d_]{3,10}\.?,? (?:de |del )?\d{4}"
)
IS_DAY = re.compile(DAY)
NOTHING = frozenset(("", "-", "–", "—", "n/a", "na"))
FOR_THE_WEB = frozenset("web online website internet all both everything full".split())  # noqa: SIM905
# What may stand beside a yes and leaves it one: any other word may take it back, or set a condition.
BESIDE_A_YES = frozenset(
    """
    a accept accord ahead am an and are as at be been bien bitte by can claro consent consents correo courriel
    course danke de der die du e el email es escrito et fine for form from full fur gern gerne give given glad go
    good gracias great happy has have he her his i ich ihr in is it j klar la le legislature les like love mail may
    me media member members merci mir my naturally naturlich of on one or our page paper par per permission phone
    photo picture please pls por post posted print printed publication publish published said says see selfie she
    show shown shows sign signed site social stimme supuesto sur telefon text thank thanks that the these they this
    those to too und use used uses very via volontiers wall we webseite website welcome well who with y you your zu
    """.split()  # noqa: SIM905
)
# What else a remark in a row may say that agrees: of how good a picture is, and how it came.
KIND = frozenset("beautiful came card comment comments funny lovely nice received sent super".split())  # noqa: SIM905
OTHER_USES = frozenset(("print", "legislature"))
MARKS_BESIDE_A_YES = frozenset("():;'’\"&+@")
# A yes in several words. Nobody stays who stays off.
YES_PHRASE = re.compile(
    r"\bd ?'accord\b|\bde acuerdo\b|\bgood to go\b|\bon file\b|\ball (?:good|fine)\b|\bfine with (?:it|hers|his|that)\b"
    r"|(?:\b(?:is|are|am)|'s|'m) (?:fine|good|in)(?= *(?:$|[.,;!)]))|\b(?:bleib\w*|ist|sind) dabei\b|\bmach\w* mit\b"
    r"|\bhappy to (?:be(?: there| shown| on (?:it|the (?:wall|site|website)))|stay)\b"
    r"|\b(?:stay(?:s|ing)?|(?:keep|leave) (?:it|mine|hers|his|my \w+|her \w+|his \w+) up)\b"
    r"(?! (?:\w+ )?(?:off|out|away|down|hidden|private|offline|anonym\w*|un\w+)\b)"
)
# Whole answers to whether somebody is shown, which beside other words mean anything.
STAYING = frozenset("keep stay stays staying in done".split())  # noqa: SIM905
# Whoever is named beside these is rather the one who did not.
EVERYBODY_ELSE = re.compile(
    r"\b(?:every(?:one|body)|others|rest|alle|tous|toutes|todos|todas|all (?:of|but|except|others?|the)|apart from"
    r"|other than|save for|besides|excluding|sauf|ausser|excepto|salvo|menos)\b"
)
SAYS_NO = r"(?:no|not|nein|non|n|yes|ok|y|ja|oui|si)"
PRINTED = (
    r"(?:print\w*|legislature|newsletters?|posters?|flyers?|leaflets?|papers?|press|mail\w*|druck\w*|gedruckt\w*|zeitung"
    r"|papier|papel|imprim\w*|impres\w*|prensa)"
)
OF_ANOTHER_USE = re.compile(rf"\b{PRINTED}\b")
# What is said of another use beside what is said of the web.
SAID_OF_PRINT = re.compile(
    rf"\b{SAYS_NO} (?:(?:to|for|in|the|im|zum|pour|para|le|el) ){{0,2}}{PRINTED}\b|\b{PRINTED}\W{{1,3}}{SAYS_NO}\b"
)
ABOUT_THE_WEB = re.compile(r"\b(?:web\w*|online|internet|netz|wall|site)\b")
ON_THE_WEB = re.compile(
    r"(?:(?:for|on|ok for|to be on) (?:the )?)?(?:web|website|web site|online)|on (?:the |our )?(?:wall|site)"
)
# A box of a form, with whether somebody ticked it.
EMPTY_BOX = r"\[[\s_-]*\]|\(\s+\)|[☐□◻⬜▢]"
BOX = re.compile(rf"(?P<empty>{EMPTY_BOX})|[\[(]\s*[xX✓✔]\s*[\])]|[☑✅]")
PLAIN_YES = SAYS_YES | frozenset("y ja j true da tak sim vrai wahr yep yup sure".split())  # noqa: SIM905
MAX_HEADING_LETTERS = 60
BESIDE_A_HEADING = re.compile(r"\(\s*\d+\s*\)|^[\W_]+|[\W_]+$")


@lru_cache(1024)
def cleaned(statement: str) -> str:
    """A statement in small letters without what tells how to take a picture back, and of the asking for consent."""
    return without_offers(OF_CONSENT.sub(" ", statement.casefold()))


def bare(cell: str) -> str:
    """What stands in a cell, in small letters without marks around it."""
    return plain(cell).partition("\n")[0].strip(" .!()[]\ufe0f")


def in_plain_letters(cell: str) -> str:
    """The same without marks on the letters.

    >>> in_plain_letters("Sí!"), in_plain_letters("✔️")
    ('si', '✔')
    """
    return plain(cell).rpartition("\n")[2].strip(" .!()[]")


def is_nothing(cell: str) -> bool:
    """Whether nothing stands in a cell."""
    return bare(cell) in NOTHING


def is_bare_no(cell: str) -> bool:
    """Whether a cell is a no of one word or sign."""
    return bare(cell) in ANSWERS_NO or bare(cell) == "0"


@lru_cache(4096)  # columns repeat themselves
def is_yes(cell: str) -> bool:
    """Whether a cell in a column about consent is a clear yes: a word for it, the web, a day, or how it came.

    >>> is_yes("Yes"), is_yes("web, print"), is_yes("2021-03-02, by e-mail"), is_yes("print"), is_yes(""), is_yes("?")
    (True, True, True, False, False, False)
    >>> is_yes("yes (print)"), is_yes("web until May 2022"), is_yes("I agree to be shown on the website")
    (False, False, True)
    >>> is_yes("was yes"), is_yes("ok - minor"), is_yes("ja, aber"), is_yes("ja, gerne"), is_yes("[ ] yes")
    (False, False, False, True, False)
    """
    if is_way(cell) or WAY.fullmatch(bare_way(cell)) or A_DAY.fullmatch(in_plain_letters(cell)):
        return True
    if has_empty_box(cell) or says_no(cleaned(cell)):
        return False
    return any(map(is_plain_yes, dict.fromkeys((bare(cell), in_plain_letters(cell)))))


def is_plain_yes(text: str) -> bool:
    """Whether a bare text is a yes and no more."""
    text = YES_PHRASE.sub(" agreed ", text)
    words = set(WORD_OR_SIGN.findall(text))
    is_for_less = not words.isdisjoint(OTHER_USES) and words.isdisjoint(FOR_THE_WEB)
    if is_for_less or not words.isdisjoint((CONDITIONS | NEGATION) - OTHER_USES | {"?"}):
        return False
    has_yes = not words.isdisjoint(ANSWERS_YES) or (bool(words) and words <= STAYING)
    return has_yes and words.isdisjoint(ANSWERS_NO) and not others_in(words - STAYING)


def others_in(words: set[str]) -> bool:
    """Whether any of some words is none that stands beside a yes, and no day."""
    others = words - ANSWERS_YES - FOR_THE_WEB - BESIDE_A_YES - MARKS_BESIDE_A_YES
    return any(not (one.isdecimal() or IS_DAY.fullmatch(one)) for one in others)


def is_answer(cell: str) -> bool:
    """Whether a cell answers with a yes or a no, whatever else it says.

    >>> is_answer("was yes"), is_answer("no"), is_answer("780-555-0101"), is_answer("row two")
    (True, True, False, False)
    """
    is_some_yes = not PLAIN_YES.isdisjoint(WORD_OR_SIGN.findall(plain(cell)))
    is_some_no = is_bare_no(cell) or not NEGATION.isdisjoint(WORD.findall(bare(cell)))
    return is_some_yes or is_some_no or is_yes(cell)


def says_yes(rest: str) -> bool:
    """Whether words agree, and set no condition.

    >>> says_yes("agreed by phone"), says_yes("not ok"), says_yes("ok if she says so"), says_yes("staying off")
    (True, False, False, False)
    >>> says_yes("yes to web, no to print"), says_yes("no to web, yes to print"), says_yes("est d'accord")
    (True, False, True)
    """
    text = plain(rest)
    of_the_web = SAID_OF_PRINT.sub(" ", text)
    text = YES_PHRASE.sub(" agreed ", of_the_web if ABOUT_THE_WEB.search(of_the_web) else text)
    words = set(WORD.findall(text))
    conditions = CONDITIONS - OTHER_USES if ABOUT_THE_WEB.search(text) else CONDITIONS
    is_plain = words.isdisjoint(NEGATION | conditions) and not EVERYBODY_ELSE.search(text) and "?" not in rest
    return bool(words & SAYS_YES) and is_plain and not says_no(text)


def is_harmless(remark: str) -> bool:
    """Whether a remark beside a yes leaves it one: nothing, thanks, a day, a way, or a yes again.

    >>> is_harmless("thanks!"), is_harmless("2021-03-02"), is_harmless("cold feet"), is_harmless("print only")
    (True, True, False, False)
    """
    text = ADDRESS.sub(" ", remark)
    words = set(WORD_OR_SIGN.findall(in_plain_letters(text))) - KIND
    if is_nothing(text) or is_yes(text):
        return True
    return words.isdisjoint(CONDITIONS | NEGATION | {"?"}) and not says_no(cleaned(text)) and not others_in(words)


def is_heading_of_yes(line: str) -> bool:
    """Whether a line agrees for whoever stands below it.

    >>> is_heading_of_yes("these agreed:"), is_heading_of_yes("On the web:"), is_heading_of_yes("D'accord (2)")
    (True, True, True)
    >>> is_heading_of_yes("not agreed:"), is_heading_of_yes("off the web"), is_heading_of_yes("agreed?")
    (False, False, False)
    """
    if len(line) > MAX_HEADING_LETTERS or "?" in line or "@" in line or has_empty_box(line):
        return False
    heading = BESIDE_A_HEADING.sub("", BESIDE_A_HEADING.sub("", line))
    text = YES_PHRASE.sub(" agreed ", in_plain_letters(heading))
    return ON_THE_WEB.fullmatch(text) is not None or (is_yes(heading) and not SAYS_YES.isdisjoint(WORD.findall(text)))


def has_empty_box(text: str) -> bool:
    """Whether a text has a box that nobody ticked."""
    return any(box["empty"] for box in BOX.finditer(text))


def said_by_boxes(statement: str) -> bool | None:
    """Whether the boxes in a statement say yes: each ticked one does, and one is; None where there are none.

    Each belongs to the words behind it, or where the last has none, to those before.

    >>> said_by_boxes("0901 agreed"), said_by_boxes("[ ] 0901 agreed"), said_by_boxes("[x] 0901")
    (None, False, True)
    >>> said_by_boxes("0901 [x] yes [ ] no"), said_by_boxes("0901: yes [ ] no [x]")
    (True, False)
    """
    boxes = list(BOX.finditer(statement))
    if len(boxes) < 2:
        return not boxes[0]["empty"] if boxes else None
    words = between_boxes(statement)
    labels = words[1:] if words[-1] else words[:-1]
    ticked = [label for label, box in zip(labels, boxes, strict=True) if not box["empty"]]
    return bool(ticked) and all(map(is_yes, ticked))


def between_boxes(statement: str) -> list[str]:
    """The words before, between and behind the boxes in a statement; all of one without boxes."""
    boxes = list(BOX.finditer(statement))
    ends, starts = [0, *(box.end() for box in boxes)], [*(box.start() for box in boxes), len(statement)]
    return [statement[end:start].strip(" ,;:-") for end, start in zip(ends, starts, strict=True)]
