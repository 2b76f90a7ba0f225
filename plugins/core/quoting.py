"""How a finding shows what somebody wrote: on one line, shortened, and with nothing in it that cannot be seen."""


def quoted(text: str, most: int = 60) -> str:
    """A text as a finding shows it: in quotation marks, on one line, cut after `most` letters.

    >>> quoted(" Ana   Reyes")
    '"Ana Reyes"'
    """
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= most else f'"{line[:most]} …"'


def printable(text: str) -> str:
    r"""A name or sentence on one line, for a terminal: what cannot be seen, or makes its order lie, as an escape.

    >>> printable("two\nlines \u202egnp.jpg")
    'two\\nlines \\u202egnp.jpg'
    """
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)
