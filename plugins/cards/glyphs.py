"""Words that a face can draw: spelt with the letters it has, or nothing, never with empty boxes."""

import re
import unicodedata
from functools import lru_cache

# What looks the same, or near enough, and is in every face.
_STAND_INS = str.maketrans({"‐": "-", "‑": "-", "‒": "–", "―": "—", "−": "–", "′": "’", "″": "”", "ʼ": "’", "⁄": "/"})
# Of Unicode's categories: what is not seen at all, and signs without which words still say the same.
_UNSEEN, _SIGNS = ("Cf", "Cn", "Co", "Cs"), ("So", "Sk", "Sm", "Me", "Mn")
_BETWEEN_WORDS = re.compile(r"[^\S\u00a0]+")


@lru_cache(maxsize=1024)  # a site's name and its campaigns stand on every card
def drawable(words: str, characters: frozenset[str]) -> str:
    r"""The words as a face with these characters can draw them, on one line; "" when one is missing.

    Emoji and other signs that the face lacks are left out, as are marks that are not seen. A letter, a digit or an
    accent that it lacks cannot be left out without saying something else: then there are no words.
    Spaces that keep words together stay as they are (U+00A0).

    >>> drawable("Cafe\u0301 🎉 co\u00adop", frozenset("Café cop"))
    'Café coop'
    >>> drawable("Свобода", frozenset("abc"))
    ''
    """
    shown = []
    for cluster in _clusters(words):
        if (drawn := _fallback(cluster, characters)) is None:
            return ""
        shown.append(drawn)
    line = _BETWEEN_WORDS.sub(" ", "".join(shown))
    return re.sub(r" ?\u00a0[\u00a0 ]*", "\u00a0", line).strip(" \u00a0")


def _clusters(words: str) -> list[str]:
    """Each letter with the marks that follow it."""
    clusters: list[str] = []
    for character in words:
        if clusters and unicodedata.category(character) in ("Mn", "Me") and not clusters[-1].isspace():
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _fallback(cluster: str, characters: frozenset[str]) -> str | None:
    """One letter in those of the face: "" for what may be left out, None for what may not."""
    if cluster in ("\u00a0", "\u202f"):
        return "\u00a0"
    if unicodedata.category(cluster[0]) in _UNSEEN:
        cluster = cluster[1:]
    if not cluster or cluster in characters:
        return cluster
    if cluster.isspace() or unicodedata.category(cluster[0]) == "Cc":
        return " "
    for form in ("NFC", "NFKC"):
        other = unicodedata.normalize(form, cluster.translate(_STAND_INS))
        seen = "".join(character for character in other if unicodedata.category(character) not in _UNSEEN)
        if seen and all(character in characters or character == "\u00a0" for character in seen):
            return seen
    return "" if unicodedata.category(cluster[0]) in (*_UNSEEN, *_SIGNS) else None
