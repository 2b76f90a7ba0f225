"""Whether a title, a tag, or the name of a file or folder says that a text is not for the public."""

import re

from plugins.core.lookalikes import skeleton
from plugins.drafts import private_words as say
from plugins.drafts.private_languages import label_in_english
from plugins.drafts.private_lines import label_in, worded
from plugins.drafts.private_states import label_says_so

TITLE_PARTS = re.compile(r"(:|\||/|\s-\s|\.\s)")
QUOTED = re.compile(r'(?<=\w )(?:"[^"]*"|\xab[^\xbb]*\xbb)')
IN_BRACKETS = re.compile(r"[\[({<*]+([^][(){}<>*]{1,60})[])}>*]+")
# In capitals at an end of a title, but not "DRAFT BILL: what it says".
LOUD = re.compile(
    r"(?:^\W*|\b(?=\w+\W*$))(?:DRAFT|WIP|EMBARGOED|CONFIDENTIAL|UNPUBLISHED|BROUILLON|ENTWURF|BORRADOR|TEST)(?:\b|_)"
    r"(?!(?: [A-Z]{2,})+\s*:\s*[a-z\d])|\b(?:DO NOT PUBLISH|NOT FOR PUBLICATION)\b"
)
DRAFT_AT_THE_END = re.compile(r"(?i),\s*(?:\w+ )?draft(?: v?\d+)?\W*$|#(?:draft|wip|embargo(?:ed)?|donotpublish)\b")
WORD_OF_A_NAME = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
LABEL_OF_A_FILE = re.compile(
    r"drafts?v?\d*|wip|unpublished|embargo(?:ed)?|brouillons?|entwurf|borrador|draft(?!ing|e|y|s|man)[a-z]{3,}"
    r"|(?!over|up|down|re|back|in)[a-z]{3,}draft"
)
PERHAPS = r"private|confidential|internal|hidden|unlisted|unfinished|hold"
LOUD_IN_A_FILE = re.compile(rf"(?i:.*(?<![a-z]))(?:{PERHAPS.upper()})(?![A-Za-z]).*")
CAPITALS_IN_A_FILE = re.compile(r"(?<![A-Za-z])[A-Z]++(?![a-z])(?:[ _.-]++[A-Z\d]++(?![a-z]))+")
# Where no title has such a word by chance.
SET_APART = re.compile(
    rf"[_~].*|.*~|.*[.(\[]\s*(?:{LABEL_OF_A_FILE.pattern}|{PERHAPS})\s*[)\]]?"
    rf"|[(\[](?:{LABEL_OF_A_FILE.pattern}|{PERHAPS})[)\]].*"
)
ENDS_WITH_NO = re.compile(
    r"(?!what|why|how|who|which|when|where|the )(?:.*(?<!they)(?<!we)(?<!you)(?<!i)(?<!who) )?"
    r"(?:please )?(?:do not|dont) publish(?: (?:this|it|yet|now))*|.* not for (?:publication|release)"
)
# What is kept in a folder of which all words say so, and whatever else such a folder is called.
KEPT = re.compile(
    r"(?:my|our|old|new|news|story|text)?drafts?(?:v?\d*|folder|news|stories|stuff|texts)|unpublished|embargo(?:ed)?|wip"
    r"|private?|prive|confidential|confidentiel|unlisted|brouillons?|entw(?:u|ue)rfe?|borrador(?:es)?"
    r"|donotpublish|dontpublish|nopublish|notpublic"
)
NEUTRAL = say.names(
    "all and article articles documents files folder for from in material more my new news notes numbers of old older"
    " on our page pages pieces posts s stories story stuff text texts the this version"
)
OWNER = re.compile(r"\w+(?='s\b)")
WHOLE_FOLDER = re.compile(
    r"in progress|to ?do|later|ideas?|pending|queue|backlog|waiting|trash|deleted|rejected|parked|someday|scratch"
    r"|sandbox|secret|held|spiked|staging|unreleased|to (?:publish|check|review|approve)|tmp|temp"
)
# Which no name has by chance.
MARK_OF_A_FILE = re.compile(r"donotpublish|dontpublish|nopublish|x{4,}")
NOT_A_LABEL = re.compile(r"\d+|v\d*|final|copy|version|rev")


