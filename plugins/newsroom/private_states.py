"""What keeps a text back by its form: a state that stands alone, a line that waits for somebody, a field, an attribute.

Here no sentence is known by heart. What stands apart (a line at an end of a text, a part of a title in brackets, the
value of a field that is none of ours) is looked at for two things: who or what is waited for, and what it is to do.
"""

import re

from plugins.newsroom import private_words as say

MAX_WORDS = 12
# Words of a line: all in capitals, or between brackets, stars or the signs of a comment.
WRAPPED = re.compile(
    r"[\s>*_~#=!-]*(?:\[[^\]]+\]+(?!\()|\(.+\)|\{.+\}|<!--.+-->|\*.+\*|_.+_|~.+~|=.+=|!.+!)[\s.*_~#=!-]*"
)
# A state of work that nothing else is called by in a title, too.
_UNDONE = (
    r"pending|unverified|unedited|unchecked|unapproved|unreleased|placeholder|tb[acd]|x{2,}|tk|on ice|pre ?release|held"
    r"|rough|hold|embargo"
)
LABEL = re.compile(rf"(?:\d+ |still |currently )*(?:{_UNDONE})(?: (?:text|page|story|post|copy|cut|version|only|now))*")
# The same, and what alone on a line can be nothing else.
STATE = re.compile(
    rf"(?:\d+ |still |currently )*(?:{_UNDONE}|superseded|obsolete|spiked?|kill(?:ed)?|raw|rejected|retracted|withdrawn"
    r"|archived|expired|parked|secret|private|hidden|sensitive|restricted|classified|proof|test|stop|wait|nfp)"
    r"(?: (?:text|page|story|post|copy|cut|version|only|now|please))*"
)
# In two words and more, which need no capitals to be understood.
PHASE = re.compile(
    r"(?:working|review|reading|rough|proof|test|placeholder|dummy|preliminary|uncorrected|unedited|unverified) (?:copy"
    r"|cut|version|text|page|story|post|proof)|on ice|pre ?release|(?:version|v) ?0 \d+(?: .*)?|lorem ipsum\b.*"
    r"|(?:on hold|hold|parked|shelved|held) (?:until|till|pending)\b.*|under construction"
    r"|un(?:edited|verified|approved|released)|to be (?!continued|announced)(?:\w+ed|decided)"
    r"(?: (?:by|before|yet|first|with)\b.*)?|strictly private|delete me"
)
# What somebody gives who lets a text go, and what they do.
_AGREES = (
    r"(?:approv\w+|approval|sign(?:ed|s)? ?offs?|signoffs?|ok|okay|okayed|go ahead|green ?light|clearance"
    r"|clear(?:ed|s)?|legal|lawyers?|review(?:ed|s|ing)?|confirm\w*|decision|verif\w+|proofread\w*|fact ?check\w*"
    r"|edit(?:s|ed|ing)?)"
)
_DOES = (
    r"(?:approve|ok|okay|sign(?: this| it)? off|check|review|clear|confirm|agree to|decide on|verify|edit|proofread)"
)
_BY = r"(?: (?:by|from|of|with|before|first|at|until|today|tomorrow)\b.*)?"
# A person or a body, but not the reader.
_SOMEBODY = r"(?!(?:you|we|they|i|everyone|everybody|all|members|workers|nobody)\b)\w+(?: \w+){0,2}"
WAITS = re.compile(
    rf"(?:for )?(?:the )?(?:legal|lawyers?|board|executive|committee|president|editors?) to {_DOES}{_BY}"
    rf"|(?:{_AGREES}|ready|final) (?:no|not yet|never)|"
    r"(?:still )?(?:pending|awaiting|waiting|wait for|subject to|needs?|requires?|under|lacks|to be|yet to be|not yet)"
    rf"\b(?: \w+){{0,5}}? {_AGREES}{_BY}"
    r"|(?:\w+ )?(?:approval|sign ?offs?|ok|okay|clearance|legal|go ahead|proofreading|edits|editing)(?: \w+){0,2}?"
    r" (?:pending|outstanding|required|needed|requested|missing|due|tbc|tbd|open)(?: (?:by|from) \w+)?"
    rf"|{_SOMEBODY} (?:has|have|did|does|had|is|was)(?:nt| not)(?: yet| even)? {_DOES}(?:d|ed|n)?(?: off)?(?: on)?"
    rf" (?:this|it){_BY}|{_SOMEBODY} (?:must|should|(?:still )?has to|(?:still )?needs to)(?: first| still)?"
    rf" {_DOES} (?:this|it){_BY}|(?:{_SOMEBODY} )?(?:can|could|would|will) you (?:please )?{_DOES} (?:this|it){_BY}"
)
# The same in brackets or capitals, where it may be shorter.
WAITS_APART = re.compile(
    rf"(?:awaiting|waiting on|pending|needs|requires) .*|\w+ to {_DOES}(?: .*)?|insert (?!your).* here"
    r"|waiting for (?:the |more |some )?(?:photo|picture|caption|quote|fact|number|figure|source|comment)s?\b.*"
    rf"|keep (?:back|offline|private)(?: .*)?|not {_AGREES}(?: .*)?|until {say.DAY}.*"
    rf"|for (?:the )?(?:{say.FEW})(?: only)?"
)
# Orders about this very text, to whoever publishes it.
ORDER = re.compile(
    rf"(?:please |pls |kindly )?(?:hold|withhold|embargo|spike|kill|pull|delay|park|postpone|scrap|delete|remove"
    rf"|unpublish|sit on|hold back|hold off on|wait with|keep back|stop)(?: (?:on|off))?"
    rf" (?:{say.THIS_TEXT}|the {say.TEXT})"
    r"(?: (?:until|till|for now|back|please|now|before|pending|at once|asap)\b.*)?"
    r"|(?:please |pls )?(?:do not|dont|never) (?:run|use|air)(?: (?:this|it|yet|now|please))*"
)
# Whom a line is for, with the sign behind.
EDITOR = re.compile(
    r"(?i)\W*(?:(?:dear|hi|hey|note (?:to|for)|to|for|attn\.?|attention|cc|@) ?)?(?:the |our )?"
    r"(?:(?:web|copy|news|sub)[ -]?)?(?:editors?|ed|desk|master|team|@\w+)(?:'s note)?\s*[:,;!-]\s*(?P<rest>.+)"
)
TO_NAME = re.compile(r"\W*@\w+[:,]? (?P<rest>.+)")
ASKS = re.compile(r"(?:please |pls )?(?:wait|hold|ok|check|see me|ask|call me|not yet|stop|legal)\b.*")
# Parts of the names of fields that speak of publishing.
OF_STATE = say.names("status state stage phase workflow moderation lifecycle")
OF_RELEASE = say.names(
    "publish published publication publishing release released review reviewed approval approved ok okay legal board"
    " executive editor visibility access web website site online live public ready readiness show final circulation"
    " distribution restricted readers audience go progress queue marking embargo draft drafts hold status state"
)
OF_DRAFTS = say.names("draft drafts hold embargo private hidden unpublished unreleased confidential")
FOR_EDITORS = say.names("note notes comment comments todo todos remark remarks memo")
GOES = re.compile(
    r"(?:yes|true|on|y|1|public|publicly|published|publish|final|finished|done|ok|okay|approved|cleared|ready|complete"
    r"|completed|live|online|everyone|everybody|all|web|released|checked|100|open to all|normal)(?: .*)?|.*\d{4} \d.*"
)
# Values that keep back whatever the field is called, and those of a field whose name speaks of publishing.
HELD_VALUE = re.compile(
    rf"{say.STATUS_VALUE.pattern}|(?:pending|awaiting)\b.*|unapproved|unreleased|internal(?: only)?|privat|interne?"
    r"|vertraulich|(?:official )?sensitive|confidential|(?:\d+ )*draft.*|(?:on )?hold"
)
HELD_RELEASE = re.compile(
    rf"{say.STATUS_VALUE_ABOVE.pattern}|{say.FOR_FEW.pattern}|{STATE.pattern}|later|soon|tomorrow|future"
    r"|(?:not|nobody|awaiting|waiting|wait|never|hold|until)\b.*"
)
PLAIN_NO = re.compile(r"no|none|false|off|0|n|nein|non")
# In a tag: what its attributes are called and hold, but for those that lead somewhere or are read out.
ATTRIBUTE = re.compile(r"""([\w:-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
ATTRIBUTES = re.compile(r"<[A-Za-z][^<>]{1,200}>|\{:?[^{}]{1,200}\}")
SHOWN_ATTRIBUTES = say.names("href src srcset alt title cite aria-label id")
HELD_ATTRIBUTE = re.compile(r"(?:is)?drafts?|unpublished|embargo(?:ed)?|wip|brouillons?|private|nopublish|confidential")


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
    if PHASE.fullmatch(words) or WAITS.fullmatch(words) or ORDER.fullmatch(words):
        return True
    if is_apart(line) and (STATE.fullmatch(words) or WAITS_APART.fullmatch(words)):
        return True
    return _asks_the_editor(line)


def _asks_the_editor(line: str) -> bool:
    """Whether a line is for whoever edits or publishes, and asks them for patience."""
    found = EDITOR.fullmatch(line) or TO_NAME.fullmatch(line)
    if not found:
        return False
    words = " ".join(re.findall(r"\w+", found["rest"].casefold().replace("'", "")))
    asks = ASKS.fullmatch(words) or STATE.fullmatch(words) or ORDER.fullmatch(words) or WAITS.fullmatch(words)
    return bool(asks or (is_apart(line) and WAITS_APART.fullmatch(words)) or re.match(r"legal\b", words))


def label_says_so(words: str) -> bool:
    """Whether the words in brackets in a title, or set apart otherwise, are a state or wait for somebody."""
    return any(one.fullmatch(words) for one in (LABEL, PHASE, WAITS, ORDER))


def undeclared_says_so(name: str, words: str) -> bool:
    """Whether a field that is none of ours tells of a state in which nothing is published.

    name: in small letters, its parts with hyphens between
    words: of its value

    >>> undeclared_says_so("review-state", "waiting"), undeclared_says_so("web", "no"), undeclared_says_so("toc", "no")
    (True, True, False)
    """
    parts = re.findall(r"[a-z]+", name)
    key = re.sub(r"[\W_]+", "", name)
    if not words or not parts or key in say.NAMES or say.PREFIX.sub("", key) in say.NAMES:
        return False
    if words in say.YES:
        return not OF_DRAFTS.isdisjoint(parts)
    if len(parts) > 1 and (parts[-1] in OF_STATE or (parts[0] in OF_STATE and parts[1] == "of")):
        return not GOES.fullmatch(words)
    if not FOR_EDITORS.isdisjoint(parts):
        return bool(ASKS.fullmatch(words) or HELD_VALUE.fullmatch(words) or re.search(rf"\b{_AGREES}\b", words))
    is_of_release = not OF_RELEASE.isdisjoint(parts)
    is_held = HELD_VALUE.fullmatch(words) or (is_of_release and HELD_RELEASE.fullmatch(words))
    return bool(is_held or (is_of_release and PLAIN_NO.fullmatch(words)))


def attribute_says_so(line: str) -> bool:
    """Whether a tag in a line, or a list of attributes, has one that keeps back, which no reader sees.

    >>> attribute_says_so('<div data-draft>'), attribute_says_so('<a href="/draft/">'), attribute_says_so("{: .draft }")
    (True, False, True)
    """
    for tag in ATTRIBUTES.findall(line) if "<" in line or "{" in line else ():
        for name, value in ATTRIBUTE.findall(tag):
            words = re.findall(r"[a-z]+", f"{name} {value}".casefold())
            is_no = words[-1:] in (["false"], ["no"], ["off"])
            if name.casefold() not in SHOWN_ATTRIBUTES and not is_no and any(map(HELD_ATTRIBUTE.fullmatch, words)):
                return True
    return False
