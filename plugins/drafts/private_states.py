"""What keeps a text back by its form: a state that stands alone, a line that waits for somebody, a field, an attribute.

Here no sentence is known by heart. What stands apart (a line at an end of a text, a part of a title in brackets, the
value of a field that is none of ours) is looked at for two things: who or what is waited for, and what it is to do.
"""

import re

from plugins.drafts import private_words as say
from plugins.drafts.private_languages import in_english

MAX_WORDS = 12
# Words of a line: all in capitals, or between brackets, stars or the signs of a comment.
WRAPPED = re.compile(
    r"[\s>*_~#=!-]*(?:\[[^\]]+\]+(?!\()|\(.+\)|\{.+\}|<!--.+-->|\*.+\*|_.+_|~.+~|=.+=|!.+!)[\s.*_~#=!-]*"
)
# Of those what editors put around their own words, and captions are not put between.
NOTED = re.compile(r"[\s>*_~#=!-]*(?:\[[^\]]+\]+(?!\()|<!--.+-->|\{[%#].+\})[\s.*_~#=!-]*")
# A state of work that nothing else is called by in a title, too.
_UNDONE = r"unapproved|placeholder|x{3,}|tk"
_PIECES = r"(?: (?:text|page|story|post|copy|cut|version|only|now|please))*"
LABEL = re.compile(rf"(?:\d+ |still |currently )*(?:{_UNDONE}){_PIECES}")
# The same, and what alone on a line hardly means anything else.
STATE = re.compile(
    rf"(?:\d+ |still |currently )*(?:{_UNDONE}|pending|unchecked|unverified|unedited|rough|hold|embargo|spiked?|private"
    rf"|hidden|nfp){_PIECES}"
)
# In two words and more, which need no capitals to be understood.
PHASE = re.compile(
    r"(?:working|review|reading|rough|proof|test|placeholder|dummy|preliminary|uncorrected|unedited|unverified) (?:copy"
    r"|cut|version|text|page|story|post|proof)|lorem ipsum(?: dolor\b.*)?|strictly private|delete me"
    r"|to be (?:approved|reviewed|proofread|fact ?checked|edited|signed off|cleared)(?: (?:by|before|yet|first)\b.*)?"
)
# As a whole line; as a title, or in its brackets, these tell of what the text is about.
PHASE_OF_A_LINE = re.compile(
    r"(?:version|v) ?0 \d+(?: .*)?|(?:on hold|hold|parked|shelved|held) (?:until|till|pending)\b.*|under construction"
)
# What somebody gives who lets a text go, and what they do.
_AGREES = (
    r"(?:approv\w+|approval|sign(?:ed|s)? ?offs?|signoffs?|ok|okay|okayed|go ahead|green ?light|clear(?:ance|ed)"
    r"|review(?:ed|ing)?|proofread\w*|fact ?check\w*|edit(?:s|ed|ing))"
)
_DOES = r"(?:approve|ok|okay|sign(?: this| it)? off|check|review|clear|vet|verify|edit|proofread|look at)"
_BY = r"(?: (?:by|from|of|with|before|first|at|until|today|tomorrow)\b.*)?"
# Who works on texts, but is not the subject of any.
_DESK = r"(?:(?:the |our )?(?:legal|lawyers?|sub ?editors?|copy ?editors?))"
_SOMEBODY = r"(?!(?:you|we|they|i|everyone|everybody|all|members|workers|nobody)\b)\w+(?: \w+){0,2}"
# What nobody calls a bill, an agreement or a plan.
_PIECE = r"(?:(?:this|the|my|our) (?:whole )?(?:story|article|page|post|piece|draft|copy))"
WAITS = re.compile(
    rf"(?:for )?{_DESK} to {_DOES}{_BY}|for the (?:board|executive|committee|president|editors?) to {_DOES}{_BY}"
    r"|(?:approved|signed off|cleared|proofread|fact ?checked|edited) (?:no|not yet)"
    r"|(?:still )?(?:pending|awaiting|waiting for|wait for|subject to|needs?|lacks|yet to be|not yet|get)"
    rf"\b(?! no\b)(?: \w+){{0,3}}? {_AGREES}{_BY}"
    rf"|under (?:legal|editorial) review|under review by (?:{_DESK}|(?:the )?editors?)"
    rf"|(?:(?:still|on hold) )*(?:pending|awaiting|waiting (?:on|for)) {_DESK}"
    r"|(?:\w+ )?(?:sign ?offs?|ok|okay|go ahead|proofreading)(?: \w+){0,2}?"
    r" (?:pending|outstanding|required|needed|requested|missing|due)(?: (?:by|from) \w+)?"
    r"|(?:\w+ ){0,2}(?:approval|clearance|review) (?:pending|outstanding|missing)(?: (?:by|from) \w+)?"
    rf"|{_SOMEBODY} (?:has|have|did|does|had|is|was)(?:nt| not)(?: yet| even)? {_DOES}(?:d|ed|n)?(?: off)?(?: on)?"
    rf" {_PIECE}{_BY}|{_SOMEBODY} (?:must|should|(?:still )?has to|(?:still )?needs to)(?: first| still)?"
    rf" {_DOES}(?: on)? {_PIECE}{_BY}"
    rf"|{_DESK} (?:(?:has|have)(?:nt| not)(?: yet)? {_DOES}(?:d|ed|n)?(?: off)?(?: on)?"
    rf"|(?:must|should|(?:still )?(?:has|have|needs?) to) {_DOES}(?: on)?) (?:this|it|{_PIECE}){_BY}"
    r"|(?:\w+ )?(?:can|could|would|will) you (?:please )?(?:proofread|edit|review|check|okay|ok|sign off on|look over)"
    rf" (?:this|it|{_PIECE}){_BY}"
)
# The same between signs of an editor's own, where it may be shorter.
WAITS_APART = re.compile(
    rf"(?:awaiting|waiting (?:on|for)|pending|needs|to be(?! continued| announced)) .*|\w+ to {_DOES}(?: .*)?"
    rf"|insert (?!your).* here|keep (?:back|offline|private)(?: (?:until|till|for)\b.*)?|not {_AGREES}(?: .*)?"
    rf"|until {say.DAY}.*"
)
PICTURES = re.compile(r"(?:awaiting|waiting for) (?:the |more |some )?(?:photo|picture|caption|quote)s?")
# Orders about this very text, to whoever publishes it.
ORDER = re.compile(
    rf"(?:please |pls |kindly )?(?:(?:hold|withhold|embargo|spike|unpublish|sit on|hold back|hold off on|keep back)"
    rf" (?:{say.THIS_TEXT}|{_PIECE})|(?:kill|pull|delay|park|postpone|scrap|delete|remove|wait with|stop) {_PIECE})"
    r"(?: (?:until|till|for now|back|please|now|before|pending|at once|asap|for)\b.*)?"
    r"|(?:please |pls )?(?:do not|dont|never) (?:run|use|air)(?: (?:this|it|yet|now|please))*"
)
# Whom a line is for, with the sign behind.
EDITOR = re.compile(
    r"(?i)\W*(?:(?:dear|hi|hey|note (?:to|for)|to|for|attn\.?|attention|cc|@) ?)?(?:the |our )?"
    r"(?:(?:web|copy|news|sub)[ -]?)?(?:editors?|desk|web ?master)\s*[:,;!-]\s*(?P<rest>.+)"
)
TO_NAME = re.compile(r"\W*@\w+[:,]? (?P<rest>(?:please|pls) .+)")
ASKS = re.compile(
    r"(?:please |pls )?(?:(?:wait|hold|hold off|not yet|check(?: with \w+)?|see me|call me)"
    rf"(?: (?:on|with|off))?(?: (?:this|it|this one|{_PIECE}|please|first))*(?: (?:before|until|till)\b.*)?"
    r"|(?:wait|hold) for (?:my|our|the|\w+s) (?:go|ok|okay|approval|sign ?off|call|word|permission)\b.*)"
)
# In a note the same may be said of somebody: "wait for Ana".
WAIT_FOR = re.compile(r"(?:please |pls )?(?:wait|hold) (?:for|until|till)\b.*")
# Parts of the names of fields that speak of this text, of its way to the public, and of who lets it go.
OF_STATE = say.names("status state stage phase workflow moderation lifecycle")
OF_A_TEXT = say.names(
    "my our the this text story article page post piece copy content edit editing editorial review draft publication"
    " publishing publish news approval release of"
)
OF_A_SITE = re.compile(
    r"(?:(?:show|put|go|publish|post)(?:ed)? )?(?:on )?(?:the |our )?(?:web|website|site|home ?page)"
)
OF_CONSENT = re.compile(r"(?:legal|board|executive|ok|okay|review|moderation)(?: (?:from|by|of))?")
OF_READERS = re.compile(r"(?:readers?|circulation|distribution|marking|sichtbarkeit)")
FOR_EDITORS = say.names("note notes comment comments todo todos remark remarks memo")
# A field that says why.
WHY_HELD = re.compile(r"(?:draft|unpublished|embargoed|private|hidden|held|not published) (?:because|why|reason)")
GOES = re.compile(
    r"(?:yes|true|on|y|1|public|publicly|published|publish|final|finished|done|ok|okay|approved|cleared|ready|complete"
    r"|completed|live|online|everyone|everybody|all|web|released|checked|100|open to all|normal)(?: .*)?|.*\d{4} \d.*"
)
# Values that keep back whatever the field is called; those of a field that speaks of this text, or of who lets it go.
HELD_VALUE = re.compile(r"(?:\d+ )+drafts?|unpublished|wip")
HELD_STATE = re.compile(
    rf"{say.STATUS_VALUE_ABOVE.pattern}|{say.FOR_FEW.pattern}|{STATE.pattern}|unfinished"
    r"|unreleased|(?:not|nobody|awaiting|waiting|wait|pending|until)\b.*|later|soon|tomorrow"
)
NOT_AGREED = re.compile(
    r"(?:pending|awaiting|waiting|wait|nobody|hold|held|outstanding|until)\b.*|tb[acd]|no|false"
    rf"|not(?: yet)?(?: {_AGREES}{_BY})?"
)
NOT_SHOWN = re.compile(r"no|false|off|nein|non|never|not yet|later|hold")
FOR_READERS = re.compile(r"(?!none)(?:" + say.FOR_FEW.pattern + r")|official sensitive|sensitive|confidential")
# In a tag: what its attributes are called, and what those hold that say what it is.
ATTRIBUTE = re.compile(r"""(?<![\w#:-])([\w:-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
ATTRIBUTES = re.compile(r"<[A-Za-z][^<>]{1,200}>|\{:?[^{}]{1,200}\}")
SAYS_WHAT = re.compile(r"class|content|(?:data-)?(?:[a-z]+-)?(?:status|state|visibility)")
HELD_ATTRIBUTE = re.compile(r"(?:data-|is-?)*(?:drafts?|unpublished|embargo(?:ed)?|wip|brouillons?|private|nopublish)")


def is_apart(line: str) -> bool:
    """Whether all of a line is in capitals, or between brackets, stars or the signs of a comment.

    >>> is_apart("NOT YET"), is_apart("[Not yet]"), is_apart("Not yet"), is_apart("[Read on](/news/)")
    (True, True, False, False)
    """
    return line.isupper() or WRAPPED.fullmatch(line) is not None


def end_says_so(line: str, words: str) -> bool:
    """Whether a line at an end of a text is a state, waits for somebody, or is an order to whoever publishes it.

    line: letters that look alike as one
    words: those of it, in small letters with one space between
    """
    if not words or words.count(" ") >= MAX_WORDS:
        return False
    if any(one.fullmatch(words) for one in (PHASE, PHASE_OF_A_LINE, WAITS, ORDER)):
        return True
    if is_apart(line) and (STATE.fullmatch(words) or PICTURES.fullmatch(words)):
        return True
    is_noted = NOTED.fullmatch(line) and (WAITS_APART.fullmatch(words) or ASKS.fullmatch(words))
    return bool(is_noted) or _asks_the_editor(line)


def _asks_the_editor(line: str) -> bool:
    """Whether a line is for whoever edits or publishes, and asks them for patience."""
    found = EDITOR.fullmatch(line) or TO_NAME.fullmatch(line)
    if not found:
        return False
    words = " ".join(re.findall(r"\w+", found["rest"].casefold().replace("'", "")))
    return any(one.fullmatch(words) for one in (ASKS, ORDER, WAITS))


def label_says_so(words: str) -> bool:
    """Whether the words in brackets in a title, or set apart otherwise, are a state or wait for somebody."""
    return any(one.fullmatch(words) for one in (LABEL, PHASE, ORDER))


def undeclared_says_so(name: str, words: str) -> bool:
    """Whether a field that is none of ours tells of a state in which nothing is published.

    All parts of its name have to speak of this text: "Story-status" does, "Strike-status" and "Legal-fees" do not.

    name: in small letters, its parts with hyphens between
    words: of its value

    >>> undeclared_says_so("review-state", "waiting"), undeclared_says_so("web", "no"), undeclared_says_so("toc", "no")
    (True, True, False)
    """
    parts = in_english(" ".join(re.findall(r"[a-z]+", name))).split()
    key, phrase = "".join(parts), " ".join(parts)
    words = words if words.count(" ") > 2 else in_english(words)
    if not words or not parts or key in say.NAMES or say.PREFIX.sub("", key) in say.NAMES:
        return False
    if HELD_VALUE.fullmatch(words) or WHY_HELD.fullmatch(phrase):
        return True
    if words in say.YES:
        return say.is_no(phrase) or ("draft" in parts and OF_STATE.issuperset({*parts} - {"draft"}))
    if not OF_STATE.isdisjoint(parts) and (OF_STATE | OF_A_TEXT).issuperset(parts):
        return bool(HELD_STATE.fullmatch(words) or say.STATUS_VALUE.fullmatch(words)) and not GOES.fullmatch(words)
    if not FOR_EDITORS.isdisjoint(parts):
        return any(one.fullmatch(words) for one in (WAITS, ORDER, WAIT_FOR))
    rules = ((OF_CONSENT, NOT_AGREED), (OF_READERS, FOR_READERS), (OF_A_SITE, NOT_SHOWN))
    return any(names.fullmatch(phrase) and values.fullmatch(words) for names, values in rules)


def attribute_says_so(line: str) -> bool:
    """Whether a tag in a line, or a list of attributes, has one that keeps back, which no reader sees.

    >>> attribute_says_so('<div data-draft>'), attribute_says_so('<a href="/draft/">'), attribute_says_so("{: .draft }")
    (True, False, True)
    """
    for tag in ATTRIBUTES.findall(line) if "<" in line or "{" in line else ():
        for name, value in ATTRIBUTE.findall(tag[1:]):
            name, words = name.casefold(), value.casefold().strip("\"'").split()
            is_held = HELD_ATTRIBUTE.fullmatch(name) and words not in (["false"], ["no"], ["off"])
            if is_held or (SAYS_WHAT.fullmatch(name) and any(map(HELD_ATTRIBUTE.fullmatch, words))):
                return True
    return False
