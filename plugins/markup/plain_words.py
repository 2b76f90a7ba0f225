"""Words for whoever takes no HTML: machines, letters, cards."""

from markupsafe import Markup


def plain(text: str) -> str:
    """Words as a reader sees them, on one line: HTML without its tags and entities; other text as it is.

    >>> plain(Markup("Cuts &amp; <em>fees</em>&nbsp;rise")), plain("Rules for <script> & co")
    ('Cuts & fees rise', 'Rules for <script> & co')
    """
    return " ".join((text.striptags() if isinstance(text, Markup) else text).split())


def shortened(words: str, most: int) -> str:
    """Words of so many letters at most, cut between two words if that leaves half of them.

    >>> shortened("Every cut is a choice", 14)
    'Every cut is…'
    """
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    if not words[most - 1].isspace() and len(between := cut.rpartition(" ")[0]) >= most // 2:
        cut = between
    return f"{cut.rstrip(' ,;:–—-')}…"
