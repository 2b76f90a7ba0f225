"""Whether a line says that a text is not for the public: by a field of any program's, or by words alone."""

import re
from collections.abc import Iterator
from datetime import datetime, tzinfo
from enum import IntEnum
from html import unescape
from itertools import chain, islice, pairwise
from typing import NamedTuple

from plugins.core.dates import DateError, moment
from plugins.core.in_words import MONTHS
from plugins.core.lookalikes import skeleton
from plugins.core.suggestions import closest
from plugins.core.window import ALWAYS, Window
from plugins.drafts import private_words as say
from plugins.drafts.private_languages import EVERYDAY, in_english
from plugins.drafts.private_states import end_says_so

MAX_WORDS = 14
MAX_FIELDS_IN_A_LINE = 1_000
MAX_VALUE = 60  # letters of a value whose field has a misspelt name
WORD = re.compile(r"[^\W_]+")
NO_WORD = re.compile(r"[\W_]+")
SPACED = re.compile(r"\b(?:[a-z] ){2,}[a-z]\b")
# A name, what parts it from its value, and the value, whatever quotation marks and signs of lists are around them.
FIELD = re.compile(r"\W*(?P<name>\w[\w '.-]{0,40}?)[\"'*_`\])~ \t]*(?:[:=|>]+|->)[\s:=>|*_\"'`(\[]*(?P<value>.*)")
CHECKBOX = re.compile(r"\W*\[(?P<mark>[ xX✓✔]?)\]\s*(?P<name>\w[\w -]{0,30})\W*")
PIECES = re.compile(r"[{}|;]|<!--|-->")
# In braces a comma parts fields, too.
LIST_PIECES = re.compile(r"[{},|;]|<!--|-->")
AFTER_VALUE = re.compile(r"\s#|//|<!--|-->|</|\||[(}]")
AFTER_VALUE_ABOVE = re.compile(r"\s#|//|<!--|-->|</|\s-\s|[|(},;]")
SENTENCES = re.compile(r"\s-\s|[:;,!|()\[\]{}]|\.(?!\d)|<!--|-->")
MEANT_FOR_ALL = frozenset(["public", "everyone", "everybody", "all", "published", "web", "open", "publicly"])
DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
DAY_IN_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? )?(?P<month>[a-z]{3,9}) (?:(?P<after>\d{1,2}) )?(?P<year>\d{4})", re.ASCII
)
UNTIL_WHEN = re.compile(
    r"(?i)\b(?:embargo|until|till?|before|after|jusqu|for release|(?:publish|release|post|live) on)"
)
TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|\{%[^%]{0,200}%\}")
QUOTED = re.compile(r'"[^"]*"|\xab[^\xbb]*\xbb')
# The words of a link's address that stands apart, which no reader sees.
REFERENCE = re.compile(r"\s{0,3}\[[^\]]{1,80}\]:\s*(?P<target>\S+)\s+[\"'(](?P<words>.{1,300})[\"')]\s*")
NOTE = re.compile(r"<!--|\{[%#]")  # for whoever else writes, not for readers
MARK = r"(?:x{2,}|fixme|todo|nb|note|notes|attn|attention|warning|important|urgent|caution|stop|tk)"
MARKS = re.compile(rf"^(?:{MARK} )+(?=\w)|(?<=\w)(?: {MARK})+$")  # around what is meant
# In front of a colon: what others said, but not those who may forbid it.
SAID_BY = (
    r"(?![^,]*\b(?:boards?|committee|executive|union|editors?|lawyers?|legal|steward|president|chair|local|we|i|you)\b)"
)
SAID = re.compile(
    SAID_BY + r"(?:the|an?|her|his|its|their|he|she|they|one) ?.*"
    r"\b(?:said|says|wrote|writes|read|reads|answered|replied|ordered|warned|announced)"
)
# Behind a comma the same, of words that stand before it; and a footnote, whose sign stands elsewhere, too.
TOLD = re.compile(rf"(?i)[^.!?]+,\s*(?:{SAID.pattern}\W*|(?:said|says|wrote|warned|announced) {SAID_BY}.*)")
FOOTNOTE = re.compile(r"\s*\*(?=\w)[^*]*")
SAYS = re.compile(r"\b(?:said|says|wrote|writes|answered|replied|ordered|warned|announced)\b")
LOUD = re.compile(r"\W*[A-Z]{3,}\b")
DATED = ("publish", "notbefore", "donotpublish", "release", "golive", "gopublic", "nepas", "nottobe")


class Place(IntEnum):
    """Where a line stands: the nearer to the top of a file, the more likely it speaks of the text itself."""

    WITHIN = 0  # between the first and the last line of a text
    AT_AN_END = 1
    ABOVE = 2  # among the fields at the top of a file


def plain(text: str) -> str:
    """A text as a reader sees it, letters that look alike as one."""
    return skeleton(unescape(text) if "&" in text else text).strip()


