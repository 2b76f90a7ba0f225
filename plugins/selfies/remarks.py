"""What an editor writes where the words of a sign should stand: do not publish, not the right one, none yet.

All texts here are plain ones, in small letters, as `taking_back.plain` gives them.
"""

import re
from functools import cache, partial

from plugins.selfies.lexicon import PICTURE

# A line that is nothing but an editor's remark on a sign or a picture: not to be shown, not the right one, none yet.
THIS = r"(?:(?:this|that|it|the|a|an|her|his|their)(?: one)? ?)"
THIS_ONE = rf"(?:(?:this|that|the)(?: one)?(?: (?:file|{PICTURE}|entry|sign))?|{PICTURE}|file|entry)"
# Whom and what a picture may show against their will.
SEEN = (
    r"(?:patient|client|customer|resident|student|pupil|visitor|bystander|badge|name ?tag|licen[cs]e plate|number plate"
    r"|address|screen|chart|record|password|face)s?"
)
THERE = rf"(?:in|on|behind) (?:(?:the|her|his|a) )?(?:back(?:ground)?|{PICTURE}|shot|frame|screen|her|him|them)"
OTHER = rf"(?:other|previous|last) (?:one|sign|text|words|name|{PICTURE})"
ANY = r"(?:(?:the|an?|her|his|their) )?"
ON_SIGNS, FORMS = r"(?:sign|text|words?|name|details?)", r"(?:form|signature|reply|response|slip|answer)"
STAND_IN = r"(?:test|sample|dummy|place ?holder|platzhalter|prueba|essai|borrador|brouillon|muster)"
ASAP = r"(?:pls|plz|please|svp|asap|now|today|immediately|urgent(?:ly)?|at once|soon|right away)"
OFF = rf"(?:remove|delete|drop|pull|take (?:(?:her|him|them) )?(?:off|out|down))(?: (?:her|him|them|{THIS_ONE}))?"
REMARK = (
    r"d\W?n\W?[pu]\W?", r"n\W?f\W?[pwu]\W?", r"n\W?/?\W?a\W?", r"x{2,6}", r"lorem ipsum.*", rf"example {ON_SIGNS}",
    rf"(?:only )?(?:a )?{STAND_IN}(?: (?:test|sample|only|entry|member|data|file|{PICTURE}|{ON_SIGNS}|\d+))*",
    rf"{ON_SIGNS} (?:is |are |yet )?(?:to (?:come|follow)|missing|unclear|needed)", rf"your {ON_SIGNS} here",
    rf"testing(?: (?:only|sample|entry|data|file|{PICTURE}|{ON_SIGNS}|\d+))+", rf"words on {THIS}sign",
    rf"(?:fill|insert|write|type|enter) (?:(?:in )?(?:{THIS}?{ON_SIGNS} )*here|{THIS}?{ON_SIGNS} in)",
    rf"(?:{THIS}?{ON_SIGNS} )?(?:is )?(?:un(?:readable|usable)|illegible|not (?:readable|usable))",
    rf"(?:{THIS}?(?:{ON_SIGNS}|{FORMS})|this|that|it)(?: is)? (?:unsigned|not signed)",
    (
        rf"(?:an? |the |her |his |their )?{SEEN} (?:(?:is|are|can|be|clearly|still) )*"
        rf"(?:(?:visible|readable|legible|identifiable|recogni[sz]able)(?: {THERE})?|seen {THERE})"
    ),
    rf"(?:same|see|like|as|as in|same (?:as|like)|copy of)(?: the)? (?:above|below|{OTHER})",
    r"(?:same |like |see )?(?:as |in |to )?(?:selfie |id |no\.? ?|#)?0\d{2,5}",
    rf"(?:can't|cannot|can not|could not|couldn't) (?:be )?(?:read|use|show)(?: {THIS}?(?:{ON_SIGNS}|{PICTURE})?)?",
    r"no sign", rf"no {ON_SIGNS} (?:visible|yet|here|given|on it)", rf"(?:too )?blurry(?: {PICTURE})?",
    rf"{THIS}(?:is|was) (?:(?:some|any)(?:body|one) else|another (?:person|member|woman|man))",
    rf"(?:don't|do not|never) run (?:it|her|him|{THIS_ONE})", rf"(?:kill|spike|ignore) {THIS_ONE}",
    rf"(?:an? )?(?:old|outdated|wrong) (?:{PICTURE}|file|version|sign)",
    r"hold for (?:now|approval|review|ok|okay|legal|her|him|them|later)", rf"use (?:the )?other (?:one|{PICTURE}|file)",
    rf"new (?:one|{PICTURE}) (?:coming|is coming|to come|to follow)", r"(?:ok|okay|fine) to (?:use|show|publish)",
    rf"(?:can|may|should|shall|do) we (?:use|show|publish) {THIS}(?:{PICTURE})?",
    r"(?:did|does|has) (?:she|he) (?:agreed?|say yes|said yes|sign(?:ed)?|answer(?:ed)?|repl(?:y|ied))",
    rf"(?:{THIS}|no )?{FORMS}(?: (?:is|was))? (?:missing|not (?:signed|returned|here|there|in|received))",
    r"(?:an? )?(?:ex|former)[ -]?member", r"left (?:the |our )?union", r"dup(?:e|licate)?(?: of .*)?",
    r"(?:not|barely|hardly) legible", r"(?:too )?hard to read",
    (
        rf"(?:waiting|awaiting|wait|pending)(?: for| on)? {ANY}(?:signed )?(?:consent |release )?"
        r"(?:form|signature|slip|release|consent|ok|okay)"
    ),
    rf"(?:insert|add|type|enter) (?:{THIS}?{ON_SIGNS} ?)+(?:here)?",
    rf"(?:verify|check|confirm|ask)(?: of)? {ANY}(?:ages?|id|identity|parents?|spelling|faces?)",
    rf"(?:{ON_SIGNS} )?to be (?:confirmed|verified|checked|added|announced|determined)",
    r"(?:a verifier|en attente|a confirmer)", r"nicht (?:verwenden|nutzen|benutzen|veroffentlichen|freigegeben)",
    r"ne pas (?:utiliser|diffuser|mettre en ligne)",
    # As a member of staff writes it of somebody who takes it back.
    rf"(?:{ASAP} )*{OFF}(?:,? {ASAP})+", rf"(?:{ASAP} )+{OFF}",
    r"(?:(?:s?he|they|member|now) )?(?:has |have |is |was )?(?:left|quit|out of) (?:the |our )union(?:\W.*)?",
    r"(?:(?:s?he|they) )?moved to another union",
    r"(?:retiree?s?|enlevee?s?|supprimee?s?|retrait|suppression) (?:a|sur|par) (?:sa|leur|la) demande(?:\W.*)?",
    r"(?:(?:elle|il|iel|on) )?n(?:e |')(?:l[ae'] ?|les )?(?:veut|souhaite|montre|est) plus(?: (?:etre .*|membre))?",
    r"(?:ella? )?(?:ya )?no (?:quiere|desea|es (?:ya )?miembro)(?: (?:mas|salir|aparecer|estar|seguir|participar|ya))*",
    r"(?:(?:sie|er) )?(?:will|mochte|darf) nicht(?: mehr)?|nicht mehr (?:zeigen|dabei)|kein mitglied mehr|ausgetreten",
    r"(?:bitte )?(?:raus|weg)(?:nehmen| damit)?|fuera|baja|parti|(?:ela |ele )?nao quer(?: mais)?",
    r"(?:lei |lui )?non vuole(?: piu)?|(?:(?:zij|ze|hij) )?wil niet(?: meer)?|(?:hon|han) vill inte(?: mer)?",
)  # fmt: skip
# Only as all of a sign, since as one of its lines they are some signs'.
WHOLE_REMARK = (
    r"none(?: given)?|nil|null|blank|sample|example|kill|spike|pull|ignore|not sure|unsure|unclear|x|ditto|idem",
    r"(?:don't|do not) run|s\W?o\W?|moved away|outdated|void|unused|to (?:come|follow)|expired",
    r"(?:no|an?) words? (?:yet|here)",
    (
        rf"(?:(?:{THIS_ONE}|consent|yes|it|s?he|they|was|is|has|been|now) )*taken (?:back|off|away|out)"
        rf"(?: {ASAP}| (?:by|per|via) (?:e-?mail|mail|phone|letter|text|request))?"
    ),
    r"unsigned|tb[acd]|tk|ages?|minors?",
    rf"no {FORMS}|(?:not|never) (?:returned|replied|responded|answered|reachable|sent)",
    rf"needs? (?:an? |her |his |their )?(?:ok|okay|signing|{FORMS})",
)
AROUND = " .,:;!?()[]-/>\"'“”"
DENYING = re.compile(
    r"(?:(?:this|that|it|s?he)(?:'s| is| was)?(?: not|n't)|(?:this|that|it|s?he) isn't|not) ((?:\w+ ?){1,4})"
)
IN_BRACKETS = re.compile(rf"\[(?:{THIS}?(?:{ON_SIGNS}|{PICTURE}|{FORMS}))\]")
NO_WORDS = re.compile(r"(?!!+$)[?!_.… –—-]+")
WORD = re.compile(r"[^\W_]+")


