"""`{fact:members}` and `{contact:campaign.telephone}`: names in a text for what stands elsewhere once for all.

Reading leaves them: in HTML as marks (reading.MARK), in plain words as they are written. Whoever draws fills them in,
so that a reading depends on no fact. In code, and behind a backslash, they are words.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from plugins.markup.verbatim import words_shown

NO_NAME = "{}.<>&\"'\x02\x03\n"
NAMED = re.compile(
    rf"(?P<escaped>\\)?\{{{{1,2}} *(?P<kind>fact|contact)s? *[:=] *(?P<name>[^{NO_NAME}]*?)"
    rf"(?P<part> *\. *[^{NO_NAME}]*?)? *\}}{{1,2}}",
    re.IGNORECASE,
)
# What was meant so: other signs around it, another sign within, or none behind it.
_WHICH = r"(?P<kind>fact|contact)s?"
_NAME = r"(?P<name>[^\W_][\w-]*(?:\.\w+)?)"
MEANT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?!\{{+[^{{}}]*\}})[\[({{<$%]{{1,2}}{_WHICH}[:=]{_NAME}[\])}}>$%]{{1,2}}",
        rf"\{{{{1,2}} ?{_WHICH}[ .;/_-]+{_NAME} ?\}}{{1,2}}",
        rf"\{{{{1,2}} ?{_WHICH}[:=] ?{_NAME}(?![\w}}-]|\.\w)",
    )
)
# Such a mark in HTML, and where a contact is to be its e-mail alone, since no link can stand there.
NAMED_MARK = re.compile("\x02(?P<named>(?:[Ff]act|[Cc]ontact):[^\x02\x03]*)\x03")
LINK_OR_TAG = re.compile(r"<a\b[^>]*>.*?</a\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
CODE = re.compile(r"<(?P<tag>code|pre|script|style)\b[^>]*>.*?</(?P=tag)\s*>", re.DOTALL | re.IGNORECASE)
WHOLE_CONTACT = re.compile("\x02([Cc]ontact):([^.\x02\x03]*)\x03")
BEHIND_BACKSLASH = re.compile("\\\\(?=\x02(?:[Ff]act|[Cc]ontact):)")
EMAIL = "email"


class Named(NamedTuple):
    """One name in a text.

    kind: fact or contact; part: of a contact, or ""; line: the file's
    is_capital: {Fact:members} begins a sentence, so what stands for it begins with a large letter
    """

    kind: str
    name: str
    part: str
    line: int = 1
    is_capital: bool = False

    @classmethod
    def of(cls, found: re.Match[str], line: int = 1) -> "Named":
        """What NAMED found."""
        part = (found["part"] or "").lstrip(" .")
        return cls(found["kind"].lower(), found["name"].strip(), part, line, found["kind"][0].isupper())

    @classmethod
    def of_mark(cls, named: str) -> "Named":
        """What stands in a mark."""
        kind, _, name = named.partition(":")
        name, _, part = name.partition(".")
        return cls(kind.lower(), name, part, is_capital=kind[0].isupper())

    @property
    def mark(self) -> str:
        """What stands for it in HTML."""
        return f"\x02{self.key}\x03"

    @property
    def key(self) -> str:
        """It without braces: contact:campaign.email"""
        kind = self.kind.capitalize() if self.is_capital else self.kind
        return f"{kind}:{self.name}{'.' if self.part else ''}{self.part}"

    @property
    def written(self) -> str:
        """It as staff write it."""
        return f"{{{self.key}}}"


def meant(found: re.Match[str]) -> str:
    """What to type for what one of MEANT found.

    >>> meant(MEANT[0].fullmatch("[fact:members]"))
    '{fact:members}'
    """
    return f"{{{found['kind']}:{found['name']}}}"


def is_there(text: str) -> bool:
    """Whether it is worth looking for names: nearly all texts have none."""
    return "{" in text and NAMED.search(text) is not None


def named_in(body: str, first_line: int) -> tuple[Named, ...]:
    """The names in a file's text, and in the fields of its blocks. first_line: the number of that on which it begins"""
    if not is_there(body):
        return ()
    lines = words_shown(body, first_line)
    return tuple(one for line, words in lines for one in named_in_words(CODE.sub("", words), line))


def named_in_words(words: str, line: int = 1) -> list[Named]:
    """The names in a line of plain words, such as a title."""
    return [Named.of(found, line) for found in NAMED.finditer(words) if not found["escaped"]]


def filled(words: str, value: Callable[[Named], str]) -> str:
    r"""Plain words with the values of their names.

    >>> filled(r"{fact:a} of \{fact:b}", lambda named: named.name.upper())
    'A of {fact:b}'
    """
    if "{" not in words:
        return words
    return NAMED.sub(lambda found: found[0][1:] if found["escaped"] else value(Named.of(found)), words)


def literal(html: str) -> str:
    """HTML of which no words will be taken for a name any more: what looks like one in it stood in code, say."""
    return NAMED.sub(lambda found: found[0] if found["escaped"] else f"\\{found[0]}", html) if "{" in html else html


def as_written(text: str) -> str:
    """Words that Markdown handed on, with names in the place of marks."""
    return NAMED_MARK.sub(lambda found: f"{{{found['named']}}}", text) if "\x02" in text else text


def in_their_place(html: str) -> str:
    """A reading's HTML in which marks stand only where they mean something: none in code, no link in links and tags."""
    if not NAMED_MARK.search(html):
        return html
    html = CODE.sub(lambda code: as_written(code[0]), html)
    return LINK_OR_TAG.sub(lambda piece: WHOLE_CONTACT.sub(f"\x02\\1:\\2.{EMAIL}\x03", piece[0]), html)


def without_backslash(html: str) -> str:
    """A tag as it was written, in which Markdown puts a backslash before what it had taken out."""
    return BEHIND_BACKSLASH.sub("", html)


def marked(html: str) -> str:
    """A piece of HTML that Markdown leaves as it is, with marks in the place of names."""
    return NAMED.sub(lambda found: found[0][1:] if found["escaped"] else Named.of(found).mark, html)