def worded(text: str) -> str:
    """A text's words in small letters with one space between, without signs; letters that stand alone are one word.

    >>> worded("**Don't** publish_it!"), worded("D R A F T")
    ('dont publish it', 'draft')
    """
    words = " ".join(WORD.findall(text.casefold().replace("'", "")))
    return SPACED.sub(lambda found: found[0].replace(" ", ""), words)


class Wish(NamedTuple):
    """What a field asks for: "", "unlisted", or the day until which it holds the text back; and when it asks for it."""

    what: str
    window: Window = ALWAYS


def field_wishes(line: str, zone: tzinfo | None, place: Place) -> Iterator[Wish]:
    """What the fields in a line ask for, whichever signs are around them."""
    whole = plain(line).casefold()
    lines = {whole: None, unwrapped(whole): None}  # the latter is mostly the same
    fields = chain.from_iterable(fields_in(text, above=place is Place.ABOVE) for text in lines)
    for name, value, is_field in islice(fields, MAX_FIELDS_IN_A_LINE):
        where = place if is_field else min(place, Place.AT_AN_END)
        if wish := held_back(name, value, zone, where):
            yield wish


def unwrapped(line: str) -> str:
    """A line without the tags of HTML in it; of a link's address that stands apart the words.

    >>> unwrapped("<p hidden>draft: true</p>"), unwrapped("[x]: # (draft)")
    ('draft: true', 'draft')
    """
    reference = REFERENCE.fullmatch(line)
    return reference["words"] if reference else TAG.sub(" ", line).strip()


def fields_in(line: str, *, above: bool) -> Iterator[tuple[str, str, bool]]:
    """Each name and value that a line may hold, and whether a sign such as a colon stands between the two."""
    if box := CHECKBOX.fullmatch(line):
        yield box["name"], "yes" if box["mark"].strip() else "no", False
    pieces = (LIST_PIECES if "{" in line else PIECES).split(line)
    for piece in [line, *pieces] if len(pieces) > 1 else [line]:
        if field := FIELD.fullmatch(piece):
            yield field["name"], (AFTER_VALUE_ABOVE if above else AFTER_VALUE).split(field["value"], 1)[0], True
            continue
        words = worded(piece).split() if len(piece) <= MAX_VALUE else []
        if 2 <= len(words) <= 5 and (above or words[0] in ("status", "statut")):
            yield words[0], " ".join(words[1:]), False
            yield "".join(words[:2]), " ".join(words[2:]), False


def held_back(name: str, value: str, zone: tzinfo | None, place: Place) -> Wish | None:
    """What a field asks for that says that the text is not for the public; None for any other."""
    key, above = known_name(name), place is Place.ABOVE
    if key not in say.NAMES and len(value) > MAX_VALUE:
        return None
    if place is Place.WITHIN and key not in say.CERTAIN and (key in say.NAMES or " " in name.strip()):
        return None
    words, when = state_in(value), day_in(value, zone)
    if above and say.FOR_SOME_ONLY.fullmatch(key) and words in say.YES:
        return Wish("")
    if key not in say.NAMES and not (above and say.APPROVAL.fullmatch(key)):
        if not (words in say.YES_OR_NO or when or means_draft(words)):
            return None
        key, above = known_name(closest(key, say.OFTEN, 0.8) or ""), False
    if when and not above and key in say.OF_EVENTS:
        return None
    if when and (key in say.FROM or key in say.UNTIL):
        return Wish(f"{when:%Y-%m-%d}", Window(ends=when)) if key in say.FROM else Wish("", Window(starts=when))
    is_name = bool(re.search(r"\w[-_]\w", name)) and key in say.NAMES  # nobody writes publish-on in a sentence
    if (place is Place.WITHIN and say.MILD.fullmatch(words)) or not _says_so(key, words, above=above or is_name):
        return None
    return Wish("unlisted" if key in say.UNLISTED or words in say.UNLISTED else "")


def known_name(name: str) -> str:
    """What a field is called, in English where the words are known, without what joins them.

    >>> known_name("publish-on"), known_name("est publie"), known_name("hours")
    ('publishon', 'published', 'hours')
    """
    spelt = NO_WORD.sub("", name)
    english = NO_WORD.sub("", in_english(worded(name)))
    keys = (spelt, say.PREFIX.sub("", spelt), english, say.PREFIX.sub("", english))
    return next((key for key in keys if key in say.NAMES), keys[1])


def state_in(value: str) -> str:
    """The words of a value: one in English, and two or three that are not known as they are.

    >>> state_in("Privado"), state_in("nicht offentlich"), state_in("nicht veroffentlichen")
    ('private', 'not public', 'nicht veroffentlichen')
    """
    words = worded(value)
    is_known = words.count(" ") > 2 or (" " in words and say.ANY.fullmatch(words))
    return words if is_known else in_english(words)