def title_says_so(title: str) -> bool:
    """Whether a title has such a word set apart: in front, at its end, in brackets, or in capital letters."""
    title = QUOTED.sub("", title)
    is_loud = LOUD.search(title) and re.search("[a-z]", title)
    if is_loud or DRAFT_AT_THE_END.search(title) or ENDS_WITH_NO.fullmatch(worded(title)):
        return True
    if any(say.is_label(part) or label_says_so(part) for part in map(label_in, IN_BRACKETS.findall(title))):
        return True
    loud = [worded(part) for part in TITLE_PARTS.split(title)[::2] if part.isupper() and not title.isupper()]
    if any(say.is_label(part) or label_says_so(part) for part in loud):
        return True
    first, *more = TITLE_PARTS.split(title)
    rest, (sign, last) = "".join(more[1:]).strip(), more[-2:] or ("", "")
    return (
        _is_label(title, "")
        or (worded(rest) != "" and _is_label(first, rest))
        or (say.is_label(worded(last)) and (sign != ":" or not _is_ordinary(last)))
    )


def _is_label(part: str, rest: str) -> bool:
    """Whether a part of a title is a label, and no word of a sentence that goes on with `rest` in small letters.

    >>> _is_label("Hidden", "400 jobs"), _is_label("Hidden", "A plan"), _is_label("HIDDEN", "a plan")
    (False, True, True)
    """
    words, letters = worded(part), part.strip()
    if not say.is_label(words):
        return False
    is_ordinary = _is_ordinary(part) or (rest and words in ("draft", "unpublished") and not letters.isupper())
    return not (is_ordinary and letters[:1].isupper() and not rest[:1].isupper())


def _is_ordinary(part: str) -> bool:
    return bool(say.ORDINARY.fullmatch(worded(part))) and not part.strip().isupper()


def folder_says_so(name: str) -> bool:
    """Whether all that a folder's name says is that what is in it is not for the public, or words in brackets do.

    >>> [folder_says_so(name) for name in ("_drafts", "my-drafts", "Drafts 2026", "draft-agreements")]
    [True, True, True, False]
    """
    plain = skeleton(name)
    words = [word for word in file_words(OWNER.sub("", plain)) if not NOT_A_LABEL.fullmatch(word)]
    telling = [label_in_english(word) for word in words if word not in NEUTRAL]
    whole = label_in_english(" ".join(words))
    if (telling and all(map(KEPT.fullmatch, telling))) or say.is_label(whole) or WHOLE_FOLDER.fullmatch(whole):
        return True
    return "wip" in words or any(map(KEPT.fullmatch, map(worded, IN_BRACKETS.findall(plain)))) or _asks(name, words, [])


def file_words(name: str) -> list[str]:
    """The words of a file's name in small letters: planDRAFT and draft_plan have two."""
    return [word.casefold() for word in WORD_OF_A_NAME.findall(skeleton(name))]


def file_says_so(stem: str, of_title: list[str]) -> bool:
    """Whether a file's name says that it is not for the public.

    >>> [file_says_so(name, ["draft", "plan"]) for name in ("draft-plan", "plan (draft)", "_plan", "draft-plan-wip")]
    [False, True, True, True]
    """
    plain = skeleton(stem)
    if SET_APART.fullmatch(plain.casefold()) or (LOUD_IN_A_FILE.fullmatch(plain) and not plain.isupper()):
        return True
    words = [word for word in file_words(plain) if not NOT_A_LABEL.fullmatch(word)]
    labels = {*words[:1], *words[-1:]} | ({"draft"} if "DRAFT" in plain and not plain.isupper() else set())
    is_held = words[-1:] == ["hold"] and len(words) > 1 and "hold" not in of_title
    return (
        is_held
        or any(LABEL_OF_A_FILE.fullmatch(word) and word not in of_title for word in labels)
        or any(MARK_OF_A_FILE.fullmatch(word) and word not in of_title for word in words)
        or _asks(plain, words, of_title)
    )


def _asks(name: str, words: list[str], of_title: list[str]) -> bool:
    """Whether some of a name's words ask for it: those in brackets or capitals, or two and more at one of its ends."""
    apart = [worded(part) for part in IN_BRACKETS.findall(name)]
    if not name.isupper():
        apart += [worded(found[0]) for found in CAPITALS_IN_A_FILE.finditer(name)]
    if any(" " in part and say.ANY.fullmatch(part) for part in apart):
        return True
    if not say.TRACE.search(" ".join(words)):
        return False
    ends = [(words[at:], say.ANY.fullmatch) for at in range(len(words) - 1)]
    wishes = (say.is_plain, say.NOT_FOR_READERS.fullmatch)
    starts = [(words[:at], wish) for at in range(2, len(words)) for wish in wishes]
    return any(not {*part} <= {*of_title} and wish(" ".join(part)) for part, wish in ends + starts)


def address_says_so(address: str, of_title: list[str]) -> bool:
    """Whether the address that a writer chose for a page says so, by its last part or by a folder."""
    *folders, name = address.strip("/").split("/")
    stem = re.sub(r"\.\w{1,5}$", "", name)
    return file_says_so(stem, of_title) or any(map(folder_says_so, folders))
