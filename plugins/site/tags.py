"""Tags as one writing for each: those that differ in letter case, spaces or in how a sign is written are one tag."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plugins.core.findings import Finding, Where, finding

# Of "İ", which casefold parts in two, and of "ı": an address has an i for all three.
TURKISH = {0x0307: None, 0x0131: "i"}
# Apostrophes and hyphens as word processors write them.
PLAIN_SIGNS: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc"), "'"),
    **dict.fromkeys(range(0x2010, 0x2014), "-"),
}


def tag_key(name: str) -> str:
    r"""What the writings of one tag have in common.

    >>> tag_key("Collective\u00a0 Bargaining") == tag_key("collective bargaining")
    True
    >>> tag_key("St. John\u2019s co\u2011op") == tag_key("St. John's co-op")
    True
    """
    letters = (letter for letter in unicodedata.normalize("NFKC", name) if unicodedata.category(letter) != "Cf")
    return " ".join("".join(letters).casefold().translate(TURKISH | PLAIN_SIGNS).split())


def tidied(name: str) -> str:
    r"""A tag's name as readers see it, with one plain space between its words.

    >>> tidied("Collective\u00a0 Bargaining\u200b")
    'Collective Bargaining'
    """
    letters = (letter for letter in unicodedata.normalize("NFC", name) if unicodedata.category(letter) != "Cf")
    return " ".join("".join(letters).split())


def usual_writings(names: Iterable[str]) -> dict[str, str]:
    """For each tag, by its key, the writing that stands most often; of several the first by the alphabet."""
    usual: dict[str, str] = {}
    for name, _ in sorted(Counter(map(tidied, names)).items(), key=lambda one: (-one[1], one[0])):
        usual.setdefault(tag_key(name), name)
    return usual


def in_usual_writing(names: Sequence[str], usual: Mapping[str, str]) -> list[str]:
    """A text's tags, each once and as most write it."""
    return list(dict.fromkeys(usual.get(tag_key(name), tidied(name)) for name in names))


def otherwise_written(names: Sequence[str], usual: Mapping[str, str], where: Where) -> Iterator[Finding]:
    """Tags of a text that stand there twice, or are written otherwise than by most (C10)."""
    seen: set[str] = set()
    for name in names:
        key = tag_key(name)
        if key in seen:
            yield finding("C10.tag-twice", where, tag=name)
        elif (most := usual.get(key, tidied(name))) != tidied(name):
            yield finding("C10.tag-otherwise", where, tag=name, usual=most)
        seen.add(key)
