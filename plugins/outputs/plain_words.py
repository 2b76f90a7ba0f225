"""Words for whoever takes no HTML: machines, letters, cards."""

from markupsafe import Markup


def plain(text: str) -> str:
    """Words as a reader sees them, on one line: HTML without its tags and entities; other text as it is.

    >>> plain(Markup("Cuts &amp; <em>fees</em>&nbsp;rise")), plain("Rules for <script> & co")
    ('Cuts & fees rise', 'Rules for <script> & co')
    """
    return " ".join((text.striptags() if isinstance(text, Markup) else text).split())


def cut(words: str, most_letters: int) -> str:
    """Words that fit, cut between two of them.

    >>> cut("Build it here", 9), cut("Build it", 9)
    ('Build it…', 'Build it')
    """
    if len(words) <= most_letters:
        return words
    fitting = words[:most_letters]
    return (fitting.rpartition(" ")[0] or fitting[:-1]).rstrip() + "…"
