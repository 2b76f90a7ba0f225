"""`Did you mean ...?`: the known name that a mistyped one resembles."""

from collections.abc import Iterable
from difflib import get_close_matches


def closest(word: str, known: Iterable[str], at_least: float = 0.7) -> str | None:
    """The known name most like `word` in any letter case, or None when nothing resembles it.

    at_least: how much of them must be the same, 0 to 1

    >>> closest("Sumary", ["Title", "Summary"])
    'Summary'
    >>> closest("Cover", ["Title", "Summary"]) is None
    True
    """
    by_folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=at_least)
    return by_folded[near[0]] if near else None


def suggest(word: str, known: Iterable[str]) -> dict[str, str]:
    """The values of the phrase did-you-mean in messages.toml: the closest known name, or else at most a dozen of them.

    >>> suggest("Sumary", ["Title", "Summary"]), suggest("Cover", ["Title", "Summary"]), suggest("Cover", [])
    ({'near': 'Summary'}, {'known': 'Summary, Title'}, {})
    """
    names = sorted(known)
    if near := closest(word, names):
        return {"near": near}
    return {"known": ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")} if names else {}
