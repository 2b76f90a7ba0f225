"""Whether a short paragraph of its own tells colleagues not to publish a text (yet).

No sentence is known by heart, and a misspelt word counts: what begins with a no, a wait or a state and goes on with
publishing, and says of nothing else, speaks of the text itself. In English, French, German and Spanish. Between other
paragraphs, where writers tell in a few words how things are ("Never published.", "Don't share it."), only what
can hardly be told of anything else counts: an order not to publish, and a state of texts alone.
"""

import re

from plugins.core.suggestions import closest
from plugins.drafts import private_words as say

MAX_WORDS = 10
PUBLISH = say.names(
    "publish published publishing publication post posted posting release released releasing share shared sharing"
    " circulate distribute upload veroffentlichen veroffentlicht publizieren teilen weitergeben hochladen"
    " freigeben publier partager diffuser publicar subir difundir compartir"
)
SHOWN = say.names("online live web website offline public ligne netz ready final finished fertig pret listo publica")
# Of these, with which nobody gives an order about anything but a text, in the form of an order.
ORDERED = say.names(
    "publish publishing release releasing veroffentlichen publizieren freigeben publier diffuser publicar difundir"
)
NO = say.names("not dont never no nicht nie kein keine pas jamais nunca prohibido prohibida interdit verboten")
# With these something else is told: "No release yet."
NOUN_FOLLOWS = say.names("no kein keine")
SPANISH = say.names("publicar difundir")
# What may stand before the no.
BEFORE = say.names("do please pls bitte noch ne a por favor aun todavia still svp jetzt")
_THIS = r"(?:this|it|that|das|dies|esto|ceci|cela|anything)"
_YET = (
    r"(?:yet|before|until|till|now|please|vor|bevor|ehe|antes|avant|hasta|todavia|aun|svp|bitte|por favor|a la web"
    r"|la web|web|online|the web|le|la)"
)
# And behind the verb: nothing that says what else is not to be shared, or with whom.
BEHIND = re.compile(rf"(?:{_THIS}(?: |$))?(?:{_YET}\b.*)?")
RUN = re.compile(rf"(?:please )?(?:dont|do not|never) (?:run|use|air|print|send) {_THIS} {_YET}\b.*")
# Published, but only when something has come: "Erst nach der Abstimmung veröffentlichen".
ONLY = r"(?:only|erst|nur|seulement|uniquement|solo)"
AFTER = r"(?:after|once|when|nach|wenn|sobald|apres|quand|des que|despues|cuando)"
ONLY_THEN = re.compile(rf"(?:please |bitte )?{ONLY} {AFTER}\b.*|(?P<verb>\w+) (?:this |it )?{ONLY} {AFTER}\b.*")
WAIT = re.compile(r"(?:please |pls |bitte |por favor )?(?:wait|hold(?: off)?|warte\w*|attend\w*|esper\w*)\b")
# Between other paragraphs such a wait is the readers': "Wait until the results are published."
HAPPENS = re.compile(
    r"\b(?:is|are|was|were|be|been|gets?|ist|sind|wird|werden|wurde|est|sont|soit|soient|es|son|sea|sean) \w+$"
)
UNTIL_THEN = re.compile(r"\b(?:before|until|till|bevor|ehe|vor|avant|antes)\b")
KEEP = re.compile(
    r"(?:please |pls )?(?:keep|leave|hold) (?:this|it|that)(?: one)?"
    r" (?:offline|off|back|private|unpublished|hidden)\b.*"
)
NOT_YET = re.compile(r"(?:not yet|pas encore|noch nicht|(?:todavia|aun) no)\b(?P<rest>.*)")
NOT_READY = re.compile(r"(?:still )?not (?:quite )?(?:ready|finished|final|done)(?: yet)?(?: still\b.*)?")
TO_SOMEBODY = re.compile(
    r"\W*[A-Z]\w+[,:] (?:(?:this|it|that)(?: one)?(?: is|'s)? ?(?:n['\u2019]t|not)(?: yet| quite)? "
    r"(?:ready|finished|final|done|approved|checked)(?: yet)?|(?:please|pls|bitte|can you|could you) .{2,60}"
    r" before (?:you )?(?:publish|post|releas|shar)\w*(?: (?:this|it))?)\W*"
)
INTERNAL = re.compile(
    rf"(?:{ONLY} )?(?:(?:for|fur|zum|para|pour|a|de) )?(?:(?:den|die|der) )?"
    r"(?:interne[nrs]? (?:zwecke?|gebrauch|verwendung|nutzung)|internal (?:use|purposes)|(?:uso|usage) interne?o?)"
    rf"(?: {ONLY})?|(?:for )?(?:our|my|their) eyes only"
)
# What a text is that is not done: secret, a draft, a paper to work with, or still to be looked at by somebody.
STATE = re.compile(
    r"(?:tb[cd]|private|privat|prive|privado|preliminary|provisional|vorlaufig|provisoire|provisorio|intern)"
    r"(?: (?:for|zur|fur|pour|para) \w+)?"
    rf"|{ONLY} intern[oe]?|(?:streng|strikt|strictement|estrictamente) (?:vertraulich|geheim|confidentiel|confidencial)"
    r"|(?:(?:erst|zweit|dritt|vorlaufig)e[rs]? |deuxieme |segundo )(?:entwurf|fassung|brouillon|borrador)"
    r"|(?:premier|second|deuxieme) jet|primer borrador|arbeits(?:fassung|version|papier)"
    r"|(?:document|version|documento|version) de (?:travail|trabajo)|working (?:document|paper)"
    r"|incomplet[eo]?|incompleta|unvollstandig"
    r"|(?:still )?to be (?:checked|completed|proofread|verified|corrected|finished)"
    r"|zur (?:freigabe|prufung|durchsicht|korrektur|abnahme)|a (?:valider|relire|verifier|corriger|completer)"
    r"|por (?:revisar|aprobar|corregir|completar)|pendiente de (?:revision|aprobacion|correccion)"
    r"|(?:embargad[oa]|gesperrt|sous embargo|bajo embargo) (?:hasta|bis|jusqu)\w*\b.*"
)
# Of these, what may be told of other things in a word or two: "Provisional."
OF_OTHER_THINGS = re.compile(
    r"(?:private|privat|prive|privado|preliminary|provisional|vorlaufig|provisoire|provisorio|intern"
    r"|incomplet[eo]?|incompleta|unvollstandig)(?: .*)?"
)
KEEP_WITHIN = re.compile(
    r"(?:please |pls )?(?:(?:keep|leave|hold) (?:this|it|that)(?: one)? (?:offline|unpublished)"
    rf"|(?:dont|do not|never) (?:run|air) {_THIS} {_YET})\b.*"
)
# A draft that says whose, for whom, which or of when: "First draft, Ana".
SIGNED_DRAFT = re.compile(
    rf"(?P<draft>{say.DRAFT})(?:[,;:]| for| by| from)"
    r" ?(?:[A-Z]\w+(?: [A-Z]\w*\.?)?|\d.{0,20}|[A-Z]\w+ \d.{0,12})\W*"
)