# What members say of themselves, and no colleague of a picture.
DEFIANT = re.compile(
    r"we (?:(?:will|do|can|shall|are)(?: not|n't)|won't|cannot|can't|never) (?:(?:be|to be|going to be) (?:removed"
    r"|erased|deleted|dropped|hidden|stopped|cancell?ed|blocked|denied|refused|suspended|excluded|pulled)|quit|stop"
    r"|hide|leave|retire)"
    r"|we (?:are|were|'re) (?:not|never) (?:hidden|erased|removed|deleted|replaced)|(?:don't|do not|never) hide us"
    r"|(?:leave |leaving )?(?:no ?one|nobody)(?: is| gets| will be)?(?: left)? (?:behind|out)"
    r"|(?:keep (?:it|\w+) )?public,? (?:not|never) private|(?:not|nothing|never)(?: about us)? without us"
)


def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for each of these as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


def any_whole(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of these."""
    return re.compile("|".join(f"(?:{one})" for one in patterns))


# Compiled once they are asked for: that takes longer than most of a start.
IS_A_REMARK, IS_A_WHOLE_REMARK = (cache(partial(any_whole, one)) for one in (REMARK, (*REMARK, *WHOLE_REMARK)))


def is_remark(plain_text: str) -> bool:
    """Whether a line is nothing but an editor's remark.

    >>> is_remark("d.n.p."), is_remark("test photo"), is_remark("[sign]"), is_remark("test scores are not children")
    (True, True, True, False)
    """
    return IN_BRACKETS.fullmatch(plain_text.partition("\n")[0].strip()) is not None or any(
        IS_A_REMARK().fullmatch(form.strip(AROUND)) for form in plain_text.split("\n")
    )


def is_whole_remark(plain_text: str) -> bool:
    """The same of all that stands there, such as "???"."""
    return NO_WORDS.fullmatch(plain_text.partition("\n")[0].strip()) is not None or any(
        IS_A_WHOLE_REMARK().fullmatch(form.strip(AROUND)) for form in plain_text.split("\n")
    )


def is_defiant(plain_text: str) -> bool:
    """Whether all of a sign tells what members do not let anybody do to them.

    >>> is_defiant("we will not be removed"), is_defiant("we don't quit!"), is_defiant("we do not agree")
    (True, True, False)
    """
    return DEFIANT.fullmatch(plain_text.rpartition("\n")[2].strip(AROUND)) is not None


def denies(plain_text: str, names: str) -> bool:
    """Whether a line says that somebody of these names is not the one in the picture.

    >>> denies("this is not ade!", "ade nomura"), denies("this is not fair", "ade nomura")
    (True, False)
    """
    denied = DENYING.fullmatch(plain_text.rpartition("\n")[2].strip(AROUND))
    return denied is not None and not set(WORD.findall(names)).isdisjoint(WORD.findall(denied[1]))
