"""Whether a title, a tag, or the name of a file or folder says that a text is not for the public."""

import re
from datetime import datetime

from plugins.core.lookalikes import skeleton
from plugins.newsroom import private_words as say
from plugins.newsroom.private_lines import is_over, worded

TITLE_PARTS = re.compile(r":|\||/|\s-\s|\.\s")
IN_BRACKETS = re.compile(r"[\[({<*]+([^][(){}<>*]{1,60})[])}>*]+")
LOUD = re.compile(r"(?:^\W*|\b(?=\w+\W*$))(?:DRAFT|WIP|EMBARGOED|CONFIDENTIAL|UNPUBLISHED|BROUILLON)(?:\b|_)")
DRAFT_AT_THE_END = re.compile(r"(?i),\s*(?:\w+ )?draft(?: v?\d+)?\W*$")
WORD_OF_A_NAME = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
LABEL_OF_A_FILE = re.compile(
    r"drafts?\d*|wip|unpublished|private|embargo(?:ed)?|brouillons?|confidential|internal|hidden|unlisted|unfinished"
)
# Where no title has such a word by chance.
SET_APART = re.compile(
    rf"_.*|.*[.(\[]\s*(?:{LABEL_OF_A_FILE.pattern})\s*[)\]]?|[(\[](?:{LABEL_OF_A_FILE.pattern})[)\]].*"
)
NOT_A_LABEL = re.compile(r"\d+|v\d*|final|copy|version|rev")


def title_says_so(title: str, now: datetime) -> bool:
    """Whether a title has such a word set apart: in front, at its end, in brackets, or in capital letters."""
    if is_over(title, now):
        return False
    parts = [part for part in TITLE_PARTS.split(title) if worded(part)]
    apart = [title, *parts[:1], *parts[-1:], *IN_BRACKETS.findall(title)]
    is_loud = LOUD.search(title) and re.search("[a-z]", title)
    return bool(is_loud or DRAFT_AT_THE_END.search(title)) or any(say.LABEL.fullmatch(worded(part)) for part in apart)


def folder_says_so(name: str) -> bool:
    """Whether a folder's name says that what is in it is not for the public.

    >>> [folder_says_so(name) for name in ("_drafts", "Drafts 2026", "draft-agreements")]
    [True, True, False]
    """
    words = " ".join(word for word in file_words(name) if not NOT_A_LABEL.fullmatch(word))
    return bool(say.LABEL.fullmatch(words)) or words in ("hold", "unreleased")


def file_words(name: str) -> list[str]:
    """The words of a file's name in small letters: planDRAFT and draft_plan have two."""
    return [word.casefold() for word in WORD_OF_A_NAME.findall(skeleton(name))]


def file_says_so(stem: str, of_title: list[str]) -> bool:
    """Whether a file's name says that it is not for the public.

    >>> [file_says_so(name, ["draft", "plan"]) for name in ("draft-plan", "plan (draft)", "_plan", "draft-plan-wip")]
    [False, True, True, True]
    """
    plain = skeleton(stem)
    if SET_APART.fullmatch(plain.casefold()):
        return True
    words = [word for word in file_words(plain) if not NOT_A_LABEL.fullmatch(word)]
    labels = {*words[:1], *words[-1:]} | ({"draft"} if "DRAFT" in plain and not plain.isupper() else set())
    text = " ".join(words)
    return any(LABEL_OF_A_FILE.fullmatch(word) and word not in of_title for word in labels) or bool(
        re.search(r"\b(?:do not publish|dont publish|not for publication|ne pas publier)\b", text)
    )