def aside_says_so(line: str, words: str) -> bool:
    """Whether a paragraph of one line is for colleagues, and asks not to publish the text.

    line: letters that look alike as one; words: those of it, in small letters with one space between

    >>> aside_says_so("DO NOT PUBLSIH", "do not publsih"), aside_says_so("Do share it!", "do share it")
    (True, False)
    """
    known = [spelt(word) for word in words.split()]
    if not 1 <= len(known) <= MAX_WORDS:
        return False
    text = " ".join(known)
    return (
        forbids(known)
        or (WAIT.match(text) is not None and UNTIL_THEN.search(text) is not None and not PUBLISH.isdisjoint(known[-2:]))
        or any(one.fullmatch(text) for one in (KEEP, NOT_READY, INTERNAL, RUN, STATE))
        or is_not_yet(text)
        or is_only_then(known)
        or TO_SOMEBODY.fullmatch(line) is not None
        or SIGNED_DRAFT.fullmatch(line[:1].lower() + line[1:]) is not None
    )


def aside_within_says_so(line: str, words: str, *, is_answer: bool) -> bool:
    """The same of one that stands between others.

    is_answer: below a heading or a line that ends in a colon, of which it may tell how things are

    >>> [aside_within_says_so(one, one, is_answer=False) for one in ("do not publlish", "never published", "tbc")]
    [True, False, True]
    """
    known = [spelt(word) for word in words.split()]
    if not 1 <= len(known) <= MAX_WORDS:
        return False
    text = " ".join(known)
    return (
        forbids(known, is_within=True)
        or waits_within(text, known[-1])
        or any(one.fullmatch(text) for one in (INTERNAL, KEEP_WITHIN))
        or (STATE.fullmatch(text) is not None and not OF_OTHER_THINGS.fullmatch(text) and not is_answer)
        or TO_SOMEBODY.fullmatch(line) is not None
        or (SIGNED_DRAFT.fullmatch(line[:1].lower() + line[1:]) is not None and not is_answer)
    )


def waits_within(text: str, last: str) -> bool:
    """Whether words between others ask colleagues to wait before they publish. last: the last of them

    >>> waits_within("wait for sam before publishing", "publishing"), waits_within("wait until it is posted", "posted")
    (True, False)
    >>> waits_within("wait until ana is back before publishing", "publishing")
    True
    """
    asks = WAIT.match(text) is not None and UNTIL_THEN.search(text) is not None and last in PUBLISH
    return asks and HAPPENS.search(text) is None


def spelt(word: str) -> str:
    """A word of publishing as it is spelt."""
    return (closest(word, sorted(PUBLISH), 0.83) or word) if len(word) > 5 else word


def forbids(words: list[str], *, is_within: bool = False) -> bool:
    """Whether words begin with a no and go on with publishing, and with nothing that would be published instead."""
    start = next((at for at, word in enumerate(words) if word not in BEFORE), len(words))
    if start == len(words) or words[start] not in NO:
        return False
    verbs = (SPANISH if words[start] in NOUN_FOLLOWS else ORDERED) if is_within else PUBLISH
    verb = next((at for at, word in enumerate(words) if at > start and word in verbs), None)
    return verb is not None and verb - start <= 3 and BEHIND.fullmatch(" ".join(words[verb + 1 :])) is not None


def is_not_yet(text: str) -> bool:
    """Whether words say of a text that it is not ready, or not online, yet."""
    found = NOT_YET.fullmatch(text)
    return found is not None and not (SHOWN | PUBLISH).isdisjoint(found["rest"].split())


def is_only_then(words: list[str]) -> bool:
    """Whether words ask to publish a text when something else has come, and not before."""
    found = ONLY_THEN.fullmatch(" ".join(words))
    return found is not None and (words[-1] in PUBLISH or found["verb"] in PUBLISH)
