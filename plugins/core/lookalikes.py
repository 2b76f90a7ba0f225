"""Words as a reader sees them: letters that look alike are one letter, and what nobody sees is not there."""

import re
import unicodedata
from html import unescape
from itertools import chain

# Marks that turn the order of what is behind them: to a reader a name, or its ending, is another one (UTS #55).
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

# Of Cyrillic, Greek, Armenian and phonetic letters those that are drawn as Latin ones (Unicode UTS #39, confusables).
_LETTERS = (
    ("АВСЕНІЈКМОРЅТУХԀԌ", "ABCEHIJKMOPSTYXDG"),
    ("авгеһікмнопрѕтухԁԍԛԝјсьғ", "abrehikmhonpstyxdgqwjcbf"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "ABEZHIKMNOPTYXC"),
    ("αβεηικμνορτυχϲγ", "abenikuvoptuxcy"),
    ("օսոհցքɑɡıłđðøƒꬵŧʀɪʏꜰꜱɴʟɢʜʙ", "ounhgpagilddofftriyfsnlghb"),
    ("ᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢ", "acdejkmoptuvwz"),
    ("꞉ː∶׃։︓꞊", "::::::="),
    ("‐‑−ʼ’‘“”„", "---'''\"\"\""),
)
# Letters in boxes, circles and flags, each a row from A to Z.
_ROWS = {start + at: chr(ord("A") + at) for start in (0x1F150, 0x1F170, 0x1F1E6) for at in range(26)}
_UNSEEN = dict.fromkeys((0x115F, 0x1160, 0x3164, 0xFFA0), "") | {0x2800: " "}
_DASHES = dict.fromkeys(map(ord, "‒–—―"), " - ")
_ONE_LETTER = {ord(a): b for a, b in chain.from_iterable(zip(*pair, strict=True) for pair in _LETTERS)}
_DRAWN_AS = _ROWS | _UNSEEN | _DASHES | _ONE_LETTER


# Soft hyphens, places for a break and marks of a beginning: pages and word processors put them into words, where they
# do no harm. In an address, or a name that another file has, nobody means them. Joiners are letters to some languages.
IN_WORDS_ALONE = re.compile("[\xad\u200b\u200e\u200f\u2060\ufeff]")


# Tags that show nothing themselves; what stands in others' angles may be words, and one that says more is looked at.
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|ins|mark|p|q|s|small|span|strong|sub|sup|u|wbr)"
    r"\s*/?>",
    re.IGNORECASE,
)
_BLANK = {*map(chr, _UNSEEN), "\ufffc"}  # which count as letters and signs


def says_something(text: str) -> bool:
    r"""Whether there is anything to see in words: a letter, a digit, a sign; also behind references and between tags.

    >>> [says_something(one) for one in ("Ann", "?", "\u270a", "\u200b\xad", "\ufe0f", "&nbsp;<b></b>")]
    [True, True, True, False, False, False]
    """
    if text[:1].isascii() and text[:1].isalnum():  # as nearly all begin
        return True
    words = _TAG.sub("", unescape(text))
    kinds = ((letter, unicodedata.category(letter)) for letter in words)
    return any(letter not in _BLANK and (kind[0] not in "CMZ" or kind == "Co") for letter, kind in kinds)


def without_unseen(text: str) -> str:
    r"""An address or a name without what is copied with it and seen by nobody.

    >>> without_unseen("/pri\u200bva\u00adcy/")
    '/privacy/'
    """
    return text if text.isascii() else IN_WORDS_ALONE.sub("", text)


def skeleton(text: str) -> str:
    r"""A text with one letter for all that look like it, without accents and without what cannot be seen.

    The name is that of Unicode UTS #39. Letter case stays; a dash stands between spaces.

    >>> skeleton("Stаtus： dra\u200bft"), skeleton("publié—ｎｏ")
    ('Status: draft', 'publie - no')
    """
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFKD", text.translate(_DRAWN_AS)).translate(_DRAWN_AS)
    return "".join(letter for letter in letters if unicodedata.category(letter) not in ("Cf", "Mn", "Me"))
