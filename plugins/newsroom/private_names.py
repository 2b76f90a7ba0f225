"""Whether a title, a tag, or the name of a file or folder says that a text is not for the public."""

import re
from datetime import datetime

from plugins.core.lookalikes import skeleton
from plugins.newsroom import private_words as say
from plugins.newsroom.private_lines import is_over, worded

TITLE_PARTS = re.compile(r"(:|\||/|\s-\s|\.\s)")
QUOTED = re.compile(r'(?<=\w )(?:"[^"]*"|\xab[^\xbb]*\xbb)')
IN_BRACKETS = re.compile(r"[\[({<*]+([^][(){}<>*]{1,60})[])}>*]+")
# In capitals at an end of a title, but not "DRAFT BILL: what it says".
LOUD = re.compile(
    r"(?:^\W*|\b(?=\w+\W*$))(?:DRAFT|WIP|EMBARGOED|CONFIDENTIAL|UNPUBLISHED|BROUILLON|ENTWURF|BORRADOR|TEST)(?:\b|_)"
    r"(?!(?: [A-Z]{2,})+\s*:\s*[a-z\d])|\b(?:DO NOT PUBLISH|NOT FOR PUBLICATION)\b"
)
DRAFT_AT_THE_END = re.compile(r"(?i),\s*(?:\w+ )?draft(?: v?\d+)?\W*$")
WORD_OF_A_NAME = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
LABEL_OF_A_FILE = re.compile(
    r"drafts?\d*|wip|unpublished|embargo(?:ed)?|brouillons?|entwurf|borrador|draft(?!ing|e|y|s|man)[a-z]{3,}"
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
NOT_A_LABEL = re.compile(r"\d+|v\d*|final|copy|version|rev")


def title_says_so(title: str, now: datetime) -> bool:
    """Whether a title has such a word set apart: in front, at its end, in brackets, or in capital letters."""
    if is_over(title, now):
        return False
    title = QUOTED.sub("", title)
    is_loud = LOUD.search(title) and re.search("[a-z]", title)
    if is_loud or DRAFT_AT_THE_END.search(title) or say.ENDS_WITH_NO.fullmatch(worded(title)):
        return True
    if any(say.LABEL.fullmatch(worded(part)) for part in IN_BRACKETS.findall(title)):
        return True
    first, *more = TITLE_PARTS.split(title)
    rest, (sign, last) = "".join(more[1:]).strip(), more[-2:] or ("", "")
    return (
        _is_label(title, "")
        or (worded(rest) != "" and _is_label(first, rest))
        or (say.LABEL.fullmatch(worded(last)) is not None and (sign != ":" or not _is_ordinary(last)))
    )


def _is_label(part: str, rest: str) -> bool:
    """Whether a part of a title is a label, and no word of a sentence that goes on with `rest` in small letters.

    >>> _is_label("Hidden", "400 jobs"), _is_label("Hidden", "A plan"), _is_label("HIDDEN", "a plan")
    (False, True, True)
    """
    words, letters = worded(part), part.strip()
    if not say.LABEL.fullmatch(words):
        return False
    is_ordinary = _is_ordinary(part) or (rest and words in ("draft", "unpublished") and not letters.isupper())
    return not (is_ordinary and letters[:1].isupper() and not rest[:1].isupper())


def _is_ordinary(part: str) -> bool:
    return bool(say.ORDINARY.fullmatch(worded(part))) and not part.strip().isupper()


def folder_says_so(name: str) -> bool:
    """Whether a folder's name says that what is in it is not for the public.

    >>> [folder_says_so(name) for name in ("_drafts", "Drafts 2026", "draft-agreements")]
    [True, True, False]
    """
    words = [word for word in file_words(name) if not NOT_A_LABEL.fullmatch(word)]
    return bool(say.FOLDER.fullmatch(" ".join(words))) or _asks(name, words, [])


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
    ends = [(words[at:], say.ANY) for at in range(len(words) - 1)]
    starts = [(words[:at], wish) for at in range(2, len(words)) for wish in (say.PLAIN, say.NOT_FOR_READERS)]
    return any(not {*part} <= {*of_title} and wish.fullmatch(" ".join(part)) for part, wish in ends + starts)


def address_says_so(address: str, of_title: list[str]) -> bool:
    """Whether the address that a writer chose for a page says so, by its last part or by a folder."""
    *folders, name = address.strip("/").split("/")
    stem = re.sub(r"\.\w{1,5}$", "", name)
    return file_says_so(stem, of_title) or any(folder_says_so(folder) for folder in folders)