def label_in(value: str) -> str:
    """The same of a tag, or of a part of a title."""
    words = worded(value)
    return words if words in EVERYDAY else state_in(value)


def _says_so(key: str, words: str, *, above: bool) -> bool:
    """Whether the value of a field of a known name keeps back."""
    if above and key in say.SHOWN_OR_FROM and say.PENDING.fullmatch(words):
        return True
    if key in say.STATUS:
        return means_draft(words) or (above and bool(say.STATUS_VALUE_ABOVE.fullmatch(words)))
    if key in say.YES_HOLDS and (words in say.YES or (words and say.ANY.fullmatch(words))):
        return True
    if key in say.NO_HOLDS and words in say.NO_OR_LATER:
        return True
    if key in say.AUDIENCE or key in say.SHOWN:
        is_for_few = bool(say.FOR_FEW.fullmatch(words) or say.NOT_FOR_READERS.fullmatch(words))
        return is_for_few or (above and key in say.SHOWN and words not in say.YES and words not in MEANT_FOR_ALL)
    if key in say.HELD or (above and key in say.HELD_ABOVE):
        return (above and words not in say.NO) or words in say.NOT_NOW
    if key in say.AGREED or say.APPROVAL.fullmatch(key):
        return (above or words != "") and bool(say.NOBODY.fullmatch(words))
    return above and key.startswith(DATED) and words not in say.YES_OR_NO and words != ""


def means_draft(words: str) -> bool:
    """Whether the value of a status, or one that was meant for it, keeps back."""
    known = ("draft", "unpublished", "private", "hidden", "published")
    return bool(say.STATUS_VALUE.fullmatch(words)) or (words.isalpha() and closest(words, known) in known[:-1])


def words_say_so(line: str, zone: tzinfo | None, place: Place) -> Window | None:
    """When a line is no more than such words, or begins with them, or has them between its signs; unquoted ones."""
    if reference := REFERENCE.fullmatch(plain(line)):
        asks = say.ANY.fullmatch if reference["target"] in ("#", "<>") else say.is_clear
        return held_until(line, zone) if asks(worded(reference["words"])) else None
    line = TAG.sub(" ", plain(line))
    unquoted = QUOTED.sub(" ", line)
    if worded(unquoted) or place is Place.WITHIN:
        line = unquoted
    return held_until(line, zone) if _are_such_words(line, place) else None


def _are_such_words(line: str, place: Place) -> bool:
    words = MARKS.sub("", worded(line)) if len(line.split()) <= 2 * MAX_WORDS else ""
    if not words or words.count(" ") >= MAX_WORDS:
        return False
    if (line.startswith(">") and SAYS.search(line)) or TOLD.fullmatch(line):  # somebody else's words
        return False
    if FOOTNOTE.fullmatch(line) and say.MILD.fullmatch(words):
        return False
    if place is not Place.WITHIN and end_says_so(line, words):
        return True
    is_within = place is Place.WITHIN and not line.isupper()
    if is_within and (line.startswith(">") or say.MILD.fullmatch(words)):
        return False
    if say.ANY.fullmatch(words) or say.DRAFT_FOR.fullmatch(words):
        return True
    pieces = [(worded(piece), bool(LOUD.match(piece))) for piece in SENTENCES.split(line) if worded(piece)]
    (first, is_loud), rest = pieces[0], pieces[1:]
    quoted = {second for (one, _), (second, _) in pairwise(pieces) if SAID.fullmatch(one)}
    plain_pieces = [piece for piece, _ in pieces if piece not in quoted and say.is_plain(piece)]
    return bool(
        any(not (is_within and say.MILD.fullmatch(piece)) for piece in plain_pieces)
        or say.is_clear(first)
        or (say.ANY.fullmatch(first) and (is_loud or all(say.ANY.fullmatch(piece) for piece, _ in rest)))
        or (rest and say.IS_DRAFT.fullmatch(rest[-1][0]) and rest[-1][1])
    )


def day_in(text: str, zone: tzinfo | None) -> datetime | None:
    """The first day that a text names with its year; None when it names none."""
    if found := DAY.search(text):
        try:
            return moment(found[0], zone)
        except DateError:
            return None
    for found in DAY_IN_WORDS.finditer(worded(text)):
        month = next((at for at, name in enumerate(MONTHS, 1) if name.casefold().startswith(found["month"])), 0)
        day = found["day"] or found["after"]
        if month and day:
            try:
                return datetime(int(found["year"]), month, int(day), tzinfo=zone)
            except ValueError:
                return None
    return None


def held_until(text: str, zone: tzinfo | None) -> Window:
    """The time before the day that a text names, until which something is kept back; always, when it names none."""
    return Window(ends=day_in(text, zone)) if UNTIL_WHEN.search(text) else ALWAYS
