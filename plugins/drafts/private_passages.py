"""Whether a part of a line asks for a text to be kept back: words in capitals, a sentence of a paragraph, a box."""

import re
from collections.abc import Callable, Iterator
from datetime import tzinfo

from plugins.core.lookalikes import skeleton
from plugins.core.window import ALWAYS, Window
from plugins.drafts import private_words as say
from plugins.drafts.private_lines import (
    MARKS,
    MAX_WORDS,
    NO_WORD,
    QUOTED,
    SENTENCES,
    TAG,
    TOLD,
    fields_in,
    held_until,
    plain,
    worded,
)
from plugins.drafts.private_states import HELD_VALUE, attribute_says_so

MAX_SENTENCE = 150  # letters: nobody asks at greater length
MAX_WORD = 20
SIGNS = re.compile(r"[,;:/|-]+")
CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z]++(?![a-z])(?:[^A-Za-z\d.!?()]{1,4}+[A-Z\d]++(?![a-z]))+")
SENTENCE_ENDS = re.compile(r"(?<=[.!?])[\s*_\"]+|[()\[\]]|\s-\s|<!--|-->")
# In front of words that somebody else said, or that stand on something.
CITED = re.compile(
    r"(?i)\b(?:said|says|wrote|writes|reads?|marked|stamped|label?led|titled|headed|called|words?|answered|replied)[^\w.!?]*$"
)
# A box that nobody ticked: [ ], ( ), or a sign that looks like one.
BOX = re.compile(
    r"[^\w\[(]{0,8}(?:\d{1,3}[.)]\s{0,4})?[^\w\[(]{0,4}(?:\[[ _.-]{0,4}\](?!\()|\( {0,4}\)"
    r"|[\u2610\u25a1\u25a2\u25fb\u25fd\u2b1c\u274c\u2717\u2718\u274f\u2751\U0001f532\U0001f533])(?P<words>.*)"
)
AGREES = re.compile(
    r"\b(?:approv(?:ed?|als?|es)|publish(?:ed|able|ing)?|publication|sign(?:ed|s)? ?off|proofread|embargo(?: \w+)?"
    r"|go(?:es)? (?:live|public|online)|cleared|ok(?:ay)?(?:ed)? (?:by|from|to)|legal (?:review|check)"
    r"|ready (?:for|to) (?:go|release|post|print|send|web)|(?:final|safe|fine) (?:for|to) (?:release|publish|post))\b"
)
# On a form a box speaks to its reader: "I agree that my picture may be published".
TO_READERS = re.compile(r"\b(?:i|me|my|mine|you|your|yours|we|our)\b")

# One of which a part of a line has, in small letters; most lines have none.
TRACES_OF_A_PART = (
    *("publi", "releas", "embargo", "draft", "hold", "held", "keep ", "go live", "goes live", "online", "website"),
    *("confidential", "internal", "circulat", "distribut", "not ready", "not yet", "not final", "not for", "approv"),
    *("sign off", "sign-off", "signed off", "signoff", "clear", "proofread", "legal", "ne pas", "nicht", "okay", "ok "),
    *("ready to", "ready for", "this story", "this text", "this page", "go public"),
)


def may_say_so(line: str) -> bool:
    """Whether a line is worth a closer look: quickly found out, since most are not."""
    small = skeleton(line).casefold()
    for trace in TRACES_OF_A_PART:  # noqa: SIM110  (each line of each text comes by, and any() takes twice as long)
        if trace in small:
            return True
    return False


def passages_say_so(line: str, zone: tzinfo | None) -> Iterator[Window]:
    """When some words in a line say so, however long it is; not those that are quoted or told of somebody else."""
    if not may_say_so(line):
        return
    if BOX.fullmatch(plain(line)):
        yield from [ALWAYS] if _is_unticked(line) else []
        return
    if line.lstrip().startswith(">") or TOLD.fullmatch(plain(line)):
        return
    text = QUOTED.sub(" ", TAG.sub(" ", plain(line)))
    yield from (held_until(words, zone) for words in _in_capitals(text) if _is_wish(words, say.ANY.fullmatch))
    yield from (held_until(words, zone) for words in SENTENCE_ENDS.split(text) if _is_wish(words, say.is_clear))


def is_sure(words: str) -> bool:
    """Whether a title, or a line that keeps back, says draft or "do not publish" in so many words.

    What waits, is pending or for members only may be what an announcement is about, and there no line can overrule it.

    >>> [is_sure(words) for words in ("[Draft] AGM", "Do not publish yet.", "Draft: true", "AGM (pending)", "On hold")]
    [True, True, True, False, False]
    """
    text = QUOTED.sub(" ", TAG.sub(" ", plain(words)))
    parts = {worded(part) for part in [text, *SENTENCES.split(text), *SENTENCE_ENDS.split(text), *_in_capitals(text)]}
    return (
        any(say.is_no(part) or say.is_no(MARKS.sub("", part)) for part in parts)
        or any(_is_sure_field(name, value) for name, value, _ in fields_in(text.casefold(), above=False))
        or _is_unticked(words)
        or attribute_says_so(words)
    )


def _is_sure_field(name: str, value: str) -> bool:
    key, words = NO_WORD.sub("", name), worded(value)
    is_draft = say.is_no(words) or words in say.LABELS_ALONE or HELD_VALUE.fullmatch(words) is not None
    return key in say.SURE or (key in say.STATUS and is_draft)


def _is_unticked(line: str) -> bool:
    """Whether a line is a box that nobody ticked, for somebody who has to agree before it is published."""
    box = BOX.fullmatch(plain(line))
    words = worded(box["words"]) if box else ""
    return AGREES.search(words) is not None and not TO_READERS.search(words)


def _in_capitals(text: str) -> Iterator[str]:
    """The words in capitals that stand together and are no citation, and each of their parts between signs."""
    for found in CAPITALS.finditer(text):
        start = found.start()
        if not CITED.search(text[max(start - MAX_WORD, 0) : start]):
            yield found[0]
            yield from SIGNS.split(found[0])


def _is_wish(words: str, asks: Callable[[str], object]) -> bool:
    if not 8 <= len(words) <= MAX_SENTENCE:
        return False
    phrase = MARKS.sub("", worded(words))
    return 1 <= phrase.count(" ") < MAX_WORDS and not say.MILD.fullmatch(phrase) and bool(asks(phrase))
